/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-check-context.h"

#include "../plan/wg-staffing.h"

G_BEGIN_DECLS

/*
 * What the rules of people share. They run only where the settings give a day: nothing here looks at the clock.
 * Routine staff is judged; emergency staff comes and goes.
 */

/** (nullable) (element-type WgAssignment): who answers for the grid that is being checked; %NULL when the settings
 *  give no day. */
const GPtrArray  *wg_check_staff       (WgCheckContext  *context);
/** How it is staffed; only where wg_check_staff() is not %NULL. */
const WgStaffing *wg_check_staffing    (WgCheckContext  *context);
/** The person of an assignment. */
const WgPerson   *wg_check_person      (WgCheckContext  *context,
                                        guint32          person);
/** Adds a finding about the grid, where @person (0: nobody) is concerned. */
WgFinding        *wg_check_add_staff   (WgCheckContext  *context,
                                        guint32          grid,
                                        guint32          person);

G_END_DECLS
