/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../app/base/wg-progress.h"

G_BEGIN_DECLS

#define WG_TYPE_JOB (wg_job_get_type ())

/**
 * WgJob:
 *
 * One long call that runs in a worker: a title for people, how far it is, and how to stop it.
 * Properties, notified on the main thread: "title", "fraction" (0 to 1; below 0: not known yet).
 */
G_DECLARE_FINAL_TYPE (WgJob, wg_job, WG, JOB, GObject)

const char       *wg_job_get_title       (WgJob *self);
double            wg_job_get_fraction    (WgJob *self);
GCancellable     *wg_job_get_cancellable (WgJob *self);
/** For the worker: valid while the job lives; tells the main thread at most once per idle. */
const WgProgress *wg_job_get_progress    (WgJob *self);
void              wg_job_cancel          (WgJob *self);

#define WG_TYPE_JOBS (wg_jobs_get_type ())

/** The list of running jobs of one window, a #GListModel of #WgJob, newest last. Main thread. */
G_DECLARE_FINAL_TYPE (WgJobs, wg_jobs, WG, JOBS, GObject)

WgJobs *wg_jobs_new      (void);
/**
 * wg_jobs_new_task:
 * @title: for people, translated
 *
 * Starts a job and makes the task for its worker; the job leaves the list when the task is done.
 *
 * Returns: (transfer full): run it with g_task_run_in_thread() or return it yourself
 */
GTask  *wg_jobs_new_task (WgJobs              *self,
                          const char          *title,
                          gpointer             source_object,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data);
/** The job of a task made by wg_jobs_new_task(). Any thread. */
WgJob  *wg_jobs_get_job  (GTask               *task);
void    wg_jobs_cancel_all (WgJobs            *self);

G_END_DECLS
