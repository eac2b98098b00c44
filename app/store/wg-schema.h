/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-connection.h"

G_BEGIN_DECLS

/** One step of the file format: what brings a file of version - 1 to version. */
typedef struct
{
  int version;
  const char *sql;
} WgMigration;

/** The newest version that this program reads and writes (PRAGMA user_version). */
int      wg_schema_version (void);
/** Makes the tables in an empty file: SpatiaLite's own, then every migration. One transaction. */
gboolean wg_schema_create  (WgConnection      *connection,
                            GError           **error);
/**
 * wg_schema_check:
 * @version_out: (out) (optional)
 *
 * Is it ours? %WG_STORE_ERROR_NOT_PROJECT, _NEWER or what SQLite says.
 */
gboolean wg_schema_check   (WgConnection      *connection,
                            int               *version_out,
                            GError           **error);
/** Brings a file of an older version to the newest of @migrations (NULL: the program's own, with
 *  @n_migrations ignored). One transaction: all or nothing. */
gboolean wg_schema_migrate (WgConnection      *connection,
                            const WgMigration *migrations,
                            guint              n_migrations,
                            GError           **error);
/** The SRID for a CRS, entered in spatial_ref_sys when it is new. -1 when @crs is NULL. */
gboolean wg_schema_get_srid (WgConnection     *connection,
                             const char       *crs,
                             int               epsg,
                             int              *srid_out,
                             GError          **error);

G_END_DECLS
