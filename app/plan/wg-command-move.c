/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-command-move"

#include "wg-border-commands.h"

/* The names of the grids on the two sides of the first border that moves: "第二网格、第三网格". */
static char *
describe (WgPlan *plan, const WgCoverageChange *rows)
{
  const WgArc *arc = &g_array_index (rows->arcs, WgArcChange, 0).after;
  WgFaceId faces[2] = { arc->left, arc->right };
  GString *detail = g_string_new (NULL);

  for (guint i = 0; i < 2; i++)
    {
      guint32 owner = wg_coverage_owner (wg_plan_get_coverage (plan), faces[i]);
      const WgGrid *grid = owner != 0 ? wg_plan_get_grid (plan, owner) : NULL;

      if (grid == NULL)
        continue;
      if (detail->len > 0)
        g_string_append (detail, "、");
      g_string_append (detail, grid->name[0] != '\0' ? grid->name : grid->code);
    }
  return g_string_free (detail, FALSE);
}

gboolean
wg_command_move (WgHistory *history, WgMoveKind kind, const WgPoint from_to[2], gint32 reach,
                 WgPoint *place_out, GError **error)
{
  WgPlan *plan = wg_history_get_plan (history);
  g_autoptr (WgCoverageChange) rows = NULL;
  g_autoptr (WgChange) change = NULL;
  g_autofree char *detail = NULL;

  if (wg_history_is_busy (history))
    {
      g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_BUSY,
                           "the content is being replaced");
      return FALSE;
    }
  rows = wg_coverage_move (wg_plan_get_coverage (plan), kind, from_to, reach, place_out, error);
  if (rows == NULL)
    return FALSE;
  detail = describe (plan, rows);
  change = wg_change_new ("move-border", detail);
  change->coverage = g_steal_pointer (&rows);
  change->extent = wg_coverage_change_extent (change->coverage);
  return wg_history_commit (history, change, error);
}

WgLandPreview *
wg_plan_preview_move (WgPlan *plan, WgMoveKind kind, const WgPoint from_to[2], gint32 reach,
                      WgPoint *place_out, GError **error)
{
  WgCoverageChange *rows
    = wg_coverage_move (wg_plan_get_coverage (plan), kind, from_to, reach, place_out, error);

  if (rows == NULL)
    return NULL;
  if (place_out != NULL)
    *place_out = from_to[1]; /* where a lock refuses it */
  return wg_land_preview_take (plan, rows, NULL, error);
}
