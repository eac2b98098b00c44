/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-layer-panel"

#include "wg-layer-panel.h"

#include "../canvas/wg-layer-keeper.h"
#include "../canvas/wg-layer-probe.h"
#include "../dialogs/wg-image-dialog.h"
#include "wg-layer-row.h"

#include "../../app/cli/wg-words.h"

#include <glib/gi18n.h>

#define SAVE_MS 600

struct _WgLayerPanel
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkListBox *list;
  GtkWidget *add_button;
  GtkWidget *image_button;

  /* Owned references */
  WgCanvas *canvas;
  WgProject *project;
  GCancellable *cancellable; /* of what is being added */
  GtkFileChooserNative *chooser;
  guint save_id;
  gboolean is_loading; /* the list changes because it is read: nothing to save */
};

G_DEFINE_FINAL_TYPE (WgLayerPanel, wg_layer_panel, ADW_TYPE_BIN)

static GListStore *
layers_of (WgLayerPanel *self)
{
  return wg_canvas_get_layers (self->canvas);
}

static void
say (WgLayerPanel *self, const char *sentence)
{
  if (self->canvas != NULL)
    g_signal_emit_by_name (self->canvas, "message", sentence);
}

static void
save_now (WgLayerPanel *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->save_id, g_source_remove);
  if (self->project == NULL || self->canvas == NULL || wg_project_is_read_only (self->project))
    return;
  if (!wg_layer_keeper_save (layers_of (self), self->project, &error))
    {
      g_autofree char *sentence = wg_words_error (error);
      say (self, sentence);
    }
}

static gboolean
save_cb (gpointer data)
{
  WgLayerPanel *self = data;

  /* An import holds the file: wait for it rather than hold the window. */
  if (self->project != NULL && wg_history_is_busy (wg_project_get_history (self->project)))
    return G_SOURCE_CONTINUE;
  self->save_id = 0;
  save_now (self);
  return G_SOURCE_REMOVE;
}

static void
layers_changed_cb (WgCanvas *canvas, WgLayerPanel *self)
{
  if (self->is_loading || self->project == NULL)
    return;
  g_clear_handle_id (&self->save_id, g_source_remove);
  self->save_id = g_timeout_add (SAVE_MS, save_cb, self);
}

static guint
find_layer (WgLayerPanel *self, WgMapLayer *layer)
{
  guint position = 0;

  return g_list_store_find (layers_of (self), layer, &position) ? position : GTK_INVALID_LIST_POSITION;
}

/** Takes the layer to @to in one change of the list, so that what it has read is kept. */
static void
move_layer (WgLayerPanel *self, WgMapLayer *layer, guint to)
{
  GListModel *list = G_LIST_MODEL (layers_of (self));
  guint from = find_layer (self, layer), n = g_list_model_get_n_items (list);
  guint low = MIN (from, to), count = MAX (from, to) - low + 1;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  /* The last place is the labels'. */
  if (from == GTK_INVALID_LIST_POSITION || from == to || to + 1 >= n)
    return;
  for (guint i = low; i < low + count; i++)
    if (i != from)
      g_ptr_array_add (items, g_list_model_get_item (list, i));
  g_ptr_array_insert (items, to < from ? 0 : (int) items->len, g_object_ref (layer));
  g_list_store_splice (layers_of (self), low, count, items->pdata, items->len);
}

static void
command_cb (WgLayerRow *row, const char *command, WgLayerPanel *self)
{
  g_autoptr (WgMapLayer) layer = g_object_ref (wg_layer_row_get_layer (row));
  guint position = find_layer (self, layer);

  if (position == GTK_INVALID_LIST_POSITION)
    return;
  if (g_str_equal (command, "zoom"))
    {
      WgEnvelope envelope = wg_map_layer_get_envelope (layer);
      if (wg_map_layer_get_kind (layer) == WG_MAP_LAYER_GRIDS)
        wg_canvas_fit (self->canvas);
      else
        wg_canvas_fit_envelope (self->canvas, &envelope);
    }
  else if (g_str_equal (command, "up"))
    move_layer (self, layer, position + 1);
  else if (g_str_equal (command, "down") && position > 0)
    move_layer (self, layer, position - 1);
  else if (g_str_equal (command, "remove"))
    g_list_store_remove (layers_of (self), position);
}

static void
dropped_cb (WgLayerRow *row, WgMapLayer *layer, WgLayerPanel *self)
{
  GListModel *list = G_LIST_MODEL (layers_of (self));
  guint to = find_layer (self, wg_layer_row_get_layer (row));

  /* On the labels: below them. */
  if (to != GTK_INVALID_LIST_POSITION)
    move_layer (self, layer, MIN (to, g_list_model_get_n_items (list) - 2));
}

static void
renew_rows (WgLayerPanel *self)
{
  GListModel *list = self->canvas != NULL ? G_LIST_MODEL (layers_of (self)) : NULL;
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = list != NULL ? g_list_model_get_n_items (list) : 0; i > 0; i--)
    {
      g_autoptr (WgMapLayer) layer = g_list_model_get_item (list, i - 1);
      GtkWidget *row = wg_layer_row_new (layer);

      g_signal_connect_object (row, "command", G_CALLBACK (command_cb), self, 0);
      g_signal_connect_object (row, "dropped", G_CALLBACK (dropped_cb), self, 0);
      gtk_list_box_append (self->list, row);
    }
}

/** Base maps go on top of the other base maps, lines below the borders of the grids. */
static guint
place_for (WgLayerPanel *self, WgMapLayerKind kind)
{
  GListModel *list = G_LIST_MODEL (layers_of (self));
  guint place = 0;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (WgMapLayer) layer = g_list_model_get_item (list, i);
      WgMapLayerKind other = wg_map_layer_get_kind (layer);

      if (other == WG_MAP_LAYER_GRIDS && kind == WG_MAP_LAYER_VECTOR)
        return i;
      if (other == WG_MAP_LAYER_GRIDS)
        break;
      if (other == WG_MAP_LAYER_RASTER)
        place = i + 1;
    }
  return place;
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WgLayerPanel) self = data;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = wg_layer_probe_finish (result, &problems, &error);

  if (found == NULL || self->canvas == NULL)
    return;
  for (guint i = 0; i < found->len; i++)
    {
      WgMapLayer *layer = g_ptr_array_index (found, i);
      g_list_store_insert (layers_of (self), place_for (self, wg_map_layer_get_kind (layer)), layer);
    }
  for (guint i = 0; i < problems->len; i++)
    say (self, g_ptr_array_index (problems, i));
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, WgLayerPanel *self)
{
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
      wg_layer_panel_add_files (self, files);
    }
  g_clear_object (&self->chooser);
}

static void
add_clicked_cb (WgLayerPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->canvas == NULL || self->chooser != NULL)
    return;
  self->chooser
    = gtk_file_chooser_native_new (_("Add Base Map or Reference File"), GTK_WINDOW (root),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _("_Add"), NULL);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect (self->chooser, "response", G_CALLBACK (chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
placed_cb (WgImageDialog *dialog, const char *path, WgLayerPanel *self)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_list_store_append (files, file);
  wg_layer_panel_add_files (self, G_LIST_MODEL (files));
}

/* The picture goes to the dialog that gives it its place. */
static void
image_chosen_cb (GtkNativeDialog *chooser, int response, WgLayerPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                             ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser))
                             : NULL;
  WgSession *session = self->canvas != NULL ? wg_canvas_get_session (self->canvas) : NULL;
  g_autoptr (GError) error = NULL;
  WgImageDialog *dialog = NULL;

  if (file != NULL && g_file_peek_path (file) != NULL && session != NULL)
    {
      dialog = wg_image_dialog_new (GTK_WINDOW (root), wg_session_get_plan (session),
                                    g_file_peek_path (file), &error);
      if (dialog == NULL)
        say (self, _("This picture cannot be read"));
      else
        {
          g_signal_connect_object (dialog, "placed", G_CALLBACK (placed_cb), self, 0);
          gtk_window_present (GTK_WINDOW (dialog));
        }
    }
  g_clear_object (&self->chooser);
}

static void
image_clicked_cb (WgLayerPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  if (self->canvas == NULL || self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (_("Add a Picture"), GTK_WINDOW (root),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("_Add"), NULL);
  gtk_file_filter_set_name (filter, _("Pictures"));
  gtk_file_filter_add_pixbuf_formats (filter);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect (self->chooser, "response", G_CALLBACK (image_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
files_dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, WgLayerPanel *self)
{
  GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_FILE);

  if (self->canvas == NULL)
    return FALSE;
  for (GSList *link = files; link != NULL; link = link->next)
    g_list_store_append (store, link->data);
  g_slist_free (files);
  wg_layer_panel_add_files (self, G_LIST_MODEL (store));
  return TRUE;
}

static void
wg_layer_panel_dispose (GObject *object)
{
  WgLayerPanel *self = WG_LAYER_PANEL (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  if (self->save_id != 0)
    save_now (self);
  g_clear_object (&self->project);
  if (self->canvas != NULL)
    wg_layer_panel_set_canvas (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_LAYER_PANEL);
  G_OBJECT_CLASS (wg_layer_panel_parent_class)->dispose (object);
}

static void
wg_layer_panel_class_init (WgLayerPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_layer_panel_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/wangge/Wangge/wg-layer-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, WgLayerPanel, list);
  gtk_widget_class_bind_template_child (widget_class, WgLayerPanel, add_button);
  gtk_widget_class_bind_template_child (widget_class, WgLayerPanel, image_button);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, image_clicked_cb);
}

static void
wg_layer_panel_init (WgLayerPanel *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  g_signal_connect (target, "drop", G_CALLBACK (files_dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  gtk_widget_set_sensitive (self->add_button, FALSE);
  gtk_widget_set_sensitive (self->image_button, FALSE);
}

GtkWidget *
wg_layer_panel_new (void)
{
  return g_object_new (WG_TYPE_LAYER_PANEL, NULL);
}

void
wg_layer_panel_set_canvas (WgLayerPanel *self, WgCanvas *canvas)
{
  g_return_if_fail (WG_IS_LAYER_PANEL (self));

  if (self->canvas == canvas)
    return;
  if (self->canvas != NULL)
    {
      g_signal_handlers_disconnect_by_data (layers_of (self), self);
      g_signal_handlers_disconnect_by_data (self->canvas, self);
    }
  g_set_object (&self->canvas, canvas);
  if (canvas != NULL)
    {
      g_signal_connect_swapped (layers_of (self), "items-changed", G_CALLBACK (renew_rows), self);
      g_signal_connect (canvas, "layers-changed", G_CALLBACK (layers_changed_cb), self);
    }
  gtk_widget_set_sensitive (self->add_button, canvas != NULL);
  gtk_widget_set_sensitive (self->image_button, canvas != NULL);
  renew_rows (self);
}

void
wg_layer_panel_set_project (WgLayerPanel *self, WgProject *project)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (WG_IS_LAYER_PANEL (self));

  if (self->save_id != 0)
    save_now (self);
  g_set_object (&self->project, project);
  if (self->canvas == NULL)
    return;
  self->is_loading = TRUE;
  if (!wg_layer_keeper_load (layers_of (self), project, &error))
    {
      g_autofree char *sentence = wg_words_error (error);
      say (self, sentence);
    }
  self->is_loading = FALSE;
}

void
wg_layer_panel_add_files (WgLayerPanel *self, GListModel *files)
{
  WgSession *session = NULL;
  WgFrame *frame = NULL;

  g_return_if_fail (WG_IS_LAYER_PANEL (self));
  if (self->canvas == NULL)
    return;
  session = wg_canvas_get_session (self->canvas);
  if (session != NULL)
    frame = wg_plan_get_frame (wg_session_get_plan (session));
  wg_layer_probe_async (files, frame, self->cancellable, probed_cb, g_object_ref (self));
}
