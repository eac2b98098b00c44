/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/base/wg-text-query.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** One command: an item of a menu. */
typedef struct
{
  char *label;    /* without mnemonic and dots */
  char *action;   /* detailed: "win.tool::split" */
  guint32 score;
} WgFindCommand;

void       wg_find_command_free  (WgFindCommand     *command);
/** Appends the items of a menu and its sections and submenus that match and can be done now: (element-type
 *  WgFindCommand), best first. @widget: whose actions they are. */
void       wg_find_command_match (GMenuModel        *menu,
                                  const WgTextQuery *query,
                                  GtkWidget         *widget,
                                  GPtrArray         *commands_out);
/** "Ctrl+I"; "" when it has no key. (transfer full) */
char      *wg_find_command_keys  (const WgFindCommand *command,
                                  GtkWidget           *widget);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgFindCommand, wg_find_command_free)

G_END_DECLS
