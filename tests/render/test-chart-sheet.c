/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/wg-chart-words.h"
#include "app/geometry/wg-coverage-shape.h"
#include "app/plan/wg-sample.h"
#include "app/render/wg-chart-page.h"
#include "app/render/wg-render-error.h"
#include "tests/support/wg-test-folder.h"
#include "tests/support/wg-test-plan.h"

#include <math.h>
#include <string.h>

/* A county with roads, houses and invented people, and its stock: made once. */
typedef struct
{
  WgSample *sample;
  WgChartStock *stock;
  WgDay day;
} County;

static County county;

static void
make_county (void)
{
  g_autoptr (GError) error = NULL;
  WgLinework *layers[2];

  county.sample = wg_sample_new (120, 1200, 7, NULL, NULL, &error);
  g_assert_no_error (error);
  county.day = wg_day_new (2026, 11, 23);
  layers[0] = county.sample->rivers;
  layers[1] = county.sample->roads;
  county.stock = wg_chart_make_stock (county.sample->plan, layers, 2, county.day);
}

static void
free_county (void)
{
  wg_chart_stock_unref (county.stock);
  wg_sample_free (county.sample);
}

/* The first grid of level @depth that has at least @least children. */
static guint32
find_grid (WgPlan *plan, guint depth, guint least)
{
  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);

      if (grid != NULL && !grid->is_retired && grid->depth == depth
          && wg_plan_get_children (plan, id)->len >= least)
        return id;
    }
  g_assert_not_reached ();
}

static WgChartSheet *
make (WgChartTemplate template, WgPaper paper, WgEdition edition, guint32 grid)
{
  g_autoptr (WgChartOptions) options = wg_chart_options_new (template);
  g_autoptr (GError) error = NULL;
  WgChartSheet *sheet = NULL;

  options->paper = paper;
  options->edition = edition;
  options->date = g_strdup ("2026-11-23");
  sheet = wg_chart_sheet_new (county.stock, options, grid, &error);
  g_assert_no_error (error);
  return sheet;
}

static char *
read_text (const WgChartSheet *sheet, const char *folder)
{
  g_autofree char *pdf = g_build_filename (folder, "sheet.pdf", NULL);
  const char *argv[] = { "pdftotext", "-layout", pdf, "-", NULL };
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_assert_true (wg_chart_sheet_write_pdf (sheet, pdf, &error));
  g_assert_no_error (error);
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text,
                               NULL, NULL, &error));
  g_assert_no_error (error);
  return text;
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *at = text; (at = strstr (at, part)) != NULL; at += strlen (part))
    n++;
  return n;
}

static void
test_options (void)
{
  g_autoptr (WgChartOptions) options = wg_chart_options_new (WG_CHART_NOTICE_BOARD);
  g_autoptr (WgChartOptions) back = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  static const char *const bad[] = {
    "", "{", "[]", "{\"paper\": \"a4\"}", "{\"template\": \"poster\"}",
    "{\"template\": \"wall-map\", \"paper\": \"a9\"}",
    "{\"template\": \"wall-map\", \"blocks\": \"roster nothing\"}",
    "{\"template\": \"wall-map\"} x", "{\"template\": \"wall-map\", \"title\": \"\\ud800\"}",
  };

  options->title = g_strdup ("第一“网格”\n\t\\公示牌😀");
  options->note = g_strdup ("");
  options->paper = WG_PAPER_4K;
  options->orientation = WG_ORIENTATION_LANDSCAPE;
  options->edition = WG_EDITION_PUBLIC_MASKED;
  options->blocks = WG_CHART_QR | WG_CHART_ROSTER;
  options->colors = WG_CHART_COLORS_WARM;
  options->bleed_mm = 2.5;
  options->scale = 5000;
  options->font_factor = 1.125;
  options->is_draft = TRUE;
  options->edition_number = 12;
  options->photo = g_bytes_new ("\0\1\2\377", 4);
  json = wg_chart_options_to_json (options);
  back = wg_chart_options_from_json (json, &error);
  g_assert_no_error (error);
  g_assert_true (wg_chart_options_equal (options, back));
  g_assert_cmpstr (back->title, ==, options->title);
  g_assert_true (g_bytes_equal (back->photo, options->photo));
  g_assert_cmpfloat (back->bleed_mm, ==, 2.5);
  g_assert_cmpuint (back->blocks, ==, WG_CHART_QR | WG_CHART_ROSTER);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (WgChartOptions) none = wg_chart_options_from_json (bad[i], &error);

      g_assert_null (none);
      g_assert_error (error, WG_RENDER_ERROR, WG_RENDER_ERROR_OPTIONS);
      g_clear_error (&error);
    }
}

static const WgChartPlate *
main_plate (const WgChartSheet *sheet)
{
  for (guint i = 0; i < sheet->plates->len; i++)
    {
      const WgChartPlate *plate = g_ptr_array_index (sheet->plates, i);

      if (!plate->is_inset)
        return plate;
    }
  g_assert_not_reached ();
}

/* The unit of the map that has the land under a point of the page. */
static gboolean
is_over (const WgChartPlate *plate, double x, double y, guint32 unit)
{
  WgPlan *plan = county.sample->plan;
  WgCoverage *coverage = wg_plan_get_coverage (plan);
  WgPoint p = { (gint32) lround (wg_viewport_from_pixel_x (&plate->viewport, x - plate->box.x)),
                (gint32) lround (wg_viewport_from_pixel_y (&plate->viewport, y - plate->box.y)) };
  guint32 owner = wg_coverage_owner (coverage, wg_coverage_face_at (coverage, p));

  return owner != 0 && wg_plan_get_ancestor (plan, owner, wg_plan_get_grid (plan, unit)->depth) == unit;
}

static gboolean
overlap (const WgChartBox *a, const WgChartBox *b)
{
  const double touch = 0.01;

  return a->x + touch < b->x + b->width && b->x + touch < a->x + a->width
         && a->y + touch < b->y + b->height && b->y + touch < a->y + a->height;
}

/* Every grid has its number; one that has it twice has land in several parts. */
static void
check_numbers (const WgChartPlate *plate, guint n_units)
{
  g_autofree guint32 *grids = g_new0 (guint32, n_units + 1);
  guint n_found = 0;

  for (guint i = 0; i < plate->marks->len; i++)
    {
      const WgChartMark *mark = &g_array_index (plate->marks, WgChartMark, i);
      g_autoptr (WgShape) shape = wg_shape_new ();

      if (mark->number == 0)
        continue;
      g_assert_cmpuint (mark->number, <=, n_units);
      if (grids[mark->number] != 0)
        {
          g_assert_cmpuint (grids[mark->number], ==, mark->grid);
          wg_plan_get_shape (county.sample->plan, mark->grid, shape);
          g_assert_cmpuint (wg_shape_n_parts (shape), >, 1);
          continue;
        }
      grids[mark->number] = mark->grid;
      n_found++;
    }
  g_assert_cmpuint (n_found, ==, n_units);
}

static void
check_marks (const WgChartSheet *sheet)
{
  const WgChartPlate *plate = main_plate (sheet);
  guint n_units = wg_plan_get_children (county.sample->plan, sheet->grid)->len;

  for (guint i = 0; i < plate->marks->len; i++)
    {
      const WgChartMark *mark = &g_array_index (plate->marks, WgChartMark, i);

      if (mark->grid == 0)
        continue;
      g_assert_true (is_over (plate, mark->anchor_x, mark->anchor_y, mark->grid));
      /* What is not beside its grid lies in it with its number. */
      if (mark->number > 0 && !mark->has_leader)
        g_assert_true (is_over (plate, mark->box.x + mark->box.width / 2,
                                mark->box.y + mark->radius, mark->grid));
      for (guint k = i + 1; k < plate->marks->len; k++)
        {
          const WgChartMark *other = &g_array_index (plate->marks, WgChartMark, k);

          /* A slanting name has its letters' boxes before it. */
          if (other->type.angle == 0)
            g_assert_false (overlap (&mark->box, &other->box));
        }
    }
  if (n_units > 1)
    check_numbers (plate, n_units);
}

static void
test_marks (void)
{
  WgPlan *plan = county.sample->plan;

  for (WgPaper paper = 0; paper < WG_N_PAPERS; paper++)
    for (guint depth = 1; depth <= 2; depth++)
      {
        g_autoptr (WgChartSheet) sheet
          = make (WG_CHART_WALL_MAP, paper, WG_EDITION_INTERNAL, find_grid (plan, depth, 3));

        check_marks (sheet);
      }
  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id += 5)
    if (wg_plan_get_grid (plan, id) != NULL && wg_plan_get_grid (plan, id)->depth == 3)
      {
        g_autoptr (WgChartSheet) sheet
          = make (WG_CHART_GRID_SHEET, WG_PAPER_A4, WG_EDITION_INTERNAL, id);

        check_marks (sheet);
      }
}

/* True on paper: a kilometre is as long as the ratio says, and the ratio is a round number. */
static void
test_scale (void)
{
  for (WgPaper paper = 0; paper < WG_N_PAPERS; paper++)
    {
      g_autoptr (WgChartSheet) sheet = make (WG_CHART_WALL_MAP, paper, WG_EDITION_INTERNAL,
                                             find_grid (county.sample->plan, 1, 3));
      const WgChartPlate *plate = main_plate (sheet);
      double points = wg_viewport_to_pixel_x (&plate->viewport, 1e6)
                      - wg_viewport_to_pixel_x (&plate->viewport, 0);
      double digits = wg_chart_sheet_get_scale (sheet), width = 0, height = 0, mm[2];

      g_assert_cmpfloat_with_epsilon (points / 72 * 25.4, 1e6 / wg_chart_sheet_get_scale (sheet), 1e-6);
      while (digits >= 100)
        digits /= 10;
      g_assert_cmpfloat_with_epsilon (digits, round (digits), 1e-9);
      wg_paper_get_size (paper, &mm[0], &mm[1]);
      wg_chart_sheet_get_page_size (sheet, 0, &width, &height);
      g_assert_cmpfloat_with_epsilon (MIN (width, height), mm[0] * 72 / 25.4, 1e-6);
      g_assert_cmpfloat_with_epsilon (MAX (width, height), mm[1] * 72 / 25.4, 1e-6);
    }
}

static const WgChartLegendRow *
find_row (const WgChartSheet *sheet, WgChartLegendKind kind, guint value)
{
  for (guint i = 0; i < sheet->legend->len; i++)
    {
      const WgChartLegendRow *row = &g_array_index (sheet->legend, WgChartLegendRow, i);

      if (row->kind == kind && row->value == value)
        return row;
    }
  return NULL;
}

/* The legend says what is on the map, and nothing else. */
static void
test_legend (void)
{
  WgPlan *plan = county.sample->plan;

  for (guint depth = 1; depth <= 3; depth++)
    {
      g_autoptr (WgChartSheet) sheet
        = make (depth < 3 ? WG_CHART_WALL_MAP : WG_CHART_GRID_SHEET, WG_PAPER_A3,
                WG_EDITION_INTERNAL, find_grid (plan, depth, depth < 3 ? 3 : 0));
      const WgChartPlate *plate = main_plate (sheet);
      const GArray *units = wg_paper_map_get_units (plate->map);
      gboolean has_road = FALSE;

      for (guint class = 1; class <= 5; class++)
        has_road |= plate->has_class[class];
      g_assert_true ((find_row (sheet, WG_LEGEND_CLASS, 0) != NULL) == has_road);
      g_assert_true ((find_row (sheet, WG_LEGEND_CLASS, 2) != NULL) == plate->has_class[7]);
      g_assert_true ((find_row (sheet, WG_LEGEND_CLASS, 4) != NULL) == plate->has_buildings);
      g_assert_null (find_row (sheet, WG_LEGEND_CLASS, 1)); /* the county has no railway */
      g_assert_true ((find_row (sheet, WG_LEGEND_FILL, WG_CHART_FILL_NOBODY) != NULL)
                     == (g_array_index (units, guint32, 0) == 0));
      for (guint rank = 1; rank <= wg_plan_get_n_levels (plan); rank++)
        g_assert_true ((find_row (sheet, WG_LEGEND_BORDER, rank) != NULL)
                       == wg_paper_map_has_rank (plate->map, rank));
      g_assert_true ((find_row (sheet, WG_LEGEND_NUMBER, 1) != NULL) == (depth < 3));
    }
}

/* Every row is printed once, the head on every page. */
static void
test_table_flow (void)
{
  g_autofree char *folder = wg_test_folder_new ();
  g_autoptr (WgChartOptions) options = wg_chart_options_new (WG_CHART_CHANGE_LIST);
  g_autoptr (WgSheet) table = wg_sheet_new ("变更清单");
  g_autoptr (WgChartSheet) sheet = NULL;
  g_autofree char *text = NULL;

  wg_sheet_add_column (table, "标题栏", -1);
  wg_sheet_add_column (table, "内容", -1);
  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *row = g_strdup_printf ("R%04u", i);

      wg_sheet_begin_row (table);
      wg_sheet_add_text (table, row);
      wg_sheet_add_text (table, i % 7 == 0 ? "由第一网格划出沿河东岸至铁路以南的全部地块，并入第二网格；"
                                             "原由第二网格管理的临街商铺同时划归第三网格，编码不变，人员相应调整。"
                                           : "不变");
    }
  options->date = g_strdup ("2026-11-23");
  sheet = wg_chart_sheet_new_table (county.stock, options, table);
  g_assert_cmpuint (wg_chart_sheet_count_pages (sheet), >, 4);
  text = read_text (sheet, folder);
  for (guint i = 0; i < 400; i++)
    g_assert_cmpuint (count (text, wg_sheet_get (table, i, 0)), ==, 1);
  g_assert_cmpuint (count (text, "标题栏"), ==, wg_chart_sheet_count_pages (sheet));
  wg_test_folder_remove (folder);
}

/* A grid with a leader and others. */
static guint32
find_staffed (const WgChartPerson **leader_out, const WgChartPerson **other_out)
{
  for (guint32 id = 1; id < wg_plan_get_grid_limit (county.sample->plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (county.sample->plan, id);
      guint n = 0;
      const WgChartPerson *people = wg_chart_stock_find_people (county.stock, id, &n);

      if (grid == NULL || grid->depth != 3 || n < 2 || !people[0].is_leader
          || people[0].phone == NULL || people[1].phone == NULL || strlen (people[0].phone) != 11
          || strcmp (people[0].name, people[1].name) == 0)
        continue;
      *leader_out = &people[0];
      *other_out = &people[1];
      return id;
    }
  g_assert_not_reached ();
}

static void
test_editions (void)
{
  static const WgChartTemplate templates[]
    = { WG_CHART_GRID_SHEET, WG_CHART_NOTICE_BOARD, WG_CHART_STAFF_LIST };
  g_autofree char *folder = wg_test_folder_new ();
  const WgChartPerson *leader = NULL, *other = NULL;
  guint32 grid = find_staffed (&leader, &other);
  g_autofree char *masked = g_strdup_printf ("%.3s****%s", leader->phone, leader->phone + 7);

  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    for (WgEdition edition = 0; edition < WG_N_EDITIONS; edition++)
      {
        g_autoptr (WgChartSheet) sheet = make (templates[i], WG_PAPER_A4, edition, grid);
        g_autofree char *text = read_text (sheet, folder);
        gboolean is_internal = edition == WG_EDITION_INTERNAL;

        g_assert_nonnull (strstr (text, leader->name));
        g_assert_true ((strstr (text, leader->phone) != NULL) == (edition != WG_EDITION_PUBLIC_MASKED));
        g_assert_true ((strstr (text, masked) != NULL) == (edition == WG_EDITION_PUBLIC_MASKED));
        g_assert_true ((strstr (text, "Internal") != NULL)
                       == (is_internal && templates[i] != WG_CHART_NOTICE_BOARD));
        if (templates[i] != WG_CHART_NOTICE_BOARD)
          {
            g_assert_true ((strstr (text, other->name) != NULL) == is_internal);
            g_assert_true ((strstr (text, other->phone) != NULL) == is_internal);
          }
        else
          g_assert_null (strstr (text, other->phone));
      }
  wg_test_folder_remove (folder);
}

/* One page of a sheet as pixels. */
static gpointer
paint_pixels (gpointer data)
{
  const WgChartSheet *sheet = data;
  double width = 0, height = 0;
  cairo_surface_t *surface = NULL;
  cairo_t *cr = NULL;
  GBytes *pixels = NULL;

  wg_chart_sheet_get_page_size (sheet, 0, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) width, (int) height);
  cr = cairo_create (surface);
  wg_chart_sheet_paint (sheet, 0, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  pixels = g_bytes_new (cairo_image_surface_get_data (surface),
                        (gsize) cairo_image_surface_get_stride (surface)
                          * (gsize) cairo_image_surface_get_height (surface));
  cairo_surface_destroy (surface);
  return pixels;
}

/* Made and painted by a thread of its own. */
static gpointer
make_pixels (gpointer data)
{
  g_autoptr (WgChartSheet) sheet
    = make (WG_CHART_WALL_MAP, WG_PAPER_A4, WG_EDITION_INTERNAL, GPOINTER_TO_UINT (data));

  return paint_pixels (sheet);
}

static void
test_repeats (void)
{
  g_autofree char *folder = wg_test_folder_new ();
  g_autofree char *paths[2] = { g_build_filename (folder, "a.pdf", NULL),
                                g_build_filename (folder, "b.pdf", NULL) };
  guint32 grid = find_grid (county.sample->plan, 2, 3);
  g_autoptr (WgChartSheet) sheet = make (WG_CHART_WALL_MAP, WG_PAPER_A4, WG_EDITION_INTERNAL, grid);
  GThread *threads[4];
  GBytes *first = paint_pixels (sheet);

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = i % 2 == 0 ? g_thread_new ("page", paint_pixels, sheet)
                            : g_thread_new ("page", make_pixels, GUINT_TO_POINTER (grid));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      GBytes *other = g_thread_join (threads[i]);

      g_assert_true (g_bytes_equal (first, other));
      g_bytes_unref (other);
    }
  g_bytes_unref (first);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (WgChartSheet) again = make (WG_CHART_WALL_MAP, WG_PAPER_A4, WG_EDITION_INTERNAL, grid);
      g_autoptr (GError) error = NULL;

      g_assert_true (wg_chart_sheet_write_pdf (again, paths[i], &error));
      g_assert_no_error (error);
    }
  {
    g_autofree char *a = NULL, *b = NULL;
    gsize n_a = 0, n_b = 0;

    g_assert_true (g_file_get_contents (paths[0], &a, &n_a, NULL));
    g_assert_true (g_file_get_contents (paths[1], &b, &n_b, NULL));
    g_assert_cmpmem (a, n_a, b, n_b);
  }
  wg_test_folder_remove (folder);
}

/* In a lattice, east is the grid whose middle is farther east, and so on. */
static void
test_extents (void)
{
  g_autoptr (WgPlan) plan = wg_test_plan_grid (4, 4, 3);
  g_autoptr (WgChartStock) stock = wg_chart_make_stock (plan, NULL, 0, county.day);
  g_autoptr (WgChartOptions) options = wg_chart_options_new (WG_CHART_GRID_SHEET);
  WgCoverage *coverage = wg_plan_get_coverage (plan);
  guint n_checked = 0;

  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);
      g_autoptr (WgChartSheet) sheet = NULL;
      WgEnvelope box = WG_ENVELOPE_EMPTY;
      char *sides[4] = { NULL };
      const int steps[4][2] = { { 1, 0 }, { 0, -1 }, { -1, 0 }, { 0, 1 } };

      if (grid == NULL || grid->depth != 3)
        continue;
      sheet = wg_chart_sheet_new (stock, options, id, NULL);
      wg_chart_describe_extents (sheet, id, sides);
      box = wg_plan_get_extent (plan, id);
      for (guint side = 0; side < 4; side++)
        {
          WgPoint beside = {
            (gint32) (((gint64) box.min_x + box.max_x) / 2 + steps[side][0] * ((gint64) box.max_x - box.min_x)),
            (gint32) (((gint64) box.min_y + box.max_y) / 2 + steps[side][1] * ((gint64) box.max_y - box.min_y))
          };
          guint32 neighbour = wg_coverage_owner (coverage, wg_coverage_face_at (coverage, beside));

          if (neighbour != 0)
            g_assert_nonnull (strstr (sides[side], wg_plan_get_grid (plan, neighbour)->name));
          else
            g_assert_nonnull (strstr (sides[side], "outer border"));
          n_checked++;
          g_free (sides[side]);
        }
    }
  g_assert_cmpuint (n_checked, ==, 64);
}

/* Whether the grid borders on the outside of everything, and on land in it that nobody has. */
static void
look_around (guint32 grid, gboolean *outside_out, gboolean *gap_out)
{
  WgPlan *plan = county.sample->plan;
  WgCoverage *coverage = wg_plan_get_coverage (plan);
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));

  *outside_out = *gap_out = FALSE;
  wg_plan_collect_faces (plan, grid, faces);
  for (guint i = 0; i < faces->len; i++)
    {
      g_array_set_size (edges, 0);
      wg_coverage_face_edges (coverage, g_array_index (faces, WgFaceId, i), edges);
      for (guint k = 0; k < edges->len; k++)
        {
          const WgArc *arc = wg_coverage_arc (coverage, WG_HALF_EDGE_ARC (g_array_index (edges, WgHalfEdge, k)));

          for (guint side = 0; side < 2; side++)
            {
              WgFaceId face = side == 0 ? arc->left : arc->right;

              *outside_out |= face == WG_FACE_OUTSIDE;
              *gap_out |= face != WG_FACE_OUTSIDE && wg_coverage_owner (coverage, face) == 0;
            }
        }
    }
}

/* Land of nobody is not the outside; and each row of a legend is set once. */
static void
test_gaps (void)
{
  WgPlan *plan = county.sample->plan;
  guint n_gaps = 0;

  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      g_autoptr (WgChartSheet) sheet = NULL;
      char *sides[4] = { NULL };
      gboolean has_outside = FALSE, has_gap = FALSE;

      if (wg_plan_get_grid (plan, id) == NULL || wg_plan_get_grid (plan, id)->depth != 3)
        continue;
      look_around (id, &has_outside, &has_gap);
      if (!has_gap && id % 8 != 0)
        continue;
      sheet = make (WG_CHART_GRID_SHEET, WG_PAPER_A4, WG_EDITION_PUBLIC, id);
      wg_chart_describe_extents (sheet, id, sides);
      for (guint side = 0; side < 4; side++)
        {
          g_assert_true (has_outside || strstr (sides[side], "outer border") == NULL);
          g_assert_true (has_gap || strstr (sides[side], "Land of no grid") == NULL);
          n_gaps += strstr (sides[side], "Land of no grid") != NULL;
          g_free (sides[side]);
        }
      for (guint i = 0; i < sheet->legend->len; i++)
        {
          const WgChartLegendRow *row = &g_array_index (sheet->legend, WgChartLegendRow, i);

          g_assert_true (find_row (sheet, row->kind, row->value) == row);
        }
    }
  g_assert_cmpuint (n_gaps, >, 0);
}

static void
test_no_land (void)
{
  g_autoptr (WgChartOptions) options = wg_chart_options_new (WG_CHART_GRID_SHEET);
  g_autoptr (GError) error = NULL;

  g_assert_null (wg_chart_sheet_new (county.stock, options, 0, &error));
  g_assert_error (error, WG_RENDER_ERROR, WG_RENDER_ERROR_NO_GRID);
  g_clear_error (&error);
  g_assert_null (wg_chart_sheet_new (county.stock, options, 9999999, &error));
  g_assert_error (error, WG_RENDER_ERROR, WG_RENDER_ERROR_NO_GRID);
}

/* Cover, index and staff list of everything; black and white has no colour at all. */
static void
test_other_templates (void)
{
  g_autoptr (WgChartOptions) options = wg_chart_options_new (WG_CHART_WALL_MAP);
  g_autoptr (WgChartSheet) sheet = NULL;
  static const WgChartTemplate templates[] = { WG_CHART_COVER, WG_CHART_INDEX, WG_CHART_STAFF_LIST };
  GBytes *pixels = NULL;
  const guint8 *bytes = NULL;
  gsize n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    {
      g_autoptr (WgChartSheet) one = make (templates[i], WG_PAPER_A4, WG_EDITION_INTERNAL, 0);

      g_assert_cmpuint (wg_chart_sheet_count_pages (one), >=, 1);
    }
  options->is_black_and_white = TRUE;
  options->paper = WG_PAPER_A4;
  options->is_draft = TRUE;
  sheet = wg_chart_sheet_new (county.stock, options, find_grid (county.sample->plan, 2, 3), NULL);
  pixels = paint_pixels (sheet);
  bytes = g_bytes_get_data (pixels, &n);
  for (gsize i = 0; i + 3 < n; i += 4)
    g_assert_true (ABS (bytes[i] - bytes[i + 1]) <= 1 && ABS (bytes[i + 1] - bytes[i + 2]) <= 1);
  g_bytes_unref (pixels);
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  make_county ();
  g_test_add_func ("/chart-sheet/options", test_options);
  g_test_add_func ("/chart-sheet/marks", test_marks);
  g_test_add_func ("/chart-sheet/scale", test_scale);
  g_test_add_func ("/chart-sheet/legend", test_legend);
  g_test_add_func ("/chart-sheet/table-flow", test_table_flow);
  g_test_add_func ("/chart-sheet/editions", test_editions);
  g_test_add_func ("/chart-sheet/repeats", test_repeats);
  g_test_add_func ("/chart-sheet/extents", test_extents);
  g_test_add_func ("/chart-sheet/gaps", test_gaps);
  g_test_add_func ("/chart-sheet/no-land", test_no_land);
  g_test_add_func ("/chart-sheet/other-templates", test_other_templates);
  status = g_test_run ();
  free_county ();
  return status;
}
