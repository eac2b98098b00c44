/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-page"

#include "wg-page.h"

#include <math.h>
#include <string.h>

#define MAX_COLUMNS 16384 /* of a workbook */
#define MAX_ROWS 1048576
#define EXACT_MAX 9007199254740992.0 /* 2^53: up to here a number has each of its digits */

/* A workbook on its way into pages. */
typedef struct
{
  GPtrArray *pages;
  WgPage *page;     /* the sheet at hand */
  GPtrArray *cells; /* of the row at hand: char * */
  GArray *spans;    /* of guint: by column, for how many more rows a cell from above stands there */
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

/* Cells that a cell above covers are empty. */
static void
skip_covered (Book *book)
{
  while (book->cells->len < book->spans->len && g_array_index (book->spans, guint, book->cells->len) > 0)
    {
      g_array_index (book->spans, guint, book->cells->len)--;
      g_ptr_array_add (book->cells, g_strdup (""));
    }
}

static void
end_row (Book *book)
{
  skip_covered (book);
  for (guint i = book->cells->len; i < book->spans->len; i++)
    {
      guint *span = &g_array_index (book->spans, guint, i);

      *span -= *span > 0;
    }
  wg_page_add_row (book->page, (const char *const *) book->cells->pdata, book->cells->len);
  g_ptr_array_set_size (book->cells, 0);
}

/* Rows and cells that say nothing are left out of the file: the next one tells its number. */
static void
begin_row (Book *book, guint index)
{
  g_ptr_array_set_size (book->cells, 0);
  for (guint i = 0; i < book->spans->len && book->page->rows->len + 1 < index; i++)
    {
      guint *span = &g_array_index (book->spans, guint, i);

      *span -= MIN (*span, index - 1 - book->page->rows->len);
    }
  while (book->page->rows->len + 1 < index)
    wg_page_add_row (book->page, NULL, 0);
}

static void
begin_cell (Book *book, const char **names, const char **values)
{
  guint index = find_number (names, values, "Index", MAX_COLUMNS);

  skip_covered (book);
  while (index > 0 && book->cells->len + 1 < index)
    {
      g_ptr_array_add (book->cells, g_strdup (""));
      skip_covered (book);
    }
  book->width = find_number (names, values, "MergeAcross", MAX_COLUMNS) + 1;
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
  for (guint i = 0; i < book->width && book->cells->len < MAX_COLUMNS; i++)
    {
      if (book->spans->len <= book->cells->len)
        g_array_set_size (book->spans, book->cells->len + 1);
      g_array_index (book->spans, guint, book->cells->len) = book->height - 1;
      g_ptr_array_add (book->cells, i > 0 ? g_strdup ("") : dup_cell (book));
    }
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
      g_array_set_size (book->spans, 0);
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
    end_row (book);
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

  book.cells = g_ptr_array_new_with_free_func (g_free);
  book.spans = g_array_new (FALSE, TRUE, sizeof (guint));
  is_whole = g_markup_parse_context_parse (context, text, -1, NULL)
             && g_markup_parse_context_end_parse (context, NULL);
  g_free (book.type);
  g_string_free (book.text, TRUE);
  g_ptr_array_unref (book.cells);
  g_array_unref (book.spans);
  return is_whole && pages->len > 0 ? g_steal_pointer (&pages) : NULL;
}
