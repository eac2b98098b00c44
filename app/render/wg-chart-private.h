/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-chart.h"

#include "../geometry/wg-coverage-shape.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* All in points (1/72 inch) on the sheet, y down. */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} WgChartBox;

/* How a face of the map is filled. */
typedef enum
{
  WG_CHART_FILL_OUTSIDE,
  WG_CHART_FILL_UNOWNED,
  WG_CHART_FILL_NEIGHBOUR,
  WG_CHART_FILL_GRID, /* the grid itself, or its first child colour: 6 follow */
  WG_CHART_N_FILLS = WG_CHART_FILL_GRID + 6,
} WgChartFill;

/* One label that was given a place. */
typedef struct
{
  guint32 grid;
  double x; /* its middle */
  double y;
  double size; /* of the type */
  gboolean is_emphasised;
  gboolean is_short; /* only the serial part of the name */
} WgChartLabel;

struct _WgChart
{
  WgPlan *plan;
  guint32 grid;
  guint depth;
  guint child_depth; /* the level whose grids are shown inside; 0: the grid is not divided */
  WgChartWords words; /* copies; owned */

  double width; /* of the sheet */
  double height;
  WgChartBox title;
  WgChartBox map;
  WgChartBox panel;
  WgChartBox north;
  double denominator; /* of the scale, 1 : denominator */
  WgViewport viewport; /* of the map box; a pixel is a point */

  GArray *faces[WG_CHART_N_FILLS]; /* of WgFaceId: what the map shows, by fill */
  gboolean has_rank[WG_MAX_DEPTH + 1];
  GArray *arcs;   /* of WgArcId that the map shows */
  GArray *labels; /* of WgChartLabel */
};

#define WG_CHART_FONT "Noto Sans CJK SC, Noto Sans, sans-serif"

/* The grid of the map that @owner counts to: a child inside, a whole grid outside, 0 for none. */
guint32      wg_chart_unit         (const WgChart    *chart,
                                    guint32           owner);
gboolean     wg_chart_is_inside    (const WgChart    *chart,
                                    guint32           owner);
void         wg_chart_collect_map  (WgChart          *chart);
void         wg_chart_place_labels (WgChart          *chart);
void         wg_chart_paint_map    (const WgChart    *chart,
                                    cairo_t          *cr);
void         wg_chart_paint_labels (const WgChart    *chart,
                                    cairo_t          *cr);
void         wg_chart_paint_panel  (const WgChart    *chart,
                                    cairo_t          *cr);
void         wg_chart_paint_north  (const WgChart    *chart,
                                    cairo_t          *cr);

/* Type on the sheet; metrics do not depend on a screen. */
PangoLayout *wg_chart_layout       (cairo_t          *cr,
                                    const char       *text,
                                    double            size,
                                    gboolean          is_bold);
void         wg_chart_set_color    (cairo_t          *cr,
                                    guint32           rgb);
guint32      wg_chart_fill_color   (WgChartFill       fill);
/* Sets the colour and width of borders of @rank; 0 is the border of the chart's grid. */
void         wg_chart_set_border   (cairo_t          *cr,
                                    guint             rank);

G_END_DECLS
