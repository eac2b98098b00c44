/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-differences-page"

#include "wg-import-differences-page.h"

#include "../../app/cli/wg-words-update.h"
#include "../../app/cli/wg-words.h"
#include "wg-import-difference-list.h"
#include "wg-import-difference-map.h"

#include <glib/gi18n.h>

struct _WgImportDifferencesPage
{
  WgImportPage parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkLabel *state;
  GtkDropDown *kind_choice;
  GtkLabel *count;
  GtkLabel *hint;
  GtkListView *list;
  WgImportDifferenceMap *map;

  WgImportComparison *comparison; /* nullable: of the choice at hand */
  GListStore *differences;        /* nullable */
  GtkFilterListModel *shown;
  GtkSingleSelection *selection;
  GCancellable *comparing;
};

G_DEFINE_FINAL_TYPE (WgImportDifferencesPage, wg_import_differences_page, WG_TYPE_IMPORT_PAGE)

/* In the order of the entries of kind_choice, after "all". */
static const WgUpdateKind KINDS[] = { WG_UPDATE_CHANGED, WG_UPDATE_NEW, WG_UPDATE_GONE };

typedef struct
{
  WgPlan *plan;
  WgImportChoice *choice;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->plan);
  wg_import_choice_free (job->choice);
  g_free (job);
}

static void
show_state (WgImportDifferencesPage *self, const char *sentence)
{
  gtk_label_set_label (self->state, sentence);
  gtk_stack_set_visible_child_name (self->stack, "state");
}

/* Writes what is not ticked into the choice; the table of before may be in use by others. */
static void
keep_choice (WgImportDifferencesPage *self)
{
  WgImportPage *page = WG_IMPORT_PAGE (self);
  WgImportChoice *choice = wg_import_page_get_choice (page);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->differences));
  guint n_applied = 0;
  g_autofree char *sentence = NULL;

  g_clear_pointer (&choice->left_out, g_hash_table_unref);
  choice->left_out = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (WgImportDifference) difference
        = g_list_model_get_item (G_LIST_MODEL (self->differences), i);
      gint64 key = wg_update_item_get_key (wg_import_difference_get_item (difference));

      if (wg_import_difference_get_applied (difference))
        n_applied++;
      else
        g_hash_table_add (choice->left_out, g_memdup2 (&key, sizeof key));
    }
  choice->is_reviewed = n_applied > 0;
  /* Translators: "3 of 7 are applied": differences between a project and a newer file */
  sentence = g_strdup_printf (_("%u of %u are applied"), n_applied, n);
  gtk_label_set_label (self->count, sentence);
  wg_import_page_changed (page);
}

static void
toggled_cb (GtkCheckButton *check, WgImportDifferencesPage *self)
{
  WgImportDifference *difference = g_object_get_data (G_OBJECT (check), "difference");

  if (difference == NULL
      || wg_import_difference_get_applied (difference) == gtk_check_button_get_active (check))
    return;
  wg_import_difference_set_applied (difference, gtk_check_button_get_active (check));
  keep_choice (self);
}

static void
enter_cb (GtkEventController *controller, double x, double y, WgImportDifferencesPage *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (controller);
  WgImportDifference *difference = g_object_get_data (G_OBJECT (row), "difference");

  if (difference != NULL)
    wg_import_difference_map_point_at (self->map, wg_import_difference_get_item (difference));
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, WgImportDifferencesPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *change = gtk_label_new (NULL);
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_label_set_xalign (GTK_LABEL (name), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (change), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (change), TRUE);
  gtk_label_set_lines (GTK_LABEL (change), 3);
  gtk_label_set_ellipsize (GTK_LABEL (change), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (change, "caption");
  gtk_widget_add_css_class (change, "wg-soft");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (box, 4);
  gtk_widget_set_margin_bottom (box, 4);
  gtk_box_append (GTK_BOX (texts), name);
  gtk_box_append (GTK_BOX (texts), change);
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), texts);
  g_object_set_data (G_OBJECT (box), "check", check);
  g_object_set_data (G_OBJECT (box), "name", name);
  g_object_set_data (G_OBJECT (box), "change", change);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, 0);
  g_signal_connect_object (motion, "enter", G_CALLBACK (enter_cb), self, 0);
  gtk_widget_add_controller (box, motion);
  gtk_list_item_set_child (item, box);
}

/* A tick that another way than the pointer set. */
static void
applied_cb (WgImportDifference *difference, GParamSpec *pspec, GtkCheckButton *check)
{
  gtk_check_button_set_active (check, wg_import_difference_get_applied (difference));
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, WgImportDifferencesPage *self)
{
  WgImportDifference *difference = gtk_list_item_get_item (item);
  const WgUpdateItem *update = wg_import_difference_get_item (difference);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *check = g_object_get_data (G_OBJECT (box), "check");
  GtkLabel *name = g_object_get_data (G_OBJECT (box), "name");
  GtkLabel *change = g_object_get_data (G_OBJECT (box), "change");
  g_autofree char *what
    = wg_words_update_name (self->comparison->plan, self->comparison->incoming, update);
  g_autofree char *how
    = wg_words_update_change (self->comparison->plan, self->comparison->incoming, update);
  g_autofree char *line = g_strdup_printf ("%s: %s", wg_words_update_kind (update->kind), how);

  g_object_set_data (G_OBJECT (box), "difference", difference);
  g_object_set_data (G_OBJECT (check), "difference", NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               wg_import_difference_get_applied (difference));
  g_object_set_data (G_OBJECT (check), "difference", difference);
  g_signal_connect_object (difference, "notify::applied", G_CALLBACK (applied_cb), check, 0);
  gtk_label_set_label (name, what);
  gtk_label_set_label (change, line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, what, -1);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, WgImportDifferencesPage *self)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *check = g_object_get_data (G_OBJECT (box), "check");

  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), applied_cb, check);
  g_object_set_data (G_OBJECT (box), "difference", NULL);
  g_object_set_data (G_OBJECT (check), "difference", NULL);
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, WgImportDifferencesPage *self)
{
  WgImportDifference *difference = gtk_single_selection_get_selected_item (selection);

  wg_import_difference_map_point_at (
    self->map, difference != NULL ? wg_import_difference_get_item (difference) : NULL);
}

/* Enter ticks and unticks. */
static void
activate_cb (GtkListView *list, guint position, WgImportDifferencesPage *self)
{
  g_autoptr (WgImportDifference) difference
    = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

  wg_import_difference_set_applied (difference, !wg_import_difference_get_applied (difference));
  keep_choice (self);
}

static void
apply_shown (WgImportDifferencesPage *self, gboolean applied)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->shown)); i++)
    {
      g_autoptr (WgImportDifference) difference
        = g_list_model_get_item (G_LIST_MODEL (self->shown), i);

      wg_import_difference_set_applied (difference, applied);
    }
  keep_choice (self);
}

static void
all_cb (GtkButton *button, WgImportDifferencesPage *self)
{
  apply_shown (self, TRUE);
}

static void
none_cb (GtkButton *button, WgImportDifferencesPage *self)
{
  apply_shown (self, FALSE);
}

static gboolean
is_shown (gpointer item, gpointer user_data)
{
  WgImportDifferencesPage *self = user_data;
  guint selected = gtk_drop_down_get_selected (self->kind_choice);

  return selected == 0 || selected > G_N_ELEMENTS (KINDS)
         || wg_import_difference_get_item (item)->kind == KINDS[selected - 1];
}

static void
kind_selected_cb (GtkDropDown *choice, GParamSpec *pspec, WgImportDifferencesPage *self)
{
  if (self->shown != NULL)
    gtk_filter_changed (gtk_filter_list_model_get_filter (self->shown), GTK_FILTER_CHANGE_DIFFERENT);
}

/* "Changed (3)" */
static void
fill_kinds (WgImportDifferencesPage *self)
{
  const char *const words[] = { _("Changed (%s)"), _("New (%s)"), _("Gone (%s)") };
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *all = wg_words_count (self->comparison->items->len);

  gtk_string_list_take (names, g_strdup_printf (_("All differences (%s)"), all));
  for (guint kind = 0; kind < G_N_ELEMENTS (KINDS); kind++)
    {
      g_autofree char *count = NULL;
      guint n = 0;

      for (guint i = 0; i < self->comparison->items->len; i++)
        n += g_array_index (self->comparison->items, WgUpdateItem, i).kind == KINDS[kind];
      count = wg_words_count (n);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      gtk_string_list_take (names, g_strdup_printf (words[kind], count));
#pragma GCC diagnostic pop
    }
  gtk_drop_down_set_model (self->kind_choice, G_LIST_MODEL (names));
}

/* A file with a small part of a level says nothing about the rest: that is not taken away unless it
 * is ticked. */
static void
spare_the_rest (WgImportDifferencesPage *self, const WgImportChoice *choice)
{
  guint n_gone = 0;
  gboolean is_part = FALSE;

  for (guint i = 0; i < self->comparison->items->len; i++)
    n_gone += g_array_index (self->comparison->items, WgUpdateItem, i).kind == WG_UPDATE_GONE;
  is_part = n_gone * 2 > wg_plan_count_grids (self->comparison->plan, choice->depth);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), is_part);
  if (!is_part || choice->left_out != NULL)
    return;
  for (guint i = 0; i < self->comparison->items->len; i++)
    {
      g_autoptr (WgImportDifference) difference
        = g_list_model_get_item (G_LIST_MODEL (self->differences), i);

      if (wg_import_difference_get_item (difference)->kind == WG_UPDATE_GONE)
        wg_import_difference_set_applied (difference, FALSE);
    }
}

static void
drop_comparison (WgImportDifferencesPage *self)
{
  gtk_list_view_set_model (self->list, NULL);
  wg_import_difference_map_set_comparison (self->map, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  g_clear_object (&self->differences);
  g_clear_pointer (&self->comparison, wg_import_comparison_free);
}

static void
show_comparison (WgImportDifferencesPage *self)
{
  WgImportChoice *choice = wg_import_page_get_choice (WG_IMPORT_PAGE (self));

  fill_kinds (self);
  self->differences = wg_import_difference_list_new (self->comparison, choice->left_out);
  spare_the_rest (self, choice);
  self->shown = gtk_filter_list_model_new (
    g_object_ref (G_LIST_MODEL (self->differences)),
    GTK_FILTER (gtk_custom_filter_new (is_shown, self, NULL)));
  wg_import_difference_map_set_comparison (self->map, self->comparison);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->shown)));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, 0);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  selected_cb (self->selection, NULL, self);
  gtk_stack_set_visible_child_name (self->stack, "list");
  keep_choice (self);
}

static void
compare_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  WgReadOptions read;
  g_autoptr (WgControlFit) fit = NULL;
  g_autoptr (WgImportComparison) comparison = g_new0 (WgImportComparison, 1);

  comparison->plan = g_object_ref (job->plan);
  if (wg_import_choice_fit (job->choice, job->plan, &fit, &error))
    {
      wg_import_choice_get_read_options (job->choice, fit, &read);
      comparison->incoming = wg_import_read (job->plan, job->choice->path, job->choice->project_crs,
                                             &read, NULL, cancellable, &error);
    }
  if (comparison->incoming != NULL)
    comparison->items
      = wg_plan_compare_update (job->plan, job->choice->depth, comparison->incoming,
                                job->choice->sliver_width_m, NULL, cancellable, &error);
  if (comparison->items == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = comparison->items->len; i-- > 0;)
    if (g_array_index (comparison->items, WgUpdateItem, i).kind == WG_UPDATE_SAME)
      {
        comparison->n_same++;
        g_array_remove_index (comparison->items, i);
      }
  g_task_return_pointer (task, g_steal_pointer (&comparison),
                         (GDestroyNotify) wg_import_comparison_free);
}

static void
compared_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  WgImportDifferencesPage *self = WG_IMPORT_DIFFERENCES_PAGE (object);
  g_autoptr (GError) error = NULL;
  WgImportComparison *comparison = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (comparison == NULL)
    {
      g_autofree char *sentence = wg_words_error (error);

      show_state (self, sentence);
      return;
    }
  self->comparison = comparison;
  if (comparison->items->len == 0)
    show_state (self, _("The file and the level are the same: there is nothing to apply"));
  else
    show_comparison (self);
}

static void
wg_import_differences_page_close (WgImportPage *page)
{
  WgImportDifferencesPage *self = WG_IMPORT_DIFFERENCES_PAGE (page);

  g_cancellable_cancel (self->comparing);
  g_clear_object (&self->comparing);
}

static void
wg_import_differences_page_open (WgImportPage *page, WgImportChoice *choice)
{
  WgImportDifferencesPage *self = WG_IMPORT_DIFFERENCES_PAGE (page);
  g_autoptr (GTask) task = NULL;
  Job *job = NULL;

  wg_import_differences_page_close (page);
  drop_comparison (self);
  if (choice == NULL)
    return;
  show_state (self, _("Comparing the file with the level…"));
  self->comparing = g_cancellable_new ();
  job = g_new0 (Job, 1);
  job->plan = wg_plan_snapshot (wg_import_page_get_draft (page)->plan);
  job->choice = wg_import_choice_copy (choice);
  task = g_task_new (self, self->comparing, compared_cb, NULL);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, compare_thread);
}

static gboolean
wg_import_differences_page_is_needed (WgImportPage *page, const WgImportChoice *choice)
{
  return choice->use == WG_IMPORT_GRIDS && choice->is_update;
}

/* Nothing is taken from a level unseen. */
static gboolean
wg_import_differences_page_is_complete (WgImportPage *page, const WgImportChoice *choice)
{
  return choice->is_reviewed;
}

static void
wg_import_differences_page_dispose (GObject *object)
{
  WgImportDifferencesPage *self = WG_IMPORT_DIFFERENCES_PAGE (object);

  wg_import_differences_page_close (WG_IMPORT_PAGE (self));
  if (self->list != NULL)
    drop_comparison (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_IMPORT_DIFFERENCES_PAGE);

  G_OBJECT_CLASS (wg_import_differences_page_parent_class)->dispose (object);
}

static void
wg_import_differences_page_class_init (WgImportDifferencesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  WgImportPageClass *page_class = WG_IMPORT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_import_differences_page_dispose;

  page_class->name = "differences";
  page_class->title = N_("Differences");
  page_class->is_per_layer = TRUE;
  page_class->fills_window = TRUE;
  page_class->open = wg_import_differences_page_open;
  page_class->close = wg_import_differences_page_close;
  page_class->is_needed = wg_import_differences_page_is_needed;
  page_class->is_complete = wg_import_differences_page_is_complete;

  g_type_ensure (WG_TYPE_IMPORT_DIFFERENCE_MAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-import-differences-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, WgImportDifferencesPage, name)
  BIND (stack);
  BIND (state);
  BIND (kind_choice);
  BIND (count);
  BIND (hint);
  BIND (list);
  BIND (map);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, kind_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_cb);
  gtk_widget_class_bind_template_callback (widget_class, none_cb);
}

static void
wg_import_differences_page_init (WgImportDifferencesPage *self)
{
  GtkListItemFactory *factory = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
}
