/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-incoming.h"

G_BEGIN_DECLS

/** One side of the table before -> after: the file's polygons, or the grids that came of them. */
typedef struct
{
  guint polygons;
  guint parts;
  guint points;        /* vertices of rings (before), of the borders (after) */
  double area_m2;
  guint overlaps;      /* places that several claim */
  double overlap_m2;
  guint gaps;          /* land of nobody between them, and slots that are open to the outside */
  double gap_m2;
  guint slivers;       /* of these overlaps and gaps: narrower than the sliver width */
  guint invalid_rings; /* that cross, cover or retrace themselves */
} WgImportSide;

/** A vertex of the file that lies somewhere else now. */
typedef struct
{
  guint32 grid;
  WgPoint from;
  WgPoint to;
} WgImportMove;

/**
 * WgImportFigures:
 *
 * Both sides of an import counted. What was before comes from the polygons as they were read and
 * from the decisions; what is now is measured on the coverage that results, its overlaps and
 * invalid rings by wg_coverage_verify(), which knows nothing of how it was made. Of an update both
 * sides are the level: as it was, and with the differences that were applied.
 */
struct _WgImportFigures
{
  WgImportSide before;
  WgImportSide after;
  double repaired_m2;    /* of report->adjusted_m2: rows whose rings had to be repaired */
  double moved_m2;       /* rows with vertices that were put together or moved */
  double rest_m2;        /* all others: lines cut where they cross, land that a row has twice */
  guint n_moved;         /* vertices that noding or snapping moved */
  double farthest_m;     /* the longest way of one */
  GArray *moves;         /* of WgImportMove, the longest first, at most 10,000 */
};

/**
 * wg_import_report_measure:
 *
 * Fills report->figures, unless they are there. Worker thread.
 *
 * Returns: %FALSE when cancelled
 */
gboolean wg_import_report_measure (WgImportReport    *report,
                                   const WgIncoming  *incoming,
                                   GCancellable      *cancellable,
                                   GError           **error);
/** What is counted per layer is added; what is measured on the whole coverage is that of @later. */
void     wg_import_figures_join   (WgImportFigures       *figures,
                                   const WgImportFigures *later);
/**
 * wg_import_report_find_land:
 * @before: the plan that the file came into
 *
 * The land that a decision was about, for a map: an overlap as both claimed it, a gap as it was
 * closed, a face. Main thread, or one that owns the report.
 *
 * Returns: %FALSE when there is nothing to show but the place
 */
gboolean wg_import_report_find_land (const WgImportReport *report,
                                   WgPlan            *before,
                                   const WgIncoming  *incoming,
                                   const WgDecision  *decision,
                                   WgShape           *land_out);
void     wg_import_figures_free   (WgImportFigures   *figures);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgImportFigures, wg_import_figures_free)

G_END_DECLS
