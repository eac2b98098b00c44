/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-session.h"
#include "../../app/plan/wg-staffing.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_STAFF_LIST (wg_staff_list_get_type ())

/**
 * WgStaffList:
 *
 * Who answers for a grid: its people with role and phone, who stands in for somebody away, what is missing, and the
 * leaders of the grids above.
 *
 * Signals:
 * - ::open-person (uint person)
 * - ::fill (uint grid): somebody is looked for
 */
G_DECLARE_FINAL_TYPE (WgStaffList, wg_staff_list, WG, STAFF_LIST, AdwBin)

/** @grid: 0 shows nothing */
void wg_staff_list_show          (WgStaffList  *self,
                                  WgPlan       *plan,
                                  guint32       grid,
                                  const WgWhen *when);
void wg_staff_list_set_read_only (WgStaffList  *self,
                                  gboolean      read_only);

G_END_DECLS
