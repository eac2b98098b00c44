/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weak until the exchange room lands its own; then this file goes. */
#include "../app/exchange/wg-export.h"

__attribute__ ((weak)) gboolean
wg_export (WgPlan *plan, const char *path, guint depth, const char *crs, const WgProgress *progress,
           GCancellable *cancellable, GError **error)
{
  g_set_error_literal (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_WRITE, "not built in");
  return FALSE;
}
