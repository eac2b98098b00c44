/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-history.h"
#include "wg-people.h"

G_BEGIN_DECLS

/**
 * WgPeopleEdit:
 *
 * Edits of people that become one undo step. Records that are put see one another at once through
 * wg_people_edit_get_people(); nothing is stored before wg_people_edit_commit(). Main thread.
 */
typedef struct _WgPeopleEdit WgPeopleEdit;

WgPeopleEdit   *wg_people_edit_new    (WgHistory      *history);
void            wg_people_edit_free   (WgPeopleEdit   *edit);
const WgPeople *wg_people_edit_get_people (WgPeopleEdit *edit);
/** @values: a plain struct of @kind; id 0 gives it a new one. Returns: its id. */
guint32         wg_people_edit_put    (WgPeopleEdit   *edit,
                                       WgStaffKind     kind,
                                       gconstpointer   values);
/** A person goes with all assignments and leaves; an assignment leaves its deputies without. */
void            wg_people_edit_remove (WgPeopleEdit   *edit,
                                       WgStaffKind     kind,
                                       guint32         id);
/**
 * wg_people_edit_commit:
 * @kind: stable code for the undo sentence: "people-import", "person-put", "person-remove", "people-remove", "assign-person",
 *   "assignment-end", "leave-put", "staff-rules" ...
 * @detail: names, for the sentence
 *
 * Errors: %WG_PLAN_ERROR_NOTHING, _NO_GRID (an assignment of a grid that is not there or retired), _NO_PERSON,
 * _BAD_STAFF (ends before it begins, a name without characters, a role without words, a photo too large), _BUSY;
 * what the journal says
 */
gboolean        wg_people_edit_commit (WgPeopleEdit   *edit,
                                       const char     *kind,
                                       const char     *detail,
                                       GError        **error);

/* Each one undo step; errors as above. */
/** Puts a new person (id 0) or a changed one. Returns: the id, or 0. */
guint32  wg_command_put_person        (WgHistory      *history,
                                       const WgPerson *values,
                                       GError        **error);
gboolean wg_command_remove_person     (WgHistory      *history,
                                       guint32         person,
                                       GError        **error);
/** Several at once, each once in @people, with all that they have to do with grids. */
gboolean wg_command_remove_people     (WgHistory      *history,
                                       const guint32  *people,
                                       guint           n_people,
                                       GError        **error);
/**
 * wg_command_assign_person:
 * @values: id 0; a leader who is there already stays, unless @replaces
 * @replaces: ends what others have in this role, mode and grid on the day before @values->from (which must be
 *   given then); what would have begun later is removed
 *
 * Drag a person onto a grid: %WG_PLAN_ERROR_NOTHING when the person has that role there at that time already.
 */
guint32  wg_command_assign_person     (WgHistory      *history,
                                       const WgAssignment *values,
                                       gboolean        replaces,
                                       GError        **error);
/** @last: the last day; before it began: the assignment is removed. */
gboolean wg_command_end_assignment    (WgHistory      *history,
                                       guint32         assignment,
                                       WgDay           last,
                                       GError        **error);
/** Puts a leave (id 0: a new one). */
guint32  wg_command_put_leave         (WgHistory      *history,
                                       const WgLeave  *values,
                                       GError        **error);
/** @rules: (element-type WgStaffRule) (nullable): all that a level and property type need from now on. */
gboolean wg_command_set_staff_rules   (WgHistory      *history,
                                       guint           depth,
                                       WgPropertyType  property_type,
                                       const GArray   *rules,
                                       GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgPeopleEdit, wg_people_edit_free)

G_END_DECLS
