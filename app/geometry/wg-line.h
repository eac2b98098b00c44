/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-envelope.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * WgLine:
 *
 * An immutable polyline of at least two points, no two neighbours equal. Counted by reference
 * (atomic), so that snapshots, undo and worker threads share it.
 */
typedef struct
{
  /*< private >*/
  gint ref_count;
  /*< public, read only >*/
  guint n_points;
  WgEnvelope envelope;
  WgPoint points[];
} WgLine;

#define WG_TYPE_LINE (wg_line_get_type ())

GType    wg_line_get_type (void);
WgLine  *wg_line_new      (const WgPoint *points,
                           guint          n_points);
WgLine  *wg_line_ref      (WgLine        *line);
void     wg_line_unref    (WgLine        *line);
gboolean wg_line_equal    (const WgLine  *a,
                           const WgLine  *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgLine, wg_line_unref)

G_END_DECLS
