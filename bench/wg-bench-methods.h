/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/plan/wg-partition.h"

G_BEGIN_DECLS

/* Other ways to divide a graph, to be judged as ours is. */

/** METIS alone on the whole graph; %NULL when it is not one island, or there is nothing to divide.
 *  @seconds_out: processor time */
WgPartition *wg_bench_metis     (const WgUnitGraph      *graph,
                                 const WgPartitionTerms *terms,
                                 guint                   n_parts,
                                 gboolean                is_kway,
                                 guint                   tolerance,
                                 double                 *seconds_out);
/** Simple recursive bisection: across the longer side, where the weight is shared as the numbers of
 *  parts are. */
WgPartition *wg_bench_bisection (const WgUnitGraph      *graph,
                                 const WgPartitionTerms *terms,
                                 guint                   n_parts,
                                 double                 *seconds_out);

G_END_DECLS
