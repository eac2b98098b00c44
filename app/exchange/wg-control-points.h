/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../crs/wg-control-fit.h"

G_BEGIN_DECLS

/**
 * wg_control_points_read:
 * @path: a text of rows "x, y, X, Y", parted by commas, semicolons, tabs or blanks; a name may
 *   stand in front, rows without four numbers (a heading) are passed over
 *
 * Any thread. Fails with what wg_reason_set_error() tells, or %WG_CRS_ERROR_FIT when there are
 * fewer than three.
 *
 * Returns: (transfer full) (element-type WgControlPoint) (nullable): the points in their order
 */
GArray *wg_control_points_read (const char  *path,
                                GError     **error);
/** The same of a text that is in hand. Returns: (transfer full) (element-type WgControlPoint): perhaps
 *  empty. */
GArray *wg_control_points_parse (const char *text);

G_END_DECLS
