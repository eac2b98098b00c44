/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-commands.h"

G_BEGIN_DECLS

/** A split by several lines at once. Start from %WG_SPLIT_REQUEST_INIT. */
typedef struct
{
  const GPtrArray *lines; /* of GArray of WgPoint, project millimetres; a ring repeats its first */
  const GArray *grids;    /* (nullable) of guint32: only these and what is below them may be cut */
  WgKeepCode keep;
  const WgPoint *kept_at; /* (nullable): the piece here keeps the code, whatever @keep says of it */
  gboolean is_special;    /* the new grids are special ones (专属网格), with their codes and names */
} WgSplitRequest;

#define WG_SPLIT_REQUEST_INIT { NULL, NULL, WG_KEEP_HOUSEHOLDS, NULL, FALSE }

/**
 * wg_command_split_lines:
 *
 * As wg_command_split() along all lines of @request together: they may cross and end on one
 * another; what lies inside a closed ring becomes an island. One undo step.
 *
 * Errors: as wg_command_split()
 */
gboolean       wg_command_split_lines      (WgHistory            *history,
                                            const WgSplitRequest *request,
                                            GArray              **parts_out,
                                            GError              **error);
/** What wg_command_split_lines() would make, as wg_plan_preview_split(). */
WgLandPreview *wg_plan_preview_split_lines (WgPlan               *plan,
                                            const WgSplitRequest *request,
                                            GError              **error);

G_END_DECLS
