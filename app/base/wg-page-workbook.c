/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-page"

#include "wg-page-cells.h"

#include <math.h>
#include <string.h>

#define MAX_ROWS 1048576 /* of a workbook */
#define EXACT_MAX 9007199254740992.0 /* 2^53: up to here a number has each of its digits */

/* A workbook on its way into pages. */
typedef struct
{
  GPtrArray *pages;
  WgPage *page;     /* the sheet at hand */
  WgPageCells cells;
  GString *text;    /* of the cell at hand */
  char *type;       /* of its data */
  guint width;      /* of the cell at hand, in columns */
  guint height;
  guint depth_in_data; /* elements open within its data; 0: outside */
} Book;

static const char *
strip_prefix (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

static const char *
find_value (const char **names, const char **values, const char *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (strip_prefix (names[i]), name))
      return values[i];
  return NULL;
}

static guint
find_number (const char **names, const char **values, const char *name, guint most)
{
  const char *value = find_value (names, values, name);

  return value != NULL ? (guint) CLAMP (g_ascii_strtoll (value, NULL, 10), 0, most) : 0;
}

/* Rows and cells that say nothing are left out of the file: the next one tells its number. */
static void
begin_row (Book *book, guint index)
{
  if (index > book->page->rows->len + 1)
    wg_page_cells_skip_rows (&book->cells, book->page, index - 1 - book->page->rows->len);
}

static void
begin_cell (Book *book, const char **names, const char **values)
{
  guint index = find_number (names, values, "Index", WG_PAGE_MAX_COLUMNS);

  wg_page_cells_skip (&book->cells, index > 0 ? index - 1 : 0);
  book->width = find_number (names, values, "MergeAcross", WG_PAGE_MAX_COLUMNS) + 1;
  book->height = find_number (names, values, "MergeDown", MAX_ROWS) + 1;
  g_string_truncate (book->text, 0);
  g_clear_pointer (&book->type, g_free);
}

/* Numbers as people write them (1.38E10 is 13800000000), days without midnight. */
static char *
dup_cell (const Book *book)
{
  const char *text = book->text->str;
  char *end = NULL;
  double value = g_ascii_strtod (text, &end);

  if (g_strcmp0 (book->type, "DateTime") == 0 && strstr (text, "T00:00:00") != NULL)
    return g_strndup (text, (gsize) (strstr (text, "T00:00:00") - text));
  if (g_strcmp0 (book->type, "Number") == 0 && end != text && *end == '\0' && strpbrk (text, "eE") != NULL)
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      if (fabs (value) <= EXACT_MAX && value == floor (value))
        return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.0f", value));
      return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.15g", value));
    }
  return g_strdup (text);
}

static void
end_cell (Book *book)
{
  g_autofree char *text = dup_cell (book);

  wg_page_cells_add (&book->cells, text, book->width, book->height);
}

static void
start_cb (GMarkupParseContext *context, const char *element, const char **names, const char **values, gpointer data,
          GError **error)
{
  Book *book = data;
  const char *name = strip_prefix (element);
  const GSList *above = g_markup_parse_context_get_element_stack (context)->next;
  const char *parent = above != NULL ? strip_prefix (above->data) : "";

  if (book->depth_in_data > 0)
    book->depth_in_data++;
  else if (g_str_equal (name, "Worksheet") && g_str_equal (parent, "Workbook"))
    {
      const char *title = find_value (names, values, "Name");

      book->page = wg_page_new (title != NULL ? title : "");
      g_ptr_array_add (book->pages, book->page);
      wg_page_cells_start (&book->cells);
    }
  else if (g_str_equal (name, "Row") && g_str_equal (parent, "Table") && book->page != NULL)
    begin_row (book, find_number (names, values, "Index", MAX_ROWS));
  else if (g_str_equal (name, "Cell") && g_str_equal (parent, "Row") && book->page != NULL)
    begin_cell (book, names, values);
  else if (g_str_equal (name, "Data") && g_str_equal (parent, "Cell") && book->page != NULL)
    {
      book->depth_in_data = 1;
      book->type = g_strdup (find_value (names, values, "Type"));
    }
}

static void
end_cb (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  Book *book = data;
  const char *name = strip_prefix (element);

  if (book->depth_in_data > 0)
    book->depth_in_data--;
  else if (g_str_equal (name, "Cell") && book->page != NULL)
    end_cell (book);
  else if (g_str_equal (name, "Row") && book->page != NULL)
    wg_page_cells_end_row (&book->cells, book->page);
  else if (g_str_equal (name, "Worksheet"))
    book->page = NULL;
}

static void
text_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  Book *book = data;

  if (book->depth_in_data > 0)
    g_string_append_len (book->text, text, (gssize) length);
}

GPtrArray *
wg_page_parse_workbook (const char *text)
{
  static const GMarkupParser parser = { start_cb, end_cb, text_cb, NULL, NULL };
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_page_free);
  Book book = { .pages = pages, .text = g_string_new (NULL) };
  g_autoptr (GMarkupParseContext) context
    = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &book, NULL);
  gboolean is_whole = FALSE;

  wg_page_cells_init (&book.cells);
  is_whole = g_markup_parse_context_parse (context, text, -1, NULL)
             && g_markup_parse_context_end_parse (context, NULL);
  g_free (book.type);
  g_string_free (book.text, TRUE);
  wg_page_cells_clear (&book.cells);
  return is_whole && pages->len > 0 ? g_steal_pointer (&pages) : NULL;
}
