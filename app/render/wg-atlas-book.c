/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-atlas"

#include "wg-atlas-private.h"

#include "wg-chart-page.h"

/* Inside only: a sheet has more or fewer pages than was thought. */
#define COUNT_ERROR g_quark_from_static_string ("wg-atlas-count")
/* When so many sheets in a row are of one page, those with shorter tables are thought to be. */
#define ENOUGH_SHORT 6

static void
add_item (WgAtlasBook *book, WgAtlasItemKind kind, guint32 grid, guint depth)
{
  g_array_append_val (book->items, ((WgAtlasItem){ kind, grid, depth, 1, 0 }));
}

/* The ancestors of @grid from the top down. */
static guint
find_path (WgPlan *plan, guint32 grid, guint32 path[WG_MAX_DEPTH + 1])
{
  guint n = 0;

  for (const WgGrid *at = wg_plan_get_grid (plan, grid);
       at != NULL && at->parent != 0 && n <= WG_MAX_DEPTH; n++)
    {
      path[n] = at->parent;
      at = wg_plan_get_grid (plan, at->parent);
    }
  for (guint i = 0; i < n / 2; i++)
    {
      guint32 swapped = path[i];
      path[i] = path[n - 1 - i];
      path[n - 1 - i] = swapped;
    }
  return n;
}

/* Sheets below headings of their ancestors, which are said when they change. */
static void
add_sheets (WgAtlasBook *book)
{
  WgPlan *plan = wg_chart_stock_get_plan (book->job->stock);
  guint32 said[WG_MAX_DEPTH + 2] = { 0 };
  guint n_said = 0;

  for (guint i = 0; i < book->n_grids; i++)
    {
      guint32 path[WG_MAX_DEPTH + 1];
      guint n = find_path (plan, book->grids[i], path), same = 0;

      while (same < n && same < n_said && path[same] == said[same])
        same++;
      for (; same < n; same++)
        {
          add_item (book, WG_ATLAS_ITEM_HEADING, path[same], same);
          said[same] = path[same];
        }
      add_item (book, WG_ATLAS_ITEM_SHEET, book->grids[i], n);
      said[n] = book->grids[i];
      n_said = n + 1;
    }
}

void
wg_atlas_book_init (WgAtlasBook *book, const WgAtlasJob *job, guint32 unit, const guint32 *grids,
                    guint n_grids)
{
  *book = (WgAtlasBook){ .job = job, .unit = unit, .grids = grids, .n_grids = n_grids };
  book->items = g_array_new (FALSE, FALSE, sizeof (WgAtlasItem));
  book->entries = g_new0 (WgChartEntry, MAX (n_grids, 1u));
  if (job->parts & WG_ATLAS_COVER)
    add_item (book, WG_ATLAS_ITEM_COVER, 0, 0);
  if (job->parts & WG_ATLAS_INDEX)
    add_item (book, WG_ATLAS_ITEM_INDEX, 0, 0);
  add_sheets (book);
  if (job->parts & WG_ATLAS_STAFF)
    add_item (book, WG_ATLAS_ITEM_STAFF, unit, 0);
  if (job->parts & WG_ATLAS_CHANGES)
    add_item (book, WG_ATLAS_ITEM_CHANGES, unit, 0);
  wg_atlas_book_number (book);
}

void
wg_atlas_book_clear (WgAtlasBook *book)
{
  g_clear_pointer (&book->items, g_array_unref);
  g_clear_pointer (&book->entries, g_free);
  g_clear_pointer (&book->path, g_free);
}

void
wg_atlas_book_number (WgAtlasBook *book)
{
  guint next = 1, n_entries = 0;

  for (guint i = 0; i < book->items->len; i++)
    {
      WgAtlasItem *item = &g_array_index (book->items, WgAtlasItem, i);

      if (item->kind == WG_ATLAS_ITEM_HEADING)
        item->n_pages = 0;
      item->first = 0;
      if (item->kind <= WG_ATLAS_ITEM_HEADING)
        continue;
      item->first = next;
      next += item->n_pages;
      if (item->kind == WG_ATLAS_ITEM_SHEET)
        book->entries[n_entries++] = (WgChartEntry){ item->grid, item->first };
    }
  book->n_total = next - 1;
}

static WgChartOptions *
list_options (const WgAtlasBook *book, WgChartTemplate template)
{
  WgChartOptions *options = wg_chart_options_copy (book->job->options);

  options->template = template;
  options->scale = 0;
  g_clear_pointer (&options->title, g_free);
  return options;
}

static WgChartSheet *
make_contents (const WgAtlasBook *book, WgChartTemplate template, GError **error)
{
  g_autoptr (WgChartOptions) options = list_options (book, template);

  if (template == WG_CHART_COVER)
    options->title = g_strdup (book->job->title);
  return wg_chart_sheet_new_contents (book->job->stock, options, book->unit, book->entries,
                                      book->n_grids, error);
}

static WgChartSheet *
make_changes (const WgAtlasBook *book)
{
  g_autoptr (WgChartOptions) options = list_options (book, WG_CHART_CHANGE_LIST);
  g_autoptr (WgSheet) table = NULL;

  if (book->job->changes != NULL)
    table = book->job->changes (book->unit, book->job->user_data);
  if (table == NULL)
    return NULL;
  options->title = g_strdup (table->name);
  return wg_chart_sheet_new_table (book->job->stock, options, table);
}

static WgChartSheet *
make_staff (const WgAtlasBook *book, GError **error)
{
  g_autoptr (WgChartOptions) options = list_options (book, WG_CHART_STAFF_LIST);

  return wg_chart_sheet_new (book->job->stock, options, book->unit, error);
}

WgChartSheet *
wg_atlas_book_make (const WgAtlasBook *book, guint index, GError **error)
{
  const WgAtlasItem *item = &g_array_index (book->items, WgAtlasItem, index);
  WgChartSheet *sheet = NULL;

  switch (item->kind)
    {
    case WG_ATLAS_ITEM_COVER:
      sheet = make_contents (book, WG_CHART_COVER, error);
      break;
    case WG_ATLAS_ITEM_INDEX:
      sheet = make_contents (book, WG_CHART_INDEX, error);
      break;
    case WG_ATLAS_ITEM_SHEET:
      sheet = wg_chart_sheet_new (book->job->stock, book->job->options, item->grid, error);
      break;
    case WG_ATLAS_ITEM_STAFF:
      sheet = make_staff (book, error);
      break;
    case WG_ATLAS_ITEM_CHANGES:
      sheet = make_changes (book);
      break;
    case WG_ATLAS_ITEM_HEADING:
    default:
      return NULL;
    }
  if (sheet != NULL && item->first > 0)
    wg_chart_sheet_set_numbers (sheet, item->first, book->n_total);
  return sheet;
}

static gboolean
count_item (guint index, gpointer user_data, GError **error)
{
  WgAtlasBook *book = user_data;
  WgAtlasItem *item = &g_array_index (book->items, WgAtlasItem, index);
  g_autoptr (GError) own = NULL;
  g_autoptr (WgChartSheet) sheet = NULL;

  /* What is in front is not counted. */
  if (item->kind <= WG_ATLAS_ITEM_HEADING)
    return TRUE;
  sheet = wg_atlas_book_make (book, index, &own);
  if (own != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&own));
      return FALSE;
    }
  item->n_pages = sheet != NULL ? wg_chart_sheet_count_pages (sheet) : 0;
  return TRUE;
}

gboolean
wg_atlas_book_count (WgAtlasBook *book, guint n_threads, GCancellable *cancellable, GError **error)
{
  if (!wg_atlas_parallel (book->items->len, n_threads, count_item, book, NULL, cancellable, error))
    return FALSE;
  wg_atlas_book_number (book);
  return TRUE;
}

/* What a reader shows as the number of a page: the code of its grid. */
static char *
make_label (const WgAtlasBook *book, const WgAtlasItem *item, guint page)
{
  static const char *const front[] = { "C", "I" };
  const WgGrid *grid = wg_plan_get_grid (wg_chart_stock_get_plan (book->job->stock), item->grid);
  const char *label = NULL;

  if (item->kind <= WG_ATLAS_ITEM_INDEX)
    label = front[item->kind];
  else if (item->kind == WG_ATLAS_ITEM_STAFF)
    label = "S";
  else if (item->kind == WG_ATLAS_ITEM_CHANGES)
    label = "D";
  else
    label = grid != NULL && grid->code[0] != '\0' ? grid->code : "—";
  if (page == 0 && item->kind != WG_ATLAS_ITEM_STAFF && item->kind != WG_ATLAS_ITEM_CHANGES)
    return g_strdup (label);
  return g_strdup_printf ("%s-%u", label, page + 1);
}

static gboolean
paint_item (guint index, WgPdfPen *pen, gpointer user_data, GError **error)
{
  const WgAtlasBook *book = user_data;
  const WgAtlasItem *item = &g_array_index (book->items, WgAtlasItem, index);
  g_autoptr (GError) own = NULL;
  g_autoptr (WgChartSheet) sheet = wg_atlas_book_make (book, index, &own);
  guint n_pages = sheet != NULL ? wg_chart_sheet_count_pages (sheet) : 0;

  if (own != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&own));
      return FALSE;
    }
  if (item->first > 0 && n_pages != item->n_pages)
    {
      g_set_error (error, COUNT_ERROR, 0, "%u pages, not %u", n_pages, item->n_pages);
      return FALSE;
    }
  for (guint page = 0; page < n_pages; page++)
    {
      g_autofree char *label = make_label (book, item, page);
      double width = 0, height = 0;

      wg_chart_sheet_get_page_size (sheet, page, &width, &height);
      wg_chart_sheet_paint (sheet, page, wg_pdf_pen_begin_page (pen, width, height, label));
    }
  return TRUE;
}

/* A grid by its name, and its code where it has none; lists by their titles. */
static char *
make_bookmark (const WgAtlasBook *book, guint index)
{
  const WgAtlasItem *item = &g_array_index (book->items, WgAtlasItem, index);
  const WgGrid *grid = wg_plan_get_grid (wg_chart_stock_get_plan (book->job->stock), item->grid);
  g_autoptr (WgChartSheet) sheet = NULL;

  if (item->kind == WG_ATLAS_ITEM_HEADING || item->kind == WG_ATLAS_ITEM_SHEET)
    return g_strdup (grid->name[0] != '\0' ? grid->name : grid->code);
  sheet = wg_atlas_book_make (book, index, NULL);
  return sheet != NULL ? g_strdup (wg_chart_sheet_get_title (sheet)) : NULL;
}

/* A sheet, and how many rows its tables have. */
typedef struct
{
  guint item;
  guint n_rows;
} Length;

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  const Length *x = a, *y = b;

  if (x->n_rows != y->n_rows)
    return x->n_rows > y->n_rows ? -1 : 1;
  return x->item < y->item ? -1 : x->item > y->item;
}

/* The sheets with the longest tables first. */
static GArray *
sort_by_length (const WgAtlasBook *book)
{
  const WgChartStock *stock = book->job->stock;
  GArray *lengths = g_array_new (FALSE, FALSE, sizeof (Length));

  for (guint i = 0; i < book->items->len; i++)
    {
      const WgAtlasItem *item = &g_array_index (book->items, WgAtlasItem, i);
      Length length = { .item = i };

      if (item->kind != WG_ATLAS_ITEM_SHEET)
        continue;
      wg_chart_stock_find_people (stock, item->grid, &length.n_rows);
      length.n_rows += wg_plan_get_children (wg_chart_stock_get_plan (stock), item->grid)->len;
      g_array_append_val (lengths, length);
    }
  g_array_sort (lengths, compare_lengths);
  return lengths;
}

/* The lists are few and can be long: their pages are counted first, and those of the sheets with the longest
 * tables until some in a row are of one page. The others are thought to be one page until one says otherwise:
 * laying all out only to count them takes half as long as to print them. */
static gboolean
count_longest (WgAtlasBook *book, GError **error)
{
  g_autoptr (GArray) lengths = sort_by_length (book);

  for (guint i = 0; i < book->items->len; i++)
    if (g_array_index (book->items, WgAtlasItem, i).kind > WG_ATLAS_ITEM_SHEET
        && !count_item (i, book, error))
      return FALSE;
  for (guint i = 0, n_short = 0; i < lengths->len && n_short < ENOUGH_SHORT; i++)
    {
      guint index = g_array_index (lengths, Length, i).item;

      if (!count_item (index, book, error))
        return FALSE;
      n_short = g_array_index (book->items, WgAtlasItem, index).n_pages > 1 ? 0 : n_short + 1;
    }
  wg_atlas_book_number (book);
  return TRUE;
}

gboolean
wg_atlas_book_write_pdf (WgAtlasBook *book, guint n_threads, const WgProgress *progress,
                         GCancellable *cancellable, guint *n_pages_out, GError **error)
{
  const WgAtlasJob *atlas = book->job;
  g_autofree WgPdfItem *items = g_new0 (WgPdfItem, MAX (book->items->len, 1u));
  g_autoptr (GPtrArray) bookmarks = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) own = NULL;
  WgPdfJob job = { .items = items, .n_items = book->items->len, .paint = paint_item,
                   .user_data = book, .title = atlas->title, .author = atlas->options->compiling_body,
                   .language = atlas->language, .date = atlas->options->date,
                   .n_threads = n_threads };

  if (!count_longest (book, error))
    return FALSE;
  for (guint i = 0; i < book->items->len; i++)
    {
      const WgAtlasItem *item = &g_array_index (book->items, WgAtlasItem, i);

      g_ptr_array_add (bookmarks, make_bookmark (book, i));
      items[i] = (WgPdfItem){ g_ptr_array_index (bookmarks, i), item->depth,
                              item->kind == WG_ATLAS_ITEM_HEADING };
    }
  if (wg_pdf_write (&job, book->path, progress, cancellable, n_pages_out, &own))
    return TRUE;
  if (own->domain == COUNT_ERROR)
    {
      g_clear_error (&own);
      if (!wg_atlas_book_count (book, n_threads, cancellable, error))
        return FALSE;
      return wg_pdf_write (&job, book->path, progress, cancellable, n_pages_out, error);
    }
  g_propagate_error (error, g_steal_pointer (&own));
  return FALSE;
}
