/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WgProgressFunc:
 * @fraction: done so far, 0 to 1
 * @user_data: as given in #WgProgress
 *
 * Told how far a long call is. Runs on the thread that works: a window marshals it.
 */
typedef void (*WgProgressFunc) (double fraction, gpointer user_data);

/**
 * WgProgress:
 *
 * Where a long call reports to: a plain value that lives on the caller's stack. Every long call
 * takes a `const WgProgress *` (may be %NULL) and a `GCancellable *` (may be %NULL).
 */
typedef struct
{
  WgProgressFunc func;
  gpointer user_data;
  double from; /* the part of the whole that this call fills */
  double to;
} WgProgress;

#define WG_PROGRESS_INIT(func_, data_) { (func_), (data_), 0.0, 1.0 }

void       wg_progress_report (const WgProgress *progress,
                               double            fraction);
WgProgress wg_progress_part   (const WgProgress *progress,
                               double            from,
                               double            to);

G_END_DECLS
