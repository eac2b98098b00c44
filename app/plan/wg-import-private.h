/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-incoming.h"

G_BEGIN_DECLS

/** What an update changes of present grids, by id. */
typedef struct
{
  const WgIncomingGrid **rows; /* the row that takes a grid's place, or NULL */
  const gboolean *is_dropped;
} WgImportUpdate;

/** One import on its way. Ids: those of the plan, then @first_id + place in incoming->grids. */
typedef struct
{
  WgPlan *plan; /* before, with the parents that were made; not changed */
  guint depth;
  const WgIncoming *incoming;
  guint32 first_id;
  guint32 id_limit;
  guint32 first_made;     /* first_made .. first_id: parents made of what rows name */
  WgPlan *own_plan;       /* owned: @plan when parents were made, else NULL */
  guint32 *named;         /* by place in incoming->grids: the parent that the row names, or 0 */

  WgBuildResult *result;
  const WgImportUpdate *update; /* NULL: present land stays as it is */
  guint32 *within;        /* by id: the parent that it has to end at; NULL: none has to */
  guint32 *parents;       /* by id: found, or as it was */
  gboolean *has_land;     /* by id: own, or a descendant's */
  GArray *decisions;      /* of WgDecision: those that the plan makes */
  WgImportReport *report;
} WgImport;

static inline gboolean
wg_import_is_new (const WgImport *import, guint32 id)
{
  return id >= import->first_id;
}

static inline const WgIncomingGrid *
wg_import_get_row (const WgImport *import, guint32 id)
{
  return g_ptr_array_index (import->incoming->grids, id - import->first_id);
}

/** Fills @named and, when the rule says so, makes the parents that are not there in a plan of its own. */
void  wg_import_find_parents (WgImport   *import);
/** The parent that the code of a made grid starts with; 0. */
guint32 wg_import_find_parent_by_code (const WgImport *import,
                           guint32         id);
/** Names the made parents that have land in the report. */
void  wg_import_list_made (WgImport      *import);
/** The depth of a grid, new or not; 0 when there is no such grid or it is retired. */
guint wg_import_get_depth (const WgImport *import,
                           guint32         id);
/** Fills parents and has_land from the nestings, adds the decisions PARENT_FOLLOWS. */
void  wg_import_nest      (WgImport       *import);
/** Gives narrow slots between grids that run out to the outside to one of them (GAP_CLOSED, in the
 *  result), and tells of those in one grid's own border (SLOT_LEFT). */
gboolean wg_import_close_slots (WgImport *import,
                           GError       **error);
/** wg_plan_import(), with changes of present grids in the same step. */
WgImportReport *wg_import_with_update (WgPlan                *plan,
                                       guint                  depth,
                                       const WgIncoming      *incoming,
                                       const WgImportUpdate  *update,
                                       const WgBuildOptions  *options,
                                       const WgProgress      *progress,
                                       GCancellable          *cancellable,
                                       GError               **error);
/** Fills the balances of the report and their sums. */
void  wg_import_balance   (WgImport       *import);
/** Gives codes and names where they are missing, reports what is missing or double; returns the
 *  new grids (element-type WgGrid) with land, others go to report->lost. */
GPtrArray *wg_import_make_grids (WgImport *import);

G_END_DECLS
