/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-coverage-move"

#include "wg-move-private.h"

/* A vertex on the next one is that one; FALSE when a border has no length left. */
static gboolean
drop_repeats (GArray *points)
{
  guint kept = 1;

  for (guint i = 1; i < points->len; i++)
    {
      WgPoint p = g_array_index (points, WgPoint, i);
      if (!wg_point_equal (p, g_array_index (points, WgPoint, kept - 1)))
        g_array_index (points, WgPoint, kept++) = p;
    }
  g_array_set_size (points, kept);
  return kept >= 2;
}

static gboolean
record (WgMove *move, WgCoverageChange *change)
{
  for (guint i = 0; i < move->n_moved; i++)
    if (move->nodes[i] != 0)
      wg_coverage_change_record_node (change, move->coverage, move->nodes[i], &move->to[i]);
  for (guint i = 0; i < move->drafts->len; i++)
    {
      const WgMoveDraft *draft = &g_array_index (move->drafts, WgMoveDraft, i);
      WgArc row = move->coverage->arcs[draft->arc];

      move->place = move->to[0];
      if (!drop_repeats (draft->points))
        return FALSE;
      row.line = wg_line_new ((const WgPoint *) (gconstpointer) draft->points->data,
                              draft->points->len);
      wg_coverage_change_record_arc (change, move->coverage, draft->arc, &row);
      wg_line_unref (row.line);
    }
  wg_coverage_change_sort (change);
  return TRUE;
}

WgCoverageChange *
wg_coverage_move (WgCoverage *coverage, WgMoveKind kind, const WgPoint from_to[2], gint32 reach,
                  WgPoint *place_out, GError **error)
{
  WgMove move;
  g_autoptr (WgCoverageChange) change = wg_coverage_change_new ();
  WgGeometryError code = WG_GEOMETRY_ERROR_TOUCHING;
  WgMoveVerdict verdict = WG_MOVE_FREE;
  gboolean is_good = FALSE;

  if (!wg_point_is_valid (from_to[0]) || !wg_point_is_valid (from_to[1]))
    {
      g_set_error_literal (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_RANGE, "out of range");
      return NULL;
    }
  wg_move_init (&move, coverage, from_to);
  if (!wg_move_collect (&move, kind, reach))
    code = WG_GEOMETRY_ERROR_NOTHING;
  else if (!wg_move_is_in_range (&move))
    code = WG_GEOMETRY_ERROR_RANGE;
  else if ((verdict = wg_move_check (&move)) == WG_MOVE_CROSSES)
    code = WG_GEOMETRY_ERROR_CROSSING;
  else if (verdict == WG_MOVE_FREE && record (&move, change))
    {
      if (wg_coverage_change_is_empty (change))
        code = WG_GEOMETRY_ERROR_NOTHING;
      else
        is_good = wg_coverage_apply (coverage, change, FALSE, NULL);
    }
  if (!is_good)
    g_set_error (error, WG_GEOMETRY_ERROR, code, "the border cannot be moved so: (%d, %d)",
                 move.place.x, move.place.y);
  if (place_out != NULL)
    *place_out = move.place;
  wg_move_clear (&move);
  return is_good ? g_steal_pointer (&change) : NULL;
}
