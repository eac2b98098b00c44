/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weak until the rooms store and exchange land their own; then this file goes. */
#include "../app/exchange/wg-export.h"
#include "../app/store/wg-project.h"

#define REFUSE(domain_, code_, result_) \
  { \
    g_set_error_literal (error, domain_, code_, "not built in"); \
    return result_; \
  }
#define WEAK __attribute__ ((weak))

WEAK gboolean
wg_export (WgPlan *plan, const char *path, guint depth, const char *crs, const WgProgress *progress,
           GCancellable *cancellable, GError **error)
REFUSE (WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_WRITE, FALSE)

WEAK WgSource *
wg_source_open (const char *path, const char *encoding, GCancellable *cancellable, GError **error)
REFUSE (WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_OPEN, NULL)

WEAK WgIncoming *
wg_source_read (const char *path, const WgReadOptions *options, WgFrame *frame,
                const WgProgress *progress, GCancellable *cancellable, GError **error)
REFUSE (WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_OPEN, NULL)

WEAK WgProject *
wg_project_create (const char *path, WgPlan *plan, GError **error)
REFUSE (WG_STORE_ERROR, WG_STORE_ERROR_FAILED, NULL)

WEAK WgProject *
wg_project_open (const char *path, gboolean read_only, const WgProgress *progress,
                 GCancellable *cancellable, GError **error)
REFUSE (WG_STORE_ERROR, WG_STORE_ERROR_FAILED, NULL)

WEAK gboolean
wg_project_close (WgProject *self, GError **error)
REFUSE (WG_STORE_ERROR, WG_STORE_ERROR_FAILED, FALSE)

WEAK gboolean
wg_project_save_copy (WgProject *self, const char *path, GError **error)
REFUSE (WG_STORE_ERROR, WG_STORE_ERROR_FAILED, FALSE)

WEAK void
wg_source_free (WgSource *source)
{
}

WEAK WgHistory *
wg_project_get_history (WgProject *self)
{
  return NULL;
}

WEAK const char *
wg_project_get_path (WgProject *self)
{
  return NULL;
}

WEAK WgPlan *
wg_project_get_plan (WgProject *self)
{
  return NULL;
}

WEAK gboolean
wg_project_is_read_only (WgProject *self)
{
  return FALSE;
}
