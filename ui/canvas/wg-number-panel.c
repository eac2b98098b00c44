/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-number-panel"

#include "wg-number-panel.h"

#include "wg-canvas-private.h"

#include "../../app/cli/wg-number-words.h"
#include "../../app/plan/wg-number-pattern.h"
#include "../dialogs/wg-report-save.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_LINES 5000 /* of the table */

struct _WgNumberPanel
{
  GtkWidget parent_instance;

  /* Template widgets */
  GtkWidget *box;
  GtkDropDown *level;
  GtkDropDown *where;
  GtkDropDown *order;
  GtkDropDown *scope;
  GtkDropDown *profile;
  GtkEntry *pattern;
  GtkEntry *names;
  GtkCheckButton *follow;
  GtkWidget *scroller;
  GtkListView *table;
  GtkSpinner *spinner;
  GtkLabel *count_label;
  GtkWidget *save_button;
  GtkWidget *apply_button;

  /* Owned references */
  WgToolNumber *tool;
  GtkStringList *lines;
  GArray *grids; /* of guint32, by line */
  WgPlan *plan;
  gboolean is_showing; /* the widgets are set, nobody moved them */
};

G_DEFINE_FINAL_TYPE (WgNumberPanel, wg_number_panel, GTK_TYPE_WIDGET)

static char *
describe_row (const WgNumberRow *row)
{
  const char *remark = row->is_follower ? "" : wg_words_number_outcome (row->outcome);
  const char *old_code = row->old_code[0] != '\0' ? row->old_code : "—";

  if (row->outcome == WG_NUMBER_GIVEN)
    return g_strdup_printf ("%s → %s  %s", old_code, row->new_code, row->new_name);
  return g_strdup_printf ("%s  %s  %s", old_code, row->new_name, remark);
}

static gboolean
is_shown (const WgNumberRow *row)
{
  return row->outcome != WG_NUMBER_UNCHANGED || strcmp (row->old_name, row->new_name) != 0;
}

/* The table, and how many change. */
static void
show_rows (WgNumberPanel *self, const GPtrArray *rows, guint *n_given_out, guint *n_left_out)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  g_array_set_size (self->grids, 0);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const WgNumberRow *row = g_ptr_array_index (rows, i);

      *n_given_out += row->outcome == WG_NUMBER_GIVEN || strcmp (row->old_name, row->new_name) != 0;
      *n_left_out += row->outcome > WG_NUMBER_UNCHANGED;
      if (!is_shown (row) || texts->len >= MAX_LINES)
        continue;
      g_ptr_array_add (texts, describe_row (row));
      g_array_append_val (self->grids, row->grid);
    }
  g_ptr_array_add (texts, NULL);
  gtk_string_list_splice (self->lines, 0, g_list_model_get_n_items (G_LIST_MODEL (self->lines)),
                          (const char *const *) texts->pdata);
  gtk_widget_set_visible (self->scroller, texts->len > 1);
}

static void
show_tool (WgNumberPanel *self)
{
  const char *problem = NULL;
  gboolean is_looking = FALSE;
  const GPtrArray *rows = wg_tool_number_get_rows (self->tool, &problem, &is_looking);
  guint n_given = 0, n_left = 0;
  g_autofree char *text = NULL;

  if (!is_looking || rows != NULL)
    show_rows (self, rows, &n_given, &n_left);
  if (problem != NULL)
    text = g_strdup (problem);
  else if (rows != NULL && n_left == rows->len && wg_tool_number_get_settings (self->tool)->depth == 1)
    text = g_strdup (_("No level is above this one: write the region’s code in place of {parent}, such as 330106{nnn}"));
  else if (rows == NULL)
    text = g_strdup (_("Putting the grids in order…"));
  else if (n_left == 0)
    text = g_strdup_printf (ngettext ("%u of %u grid changes", "%u of %u grids change", rows->len),
                            n_given, rows->len);
  else
    text = g_strdup_printf (_("%u of %u grids change; %u cannot have a number"), n_given, rows->len,
                            n_left);
  gtk_label_set_text (self->count_label, text);
  gtk_spinner_set_spinning (self->spinner, is_looking);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_looking);
  gtk_widget_set_sensitive (self->apply_button, n_given > 0);
  gtk_widget_set_sensitive (self->save_button, wg_tool_number_get_table (self->tool) != NULL);
}

static const char *
level_name (WgNumberPanel *self, guint depth)
{
  return wg_plan_get_level (self->plan, depth)->name;
}

/* The place of the profile that has this pattern; past the last: an own one. */
static guint
find_profile (WgNumberPanel *self, guint depth, const char *pattern)
{
  guint i = 0;

  for (i = 0; i < wg_code_profile_count (); i++)
    {
      g_autofree char *text = wg_plan_profile_pattern (self->plan, depth, wg_code_profile_get (i), NULL);

      if (strcmp (text, pattern) == 0)
        break;
    }
  return i;
}

static void
show_settings (WgNumberPanel *self)
{
  const WgNumberSettings *settings = wg_tool_number_get_settings (self->tool);

  self->is_showing = TRUE;
  gtk_drop_down_set_selected (self->level, settings->depth - 1);
  gtk_drop_down_set_selected (self->where, settings->where);
  gtk_drop_down_set_selected (self->order, settings->order);
  gtk_drop_down_set_selected (self->scope, settings->scope);
  gtk_drop_down_set_selected (self->profile,
                              find_profile (self, settings->depth, settings->pattern));
  if (strcmp (gtk_editable_get_text (GTK_EDITABLE (self->pattern)), settings->pattern) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->pattern), settings->pattern);
  gtk_check_button_set_active (self->follow, settings->is_followed);
  gtk_widget_set_visible (GTK_WIDGET (self->follow),
                          settings->depth < wg_plan_get_n_levels (self->plan));
  self->is_showing = FALSE;
}

static void
set_settings (WgNumberPanel *self, const char *pattern)
{
  WgNumberSettings settings = { 0 };

  settings.depth = gtk_drop_down_get_selected (self->level) + 1;
  settings.where = (WgNumberWhere) gtk_drop_down_get_selected (self->where);
  settings.order = (WgNumberOrder) gtk_drop_down_get_selected (self->order);
  settings.scope = (WgNumberScope) gtk_drop_down_get_selected (self->scope);
  settings.is_followed = gtk_check_button_get_active (self->follow);
  settings.pattern = (char *) pattern;
  settings.name_pattern = (char *) gtk_editable_get_text (GTK_EDITABLE (self->names));
  wg_tool_number_set_settings (self->tool, &settings);
  show_settings (self);
}

/* Another level has another pattern, unless it is the user's own. */
static void
choice_cb (WgNumberPanel *self)
{
  const WgNumberSettings *before = NULL;
  guint profile = gtk_drop_down_get_selected (self->profile);
  guint depth = gtk_drop_down_get_selected (self->level) + 1;
  g_autofree char *pattern = NULL;

  if (self->is_showing)
    return;
  before = wg_tool_number_get_settings (self->tool);
  if (depth != before->depth && profile < wg_code_profile_count ())
    pattern = wg_plan_profile_pattern (self->plan, depth, wg_code_profile_get (profile), NULL);
  else
    pattern = g_strdup (before->pattern);
  set_settings (self, pattern);
}

static void
profile_cb (WgNumberPanel *self)
{
  guint profile = gtk_drop_down_get_selected (self->profile);
  g_autofree char *pattern = NULL;

  if (self->is_showing)
    return;
  if (profile >= wg_code_profile_count ())
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->pattern));
      return;
    }
  pattern = wg_plan_profile_pattern (self->plan, gtk_drop_down_get_selected (self->level) + 1,
                                     wg_code_profile_get (profile), NULL);
  set_settings (self, pattern);
}

static void
pattern_cb (WgNumberPanel *self)
{
  g_autofree char *pattern = NULL;

  if (self->is_showing)
    return;
  pattern = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->pattern)));
  set_settings (self, pattern);
}

static void
apply_cb (WgNumberPanel *self)
{
  wg_tool_number_apply (self->tool);
}

static void
save_cb (WgNumberPanel *self)
{
  const GPtrArray *rows = wg_tool_number_get_table (self->tool);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *name = NULL;
  GPtrArray *sheets = NULL;

  if (rows == NULL || !GTK_IS_WINDOW (root))
    return;
  sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_sheet_free);
  g_ptr_array_add (sheets, wg_number_sheet (rows));
  /* Translators: name of a spreadsheet; %s is the name of the project */
  name = g_strdup_printf (_("%s old and new codes.xlsx"), wg_plan_get_name (self->plan));
  wg_report_save_sheets (GTK_WINDOW (root), name, sheets);
}

/* Shows the grid of a line with its surroundings, in the part of the map that the panel leaves free. */
static void
activated_cb (WgNumberPanel *self, guint position)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self->tool));
  g_autoptr (WgShape) shape = wg_shape_new ();
  WgEnvelope extent = WG_ENVELOPE_EMPTY;
  double margin = 0, covered = 0;

  if (canvas == NULL || position >= self->grids->len)
    return;
  wg_plan_get_shape (self->plan, g_array_index (self->grids, guint32, position), shape);
  if (shape->rings->len == 0)
    return;
  extent = wg_shape_envelope (shape);
  margin = MAX ((double) extent.max_x - extent.min_x, (double) extent.max_y - extent.min_y) / 2;
  covered = (double) gtk_widget_get_width (GTK_WIDGET (self)) / MAX (gtk_widget_get_width (GTK_WIDGET (canvas)), 1);
  covered = CLAMP (covered, 0, 0.7);
  extent.max_x = (gint32) (extent.max_x + margin);
  extent.max_y = (gint32) (extent.max_y + margin);
  extent.min_y = (gint32) (extent.min_y - margin);
  extent.min_x = (gint32) (extent.min_x - margin);
  extent.min_x = (gint32) (extent.max_x - ((double) extent.max_x - extent.min_x) / (1 - covered));
  wg_canvas_fit_envelope (canvas, &extent);
}

static void
set_up_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "caption");
  gtk_list_item_set_child (item, label);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (item), text);
}

static void
fill_drop_down (GtkDropDown *drop_down, const char *const *texts, const char *label)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (texts);

  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (list));
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
fill_choices (WgNumberPanel *self)
{
  const char *const where[] = { _("Everywhere"), _("With their siblings"), _("Selected grids"), NULL };
  const char *const orders[]
    = { _("By rows, from the north-west"), _("By columns, from the north-west"),
        _("By rows, to and fro"), _("Along a line"), _("Out from a point"), NULL };
  const char *const scopes[]
    = { _("All codes anew"), _("Wrong codes, behind the others"), _("Wrong codes, in the gaps"), NULL };

  fill_drop_down (self->where, where, _("Which grids"));
  fill_drop_down (self->order, orders, _("Order of the numbers"));
  fill_drop_down (self->scope, scopes, _("Which codes are new"));
}

static void
fill_levels (WgNumberPanel *self)
{
  g_autoptr (GPtrArray) levels = g_ptr_array_new ();
  g_autoptr (GPtrArray) profiles = g_ptr_array_new ();

  for (guint depth = 1; depth <= wg_plan_get_n_levels (self->plan); depth++)
    g_ptr_array_add (levels, (char *) level_name (self, depth));
  g_ptr_array_add (levels, NULL);
  for (guint i = 0; i < wg_code_profile_count (); i++)
    g_ptr_array_add (profiles, (char *) wg_code_profile_get (i)->title);
  g_ptr_array_add (profiles, (char *) _("Own pattern"));
  g_ptr_array_add (profiles, NULL);
  fill_drop_down (self->level, (const char *const *) levels->pdata, _("Level"));
  fill_drop_down (self->profile, (const char *const *) profiles->pdata, _("Way of coding"));
}

static void
wg_number_panel_dispose (GObject *object)
{
  WgNumberPanel *self = WG_NUMBER_PANEL (object);

  if (self->tool != NULL)
    g_signal_handlers_disconnect_by_data (self->tool, self);
  self->is_showing = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_NUMBER_PANEL);
  g_clear_object (&self->tool);
  g_clear_object (&self->lines);
  g_clear_pointer (&self->grids, g_array_unref);
  g_clear_object (&self->plan);
  G_OBJECT_CLASS (wg_number_panel_parent_class)->dispose (object);
}

static void
wg_number_panel_class_init (WgNumberPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_number_panel_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-number-panel.ui");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "wg-tool-panel");
  gtk_widget_class_bind_template_child (widget_class, WgNumberPanel, box);
  gtk_widget_class_bind_template_child (widget_class, WgNumberPanel, level);
  gtk_widget_class_bind_template_child (widget_class, WgNumberPanel, where);
  gtk_widget_class_bind_template_child (widget_class, WgNumberPanel, order);
  gtk_widget_class_bind_template_child (widget_class, WgNumberPanel, scope);
  gtk_widget_class_bind_template_child (widget_class, WgNumberPanel, profile);
  gtk_widget_class_bind_template_child (widget_class, WgNumberPanel, pattern);
  gtk_widget_class_bind_template_child (widget_class, WgNumberPanel, names);
  gtk_widget_class_bind_template_child (widget_class, WgNumberPanel, follow);
  gtk_widget_class_bind_template_child (widget_class, WgNumberPanel, scroller);
  gtk_widget_class_bind_template_child (widget_class, WgNumberPanel, table);
  gtk_widget_class_bind_template_child (widget_class, WgNumberPanel, spinner);
  gtk_widget_class_bind_template_child (widget_class, WgNumberPanel, count_label);
  gtk_widget_class_bind_template_child (widget_class, WgNumberPanel, save_button);
  gtk_widget_class_bind_template_child (widget_class, WgNumberPanel, apply_button);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, profile_cb);
  gtk_widget_class_bind_template_callback (widget_class, pattern_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
wg_number_panel_init (WgNumberPanel *self)
{
  g_autoptr (GtkSelectionModel) selection = NULL;
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->is_showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->lines = gtk_string_list_new (NULL);
  self->grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  selection = GTK_SELECTION_MODEL (
    gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->lines))));
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  gtk_list_view_set_factory (self->table, factory);
  gtk_list_view_set_model (self->table, selection);
  /* Translators: an example of a name with its number, such as 第{zh}网格 */
  gtk_entry_set_placeholder_text (self->names, _("Names stay; or such as 第{zh}网格"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->names), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Names"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pattern), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Pattern of the codes"), -1);
}

GtkWidget *
wg_number_panel_new (WgToolNumber *tool)
{
  WgNumberPanel *self = g_object_new (WG_TYPE_NUMBER_PANEL, NULL);
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (tool));

  self->tool = g_object_ref (tool);
  if (canvas == NULL || canvas->plan == NULL)
    return GTK_WIDGET (self);
  self->plan = g_object_ref (canvas->plan);
  fill_levels (self);
  fill_choices (self);
  g_signal_connect_swapped (tool, "changed", G_CALLBACK (show_tool), self);
  show_settings (self);
  show_tool (self);
  return GTK_WIDGET (self);
}
