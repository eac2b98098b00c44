/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-check.h"

G_BEGIN_DECLS

/**
 * wg_check_sorted_renew:
 * @sorted: (element-type WgFinding), as wg_finding_compare() sorts
 * @gone: of them are not there any more, or are in @fresh and were never in @sorted
 * @fresh: have come
 *
 * Sorting many findings after one edit would take longer than the edit: only what changed is sorted,
 * the rest is copied in blocks. @gone and @fresh are sorted by it.
 *
 * Returns: (transfer full) (element-type WgFinding)
 */
GArray *wg_check_sorted_renew (const GArray *sorted,
                               GArray       *gone,
                               GArray       *fresh);

G_END_DECLS
