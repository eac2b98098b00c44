/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"
#include "wg-check-staff.h"

/* staff.vacant: nobody answers for a grid that needs somebody. */
void
wg_check_staff_vacant (WgCheckContext *context, const WgGrid *grid)
{
  if (wg_check_staff (context) != NULL && (wg_check_staffing (context)->flags & WG_STAFFING_VACANT))
    wg_check_add_staff (context, grid->id, 0);
}

/* staff.missing: somebody does, and fewer than are needed. */
void
wg_check_staff_missing (WgCheckContext *context, const WgGrid *grid)
{
  const WgStaffing *staffing = NULL;
  WgFinding *finding = NULL;

  if (wg_check_staff (context) == NULL)
    return;
  staffing = wg_check_staffing (context);
  if (!(staffing->flags & WG_STAFFING_MISSING) || (staffing->flags & WG_STAFFING_VACANT))
    return;
  finding = wg_check_add_staff (context, grid->id, 0);
  finding->value = staffing->filled;
  finding->limit = staffing->needed;
}
