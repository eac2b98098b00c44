/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-command-lock"

#include "wg-lock-commands.h"

static gboolean
refuse_nothing (GError **error)
{
  g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING, "it is so already");
  return FALSE;
}

/* The changed record of one grid; nothing when it is so already. */
static gboolean
add_grid (WgChange *change, WgPlan *plan, guint32 id, gboolean is_locked, GError **error)
{
  WgGrid *before = wg_plan_get_grid (plan, id);
  WgGridRecord record = { 0 };
  g_autoptr (WgGrid) after = NULL;
  WgEnvelope extent;

  if (before == NULL || before->is_retired)
    {
      g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NO_GRID, "there is no grid %u", id);
      return FALSE;
    }
  if (!before->is_locked == !is_locked)
    return TRUE;
  record = wg_grid_get_record (before);
  record.is_locked = is_locked;
  after = wg_grid_new_record (&record);
  extent = wg_plan_get_extent (plan, id);
  wg_envelope_add (&change->extent, &extent);
  wg_change_add_grid (change, before, after);
  return TRUE;
}

gboolean
wg_command_lock (WgHistory *history, const GArray *grids, gboolean is_locked, GError **error)
{
  WgPlan *plan = wg_history_get_plan (history);
  g_autoptr (WgChange) change = wg_change_new (is_locked ? "lock" : "unlock", NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GString) detail = g_string_new (NULL);

  for (guint i = 0; i < grids->len; i++)
    {
      guint32 id = g_array_index (grids, guint32, i);

      if (g_hash_table_add (seen, GUINT_TO_POINTER (id))
          && !add_grid (change, plan, id, is_locked, error))
        return FALSE;
    }
  if (change->grids->len == 0)
    return refuse_nothing (error);
  for (guint i = 0; i < change->grids->len; i++)
    wg_grid_append_name (detail, ((WgGridChange *) g_ptr_array_index (change->grids, i))->after, i);
  g_free (change->detail);
  change->detail = g_strdup (detail->str);
  return wg_history_commit (history, change, error);
}

static gboolean
set_rule (WgHistory *history, guint depth, const WgLevelRule *rule, const char *kind, GError **error)
{
  const WgLevel *level = wg_plan_get_level (wg_history_get_plan (history), depth);
  g_autoptr (WgChange) change = NULL;

  if (level == NULL)
    {
      g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_LEVEL, "there is no level %u", depth);
      return FALSE;
    }
  if (wg_level_rule_equal (&level->rule, rule))
    return refuse_nothing (error);
  change = wg_change_new (kind, level->name);
  wg_change_add_level (change, depth, &level->rule, rule);
  return wg_history_commit (history, change, error);
}

gboolean
wg_command_pin_level (WgHistory *history, guint depth, gboolean is_pinned, GError **error)
{
  const WgLevel *level = wg_plan_get_level (wg_history_get_plan (history), depth);
  WgLevelRule rule = { 0 };

  if (level != NULL)
    rule = level->rule;
  rule.is_pinned = is_pinned;
  return set_rule (history, depth, &rule, is_pinned ? "pin-level" : "unpin-level", error);
}

gboolean
wg_command_set_level_rule (WgHistory *history, guint depth, const WgLevelRule *rule, GError **error)
{
  return set_rule (history, depth, rule, "level-rule", error);
}
