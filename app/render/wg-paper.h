/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-linework.h"
#include "../plan/wg-plan.h"
#include "wg-viewport.h"

#include <cairo.h>

G_BEGIN_DECLS

/**
 * WgGround:
 *
 * What all maps of a print job share: a snapshot of a plan and an index of its buildings, barriers and
 * reference lines, so that a page costs only its neighbourhood. Immutable, counted by reference
 * (atomic), read by any number of threads at once.
 */
typedef struct _WgGround WgGround;

/** @plan: a snapshot that nobody else uses, referenced. @layers: (nullable) (element-type WgLinework):
 *  reference lines below the borders, from the bottom up. */
WgGround *wg_ground_new      (WgPlan          *plan,
                            const GPtrArray *layers);
WgGround *wg_ground_ref      (WgGround         *ground);
void     wg_ground_unref    (WgGround         *ground);
WgPlan  *wg_ground_get_plan (const WgGround   *ground);

/** Appends the buildings (indexes in the plan's set) whose extent or point meets @window, ascending. */
void     wg_ground_find_buildings (const WgGround    *ground,
                                  const WgEnvelope *window,
                                  GArray           *indexes_out);
/** Appends the barriers (indexes in the plan's set) whose envelope meets @window, ascending. */
void     wg_ground_find_barriers  (const WgGround    *ground,
                                  const WgEnvelope *window,
                                  GArray           *indexes_out);

typedef enum
{
  WG_PAPER_PLAIN,
  WG_PAPER_HATCH_UP,   /* what tells faces apart without colours */
  WG_PAPER_HATCH_DOWN,
  WG_PAPER_HATCH_LEVEL,
  WG_PAPER_HATCH_UPRIGHT,
  WG_PAPER_CROSSED,
  WG_PAPER_DOTS,
} WgPaperPattern;

typedef struct
{
  guint32 rgb; /* 0xRRGGBB */
  WgPaperPattern pattern;
  guint32 pattern_rgb;
  double step; /* of the pattern, points */
} WgPaperFill;

typedef struct
{
  guint32 rgb;
  double width; /* points; 0: not drawn */
  double dash;  /* points on and off; 0: solid */
} WgPaperStroke;

#define WG_PAPER_N_FILLS 16
#define WG_PAPER_NO_FILL 0xff

/** What the land of an owner is on this map. */
typedef struct
{
  guint32 unit;     /* what it counts to: a child of the map's grid, a neighbour; 0: nobody's */
  guint8 fill;      /* index in fills, or %WG_PAPER_NO_FILL */
  guint8 is_subject; /* the map is about it: within others of one unit borders are faint */
} WgPaperLand;

/** @owner: a grid, or 0 for land of nobody; the outside of everything is not asked for. */
typedef void (*WgPaperLandFunc) (guint32 owner, WgPaperLand *land_out, gpointer user_data);

typedef struct
{
  WgPaperLandFunc land;
  gpointer user_data;
  WgPaperFill fills[WG_PAPER_N_FILLS];
  WgPaperStroke borders[WG_MAX_DEPTH + 1]; /* by rank; 0 is the border around the subject */
  WgPaperStroke casing;                    /* below the border around the subject */
  WgPaperStroke faint;                     /* borders inside a unit that is no subject */
  gboolean is_grey;                        /* reference lines without colours */
} WgPaperLook;

/**
 * WgPaperMap:
 *
 * What one map of a sheet shows, made for its scale: each arc once, thinned to 0.07 mm of paper with
 * its nodes kept so that neighbours still meet, clipped to the map, on hundredths of a point. A plain
 * value with one owner; different ones on different threads.
 */
typedef struct _WgPaperMap WgPaperMap;

/** @viewport: of the map's box; a pixel is a point (1/72 inch). @look: copied; its function is only
 *  called here. */
WgPaperMap *wg_paper_map_new      (WgGround           *ground,
                                   const WgViewport  *viewport,
                                   const WgPaperLook *look);
void        wg_paper_map_free     (WgPaperMap        *map);
/** (element-type guint32): the units that the map shows something of, ascending; nobody's land as 0. */
const GArray *wg_paper_map_get_units (const WgPaperMap *map);
/** Whether a border of @rank is drawn; 0: around the subject. */
gboolean    wg_paper_map_has_rank (const WgPaperMap  *map,
                                   guint              rank);

/** Paints within the box (0, 0, width, height) of the viewport, from the bottom up: fills; what lies
 *  between; borders. */
void        wg_paper_map_paint_fills   (const WgPaperMap *map,
                                        cairo_t          *cr);
void        wg_paper_map_paint_borders (const WgPaperMap *map,
                                        cairo_t          *cr);
/** Footprints, thinned likewise; points where nothing else is known are left out. */
void        wg_paper_map_paint_buildings (const WgPaperMap    *map,
                                          guint32              rgb,
                                          const WgPaperStroke *edge,
                                          cairo_t             *cr);
/** The reference lines of the ground. */
void        wg_paper_map_paint_layers  (const WgPaperMap *map,
                                        double            opacity,
                                        cairo_t          *cr);

/** A place for a label. */
typedef struct
{
  double x; /* points in the box */
  double y;
  double clearance; /* to the nearest border of the unit or edge of the map */
} WgPaperSpot;

/**
 * wg_paper_map_find_spot:
 * @stretch: how much wider than high the label is: clearance counts in its height
 *
 * The place in the visible land of @unit that is farthest from its borders: the clearance upwards is at
 * least @spot_out->clearance, sideways that times @stretch. By cells that are halved where better ones
 * may be (Garcia-Castellanos & Lombardo 2007, "Poles of inaccessibility"; M. Agafonkin's polylabel), to
 * half a point. Deterministic.
 *
 * Returns: FALSE when the map shows no land of it
 */
gboolean    wg_paper_map_find_spot (const WgPaperMap *map,
                                    guint32           unit,
                                    double            stretch,
                                    WgPaperSpot      *spot_out);
/** Appends the best place (element-type WgPaperSpot, as for a stretch of 1) of every part of @unit's visible
 *  land that hangs together with no other, but not of that with (@x, @y) in it. */
void        wg_paper_map_find_other_parts (const WgPaperMap *map,
                                           guint32           unit,
                                           double            x,
                                           double            y,
                                           GArray           *spots_out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgGround, wg_ground_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgPaperMap, wg_paper_map_free)

G_END_DECLS
