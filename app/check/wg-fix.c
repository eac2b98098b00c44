/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-fix"

#include "wg-fix-private.h"

#include "wg-check-parts.h"

#include "../geometry/wg-coverage-shape.h"
#include "../plan/wg-grid-commands.h"

G_DEFINE_QUARK (wg-fix-error-quark, wg_fix_error)

static gboolean
refuse_stale (GError **error)
{
  g_set_error (error, WG_FIX_ERROR, WG_FIX_ERROR_STALE, "what it is about is gone");
  return FALSE;
}

static GArray *
array_of (guint32 first, guint32 second)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_append_val (ids, first);
  if (second != 0)
    g_array_append_val (ids, second);
  return ids;
}

static WgLandFlags
flags_of (const WgFix *fix)
{
  return fix->retires ? WG_LAND_RETIRE : WG_LAND_NONE;
}

static gboolean
find_footprint (WgPlan *plan, const WgFinding *finding, WgShape *shape_out)
{
  WgBuildingSet *buildings = wg_plan_get_buildings (plan);
  guint index = 0;

  if (buildings == NULL || !wg_building_set_find_index (buildings, finding->building, &index))
    return FALSE;
  wg_building_set_get_footprint (buildings, index, shape_out);
  return shape_out->rings->len > 0;
}

/** The land that a fix gives to a grid or makes a grid of. */
static gboolean
find_shape (WgPlan *plan, const WgFinding *finding, const WgFix *fix, WgShape *shape_out)
{
  return fix->kind == WG_FIX_TAKE ? find_footprint (plan, finding, shape_out)
                                  : wg_fix_get_shape (plan, finding, shape_out);
}

static gboolean
apply_give (WgHistory *history, const WgFinding *finding, const WgFix *fix, GError **error)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  g_autoptr (WgLandResult) result = NULL;

  wg_fix_collect (wg_history_get_plan (history), finding, faces);
  if (faces->len == 0)
    return refuse_stale (error);
  result = wg_command_assign_faces (history, faces, fix->grid, flags_of (fix), error);
  return result != NULL;
}

static gboolean
apply_shape (WgHistory *history, const WgFinding *finding, const WgFix *fix, GError **error)
{
  g_autoptr (WgShape) shape = wg_shape_new ();
  g_autoptr (GArray) from = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (WgDrawnGrid) drawn = NULL;
  g_autoptr (WgLandResult) result = NULL;
  WgDraw draw;

  if (!find_shape (wg_history_get_plan (history), finding, fix, shape))
    return refuse_stale (error);
  if (fix->kind == WG_FIX_TAKE)
    {
      result = wg_command_assign (history, shape, fix->grid, WG_LAND_NONE, error);
      return result != NULL;
    }
  draw = wg_fix_make_draw (finding, fix, shape, from);
  drawn = wg_command_draw (history, &draw, error);
  return drawn != NULL;
}

static gboolean
apply_merge (WgHistory *history, const WgFinding *finding, const WgFix *fix, GError **error)
{
  g_autoptr (GArray) grids = array_of (finding->grid, fix->grid);
  g_autoptr (WgLandResult) result
    = wg_command_merge (history, grids, fix->grid, flags_of (fix), error);

  return result != NULL;
}

static gboolean
apply_along (WgHistory *history, const WgFix *fix, GError **error)
{
  WgRedraw redraw = wg_fix_make_redraw (fix);
  g_autoptr (WgLandResult) result = wg_command_redraw (history, &redraw, NULL, error);

  return result != NULL;
}

static gboolean
apply_parent (WgHistory *history, const WgFinding *finding, const WgFix *fix, GError **error)
{
  g_autoptr (GArray) grids = array_of (finding->grid, 0);
  WgGridEdit edit = { .has_parent = TRUE, .parent = fix->grid };

  return wg_command_edit_grids (history, grids, &edit, WG_LAND_NONE, error) > 0;
}

static gboolean
apply_special (WgHistory *history, const WgFix *fix, GError **error)
{
  g_autoptr (GArray) grids = array_of (fix->grid, 0);
  WgGridEdit edit = { .has_kind = TRUE, .kind = WG_GRID_SPECIAL };

  return wg_command_edit_grids (history, grids, &edit, WG_LAND_NONE, error) > 0;
}

static gboolean
refuse_question (GError **error)
{
  g_set_error (error, WG_FIX_ERROR, WG_FIX_ERROR_QUESTION, "only people can tell");
  return FALSE;
}

static WgLandPreview *
preview_give (WgPlan *plan, const WgFinding *finding, const WgFix *fix, GError **error)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));

  wg_fix_collect (plan, finding, faces);
  if (faces->len > 0)
    return wg_plan_preview_assign_faces (plan, faces, fix->grid, flags_of (fix), error);
  refuse_stale (error);
  return NULL;
}

static WgLandPreview *
preview_shape (WgPlan *plan, const WgFinding *finding, const WgFix *fix, GError **error)
{
  g_autoptr (WgShape) shape = wg_shape_new ();
  g_autoptr (GArray) from = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (WgDrawnGrid) drawn = NULL;
  WgDraw draw;

  if (!find_shape (plan, finding, fix, shape))
    {
      refuse_stale (error);
      return NULL;
    }
  if (fix->kind == WG_FIX_TAKE)
    return wg_plan_preview_assign (plan, shape, fix->grid, WG_LAND_NONE, error);
  draw = wg_fix_make_draw (finding, fix, shape, from);
  return wg_plan_preview_draw (plan, &draw, &drawn, error) ? g_steal_pointer (&drawn->land) : NULL;
}

static WgLandPreview *
preview_merge (WgPlan *plan, const WgFinding *finding, const WgFix *fix, GError **error)
{
  g_autoptr (GArray) grids = array_of (finding->grid, fix->grid);

  return wg_plan_preview_merge (plan, grids, fix->grid, flags_of (fix), error);
}

static WgLandPreview *
preview_along (WgPlan *plan, const WgFix *fix, GError **error)
{
  WgRedraw redraw = wg_fix_make_redraw (fix);
  g_autoptr (WgRedrawPreview) preview = wg_plan_preview_redraw (plan, &redraw, NULL, error);

  return preview != NULL ? g_steal_pointer (&preview->land) : NULL;
}

void
wg_fix_free (WgFix *fix)
{
  g_clear_pointer (&fix->stroke, g_array_unref);
  g_free (fix->text);
  g_free (fix->code);
  g_free (fix);
}

gboolean
wg_fix_is_question (const WgFix *fix)
{
  return fix->kind >= WG_FIX_ASK_LAND;
}

GPtrArray *
wg_fix_list (WgPlan *plan, const WgCheckAlong *along, const WgFinding *finding)
{
  GPtrArray *fixes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_fix_free);

  switch (finding->subject)
    {
    case WG_SUBJECT_BUILDING:
      wg_fix_add_building (fixes, plan, finding);
      break;
    case WG_SUBJECT_BORDER:
      wg_fix_add_border (fixes, plan, along, finding);
      break;
    case WG_SUBJECT_FACE:
      wg_fix_add_land (fixes, plan, finding);
      /* Buildings outside the map: nobody's land is there yet. */
      if (fixes->len == 0)
        wg_fix_add (fixes, WG_FIX_ASK_DRAW, 0);
      break;
    case WG_SUBJECT_GRID:
    default:
      if (wg_finding_is_about (finding, "land.none"))
        wg_fix_add_landless (fixes, plan, finding);
      else if (wg_finding_is_about (finding, "land."))
        wg_fix_add_land (fixes, plan, finding);
      else if (wg_finding_is_about (finding, "building."))
        wg_fix_add_unbuilt (fixes, plan, finding);
      else if (wg_finding_is_about (finding, "size."))
        wg_fix_add_size (fixes, plan, finding);
      else if (wg_finding_is_about (finding, "staff."))
        wg_fix_add_staff (fixes, plan, finding);
      else
        wg_fix_add_order (fixes, plan, finding);
    }
  return fixes;
}

void
wg_fix_collect (WgPlan *plan, const WgFinding *finding, GArray *faces_out)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);

  if (finding->subject == WG_SUBJECT_FACE)
    {
      if (finding->face != WG_FACE_OUTSIDE && wg_coverage_has_face (coverage, finding->face)
          && wg_coverage_owner (coverage, finding->face) == finding->grid)
        g_array_append_val (faces_out, finding->face);
    }
  else if (wg_finding_is_about (finding, "land.island"))
    wg_plan_collect_faces (plan, finding->grid, faces_out);
  else if (wg_finding_is_about (finding, "land.parts") || wg_finding_is_about (finding, "land.sliver")
           || wg_finding_is_about (finding, "land.narrow"))
    wg_check_parts (plan, finding->grid, faces_out, NULL);
}

void
wg_fix_get_land (WgPlan *plan, const WgFinding *finding, const WgFix *fix, WgShape *shape_out)
{
  switch (fix->kind)
    {
    case WG_FIX_GIVE:
    case WG_FIX_DRAW:
    case WG_FIX_TAKE:
      find_shape (plan, finding, fix, shape_out);
      break;
    case WG_FIX_MERGE:
    case WG_FIX_PARENT:
    case WG_FIX_NEW_PARENT:
      wg_plan_get_shape (plan, finding->grid, shape_out);
      break;
    case WG_FIX_ALONG:
      {
        WgRedraw redraw = wg_fix_make_redraw (fix);
        g_autoptr (WgRedrawPreview) preview = wg_plan_preview_redraw (plan, &redraw, NULL, NULL);

        for (guint i = 0; preview != NULL && i < preview->pieces->len; i++)
          {
            const WgLandPiece *piece = g_ptr_array_index (preview->pieces, i);
            guint part = wg_shape_n_parts (shape_out);

            for (guint k = 0; k < piece->shape->rings->len; k++)
              {
                const WgRing *ring = &WG_SHAPE_RING (piece->shape, k);

                wg_shape_add_ring (shape_out, &WG_SHAPE_POINT (piece->shape, ring->first),
                                   ring->n_points, part + ring->part, ring->is_hole);
              }
          }
        break;
      }
    case WG_FIX_SPECIAL:
      wg_plan_get_shape (plan, finding->grid, shape_out);
      break;
    case WG_FIX_CODE:
    case WG_FIX_NAME:
    default:
      break;
    }
}

gboolean
wg_fix_preview (WgPlan *plan, const WgFinding *finding, const WgFix *fix, WgLandPreview **land_out,
                GError **error)
{
  *land_out = NULL;
  switch (fix->kind)
    {
    case WG_FIX_CODE:
      return wg_plan_check_code (plan, fix->grid, fix->text, error);
    case WG_FIX_NAME:
      return wg_plan_check_name (plan, fix->grid, fix->text, error);
    case WG_FIX_LEADER:
    case WG_FIX_COVER:
    case WG_FIX_EXTEND:
      return wg_fix_check_staff (plan, finding, fix, error);
    case WG_FIX_SPECIAL:
    case WG_FIX_PARENT:
      return wg_plan_get_grid (plan, fix->grid) != NULL || refuse_stale (error);
    case WG_FIX_NEW_PARENT:
      return wg_plan_check_new_parent (plan, finding->grid, fix->code, fix->text, error);
    case WG_FIX_MERGE:
      *land_out = preview_merge (plan, finding, fix, error);
      break;
    case WG_FIX_ALONG:
      *land_out = preview_along (plan, fix, error);
      break;
    case WG_FIX_DRAW:
    case WG_FIX_TAKE:
      *land_out = preview_shape (plan, finding, fix, error);
      break;
    case WG_FIX_GIVE:
      *land_out = preview_give (plan, finding, fix, error);
      break;
    default:
      return TRUE;
    }
  return *land_out != NULL;
}

gboolean
wg_fix_apply (WgHistory *history, const WgFinding *finding, const WgFix *fix, GError **error)
{
  switch (fix->kind)
    {
    case WG_FIX_CODE:
      return wg_command_set_attributes (history, fix->grid, fix->text, NULL, error);
    case WG_FIX_NAME:
      return wg_command_set_attributes (history, fix->grid, NULL, fix->text, error);
    case WG_FIX_LEADER:
    case WG_FIX_COVER:
    case WG_FIX_EXTEND:
      return wg_fix_apply_staff (history, finding, fix, error);
    case WG_FIX_SPECIAL:
      return apply_special (history, fix, error);
    case WG_FIX_PARENT:
      return apply_parent (history, finding, fix, error);
    case WG_FIX_NEW_PARENT:
      return wg_command_add_parent (history, finding->grid, fix->code, fix->text, error) != 0;
    case WG_FIX_MERGE:
      return apply_merge (history, finding, fix, error);
    case WG_FIX_ALONG:
      return apply_along (history, fix, error);
    case WG_FIX_DRAW:
    case WG_FIX_TAKE:
      return apply_shape (history, finding, fix, error);
    case WG_FIX_GIVE:
      return apply_give (history, finding, fix, error);
    default:
      return refuse_question (error);
    }
}
