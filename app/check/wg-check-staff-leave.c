/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"
#include "wg-check-staff.h"

/* staff.leave: somebody is away and nobody acts. */
void
wg_check_staff_leave (WgCheckContext *context, const WgGrid *grid)
{
  const GPtrArray *staff = wg_check_staff (context);
  const WgPeople *people = wg_plan_get_people (context->plan);

  for (guint i = 0; staff != NULL && i < staff->len; i++)
    {
      const WgAssignment *post = g_ptr_array_index (staff, i);

      if (post->deputy_of == 0 && wg_people_find_acting (people, post, context->settings.day) == NULL)
        wg_check_add_staff (context, grid->id, post->person);
    }
}
