/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-grid-card"

#include "wg-grid-card.h"

#include "../../app/cli/wg-contact-words.h"
#include "../../app/cli/wg-words.h"
#include "../../app/plan/wg-commands.h"
#include "wg-building-view.h"
#include "wg-grid-measure.h"
#include "wg-grid-numbers.h"
#include "wg-lineage-view.h"
#include "wg-multi-card.h"

#include <glib/gi18n.h>

struct _WgGridCard
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkLabel *heading;
  GtkLabel *kind_label;
  GtkLabel *above_label;
  AdwEntryRow *name_row;
  GtkLabel *name_problem;
  AdwEntryRow *code_row;
  GtkLabel *code_problem;
  GtkWidget *parent_button;
  GtkLabel *parent_label;
  GtkLabel *level_label;
  GtkLabel *area_label;
  GtkLabel *households_label;
  GtkLabel *people_label;
  GtkLabel *perimeter_label;
  GtkLabel *parts_label;
  GtkLabel *children_label;
  GtkLabel *many_heading;
  GtkListBox *many_levels;
  GtkLabel *many_area;
  GtkLabel *many_households;
  GtkLabel *many_people;
  WgBuildingView *buildings;
  WgStaffList *staff;
  WgLineageView *lineage;
  WgMultiCard *multi;
  GtkLabel *project_heading;
  GtkListBox *project_levels;
  GtkLabel *project_area;
  GtkLabel *project_households;
  GtkLabel *project_people;
  GtkLabel *project_gaps;
  GtkLabel *project_crs;

  /* Owned references */
  WgSession *session;
  GSignalGroup *session_signals;
  GSignalGroup *plan_signals;
  GCancellable *measuring;

  WgWhen when;  /* people are shown */
  guint32 grid; /* that the entries show, 0: none */
  gboolean is_filling;
  gboolean is_read_only;
};

G_DEFINE_FINAL_TYPE (WgGridCard, wg_grid_card, ADW_TYPE_BIN)

enum
{
  MESSAGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static WgPlan *
get_plan (WgGridCard *self)
{
  return wg_session_get_plan (self->session);
}

static void
clear_list (GtkListBox *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}

static void
add_count (GtkListBox *list, const char *title, guint n)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *count = wg_words_count (n);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  GtkWidget *label = gtk_label_new (count);

  gtk_widget_add_css_class (label, "numeric");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_list_box_append (list, row);
}

static void
measured_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  WgGridMeasure measure;
  WgGridCard *self;
  g_autofree char *perimeter = NULL;
  g_autofree char *parts = NULL;

  /* Cancelled when the selection, or the card itself, is another by now. */
  if (!wg_grid_measure_finish (result, &measure, &error))
    return;

  self = user_data;
  perimeter = wg_words_length (measure.perimeter_m);
  parts = wg_words_count (measure.n_parts);
  gtk_label_set_label (self->perimeter_label, perimeter);
  gtk_label_set_label (self->parts_label, parts);
}

/* The numbers of what is selected, or of the whole project. */
static void
show_numbers (WgGridCard *self)
{
  const WgNumberLabels one = { self->area_label, self->households_label, self->people_label };
  const WgNumberLabels many = { self->many_area, self->many_households, self->many_people };
  const WgNumberLabels all
    = { self->project_area, self->project_households, self->project_people };
  const GArray *ids = wg_session_get_selection (self->session);
  WgTally tally;

  wg_grid_numbers_sum (get_plan (self), ids->len > 0 ? ids : NULL, &tally);
  wg_grid_numbers_show (ids->len == 0 ? &all : ids->len == 1 ? &one : &many, &tally);
}

/* While a border moves the card tells what the panel at the pointer does. */
static void
preview_changed_cb (WgGridCard *self)
{
  const WgNumberLabels labels = { self->area_label, self->households_label, self->people_label };
  const WgLandPreview *preview = wg_session_get_preview (self->session);
  const WgGridPreview *row
    = preview != NULL && self->grid != 0 ? wg_land_preview_find (preview, self->grid) : NULL;

  if (row != NULL)
    wg_grid_numbers_show_preview (&labels, row);
  else
    show_numbers (self);
}

static void
start_measuring (WgGridCard *self, const GArray *grids)
{
  g_cancellable_cancel (self->measuring);
  g_clear_object (&self->measuring);
  self->measuring = g_cancellable_new ();
  gtk_label_set_label (self->perimeter_label, "…");
  gtk_label_set_label (self->parts_label, "…");
  show_numbers (self);
  wg_grid_measure_async (get_plan (self), grids, self->measuring, measured_cb, self);
}

static void
show_problem (AdwEntryRow *row, GtkLabel *label, const char *sentence)
{
  gtk_label_set_label (label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (label), sentence != NULL);
  if (sentence != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               sentence != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                                : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/* What the entry of @row differs in from the grid, or NULL when it does not. */
static const char *
get_edit (WgGridCard *self, AdwEntryRow *row)
{
  WgGrid *grid = self->session != NULL ? wg_plan_get_grid (get_plan (self), self->grid) : NULL;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));
  const char *now;

  if (grid == NULL)
    return NULL;
  now = row == self->name_row ? grid->name : grid->code;
  return g_str_equal (text, now) ? NULL : text;
}

static gboolean
check_row (WgGridCard *self, AdwEntryRow *row)
{
  const char *text = get_edit (self, row);
  gboolean is_name = row == self->name_row;
  GtkLabel *label = is_name ? self->name_problem : self->code_problem;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (text != NULL
      && !(is_name ? wg_plan_check_name (get_plan (self), self->grid, text, &error)
                   : wg_plan_check_code (get_plan (self), self->grid, text, &error)))
    sentence = wg_words_error (error);

  show_problem (row, label, sentence);
  return sentence == NULL;
}

static void
entry_changed_cb (AdwEntryRow *row, WgGridCard *self)
{
  if (!self->is_filling && self->grid != 0)
    check_row (self, row);
}

static void
fill_entry (WgGridCard *self, AdwEntryRow *row, const char *text)
{
  self->is_filling = TRUE;
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row)), text))
    gtk_editable_set_text (GTK_EDITABLE (row), text);
  /* The apply button remembers the text it was shown with. */
  adw_entry_row_set_show_apply_button (row, FALSE);
  adw_entry_row_set_show_apply_button (row, !self->is_read_only);
  self->is_filling = FALSE;
  show_problem (row, row == self->name_row ? self->name_problem : self->code_problem, NULL);
}

static void
fill_entries (WgGridCard *self)
{
  WgGrid *grid = wg_plan_get_grid (get_plan (self), self->grid);

  if (grid == NULL)
    return;
  fill_entry (self, self->name_row, grid->name);
  fill_entry (self, self->code_row, grid->code);
}

static void
apply_cb (AdwEntryRow *row, WgGridCard *self)
{
  const char *text = get_edit (self, row);
  gboolean is_name = row == self->name_row;
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = NULL;

  if (text == NULL || !check_row (self, row))
    return;

  copy = g_strdup (text);
  if (!wg_command_set_attributes (wg_session_get_history (self->session), self->grid,
                                  is_name ? NULL : copy, is_name ? copy : NULL, &error))
    {
      g_autofree char *sentence = wg_words_error (error);

      show_problem (row, is_name ? self->name_problem : self->code_problem, sentence);
    }
}

static gboolean
entry_key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode,
              GdkModifierType state, WgGridCard *self)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;

  fill_entries (self);
  return GDK_EVENT_STOP;
}

static void
show_one (WgGridCard *self, guint32 id)
{
  WgPlan *plan = get_plan (self);
  WgGrid *grid = wg_plan_get_grid (plan, id);
  g_autofree char *heading = wg_words_grid (plan, id);
  g_autofree char *parent = wg_words_grid (plan, grid->parent);
  g_autofree char *above = grid->parent != 0 ? wg_words_grid_path (plan, grid->parent) : g_strdup ("");
  g_autofree char *children = wg_words_count (wg_plan_get_children (plan, id)->len);
  const WgLevel *level = wg_plan_get_level (plan, grid->depth);

  self->grid = id;
  gtk_label_set_label (self->heading, heading);
  gtk_label_set_label (self->kind_label, wg_words_level (plan, grid));
  gtk_label_set_label (self->above_label, above);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->above_label), *above != '\0' ? above : NULL);
  gtk_label_set_label (self->level_label, level != NULL ? level->name : "");
  gtk_label_set_label (self->parent_label, grid->parent != 0 ? parent : _("None"));
  gtk_widget_set_sensitive (self->parent_button, grid->parent != 0);
  gtk_label_set_label (self->children_label, children);
  fill_entries (self);
  wg_building_view_show (self->buildings, plan, id);
  wg_staff_list_show (self->staff, plan, id, &self->when);
  wg_lineage_view_show (self->lineage, id);
  gtk_stack_set_visible_child_name (self->stack, "one");
}

static void
show_many (WgGridCard *self, const GArray *ids)
{
  WgPlan *plan = get_plan (self);
  guint counts[WG_MAX_DEPTH + 1] = { 0 };
  g_autofree char *count = wg_words_count (ids->len);
  g_autofree char *heading = NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      WgGrid *grid = wg_plan_get_grid (plan, g_array_index (ids, guint32, i));

      if (grid != NULL && grid->depth <= WG_MAX_DEPTH)
        counts[grid->depth]++;
    }
  /* Translators: %s is a number greater than 1 */
  heading = g_strdup_printf (_("%s grids selected"), count);
  gtk_label_set_label (self->many_heading, heading);
  clear_list (self->many_levels);
  for (guint depth = 1; depth <= wg_plan_get_n_levels (plan); depth++)
    if (counts[depth] > 0)
      add_count (self->many_levels, wg_plan_get_level (plan, depth)->name, counts[depth]);
  wg_multi_card_show (self->multi, self->session);
  gtk_stack_set_visible_child_name (self->stack, "many");
}

/* Land of nobody, and the planar m² of it: the number that a planner wants to be 0. */
static void
show_gaps (WgGridCard *self)
{
  WgCoverage *coverage = wg_plan_get_coverage (get_plan (self));
  WgFaceId limit = wg_coverage_face_limit (coverage);
  guint n = 0;
  g_autofree char *text = NULL;

  for (WgFaceId face = 1; face < limit; face++)
    n += wg_coverage_has_face (coverage, face) && wg_coverage_owner (coverage, face) == 0;
  text = n == 0 ? g_strdup (_("None")) : wg_words_count (n);
  gtk_label_set_label (self->project_gaps, text);
}

static void
show_project (WgGridCard *self)
{
  WgPlan *plan = get_plan (self);
  const char *name = wg_plan_get_name (plan);
  WgFrame *frame = wg_plan_get_frame (plan);
  g_autofree char *crs =
    frame != NULL ? wg_words_crs (wg_frame_get_crs (frame)) : g_strdup (_("Chosen with the first import"));

  gtk_label_set_label (self->project_heading, name != NULL && *name != '\0' ? name : _("Project"));
  clear_list (self->project_levels);
  for (guint depth = 1; depth <= wg_plan_get_n_levels (plan); depth++)
    add_count (self->project_levels, wg_plan_get_level (plan, depth)->name,
               wg_plan_count_grids (plan, depth));
  gtk_label_set_label (self->project_crs, crs);
  show_gaps (self);
  gtk_stack_set_visible_child_name (self->stack, "project");
}

static void
update (WgGridCard *self)
{
  const GArray *ids;
  g_autoptr (GArray) copy = NULL;

  self->grid = 0;
  if (self->session == NULL)
    return;

  ids = wg_session_get_selection (self->session);
  if (ids->len == 0)
    {
      show_project (self);
      start_measuring (self, wg_plan_get_children (get_plan (self), 0));
      return;
    }
  if (ids->len == 1)
    show_one (self, g_array_index (ids, guint32, 0));
  else
    show_many (self, ids);
  start_measuring (self, ids);
}

static void
plan_changed_cb (WgPlan *plan, WgChange *change, gboolean backwards, WgGridCard *self)
{
  update (self);
}

static void
parent_clicked_cb (GtkButton *button, WgGridCard *self)
{
  WgGrid *grid = wg_plan_get_grid (get_plan (self), self->grid);
  guint32 parent = grid != NULL ? grid->parent : 0;

  if (parent != 0)
    wg_session_select (self->session, &parent, 1);
}

static void
show_clicked_cb (GtkButton *button, WgGridCard *self)
{
  WgEnvelope extent;

  if (self->grid == 0)
    return;
  extent = wg_plan_get_extent (get_plan (self), self->grid);
  if (!wg_envelope_is_empty (&extent))
    wg_session_fly_to (self->session, &extent);
}

static void
init_entry (WgGridCard *self, AdwEntryRow *row)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (entry_key_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (row), keys);
}

static void
wg_grid_card_dispose (GObject *object)
{
  WgGridCard *self = WG_GRID_CARD (object);

  wg_grid_card_set_session (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_GRID_CARD);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->plan_signals);

  G_OBJECT_CLASS (wg_grid_card_parent_class)->dispose (object);
}

static void
wg_grid_card_class_init (WgGridCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_grid_card_dispose;

  signals[MESSAGE] = g_signal_new ("message", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (WG_TYPE_BUILDING_VIEW);
  g_type_ensure (WG_TYPE_STAFF_LIST);
  g_type_ensure (WG_TYPE_LINEAGE_VIEW);
  g_type_ensure (WG_TYPE_MULTI_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-grid-card.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, WgGridCard, name)
  BIND (stack);
  BIND (heading);
  BIND (kind_label);
  BIND (above_label);
  BIND (name_row);
  BIND (name_problem);
  BIND (code_row);
  BIND (code_problem);
  BIND (parent_button);
  BIND (parent_label);
  BIND (level_label);
  BIND (area_label);
  BIND (households_label);
  BIND (people_label);
  BIND (perimeter_label);
  BIND (parts_label);
  BIND (children_label);
  BIND (many_heading);
  BIND (many_levels);
  BIND (many_area);
  BIND (many_households);
  BIND (many_people);
  BIND (buildings);
  BIND (staff);
  BIND (lineage);
  BIND (multi);
  BIND (project_heading);
  BIND (project_levels);
  BIND (project_area);
  BIND (project_households);
  BIND (project_people);
  BIND (project_gaps);
  BIND (project_crs);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, parent_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_clicked_cb);
}

static void
wg_grid_card_init (WgGridCard *self)
{
  self->session_signals = g_signal_group_new (WG_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "selection-changed", G_CALLBACK (update),
                                  self);
  g_signal_group_connect_swapped (self->session_signals, "preview-changed",
                                  G_CALLBACK (preview_changed_cb), self);
  self->plan_signals = g_signal_group_new (WG_TYPE_PLAN);
  g_signal_group_connect (self->plan_signals, "changed", G_CALLBACK (plan_changed_cb), self);
  g_signal_group_connect_swapped (self->plan_signals, "replaced", G_CALLBACK (update), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  init_entry (self, self->name_row);
  init_entry (self, self->code_row);
}

void
wg_grid_card_set_session (WgGridCard *self, WgSession *session)
{
  if (!g_set_object (&self->session, session))
    return;

  g_cancellable_cancel (self->measuring);
  g_clear_object (&self->measuring);
  g_signal_group_set_target (self->session_signals, session);
  g_signal_group_set_target (self->plan_signals, session != NULL ? get_plan (self) : NULL);
  update (self);
}

void
wg_grid_card_set_read_only (WgGridCard *self, gboolean read_only)
{
  self->is_read_only = read_only;
  wg_multi_card_set_read_only (self->multi, read_only);
  gtk_editable_set_editable (GTK_EDITABLE (self->name_row), !read_only);
  gtk_editable_set_editable (GTK_EDITABLE (self->code_row), !read_only);
  adw_entry_row_set_show_apply_button (self->name_row, !read_only);
  adw_entry_row_set_show_apply_button (self->code_row, !read_only);
}

void
wg_grid_card_edit_name (WgGridCard *self)
{
  if (self->grid != 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}

void
wg_grid_card_set_project (WgGridCard *self, WgProject *project)
{
  wg_lineage_view_set_project (self->lineage, project);
}

void
wg_grid_card_set_when (WgGridCard *self, const WgWhen *when)
{
  self->when = *when;
  if (self->session != NULL && self->grid != 0)
    wg_staff_list_show (self->staff, get_plan (self), self->grid, when);
}

WgStaffList *
wg_grid_card_get_staff (WgGridCard *self)
{
  return self->staff;
}
