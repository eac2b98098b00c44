/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-fix.h"

G_BEGIN_DECLS

/* Ways to fix findings, appended to @fixes (of WgFix), the best first. */

static inline gboolean
wg_finding_is_about (const WgFinding *finding, const char *prefix)
{
  return g_str_has_prefix (finding->code, prefix);
}

static inline WgFix *
wg_fix_add (GPtrArray *fixes, WgFixKind kind, guint32 grid)
{
  WgFix *fix = g_new0 (WgFix, 1);

  fix->kind = kind;
  fix->grid = grid;
  g_ptr_array_add (fixes, fix);
  return fix;
}

/** Land: to a neighbour, to the grid around it, or to a grid of its own. */
void     wg_fix_add_land     (GPtrArray          *fixes,
                              WgPlan             *plan,
                              const WgFinding    *finding);
/** A building that is cut: to the grid with the larger share, or divided; one that is divided wrongly. */
void     wg_fix_add_building (GPtrArray          *fixes,
                              WgPlan             *plan,
                              const WgFinding    *finding);
/** A border off its line: along it. */
void     wg_fix_add_border   (GPtrArray          *fixes,
                              WgPlan             *plan,
                              const WgCheckAlong *along,
                              const WgFinding    *finding);
/** A code, a name, a parent. */
void     wg_fix_add_order    (GPtrArray          *fixes,
                              WgPlan             *plan,
                              const WgFinding    *finding);
/** A code: what numbering the grid in the way of its level gives, never one of a retired grid. */
void     wg_fix_add_code     (GPtrArray          *fixes,
                              WgPlan             *plan,
                              const WgFinding    *finding);
/** The polygon of a WG_FIX_DRAW; FALSE when the land is not there any more. */
gboolean wg_fix_get_shape    (WgPlan             *plan,
                              const WgFinding    *finding,
                              WgShape            *shape_out);
/** The grid that a WG_FIX_DRAW draws on @shape. */
WgDraw   wg_fix_make_draw    (const WgFinding    *finding,
                              const WgFix        *fix,
                              const WgShape      *shape,
                              GArray             *from);
/** The redrawing of a WG_FIX_ALONG. */
WgRedraw wg_fix_make_redraw  (const WgFix        *fix);

/** A grid that is too small: with a neighbour; too large: a question. */
void     wg_fix_add_size     (GPtrArray          *fixes,
                              WgPlan             *plan,
                              const WgFinding    *finding);
/** A grid without buildings: a special one, or with a neighbour. */
void     wg_fix_add_unbuilt  (GPtrArray          *fixes,
                              WgPlan             *plan,
                              const WgFinding    *finding);
/** A grid without land: part of one beside it, or a question. */
void     wg_fix_add_landless (GPtrArray          *fixes,
                              WgPlan             *plan,
                              const WgFinding    *finding);

/* wg-fix-staff.c: of people, on the day of the finding. */
void     wg_fix_add_staff    (GPtrArray          *fixes,
                              WgPlan             *plan,
                              const WgFinding    *finding);
gboolean wg_fix_check_staff  (WgPlan             *plan,
                              const WgFinding    *finding,
                              const WgFix        *fix,
                              GError            **error);
gboolean wg_fix_apply_staff  (WgHistory          *history,
                              const WgFinding    *finding,
                              const WgFix        *fix,
                              GError            **error);

G_END_DECLS
