/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-staff-rules"

#include "wg-people-commands.h"

#include "wg-commands.h"

gboolean
wg_command_set_staff_rules (WgHistory *history, guint depth, WgPropertyType property_type,
                            const GArray *rules, GError **error)
{
  g_autoptr (WgPeopleEdit) edit = wg_people_edit_new (history);
  WgPlan *plan = wg_history_get_plan (history);
  const WgPeople *people = wg_plan_get_people (plan);
  const WgLevel *level = wg_plan_get_level (plan, depth);
  guint n = 0, used = 0;
  const guint32 *ids = wg_people_list_rules (people, depth, &n);

  for (guint i = 0; i < n; i++)
    {
      const WgStaffRule *before = wg_people_get (people, WG_STAFF_RULE, ids[i]);
      WgStaffRule values = { 0 };

      if (before->property_type != property_type)
        continue;
      if (rules == NULL || used >= rules->len)
        {
          wg_people_edit_remove (edit, WG_STAFF_RULE, ids[i]);
          continue;
        }
      values = g_array_index (rules, WgStaffRule, used++);
      values.id = ids[i];
      values.depth = depth;
      values.property_type = property_type;
      wg_people_edit_put (edit, WG_STAFF_RULE, &values);
    }
  for (; rules != NULL && used < rules->len; used++)
    {
      WgStaffRule values = g_array_index (rules, WgStaffRule, used);

      values.id = 0;
      values.depth = depth;
      values.property_type = property_type;
      wg_people_edit_put (edit, WG_STAFF_RULE, &values);
    }
  return wg_people_edit_commit (edit, "staff-rules", level != NULL ? level->name : "", error);
}
