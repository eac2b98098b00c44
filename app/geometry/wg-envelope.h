/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-point.h"

G_BEGIN_DECLS

/** A closed box in project millimetres. Empty when min is greater than max. */
typedef struct
{
  gint32 min_x;
  gint32 min_y;
  gint32 max_x;
  gint32 max_y;
} WgEnvelope;

#define WG_ENVELOPE_EMPTY ((WgEnvelope){ G_MAXINT32, G_MAXINT32, G_MININT32, G_MININT32 })

static inline gboolean
wg_envelope_is_empty (const WgEnvelope *e)
{
  return e->min_x > e->max_x || e->min_y > e->max_y;
}

static inline void
wg_envelope_add_point (WgEnvelope *e, WgPoint p)
{
  e->min_x = MIN (e->min_x, p.x);
  e->min_y = MIN (e->min_y, p.y);
  e->max_x = MAX (e->max_x, p.x);
  e->max_y = MAX (e->max_y, p.y);
}

static inline void
wg_envelope_add (WgEnvelope *e, const WgEnvelope *other)
{
  e->min_x = MIN (e->min_x, other->min_x);
  e->min_y = MIN (e->min_y, other->min_y);
  e->max_x = MAX (e->max_x, other->max_x);
  e->max_y = MAX (e->max_y, other->max_y);
}

static inline gboolean
wg_envelope_intersects (const WgEnvelope *a, const WgEnvelope *b)
{
  return a->min_x <= b->max_x && b->min_x <= a->max_x && a->min_y <= b->max_y
         && b->min_y <= a->max_y;
}

static inline gboolean
wg_envelope_contains (const WgEnvelope *e, WgPoint p)
{
  return p.x >= e->min_x && p.x <= e->max_x && p.y >= e->min_y && p.y <= e->max_y;
}

G_END_DECLS
