/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-history.h"
#include "wg-people.h"

G_BEGIN_DECLS

/* What the files of the history share. */
struct _WgHistory
{
  GObject parent_instance;

  WgPlan *plan;
  WgJournal *journal;
  GPtrArray *steps; /* of Step, the newest of the journal, oldest first */
  guint n_done;     /* the steps after these were undone */
  guint limit;      /* how many rows the journal was asked for */
  gboolean is_cut;  /* the journal has older rows than steps has */
  gboolean is_busy;
  char *reason;     /* of the next edits; "" */
};

/* A step that the file has taken and memory has not: one of the two. */
typedef struct
{
  WgChange *change;
  WgPlan *whole;
  gboolean backwards; /* of the change */
  WgPlan *made;       /* (nullable): a snapshot in the state after the change, where a worker has put it there */
} WgFetchedStep;

void     wg_history_push_step        (WgHistory      *self,
                                      const char     *kind,
                                      const char     *detail);
void     wg_history_notify_steps     (WgHistory      *self);
void     wg_history_set_busy         (WgHistory      *self,
                                      gboolean        is_busy);
gboolean wg_history_refuse_when_busy (WgHistory      *self,
                                      GError        **error);
/* A debug build stops at the edit that broke something, not at the one that trips over it. */
void     wg_history_verify           (WgHistory      *self,
                                      const char     *kind);
/* Is the land of locked grids and pinned levels as it was? @plan has the coverage after the change. */
gboolean wg_history_check_locks      (WgPlan         *plan,
                                      const WgChange *change,
                                      GError        **error);
/* Takes one step in the file. FALSE without error: there is none. A worker may call it while the
 * history is busy. */
gboolean wg_history_fetch_step       (WgHistory      *self,
                                      gboolean        redo,
                                      WgFetchedStep  *step_out,
                                      GError        **error);
/* Memory follows @change. @made: (nullable): a snapshot in the state after it. Where the change is of people only,
 * its people take the place of those before: they share all that did not change, and 100,000 of them are not put
 * one by one between two frames. Else what it has counted is taken over. */
gboolean wg_history_take_change      (WgHistory      *self,
                                      const WgChange *change,
                                      gboolean        backwards,
                                      WgPlan         *made,
                                      GError        **error);
gboolean wg_history_take_fetched     (WgHistory      *self,
                                      gboolean        redo,
                                      WgFetchedStep  *step,
                                      GError        **error);
void     wg_fetched_step_clear       (WgFetchedStep  *step);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WgFetchedStep, wg_fetched_step_clear)

G_END_DECLS
