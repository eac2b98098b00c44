/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-fix"

#include "wg-fix-private.h"

#include "wg-check-names.h"

#include "../plan/wg-code-book.h"
#include "../plan/wg-code.h"
#include "../plan/wg-numbering.h"

#include <string.h>

#define MOST_EXAMPLES 500 /* codes that tell how the level is coded */
#define MOST_OF(n) (((n) * 4 + 4) / 5)

static gboolean
is_code_taken (const char *text, gpointer plan)
{
  return wg_plan_is_code_spent (plan, text, 0);
}

/* Would @code still look as unusual as @old did? */
static gboolean
is_no_better (const WgFinding *finding, const char *old, const char *code)
{
  g_autofree char *before = wg_check_names_form (old);
  g_autofree char *after = wg_check_names_form (code);

  return g_str_equal (finding->code, "order.code-pattern") && g_str_equal (before, after);
}

static gboolean
is_example (const WgGrid *other, const WgGrid *grid)
{
  return other != NULL && other->id != grid->id && !other->is_retired && other->depth == grid->depth
         && other->code[0] != '\0';
}

/* Grids that show how codes are given: those beside @grid; without any the others of its level
 * (element-type WgGrid, borrowed). */
static GPtrArray *
list_examples (WgPlan *plan, const WgGrid *grid)
{
  const GArray *children = wg_plan_get_children (plan, grid->parent);
  GPtrArray *examples = g_ptr_array_new ();

  for (guint i = 0; i < children->len && examples->len < MOST_EXAMPLES; i++)
    {
      WgGrid *child = wg_plan_get_grid (plan, g_array_index (children, guint32, i));

      if (is_example (child, grid))
        g_ptr_array_add (examples, child);
    }
  if (examples->len > 0)
    return examples;
  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan) && examples->len < MOST_EXAMPLES; id++)
    if (is_example (wg_plan_get_grid (plan, id), grid))
      g_ptr_array_add (examples, wg_plan_get_grid (plan, id));
  return examples;
}

static const char *
parent_code (WgPlan *plan, const WgGrid *grid)
{
  const WgGrid *parent = wg_plan_get_grid (plan, grid->parent);

  return parent != NULL ? parent->code : "";
}

/* TRUE when at least four fifths of the examples are codes of @text. */
static gboolean
describes (WgPlan *plan, const char *text, const GPtrArray *examples)
{
  g_autoptr (WgCodePattern) pattern = wg_code_pattern_new (text, NULL);
  guint n = 0, serial = 0;

  for (guint i = 0; pattern != NULL && i < examples->len; i++)
    {
      const WgGrid *example = g_ptr_array_index (examples, i);

      n += wg_code_pattern_read (pattern, example->code, parent_code (plan, example),
                                 example->kind, &serial);
    }
  return examples->len > 0 && n >= MOST_OF (examples->len);
}

/* A serial behind the parent's code, as wide as most examples have it; %NULL when they have none. */
static char *
infer_pattern (WgPlan *plan, const GPtrArray *examples)
{
  guint counts[10] = { 0 };

  for (guint i = 0; i < examples->len; i++)
    {
      const WgGrid *example = g_ptr_array_index (examples, i);
      const char *above = parent_code (plan, example), *serial = NULL;
      gsize length = 0;

      if (!g_str_has_prefix (example->code, above))
        continue;
      serial = example->code + strlen (above);
      length = strspn (serial, "0123456789");
      if (length < G_N_ELEMENTS (counts) && serial[length] == '\0')
        counts[length]++;
    }
  for (guint width = 1; width < G_N_ELEMENTS (counts); width++)
    if (examples->len > 0 && counts[width] >= MOST_OF (examples->len))
      {
        g_autofree char *serial = g_strnfill (width, 'n');

        return g_strdup_printf ("{parent}{%s}", serial);
      }
  return NULL;
}

/* (transfer full) (nullable): the pattern that the level is coded by, as far as its codes tell. */
static char *
find_pattern (WgPlan *plan, const WgGrid *grid)
{
  const char *level = wg_plan_get_level (plan, grid->depth)->name;
  g_autoptr (GPtrArray) examples = list_examples (plan, grid);

  for (guint i = 0; i < wg_code_profile_count (); i++)
    {
      g_autofree char *text = wg_code_profile_pattern (wg_code_profile_get (i), level, NULL);

      if (describes (plan, text, examples))
        return g_steal_pointer (&text);
    }
  return infer_pattern (plan, examples);
}

/* The code that numbering the grid gives it; %NULL when it gives none, or it keeps what it has. */
static char *
number (WgPlan *plan, const WgGrid *grid)
{
  g_autofree char *pattern = find_pattern (plan, grid);
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  WgNumberTerms terms = { .depth = grid->depth, .grids = grids, .pattern = pattern,
                          .scope = WG_NUMBER_NEW };
  g_autoptr (GPtrArray) rows = NULL;
  const WgNumberRow *row = NULL;

  if (pattern == NULL)
    return NULL;
  g_array_append_val (grids, grid->id);
  rows = wg_plan_propose_numbers (plan, &terms, NULL, NULL, NULL);
  if (rows == NULL || rows->len == 0)
    return NULL;
  row = g_ptr_array_index (rows, 0);
  return row->outcome == WG_NUMBER_GIVEN ? g_strdup (row->new_code) : NULL;
}

/* What the siblings' codes go on with, where no pattern says it. */
static char *
go_on (WgPlan *plan, const WgGrid *grid)
{
  const GArray *children = wg_plan_get_children (plan, grid->parent);
  const WgGrid *parent = wg_plan_get_grid (plan, grid->parent);
  g_autoptr (GPtrArray) siblings = g_ptr_array_new ();

  for (guint i = 0; i < children->len; i++)
    {
      const WgGrid *child = wg_plan_get_grid (plan, g_array_index (children, guint32, i));

      if (is_example (child, grid)
          && (parent == NULL || g_str_has_prefix (child->code, parent->code)))
        g_ptr_array_add (siblings, child->code);
    }
  return wg_code_next (siblings->len > 0 ? g_ptr_array_index (siblings, 0) : "",
                       parent != NULL ? parent->code : NULL, siblings, is_code_taken, plan);
}

/* Of two grids with one code, numbering changes the one that did not have it first. */
void
wg_fix_add_code (GPtrArray *fixes, WgPlan *plan, const WgFinding *finding)
{
  const WgGrid *grid = wg_plan_get_grid (plan, finding->grid);
  const WgGrid *other = wg_plan_get_grid (plan, finding->other);
  g_autofree char *code = NULL;

  if (grid == NULL)
    return;
  code = number (plan, grid);
  if (code == NULL && g_str_equal (finding->code, "order.code-duplicate") && other != NULL
      && !other->is_retired && other->depth > 0 && (code = number (plan, other)) != NULL)
    grid = other;
  if (code == NULL)
    code = go_on (plan, grid);
  if (code[0] != '\0' && !is_no_better (finding, grid->code, code))
    wg_fix_add (fixes, WG_FIX_CODE, grid->id)->text = g_steal_pointer (&code);
}
