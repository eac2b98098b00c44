/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-command-attributes"

#include "wg-commands.h"

#include "wg-code.h"

#include <string.h>

static WgGrid *
find_grid (WgPlan *plan, guint32 id, GError **error)
{
  WgGrid *grid = wg_plan_get_grid (plan, id);

  if (grid != NULL && !grid->is_retired)
    return grid;
  g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NO_GRID, "there is no grid %u", id);
  return NULL;
}

/* White space at the ends is never meant; it comes from spreadsheets. */
static char *
tidy (const char *text, const char *otherwise)
{
  return text != NULL ? g_strstrip (g_strdup (text)) : g_strdup (otherwise);
}

/**
 * wg_plan_check_code:
 *
 * Errors: %WG_PLAN_ERROR_NO_GRID, %WG_PLAN_ERROR_BAD_CODE, %WG_PLAN_ERROR_CODE_TAKEN (by a grid in
 * use or a retired one). The code that the grid has is always accepted.
 */
gboolean
wg_plan_check_code (WgPlan *plan, guint32 id, const char *code, GError **error)
{
  const WgGrid *grid = find_grid (plan, id, error);
  const WgGrid *other = NULL;

  if (grid == NULL)
    return FALSE;
  if (strcmp (grid->code, code) == 0)
    return TRUE;
  if (!wg_code_is_well_formed (code))
    {
      g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_BAD_CODE, "'%s' is no code", code);
      return FALSE;
    }
  other = wg_plan_find_code (plan, code);
  if (other != NULL && other->id != id)
    {
      g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_CODE_TAKEN, "grid %u has the code '%s'",
                   other->id, code);
      return FALSE;
    }
  return TRUE;
}

/**
 * wg_plan_check_name:
 *
 * Errors: %WG_PLAN_ERROR_NO_GRID, %WG_PLAN_ERROR_BAD_NAME, %WG_PLAN_ERROR_NAME_TAKEN (by a grid
 * with the same parent). The name that the grid has is always accepted.
 */
gboolean
wg_plan_check_name (WgPlan *plan, guint32 id, const char *name, GError **error)
{
  const WgGrid *grid = find_grid (plan, id, error);
  const GArray *siblings = NULL;

  if (grid == NULL)
    return FALSE;
  if (strcmp (grid->name, name) == 0)
    return TRUE;
  if (!wg_name_is_well_formed (name))
    {
      g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_BAD_NAME, "'%s' is no name", name);
      return FALSE;
    }
  siblings = wg_plan_get_children (plan, grid->parent);
  for (guint i = 0; i < siblings->len; i++)
    {
      const WgGrid *sibling = wg_plan_get_grid (plan, g_array_index (siblings, guint32, i));

      if (sibling->id != id && sibling->depth == grid->depth && strcmp (sibling->name, name) == 0)
        {
          g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NAME_TAKEN,
                       "grid %u has the name '%s'", sibling->id, name);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
wg_command_set_attributes (WgHistory *history, guint32 id, const char *code, const char *name,
                           GError **error)
{
  WgPlan *plan = wg_history_get_plan (history);
  WgGrid *before = find_grid (plan, id, error);
  g_autofree char *new_code = NULL;
  g_autofree char *new_name = NULL;
  WgGridRecord record = { 0 };
  g_autoptr (WgGrid) after = NULL;
  g_autoptr (WgChange) change = NULL;

  if (before == NULL)
    return FALSE;
  new_code = tidy (code, before->code);
  new_name = tidy (name, before->name);
  if (!wg_plan_check_code (plan, id, new_code, error)
      || !wg_plan_check_name (plan, id, new_name, error))
    return FALSE;
  record = wg_grid_get_record (before);
  record.code = new_code;
  record.name = new_name;
  after = wg_grid_new_record (&record);
  if (wg_grid_equal (before, after))
    {
      g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING, "nothing would change");
      return FALSE;
    }
  change = wg_change_new ("grid-attributes", new_name[0] != '\0' ? new_name : new_code);
  change->extent = wg_plan_get_extent (plan, id);
  wg_change_add_grid (change, before, after);
  return wg_history_commit (history, change, error);
}
