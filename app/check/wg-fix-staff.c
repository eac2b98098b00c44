/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-fix"

#include "wg-fix-private.h"

#include "../plan/wg-commands.h"
#include "../plan/wg-people-commands.h"

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

void
wg_fix_add_staff (GPtrArray *fixes, WgPlan *plan, const WgFinding *finding)
{
  g_autoptr (GPtrArray) leaders = NULL;

  if (!wg_finding_is_about (finding, "staff.doubled"))
    return;
  leaders = find_leaders (plan, finding);
  for (guint i = 0; leaders->len > 1 && i < leaders->len; i++)
    {
      const WgAssignment *post = g_ptr_array_index (leaders, i);
      WgFix *fix = g_new0 (WgFix, 1);

      fix->kind = WG_FIX_LEADER;
      fix->grid = finding->grid;
      fix->assignment = post->id;
      g_ptr_array_add (fixes, fix);
    }
}

gboolean
wg_fix_is_leader (WgPlan *plan, const WgFinding *finding, const WgFix *fix)
{
  g_autoptr (GPtrArray) leaders = find_leaders (plan, finding);

  for (guint i = 0; leaders->len > 1 && i < leaders->len; i++)
    if (((const WgAssignment *) g_ptr_array_index (leaders, i))->id == fix->assignment)
      return TRUE;
  return FALSE;
}

gboolean
wg_fix_apply_leader (WgHistory *history, const WgFinding *finding, const WgFix *fix, GError **error)
{
  WgPlan *plan = wg_history_get_plan (history);
  g_autoptr (GPtrArray) leaders = find_leaders (plan, finding);
  g_autoptr (WgPeopleEdit) edit = wg_people_edit_new (history);
  const WgGrid *grid = wg_plan_get_grid (plan, finding->grid);

  if (!wg_fix_is_leader (plan, finding, fix))
    {
      g_set_error (error, WG_FIX_ERROR, WG_FIX_ERROR_STALE, "what it is about is gone");
      return FALSE;
    }
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
  return wg_people_edit_commit (edit, "assignment-end", grid->name, error);
}
