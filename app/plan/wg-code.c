/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-code"

#include "wg-code.h"

#include <string.h>

#define MAX_SERIAL_WIDTH 6
#define MAX_WIDTH_AFTER_PARENT 3 /* more digits hold a level between, which has no grid here */
#define DEFAULT_SERIAL_WIDTH 2
#define EXAMPLE_SERIAL_WIDTH 3
#define SPECIAL_SERIAL_WIDTH 3
#define FIRST_SPECIAL_SERIAL 901

/* What is known of one row of codes: PREFIX followed by a serial of @width digits. */
typedef struct
{
  const char *code;
  gsize prefix_length;
  guint width;
  gboolean is_fixed; /* the parent's code says where the serial begins */
  const GPtrArray *siblings;
  WgTextTaken is_taken;
  gpointer user_data;
} Row;

static guint64
power_of_ten (guint exponent)
{
  guint64 power = 1;

  while (exponent-- > 0)
    power *= 10;
  return power;
}

static guint
count_trailing_digits (const char *text)
{
  gsize length = strlen (text);
  guint n = 0;

  while (n < length && g_ascii_isdigit (text[length - 1 - n]))
    n++;
  return n;
}

static gboolean
is_free (const Row *row, const char *code)
{
  return g_utf8_strlen (code, -1) <= WG_CODE_MAX_CHARS && !row->is_taken (code, row->user_data);
}

/* How many characters of @code follow @parent_code, all of them digits; 0 when it does not fit. */
static guint
width_after_parent (const char *code, const char *parent_code)
{
  gsize length = strlen (code), parent_length = 0;
  guint n_digits = count_trailing_digits (code);

  if (parent_code == NULL || parent_code[0] == '\0')
    return 0;
  parent_length = strlen (parent_code);
  for (;;)
    {
      if (parent_length < length && strncmp (code, parent_code, parent_length) == 0
          && length - parent_length <= MIN (n_digits, MAX_WIDTH_AFTER_PARENT))
        return (guint) (length - parent_length);
      if (parent_length == 0 || parent_code[parent_length - 1] != '0')
        return 0;
      parent_length--;
    }
}

static gboolean
is_special_serial (const Row *row, guint64 serial)
{
  return row->is_fixed && row->width == SPECIAL_SERIAL_WIDTH && serial >= FIRST_SPECIAL_SERIAL;
}

static guint64
greatest_serial (const Row *row)
{
  gsize length = row->prefix_length + row->width;
  guint64 own = g_ascii_strtoull (row->code + row->prefix_length, NULL, 10);
  guint64 greatest = own;

  for (guint i = 0; i < row->siblings->len; i++)
    {
      const char *sibling = g_ptr_array_index (row->siblings, i);
      guint64 serial = 0;

      if (strlen (sibling) != length
          || memcmp (sibling, row->code, row->prefix_length) != 0
          || count_trailing_digits (sibling) < row->width)
        continue;
      serial = g_ascii_strtoull (sibling + row->prefix_length, NULL, 10);
      if (is_special_serial (row, serial) == is_special_serial (row, own))
        greatest = MAX (greatest, serial);
    }
  return greatest;
}

static char *
try_serials (const Row *row, guint64 from, guint64 to)
{
  for (guint64 serial = from; serial < to; serial++)
    {
      g_autofree char *code
        = g_strdup_printf ("%.*s%0*" G_GUINT64_FORMAT, (int) row->prefix_length, row->code,
                           (int) row->width, serial);

      if (is_free (row, code))
        return g_steal_pointer (&code);
    }
  return NULL;
}

/* One past the greatest; where the row is full and may not widen, the first gap. */
static char *
next_in_row (Row *row, guint n_digits)
{
  for (;;)
    {
      guint64 own = g_ascii_strtoull (row->code + row->prefix_length, NULL, 10);
      guint64 limit = power_of_ten (row->width);
      char *code = NULL;

      if (row->is_fixed && row->width == SPECIAL_SERIAL_WIDTH && !is_special_serial (row, own))
        limit = FIRST_SPECIAL_SERIAL;
      code = try_serials (row, greatest_serial (row) + 1, limit);
      if (code == NULL && !row->is_fixed && row->width < MIN (n_digits, MAX_SERIAL_WIDTH))
        {
          row->width++;
          row->prefix_length--;
          continue;
        }
      if (code == NULL && !row->is_fixed && row->width == n_digits)
        code = try_serials (row, limit, limit * 10); /* A-99 is followed by A-100 */
      if (code == NULL)
        code = try_serials (row, is_special_serial (row, own) ? FIRST_SPECIAL_SERIAL : 1, limit);
      return code;
    }
}

static char *
next_with_suffix (const Row *row)
{
  for (guint n = 2; n < 1000; n++)
    {
      g_autofree char *code = g_strdup_printf ("%s-%u", row->code, n);

      if (is_free (row, code))
        return g_steal_pointer (&code);
    }
  return g_strdup ("");
}

/* A sibling whose row a grid without code can join: the greatest code with a serial. Where most
 * siblings are in other rows (grids of many communities of one town), no row is the right one. */
static const char *
find_example (const GPtrArray *siblings)
{
  const char *example = NULL;
  gsize length = 0, prefix_length = 0;
  guint n_coded = 0, n_in_row = 0;

  for (guint i = 0; i < siblings->len; i++)
    {
      const char *sibling = g_ptr_array_index (siblings, i);

      if (count_trailing_digits (sibling) > 0
          && (example == NULL || strcmp (sibling, example) > 0))
        example = sibling;
    }
  if (example == NULL)
    return NULL;
  length = strlen (example);
  prefix_length = length - MIN (count_trailing_digits (example), EXAMPLE_SERIAL_WIDTH);
  for (guint i = 0; i < siblings->len; i++)
    {
      const char *sibling = g_ptr_array_index (siblings, i);

      n_coded += sibling[0] != '\0';
      n_in_row += strlen (sibling) == length && strncmp (sibling, example, prefix_length) == 0;
    }
  return n_in_row * 5 >= n_coded * 4 ? example : NULL;
}

char *
wg_code_next (const char *code, const char *parent_code, const GPtrArray *siblings,
              WgTextTaken is_taken, gpointer user_data)
{
  Row row = { code, 0, 0, FALSE, siblings, is_taken, user_data };
  g_autofree char *first = NULL;
  guint n_digits = 0;
  char *next = NULL;

  if (row.code[0] == '\0')
    row.code = find_example (siblings);
  if (row.code == NULL && parent_code != NULL && parent_code[0] != '\0')
    {
      first = g_strconcat (parent_code, "000", NULL);
      row.code = first;
    }
  if (row.code == NULL)
    return g_strdup ("");

  n_digits = count_trailing_digits (row.code);
  row.width = width_after_parent (row.code, parent_code);
  row.is_fixed = row.width > 0;
  if (row.width == 0)
    row.width = MIN (n_digits, DEFAULT_SERIAL_WIDTH);
  row.prefix_length = strlen (row.code) - row.width;
  if (row.width > 0)
    next = next_in_row (&row, n_digits);
  return next != NULL ? next : next_with_suffix (&row);
}

gboolean
wg_code_is_well_formed (const char *code)
{
  if (code[0] == '\0' || !g_utf8_validate (code, -1, NULL)
      || g_utf8_strlen (code, -1) > WG_CODE_MAX_CHARS)
    return FALSE;
  for (const char *c = code; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (!g_unichar_isalnum (character) && (character > 127 || strchr ("-_./()#", *c) == NULL))
        return FALSE;
    }
  return TRUE;
}

gboolean
wg_name_is_well_formed (const char *name)
{
  gboolean has_ink = FALSE;

  if (!g_utf8_validate (name, -1, NULL) || g_utf8_strlen (name, -1) > WG_NAME_MAX_CHARS)
    return FALSE;
  for (const char *c = name; *c != '\0'; c = g_utf8_next_char (c))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (c)))
        return FALSE;
      has_ink |= !g_unichar_isspace (g_utf8_get_char (c));
    }
  return has_ink;
}
