/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-staff.h"

G_BEGIN_DECLS

/**
 * WgPeople:
 *
 * The people of a scheme, what they have to do with its grids, who is away, and how many each grid needs:
 * the plan's (wg_plan_get_people()) is immutable and counted by reference (atomic), so that workers share it; an
 * edit puts another one in its place, that shares almost everything. Lookups are O(1) plus what they return.
 * Days are always given: nothing here looks at the clock.
 */
typedef struct _WgPeople WgPeople;

#define WG_TYPE_PEOPLE (wg_people_get_type ())

/** As of when, and in which mode, people are asked for. */
typedef struct
{
  WgDay day;
  WgMode mode;
} WgWhen;

GType               wg_people_get_type        (void);
WgPeople           *wg_people_new             (void);
WgPeople           *wg_people_ref             (WgPeople           *self);
void                wg_people_unref           (WgPeople           *self);
/** (transfer full): the same, to be changed by wg_people_put() before others see it. */
WgPeople           *wg_people_copy            (const WgPeople     *self);
/** @record: (transfer full) (nullable): %NULL takes it away. Only while nobody else has @self. */
void                wg_people_put             (WgPeople           *self,
                                               WgStaffKind         kind,
                                               guint32             id,
                                               gpointer            record);
gboolean            wg_people_is_empty        (const WgPeople     *self);

/** (transfer none) (nullable): by id; the type is that of @kind. */
gconstpointer       wg_people_get             (const WgPeople     *self,
                                               WgStaffKind         kind,
                                               guint32             id);
/** One past the greatest id: walk from 1, skipping %NULL. */
guint32             wg_people_limit           (const WgPeople     *self,
                                               WgStaffKind         kind);
guint               wg_people_count           (const WgPeople     *self,
                                               WgStaffKind         kind);
const WgPerson     *wg_people_get_person      (const WgPeople     *self,
                                               guint32             id);
const WgAssignment *wg_people_get_assignment  (const WgPeople     *self,
                                               guint32             id);

/* Of all times, by ascending id; owned by @self. */
/** Ids of the assignments of a grid (not of its parents). */
const guint32      *wg_people_list_grid       (const WgPeople     *self,
                                               guint32             grid,
                                               guint              *n_out);
/** Ids of the assignments of a person. */
const guint32      *wg_people_list_person     (const WgPeople     *self,
                                               guint32             person,
                                               guint              *n_out);
/** Ids of the leaves of a person. */
const guint32      *wg_people_list_leaves     (const WgPeople     *self,
                                               guint32             person,
                                               guint              *n_out);
/** Ids of the staffing rules of a level, all property types. */
const guint32      *wg_people_list_rules      (const WgPeople     *self,
                                               guint               depth,
                                               guint              *n_out);

/** Does it hold on that day, its person being active? (Of any mode.) */
gboolean            wg_people_holds           (const WgPeople     *self,
                                               const WgAssignment *assignment,
                                               WgDay               day);
/**
 * wg_people_collect:
 * @staff_out: (element-type WgAssignment): appended, owned by @self
 *
 * Who answers for @grid itself: leader first, then by role and id, deputies after those whom they stand in
 * for. In an emergency the emergency staff, and the routine ones of roles that have none.
 */
void                wg_people_collect         (const WgPeople     *self,
                                               guint32             grid,
                                               const WgWhen       *when,
                                               GPtrArray          *staff_out);
/** (nullable): the leader's assignment; the one with the least id where there are several. */
const WgAssignment *wg_people_find_leader     (const WgPeople     *self,
                                               guint32             grid,
                                               const WgWhen       *when);
/** (nullable): the leave on which the person is that day. */
const WgLeave      *wg_people_find_leave      (const WgPeople     *self,
                                               guint32             person,
                                               WgDay               day);
/** (nullable): who acts for an assignment whose person is away that day: the deputy (B 岗) of the assignment who
 *  is not away, or the one whom the leave names; the person when not away. */
const WgPerson     *wg_people_find_acting     (const WgPeople     *self,
                                               const WgAssignment *assignment,
                                               WgDay               day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgPeople, wg_people_unref)

G_END_DECLS
