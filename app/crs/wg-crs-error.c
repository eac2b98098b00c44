/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wg-frame.h"

G_DEFINE_QUARK (wg-crs-error-quark, wg_crs_error)
