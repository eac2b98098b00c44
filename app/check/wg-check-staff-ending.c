/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"
#include "wg-check-staff.h"

/* Does somebody take over from the day after? */
static gboolean
is_followed (WgCheckContext *context, const WgAssignment *post)
{
  const WgPeople *people = wg_plan_get_people (context->plan);
  guint n = 0;
  const guint32 *ids = wg_people_list_grid (people, post->grid, &n);

  for (guint i = 0; i < n; i++)
    {
      const WgAssignment *next = wg_people_get_assignment (people, ids[i]);

      if (next != post && next->mode == post->mode && next->deputy_of == 0
          && wg_assignment_has_role (next, post->role, post->title) && wg_people_holds (people, next, post->to + 1)
          && !wg_people_holds (people, next, context->settings.day))
        return TRUE;
    }
  return FALSE;
}

/* staff.ending: a role ends within days, and nobody takes over. */
void
wg_check_staff_ending (WgCheckContext *context, const WgGrid *grid)
{
  const GPtrArray *staff = wg_check_staff (context);

  for (guint i = 0; staff != NULL && i < staff->len; i++)
    {
      const WgAssignment *post = g_ptr_array_index (staff, i);

      if (post->deputy_of == 0 && post->to != WG_DAY_NONE
          && post->to - context->settings.day <= context->settings.ending_days && !is_followed (context, post))
        {
          WgFinding *finding = wg_check_add_staff (context, grid->id, post->person);

          finding->value = post->to - context->settings.day;
          finding->limit = context->settings.ending_days;
        }
    }
}
