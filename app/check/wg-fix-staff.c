/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-fix"

#include "wg-fix-private.h"

#include "../plan/wg-commands.h"
#include "../plan/wg-people-commands.h"

#define MOST_COVERS 3

/* (transfer full): the leaders of the grid on the day of the finding: of WgAssignment, borrowed. */
static GPtrArray *
find_leaders (WgPlan *plan, const WgFinding *finding)
{
  GPtrArray *staff = g_ptr_array_new ();
  WgWhen when = { finding->day, WG_MODE_ROUTINE };

  wg_people_collect (wg_plan_get_people (plan), finding->grid, &when, staff);
  for (guint i = staff->len; i-- > 0;)
    {
      const WgAssignment *post = g_ptr_array_index (staff, i);

      if (post->role != WG_ROLE_LEADER || post->deputy_of != 0)
        g_ptr_array_remove_index (staff, i);
    }
  return staff;
}

static void
add_leaders (GPtrArray *fixes, WgPlan *plan, const WgFinding *finding)
{
  g_autoptr (GPtrArray) leaders = find_leaders (plan, finding);

  for (guint i = 0; leaders->len > 1 && i < leaders->len; i++)
    {
      const WgAssignment *post = g_ptr_array_index (leaders, i);

      wg_fix_add (fixes, WG_FIX_LEADER, finding->grid)->assignment = post->id;
    }
}

/** Could the person stand in for the one of the finding? */
static gboolean
can_cover (const WgPeople *people, guint32 person, const WgFinding *finding)
{
  return person != finding->person && wg_people_find_leave (people, person, finding->day) == NULL;
}

/** Those who answer for the same grid, then the leader of the one above: they know the place. */
static void
add_covers (GPtrArray *fixes, WgPlan *plan, const WgFinding *finding)
{
  const WgPeople *people = wg_plan_get_people (plan);
  const WgGrid *grid = wg_plan_get_grid (plan, finding->grid);
  WgWhen when = { finding->day, WG_MODE_ROUTINE };
  g_autoptr (GPtrArray) staff = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  const WgAssignment *above = NULL;

  if (grid == NULL || wg_people_find_leave (people, finding->person, finding->day) == NULL)
    return;
  wg_people_collect (people, grid->id, &when, staff);
  above = wg_people_find_leader (people, grid->parent, &when);
  if (above != NULL)
    g_ptr_array_add (staff, (gpointer) above);
  for (guint i = 0; i < staff->len && g_hash_table_size (seen) < MOST_COVERS; i++)
    {
      guint32 person = ((const WgAssignment *) g_ptr_array_index (staff, i))->person;

      if (can_cover (people, person, finding) && g_hash_table_add (seen, GUINT_TO_POINTER (person)))
        wg_fix_add (fixes, WG_FIX_COVER, grid->id)->person = person;
    }
}

/** The role of the finding that ends first. */
static const WgAssignment *
find_ending (WgPlan *plan, const WgFinding *finding)
{
  const WgPeople *people = wg_plan_get_people (plan);
  guint n = 0;
  const guint32 *ids = wg_people_list_grid (people, finding->grid, &n);
  const WgAssignment *first = NULL;

  for (guint i = 0; i < n; i++)
    {
      const WgAssignment *post = wg_people_get_assignment (people, ids[i]);

      if (post->person == finding->person && post->to != WG_DAY_NONE && post->deputy_of == 0
          && wg_people_holds (people, post, finding->day) && (first == NULL || post->to < first->to))
        first = post;
    }
  return first;
}

/** The same day of the next year; of a 29 February the day before. */
static WgDay
year_after (WgDay day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  g_date_add_years (&date, 1);
  return g_date_get_julian (&date);
}

static void
add_extensions (GPtrArray *fixes, WgPlan *plan, const WgFinding *finding)
{
  const WgAssignment *post = find_ending (plan, finding);
  WgFix *fix = NULL;

  if (post == NULL)
    return;
  fix = wg_fix_add (fixes, WG_FIX_EXTEND, finding->grid);
  fix->assignment = post->id;
  fix->day = year_after (post->to);
  fix = wg_fix_add (fixes, WG_FIX_EXTEND, finding->grid);
  fix->assignment = post->id;
  fix->day = WG_DAY_NONE;
}

static gboolean
is_leader (WgPlan *plan, const WgFinding *finding, const WgFix *fix)
{
  g_autoptr (GPtrArray) leaders = find_leaders (plan, finding);

  for (guint i = 0; leaders->len > 1 && i < leaders->len; i++)
    if (((const WgAssignment *) g_ptr_array_index (leaders, i))->id == fix->assignment)
      return TRUE;
  return FALSE;
}

static void
end_others (WgPeopleEdit *edit, WgPlan *plan, const WgFinding *finding, const WgFix *fix)
{
  g_autoptr (GPtrArray) leaders = find_leaders (plan, finding);

  for (guint i = 0; i < leaders->len; i++)
    {
      const WgAssignment *post = g_ptr_array_index (leaders, i);
      WgAssignment ended = *post;

      if (post->id == fix->assignment)
        continue;
      ended.to = finding->day - 1;
      if (post->from != WG_DAY_NONE && post->from > ended.to)
        wg_people_edit_remove (edit, WG_STAFF_ASSIGNMENT, post->id);
      else
        wg_people_edit_put (edit, WG_STAFF_ASSIGNMENT, &ended);
    }
}

void
wg_fix_add_staff (GPtrArray *fixes, WgPlan *plan, const WgFinding *finding)
{
  WgFixKind question = WG_FIX_ASK_PERSON;

  if (wg_finding_is_about (finding, "staff.doubled"))
    add_leaders (fixes, plan, finding);
  else if (wg_finding_is_about (finding, "staff.leave"))
    {
      add_covers (fixes, plan, finding);
      question = WG_FIX_ASK_LEAVE;
    }
  else if (wg_finding_is_about (finding, "staff.ending"))
    add_extensions (fixes, plan, finding);
  else if (finding->person == 0)
    question = WG_FIX_ASK_STAFF;
  wg_fix_add (fixes, question, finding->grid)->person = finding->person;
}

gboolean
wg_fix_check_staff (WgPlan *plan, const WgFinding *finding, const WgFix *fix, GError **error)
{
  const WgPeople *people = wg_plan_get_people (plan);
  const WgAssignment *ending = fix->kind == WG_FIX_EXTEND ? find_ending (plan, finding) : NULL;
  gboolean is_there
    = fix->kind == WG_FIX_LEADER  ? is_leader (plan, finding, fix)
      : fix->kind == WG_FIX_COVER ? wg_people_get_person (people, fix->person) != NULL
                                      && wg_people_find_leave (people, finding->person, finding->day)
                                           != NULL
                                  : ending != NULL && ending->id == fix->assignment;

  if (!is_there)
    g_set_error (error, WG_FIX_ERROR, WG_FIX_ERROR_STALE, "what it is about is gone");
  return is_there;
}

gboolean
wg_fix_apply_staff (WgHistory *history, const WgFinding *finding, const WgFix *fix, GError **error)
{
  WgPlan *plan = wg_history_get_plan (history);
  const WgPeople *people = wg_plan_get_people (plan);
  g_autoptr (WgPeopleEdit) edit = wg_people_edit_new (history);
  const WgPerson *person = wg_people_get_person (people, finding->person);
  const WgGrid *grid = wg_plan_get_grid (plan, finding->grid);
  const char *name = person != NULL ? person->name : "";

  if (!wg_fix_check_staff (plan, finding, fix, error))
    return FALSE;
  if (fix->kind == WG_FIX_LEADER)
    {
      end_others (edit, plan, finding, fix);
      return wg_people_edit_commit (edit, "assignment-end", grid->name, error);
    }
  if (fix->kind == WG_FIX_COVER)
    {
      WgLeave leave = *wg_people_find_leave (people, finding->person, finding->day);

      leave.deputy = fix->person;
      wg_people_edit_put (edit, WG_STAFF_LEAVE, &leave);
      return wg_people_edit_commit (edit, "leave-put", name, error);
    }
  else
    {
      WgAssignment post = *wg_people_get_assignment (people, fix->assignment);

      post.to = fix->day;
      wg_people_edit_put (edit, WG_STAFF_ASSIGNMENT, &post);
      return wg_people_edit_commit (edit, "assignment-extend", name, error);
    }
}
