/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-run.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WgImportDraft:
 *
 * What the import assistant puts together: the files, described, and a choice for each layer that
 * could be brought in, with a proposal for everything. Belongs to the dialog; its pages share it.
 */
typedef struct
{
  WgPlan *plan;        /* of the project; only read */
  GSettings *settings; /* nullable */
  GPtrArray *sources;  /* of WgSource */
  GPtrArray *problems; /* of char *: a sentence for each file that cannot be brought in */
  GPtrArray *choices;  /* of WgImportChoice: per layer, WG_IMPORT_NOTHING when it is left out */
  WgImportRun *run;    /* brings the chosen grids in, in memory */
} WgImportDraft;

/** @plan and @settings are kept. */
WgImportDraft  *wg_import_draft_new         (WgPlan               *plan,
                                             GSettings            *settings);
void            wg_import_draft_free        (WgImportDraft        *draft);
/** @source: (transfer full). FALSE: there is no layer in it that could be brought in. */
gboolean        wg_import_draft_add_source  (WgImportDraft        *draft,
                                             WgSource             *source);
/** @source: (transfer full): the same file with its texts read otherwise; what was chosen stays. */
void            wg_import_draft_renew_source (WgImportDraft       *draft,
                                             WgSource             *source);
/** Returns: (transfer none) (nullable). */
WgSource       *wg_import_draft_find_source (const WgImportDraft  *draft,
                                             const WgImportChoice *choice);
const WgSourceLayer *wg_import_draft_find_layer (const WgImportDraft *draft,
                                             const WgImportChoice *choice);
/** TRUE when a layer can come in as @use into this project. */
gboolean        wg_import_draft_can_be      (const WgImportDraft  *draft,
                                             const WgSourceLayer  *layer,
                                             WgImportUse           use);
/** What holds for all layers (the project's system, the rules of cleaning) becomes that of @from. */
void            wg_import_draft_share       (WgImportDraft        *draft,
                                             const WgImportChoice *from);
/** What is brought in, grids from the highest level down first. (transfer container) (element-type
 *  WgImportChoice) */
GPtrArray      *wg_import_draft_list_chosen (const WgImportDraft  *draft);

/** Those of them that are grids: what the run takes. (transfer container) (element-type
 *  WgImportChoice) */
GPtrArray      *wg_import_draft_list_grids  (const WgImportDraft  *draft);

/** The project was edited: the result and the reviewed differences, with their ticks, are of content
 *  that is not there any more. TRUE when there are differences to be reviewed anew. */
gboolean        wg_import_draft_forget_made (WgImportDraft        *draft);

/** TRUE when a level above may be made of what the rows below say of it. */
gboolean        wg_import_draft_can_make_parents (const WgImportDraft *draft);
/** TRUE when some layer's parents are made. */
gboolean        wg_import_draft_makes_parents (const WgImportDraft *draft);
/** A person says for all layers whether parents are made. */
void            wg_import_draft_make_parents (WgImportDraft       *draft,
                                             gboolean              makes);

/* wg-import-draft-templates.c: how files of a kind are read, kept by name for all projects */

/** (transfer full) (element-type WgMapping) */
GPtrArray      *wg_import_draft_load_templates (void);
/** What is proposed for a layer without any template. */
void            wg_import_draft_propose_fields (const WgImportDraft *draft,
                                             const WgSourceLayer  *layer,
                                             WgImportChoice       *choice);
/** Applies the latest template of a file with the same columns, if there is one; the layer becomes what
 *  such files were before. */
void            wg_import_draft_apply_known_template (const WgImportDraft *draft,
                                             const WgSourceLayer  *layer,
                                             WgImportChoice       *choice);
/** @name: (nullable): %NULL is what is proposed without one. */
void            wg_import_draft_apply_template (const WgImportDraft *draft,
                                             WgImportChoice       *choice,
                                             const char           *name);
/** Fail with %WG_EXCHANGE_ERROR_WRITE. */
gboolean        wg_import_draft_save_template (const WgImportDraft *draft,
                                             WgImportChoice       *choice,
                                             const char           *name,
                                             GError              **error);
gboolean        wg_import_draft_remove_template (const char       *name,
                                             GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgImportDraft, wg_import_draft_free)

G_END_DECLS
