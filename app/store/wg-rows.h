/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-plan.h"
#include "wg-connection.h"

G_BEGIN_DECLS

typedef enum
{
  WG_ROW_INSERT,
  WG_ROW_UPDATE,
  WG_ROW_DELETE,
} WgRowAction;

/*
 * One row of the truth, of the scheme that is open, by its id. An update or delete that finds no row, or an insert
 * that finds one, fails with %WG_STORE_ERROR_CORRUPT: the file is not what memory thinks it is.
 */
gboolean wg_row_node (WgConnection  *connection,
                      WgRowAction    action,
                      WgNodeId       id,
                      WgPoint        point,
                      GError       **error);
gboolean wg_row_arc  (WgConnection  *connection,
                      WgRowAction    action,
                      WgArcId        id,
                      const WgArc   *arc,
                      GError       **error);
gboolean wg_row_face (WgConnection  *connection,
                      WgRowAction    action,
                      WgFaceId       id,
                      guint32        owner,
                      GError       **error);
gboolean wg_row_grid (WgConnection  *connection,
                      WgRowAction    action,
                      const WgGrid  *grid,
                      GError       **error);

/** Every row that @change has, to its state after (edits go forwards only; undo is a changeset). */
gboolean wg_rows_write_change (WgConnection     *connection,
                               const WgChange   *change,
                               GError          **error);
/* How much the households of a row of the lineage say: bits of its column told. */
#define WG_LINEAGE_AT_LEAST 1
#define WG_LINEAGE_ESTIMATED 2

/** Which grids came out of which, for the journal's row @journal. */
gboolean wg_rows_write_lineage (WgConnection    *connection,
                                const WgChange  *change,
                                gint64           journal,
                                GError         **error);
/** Name, CRS, origin, levels and every row of @plan into tables that are empty. */
gboolean wg_rows_write_plan   (WgConnection     *connection,
                               WgPlan           *plan,
                               const WgProgress *progress,
                               GCancellable     *cancellable,
                               GError          **error);
/** Empties what wg_rows_write_plan() fills. */
gboolean wg_rows_clear        (WgConnection     *connection,
                               GError          **error);
gboolean wg_rows_set_key      (WgConnection     *connection,
                               const char       *key,
                               const char       *value,
                               GError          **error);
/**
 * wg_rows_load_plan:
 *
 * Reads the plan that the tables hold. Any thread that holds the lock.
 *
 * Returns: (transfer full): %NULL when cancelled, on %WG_STORE_ERROR_CORRUPT, or what plan and
 *   geometry say of rows that do not fit together
 */
WgPlan  *wg_rows_load_plan    (WgConnection     *connection,
                               const WgProgress *progress,
                               GCancellable     *cancellable,
                               GError          **error);

G_END_DECLS
