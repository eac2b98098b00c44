/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-history.h"
#include "wg-check.h"

G_BEGIN_DECLS

#define WG_FIX_ERROR (wg_fix_error_quark ())

/**
 * WgFixError:
 * @WG_FIX_ERROR_STALE: what the fix is about is not there any more
 */
typedef enum
{
  WG_FIX_ERROR_STALE,
} WgFixError;

GQuark wg_fix_error_quark (void);

typedef enum
{
  WG_FIX_GIVE, /* the land goes to another grid */
  WG_FIX_CODE, /* the grid gets another code */
  WG_FIX_NAME, /* the grid gets another name */
} WgFixKind;

/** One way to be rid of a finding. */
typedef struct
{
  WgFixKind kind;
  guint32 grid;     /* who gets the land, the code or the name */
  double border_m;  /* WG_FIX_GIVE: of the border in common, planar */
  gboolean retires; /* WG_FIX_GIVE: the grid has no other land and is retired */
  char *text;       /* the new code or name, or NULL */
} WgFix;

void       wg_fix_free        (WgFix           *fix);
/**
 * wg_fix_list:
 *
 * Returns: (transfer full) (element-type WgFix): the ways to fix @finding, the best first; none
 *   when only people can tell
 */
GPtrArray *wg_fix_list        (WgPlan          *plan,
                               const WgFinding *finding);
/** The land that a fix moves, for a preview: (element-type WgFaceId) appended to @faces_out. */
void       wg_fix_collect     (WgPlan          *plan,
                               const WgFinding *finding,
                               GArray          *faces_out);
/** Does it, as one undo step. Errors: %WG_FIX_ERROR_STALE, and those of the commands. */
gboolean   wg_fix_apply       (WgHistory       *history,
                               const WgFinding *finding,
                               const WgFix     *fix,
                               GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgFix, wg_fix_free)

G_END_DECLS
