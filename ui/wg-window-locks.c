/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-window-locks"

#include "wg-window-private.h"

#include "../app/plan/wg-lock-commands.h"
#include "dialogs/wg-level-dialog.h"

#include <glib/gi18n.h>

/* "win.lock" locks the selected grids, or unlocks them when all are; "win.pin-level" pins the level
 * that is looked at, "win.level-sizes" edits what that level asks of its grids. The states of the first two
 * are what the buttons show. */

static gboolean
are_all_locked (WgPlan *plan, const GArray *grids)
{
  for (guint i = 0; i < grids->len; i++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, g_array_index (grids, guint32, i));

      if (grid != NULL && !grid->is_locked)
        return FALSE;
    }
  return grids->len > 0;
}

static gboolean
is_pinned (WgWindow *self)
{
  const WgLevel *level = wg_plan_get_level (wg_project_get_plan (self->project),
                                            wg_session_get_depth (self->session));

  return level != NULL && level->rule.is_pinned;
}

static void
set_state (WgWindow *self, const char *name, gboolean is_enabled, gboolean is_on)
{
  GSimpleAction *action
    = G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name));

  g_simple_action_set_enabled (action, is_enabled);
  g_simple_action_set_state (action, g_variant_new_boolean (is_on));
}

static void
change_lock_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  WgWindow *self = user_data;
  g_autoptr (GArray) grids
    = g_array_copy ((GArray *) wg_session_get_selection (self->session));
  g_autoptr (GError) error = NULL;

  if (!wg_command_lock (wg_project_get_history (self->project), grids,
                        g_variant_get_boolean (value), &error)
      && !g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING))
    wg_window_show_error (self, _("The grids cannot be locked"), error);
  wg_window_locks_update (self, TRUE);
}

static void
change_pin_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  WgWindow *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!wg_command_pin_level (wg_project_get_history (self->project),
                             wg_session_get_depth (self->session), g_variant_get_boolean (value),
                             &error)
      && !g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING))
    wg_window_show_error (self, _("The level cannot be pinned"), error);
  wg_window_locks_update (self, TRUE);
}

static void
changed_rule_cb (WgLevelDialog *dialog, const WgLevelRule *rule, WgWindow *self)
{
  guint depth = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (dialog), "depth"));
  g_autoptr (GError) error = NULL;

  if (self->project != NULL
      && !wg_command_set_level_rule (wg_project_get_history (self->project), depth, rule, &error)
      && !g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING))
    wg_window_show_error (self, _("The sizes cannot be changed"), error);
}

static void
level_sizes_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;
  guint depth = wg_session_get_depth (self->session);
  const WgLevel *level = wg_plan_get_level (wg_project_get_plan (self->project), depth);
  WgLevelDialog *dialog = NULL;

  if (level == NULL)
    return;
  dialog = wg_level_dialog_new (GTK_WINDOW (self), level);
  g_object_set_data (G_OBJECT (dialog), "depth", GUINT_TO_POINTER (depth));
  g_signal_connect_object (dialog, "changed-rule", G_CALLBACK (changed_rule_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
wg_window_locks_init (WgWindow *self)
{
  static const GActionEntry entries[] = {
    { "lock", NULL, NULL, "false", change_lock_cb },
    { "pin-level", NULL, NULL, "false", change_pin_cb },
    { "level-sizes", level_sizes_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

void
wg_window_locks_update (WgWindow *self, gboolean can_edit)
{
  const GArray *grids = self->project != NULL ? wg_session_get_selection (self->session) : NULL;

  set_state (self, "lock", can_edit && grids != NULL && grids->len > 0,
             grids != NULL && are_all_locked (wg_project_get_plan (self->project), grids));
  g_simple_action_set_enabled (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "level-sizes")),
    can_edit && self->project != NULL
      && wg_plan_get_level (wg_project_get_plan (self->project),
                            wg_session_get_depth (self->session)) != NULL);
  set_state (self, "pin-level", can_edit && self->project != NULL,
             self->project != NULL && is_pinned (self));
}
