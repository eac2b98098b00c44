/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-proposal.h"

G_BEGIN_DECLS

#define WG_TYPE_PROPOSAL_LIST (wg_proposal_list_get_type ())

/**
 * WgProposalList:
 *
 * Proposals as cards, one of which is chosen; the pointer over a card shows another one for comparing.
 *
 * #WgProposalList::changed is emitted when another one is chosen or shown.
 */
G_DECLARE_FINAL_TYPE (WgProposalList, wg_proposal_list, WG, PROPOSAL_LIST, GtkBox)

/** Takes @proposal over; the first one is chosen, others when @is_chosen. One that makes the same grids as another
 *  shares its card. */
void              wg_proposal_list_add        (WgProposalList *self,
                                               WgProposal     *proposal,
                                               gboolean        is_chosen);
void              wg_proposal_list_clear      (WgProposalList *self);
/** How many were added since it was cleared, with those that share a card. */
guint             wg_proposal_list_count_added (WgProposalList *self);
/** (nullable) */
const WgProposal *wg_proposal_list_get_chosen (WgProposalList *self);
/** The one under the pointer, else the chosen one: (nullable) */
const WgProposal *wg_proposal_list_get_shown  (WgProposalList *self);

G_END_DECLS
