/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-sheet.h"
#include "wg-chart-options.h"
#include "wg-chart-stock.h"

G_BEGIN_DECLS

/**
 * WgChartSheet:
 *
 * One chart laid out: a template with its options, of one grid, on as many pages as its tables
 * need. Immutable after making: any thread paints any page, several at once. The preview and the
 * print call the same painter. Counted by reference.
 */
typedef struct _WgChartSheet WgChartSheet;

/**
 * wg_chart_sheet_new:
 * @stock: referenced
 * @options: copied
 * @grid: what it is of; 0: the whole plan (a cover, an index)
 *
 * Lays the sheet out: paper, scale, what the map shows, where labels go, how tables flow. Any thread.
 *
 * Returns: (transfer full): %NULL with %WG_RENDER_ERROR_NO_GRID when the grid has no land
 */
WgChartSheet *wg_chart_sheet_new           (WgChartStock         *stock,
                                            const WgChartOptions *options,
                                            guint32               grid,
                                            GError              **error);

/** One line of an index sheet or cover. */
typedef struct
{
  guint32 grid;
  guint page; /* from 1, as printed at the foot */
} WgChartEntry;

/** What sheets of an atlas have besides: @entries of %WG_CHART_INDEX (the map numbers them, the
 *  table gives pages) and the count of them on %WG_CHART_COVER. */
WgChartSheet *wg_chart_sheet_new_contents  (WgChartStock         *stock,
                                            const WgChartOptions *options,
                                            guint32               grid,
                                            const WgChartEntry   *entries,
                                            guint                 n_entries,
                                            GError              **error);
/** A table on as many pages as it needs, under @options->title: lists of staff and of changes.
 *  @table: only read while it is made. */
WgChartSheet *wg_chart_sheet_new_table     (WgChartStock         *stock,
                                            const WgChartOptions *options,
                                            const WgSheet        *table);
WgChartSheet *wg_chart_sheet_ref           (WgChartSheet         *self);
void          wg_chart_sheet_unref         (WgChartSheet         *self);

guint         wg_chart_sheet_count_pages   (const WgChartSheet   *self);
/** In points (1/72 inch), bleed included. */
void          wg_chart_sheet_get_page_size (const WgChartSheet   *self,
                                            guint                 page,
                                            double               *width_out,
                                            double               *height_out);
/** The page number printed at the foot of the first page, and of how many; 0: its own. Before it
 *  is shared. */
void          wg_chart_sheet_set_numbers   (WgChartSheet         *self,
                                            guint                 first,
                                            guint                 total);
/** Paints on @cr, whose unit is the point, with (0, 0) at the top left corner of the page. */
void          wg_chart_sheet_paint         (const WgChartSheet   *self,
                                            guint                 page,
                                            cairo_t              *cr);
/** All pages as one PDF, whole or not at all: %WG_RENDER_ERROR_WRITE. */
gboolean      wg_chart_sheet_write_pdf     (const WgChartSheet   *self,
                                            const char           *path,
                                            GError              **error);
const char   *wg_chart_sheet_get_title     (const WgChartSheet   *self);
guint32       wg_chart_sheet_get_grid      (const WgChartSheet   *self);
/** 1 : so many; 0 without a map. */
double        wg_chart_sheet_get_scale     (const WgChartSheet   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgChartSheet, wg_chart_sheet_unref)

G_END_DECLS
