/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-linework.h"

G_BEGIN_DECLS

/**
 * WgCheckAlong:
 *
 * The lines that borders are meant to follow: roads, railways and rivers of the layers that are
 * shown. Filled by one thread, prepared, then immutable and counted by reference (atomic).
 */
typedef struct _WgCheckAlong WgCheckAlong;

typedef struct
{
  double reach_m;     /* a border nearer than this to a line, and nearly parallel, follows it; 15 */
  double deviation_m; /* farther from it than this it is off the line; 3 */
} WgAlongLimits;

#define WG_ALONG_LIMITS_DEFAULT ((WgAlongLimits){ 15.0, 3.0 })

/** The worst stretch of a border that follows lines but for that stretch. */
typedef struct
{
  double deviation_m;
  double length_m;   /* of the stretch */
  WgPoint place;     /* on the border, where it is farthest off */
  const char *name;  /* (nullable) of the line there; interned */
} WgAlongStretch;

WgCheckAlong *wg_check_along_new     (void);
WgCheckAlong *wg_check_along_ref     (WgCheckAlong        *self);
void          wg_check_along_unref   (WgCheckAlong        *self);
/** Areas, buildings, green and boundaries of @linework are passed over. */
void          wg_check_along_add     (WgCheckAlong        *self,
                                      WgLinework          *linework);
/** Makes what finds the lines, if it was not made yet: in a worker, because it takes long. */
void          wg_check_along_prepare (WgCheckAlong        *self);
/** Both may be %NULL: the same lines? */
gboolean      wg_check_along_is_same (const WgCheckAlong  *self,
                                      const WgCheckAlong  *other);

/**
 * wg_check_along_measure:
 * @self: prepared
 * @border: project millimetres
 * @stroke_out: (nullable) (element-type WgPoint): cleared; a line along the lines in place of the
 *   stretch, which begins and ends on the border or passes over it by a little
 *
 * Looks at the border every five metres. It follows lines when four fifths of it are within
 * @limits' reach of one that runs within 30 degrees of its direction. A stretch at which it goes
 * off the end of the line for good is none.
 *
 * Returns: whether the border follows lines and is off them in a stretch of ten metres or more
 */
gboolean      wg_check_along_measure (const WgCheckAlong  *self,
                                      const WgLine        *border,
                                      const WgAlongLimits *limits,
                                      WgAlongStretch      *worst_out,
                                      GArray              *stroke_out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCheckAlong, wg_check_along_unref)

G_END_DECLS
