/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-plan.h"
#include "wg-unit-graph.h"

G_BEGIN_DECLS

/** Which grids may be made one, by what stands on their land. */
typedef enum
{
  WG_TYPES_COMPATIBLE, /* the same, or dwellings with or without shops */
  WG_TYPES_SAME,
  WG_TYPES_ANY,
} WgTypeRule;

/** Set in what WgUnit::flags has: the grid's own mark for units that have no known count. */
#define WG_UNIT_NOT_COUNTED (1u << 8)

/**
 * wg_grid_graph_new:
 * @grids: (element-type guint32): none lies in another
 *
 * A unit of each grid, in that order, with its source the grid's id: its tally, its area, and the
 * borders it has with the others, as lines in the coverage (in mm, planar; all of them open). Grids
 * of different parents have different kinds. Part and block are not set. Costs all arcs. Any
 * thread that owns the plan.
 */
WgUnitGraph *wg_grid_graph_new        (WgPlan         *plan,
                                       const GArray   *grids);
/** Makes units of what may not become one different kinds: the parent, the property type by the rule,
 *  the management class. For a graph that is not used yet. */
void         wg_grid_graph_set_kinds  (WgPlan         *plan,
                                       WgUnitGraph    *graph,
                                       WgTypeRule      rule);
/** Grids of @depth below @parent (0: all), not retired, by code: (transfer full) (element-type
 *  guint32). */
GArray      *wg_plan_list_level       (WgPlan         *plan,
                                       guint           depth,
                                       guint32         parent);

G_END_DECLS
