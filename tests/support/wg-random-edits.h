/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/base/wg-random.h"
#include "app/plan/wg-history.h"

G_BEGIN_DECLS

#define WG_RANDOM_EDIT_KINDS 24

/**
 * WgRandomEdits:
 *
 * Random commands of all kinds over a history, each drawn from the seed and the number of its step
 * alone, so that any part of a run can be done again. After each step what the command promises is
 * checked: a refusal changes nothing, the neighbourhood of a change is a coverage, undo and redo
 * give the bytes that are known for their place, and every so often the whole plan is verified.
 */
typedef struct
{
  WgHistory *history;
  WgPlan *plan;
  guint64 seed;
  guint verify_every;  /* steps between two verifications of the whole */
  guint n_steps;       /* done so far */
  guint n_done;        /* edits that stand */
  GPtrArray *digests;  /* of char *: of the plan after each edit that can be reached */
  GString *failure;    /* what is wrong, for people; empty when nothing is */
  gboolean has_past;   /* the history has older steps, which stay */
  double changed_mm;   /* length of the borders that the latest edit changed, as they were */
  gulong changed_id;
  struct
  {
    guint n_tried;
    guint n_done;
  } counts[WG_RANDOM_EDIT_KINDS];
} WgRandomEdits;

WgRandomEdits *wg_random_edits_new      (WgHistory           *history,
                                         guint64              seed,
                                         guint                verify_every);
void           wg_random_edits_free     (WgRandomEdits       *self);
/** One step; FALSE when something is wrong. */
gboolean       wg_random_edits_step     (WgRandomEdits       *self,
                                         guint                step);
/** Undoes everything to the first bytes and redoes it to the last ones. */
gboolean       wg_random_edits_rewind   (WgRandomEdits       *self);
/** Verifies the whole plan. */
gboolean       wg_random_edits_verify   (WgRandomEdits       *self);
/** "split 210/340, ...": done of tried, by kind. Adds @counts of another run. */
char          *wg_random_edits_describe (const WgRandomEdits *self);
void           wg_random_edits_add      (WgRandomEdits       *self,
                                         const WgRandomEdits *other);
/** The greatest number of one kind that was never done, or NULL when each was. */
const char    *wg_random_edits_find_undone (const WgRandomEdits *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgRandomEdits, wg_random_edits_free)

G_END_DECLS
