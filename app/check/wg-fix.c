/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-fix"

#include "wg-fix.h"

#include "wg-check-names.h"
#include "wg-check-parts.h"

#include "../geometry/wg-coverage-measure.h"
#include "../geometry/wg-coverage-shape.h"
#include "../plan/wg-code.h"
#include "../plan/wg-land-commands.h"

#include <string.h>

#define MOST_TAKERS 3

G_DEFINE_QUARK (wg-fix-error-quark, wg_fix_error)

/** A grid beside the land, and the length of their border. */
typedef struct
{
  guint32 grid;
  double length; /* mm */
} Taker;

static gboolean
is_about (const WgFinding *finding, const char *prefix)
{
  return g_str_has_prefix (finding->code, prefix);
}

static int
compare_takers (gconstpointer a, gconstpointer b)
{
  const Taker *left = a, *right = b;

  if (left->length != right->length)
    return left->length > right->length ? -1 : 1;
  return (left->grid > right->grid) - (left->grid < right->grid);
}

static void
count_border (GArray *takers, guint32 grid, double length)
{
  Taker taker = { grid, length };

  for (guint i = 0; i < takers->len; i++)
    if (g_array_index (takers, Taker, i).grid == grid)
      {
        g_array_index (takers, Taker, i).length += length;
        return;
      }
  g_array_append_val (takers, taker);
}

/** Who may get the land: the owners around it; of land that a parent has not divided, only those
 *  below the same parent. (element-type Taker), the longest border first. */
static GArray *
find_takers (WgPlan *plan, const GArray *faces, guint32 within, guint32 loser)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  const WgGrid *parent = wg_plan_get_grid (plan, within);
  g_autoptr (GHashTable) inside = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) half_edges = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));
  GArray *takers = g_array_new (FALSE, FALSE, sizeof (Taker));

  for (guint i = 0; i < faces->len; i++)
    {
      WgFaceId face = g_array_index (faces, WgFaceId, i);

      g_hash_table_add (inside, GUINT_TO_POINTER (face));
      wg_coverage_face_edges (coverage, face, half_edges);
    }
  for (guint i = 0; i < half_edges->len; i++)
    {
      WgHalfEdge half_edge = g_array_index (half_edges, WgHalfEdge, i);
      WgFaceId beyond = wg_coverage_left_face (coverage, WG_HALF_EDGE_TWIN (half_edge));
      guint32 owner = wg_coverage_owner (coverage, beyond);

      if (owner == 0 || owner == within || owner == loser
          || g_hash_table_contains (inside, GUINT_TO_POINTER (beyond)))
        continue;
      if (parent != NULL && wg_plan_get_ancestor (plan, owner, parent->depth) != within)
        continue;
      count_border (takers, owner,
                    wg_coverage_arc_length (coverage, WG_HALF_EDGE_ARC (half_edge)));
    }
  g_array_sort (takers, compare_takers);
  return takers;
}

static void
add_takers (GPtrArray *fixes, WgPlan *plan, const WgFinding *finding)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  g_autoptr (GArray) takers = NULL;
  gboolean is_undivided = g_str_equal (finding->code, "land.undivided");
  guint n_own = 0;

  wg_fix_collect (plan, finding, faces);
  if (faces->len == 0)
    return;
  if (finding->subject == WG_SUBJECT_GRID)
    {
      g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (WgFaceId));

      wg_plan_collect_faces (plan, finding->grid, all);
      n_own = all->len;
    }
  takers = find_takers (plan, faces, is_undivided ? finding->grid : 0,
                        finding->subject == WG_SUBJECT_GRID ? finding->grid : 0);
  for (guint i = 0; i < MIN (takers->len, MOST_TAKERS); i++)
    {
      const Taker *taker = &g_array_index (takers, Taker, i);
      WgFix *fix = g_new0 (WgFix, 1);

      fix->kind = WG_FIX_GIVE;
      fix->grid = taker->grid;
      fix->border_m = taker->length / 1000.0;
      fix->retires = n_own == faces->len;
      g_ptr_array_add (fixes, fix);
    }
}

static gboolean
is_code_taken (const char *text, gpointer plan)
{
  return wg_plan_find_code (plan, text) != NULL;
}

/** Would @code still look as unusual as @old did? */
static gboolean
is_no_better (const WgFinding *finding, const char *old, const char *code)
{
  g_autofree char *before = wg_check_names_form (old);
  g_autofree char *after = wg_check_names_form (code);

  return g_str_equal (finding->code, "order.code-pattern") && g_str_equal (before, after);
}

static void
add_code (GPtrArray *fixes, WgPlan *plan, const WgFinding *finding)
{
  guint32 id = finding->grid;
  const WgGrid *grid = wg_plan_get_grid (plan, id);
  const WgGrid *parent = grid != NULL ? wg_plan_get_grid (plan, grid->parent) : NULL;
  const GArray *children = NULL;
  g_autoptr (GPtrArray) siblings = g_ptr_array_new ();
  g_autofree char *code = NULL;
  WgFix *fix = NULL;

  if (grid == NULL)
    return;
  children = wg_plan_get_children (plan, grid->parent);
  for (guint i = 0; i < children->len; i++)
    {
      const WgGrid *child = wg_plan_get_grid (plan, g_array_index (children, guint32, i));

      if (child->id != id && child->depth == grid->depth && child->code[0] != '\0'
          && (parent == NULL || g_str_has_prefix (child->code, parent->code)))
        g_ptr_array_add (siblings, child->code);
    }
  code = wg_code_next (siblings->len > 0 ? g_ptr_array_index (siblings, 0) : "",
                       parent != NULL ? parent->code : NULL, siblings, is_code_taken, plan);
  if (code[0] == '\0' || is_no_better (finding, grid->code, code))
    return;
  fix = g_new0 (WgFix, 1);
  fix->kind = WG_FIX_CODE;
  fix->grid = id;
  fix->text = g_steal_pointer (&code);
  g_ptr_array_add (fixes, fix);
}

/** Is @text the name of a sibling? @data: the names (element-type utf8). */
static gboolean
is_name_taken (const char *text, gpointer data)
{
  GPtrArray *names = data;

  for (guint i = 0; i < names->len; i++)
    if (g_str_equal (g_ptr_array_index (names, i), text))
      return TRUE;
  return FALSE;
}

static void
add_name (GPtrArray *fixes, WgPlan *plan, guint32 id)
{
  const WgGrid *grid = wg_plan_get_grid (plan, id);
  const GArray *children = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *name = NULL;
  const char *example = NULL;
  WgFix *fix = NULL;

  if (grid == NULL)
    return;
  children = wg_plan_get_children (plan, grid->parent);
  for (guint i = 0; i < children->len; i++)
    {
      const WgGrid *child = wg_plan_get_grid (plan, g_array_index (children, guint32, i));

      if (child->id != id && child->depth == grid->depth && child->name[0] != '\0')
        g_ptr_array_add (names, child->name);
    }
  example = grid->name[0] != '\0' ? grid->name
            : names->len > 0      ? g_ptr_array_index (names, 0)
                                  : NULL;
  if (example == NULL)
    return;
  name = wg_name_next (example, names, is_name_taken, names);
  if (name[0] == '\0')
    return;
  fix = g_new0 (WgFix, 1);
  fix->kind = WG_FIX_NAME;
  fix->grid = id;
  fix->text = g_steal_pointer (&name);
  g_ptr_array_add (fixes, fix);
}

static gboolean
give (WgHistory *history, const WgFinding *finding, const WgFix *fix, GError **error)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  g_autoptr (WgLandResult) result = NULL;

  wg_fix_collect (wg_history_get_plan (history), finding, faces);
  if (faces->len == 0)
    {
      g_set_error (error, WG_FIX_ERROR, WG_FIX_ERROR_STALE, "no land to give");
      return FALSE;
    }
  result = wg_command_assign_faces (history, faces, fix->grid,
                                    fix->retires ? WG_LAND_RETIRE : WG_LAND_NONE, error);
  return result != NULL;
}

void
wg_fix_free (WgFix *fix)
{
  g_free (fix->text);
  g_free (fix);
}

GPtrArray *
wg_fix_list (WgPlan *plan, const WgFinding *finding)
{
  GPtrArray *fixes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_fix_free);

  if (is_about (finding, "land."))
    add_takers (fixes, plan, finding);
  else if (is_about (finding, "order.code-"))
    add_code (fixes, plan, finding);
  else if (is_about (finding, "order.name-"))
    add_name (fixes, plan, finding->grid);
  return fixes;
}

void
wg_fix_collect (WgPlan *plan, const WgFinding *finding, GArray *faces_out)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);

  if (finding->subject == WG_SUBJECT_FACE)
    {
      if (wg_coverage_has_face (coverage, finding->face)
          && wg_coverage_owner (coverage, finding->face) == finding->grid)
        g_array_append_val (faces_out, finding->face);
    }
  else if (is_about (finding, "land.parts") || is_about (finding, "land.sliver")
           || is_about (finding, "land.narrow"))
    wg_check_parts (plan, finding->grid, faces_out, NULL);
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
    case WG_FIX_GIVE:
    default:
      return give (history, finding, fix, error);
    }
}
