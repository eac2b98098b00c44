/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-journal-store.h"
#include "wg-project.h"

G_BEGIN_DECLS

struct _WgProject
{
  GObject parent_instance;

  WgConnection *connection; /* NULL once closed */
  char *path;
  WgReadOnlyReason reason;
  WgPlan *plan;
  WgJournalStore *journal;
  WgHistory *history;
  guint refresh_id;
};

/* Takes the connection's lock; fails when the project is closed. */
gboolean wg_project_lock   (WgProject  *self,
                            GError    **error);
void     wg_project_unlock (WgProject  *self);
/* Runs one statement on the row of @key, with @value (nullable) as its second parameter, in a transaction of
 * its own; @did_out (nullable): it changed something. */
gboolean wg_project_change_row (WgProject   *self,
                                const char  *sql,
                                const char  *key,
                                const char  *value,
                                gboolean    *did_out,
                                GError     **error);
/* A file of an older version is brought up to date; when it may not be written, the copy that is
 * read is. */
gboolean wg_project_update_schema (WgConnection  *connection,
                                   GError       **error);

G_END_DECLS
