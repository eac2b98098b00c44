/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-proposal.h"

G_BEGIN_DECLS

#define WG_TYPE_TROUBLE_LIST (wg_trouble_list_get_type ())

/**
 * WgTroubleList:
 *
 * What a proposal could not make as it was asked for, and why: a row for each grid; hidden without any.
 *
 * #WgTroubleList::picked (WgEnvelope *extent): a row was chosen; where it is.
 */
G_DECLARE_FINAL_TYPE (WgTroubleList, wg_trouble_list, WG, TROUBLE_LIST, GtkBox)

/** @proposal: (nullable), borrowed until the next call. */
void wg_trouble_list_show (WgTroubleList *self, const WgProposal *proposal);

G_END_DECLS
