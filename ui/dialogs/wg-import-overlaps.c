/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-overlaps"

#include "wg-import-overlaps.h"

#include "../../app/cli/wg-words.h"
#include "wg-import-overlap-case.h"
#include "wg-import-result-map.h"

#include <glib/gi18n.h>

#define MAP_HEIGHT 160 /* at least: below the rules it is seen whole at 1366x768, and takes what a larger window has */
#define LIST_WIDTH 340

struct _WgImportOverlaps
{
  GtkBox parent_instance;

  GtkLabel *summary;
  GtkWidget *forget_button;
  GtkListView *view;
  GtkWidget *question;   /* with a button for each claimant */
  GtkBox *buttons;
  GtkLabel *question_label;
  WgImportResultMap *map;

  GPtrArray *steps;      /* (nullable) borrowed */
  const WgImportStep *shown;
  GListStore *cases;     /* of WgOverlapCase */
  GtkSingleSelection *selection;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (WgImportOverlaps, wg_import_overlaps, GTK_TYPE_BOX)

enum
{
  ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static WgOverlapCase *
get_case (WgImportOverlaps *self, guint position)
{
  g_autoptr (WgOverlapCase) one = g_list_model_get_item (G_LIST_MODEL (self->cases), position);

  return one; /* the list keeps it */
}

static WgOverlapCase *
get_selected (WgImportOverlaps *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static const WgImportReport *
get_report (WgImportOverlaps *self, const WgOverlapCase *one)
{
  return ((WgImportStep *) g_ptr_array_index (self->steps, one->step))->report;
}

static char *
name_grid (WgImportOverlaps *self, const WgOverlapCase *one, guint32 grid)
{
  return wg_words_report_grid (get_report (self, one), grid);
}

static void
update_summary (WgImportOverlaps *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->cases)), n_decided = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < n; i++)
    n_decided += get_case (self, i)->answer != 0;
  if (self->steps == NULL)
    words = g_strdup (_("Looking for land that is claimed twice…"));
  else if (n == 0)
    words = g_strdup (_("No land of that size is claimed twice"));
  else
    /* Translators: two numbers of overlaps */
    words = g_strdup_printf (_("%u of %u overlaps decided; the rest goes by the rule"), n_decided, n);
  gtk_label_set_label (self->summary, words);
  gtk_widget_set_sensitive (self->forget_button, n_decided > 0);
}

/* The row of a case is made anew: its words changed. */
static void
renew_row (WgImportOverlaps *self, WgOverlapCase *one)
{
  g_autoptr (WgOverlapCase) held = g_object_ref (one);
  gpointer items[] = { held };
  guint position = 0;

  if (!g_list_store_find (self->cases, one, &position))
    return;
  self->is_filling = TRUE;
  g_list_store_splice (self->cases, position, 1, items, 1);
  gtk_single_selection_set_selected (self->selection, position);
  self->is_filling = FALSE;
}

static void
answer (WgImportOverlaps *self, WgOverlapCase *one, guint32 grid)
{
  if (one->answer == grid)
    return;
  one->answer = grid;
  renew_row (self, one);
  update_summary (self);
  g_signal_emit (self, signals[ANSWERED], 0, one->step);
}

static void
claimant_toggled_cb (GtkCheckButton *button, WgImportOverlaps *self)
{
  WgOverlapCase *one = get_selected (self);
  guint32 grid = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "grid"));

  if (one != NULL && !self->is_filling && gtk_check_button_get_active (button))
    answer (self, one, grid);
}

static GtkCheckButton *
add_button (WgImportOverlaps *self, const char *label, guint32 grid, GtkCheckButton *group,
            gboolean is_active)
{
  GtkWidget *button = gtk_check_button_new_with_label (label);

  g_object_set_data (G_OBJECT (button), "grid", GUINT_TO_POINTER (grid));
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), group);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), is_active);
  g_signal_connect (button, "toggled", G_CALLBACK (claimant_toggled_cb), self);
  gtk_box_append (self->buttons, button);
  return GTK_CHECK_BUTTON (button);
}

static void
show_question (WgImportOverlaps *self)
{
  WgOverlapCase *one = get_selected (self);
  GtkCheckButton *first = NULL;
  GtkWidget *child = NULL;
  g_autofree char *area = NULL, *rule = NULL, *winner = NULL, *question = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->buttons))) != NULL)
    gtk_box_remove (self->buttons, child);
  gtk_widget_set_visible (self->question, one != NULL);
  if (one == NULL)
    return;
  self->is_filling = TRUE;
  area = wg_words_area (one->decision.area_m2);
  /* Translators: %s is an area */
  question = g_strdup_printf (_("Who gets these %s?"), area);
  gtk_label_set_label (self->question_label, question);
  winner = name_grid (self, one, g_array_index (one->claimants, guint32, 0));
  rule = one->answer == 0 ? g_strdup_printf (_("By the rule (%s)"), winner) : g_strdup (_("By the rule"));
  first = add_button (self, rule, 0, NULL, one->answer == 0);
  for (guint i = 0; i < one->claimants->len; i++)
    {
      guint32 grid = g_array_index (one->claimants, guint32, i);
      g_autofree char *name = name_grid (self, one, grid);

      add_button (self, name, grid, first, one->answer == grid);
    }
  self->is_filling = FALSE;
}

static void
show_place (WgImportOverlaps *self)
{
  WgOverlapCase *one = get_selected (self);
  const WgImportStep *step = one != NULL ? g_ptr_array_index (self->steps, one->step) : NULL;

  if (step == NULL)
    return;
  if (step != self->shown)
    wg_import_result_map_show (self->map, step);
  self->shown = step;
  wg_import_result_map_point_at (self->map, &one->decision);
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, WgImportOverlaps *self)
{
  if (self->is_filling)
    return;
  show_question (self);
  show_place (self);
}

static void
picked_cb (WgImportResultMap *map, guint index, WgImportOverlaps *self)
{
  WgPoint place = { 0, 0 };

  if (self->shown == NULL || index >= self->shown->report->decisions->len)
    return;
  place = g_array_index (self->shown->report->decisions, WgDecision, index).place;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->cases)); i++)
    if (wg_point_equal (get_case (self, i)->decision.place, place))
      gtk_single_selection_set_selected (self->selection, i);
}

static void
forget_cb (GtkButton *button, WgImportOverlaps *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->cases));

  for (guint i = 0; i < n; i++)
    answer (self, get_case (self, i), 0);
  show_question (self);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
      if (i == 1)
        gtk_widget_add_css_class (label, "caption");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_set_margin_top (box, 4);
  gtk_widget_set_margin_bottom (box, 4);
  gtk_list_item_set_child (item, box);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, WgImportOverlaps *self)
{
  WgOverlapCase *one = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *title = gtk_widget_get_first_child (box);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *area = wg_words_area (one->decision.area_m2);
  g_autofree char *width = wg_words_length (one->decision.width_m);
  g_autofree char *taker = NULL, *line = NULL;

  if (self->steps == NULL)
    return;
  for (guint i = 0; i < one->claimants->len; i++)
    {
      g_autofree char *name = name_grid (self, one, g_array_index (one->claimants, guint32, i));

      g_string_append_printf (names, "%s%s", i > 0 ? " ↔ " : "", name);
    }
  if (one->answer != 0)
    taker = name_grid (self, one, one->answer);
  /* Translators: an area, a width, who gets it */
  line = g_strdup_printf (_("%s, %s wide → %s"), area, width,
                          taker != NULL ? taker : _("by the rule"));
  gtk_label_set_label (GTK_LABEL (title), names->str);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (title)), line);
  if (one->answer != 0)
    gtk_widget_add_css_class (gtk_widget_get_next_sibling (title), "accent");
  else
    gtk_widget_remove_css_class (gtk_widget_get_next_sibling (title), "accent");
}

static void
wg_import_overlaps_dispose (GObject *object)
{
  WgImportOverlaps *self = WG_IMPORT_OVERLAPS (object);

  self->is_filling = TRUE;
  self->steps = NULL;
  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  self->view = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->cases);

  G_OBJECT_CLASS (wg_import_overlaps_parent_class)->dispose (object);
}

static void
wg_import_overlaps_class_init (WgImportOverlapsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_import_overlaps_dispose;

  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static GtkWidget *
make_head (WgImportOverlaps *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->summary = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->summary, 0.0f);
  gtk_label_set_wrap (self->summary, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->summary), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->summary), "heading");
  self->forget_button = gtk_button_new_with_mnemonic (_("_Forget My Decisions"));
  g_signal_connect (self->forget_button, "clicked", G_CALLBACK (forget_cb), self);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->summary));
  gtk_box_append (GTK_BOX (head), self->forget_button);
  return head;
}

static GtkWidget *
make_list (WgImportOverlaps *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), self);
  self->view = GTK_LIST_VIEW (gtk_list_view_new (NULL, factory));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Land that is claimed twice"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_size_request (box, LIST_WIDTH, -1);
  gtk_box_append (GTK_BOX (box), scrolled);
  return box;
}

/* Above the list, where it is seen without scrolling. */
static GtkWidget *
make_question (WgImportOverlaps *self)
{
  self->question = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->question_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->question_label, 0.0f);
  self->buttons = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));
  gtk_box_append (GTK_BOX (self->question), GTK_WIDGET (self->question_label));
  gtk_box_append (GTK_BOX (self->question), GTK_WIDGET (self->buttons));
  return self->question;
}

static void
wg_import_overlaps_init (WgImportOverlaps *self)
{
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 8);
  self->cases = g_list_store_new (WG_TYPE_OVERLAP_CASE);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->cases)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, 0);
  self->map = g_object_new (WG_TYPE_IMPORT_RESULT_MAP, NULL);
  gtk_widget_set_hexpand (GTK_WIDGET (self->map), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->map), TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (self->map), -1, MAP_HEIGHT);
  g_signal_connect (self->map, "picked", G_CALLBACK (picked_cb), self);
  gtk_box_append (GTK_BOX (columns), make_list (self));
  gtk_box_append (GTK_BOX (columns), GTK_WIDGET (self->map));
  gtk_box_append (GTK_BOX (self), make_head (self));
  gtk_box_append (GTK_BOX (self), make_question (self));
  gtk_box_append (GTK_BOX (self), columns);
}

void
wg_import_overlaps_show (WgImportOverlaps *self, GPtrArray *steps, double from_m2)
{
  g_autoptr (GPtrArray) cases = wg_overlap_cases_collect (steps, from_m2);

  self->is_filling = TRUE;
  g_list_store_remove_all (self->cases);
  self->steps = steps;
  g_list_store_splice (self->cases, 0, 0, cases->pdata, cases->len);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->is_filling = FALSE;
  self->shown = steps != NULL && steps->len > 0 ? g_ptr_array_index (steps, steps->len - 1) : NULL;
  wg_import_result_map_show (self->map, self->shown);
  show_question (self);
  update_summary (self);
}

GArray *
wg_import_overlaps_dup_answers (WgImportOverlaps *self, guint step)
{
  GArray *answers = g_array_new (FALSE, TRUE, sizeof (WgOverlapAnswer));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->cases)); i++)
    {
      const WgOverlapCase *one = get_case (self, i);
      WgOverlapAnswer given = { one->decision.place, 0 };

      if (one->step != step || one->answer == 0)
        continue;
      given.owner = one->answer - wg_overlap_case_first_grid (self->steps, step) + 1;
      g_array_append_val (answers, given);
    }
  return answers;
}
