/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"
#include "wg-check-staff.h"

#include "../plan/wg-tally.h"

/* What one person leads or works in. */
typedef struct
{
  guint32 least_grid; /* where it is told */
  guint n_grids;
  gint64 households;  /* known ones */
} Load;

/* Leaders and workers carry a grid; advisers and liaisons see to many. */
static gboolean
counts (WgCheckContext *context, const WgAssignment *post)
{
  const WgGrid *grid = wg_plan_get_grid (context->plan, post->grid);

  return (post->role == WG_ROLE_LEADER || post->role == WG_ROLE_WORKER) && post->deputy_of == 0
         && post->mode == WG_MODE_ROUTINE && grid != NULL && !grid->is_retired && grid->depth == context->level;
}

static Load
load_of (WgCheckContext *context, guint32 person)
{
  const WgPeople *people = wg_plan_get_people (context->plan);
  Load load = { 0 };
  guint n = 0;
  const guint32 *ids = wg_people_list_person (people, person, &n);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n; i++)
    {
      const WgAssignment *post = wg_people_get_assignment (people, ids[i]);
      WgTally tally = { 0 };

      if (!counts (context, post) || !wg_people_holds (people, post, context->settings.day)
          || !g_hash_table_add (seen, GUINT_TO_POINTER (post->grid)))
        continue;
      wg_plan_get_tally (context->plan, post->grid, &tally);
      load.households += tally.households.sum;
      load.n_grids++;
      load.least_grid = load.least_grid == 0 ? post->grid : MIN (load.least_grid, post->grid);
    }
  return load;
}

/* Each person once, at the first of his grids. */
static void
judge (WgCheckContext *context, const WgGrid *grid, gboolean is_grids)
{
  const GPtrArray *staff = wg_check_staff (context);
  gint64 cap = is_grids ? context->settings.most_grids : context->settings.most_households;

  if (staff == NULL || cap == 0 || grid->depth != context->level)
    return;
  for (guint i = 0; i < staff->len; i++)
    {
      const WgAssignment *post = g_ptr_array_index (staff, i);
      gboolean is_first = counts (context, post);
      Load load = { 0 };
      gint64 value = 0;

      for (guint k = 0; k < i && is_first; k++)
        {
          const WgAssignment *before = g_ptr_array_index (staff, k);

          is_first = before->person != post->person || !counts (context, before);
        }
      if (!is_first)
        continue;
      load = load_of (context, post->person);
      value = is_grids ? (gint64) load.n_grids : load.households;
      if (value > cap && load.least_grid == grid->id)
        {
          WgFinding *finding = wg_check_add_staff (context, grid->id, post->person);

          finding->value = (double) value;
          finding->limit = (double) cap;
        }
    }
}

/* staff.grids: somebody has more grids than the cap. */
void
wg_check_staff_grids (WgCheckContext *context, const WgGrid *grid)
{
  judge (context, grid, TRUE);
}

/* staff.households: somebody's grids have more households than the cap. */
void
wg_check_staff_households (WgCheckContext *context, const WgGrid *grid)
{
  judge (context, grid, FALSE);
}
