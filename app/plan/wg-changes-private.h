/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-changes.h"

G_BEGIN_DECLS

/**
 * wg_changes_overlay:
 * @other: whose borders are laid over @base
 * @faces_out: (out) (element-type WgFaceId): by face of the overlay: the face of @other it lies in
 *
 * Returns: (transfer full): a copy of @base, cut along every border of @other; %NULL when
 *   cancelled
 */
WgCoverage *wg_changes_overlay (const WgCoverage *other,
                                const WgCoverage *base,
                                GArray          **faces_out,
                                const WgProgress *progress,
                                GCancellable     *cancellable,
                                GError          **error);

/** TRUE when land of @before may lie outside @after: the outer border is not the same. */
gboolean    wg_changes_outline_differs (const WgCoverage *before,
                                        const WgCoverage *after);

/** Counts the households of the buildings on land that changed hands into @flows, by depth. While the
 *  plan has no buildings they stay unknown. A building counts whole, where its point is. */
void        wg_changes_count_households (const WgChanges  *changes,
                                         GArray *const     flows[WG_MAX_DEPTH + 1]);

G_END_DECLS
