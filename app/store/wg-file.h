/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What can be told of a project file before SQLite opens it. */

/** Marks the file format in the header of an SQLite file: "WGGE". */
#define WG_APPLICATION_ID_CODE 0x57474745

/** FALSE with %WG_STORE_ERROR_NOT_PROJECT, _CORRUPT (cut short) or _FAILED (cannot be read). */
gboolean wg_file_check       (const char  *path,
                              GError     **error);
/** TRUE when both the file and its folder can be written. */
/** The folder of @path is there. */
gboolean wg_file_has_folder  (const char  *path);
gboolean wg_file_is_writable (const char  *path);
/** TRUE when @path lies (or would lie) on NFS, SMB, AFS, 9P or FUSE. */
gboolean wg_file_is_remote   (const char  *path);
/** TRUE when a write-ahead log with something in it lies beside @path. */
gboolean wg_file_has_log     (const char  *path);
/** Copies the file and its log into a folder of their own. Returns the copy's path. */
char    *wg_file_make_copy   (const char  *path,
                              GError     **error);
void     wg_file_remove_copy (const char  *copy);

G_END_DECLS
