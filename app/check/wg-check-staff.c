/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-staff.h"

static void
look_up (WgCheckContext *context)
{
  WgWhen when = { context->settings.day, WG_MODE_ROUTINE };

  if (context->has_staff)
    return;
  context->has_staff = TRUE;
  g_ptr_array_set_size (context->staff, 0);
  wg_people_collect (wg_plan_get_people (context->plan), context->grid, &when, context->staff);
  wg_staffing_get (context->plan, context->grid, &when, &context->staffing, NULL);
}

const GPtrArray *
wg_check_staff (WgCheckContext *context)
{
  if (context->settings.day == WG_DAY_NONE)
    return NULL;
  look_up (context);
  return context->staff;
}

const WgStaffing *
wg_check_staffing (WgCheckContext *context)
{
  look_up (context);
  return &context->staffing;
}

const WgPerson *
wg_check_person (WgCheckContext *context, guint32 person)
{
  return wg_people_get_person (wg_plan_get_people (context->plan), person);
}

WgFinding *
wg_check_add_staff (WgCheckContext *context, guint32 grid, guint32 person)
{
  WgFinding *finding = wg_check_add_grid (context, grid);

  finding->person = person;
  finding->day = context->settings.day;
  return finding;
}
