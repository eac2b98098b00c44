/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-coverage.h"
#include "wg-shape.h"

G_BEGIN_DECLS

/** What of a shape lies on one face. */
typedef struct
{
  WgFaceId face;  /* %WG_FACE_OUTSIDE too */
  double area_m2; /* planar */
  WgPoint place;  /* within 1 mm of a place of the shape on the face, where there is much of it */
  double widest;  /* scratch */
} WgFaceShare;

/**
 * wg_coverage_share:
 * @shape: rings that do not cross; inside is even-odd
 * @shares_out: (element-type WgFaceShare): cleared; each face once, the largest share first
 *
 * How much of @shape lies on which face, by horizontal strips between all corners and crossings: no
 * overlay. Areas are exact but for the rounding of doubles. For small shapes, such as footprints:
 * costs what the lines in their box do. Any thread that owns @coverage.
 */
void     wg_coverage_share      (const WgCoverage *coverage,
                                 const WgShape    *shape,
                                 GArray           *shares_out);
/** Does a line between two owners meet @box? FALSE says that nothing in it is shared by two. */
gboolean wg_coverage_is_parted  (const WgCoverage *coverage,
                                 const WgEnvelope *box,
                                 GArray           *scratch); /* of WgArcId */

G_END_DECLS
