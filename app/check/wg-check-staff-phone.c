/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"
#include "wg-check-staff.h"

/* @is_missing: has none, or has one that cannot be right. Each person once. */
static void
judge (WgCheckContext *context, const WgGrid *grid, gboolean is_missing)
{
  const GPtrArray *staff = wg_check_staff (context);

  for (guint i = 0; staff != NULL && i < staff->len; i++)
    {
      const WgAssignment *post = g_ptr_array_index (staff, i);
      const WgPerson *person = wg_check_person (context, post->person);
      gboolean is_known = FALSE;

      if ((person->phone[0] == '\0') != is_missing || wg_phone_is_good (person->phone))
        continue;
      for (guint k = 0; k < i; k++)
        is_known |= ((const WgAssignment *) g_ptr_array_index (staff, k))->person == post->person;
      if (!is_known)
        wg_check_add_staff (context, grid->id, post->person);
    }
}

/* staff.phone-missing: somebody who answers for the grid has no work phone. */
void
wg_check_staff_phone_missing (WgCheckContext *context, const WgGrid *grid)
{
  judge (context, grid, TRUE);
}

/* staff.phone-bad: or one with which nobody can be reached. */
void
wg_check_staff_phone_bad (WgCheckContext *context, const WgGrid *grid)
{
  judge (context, grid, FALSE);
}
