/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/plan/wg-plan.h"

G_BEGIN_DECLS

typedef struct
{
  guint columns;
  guint rows;
  gint32 cell_mm;       /* side of a grid */
  guint points_per_arc; /* at least 2 */
  guint unowned_every;  /* each so-manieth face is nobody's; 0: none */
  guint undivided_every; /* each so-manieth face is its community's own; 0: none */
  guint64 seed;
} WgLattice;

/**
 * wg_lattice_plan_new:
 *
 * A plan for tests and benchmarks: a lattice with moved nodes and jagged borders, three levels
 * (街道 of 5 x 5 communities, 社区 of 6 x 6 grids, 网格). Valid by construction; the same
 * numbers give the same plan.
 */
WgPlan *wg_lattice_plan_new (const WgLattice *lattice);

G_END_DECLS
