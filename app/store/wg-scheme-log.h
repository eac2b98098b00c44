/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-connection.h"
#include "wg-schemes.h"

G_BEGIN_DECLS

/** What happened to a scheme that is no edit of it. */
typedef enum
{
  WG_SCHEME_ADOPTED,     /* put in force from a day on, in place of another or of none */
  WG_SCHEME_DAY_CHANGED, /* it is in force, from another day on */
  WG_SCHEME_REPLACED,    /* another one is in force from a day on */
} WgSchemeEventKind;

typedef struct
{
  WgSchemeEventKind kind;
  gint64 time; /* Unix seconds: when it was done */
  char *day;   /* "2027-01-01" */
  char *user;
  char *other; /* the other scheme, as it was called then; "": there was none */
} WgSchemeEvent;

void        wg_scheme_event_free           (WgSchemeEvent  *event);
/** "adopted", "day-changed" or "replaced". */
const char *wg_scheme_event_kind_word      (WgSchemeEventKind kind);
/** (transfer full) (element-type WgSchemeEvent): the oldest first; none for what was adopted by an older program.
 *  Any thread. */
GPtrArray  *wg_project_list_scheme_events  (WgProject      *self,
                                            gint64          id,
                                            GError        **error);
/** Keeps for scheme @id, and for the one that is in force before, that @id is so from @day on. Before the schemes are
 *  marked; in a transaction. */
gboolean    wg_scheme_log_adoption         (WgConnection   *connection,
                                            gint64          id,
                                            const char     *day,
                                            GError        **error);
/** Sets until when the past ones of @schemes (element-type WgScheme) were in force. Needs the lock. */
void        wg_scheme_log_find_ends        (WgConnection   *connection,
                                            const GPtrArray *schemes);
/** For a scheme that is removed; in a transaction. */
gboolean    wg_scheme_log_drop             (WgConnection   *connection,
                                            gint64          id,
                                            GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgSchemeEvent, wg_scheme_event_free)

G_END_DECLS
