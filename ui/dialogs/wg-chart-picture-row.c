/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart-panel"

#include "wg-chart-picture-row.h"

#include "../wg-files.h"

#include <glib/gi18n.h>

#define MEGABYTE (1024 * 1024)
#define MOST_MEGABYTES 8

struct _WgChartPictureRow
{
  AdwActionRow parent_instance;

  /* Borrowed references */
  GtkWidget *choose;
  GtkWidget *clear;

  GBytes *picture; /* nullable */
  GtkNativeDialog *chooser;
};

G_DEFINE_FINAL_TYPE (WgChartPictureRow, wg_chart_picture_row, ADW_TYPE_ACTION_ROW)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_MESSAGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The bytes of a picture that can be drawn, or NULL and why not in @sentence. A name is not enough: a broken file
 * has one too. */
static GBytes *
read_picture (GFile *file, char **sentence)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base);
  g_autoptr (GFileInfo) info
    = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  if (info != NULL && g_file_info_get_size (info) > MOST_MEGABYTES * MEGABYTE)
    {
      /* Translators: the name of a file; %d is a number of megabytes */
      *sentence = g_strdup_printf (_("%s is larger than %d MB: choose a smaller picture."), name,
                                   MOST_MEGABYTES);
      return NULL;
    }
  bytes = g_file_load_bytes (file, NULL, NULL, NULL);
  if (bytes != NULL)
    {
      stream = g_memory_input_stream_new_from_bytes (bytes);
      pixbuf = gdk_pixbuf_new_from_stream (stream, NULL, NULL);
    }
  if (pixbuf != NULL)
    return g_steal_pointer (&bytes);
  /* Translators: the name of a file */
  *sentence = g_strdup_printf (_("%s cannot be read as a picture."), name);
  return NULL;
}

static void
take (WgChartPictureRow *self, GBytes *picture)
{
  wg_chart_picture_row_set_picture (self, picture);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, WgChartPictureRow *self)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GBytes) picture = NULL;
  g_autofree char *sentence = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL)
    picture = read_picture (file, &sentence);
  g_clear_object (&self->chooser);
  if (picture != NULL)
    take (self, picture);
  else if (sentence != NULL)
    g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, sentence);
}

static void
choose_cb (WgChartPictureRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkFileChooserNative *chooser
    = wg_files_chooser_new (GTK_WINDOW (root), _("Choose a Picture"), GTK_FILE_CHOOSER_ACTION_OPEN);

  gtk_file_filter_set_name (filter, _("Pictures"));
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_filter_add_mime_type (filter, "image/jpeg");
  gtk_file_filter_add_mime_type (filter, "image/svg+xml");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  g_set_object (&self->chooser, GTK_NATIVE_DIALOG (chooser));
  g_object_unref (chooser);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
remove_cb (WgChartPictureRow *self)
{
  take (self, NULL);
}

static void
wg_chart_picture_row_dispose (GObject *object)
{
  WgChartPictureRow *self = WG_CHART_PICTURE_ROW (object);

  g_clear_object (&self->chooser);
  g_clear_pointer (&self->picture, g_bytes_unref);

  G_OBJECT_CLASS (wg_chart_picture_row_parent_class)->dispose (object);
}

static void
wg_chart_picture_row_class_init (WgChartPictureRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_chart_picture_row_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", WG_TYPE_CHART_PICTURE_ROW, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_MESSAGE] = g_signal_new ("message", WG_TYPE_CHART_PICTURE_ROW, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
wg_chart_picture_row_init (WgChartPictureRow *self)
{
  GtkWidget *choose = gtk_button_new_from_icon_name ("document-open-symbolic");
  GtkWidget *clear = gtk_button_new_from_icon_name ("edit-clear-symbolic");
  GtkWidget *buttons[] = { choose, clear };
  const char *const names[] = { _("Choose…"), _("Remove") };

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      gtk_widget_set_valign (buttons[i], GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (buttons[i], "flat");
      gtk_widget_set_tooltip_text (buttons[i], names[i]);
      adw_action_row_add_suffix (ADW_ACTION_ROW (self), buttons[i]);
    }
  self->choose = choose;
  self->clear = clear;
  g_signal_connect_swapped (choose, "clicked", G_CALLBACK (choose_cb), self);
  g_signal_connect_swapped (clear, "clicked", G_CALLBACK (remove_cb), self);
}

GtkWidget *
wg_chart_picture_row_new (const char *title)
{
  WgChartPictureRow *self = g_object_new (WG_TYPE_CHART_PICTURE_ROW, "title", title, NULL);
  /* Translators: a button; %s is Logo or the like */
  g_autofree char *choose = g_strdup_printf (_("%s: choose a file"), title);
  /* Translators: a button; %s is Logo or the like */
  g_autofree char *clear = g_strdup_printf (_("%s: remove"), title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choose), GTK_ACCESSIBLE_PROPERTY_LABEL, choose, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->clear), GTK_ACCESSIBLE_PROPERTY_LABEL, clear, -1);
  return GTK_WIDGET (self);
}

void
wg_chart_picture_row_set_picture (WgChartPictureRow *self, GBytes *picture)
{
  GBytes *kept = picture != NULL ? g_bytes_ref (picture) : NULL;

  g_clear_pointer (&self->picture, g_bytes_unref);
  self->picture = kept;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), kept != NULL ? _("Chosen") : _("None"));
}

GBytes *
wg_chart_picture_row_get_picture (WgChartPictureRow *self)
{
  return self->picture;
}
