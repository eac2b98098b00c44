/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include <glib/gi18n.h>

G_DEFINE_QUARK (wg-cli-error-quark, wg_cli_error)

static void
set_no_grid (GError **error, const char *code)
{
  g_set_error (error, WG_CLI_ERROR, WG_CLI_ERROR_NO_GRID, _ ("There is no such grid: “%s”"), code);
}

const WgGrid *
wg_cli_find_any_grid (WgPlan *plan, const char *code, GError **error)
{
  const WgGrid *grid = code != NULL ? wg_plan_find_code (plan, code) : NULL;

  if (grid == NULL)
    set_no_grid (error, code != NULL ? code : "");
  return grid;
}

const WgGrid *
wg_cli_find_grid (WgPlan *plan, const char *code, GError **error)
{
  const WgGrid *grid = wg_cli_find_any_grid (plan, code, error);

  if (grid == NULL || !grid->is_retired)
    return grid;
  g_set_error (error, WG_CLI_ERROR, WG_CLI_ERROR_RETIRED, _ ("There is no such grid any more: “%s” was retired"),
               code);
  return NULL;
}

GArray *
wg_cli_find_grids (WgPlan *plan, const char *codes, GError **error)
{
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_auto (GStrv) words = g_strsplit (codes, ",", -1);

  if (words[0] == NULL)
    {
      set_no_grid (error, "");
      return NULL;
    }
  for (guint i = 0; words[i] != NULL; i++)
    {
      const WgGrid *grid = wg_cli_find_grid (plan, g_strstrip (words[i]), error);

      if (grid == NULL)
        return NULL;
      if (g_hash_table_add (seen, GUINT_TO_POINTER (grid->id)))
        g_array_append_val (grids, grid->id);
    }
  return g_steal_pointer (&grids);
}

GArray *
wg_cli_find_grids_of (WgPlan *plan, const char *codes, guint depth, GError **error)
{
  g_autoptr (GArray) grids = wg_cli_find_grids (plan, codes, error);

  for (guint i = 0; grids != NULL && i < grids->len; i++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, g_array_index (grids, guint32, i));

      if (grid->depth == depth)
        continue;
      g_set_error (error, WG_CLI_ERROR, WG_CLI_ERROR_LEVEL, _ ("“%s” is a grid of the level %s, not of %s"),
                   grid->code, wg_plan_get_level (plan, grid->depth)->name,
                   wg_plan_get_level (plan, depth)->name);
      return NULL;
    }
  return g_steal_pointer (&grids);
}

GArray *
wg_cli_find_level_grids (WgPlan *plan, guint depth, GError **error)
{
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);

      if (grid != NULL && !grid->is_retired && grid->depth == depth)
        g_array_append_val (grids, id);
    }
  if (grids->len > 0)
    return g_steal_pointer (&grids);
  g_set_error (error, WG_CLI_ERROR, WG_CLI_ERROR_LEVEL, _ ("The level %s has no grids"),
               wg_plan_get_level (plan, depth)->name);
  return NULL;
}

gboolean
wg_cli_find_parent (WgPlan *plan, const char *code, guint32 *parent_out, GError **error)
{
  const WgGrid *parent = code != NULL ? wg_cli_find_grid (plan, code, error) : NULL;

  *parent_out = parent != NULL ? parent->id : 0;
  return code == NULL || parent != NULL;
}

gboolean
wg_cli_check_scope (WgPlan *plan, guint32 parent, guint depth, GError **error)
{
  const WgGrid *grid = parent != 0 ? wg_plan_get_grid (plan, parent) : NULL;
  const char *level = wg_plan_get_level (plan, depth)->name;
  g_autoptr (GArray) grids = wg_cli_find_level_grids (plan, depth, error);

  if (grids == NULL)
    return FALSE;
  for (guint i = 0; i < grids->len; i++)
    if (grid == NULL
        || (grid->depth < depth
            && wg_plan_get_ancestor (plan, g_array_index (grids, guint32, i), grid->depth) == parent))
      return TRUE;
  g_set_error (error, WG_CLI_ERROR, WG_CLI_ERROR_LEVEL, _ ("“%s” has no grids of the level %s below it"),
               grid->code, level);
  return FALSE;
}

gboolean
wg_cli_find_depth (WgPlan *plan, const char *name, guint *depth_out)
{
  const WgLevel *level = wg_plan_find_level (plan, name);

  if (level == NULL)
    {
      g_autoptr (GString) names = g_string_new (NULL);

      for (guint depth = 1; depth <= wg_plan_get_n_levels (plan); depth++)
        g_string_append_printf (names, "%s%s", depth > 1 ? ", " : "",
                                wg_plan_get_level (plan, depth)->name);
      wg_cli_wrong_usage (_ ("the project has no level “%s”; it has %s"), name, names->str);
      return FALSE;
    }
  *depth_out = level->depth;
  return TRUE;
}
