/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/crs/wg-crs-judge.h"

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum
{
  WG_CRS_FOR_PROJECT, /* only what a project can work in: projected, in metres */
  WG_CRS_FOR_SOURCE,  /* what files come in */
} WgCrsUse;

#define WG_TYPE_CRS_CHOOSER (wg_crs_chooser_get_type ())

/**
 * WgCrsChooser:
 *
 * A group of rows where a coordinate system is confirmed or chosen, in words, or typed as an EPSG
 * number. Signals: ::changed.
 */
G_DECLARE_FINAL_TYPE (WgCrsChooser, wg_crs_chooser, WG, CRS_CHOOSER, AdwPreferencesGroup)

/**
 * wg_crs_chooser_offer:
 * @first: (nullable): the CRS that stands first and is taken unless another is chosen; %NULL: the
 *   first entry is @prompt and nothing is chosen
 * @prompt: words in front of the first entry, or alone: "Proposed", "Please choose"
 */
void        wg_crs_chooser_offer    (WgCrsChooser *self,
                                     WgCrsUse      use,
                                     const char   *first,
                                     const char   *prompt);
/** What stands after the first entry from the next offer on, each with its place.
 *  @candidates: (nullable) (element-type WgCrsCandidate): not kept */
void        wg_crs_chooser_set_candidates (WgCrsChooser    *self,
                                     const GPtrArray *candidates);
/** "EPSG:n" or WKT; NULL when nothing (usable) is chosen. */
const char *wg_crs_chooser_get_crs  (WgCrsChooser *self);
/** TRUE when the first entry stands. */
gboolean    wg_crs_chooser_is_first (WgCrsChooser *self);

G_END_DECLS
