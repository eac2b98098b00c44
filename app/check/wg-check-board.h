/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-acceptance.h"
#include "wg-check.h"

G_BEGIN_DECLS

#define WG_TYPE_CHECK_BOARD (wg_check_board_get_type ())

/**
 * WgCheckBoard:
 *
 * The findings of a live plan, kept up: everything is checked once in a worker, after that each
 * edit checks again only the faces and grids that it touched. Main thread.
 *
 * Property, notified: "busy" (a worker checks everything). Signal ::changed: the list is another.
 */
G_DECLARE_FINAL_TYPE (WgCheckBoard, wg_check_board, WG, CHECK_BOARD, GObject)

/** Begins to check @plan at once. */
WgCheckBoard *wg_check_board_new          (WgPlan                *plan);
gboolean      wg_check_board_is_busy      (WgCheckBoard          *self);
/** Checks everything again with other settings. */
void          wg_check_board_set_settings (WgCheckBoard          *self,
                                           const WgCheckSettings *settings);
/** As of when people are judged (%WG_DAY_NONE: not at all, as in the beginning); checks everything again. */
void          wg_check_board_set_day      (WgCheckBoard          *self,
                                           WgDay                  day);
/** @along: (nullable): the lines that borders are meant to follow; checks everything again. */
void          wg_check_board_set_along    (WgCheckBoard          *self,
                                           WgCheckAlong          *along);
WgCheckAlong *wg_check_board_get_along (WgCheckBoard       *self); /* nullable, borrowed */
/** @acceptances: (element-type WgAcceptance): findings that are left as they are, with a reason. */
void          wg_check_board_set_accepted (WgCheckBoard          *self,
                                           const GPtrArray       *acceptances);
/** (transfer none) (element-type WgFinding): what is open, as wg_finding_compare() sorts; valid
 *  until ::changed. */
const GArray *wg_check_board_list         (WgCheckBoard          *self);
/** The same of what is accepted today. */
const GArray *wg_check_board_list_accepted (WgCheckBoard         *self);
/** (nullable): why @finding is accepted, or was: until its last day, or until it outgrew that. */
const WgAcceptance *wg_check_board_find_acceptance (WgCheckBoard *self,
                                                    const WgFinding *finding);
WgPlanState   wg_check_board_get_state    (WgCheckBoard          *self);

/** Leaves @finding as it is, with how bad it is today: (transfer full). @until: (nullable) */
WgAcceptance *wg_check_make_acceptance    (const WgFinding       *finding,
                                           const char            *reason,
                                           const char            *until);
/** Is @finding clearly worse (by half) than when it was accepted? Then it is open again. */
gboolean      wg_check_is_outgrown        (const WgAcceptance    *acceptance,
                                           const WgFinding       *finding);
/** (nullable): the one of @acceptances (element-type WgAcceptance) that is about @finding, in force
 *  or not any more. */
const WgAcceptance *wg_check_find_acceptance (const GPtrArray  *acceptances,
                                              const WgFinding  *finding);
/** Splits @findings (element-type WgFinding) by what is accepted today; both are appended to. */
void          wg_check_divide             (const GArray          *findings,
                                           const GPtrArray       *acceptances,
                                           GArray                *open_out,
                                           GArray                *accepted_out);

/** Before it is given up: no worker is at work when this returns, and none is sent any more. */
void           wg_check_board_stop         (WgCheckBoard          *self);

G_END_DECLS
