/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-incoming.h"

G_BEGIN_DECLS

typedef enum
{
  WG_UPDATE_SAME,
  WG_UPDATE_CHANGED, /* other land, code or name */
  WG_UPDATE_NEW,     /* only the file has it */
  WG_UPDATE_GONE,    /* only the project has it */
} WgUpdateKind;

typedef enum
{
  WG_MATCH_NONE,
  WG_MATCH_CODE,
  WG_MATCH_NAME,
  WG_MATCH_LAND, /* more than half of both is common */
} WgMatch;

/** How a grid of the project and a row of a newer file differ. */
typedef struct
{
  WgUpdateKind kind;
  WgMatch match;
  guint32 grid;       /* of the project; 0: new */
  guint row;          /* its place in incoming->grids; G_MAXUINT: gone */
  double before_m2;
  double after_m2;    /* as the file has it */
  double gained_m2;   /* in pieces wider than a sliver */
  double lost_m2;
  gboolean has_new_code;
  gboolean has_new_name;
} WgUpdateItem;

/**
 * wg_plan_compare_update:
 * @depth: the level that @incoming is a newer version of
 * @sliver_width_m: narrower differences of land do not count: cleaning makes them
 *
 * Matches the rows with the present grids of the level: by code, then by name (where these are
 * there once), then by land. Worker thread; changes nothing.
 *
 * Returns: (transfer full) (element-type WgUpdateItem): changed ones by the land that moved, then
 *   new, gone, same; %NULL when cancelled
 */
GArray         *wg_plan_compare_update (WgPlan                *plan,
                                        guint                  depth,
                                        const WgIncoming      *incoming,
                                        double                 sliver_width_m,
                                        const WgProgress      *progress,
                                        GCancellable          *cancellable,
                                        GError               **error);
/**
 * wg_plan_apply_update:
 * @plan: a snapshot, as it was compared; not changed
 * @items: as wg_plan_compare_update() gave them
 * @is_chosen: per item
 *
 * Brings the chosen differences in: new land goes before the land of grids that were not chosen,
 * lower grids end at the border of the grid that they belong to, grids that are gone are retired with
 * all that is in them. Fails as wg_plan_import() does.
 *
 * Returns: (transfer full): the report with the plan that results: for wg_history_replace()
 */
WgImportReport *wg_plan_apply_update   (WgPlan                *plan,
                                        guint                  depth,
                                        const WgIncoming      *incoming,
                                        const GArray          *items,
                                        const gboolean        *is_chosen,
                                        const WgBuildOptions  *options,
                                        const WgProgress      *progress,
                                        GCancellable          *cancellable,
                                        GError               **error);
/** What a difference is known by when the same file is compared again: for keys of a table made with
 *  g_int64_hash(). */
gint64          wg_update_item_get_key (const WgUpdateItem    *item);
/**
 * wg_plan_import_update:
 * @left_out: (nullable) (element-type gint64 *): a set of keys
 *
 * Compares and applies in one go all differences but those.
 *
 * Returns: (transfer full): as wg_plan_apply_update()
 */
WgImportReport *wg_plan_import_update  (WgPlan                *plan,
                                        guint                  depth,
                                        const WgIncoming      *incoming,
                                        GHashTable            *left_out,
                                        const WgBuildOptions  *options,
                                        const WgProgress      *progress,
                                        GCancellable          *cancellable,
                                        GError               **error);
/** "same", "changed", "new", "gone" (for JSON). */
const char     *wg_update_kind_to_string (WgUpdateKind kind);

G_END_DECLS
