/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-phone"

#include "wg-staffing.h"

#include <math.h>
#include <string.h>

#define MOBILE_DIGITS 11
#define MOBILE_SHOWN_FIRST 3
#define MOBILE_SHOWN_LAST 4

/* A number that a spreadsheet wrote as one: "1.3800000001E+10", "13800000001.0". NULL: it is none, or
 * digits were lost. */
static char *
from_number (const char *text)
{
  char *end = NULL;
  double value = 0;
  const char *exponent = strpbrk (text, "eE");
  guint n_digits = 0;

  if (strchr (text, '.') == NULL && exponent == NULL)
    return NULL;
  value = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || value < 1 || value >= 1e15 || floor (value) != value)
    return NULL;
  for (const char *at = text; exponent != NULL && at < exponent; at++)
    n_digits += g_ascii_isdigit (*at) != 0;
  if (exponent != NULL && n_digits < MOBILE_DIGITS)
    return NULL; /* 1.38E+10: the last digits are gone */
  return g_strdup_printf ("%.0f", value);
}

static gboolean
has_digits (const char *text, gsize least, gsize most)
{
  gsize n = strspn (text, "0123456789");

  return text[n] == '\0' && n >= least && n <= most;
}

static gboolean
is_mobile (const char *text, gsize length)
{
  return length == MOBILE_DIGITS && text[0] == '1' && text[1] >= '3';
}

/* "0571-12345678", "057112345678", "12345678", "-801" after each of them. */
static gboolean
is_land_line (const char *phone)
{
  g_auto (GStrv) parts = g_strsplit (phone, "-", -1);
  guint n = g_strv_length (parts), at = 0;

  for (guint i = 0; i < n; i++)
    if (!has_digits (parts[i], 1, 12))
      return FALSE;
  if (n == 0)
    return FALSE;
  if (n > 1 && parts[0][0] == '0' && has_digits (parts[0], 3, 4))
    at = 1;
  else if (n == 1 && parts[0][0] == '0')
    return has_digits (parts[0], 10, 12);
  if (!has_digits (parts[at], 7, 8) || parts[at][0] == '0' || parts[at][0] == '1')
    return FALSE;
  return at + 1 == n || (at + 2 == n && has_digits (parts[at + 1], 1, 6));
}

gboolean
wg_phone_is_good (const char *phone)
{
  gsize length = strlen (phone);
  g_autoptr (GString) digits = g_string_new (NULL);

  if (is_mobile (phone, length) && has_digits (phone, MOBILE_DIGITS, MOBILE_DIGITS))
    return TRUE;
  for (const char *at = phone; *at != '\0'; at++)
    if (*at != '-')
      g_string_append_c (digits, *at);
  if ((g_str_has_prefix (digits->str, "400") || g_str_has_prefix (digits->str, "800"))
      && has_digits (digits->str, 10, 10))
    return TRUE;
  return has_digits (phone, 3, 6) || is_land_line (phone);
}

char *
wg_phone_tidy (const char *text, gboolean *is_good_out)
{
  g_autofree char *wide = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autofree char *plain = g_strstrip (g_strdup (wide != NULL ? wide : ""));
  g_autofree char *number = NULL;
  g_autoptr (GString) phone = g_string_new (NULL);

  if (plain[0] == '\'')
    memmove (plain, plain + 1, strlen (plain));
  number = from_number (plain);
  for (const char *at = number != NULL ? number : plain; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_ascii_isdigit (*at))
        g_string_append_c (phone, *at);
      else if (c == '-' || c == 0x2010 || c == 0x2011 || c == 0x2013 || c == 0x2014 || c == 0x2212
               || c == 0x8f6c || c == '#') /* 转: extension */
        g_string_append_c (phone, '-');
      else if (!g_unichar_isspace (c) && c != '(' && c != ')' && c != '.' && c != '+' && c != 0x200b)
        g_string_append_unichar (phone, c); /* stays, to be seen */
      else if (c == ')' && phone->len >= 3 && phone->len <= 4 && phone->str[0] == '0')
        g_string_append_c (phone, '-');
    }
  for (char *at = strstr (phone->str, "--"); at != NULL; at = strstr (phone->str, "--"))
    g_string_erase (phone, at - phone->str, 1);
  if (g_str_has_prefix (phone->str, "0086") && phone->len > MOBILE_DIGITS)
    g_string_erase (phone, 0, 4);
  else if (g_str_has_prefix (phone->str, "86") && phone->len > MOBILE_DIGITS)
    g_string_erase (phone, 0, 2);
  if (phone->len > 0 && phone->str[0] == '-')
    g_string_erase (phone, 0, 1);
  if (phone->len > MOBILE_DIGITS && strchr (phone->str, '-') != NULL && phone->str[0] == '1')
    {
      g_auto (GStrv) parts = g_strsplit (phone->str, "-", -1);
      g_autofree char *joined = g_strjoinv ("", parts);

      if (is_mobile (joined, strlen (joined)))
        g_string_assign (phone, joined); /* 138-0000-0001 */
    }
  if (is_good_out != NULL)
    *is_good_out = wg_phone_is_good (phone->str);
  return g_strdup (phone->str);
}

char *
wg_phone_mask (const char *phone)
{
  gsize length = strlen (phone), first = MOBILE_SHOWN_FIRST, last = MOBILE_SHOWN_LAST;
  char *masked = g_strdup (phone);

  if (length < first + last + 1)
    {
      first = 0;
      last = length > 4 ? 2 : 0;
    }
  if (!g_str_is_ascii (phone))
    first = last = 0;
  for (gsize i = first; i + last < length; i++)
    if (masked[i] != '-')
      masked[i] = '*';
  return masked;
}
