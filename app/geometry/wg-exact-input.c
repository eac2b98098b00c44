/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-exact-input"

#include "wg-exact-input.h"

#include <math.h>
#include <string.h>

#define MAX_LENGTH_M 1e6
#define MAX_NUMBERS 2

/* The text in plain characters, one byte for each character that was typed. */
typedef struct
{
  char *text;
  guint at;
} Scanner;

/* Words and signs as one letter each: none of them stands in a number. */
static char
plain (gunichar c)
{
  static const struct
  {
    gunichar from;
    char to;
  } table[] = {
    { 0x3002, '.' }, { 0x3001, ',' }, { 0x3000, ' ' }, { 0x2212, '-' }, { 0x2013, '-' },
    { 0x2014, '-' }, { 0x00b0, 'o' }, { 0x00ba, 'o' }, { 0x5ea6, 'o' }, { 0x2032, '\'' },
    { 0x2019, '\'' }, { 0x2033, '"' }, { 0x201d, '"' }, { 0x5206, '\'' }, { 0x79d2, '"' },
    { 0x7c73, 'm' }, { 0x2220, '<' }, { 0x3008, '<' }, { 0x300a, '<' },
  };

  if (c >= 0xff01 && c <= 0xff5e)
    c -= 0xfee0;
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i].from == c)
      return table[i].to;
  if (g_unichar_isspace (c))
    return ' ';
  if (c == 0x516c || c == 0x5343) /* 公里, 千米 */
    return 'k';
  if (c == 0x91cc)
    return 'm';
  return c < 128 ? (char) g_ascii_tolower ((char) c) : '?';
}

static char *
make_plain (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_c (out, plain (g_utf8_get_char (p)));
  return g_string_free (out, FALSE);
}

static char
look (const Scanner *scanner)
{
  return scanner->text[scanner->at];
}

static void
skip_spaces (Scanner *scanner)
{
  while (look (scanner) == ' ')
    scanner->at++;
}

static gboolean
take (Scanner *scanner, char c)
{
  guint start = scanner->at;

  skip_spaces (scanner);
  if (look (scanner) != c)
    {
      scanner->at = start;
      return FALSE;
    }
  scanner->at++;
  return TRUE;
}

/** Digits with a point, no exponent: "1e5" is a slip. */
static gboolean
take_number (Scanner *scanner, double *number_out)
{
  guint start = 0, at = 0, n_digits = 0, n_points = 0;
  g_autofree char *digits = NULL;

  skip_spaces (scanner);
  start = at = scanner->at;
  if (scanner->text[at] == '-' || scanner->text[at] == '+')
    at++;
  for (; g_ascii_isdigit (scanner->text[at]) || scanner->text[at] == '.'; at++)
    {
      n_digits += scanner->text[at] != '.';
      n_points += scanner->text[at] == '.';
    }
  if (n_digits == 0 || n_points > 1 || n_digits > 15)
    return FALSE;
  digits = g_strndup (scanner->text + start, at - start);
  *number_out = g_ascii_strtod (digits, NULL);
  scanner->at = at;
  return TRUE;
}

static void
take_length_unit (Scanner *scanner, double *metres)
{
  if (take (scanner, 'k'))
    {
      *metres *= 1000;
      take (scanner, 'm');
    }
  else
    take (scanner, 'm');
}

/** 85, 85.5°, 85°30', 85°30'15". */
static WgExactProblem
take_angle (Scanner *scanner, double *azimuth_out)
{
  double degrees = 0, minutes = 0, seconds = 0;
  guint start = 0;

  skip_spaces (scanner);
  start = scanner->at;
  if (look (scanner) == '\0')
    return WG_EXACT_UNFINISHED;
  if (!take_number (scanner, &degrees))
    return WG_EXACT_BAD_NUMBER;
  if (take (scanner, 'o') && g_ascii_isdigit ((skip_spaces (scanner), look (scanner))))
    {
      if (!take_number (scanner, &minutes))
        return WG_EXACT_BAD_NUMBER;
      if (take (scanner, '\'') && g_ascii_isdigit ((skip_spaces (scanner), look (scanner))))
        {
          if (!take_number (scanner, &seconds))
            return WG_EXACT_BAD_NUMBER;
          take (scanner, '"');
        }
    }
  if (fabs (degrees) > 360 || minutes >= 60 || seconds >= 60)
    {
      scanner->at = start;
      return WG_EXACT_BAD_ANGLE;
    }
  degrees += (scanner->text[start] == '-' ? -1 : 1) * (minutes / 60 + seconds / 3600);
  degrees = fmod (degrees, 360);
  *azimuth_out = degrees < 0 ? degrees + 360 : degrees;
  return WG_EXACT_OK;
}

static gboolean
take_comma (Scanner *scanner)
{
  gboolean has_space = look (scanner) == ' ';

  if (take (scanner, ',') || take (scanner, ';'))
    return TRUE;
  skip_spaces (scanner);
  return has_space && look (scanner) != '\0' && strchr ("0123456789.+-", look (scanner)) != NULL;
}

/** Behind the first number and its comma. */
static WgExactProblem
take_second (Scanner *scanner, WgExactInput *input)
{
  skip_spaces (scanner);
  if (look (scanner) == '\0')
    return WG_EXACT_UNFINISHED;
  if (!take_number (scanner, &input->y_m))
    return WG_EXACT_BAD_NUMBER;
  take (scanner, 'm');
  return WG_EXACT_OK;
}

/** "@85" is an azimuth, "@12,-5" a step east and north. */
static WgExactProblem
parse_at (Scanner *scanner, WgExactInput *input)
{
  guint start = scanner->at;
  WgExactProblem problem = WG_EXACT_OK;

  if (take_number (scanner, &input->x_m))
    {
      take (scanner, 'm');
      if (take_comma (scanner))
        {
          input->kind = WG_EXACT_RELATIVE;
          return take_second (scanner, input);
        }
    }
  scanner->at = start;
  problem = take_angle (scanner, &input->azimuth);
  input->kind = WG_EXACT_AZIMUTH;
  return problem;
}

static WgExactProblem
parse_number (Scanner *scanner, WgExactInput *input)
{
  guint start = scanner->at;
  gboolean is_relative = look (scanner) == '+';

  if (!take_number (scanner, &input->x_m))
    return WG_EXACT_BAD_NUMBER;
  input->length_m = input->x_m;
  take_length_unit (scanner, &input->length_m);
  if (take_comma (scanner))
    {
      input->kind = is_relative ? WG_EXACT_RELATIVE : WG_EXACT_ABSOLUTE;
      return take_second (scanner, input);
    }
  input->kind = WG_EXACT_LENGTH;
  if (!(input->length_m >= 0.001 && input->length_m <= MAX_LENGTH_M))
    {
      scanner->at = start;
      return WG_EXACT_BAD_LENGTH;
    }
  if (take (scanner, '@') || take (scanner, '<') || take (scanner, ':'))
    {
      input->kind = WG_EXACT_POLAR;
      return take_angle (scanner, &input->azimuth);
    }
  return WG_EXACT_OK;
}

WgExactProblem
wg_exact_input_parse (const char *text, WgExactInput *input_out)
{
  g_autofree char *plain_text = make_plain (text);
  Scanner scanner = { plain_text, 0 };
  WgExactProblem problem = WG_EXACT_OK;

  *input_out = (WgExactInput){ .kind = WG_EXACT_EMPTY };
  skip_spaces (&scanner);
  if (look (&scanner) == '\0')
    return WG_EXACT_OK;
  if (take (&scanner, '@') || take (&scanner, '<'))
    problem = parse_at (&scanner, input_out);
  else
    problem = parse_number (&scanner, input_out);
  skip_spaces (&scanner);
  if (problem == WG_EXACT_OK && look (&scanner) != '\0')
    problem = strchr (",;@<:", look (&scanner)) != NULL ? WG_EXACT_TOO_MANY : WG_EXACT_BAD_NUMBER;
  if (problem != WG_EXACT_OK)
    *input_out = (WgExactInput){ .kind = WG_EXACT_EMPTY, .at = scanner.at };
  return problem;
}

gboolean
wg_exact_input_is_whole (const WgExactInput *input)
{
  return input->kind == WG_EXACT_POLAR || input->kind == WG_EXACT_RELATIVE
         || input->kind == WG_EXACT_ABSOLUTE;
}

static WgPoint
add_metres (WgPoint from, double east_m, double north_m)
{
  double x = from.x + east_m * 1000, y = from.y + north_m * 1000;

  return (WgPoint){ (gint32) lround (CLAMP (x, -WG_COORDINATE_MAX, WG_COORDINATE_MAX)),
                    (gint32) lround (CLAMP (y, -WG_COORDINATE_MAX, WG_COORDINATE_MAX)) };
}

WgPoint
wg_exact_input_place (const WgExactInput *input, WgPoint from, WgPoint pointer)
{
  double east = ((double) pointer.x - from.x) / 1000, north = ((double) pointer.y - from.y) / 1000;
  double length = hypot (east, north), angle = input->azimuth * G_PI / 180;

  switch (input->kind)
    {
    case WG_EXACT_LENGTH:
      if (length <= 0)
        return from;
      return add_metres (from, east / length * input->length_m, north / length * input->length_m);
    case WG_EXACT_AZIMUTH:
      length = MAX (0, east * sin (angle) + north * cos (angle));
      return add_metres (from, sin (angle) * length, cos (angle) * length);
    case WG_EXACT_POLAR:
      return add_metres (from, sin (angle) * input->length_m, cos (angle) * input->length_m);
    case WG_EXACT_RELATIVE:
      return add_metres (from, input->x_m, input->y_m);
    default:
      return pointer;
    }
}

double
wg_exact_azimuth (WgPoint from, WgPoint to)
{
  double degrees = atan2 ((double) to.x - from.x, (double) to.y - from.y) * 180 / G_PI;
  return degrees < 0 ? degrees + 360 : degrees;
}

WgPoint
wg_exact_right_angle (WgPoint from, WgPoint a, WgPoint b, WgPoint pointer)
{
  double ux = (double) b.x - a.x, uy = (double) b.y - a.y, length = hypot (ux, uy);
  double px = (double) pointer.x - from.x, py = (double) pointer.y - from.y;
  double along = 0, across = 0;

  if (length <= 0)
    {
      ux = length = 1;
      uy = 0;
    }
  ux /= length;
  uy /= length;
  along = px * ux + py * uy;
  across = py * ux - px * uy;
  if (fabs (along) >= fabs (across))
    return add_metres (from, along * ux / 1000, along * uy / 1000);
  return add_metres (from, -across * uy / 1000, across * ux / 1000);
}

WgPoint
wg_exact_parallel (WgPoint a, WgPoint b, double distance_m, WgPoint pointer)
{
  double ux = (double) b.x - a.x, uy = (double) b.y - a.y, length = hypot (ux, uy);
  double px = (double) pointer.x - a.x, py = (double) pointer.y - a.y, along = 0, side = 0;

  if (length <= 0)
    return pointer;
  ux /= length;
  uy /= length;
  along = (px * ux + py * uy) / 1000;
  side = py * ux - px * uy >= 0 ? 1 : -1;
  return add_metres (a, along * ux - side * distance_m * uy, along * uy + side * distance_m * ux);
}
