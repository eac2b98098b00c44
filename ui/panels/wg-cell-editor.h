/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Takes what was entered for a cell. Returns: (transfer full) (nullable): why it cannot be; %NULL: it is taken */
typedef char *(*WgCellEdited) (guint32     row,
                               guint       column,
                               const char *text,
                               gpointer    user_data);

typedef struct
{
  guint32 row; /* an id that lasts while the table is sorted anew */
  guint column;
  WgCellEdited edited;
  gpointer user_data;
} WgCellEdit;

/** Edits the text of a cell of a table in an #AdwBin, at the cell: Enter takes it, Esc leaves it as it was; what cannot
 *  be is said below the entry. */
void wg_cell_editor_text (GtkWidget        *cell,
                          const char       *text,
                          const WgCellEdit *edit);
/** Chooses a #WgPostType; the text that is taken is its number. */
void wg_cell_editor_post (GtkWidget        *cell,
                          guint             post_type,
                          const WgCellEdit *edit);

G_END_DECLS
