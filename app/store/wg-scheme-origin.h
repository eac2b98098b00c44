/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-connection.h"
#include "wg-project.h"

G_BEGIN_DECLS

/** Keeps that scheme @id is a copy of @from, made when the grids of that had ids below @limit. In a
 *  transaction. */
gboolean wg_scheme_origin_write         (WgConnection *connection,
                                         gint64        id,
                                         gint64        from,
                                         guint32       limit,
                                         GError      **error);

/** wg_project_find_shared_limit() for one that has the lock. */
gboolean wg_scheme_origin_find_limit    (WgConnection *connection,
                                         gint64        first,
                                         gint64        second,
                                         guint32      *limit_out,
                                         GError      **error);
/** (transfer full) (nullable): the codes, as a set of utf8, that were there when the two parted; %NULL without error:
 *  the file does not tell. Needs the lock. */
GHashTable *wg_scheme_origin_find_codes (WgConnection *connection,
                                         gint64        first,
                                         gint64        second,
                                         GError      **error);

/**
 * wg_project_find_shared_limit:
 * @first: a scheme
 * @second: another
 * @limit_out: G_MAXUINT32 when the file does not tell: it is older, or neither is a copy of the other
 *   or of a third one
 *
 * Grids of one id below the limit are the same in both schemes; from there on each scheme counted for
 * itself. Any thread.
 */
gboolean wg_project_find_shared_limit   (WgProject    *self,
                                         gint64        first,
                                         gint64        second,
                                         guint32      *limit_out,
                                         GError      **error);

G_END_DECLS
