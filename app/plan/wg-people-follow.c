/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-people-follow"

#include "wg-people-follow.h"

#include "wg-people-ids.h"

/* Does @assignment come to the same as another one of @grid? */
static gboolean
has_same (const WgPeople *people, const WgAssignment *assignment, guint32 grid)
{
  guint n = 0;
  const guint32 *ids = wg_people_list_person (people, assignment->person, &n);

  for (guint i = 0; i < n; i++)
    {
      const WgAssignment *other = wg_people_get_assignment (people, ids[i]);

      if (other->grid == grid && other->mode == assignment->mode && other->from == assignment->from
          && other->to == assignment->to && other->deputy_of == 0 && assignment->deputy_of == 0
          && wg_assignment_has_role (other, assignment->role, assignment->title)
          && g_str_equal (other->part, assignment->part))
        return TRUE;
    }
  return FALSE;
}

/* Takes away what stood in for an assignment that goes. */
static void
clear_deputies (WgPeople *people, guint32 grid, guint32 principal, GHashTable *touched)
{
  guint n = 0;
  const guint32 *ids = wg_people_list_grid (people, grid, &n);
  g_autofree guint32 *copy = g_memdup2 (ids, n * sizeof (guint32));

  for (guint i = 0; i < n; i++)
    {
      const WgAssignment *deputy = wg_people_get_assignment (people, copy[i]);

      if (deputy->deputy_of != principal)
        continue;
      wg_people_put (people, WG_STAFF_ASSIGNMENT, copy[i], NULL);
      if (touched != NULL)
        g_hash_table_add (touched, GUINT_TO_POINTER (copy[i]));
    }
}

/* Moves the assignments of @grid to @heir; what it touched goes to @touched. */
static void
move_staff (WgPeople *people, guint32 grid, guint32 heir, GHashTable *touched)
{
  guint n = 0;
  const guint32 *ids = wg_people_list_grid (people, grid, &n);
  g_autofree guint32 *copy = g_memdup2 (ids, n * sizeof (guint32));

  for (guint i = 0; i < n; i++)
    {
      const WgAssignment *assignment = wg_people_get_assignment (people, copy[i]);
      WgAssignment values = { 0 };

      if (assignment == NULL) /* stood in for one that went */
        continue;
      g_hash_table_add (touched, GUINT_TO_POINTER (copy[i]));
      if (has_same (people, assignment, heir))
        {
          wg_people_put (people, WG_STAFF_ASSIGNMENT, copy[i], NULL);
          clear_deputies (people, grid, copy[i], touched);
          continue;
        }
      values = *assignment;
      values.grid = heir;
      wg_people_put (people, WG_STAFF_ASSIGNMENT, copy[i], wg_staff_new (WG_STAFF_ASSIGNMENT, &values));
    }
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  guint id_a = GPOINTER_TO_UINT (*(const gpointer *) a), id_b = GPOINTER_TO_UINT (*(const gpointer *) b);

  return (id_a > id_b) - (id_a < id_b);
}

void
wg_people_follow_heirs (WgPlan *plan, WgChange *change, WgHeirFunc find_heir, gconstpointer edit)
{
  WgPeople *before = wg_plan_get_people (plan);
  g_autoptr (WgPeople) after = NULL;
  g_autoptr (GHashTable) touched = NULL;
  g_autofree gpointer *keys = NULL;
  guint n = 0;

  for (guint i = 0; i < change->grids->len; i++)
    {
      const WgGridChange *row = g_ptr_array_index (change->grids, i);
      guint32 heir = 0;

      if (row->before == NULL || row->after == NULL || row->before->is_retired || !row->after->is_retired)
        continue;
      wg_people_list_grid (before, row->before->id, &n);
      heir = n > 0 ? find_heir (edit, row->before->id) : 0;
      if (heir == 0 || heir == row->before->id)
        continue;
      if (after == NULL)
        {
          after = wg_people_copy (before);
          touched = g_hash_table_new (NULL, NULL);
        }
      move_staff (after, row->before->id, heir, touched);
    }
  if (after == NULL)
    return;
  keys = g_hash_table_get_keys_as_array (touched, &n);
  qsort (keys, n, sizeof (gpointer), compare_keys);
  for (guint i = 0; i < n; i++)
    {
      guint32 id = GPOINTER_TO_UINT (keys[i]);

      wg_change_add_staff (change, WG_STAFF_ASSIGNMENT,
                           (gpointer) wg_people_get (before, WG_STAFF_ASSIGNMENT, id),
                           (gpointer) wg_people_get (after, WG_STAFF_ASSIGNMENT, id));
    }
}

/* The grid of @next that is grid @id of @plan; 0: none. */
static guint32
find_same_grid (WgPlan *plan, WgPlan *next, guint32 id)
{
  const WgGrid *grid = wg_plan_get_grid (plan, id);
  const WgGrid *same = wg_plan_get_grid (next, id);

  if (grid == NULL)
    return 0;
  if (same != NULL && g_str_equal (same->code, grid->code) && same->depth == grid->depth)
    return id;
  if (grid->code[0] == '\0')
    return 0;
  same = wg_plan_find_code (next, grid->code);
  return same != NULL ? same->id : 0;
}

void
wg_people_carry (WgPlan *plan, WgPlan *next)
{
  WgPlan *source = wg_people_is_empty (wg_plan_get_people (next)) ? plan : next;
  const WgPeople *from = wg_plan_get_people (source);
  g_autoptr (WgPeople) people = NULL;

  if (wg_people_is_empty (from))
    return;
  people = wg_people_copy (from);
  for (guint32 id = 1; id < wg_people_limit (from, WG_STAFF_ASSIGNMENT); id++)
    {
      const WgAssignment *assignment = wg_people_get_assignment (people, id);
      guint32 grid = assignment != NULL ? find_same_grid (source, next, assignment->grid) : 0;
      WgAssignment values = { 0 };

      if (assignment == NULL || grid == assignment->grid)
        continue;
      if (grid == 0)
        {
          clear_deputies (people, assignment->grid, id, NULL);
          wg_people_put (people, WG_STAFF_ASSIGNMENT, id, NULL);
          continue;
        }
      values = *assignment;
      values.grid = grid;
      wg_people_put (people, WG_STAFF_ASSIGNMENT, id, wg_staff_new (WG_STAFF_ASSIGNMENT, &values));
    }
  wg_plan_set_people (next, people);
}

/* Leaves of persons who stay only because @own needs them stay with them; a deputy who is gone covers no more. */
static void
join_leave (WgPeople *joined, const WgPeople *present, guint32 id)
{
  const WgLeave *now = wg_people_get (present, WG_STAFF_LEAVE, id);
  const WgLeave *own = wg_people_get (joined, WG_STAFF_LEAVE, id);
  WgLeave values = { 0 };

  if (now != NULL && now != own)
    wg_people_put (joined, WG_STAFF_LEAVE, id, wg_staff_ref ((gpointer) now));
  if (now != NULL || own == NULL)
    return;
  if (wg_people_get_person (present, own->person) != NULL || wg_people_get_person (joined, own->person) == NULL)
    {
      wg_people_put (joined, WG_STAFF_LEAVE, id, NULL);
      return;
    }
  if (own->deputy == 0 || wg_people_get_person (joined, own->deputy) != NULL)
    return;
  values = *own;
  values.deputy = 0;
  wg_people_put (joined, WG_STAFF_LEAVE, id, wg_staff_new (WG_STAFF_LEAVE, &values));
}

WgPeople *
wg_people_join (const WgPeople *own, const WgPeople *present)
{
  WgPeople *joined = wg_people_copy (own);
  guint32 n_persons = MAX (wg_people_limit (own, WG_STAFF_PERSON), wg_people_limit (present, WG_STAFF_PERSON));
  guint32 n_leaves = MAX (wg_people_limit (own, WG_STAFF_LEAVE), wg_people_limit (present, WG_STAFF_LEAVE));
  guint n = 0;

  if (wg_people_count (present, WG_STAFF_PERSON) == 0)
    return joined;
  for (guint32 id = 1; id < n_persons; id++)
    {
      const WgPerson *now = wg_people_get_person (present, id);

      if (now != NULL && now != wg_people_get_person (own, id))
        wg_people_put (joined, WG_STAFF_PERSON, id, wg_staff_ref ((gpointer) now));
      if (now == NULL && wg_people_get_person (own, id) != NULL && wg_people_list_person (own, id, &n) == NULL)
        wg_people_put (joined, WG_STAFF_PERSON, id, NULL);
    }
  for (guint32 id = 1; id < n_leaves; id++)
    join_leave (joined, present, id);
  for (WgStaffKind kind = 0; kind < WG_STAFF_N_KINDS; kind++)
    wg_people_set_next_id (joined, kind, wg_people_next_id (present, kind));
  return joined;
}
