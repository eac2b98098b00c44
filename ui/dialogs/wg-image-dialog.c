/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-image-dialog"

#include "wg-image-dialog.h"

#include "../../app/cli/wg-words.h"
#include "../../app/exchange/wg-georeference.h"
#include "wg-import-control-points.h"

#include <glib/gi18n.h>

struct _WgImageDialog
{
  AdwWindow parent_instance;

  GtkWidget *place_button;
  WgImportControlPoints *points;
  char *image;
};

G_DEFINE_FINAL_TYPE (WgImageDialog, wg_image_dialog, ADW_TYPE_WINDOW)

enum
{
  PLACED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What the worker writes. */
typedef struct
{
  char *image;
  char *crs;
  WgControlFit *fit;
} Work;

static void
work_free (Work *work)
{
  g_free (work->image);
  g_free (work->crs);
  wg_control_fit_free (work->fit);
  g_free (work);
}

static void
points_changed_cb (WgImportControlPoints *points, WgImageDialog *self)
{
  gtk_widget_set_sensitive (self->place_button, wg_import_control_points_get_fit (points) != NULL);
}

static void
place_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  char *path = wg_georeference_image (work->image, work->fit, work->crs, NULL, &error);

  if (path != NULL)
    g_task_return_pointer (task, path, g_free);
  else
    g_task_return_error (task, error);
}

static void
placed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  WgImageDialog *self = WG_IMAGE_DIALOG (object);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_task_propagate_pointer (G_TASK (result), &error);

  if (path != NULL)
    {
      g_signal_emit (self, signals[PLACED], 0, path);
      gtk_window_destroy (GTK_WINDOW (self));
    }
  else
    {
      g_autofree char *sentence = wg_words_error (error);
      GtkWidget *message = adw_message_dialog_new (
        GTK_WINDOW (self), _("The place of the picture cannot be stored beside it"), sentence);

      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (message), "close", _("_Close"));
      gtk_window_present (GTK_WINDOW (message));
      gtk_widget_set_sensitive (self->place_button, TRUE);
    }
}

static void
place_cb (GtkButton *button, WgImageDialog *self)
{
  const WgControlFit *fit = wg_import_control_points_get_fit (self->points);
  WgFrame *frame = wg_import_control_points_get_frame (self->points);
  g_autoptr (GTask) task = NULL;
  Work *work = NULL;

  if (fit == NULL || frame == NULL)
    return;
  gtk_widget_set_sensitive (self->place_button, FALSE);
  work = g_new0 (Work, 1);
  work->image = g_strdup (self->image);
  work->crs = g_strdup (wg_frame_get_crs (frame));
  work->fit = wg_control_fit_copy (fit);
  task = g_task_new (self, NULL, placed_cb, NULL);
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  g_task_run_in_thread (task, place_thread);
}

static void
wg_image_dialog_finalize (GObject *object)
{
  g_free (WG_IMAGE_DIALOG (object)->image);

  G_OBJECT_CLASS (wg_image_dialog_parent_class)->finalize (object);
}

static void
wg_image_dialog_class_init (WgImageDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_image_dialog_finalize;

  signals[PLACED] = g_signal_new ("placed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static GtkWidget *
make_header (WgImageDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  self->place_button = gtk_button_new_with_mnemonic (_("Place on the _Map"));
  gtk_widget_add_css_class (self->place_button, "suggested-action");
  gtk_widget_set_sensitive (self->place_button, FALSE);
  g_signal_connect (self->place_button, "clicked", G_CALLBACK (place_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->place_button);
  return header;
}

static void
wg_image_dialog_init (WgImageDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *points = g_object_new (WG_TYPE_IMPORT_CONTROL_POINTS, NULL);

  self->points = WG_IMPORT_CONTROL_POINTS (points);
  gtk_window_set_default_size (GTK_WINDOW (self), 1100, 660);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_title (GTK_WINDOW (self), _("Place a Picture"));
  gtk_widget_set_margin_start (points, 12);
  gtk_widget_set_margin_end (points, 12);
  gtk_widget_set_margin_top (points, 12);
  gtk_widget_set_margin_bottom (points, 12);
  gtk_widget_set_vexpand (points, TRUE);
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), points);
  adw_window_set_content (ADW_WINDOW (self), box);
  g_signal_connect (points, "changed", G_CALLBACK (points_changed_cb), self);
}

WgImageDialog *
wg_image_dialog_new (GtkWindow *parent, WgPlan *plan, const char *image, GError **error)
{
  WgImageDialog *self = g_object_new (WG_TYPE_IMAGE_DIALOG, "transient-for", parent, NULL);

  if (!wg_point_map_set_image (wg_import_control_points_get_source (self->points), image, error))
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return NULL;
    }
  self->image = g_strdup (image);
  wg_import_control_points_set_plan (self->points, plan);
  return self;
}
