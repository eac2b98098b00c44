/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-page"

#include "wg-page.h"

#include <string.h>

#define HEADING_ROWS 15 /* in which the heading begins */
#define LOOK_ROWS 60    /* that tell how wide the table is */
#define MAX_HEADING 3

static char **
row_at (const WgPage *page, guint row)
{
  return g_ptr_array_index (page->rows, row);
}

static gboolean
is_filled (const char *cell)
{
  while (g_ascii_isspace (*cell))
    cell++;
  return *cell != '\0';
}

static const char *
cell_at (const WgPage *page, guint row, guint column)
{
  char **cells = row_at (page, row);

  return column < g_strv_length (cells) ? cells[column] : "";
}

static guint
count_filled (const WgPage *page, guint row)
{
  guint n = 0;

  for (char **cell = row_at (page, row); *cell != NULL; cell++)
    n += is_filled (*cell);
  return n;
}

/* A heading is no number, no day, and says nothing about itself ("填报单位：…"). */
static gboolean
may_be_heading (const char *cell)
{
  const char *colon = strstr (cell, "：");
  gboolean has_letter = FALSE;

  colon = colon != NULL ? colon + strlen ("：") : strchr (cell, ':') != NULL ? strchr (cell, ':') + 1 : NULL;
  if (colon != NULL && is_filled (colon))
    return FALSE;
  for (const char *at = cell; *at != '\0'; at = g_utf8_next_char (at))
    has_letter = has_letter || g_unichar_isalpha (g_utf8_get_char (at));
  return has_letter && !g_unichar_isdigit (g_utf8_get_char (cell));
}

static gboolean
are_headings (const WgPage *page, guint row)
{
  for (char **cell = row_at (page, row); *cell != NULL; cell++)
    if (is_filled (*cell) && !may_be_heading (*cell))
      return FALSE;
  return TRUE;
}

static gboolean
are_different (const WgPage *page, guint row)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (char **cell = row_at (page, row); *cell != NULL; cell++)
    if (is_filled (*cell) && !g_hash_table_add (seen, *cell))
      return FALSE;
  return TRUE;
}

/* The column whose cell stands over this one too, where cells are merged. */
static guint
find_cover (const WgPage *page, guint row, guint column)
{
  while (column > 0 && !is_filled (cell_at (page, row, column)))
    column--;
  return column;
}

/* The second row of a heading names all that stands under a cell over several columns, and nothing under others. */
static gboolean
is_more_heading (const WgPage *page, guint above, guint row)
{
  guint n_columns = wg_page_count_columns (page);
  gboolean has_inner = FALSE, has_gap = FALSE;

  if (count_filled (page, row) == 0 || !are_headings (page, row))
    return FALSE;
  for (guint i = 0; i < n_columns; i++)
    {
      gboolean is_named = is_filled (cell_at (page, above, i)), is_here = is_filled (cell_at (page, row, i));

      if (!is_named && is_here && !is_filled (cell_at (page, row, find_cover (page, above, i))))
        return FALSE;
      has_inner = has_inner || (!is_named && is_here);
      has_gap = has_gap || (is_named && !is_here);
    }
  return has_inner && has_gap;
}

/* Headings are broken into lines to fit. */
static char *
join_lines (const char *cell)
{
  g_auto (GStrv) lines = g_strsplit_set (cell, "\r\n", -1);
  g_autofree char *joined = g_strjoinv ("", lines);

  return g_strdup (g_strstrip (joined));
}

static char *
dup_lowest (const WgPage *page, guint first, guint end, guint column)
{
  for (guint row = end; row-- > first;)
    if (is_filled (cell_at (page, row, column)))
      return join_lines (cell_at (page, row, column));
  return g_strdup ("");
}

/* The name of each column: the lowest cell of its heading, with the one above where two are called alike. */
static GPtrArray *
make_names (const WgPage *page, guint first, guint end)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_columns = wg_page_count_columns (page);

  for (guint i = 0; i < n_columns; i++)
    {
      char *name = dup_lowest (page, first, end, i);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, name));

      g_hash_table_insert (counts, g_strdup (name), GUINT_TO_POINTER (n + 1));
      g_ptr_array_add (names, name);
    }
  for (guint i = 0; end > first + 1 && i < n_columns; i++)
    {
      char **name = (char **) &g_ptr_array_index (names, i);
      g_autofree char *lowest = *name;
      g_autofree char *cover = join_lines (cell_at (page, first, find_cover (page, first, i)));
      gboolean is_double = **name != '\0' && !g_str_equal (cover, lowest)
                           && GPOINTER_TO_UINT (g_hash_table_lookup (counts, lowest)) > 1;

      *name = is_double ? g_strdup_printf ("%s/%s", cover, lowest) : g_strdup (lowest);
    }
  return names;
}

static void
append_cell (GString *csv, const char *cell)
{
  g_string_append_c (csv, '"');
  for (; *cell != '\0'; cell++)
    {
      if (*cell == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *cell);
    }
  g_string_append_c (csv, '"');
}

WgPage *
wg_page_new (const char *name)
{
  WgPage *page = g_new0 (WgPage, 1);

  page->name = g_strdup (name);
  page->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  return page;
}

void
wg_page_free (WgPage *page)
{
  if (page == NULL)
    return;
  g_free (page->name);
  g_ptr_array_unref (page->rows);
  g_free (page);
}

void
wg_page_add_row (WgPage *page, const char *const *cells, guint n)
{
  char **row = g_new0 (char *, (gsize) n + 1);

  for (guint i = 0; i < n; i++)
    row[i] = g_strdup (cells[i]);
  g_ptr_array_add (page->rows, row);
}

guint
wg_page_count_columns (const WgPage *page)
{
  guint n_columns = 0;

  for (guint row = 0; row < MIN (page->rows->len, LOOK_ROWS); row++)
    n_columns = MAX (n_columns, g_strv_length (row_at (page, row)));
  return n_columns;
}

gboolean
wg_page_find_heading (const WgPage *page, guint *first_out, guint *end_out)
{
  guint widest = 0, row = 0, end = 0;

  *first_out = 0;
  *end_out = MIN (1, page->rows->len);
  for (row = 0; row < MIN (page->rows->len, LOOK_ROWS); row++)
    widest = MAX (widest, count_filled (page, row));
  for (row = 0; row < MIN (page->rows->len, HEADING_ROWS); row++)
    {
      guint n = count_filled (page, row);

      if (n >= 2 && 2 * n >= widest && are_headings (page, row) && are_different (page, row))
        break;
    }
  if (row == MIN (page->rows->len, HEADING_ROWS))
    return FALSE;
  for (end = row + 1; end < page->rows->len && end < row + MAX_HEADING && is_more_heading (page, end - 1, end);)
    end++;
  *first_out = row;
  *end_out = end;
  return TRUE;
}

char *
wg_page_to_csv (const WgPage *page)
{
  guint first = 0, end = 0;
  g_autoptr (GPtrArray) names = NULL;
  GString *csv = g_string_new (NULL);

  wg_page_find_heading (page, &first, &end);
  names = make_names (page, first, end);

  for (guint i = 0; i < names->len; i++)
    {
      if (i > 0)
        g_string_append_c (csv, ',');
      append_cell (csv, g_ptr_array_index (names, i));
    }
  g_string_append_c (csv, '\n');
  for (guint row = end; row < page->rows->len; row++)
    {
      char **cells = row_at (page, row);
      guint n = MIN (g_strv_length (cells), names->len);

      if (count_filled (page, row) == 0)
        continue;
      for (guint i = 0; i < names->len; i++)
        {
          if (i > 0)
            g_string_append_c (csv, ',');
          append_cell (csv, i < n ? cells[i] : "");
        }
      g_string_append_c (csv, '\n');
    }
  return g_string_free (csv, FALSE);
}
