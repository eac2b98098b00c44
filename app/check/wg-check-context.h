/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-shape.h"
#include "wg-check-names.h"
#include "wg-check.h"

#include "../plan/wg-staffing.h"

G_BEGIN_DECLS

/** The other side of a border, and how much of it there is. */
typedef struct
{
  guint32 owner;     /* 0: nobody */
  gboolean is_outside;
  double length;     /* mm, planar */
} WgNeighbour;

/**
 * WgCheckContext:
 *
 * What rules look things up in: the plan, the names and codes in use, and the land of the subject
 * that is being checked, worked out once for all rules. One thread.
 */
typedef struct
{
  WgPlan *plan;
  const WgCoverage *coverage;
  WgCheckSettings settings;
  WgCheckNames *names; /* owned */
  WgCheckAlong *along; /* (nullable) owned, prepared */
  guint level;         /* the deepest that at least half of the owned faces reach */
  GArray *findings;    /* of WgFinding: where rules add; borrowed */
  const char *code;    /* of the rule that runs */
  WgSeverity severity;

  /*< the subject, made when first asked for >*/
  guint32 grid;
  gboolean has_shape;
  WgShape *shape;
  GArray *widths;      /* of double: of the parts, metres; as far as they matter */
  GArray *width_places; /* of WgPoint */
  gboolean has_staff;
  GPtrArray *staff;    /* of WgAssignment, borrowed */
  WgStaffing staffing;
  GArray *neighbours;  /* of WgNeighbour */
  GArray *half_edges;  /* scratch */
  WgShape *footprint;  /* scratch */
  GArray *shares;      /* of WgFaceShare, scratch */
} WgCheckContext;

/** @along: (nullable), referenced and prepared; @names: (transfer full) (nullable): made from the plan when %NULL. */
WgCheckContext *wg_check_context_new     (WgPlan                *plan,
                                          const WgCheckSettings *settings,
                                          WgCheckAlong          *along,
                                          WgCheckNames          *names);
void            wg_check_context_free    (WgCheckContext        *context);
/** Runs every chosen rule on one face, grid, building (its place in the set) or border; what is
 *  absent or retired is passed over. */
void            wg_check_context_subject (WgCheckContext        *context,
                                          WgSubject              subject,
                                          guint32                id);

/* For rules. */
/** The land of the grid that is being checked; no parts when it has none. */
const WgShape  *wg_check_shape           (WgCheckContext        *context);
/** The inscribed width of a part of it in metres; exact only below the "narrow" width. */
double          wg_check_width           (WgCheckContext        *context,
                                          guint                  part,
                                          WgPoint               *place_out);
/** Who lies around a face: (element-type WgNeighbour), the longest border first. */
const GArray   *wg_check_neighbours      (WgCheckContext        *context,
                                          WgFaceId               face);
/** Adds a finding that tells nothing yet. */
WgFinding      *wg_check_add             (WgCheckContext        *context,
                                          WgSubject              subject);
/** Adds a finding about a grid (a face) and returns it, to be filled in further. */
WgFinding      *wg_check_add_grid        (WgCheckContext        *context,
                                          guint32                grid);
WgFinding      *wg_check_add_face        (WgCheckContext        *context,
                                          WgFaceId               face,
                                          guint32                grid);
/** Adds a finding about what lies outside the map. */
WgFinding      *wg_check_add_outside     (WgCheckContext        *context);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCheckContext, wg_check_context_free)

G_END_DECLS
