/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-command-assign"

#include "wg-land-edit.h"

#include "../geometry/wg-coverage-shape.h"

#define ROUNDING 2 /* mm that a border may lie beside the shape that it was cut along */

static gboolean
may_take_cb (WgFaceId face, guint32 owner, gpointer user_data)
{
  return owner != GPOINTER_TO_UINT (user_data);
}

static gboolean
is_inside (const WgCoverage *coverage, WgFaceId face, const WgShape *shape,
           const WgEnvelope *envelope, WgShape *scratch)
{
  WgEnvelope extent;

  wg_shape_clear (scratch);
  wg_coverage_face_shape (coverage, face, scratch);
  extent = wg_shape_envelope (scratch);
  if (extent.min_x < envelope->min_x - ROUNDING || extent.max_x > envelope->max_x + ROUNDING
      || extent.min_y < envelope->min_y - ROUNDING || extent.max_y > envelope->max_y + ROUNDING)
    return FALSE;
  return wg_shape_contains (shape, wg_coverage_label_point (coverage, face));
}

GArray *
wg_land_collect_inside (const WgCoverage *coverage, const WgShape *shape, guint32 but)
{
  GArray *faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (WgShape) scratch = wg_shape_new ();
  WgEnvelope envelope = wg_shape_envelope (shape);

  wg_coverage_arcs_in (coverage, &envelope, arcs);
  for (guint i = 0; i < arcs->len * 2; i++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, g_array_index (arcs, WgArcId, i / 2));
      WgFaceId face = i % 2 == 0 ? arc->left : arc->right;

      if (face == WG_FACE_OUTSIDE || wg_coverage_owner (coverage, face) == but
          || !g_hash_table_add (seen, GUINT_TO_POINTER (face)))
        continue;
      if (is_inside (coverage, face, shape, &envelope, scratch))
        g_array_append_val (faces, face);
    }
  return faces;
}

static gboolean
give (WgLandEdit *edit, const GArray *faces, const WgGrid *to, GPtrArray *cuts, GError **error)
{
  if (faces->len == 0)
    {
      g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING, "grid %u has this land", to->id);
      return FALSE;
    }
  g_array_append_val (edit->takers, to->id);
  /* Where rings of the shape ran along each other, both sides of a cut are the same grid's again. */
  return wg_land_edit_give (edit, faces, to->id, error) && wg_land_edit_heal (edit, cuts, error);
}

static const WgGrid *
assign_faces (WgLandEdit *edit, const GArray *faces, guint32 to, GError **error)
{
  const WgGrid *grid = wg_land_edit_find (edit, to, error);
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  if (grid == NULL)
    return NULL;
  for (guint i = 0; i < faces->len; i++)
    {
      WgFaceId face = g_array_index (faces, WgFaceId, i);

      if (wg_coverage_has_face (edit->coverage, face)
          && wg_coverage_owner (edit->coverage, face) != to
          && g_hash_table_add (seen, GUINT_TO_POINTER (face)))
        g_array_append_val (taken, face);
    }
  return give (edit, taken, grid, NULL, error) ? grid : NULL;
}

static const WgGrid *
assign_shape (WgLandEdit *edit, const WgShape *shape, guint32 to, GError **error)
{
  const WgGrid *grid = wg_land_edit_find (edit, to, error);
  g_autoptr (GArray) faces = NULL;
  g_autoptr (GPtrArray) cuts = NULL;
  g_autoptr (GError) own_error = NULL;

  if (grid == NULL)
    return NULL;
  edit->rows = wg_coverage_split_shape (edit->coverage, shape, may_take_cb, GUINT_TO_POINTER (to),
                                        &cuts, &own_error);
  if (edit->rows == NULL
      && !g_error_matches (own_error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING))
    {
      g_propagate_error (error, g_steal_pointer (&own_error));
      return NULL;
    }
  faces = wg_land_collect_inside (edit->coverage, shape, to);
  return give (edit, faces, grid, cuts, error) ? grid : NULL;
}

static WgLandResult *
commit (WgLandEdit *edit, const WgGrid *to, GError **error)
{
  if (to == NULL)
    return NULL;
  return wg_land_edit_commit (edit, "assign", to->name[0] != '\0' ? to->name : to->code, error);
}

WgLandResult *
wg_command_assign_faces (WgHistory *history, const GArray *faces, guint32 to, WgLandFlags flags,
                         GError **error)
{
  g_auto (WgLandEdit) edit = { 0 };

  if (!wg_land_edit_init (&edit, history, flags, error))
    return NULL;
  return commit (&edit, assign_faces (&edit, faces, to, error), error);
}

WgLandPreview *
wg_plan_preview_assign_faces (WgPlan *plan, const GArray *faces, guint32 to, WgLandFlags flags,
                              GError **error)
{
  g_auto (WgLandEdit) edit = { 0 };

  wg_land_edit_init_preview (&edit, plan, flags);
  return assign_faces (&edit, faces, to, error) != NULL ? wg_land_edit_preview (&edit, error)
                                                        : NULL;
}

WgLandResult *
wg_command_assign (WgHistory *history, const WgShape *shape, guint32 to, WgLandFlags flags,
                   GError **error)
{
  g_auto (WgLandEdit) edit = { 0 };

  if (!wg_land_edit_init (&edit, history, flags, error))
    return NULL;
  return commit (&edit, assign_shape (&edit, shape, to, error), error);
}

WgLandPreview *
wg_plan_preview_assign (WgPlan *plan, const WgShape *shape, guint32 to, WgLandFlags flags,
                        GError **error)
{
  g_auto (WgLandEdit) edit = { 0 };

  wg_land_edit_init_preview (&edit, plan, flags);
  return assign_shape (&edit, shape, to, error) != NULL ? wg_land_edit_preview (&edit, error)
                                                        : NULL;
}
