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
  const WgTextRow *siblings;
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

/* The serial of a code of the row and of its own kind; 0 for other codes. */
static guint64
read_serial (const char *sibling, gconstpointer user_data)
{
  const Row *row = user_data;
  guint64 own = g_ascii_strtoull (row->code + row->prefix_length, NULL, 10);
  guint64 serial = 0;

  if (strlen (sibling) != row->prefix_length + row->width
      || memcmp (sibling, row->code, row->prefix_length) != 0
      || count_trailing_digits (sibling) < row->width)
    return 0;
  serial = g_ascii_strtoull (sibling + row->prefix_length, NULL, 10);
  return is_special_serial (row, serial) == is_special_serial (row, own) ? serial : 0;
}

static guint64
greatest_serial (const Row *row)
{
  guint64 own = g_ascii_strtoull (row->code + row->prefix_length, NULL, 10);
  g_autofree char *key
    = g_strdup_printf ("%.*s %u %d", (int) row->prefix_length, row->code, row->width,
                       is_special_serial (row, own));

  return MAX (own, wg_text_row_greatest (row->siblings, key, read_serial, row));
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

/* How far a memo has looked, and what it found. */
typedef struct
{
  guint n_texts;
  guint64 greatest;
} Known;

GHashTable *
wg_text_memo_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static guint64
greatest_of (const GPtrArray *texts, guint first, WgTextNumber read, gconstpointer user_data)
{
  guint64 greatest = 0;

  for (guint i = first; texts != NULL && i < texts->len; i++)
    greatest = MAX (greatest, read (g_ptr_array_index (texts, i), user_data));
  return greatest;
}

guint64
wg_text_row_greatest (const WgTextRow *row, const char *key, WgTextNumber read,
                      gconstpointer user_data)
{
  guint64 more = greatest_of (row->more, 0, read, user_data);
  Known *known = NULL;

  if (row->memo == NULL)
    return MAX (more, greatest_of (row->texts, 0, read, user_data));
  known = g_hash_table_lookup (row->memo, key);
  if (known == NULL)
    {
      known = g_new0 (Known, 1);
      g_hash_table_insert (row->memo, g_strdup (key), known);
    }
  known->greatest = MAX (known->greatest, greatest_of (row->texts, known->n_texts, read, user_data));
  known->n_texts = row->texts->len;
  return MAX (more, known->greatest);
}

char *
wg_code_next (const char *code, const char *parent_code, const GPtrArray *siblings,
              WgTextTaken is_taken, gpointer user_data)
{
  WgTextRow row = { siblings, NULL, NULL };

  return wg_code_next_in (code, parent_code, &row, is_taken, user_data);
}

char *
wg_code_next_in (const char *code, const char *parent_code, const WgTextRow *siblings,
                 WgTextTaken is_taken, gpointer user_data)
{
  Row row = { code, 0, 0, FALSE, siblings, is_taken, user_data };
  g_autofree char *first = NULL;
  guint n_digits = 0;
  char *next = NULL;

  if (row.code[0] == '\0')
    row.code = find_example (siblings->texts);
  if (row.code == NULL && siblings->more != NULL && siblings->texts->len == 0)
    row.code = find_example (siblings->more);
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
