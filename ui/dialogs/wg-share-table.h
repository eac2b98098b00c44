/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-building-split.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WG_TYPE_SHARE_TABLE (wg_share_table_get_type ())

/**
 * WgShareTable:
 *
 * The parts of one building as rows: the grid that gets a part, its units and floors, its households and
 * people. #WgShareTable::changed is emitted when something was typed, chosen or removed.
 */
G_DECLARE_FINAL_TYPE (WgShareTable, wg_share_table, WG, SHARE_TABLE, GtkGrid)

/** A grid that can be chosen, under its name; before the first row. */
void     wg_share_table_add_grid    (WgShareTable          *self,
                                     guint32                grid,
                                     const char            *name);
guint    wg_share_table_get_n       (WgShareTable          *self);
/** A row more. Emits nothing. */
void     wg_share_table_add         (WgShareTable          *self,
                                     const WgBuildingShare *share);
/** The units of the last row get the keyboard. */
void     wg_share_table_focus_last  (WgShareTable          *self);
/** Writes the rows into @shares, which has room for them; the texts stay with the rows. FALSE when a number
 *  is none: @row_out says where. */
gboolean wg_share_table_read        (WgShareTable          *self,
                                     WgBuildingShare       *shares,
                                     guint                 *row_out);
/** What was worked out of @building stands where nothing was typed. */
void     wg_share_table_show_parts  (WgShareTable          *self,
                                     const WgBuilding      *building,
                                     const WgBuildingPart  *parts);
/** Marks one row as wrong; G_MAXUINT: none. */
void     wg_share_table_mark        (WgShareTable          *self,
                                     guint                  wrong);

G_END_DECLS
