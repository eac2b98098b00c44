/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/exchange/wg-source.h"
#include "../wg-window.h"

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
  guint depth;        /* of grids */
  double sliver_width_m;
} WgImportChoice;

WgImportChoice *wg_import_choice_copy (const WgImportChoice *choice);
void            wg_import_choice_free (WgImportChoice       *choice);

#define WG_TYPE_IMPORT_DIALOG (wg_import_dialog_get_type ())

/**
 * WgImportDialog:
 *
 * Describes one file and asks how to bring it in: layer, level, columns, encoding, coordinates.
 * Everything is proposed; nothing is read yet. Signals: ::chosen (WgImportChoice *); closing it
 * without ::chosen gives the file up.
 */
G_DECLARE_FINAL_TYPE (WgImportDialog, wg_import_dialog, WG, IMPORT_DIALOG, AdwWindow)

/** @n_more: how many files wait behind this one. */
WgImportDialog *wg_import_dialog_new (WgWindow   *parent,
                                      const char *path,
                                      guint       n_more);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgImportChoice, wg_import_choice_free)

G_END_DECLS
