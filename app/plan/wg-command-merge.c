/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-command-merge"

#include "wg-land-edit.h"

#define MAX_NAMES_IN_DETAIL 3

static void
append_name (GString *detail, const WgGrid *grid, guint n_before)
{
  if (n_before > MAX_NAMES_IN_DETAIL)
    return;
  if (n_before == MAX_NAMES_IN_DETAIL)
    {
      g_string_append (detail, "…");
      return;
    }
  if (n_before > 0)
    g_string_append (detail, "、");
  g_string_append (detail, grid->name[0] != '\0' ? grid->name : grid->code);
}

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

static gboolean
add_grid (WgLandEdit *edit, guint32 id, const WgGrid *into, GArray *faces, GError **error)
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
  append_name (detail, kept, n_names++);
  for (guint i = 0; i < grids->len; i++)
    {
      guint32 id = g_array_index (grids, guint32, i);

      if (id == into || g_hash_table_contains (edit->leaving, GUINT_TO_POINTER (id)))
        continue;
      if (!add_grid (edit, id, kept, faces, error))
        return FALSE;
      append_name (detail, wg_plan_get_grid (edit->plan, id), n_names++);
    }
  if (n_names < 2)
    {
      g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING, "only one grid");
      return FALSE;
    }
  return faces->len == 0 || wg_land_edit_give (edit, faces, into, error);
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
