/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-import-figures.h"
#include "wg-import-choice.h"

G_BEGIN_DECLS

typedef enum
{
  WG_IMPORT_RUN_IDLE,
  WG_IMPORT_RUN_RUNNING,
  WG_IMPORT_RUN_DONE,
  WG_IMPORT_RUN_FAILED,
} WgImportRunState;

/** One layer that was brought in, in memory. */
typedef struct
{
  WgImportChoice *choice;
  WgPlan *before;         /* that it came into: the project's, or the step's before; a snapshot */
  WgIncoming *incoming;
  WgImportReport *report; /* measured */
} WgImportStep;

void wg_import_step_free (WgImportStep *step);

#define WG_TYPE_IMPORT_RUN (wg_import_run_get_type ())

/**
 * WgImportRun:
 *
 * Brings the chosen layers in, one into the other, in a worker on a snapshot; the project is not
 * touched. What was read of a file is kept, so that another rule of cleaning costs the cleaning
 * only. Signals: ::changed, when the state or the progress did. Main thread.
 */
G_DECLARE_FINAL_TYPE (WgImportRun, wg_import_run, WG, IMPORT_RUN, GObject)

/** @plan: of the project. */
WgImportRun     *wg_import_run_new          (WgPlan          *plan);
/** @choices: (element-type WgImportChoice): of grids, from the highest level down; copied. Nothing is
 *  done when they are those of the last run and that went well. */
void             wg_import_run_start        (WgImportRun     *self,
                                             const GPtrArray *choices);
/** Back to idle; what was there is gone. */
void             wg_import_run_cancel       (WgImportRun     *self);
/** The project was edited: what was made, or is being made, is of a project that is not there any more. */
void             wg_import_run_forget       (WgImportRun     *self);
WgImportRunState wg_import_run_get_state    (WgImportRun     *self);
double           wg_import_run_get_progress (WgImportRun     *self);
const GError    *wg_import_run_get_error    (WgImportRun     *self);
/** The layer that is being read, or that failed; nullable. */
const char      *wg_import_run_get_layer    (WgImportRun     *self);
/** (transfer none) (nullable) (element-type WgImportStep): when done; valid until ::changed. */
GPtrArray       *wg_import_run_get_steps    (WgImportRun     *self);
/** (transfer full) (nullable): one report of all steps; the run is idle afterwards. */
WgImportReport  *wg_import_run_take_report  (WgImportRun     *self);

G_END_DECLS
