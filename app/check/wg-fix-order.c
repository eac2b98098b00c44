/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-fix"

#include "wg-fix-neighbours.h"
#include "wg-fix-private.h"

#include "../geometry/wg-coverage-measure.h"
#include "../geometry/wg-coverage-shape.h"
#include "../plan/wg-code-book.h"
#include "../plan/wg-code.h"

#define MOST_PARENTS 3

static gboolean
is_code_taken (const char *text, gpointer plan)
{
  return wg_plan_is_code_spent (plan, text, 0);
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
  wg_fix_add (fixes, WG_FIX_NAME, id)->text = g_steal_pointer (&name);
}

/** Those of the level above that the grid has borders with, the longest first. */
static void
add_parents (GPtrArray *fixes, WgPlan *plan, const WgGrid *grid)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  g_autoptr (GArray) parents = NULL;

  wg_plan_collect_faces (plan, grid->id, faces);
  parents = wg_fix_find_neighbours (plan, faces, grid->depth - 1);
  for (guint i = 0; i < MIN (parents->len, MOST_PARENTS); i++)
    {
      const WgFixNeighbour *parent = &g_array_index (parents, WgFixNeighbour, i);

      wg_fix_add (fixes, WG_FIX_PARENT, parent->grid)->border_m = parent->length_m;
    }
}

/** A new grid of the level above, of its land only: named on after those that lie at the top too. */
static void
add_new_parent (GPtrArray *fixes, WgPlan *plan, const WgGrid *grid)
{
  const GArray *tops = wg_plan_get_children (plan, 0);
  const char *level = wg_plan_get_level (plan, grid->depth - 1)->name;
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  WgFix *fix = NULL;

  for (guint i = 0; i < tops->len; i++)
    {
      const WgGrid *top = wg_plan_get_grid (plan, g_array_index (tops, guint32, i));

      if (top->depth != grid->depth - 1)
        continue;
      if (top->code[0] != '\0')
        g_ptr_array_add (codes, top->code);
      if (top->name[0] != '\0')
        g_ptr_array_add (names, top->name);
    }
  fix = wg_fix_add (fixes, WG_FIX_NEW_PARENT, grid->id);
  fix->depth = grid->depth - 1;
  fix->code = wg_code_next (codes->len > 0 ? g_ptr_array_index (codes, 0) : "", NULL, codes,
                            is_code_taken, plan);
  if (names->len > 0)
    fix->text = wg_name_next (g_ptr_array_index (names, 0), names, is_name_taken, names);
  else
    fix->text = g_strdup_printf ((guchar) level[0] < 0x80 ? "%s 1" : "第一%s", level);
}

void
wg_fix_add_order (GPtrArray *fixes, WgPlan *plan, const WgFinding *finding)
{
  const WgGrid *grid = wg_plan_get_grid (plan, finding->grid);

  if (grid == NULL || grid->is_retired)
    return;
  if (wg_finding_is_about (finding, "order.code-"))
    wg_fix_add_code (fixes, plan, finding);
  else if (wg_finding_is_about (finding, "order.name-"))
    add_name (fixes, plan, finding->grid);
  else if (wg_finding_is_about (finding, "order.parent-") && grid->depth > 1)
    {
      add_parents (fixes, plan, grid);
      add_new_parent (fixes, plan, grid);
    }
}
