/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-simplify-panel"

#include "wg-simplify-panel.h"

#include "wg-canvas-private.h"

#include <glib/gi18n.h>
#include <math.h>

struct _WgSimplifyPanel
{
  GtkWidget parent_instance;

  /* Template widgets */
  GtkWidget *box;
  GtkDropDown *scope;
  GtkWidget *tolerance_label;
  GtkSpinButton *tolerance_spin;
  GtkAdjustment *tolerance;
  GtkWidget *tolerance_scale;
  GtkAdjustment *slide;  /* the tolerance as a power of ten */
  GtkCheckButton *smooth;
  GtkSpinner *spinner;
  GtkLabel *count_label;
  GtkWidget *apply_button;

  /* Owned references */
  WgToolSimplify *tool;
  gboolean is_showing; /* the widgets are set, nobody moved them */
};

G_DEFINE_FINAL_TYPE (WgSimplifyPanel, wg_simplify_panel, GTK_TYPE_WIDGET)

static char *
describe_count (const WgSimplifyCount *count)
{
  double share = 0.0;
  g_autofree char *text = NULL;

  if (count->n_points_before > 0)
    share = 100.0 * ((double) count->n_points_after / (double) count->n_points_before - 1.0);
  text = g_strdup_printf (_("%u borders: %u → %u vertices (%+.0f %%)"), count->n_arcs,
                          (guint) count->n_points_before, (guint) count->n_points_after, share);
  if (count->n_fixed == 0)
    return g_steal_pointer (&text);
  return g_strdup_printf (ngettext ("%s; %u more is locked", "%s; %u more are locked", count->n_fixed),
                          text, count->n_fixed);
}

static char *
describe_state (WgSimplifyState state, const WgSimplifyCount *count)
{
  switch (state)
    {
    case WG_SIMPLIFY_READY:
    case WG_SIMPLIFY_STORING:
      return describe_count (count);
    case WG_SIMPLIFY_NOTHING:
      if (count->n_fixed > 0 && count->n_arcs == 0)
        return g_strdup (_("These borders are locked."));
      return g_strdup (_("No border becomes plainer with this tolerance."));
    case WG_SIMPLIFY_NO_GRID:
      return g_strdup (_("No grid is selected."));
    default:
      return g_strdup (_("Looking at the borders…"));
    }
}

static void
show_tool (WgSimplifyPanel *self)
{
  WgSimplifyCount count = { 0 };
  WgSimplifyState state = wg_tool_simplify_get_state (self->tool, &count);
  double metres = wg_tool_simplify_get_tolerance (self->tool);
  gboolean is_working = state == WG_SIMPLIFY_LOOKING || state == WG_SIMPLIFY_STORING;
  g_autofree char *text = describe_state (state, &count);

  self->is_showing = TRUE;
  gtk_adjustment_set_value (self->tolerance, metres);
  gtk_adjustment_set_value (self->slide, log10 (metres));
  gtk_check_button_set_active (self->smooth, wg_tool_simplify_get_smooth (self->tool));
  gtk_drop_down_set_selected (self->scope, wg_tool_simplify_get_scope (self->tool));
  gtk_label_set_text (self->count_label, text);
  gtk_spinner_set_spinning (self->spinner, is_working);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_working);
  gtk_widget_set_sensitive (self->apply_button, state == WG_SIMPLIFY_READY);
  gtk_widget_set_sensitive (GTK_WIDGET (self->scope), state != WG_SIMPLIFY_STORING);
  self->is_showing = FALSE;
}

static void
scope_cb (WgSimplifyPanel *self)
{
  if (!self->is_showing)
    wg_tool_simplify_set_scope (self->tool, gtk_drop_down_get_selected (self->scope));
}

static void
tolerance_cb (WgSimplifyPanel *self)
{
  if (!self->is_showing)
    wg_tool_simplify_set_tolerance (self->tool, gtk_adjustment_get_value (self->tolerance));
}

/* Two digits that count: 0.25, 3.2, 46. */
static void
slide_cb (WgSimplifyPanel *self)
{
  double metres = pow (10.0, gtk_adjustment_get_value (self->slide));
  double unit = pow (10.0, floor (log10 (metres)) - 1.0);

  if (!self->is_showing)
    wg_tool_simplify_set_tolerance (self->tool, round (metres / unit) * unit);
}

static void
smooth_cb (WgSimplifyPanel *self)
{
  if (!self->is_showing)
    wg_tool_simplify_set_smooth (self->tool, gtk_check_button_get_active (self->smooth));
}

static void
apply_cb (WgSimplifyPanel *self)
{
  wg_tool_simplify_apply (self->tool);
}

/* Selected grids, each level, all. */
static void
fill_scopes (WgSimplifyPanel *self, WgPlan *plan)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("Borders of the selected grids"));
  for (guint depth = 1; plan != NULL && depth <= wg_plan_get_n_levels (plan); depth++)
    {
      /* Translators: %s is the name of a level, such as 社区 */
      g_autofree char *name = g_strdup_printf (_("Borders of level %s"),
                                               wg_plan_get_level (plan, depth)->name);

      gtk_string_list_append (names, name);
    }
  gtk_string_list_append (names, _("All borders"));
  gtk_drop_down_set_model (self->scope, G_LIST_MODEL (names));
}

static void
wg_simplify_panel_dispose (GObject *object)
{
  WgSimplifyPanel *self = WG_SIMPLIFY_PANEL (object);

  if (self->tool != NULL)
    g_signal_handlers_disconnect_by_data (self->tool, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_SIMPLIFY_PANEL);
  g_clear_object (&self->tool);
  G_OBJECT_CLASS (wg_simplify_panel_parent_class)->dispose (object);
}

static void
wg_simplify_panel_class_init (WgSimplifyPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_simplify_panel_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-simplify-panel.ui");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "wg-tool-panel");
  gtk_widget_class_bind_template_child (widget_class, WgSimplifyPanel, box);
  gtk_widget_class_bind_template_child (widget_class, WgSimplifyPanel, scope);
  gtk_widget_class_bind_template_child (widget_class, WgSimplifyPanel, tolerance_label);
  gtk_widget_class_bind_template_child (widget_class, WgSimplifyPanel, tolerance_spin);
  gtk_widget_class_bind_template_child (widget_class, WgSimplifyPanel, tolerance);
  gtk_widget_class_bind_template_child (widget_class, WgSimplifyPanel, tolerance_scale);
  gtk_widget_class_bind_template_child (widget_class, WgSimplifyPanel, slide);
  gtk_widget_class_bind_template_child (widget_class, WgSimplifyPanel, smooth);
  gtk_widget_class_bind_template_child (widget_class, WgSimplifyPanel, spinner);
  gtk_widget_class_bind_template_child (widget_class, WgSimplifyPanel, count_label);
  gtk_widget_class_bind_template_child (widget_class, WgSimplifyPanel, apply_button);
  gtk_widget_class_bind_template_callback (widget_class, scope_cb);
  gtk_widget_class_bind_template_callback (widget_class, tolerance_cb);
  gtk_widget_class_bind_template_callback (widget_class, slide_cb);
  gtk_widget_class_bind_template_callback (widget_class, smooth_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
}

static void
wg_simplify_panel_init (WgSimplifyPanel *self)
{
  self->is_showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scope), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Which borders"), -1);
}

GtkWidget *
wg_simplify_panel_new (WgToolSimplify *tool)
{
  WgSimplifyPanel *self = g_object_new (WG_TYPE_SIMPLIFY_PANEL, NULL);
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (tool));

  self->tool = g_object_ref (tool);
  fill_scopes (self, canvas != NULL ? canvas->plan : NULL);
  g_signal_connect_swapped (tool, "changed", G_CALLBACK (show_tool), self);
  show_tool (self);
  return GTK_WIDGET (self);
}
