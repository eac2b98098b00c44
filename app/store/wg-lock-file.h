/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WgLockFile:
 *
 * "This project is open for editing": a flock() on NAME.wangge-lock beside the project. SQLite's
 * own locks keep a file whole but let two programs take turns at writing; this one keeps a second
 * program from editing at all, while readers (QGIS) may read. It goes away with the process.
 */
typedef struct _WgLockFile WgLockFile;

typedef enum
{
  WG_LOCK_TAKEN,
  WG_LOCK_HELD,   /* by another project object, here or in another process */
  WG_LOCK_FAILED, /* no file can be made there */
} WgLockResult;

WgLockResult wg_lock_file_take    (const char  *path,
                                   WgLockFile **lock_out);
void         wg_lock_file_release (WgLockFile  *lock);

G_END_DECLS
