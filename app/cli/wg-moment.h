/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../store/wg-past.h"

G_BEGIN_DECLS

/** A moment of a project: after a step of its history. */
typedef struct
{
  gint64 step; /* 0: before the first */
  gint64 time; /* of the step, Unix seconds; 0: not known */
  char *words; /* "Step 12 (Split 3网格), 2026-11-20 14:03" */
} WgMoment;

void      wg_moment_free  (WgMoment        *moment);
/** The moment after the edit in @rows[@index]; -1: the beginning. (transfer full) */
WgMoment *wg_moment_new   (const GPtrArray *rows,
                           int              index);
/**
 * wg_moment_parse:
 * @rows: (element-type WgJournalRow): the whole history
 * @text: (nullable): %NULL is now; a step's number (0: the beginning), "2026-11-20" or "2026-11-20T14:00[:05]" in local time
 * @is_until: a date alone means the end of that day, not its beginning
 *
 * Only steps that stand count.
 *
 * Returns: (transfer full): %NULL when @text is neither, or no such step stands
 */
WgMoment *wg_moment_parse (const GPtrArray *rows,
                           const char      *text,
                           gboolean         is_until);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgMoment, wg_moment_free)

G_END_DECLS
