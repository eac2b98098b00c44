/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-linework.h"

G_BEGIN_DECLS

/** A stretch of an item of a linework: points first to first + n_points - 1 of its line. The next
 *  stretch begins with the last point of this one. */
typedef struct
{
  WgEnvelope envelope;
  guint32 item;
  guint32 first;
  guint32 n_points;
} WgLineworkChunk;

/**
 * WgLineworkFinder:
 *
 * Finds the stretches of a linework in a box, for the pointer: short stretches in blocks that lie
 * near one another (Morton order), so that neither many items nor very long ones are gone through.
 * Immutable once made; any thread.
 */
typedef struct _WgLineworkFinder WgLineworkFinder;

WgLineworkFinder *wg_linework_finder_new   (WgLinework             *linework);
void              wg_linework_finder_free  (WgLineworkFinder       *finder);
WgLinework       *wg_linework_finder_get   (const WgLineworkFinder *finder); /* borrowed */
/** Appends to @chunks_out (of WgLineworkChunk) those whose envelopes meet @box. */
void              wg_linework_finder_query (const WgLineworkFinder *finder,
                                            const WgEnvelope       *box,
                                            GArray                 *chunks_out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgLineworkFinder, wg_linework_finder_free)

G_END_DECLS
