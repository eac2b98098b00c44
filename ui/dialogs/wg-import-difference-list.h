/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-update.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** What a comparison found; belongs together. Free with wg_import_comparison_free(). */
typedef struct
{
  WgPlan *plan;         /* that was compared: a snapshot */
  WgIncoming *incoming;
  GArray *items;        /* of WgUpdateItem, without those that are the same */
  guint n_same;
} WgImportComparison;

void wg_import_comparison_free (WgImportComparison *comparison);

#define WG_TYPE_IMPORT_DIFFERENCE (wg_import_difference_get_type ())

/**
 * WgImportDifference:
 *
 * One difference in a list model. Properties: "applied" (boolean), notified.
 */
G_DECLARE_FINAL_TYPE (WgImportDifference, wg_import_difference, WG, IMPORT_DIFFERENCE, GObject)

const WgUpdateItem *wg_import_difference_get_item    (WgImportDifference *self);
gboolean            wg_import_difference_get_applied (WgImportDifference *self);
void                wg_import_difference_set_applied (WgImportDifference *self,
                                                      gboolean            applied);

/** All of @comparison, which outlives the list; those in @left_out (nullable) are not applied.
 *  (transfer full) (element-type WgImportDifference) */
GListStore *wg_import_difference_list_new (const WgImportComparison *comparison,
                                           GHashTable               *left_out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgImportComparison, wg_import_comparison_free)

G_END_DECLS
