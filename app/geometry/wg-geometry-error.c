/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-geometry-error"

#include "wg-coverage-edit.h"

G_DEFINE_QUARK (wg-geometry-error-quark, wg_geometry_error)
