/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wg-test-plan.h"

#include "app/geometry/wg-coverage-verify.h"
#include "app/plan/wg-code.h"
#include "app/plan/wg-plan-private.h"
#include "app/plan/wg-staff-fields.h"
#include "app/plan/wg-template.h"
#include "wg-test-coverage.h"

#include <string.h>

#define MAX_MESSAGES 10 /* of broken invariants */

static guint
n_blocks (guint n, guint size)
{
  return (n + size - 1) / size;
}

static void
load_grid (WgPlan *plan, guint32 id, guint32 parent, guint depth, const char *code,
           const char *name)
{
  g_autoptr (WgGrid) grid = wg_grid_new (id, parent, depth, WG_GRID_ORDINARY, FALSE, code, name);

  wg_plan_load_grid (plan, grid);
}

static void
load_parents (WgPlan *plan, guint columns, guint rows)
{
  guint32 first_community = columns * rows + 1;
  guint width = n_blocks (columns, 2), n_communities = width * n_blocks (rows, 2);
  guint street_width = n_blocks (columns, 4), n_streets = street_width * n_blocks (rows, 4);

  for (guint i = 0; i < n_communities; i++)
    {
      guint street = (i / width) / 2 * street_width + (i % width) / 2;
      g_autofree char *code = g_strdup_printf ("330199%03u%03u", street + 1, i + 1);
      g_autofree char *name = g_strdup_printf ("试验%u社区", i + 1);

      load_grid (plan, first_community + i, first_community + n_communities + street, 2, code,
                 name);
    }
  for (guint i = 0; i < n_streets; i++)
    {
      g_autofree char *code = g_strdup_printf ("330199%03u", i + 1);
      g_autofree char *name = g_strdup_printf ("试验%u街道", i + 1);

      load_grid (plan, first_community + n_communities + i, 0, 1, code, name);
    }
}

WgPlan *
wg_test_plan_grid (guint columns, guint rows, guint64 seed)
{
  WgPlan *plan = wg_plan_new ("试验", NULL);
  guint32 first_community = columns * rows + 1;
  g_autoptr (GError) error = NULL;

  wg_template_apply (wg_template_get (0), plan);
  wg_coverage_free (plan->coverage);
  plan->coverage = wg_test_coverage_grid (columns, rows, seed);
  load_parents (plan, columns, rows);
  for (guint i = 0; i < columns * rows; i++)
    {
      guint column = i % columns, row = i / columns;
      guint32 community = first_community + row / 2 * n_blocks (columns, 2) + column / 2;
      guint serial = row % 2 * 2 + column % 2 + 1;
      g_autofree char *number = wg_numeral_format (serial);
      g_autofree char *name = g_strdup_printf ("第%s网格", number);
      g_autofree char *code
        = g_strdup_printf ("%s%03u", wg_plan_get_grid (plan, community)->code, serial);

      load_grid (plan, i + 1, community, 3, code, name);
    }
  g_assert_true (wg_plan_finish_loading (plan, &error));
  g_assert_no_error (error);
  return plan;
}

static void
add_people (GByteArray *bytes, const WgPeople *people)
{
  for (WgStaffKind kind = 0; kind < WG_STAFF_N_KINDS; kind++)
    for (guint32 id = 1; id < wg_people_limit (people, kind); id++)
      {
        const WgStaffTable *table = wg_staff_table (kind);
        const guint8 *record = wg_people_get (people, kind, id);

        for (guint i = 0; record != NULL && i < table->n_fields; i++)
          {
            gconstpointer place = record + table->fields[i].offset;
            gboolean is_text = table->fields[i].type == WG_STAFF_TEXT;
            g_autofree char *text = is_text ? g_strdup_printf ("%s\n", *(const char *const *) place)
                                            : g_strdup_printf ("%u %u ", id, *(const guint32 *) place);

            if (table->fields[i].type != WG_STAFF_BYTES)
              g_byte_array_append (bytes, (const guint8 *) text, (guint) strlen (text));
          }
      }
}

GBytes *
wg_test_plan_rows (WgPlan *plan)
{
  GByteArray *bytes = g_byte_array_new ();
  g_autoptr (GBytes) rows = wg_test_coverage_rows (wg_plan_get_coverage (plan));

  for (guint depth = 1; depth <= wg_plan_get_n_levels (plan); depth++)
    {
      const WgLevel *level = wg_plan_get_level (plan, depth);

      g_byte_array_append (bytes, (const guint8 *) level->name, (guint) strlen (level->name) + 1);
      g_byte_array_append (bytes, (const guint8 *) &level->rule, sizeof level->rule);
    }
  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);
      g_autofree char *text = NULL;

      if (grid == NULL)
        continue;
      text = g_strdup_printf ("%u %u %u %u %d %d %u %u %s %s %s\n", grid->id, grid->parent,
                              grid->depth, grid->kind, grid->is_retired, grid->is_locked,
                              grid->property_type, grid->mgmt_class, grid->code, grid->name,
                              grid->note);
      g_byte_array_append (bytes, (const guint8 *) text, (guint) strlen (text));
    }
  add_people (bytes, wg_plan_get_people (plan));
  g_byte_array_append (bytes, g_bytes_get_data (rows, NULL), (guint) g_bytes_get_size (rows));
  return g_byte_array_free_to_bytes (bytes);
}

void
wg_test_plan_assert_valid (WgPlan *plan)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (WgProblem));

  wg_plan_verify (plan, sentences);
  for (guint i = 0; i < sentences->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (sentences, i));
  g_assert_cmpuint (sentences->len, ==, 0);
  g_assert_true (wg_coverage_verify (wg_plan_get_coverage (plan), problems, NULL, NULL, NULL));
  for (guint i = 0; i < MIN (problems->len, MAX_MESSAGES); i++)
    {
      const WgProblem *problem = &g_array_index (problems, WgProblem, i);

      g_test_message ("problem %d of rows %u and %u at %d %d", (int) problem->kind, problem->id,
                      problem->other, problem->place.x, problem->place.y);
    }
  g_assert_cmpuint (problems->len, ==, 0);
}

void
wg_test_plan_assert_counted (WgPlan *plan)
{
  g_autoptr (WgPlan) fresh = wg_plan_snapshot (plan);

  for (guint32 id = 0; id < wg_plan_get_grid_limit (plan); id++)
    {
      WgTally counted, anew;

      wg_plan_get_tally (plan, id, &counted);
      wg_plan_get_tally (fresh, id, &anew);
      g_assert_true (wg_tally_equal (&counted, &anew));
    }
}
