/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-project.h"

G_BEGIN_DECLS

/*
 * What the journal knows of earlier moments. A moment is the step (journal id) that was the newest
 * done one; 0 is the beginning.
 */

/** The moment the project is at. */
gboolean   wg_project_get_present  (WgProject        *self,
                                    gint64           *step_out,
                                    GError          **error);
/**
 * wg_project_go_back:
 * @plan: a snapshot taken at the moment @from_to[0]; it is brought to @from_to[1], which is not later
 *
 * Undoes the journal's rows on @plan alone: the file and the project's own plan stay as they are. Any
 * thread that owns @plan.
 *
 * Errors: %WG_GEOMETRY_ERROR_CONFLICT (a step was undone meanwhile), %G_IO_ERROR_CANCELLED,
 * %WG_STORE_ERROR_CORRUPT. @plan is of no use then.
 */
gboolean   wg_project_go_back      (WgProject        *self,
                                    WgPlan           *plan,
                                    const gint64      from_to[2],
                                    const WgProgress *progress,
                                    GCancellable     *cancellable,
                                    GError          **error);

/** Land that passed between two grids in one step. */
typedef struct
{
  gint64 step;
  char *kind;   /* of the step, as in WgChange */
  char *user;
  char *reason; /* "" when none was given */
  gint64 time;  /* Unix seconds, UTC */
  WgLineage flow;
} WgLineageRow;

void       wg_lineage_row_free     (WgLineageRow     *row);
/** (transfer full) (element-type WgLineageRow): what came from or went to @grid (0: all grids), the
 *  oldest first. */
GPtrArray *wg_project_list_lineage (WgProject        *self,
                                    guint32           grid,
                                    GError          **error);

G_END_DECLS
