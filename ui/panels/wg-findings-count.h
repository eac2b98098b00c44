/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/check/wg-check.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the filters of the findings board count. */

/** How many findings a rule has. */
typedef struct
{
  const char *code;
  WgSeverity severity;
  guint count;
} WgKindCount;

/** The lowest level above the last whose grids are few enough to choose from. */
guint    wg_findings_parent_depth (WgPlan             *plan);
/** The grid of that level, or above, that a finding lies in; 0: none. */
guint32  wg_findings_find_parent  (WgPlan             *plan,
                                   const WgFinding    *finding,
                                   guint               depth);
/** (transfer full) (element-type WgKindCount): the worst first, then by code. */
GArray  *wg_findings_count_kinds  (const GArray       *findings);
/** Makes @list say @lines. Only what differs is changed: the first line, the sum, always does, what
 *  follows it is compared by itself. */
void     wg_findings_renew_lines  (GtkStringList      *list,
                                   const char *const  *lines);

G_END_DECLS
