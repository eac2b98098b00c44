/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-plan.h"
#include "wg-connection.h"

G_BEGIN_DECLS

/*
 * People of the scheme that is open: the tables person, assignment, leave and staff_rule. They are truth tables
 * like grid: an edit's changeset has their rows, a packed scheme (scheme.content) has them packed, a copy of a
 * scheme has its own. Needs the connection's lock; writing is in the caller's transaction.
 */

/** The rows that @change has, to their state after. */
gboolean wg_people_rows_write_change (WgConnection    *connection,
                                      const WgChange  *change,
                                      GError         **error);
/** The same of a step that is done again, or undone when @backwards. */
gboolean wg_people_rows_write_step   (WgConnection    *connection,
                                      const WgChange  *change,
                                      gboolean         backwards,
                                      GError         **error);
/** Every row, into tables that are empty. */
gboolean wg_people_rows_write_all    (WgConnection    *connection,
                                      const WgPeople  *people,
                                      GError         **error);
gboolean wg_people_rows_clear        (WgConnection    *connection,
                                      GError         **error);
/** Gives @plan the people of the tables; %WG_STORE_ERROR_CORRUPT when they make no sense. */
gboolean wg_people_rows_load         (WgConnection    *connection,
                                      WgPlan          *plan,
                                      GError         **error);
/** Which table it is; %WG_STAFF_N_KINDS when it is none of them. */
WgStaffKind wg_people_rows_find_kind (const char      *table);
/** One row of a changeset to @change. @old and @new: (nullable): values by column as the session gives them,
 *  %NULL for those left out: they are as @plan has them. What was changed since stays: @change gets what remains. */
void     wg_people_rows_read_change  (WgStaffKind      kind,
                                      sqlite3_value  **old,
                                      sqlite3_value  **fresh,
                                      WgPlan          *plan,
                                      gboolean         backwards,
                                      WgChange        *change);
/** After the last row: leaves out those that would name somebody who is not there, or take away somebody who is
 *  needed. */
void     wg_people_rows_settle       (WgPlan          *plan,
                                      gboolean         backwards,
                                      WgChange        *change);

/** As bytes, for packed content. */
void      wg_people_pack             (const WgPeople  *people,
                                      GByteArray      *out);
/** (transfer full): %NULL when the bytes are no people. */
WgPeople *wg_people_unpack           (const guint8    *bytes,
                                      gsize            size);

G_END_DECLS
