/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cells-streets"

#include "wg-cells-private.h"

#include "wg-arc-index.h"
#include "wg-lines.h"

#include <math.h>

#define MARGIN 100000 /* mm around the land within which barriers are read */
#define BESIDE 100.0  /* mm: places on a line that are nearer than this to one beside a footprint go */
#define LEAST 2.0     /* mm between two places on a line */
#define OFF_RIM 2.0   /* mm that rounding may put a place off the rim */

/* The dense lines of land and barriers. */
typedef struct
{
  WgCellsWork *work;
  GPtrArray *lines;     /* of WgLine */
  WgArcIndex index;     /* of the footprints' boxes, from 1 */
  WgShape **outlines;   /* of each building: its footprint, WG_CELLS_END wider; NULL: not made */
  GArray *found;        /* of guint32 */
  GArray *places;       /* of double: from 0 to 1, along a segment */
} Dense;

/* What the lines of one run are. */
typedef struct
{
  guint8 barrier_class;
  gboolean stays;
} Kind;

static void
dense_init (Dense *dense, WgCellsWork *work, GPtrArray *lines)
{
  const WgCellsInput *input = work->input;

  dense->work = work;
  dense->lines = lines;
  dense->outlines = g_new0 (WgShape *, MAX (input->n_buildings, 1));
  dense->found = g_array_new (FALSE, FALSE, sizeof (guint32));
  dense->places = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint32 i = 0; i < input->n_buildings; i++)
    if (input->buildings[i].footprint != NULL)
      {
        WgEnvelope box = wg_cells_widen (wg_shape_envelope (input->buildings[i].footprint), WG_CELLS_END + 1);

        wg_arc_index_add (&dense->index, i + 1, &box);
      }
}

static void
dense_clear (Dense *dense)
{
  for (guint i = 0; i < dense->work->input->n_buildings; i++)
    wg_shape_free (dense->outlines[i]);
  g_free (dense->outlines);
  wg_arc_index_clear (&dense->index);
  g_array_unref (dense->found);
  g_array_unref (dense->places);
}

static void
note_segment (Dense *dense, WgPoint a, WgPoint b, const Kind *kind)
{
  WgCellsWork *work = dense->work;
  guint64 key = wg_cells_key_of_segment (a, b);
  guint8 known = (guint8) wg_key_map_get (&work->barriers, key, WG_BARRIER_NONE);

  if (!wg_key_map_has (&work->barriers, key)
      || wg_cells_strength (work->input, known) <= wg_cells_strength (work->input, kind->barrier_class))
    wg_key_map_set (&work->barriers, key, kind->barrier_class);
  if (kind->stays)
    wg_key_map_set (&work->fixed, key, TRUE);
}

/* The footprint, wider, where it is needed; an empty shape when GEOS does not like it. */
static const WgShape *
get_outline (Dense *dense, guint32 building)
{
  if (dense->outlines[building] == NULL)
    dense->outlines[building]
      = wg_cells_grow (dense->work->input->buildings[building].footprint, WG_CELLS_END);
  return dense->outlines[building];
}

static void
add_crossings (Dense *dense, const WgShape *outline, WgPoint a, WgPoint b)
{
  for (guint r = 0; r < outline->rings->len; r++)
    {
      const WgRing *ring = &WG_SHAPE_RING (outline, r);

      for (guint i = 0; i < ring->n_points; i++)
        {
          WgPoint c = WG_SHAPE_POINT (outline, ring->first + i);
          WgPoint d = WG_SHAPE_POINT (outline, ring->first + (i + 1) % ring->n_points);
          int s = wg_point_side (a, b, c), t = wg_point_side (a, b, d);
          double u = 0, v = 0, at = 0;

          if (s == t || wg_point_side (c, d, a) * wg_point_side (c, d, b) > 0)
            continue;
          u = (double) wg_point_cross (c, d, a);
          v = (double) wg_point_cross (c, d, b);
          if (u == v)
            continue;
          at = u / (u - v);
          g_array_append_val (dense->places, at);
        }
    }
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

/* Where the segment passes a footprint cells may end right before and behind it. */
static void
find_ends (Dense *dense, WgPoint a, WgPoint b)
{
  WgEnvelope box = WG_ENVELOPE_EMPTY;

  wg_envelope_add_point (&box, a);
  wg_envelope_add_point (&box, b);
  g_array_set_size (dense->places, 0);
  g_array_set_size (dense->found, 0);
  wg_arc_index_query (&dense->index, &box, dense->found);
  for (guint i = 0; i < dense->found->len; i++)
    {
      guint32 building = g_array_index (dense->found, guint32, i) - 1;
      WgEnvelope near = wg_cells_widen (
        wg_shape_envelope (dense->work->input->buildings[building].footprint), WG_CELLS_END + 1);

      if (wg_cells_meets_box (a, b, &near))
        add_crossings (dense, get_outline (dense, building), a, b);
    }
}

/* The places of a segment: those of find_ends(), and others so that none is far from the next. */
static void
spread (Dense *dense, double length)
{
  guint n = (guint) ceil (length / WG_CELLS_RIM_STEP), n_ends = dense->places->len, n_kept = 0;
  double last = 0;

  for (guint k = 1; k < n; k++)
    {
      double at = (double) k / n;
      gboolean is_near = FALSE;

      for (guint i = 0; i < n_ends && !is_near; i++)
        is_near = fabs (g_array_index (dense->places, double, i) - at) * length < BESIDE;
      if (!is_near)
        g_array_append_val (dense->places, at);
    }
  g_array_sort (dense->places, compare_places);
  for (guint i = 0; i < dense->places->len; i++)
    {
      double at = g_array_index (dense->places, double, i);

      if ((at - last) * length < LEAST || (1 - at) * length < LEAST)
        continue;
      g_array_index (dense->places, double, n_kept++) = last = at;
    }
  g_array_set_size (dense->places, n_kept);
}

/* From the lesser end to the greater, so that the same segment of two lines gets the same places. */
static void
add_samples (Dense *dense, GArray *points, WgPoint a, WgPoint b)
{
  gboolean is_turned = wg_point_compare (a, b) > 0;
  WgPoint low = is_turned ? b : a, high = is_turned ? a : b;

  find_ends (dense, low, high);
  spread (dense, sqrt ((double) wg_point_distance2 (a, b)));
  for (guint k = 0; k < dense->places->len; k++)
    {
      double at = g_array_index (dense->places, double, is_turned ? dense->places->len - 1 - k : k);
      WgPoint p = { low.x + (gint32) floor (at * ((double) high.x - low.x) + 0.5),
                    low.y + (gint32) floor (at * ((double) high.y - low.y) + 0.5) };
      guint64 *key = g_new (guint64, 1);

      *key = wg_key_of_point (p);
      g_hash_table_add (dense->work->cells->samples, key);
      g_array_append_val (points, p);
    }
}

static void
add_dense (Dense *dense, GArray *points, const Kind *kind)
{
  const WgPoint *p = (const WgPoint *) (gconstpointer) points->data;

  for (guint i = 0; i + 1 < points->len; i++)
    note_segment (dense, p[i], p[i + 1], kind);
  if (points->len >= 2)
    g_ptr_array_add (dense->lines, wg_line_new (p, points->len));
  g_array_set_size (points, 0);
}

static void
add_point (GArray *points, WgPoint p)
{
  if (points->len == 0 || !wg_point_equal (g_array_index (points, WgPoint, points->len - 1), p))
    g_array_append_val (points, p);
}

/* The parts of a line that come near the land. */
static void
add_line (Dense *dense, const WgLine *line, const Kind *kind, const WgEnvelope *window)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WgPoint));

  if (!wg_envelope_intersects (&line->envelope, window))
    return;
  for (guint i = 0; i + 1 < line->n_points; i++)
    {
      WgEnvelope box = WG_ENVELOPE_EMPTY;

      wg_envelope_add_point (&box, line->points[i]);
      wg_envelope_add_point (&box, line->points[i + 1]);
      if (!wg_envelope_intersects (&box, window))
        {
          add_dense (dense, points, kind);
          continue;
        }
      add_point (points, line->points[i]);
      add_samples (dense, points, line->points[i], line->points[i + 1]);
      add_point (points, line->points[i + 1]);
    }
  add_dense (dense, points, kind);
}

static void
add_land (Dense *dense, const WgShape *land)
{
  static const Kind rim = { WG_BARRIER_NONE, TRUE };
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WgPoint));

  for (guint r = 0; r < land->rings->len; r++)
    {
      const WgRing *ring = &WG_SHAPE_RING (land, r);
      const WgPoint *p = &WG_SHAPE_POINT (land, ring->first);

      for (guint i = 0; i < ring->n_points; i++)
        {
          add_point (points, p[i]);
          add_samples (dense, points, p[i], p[(i + 1) % ring->n_points]);
        }
      add_point (points, p[0]);
      add_dense (dense, points, &rim);
    }
}

/* Samples that are true vertices of another line are none. */
static void
keep_vertices (Dense *dense, const WgCellsInput *input)
{
  GHashTable *samples = dense->work->cells->samples;

  for (guint i = 0; i < input->land->points->len; i++)
    {
      guint64 key = wg_key_of_point (WG_SHAPE_POINT (input->land, i));

      g_hash_table_remove (samples, &key);
    }
  for (guint i = 0; input->lines != NULL && i < input->lines->len; i++)
    {
      const WgLine *line = g_ptr_array_index (input->lines, i);

      for (guint k = 0; k < line->n_points; k++)
        {
          guint64 key = wg_key_of_point (line->points[k]);

          g_hash_table_remove (samples, &key);
        }
    }
}

static guint
hash_point (gconstpointer data)
{
  const guint64 key = wg_key_of_point (*(const WgPoint *) data);

  return (guint) (key ^ (key >> 29));
}

static gboolean
is_same_point (gconstpointer a, gconstpointer b)
{
  return wg_point_equal (*(const WgPoint *) a, *(const WgPoint *) b);
}

static gboolean
is_on_rim (const GPtrArray *rim, WgPoint p)
{
  for (guint i = 0; i < rim->len; i++)
    {
      const WgLine *line = g_ptr_array_index (rim, i);

      for (guint k = 0; k + 1 < line->n_points; k++)
        if (wg_cells_distance (p, line->points[k], line->points[k + 1]) <= OFF_RIM)
          return TRUE;
    }
  return FALSE;
}

/* Does the land end anywhere but at its rim? */
static gboolean
misses_rim (const WgCoverage *coverage, const guint8 *is_land, const GPtrArray *rim)
{
  g_autoptr (GHashTable) known = g_hash_table_new (hash_point, is_same_point);

  for (guint i = 0; i < rim->len; i++)
    {
      WgLine *line = g_ptr_array_index (rim, i);

      for (guint k = 0; k < line->n_points; k++)
        g_hash_table_add (known, &line->points[k]);
    }
  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);

      for (guint k = 0; arc != NULL && is_land[arc->left] != is_land[arc->right] && k < arc->line->n_points; k++)
        if (!g_hash_table_contains (known, &arc->line->points[k]) && !is_on_rim (rim, arc->line->points[k]))
          return TRUE;
    }
  return FALSE;
}

/* Where closing gaps took a short piece of the rim for an end that stands over, the rim is laid over it once
 * more. NULL when that cannot be noded: then it stays off. */
static WgCoverage *
restore_rim (const WgCoverage *coverage, const GPtrArray *rim, GCancellable *cancellable)
{
  static const WgLinesOptions exact = { 0.0, 0.0 };
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_line_unref);
  g_autoptr (WgLinesResult) joined = NULL;

  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    if (wg_coverage_arc (coverage, id) != NULL)
      g_ptr_array_add (lines, wg_line_ref (wg_coverage_arc (coverage, id)->line));
  for (guint i = 0; i < rim->len; i++)
    g_ptr_array_add (lines, wg_line_ref (g_ptr_array_index (rim, i)));
  joined = wg_lines_join (lines, &exact, NULL, cancellable, NULL);
  return joined != NULL ? g_steal_pointer (&joined->coverage) : NULL;
}

static void
complete_rim (WgCellsWork *work, const GPtrArray *rim, GCancellable *cancellable)
{
  WgCoverage *whole = NULL;

  if (!misses_rim (work->streets, work->is_land, rim))
    return;
  whole = restore_rim (work->streets, rim, cancellable);
  if (whole == NULL)
    return;
  wg_coverage_free (work->streets);
  g_free (work->is_land);
  work->streets = whole;
  work->is_land = wg_cells_find_land (whole, work->input->land);
}

gboolean
wg_cells_make_streets (WgCellsWork *work, GCancellable *cancellable, GError **error)
{
  const WgCellsInput *input = work->input;
  WgEnvelope window = wg_cells_widen (wg_shape_envelope (input->land), MARGIN);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_line_unref);
  g_autoptr (GPtrArray) rim = NULL;
  g_autoptr (WgLinesResult) joined = NULL;
  Dense dense = { 0 };

  dense_init (&dense, work, lines);
  add_land (&dense, input->land);
  rim = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_line_unref);
  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (rim, wg_line_ref (g_ptr_array_index (lines, i)));
  for (guint i = 0; input->lines != NULL && i < input->lines->len; i++)
    {
      Kind kind = { input->classes[i], input->stays != NULL && input->stays[i] };

      add_line (&dense, g_ptr_array_index (input->lines, i), &kind, &window);
    }
  keep_vertices (&dense, input);
  dense_clear (&dense);
  joined = wg_lines_join (lines, NULL, NULL, cancellable, error);
  if (joined == NULL)
    return FALSE;
  work->streets = g_steal_pointer (&joined->coverage);
  work->is_land = wg_cells_find_land (work->streets, input->land);
  if (lines->len > rim->len)
    complete_rim (work, rim, cancellable);
  return TRUE;
}
