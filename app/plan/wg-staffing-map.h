/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-staffing.h"

G_BEGIN_DECLS

/** How well a grid is staffed, worst last; also the fill of the staff view (wg_style_staff()). */
typedef enum
{
  WG_STAFFING_CLASS_NONE,      /* nobody is needed */
  WG_STAFFING_CLASS_FULL,      /* everybody is there */
  WG_STAFFING_CLASS_FLAWED,    /* everybody, but a phone, a leave or a second leader needs a look */
  WG_STAFFING_CLASS_SHORT,     /* at least half are there */
  WG_STAFFING_CLASS_THIN,      /* fewer, or the leader is missing */
  WG_STAFFING_CLASS_VACANT,    /* nobody */
  WG_STAFFING_N_CLASSES,
} WgStaffingClass;

/** Of a grid with all that is below it. */
typedef struct
{
  guint filled;
  guint needed;
  WgStaffingFlags flags; /* of the grid itself; WG_STAFFING_VACANT: nobody anywhere below */
  gboolean has_flaw;     /* somewhere in it */
} WgStaffingSum;

/**
 * WgStaffingMap:
 *
 * How every grid of a plan is staffed as of a day, kept right while the plan is edited. Parents have the sums of what
 * is below them. Main thread, or whoever owns the plan.
 */
typedef struct _WgStaffingMap WgStaffingMap;

WgStaffingMap  *wg_staffing_map_new         (WgPlan              *plan,
                                             const WgWhen        *when);
void            wg_staffing_map_free        (WgStaffingMap       *map);
/** After an edit (or its undo) of the plan: asks again about the grids that it touched. */
void            wg_staffing_map_update      (WgStaffingMap       *map,
                                             const WgChange      *change);
WgStaffingClass wg_staffing_map_get_class   (const WgStaffingMap *map,
                                             guint32              grid);
void            wg_staffing_map_get_sum     (const WgStaffingMap *map,
                                             guint32              grid,
                                             WgStaffingSum       *sum_out);
/** How many grids of a level are of each class. */
void            wg_staffing_map_count       (const WgStaffingMap *map,
                                             guint                depth,
                                             guint                counts_out[WG_STAFFING_N_CLASSES]);
/** (transfer full): the class of each grid by id, one byte each, for wg_scene_set_theme(). */
GBytes         *wg_staffing_map_get_classes (const WgStaffingMap *map);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgStaffingMap, wg_staffing_map_free)

G_END_DECLS
