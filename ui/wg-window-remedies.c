/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-window-findings"

#include "wg-window-private.h"

#include <glib/gi18n.h>

/* Findings that no fix is rid of by itself: people are brought to where they can be. */

/** The grid is selected, the tool is chosen, and a word says what to do with it. */
static void
choose_tool (WgWindow *self, guint32 grid, const char *tool, const char *hint)
{
  wg_session_select (self->session, &grid, grid != 0 ? 1 : 0);
  g_action_group_activate_action (G_ACTION_GROUP (self), "tool", g_variant_new_string (tool));
  wg_window_toast (self, hint);
}

void
wg_window_ask_people (WgWindow *self, const WgFinding *finding, const WgFix *fix)
{
  switch (fix->kind)
    {
    case WG_FIX_ASK_LAND:
      choose_tool (self, fix->grid, "assign", _("Click or paint the land that the grid gets."));
      break;
    case WG_FIX_ASK_DRAW:
      choose_tool (self, 0, "draw", _("Draw the outline of a grid; Enter makes it."));
      break;
    case WG_FIX_ASK_SPLIT:
      choose_tool (self, fix->grid, "split", _("Draw a line through the grid; Enter splits it."));
      break;
    case WG_FIX_ASK_BORDER:
      choose_tool (self, fix->grid, "border", _("Drag the border of the grid."));
      break;
    case WG_FIX_ASK_DIVISION:
      g_action_group_activate_action (G_ACTION_GROUP (self), "divide-building",
                                      g_variant_new_uint32 (finding->building));
      break;
    case WG_FIX_ASK_STAFF:
      wg_window_fill_post (self, fix->grid);
      break;
    case WG_FIX_ASK_LEAVE:
      wg_window_edit_leave (self, fix->person);
      break;
    case WG_FIX_ASK_PERSON:
      wg_window_open_person (self, fix->person, g_str_has_prefix (finding->code, "staff.phone-"));
      break;
    default:
      break;
    }
}
