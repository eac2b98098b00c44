/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-connection.h"
#include "wg-project.h"

G_BEGIN_DECLS

#define WG_SCHEME_NAME_MAX_CHARS 30

typedef enum
{
  WG_SCHEME_IN_FORCE, /* 现行: one of them at most */
  WG_SCHEME_DRAFT,    /* 草案 */
  WG_SCHEME_NET,      /* a department's own net, as it came */
  WG_SCHEME_PAST,     /* was in force */
} WgSchemeKind;

/**
 * WgScheme:
 *
 * One division of the territory among several that a project holds. One of them is open: it is what
 * the project's plan is. The others lie packed in the file; each has its own history, assignments and staffing rules,
 * so that a draft is staffed without touching what is in force: a copy begins with those of the scheme it was copied
 * from. Persons and their leaves are the project's: one who is corrected in one scheme is so in all (wg_people_join()).
 */
typedef struct
{
  gint64 id;       /* from 1, never reused */
  char *name;
  WgSchemeKind kind;
  gint64 created;  /* Unix seconds */
  char *adopted;   /* (nullable): "2026-11-22", since when it is or was in force */
  char *until;     /* (nullable): of a past one: the day from which on another is in force, which may be to come */
  gboolean is_open;
} WgScheme;

void        wg_scheme_free            (WgScheme         *scheme);
/** "in-force", "draft", "net" or "past", as the file has it. */
const char *wg_scheme_kind_word       (WgSchemeKind      kind);
/** (transfer full) (element-type WgScheme): the oldest first. */
GPtrArray  *wg_project_list_schemes   (WgProject        *self,
                                       GError          **error);
/**
 * wg_project_add_scheme:
 * @plan: (nullable): its content; %NULL copies the open scheme, with the split buildings and accepted
 *   findings
 *
 * Puts a scheme beside the open one, which stays open. Grids of a copy keep their ids, so that the two
 * can be compared. None of this is an edit: it is not in the history.
 *
 * Errors: %WG_STORE_ERROR_SCHEME_NAME, _READ_ONLY, _FULL
 *
 * Returns: its id; 0 on error
 */
gint64      wg_project_add_scheme     (WgProject        *self,
                                       const char       *name,
                                       WgSchemeKind      kind,
                                       WgPlan           *plan,
                                       GError          **error);
/** The same for a copy of the open scheme, on a worker: @snapshot is of the project's plan, which nothing
 *  edits meanwhile. A cancelled call changes nothing. */
gint64      wg_project_copy_scheme    (WgProject        *self,
                                       const char       *name,
                                       WgSchemeKind      kind,
                                       WgPlan           *snapshot,
                                       GCancellable     *cancellable,
                                       GError          **error);
gboolean    wg_project_rename_scheme  (WgProject        *self,
                                       gint64            id,
                                       const char       *name,
                                       GError          **error);
/** With its history. %WG_STORE_ERROR_SCHEME_OPEN: another one has to be opened first. _SCHEME_IN_FORCE: another one
 *  has to be put in force first, which keeps its codes from being given again. */
gboolean    wg_project_remove_scheme  (WgProject        *self,
                                       gint64            id,
                                       GError          **error);
/**
 * wg_project_read_scheme:
 * @open: a snapshot of the project's plan, which may be returned; any thread that owns it
 *
 * Returns: (transfer full): the content of a scheme, with the project's buildings, for one worker. Buildings are
 *   divided as that scheme has it.
 */
WgPlan     *wg_project_read_scheme    (WgProject        *self,
                                       gint64            id,
                                       WgPlan           *open,
                                       GError          **error);
/**
 * wg_scheme_open:
 * @path: of a project that this program has closed
 *
 * Makes another scheme the open one: its content comes into the tables, what was there is packed. Any
 * thread. A failed or cancelled call changes nothing.
 *
 * Errors: %WG_STORE_ERROR_NO_SCHEME, _READ_ONLY, _LOCKED (held by another program), _CORRUPT, _FULL;
 * %G_IO_ERROR_CANCELLED
 */
gboolean    wg_scheme_open            (const char       *path,
                                       gint64            id,
                                       const WgProgress *progress,
                                       GCancellable     *cancellable,
                                       GError          **error);
/** For a new file: its first scheme, in force. Needs the lock and a transaction. */
gboolean    wg_schemes_write_first    (WgConnection     *connection,
                                       const char       *name,
                                       GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgScheme, wg_scheme_free)

G_END_DECLS
