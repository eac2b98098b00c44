/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-search-tool"

#include "wg-search-tool.h"

#define DELAY_MS 120 /* between the last change and the search */

typedef struct
{
  GCancellable *search; /* of the running worker */
  guint delay_id;
  WgPlan *plan;         /* followed */
  gulong changed_id, replaced_id;
} WgSearchToolPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (WgSearchTool, wg_search_tool, WG_TYPE_TOOL)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a worker gets. */
typedef struct
{
  const WgSearchToolClass *klass;
  WgPlan *plan; /* a snapshot */
  gpointer search;
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  work->klass->free_search (work->search);
  g_object_unref (work->plan);
  g_free (work);
}

static void
stop_search (WgSearchTool *self)
{
  WgSearchToolPrivate *priv = wg_search_tool_get_instance_private (self);

  g_clear_handle_id (&priv->delay_id, g_source_remove);
  if (priv->search != NULL)
    g_cancellable_cancel (priv->search);
  g_clear_object (&priv->search);
}

static void
search_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Work *work = data;
  GError *error = NULL;
  gpointer found = work->klass->look (work->plan, work->search, cancellable, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, work->klass->free_found);
  else
    g_task_return_error (task, error);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgSearchTool *self = WG_SEARCH_TOOL (source);
  WgSearchToolPrivate *priv = wg_search_tool_get_instance_private (self);
  const Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gpointer found = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_task_get_cancellable (G_TASK (result)) != priv->search)
    {
      g_clear_pointer (&found, work->klass->free_found);
      return;
    }
  g_clear_object (&priv->search);
  work->klass->take (self, work->search, found, error);
}

static gboolean
search_cb (gpointer user_data)
{
  WgSearchTool *self = user_data;
  WgSearchToolPrivate *priv = wg_search_tool_get_instance_private (self);
  const WgSearchToolClass *klass = WG_SEARCH_TOOL_GET_CLASS (self);
  WgPlan *plan = wg_session_get_plan (wg_tool_get_session (WG_TOOL (self)));
  gboolean is_long = FALSE;
  gpointer search = klass->ask (self, plan, &is_long);
  g_autoptr (GTask) task = NULL;
  Work *work = NULL;

  priv->delay_id = 0;
  if (!is_long)
    {
      g_autoptr (GError) error = NULL;
      gpointer found = klass->look (plan, search, NULL, &error);

      klass->take (self, search, found, error);
      klass->free_search (search);
      return G_SOURCE_REMOVE;
    }
  work = g_new0 (Work, 1);
  work->klass = klass;
  work->plan = wg_plan_snapshot (plan);
  work->search = search;
  priv->search = g_cancellable_new ();
  task = g_task_new (self, priv->search, found_cb, NULL);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, work, free_work);
  g_task_run_in_thread (task, search_in_worker);
  return G_SOURCE_REMOVE;
}

static void
wg_search_tool_constructed (GObject *object)
{
  WgSearchTool *self = WG_SEARCH_TOOL (object);
  WgSearchToolPrivate *priv = wg_search_tool_get_instance_private (self);
  WgSession *session = wg_tool_get_session (WG_TOOL (self));

  G_OBJECT_CLASS (wg_search_tool_parent_class)->constructed (object);
  if (session == NULL)
    return;
  priv->plan = g_object_ref (wg_session_get_plan (session));
  priv->changed_id = g_signal_connect_swapped (priv->plan, "changed",
                                               G_CALLBACK (wg_search_tool_renew), self);
  priv->replaced_id = g_signal_connect_swapped (priv->plan, "replaced",
                                                G_CALLBACK (wg_search_tool_renew), self);
  wg_search_tool_renew (self);
}

static void
wg_search_tool_dispose (GObject *object)
{
  WgSearchTool *self = WG_SEARCH_TOOL (object);
  WgSearchToolPrivate *priv = wg_search_tool_get_instance_private (self);

  stop_search (self);
  if (priv->plan != NULL)
    {
      g_clear_signal_handler (&priv->changed_id, priv->plan);
      g_clear_signal_handler (&priv->replaced_id, priv->plan);
    }
  g_clear_object (&priv->plan);
  G_OBJECT_CLASS (wg_search_tool_parent_class)->dispose (object);
}

static void
wg_search_tool_class_init (WgSearchToolClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = wg_search_tool_constructed;
  G_OBJECT_CLASS (klass)->dispose = wg_search_tool_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_search_tool_init (WgSearchTool *self)
{
}

void
wg_search_tool_renew (WgSearchTool *self)
{
  WgSearchToolPrivate *priv = wg_search_tool_get_instance_private (self);

  stop_search (self);
  if (WG_SEARCH_TOOL_GET_CLASS (self)->forget (self))
    priv->delay_id = g_timeout_add (DELAY_MS, search_cb, self);
  wg_search_tool_tell (self);
}

void
wg_search_tool_tell (WgSearchTool *self)
{
  wg_tool_hint_changed (WG_TOOL (self));
  wg_tool_redraw (WG_TOOL (self));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

gboolean
wg_search_tool_is_looking (WgSearchTool *self)
{
  WgSearchToolPrivate *priv = wg_search_tool_get_instance_private (self);

  return priv->search != NULL || priv->delay_id != 0;
}
