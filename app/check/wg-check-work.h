/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-check-footprints.h"
#include "wg-check-names.h"
#include "wg-check.h"

G_BEGIN_DECLS

/** What the worker of a board takes, and gives: all findings of a snapshot, and what a board follows edits with. */
typedef struct
{
  WgPlan *plan;
  WgCheckSettings settings;
  WgCheckAlong *along;      /* nullable */
  GArray *findings;         /* NULL until it has run, as all below */
  GHashTable *subjects[WG_N_SUBJECTS];
  WgCheckNames *names;
  WgCheckFootprints *footprints; /* nullable */
} WgCheckWork;

/** On a snapshot of @plan. @along: (nullable). Main thread. */
WgCheckWork *wg_check_work_new     (WgPlan                *plan,
                                    const WgCheckSettings *settings,
                                    WgCheckAlong          *along);
void         wg_check_work_free    (WgCheckWork           *self);
/** Any thread; FALSE when cancelled. */
gboolean     wg_check_work_run     (WgCheckWork           *self,
                                    GCancellable          *cancellable,
                                    GError               **error);

/** Findings by what they are about: id -> GArray of WgFinding, without empty ones. (transfer full) */
GHashTable  *wg_check_subjects_new (void);
/** @all: of each subject, the findings. */
void         wg_check_subjects_put (GHashTable *const     *all,
                                    const WgFinding       *finding);
/** A roster came in, other people are needed now, or a whole ward was divided: much may be judged otherwise, and that
 *  is a worker's work. */
gboolean     wg_check_is_much      (const WgChange        *change);

G_END_DECLS
