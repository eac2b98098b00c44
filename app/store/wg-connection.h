/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-project.h"

/* The session extension is compiled into Debian's SQLite, but its interface hides behind these. */
#ifndef SQLITE_ENABLE_SESSION
#define SQLITE_ENABLE_SESSION 1
#endif
#ifndef SQLITE_ENABLE_PREUPDATE_HOOK
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#endif
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * WgConnection:
 *
 * One SQLite connection to a project file, with SpatiaLite's functions. Any thread that holds
 * its lock (wg_connection_lock(), recursive) may use it; everything below needs the lock, except
 * opening and closing.
 */
typedef struct _WgConnection WgConnection;

typedef enum
{
  WG_OPEN_CREATE,     /* a new file; fails when there is one */
  WG_OPEN_READ_WRITE, /* falls back to reading when the file is held or cannot be written */
  WG_OPEN_READ_ONLY,
} WgOpenMode;

WgConnection    *wg_connection_open         (const char    *path,
                                             WgOpenMode     mode,
                                             GError       **error);
/** Goes over to a copy of the file in a temporary folder, which may be written: to read a file of an
 *  older version that may not. The connection stays read-only to its users. */
gboolean         wg_connection_reopen_copy  (WgConnection  *self,
                                             GError       **error);
/** Checkpoints, leaves one whole file, releases the lock. Frees @self also on error. */
gboolean         wg_connection_close        (WgConnection  *self,
                                             GError       **error);
void             wg_connection_lock         (WgConnection  *self);
gboolean         wg_connection_try_lock     (WgConnection  *self);
void             wg_connection_unlock       (WgConnection  *self);
sqlite3         *wg_connection_get_db       (WgConnection  *self);
const char      *wg_connection_get_path     (WgConnection  *self);
WgReadOnlyReason wg_connection_get_reason   (WgConnection  *self);
gboolean         wg_connection_is_read_only (WgConnection  *self);
/** TRUE on a network share, where no second connection can read beside this one. */
gboolean         wg_connection_is_exclusive (WgConnection  *self);

/** Runs one or several statements without results. */
gboolean         wg_connection_run          (WgConnection  *self,
                                             const char    *sql,
                                             GError       **error);
/** The first column of the first row as text; NULL without error when there is none. */
char            *wg_connection_get_text     (WgConnection  *self,
                                             const char    *sql,
                                             GError       **error);
/** The first column of the first row; 0 when there is none or it is NULL. */
gboolean         wg_connection_get_int      (WgConnection  *self,
                                             const char    *sql,
                                             gint64        *value_out,
                                             GError       **error);
gboolean         wg_connection_begin        (WgConnection  *self,
                                             GError       **error);
gboolean         wg_connection_commit       (WgConnection  *self,
                                             GError       **error);
void             wg_connection_roll_back    (WgConnection  *self);
/** A prepared statement, made once per text and kept; reset, with nothing bound. (transfer none) */
sqlite3_stmt    *wg_connection_prepare      (WgConnection  *self,
                                             const char    *sql,
                                             GError       **error);
/** Drops the kept statements: before tables go away. */
void             wg_connection_forget_statements (WgConnection *self);
/** Turns SQLite's own protection of index tables off for a bulk write, and on again. */
void             wg_connection_set_defensive (WgConnection *self,
                                              gboolean      is_defensive);
/**
 * wg_connection_begin_bulk:
 *
 * Like wg_connection_begin(), for a transaction that writes most of the file: with a rollback journal
 * every page is written once, not twice as with the write-ahead log. While somebody reads the file
 * the log stays. End with wg_connection_end_bulk() after the commit or roll-back.
 */
gboolean         wg_connection_begin_bulk   (WgConnection  *self,
                                             GError       **error);
void             wg_connection_end_bulk     (WgConnection  *self);
/** Moves what the write-ahead log holds into the file, now and on this thread. */
void             wg_connection_checkpoint   (WgConnection  *self);

/** The id of the scheme that the tables hold, from 1: it does not change while a file is open. */
gint64           wg_connection_get_scheme   (WgConnection  *self);

/** Sets @error from the state of the connection after @code. Always returns FALSE. */
gboolean         wg_connection_fail         (WgConnection  *self,
                                             int            code,
                                             const char    *what,
                                             GError       **error);

G_END_DECLS
