/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_MULTI_CARD (wg_multi_card_get_type ())

/**
 * WgMultiCard:
 *
 * The attributes of several selected grids, for the grid card: what all have in common, or
 * "(different)"; a change is given to all of them as one edit.
 */
G_DECLARE_FINAL_TYPE (WgMultiCard, wg_multi_card, WG, MULTI_CARD, AdwBin)

/** Shows the selection of @session (nullable: nothing). */
void wg_multi_card_show          (WgMultiCard *self,
                                  WgSession   *session);
void wg_multi_card_set_read_only (WgMultiCard *self,
                                  gboolean     is_read_only);

G_END_DECLS
