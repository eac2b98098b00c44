/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** (transfer full): a picture file upright and as a JPEG that fits on a notice board; larger ones would only swell the
 *  project. Errors: what GdkPixbuf says. */
GBytes *wg_read_photo (const char  *path,
                       GError     **error);

G_END_DECLS
