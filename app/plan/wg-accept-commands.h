/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-history.h"

G_BEGIN_DECLS

/*
 * Findings that are left as they are, and those that are not any more: one undo step for all of them, kinds
 * "accept" and "accept-withdraw". Who and when are filled in where they are stored. Nothing at all is no step.
 */

/** @acceptances: (element-type WgAcceptance): kept in place of those of the same findings.
 *  @detail: whose findings, for the undo sentence: a name, or "" for many. */
gboolean wg_command_accept   (WgHistory        *history,
                              const GPtrArray  *acceptances,
                              const char       *detail,
                              GError          **error);
gboolean wg_command_withdraw (WgHistory        *history,
                              const GPtrArray  *acceptances,
                              const char       *detail,
                              GError          **error);

G_END_DECLS
