/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../app/plan/wg-session.h"
#include "../app/store/wg-project.h"
#include "canvas/wg-canvas-work.h"
#include "wg-application.h"
#include "wg-jobs.h"

G_BEGIN_DECLS

#define WG_TYPE_WINDOW (wg_window_get_type ())

/**
 * WgWindow:
 *
 * One window: the start page, or one project with its map, panels and running jobs. It composes:
 * panels and map get the project's session and never know one another.
 */
G_DECLARE_FINAL_TYPE (WgWindow, wg_window, WG, WINDOW, AdwApplicationWindow)

WgWindow   *wg_window_new          (WgApplication *application);
GSettings  *wg_window_get_settings (WgWindow      *self);
WgJobs     *wg_window_get_jobs     (WgWindow      *self);
WgProject  *wg_window_get_project  (WgWindow      *self); /* nullable */
WgSession  *wg_window_get_session  (WgWindow      *self); /* nullable */
/** What the map shows, project millimetres. */
WgEnvelope  wg_window_get_shown    (WgWindow      *self);
/** Of the project that is open or being opened; NULL: the start page. */
const char *wg_window_get_path     (WgWindow      *self);
gboolean    wg_window_is_empty     (WgWindow      *self);

/** A project is opened, a data file imported (or a project is started with it). */
void        wg_window_open_path    (WgWindow      *self,
                                    const char    *path);
void        wg_window_open_files   (WgWindow      *self,
                                    GFile        **files,
                                    int            n_files);
/** Opens the bundled sample as a copy that may be changed. */
void        wg_window_open_sample  (WgWindow      *self);
/** Opens a project file here; only for an empty window. */
void        wg_window_load         (WgWindow      *self,
                                    const char    *path);
/** Shows @project here; only for an empty window. */
void        wg_window_take_project (WgWindow      *self,
                                    WgProject     *project);
/** Asks how to import the files, one after the other (NULL-terminated). */
void        wg_window_import_paths (WgWindow      *self,
                                    const char *const *paths);
/** Shows a sentence for a moment, in place of the last one. */
void        wg_window_toast        (WgWindow      *self,
                                    const char    *sentence);
/** Takes the sentence away: what it says is no longer so. */
void        wg_window_drop_toast   (WgWindow      *self);
/** Makes an edit that takes long in a worker, as a job with progress; then says that it is done, or why
 *  not. @work is copied, its data taken over. */
void        wg_window_do_work       (WgWindow      *self,
                                     const WgCanvasWork *work);
/** Shows what went wrong, with a heading, until it is closed. Cancelling is not worth a word. */
void        wg_window_show_error   (WgWindow      *self,
                                    const char    *heading,
                                    const GError  *error);

/** Closes the project, opens another of its schemes in the file, opens the project again. */
void       wg_window_open_scheme    (WgWindow    *self,
                                     gint64       id);
/** Names the open scheme in the title, where there are several. */
void       wg_window_show_scheme    (WgWindow    *self);

G_END_DECLS
