/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/base/wg-random.h"
#include "app/check/wg-check.h"
#include "app/geometry/wg-geos.h"
#include "app/plan/wg-history.h"

G_BEGIN_DECLS

/* A second method to judge a plan by: polygons of the faces, overlaid by GEOS. */

typedef struct
{
  WgPlan *plan;
  GArray *findings; /* of WgFinding */
  GEOSContextHandle_t geos;
} OracleFixture;

/** The union of faces (element-type WgFaceId), made of their single polygons. */
GEOSGeometry    *oracle_unite       (const OracleFixture *f,
                                     const GArray        *faces);
/** The same of all land of a grid; empty when it has none. */
GEOSGeometry    *oracle_land_of     (const OracleFixture *f,
                                     guint32              grid);
double           oracle_area_m2     (const OracleFixture *f,
                                     const GEOSGeometry  *geometry);
/** (nullable): the first finding of a rule about a grid. */
const WgFinding *oracle_find        (const OracleFixture *f,
                                     const char          *code,
                                     guint32              grid);
/** Splits, thin strips, rings, exclaves. */
void             oracle_make_untidy (WgHistory           *history,
                                     WgRandom            *random);

G_END_DECLS
