/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/cli/wg-import-job.h"

G_BEGIN_DECLS

/** What becomes of a file. */
typedef enum
{
  WG_IMPORT_GRIDS,
  WG_IMPORT_BUILDINGS,
  WG_IMPORT_REFERENCE, /* a layer to look at only */
  WG_IMPORT_NOTHING,   /* it is left where it is */
} WgImportUse;

/** What was decided about one layer of a file. Plain value; free with wg_import_choice_free(). */
typedef struct
{
  WgImportUse use;
  char *path;
  char *layer;
  char *crs;          /* of the file */
  char *encoding;     /* nullable: found */
  char *code_field;   /* "" : none */
  char *name_field;
  char *parent_field;
  char *project_crs;  /* nullable: the project has one */
  WgChinaDatum datum;
  WgLinesMode lines;
  double gap_m;
  guint depth;        /* of grids */
  gboolean is_update; /* the file is a newer version of the level */
  double sliver_width_m;
  WgOverlapRule overlap;
  WgNestRule nest_rule;
} WgImportChoice;

WgImportChoice *wg_import_choice_copy (const WgImportChoice *choice);
void            wg_import_choice_free (WgImportChoice       *choice);
/** The texts of @read_out stay those of @choice. */
void            wg_import_choice_get_read_options (const WgImportChoice *choice,
                                                   WgReadOptions        *read_out);
/** As above, for layers of several levels. */
void            wg_import_choice_get_step (const WgImportChoice *choice,
                                           WgImportStep         *step_out);
/** wg_import_run_steps() for those of @choices (element-type WgImportChoice) that are grids, in their
 *  order. */
WgImportReport *wg_import_choices_run (const GPtrArray      *choices,
                                       WgPlan               *plan,
                                       const WgProgress     *progress,
                                       GCancellable         *cancellable,
                                       GError              **error);
/** A copy with its choices. (transfer full) */
GPtrArray      *wg_import_choices_copy (const GPtrArray     *choices);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgImportChoice, wg_import_choice_free)

G_END_DECLS
