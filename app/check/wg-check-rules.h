/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-check.h"

G_BEGIN_DECLS

/**
 * WgCheckRun:
 * @findings: (element-type WgFinding): appended to
 *
 * One rule. @plan is a snapshot that the call owns for its time; any thread.
 */
typedef void (*WgCheckRun) (WgPlan       *plan,
                            GArray       *findings,
                            GCancellable *cancellable);

/** One row of the table in wg-check.c. */
typedef struct
{
  const char *code;
  WgSeverity severity;
  WgCheckRun run;
} WgCheckRule;

void wg_check_land_unowned        (WgPlan       *plan,
                                   GArray       *findings,
                                   GCancellable *cancellable);
void wg_check_land_undivided      (WgPlan       *plan,
                                   GArray       *findings,
                                   GCancellable *cancellable);
void wg_check_land_none           (WgPlan       *plan,
                                   GArray       *findings,
                                   GCancellable *cancellable);
void wg_check_code_missing        (WgPlan       *plan,
                                   GArray       *findings,
                                   GCancellable *cancellable);
void wg_check_code_duplicate      (WgPlan       *plan,
                                   GArray       *findings,
                                   GCancellable *cancellable);
void wg_check_name_missing        (WgPlan       *plan,
                                   GArray       *findings,
                                   GCancellable *cancellable);
void wg_check_name_duplicate      (WgPlan       *plan,
                                   GArray       *findings,
                                   GCancellable *cancellable);
void wg_check_parent_missing      (WgPlan       *plan,
                                   GArray       *findings,
                                   GCancellable *cancellable);

/* For rules: code and severity are filled in by the caller of the rule. */
void wg_check_add_grid            (WgPlan       *plan,
                                   GArray       *findings,
                                   guint32       grid);
void wg_check_add_face            (WgPlan       *plan,
                                   GArray       *findings,
                                   WgFaceId      face,
                                   guint32       grid);

G_END_DECLS
