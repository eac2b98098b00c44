/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-code-clash.h"
#include "wg-schemes.h"

G_BEGIN_DECLS

/** What is done about grids of the adopted scheme with codes that the one in force gave to other grids. */
typedef enum
{
  WG_CLASH_REFUSE,   /* nothing is adopted: %WG_STORE_ERROR_CODE_CLASH */
  WG_CLASH_RENUMBER, /* they get the next codes that nobody in the project has or had */
  WG_CLASH_KEEP,     /* they keep them: such a code means another grid from then on */
} WgClashAnswer;

/**
 * wg_project_find_clashes:
 * @id: of the scheme that is to be adopted
 * @open: (nullable): a snapshot of the scheme that is open, for a worker; %NULL on the main thread
 * @plan_out: (out) (optional) (transfer full): its content, to say more of the grids
 * @former_out: (out) (optional) (transfer full) (nullable): that of the scheme in force; %NULL: there is none
 *
 * Returns: (transfer full) (element-type WgCodeClash): wg_plan_find_code_clashes() with the scheme that is in
 *   force; %NULL on error
 */
GPtrArray *wg_project_find_clashes      (WgProject           *self,
                                         gint64               id,
                                         WgPlan              *open,
                                         WgPlan             **plan_out,
                                         WgPlan             **former_out,
                                         GCancellable        *cancellable,
                                         GError             **error);
/**
 * wg_project_adopt_scheme:
 * @date: "2026-11-22"
 *
 * The scheme is in force from then on; the one that was is %WG_SCHEME_PAST. Codes of that one that the
 * adopted scheme does not know are kept by it as retired, so that they are not given again. For the open scheme
 * that is an edit; of one beside it the content before is kept in its history where grids got new codes.
 * Main thread; the twin below does the work in a worker.
 *
 * Errors: %WG_STORE_ERROR_NO_SCHEME, _READ_ONLY, _FULL, _CODE_CLASH, _EARLY_DATE (before that of the scheme
 * in force); %WG_PLAN_ERROR_LOCKED
 */
gboolean   wg_project_adopt_scheme      (WgProject           *self,
                                         gint64               id,
                                         const char          *date,
                                         WgClashAnswer        answer,
                                         GError             **error);
/** @callback: with the project as its source, on the main thread. The history is busy until then when the scheme
 *  is the open one. */
void       wg_project_adopt_scheme_async  (WgProject           *self,
                                           gint64               id,
                                           const char          *date,
                                           WgClashAnswer        answer,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);
gboolean   wg_project_adopt_scheme_finish (WgProject           *self,
                                           GAsyncResult        *result,
                                           GError             **error);

G_END_DECLS
