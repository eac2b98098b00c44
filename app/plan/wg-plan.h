/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../crs/wg-frame.h"
#include "../base/wg-progress.h"
#include "../geometry/wg-barrier.h"
#include "../geometry/wg-coverage-edit.h"
#include "wg-change.h"
#include "wg-people.h"
#include "wg-tally.h"

G_BEGIN_DECLS

#define WG_TYPE_PLAN (wg_plan_get_type ())

/**
 * WgPlan:
 *
 * One scheme in memory: its levels, its grids and the coverage that they own. The truth that
 * everything else looks at. Main thread only; workers get a wg_plan_snapshot().
 *
 * #WgPlan::changed (WgChange *change, gboolean backwards) is emitted after an edit, undo or redo;
 * #WgPlan::replaced after the whole content changed (import, or its undo).
 */
G_DECLARE_FINAL_TYPE (WgPlan, wg_plan, WG, PLAN, GObject)

WgPlan        *wg_plan_new              (const char         *name,
                                         WgFrame            *frame); /* nullable until the first import */
/** An independent copy for one worker: grids and lines are shared, both immutable. */
WgPlan        *wg_plan_snapshot         (WgPlan             *self);

/**
 * wg_plan_copy_shifted:
 * @first: 1 or more
 *
 * Returns: (transfer full): the same division with ids of grids from @first on that are greater by @shift,
 *   so that it can be laid over another one of which no such grid is meant to be the same;
 *   %WG_PLAN_ERROR_CORRUPT
 */
WgPlan        *wg_plan_copy_shifted     (WgPlan             *self,
                                         guint32             first,
                                         guint32             shift,
                                         GError            **error);

/**
 * wg_plan_copy_matched:
 * @other: another division of the same land, no kin of @self
 *
 * Returns: (transfer full): the same division, in which the grids that are taken to be those of @other have their
 *   ids: of one level, each the one with which the other has most land in common, which is more than half of either.
 *   The others have ids that @other has not. %WG_PLAN_ERROR_BAD_FRAME, %G_IO_ERROR_CANCELLED
 */
WgPlan        *wg_plan_copy_matched     (WgPlan             *self,
                                         WgPlan             *other,
                                         const WgProgress   *progress,
                                         GCancellable       *cancellable,
                                         GError            **error);

const char    *wg_plan_get_name         (WgPlan             *self);
WgFrame       *wg_plan_get_frame        (WgPlan             *self); /* nullable */
void           wg_plan_set_frame        (WgPlan             *self,
                                         WgFrame            *frame);
const char    *wg_plan_get_wanted_crs   (WgPlan             *self); /* nullable */
void           wg_plan_set_wanted_crs   (WgPlan             *self,
                                         const char         *crs);
WgCoverage    *wg_plan_get_coverage     (WgPlan             *self);

void           wg_plan_add_level        (WgPlan             *self,
                                         const char         *name,
                                         const char         *special_name);
/** For loading; wg_command_set_level_rule() is the edit. */
void           wg_plan_set_level_rule   (WgPlan             *self,
                                         guint               depth,
                                         const WgLevelRule  *rule);
guint          wg_plan_get_n_levels     (WgPlan             *self);
const WgLevel *wg_plan_get_level        (WgPlan             *self,
                                         guint               depth); /* 1..n */
const WgLevel *wg_plan_find_level       (WgPlan             *self,
                                         const char         *name);
/* What is asked of this grid: the rule of its level. No sizes are asked of special grids: a school
 * or a park is one grid whoever lives there. */
const WgLevelRule *
               wg_plan_get_rule         (WgPlan             *self,
                                         const WgGrid       *grid);

/* Loading (store, import): rows in any order, then finish. */
void           wg_plan_load_grid        (WgPlan             *self,
                                         WgGrid             *grid);
gboolean       wg_plan_finish_loading   (WgPlan             *self,
                                         GError            **error);
/** Takes the whole content of @other (levels, frame, grids, coverage); emits ::replaced. */
void           wg_plan_replace          (WgPlan             *self,
                                         WgPlan             *other);

WgGrid        *wg_plan_get_grid         (WgPlan             *self,
                                         guint32             id); /* (transfer none) nullable */
guint32        wg_plan_get_grid_limit   (WgPlan             *self); /* one past the greatest id */
guint          wg_plan_count_grids      (WgPlan             *self,
                                         guint               depth); /* not retired */
WgGrid        *wg_plan_find_code        (WgPlan             *self,
                                         const char         *code);
/** Not retired children of @parent (0: grids without parent), sorted by code, then id:
 *  (element-type guint32), owned by the plan, valid until the next change. */
const GArray  *wg_plan_get_children     (WgPlan             *self,
                                         guint32             parent);
/** Faces owned by the grid itself (element-type WgFaceId), owned by the plan. */
const GArray  *wg_plan_get_own_faces    (WgPlan             *self,
                                         guint32             id);
/** Appends all faces of the grid and its descendants. */
void           wg_plan_collect_faces    (WgPlan             *self,
                                         guint32             id,
                                         GArray             *faces_out);
/** The grid itself or its ancestor at @depth; 0 when there is none (@grid may be 0). */
guint32        wg_plan_get_ancestor     (WgPlan             *self,
                                         guint32             grid,
                                         guint               depth);
/** The rank of an arc: the least depth at which its sides differ; 0 when they never do. A side
 *  in nobody's land counts as different from any grid. */
guint          wg_plan_get_arc_rank     (WgPlan             *self,
                                         const WgArc        *arc);
/** TRUE when the plan has no grid and no face: nothing was imported or drawn yet. */
gboolean       wg_plan_is_empty         (WgPlan             *self);
/** The extent of the grid's faces; empty when it has none. Cheaper than its shape. */
WgEnvelope     wg_plan_get_extent       (WgPlan             *self,
                                         guint32             id);
/** The union of the grid's faces. */
void           wg_plan_get_shape        (WgPlan             *self,
                                         guint32             id,
                                         WgShape            *shape_out);

/** Geodesic area in m² of land of the plan; planar while the plan has no frame. */
double         wg_plan_measure_area     (WgPlan             *self,
                                         const WgShape      *shape);
/** (nullable): %NULL when the project has none. */
WgBuildingSet *wg_plan_get_buildings    (WgPlan             *self);
/** For loading; commands put them into a #WgChange. @buildings: (nullable), referenced. */
void           wg_plan_set_buildings    (WgPlan             *self,
                                         WgBuildingSet      *buildings);
/** Roads, rivers, walls and other lines that borders may follow; (nullable): none. */
WgBarrierSet  *wg_plan_get_barriers     (WgPlan             *self);
/** For loading; wg_history_put_barriers() is the edit. @barriers: (nullable), referenced. */
void           wg_plan_set_barriers     (WgPlan             *self,
                                         WgBarrierSet       *barriers);
/** Address points and named places; (nullable): none. */
WgAddressSet  *wg_plan_get_addresses    (WgPlan             *self);
/** For loading; wg_history_put_addresses() is the edit. @addresses: (nullable), referenced. */
void           wg_plan_set_addresses    (WgPlan             *self,
                                         WgAddressSet       *addresses);
/** Who answers for the grids; never %NULL. Take a reference to use it in a worker, or later: an edit puts another
 *  one there (and emits ::changed with #WgChange.staff). */
WgPeople      *wg_plan_get_people       (WgPlan             *self);
/** For loading; wg-people-commands.h has the edits. @people: (nullable): none; referenced. */
void           wg_plan_set_people       (WgPlan             *self,
                                         WgPeople           *people);
/**
 * wg_plan_get_tally:
 * @grid: of any level; 0 is what nobody owns, with the buildings outside
 *
 * Area, households and people of a grid with all below it. Kept up with every edit: reading it
 * costs nothing (the first time after opening counts the whole plan).
 */
void           wg_plan_get_tally        (WgPlan             *self,
                                         guint32             grid,
                                         WgTally            *tally_out);

/** How many buildings stand on @face (0: outside the map); @first_out: the index of one of them in
 *  the set. */
guint          wg_plan_count_buildings  (WgPlan             *self,
                                         WgFaceId            face,
                                         guint              *first_out);

/** Checks what the coverage cannot know: owners, parents, depths, what is derived against the rows.
 *  Appends sentences for a developer to @problems (element-type utf8); any thread that owns it. */
void           wg_plan_verify           (WgPlan             *self,
                                         GPtrArray          *problems);

/** Applies to memory only and emits ::changed; WgHistory is what commands use. */
gboolean       wg_plan_apply            (WgPlan             *self,
                                         const WgChange     *change,
                                         gboolean            backwards,
                                         GError            **error);

G_END_DECLS
