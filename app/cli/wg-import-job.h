/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../exchange/wg-addresses-read.h"
#include "../exchange/wg-barriers-read.h"
#include "../exchange/wg-buildings-read.h"
#include "../exchange/wg-source.h"
#include "../plan/wg-building-join.h"

G_BEGIN_DECLS

/**
 * wg_import_propose_frame:
 * @source: an opened file
 * @layer: (nullable): of it; %NULL is the first with a place
 * @crs: (nullable): the wanted CRS of the project; %NULL proposes one from the place
 *
 * The frame of a new project for the file's place: the origin is the place rounded to 10 km.
 *
 * Returns: (transfer full): %NULL with %WG_EXCHANGE_ERROR_NO_CRS when the file does not say where
 *   it lies, or %WG_CRS_ERROR when @crs cannot be used
 */
WgFrame        *wg_import_propose_frame (const WgSource        *source,
                                         const char            *layer,
                                         const char            *crs,
                                         GError               **error);

/**
 * wg_import_place_layer:
 * @layer: (nullable): of @source; %NULL: the one that would be read
 * @crs: what a person says that the file is in
 *
 * Finds the place (longitude, latitude) of a layer by a CRS that stands in for the file's own.
 * Where the CRS does not fit its numbers, the place stays as it was.
 */
void            wg_import_place_layer   (WgSource              *source,
                                         const char            *layer,
                                         const char            *crs);

/**
 * wg_import_list_candidates:
 * @plan: (nullable): the project that the layer is meant for
 *
 * What a layer that does not say its CRS may be in, with the extent that it then has: the nearest to
 * the project's land first.
 *
 * Returns: (transfer full) (element-type WgCrsCandidate): empty when the numbers tell nothing
 */
GPtrArray      *wg_import_list_candidates (const WgSourceLayer *layer,
                                         WgPlan                *plan);
/**
 * wg_import_guess_crs:
 *
 * Of the candidates the only one that puts the layer beside the project's land; in a project without
 * land the one that is the project's own CRS (@crs, or its frame's).
 *
 * Returns: (transfer full) (nullable): %NULL when a person has to choose
 */
char           *wg_import_guess_crs     (const WgSourceLayer   *layer,
                                         WgPlan                *plan,
                                         const char            *crs);

/**
 * wg_import_fit:
 * @points: (element-type WgControlPoint): from the file's numbers to the ground; changed: X and Y
 *   become metres of the frame
 * @crs: (nullable): of X and Y; %NULL: degrees when they look like it, else the frame's
 * @frame: (inout): of the project; when it has none yet, made for the points
 *
 * The fit for a file in a grid of its own (a city's, a drawing's). Its residuals are in metres.
 * Fails with %WG_CRS_ERROR.
 */
WgControlFit   *wg_import_fit           (GArray                *points,
                                         const char            *crs,
                                         WgFitKind              kind,
                                         WgFrame              **frame,
                                         GError               **error);

/**
 * wg_import_test_shift:
 * @lines: (nullable) (element-type WgLine): streets, tracks or borders that are known to be right, in
 *   the frame of @incoming; those of the plan's land are taken too
 *
 * Looks whether the rows would fit better if they were shifted back from a Chinese web map, and adds
 * that to the problems. Worker thread.
 */
void            wg_import_test_shift    (WgIncoming            *incoming,
                                         WgPlan                *plan,
                                         const GPtrArray       *lines);

/**
 * wg_import_read:
 *
 * The first half of wg_import_run(): the frame of a plan that has none, the CRS of a file that does
 * not say it, and the rows.
 *
 * Returns: (transfer full): %NULL on error or cancel
 */
WgIncoming     *wg_import_read          (WgPlan                *plan,
                                         const char            *path,
                                         const char            *crs,
                                         const WgReadOptions   *read_options,
                                         const WgProgress      *progress,
                                         GCancellable          *cancellable,
                                         GError               **error);

/**
 * wg_import_run:
 * @plan: a snapshot; gets a frame when it has none
 * @path: the file
 * @crs: (nullable): the wanted CRS of a project that has no frame yet
 * @depth: the level where the file lands
 *
 * Reads a file and nests it into the plan: what the window and the command line share. Worker
 * thread. Nothing touches the project: that is wg_history_replace() with the report's plan.
 *
 * Returns: (transfer full): the report; %NULL on error or cancel
 */
WgImportReport *wg_import_run           (WgPlan                *plan,
                                         const char            *path,
                                         const char            *crs,
                                         guint                  depth,
                                         const WgReadOptions   *read_options,
                                         const WgBuildOptions  *build_options,
                                         const WgProgress      *progress,
                                         GCancellable          *cancellable,
                                         GError               **error);

/**
 * wg_import_give_frame:
 * @plan: a snapshot
 * @crs: (nullable): what the project is to be in; %NULL proposes one from the file's place
 *
 * Gives a plan that has no frame yet one for the file. Worker thread. Fails as wg_import_propose_frame()
 * does.
 */
gboolean        wg_import_give_frame    (WgPlan                *plan,
                                         const char            *path,
                                         const WgReadOptions   *options,
                                         const char            *crs,
                                         GCancellable          *cancellable,
                                         GError               **error);

/**
 * wg_import_buildings_run:
 * @plan: a snapshot; without frame it gets one for the file: give that to wg_command_place() first
 *
 * Reads the buildings of a file and puts them beside those of the plan: what the window and the
 * command line share. Worker thread. Give the report's set to wg_history_put_buildings().
 *
 * Returns: (transfer full): %NULL on error or cancel
 */
WgBuildingReport *wg_import_buildings_run (WgPlan                      *plan,
                                           const char                  *path,
                                           const WgBuildingReadOptions *options,
                                           const WgProgress            *progress,
                                           GCancellable                *cancellable,
                                           GError                     **error);

/**
 * wg_import_numbers_run:
 * @plan: a snapshot, with buildings
 * @path: a table; shapes in it are not looked at
 *
 * Reads numbers of buildings and finds the building of each row, see wg_building_join_new(). Worker
 * thread. Give the set to wg_history_put_buildings().
 *
 * Returns: (transfer full): %NULL on error (%WG_PLAN_ERROR_NO_BUILDING: the plan has none) or cancel
 */
WgBuildingJoin *wg_import_numbers_run     (WgPlan                      *plan,
                                           const char                  *path,
                                           const WgBuildingReadOptions *options,
                                           const WgProgress            *progress,
                                           GCancellable                *cancellable,
                                           GError                     **error);

/**
 * wg_import_barriers_run:
 * @plan: a snapshot; without frame it gets one for the file: give that to wg_command_place() first
 * @options: (nullable)
 * @name: of the layer that the lines become; one of that name is replaced
 *
 * Reads lines that borders may follow, see wg_source_read_barriers(), beside those of the plan: for
 * wg_history_put_barriers(). Worker thread.
 *
 * Returns: (transfer full): %NULL on error or cancel
 */
WgBarrierSet   *wg_import_barriers_run  (WgPlan                *plan,
                                         const char            *path,
                                         const WgBarrierReadOptions *options,
                                         const char            *name,
                                         const WgProgress      *progress,
                                         GCancellable          *cancellable,
                                         GError               **error);

/** (transfer full): what the rows of a file are called in the project: its name without the ending, and
 *  that of @layer (nullable: the file has but one) where it says something else. */
char           *wg_import_name_layer    (const char            *path,
                                         const char            *layer);
/**
 * wg_import_addresses_run:
 * @plan: a snapshot; without frame it gets one for the file: give that to wg_command_place() first
 * @layer: that the rows become; one of that name is replaced
 * @report_out: (out) (transfer full): what the file brought
 *
 * Reads address points and named places, see wg_source_read_addresses(), beside those of the plan: for
 * wg_history_put_addresses(). Worker thread.
 *
 * Returns: (transfer full): %NULL on error or cancel
 */
WgAddressSet   *wg_import_addresses_run (WgPlan                *plan,
                                         const char            *path,
                                         const WgAddressReadOptions *options,
                                         const char            *layer,
                                         WgAddressReport      **report_out,
                                         const WgProgress      *progress,
                                         GCancellable          *cancellable,
                                         GError               **error);

G_END_DECLS
