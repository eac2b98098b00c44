/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-people-commands.h"

G_BEGIN_DECLS

/** An edit for a worker of wg_history_make_async(), of its snapshot: it ends with wg_people_edit_make(). */
WgPeopleEdit *wg_people_edit_new_for (WgPlan       *plan);
/** (transfer full) (nullable): what wg_people_edit_commit() would commit; its errors but the journal's. */
WgChange     *wg_people_edit_make    (WgPeopleEdit *edit,
                                      const char   *kind,
                                      const char   *detail,
                                      GError      **error);

G_END_DECLS
