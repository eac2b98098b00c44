/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-building-set.h"

G_BEGIN_DECLS

/**
 * WgCheckFootprints:
 *
 * Finds the buildings whose footprints meet a box. Immutable; made in a worker, handed on to the
 * main thread.
 */
typedef struct _WgCheckFootprints WgCheckFootprints;

WgCheckFootprints *wg_check_footprints_new   (WgBuildingSet           *buildings);
void               wg_check_footprints_free  (WgCheckFootprints       *self);
/** Adds the places in the set of the buildings whose boxes meet @box to the set @places. */
void               wg_check_footprints_query (const WgCheckFootprints *self,
                                              const WgEnvelope        *box,
                                              GHashTable              *places);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCheckFootprints, wg_check_footprints_free)

G_END_DECLS
