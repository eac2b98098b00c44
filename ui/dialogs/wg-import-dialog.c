/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-dialog"

#include "wg-import-dialog.h"

#include "../../app/cli/wg-words.h"
#include "wg-import-clean-page.h"
#include "wg-import-coordinates-page.h"
#include "wg-import-differences-page.h"
#include "wg-import-fields-page.h"
#include "wg-import-result-page.h"
#include "wg-import-source-page.h"

#include <glib/gi18n.h>

/* The steps in their order; the last one ends in the import. */
typedef GType (*GetType) (void);
static const GetType PAGE_TYPES[] = {
  wg_import_source_page_get_type,
  wg_import_fields_page_get_type,
  wg_import_coordinates_page_get_type,
  wg_import_clean_page_get_type,
  wg_import_differences_page_get_type,
  wg_import_result_page_get_type,
};
#define N_PAGES G_N_ELEMENTS (PAGE_TYPES)

struct _WgImportDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  AdwWindowTitle *title;
  GtkWidget *result_button;
  GtkWidget *import_button;
  GtkStack *stack;
  AdwStatusPage *problem_page;
  GtkInfoBar *edited_bar;
  GtkListBox *steps;
  GtkWidget *layer_bar;
  GtkDropDown *layer_choice;
  GtkStack *pages_stack;
  GtkWidget *back_button;
  GtkWidget *next_button;

  WgImportPage *pages[N_PAGES]; /* borrowed of the stack */
  GtkImage *marks[N_PAGES];     /* borrowed of the list of steps */
  guint current;
  GPtrArray *layers; /* of WgImportChoice, borrowed of the draft: the entries of layer_choice */

  WgImportDraft *draft;
  GPtrArray *paths;  /* of char * */
  guint n_described; /* of them; one more is being described when is_describing */
  gboolean is_describing;
  GCancellable *describing;
  gboolean is_filling;
  gboolean is_accepted; /* what follows is this import's own edit */
};

G_DEFINE_FINAL_TYPE (WgImportDialog, wg_import_dialog, ADW_TYPE_WINDOW)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void open_page (WgImportDialog *self, guint step);

static gboolean
is_needed (WgImportDialog *self, guint step, const GPtrArray *chosen)
{
  for (guint i = 0; i < chosen->len; i++)
    if (wg_import_page_is_needed (self->pages[step], chosen->pdata[i]))
      return TRUE;
  return step == 0 || step == N_PAGES - 1;
}

static gboolean
is_complete (WgImportDialog *self, guint step, const GPtrArray *chosen)
{
  for (guint i = 0; i < chosen->len; i++)
    if (wg_import_page_is_needed (self->pages[step], chosen->pdata[i])
        && !wg_import_page_is_complete (self->pages[step], chosen->pdata[i]))
      return FALSE;
  return chosen->len > 0;
}

/* The step after or before the current one that is needed; G_MAXUINT: there is none. */
static guint
find_step (WgImportDialog *self, int direction)
{
  g_autoptr (GPtrArray) chosen = wg_import_draft_list_chosen (self->draft);

  for (int step = (int) self->current + direction; step >= 0 && step < (int) N_PAGES;
       step += direction)
    if (is_needed (self, (guint) step, chosen))
      return (guint) step;
  return G_MAXUINT;
}

static void
update_mark (WgImportDialog *self, guint step, gboolean is_done)
{
  GtkWidget *mark = GTK_WIDGET (self->marks[step]);
  const char *words = is_done ? "" : _("Something has to be decided here");

  gtk_image_set_from_icon_name (self->marks[step], is_done ? NULL : "dialog-warning-symbolic");
  gtk_widget_set_tooltip_text (mark, is_done ? NULL : words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static gboolean
has_focus (WgImportDialog *self, GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* Enter goes on; it accepts once the result is there, unless one is looking at the result by then. */
static void
update_buttons (WgImportDialog *self, gboolean is_ready, gboolean is_done)
{
  gboolean is_last = self->current == N_PAGES - 1;
  gboolean could_import = gtk_widget_get_sensitive (self->import_button);

  gtk_widget_set_visible (self->result_button, !is_last);
  gtk_widget_set_visible (self->import_button, is_last);
  gtk_widget_set_sensitive (self->result_button, is_ready);
  gtk_widget_set_sensitive (self->import_button, is_ready && is_done);
  gtk_widget_set_sensitive (self->back_button, find_step (self, -1) != G_MAXUINT);
  gtk_widget_set_sensitive (self->next_button,
                            !is_last && (find_step (self, 1) != N_PAGES - 1 || is_ready));
  gtk_window_set_default_widget (GTK_WINDOW (self), is_last ? self->import_button
                                                            : self->next_button);
  if (is_last && is_ready && is_done && !could_import
      && !has_focus (self, GTK_WIDGET (self->pages[self->current])))
    gtk_widget_grab_focus (self->import_button);
}

/* The list of steps and the buttons follow what is chosen. */
static void
update_steps (WgImportDialog *self)
{
  g_autoptr (GPtrArray) chosen = wg_import_draft_list_chosen (self->draft);
  gboolean is_ready = chosen->len > 0;

  for (guint step = 0; step < N_PAGES; step++)
    {
      gboolean is_done = is_complete (self, step, chosen);

      gtk_widget_set_visible (GTK_WIDGET (gtk_list_box_get_row_at_index (self->steps, (int) step)),
                              is_needed (self, step, chosen));
      if (step + 1 < N_PAGES)
        {
          update_mark (self, step, is_done);
          is_ready = is_ready && is_done;
        }
    }
  gtk_widget_set_sensitive (
    GTK_WIDGET (gtk_list_box_get_row_at_index (self->steps, N_PAGES - 1)), is_ready);
  update_buttons (self, is_ready, is_complete (self, N_PAGES - 1, chosen));
}

/* The layers that the page asks about, with the one that was open first. */
static void
fill_layers (WgImportDialog *self, WgImportPage *page)
{
  g_autoptr (GPtrArray) chosen = wg_import_draft_list_chosen (self->draft);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  g_ptr_array_set_size (self->layers, 0);
  for (guint i = 0; i < chosen->len; i++)
    {
      WgImportChoice *choice = g_ptr_array_index (chosen, i);

      if (!wg_import_page_is_needed (page, choice))
        continue;
      if (choice == wg_import_page_get_choice (page))
        selected = self->layers->len;
      g_ptr_array_add (self->layers, choice);
      gtk_string_list_append (names, choice->layer);
    }
  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->layer_choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->layer_choice, selected);
  self->is_filling = FALSE;
  gtk_widget_set_visible (self->layer_bar, WG_IMPORT_PAGE_GET_CLASS (page)->is_per_layer
                                             && self->layers->len > 1);
}

static WgImportChoice *
get_layer (WgImportDialog *self)
{
  guint selected = gtk_drop_down_get_selected (self->layer_choice);

  return selected < self->layers->len ? self->layers->pdata[selected] : NULL;
}

static void
open_page (WgImportDialog *self, guint step)
{
  WgImportPage *page = self->pages[step];

  wg_import_page_close (self->pages[self->current]);
  self->current = step;
  fill_layers (self, page);
  wg_import_page_open (page, get_layer (self));
  gtk_stack_set_visible_child_name (self->pages_stack, WG_IMPORT_PAGE_GET_CLASS (page)->name);
  self->is_filling = TRUE;
  gtk_list_box_select_row (self->steps, gtk_list_box_get_row_at_index (self->steps, (int) step));
  self->is_filling = FALSE;
  update_steps (self);
}

static void
layer_selected_cb (GtkDropDown *choice, GParamSpec *pspec, WgImportDialog *self)
{
  if (!self->is_filling && get_layer (self) != NULL)
    wg_import_page_open (self->pages[self->current], get_layer (self));
}

static void
page_changed_cb (WgImportPage *page, WgImportDialog *self)
{
  if (wg_import_page_get_choice (page) != NULL)
    wg_import_draft_share (self->draft, wg_import_page_get_choice (page));
  update_steps (self);
}

static void
step_selected_cb (GtkListBox *steps, GtkListBoxRow *row, WgImportDialog *self)
{
  if (!self->is_filling && row != NULL && (guint) gtk_list_box_row_get_index (row) != self->current)
    open_page (self, (guint) gtk_list_box_row_get_index (row));
}

/* Where nothing is left to be decided Enter goes on: the focus is on the button. A page that the focus
 * came to by itself keeps it where it is. */
static void
focus_page (WgImportDialog *self)
{
  g_autoptr (GPtrArray) chosen = wg_import_draft_list_chosen (self->draft);
  GtkWidget *page = GTK_WIDGET (self->pages[self->current]);
  GtkWidget *button = self->current == N_PAGES - 1 ? self->import_button : self->next_button;

  if (is_complete (self, self->current, chosen) && gtk_widget_get_sensitive (button))
    gtk_widget_grab_focus (button);
  else if (self->current == N_PAGES - 1)
    gtk_window_set_focus (GTK_WINDOW (self), NULL); /* until the result is there */
  else if (!has_focus (self, page))
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static void
move (WgImportDialog *self, int direction)
{
  guint step = find_step (self, direction);

  if (step == G_MAXUINT)
    return;
  open_page (self, step);
  focus_page (self);
}

static void
back_cb (GtkButton *button, WgImportDialog *self)
{
  move (self, -1);
}

static void
next_cb (GtkButton *button, WgImportDialog *self)
{
  move (self, 1);
}

static void
result_cb (GtkButton *button, WgImportDialog *self)
{
  open_page (self, N_PAGES - 1);
  focus_page (self);
}

/* An edit while the assistant is open: accepting what was made before would take it back. */
static void
project_edited_cb (WgImportDialog *self)
{
  guint step = self->current;

  if (self->is_accepted)
    return;
  if (wg_import_draft_forget_made (self->draft) && step == N_PAGES - 1)
    step = find_step (self, -1);
  gtk_info_bar_set_revealed (self->edited_bar, TRUE);
  open_page (self, step);
}

static void
edited_seen_cb (GtkInfoBar *bar, int response, WgImportDialog *self)
{
  gtk_info_bar_set_revealed (bar, FALSE);
}

static void
import_cb (GtkButton *button, WgImportDialog *self)
{
  g_autoptr (GPtrArray) chosen = wg_import_draft_list_chosen (self->draft);

  self->is_accepted = TRUE;
  g_signal_emit (self, signals[CHOSEN], 0, chosen);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
show_problem (WgImportDialog *self)
{
  g_autofree char *sentences = NULL;
  g_autofree char *escaped = NULL;

  g_ptr_array_add (self->draft->problems, NULL);
  sentences = g_strjoinv ("\n", (char **) self->draft->problems->pdata);
  g_ptr_array_set_size (self->draft->problems, (int) self->draft->problems->len - 1);
  escaped = g_markup_escape_text (sentences, -1);
  adw_status_page_set_description (self->problem_page, escaped);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

/* A sentence about one of the files, which is named where there are several. */
static void
add_problem (WgImportDialog *self, const char *path, const char *sentence)
{
  g_autofree char *base = g_path_get_basename (path);

  g_ptr_array_add (self->draft->problems, self->paths->len > 1
                                            ? g_strdup_printf ("%s: %s", base, sentence)
                                            : g_strdup (sentence));
}

static void
describe_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  WgSource *description = wg_source_open (data, NULL, cancellable, &error);

  if (description != NULL)
    g_task_return_pointer (task, description, (GDestroyNotify) wg_source_free);
  else
    g_task_return_error (task, error);
}

static void describe_next (WgImportDialog *self);

static void
described_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  WgImportDialog *self = WG_IMPORT_DIALOG (object);
  const char *path = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  WgSource *source = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (source == NULL)
    {
      g_autofree char *sentence = wg_words_error (error);

      g_debug ("%s: %s", path, error->message);
      add_problem (self, path, sentence);
    }
  else if (!wg_import_draft_add_source (self->draft, source))
    add_problem (self, path,
                 _("Nothing in this file has a place: there are no areas, lines, points or "
                   "columns of coordinates."));
  self->n_described++;
  self->is_describing = FALSE;
  describe_next (self);
}

/* One file after the other; then the first step is opened. */
static void
describe_next (WgImportDialog *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->n_described < self->paths->len)
    {
      self->is_describing = TRUE;
      task = g_task_new (self, self->describing, described_cb, NULL);
      g_task_set_task_data (task, g_strdup (self->paths->pdata[self->n_described]), g_free);
      g_task_run_in_thread (task, describe_thread);
      return;
    }
  if (self->draft->sources->len == 0)
    {
      show_problem (self);
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "form");
  open_page (self, 0);
  focus_page (self);
}

static void
add_path (WgImportDialog *self, const char *path)
{
  if (!g_ptr_array_find_with_equal_func (self->paths, path, g_str_equal, NULL))
    g_ptr_array_add (self->paths, g_strdup (path));
}

static void
name_files (WgImportDialog *self)
{
  guint n = self->paths->len;
  g_autofree char *base = g_path_get_basename (self->paths->pdata[0]);
  g_autofree char *subtitle
    = n > 1 ? g_strdup_printf (ngettext ("%u file", "%u files", n), n) : g_steal_pointer (&base);

  adw_window_title_set_subtitle (self->title, subtitle);
}

/* More files for the same import. */
static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, WgImportDialog *self)
{
  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    if (g_file_peek_path (l->data) != NULL)
      add_path (self, g_file_peek_path (l->data));
  name_files (self);
  if (!self->is_describing)
    describe_next (self);
  return TRUE;
}

static void
add_step (WgImportDialog *self, guint step)
{
  const char *title = _(WG_IMPORT_PAGE_GET_CLASS (self->pages[step])->title);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *mark = gtk_image_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_size_request (mark, 16, -1);
  gtk_widget_add_css_class (mark, "warning");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_list_box_append (self->steps, row);
  self->marks[step] = GTK_IMAGE (mark);
}

static void
add_page (WgImportDialog *self, guint step)
{
  WgImportPage *page = g_object_new (PAGE_TYPES[step](), NULL);
  WgImportPageClass *klass = WG_IMPORT_PAGE_GET_CLASS (page);
  GtkWidget *child = GTK_WIDGET (page);

  self->pages[step] = page;
  wg_import_page_set_draft (page, self->draft);
  g_signal_connect_object (page, "changed", G_CALLBACK (page_changed_cb), self, 0);
  gtk_widget_add_css_class (GTK_WIDGET (page), "wg-import-page");
  if (!klass->fills_window)
    {
      child = gtk_scrolled_window_new ();
      gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (child), GTK_POLICY_NEVER,
                                      GTK_POLICY_AUTOMATIC);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (child), GTK_WIDGET (page));
    }
  gtk_stack_add_named (self->pages_stack, child, klass->name);
  add_step (self, step);
}

static void
wg_import_dialog_dispose (GObject *object)
{
  WgImportDialog *self = WG_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->describing);
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft->plan, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_IMPORT_DIALOG);

  G_OBJECT_CLASS (wg_import_dialog_parent_class)->dispose (object);
}

static void
wg_import_dialog_finalize (GObject *object)
{
  WgImportDialog *self = WG_IMPORT_DIALOG (object);

  g_object_unref (self->describing);
  g_ptr_array_unref (self->paths);
  g_ptr_array_unref (self->layers);
  g_clear_pointer (&self->draft, wg_import_draft_free);

  G_OBJECT_CLASS (wg_import_dialog_parent_class)->finalize (object);
}

static void
wg_import_dialog_class_init (WgImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_import_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_import_dialog_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-import-dialog.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, WgImportDialog, name)
  BIND (title);
  BIND (result_button);
  BIND (import_button);
  BIND (stack);
  BIND (problem_page);
  BIND (edited_bar);
  BIND (steps);
  BIND (layer_bar);
  BIND (layer_choice);
  BIND (pages_stack);
  BIND (back_button);
  BIND (next_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, layer_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, result_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_seen_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wg_import_dialog_init (WgImportDialog *self)
{
  self->layers = g_ptr_array_new ();
  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->describing = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

WgImportDialog *
wg_import_dialog_new (WgWindow *parent, const char *const *paths)
{
  WgImportDialog *self = g_object_new (WG_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  self->draft = wg_import_draft_new (wg_project_get_plan (wg_window_get_project (parent)),
                                     wg_window_get_settings (parent));
  for (guint step = 0; step < N_PAGES; step++)
    add_page (self, step);
  g_signal_connect_object (self->draft->plan, "changed", G_CALLBACK (project_edited_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft->plan, "replaced", G_CALLBACK (project_edited_cb), self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; paths[i] != NULL; i++)
    add_path (self, paths[i]);
  name_files (self);
  describe_next (self);
  return self;
}

WgImportReport *
wg_import_dialog_take_report (WgImportDialog *self)
{
  return wg_import_run_take_report (self->draft->run);
}
