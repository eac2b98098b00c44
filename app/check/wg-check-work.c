/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check-work"

#include "wg-check-work.h"

#define MOST_STAFF_ROWS 64 /* of an edit, that is followed row by row */
#define MOST_ARC_ROWS 500  /* about as many as are checked within a frame or two */

WgCheckWork *
wg_check_work_new (WgPlan *plan, const WgCheckSettings *settings, WgCheckAlong *along)
{
  WgCheckWork *self = g_new0 (WgCheckWork, 1);

  self->plan = wg_plan_snapshot (plan);
  self->settings = *settings;
  self->along = along != NULL ? wg_check_along_ref (along) : NULL;
  return self;
}

void
wg_check_work_free (WgCheckWork *self)
{
  g_object_unref (self->plan);
  g_clear_pointer (&self->along, wg_check_along_unref);
  g_clear_pointer (&self->findings, g_array_unref);
  for (guint subject = 0; subject < WG_N_SUBJECTS; subject++)
    g_clear_pointer (&self->subjects[subject], g_hash_table_unref);
  g_clear_pointer (&self->footprints, wg_check_footprints_free);
  g_clear_pointer (&self->names, wg_check_names_free);
  g_free (self);
}

gboolean
wg_check_work_run (WgCheckWork *self, GCancellable *cancellable, GError **error)
{
  WgBuildingSet *buildings = wg_plan_get_buildings (self->plan);

  self->findings = wg_check_run (self->plan, &self->settings, self->along, NULL, cancellable, error);
  if (self->findings == NULL)
    return FALSE;
  for (guint subject = 0; subject < WG_N_SUBJECTS; subject++)
    self->subjects[subject] = wg_check_subjects_new ();
  for (guint i = 0; i < self->findings->len; i++)
    wg_check_subjects_put (self->subjects, &g_array_index (self->findings, WgFinding, i));
  self->names = wg_check_names_new (self->plan);
  if (buildings != NULL)
    self->footprints = wg_check_footprints_new (buildings);
  return TRUE;
}

GHashTable *
wg_check_subjects_new (void)
{
  return g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
}

void
wg_check_subjects_put (GHashTable *const *all, const WgFinding *finding)
{
  GHashTable *subjects = all[finding->subject];
  guint32 id = wg_finding_get_id (finding);
  GArray *list = g_hash_table_lookup (subjects, GUINT_TO_POINTER (id));

  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (WgFinding));
      g_hash_table_insert (subjects, GUINT_TO_POINTER (id), list);
    }
  g_array_append_vals (list, finding, 1);
}

gboolean
wg_check_is_much (const WgChange *change)
{
  gboolean has_rules = FALSE;

  if (change->coverage != NULL && change->coverage->arcs->len > MOST_ARC_ROWS)
    return TRUE;
  for (guint i = 0; i < MIN (change->staff->len, MOST_STAFF_ROWS); i++)
    has_rules |= g_array_index (change->staff, WgStaffChange, i).kind == WG_STAFF_RULE;
  return has_rules || change->staff->len > MOST_STAFF_ROWS;
}
