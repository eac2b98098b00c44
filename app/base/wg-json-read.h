/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * wg_json_read_members:
 * @json: one object whose members are texts, numbers, true, false or null
 *
 * Returns: (transfer full) (nullable) (element-type utf8 utf8): what it says by key: texts decoded, the
 *   rest as written; null members are left out. %NULL when it is anything else
 */
GHashTable *wg_json_read_members (const char *json);

G_END_DECLS
