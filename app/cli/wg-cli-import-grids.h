/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../exchange/wg-buildings-read.h"
#include "../exchange/wg-source.h"
#include "../store/wg-project.h"
#include "wg-cli-import-targets.h"

G_BEGIN_DECLS

/* How `wangge import` was told to bring grids in. All texts are borrowed; NULL: not said. */
typedef struct
{
  WgReadOptions read;
  WgBuildOptions build;
  const char *control_points; /* path */
  WgFitKind fit_kind;
  const char *compare;        /* path of lines that are right */
  const char *answers;        /* path */
  const char *apply;          /* of an update */
  const char *save_template;
  const char *report;         /* path */
  gboolean is_update;
  gboolean is_dry_run;
  gboolean is_json;
  gboolean asks;              /* list the overlaps, change nothing */
  gboolean fits_children;
  gboolean makes_parents;
} WgCliImportGrids;

/**
 * wg_cli_import_grids:
 * @targets: (element-type WgImportTarget): one of them, for what asks about one file
 *
 * Brings the grids of all files in as one undo step, and prints what happened.
 *
 * Returns: the exit code
 */
int wg_cli_import_grids (WgProject              *project,
                         const GPtrArray        *targets,
                         const WgCliImportGrids *options);

/** The columns of a file that does not bring grids, as they are said; all zero: none. */
typedef struct
{
  const char *const *buildings; /* of WG_BUILDING_N_ROLES */
  const char *const *addresses; /* of WG_ADDRESS_N_ROLES */
  WgBarrierClass barrier_class;
} WgCliColumns;

/**
 * wg_cli_import_save_template:
 * @name: (nullable): of the template; %NULL: none is kept
 * @path: of the file that it is made for
 * @use: what it brings, as #WgMapping has it
 *
 * Keeps how a file is read.
 */
gboolean wg_cli_import_save_template (const char                  *name,
                                      const char                  *path,
                                      const char                  *use,
                                      const WgReadOptions         *read,
                                      WgCliColumns                 columns,
                                      GError                     **error);

G_END_DECLS
