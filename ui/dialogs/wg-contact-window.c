/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-contact-window"

#include "wg-contact-window.h"

#include "../../app/cli/wg-chart-words.h"
#include "../../app/cli/wg-contact-words.h"
#include "../../app/cli/wg-words.h"
#include "../../app/plan/wg-area-grids.h"
#include "../../app/render/wg-chart-sheet.h"
#include "wg-report-save.h"

#include <glib/gi18n.h>

/* What the area is, by the places of the list. */
typedef enum
{
  AREA_SELECTION,
  AREA_SHOWN,
  AREA_PROJECT,
  AREA_DRAWN, /* only when one was */
} Area;

struct _WgContactWindow
{
  AdwWindow parent_instance;

  GtkWidget *area;  /* drop-down */
  GtkWidget *level; /* drop-down: all, then the levels */
  GtkWidget *count;
  GtkWidget *table; /* column view */
  GtkWidget *stack;
  GListStore *rows; /* of GtkStringObject: the number of the row in the sheet */
  GtkWidget *buttons[3];

  WgWindow *window; /* weak */
  WgPlan *plan;
  WgEnvelope shown; /* the part of the map */
  GArray *selected; /* of guint32 */
  WgShape *drawn;   /* nullable */
  WgSheet *sheet;
  WgChartSheet *pages; /* while it prints */
};

G_DEFINE_FINAL_TYPE (WgContactWindow, wg_contact_window, ADW_TYPE_WINDOW)

static GArray *
collect_grids (WgContactWindow *self)
{
  guint depth = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->level));

  switch ((Area) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->area)))
    {
    case AREA_SELECTION:
      return wg_area_grids_of (self->plan, self->selected, depth);
    case AREA_SHOWN:
      return wg_area_grids_in_box (self->plan, &self->shown, depth);
    case AREA_DRAWN:
      return wg_area_grids_in (self->plan, self->drawn, depth);
    default:
      return wg_area_grids_all (self->plan, depth);
    }
}

static gboolean
has_text (const WgSheet *sheet, guint column)
{
  for (guint row = 0; row < sheet->rows->len; row++)
    if (*wg_sheet_get (sheet, row, column) != '\0')
      return TRUE;
  return FALSE;
}

/* Columns without a word (parts, absences) leave their room to the others. */
static void
show_columns (WgContactWindow *self)
{
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (self->table));

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      gtk_column_view_column_set_visible (column, has_text (self->sheet, i));
    }
}

static void
show_sheet (WgContactWindow *self)
{
  g_autoptr (GArray) grids = collect_grids (self);
  g_autofree char *n_grids = wg_words_count (grids->len);
  g_autofree char *n_people = NULL;
  g_autofree char *sentence = NULL;
  WgWhen when = wg_when_now ();

  g_clear_pointer (&self->sheet, wg_sheet_free);
  self->sheet = wg_contact_sheet (self->plan, grids, &when);
  g_list_store_remove_all (self->rows);
  for (guint i = 0; i < self->sheet->rows->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_autoptr (GtkStringObject) row = gtk_string_object_new (number);

      g_list_store_append (self->rows, row);
    }
  if (self->sheet->rows->len > 0)
    show_columns (self);
  n_people = wg_words_count (self->sheet->rows->len);
  /* Translators: number of grids, number of assignments (a person and a role in a grid) */
  sentence = g_strdup_printf (_("%s grids, %s contacts"), n_grids, n_people);
  gtk_label_set_text (GTK_LABEL (self->count), sentence);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), self->sheet->rows->len > 0 ? "table" : "empty");
  for (guint i = 0; i < G_N_ELEMENTS (self->buttons); i++)
    gtk_widget_set_sensitive (self->buttons[i], self->sheet->rows->len > 0);
}

static void
setup_cell_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_list_item_set_child (item, label);
}

static void
bind_cell_cb (GtkListItemFactory *factory, GtkListItem *item, WgContactWindow *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));
  const char *number = gtk_string_object_get_string (gtk_list_item_get_item (item));
  guint row = (guint) g_ascii_strtoull (number, NULL, 10);
  const char *text = row < self->sheet->rows->len ? wg_sheet_get (self->sheet, row, column) : "";

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (item), text);
}

static void
add_columns (WgContactWindow *self)
{
  static const int widths[] = { 120, 90, 130, 140, 290, 100, 160, 200 };
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (guint32));
  WgWhen when = wg_when_now ();
  g_autoptr (WgSheet) sheet = wg_contact_sheet (self->plan, none, &when);

  for (guint i = 0; i < sheet->columns->len; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      GtkColumnViewColumn *column = NULL;

      g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (i));
      g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), self);
      column = gtk_column_view_column_new (g_ptr_array_index (sheet->columns, i), factory);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_fixed_width (column, widths[i]);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (self->table), column);
      g_object_unref (column);
    }
}

static void
save_cb (GtkButton *button, WgContactWindow *self)
{
  g_autoptr (GArray) grids = collect_grids (self);
  GPtrArray *sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_sheet_free);
  g_autofree char *name = g_strconcat (_("Contact List"), ".xlsx", NULL);
  WgWhen when = wg_when_now ();

  g_ptr_array_add (sheets, wg_contact_sheet (self->plan, grids, &when));
  g_ptr_array_add (sheets, wg_contact_calls (self->plan, grids, &when));
  wg_report_save_sheets (GTK_WINDOW (self), name, sheets);
}

static void
calls_cb (GtkButton *button, WgContactWindow *self)
{
  g_autoptr (GArray) grids = collect_grids (self);
  GPtrArray *sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_sheet_free);
  g_autofree char *name = g_strconcat (_("Call List"), ".csv", NULL);
  WgWhen when = wg_when_now ();

  g_ptr_array_add (sheets, wg_contact_calls (self->plan, grids, &when));
  wg_report_save_sheets (GTK_WINDOW (self), name, sheets);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, WgContactWindow *self)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width = 0, height = 0, scale = 1;

  wg_chart_sheet_get_page_size (self->pages, (guint) page, &width, &height);
  scale = MIN (gtk_print_context_get_width (context) / width,
               gtk_print_context_get_height (context) / height);
  cairo_scale (cr, scale, scale);
  wg_chart_sheet_paint (self->pages, (guint) page, cr);
}

/* What goes on paper: columns without a word would take room from the others. (transfer full) */
static WgSheet *
copy_for_paper (const WgSheet *sheet)
{
  WgSheet *copy = wg_sheet_new (sheet->name);
  g_autofree gboolean *is_kept = g_new0 (gboolean, sheet->columns->len);

  for (guint column = 0; column < sheet->columns->len; column++)
    {
      is_kept[column] = has_text (sheet, column);
      if (is_kept[column])
        wg_sheet_add_column (copy, g_ptr_array_index (sheet->columns, column), -1);
    }
  for (guint row = 0; row < sheet->rows->len; row++)
    {
      wg_sheet_begin_row (copy);
      for (guint column = 0; column < sheet->columns->len; column++)
        if (is_kept[column])
          wg_sheet_add_text (copy, wg_sheet_get (sheet, row, column));
    }
  return copy;
}

static WgChartSheet *
make_pages (WgContactWindow *self)
{
  g_autoptr (WgPlan) snapshot = wg_plan_snapshot (self->plan);
  const WgChartSource source = { .plan = snapshot, .wording = wg_chart_wording () };
  g_autoptr (WgChartStock) stock = wg_chart_stock_new (&source);
  g_autoptr (WgChartOptions) options = wg_chart_options_new (WG_CHART_STAFF_LIST);
  g_autofree char *today = wg_day_to_text (wg_day_today ());
  g_autoptr (WgSheet) sheet = NULL;

  options->edition = WG_EDITION_INTERNAL;
  options->orientation = WG_ORIENTATION_LANDSCAPE;
  g_free (options->title);
  options->title = g_strdup (_("Contact List"));
  g_free (options->date);
  options->date = g_steal_pointer (&today);
  sheet = copy_for_paper (self->sheet);
  return wg_chart_sheet_new_table (stock, options, sheet);
}

static void
print_cb (GtkButton *button, WgContactWindow *self)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->pages, wg_chart_sheet_unref);
  self->pages = make_pages (self);
  gtk_page_setup_set_paper_size (setup, paper);
  gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_n_pages (operation, (int) wg_chart_sheet_count_pages (self->pages));
  gtk_print_operation_set_job_name (operation, _("Contact List"));
  g_signal_connect_object (operation, "draw-page", G_CALLBACK (draw_page_cb), self, 0);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self), &error)
        == GTK_PRINT_OPERATION_RESULT_ERROR
      && self->window != NULL)
    wg_window_show_error (self->window, _("The list cannot be printed"), error);
}

static void
wg_contact_window_dispose (GObject *object)
{
  WgContactWindow *self = WG_CONTACT_WINDOW (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->plan);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (wg_contact_window_parent_class)->dispose (object);
}

static void
wg_contact_window_finalize (GObject *object)
{
  WgContactWindow *self = WG_CONTACT_WINDOW (object);

  g_clear_pointer (&self->sheet, wg_sheet_free);
  g_clear_pointer (&self->pages, wg_chart_sheet_unref);
  g_clear_pointer (&self->selected, g_array_unref);
  g_clear_pointer (&self->drawn, wg_shape_free);
  G_OBJECT_CLASS (wg_contact_window_parent_class)->finalize (object);
}

static void
wg_contact_window_class_init (WgContactWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_contact_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_contact_window_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wg_contact_window_init (WgContactWindow *self)
{
  self->rows = g_list_store_new (GTK_TYPE_STRING_OBJECT);
}

static GtkWidget *
add_choice (GtkWidget *bar, const char *title, const char *const *words)
{
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *choice = gtk_drop_down_new_from_strings (words);

  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (bar), label);
  gtk_box_append (GTK_BOX (bar), choice);
  return choice;
}

static GtkWidget *
make_bar (WgContactWindow *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  const char *const areas[] = { _("Selected grids"), _("What the map shows"), _("Whole project"),
                                self->drawn != NULL ? _("Drawn area") : NULL, NULL };
  g_autoptr (GPtrArray) levels = g_ptr_array_new ();

  g_ptr_array_add (levels, _("All levels"));
  for (guint depth = 1; depth <= wg_plan_get_n_levels (self->plan); depth++)
    g_ptr_array_add (levels, wg_plan_get_level (self->plan, depth)->name);
  g_ptr_array_add (levels, NULL);
  gtk_widget_add_css_class (bar, "wg-contact-bar");
  self->area = add_choice (bar, C_("contact list", "Area"), areas);
  self->level = add_choice (bar, _("Level"), (const char *const *) levels->pdata);
  self->count = gtk_label_new (NULL);
  gtk_widget_set_hexpand (self->count, TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->count), 1);
  gtk_widget_add_css_class (self->count, "dim-label");
  gtk_box_append (GTK_BOX (bar), self->count);
  return bar;
}

static GtkWidget *
make_header (WgContactWindow *self)
{
  static const struct { const char *label; GCallback pressed; } actions[] = {
    { N_ ("_Print…"), G_CALLBACK (print_cb) },
    { N_ ("_Save as Spreadsheet…"), G_CALLBACK (save_cb) },
    { N_ ("P_hones for Calling…"), G_CALLBACK (calls_cb) },
  };
  GtkWidget *header = adw_header_bar_new ();

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      self->buttons[i] = gtk_button_new_with_mnemonic (_ (actions[i].label));
      g_signal_connect (self->buttons[i], "clicked", actions[i].pressed, self);
      adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->buttons[i]);
    }
  return header;
}

static void
fill_window (WgContactWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *empty = adw_status_page_new ();
  GtkSelectionModel *model = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows))));

  self->table = gtk_column_view_new (model);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->table), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Contact List"), -1);
  gtk_column_view_set_show_column_separators (GTK_COLUMN_VIEW (self->table), TRUE);
  add_columns (self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->table);
  gtk_widget_set_vexpand (scroller, TRUE);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (empty), "contact-new-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (empty), _("Nobody Is Assigned Here"));
  adw_status_page_set_description (ADW_STATUS_PAGE (empty), _("Choose another area or level, or give the grids people."));
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), scroller, "table");
  gtk_stack_add_named (GTK_STACK (self->stack), empty, "empty");
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), make_bar (self));
  gtk_box_append (GTK_BOX (box), self->stack);
  adw_window_set_content (ADW_WINDOW (self), box);
}

WgContactWindow *
wg_contact_window_new (WgWindow *window, const WgShape *drawn)
{
  WgContactWindow *self = g_object_new (WG_TYPE_CONTACT_WINDOW, "transient-for", window, "title", _("Contact List"),
                                        "default-width", 1060, "default-height", 620, "destroy-with-parent", TRUE, NULL);
  const GArray *selection = wg_session_get_selection (wg_window_get_session (window));

  g_set_weak_pointer (&self->window, window);
  self->plan = g_object_ref (wg_project_get_plan (wg_window_get_project (window)));
  self->shown = wg_window_get_shown (window);
  self->selected = g_array_copy ((GArray *) selection);
  self->drawn = drawn != NULL ? wg_shape_copy (drawn) : NULL;
  fill_window (self);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->area),
                              drawn != NULL ? AREA_DRAWN
                              : self->selected->len > 0 ? AREA_SELECTION : AREA_SHOWN);
  g_signal_connect_swapped (self->area, "notify::selected", G_CALLBACK (show_sheet), self);
  g_signal_connect_swapped (self->level, "notify::selected", G_CALLBACK (show_sheet), self);
  show_sheet (self);
  return self;
}
