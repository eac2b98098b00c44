/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-code-pattern.h"
#include "wg-plan.h"

G_BEGIN_DECLS

/**
 * wg_plan_profile_pattern:
 * @depth: of a level that @plan has
 * @profile: (nullable): %NULL: the first
 * @object_code: (nullable): as for wg_code_profile_pattern()
 *
 * wg_code_profile_pattern() for a level of a plan. The top level has no parents to take the region's code from: it is
 * written out where the codes of the level all begin with the same one ("330106{nnn}"), and stays {parent:6} where they
 * do not.
 *
 * Returns: (transfer full)
 */
char *wg_plan_profile_pattern (WgPlan              *plan,
                               guint                depth,
                               const WgCodeProfile *profile,
                               const char          *object_code);

G_END_DECLS
