/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-jobs"

#include "wg-jobs.h"

#include "../app/base/wg-thread.h"

struct _WgJob
{
  GObject parent_instance;

  char *title;
  GCancellable *cancellable;
  WgProgress progress;
  double fraction; /* main thread */

  GMutex mutex;
  double told;       /* by the worker, under the mutex */
  gboolean is_queued;
};

struct _WgJobs
{
  GObject parent_instance;

  GPtrArray *jobs;
};

static void wg_jobs_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (WgJob, wg_job, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (WgJobs, wg_jobs, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, wg_jobs_list_model_init))

enum
{
  PROP_TITLE = 1,
  PROP_FRACTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
tell_main_cb (gpointer user_data)
{
  WgJob *self = user_data;

  g_mutex_lock (&self->mutex);
  self->fraction = self->told;
  self->is_queued = FALSE;
  g_mutex_unlock (&self->mutex);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
  return G_SOURCE_REMOVE;
}

/* Runs on the worker. */
static void
progress_cb (double fraction, gpointer user_data)
{
  WgJob *self = user_data;

  g_mutex_lock (&self->mutex);
  self->told = fraction;
  if (!self->is_queued)
    {
      self->is_queued = TRUE;
      g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, tell_main_cb, g_object_ref (self),
                       g_object_unref);
    }
  g_mutex_unlock (&self->mutex);
}

static void
wg_job_finalize (GObject *object)
{
  WgJob *self = WG_JOB (object);

  g_free (self->title);
  g_clear_object (&self->cancellable);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (wg_job_parent_class)->finalize (object);
}

static void
wg_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WgJob *self = WG_JOB (object);

  if (id == PROP_TITLE)
    g_value_set_string (value, self->title);
  else if (id == PROP_FRACTION)
    g_value_set_double (value, self->fraction);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wg_job_class_init (WgJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = wg_job_finalize;
  object_class->get_property = wg_job_get_property;

  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FRACTION] =
    g_param_spec_double ("fraction", NULL, NULL, -1.0, 1.0, -1.0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
wg_job_init (WgJob *self)
{
  g_mutex_init (&self->mutex);
  self->cancellable = g_cancellable_new ();
  self->fraction = -1.0;
  self->progress = (WgProgress) WG_PROGRESS_INIT (progress_cb, self);
}

static GType
wg_jobs_get_item_type (GListModel *model)
{
  return WG_TYPE_JOB;
}

static guint
wg_jobs_get_n_items (GListModel *model)
{
  return WG_JOBS (model)->jobs->len;
}

static gpointer
wg_jobs_get_item (GListModel *model, guint position)
{
  WgJobs *self = WG_JOBS (model);

  return position < self->jobs->len ? g_object_ref (self->jobs->pdata[position]) : NULL;
}

static void
wg_jobs_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = wg_jobs_get_item_type;
  iface->get_n_items = wg_jobs_get_n_items;
  iface->get_item = wg_jobs_get_item;
}

static void
wg_jobs_finalize (GObject *object)
{
  g_ptr_array_unref (WG_JOBS (object)->jobs);

  G_OBJECT_CLASS (wg_jobs_parent_class)->finalize (object);
}

static void
wg_jobs_class_init (WgJobsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_jobs_finalize;
}

static void
wg_jobs_init (WgJobs *self)
{
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
}

const char *
wg_job_get_title (WgJob *self)
{
  return self->title;
}

double
wg_job_get_fraction (WgJob *self)
{
  return self->fraction;
}

GCancellable *
wg_job_get_cancellable (WgJob *self)
{
  return self->cancellable;
}

const WgProgress *
wg_job_get_progress (WgJob *self)
{
  return &self->progress;
}

void
wg_job_cancel (WgJob *self)
{
  g_cancellable_cancel (self->cancellable);
}

WgJobs *
wg_jobs_new (void)
{
  return g_object_new (WG_TYPE_JOBS, NULL);
}

static void
task_completed_cb (GTask *task, GParamSpec *pspec, WgJobs *self)
{
  guint position;

  if (g_ptr_array_find (self->jobs, wg_jobs_get_job (task), &position))
    {
      g_ptr_array_remove_index (self->jobs, position);
      g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
    }
}

GTask *
wg_jobs_new_task (WgJobs              *self,
                  const char          *title,
                  gpointer             source_object,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  WgJob *job = g_object_new (WG_TYPE_JOB, NULL);
  GTask *task;

  WG_ASSERT_MAIN_THREAD ();

  job->title = g_strdup (title);
  task = g_task_new (source_object, job->cancellable, callback, user_data);
  g_task_set_name (task, "wg-job");
  g_object_set_data_full (G_OBJECT (task), "wg-job", job, g_object_unref);
  g_signal_connect_object (task, "notify::completed", G_CALLBACK (task_completed_cb), self, 0);

  g_ptr_array_add (self->jobs, g_object_ref (job));
  g_list_model_items_changed (G_LIST_MODEL (self), self->jobs->len - 1, 0, 1);
  return task;
}

WgJob *
wg_jobs_get_job (GTask *task)
{
  return g_object_get_data (G_OBJECT (task), "wg-job");
}

void
wg_jobs_cancel_all (WgJobs *self)
{
  for (guint i = 0; i < self->jobs->len; i++)
    wg_job_cancel (self->jobs->pdata[i]);
}
