/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-day.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** What a person is for the one who pays (post type); the numbers are stored. */
typedef enum
{
  WG_POST_UNKNOWN = 0,
  WG_POST_FULL_TIME = 1, /* 专职 */
  WG_POST_PART_TIME = 2, /* 兼职 */
  WG_POST_VOLUNTEER = 3, /* 志愿者 */
  WG_POST_DELEGATED = 4, /* 下沉: sent by another body */
  WG_POST_PROPERTY = 5,  /* 物业: of a property firm */
  WG_POST_OTHER = 9,
} WgPostType;

/** All of them, in the order that lists have. */
#define WG_N_POST_TYPES 7
extern const WgPostType wg_post_types[WG_N_POST_TYPES];

/** What a person is to a grid; the numbers are stored. */
typedef enum
{
  WG_ROLE_OTHER = 0,          /* own text: #WgAssignment.title */
  WG_ROLE_LEADER = 1,         /* 网格长: one at a time per grid */
  WG_ROLE_WORKER = 2,         /* 网格员 */
  WG_ROLE_ADVISER = 3,        /* 网格指导员 */
  WG_ROLE_ASSISTANT = 4,      /* 协助员 */
  WG_ROLE_BUILDING_CHIEF = 5, /* 楼长; #WgAssignment.part says of what */
  WG_ROLE_AREA_HEAD = 6,      /* 片长 */
  WG_ROLE_LIAISON = 7,        /* 联络员 */
  WG_ROLE_CADRE = 8,          /* 下沉干部 */
} WgRole;

#define WG_ROLE_N (WG_ROLE_CADRE + 1)

/** Routine (平) and emergency (急) staffing stand beside one another. */
typedef enum
{
  WG_MODE_ROUTINE = 0,
  WG_MODE_EMERGENCY = 1,
} WgMode;

#define WG_PHOTO_MAX_BYTES (256 * 1024)

/*
 * The four records of people. Immutable and counted by reference (atomic): an edit puts another one in
 * place. To make one, fill a plain struct whose texts are borrowed (%NULL is "") and give it to
 * wg_staff_new(). Only staff and their work phones: nothing of residents is ever kept.
 */

/** Somebody who answers for grids. */
typedef struct
{
  guint32 id;          /* > 0 */
  guint32 post_type;   /* WgPostType */
  guint32 is_active;   /* FALSE: has left; stays for the history */
  const char *name;
  const char *phone;   /* of work: digits, with "-" before an extension; "" not known */
  const char *employer;
  const char *note;
  GBytes *photo;       /* (nullable): JPEG or PNG of at most %WG_PHOTO_MAX_BYTES. For the notice board
                        * and nothing else: no other page, list or export has it */
} WgPerson;

/** That a person has a role in a grid for some time. Past ones stay as the history. */
typedef struct
{
  guint32 id;          /* > 0 */
  guint32 person;
  guint32 grid;        /* of any level, not retired */
  guint32 role;        /* WgRole */
  guint32 mode;        /* WgMode */
  guint32 deputy_of;   /* the assignment that this one stands in for (B 岗 of an A 岗), same grid; 0: its own.
                        * A deputy fills no post and is no second leader */
  WgDay from;          /* first day; WG_DAY_NONE: always was */
  WgDay to;            /* last day; WG_DAY_NONE: until further notice */
  const char *title;   /* of %WG_ROLE_OTHER: the role in own words, otherwise what the roster called it, or "" */
  const char *part;    /* for which part of the grid: "3-5栋", or "" */
} WgAssignment;

/** That a person is away. */
typedef struct
{
  guint32 id;          /* > 0 */
  guint32 person;
  guint32 deputy;      /* the person who covers; 0: nobody */
  WgDay from;
  WgDay to;
  const char *reason;  /* "" or a word: never of health */
} WgLeave;

/** How many of a role a grid needs. */
typedef struct
{
  guint32 id;          /* > 0 */
  guint32 depth;       /* of the level */
  guint32 property_type; /* WgPropertyType; 0: of any that has no rule of its own */
  guint32 role;        /* WgRole, not %WG_ROLE_OTHER without title */
  guint32 post_type;   /* WgPostType; 0: any */
  guint32 min;         /* 0: welcome, not needed */
  guint32 max;         /* 0: any number */
  const char *title;   /* of %WG_ROLE_OTHER */
} WgStaffRule;

typedef enum
{
  WG_STAFF_PERSON,
  WG_STAFF_ASSIGNMENT,
  WG_STAFF_LEAVE,
  WG_STAFF_RULE,
  WG_STAFF_N_KINDS,
} WgStaffKind;

/** A record before and after; %NULL is absent. */
typedef struct
{
  WgStaffKind kind;
  guint32 id;
  gpointer before;
  gpointer after;
} WgStaffChange;

/** (transfer full): a record that owns its texts, in the order that they have. */
gpointer wg_staff_new   (WgStaffKind    kind,
                         gconstpointer  values);
gpointer wg_staff_ref   (gpointer       record);
void     wg_staff_unref (gpointer       record);
/** Both nullable. */
gboolean wg_staff_equal (WgStaffKind    kind,
                         gconstpointer  a,
                         gconstpointer  b);

/** Is it of the one @role and, where that is %WG_ROLE_OTHER, @title? */
gboolean wg_assignment_has_role (const WgAssignment *assignment,
                                 guint               role,
                                 const char         *title);
/** A stable word of files and of the command line: "leader", "worker", "full-time", ...; for
 *  %WG_ROLE_OTHER "other", for %WG_POST_UNKNOWN "". */
const char *wg_role_to_code      (WgRole         role);
const char *wg_post_type_to_code (WgPostType     post_type);
/** From that word, or from what rosters say ("网格长", "专职网格员", "一级网格长" ...). %WG_ROLE_OTHER when it
 *  is none of them. @post_out: (nullable): what the words say of the post, left alone otherwise */
WgRole      wg_role_from_text      (const char  *text,
                                    WgPostType  *post_out);
/** %WG_POST_UNKNOWN when it says nothing, %WG_POST_OTHER when it says something else. */
WgPostType  wg_post_type_from_text (const char  *text);

G_END_DECLS
