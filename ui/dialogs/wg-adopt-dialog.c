/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-adopt-dialog"

#include "wg-adopt-dialog.h"

#include "../../app/cli/wg-clash-words.h"
#include "../../app/cli/wg-words.h"
#include "../../app/plan/wg-acceptance.h"

#include <glib/gi18n.h>

struct _WgAdoptDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  AdwToastOverlay *toasts;
  GtkButton *apply;
  GtkWidget *day_list;
  GtkEditable *day;
  GtkLabel *note;
  GtkStack *stack;
  GtkLabel *busy;
  GtkLabel *clear;
  GtkLabel *sentence;
  GtkCheckButton *renumber;
  GtkCheckButton *keep;
  GtkColumnView *table;

  WgWindow *window; /* borrowed */
  gint64 id;
  char *name;
  gboolean is_ready; /* the codes were looked at */
  GCancellable *cancellable; /* (nullable): of the worker */
};

G_DEFINE_FINAL_TYPE (WgAdoptDialog, wg_adopt_dialog, ADW_TYPE_WINDOW)

enum
{
  ADOPTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Columns of the table, as they stand in the sheet. */
static const guint shown_columns[] = { 1, 2, 3, 4 };

/* What a worker looks at, and what it finds. */
typedef struct
{
  WgProject *project;
  WgPlan *open; /* a snapshot */
  gint64 id;
  char *name;
  WgSheet *sheet;
  char *sentence;
} Look;

static void
free_look (gpointer data)
{
  Look *look = data;

  g_clear_object (&look->project);
  g_clear_object (&look->open);
  g_clear_pointer (&look->sheet, wg_sheet_free);
  g_free (look->name);
  g_free (look->sentence);
  g_free (look);
}

static char *
get_day (WgAdoptDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->day)));
}

static void
update (WgAdoptDialog *self)
{
  g_autofree char *day = get_day (self);

  gtk_widget_set_sensitive (GTK_WIDGET (self->apply), self->is_ready && wg_is_day (day));
}

static void
day_cb (WgAdoptDialog *self)
{
  g_autofree char *day = get_day (self);
  gboolean is_day = wg_is_day (day);

  if (is_day)
    gtk_widget_remove_css_class (GTK_WIDGET (self->day), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->day), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->day), GTK_ACCESSIBLE_STATE_INVALID,
                               is_day ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
  update (self);
}

static void
say_error (WgAdoptDialog *self, const GError *error)
{
  g_autofree char *sentence = wg_words_error (error);
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

/* @page: of the stack when nothing is at work any more. */
static void
set_ready (WgAdoptDialog *self, const char *page)
{
  g_clear_object (&self->cancellable);
  self->is_ready = TRUE;
  gtk_widget_set_sensitive (self->day_list, TRUE);
  gtk_stack_set_visible_child_name (self->stack, page);
  update (self);
}

static GTask *
begin (WgAdoptDialog *self, const char *title, GAsyncReadyCallback callback)
{
  GTask *task = wg_jobs_new_task (wg_window_get_jobs (self->window), title, NULL, callback, g_object_ref (self));

  g_clear_object (&self->cancellable);
  self->cancellable = g_object_ref (g_task_get_cancellable (task));
  self->is_ready = FALSE;
  gtk_label_set_label (self->busy, title);
  gtk_stack_set_visible_child_name (self->stack, "busy");
  update (self);
  return task;
}

/* Each row is one string, its cells parted by tabs. */
static void
show_sheet (WgAdoptDialog *self, const WgSheet *sheet)
{
  g_autoptr (GtkStringList) rows = gtk_string_list_new (NULL);
  GtkNoSelection *selection = NULL;

  for (guint i = 0; i < sheet->rows->len; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint column = 0; column < sheet->columns->len; column++)
        g_string_append_printf (text, "%s%s", column > 0 ? "\t" : "", wg_sheet_get (sheet, i, column));
      gtk_string_list_append (rows, text->str);
    }
  selection = gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&rows)));
  gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
}

static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Look *look = data;
  GError *error = NULL;
  WgPlan *plans[2] = { NULL, NULL };
  g_autoptr (GPtrArray) clashes
    = wg_project_find_clashes (look->project, look->id, look->open, &plans[0], &plans[1], cancellable, &error);
  g_autoptr (WgPlan) plan = plans[0], former = plans[1];

  if (clashes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (clashes->len > 0)
    {
      look->sheet = wg_clash_sheet (clashes, plan, former);
      look->sentence = wg_words_clashes (clashes, look->name);
    }
  g_task_return_int (task, (gssize) wg_clashes_count (clashes));
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgAdoptDialog) self = user_data;
  Look *look = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gssize n = g_task_propagate_int (G_TASK (result), &error);

  g_clear_object (&look->project);
  if (self->day == NULL) /* it was closed */
    return;
  if (error != NULL)
    {
      g_autofree char *sentence = wg_words_error (error);

      gtk_label_set_label (self->clear, sentence);
      gtk_stack_set_visible_child_name (self->stack, "clear");
      return;
    }
  if (n > 0)
    {
      gtk_label_set_label (self->sentence, look->sentence);
      show_sheet (self, look->sheet);
    }
  set_ready (self, n > 0 ? "clashes" : "clear");
}

static void
look_for_clashes (WgAdoptDialog *self)
{
  g_autoptr (GTask) task = begin (self, _("Comparing its codes with those of the scheme in force"), looked_cb);
  Look *look = g_new0 (Look, 1);

  look->project = g_object_ref (wg_window_get_project (self->window));
  look->open = wg_plan_snapshot (wg_project_get_plan (look->project));
  look->id = self->id;
  look->name = g_strdup (self->name);
  g_task_set_task_data (task, look, free_look);
  g_task_run_in_thread (task, look_thread);
}

static void
adopted_cb (GObject *project, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (wg_project_adopt_scheme_finish (WG_PROJECT (project), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgAdoptDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_ok = g_task_propagate_boolean (G_TASK (result), &error);

  if (is_ok)
    g_signal_emit (self, signals[ADOPTED], 0);
  if (self->day == NULL)
    return;
  if (is_ok)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  set_ready (self, gtk_column_view_get_model (self->table) != NULL ? "clashes" : "clear");
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say_error (self, error);
}

static void
apply_cb (WgAdoptDialog *self)
{
  g_autofree char *day = get_day (self);
  gboolean is_clash = gtk_column_view_get_model (self->table) != NULL;
  WgClashAnswer answer = !is_clash                                          ? WG_CLASH_REFUSE
                         : gtk_check_button_get_active (self->renumber) ? WG_CLASH_RENUMBER
                                                                            : WG_CLASH_KEEP;
  GTask *task = begin (self, _("Putting the scheme in force"), done_cb);

  gtk_widget_set_sensitive (self->day_list, FALSE);
  wg_project_adopt_scheme_async (wg_window_get_project (self->window), self->id, day, answer,
                                 g_task_get_cancellable (task), adopted_cb, task);
}

static void
setup_cell_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_cell_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));
  g_auto (GStrv) cells = g_strsplit (text, "\t", -1);
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *cell = cells[GPOINTER_TO_UINT (column)];

  gtk_label_set_label (GTK_LABEL (label), cell);
  gtk_widget_set_tooltip_text (label, cell);
}

static void
add_columns (WgAdoptDialog *self)
{
  const char *const titles[] = { _("Code"), _("Name"), _("In force, this code is of"), _("New code") };

  for (guint i = 0; i < G_N_ELEMENTS (shown_columns); i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = NULL;

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), GUINT_TO_POINTER (shown_columns[i]));
      column = gtk_column_view_column_new (titles[i], factory);
      gtk_column_view_column_set_expand (column, TRUE);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_append_column (self->table, column);
    }
}

static void
wg_adopt_dialog_dispose (GObject *object)
{
  WgAdoptDialog *self = WG_ADOPT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_ADOPT_DIALOG);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (wg_adopt_dialog_parent_class)->dispose (object);
}

static void
wg_adopt_dialog_class_init (WgAdoptDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_adopt_dialog_dispose;
  signals[ADOPTED] = g_signal_new ("adopted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/wangge/Wangge/wg-adopt-dialog.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, WgAdoptDialog, name)
  BIND (toasts);
  BIND (apply);
  BIND (day_list);
  BIND (day);
  BIND (note);
  BIND (stack);
  BIND (busy);
  BIND (clear);
  BIND (sentence);
  BIND (renumber);
  BIND (keep);
  BIND (table);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wg_adopt_dialog_init (WgAdoptDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_columns (self);
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->apply));
}

WgAdoptDialog *
wg_adopt_dialog_new (GtkWindow *parent, WgWindow *window, const WgScheme *scheme)
{
  WgAdoptDialog *self = g_object_new (WG_TYPE_ADOPT_DIALOG, "transient-for", parent, NULL);
  gboolean is_in_force = scheme->kind == WG_SCHEME_IN_FORCE;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  /* Translators: %s is the name of a scheme */
  g_autofree char *title = g_strdup_printf (is_in_force ? _("“%s” Is in Force") : _("Put “%s” in Force?"),
                                            scheme->name);

  self->window = window;
  self->id = scheme->id;
  self->name = g_strdup (scheme->name);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_button_set_label (self->apply, is_in_force ? _("_Change the Day") : _("_Put in Force"));
  gtk_editable_set_text (self->day, is_in_force && scheme->adopted != NULL ? scheme->adopted : today);
  gtk_label_set_label (self->note, _("The scheme in force until then is kept as a past one."));
  gtk_widget_set_visible (GTK_WIDGET (self->note), !is_in_force);
  gtk_label_set_label (self->clear, _("None of its codes is another grid’s in the scheme in force."));
  if (is_in_force)
    gtk_label_set_label (self->clear, "");
  if (is_in_force)
    set_ready (self, "clear");
  else
    look_for_clashes (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->day));
  return self;
}
