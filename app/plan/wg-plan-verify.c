/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-plan"

#include "wg-plan-private.h"

#define MAX_PROBLEMS 1000

static void G_GNUC_PRINTF (2, 3)
add_problem (GPtrArray *problems, const char *format, ...)
{
  va_list arguments;

  if (problems->len >= MAX_PROBLEMS)
    return;
  va_start (arguments, format);
  g_ptr_array_add (problems, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static void
verify_grid (WgPlan *self, guint32 id, const WgGrid *grid, GPtrArray *problems)
{
  const WgGrid *parent = wg_plan_get_grid (self, grid->parent);

  if (grid->id != id)
    add_problem (problems, "grid %u stands in the place of %u", grid->id, id);
  if (grid->depth < 1 || grid->depth > self->levels->len)
    add_problem (problems, "grid %u has depth %u of %u", id, grid->depth, self->levels->len);
  if (!g_utf8_validate (grid->code, -1, NULL) || !g_utf8_validate (grid->name, -1, NULL))
    add_problem (problems, "grid %u has a code or name that is not UTF-8", id);
  if (grid->parent == 0)
    return;
  if (parent == NULL)
    add_problem (problems, "grid %u has the parent %u, which does not exist", id, grid->parent);
  else if (parent->depth >= grid->depth)
    add_problem (problems, "grid %u is not below its parent %u", id, grid->parent);
  else if (parent->is_retired && !grid->is_retired)
    add_problem (problems, "grid %u has the retired parent %u", id, grid->parent);
}

static void
verify_owners (WgPlan *self, GPtrArray *problems)
{
  for (WgFaceId face = 1; face < wg_coverage_face_limit (self->coverage); face++)
    {
      guint32 owner = wg_coverage_owner (self->coverage, face);
      const WgGrid *grid = wg_plan_get_grid (self, owner);

      if (!wg_coverage_has_face (self->coverage, face) || owner == 0)
        continue;
      if (grid == NULL)
        add_problem (problems, "face %u is owned by grid %u, which does not exist", face, owner);
      else if (grid->is_retired)
        add_problem (problems, "face %u is owned by grid %u, which is retired", face, owner);
    }
}

static gboolean
arrays_are_equal (const GArray *a, const GArray *b)
{
  return a->len == b->len
         && (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (guint32)) == 0);
}

static void
verify_index (WgPlan *self, GPtrArray *problems)
{
  g_autoptr (WgPlanIndex) fresh = wg_plan_index_new (self->grids, self->coverage);
  WgPlanIndex *index = wg_plan_get_index (self);

  for (guint depth = 0; depth <= self->levels->len; depth++)
    if (wg_plan_index_count (index, depth) != wg_plan_index_count (fresh, depth))
      add_problem (problems, "the count of depth %u is not kept up", depth);
  for (guint32 id = 0; id < self->grids->len; id++)
    {
      const WgGrid *grid = wg_plan_get_grid (self, id);

      if (!arrays_are_equal (wg_plan_index_children (index, id),
                             wg_plan_index_children (fresh, id)))
        add_problem (problems, "the children of grid %u are not kept up", id);
      if (!arrays_are_equal (wg_plan_index_own_faces (index, id),
                             wg_plan_index_own_faces (fresh, id)))
        add_problem (problems, "the faces of grid %u are not kept up", id);
      if (grid != NULL && wg_plan_index_find_code (index, grid->code)
                            != wg_plan_index_find_code (fresh, grid->code))
        add_problem (problems, "the code of grid %u is not kept up", id);
    }
}

/* What was kept up edit by edit against a full count. */
static void
verify_tallies (WgPlan *self, GPtrArray *problems)
{
  g_autoptr (WgTallyIndex) fresh = NULL;
  guint n_buildings = self->buildings != NULL ? wg_building_set_count (self->buildings) : 0;

  if (self->tally == NULL)
    return;
  fresh = wg_tally_index_new (self, self->buildings);
  for (guint32 id = 0; id < self->grids->len; id++)
    {
      WgTally kept, counted;

      wg_tally_index_get (self->tally, id, &kept);
      wg_tally_index_get (fresh, id, &counted);
      if (!wg_tally_equal (&kept, &counted))
        g_ptr_array_add (problems,
                         g_strdup_printf ("grid %u is tallied at %" G_GINT64_FORMAT " mm2, %u buildings, %"
                                          G_GINT64_FORMAT " households instead of %" G_GINT64_FORMAT
                                          ", %u, %" G_GINT64_FORMAT,
                                          id, kept.area_mm2, kept.n_buildings, kept.households.sum,
                                          counted.area_mm2, counted.n_buildings,
                                          counted.households.sum));
    }
  for (guint i = 0; i < n_buildings; i++)
    if (wg_tally_index_get_face (self->tally, i) != wg_tally_index_get_face (fresh, i))
      g_ptr_array_add (problems, g_strdup_printf ("building %u is kept in face %u, it lies in %u",
                                                  wg_building_set_get (self->buildings, i)->id,
                                                  wg_tally_index_get_face (self->tally, i),
                                                  wg_tally_index_get_face (fresh, i)));
}

static void
verify_people (WgPlan *self, GPtrArray *problems)
{
  const WgPeople *people = self->people;

  for (guint32 id = 1; id < wg_people_limit (people, WG_STAFF_ASSIGNMENT); id++)
    {
      const WgAssignment *one = wg_people_get_assignment (people, id);
      const WgAssignment *principal
        = one != NULL && one->deputy_of != 0 ? wg_people_get_assignment (people, one->deputy_of) : one;

      if (one != NULL
          && (wg_people_get_person (people, one->person) == NULL || wg_plan_get_grid (self, one->grid) == NULL))
        g_ptr_array_add (problems, g_strdup_printf ("assignment %u is of person %u and grid %u", id,
                                                    one->person, one->grid));
      if (one != NULL && (principal == NULL || principal->grid != one->grid))
        g_ptr_array_add (problems, g_strdup_printf ("assignment %u stands in for %u", id, one->deputy_of));
    }
}

void
wg_plan_verify (WgPlan *self, GPtrArray *problems)
{
  for (guint32 id = 1; id < self->grids->len; id++)
    {
      const WgGrid *grid = wg_plan_get_grid (self, id);

      if (grid != NULL)
        verify_grid (self, id, grid, problems);
    }
  verify_owners (self, problems);
  verify_people (self, problems);
  if (problems->len == 0)
    verify_index (self, problems);
  if (problems->len == 0)
    verify_tallies (self, problems);
}
