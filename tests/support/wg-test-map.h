/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/plan/wg-session.h"

G_BEGIN_DECLS

/**
 * wg_test_map_session:
 *
 * A session over a plan of three levels: @columns x @rows grids of about 100 m (ids from 1) in
 * communities of 5 x 5 grids, in towns of 20 x 20, near Hangzhou. Its journal forgets everything.
 */
WgSession *wg_test_map_session (guint columns,
                                guint rows);

G_END_DECLS
