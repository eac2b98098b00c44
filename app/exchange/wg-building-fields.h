/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-buildings-read.h"

G_BEGIN_DECLS

/* Which columns of a file tell what of buildings, by their names. Not for other rooms. */

/** The column of one role among @names; -1: none. @fields: what the roles before have. */
int      wg_building_field_propose         (const WgSourceLayer *described,
                                            const GPtrArray     *names,
                                            const int           *fields,
                                            WgBuildingRole       role);
/** Does one of the first @n_roles have the column? */
gboolean wg_building_fields_is_taken       (const int           *fields,
                                            guint                n_roles,
                                            int                  field);
/** A column of persons, that is not read. */
gboolean wg_building_field_is_personal     (const WgSourceLayer *described,
                                            WgBuildingRole       role,
                                            const char          *name);
/** The column that says whether numbers were worked out; -1: none. */
int      wg_building_fields_find_estimated (const GPtrArray     *names);
/** A column of floors that has metres. */
gboolean wg_building_field_is_height       (const char          *field);

G_END_DECLS
