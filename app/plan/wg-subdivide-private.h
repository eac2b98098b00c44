/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-cells.h"
#include "wg-subdivide.h"

G_BEGIN_DECLS

/** One parent while it is cut: what a thread needs, apart from the plan. */
typedef struct
{
  const WgSubdivideTerms *terms;
  WgSubdivideParent *result;
  const WgSubdivideParent *before; /* nullable: what of it is well stays */
  WgShape *land;
  WgShape *held;      /* of the parent: what locked and special grids keep; may be empty */
  GArray *buildings;  /* of WgCellsBuilding: all that reach into the land */
  GArray *indices;    /* of guint32: their places in the set */
  GPtrArray *shapes;  /* of WgShape: their footprints, owned */
  WgBuildingSet *set; /* nullable */
  guint n_threads;
  WgProgress progress; /* of this parent */
  GCancellable *cancellable;
  GError *error;
} WgSubdivideJob;

/** (transfer full) (element-type WgSubdivideJob): one for each parent; their results are the
 *  proposal's. %NULL when it was cancelled. */
GPtrArray *wg_subdivide_create_jobs (WgPlan     *plan,
                                  const WgSubdivideTerms *terms,
                                  WgSubdivideProposal *proposal,
                                  GCancellable  *cancellable,
                                  GError       **error);
/** Runs all, on as many threads as the terms say; each has its own error. */
void     wg_subdivide_run_jobs   (const GPtrArray *jobs,
                                  const WgSubdivideTerms *terms,
                                  const WgProgress *progress);
/** Cells, solution, borders and parts, to job->result; sets job->error. */
void     wg_subdivide_run_job    (WgSubdivideJob *job);
/** Divides what of job->before is not well anew, with the parts beside it. */
void     wg_subdivide_run_again  (WgSubdivideJob *job);
WgSubdivideParent *wg_subdivide_parent_new (guint32 parent);
void     wg_subdivide_parent_free (WgSubdivideParent *parent);
/** The parts of job->result from their shapes (of WgCellsPart; taken), counted anew by the places of
 *  the buildings in the land as it is cut; the compounds likewise. @part_of: of each building. */
void     wg_subdivide_count_parts (WgSubdivideJob *job,
                                  GArray         *shapes,
                                  const guint32  *part_of);
/** A building by its place in job->indices. */
const WgBuilding *wg_subdivide_get_building (const WgSubdivideJob *job,
                                  guint           at);
/** The text that makes a building one of a compound; %NULL: none. */
const char *wg_subdivide_compound_text (const WgBuilding *building,
                                  WgCompoundColumn column);
/** (transfer full): cells as units of a question. @n_centres_out: units that are seeds; they are fixed in
 *  the parts from 0. */
WgUnitGraph *wg_subdivide_make_graph (const WgSubdivideJob *job,
                                  const WgCells  *cells,
                                  guint          *n_centres_out);
/** May faces of @owner be cut for @parent? Not those of locked and special grids at the level. */
gboolean wg_subdivide_may_cut    (WgPlan         *plan,
                                  guint32         owner,
                                  guint32         parent,
                                  guint           depth);
/** Would @owner, whose face may be cut, lose its place among its parents and children? */
gboolean wg_subdivide_is_other   (WgPlan         *plan,
                                  guint32         owner,
                                  guint32         parent,
                                  guint           depth);

G_END_DECLS
