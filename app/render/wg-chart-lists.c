/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-page.h"

#include <math.h>

#define TITLE_HEIGHT 40.0
#define TABLE_SIZE 8.6
#define LEAST_SIZE 5.5
#define GAP 10.0
/* Of an index, at least. */
#define COLUMN_WIDTH 165.0

/* Pages of nothing but the table, with its head and the title on each. */
void
wg_chart_make_table (WgChartSheet *sheet, WgChartTable *table)
{
  double margin = sheet->margin, u = sheet->unit, size = TABLE_SIZE;
  guint next = 0, n = wg_chart_table_n_rows (table);

  while (!wg_chart_table_fit (table, sheet->width - 2 * margin, size * u) && size > LEAST_SIZE)
    size -= 0.4;
  do
    {
      WgInkPage *page = wg_chart_add_page (sheet);
      WgChartBox box = { margin, margin * 0.72, sheet->width - 2 * margin, TITLE_HEIGHT * u };

      wg_chart_add_title (sheet, page, &box, 18);
      box.y += box.height;
      box.height = sheet->height - margin - box.y;
      next = wg_chart_table_paint (table, page, &box, next);
      wg_chart_add_foot (sheet, page);
    }
  while (next < n);
  sheet->n_rows = next;
}

/* What the list has a column for, because somebody's row says it. */
typedef struct
{
  gboolean has_employers;
  gboolean has_notes;
} Columns;

/* The people of @grid and of all below it. */
static void
find_columns (WgChartSheet *sheet, guint32 grid, Columns *columns)
{
  const GArray *children = wg_plan_get_children (sheet->stock->plan, grid);
  guint n = 0;
  const WgChartPerson *people = wg_chart_stock_find_people (sheet->stock, grid, &n);

  for (guint i = 0; i < n; i++)
    {
      columns->has_employers |= people[i].employer != NULL && people[i].employer[0] != '\0';
      columns->has_notes |= people[i].note != NULL && people[i].note[0] != '\0';
    }
  for (guint i = 0; i < children->len; i++)
    find_columns (sheet, g_array_index (children, guint32, i), columns);
}

static void
add_person (WgChartSheet *sheet, WgChartTable *table, guint32 grid, const WgChartPerson *person,
            gboolean is_first, const Columns *columns)
{
  g_autofree char *phone = wg_chart_phone (sheet, person != NULL ? person->phone : NULL);
  g_autofree char *continued = wg_chart_words (sheet, WG_CHART_WORD_CONTINUED,
                                               wg_chart_name (sheet->stock->plan, grid));

  wg_chart_table_begin_row (table, 0xffffff);
  if (!is_first)
    wg_chart_table_set_continued (table, continued);
  wg_chart_table_add_text (table, is_first ? wg_chart_name (sheet->stock->plan, grid) : "");
  wg_chart_table_add_text (table, person != NULL ? person->role : "");
  wg_chart_table_add_text (table, person != NULL ? person->name
                                                 : wg_chart_word (sheet, WG_CHART_WORD_VACANT));
  wg_chart_table_add_text (table, phone);
  if (columns->has_employers)
    wg_chart_table_add_text (table, person != NULL ? person->employer : "");
  if (columns->has_notes)
    wg_chart_table_add_text (table, person != NULL ? person->note : "");
}

/* The people of @grid, then those of all below it. */
static void
add_people (WgChartSheet *sheet, WgChartTable *table, guint32 grid, const Columns *columns)
{
  const GArray *children = wg_plan_get_children (sheet->stock->plan, grid);
  guint n = 0, n_added = 0;
  const WgChartPerson *people = wg_chart_stock_find_people (sheet->stock, grid, &n);

  for (guint i = 0; i < n; i++)
    if (people[i].is_leader || sheet->options->edition == WG_EDITION_INTERNAL)
      add_person (sheet, table, grid, &people[i], n_added++ == 0, columns);
  /* Nobody at all: a row that says so, for grids that are to have people. */
  if (n_added == 0 && grid != 0 && children->len == 0)
    add_person (sheet, table, grid, NULL, TRUE, columns);
  for (guint i = 0; i < children->len; i++)
    add_people (sheet, table, g_array_index (children, guint32, i), columns);
}

void
wg_chart_make_staff_list (WgChartSheet *sheet)
{
  WgChartTable *table = wg_chart_table_new ();
  Columns columns = { FALSE, FALSE };

  if (sheet->options->edition == WG_EDITION_INTERNAL)
    find_columns (sheet, sheet->grid, &columns);
  wg_chart_table_add_column (table, wg_chart_word (sheet, WG_CHART_WORD_GRID), WG_TYPE_LEFT);
  wg_chart_table_add_column (table, wg_chart_word (sheet, WG_CHART_WORD_ROLE), WG_TYPE_LEFT);
  wg_chart_table_add_column (table, wg_chart_word (sheet, WG_CHART_WORD_PERSON), WG_TYPE_LEFT);
  wg_chart_table_add_column (table, wg_chart_word (sheet, WG_CHART_WORD_PHONE), WG_TYPE_CENTER);
  if (columns.has_employers)
    wg_chart_table_add_column (table, wg_chart_word (sheet, WG_CHART_WORD_EMPLOYER), WG_TYPE_LEFT);
  if (columns.has_notes)
    wg_chart_table_add_column (table, wg_chart_word (sheet, WG_CHART_WORD_NOTE), WG_TYPE_LEFT);
  add_people (sheet, table, sheet->grid, &columns);
  wg_chart_make_table (sheet, table);
  wg_chart_table_free (table);
}

static void
add_centered (WgChartSheet *sheet, WgInkPage *page, double y, double size, const char *text)
{
  WgType type = wg_chart_type (sheet, size, WG_CHART_INK);
  WgChartBox line = { sheet->margin, y, sheet->width - 2 * sheet->margin, size * 1.5 * sheet->unit };

  type.align = WG_TYPE_CENTER;
  wg_ink_text (page, &line, &type, text);
}

static void
add_cover_foot (WgChartSheet *sheet, WgInkPage *page)
{
  const WgChartOptions *options = sheet->options;
  double u = sheet->unit, y = sheet->height - sheet->margin - 74 * u;
  g_autofree char *sheets = g_strdup_printf ("%u", sheet->n_entries);
  g_autofree char *words = wg_chart_words (sheet, WG_CHART_WORD_SHEETS, sheets);
  g_autofree char *number = g_strdup_printf ("%u", options->edition_number);
  g_autofree char *edition = wg_chart_words (sheet, WG_CHART_WORD_EDITION, number);
  g_autofree char *line = NULL, *day = NULL;

  line = options->edition_number > 0 && sheet->n_entries > 0 ? g_strdup_printf ("%s　%s", edition, words)
         : options->edition_number > 0                       ? g_strdup (edition)
         : sheet->n_entries > 0                              ? g_strdup (words)
                                                             : NULL;
  if (line != NULL)
    add_centered (sheet, page, y, 11, line);
  if (options->compiling_body != NULL)
    add_centered (sheet, page, y + 22 * u, 14, options->compiling_body);
  day = options->date != NULL ? sheet->stock->wording->day (options->date) : NULL;
  if (day != NULL)
    add_centered (sheet, page, y + 46 * u, 11, day);
}

void
wg_chart_make_cover (WgChartSheet *sheet)
{
  WgInkPage *page = wg_chart_add_page (sheet);
  double u = sheet->unit, margin = sheet->margin * 1.6, bleed = sheet->options->bleed_mm * WG_POINTS_PER_MM;
  guint32 rgb = sheet->options->is_black_and_white ? 0x333333 : 0x7a1a48;
  double band = sheet->height * 0.27;
  WgChartBox top = { -bleed, -bleed, sheet->width + 2 * bleed, band + bleed };
  WgChartBox title = { margin, band * 0.36, sheet->width - 2 * margin, band * 0.4 };
  WgChartBox map = { margin, band + 30 * u, sheet->width - 2 * margin, 0 };
  WgType type = { .size = 32 * u, .rgb = 0xffffff, .is_bold = TRUE, .align = WG_TYPE_CENTER };
  WgType mark = { .size = 11 * u, .rgb = 0xffffff, .align = WG_TYPE_RIGHT };

  map.height = sheet->height - map.y - sheet->margin - 96 * u;
  wg_ink_fill (page, &top, rgb, 0);
  wg_ink_fill (page, &(WgChartBox){ -bleed, band + 3 * u, top.width, 1.6 * u }, rgb, 0);
  if (sheet->options->has_mark)
    wg_ink_text (page, &(WgChartBox){ margin, sheet->margin * 0.7, sheet->width - 2 * margin, 18 * u },
                 &mark,
                 wg_chart_word (sheet, sheet->options->edition == WG_EDITION_INTERNAL
                                         ? WG_CHART_WORD_INTERNAL
                                         : WG_CHART_WORD_PUBLIC));
  if (sheet->options->logo != NULL)
    wg_chart_add_picture (page, &(WgChartBox){ margin, sheet->margin * 0.7, 120 * u, 44 * u },
                          sheet->options->logo);
  type.spacing = wg_type_spacing (sheet->title, 0.12) * type.size;
  type.size = wg_type_fit (sheet->title, &type, title.width, 20 * u);
  if (type.size <= 20 * u)
    type.spacing = 0;
  wg_ink_text (page, &title, &type, sheet->title);
  wg_chart_add_plate (sheet, page, &map, sheet->grid, 0.05);
  add_cover_foot (sheet, page);
}

static WgChartTable *
make_contents (WgChartSheet *sheet, const GArray *units)
{
  WgChartTable *table = wg_chart_table_new ();
  WgPlan *plan = sheet->stock->plan;

  wg_chart_table_add_column (table, wg_chart_word (sheet, WG_CHART_WORD_NO), WG_TYPE_CENTER);
  wg_chart_table_add_column (table, wg_chart_word (sheet, WG_CHART_WORD_NAME), WG_TYPE_LEFT);
  if (sheet->n_entries > 0)
    wg_chart_table_add_column (table, wg_chart_word (sheet, WG_CHART_WORD_PAGE_HEAD), WG_TYPE_CENTER);
  for (guint i = 0; i < units->len; i++)
    {
      guint32 unit = g_array_index (units, guint32, i);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      wg_chart_table_begin_row (table, wg_chart_color (sheet, unit));
      wg_chart_table_add_text (table, number);
      wg_chart_table_add_text (table, wg_chart_name (plan, unit));
      if (sheet->n_entries > 0)
        {
          g_autofree char *page = g_strdup_printf ("%u", sheet->entries[i].page);

          wg_chart_table_add_text (table, page);
        }
    }
  return table;
}

/* The entries' grids, or the units of the subject where no entries are given. */
static GArray *
list_entries (WgChartSheet *sheet)
{
  GArray *units = NULL;

  if (sheet->n_entries == 0)
    return wg_chart_list_units (sheet->stock->plan, sheet->grid);
  units = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint i = 0; i < sheet->n_entries; i++)
    g_array_append_val (units, sheet->entries[i].grid);
  return units;
}

/* Fits the table in columns side by side in @width; how many, and how wide each is. */
static guint
fit_columns (WgChartSheet *sheet, WgChartTable *table, double width, double *column_out)
{
  guint n = MAX ((guint) floor (width / (COLUMN_WIDTH * sheet->unit)), 1u);

  *column_out = (width - (n - 1) * GAP * sheet->unit) / n;
  wg_chart_table_fit (table, *column_out, 7.8 * sheet->unit);
  return n;
}

/* Whether all rows have room in the box. */
static gboolean
has_room (WgChartSheet *sheet, WgChartTable *table, const WgChartBox *box)
{
  guint n = wg_chart_table_n_rows (table), next = 0;
  double width = 0;
  guint n_columns = fit_columns (sheet, table, box->width, &width);

  for (guint c = 0; c < n_columns && next < n; c++)
    {
      guint end = next + 1;

      while (end < n && wg_chart_table_height (table, next, end + 1) <= box->height)
        end++;
      next = end;
    }
  return next >= n;
}

/* Beside the map of a wide sheet, below that of an upright one. */
static void
divide_index (WgChartSheet *sheet, const WgChartBox *body, double share, WgChartBox *map_out,
              WgChartBox *table_out)
{
  double gap = GAP * sheet->unit;

  *map_out = *table_out = *body;
  if (sheet->width > sheet->height)
    {
      map_out->width *= share;
      table_out->x += map_out->width + gap;
      table_out->width -= map_out->width + gap;
    }
  else
    {
      map_out->height *= share;
      table_out->y += map_out->height + gap;
      table_out->height -= map_out->height + gap;
    }
}

/* As much map as leaves room for the table; where nothing does, a table that flows to other pages. */
static void
arrange_index (WgChartSheet *sheet, WgChartTable *table, const WgChartBox *body, WgChartBox *map_out,
               WgChartBox *table_out)
{
  gboolean is_wide = sheet->width > sheet->height;

  for (double share = is_wide ? 0.72 : 0.84; share > 0.42; share -= 0.02)
    {
      divide_index (sheet, body, share, map_out, table_out);
      if (has_room (sheet, table, table_out))
        return;
    }
  divide_index (sheet, body, is_wide ? 0.68 : 0.62, map_out, table_out);
}

static void
add_index_map (WgChartSheet *sheet, WgInkPage *page, const WgChartBox *box, const GArray *units)
{
  WgChartPlate *plate = wg_chart_add_plate (sheet, page, box, sheet->grid, 0.04);

  if (units->len > 0 && sheet->n_entries > 0)
    plate->unit_depth = wg_plan_get_grid (sheet->stock->plan, g_array_index (units, guint32, 0))->depth;
  wg_chart_place_marks (plate, units, NULL);
}

/* The map on the first page; the table in as many columns and pages as it takes. */
void
wg_chart_make_index (WgChartSheet *sheet)
{
  double margin = sheet->margin, u = sheet->unit, width = 0;
  WgInkPage *page = wg_chart_add_page (sheet);
  WgChartBox title = { margin, margin * 0.72, sheet->width - 2 * margin, TITLE_HEIGHT * u };
  WgChartBox body = { margin, title.y + title.height, title.width, 0 }, map, part;
  g_autoptr (GArray) units = list_entries (sheet);
  WgChartTable *table = make_contents (sheet, units);
  guint next = 0, n_columns = 0;

  body.height = sheet->height - margin - body.y;
  wg_chart_add_title (sheet, page, &title, 20);
  arrange_index (sheet, table, &body, &map, &part);
  add_index_map (sheet, page, &map, units);
  while (next < wg_chart_table_n_rows (table) || page != NULL)
    {
      if (page == NULL)
        {
          page = wg_chart_add_page (sheet);
          wg_chart_add_title (sheet, page, &title, 20);
          part = body;
        }
      n_columns = fit_columns (sheet, table, part.width, &width);
      for (guint c = 0; c < n_columns && next < wg_chart_table_n_rows (table); c++)
        next = wg_chart_table_paint (
          table, page,
          &(WgChartBox){ part.x + c * (width + GAP * u), part.y, width, part.height }, next);
      wg_chart_add_foot (sheet, page);
      page = NULL;
    }
  sheet->n_rows = next;
  wg_chart_table_free (table);
}
