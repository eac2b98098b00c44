/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-name"

#include "wg-code.h"

#include <string.h>

#define MAX_NUMERAL 9999

/* A number within a name: PREFIX number SUFFIX. */
typedef struct
{
  gsize start; /* byte where the number begins */
  gsize end;   /* byte behind it */
  guint number;
  gboolean is_chinese;
} Number;

static const char *const digit_words[]
  = { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
/* What may follow a number that is a serial: 117社区 is a name, 117网格 is the 117th. */
static const char *const counted[]
  = { "网格", "微网格", "号", "组", "片", "区块", "单元", "格", "#", "级" };

static int
digit_of (gunichar c)
{
  for (guint i = 0; i < G_N_ELEMENTS (digit_words); i++)
    if (g_utf8_get_char (digit_words[i]) == c)
      return (int) i;
  return c == g_utf8_get_char ("〇") ? 0 : -1;
}

static guint
unit_of (gunichar c)
{
  if (c == g_utf8_get_char ("十"))
    return 10;
  if (c == g_utf8_get_char ("百"))
    return 100;
  return c == g_utf8_get_char ("千") ? 1000 : 0;
}

static gboolean
is_numeral (gunichar c)
{
  return digit_of (c) >= 0 || unit_of (c) > 0;
}

static gboolean
is_counted (const char *suffix)
{
  for (guint i = 0; i < G_N_ELEMENTS (counted); i++)
    if (g_str_has_prefix (suffix, counted[i]))
      return TRUE;
  return FALSE;
}

static gboolean
follows_ordinal (const char *name, gsize start)
{
  const gsize size = strlen ("第");

  return start >= size && strncmp (name + start - size, "第", size) == 0;
}

/* The number that begins at @start, read as far as it goes; number 0 when there is none. */
static Number
read_number (const char *name, gsize start)
{
  Number found = { start, start, 0, FALSE };
  const char *c = name + start;

  if (g_ascii_isdigit (*c))
    {
      while (g_ascii_isdigit (*c))
        c++;
      found.end = (gsize) (c - name);
      if (found.end - found.start <= 6)
        found.number = (guint) g_ascii_strtoull (name + start, NULL, 10);
      return found;
    }
  while (*c != '\0' && is_numeral (g_utf8_get_char (c)))
    c = g_utf8_next_char (c);
  found.is_chinese = TRUE;
  found.end = (gsize) (c - name);
  found.number = wg_numeral_parse (name + start, found.end - found.start);
  return found;
}

/* The last number of the name that counts something: after 第, before a counted word, or (digits
 * only) at the very end. */
static gboolean
find_number (const char *name, Number *number_out)
{
  gboolean is_found = FALSE;

  for (const char *c = name; *c != '\0';)
    {
      gunichar character = g_utf8_get_char (c);
      Number number;

      if (!g_ascii_isdigit (*c) && !is_numeral (character))
        {
          c = g_utf8_next_char (c);
          continue;
        }
      number = read_number (name, (gsize) (c - name));
      c = name + number.end;
      if (number.number > 0
          && (follows_ordinal (name, number.start) || is_counted (c)
              || (*c == '\0' && !number.is_chinese)))
        {
          *number_out = number;
          is_found = TRUE;
        }
    }
  return is_found;
}

static gboolean
is_same_pattern (const char *a, const Number *number_a, const char *b, const Number *number_b)
{
  return number_a->is_chinese == number_b->is_chinese && number_a->start == number_b->start
         && strncmp (a, b, number_a->start) == 0
         && strcmp (a + number_a->end, b + number_b->end) == 0;
}

static char *
with_number (const char *name, const Number *number, guint value)
{
  g_autofree char *chinese = number->is_chinese ? wg_numeral_format (value) : NULL;
  gboolean is_padded = name[number->start] == '0';

  if (number->is_chinese)
    return g_strdup_printf ("%.*s%s%s", (int) number->start, name, chinese, name + number->end);
  return g_strdup_printf ("%.*s%0*u%s", (int) number->start, name,
                          is_padded ? (int) (number->end - number->start) : 1, value,
                          name + number->end);
}

/* A name with its number: the pattern that others may have. */
typedef struct
{
  const char *name;
  const Number *number;
} Pattern;

/* The number of a name of this pattern; 0 for other names. */
static guint64
read_pattern (const char *sibling, gconstpointer user_data)
{
  const Pattern *pattern = user_data;
  Number other;

  if (strncmp (sibling, pattern->name, pattern->number->start) != 0
      || !find_number (sibling, &other)
      || !is_same_pattern (pattern->name, pattern->number, sibling, &other))
    return 0;
  return other.number;
}

static char *
next_numbered (const char *name, const Number *number, const WgTextRow *siblings,
               WgTextTaken is_taken, gpointer user_data)
{
  Pattern pattern = { name, number };
  g_autofree char *key = g_strdup_printf ("%d%.*s\001%s", number->is_chinese, (int) number->start,
                                          name, name + number->end);
  guint greatest = (guint) wg_text_row_greatest (siblings, key, read_pattern, &pattern);

  greatest = MAX (greatest, number->number);
  for (guint value = greatest + 1; value < greatest + 1000; value++)
    {
      g_autofree char *next = NULL;

      if (number->is_chinese && value > MAX_NUMERAL)
        return NULL;
      next = with_number (name, number, value);
      if (g_utf8_strlen (next, -1) > WG_NAME_MAX_CHARS)
        return NULL;
      if (!is_taken (next, user_data))
        return g_steal_pointer (&next);
    }
  return NULL;
}

/* "NAME 2": a name that is too long for it loses characters at its end. */
static char *
next_plain (const char *name, WgTextTaken is_taken, gpointer user_data)
{
  for (guint n = 2; n < 10000; n++)
    {
      g_autofree char *suffix = g_strdup_printf (" %u", n);
      glong room = WG_NAME_MAX_CHARS - (glong) strlen (suffix);
      g_autofree char *stem = g_utf8_substring (name, 0, MIN (room, g_utf8_strlen (name, -1)));
      g_autofree char *next = g_strconcat (stem, suffix, NULL);

      if (!is_taken (next, user_data))
        return g_steal_pointer (&next);
    }
  return g_strdup ("");
}

char *
wg_name_next (const char *name, const GPtrArray *siblings, WgTextTaken is_taken,
              gpointer user_data)
{
  WgTextRow row = { siblings, NULL, NULL };

  return wg_name_next_in (name, &row, is_taken, user_data);
}

char *
wg_name_next_in (const char *name, const WgTextRow *siblings, WgTextTaken is_taken,
                 gpointer user_data)
{
  Number number;
  char *next = NULL;

  if (name[0] == '\0')
    return g_strdup ("");
  if (find_number (name, &number))
    next = next_numbered (name, &number, siblings, is_taken, user_data);
  return next != NULL ? next : next_plain (name, is_taken, user_data);
}

char *
wg_numeral_format (guint number)
{
  static const char *const units[] = { "", "十", "百", "千" };
  GString *text = g_string_new (NULL);
  gboolean owes_zero = FALSE;

  g_return_val_if_fail (number > 0 && number <= MAX_NUMERAL, NULL);

  for (int place = 3; place >= 0; place--)
    {
      guint divisor = place == 3 ? 1000 : place == 2 ? 100 : place == 1 ? 10 : 1;
      guint digit = number / divisor % 10;

      if (digit == 0)
        {
          owes_zero = text->len > 0;
          continue;
        }
      if (owes_zero)
        g_string_append (text, digit_words[0]);
      owes_zero = FALSE;
      if (!(digit == 1 && place == 1 && text->len == 0)) /* 十二, but 一百一十二 */
        g_string_append (text, digit_words[digit]);
      g_string_append (text, units[place]);
    }
  return g_string_free (text, FALSE);
}

guint
wg_numeral_parse (const char *text, gsize n_bytes)
{
  const char *end = text + n_bytes;
  guint total = 0, pending = 0, least_unit = 10000;
  gboolean has_pending = FALSE;

  for (const char *c = text; c < end; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);
      int digit = digit_of (character);
      guint unit = unit_of (character);

      if (digit > 0 && !has_pending)
        {
          pending = (guint) digit;
          has_pending = TRUE;
        }
      else if (digit == 0 && !has_pending && total > 0)
        continue;
      else if (unit > 0 && unit < least_unit && (has_pending || (unit == 10 && total == 0)))
        {
          total += (has_pending ? pending : 1) * unit;
          least_unit = unit;
          has_pending = FALSE;
          pending = 0;
        }
      else
        return 0;
    }
  return total + pending;
}
