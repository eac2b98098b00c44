/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wg-render-error.h"

G_DEFINE_QUARK (wg-render-error-quark, wg_render_error)
