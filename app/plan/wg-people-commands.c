/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-people-commands"

#include "wg-people-commands.h"

#include "wg-commands.h"
#include "wg-people-ids.h"
#include "wg-people-make.h"

#define NAME_MAX_CHARS 30

struct _WgPeopleEdit
{
  WgHistory *history; /* (nullable): of one that somebody else commits */
  WgPlan *plan;
  WgPeople *before;
  WgPeople *after;
  GHashTable *touched[WG_STAFF_N_KINDS]; /* ids */
};

static void
touch (WgPeopleEdit *edit, WgStaffKind kind, guint32 id)
{
  g_hash_table_add (edit->touched[kind], GUINT_TO_POINTER (id));
}

static void
take_away (WgPeopleEdit *edit, WgStaffKind kind, guint32 id)
{
  touch (edit, kind, id);
  wg_people_put (edit->after, kind, id, NULL);
}

static gboolean
set_bad (GError **error, const char *what)
{
  g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_BAD_STAFF, what);
  return FALSE;
}

static gboolean
check_days (WgDay from, WgDay to, GError **error)
{
  return from == WG_DAY_NONE || to == WG_DAY_NONE || from <= to
         || set_bad (error, "it ends before it begins");
}

static gboolean
check_person_id (const WgPeopleEdit *edit, guint32 id, GError **error)
{
  if (wg_people_get_person (edit->after, id) != NULL)
    return TRUE;
  g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NO_PERSON, "there is no person %u", id);
  return FALSE;
}

static gboolean
check_person (const WgPerson *person, GError **error)
{
  if (person->name[0] == '\0' || g_utf8_strlen (person->name, -1) > NAME_MAX_CHARS)
    return set_bad (error, "a name has 1 to 30 characters");
  if (person->photo != NULL && g_bytes_get_size (person->photo) > WG_PHOTO_MAX_BYTES)
    return set_bad (error, "the photo is too large");
  return TRUE;
}

static gboolean
check_assignment (const WgPeopleEdit *edit, const WgAssignment *assignment, GError **error)
{
  WgPlan *plan = edit->plan;
  const WgAssignment *before = wg_people_get_assignment (edit->before, assignment->id);
  const WgGrid *grid = wg_plan_get_grid (plan, assignment->grid);
  const WgAssignment *principal = NULL;

  if (grid == NULL || (grid->is_retired && (before == NULL || before->grid != assignment->grid)))
    {
      g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NO_GRID, "there is no grid %u", assignment->grid);
      return FALSE;
    }
  if (!check_person_id (edit, assignment->person, error)
      || !check_days (assignment->from, assignment->to, error))
    return FALSE;
  if (assignment->role >= WG_ROLE_N || (assignment->role == WG_ROLE_OTHER && assignment->title[0] == '\0'))
    return set_bad (error, "a role without words");
  if (assignment->deputy_of == 0)
    return TRUE;
  principal = wg_people_get_assignment (edit->after, assignment->deputy_of);
  if (principal == NULL || principal->grid != assignment->grid || principal->deputy_of != 0
      || principal->person == assignment->person)
    return set_bad (error, "stands in for nobody of this grid");
  return TRUE;
}

static gboolean
check_leave (const WgPeopleEdit *edit, const WgLeave *leave, GError **error)
{
  return check_person_id (edit, leave->person, error) && check_days (leave->from, leave->to, error)
         && (leave->deputy == 0
             || (check_person_id (edit, leave->deputy, error)
                 && (leave->deputy != leave->person || set_bad (error, "covers for himself"))));
}

static gboolean
check_rule (const WgPeopleEdit *edit, const WgStaffRule *rule, GError **error)
{
  WgPlan *plan = edit->plan;

  if (wg_plan_get_level (plan, rule->depth) == NULL)
    return set_bad (error, "there is no such level");
  if (rule->role >= WG_ROLE_N || (rule->role == WG_ROLE_OTHER && rule->title[0] == '\0'))
    return set_bad (error, "a role without words");
  return rule->max == 0 || rule->min <= rule->max || set_bad (error, "more needed than allowed");
}

static gboolean
check_record (const WgPeopleEdit *edit, WgStaffKind kind, gconstpointer record, GError **error)
{
  switch (kind)
    {
    case WG_STAFF_PERSON:
      return check_person (record, error);
    case WG_STAFF_ASSIGNMENT:
      return check_assignment (edit, record, error);
    case WG_STAFF_LEAVE:
      return check_leave (edit, record, error);
    case WG_STAFF_RULE:
    case WG_STAFF_N_KINDS:
    default:
      return check_rule (edit, record, error);
    }
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  guint id_a = GPOINTER_TO_UINT (*(const gpointer *) a), id_b = GPOINTER_TO_UINT (*(const gpointer *) b);

  return (id_a > id_b) - (id_a < id_b);
}

/* FALSE: something put makes no sense. */
static gboolean
collect_rows (WgPeopleEdit *edit, WgChange *change, GError **error)
{
  for (WgStaffKind kind = 0; kind < WG_STAFF_N_KINDS; kind++)
    {
      guint n = 0;
      g_autofree gpointer *keys = g_hash_table_get_keys_as_array (edit->touched[kind], &n);

      qsort (keys, n, sizeof (gpointer), compare_keys);
      for (guint i = 0; i < n; i++)
        {
          guint32 id = GPOINTER_TO_UINT (keys[i]);
          gpointer before = (gpointer) wg_people_get (edit->before, kind, id);
          gpointer after = (gpointer) wg_people_get (edit->after, kind, id);

          if (wg_staff_equal (kind, before, after))
            continue;
          if (after != NULL && !check_record (edit, kind, after, error))
            return FALSE;
          wg_change_add_staff (change, kind, before, after);
        }
    }
  return TRUE;
}

/* Where it is: the grids that assignments came to or left. */
static void
add_places (WgPlan *plan, WgChange *change)
{
  for (guint i = 0; i < MIN (change->staff->len, 64); i++)
    {
      const WgStaffChange *row = &g_array_index (change->staff, WgStaffChange, i);
      const WgAssignment *sides[] = { row->before, row->after };

      for (guint k = 0; row->kind == WG_STAFF_ASSIGNMENT && k < 2; k++)
        if (sides[k] != NULL)
          {
            WgEnvelope extent = wg_plan_get_extent (plan, sides[k]->grid);

            wg_envelope_add (&change->extent, &extent);
          }
    }
}

WgPeopleEdit *
wg_people_edit_new (WgHistory *history)
{
  WgPeopleEdit *edit = wg_people_edit_new_for (wg_history_get_plan (history));

  edit->history = g_object_ref (history);
  return edit;
}

WgPeopleEdit *
wg_people_edit_new_for (WgPlan *plan)
{
  WgPeopleEdit *edit = g_new0 (WgPeopleEdit, 1);

  edit->plan = g_object_ref (plan);
  edit->before = wg_people_ref (wg_plan_get_people (plan));
  edit->after = wg_people_copy (edit->before);
  for (guint i = 0; i < WG_STAFF_N_KINDS; i++)
    edit->touched[i] = g_hash_table_new (NULL, NULL);
  return edit;
}

void
wg_people_edit_free (WgPeopleEdit *edit)
{
  if (edit == NULL)
    return;
  for (guint i = 0; i < WG_STAFF_N_KINDS; i++)
    g_hash_table_unref (edit->touched[i]);
  wg_people_unref (edit->before);
  wg_people_unref (edit->after);
  g_clear_object (&edit->history);
  g_object_unref (edit->plan);
  g_free (edit);
}

const WgPeople *
wg_people_edit_get_people (WgPeopleEdit *edit)
{
  return edit->after;
}

guint32
wg_people_edit_put (WgPeopleEdit *edit, WgStaffKind kind, gconstpointer values)
{
  gpointer record = wg_staff_new (kind, values);
  guint32 *id = record;

  if (*id == 0)
    *id = wg_people_next_id (edit->after, kind);
  touch (edit, kind, *id);
  wg_people_put (edit->after, kind, *id, record);
  return *id;
}

/* An assignment that goes leaves its deputies without. */
static void
remove_assignment (WgPeopleEdit *edit, guint32 id)
{
  const WgAssignment *assignment = wg_people_get_assignment (edit->after, id);
  guint32 grid = assignment != NULL ? assignment->grid : 0;
  guint n = 0;
  const guint32 *ids = NULL;

  take_away (edit, WG_STAFF_ASSIGNMENT, id);
  ids = grid != 0 ? wg_people_list_grid (edit->after, grid, &n) : NULL;
  for (guint i = 0; ids != NULL && i < n; i++)
    {
      const WgAssignment *deputy = wg_people_get_assignment (edit->after, ids[i]);
      WgAssignment values = *deputy;

      if (deputy->deputy_of != id)
        continue;
      values.deputy_of = 0;
      wg_people_edit_put (edit, WG_STAFF_ASSIGNMENT, &values);
      ids = wg_people_list_grid (edit->after, grid, &n); /* the list was made anew */
    }
}

static void
remove_person (WgPeopleEdit *edit, guint32 id)
{
  guint n = 0;
  const guint32 *ids = NULL;

  take_away (edit, WG_STAFF_PERSON, id);
  while ((ids = wg_people_list_person (edit->after, id, &n)) != NULL)
    remove_assignment (edit, ids[0]);
  while ((ids = wg_people_list_leaves (edit->after, id, &n)) != NULL)
    take_away (edit, WG_STAFF_LEAVE, ids[0]);
}

/* Leaves that people cover who are gone: once for all who go, as this walks all leaves. */
static void
drop_lost_covers (WgPeopleEdit *edit)
{
  for (guint32 i = 1; i < wg_people_limit (edit->after, WG_STAFF_LEAVE); i++)
    {
      const WgLeave *leave = wg_people_get (edit->after, WG_STAFF_LEAVE, i);
      WgLeave values = { 0 };

      if (leave == NULL || leave->deputy == 0 || wg_people_get_person (edit->after, leave->deputy) != NULL)
        continue;
      values = *leave;
      values.deputy = 0;
      wg_people_edit_put (edit, WG_STAFF_LEAVE, &values);
    }
}

void
wg_people_edit_remove (WgPeopleEdit *edit, WgStaffKind kind, guint32 id)
{
  if (kind == WG_STAFF_ASSIGNMENT)
    {
      remove_assignment (edit, id);
      return;
    }
  if (kind != WG_STAFF_PERSON)
    {
      take_away (edit, kind, id);
      return;
    }
  remove_person (edit, id);
  drop_lost_covers (edit);
}

WgChange *
wg_people_edit_make (WgPeopleEdit *edit, const char *kind, const char *detail, GError **error)
{
  g_autoptr (WgChange) change = wg_change_new (kind, detail);

  if (!collect_rows (edit, change, error))
    return NULL;
  if (change->staff->len == 0)
    {
      g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING, "nothing is changed");
      return NULL;
    }
  add_places (edit->plan, change);
  return g_steal_pointer (&change);
}

gboolean
wg_people_edit_commit (WgPeopleEdit *edit, const char *kind, const char *detail, GError **error)
{
  g_autoptr (WgChange) change = wg_people_edit_make (edit, kind, detail, error);

  return change != NULL && wg_history_commit (edit->history, change, error);
}

guint32
wg_command_put_person (WgHistory *history, const WgPerson *values, GError **error)
{
  g_autoptr (WgPeopleEdit) edit = wg_people_edit_new (history);
  guint32 id = wg_people_edit_put (edit, WG_STAFF_PERSON, values);

  return wg_people_edit_commit (edit, "person-put", values->name, error) ? id : 0;
}

gboolean
wg_command_remove_person (WgHistory *history, guint32 person, GError **error)
{
  g_autoptr (WgPeopleEdit) edit = wg_people_edit_new (history);

  if (!check_person_id (edit, person, error))
    return FALSE;
  wg_people_edit_remove (edit, WG_STAFF_PERSON, person);
  return wg_people_edit_commit (edit, "person-remove", wg_people_get_person (edit->before, person)->name,
                                error);
}

gboolean
wg_command_remove_people (WgHistory *history, const guint32 *people, guint n_people, GError **error)
{
  g_autoptr (WgPeopleEdit) edit = wg_people_edit_new (history);
  g_autofree char *number = g_strdup_printf ("%u", n_people);

  if (n_people == 1)
    return wg_command_remove_person (history, people[0], error);
  for (guint i = 0; i < n_people; i++)
    {
      if (!check_person_id (edit, people[i], error))
        return FALSE;
      remove_person (edit, people[i]);
    }
  drop_lost_covers (edit);
  return wg_people_edit_commit (edit, "people-remove", number, error);
}

static gboolean
overlaps (const WgAssignment *a, const WgAssignment *b)
{
  return (a->to == WG_DAY_NONE || b->from == WG_DAY_NONE || b->from <= a->to)
         && (b->to == WG_DAY_NONE || a->from == WG_DAY_NONE || a->from <= b->to);
}

/* Ends the others of this role, mode and grid, or takes away those that would have begun later. */
static void
end_others (WgPeopleEdit *edit, const WgAssignment *values)
{
  guint n = 0;
  const guint32 *ids = wg_people_list_grid (edit->after, values->grid, &n);
  g_autofree guint32 *copy = g_memdup2 (ids, n * sizeof (guint32));

  for (guint i = 0; i < n; i++)
    {
      const WgAssignment *other = wg_people_get_assignment (edit->after, copy[i]);
      WgAssignment ended = { 0 };

      if (other == NULL || other->mode != values->mode || other->deputy_of != 0
          || !wg_assignment_has_role (other, values->role, values->title) || !overlaps (other, values))
        continue;
      if (other->from != WG_DAY_NONE && other->from >= values->from)
        {
          wg_people_edit_remove (edit, WG_STAFF_ASSIGNMENT, copy[i]);
          continue;
        }
      ended = *other;
      ended.to = values->from - 1;
      wg_people_edit_put (edit, WG_STAFF_ASSIGNMENT, &ended);
    }
}

static gboolean
has_already (const WgPeople *people, const WgAssignment *values)
{
  guint n = 0;
  const guint32 *ids = wg_people_list_person (people, values->person, &n);

  for (guint i = 0; i < n; i++)
    {
      const WgAssignment *other = wg_people_get_assignment (people, ids[i]);

      if (other->id != values->id && other->grid == values->grid && other->mode == values->mode
          && other->deputy_of == values->deputy_of && overlaps (other, values)
          && wg_assignment_has_role (other, values->role, values->title)
          && g_strcmp0 (other->part, values->part != NULL ? values->part : "") == 0)
        return TRUE;
    }
  return FALSE;
}

/* "张三、第二网格": who and where, for the sentence. */
static char *
describe (WgPeopleEdit *edit, guint32 person, guint32 grid)
{
  const WgPerson *who = wg_people_get_person (edit->after, person);
  const WgGrid *where = wg_plan_get_grid (edit->plan, grid);

  return g_strdup_printf ("%s、%s", who != NULL ? who->name : "",
                          where == NULL ? "" : where->name[0] != '\0' ? where->name : where->code);
}

guint32
wg_command_assign_person (WgHistory *history, const WgAssignment *values, gboolean replaces,
                          GError **error)
{
  g_autoptr (WgPeopleEdit) edit = wg_people_edit_new (history);
  g_autofree char *detail = describe (edit, values->person, values->grid);
  guint32 id = 0;

  if (has_already (edit->before, values))
    {
      g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING, "has that role there already");
      return 0;
    }
  if (replaces && values->from == WG_DAY_NONE)
    {
      set_bad (error, "what replaces has a first day");
      return 0;
    }
  if (replaces)
    end_others (edit, values);
  id = wg_people_edit_put (edit, WG_STAFF_ASSIGNMENT, values);
  return wg_people_edit_commit (edit, "assign-person", detail, error) ? id : 0;
}

gboolean
wg_command_end_assignment (WgHistory *history, guint32 assignment, WgDay last, GError **error)
{
  g_autoptr (WgPeopleEdit) edit = wg_people_edit_new (history);
  const WgAssignment *before = wg_people_get_assignment (edit->before, assignment);
  g_autofree char *detail = NULL;
  WgAssignment values = { 0 };

  if (before == NULL)
    {
      g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NO_PERSON, "there is no assignment %u", assignment);
      return FALSE;
    }
  detail = describe (edit, before->person, before->grid);
  values = *before;
  values.to = last;
  if (last != WG_DAY_NONE && before->from != WG_DAY_NONE && last < before->from)
    wg_people_edit_remove (edit, WG_STAFF_ASSIGNMENT, assignment);
  else
    wg_people_edit_put (edit, WG_STAFF_ASSIGNMENT, &values);
  return wg_people_edit_commit (edit, "assignment-end", detail, error);
}

guint32
wg_command_put_leave (WgHistory *history, const WgLeave *values, GError **error)
{
  g_autoptr (WgPeopleEdit) edit = wg_people_edit_new (history);
  const WgPerson *person = wg_people_get_person (edit->before, values->person);
  guint32 id = wg_people_edit_put (edit, WG_STAFF_LEAVE, values);

  return wg_people_edit_commit (edit, "leave-put", person != NULL ? person->name : "", error) ? id : 0;
}
