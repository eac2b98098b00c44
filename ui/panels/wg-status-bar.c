/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-status-bar"

#include "wg-status-bar.h"

#include "../../app/cli/wg-words.h"

#include <math.h>

#include <glib/gi18n.h>

struct _WgStatusBar
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkDropDown *level;
  GtkLabel *hint_label;
  GtkLabel *reason_label;
  GtkWidget *jobs_box;
  GtkLabel *job_label;
  GtkProgressBar *job_progress;
  GtkWidget *job_more;
  GtkListBox *job_list;
  GtkLabel *pointer_label;
  GtkLabel *scale_label;

  /* Owned references */
  WgJobs *jobs;
  WgSession *session;
  GSignalGroup *session_signals;
  GSignalGroup *history_signals;
  GSignalGroup *plan_signals;
  GSignalGroup *job_signals; /* of the job that is shown */

  double scale;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (WgStatusBar, wg_status_bar, ADW_TYPE_BIN)

enum
{
  PROP_HINT = 1,
  PROP_POINTER_TEXT,
  PROP_SCALE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
show_fraction (GtkProgressBar *bar, WgJob *job)
{
  double fraction = wg_job_get_fraction (job);

  if (fraction < 0)
    gtk_progress_bar_pulse (bar);
  else
    gtk_progress_bar_set_fraction (bar, fraction);
}

static void
fraction_changed_cb (WgJob *job, GParamSpec *pspec, WgStatusBar *self)
{
  show_fraction (self->job_progress, job);
}

static void
row_fraction_cb (WgJob *job, GParamSpec *pspec, GtkProgressBar *bar)
{
  show_fraction (bar, job);
}

static void
cancel_row_cb (GtkButton *button, WgJob *job)
{
  wg_job_cancel (job);
}

static GtkWidget *
make_job_row_cb (gpointer object, gpointer user_data)
{
  WgJob *job = object;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (wg_job_get_title (job));
  GtkWidget *bar = gtk_progress_bar_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("process-stop-symbolic");
  g_autofree char *tooltip = g_strdup_printf (_("Cancel: %s"), wg_job_get_title (job));

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (text), label);
  gtk_box_append (GTK_BOX (text), bar);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (cancel_row_cb), job, 0);
  g_signal_connect_object (job, "notify::fraction", G_CALLBACK (row_fraction_cb), bar, 0);
  show_fraction (GTK_PROGRESS_BAR (bar), job);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

/* The newest job stands in the bar; the others are in the list behind the button. */
static void
jobs_changed_cb (GListModel *jobs, guint position, guint removed, guint added, WgStatusBar *self)
{
  guint n = g_list_model_get_n_items (jobs);
  g_autoptr (WgJob) job = n > 0 ? g_list_model_get_item (jobs, n - 1) : NULL;

  gtk_widget_set_visible (self->jobs_box, n > 0);
  gtk_widget_set_visible (self->job_more, n > 1);
  g_signal_group_set_target (self->job_signals, job);
  if (job != NULL)
    {
      gtk_label_set_label (self->job_label, wg_job_get_title (job));
      show_fraction (self->job_progress, job);
    }
}

static void
cancel_clicked_cb (GtkButton *button, WgStatusBar *self)
{
  g_autoptr (WgJob) job = g_signal_group_dup_target (self->job_signals);

  if (job != NULL)
    wg_job_cancel (job);
}

static void
fill_levels (WgStatusBar *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  WgPlan *plan = self->session != NULL ? wg_session_get_plan (self->session) : NULL;

  for (guint depth = 1; plan != NULL && depth <= wg_plan_get_n_levels (plan); depth++)
    gtk_string_list_append (names, wg_plan_get_level (plan, depth)->name);

  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->level, G_LIST_MODEL (names));
  if (self->session != NULL)
    gtk_drop_down_set_selected (self->level, wg_session_get_depth (self->session) - 1);
  self->is_filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->level), plan != NULL);
}

static void
level_selected_cb (GtkDropDown *level, GParamSpec *pspec, WgStatusBar *self)
{
  guint selected = gtk_drop_down_get_selected (level);

  if (!self->is_filling && self->session != NULL && selected != GTK_INVALID_LIST_POSITION)
    wg_session_set_depth (self->session, selected + 1);
}

static void
depth_changed_cb (WgSession *session, GParamSpec *pspec, WgStatusBar *self)
{
  self->is_filling = TRUE;
  gtk_drop_down_set_selected (self->level, wg_session_get_depth (session) - 1);
  self->is_filling = FALSE;
}

/* A reason that is still given must not be forgotten. */
static void
show_reason (WgStatusBar *self)
{
  const char *reason
    = self->session != NULL ? wg_history_get_reason (wg_session_get_history (self->session)) : "";
  /* Translators: %s is the reason that edits are kept with */
  g_autofree char *text = g_strdup_printf (_("Reason: %s"), reason);

  gtk_label_set_label (self->reason_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->reason_label), text);
  gtk_widget_set_visible (GTK_WIDGET (self->reason_label), *reason != '\0');
}

static void
show_scale (WgStatusBar *self)
{
  g_autofree char *text = NULL;

  if (self->scale > 0)
    {
      g_autofree char *count = wg_words_count ((guint64) llround (self->scale));

      text = g_strdup_printf ("1:%s", count);
    }
  gtk_label_set_label (self->scale_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->scale_label), text != NULL);
}

static void
wg_status_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WgStatusBar *self = WG_STATUS_BAR (object);

  if (id == PROP_HINT)
    g_value_set_string (value, gtk_label_get_label (self->hint_label));
  else if (id == PROP_POINTER_TEXT)
    g_value_set_string (value, gtk_label_get_label (self->pointer_label));
  else if (id == PROP_SCALE)
    g_value_set_double (value, self->scale);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wg_status_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WgStatusBar *self = WG_STATUS_BAR (object);
  const char *text = G_VALUE_HOLDS_STRING (value) ? g_value_get_string (value) : NULL;

  if (id == PROP_HINT)
    gtk_label_set_label (self->hint_label, text != NULL ? text : "");
  else if (id == PROP_POINTER_TEXT)
    gtk_label_set_label (self->pointer_label, text != NULL ? text : "");
  else if (id == PROP_SCALE)
    {
      self->scale = g_value_get_double (value);
      show_scale (self);
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wg_status_bar_dispose (GObject *object)
{
  WgStatusBar *self = WG_STATUS_BAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_STATUS_BAR);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->history_signals);
  g_clear_object (&self->plan_signals);
  g_clear_object (&self->job_signals);
  g_clear_object (&self->session);
  g_clear_object (&self->jobs);

  G_OBJECT_CLASS (wg_status_bar_parent_class)->dispose (object);
}

static void
wg_status_bar_class_init (WgStatusBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = wg_status_bar_dispose;
  object_class->get_property = wg_status_bar_get_property;
  object_class->set_property = wg_status_bar_set_property;

  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, flags);
  properties[PROP_POINTER_TEXT] = g_param_spec_string ("pointer-text", NULL, NULL, NULL, flags);
  properties[PROP_SCALE] = g_param_spec_double ("scale", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-status-bar.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, WgStatusBar, name)
  BIND (level);
  BIND (hint_label);
  BIND (reason_label);
  BIND (jobs_box);
  BIND (job_label);
  BIND (job_progress);
  BIND (job_more);
  BIND (job_list);
  BIND (pointer_label);
  BIND (scale_label);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, level_selected_cb);
}

static void
wg_status_bar_init (WgStatusBar *self)
{
  self->session_signals = g_signal_group_new (WG_TYPE_SESSION);
  g_signal_group_connect (self->session_signals, "notify::depth", G_CALLBACK (depth_changed_cb),
                          self);
  self->history_signals = g_signal_group_new (WG_TYPE_HISTORY);
  g_signal_group_connect_swapped (self->history_signals, "notify::reason",
                                  G_CALLBACK (show_reason), self);
  self->plan_signals = g_signal_group_new (WG_TYPE_PLAN);
  g_signal_group_connect_swapped (self->plan_signals, "replaced", G_CALLBACK (fill_levels), self);
  self->job_signals = g_signal_group_new (WG_TYPE_JOB);
  g_signal_group_connect (self->job_signals, "notify::fraction", G_CALLBACK (fraction_changed_cb),
                          self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_progress_bar_set_pulse_step (self->job_progress, 0.2);
}

void
wg_status_bar_set_jobs (WgStatusBar *self, WgJobs *jobs)
{
  g_set_object (&self->jobs, jobs);
  g_signal_connect_object (jobs, "items-changed", G_CALLBACK (jobs_changed_cb), self, 0);
  gtk_list_box_bind_model (self->job_list, G_LIST_MODEL (jobs), make_job_row_cb, self, NULL);
}

void
wg_status_bar_set_session (WgStatusBar *self, WgSession *session)
{
  if (!g_set_object (&self->session, session))
    return;

  g_signal_group_set_target (self->session_signals, session);
  g_signal_group_set_target (self->history_signals,
                             session != NULL ? wg_session_get_history (session) : NULL);
  show_reason (self);
  g_signal_group_set_target (self->plan_signals,
                             session != NULL ? wg_session_get_plan (session) : NULL);
  fill_levels (self);
}
