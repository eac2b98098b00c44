/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WgJson:
 *
 * Writes JSON text: commas, escapes and nesting are right by construction. Numbers are written
 * with '.' in every locale; NaN and infinities become null.
 * A @key of %NULL is for the members of an array and for the outermost value.
 */
typedef struct _WgJson WgJson;

WgJson *wg_json_new          (void);
void    wg_json_free         (WgJson     *json);
void    wg_json_begin_object (WgJson     *json,
                              const char *key);
void    wg_json_end_object   (WgJson     *json);
void    wg_json_begin_array  (WgJson     *json,
                              const char *key);
void    wg_json_end_array    (WgJson     *json);
void    wg_json_string       (WgJson     *json,
                              const char *key,
                              const char *value);
void    wg_json_int          (WgJson     *json,
                              const char *key,
                              gint64      value);
void    wg_json_double       (WgJson     *json,
                              const char *key,
                              double      value,
                              int         decimals);
void    wg_json_boolean      (WgJson     *json,
                              const char *key,
                              gboolean    value);
char   *wg_json_finish       (WgJson     *json);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgJson, wg_json_free)

G_END_DECLS
