/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wg-commands.h"

G_DEFINE_QUARK (wg-plan-error-quark, wg_plan_error)
