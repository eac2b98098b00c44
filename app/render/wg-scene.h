/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-linework.h"
#include "../geometry/wg-pixels.h"
#include "../plan/wg-plan.h"
#include "wg-viewport.h"

#include <cairo.h>

G_BEGIN_DECLS

/** Colours of one look (light, dark, high contrast, print); rgb as 0xRRGGBB. */
typedef struct
{
  guint32 background;
  guint32 fills[6];       /* neighbours differ; colour-blind safe */
  guint32 light_fills[6]; /* of an owner above the filled level: not yet divided */
  guint32 unowned_fill;
  guint32 unowned_hatch;
  guint32 border[WG_MAX_DEPTH + 1];      /* by rank */
  float border_width[WG_MAX_DEPTH + 1];  /* pixels; on paper points */
  guint32 label;
  guint32 halo;
  double fill_opacity;    /* over a base map */
  guint32 road;           /* reference linework */
  guint32 road_thin;      /* where roads are too thin for a casing */
  guint32 road_casing;
  guint32 railway;
  guint32 water;
  guint32 building;
  guint32 building_edge;
  guint32 green;
  guint32 boundary;
  guint32 other;
} WgStyle;

const WgStyle *wg_style_light (void);
const WgStyle *wg_style_dark  (void);
const WgStyle *wg_style_print (void);
const WgStyle *wg_style_high_contrast (gboolean is_dark);
/** The same with the fills of the staff view, by #WgStaffingClass; @style: one of the above. Static. */
const WgStyle *wg_style_staff (const WgStyle *style);

/**
 * WgScene:
 *
 * What the painter needs of a plan, made for drawing: arcs in blocks of about 256 that lie near
 * one another, with levels of detail, rank and the colours on each side. The scene lives on the
 * main thread and follows the plan; a worker paints from a #WgSceneSnapshot, which costs a copy of
 * the block list (blocks are immutable and shared).
 */
typedef struct _WgScene WgScene;
typedef struct _WgSceneSnapshot WgSceneSnapshot;

WgScene         *wg_scene_new              (WgPlan           *plan);
void             wg_scene_free             (WgScene          *scene);
/** From now on the scene follows @plan, of whose wg_plan_snapshot() a worker made it: the live one,
 *  unchanged since. Main thread. */
void             wg_scene_follow           (WgScene          *scene,
                                            WgPlan           *plan);
/** After an edit: renews the blocks of the arcs and grids that @change touched. */
void             wg_scene_update           (WgScene          *scene,
                                            const WgChange   *change);
/** Which of the six fills of a #WgStyle the land of @grid is painted with. Main thread. */
guint            wg_scene_get_fill         (WgScene          *scene,
                                            guint32           grid);
/**
 * wg_scene_set_theme:
 * @fills: (nullable): by grid id, 0 to 5: which of the six fills of a #WgStyle a grid of any level has; beyond its
 *   end 0. %NULL: neighbours differ, as without a theme
 *
 * Colours the land by what is known of its grids. Snapshots taken before keep what they had. Main thread.
 */
void             wg_scene_set_theme        (WgScene          *scene,
                                            GBytes           *fills);
WgEnvelope       wg_scene_envelope         (const WgScene    *scene);
/** @fill_depth: the level whose grids are filled and labelled; 0 = the deepest. Land of an owner
 *  above that level has the owner's fill, lighter. At scales where the grids of the level would be
 *  less than about 5 pixels wide, a level above takes its place. */
WgSceneSnapshot *wg_scene_snapshot         (WgScene          *scene,
                                            guint             fill_depth);
/** Fill and label the very level asked for, at every scale. Before the snapshot is shared. */
void             wg_scene_snapshot_set_literal (WgSceneSnapshot *snapshot);
/** Device pixels per pixel of the style (2 on a fine screen): borders and labels grow by it.
 *  Before the snapshot is shared. */
void             wg_scene_snapshot_set_pixel_ratio (WgSceneSnapshot *snapshot,
                                                    double           ratio);
WgSceneSnapshot *wg_scene_snapshot_ref     (WgSceneSnapshot  *snapshot);
void             wg_scene_snapshot_unref   (WgSceneSnapshot  *snapshot);

/**
 * wg_scene_paint:
 * @argb: width * height premultiplied pixels of @viewport, written; rows @stride bytes apart
 * @transparent: leave the background and fills see-through for a base map below
 *
 * The whole picture of the coverage: exact anti-aliased fills by delta sweep, each arc stroked
 * once by rank. No labels. Any thread; may run for several tiles at once.
 */
void             wg_scene_paint            (WgSceneSnapshot  *snapshot,
                                            const WgViewport *viewport,
                                            const WgStyle    *style,
                                            gboolean          transparent,
                                            guint8           *argb,
                                            gsize             stride,
                                            GCancellable     *cancellable);
typedef enum
{
  WG_PAINT_BACKGROUND = 1 << 0, /* else what is in the picture already stays below */
  WG_PAINT_FILLS = 1 << 1,
  WG_PAINT_BORDERS = 1 << 2,
} WgPaintParts;

/** What wg_scene_paint_parts() lays over which pixels. */
typedef struct
{
  WgPaintParts parts;
  double fill_opacity; /* 0 to 1 */
  guint8 *argb;
  gsize stride;
} WgScenePaint;

/** Parts of the picture of wg_scene_paint() over what is there, so that linework can lie between
 *  the fills and the borders. @snapshot: (nullable): %NULL paints the background. Any thread. */
void             wg_scene_paint_parts      (WgSceneSnapshot  *snapshot,
                                            const WgViewport *viewport,
                                            const WgStyle    *style,
                                            const WgScenePaint *paint,
                                            GCancellable     *cancellable);
/** The same as vectors, for PDF and SVG; see wg-painter-vector.c. */
void             wg_scene_paint_vector     (WgSceneSnapshot  *snapshot,
                                            const WgViewport *viewport,
                                            const WgStyle    *style,
                                            WgPaintParts      parts,
                                            double            fill_opacity,
                                            cairo_t          *cr);
/** The id picture: for each pixel centre the grid (deepest owner) that has it, 0 for none. */
void             wg_scene_paint_ids        (WgSceneSnapshot  *snapshot,
                                            const WgViewport *viewport,
                                            guint32          *ids,
                                            GCancellable     *cancellable);
/** Labels (names; @codes: codes) of the fill level that fit, never overlapping, with halo. */
void             wg_scene_paint_labels     (WgSceneSnapshot  *snapshot,
                                            const WgViewport *viewport,
                                            const WgStyle    *style,
                                            gboolean          codes,
                                            cairo_t          *cr,
                                            GCancellable     *cancellable);
/** Reference linework below the borders. */
void             wg_linework_paint         (const WgLinework *linework,
                                            const WgViewport *viewport,
                                            const WgStyle    *style,
                                            double            opacity,
                                            cairo_t          *cr,
                                            GCancellable     *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgScene, wg_scene_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgSceneSnapshot, wg_scene_snapshot_unref)

G_END_DECLS
