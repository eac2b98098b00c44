/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-sheet.h"
#include "../plan/wg-staffing.h"

G_BEGIN_DECLS

/** Who may read it. */
typedef enum
{
  WG_EDITION_INTERNAL, /* everybody who answers, with phones and employers */
  WG_EDITION_PUBLIC,   /* leaders only, with name and work phone */
} WgStaffEdition;

/** What a list of staff has. */
typedef struct
{
  WgStaffEdition edition;
  gboolean is_masked;   /* phones as 138****0000 */
  guint depth;          /* only grids of this level; 0: all */
  guint32 parent;       /* only this grid and what is below it; 0: all */
  gboolean with_vacant; /* grids without people have a row, too */
  WgWhen when;
} WgStaffSheetOptions;

/**
 * wg_staff_sheet_new:
 *
 * The staff of grids, one row per person and grid, by code: code, grid, unit above, role, name, work phone, and in the
 * internal edition employer, post, from, until, who acts for somebody away. Codes and phones are texts. Any thread that
 * owns @plan; headings are translated.
 */
WgSheet *wg_staff_sheet_new (WgPlan                    *plan,
                             const WgStaffSheetOptions *options);

G_END_DECLS
