/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-window.h"

#include "../app/cli/wg-import-job.h"
#include "dialogs/wg-import-dialog.h"
#include "wg-jobs.h"

G_BEGIN_DECLS

/*
 * What a file brings besides grids (buildings, their numbers, addresses, lines) takes one way into the
 * project: a worker reads it, its report is shown above the question whether it comes in, it is stored as
 * one undo step with progress, and a toast says what came of it. A #WgIntakeKind is what differs.
 */

/** What a worker reads with. */
typedef struct
{
  WgPlan *plan; /* a snapshot */
  WgImportChoice *choice;
} WgReadJob;

/** One file on its way in. */
typedef struct
{
  WgWindow *window;
  const struct _WgIntakeKind *kind;
  WgReadJob *job;
  gpointer read; /* by kind->read() */
  GTask *task;   /* (nullable): of storing */
} WgIntake;

typedef struct _WgIntakeKind
{
  const char *question; /* (nullable): a heading, to be translated; without one it is stored at once */
  gboolean is_placed;   /* a project without place gets that of the file */
  /** In a worker: what the file has, (transfer full). */
  gpointer (*read) (const WgReadJob *job, const WgProgress *progress, GCancellable *cancellable, GError **error);
  void (*free_read) (gpointer read);
  /** What stands above the question; (transfer floating). */
  GtkWidget *(*describe) (WgIntake *intake);
  /** (nullable): is there anything to store? */
  gboolean (*has_any) (gpointer read);
  /** Begins to store it, with the progress of @job. */
  void (*store) (WgIntake *intake, WgHistory *history, WgJob *job, GAsyncReadyCallback callback);
  gboolean (*store_finish) (WgHistory *history, GAsyncResult *result, GError **error);
  /** The sentence of the toast; the place for what else there is to do once it is stored. */
  char *(*stored) (WgIntake *intake);
} WgIntakeKind;

/** Takes a file in; calls wg_window_end_import() at the end, however it went. */
void       wg_window_take_in     (WgWindow             *self,
                                  const WgImportChoice *choice,
                                  const WgIntakeKind   *kind);
/** A report that can be read and scrolled: what kind->describe() is made of. */
GtkWidget *wg_intake_make_report (const char           *text);

G_END_DECLS
