/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-progress-dialog"

#include "wg-progress-dialog.h"

#define PULSE_MS 120

struct _WgProgressDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkLabel *label;
  GtkProgressBar *bar;
  GtkWidget *cancel_button;

  WgJob *job;
  guint pulse; /* until the job tells how far it is */
};

G_DEFINE_FINAL_TYPE (WgProgressDialog, wg_progress_dialog, ADW_TYPE_WINDOW)

static gboolean
pulse_cb (gpointer user_data)
{
  gtk_progress_bar_pulse (WG_PROGRESS_DIALOG (user_data)->bar);
  return G_SOURCE_CONTINUE;
}

static void
fraction_changed_cb (WgJob *job, GParamSpec *pspec, WgProgressDialog *self)
{
  double fraction = wg_job_get_fraction (job);

  if (fraction < 0)
    return;
  g_clear_handle_id (&self->pulse, g_source_remove);
  gtk_progress_bar_set_fraction (self->bar, fraction);
}

static void
cancel (WgProgressDialog *self)
{
  wg_job_cancel (self->job);
  gtk_widget_set_sensitive (self->cancel_button, FALSE);
}

static void
cancel_cb (GtkButton *button, WgProgressDialog *self)
{
  cancel (self);
}

/* The worker may need a moment to stop; the owner closes the dialog when it has. */
static gboolean
wg_progress_dialog_close_request (GtkWindow *window)
{
  cancel (WG_PROGRESS_DIALOG (window));
  return TRUE;
}

static void
wg_progress_dialog_dispose (GObject *object)
{
  WgProgressDialog *self = WG_PROGRESS_DIALOG (object);

  g_clear_handle_id (&self->pulse, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_PROGRESS_DIALOG);
  g_clear_object (&self->job);

  G_OBJECT_CLASS (wg_progress_dialog_parent_class)->dispose (object);
}

static void
wg_progress_dialog_class_init (WgProgressDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_progress_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = wg_progress_dialog_close_request;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-progress-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, WgProgressDialog, label);
  gtk_widget_class_bind_template_child (widget_class, WgProgressDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, WgProgressDialog, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wg_progress_dialog_init (WgProgressDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

WgProgressDialog *
wg_progress_dialog_new (GtkWindow *parent, WgJob *job)
{
  WgProgressDialog *self = g_object_new (WG_TYPE_PROGRESS_DIALOG, "transient-for", parent, NULL);

  self->job = g_object_ref (job);
  self->pulse = g_timeout_add (PULSE_MS, pulse_cb, self);
  gtk_label_set_label (self->label, wg_job_get_title (job));
  gtk_window_set_title (GTK_WINDOW (self), wg_job_get_title (job));
  g_signal_connect_object (job, "notify::fraction", G_CALLBACK (fraction_changed_cb), self, 0);
  return self;
}
