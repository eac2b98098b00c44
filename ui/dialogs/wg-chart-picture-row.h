/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_CHART_PICTURE_ROW (wg_chart_picture_row_get_type ())

/**
 * WgChartPictureRow:
 *
 * A picture that is chosen from a file, or none. Signals: ::changed when the user has chosen or removed it; ::message
 * with a sentence when a file cannot be taken: what was there stays.
 */
G_DECLARE_FINAL_TYPE (WgChartPictureRow, wg_chart_picture_row, WG, CHART_PICTURE_ROW, AdwActionRow)

GtkWidget *wg_chart_picture_row_new         (const char        *title);
/** Shows @picture (nullable), the bytes of a file, without telling ::changed. */
void       wg_chart_picture_row_set_picture (WgChartPictureRow *self,
                                             GBytes            *picture);
/** (transfer none) (nullable). */
GBytes    *wg_chart_picture_row_get_picture (WgChartPictureRow *self);

G_END_DECLS
