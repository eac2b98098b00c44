/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-number-search"

#include "wg-number-search.h"

/* Appends the grids at the depth that are @id or below it. */
static void
collect_below (WgPlan *plan, guint32 id, guint depth, GHashTable *seen, GArray *grids)
{
  const WgGrid *grid = wg_plan_get_grid (plan, id);
  const GArray *children = NULL;

  if (grid == NULL || grid->depth > depth)
    return;
  if (grid->depth == depth)
    {
      if (g_hash_table_add (seen, GUINT_TO_POINTER (id)))
        g_array_append_val (grids, id);
      return;
    }
  children = wg_plan_get_children (plan, id);
  for (guint i = 0; i < children->len; i++)
    collect_below (plan, g_array_index (children, guint32, i), depth, seen, grids);
}

/* The row of a grid: those at the depth below the parent of it, or of what is above it at the depth. */
static void
collect_siblings (WgPlan *plan, const WgGrid *grid, guint depth, GHashTable *seen, GArray *grids)
{
  const WgGrid *member = wg_plan_get_grid (plan, wg_plan_get_ancestor (plan, grid->id, depth));
  const GArray *row = NULL;

  if (member == NULL)
    return;
  row = wg_plan_get_children (plan, member->parent);
  for (guint i = 0; i < row->len; i++)
    {
      guint32 id = g_array_index (row, guint32, i);

      /* Of grids without a parent there may be some of other levels. */
      if (wg_plan_get_grid (plan, id)->depth == depth)
        collect_below (plan, id, depth, seen, grids);
    }
}

/* The grids that are meant; NULL: all of the level. */
static GArray *
collect_grids (WgPlan *plan, const GArray *selection, const WgNumberSettings *settings)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GArray *grids = NULL;

  if (settings->where == WG_NUMBER_EVERYWHERE)
    return NULL;
  grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint i = 0; i < selection->len; i++)
    {
      guint32 id = g_array_index (selection, guint32, i);
      const WgGrid *grid = wg_plan_get_grid (plan, id);

      if (grid != NULL && settings->where == WG_NUMBER_SIBLINGS && grid->depth >= settings->depth)
        collect_siblings (plan, grid, settings->depth, seen, grids);
      else
        collect_below (plan, id, settings->depth, seen, grids);
    }
  return grids;
}

WgNumberSearch *
wg_number_search_new (WgPlan *plan, const GArray *selection, const WgNumberSettings *settings, GArray *line,
                      WgPoint from)
{
  WgNumberSearch *self = g_new0 (WgNumberSearch, 1);

  self->grids = collect_grids (plan, selection, settings);
  self->pattern = g_strdup (settings->pattern);
  self->name_pattern = settings->name_pattern[0] != '\0' ? g_strdup (settings->name_pattern) : NULL;
  self->line = line;
  self->terms = (WgNumberTerms){ .depth = settings->depth, .grids = self->grids,
                                 .pattern = self->pattern, .scope = settings->scope,
                                 .order = settings->order, .line = self->line,
                                 .from = from, .is_followed = settings->is_followed,
                                 .name_pattern = self->name_pattern };
  return self;
}

void
wg_number_search_free (gpointer search)
{
  WgNumberSearch *self = search;

  g_clear_pointer (&self->grids, g_array_unref);
  g_clear_pointer (&self->line, g_array_unref);
  g_free (self->pattern);
  g_free (self->name_pattern);
  g_free (self);
}
