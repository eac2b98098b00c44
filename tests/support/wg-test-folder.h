/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** A new folder for one test's files. */
char *wg_test_folder_new    (void);
/** Removes it with everything in it. */
void  wg_test_folder_remove (const char *folder);
/** Writes a text file into it and returns its path. */
char *wg_test_folder_write  (const char *folder,
                             const char *name,
                             const char *text);
/** A file of ../shared/data, or NULL when the machine has none: the test is then skipped. */
char *wg_test_shared_file   (const char *name);

G_END_DECLS
