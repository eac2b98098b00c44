/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-tool.h"

G_BEGIN_DECLS

/** The gesture is over: what it had drawn goes. */
typedef void (*WgAssignDone) (WgTool *tool);

/**
 * wg_assign_give:
 * @faces: (transfer full) (nullable) (element-type WgFaceId): %NULL: @shape
 * @shape: (transfer full) (nullable)
 * @taker: the grid that gets the land
 *
 * Gives land in one undo step and says what became of it, or why it cannot be. A grid that would
 * lose all its land is asked about first; @done is called when nothing is to be asked any more,
 * whatever the answer was.
 *
 * Returns: %TRUE when it is being asked: @done comes later
 */
gboolean wg_assign_give           (WgTool       *tool,
                                   GArray       *faces,
                                   WgShape      *shape,
                                   guint32       taker,
                                   WgAssignDone  done);

/** (transfer none) (element-type guint32): the recent targets; they belong to the session and
 *  outlive the tool. */
GArray  *wg_assign_get_recent     (WgSession    *session);
/** @target (0: none) becomes the newest; one that has a place already keeps it, and its digit. */
void     wg_assign_remember_target (WgSession    *session,
                                   guint32       target);

G_END_DECLS
