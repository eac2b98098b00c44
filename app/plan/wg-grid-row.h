/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-code.h"
#include "wg-plan.h"

G_BEGIN_DECLS

/**
 * WgGridRow:
 *
 * The texts of the grids of one parent and depth, not retired, for wg_code_next_in() and
 * wg_name_next_in(): a flat list of 100,000 grids is read once, not for every new code. The plan
 * keeps its rows up: a new grid is added, any other change of a grid of the row drops it.
 */
typedef struct
{
  GPtrArray *grids;        /* of WgGrid, owned: the texts are theirs */
  GPtrArray *codes;        /* of utf8 */
  GPtrArray *names;        /* of utf8 */
  GHashTable *taken_names; /* of utf8 */
  GHashTable *known_codes; /* what wg_code_next_in() knows of the codes */
  GHashTable *known_names;
} WgGridRow;

/** (transfer none): valid until the next change of the plan. @parent: 0 for grids without. */
const WgGridRow *wg_plan_get_row     (WgPlan       *plan,
                                      guint32       parent,
                                      guint         depth);
/* For the plan: a table of rows, and what becomes of it when a grid changes (either nullable). */
GHashTable      *wg_grid_rows_new    (void);
void             wg_grid_rows_follow (GHashTable   *rows,
                                      WgGrid       *before,
                                      WgGrid       *after);

G_END_DECLS
