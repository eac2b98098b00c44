/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-progress"

#include "wg-progress.h"

/**
 * wg_progress_report:
 * @progress: (nullable): where to report to
 * @fraction: how much of this call is done, 0 to 1
 *
 * Tells the listener. Cheap when @progress is %NULL. Any thread.
 */
void
wg_progress_report (const WgProgress *progress, double fraction)
{
  if (progress == NULL || progress->func == NULL)
    return;

  fraction = CLAMP (fraction, 0.0, 1.0);
  progress->func (progress->from + fraction * (progress->to - progress->from),
                  progress->user_data);
}

/**
 * wg_progress_part:
 * @progress: (nullable): the whole
 * @from: where the part starts within the whole, 0 to 1
 * @to: where it ends
 *
 * Returns: a progress for a callee that does the part [@from, @to] of the caller's work
 */
WgProgress
wg_progress_part (const WgProgress *progress, double from, double to)
{
  WgProgress part = { NULL, NULL, 0.0, 1.0 };

  if (progress == NULL)
    return part;

  part = *progress;
  part.from = progress->from + from * (progress->to - progress->from);
  part.to = progress->from + to * (progress->to - progress->from);
  return part;
}
