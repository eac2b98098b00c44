/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WG_PROJECT_SUFFIX ".wangge"

/** A modal chooser of files; show it and destroy it in ::response. */
GtkFileChooserNative *wg_files_chooser_new        (GtkWindow            *parent,
                                                   const char           *title,
                                                   GtkFileChooserAction  action);
void                  wg_files_add_project_filter (GtkFileChooser       *chooser);
void                  wg_files_add_data_filter    (GtkFileChooser       *chooser);
/** One kind of file; @pattern is a suffix without the dot. */
void                  wg_files_add_filter         (GtkFileChooser       *chooser,
                                                   const char           *name,
                                                   const char           *suffix);
/** Starts in the folder that the setting remembers, and remembers the next choice. */
void                  wg_files_use_folder         (GtkFileChooser       *chooser,
                                                   GSettings            *settings,
                                                   const char           *key);
gboolean              wg_files_is_project         (const char           *path);
/** @path with the home folder as "~", for people. */
char                 *wg_files_display_path       (const char           *path);

G_END_DECLS
