/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../crs/wg-china-offset.h"
#include "wg-address-near.h"
#include "wg-plan.h"

G_BEGIN_DECLS

typedef enum
{
  WG_FIND_GRID,
  WG_FIND_PERSON,
  WG_FIND_ADDRESS,    /* an address point, or a building */
  WG_FIND_PLACE,      /* a name without address */
  WG_FIND_COORDINATE,
  WG_FIND_N_KINDS,
} WgFindKind;

typedef struct
{
  WgFindKind kind;
  guint32 id;      /* of the grid, person or building; of an address point its row; 0: a coordinate */
  gboolean is_building;
  guint32 score;   /* wg_text_query_kind(); the lower, the better */
  char *title;     /* name, address ...; of a coordinate %NULL */
  char *detail;    /* code, name of a building, phone; nullable */
  WgPoint point;   /* not of grids and persons */
  guint32 grid;    /* the grid itself; where the place is; of whom the person answers for; 0: none */
  WgNearness nearness; /* of an address */
  char *low, *high;    /* WG_NEAR_BETWEEN: the addresses of the two known houses, @title is as typed; else %NULL */
  WgChinaDatum datum;  /* of a coordinate: what its degrees were taken to be of */
} WgFindHit;

/** What was found, best first in each kind. */
typedef struct
{
  GPtrArray *hits[WG_FIND_N_KINDS]; /* of WgFindHit */
  guint n_found[WG_FIND_N_KINDS];   /* with those that are beyond the limit */
} WgFound;

/**
 * WgFinder:
 *
 * Finds what has a name in a plan: grids (code, name), people (name, phone), addresses, buildings, places,
 * coordinates. It keeps texts of what it saw last, and each search looks what changed since: nothing has to
 * be told of edits, and an edit costs nothing. Main thread; the search itself runs on any.
 */
typedef struct _WgFinder WgFinder;
typedef struct _WgFindJob WgFindJob;

WgFinder  *wg_finder_new     (void);
void       wg_finder_free    (WgFinder       *self);
/** Takes what the search needs from @plan, which may change then. Main thread. (transfer full)
 *  @limit: of each kind. */
WgFindJob *wg_finder_begin   (WgFinder       *self,
                              WgPlan         *plan,
                              const char     *text,
                              guint           limit);
/** Any thread; FALSE when cancelled. */
gboolean   wg_find_job_run   (WgFindJob      *job,
                              GCancellable   *cancellable);
/** Frees a job that is not wanted any more, and keeps the texts that it made. Main thread. @job: (transfer
 *  full): not running */
void       wg_finder_drop    (WgFinder       *self,
                              WgFindJob      *job);
/**
 * wg_finder_finish:
 * @job: (transfer full): that has run; cancelled ones go to wg_finder_drop()
 * @plan: the same as before; what went away meanwhile is left out
 *
 * Keeps the texts that the job made for the next one, and asks the plan where the places are. Main thread.
 *
 * Returns: (transfer full)
 */
WgFound   *wg_finder_finish  (WgFinder       *self,
                              WgFindJob      *job,
                              WgPlan         *plan,
                              const WgWhen   *when);
/** What the kept texts take, in bytes, without those of the addresses, which the plan has. */
gsize      wg_finder_measure (const WgFinder *self);

void       wg_found_free     (WgFound        *found);
/** (transfer full): with texts of its own. */
WgFindHit *wg_find_hit_copy  (const WgFindHit *hit);
void       wg_find_hit_free  (WgFindHit      *hit);
/** The best of all: of the kind whose first hit matches best; %NULL when nothing was found. */
const WgFindHit *wg_found_get_best (const WgFound *found);
/** The grids in which a person has a role today, as leader first; of guint32. (transfer full) */
GArray    *wg_find_posts     (WgPlan          *plan,
                              guint32          person,
                              const WgWhen    *when);
/** The deepest grid at a place; 0: none. */
guint32    wg_find_grid_at   (WgPlan         *plan,
                              WgPoint         point);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgFinder, wg_finder_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgFound, wg_found_free)

G_END_DECLS
