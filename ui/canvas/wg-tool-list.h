/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgToolInfo:
 *
 * One tool of the map. The table in wg-tool-list.c is the only place that names the tools: the
 * toolbar, the single keys, the "win.tool" action, the menu and the shortcuts window come from it.
 * A new tool is its own file, a row there and an icon in resources/icons.
 */
typedef struct
{
  const char *id;     /* of the action's target and of "tool" of the canvas */
  const char *label;  /* one or two words, to translate */
  const char *action; /* what one does with it, to translate: tooltip and shortcuts window */
  char key;           /* chooses it while the map has the keyboard; lower case */
  char digit;         /* with Alt chooses it from anywhere */
  gboolean edits;     /* changes the plan */
  const char *icon_name;
  GType (*get_type) (void);
} WgToolInfo;

/** All tools, in the order of the toolbar. */
const WgToolInfo *wg_tool_list_get       (guint      *n_out);
/** By id; NULL: no such tool. */
const WgToolInfo *wg_tool_list_find      (const char *id);
const WgToolInfo *wg_tool_list_find_key  (guint       keyval);

/** Appends an item for each tool. */
void              wg_tool_list_fill_menu (GMenu      *menu);
/** Appends an entry for each tool to a group of the shortcuts window. */
void              wg_tool_list_fill_shortcuts (GtkShortcutsGroup *group);
/** Sets the Alt keys. */
void              wg_tool_list_set_accels (GtkApplication *application);

G_END_DECLS
