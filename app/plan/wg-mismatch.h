/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-progress.h"
#include "wg-plan.h"

G_BEGIN_DECLS

/** A stretch of a border of one net that runs beside a border of the other. */
typedef struct
{
  WgPoint place;     /* where it is farthest, project millimetres */
  double distance_m; /* there */
  double length_m;
} WgMismatchPlace;

/**
 * WgMismatch:
 *
 * How far the borders of one net lie from those of another: lengths of the first net's borders, in
 * metres of the plan. same + near + across + apart = length; same + near + across is what lies in a buffer of
 * the reach around the borders of the other net.
 */
typedef struct
{
  double length_m;
  double same_m;   /* on a border of the other net, up to %WG_MISMATCH_SAME_M */
  double near_m;   /* beside one that goes the same way, within reach: they are meant to be the same, likely */
  double across_m; /* within reach of one that crosses it or leads away (more than 45 degrees) only */
  double apart_m;  /* no border of the other net is within reach */
  double mean_m;   /* distance of what is near */
  double worst_m;
  GArray *places;  /* of WgMismatchPlace: the farthest first, at most %WG_MISMATCH_MAX_PLACES */
} WgMismatch;

#define WG_MISMATCH_SAME_M 0.5
#define WG_MISMATCH_MAX_PLACES 500

void        wg_mismatch_free         (WgMismatch       *mismatch);
/**
 * wg_plan_measure_mismatch:
 * @plan, @other: only read; in the same frame
 * @depth, @other_depth: whose borders, with those of the levels above
 * @reach_m: 1 to 1000: a border farther away is none of the same
 *
 * Looks at every 2 m of each border of @plan for the nearest border of @other. Any thread that owns
 * both.
 *
 * Errors: %WG_PLAN_ERROR_BAD_FRAME, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full)
 */
WgMismatch *wg_plan_measure_mismatch (WgPlan           *plan,
                                      guint             depth,
                                      WgPlan           *other,
                                      guint             other_depth,
                                      double            reach_m,
                                      const WgProgress *progress,
                                      GCancellable     *cancellable,
                                      GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgMismatch, wg_mismatch_free)

G_END_DECLS
