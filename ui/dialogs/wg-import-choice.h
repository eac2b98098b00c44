/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/exchange/wg-source.h"

G_BEGIN_DECLS

/** What becomes of a file. */
typedef enum
{
  WG_IMPORT_GRIDS,
  WG_IMPORT_BUILDINGS,
  WG_IMPORT_REFERENCE, /* a layer to look at only */
} WgImportUse;

/** What was decided about one file. Plain value; free with wg_import_choice_free(). */
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
WgBuildOptions  wg_import_choice_get_build_options (const WgImportChoice *choice);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgImportChoice, wg_import_choice_free)

G_END_DECLS
