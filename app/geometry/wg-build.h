/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-coverage.h"
#include "wg-shape.h"
#include "../base/wg-progress.h"

G_BEGIN_DECLS

/** What one owner claims, as it came from a file or from the present coverage. */
typedef struct
{
  guint32 owner;        /* a grid id, not 0 */
  guint depth;          /* 1 is the top level; the deepest claim owns the land */
  guint order;          /* among claims of one depth the lower wins a tie */
  gboolean is_settled;  /* from a valid coverage: its land is not taken by a sliver rule */
  const WgShape *shape; /* borrowed */
  guint32 within;       /* an owner: what of the claim lies beyond that owner's claims does not
                           count; 0: all counts */
} WgClaim;

/** Who gets land that is claimed twice at one depth. A settled claim keeps it in any case; a claim that
 *  lies wholly inside another stays as an island in it. */
typedef enum
{
  WG_OVERLAP_USUAL,          /* narrow: the longest border; wide: see WG_DECISION_OVERLAP_RESOLVED */
  WG_OVERLAP_LONGEST_BORDER, /* narrow or wide */
  WG_OVERLAP_LARGER,         /* the one that claims more land in all */
  WG_OVERLAP_FIRST,          /* the lower order */
} WgOverlapRule;

/** What a person says about one case: whoever is named gets the land around @place. */
typedef struct
{
  WgPoint place; /* of the decision, as an earlier build of the same claims gave it */
  guint32 owner;
} WgOverlapAnswer;

typedef struct
{
  double sliver_width_m;  /* inscribed width below which a gap or overlap is closed; 2.0 */
  double snap_m;          /* vertices nearer than this become one; 0.01; 0 for settled input */
  WgOverlapRule overlap;
  const WgOverlapAnswer *answers; /* (nullable): go before the rule */
  guint n_answers;
} WgBuildOptions;

#define WG_BUILD_OPTIONS_DEFAULT ((WgBuildOptions){ 2.0, 0.01, WG_OVERLAP_USUAL, NULL, 0 })

typedef enum
{
  WG_DECISION_GAP_CLOSED,       /* land nobody claimed, narrower than the sliver width: given to winner;
                                   between grids also where it is open to the outside (by the plan) */
  WG_DECISION_GAP_KEPT,         /* a wide gap: stays a face without owner (winner 0) */
  WG_DECISION_OVERLAP_CLOSED,   /* claimed twice at one depth, narrow: longest shared border wins */
  WG_DECISION_OVERLAP_RESOLVED, /* claimed twice at one depth, wide; each loser named. A settled claim
                                   wins; then one that lies in overlaps with 9/10 of its land, over
                                   others that have half of theirs elsewhere (a special grid drawn
                                   over an ordinary one); then the lower order */
  WG_DECISION_PARENT_FOLLOWS,   /* a child reaches into another parent (loser): its own follows
                                   (made by the plan, which knows the parents) */
  WG_DECISION_PARENT_SLIVER,    /* only the loser claimed it, too narrow: given to a child of the
                                   loser; or, cut off from its other land by an overlap that it
                                   lost, to a neighbour */
  WG_DECISION_CLAIM_LOST,       /* an owner ended up with no land at all */
  WG_DECISION_CLAIM_CUT,        /* the loser's claim reached out of what it has to lie within; what
                                   nobody else claims there goes to the winner, or to nobody */
  WG_DECISION_SLOT_LEFT,        /* a narrow slot in a grid's own border, open to the outside: it may be
                                   meant, so it stays (made by the plan) */
  WG_DECISION_RING_REPAIRED,    /* a ring of winner crossed, covered or retraced itself or had less
                                   than 3 points: read as even-odd, part by part */
} WgDecisionKind;

/** One thing the cleaning decided: who won and who lost how many m², and where. */
typedef struct
{
  WgDecisionKind kind;
  guint32 winner; /* grid id or 0 */
  guint32 loser;  /* grid id or 0 */
  double area_m2;
  double width_m; /* inscribed */
  WgPoint place;  /* inside it */
} WgDecision;

/** How much of the land that @child got was also claimed by @parent, one level or more above. */
typedef struct
{
  guint32 child;
  guint32 parent; /* 0: the part that no claim of @parent_depth covers */
  guint parent_depth;
  double area_m2;
} WgNesting;

/** How much an owner claims at a depth: its polygons, snapped and noded, repeats counted once. */
typedef struct
{
  guint32 owner;
  guint depth;
  double area_m2;
} WgClaimArea;

/** The result of a build: a coverage and every decision on the way. */
typedef struct
{
  WgCoverage *coverage;
  GArray *decisions;       /* of WgDecision, by kind, then by area, largest first */
  GArray *nestings;        /* of WgNesting, by child, then depth, then area, largest first */
  GArray *claim_areas;     /* of WgClaimArea, by depth, then owner */
  double claimed_m2;       /* sum over the owners of the deepest level present of what each claims,
                              snapped and noded */
  double covered_m2;       /* owned land afterwards */
  guint n_splits;          /* segments that noding had to cut */
} WgBuildResult;

void           wg_build_result_free (WgBuildResult         *result);

/**
 * wg_build:
 * @claims: of all levels, any order
 *
 * Makes a valid coverage of claims that may overlap, leave gaps, nearly touch or be invalid: the
 * cleaning kernel (hash arcs, vertex snap, hot-pixel noding of suspect segments only, faces traced,
 * labels propagated across arcs, slivers merged by inscribed width). The same claims give the same
 * bytes. Clean input goes through without a coordinate moved. Any thread.
 *
 * Returns: (transfer full) (nullable): %NULL when cancelled, on %WG_GEOMETRY_ERROR_RANGE, or on
 * %WG_GEOMETRY_ERROR_CORRUPT when the noding does not come to rest (never seen)
 */
WgBuildResult *wg_build             (const WgClaim         *claims,
                                     guint                  n_claims,
                                     const WgBuildOptions  *options,
                                     const WgProgress      *progress,
                                     GCancellable          *cancellable,
                                     GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgBuildResult, wg_build_result_free)

G_END_DECLS
