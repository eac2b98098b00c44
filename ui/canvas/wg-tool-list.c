/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tool-list"

#include "wg-tool-list.h"

#include "wg-tool-assign.h"
#include "wg-tool-border.h"
#include "wg-tool-contact.h"
#include "wg-tool-draw.h"
#include "wg-tool-merge.h"
#include "wg-tool-number.h"
#include "wg-tool-redraw.h"
#include "wg-tool-measure.h"
#include "wg-tool-select.h"
#include "wg-tool-simplify.h"
#include "wg-tool-split.h"

#include <glib/gi18n.h>

/* Keys within a tool. */
static const struct
{
  const char *keys;
  const char *action;
} more_keys[] = {
  { "bracketright bracketleft", N_ ("Move Border: next and previous corner of the selected grid") },
  { "Left Right Up Down", N_ ("Move Border: move the corner by a pixel, with Shift by ten") },
};

/* In the order of the toolbar: looking, borders, land, measuring. */
static const WgToolInfo tools[] = {
  { "select", NC_ ("tool", "Select"), N_ ("Select grids on the map"), 'v', '1', FALSE,
    "wg-select-symbolic", wg_tool_select_get_type },
  { "border", NC_ ("tool", "Move Border"), N_ ("Move corners and parts of borders"), 'b', '2', TRUE,
    "wg-border-symbolic", wg_tool_border_get_type },
  { "redraw", NC_ ("tool", "Redraw"), N_ ("Replace a part of a border by a line"), 'r', '3', TRUE,
    "wg-redraw-symbolic", wg_tool_redraw_get_type },
  { "split", NC_ ("tool", "Split"), N_ ("Divide grids by drawing a line"), 's', '4', TRUE,
    "wg-split-symbolic", wg_tool_split_get_type },
  { "draw", NC_ ("tool", "Draw Grid"), N_ ("Make a grid by drawing around it"), 'd', '5', TRUE,
    "wg-draw-symbolic", wg_tool_draw_get_type },
  { "merge", NC_ ("tool", "Merge"), N_ ("Make one grid of several"), 'm', '6', TRUE,
    "wg-merge-symbolic", wg_tool_merge_get_type },
  { "assign", NC_ ("tool", "Assign"), N_ ("Give pieces of land to a grid"), 'a', '7', TRUE,
    "wg-assign-symbolic", wg_tool_assign_get_type },
  { "simplify", NC_ ("tool", "Simplify"), N_ ("Make borders plainer or rounder"), 'p', '8', TRUE,
    "wg-simplify-symbolic", wg_tool_simplify_get_type },
  { "number", NC_ ("tool", "Number"), N_ ("Give codes and names in order"), 'n', '0', TRUE,
    "wg-number-symbolic", wg_tool_number_get_type },
  { "measure", NC_ ("tool", "Measure"), N_ ("Measure lengths and areas"), 'l', '9', FALSE,
    "wg-measure-symbolic", wg_tool_measure_get_type },
  { "contact", NC_ ("tool", "Contacts"), N_ ("Draw around an area: whom to call there"), 'c', 'c', FALSE,
    "contact-new-symbolic", wg_tool_contact_get_type },
};

const WgToolInfo *
wg_tool_list_get (guint *n_out)
{
  *n_out = G_N_ELEMENTS (tools);
  return tools;
}

const WgToolInfo *
wg_tool_list_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    if (g_strcmp0 (tools[i].id, id) == 0)
      return &tools[i];
  return NULL;
}

const WgToolInfo *
wg_tool_list_find_key (guint keyval)
{
  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    if (gdk_keyval_to_lower (keyval) == (guint) tools[i].key)
      return &tools[i];
  return NULL;
}

void
wg_tool_list_fill_menu (GMenu *menu)
{
  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      const char *label = g_dpgettext2 (NULL, "tool", tools[i].label);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "win.tool", "s", tools[i].id);
      g_menu_append_item (menu, item);
    }
}

static void
add_shortcut (GtkShortcutsGroup *group, const char *keys, const char *action)
{
  GObject *entry = g_object_new (GTK_TYPE_SHORTCUTS_SHORTCUT, "accelerator", keys, "title",
                                 _(action), NULL);

  GTK_BUILDABLE_GET_IFACE (group)->add_child (GTK_BUILDABLE (group), NULL, entry, NULL);
}

void
wg_tool_list_fill_shortcuts (GtkShortcutsGroup *group)
{
  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      g_autofree char *keys = g_strdup_printf ("%c <Alt>%c", tools[i].key, tools[i].digit);

      add_shortcut (group, keys, tools[i].action);
    }
  for (guint i = 0; i < G_N_ELEMENTS (more_keys); i++)
    add_shortcut (group, more_keys[i].keys, more_keys[i].action);
}

void
wg_tool_list_set_accels (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      g_autofree char *action = g_strdup_printf ("win.tool::%s", tools[i].id);
      g_autofree char *accel = g_strdup_printf ("<Alt>%c", tools[i].digit);

      gtk_application_set_accels_for_action (application, action,
                                             (const char *const[]){ accel, NULL });
    }
}
