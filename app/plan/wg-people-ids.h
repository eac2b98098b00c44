/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-people.h"

G_BEGIN_DECLS

/* Ids of people are given once: persons keep theirs in every scheme of a project. */

/** An id that no record of @kind has or had. */
guint32 wg_people_next_id     (const WgPeople *self,
                               WgStaffKind     kind);
/** No id below @next is given again. Only while nobody else has @self. */
void    wg_people_set_next_id (WgPeople       *self,
                               WgStaffKind     kind,
                               guint32         next);

G_END_DECLS
