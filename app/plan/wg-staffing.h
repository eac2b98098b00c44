/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-people.h"
#include "wg-plan.h"

G_BEGIN_DECLS

/** One staffing rule and who fills it. */
typedef struct
{
  const WgStaffRule *rule; /* owned by the people */
  guint filled;            /* current, active, no deputies; can be more than rule->max */
  guint vacant;            /* how many of rule->min are missing */
} WgStaffingLine;

typedef enum
{
  WG_STAFFING_NO_RULES = 1 << 0,  /* nothing is asked of grids like this */
  WG_STAFFING_VACANT = 1 << 1,    /* nobody at all, where somebody is needed */
  WG_STAFFING_MISSING = 1 << 2,   /* a role has fewer than it needs */
  WG_STAFFING_NO_LEADER = 1 << 3, /* no leader, where one is needed */
  WG_STAFFING_DOUBLED = 1 << 4,   /* two leaders at a time */
  WG_STAFFING_OVER = 1 << 5,      /* more of a role than its max */
  WG_STAFFING_NO_PHONE = 1 << 6,  /* somebody without a work phone, or with one that cannot be right */
  WG_STAFFING_UNCOVERED = 1 << 7, /* somebody is away and nobody acts */
} WgStaffingFlags;

/** How a grid is staffed, filled by wg_staffing_get(). A plain value: the caller gives the lines. */
typedef struct
{
  guint filled;   /* of needed: min (filled, min) summed over the rules */
  guint needed;
  guint n_people; /* who answer for it now, deputies included */
  WgStaffingFlags flags;
} WgStaffing;

/**
 * wg_staffing_get:
 * @lines_out: (nullable) (element-type WgStaffingLine): emptied, then one per rule
 *
 * How grid @id is staffed by people of its own at @when. Rules are those of its level and property type (where the
 * type has any, else those of any type); special grids are asked only by rules of their own type. A worker whose post
 * type is not known fills what is missing. Any thread, of a plan that it owns; no clock is read.
 */
void wg_staffing_get       (WgPlan           *plan,
                            guint32           id,
                            const WgWhen     *when,
                            WgStaffing       *staffing_out,
                            GArray           *lines_out);

/** Somebody who answers for a grid, or for one above it. */
typedef struct
{
  const WgAssignment *assignment;
  const WgPerson *person;
  guint32 grid;             /* whose staff it is: the grid asked for or one above */
  const WgLeave *leave;     /* (nullable): is away that day */
  const WgPerson *acting;   /* (nullable): who acts then; the person when not away */
} WgStaffMember;

/** Appends the grid's own staff (as wg_people_collect()), then that of its parents upwards: (element-type
 *  WgStaffMember). Everything is owned by the plan's people. */
void wg_staffing_collect   (WgPlan           *plan,
                            guint32           id,
                            const WgWhen     *when,
                            gboolean          with_parents,
                            GArray           *members_out);

/** "1+1+N", "1+1+1+X", "1+3+N". */
typedef enum
{
  WG_STAFF_PRESET_1_1_N,   /* a leader, a full-time worker, part-time workers */
  WG_STAFF_PRESET_1_1_1_X, /* a leader, an adviser, a worker, volunteers */
  WG_STAFF_PRESET_1_3_N,   /* a leader; a full-time and a part-time worker and an adviser; others */
  WG_STAFF_N_PRESETS,
} WgStaffPreset;

const char *wg_staff_preset_name  (WgStaffPreset   preset); /* as above: the same in all languages */
gboolean    wg_staff_preset_find  (const char     *name,
                                   WgStaffPreset  *preset_out);
/** (transfer full) (element-type WgStaffRule): plain values without ids, for wg_command_set_staff_rules(). */
GArray     *wg_staff_preset_rules (WgStaffPreset   preset,
                                   guint           depth,
                                   WgPropertyType  property_type);

/** A work phone as it is kept: full-width, spaces, "+86", dots, scientific notation ("1.38E+10" only when nothing
 *  was lost) tidied. (transfer full); @is_good_out: (nullable): is it a possible mobile (11 digits from 13), land
 *  line (area code, 7 or 8 digits, extension), 400/800 or short (3 to 6 digits) number? */
char       *wg_phone_tidy         (const char     *text,
                                   gboolean       *is_good_out);
gboolean    wg_phone_is_good      (const char     *phone);
/** "138****0000", for public editions. */
char       *wg_phone_mask         (const char     *phone);

G_END_DECLS
