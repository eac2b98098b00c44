/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-check-names.h"

#include "../plan/wg-change.h"

G_BEGIN_DECLS

/** The faces, grids and borders whose findings an edit may have changed: sets of ids. */
typedef struct
{
  GHashTable *faces;
  GHashTable *grids;
  GHashTable *borders;
  GArray *boxes; /* of WgEnvelope: buildings in them too */
} WgCheckTouched;

void wg_check_touched_init  (WgCheckTouched *touched);
void wg_check_touched_clear (WgCheckTouched *touched);
void wg_check_touched_reset (WgCheckTouched *touched);

/**
 * wg_check_touched_add:
 * @plan: with @change already applied (or taken back)
 *
 * Adds what @change touches: borders that are others or lie between others, faces beside changed lines, grids that won or lost land at their
 * level or whose neighbours did, changed records, and what has a code or a name in common with
 * them, as far as the coverage and the records tell. Does not change @names.
 */
void wg_check_touched_add   (WgCheckTouched *touched,
                             WgPlan         *plan,
                             const WgChange *change);
/** Adds the grids that share the code or the name of @grid. */
void wg_check_touched_add_namesakes (WgCheckTouched *touched,
                                     WgCheckNames   *names,
                                     const WgGrid   *grid);
/** Puts @after in the place of @before (both nullable) in @names, and adds the namesakes of both. */
void wg_check_touched_rename (WgCheckTouched *touched,
                              WgCheckNames   *names,
                              WgGrid         *before,
                              WgGrid         *after);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WgCheckTouched, wg_check_touched_clear)

G_END_DECLS
