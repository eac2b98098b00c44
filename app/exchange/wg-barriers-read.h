/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-progress.h"
#include "../crs/wg-frame.h"
#include "../geometry/wg-barrier.h"
#include "wg-source.h"

G_BEGIN_DECLS

/** How a file of barriers is read. All zero: everything is found. */
typedef struct
{
  WgReadOptions read; /* its layer (NULL: all, of OpenStreetMap files lines and areas), encoding and place */
  WgBarrierClass barrier_class; /* of every line; %WG_BARRIER_NONE: told by its columns (OpenStreetMap's
                                   keys, 道路等级, 类型 ...), else by the layer's name; lines of layers
                                   that say nothing count as drawn */
} WgBarrierReadOptions;

/** What a value of a column means (highway=primary, 道路等级=主干路 ...); none when nothing. */
WgBarrierClass wg_barrier_class_of_value (const char          *field,
                                          const char          *value);

/**
 * wg_source_read_barriers:
 * @path: any vector file
 * @options: (nullable)
 * @name: of the layer that the lines become
 *
 * Lines and outlines of areas that borders may follow. Footways and what lies below ground is left
 * out. Worker thread. Fails as wg_linework_read() does; %WG_EXCHANGE_ERROR_NONE_FIT when nothing in it
 * is a barrier.
 *
 * Returns: (transfer full)
 */
WgBarrierSet  *wg_source_read_barriers   (const char          *path,
                                          const WgBarrierReadOptions *options,
                                          const char          *name,
                                          WgFrame             *frame,
                                          const WgProgress    *progress,
                                          GCancellable        *cancellable,
                                          GError             **error);

G_END_DECLS
