/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wg-project.h"

G_DEFINE_QUARK (wg-store-error-quark, wg_store_error)
