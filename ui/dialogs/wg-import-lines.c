/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-lines"

#include "wg-import-lines.h"

#include "../../app/cli/wg-words.h"

#include <glib/gi18n.h>

struct _WgImportLines
{
  AdwBin parent_instance;

  GtkLabel *label; /* borrowed: the child */
  GCancellable *reading;
};

G_DEFINE_FINAL_TYPE (WgImportLines, wg_import_lines, ADW_TYPE_BIN)

typedef struct
{
  WgPlan *plan;
  WgImportChoice *choice;
} Look;

/* What reading a layer told about its lines. */
typedef struct
{
  guint n_areas;
  guint n_bridged;
  guint n_open; /* lines, or pieces of them, that enclose nothing */
} Seen;

static void
look_free (Look *look)
{
  g_object_unref (look->plan);
  wg_import_choice_free (look->choice);
  g_free (look);
}

static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Look *look = data;
  GError *error = NULL;
  WgReadOptions read;
  Seen *seen = NULL;
  g_autoptr (WgControlFit) fit = NULL;
  g_autoptr (WgIncoming) incoming = NULL;

  if (wg_import_choice_fit (look->choice, look->plan, &fit, &error))
    {
      wg_import_choice_get_read_options (look->choice, fit, &read);
      incoming = wg_import_read (look->plan, look->choice->path, look->choice->project_crs, &read,
                                 NULL, cancellable, &error);
    }
  if (incoming == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  seen = g_new0 (Seen, 1);
  seen->n_areas = incoming->grids->len;
  for (guint i = 0; i < incoming->problems->len; i++)
    {
      const WgRowProblem *problem = g_ptr_array_index (incoming->problems, i);

      seen->n_bridged += problem->kind == WG_ROW_GAP_BRIDGED;
      seen->n_open += problem->kind == WG_ROW_LINE_UNUSED;
    }
  g_task_return_pointer (task, seen, g_free);
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  WgImportLines *self = WG_IMPORT_LINES (object);
  g_autoptr (GError) error = NULL;
  g_autofree Seen *seen = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *sentence = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* Translators: numbers: areas, gaps, lines */
  sentence = seen != NULL
               ? g_strdup_printf (_("The lines make %u areas; %u gaps are closed, %u lines or pieces "
                                    "of lines end open"),
                                  seen->n_areas, seen->n_bridged, seen->n_open)
               : wg_words_error (error);
  gtk_label_set_label (self->label, sentence);
}

static void
wg_import_lines_dispose (GObject *object)
{
  WgImportLines *self = WG_IMPORT_LINES (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);

  G_OBJECT_CLASS (wg_import_lines_parent_class)->dispose (object);
}

static void
wg_import_lines_class_init (WgImportLinesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_import_lines_dispose;
}

static void
wg_import_lines_init (WgImportLines *self)
{
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0.0f);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->label), 12);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->label));
}

void
wg_import_lines_look (WgImportLines *self, WgPlan *plan, const WgImportChoice *choice)
{
  g_autoptr (GTask) task = NULL;
  Look *look = NULL;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  gtk_widget_set_visible (GTK_WIDGET (self), choice != NULL);
  if (choice == NULL)
    return;
  gtk_label_set_label (self->label, _("Joining the lines…"));
  self->reading = g_cancellable_new ();
  look = g_new0 (Look, 1);
  look->plan = wg_plan_snapshot (plan);
  look->choice = wg_import_choice_copy (choice);
  task = g_task_new (self, self->reading, looked_cb, NULL);
  g_task_set_task_data (task, look, (GDestroyNotify) look_free);
  g_task_run_in_thread (task, look_thread);
}
