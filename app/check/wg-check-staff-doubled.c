/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"
#include "wg-check-staff.h"

/* staff.doubled: two leaders at a time. */
void
wg_check_staff_doubled (WgCheckContext *context, const WgGrid *grid)
{
  const GPtrArray *staff = wg_check_staff (context);
  guint32 person = 0;
  guint n = 0;

  for (guint i = 0; staff != NULL && i < staff->len; i++)
    {
      const WgAssignment *post = g_ptr_array_index (staff, i);

      if (post->role != WG_ROLE_LEADER || post->deputy_of != 0)
        continue;
      if (++n == 2)
        person = post->person;
    }
  if (n > 1)
    wg_check_add_staff (context, grid->id, person)->value = n;
}
