/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-land-preview.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** The labels that show what lies on some land. */
typedef struct
{
  GtkLabel *area;
  GtkLabel *households;
  GtkLabel *people;
} WgNumberLabels;

/** The sum over @grids (element-type guint32) (nullable: the whole plan, with what nobody owns); a grid
 *  below another of the list counts once. */
void wg_grid_numbers_sum          (WgPlan               *plan,
                                   const GArray         *grids,
                                   WgTally              *tally_out);
/** What is: unknown counts as a dash. */
void wg_grid_numbers_show         (const WgNumberLabels *labels,
                                   const WgTally        *tally);
/** What a gesture would make of it: before, after, and by how much. */
void wg_grid_numbers_show_preview (const WgNumberLabels *labels,
                                   const WgGridPreview  *preview);

G_END_DECLS
