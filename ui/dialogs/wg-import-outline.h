/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/geometry/wg-linework.h"
#include "../../app/plan/wg-incoming.h"

#include <cairo.h>

G_BEGIN_DECLS

/**
 * WgImportOutline:
 *
 * The lines of a layer over those of a project, thinned for a small picture. Immutable; made in a
 * worker.
 */
typedef struct
{
  WgEnvelope envelope; /* of both */
  GArray *present;     /* of float: x, y in metres from the envelope's corner; NaN, NaN ends a line */
  GArray *incoming;
  double distance_m;   /* between the boxes of both; 0 when they meet or one is empty */
} WgImportOutline;

WgImportOutline *wg_import_outline_new  (WgPlan                *plan,
                                         const WgIncoming      *incoming);
/** Of what does not become grids; points are dots. */
WgImportOutline *wg_import_outline_new_of_lines (WgPlan         *plan,
                                         const WgLinework      *linework);
void             wg_import_outline_free (WgImportOutline       *outline);
/** Fits @lines (one of the two) into a picture and adds them to the path of @cr. */
void             wg_import_outline_add_path (const WgImportOutline *outline,
                                         const GArray          *lines,
                                         cairo_t               *cr,
                                         double                 width,
                                         double                 height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgImportOutline, wg_import_outline_free)

G_END_DECLS
