/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-page"

#include "wg-import-page.h"

typedef struct
{
  WgImportDraft *draft;   /* borrowed */
  WgImportChoice *choice; /* borrowed of the draft */
  gboolean is_opening;
} WgImportPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (WgImportPage, wg_import_page, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static WgImportPagePrivate *
get_private (WgImportPage *page)
{
  return wg_import_page_get_instance_private (page);
}

static void
wg_import_page_class_init (WgImportPageClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_import_page_init (WgImportPage *page)
{
  /* What the template sets up is no decision. */
  get_private (page)->is_opening = TRUE;
}

void
wg_import_page_set_draft (WgImportPage *page, WgImportDraft *draft)
{
  get_private (page)->draft = draft;
}

WgImportDraft *
wg_import_page_get_draft (WgImportPage *page)
{
  return get_private (page)->draft;
}

WgImportChoice *
wg_import_page_get_choice (WgImportPage *page)
{
  return get_private (page)->choice;
}

void
wg_import_page_open (WgImportPage *page, WgImportChoice *choice)
{
  WgImportPagePrivate *private = get_private (page);

  private->choice = choice;
  private->is_opening = TRUE;
  WG_IMPORT_PAGE_GET_CLASS (page)->open (page, choice);
  private->is_opening = FALSE;
}

void
wg_import_page_close (WgImportPage *page)
{
  WgImportPageClass *klass = WG_IMPORT_PAGE_GET_CLASS (page);

  if (klass->close != NULL)
    klass->close (page);
}

gboolean
wg_import_page_is_needed (WgImportPage *page, const WgImportChoice *choice)
{
  WgImportPageClass *klass = WG_IMPORT_PAGE_GET_CLASS (page);

  return klass->is_needed == NULL || klass->is_needed (page, choice);
}

gboolean
wg_import_page_is_complete (WgImportPage *page, const WgImportChoice *choice)
{
  WgImportPageClass *klass = WG_IMPORT_PAGE_GET_CLASS (page);

  return klass->is_complete == NULL || klass->is_complete (page, choice);
}

gboolean
wg_import_page_is_opening (WgImportPage *page)
{
  return get_private (page)->is_opening;
}

void
wg_import_page_changed (WgImportPage *page)
{
  if (!get_private (page)->is_opening)
    g_signal_emit (page, signals[CHANGED], 0);
}
