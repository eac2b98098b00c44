/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-changes-report"

#include "wg-changes-report-private.h"

#include <math.h>

#define THINNING 0.18
#define MAP_MARGIN 0.12
#define LEAST_GROUND_MM 300000.0 /* shown at least, around small changes */
#define LEGEND_WIDTH 128.0
#define HATCH_STEP 4.5
#define LABEL_SIZE 7.5
#define MAX_LABELS 300

#define LAND_COLOR 0xf3f3f0
#define MOVED_COLOR 0xffdf9e
#define HATCH_COLOR 0xd08a1c
#define NEW_COLOR 0xb3126e
#define OLD_COLOR 0x2a5d9c

typedef struct
{
  const WgChangesReport *report;
  cairo_t *cr;
  WgChartBox box;
  WgViewport viewport;
  guint n_levels;
} Map;

static const struct
{
  guint32 color;
  double width;
} borders[WG_MAX_DEPTH + 1] = {
  { 0x9aa1a8, 0.4 },  { 0x30363d, 1.7 },  { 0x4a525b, 1.15 },
  { 0x7b838c, 0.75 }, { 0x9aa1a8, 0.55 }, { 0xadb3b9, 0.45 },
};

static void
set_border (cairo_t *cr, guint rank)
{
  wg_chart_set_color (cr, borders[rank].color);
  cairo_set_line_width (cr, borders[rank].width);
}

static gboolean
is_moved (const Map *map, WgFaceId face)
{
  for (guint depth = 0; depth <= map->n_levels; depth++)
    if (wg_changes_get_grid_before (map->report->changes, face, depth)
        != wg_changes_get_grid_after (map->report->changes, face, depth))
      return TRUE;
  return FALSE;
}

/* Rank 1 is the highest level at which the sides differ; 0: they never do. */
static guint
rank_of (const Map *map, const WgArc *arc, gboolean is_before)
{
  const WgChanges *changes = map->report->changes;

  for (guint i = 1; i <= map->n_levels + 1; i++)
    {
      guint depth = i <= map->n_levels ? i : 0;
      guint32 left = is_before ? wg_changes_get_grid_before (changes, arc->left, depth)
                               : wg_changes_get_grid_after (changes, arc->left, depth);
      guint32 right = is_before ? wg_changes_get_grid_before (changes, arc->right, depth)
                                : wg_changes_get_grid_after (changes, arc->right, depth);

      if (left != right)
        return MIN (i, map->n_levels);
    }
  return 0;
}

static WgBorderFate
fate_of (const Map *map, const WgArc *arc, guint *rank_out)
{
  guint before = rank_of (map, arc, TRUE), after = rank_of (map, arc, FALSE);

  *rank_out = after != 0 ? after : before;
  if (before == 0 && after == 0)
    return WG_BORDER_NONE;
  if (before != 0 && after != 0)
    return WG_BORDER_KEPT;
  return before != 0 ? WG_BORDER_OLD : WG_BORDER_NEW;
}

static void
trace (const Map *map, const WgPoint *points, guint n_points)
{
  double last_x = 0, last_y = 0;

  for (guint i = 0; i < n_points; i++)
    {
      double x = map->box.x + wg_viewport_to_pixel_x (&map->viewport, points[i].x);
      double y = map->box.y + wg_viewport_to_pixel_y (&map->viewport, points[i].y);

      if (i == 0)
        cairo_move_to (map->cr, x, y);
      else if (i + 1 < n_points && fabs (x - last_x) < THINNING && fabs (y - last_y) < THINNING)
        continue;
      else
        cairo_line_to (map->cr, x, y);
      last_x = x;
      last_y = y;
    }
}

static void
trace_faces (const Map *map, const WgCoverage *coverage, const GArray *faces)
{
  g_autoptr (WgShape) shape = wg_shape_new ();

  if (faces->len > 0)
    wg_coverage_dissolve (coverage, (const WgFaceId *) (gconstpointer) faces->data, faces->len, shape);
  for (guint i = 0; i < shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, i);

      trace (map, &WG_SHAPE_POINT (shape, ring->first), ring->n_points);
      cairo_close_path (map->cr);
    }
}

static void
hatch (const Map *map)
{
  cairo_t *cr = map->cr;

  cairo_save (cr);
  cairo_clip (cr);
  for (double x = map->box.x - map->box.height; x < map->box.x + map->box.width; x += HATCH_STEP)
    {
      cairo_move_to (cr, x, map->box.y + map->box.height);
      cairo_line_to (cr, x + map->box.height, map->box.y);
    }
  wg_chart_set_color (cr, HATCH_COLOR);
  cairo_set_line_width (cr, 0.5);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
paint_moved (const Map *map, const WgCoverage *coverage, const GArray *faces)
{
  if (faces->len == 0)
    return;
  trace_faces (map, coverage, faces);
  wg_chart_set_color (map->cr, MOVED_COLOR);
  cairo_fill_preserve (map->cr);
  hatch (map);
  cairo_new_path (map->cr);
}

/* The faces of the overlay that the map shows: [0] as they were, [1] that changed hands. */
static void
collect_faces (const Map *map, const GArray *arcs, GArray *faces[2])
{
  const WgCoverage *overlay = wg_changes_get_overlay (map->report->changes);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < arcs->len * 2; i++)
    {
      const WgArc *arc = wg_coverage_arc (overlay, g_array_index (arcs, WgArcId, i / 2));
      WgFaceId face = i % 2 == 0 ? arc->left : arc->right;

      if (face != WG_FACE_OUTSIDE && g_hash_table_add (seen, GUINT_TO_POINTER (face)))
        g_array_append_val (faces[is_moved (map, face) ? 1 : 0], face);
    }
}

static void
stroke (const Map *map, const GArray *arcs, WgBorderFate fate, guint rank)
{
  const WgCoverage *overlay = wg_changes_get_overlay (map->report->changes);
  static const double dashes[] = { 4.5, 3 };

  for (guint i = 0; i < arcs->len; i++)
    {
      const WgArc *arc = wg_coverage_arc (overlay, g_array_index (arcs, WgArcId, i));
      guint own_rank = 0;

      if (fate_of (map, arc, &own_rank) == fate && (rank == 0 || own_rank == rank))
        trace (map, arc->line->points, arc->line->n_points);
    }
  if (fate == WG_BORDER_KEPT)
    set_border (map->cr, rank);
  else
    {
      wg_chart_set_color (map->cr, fate == WG_BORDER_NEW ? NEW_COLOR : OLD_COLOR);
      cairo_set_line_width (map->cr, fate == WG_BORDER_NEW ? 2.0 : 1.3);
      cairo_set_dash (map->cr, dashes, fate == WG_BORDER_OLD ? 2 : 0, 0);
    }
  cairo_stroke (map->cr);
  cairo_set_dash (map->cr, NULL, 0, 0);
}

static WgEnvelope
changed_envelope (const Map *map)
{
  const WgChanges *changes = map->report->changes;
  const WgCoverage *overlay = wg_changes_get_overlay (changes);
  const GArray *lost = wg_changes_get_lost (changes);
  g_autoptr (WgShape) shape = wg_shape_new ();
  WgEnvelope envelope = WG_ENVELOPE_EMPTY;

  for (WgArcId id = 1; id < wg_coverage_arc_limit (overlay); id++)
    {
      const WgArc *arc = wg_coverage_arc (overlay, id);

      if (arc != NULL && (is_moved (map, arc->left) || is_moved (map, arc->right)))
        wg_envelope_add (&envelope, &arc->line->envelope);
    }
  for (guint i = 0; i < lost->len; i++)
    {
      WgEnvelope one;

      wg_shape_clear (shape);
      wg_coverage_face_shape (wg_changes_get_rest (changes), g_array_index (lost, WgFaceId, i), shape);
      one = wg_shape_envelope (shape);
      wg_envelope_add (&envelope, &one);
    }
  return wg_envelope_is_empty (&envelope) ? wg_coverage_envelope (overlay) : envelope;
}

static void
fit (Map *map)
{
  WgEnvelope envelope = changed_envelope (map);
  double width = MAX ((double) envelope.max_x - envelope.min_x, LEAST_GROUND_MM);
  double height = MAX ((double) envelope.max_y - envelope.min_y, LEAST_GROUND_MM);

  map->viewport.center_x = ((double) envelope.min_x + envelope.max_x) / 2;
  map->viewport.center_y = ((double) envelope.min_y + envelope.max_y) / 2;
  map->viewport.scale = MIN (map->box.width / width, map->box.height / height) * (1 - 2 * MAP_MARGIN);
  map->viewport.width = map->box.width;
  map->viewport.height = map->box.height;
}

static void
paint_label (const Map *map, const char *text, WgPoint at, GArray *taken)
{
  g_autoptr (PangoLayout) layout = wg_chart_layout (map->cr, text, LABEL_SIZE, FALSE);
  WgChartBox box = { 0 };
  int width = 0, height = 0;

  pango_layout_get_pixel_size (layout, &width, &height);
  box.x = map->box.x + wg_viewport_to_pixel_x (&map->viewport, at.x) - width / 2.0;
  box.y = map->box.y + wg_viewport_to_pixel_y (&map->viewport, at.y) - height / 2.0;
  box.width = width;
  box.height = height;
  if (box.x < map->box.x || box.y < map->box.y || box.x + width > map->box.x + map->box.width
      || box.y + height > map->box.y + map->box.height)
    return;
  for (guint i = 0; i < taken->len; i++)
    {
      const WgChartBox *other = &g_array_index (taken, WgChartBox, i);

      if (box.x < other->x + other->width && other->x < box.x + width
          && box.y < other->y + other->height && other->y < box.y + height)
        return;
    }
  g_array_append_val (taken, box);
  cairo_move_to (map->cr, box.x, box.y);
  pango_cairo_layout_path (map->cr, layout);
  wg_chart_set_color (map->cr, 0xffffff);
  cairo_set_line_width (map->cr, 2.4);
  cairo_stroke (map->cr);
  cairo_move_to (map->cr, box.x, box.y);
  wg_chart_set_color (map->cr, 0x1c2733);
  pango_cairo_show_layout (map->cr, layout);
}

/* The names of the grids that have land here now: the changed ones first. */
static void
paint_labels (const Map *map)
{
  const WgChanges *changes = map->report->changes;
  const GArray *grids = wg_changes_get_grids (changes);
  WgPlan *after = wg_changes_get_after (changes);
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (WgChartBox));

  for (guint i = grids->len; i-- > 0 && taken->len < MAX_LABELS;)
    {
      const WgChangedGrid *grid = &g_array_index (grids, WgChangedGrid, i);
      const GArray *faces = wg_plan_get_own_faces (after, grid->grid);
      WgFaceId largest = 0;
      __int128 size = 0;

      if (grid->after == NULL || grid->after->is_retired)
        continue;
      for (guint j = 0; j < faces->len; j++)
        {
          WgFaceId face = g_array_index (faces, WgFaceId, j);
          __int128 area = wg_coverage_face_area2 (wg_plan_get_coverage (after), face);

          if (area > size)
            {
              size = area;
              largest = face;
            }
        }
      if (largest != 0)
        paint_label (map, grid->after->name[0] != '\0' ? grid->after->name : grid->after->code,
                     wg_coverage_label_point (wg_plan_get_coverage (after), largest), taken);
    }
}

static void
paint_swatch (const Map *map, const WgChartBox *row, WgBorderFate fate)
{
  static const double dashes[] = { 4.5, 3 };
  cairo_t *cr = map->cr;

  if (fate == WG_BORDER_NONE)
    {
      Map swatch = *map;

      swatch.box = (WgChartBox){ row->x, row->y + 2, 24, row->height - 4 };
      cairo_rectangle (cr, swatch.box.x, swatch.box.y, swatch.box.width, swatch.box.height);
      wg_chart_set_color (cr, MOVED_COLOR);
      cairo_fill_preserve (cr);
      hatch (&swatch);
      cairo_new_path (cr);
      return;
    }
  cairo_move_to (cr, row->x, row->y + row->height / 2);
  cairo_line_to (cr, row->x + 24, row->y + row->height / 2);
  if (fate == WG_BORDER_KEPT)
    set_border (cr, 3);
  else
    {
      wg_chart_set_color (cr, fate == WG_BORDER_NEW ? NEW_COLOR : OLD_COLOR);
      cairo_set_line_width (cr, fate == WG_BORDER_NEW ? 2.0 : 1.3);
      cairo_set_dash (cr, dashes, fate == WG_BORDER_OLD ? 2 : 0, 0);
    }
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
write_at (cairo_t *cr, const char *text, double x, double y, double size, gboolean is_bold)
{
  g_autoptr (PangoLayout) layout = wg_chart_layout (cr, text, size, is_bold);

  wg_chart_set_color (cr, 0x1c2733);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

static void
paint_scale (const Map *map, double x, double y, double width)
{
  double length = 0;
  double metres = wg_viewport_scale_bar (&map->viewport, width - 34, &length);
  g_autofree char *end = metres >= 1000 ? g_strdup_printf ("%g km", metres / 1000)
                                        : g_strdup_printf ("%g m", metres);

  write_at (map->cr, map->report->words.scale, x, y, 8.5, TRUE);
  cairo_rectangle (map->cr, x, y + 15, length / 2, 4);
  wg_chart_set_color (map->cr, 0x30363d);
  cairo_fill (map->cr);
  cairo_rectangle (map->cr, x, y + 15, length, 4);
  cairo_set_line_width (map->cr, 0.7);
  cairo_stroke (map->cr);
  write_at (map->cr, end, x + length + 4, y + 11, 7.5, FALSE);
}

static void
paint_legend (const Map *map, double x, double y, double width)
{
  const WgChangesReportWords *words = &map->report->words;
  const char *const texts[] = { words->moved, words->new_border, words->old_border,
                                words->kept_border };
  static const WgBorderFate fates[] = { WG_BORDER_NONE, WG_BORDER_NEW, WG_BORDER_OLD,
                                        WG_BORDER_KEPT };

  write_at (map->cr, words->legend, x, y, 9.5, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      WgChartBox row = { x, y + 18 + 16 * i, width, 14 };

      paint_swatch (map, &row, fates[i]);
      write_at (map->cr, texts[i], x + 31, row.y + 1, 8, FALSE);
    }
  paint_scale (map, x, y + 18 + 16 * G_N_ELEMENTS (texts) + 12, width);
}

static void
paint_north (const Map *map)
{
  double x = map->box.x + map->box.width - 20, y = map->box.y + 10;
  g_autoptr (PangoLayout) layout
    = wg_chart_layout (map->cr, map->report->words.north, 10, TRUE);
  int width = 0, height = 0;

  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (map->cr, x - width / 2.0, y);
  wg_chart_set_color (map->cr, 0x1c2733);
  pango_cairo_show_layout (map->cr, layout);
  cairo_move_to (map->cr, x, y + 15);
  cairo_line_to (map->cr, x + 7, y + 40);
  cairo_line_to (map->cr, x, y + 34);
  cairo_line_to (map->cr, x - 7, y + 40);
  cairo_close_path (map->cr);
  cairo_fill (map->cr);
}

static void
paint_land (const Map *map)
{
  const WgChanges *changes = map->report->changes;
  const WgCoverage *overlay = wg_changes_get_overlay (changes);
  WgEnvelope window = wg_viewport_envelope (&map->viewport);
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  g_autoptr (GArray) still = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  g_autoptr (GArray) moved = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  GArray *faces[2] = { still, moved };

  wg_coverage_arcs_in (overlay, &window, arcs);
  collect_faces (map, arcs, faces);
  cairo_set_fill_rule (map->cr, CAIRO_FILL_RULE_EVEN_ODD);
  trace_faces (map, overlay, still);
  wg_chart_set_color (map->cr, LAND_COLOR);
  cairo_fill (map->cr);
  paint_moved (map, overlay, moved);
  if (wg_changes_get_rest (changes) != NULL)
    paint_moved (map, wg_changes_get_rest (changes), wg_changes_get_lost (changes));
  cairo_set_line_join (map->cr, CAIRO_LINE_JOIN_ROUND);
  for (guint rank = map->n_levels; rank >= 1; rank--)
    stroke (map, arcs, WG_BORDER_KEPT, rank);
  stroke (map, arcs, WG_BORDER_OLD, 0);
  stroke (map, arcs, WG_BORDER_NEW, 0);
}

void
wg_changes_report_paint_map (const WgChangesReport *report, cairo_t *cr, const WgChartBox *box)
{
  Map map = { report, cr, *box };

  map.n_levels = wg_plan_get_n_levels (wg_changes_get_after (report->changes));
  map.box.width -= LEGEND_WIDTH + 12;
  fit (&map);
  cairo_save (cr);
  cairo_rectangle (cr, map.box.x, map.box.y, map.box.width, map.box.height);
  cairo_clip (cr);
  if (map.n_levels > 0)
    {
      paint_land (&map);
      paint_labels (&map);
    }
  paint_north (&map);
  cairo_restore (cr);
  cairo_rectangle (cr, map.box.x, map.box.y, map.box.width, map.box.height);
  wg_chart_set_color (cr, 0x30363d);
  cairo_set_line_width (cr, 0.9);
  cairo_stroke (cr);
  paint_legend (&map, map.box.x + map.box.width + 12, map.box.y, LEGEND_WIDTH);
}
