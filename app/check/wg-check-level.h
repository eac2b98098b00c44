/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-change.h"
#include "../plan/wg-plan.h"

G_BEGIN_DECLS

/** How many faces grids of each depth own, kept up with edits: by it the level in use is told. */
typedef struct
{
  guint n_faces[WG_MAX_DEPTH + 1];
} WgCheckLevel;

void  wg_check_level_count  (WgCheckLevel       *level,
                             WgPlan             *plan);
/** @plan: with @change already applied (or taken back) */
void  wg_check_level_follow (WgCheckLevel       *level,
                             WgPlan             *plan,
                             const WgChange     *change,
                             gboolean            backwards);
/** The deepest that at least half of the owned faces reach. */
guint wg_check_level_get    (const WgCheckLevel *level);

G_END_DECLS
