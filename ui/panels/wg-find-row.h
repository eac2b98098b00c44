/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-finder.h"
#include "wg-find-command.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** So many are listed; fewer where several kinds have some, so that all are in sight. */
#define WG_FIND_ROWS_OF_A_KIND 8

/** What a row of the list of the find box stands for: one of the first three. */
typedef struct
{
  WgFindHit *hit;         /* with texts of its own; or */
  WgFindCommand *command; /* or */
  char *recent;
  const char *heading;    /* of its group; translated, static */
  guint n_shown, n_found; /* of its group; fewer shown than found: the heading tells it */
} WgFindRow;

/**
 * wg_find_rows_append:
 *
 * A row for each hit: title and, at its end, code or phone; below them where it is and who answers there, whom a
 * long place does not push out. The best group first; those that match as well in the order of the kinds.
 */
void             wg_find_rows_append     (GtkListBox      *list,
                                          WgPlan          *plan,
                                          const WgFound   *found,
                                          const WgWhen    *when);
/** @command: (transfer full); @keys: its shortcut in words, may be empty. */
GtkWidget       *wg_find_row_new_command (WgFindCommand   *command,
                                          const char      *keys);
GtkWidget       *wg_find_row_new_recent  (const char      *text);
const WgFindRow *wg_find_row_get         (GtkListBoxRow   *row);
/** A GtkListBoxUpdateHeaderFunc: the heading before the first row of each group. */
void             wg_find_row_update_header (GtkListBoxRow *row,
                                          GtkListBoxRow   *before,
                                          gpointer         user_data);

G_END_DECLS
