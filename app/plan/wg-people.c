/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-people"

#include "wg-people-ids.h"

#include "../base/wg-slots.h"

#include <string.h>

/* Ids, ascending. Never empty. */
typedef struct
{
  gint ref_count;
  guint n;
  guint n_allocated;
  guint32 *ids;
} IdList;

typedef enum
{
  BY_GRID,          /* grid -> assignments */
  BY_PERSON,        /* person -> assignments */
  LEAVES_BY_PERSON, /* person -> leaves */
  RULES_BY_DEPTH,   /* depth -> rules */
  N_INDEXES,
} Index;

struct _WgPeople
{
  gint ref_count;
  WgSlots *records[WG_STAFF_N_KINDS];
  WgSlots *indexes[N_INDEXES]; /* of IdList */
  guint32 next[WG_STAFF_N_KINDS]; /* ids below were given */
};

G_DEFINE_BOXED_TYPE (WgPeople, wg_people, wg_people_ref, wg_people_unref)

static gpointer
ref_list (gpointer data)
{
  g_atomic_int_inc (&((IdList *) data)->ref_count);
  return data;
}

static void
unref_list (gpointer data)
{
  IdList *list = data;

  if (!g_atomic_int_dec_and_test (&list->ref_count))
    return;
  g_free (list->ids);
  g_free (list);
}

/* Where @id is in the list, or would be. */
static guint
find_place (const IdList *list, guint32 id)
{
  guint low = 0, high = list->n;

  if (high > 0 && list->ids[high - 1] < id)
    return high;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (list->ids[middle] < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
add_to_list (WgSlots *index, guint32 key, guint32 id)
{
  IdList *list = key != 0 ? wg_slots_own (index, key) : NULL;
  guint place = 0;

  if (key == 0)
    return;
  if (list == NULL || g_atomic_int_get (&list->ref_count) > 1)
    {
      IdList *copy = g_new0 (IdList, 1);

      copy->ref_count = 1;
      copy->n = list != NULL ? list->n : 0;
      copy->n_allocated = copy->n + 1;
      copy->ids = g_new (guint32, copy->n_allocated);
      if (copy->n > 0)
        memcpy (copy->ids, list->ids, copy->n * sizeof (guint32));
      wg_slots_put (index, key, copy);
      list = copy;
    }
  if (list->n == list->n_allocated)
    {
      list->n_allocated = list->n * 2;
      list->ids = g_renew (guint32, list->ids, list->n_allocated);
    }
  place = find_place (list, id);
  memmove (list->ids + place + 1, list->ids + place, (list->n - place) * sizeof (guint32));
  list->ids[place] = id;
  list->n++;
}

static void
remove_from_list (WgSlots *index, guint32 key, guint32 id)
{
  IdList *list = key != 0 ? wg_slots_own (index, key) : NULL;
  IdList *copy = NULL;
  guint place = list != NULL ? find_place (list, id) : 0;

  if (list == NULL || place == list->n || list->ids[place] != id)
    return;
  if (list->n == 1)
    {
      wg_slots_put (index, key, NULL);
      return;
    }
  copy = g_new0 (IdList, 1);
  copy->ref_count = 1;
  copy->n = copy->n_allocated = list->n - 1;
  copy->ids = g_new (guint32, copy->n);
  memcpy (copy->ids, list->ids, place * sizeof (guint32));
  memcpy (copy->ids + place, list->ids + place + 1, (copy->n - place) * sizeof (guint32));
  wg_slots_put (index, key, copy);
}

static const guint32 *
get_list (const WgPeople *self, Index index, guint32 key, guint *n_out)
{
  const IdList *list = wg_slots_get (self->indexes[index], key);

  *n_out = list != NULL ? list->n : 0;
  return list != NULL ? list->ids : NULL;
}

/* Enters a record into the indexes, or takes it out of them. */
static void
index_record (WgPeople *self, WgStaffKind kind, gconstpointer record,
              void (*change) (WgSlots *index, guint32 key, guint32 id))
{
  const WgAssignment *assignment = record;
  const WgLeave *leave = record;
  const WgStaffRule *rule = record;

  if (record == NULL)
    return;
  if (kind == WG_STAFF_ASSIGNMENT)
    {
      change (self->indexes[BY_GRID], assignment->grid, assignment->id);
      change (self->indexes[BY_PERSON], assignment->person, assignment->id);
    }
  else if (kind == WG_STAFF_LEAVE)
    change (self->indexes[LEAVES_BY_PERSON], leave->person, leave->id);
  else if (kind == WG_STAFF_RULE)
    change (self->indexes[RULES_BY_DEPTH], rule->depth, rule->id);
}

/* By role (own texts last), then by id. */
static int
compare_roles (gconstpointer a, gconstpointer b)
{
  const WgAssignment *one = *(const WgAssignment *const *) a;
  const WgAssignment *other = *(const WgAssignment *const *) b;
  guint role_one = one->role == WG_ROLE_OTHER ? G_MAXUINT : one->role;
  guint role_other = other->role == WG_ROLE_OTHER ? G_MAXUINT : other->role;

  if (role_one != role_other)
    return role_one < role_other ? -1 : 1;
  return (one->id > other->id) - (one->id < other->id);
}

/* In an emergency: has the role of this routine assignment emergency staff, too? */
static gboolean
is_superseded (const WgPeople *self, const WgAssignment *routine, WgDay day)
{
  guint n = 0;
  const guint32 *ids = wg_people_list_grid (self, routine->grid, &n);

  for (guint i = 0; i < n; i++)
    {
      const WgAssignment *assignment = wg_people_get_assignment (self, ids[i]);

      if (assignment->mode == WG_MODE_EMERGENCY
          && wg_assignment_has_role (assignment, routine->role, routine->title)
          && wg_people_holds (self, assignment, day))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_asked_for (const WgPeople *self, const WgAssignment *assignment, const WgWhen *when)
{
  if (!wg_people_holds (self, assignment, when->day))
    return FALSE;
  if (when->mode == WG_MODE_ROUTINE)
    return assignment->mode == WG_MODE_ROUTINE;
  return assignment->mode == WG_MODE_EMERGENCY || !is_superseded (self, assignment, when->day);
}

/* Puts each deputy after the one whom he stands in for; deputies are few. */
static void
put_deputies (GPtrArray *staff, guint first)
{
  g_autoptr (GPtrArray) deputies = g_ptr_array_new ();

  for (guint i = first; i < staff->len;)
    {
      const WgAssignment *assignment = g_ptr_array_index (staff, i);

      if (assignment->deputy_of == 0)
        i++;
      else
        g_ptr_array_add (deputies, g_ptr_array_remove_index (staff, i));
    }
  for (guint i = deputies->len; i-- > 0;)
    {
      WgAssignment *deputy = g_ptr_array_index (deputies, i);
      guint at = first;

      while (at < staff->len
             && ((const WgAssignment *) g_ptr_array_index (staff, at))->id != deputy->deputy_of)
        at++;
      g_ptr_array_insert (staff, (int) MIN (at + 1, staff->len), deputy);
    }
}

WgPeople *
wg_people_new (void)
{
  WgPeople *self = g_new0 (WgPeople, 1);

  self->ref_count = 1;
  for (guint i = 0; i < WG_STAFF_N_KINDS; i++)
    self->records[i] = wg_slots_new (wg_staff_ref, wg_staff_unref);
  for (guint i = 0; i < N_INDEXES; i++)
    self->indexes[i] = wg_slots_new (ref_list, unref_list);
  return self;
}

WgPeople *
wg_people_ref (WgPeople *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
wg_people_unref (WgPeople *self)
{
  if (self == NULL || !g_atomic_int_dec_and_test (&self->ref_count))
    return;
  for (guint i = 0; i < WG_STAFF_N_KINDS; i++)
    wg_slots_free (self->records[i]);
  for (guint i = 0; i < N_INDEXES; i++)
    wg_slots_free (self->indexes[i]);
  g_free (self);
}

WgPeople *
wg_people_copy (const WgPeople *self)
{
  WgPeople *copy = g_new0 (WgPeople, 1);

  copy->ref_count = 1;
  for (guint i = 0; i < WG_STAFF_N_KINDS; i++)
    {
      copy->records[i] = wg_slots_copy (self->records[i]);
      copy->next[i] = self->next[i];
    }
  for (guint i = 0; i < N_INDEXES; i++)
    copy->indexes[i] = wg_slots_copy (self->indexes[i]);
  return copy;
}

void
wg_people_put (WgPeople *self, WgStaffKind kind, guint32 id, gpointer record)
{
  g_return_if_fail (id > 0);

  index_record (self, kind, wg_slots_get (self->records[kind], id), remove_from_list);
  index_record (self, kind, record, add_to_list);
  wg_slots_put (self->records[kind], id, record);
  self->next[kind] = MAX (self->next[kind], id + 1);
}

gboolean
wg_people_is_empty (const WgPeople *self)
{
  for (guint i = 0; i < WG_STAFF_N_KINDS; i++)
    if (wg_slots_count (self->records[i]) > 0)
      return FALSE;
  return TRUE;
}

gconstpointer
wg_people_get (const WgPeople *self, WgStaffKind kind, guint32 id)
{
  return wg_slots_get (self->records[kind], id);
}

guint32
wg_people_next_id (const WgPeople *self, WgStaffKind kind)
{
  return MAX (self->next[kind], 1);
}

void
wg_people_set_next_id (WgPeople *self, WgStaffKind kind, guint32 next)
{
  self->next[kind] = MAX (self->next[kind], next);
}

guint32
wg_people_limit (const WgPeople *self, WgStaffKind kind)
{
  return wg_slots_limit (self->records[kind]);
}

guint
wg_people_count (const WgPeople *self, WgStaffKind kind)
{
  return wg_slots_count (self->records[kind]);
}

const WgPerson *
wg_people_get_person (const WgPeople *self, guint32 id)
{
  return wg_slots_get (self->records[WG_STAFF_PERSON], id);
}

const WgAssignment *
wg_people_get_assignment (const WgPeople *self, guint32 id)
{
  return wg_slots_get (self->records[WG_STAFF_ASSIGNMENT], id);
}

const guint32 *
wg_people_list_grid (const WgPeople *self, guint32 grid, guint *n_out)
{
  return get_list (self, BY_GRID, grid, n_out);
}

const guint32 *
wg_people_list_person (const WgPeople *self, guint32 person, guint *n_out)
{
  return get_list (self, BY_PERSON, person, n_out);
}

const guint32 *
wg_people_list_leaves (const WgPeople *self, guint32 person, guint *n_out)
{
  return get_list (self, LEAVES_BY_PERSON, person, n_out);
}

const guint32 *
wg_people_list_rules (const WgPeople *self, guint depth, guint *n_out)
{
  return get_list (self, RULES_BY_DEPTH, depth, n_out);
}

gboolean
wg_people_holds (const WgPeople *self, const WgAssignment *assignment, WgDay day)
{
  const WgPerson *person = wg_people_get_person (self, assignment->person);

  return person != NULL && person->is_active
         && wg_day_is_within (day, assignment->from, assignment->to);
}

void
wg_people_collect (const WgPeople *self, guint32 grid, const WgWhen *when, GPtrArray *staff_out)
{
  guint first = staff_out->len, n = 0;
  const guint32 *ids = wg_people_list_grid (self, grid, &n);

  for (guint i = 0; i < n; i++)
    {
      const WgAssignment *assignment = wg_people_get_assignment (self, ids[i]);

      if (is_asked_for (self, assignment, when))
        g_ptr_array_add (staff_out, (gpointer) assignment);
    }
  if (staff_out->len - first < 2)
    return;
  qsort (staff_out->pdata + first, staff_out->len - first, sizeof (gpointer), compare_roles);
  put_deputies (staff_out, first);
}

const WgAssignment *
wg_people_find_leader (const WgPeople *self, guint32 grid, const WgWhen *when)
{
  guint n = 0;
  const guint32 *ids = wg_people_list_grid (self, grid, &n);

  for (guint i = 0; i < n; i++)
    {
      const WgAssignment *assignment = wg_people_get_assignment (self, ids[i]);

      if (assignment->role == WG_ROLE_LEADER && assignment->deputy_of == 0
          && is_asked_for (self, assignment, when))
        return assignment;
    }
  return NULL;
}

const WgLeave *
wg_people_find_leave (const WgPeople *self, guint32 person, WgDay day)
{
  guint n = 0;
  const guint32 *ids = wg_people_list_leaves (self, person, &n);

  for (guint i = 0; i < n; i++)
    {
      const WgLeave *leave = wg_people_get (self, WG_STAFF_LEAVE, ids[i]);

      if (wg_day_is_within (day, leave->from, leave->to))
        return leave;
    }
  return NULL;
}

/* The B 岗 of @assignment who is not away. */
static const WgPerson *
find_deputy (const WgPeople *self, const WgAssignment *assignment, WgDay day)
{
  guint n = 0;
  const guint32 *ids = wg_people_list_grid (self, assignment->grid, &n);

  for (guint i = 0; i < n; i++)
    {
      const WgAssignment *deputy = wg_people_get_assignment (self, ids[i]);

      if (deputy->deputy_of == assignment->id && wg_people_holds (self, deputy, day)
          && wg_people_find_leave (self, deputy->person, day) == NULL)
        return wg_people_get_person (self, deputy->person);
    }
  return NULL;
}

const WgPerson *
wg_people_find_acting (const WgPeople *self, const WgAssignment *assignment, WgDay day)
{
  const WgLeave *leave = wg_people_find_leave (self, assignment->person, day);
  const WgPerson *person = NULL;

  if (leave == NULL)
    return wg_people_get_person (self, assignment->person);
  person = find_deputy (self, assignment, day);
  if (person == NULL && leave->deputy != 0
      && wg_people_find_leave (self, leave->deputy, day) == NULL)
    person = wg_people_get_person (self, leave->deputy);
  return person != NULL && person->is_active ? person : NULL;
}
