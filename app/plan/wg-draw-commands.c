/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-draw-commands"

#include "wg-draw-commands.h"

#include "../geometry/wg-coverage-shape.h"
#include "wg-code-book.h"
#include "wg-code.h"
#include "wg-land-edit.h"
#include "wg-lock.h"

#include <math.h>
#include <string.h>

/* What may be taken, and from whom. */
typedef struct
{
  WgPlan *plan;
  const WgDraw *draw;
  gboolean has_parent; /* it is decided: */
  guint32 parent;      /* 0: none */
} Rule;

static void
free_share (gpointer data)
{
  WgDrawShare *share = data;

  wg_shape_free (share->shape);
  g_free (share);
}

static gboolean
names_grid (WgPlan *plan, const GArray *grids, guint32 owner)
{
  for (const WgGrid *grid = wg_plan_get_grid (plan, owner); grids != NULL && grid != NULL;
       grid = wg_plan_get_grid (plan, grid->parent))
    for (guint i = 0; i < grids->len; i++)
      if (g_array_index (grids, guint32, i) == grid->id)
        return TRUE;
  return FALSE;
}

/* Nobody's, or land that a grid of a higher level has left undivided. */
static gboolean
is_free (const Rule *rule, guint32 owner)
{
  return owner == 0 || wg_plan_get_grid (rule->plan, owner)->depth < rule->draw->depth;
}

/* Is @grid above @below, or the same? */
static gboolean
is_above (WgPlan *plan, const WgGrid *grid, guint32 below)
{
  return wg_plan_get_ancestor (plan, below, grid->depth) == grid->id;
}

/* Land neither leaves a fixed grid nor comes to one: those above the owner and above the new grid
 * are the same. */
static gboolean
passes_locks (const Rule *rule, guint32 owner)
{
  guint32 ends[2] = { owner, rule->parent };

  for (guint i = 0; i < 2; i++)
    for (const WgGrid *grid = wg_plan_get_grid (rule->plan, ends[i]); grid != NULL;
         grid = wg_plan_get_grid (rule->plan, grid->parent))
      if (wg_plan_is_fixed (rule->plan, grid->id) && !is_above (rule->plan, grid, ends[1 - i]))
        return FALSE;
  return TRUE;
}

static gboolean
may_take (const Rule *rule, guint32 owner)
{
  if (rule->has_parent && wg_plan_has_locks (rule->plan) && !passes_locks (rule, owner))
    return FALSE;
  if (owner == 0)
    return TRUE;
  if (names_grid (rule->plan, rule->draw->kept, owner))
    return FALSE;
  return is_free (rule, owner) || rule->draw->takes_all
         || names_grid (rule->plan, rule->draw->from, owner);
}

static gboolean
may_cut_cb (WgFaceId face, guint32 owner, gpointer user_data)
{
  return may_take (user_data, owner);
}

/* Cuts the coverage along the polygon; where it runs along borders only there is nothing to cut. */
static gboolean
carve (WgLandEdit *edit, const Rule *rule, WgFaceFilter filter, GPtrArray **cuts, GError **error)
{
  WgCarve how = { NULL, 0, rule->draw->shape, TRUE, filter, (gpointer) rule };
  g_autoptr (GError) own_error = NULL;

  edit->rows = wg_coverage_carve (edit->coverage, &how, cuts, &own_error);
  if (edit->rows != NULL)
    return TRUE;
  if (!g_error_matches (own_error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING))
    {
      g_propagate_error (error, g_steal_pointer (&own_error));
      return FALSE;
    }
  edit->rows = wg_coverage_change_new ();
  return TRUE;
}

static int
compare_shares (gconstpointer a, gconstpointer b)
{
  const WgDrawShare *first = *(WgDrawShare *const *) a, *second = *(WgDrawShare *const *) b;

  return (first->grid > second->grid) - (first->grid < second->grid);
}

/* Whose land lies inside the polygon: it is cut along it for a moment. */
static GPtrArray *
measure_shares (WgLandEdit *edit, const Rule *rule, GError **error)
{
  g_autoptr (GPtrArray) shares = g_ptr_array_new_with_free_func (free_share);
  g_autoptr (GHashTable) groups
    = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  g_autoptr (GArray) faces = NULL;
  g_autoptr (GPtrArray) cuts = NULL;
  GHashTableIter iter;
  gpointer key = NULL, value = NULL;

  if (!carve (edit, rule, NULL, &cuts, error))
    return NULL;
  faces = wg_land_collect_inside (edit->coverage, rule->draw->shape, G_MAXUINT32);
  for (guint i = 0; i < faces->len; i++)
    {
      WgFaceId face = g_array_index (faces, WgFaceId, i);
      gpointer owner = GUINT_TO_POINTER (wg_coverage_owner (edit->coverage, face));

      if (!g_hash_table_contains (groups, owner))
        g_hash_table_insert (groups, owner, g_array_new (FALSE, FALSE, sizeof (WgFaceId)));
      g_array_append_val ((GArray *) g_hash_table_lookup (groups, owner), face);
    }
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const GArray *group = value;
      WgDrawShare *share = g_new0 (WgDrawShare, 1);

      share->grid = GPOINTER_TO_UINT (key);
      share->is_free = is_free (rule, share->grid);
      share->is_taken = may_take (rule, share->grid);
      share->shape = wg_shape_new ();
      wg_coverage_dissolve (edit->coverage, (const WgFaceId *) (gconstpointer) group->data,
                            group->len, share->shape);
      share->area_m2 = wg_plan_measure_area (edit->plan, share->shape);
      g_ptr_array_add (shares, share);
    }
  g_ptr_array_sort (shares, compare_shares);
  if (!wg_coverage_apply (edit->coverage, edit->rows, TRUE, error))
    return NULL;
  g_clear_pointer (&edit->rows, wg_coverage_change_free);
  return g_steal_pointer (&shares);
}

static void
add_weight (GHashTable *weights, guint32 grid, double weight)
{
  double *sum = g_hash_table_lookup (weights, GUINT_TO_POINTER (grid));

  if (sum == NULL)
    {
      sum = g_new0 (double, 1);
      g_hash_table_insert (weights, GUINT_TO_POINTER (grid), sum);
    }
  *sum += weight;
}

static guint32
heaviest (GHashTable *weights)
{
  GHashTableIter iter;
  gpointer key = NULL, value = NULL;
  guint32 best = 0;
  double best_weight = 0.0;

  g_hash_table_iter_init (&iter, weights);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      guint32 grid = GPOINTER_TO_UINT (key);
      double weight = *(double *) value;

      if (weight > best_weight || (weight == best_weight && grid < best))
        {
          best = grid;
          best_weight = weight;
        }
    }
  return best;
}

/* How long each grid of a level borders on the faces. */
static void
weigh_neighbours (WgLandEdit *edit, const GArray *faces, guint depth, GHashTable *weights)
{
  const WgCoverage *coverage = edit->coverage;
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));

  for (guint i = 0; i < faces->len; i++)
    wg_coverage_face_edges (coverage, g_array_index (faces, WgFaceId, i), edges);
  for (guint i = 0; i < edges->len; i++)
    {
      WgHalfEdge at = g_array_index (edges, WgHalfEdge, i);
      WgFaceId other = wg_coverage_left_face (coverage, WG_HALF_EDGE_TWIN (at));
      const WgLine *line = wg_coverage_arc (coverage, WG_HALF_EDGE_ARC (at))->line;
      guint32 grid = wg_plan_get_ancestor (edit->plan, wg_coverage_owner (coverage, other), depth);

      for (guint k = 1; grid != 0 && k < line->n_points; k++)
        add_weight (weights, grid,
                    sqrt ((double) wg_point_distance2 (line->points[k - 1], line->points[k])));
    }
}

/* The grid above that has most of the land. */
static guint32
find_parent (const Rule *rule, const GPtrArray *shares)
{
  for (guint depth = rule->draw->depth - 1; depth >= 1; depth--)
    {
      g_autoptr (GHashTable) weights = g_hash_table_new_full (NULL, NULL, NULL, g_free);
      guint32 parent = 0;

      for (guint i = 0; i < shares->len; i++)
        {
          const WgDrawShare *share = g_ptr_array_index (shares, i);
          guint32 grid = wg_plan_get_ancestor (rule->plan, share->grid, depth);

          if (share->is_taken && grid != 0)
            add_weight (weights, grid, share->area_m2);
        }
      parent = heaviest (weights);
      if (parent != 0)
        return parent;
    }
  return 0;
}

/* For nobody's land: the grid above that it has the longest border with, unless that is fixed. */
static guint32
find_neighbour (WgLandEdit *edit, const Rule *rule, const GArray *faces)
{
  Rule beside = *rule;

  for (guint depth = rule->draw->depth - 1; depth >= 1; depth--)
    {
      g_autoptr (GHashTable) weights = g_hash_table_new_full (NULL, NULL, NULL, g_free);

      weigh_neighbours (edit, faces, depth, weights);
      beside.parent = heaviest (weights);
      if (beside.parent != 0)
        return passes_locks (&beside, 0) ? beside.parent : 0;
    }
  return 0;
}

/* The parent is known by what may be taken, and with it what is locked. */
static void
decide_parent (Rule *rule, GPtrArray *shares)
{
  rule->parent = find_parent (rule, shares);
  rule->has_parent = TRUE;
  for (guint i = 0; i < shares->len; i++)
    {
      WgDrawShare *share = g_ptr_array_index (shares, i);
      share->is_taken = may_take (rule, share->grid);
    }
}

static gboolean
is_code_taken_cb (const char *code, gpointer user_data)
{
  return wg_plan_is_code_spent (user_data, code, 0);
}

static gboolean
is_name_taken_cb (const char *name, gpointer user_data)
{
  const GPtrArray *names = user_data;

  for (guint i = 0; i < names->len; i++)
    if (strcmp (g_ptr_array_index (names, i), name) == 0)
      return TRUE;
  return FALSE;
}

/* The first grid of its kind: 第一网格, "Grid 1". */
static char *
first_name (WgPlan *plan, guint depth)
{
  const char *level = wg_plan_get_level (plan, depth)->name;

  return g_strdup_printf ((guchar) level[0] < 0x80 ? "%s 1" : "第一%s", level);
}

static gboolean
check_texts (WgPlan *plan, const WgDraw *draw, GPtrArray *names, GError **error)
{
  int code = -1;

  if (draw->code != NULL && !wg_code_is_well_formed (draw->code))
    code = WG_PLAN_ERROR_BAD_CODE;
  else if (draw->code != NULL && wg_plan_find_code (plan, draw->code) != NULL)
    code = WG_PLAN_ERROR_CODE_TAKEN;
  else if (draw->name != NULL && !wg_name_is_well_formed (draw->name))
    code = WG_PLAN_ERROR_BAD_NAME;
  else if (draw->name != NULL && is_name_taken_cb (draw->name, names))
    code = WG_PLAN_ERROR_NAME_TAKEN;
  if (code < 0)
    return TRUE;
  g_set_error (error, WG_PLAN_ERROR, code, "'%s', '%s'", draw->code != NULL ? draw->code : "",
               draw->name != NULL ? draw->name : "");
  return FALSE;
}

static WgGrid *
make_grid (WgPlan *plan, const WgDraw *draw, guint32 parent_id, GError **error)
{
  const WgGrid *parent = wg_plan_get_grid (plan, parent_id);
  const GArray *children = wg_plan_get_children (plan, parent_id);
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *code = NULL;
  g_autofree char *name = NULL;

  for (guint i = 0; i < children->len; i++)
    {
      const WgGrid *child = wg_plan_get_grid (plan, g_array_index (children, guint32, i));

      if (child->depth != draw->depth)
        continue;
      g_ptr_array_add (codes, child->code);
      g_ptr_array_add (names, child->name);
    }
  if (!check_texts (plan, draw, names, error))
    return NULL;
  code = draw->code != NULL
           ? g_strdup (draw->code)
           : wg_code_next ("", parent != NULL ? parent->code : NULL, codes, is_code_taken_cb, plan);
  if (draw->name != NULL)
    name = g_strdup (draw->name);
  else if (names->len > 0)
    name = wg_name_next (g_ptr_array_index (names, names->len - 1), names, is_name_taken_cb, names);
  else
    name = first_name (plan, draw->depth);
  return wg_grid_new (MAX (wg_plan_get_grid_limit (plan), 1), parent_id, draw->depth, draw->kind,
                      FALSE, code, name);
}

static gboolean
refuse (GError **error, WgPlanError code, const char *why)
{
  g_set_error_literal (error, WG_PLAN_ERROR, (int) code, why);
  return FALSE;
}

/* Everything but the end: the coverage is changed, the new grid is in @drawing. */
static gboolean
work_out (WgLandEdit *edit, const WgDraw *draw, WgDrawnGrid *drawing, GError **error)
{
  Rule rule = { edit->plan, draw };
  g_autoptr (GPtrArray) cuts = NULL;
  g_autoptr (GArray) faces = NULL;
  guint n_free = 0;

  if (draw->depth < 1 || draw->depth > wg_plan_get_n_levels (edit->plan))
    return refuse (error, WG_PLAN_ERROR_LEVEL, "there is no such level");
  drawing->shares = measure_shares (edit, &rule, error);
  if (drawing->shares == NULL)
    return FALSE;
  if (drawing->shares->len == 0)
    return refuse (error, WG_PLAN_ERROR_NOTHING, "there is no land inside");
  decide_parent (&rule, drawing->shares);
  if (!carve (edit, &rule, may_cut_cb, &cuts, error))
    return FALSE;
  faces = wg_land_collect_inside (edit->coverage, draw->shape, G_MAXUINT32);
  for (guint i = 0; i < faces->len; i++)
    {
      WgFaceId face = g_array_index (faces, WgFaceId, i);

      if (may_take (&rule, wg_coverage_owner (edit->coverage, face)))
        g_array_index (faces, WgFaceId, n_free++) = face;
    }
  g_array_set_size (faces, n_free);
  if (n_free == 0)
    return refuse (error, WG_PLAN_ERROR_NOT_FREE, "all the land is of other grids");
  if (rule.parent == 0)
    rule.parent = find_neighbour (edit, &rule, faces);
  drawing->grid = make_grid (edit->plan, draw, rule.parent, error);
  if (drawing->grid == NULL)
    return FALSE;
  wg_land_edit_put (edit, drawing->grid);
  g_array_append_val (edit->takers, drawing->grid->id);
  return wg_land_edit_give (edit, faces, drawing->grid->id, error)
         && wg_land_edit_heal (edit, cuts, error);
}

static const char *
detail_of (const WgGrid *grid)
{
  return grid->name[0] != '\0' ? grid->name : grid->code;
}

/* A plan without frame gets the drawing's in a copy. */
static WgPlan *
ref_framed (WgPlan *plan, const WgDraw *draw)
{
  WgPlan *framed = NULL;

  if (wg_plan_get_frame (plan) != NULL || draw->frame == NULL)
    return g_object_ref (plan);
  framed = wg_plan_snapshot (plan);
  wg_plan_set_frame (framed, draw->frame);
  return framed;
}

/* The first grid of a map without frame: the content is replaced by one with it, in one step. */
static gboolean
draw_first (WgHistory *history, const WgDraw *draw, WgDrawnGrid *drawing, GError **error)
{
  g_autoptr (WgPlan) next = ref_framed (wg_history_get_plan (history), draw);
  g_auto (WgLandEdit) edit = { 0 };

  wg_land_edit_init_preview (&edit, next, draw->flags);
  if (!work_out (&edit, draw, drawing, error))
    return FALSE;
  g_clear_pointer (&edit.rows, wg_coverage_change_free);
  drawing->result = g_new0 (WgLandResult, 1);
  drawing->result->takers = g_array_copy (edit.takers);
  drawing->result->losers = g_array_new (FALSE, FALSE, sizeof (guint32));
  drawing->result->retired = g_array_new (FALSE, FALSE, sizeof (guint32));
  wg_plan_load_grid (next, drawing->grid);
  return wg_plan_finish_loading (next, error)
         && wg_history_replace (history, next, "draw", detail_of (drawing->grid), NULL, NULL,
                                error);
}

void
wg_drawn_grid_free (WgDrawnGrid *drawing)
{
  if (drawing == NULL)
    return;
  g_clear_pointer (&drawing->grid, wg_grid_unref);
  g_clear_pointer (&drawing->shares, g_ptr_array_unref);
  g_clear_pointer (&drawing->result, wg_land_result_free);
  g_clear_pointer (&drawing->land, wg_land_preview_free);
  g_free (drawing);
}

WgDrawnGrid *
wg_command_draw (WgHistory *history, const WgDraw *draw, GError **error)
{
  g_auto (WgLandEdit) edit = { 0 };
  g_autoptr (WgDrawnGrid) drawing = g_new0 (WgDrawnGrid, 1);

  if (wg_plan_get_frame (wg_history_get_plan (history)) == NULL && draw->frame != NULL)
    return draw_first (history, draw, drawing, error) ? g_steal_pointer (&drawing) : NULL;
  if (!wg_land_edit_init (&edit, history, draw->flags, error)
      || !work_out (&edit, draw, drawing, error))
    return NULL;
  drawing->result = wg_land_edit_commit (&edit, "draw", detail_of (drawing->grid), error);
  return drawing->result != NULL ? g_steal_pointer (&drawing) : NULL;
}

gboolean
wg_plan_preview_draw (WgPlan *plan, const WgDraw *draw, WgDrawnGrid **drawing_out, GError **error)
{
  g_autoptr (WgPlan) framed = ref_framed (plan, draw);
  g_auto (WgLandEdit) edit = { 0 };
  g_autoptr (WgDrawnGrid) drawing = g_new0 (WgDrawnGrid, 1);
  gboolean is_good = FALSE;

  wg_land_edit_init_preview (&edit, framed, draw->flags);
  is_good = work_out (&edit, draw, drawing, error);
  if (is_good)
    drawing->land = wg_land_edit_preview (&edit, error);
  is_good = drawing->land != NULL;
  *drawing_out = drawing->shares != NULL ? g_steal_pointer (&drawing) : NULL;
  return is_good;
}
