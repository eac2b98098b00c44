/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-plan"

#include "wg-commands.h"

gboolean
wg_command_place (WgHistory *history, WgFrame *frame, GError **error)
{
  WgPlan *plan = wg_history_get_plan (history);
  g_autoptr (WgPlan) placed = NULL;

  if (wg_plan_get_frame (plan) != NULL)
    return TRUE;
  placed = wg_plan_snapshot (plan);
  wg_plan_set_frame (placed, frame);
  return wg_history_replace (history, placed, "place", wg_frame_get_crs (frame), NULL, NULL, error);
}
