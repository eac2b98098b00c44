/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-coverage-split"

#include "wg-split.h"

#define MAX_PASSES 16

static void
free_points (gpointer data)
{
  g_array_unref (data);
}

/* Appends the stroke, or nothing when all its points are one. */
static gboolean
read_stroke (const WgPoint *line, guint n_points, gboolean is_ring, GPtrArray *strokes,
             GError **error)
{
  GArray *points = NULL;
  guint n_kept = 0;

  if (n_points < (is_ring ? 3 : 2))
    {
      g_set_error_literal (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_INVALID,
                           "A stroke has at least two points, a ring three");
      return FALSE;
    }
  for (guint i = 0; i < n_points; i++)
    if (!wg_point_is_valid (line[i]))
      {
        g_set_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_RANGE,
                     "Point %u of the stroke is out of range", i);
        return FALSE;
      }
  for (guint i = 1; i < n_points; i++)
    n_kept += !wg_point_equal (line[i - 1], line[i]);
  if (n_kept == 0)
    return TRUE;
  points = g_array_sized_new (FALSE, FALSE, sizeof (WgPoint), n_points + 1);
  g_array_append_vals (points, line, n_points);
  if (is_ring)
    g_array_append_val (points, line[0]);
  g_ptr_array_add (strokes, points);
  return TRUE;
}

/* By half-edge that leaves a node: the other one, where two stroke arcs meet and nothing else. */
static guint *
pair_strokes (const WgSplit *split, gboolean *is_any)
{
  guint *partners = g_new (guint, (gsize) split->arcs->len * 2 + 1);

  for (guint i = 0; i < split->arcs->len * 2; i++)
    partners[i] = G_MAXUINT;
  for (guint first = 0, end = 0; first < split->outs->len; first = end)
    {
      WgNodeId node = g_array_index (split->outs, WgSplitOut, first).node;
      guint live[2] = { 0, 0 }, n_live = 0;
      gboolean has_arc = FALSE;

      for (end = first;
           end < split->outs->len && g_array_index (split->outs, WgSplitOut, end).node == node;
           end++)
        {
          guint half = g_array_index (split->outs, WgSplitOut, end).half;
          const WgSplitArc *arc = &WG_SPLIT_ARC (split, half >> 1);

          has_arc |= arc->arc != 0;
          if (arc->arc == 0 && !arc->is_dropped && n_live++ < 2)
            live[n_live - 1] = half;
        }
      if (has_arc || n_live != 2 || live[0] >> 1 == live[1] >> 1)
        continue;
      partners[live[0]] = live[1];
      partners[live[1]] = live[0];
      *is_any = TRUE;
    }
  return partners;
}

static void
append_stroke (const WgSplit *split, guint half, GArray *points_out)
{
  guint n = 0;
  const WgPoint *points = wg_split_arc_points (split, &WG_SPLIT_ARC (split, half >> 1), &n);

  for (guint i = points_out->len == 0 ? 0 : 1; i < n; i++)
    g_array_append_val (points_out, points[half & 1 ? n - 1 - i : i]);
}

/* The stroke arcs that are left, joined where two of them meet and nothing else does (element-type
 * GArray of WgPoint); NULL when the pass was good as it was. */
static GPtrArray *
collect_survivors (const WgSplit *split)
{
  GPtrArray *strokes = NULL;
  gboolean is_changed = FALSE;
  g_autofree guint *partners = pair_strokes (split, &is_changed);
  g_autofree guint8 *used = g_malloc0 (split->arcs->len + 1);

  for (guint i = 0; i < split->arcs->len; i++)
    is_changed |= WG_SPLIT_ARC (split, i).is_dropped;
  if (!is_changed)
    return NULL;
  strokes = g_ptr_array_new_with_free_func (free_points);
  for (guint i = 0; i < split->arcs->len; i++)
    {
      GArray *points = NULL;
      guint at = i << 1;

      if (WG_SPLIT_ARC (split, i).arc != 0 || WG_SPLIT_ARC (split, i).is_dropped || used[i])
        continue;
      while (partners[at] != G_MAXUINT && partners[at] >> 1 != i)
        at = partners[at] ^ 1;
      points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
      for (; at != G_MAXUINT && !used[at >> 1]; at = partners[at ^ 1])
        {
          used[at >> 1] = 1;
          append_stroke (split, at, points);
        }
      g_ptr_array_add (strokes, points);
    }
  return strokes;
}

/* One pass over @strokes. Returns FALSE with an error, or without one when another pass over
 * *@again_out is needed. */
static gboolean
run_pass (WgCoverage       *coverage,
          const WgCarve    *carve,
          GPtrArray        *strokes,
          WgCoverageChange *change,
          GPtrArray        *cuts,
          GPtrArray       **again_out,
          GError          **error)
{
  WgSplit split;
  gboolean is_good = FALSE;

  wg_split_init (&split, coverage);
  split.takes_outside = carve->takes_outside;
  for (guint i = 0; i < strokes->len; i++)
    {
      const GArray *points = g_ptr_array_index (strokes, i);
      wg_noding_add_stroke (&split.noding, (const WgPoint *) (gconstpointer) points->data,
                            points->len);
    }
  if (wg_split_make_arcs (&split, error))
    {
      wg_split_label (&split, carve->filter, carve->filter_data);
      if (wg_split_trace (&split, error))
        {
          *again_out = collect_survivors (&split);
          is_good = *again_out == NULL && wg_split_record (&split, change, cuts, error);
        }
    }
  wg_split_clear (&split);
  return is_good;
}

static WgCoverageChange *
split_along (WgCoverage *coverage, const WgCarve *carve, GPtrArray *first_strokes,
             GPtrArray **cuts_out, GError **error)
{
  g_autoptr (GPtrArray) strokes = g_ptr_array_ref (first_strokes);
  g_autoptr (GPtrArray) cuts = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_face_cut_free);
  g_autoptr (WgCoverageChange) change = wg_coverage_change_new ();

  for (guint pass = 0; pass < MAX_PASSES && strokes->len > 0; pass++)
    {
      GPtrArray *again = NULL;
      g_autoptr (GError) own_error = NULL;

      if (run_pass (coverage, carve, strokes, change, cuts, &again, &own_error))
        break;
      if (own_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&own_error));
          return NULL;
        }
      g_ptr_array_unref (strokes);
      strokes = again;
    }
  if (cuts->len == 0)
    {
      g_set_error_literal (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING,
                           "The stroke divides no face");
      return NULL;
    }
  if (!wg_coverage_apply (coverage, change, FALSE, error))
    return NULL;
  if (cuts_out != NULL)
    *cuts_out = g_steal_pointer (&cuts);
  return g_steal_pointer (&change);
}

void
wg_face_cut_free (WgFaceCut *cut)
{
  if (cut == NULL)
    return;

  g_array_unref (cut->pieces);
  g_free (cut);
}

WgCoverageChange *
wg_coverage_carve (WgCoverage *coverage, const WgCarve *carve, GPtrArray **cuts_out,
                   GError **error)
{
  g_autoptr (GPtrArray) strokes = g_ptr_array_new_with_free_func (free_points);

  for (guint i = 0; carve->lines != NULL && i < carve->lines->len; i++)
    {
      const GArray *line = g_ptr_array_index (carve->lines, i);

      if (!read_stroke ((const WgPoint *) (gconstpointer) line->data, line->len, FALSE, strokes,
                        error))
        return NULL;
    }
  if (carve->shape == NULL && carve->lines == NULL
      && !read_stroke (carve->line, carve->n_points, FALSE, strokes, error))
    return NULL;
  for (guint i = 0; carve->shape != NULL && i < carve->shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (carve->shape, i);

      if (!read_stroke (&WG_SHAPE_POINT (carve->shape, ring->first), ring->n_points, TRUE, strokes,
                        error))
        return NULL;
    }
  return split_along (coverage, carve, strokes, cuts_out, error);
}

WgCoverageChange *
wg_coverage_split (WgCoverage    *coverage,
                   const WgPoint *line,
                   guint          n_points,
                   WgFaceFilter   filter,
                   gpointer       filter_data,
                   GPtrArray    **cuts_out,
                   GError       **error)
{
  WgCarve carve = { line, n_points, NULL, FALSE, filter, filter_data, NULL };

  return wg_coverage_carve (coverage, &carve, cuts_out, error);
}

WgCoverageChange *
wg_coverage_split_shape (WgCoverage    *coverage,
                         const WgShape *shape,
                         WgFaceFilter   filter,
                         gpointer       filter_data,
                         GPtrArray    **cuts_out,
                         GError       **error)
{
  WgCarve carve = { NULL, 0, shape, FALSE, filter, filter_data, NULL };

  return wg_coverage_carve (coverage, &carve, cuts_out, error);
}
