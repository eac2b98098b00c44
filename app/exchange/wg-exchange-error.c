/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wg-source.h"

G_DEFINE_QUARK (wg-exchange-error-quark, wg_exchange_error)
