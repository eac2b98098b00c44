/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WG_TYPE_RECENT_ITEM (wg_recent_item_get_type ())

/** One project that was open before. Read-only properties: "path", "name", "time", "exists". */
G_DECLARE_FINAL_TYPE (WgRecentItem, wg_recent_item, WG, RECENT_ITEM, GObject)

const char *wg_recent_item_get_path (WgRecentItem *self);
const char *wg_recent_item_get_name (WgRecentItem *self);
gint64      wg_recent_item_get_time (WgRecentItem *self); /* Unix seconds, UTC */
gboolean    wg_recent_item_exists   (WgRecentItem *self);

#define WG_TYPE_RECENT (wg_recent_get_type ())

/**
 * WgRecent:
 *
 * The projects opened last, newest first, a #GListModel of #WgRecentItem over the GSettings key
 * "recent-projects". Several may live at once: each follows the key.
 */
G_DECLARE_FINAL_TYPE (WgRecent, wg_recent, WG, RECENT, GObject)

WgRecent *wg_recent_new    (GSettings  *settings);
void      wg_recent_add    (WgRecent   *self,
                            const char *path,
                            const char *name);
void      wg_recent_remove (WgRecent   *self,
                            const char *path);
void      wg_recent_clear  (WgRecent   *self);

G_END_DECLS
