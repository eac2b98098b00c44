/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-plan.h"

G_BEGIN_DECLS

/*
 * How people follow the land. Whoever answers for a grid that is retired answers for its heir from then on, past
 * and present assignments alike; one that the heir has already is not doubled. A grid retired without an heir keeps
 * its people. Parts that a split cuts off begin without people.
 */

/** Who inherits grid @id after the edit; @id when it stays, 0: nobody. */
typedef guint32 (*WgHeirFunc) (gconstpointer edit, guint32 id);

/** Adds to @change what becomes of the people of the grids that it retires. */
void wg_people_follow_heirs (WgPlan        *plan,
                             WgChange      *change,
                             WgHeirFunc     find_heir,
                             gconstpointer  edit);
/**
 * wg_people_carry:
 * @next: the content that replaces that of @plan (an import)
 *
 * Gives @next the people of @plan, unless it has its own. Assignments stay with grids of the same id and code, or go to
 * the one grid with that code; those of grids that are gone are dropped, with deputies. Any thread that owns both.
 */
void wg_people_carry        (WgPlan        *plan,
                             WgPlan        *next);
/**
 * wg_people_join:
 * @own: of a scheme that was laid aside
 * @present: of the scheme that is open: the persons as they are now
 *
 * Persons and their leaves are the project's, assignments and rules a scheme's: @own with the persons and leaves of
 * @present. Somebody whom @present does not have any more goes, unless @own has assignments of him: another scheme
 * takes nobody's grids away. (transfer full). Any thread.
 */
WgPeople *wg_people_join    (const WgPeople *own,
                             const WgPeople *present);

G_END_DECLS
