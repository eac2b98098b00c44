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

G_END_DECLS
