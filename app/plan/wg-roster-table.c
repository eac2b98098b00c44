/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-roster"

#include "wg-roster-private.h"

#include <string.h>

#define LOOK_ROWS 15       /* in which the headings stand */
#define MAX_HEADING_ROWS 3
#define PHONE_DIGITS 7     /* of a phone in its town, the shortest */

static void
free_column (gpointer data)
{
  WgRosterColumn *column = data;

  g_free (column->heading);
  g_free (column->title);
  g_free (column);
}

static char **
row_at (const WgRosterTable *table, guint row)
{
  return g_ptr_array_index (table->rows, row);
}

static WgRosterColumn *
column_at (const WgRosterTable *table, guint column)
{
  return g_ptr_array_index (table->columns, column);
}

static void
set_cell (WgRosterTable *table, guint row, guint column, const char *text)
{
  char **cells = row_at (table, row);

  g_free (cells[column]);
  cells[column] = g_strdup (text);
}

/* How many cells of a row are headings, and how many have anything else. */
static void
count_headings (const WgRosterTable *table, guint row, guint *n_headings_out, guint *n_others_out)
{
  *n_headings_out = *n_others_out = 0;
  for (guint i = 0; i < table->n_columns; i++)
    {
      const char *cell = row_at (table, row)[i];

      if (cell[0] == '\0')
        continue;
      if (wg_roster_is_heading (cell))
        (*n_headings_out)++;
      else
        (*n_others_out)++;
    }
}

/* A heading tells what stands below it; only people have numbers. */
static gboolean
has_number (const WgRosterTable *table, guint row)
{
  for (guint i = 0; i < table->n_columns; i++)
    {
      guint n_digits = 0;

      for (const char *at = row_at (table, row)[i]; *at != '\0'; at = g_utf8_next_char (at))
        n_digits += g_unichar_isdigit (g_utf8_get_char (at));
      if (n_digits >= PHONE_DIGITS)
        return TRUE;
    }
  return FALSE;
}

/* Below the first row of the heading: nothing but headings, or most of the cells with one that offices
 * made up among them. */
static gboolean
is_more_heading (const WgRosterTable *table, guint row)
{
  guint n_headings = 0, n_others = 0;

  count_headings (table, row, &n_headings, &n_others);
  return n_headings > 0
         && (n_others == 0 || (n_headings >= 2 && n_headings > n_others && !has_number (table, row)));
}

/* The rows of the heading: [first, end). */
static void
find_heading (const WgRosterTable *table, guint *first_out, guint *end_out)
{
  guint n_headings = 0, n_others = 0, row = 0;

  *first_out = *end_out = 0;
  for (row = 0; row < MIN (table->rows->len, LOOK_ROWS); row++)
    {
      count_headings (table, row, &n_headings, &n_others);
      if (n_headings >= 2 && n_headings >= n_others)
        break;
    }
  if (row == MIN (table->rows->len, LOOK_ROWS))
    return;
  *first_out = row;
  row++;
  while (row < table->rows->len && row < *first_out + MAX_HEADING_ROWS && is_more_heading (table, row))
    row++;
  *end_out = row;
}

/* "网格员/姓名": a cell that stands over several columns counts for each that has something below it. */
static char *
join_heading (const WgRosterTable *table, guint first, guint end, guint column)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *last = "";

  for (guint row = first; row < end; row++)
    {
      const char *cell = row_at (table, row)[column];
      gboolean has_below = row + 1 < end && row_at (table, row + 1)[column][0] != '\0';

      for (guint i = column; cell[0] == '\0' && has_below && i-- > 0;)
        cell = row_at (table, row)[i];
      if (cell[0] == '\0' || g_str_equal (cell, last))
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? "/" : "", cell);
      last = cell;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Headings are broken into lines to fit, lists of people because they are lists. */
static void
join_lines (WgRosterTable *table, guint n_rows)
{
  for (guint row = 0; row < MIN (n_rows, table->rows->len); row++)
    for (guint i = 0; i < table->n_columns; i++)
      if (strchr (row_at (table, row)[i], '\n') != NULL)
        {
          g_auto (GStrv) lines = g_strsplit (row_at (table, row)[i], "\n", -1);
          g_autofree char *joined = g_strjoinv ("", lines);

          if (wg_roster_is_heading (joined))
            set_cell (table, row, i, joined);
        }
}

static void
find_columns (WgRosterTable *table)
{
  guint first = 0, end = 0;

  join_lines (table, LOOK_ROWS);
  find_heading (table, &first, &end);
  table->n_heading = end;
  for (guint i = 0; i < table->n_columns; i++)
    {
      WgRosterColumn *column = g_new0 (WgRosterColumn, 1);

      column->heading = join_heading (table, first, end, i);
      wg_roster_read_heading (column);
      g_ptr_array_add (table->columns, column);
    }
}

/* By what stands in it: identity numbers, ethnicities, parties. Single identity numbers are taken out of any cell. */
static void
judge_content (WgRosterTable *table, guint at)
{
  WgRosterColumn *column = column_at (table, at);
  guint n_filled = 0, n_personal = 0, n_phones = 0;

  for (guint row = table->n_heading; row < table->rows->len; row++)
    {
      const char *cell = row_at (table, row)[at];

      n_filled += cell[0] != '\0';
      n_personal += (wg_roster_find_identity (cell) != NULL
                     && (strlen (cell) == WG_ROSTER_IDENTITY_DIGITS || column->meaning == WG_ROSTER_IGNORED))
                    || wg_roster_is_personal (cell);
      n_phones += strlen (cell) == 11 && cell[0] == '1' && strspn (cell, "0123456789") == 11;
    }
  if (n_personal > 0 && n_personal * 3 >= n_filled)
    column->meaning = WG_ROSTER_PERSONAL;
  else if (column->meaning == WG_ROSTER_IGNORED && n_phones > 0 && n_phones * 2 >= n_filled)
    column->meaning = WG_ROSTER_PHONE;
}

static void
empty_column (WgRosterTable *table, guint at)
{
  for (guint row = table->n_heading; row < table->rows->len; row++)
    set_cell (table, row, at, "");
}

static void
take_identities_out (WgRosterTable *table, guint row, guint at)
{
  const char *cell = row_at (table, row)[at];
  const char *found = wg_roster_find_identity (cell);
  g_autofree char *rest = NULL;
  g_autofree char *tidy = NULL;

  if (found == NULL)
    return;
  rest = g_strdup_printf ("%.*s%s", (int) (found - cell), cell, found + WG_ROSTER_IDENTITY_DIGITS);
  tidy = wg_roster_tidy (rest);
  set_cell (table, row, at, tidy);
  if (row >= table->n_heading)
    g_hash_table_add (table->identities, GUINT_TO_POINTER (g_array_index (table->row_numbers, guint, row)));
}

/* Names get numbers; what follows a name belongs to it. */
static void
number_groups (WgRosterTable *table)
{
  guint n_names = 0, group = 0;
  gboolean has_plain = FALSE;

  for (guint i = 0; i < table->n_columns; i++)
    {
      const WgRosterColumn *column = column_at (table, i);

      has_plain |= column->meaning == WG_ROSTER_NAME && !column->has_role;
    }
  for (guint i = 0; i < table->n_columns; i++)
    {
      WgRosterColumn *column = column_at (table, i);

      /* One row a person: the leader's name beside it tells which grid. */
      if (has_plain && column->meaning == WG_ROSTER_NAME && column->has_role
          && column->role == WG_ROLE_LEADER && strstr (column->heading, "/") == NULL)
        column->meaning = WG_ROSTER_LEADER;
      else if (has_plain && column->meaning == WG_ROSTER_PHONE && column->has_role
               && column->role == WG_ROLE_LEADER && strstr (column->heading, "/") == NULL)
        column->meaning = WG_ROSTER_IGNORED;
      n_names += column->meaning == WG_ROSTER_NAME;
    }
  for (guint i = 0; i < table->n_columns; i++)
    {
      WgRosterColumn *column = column_at (table, i);

      if (column->meaning == WG_ROSTER_NAME)
        group++;
      column->group = n_names > 1 ? group : 1;
    }
}

/* Cells that are merged downwards: empty ones are as above, until a unit above changes. */
static void
fill_down (WgRosterTable *table)
{
  static const WgRosterMeaning order[]
    = { WG_ROSTER_STREET, WG_ROSTER_COMMUNITY, WG_ROSTER_GRID, WG_ROSTER_GRID_CODE };
  guint columns[G_N_ELEMENTS (order)] = { 0 };
  const char *carried[G_N_ELEMENTS (order)] = { NULL };

  for (guint k = 0; k < G_N_ELEMENTS (order); k++)
    {
      columns[k] = G_MAXUINT;
      for (guint i = table->n_columns; i-- > 0;)
        if (column_at (table, i)->meaning == order[k])
          columns[k] = i;
    }
  for (guint row = table->n_heading; row < table->rows->len; row++)
    {
      gboolean is_new = FALSE;

      for (guint k = 0; k < G_N_ELEMENTS (order); k++)
        {
          const char *cell = NULL;

          if (columns[k] == G_MAXUINT)
            continue;
          cell = row_at (table, row)[columns[k]];
          if (cell[0] != '\0' && !wg_roster_is_remark (cell))
            {
              is_new = TRUE;
              carried[k] = cell;
            }
          else if (is_new)
            carried[k] = NULL;
          else if (carried[k] != NULL)
            {
              set_cell (table, row, columns[k], carried[k]);
              carried[k] = row_at (table, row)[columns[k]];
            }
        }
    }
}

static gboolean
is_empty_row (const WgRosterTable *table, guint row)
{
  for (guint i = 0; i < table->n_columns; i++)
    if (row_at (table, row)[i][0] != '\0')
      return FALSE;
  return TRUE;
}

/* Repeats of the heading (on each page), sums and remarks, and rows without anything. */
static gboolean
is_no_data (const WgRosterTable *table, guint row)
{
  guint n_headings = 0, n_others = 0;

  if (is_empty_row (table, row))
    return TRUE;
  for (guint i = 0; i < table->n_columns; i++)
    if (row_at (table, row)[i][0] != '\0')
      {
        if (wg_roster_is_remark (row_at (table, row)[i]))
          return TRUE;
        break;
      }
  count_headings (table, row, &n_headings, &n_others);
  return table->n_heading > 0 && n_headings >= 2 && n_others == 0;
}

static void
drop_idle_rows (WgRosterTable *table)
{
  for (guint row = table->rows->len; row-- > table->n_heading;)
    if (is_no_data (table, row))
      {
        g_ptr_array_remove_index (table->rows, row);
        g_array_remove_index (table->row_numbers, row);
      }
}

/* All rows as wide as the widest. */
static void
pad_rows (WgRosterTable *table)
{
  for (guint row = 0; row < table->rows->len; row++)
    {
      char **cells = row_at (table, row);
      guint n = g_strv_length (cells);

      if (n == table->n_columns)
        continue;
      cells = g_renew (char *, cells, table->n_columns + 1);
      for (guint i = n; i < table->n_columns; i++)
        cells[i] = g_strdup ("");
      cells[table->n_columns] = NULL;
      g_ptr_array_index (table->rows, row) = cells;
    }
}

WgRosterTable *
wg_roster_table_new (const char *source, const char *name)
{
  WgRosterTable *table = g_new0 (WgRosterTable, 1);

  table->ref_count = 1;
  table->source = g_strdup (source);
  table->name = g_strdup (name);
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  table->row_numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  table->identities = g_hash_table_new (NULL, NULL);
  table->columns = g_ptr_array_new_with_free_func (free_column);
  return table;
}

WgRosterTable *
wg_roster_table_ref (WgRosterTable *table)
{
  g_atomic_int_inc (&table->ref_count);
  return table;
}

void
wg_roster_table_free (WgRosterTable *table)
{
  if (table == NULL || !g_atomic_int_dec_and_test (&table->ref_count))
    return;
  g_free (table->source);
  g_free (table->name);
  g_ptr_array_unref (table->rows);
  g_array_unref (table->row_numbers);
  g_ptr_array_unref (table->columns);
  g_hash_table_unref (table->identities);
  g_free (table);
}

void
wg_roster_table_add_row (WgRosterTable *table, guint number, const char *const *cells, guint n)
{
  char **row = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    row[i] = wg_roster_tidy (cells[i]);
  g_ptr_array_add (table->rows, row);
  g_array_append_val (table->row_numbers, number);
  table->n_columns = MAX (table->n_columns, n);
}

WgRosterTable *
wg_roster_table_new_from_page (const char *source, const WgPage *page)
{
  WgRosterTable *table = wg_roster_table_new (source, page->name);

  for (guint row = 0; row < page->rows->len; row++)
    {
      char **cells = g_ptr_array_index (page->rows, row);

      wg_roster_table_add_row (table, row + 1, (const char *const *) cells, g_strv_length (cells));
    }
  wg_roster_table_finish (table);
  return table;
}

WgRosterTable *
wg_roster_table_parse (const char *text)
{
  g_autoptr (WgPage) page = wg_page_parse_text (text);

  return wg_roster_table_new_from_page (NULL, page);
}

WgRosterTable *
wg_roster_table_parse_html (const char *text)
{
  g_autoptr (WgPage) page = wg_page_parse_html (text);

  return wg_roster_table_new_from_page (NULL, page);
}

void
wg_roster_table_finish (WgRosterTable *table)
{
  pad_rows (table);
  find_columns (table);
  drop_idle_rows (table);
  for (guint i = 0; i < table->n_columns; i++)
    {
      judge_content (table, i);
      if (column_at (table, i)->meaning == WG_ROSTER_PERSONAL)
        empty_column (table, i);
    }
  for (guint row = 0; row < table->rows->len; row++)
    for (guint i = 0; i < table->n_columns; i++)
      take_identities_out (table, row, i);
  number_groups (table);
  fill_down (table);
}

void
wg_roster_table_set (WgRosterTable *table, guint at, WgRosterMeaning meaning, guint role)
{
  WgRosterColumn *column = column_at (table, at);

  if (column->meaning == WG_ROSTER_PERSONAL || meaning == WG_ROSTER_PERSONAL)
    {
      column->meaning = WG_ROSTER_PERSONAL;
      empty_column (table, at);
      return;
    }
  column->meaning = meaning;
  column->has_role = role != WG_ROLE_OTHER && (meaning == WG_ROSTER_NAME || meaning == WG_ROSTER_PHONE);
  column->role = role;
  number_groups (table);
  fill_down (table);
}
