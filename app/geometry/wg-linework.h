/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-line.h"

G_BEGIN_DECLS

/** One feature of a reference layer. */
typedef struct
{
  WgLine *line;     /* a line; an outer or inner ring closed by repeating its first point; or a
                       point given twice (n_points 2, equal points) */
  guint feature;    /* rings of one feature share it */
  guint8 is_area;
  guint8 class;     /* for the style: 0 other, 1-5 roads (motorway..path), 6 railway, 7 water,
                       8 building, 9 green, 10 boundary */
  char *name;       /* nullable */
} WgLineworkItem;

/**
 * WgLinework:
 *
 * The geometry of a vector reference layer (roads, rivers, buildings) in project millimetres,
 * between the room that reads files and those that draw and snap. Immutable once made; counted by
 * reference (atomic).
 */
typedef struct
{
  gint ref_count;
  GArray *items; /* of WgLineworkItem */
  WgEnvelope envelope;
} WgLinework;

WgLinework *wg_linework_new   (void);
WgLinework *wg_linework_ref   (WgLinework    *linework);
void        wg_linework_unref (WgLinework    *linework);
void        wg_linework_add   (WgLinework    *linework,
                               WgLine        *line, /* (transfer full) */
                               guint          feature,
                               gboolean       is_area,
                               guint          item_class,
                               const char    *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgLinework, wg_linework_unref)

G_END_DECLS
