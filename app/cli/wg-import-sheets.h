/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-sheet.h"
#include "../plan/wg-incoming.h"

G_BEGIN_DECLS

/** A row of the table before -> after. */
typedef struct
{
  const char *words; /* translated */
  double before;
  double after;
  int decimals;
} WgImportFigureRow;

/** Both sides of an import that was measured: wg_import_report_measure(). Main thread.
 *  Returns: (transfer full) (element-type WgImportFigureRow) */
GPtrArray *wg_import_figure_rows (const WgImportReport *report);

/**
 * wg_import_sheets:
 *
 * The report as tables for people: summary, both sides counted (when measured), each grid before and after, decisions, rows with a
 * problem, refused rows as they stood in the file. For wg_sheet_file_write(). Main thread.
 *
 * Returns: (transfer full) (element-type WgSheet): those that have rows, the summary first
 */
GPtrArray *wg_import_sheets (const WgImportReport *report);

/**
 * wg_import_problem_sheets:
 * @problems: (element-type WgRowProblem): of a file of buildings, or of addresses
 *
 * One sheet with a row for each.
 *
 * Returns: (transfer full) (element-type WgSheet)
 */
GPtrArray *wg_import_problem_sheets (const GPtrArray *problems);

G_END_DECLS
