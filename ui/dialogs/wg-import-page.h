/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_IMPORT_PAGE (wg_import_page_get_type ())

/**
 * WgImportPage:
 *
 * One step of the import assistant. A page shows a choice and writes into it what is decided; what
 * is proposed already stands there, so a page may never be opened. A new page needs its type in the
 * table of wg-import-dialog.c. Its template's child must not be bound itself, only what is in it.
 */
G_DECLARE_DERIVABLE_TYPE (WgImportPage, wg_import_page, WG, IMPORT_PAGE, AdwBin)

/**
 * WgImportPageClass:
 * @name: stable, for tests
 * @title: N_(), in the list of steps
 * @is_per_layer: opened for one layer, which is chosen above; else for all, with the first
 * @fills_window: scrolls by itself; others are in a scrolled window
 * @open: @choice is to be written to until the next call; %NULL: nothing is brought in
 * @close: (nullable): another page is opened
 * @is_needed: (nullable): FALSE: the step does not concern @choice
 * @is_complete: (nullable): FALSE: something in @choice has to be decided here before an import
 */
struct _WgImportPageClass
{
  AdwBinClass parent_class;

  const char *name;
  const char *title;
  gboolean is_per_layer;
  gboolean fills_window;

  void     (*open)        (WgImportPage         *page,
                           WgImportChoice       *choice);
  void     (*close)       (WgImportPage         *page);
  gboolean (*is_needed)   (WgImportPage         *page,
                           const WgImportChoice *choice);
  gboolean (*is_complete) (WgImportPage         *page,
                           const WgImportChoice *choice);
};

/** Before anything else. @draft: outlives the page. */
void            wg_import_page_set_draft   (WgImportPage         *page,
                                            WgImportDraft        *draft);
WgImportDraft  *wg_import_page_get_draft   (WgImportPage         *page);
/** That of the last open; NULL before. */
WgImportChoice *wg_import_page_get_choice  (WgImportPage         *page);
void            wg_import_page_open        (WgImportPage         *page,
                                            WgImportChoice       *choice);
void            wg_import_page_close       (WgImportPage         *page);
gboolean        wg_import_page_is_needed   (WgImportPage         *page,
                                            const WgImportChoice *choice);
gboolean        wg_import_page_is_complete (WgImportPage         *page,
                                            const WgImportChoice *choice);
/** For pages: what their widgets say now was set by open(), not by a person. */
gboolean        wg_import_page_is_opening  (WgImportPage         *page);
/** For pages: the choice was written to. Emits ::changed, not while the page is being opened. */
void            wg_import_page_changed     (WgImportPage         *page);

G_END_DECLS
