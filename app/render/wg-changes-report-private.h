/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-coverage-shape.h"
#include "wg-changes-report.h"

G_BEGIN_DECLS

/* What a border of the overlay was and is. */
typedef enum
{
  WG_BORDER_NONE,
  WG_BORDER_KEPT,
  WG_BORDER_OLD,
  WG_BORDER_NEW,
} WgBorderFate;

/* One table column as it is printed. */
typedef struct
{
  double x;
  double width;
} WgReportColumn;

/* A run of rows of one table on one page. */
typedef struct
{
  guint table;
  guint first_row;
  guint n_rows;
} WgReportPage;

struct _WgChangesReport
{
  const WgChanges *changes;
  const WgSheet *facts;
  const WgSheet *tables[WG_CHANGES_REPORT_N_TABLES];
  WgChangesReportWords words; /* copies; owned */
  GArray *columns[WG_CHANGES_REPORT_N_TABLES];         /* of WgReportColumn */
  GArray *pages;              /* of WgReportPage, after the first page */
};

/** Paints the map of the changes with its legend into @box. */
void wg_changes_report_paint_map (const WgChangesReport *report,
                                  cairo_t               *cr,
                                  const WgChartBox      *box);

G_END_DECLS
