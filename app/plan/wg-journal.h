/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-progress.h"
#include "wg-plan.h"

G_BEGIN_DECLS

/** One row of the history, newest last. */
typedef struct
{
  gint64 id;
  char *kind;    /* as in WgChange */
  char *detail;
  char *user;    /* of the operating system */
  char *reason;  /* that the user gave, or "" */
  gint64 time;   /* Unix seconds, UTC */
  gboolean is_undone; /* it can be redone */
  WgEnvelope extent;
} WgJournalRow;

void wg_journal_row_free (WgJournalRow *row);

#define WG_TYPE_JOURNAL (wg_journal_get_type ())

/**
 * WgJournal:
 *
 * Where a plan's edits are kept. The store implements it on the project file; tests in memory.
 * Every method is one transaction, durable when it returns; on error nothing has changed.
 */
G_DECLARE_INTERFACE (WgJournal, wg_journal, WG, JOURNAL, GObject)

struct _WgJournalInterface
{
  GTypeInterface parent_iface;

  /* Stores @change, that @plan already has in memory; drops what could be redone. A worker may call it
   * with a snapshot while the main thread makes no edit. */
  gboolean   (*write)   (WgJournal *self, WgPlan *plan, const WgChange *change, GError **error);
  /* Takes back (or brings again) one row in the file. (transfer full): the change to apply to
   * memory, @backwards_out as for wg_plan_apply(); or NULL with *@whole_out set to a plan that
   * replaces the content. NULL without error when there is nothing to undo or redo. A worker may call
   * it while the main thread makes no edit. */
  WgChange * (*step)    (WgJournal *self, gboolean redo, gboolean *backwards_out,
                         WgPlan **whole_out, GError **error);
  /* Stores the whole of @plan in place of the present content, as one row that can be undone.
   * A worker may call it while the main thread makes no edit. */
  gboolean   (*replace) (WgJournal *self, WgPlan *plan, const char *kind, const char *detail,
                         const WgProgress *progress, GCancellable *cancellable, GError **error);
  /* Stores @buildings (nullable: none) in place of those that the file has, as one row that can be
   * undone. A worker may call it while the main thread makes no edit. */
  gboolean   (*put_buildings) (WgJournal *self, WgBuildingSet *buildings, const char *kind,
                               const char *detail, const WgProgress *progress,
                               GCancellable *cancellable, GError **error);
  /* The same with all barriers. */
  gboolean   (*put_barriers) (WgJournal *self, WgBarrierSet *barriers, const char *kind,
                              const char *detail, GError **error);
  /* The same with all address points. */
  gboolean   (*put_addresses) (WgJournal *self, WgAddressSet *addresses, const char *kind,
                               const char *detail, GError **error);
  /* (element-type WgJournalRow) (transfer full): at most @limit newest rows (0: all). */
  GPtrArray *(*list)    (WgJournal *self, guint limit, GError **error);
  /* Nullable: why the next steps are made, kept with each of them; "" is no reason. */
  void       (*set_reason) (WgJournal *self, const char *reason);
  /* Nullable: step() would keep its caller waiting. */
  gboolean   (*is_long) (WgJournal *self, gboolean redo);
};

gboolean   wg_journal_write   (WgJournal *self, WgPlan *plan, const WgChange *change, GError **error);
WgChange  *wg_journal_step    (WgJournal *self, gboolean redo, gboolean *backwards_out,
                               WgPlan **whole_out, GError **error);
gboolean   wg_journal_replace (WgJournal *self, WgPlan *plan, const char *kind, const char *detail,
                               const WgProgress *progress, GCancellable *cancellable, GError **error);
gboolean   wg_journal_put_buildings (WgJournal *self, WgBuildingSet *buildings, const char *kind,
                                     const char *detail, const WgProgress *progress,
                                     GCancellable *cancellable, GError **error);
gboolean   wg_journal_put_barriers (WgJournal *self, WgBarrierSet *barriers, const char *kind,
                                    const char *detail, GError **error);
gboolean   wg_journal_put_addresses (WgJournal *self, WgAddressSet *addresses, const char *kind,
                                     const char *detail, GError **error);
GPtrArray *wg_journal_list    (WgJournal *self, guint limit, GError **error);
gboolean   wg_journal_is_long (WgJournal *self, gboolean redo);
void       wg_journal_set_reason (WgJournal *self, const char *reason);

G_END_DECLS
