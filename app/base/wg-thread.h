/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * WG_IS_MAIN_THREAD:
 *
 * TRUE on the thread that owns (or, before the loop runs, may own) the default main context.
 */
#define WG_IS_MAIN_THREAD() \
  (g_main_context_is_owner (g_main_context_default ()) || g_main_depth () == 0)

/** Live objects (plan, session, widgets) are touched on the main thread only. */
#define WG_ASSERT_MAIN_THREAD() g_assert (WG_IS_MAIN_THREAD ())
