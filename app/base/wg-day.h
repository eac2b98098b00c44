/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** A day of the calendar, as GDate's Julian number: days are compared and counted as numbers. */
typedef guint32 WgDay;

/** No day is told: open at that end. */
#define WG_DAY_NONE 0

/** From "2026-11-22"; also from what tables hold: "2026/1/2", "2026.1.2", "2026年1月2日", "20260102",
 *  and the day number of a spreadsheet ("46348"). %WG_DAY_NONE when it is none of them. */
WgDay    wg_day_from_text (const char *text);
WgDay    wg_day_new       (guint       year,
                           guint       month,
                           guint       day);
/** "2026-11-22", as the file has it; %NULL for %WG_DAY_NONE. (transfer full) */
char    *wg_day_to_text   (WgDay       day);
/** What the clock says, for callers at the edge (window, command line): the engine is given its day. */
WgDay    wg_day_today     (void);
/** Is @day in [@from, @to], where %WG_DAY_NONE is open? */
gboolean wg_day_is_within (WgDay       day,
                           WgDay       from,
                           WgDay       to);

G_END_DECLS
