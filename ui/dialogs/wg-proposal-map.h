/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-session.h"
#include "wg-proposal.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_PROPOSAL_MAP (wg_proposal_map_get_type ())

/**
 * WgProposalMap:
 *
 * A proposal over the map of the project, with its buildings, streets and rivers: turn the wheel, drag,
 * or use the buttons. It looks where it looked when another proposal for the same land is shown.
 *
 * #WgProposalMap::clicked (WgPoint *place, double reach): a click on the map; @reach in millimetres.
 */
G_DECLARE_FINAL_TYPE (WgProposalMap, wg_proposal_map, WG, PROPOSAL_MAP, AdwBin)

/** Whose land and lines are under the proposals; once. */
void wg_proposal_map_set_session (WgProposalMap    *self,
                                  WgSession        *session);
/** @proposal: (nullable), borrowed until the next call. @centres: (nullable) (element-type WgPoint), too. */
void wg_proposal_map_show        (WgProposalMap    *self,
                                  const WgProposal *proposal,
                                  const GArray     *centres);
/** Flies there. */
void wg_proposal_map_go_to       (WgProposalMap    *self,
                                  const WgEnvelope *extent);

G_END_DECLS
