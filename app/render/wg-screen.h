/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-scene-private.h"

G_BEGIN_DECLS

/** A place in a picture, pixels from its north-west corner. */
typedef struct
{
  double x;
  double y;
} WgScreenPoint;

typedef struct
{
  guint first; /* into WgScreen.points */
  guint n_points;
  guint32 left; /* owners, as in WgSceneArc */
  guint32 right;
  guint8 fill_left; /* WG_FILL_ */
  guint8 fill_right;
  guint8 rank;
  guint8 parts; /* WgScreenParts */
  float min_y;
  float max_y;
} WgScreenArc;

/** What an arc is needed for. */
typedef enum
{
  WG_SCREEN_FILL = 1 << 0,   /* the fill changes across it */
  WG_SCREEN_HATCH = 1 << 1,  /* nobody's land is on one side */
  WG_SCREEN_BORDER = 1 << 2, /* it is a border and in sight */
} WgScreenParts;

/** The arcs that have a part in one picture, in pixels: what every painter of a scene starts
 *  from. A plain value on the stack of the painter. */
typedef struct
{
  GArray *points; /* of WgScreenPoint */
  GArray *arcs;   /* of WgScreenArc */
  guint width;
  guint height;
  guint8 parts;   /* of any arc */
} WgScreen;

typedef enum
{
  WG_SCREEN_SIMPLIFIED, /* by the level of detail of the scale: at most 0.35 px off */
  WG_SCREEN_EXACT,
} WgScreenDetail;

/**
 * wg_screen_init:
 * @margin: pixels outside of the picture that still count (half of the widest stroke)
 *
 * Arcs that lie west of the picture become one straight line beside it: all that a sweep from the
 * west needs of them.
 */
void wg_screen_init  (WgScreen         *screen,
                      WgSceneSnapshot  *snapshot,
                      const WgViewport *viewport,
                      double            margin,
                      WgScreenDetail    detail);
void wg_screen_clear (WgScreen         *screen);

/** Which arcs have a part in which band of @band_rows rows: for band b the arcs
 *  items[first[b]] .. items[first[b + 1] - 1]. */
typedef struct
{
  guint n_bands;
  guint band_rows;
  guint *first;
  guint *items;
} WgScreenBands;

/** Only of arcs that are needed for @part. @margin: pixels above and below that one may touch. */
void wg_screen_bands_init  (WgScreenBands  *bands,
                            const WgScreen *screen,
                            WgScreenParts   part,
                            guint           band_rows,
                            double          margin);
void wg_screen_bands_clear (WgScreenBands  *bands);

static inline const WgScreenArc *
wg_screen_arc (const WgScreen *screen, guint i)
{
  return &g_array_index (screen->arcs, WgScreenArc, i);
}

static inline const WgScreenPoint *
wg_screen_points (const WgScreen *screen, const WgScreenArc *arc)
{
  return &g_array_index (screen->points, WgScreenPoint, arc->first);
}

G_END_DECLS
