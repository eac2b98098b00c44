/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-sheet.h"
#include "../check/wg-check.h"

G_BEGIN_DECLS

/**
 * wg_findings_sheet:
 * @findings: (element-type WgFinding)
 * @acceptances: (nullable) (element-type WgAcceptance): adds who accepted each, why and until when
 *
 * Returns: (transfer full): the list as a table with headings, translated; codes as texts
 */
WgSheet *wg_findings_sheet (WgPlan          *plan,
                            const GArray    *findings,
                            const GPtrArray *acceptances);

G_END_DECLS
