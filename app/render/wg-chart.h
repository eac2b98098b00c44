/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-scene.h"

G_BEGIN_DECLS

#define WG_RENDER_ERROR (wg_render_error_quark ())

typedef enum
{
  WG_RENDER_ERROR_NO_GRID, /* the grid has no land */
  WG_RENDER_ERROR_WRITE,   /* the file cannot be written */
  WG_RENDER_ERROR_TOO_LARGE, /* a picture of more pixels than can be made */
} WgRenderError;

GQuark wg_render_error_quark (void);

/** Words on a chart, translated by the caller (ui or cli). NULL members: none. */
typedef struct
{
  const char *title;        /* "北山街道 第一网格 网格图" */
  const char *const *facts; /* pairs of label and value, NULL-terminated: "编码", "3301…", … */
  const char *legend;       /* "图例" */
  const char *this_grid;    /* legend: the emphasised grid */
  const char *neighbour;    /* legend: neighbouring grids */
  const char *no_owner;     /* legend: land of no grid */
  const char *const *borders; /* legend: names of the levels by depth, from 1; NULL-terminated */
  const char *scale;        /* "比例尺" */
  const char *north;        /* "北" */
  const char *foot;         /* small print at the foot: date, reference system */
} WgChartWords;

/**
 * WgChart:
 *
 * The chart of one grid of any level on one A4 sheet: title, map with the grid emphasised and its neighbours
 * grey with their names, scale bar and ratio, north arrow, legend, area, date. The preview and the
 * print call the same painter. Any thread that owns it; @plan is a snapshot.
 */
typedef struct _WgChart WgChart;

WgChart *wg_chart_new       (WgPlan             *plan,
                             guint32             grid,
                             const WgChartWords *words,
                             GError            **error);
void     wg_chart_free      (WgChart            *chart);
/** In points (1/72 inch); portrait or landscape by the grid's shape. */
void     wg_chart_get_size  (const WgChart      *chart,
                             double             *width_out,
                             double             *height_out);
void     wg_chart_paint     (const WgChart      *chart,
                             cairo_t            *cr);
gboolean wg_chart_write_pdf (const WgChart      *chart,
                             const char         *path,
                             GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgChart, wg_chart_free)

G_END_DECLS
