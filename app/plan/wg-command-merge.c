/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-command-merge"

#include "wg-land-edit.h"

#include "../geometry/wg-coverage-shape.h"
#include "../geometry/wg-forest.h"

/* The grids below a grid that goes come under the one that stays. */
static void
hand_children_on (WgLandEdit *edit, guint32 from, guint32 into)
{
  const GArray *children = wg_plan_get_children (edit->plan, from);
  g_autoptr (WgShape) shape = wg_shape_new ();

  for (guint i = 0; i < children->len; i++)
    {
      const WgGrid *child = wg_plan_get_grid (edit->plan, g_array_index (children, guint32, i));
      WgGridRecord record = wg_grid_get_record (child);
      g_autoptr (WgGrid) moved = NULL;

      record.parent = into;
      moved = wg_grid_new_record (&record);
      wg_plan_get_shape (edit->plan, child->id, shape);
      wg_land_edit_note (edit, from, into, wg_plan_measure_area (edit->plan, shape));
      wg_land_edit_put (edit, moved);
    }
}

gboolean
wg_land_edit_join (WgLandEdit *edit, guint32 id, const WgGrid *into, GArray *faces, GError **error)
{
  const WgGrid *grid = wg_land_edit_find (edit, id, error);
  const GArray *own = NULL;

  if (grid == NULL)
    return FALSE;
  if (grid->depth != into->depth)
    {
      g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_LEVEL,
                   "grids %u and %u are of different levels", id, into->id);
      return FALSE;
    }
  own = wg_plan_get_own_faces (edit->plan, id);
  g_array_append_vals (faces, own->data, own->len);
  g_hash_table_add (edit->leaving, GUINT_TO_POINTER (id));
  g_hash_table_insert (edit->heirs, GUINT_TO_POINTER (id), GUINT_TO_POINTER (into->id));
  hand_children_on (edit, id, into->id);
  return TRUE;
}

static gboolean
merge (WgLandEdit *edit, const GArray *grids, guint32 into, GString *detail, GError **error)
{
  const WgGrid *kept = wg_land_edit_find (edit, into, error);
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  guint n_names = 0;

  if (kept == NULL)
    return FALSE;
  g_array_append_val (edit->takers, into);
  wg_grid_append_name (detail, kept, n_names++);
  for (guint i = 0; i < grids->len; i++)
    {
      guint32 id = g_array_index (grids, guint32, i);

      if (id == into || g_hash_table_contains (edit->leaving, GUINT_TO_POINTER (id)))
        continue;
      if (!wg_land_edit_join (edit, id, kept, faces, error))
        return FALSE;
      wg_grid_append_name (detail, wg_plan_get_grid (edit->plan, id), n_names++);
    }
  if (n_names < 2)
    {
      g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING, "only one grid");
      return FALSE;
    }
  return faces->len == 0 || wg_land_edit_give (edit, faces, into, error);
}

/* The place of the grid's owner, at some level, among @grids + 1; 0 when it is none of them. */
static guint
find_place (WgPlan *plan, GHashTable *places, guint32 owner)
{
  for (const WgGrid *grid = wg_plan_get_grid (plan, owner); owner != 0 && grid != NULL;
       owner = grid->parent, grid = wg_plan_get_grid (plan, owner))
    {
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, GUINT_TO_POINTER (owner)));

      if (place != 0)
        return place;
    }
  return 0;
}

guint
wg_plan_count_clusters (WgPlan *plan, const GArray *grids)
{
  WgCoverage *coverage = wg_plan_get_coverage (plan);
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  g_autofree guint *roots = g_new (guint, grids->len + 1);
  WgEnvelope extent = WG_ENVELOPE_EMPTY;
  guint n = grids->len;

  for (guint i = 0; i < grids->len; i++)
    {
      guint32 id = g_array_index (grids, guint32, i);
      WgEnvelope one = wg_plan_get_extent (plan, id);

      wg_envelope_add (&extent, &one);
      g_hash_table_insert (places, GUINT_TO_POINTER (id), GUINT_TO_POINTER (i + 1));
      roots[i + 1] = i + 1;
    }
  wg_coverage_arcs_in (coverage, &extent, arcs);
  for (guint i = 0; i < arcs->len; i++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, g_array_index (arcs, WgArcId, i));
      guint left = find_place (plan, places, wg_coverage_owner (coverage, arc->left));
      guint right = find_place (plan, places, wg_coverage_owner (coverage, arc->right));

      if (left == 0 || right == 0 || wg_forest_root (roots, left) == wg_forest_root (roots, right))
        continue;
      wg_forest_join (roots, left, right);
      n--;
    }
  return n;
}

WgLandResult *
wg_command_merge (WgHistory *history, const GArray *grids, guint32 into, WgLandFlags flags,
                  GError **error)
{
  g_auto (WgLandEdit) edit = { 0 };
  g_autoptr (GString) detail = g_string_new (NULL);

  if (!wg_land_edit_init (&edit, history, flags, error)
      || !merge (&edit, grids, into, detail, error))
    return NULL;
  return wg_land_edit_commit (&edit, "merge", detail->str, error);
}

WgLandPreview *
wg_plan_preview_merge (WgPlan *plan, const GArray *grids, guint32 into, WgLandFlags flags,
                       GError **error)
{
  g_auto (WgLandEdit) edit = { 0 };
  g_autoptr (GString) detail = g_string_new (NULL);

  wg_land_edit_init_preview (&edit, plan, flags);
  if (!merge (&edit, grids, into, detail, error))
    return NULL;
  return wg_land_edit_preview (&edit, error);
}
