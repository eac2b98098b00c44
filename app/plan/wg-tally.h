/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** A sum over buildings, of those whose number is known. */
typedef struct
{
  gint64 sum;
  guint32 n_unknown;   /* buildings whose number nobody has told: not zero, not in @sum */
  guint32 n_estimated; /* buildings whose number was worked out */
} WgCount;

/** How much a count says. */
typedef enum
{
  WG_COUNT_UNKNOWN,  /* nothing: no building tells, or the project has no buildings */
  WG_COUNT_AT_LEAST, /* some buildings do not tell */
  WG_COUNT_KNOWN,
} WgCountState;

/**
 * WgTally:
 *
 * What lies on the land of a grid of any level, of its descendants too. Whole numbers, so that
 * what is kept up edit by edit equals a full count exactly. Buildings count by their points, not
 * by shares of area.
 */
typedef struct
{
  gint64 area_mm2; /* on the ellipsoid */
  guint32 n_buildings;
  gboolean is_counted; /* FALSE when the project has no buildings: then no count is known */
  WgCount households;
  WgCount people;
} WgTally;

WgCountState wg_tally_get_state (const WgTally *tally,
                                 const WgCount *count);
/** @to += @part, or -= with @sign -1. */
void         wg_tally_add       (WgTally       *to,
                                 const WgTally *part,
                                 int            sign);
/** TRUE when area and counts are the same. */
gboolean     wg_tally_equal     (const WgTally *a,
                                 const WgTally *b);

static inline double
wg_tally_area_m2 (const WgTally *tally)
{
  return (double) tally->area_mm2 * 1e-6;
}

G_END_DECLS
