/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tool-bar"

#include "wg-tool-bar.h"

#include "wg-snap-button.h"
#include "wg-tool-list.h"

#include <glib/gi18n.h>

struct _WgToolBar
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *box;
  GPtrArray *buttons; /* of GtkToggleButton, in the order of the list */
  WgCanvas *canvas;   /* weak */
};

G_DEFINE_FINAL_TYPE (WgToolBar, wg_tool_bar, GTK_TYPE_WIDGET)

/** "Split: divide grids by drawing a line (S)", or why not. */
static void
update_button (WgToolBar *self, GtkWidget *button, const WgToolInfo *info)
{
  const char *reason = wg_canvas_get_edit_reason (self->canvas);
  gboolean is_possible = !info->edits || reason == NULL;
  g_autofree char *text
    = g_strdup_printf (_("%s (%c)"), _(info->action), g_ascii_toupper (info->key));

  gtk_widget_set_sensitive (button, is_possible);
  if (is_possible)
    gtk_widget_set_tooltip_text (button, text);
  else
    {
      g_autofree char *why = g_strdup_printf ("%s\n%s", text, reason);
      gtk_widget_set_tooltip_text (button, why);
    }
}

static void
update (WgToolBar *self)
{
  guint n = 0;
  const WgToolInfo *tools = wg_tool_list_get (&n);

  for (guint i = 0; i < n; i++)
    {
      GtkWidget *button = g_ptr_array_index (self->buttons, i);

      update_button (self, button, &tools[i]);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                    g_str_equal (wg_canvas_get_tool (self->canvas), tools[i].id));
    }
}

static void
toggled_cb (GtkToggleButton *button, WgToolBar *self)
{
  const char *id = gtk_widget_get_name (GTK_WIDGET (button));

  if (self->canvas == NULL || !gtk_toggle_button_get_active (button)
      || g_str_equal (wg_canvas_get_tool (self->canvas), id))
    return;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.tool", "s", id);
  update (self);
}

static void
add_button (WgToolBar *self, const WgToolInfo *info)
{
  GtkWidget *button = gtk_toggle_button_new ();
  const char *label = g_dpgettext2 (NULL, "tool", info->label);

  gtk_button_set_icon_name (GTK_BUTTON (button), info->icon_name);
  gtk_widget_set_name (button, info->id);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _(info->action), -1);
  if (self->buttons->len > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), g_ptr_array_index (self->buttons, 0));
  gtk_box_append (GTK_BOX (self->box), button);
  g_ptr_array_add (self->buttons, button);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
}

static void
wg_tool_bar_dispose (GObject *object)
{
  WgToolBar *self = WG_TOOL_BAR (object);

  g_clear_weak_pointer (&self->canvas);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (wg_tool_bar_parent_class)->dispose (object);
}

static void
wg_tool_bar_finalize (GObject *object)
{
  g_ptr_array_unref (WG_TOOL_BAR (object)->buttons);
  G_OBJECT_CLASS (wg_tool_bar_parent_class)->finalize (object);
}

static void
wg_tool_bar_class_init (WgToolBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_tool_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_tool_bar_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "wg-tool-bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLBAR);
}

static void
wg_tool_bar_init (WgToolBar *self)
{
  guint n = 0;
  const WgToolInfo *tools = wg_tool_list_get (&n);

  self->buttons = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_EXTERNAL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->box);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Tools"),
                                  -1);
  for (guint i = 0; i < n; i++)
    add_button (self, &tools[i]);
  gtk_box_append (GTK_BOX (self->box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (self->box), wg_snap_button_new ());
  gtk_box_append (GTK_BOX (self->box), wg_trace_button_new ());
}

void
wg_tool_bar_set_canvas (WgToolBar *self, WgCanvas *canvas)
{
  g_return_if_fail (WG_IS_TOOL_BAR (self));
  g_return_if_fail (WG_IS_CANVAS (canvas));

  g_set_weak_pointer (&self->canvas, canvas);
  g_signal_connect_object (canvas, "notify::tool", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "notify::edit-reason", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}
