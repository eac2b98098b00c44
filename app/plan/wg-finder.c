/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-finder"

#include "wg-finder.h"

#include "../base/wg-text-query.h"
#include "../crs/wg-place-text.h"
#include "../geometry/wg-coverage-shape.h"

#include <string.h>

/* The texts of one kind of thing, made of @source; immutable, counted by reference. */
typedef struct
{
  gint ref_count;
  GPtrArray *grids;   /* of WgGrid, by id; or */
  WgPeople *people;   /* or */
  WgBuildingSet *buildings;
  WgTextPack *texts;
  GArray *ids;        /* of guint32, by row */
} Index;

typedef enum
{
  OF_GRIDS,
  OF_PEOPLE,
  OF_BUILDINGS,
  N_INDEXES,
} IndexKind;

struct _WgFinder
{
  Index *indexes[N_INDEXES]; /* nullable: none yet, or nothing of the kind */
};

struct _WgFindJob
{
  WgTextQuery *query;
  char *text;
  guint limit;
  WgFrame *frame;           /* nullable */
  Index *indexes[N_INDEXES]; /* nullable; without texts: to be made */
  WgAddressSet *addresses;  /* nullable */
  /* What was found, of WgTextHit. */
  GArray *hits[N_INDEXES];
  GArray *addressed;
  GArray *named;
  guint n_found[N_INDEXES];
  guint n_addresses[2];
  WgPlaceKind place;
  WgPoint point;
};

static Index *
index_new (void)
{
  Index *index = g_new0 (Index, 1);

  index->ref_count = 1;
  return index;
}

static Index *
index_ref (Index *index)
{
  g_atomic_int_inc (&index->ref_count);
  return index;
}

static void
index_unref (Index *index)
{
  if (!g_atomic_int_dec_and_test (&index->ref_count))
    return;
  g_clear_pointer (&index->grids, g_ptr_array_unref);
  g_clear_pointer (&index->people, wg_people_unref);
  g_clear_pointer (&index->buildings, wg_building_set_unref);
  wg_text_pack_free (index->texts);
  g_clear_pointer (&index->ids, g_array_unref);
  g_free (index);
}

static void
unref_grid (gpointer grid)
{
  if (grid != NULL)
    wg_grid_unref (grid);
}

/* Records of grids are immutable: the same record is the same text. */
static gboolean
has_same_grids (const Index *index, WgPlan *plan)
{
  guint32 limit = wg_plan_get_grid_limit (plan);

  if (index->grids->len != limit)
    return FALSE;
  for (guint32 id = 0; id < limit; id++)
    if (g_ptr_array_index (index->grids, id) != (id == 0 ? NULL : wg_plan_get_grid (plan, id)))
      return FALSE;
  return TRUE;
}

static Index *
take_grids (Index *known, WgPlan *plan)
{
  guint32 limit = wg_plan_get_grid_limit (plan);
  Index *index = NULL;

  if (known != NULL && has_same_grids (known, plan))
    return index_ref (known);
  index = index_new ();
  index->grids = g_ptr_array_new_full (limit, unref_grid);
  for (guint32 id = 0; id < limit; id++)
    {
      WgGrid *grid = id == 0 ? NULL : wg_plan_get_grid (plan, id);

      g_ptr_array_add (index->grids, grid != NULL ? wg_grid_ref (grid) : NULL);
    }
  return index;
}

static Index *
take_people (Index *known, WgPlan *plan)
{
  WgPeople *people = wg_plan_get_people (plan);
  Index *index = NULL;

  if (people == NULL)
    return NULL;
  if (known != NULL && known->people == people)
    return index_ref (known);
  index = index_new ();
  index->people = wg_people_ref (people);
  return index;
}

static Index *
take_buildings (Index *known, WgPlan *plan)
{
  WgBuildingSet *buildings = wg_plan_get_buildings (plan);
  Index *index = NULL;

  if (buildings == NULL)
    return NULL;
  if (known != NULL && known->buildings == buildings)
    return index_ref (known);
  index = index_new ();
  index->buildings = wg_building_set_ref (buildings);
  return index;
}

static void
add_text (Index *index, guint32 id, const char *a, const char *b, const char *c)
{
  const char *fields[] = { a, b, c };

  wg_text_pack_add (index->texts, fields, c != NULL && *c != '\0' ? 3 : 2, 3);
  g_array_append_val (index->ids, id);
}

static void
fill_grids (Index *index)
{
  for (guint32 id = 1; id < index->grids->len; id++)
    {
      const WgGrid *grid = g_ptr_array_index (index->grids, id);

      if (grid != NULL && !grid->is_retired)
        add_text (index, id, grid->name, grid->code, NULL);
    }
}

static void
fill_people (Index *index)
{
  for (guint32 id = 1; id < wg_people_limit (index->people, WG_STAFF_PERSON); id++)
    {
      const WgPerson *person = wg_people_get_person (index->people, id);

      if (person != NULL && person->is_active)
        add_text (index, id, person->name, person->phone, NULL);
    }
}

static void
fill_buildings (Index *index)
{
  for (guint i = 0; i < wg_building_set_count (index->buildings); i++)
    {
      const WgBuilding *building = wg_building_set_get (index->buildings, i);

      if ((building->address != NULL && *building->address != '\0')
          || (building->name != NULL && *building->name != '\0')
          || (building->code != NULL && *building->code != '\0'))
        add_text (index, i, building->address, building->name, building->code);
    }
}

static void
fill (Index *index)
{
  if (index->texts != NULL)
    return;
  index->texts = wg_text_pack_new (0);
  index->ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (index->grids != NULL)
    fill_grids (index);
  else if (index->people != NULL)
    fill_people (index);
  else
    fill_buildings (index);
}

static void
free_hit (gpointer data)
{
  WgFindHit *hit = data;

  g_free (hit->title);
  g_free (hit->detail);
  g_free (hit);
}

static void
add_hit (WgFound *found, WgFindHit *hit)
{
  g_ptr_array_add (found->hits[hit->kind], g_memdup2 (hit, sizeof *hit));
}

/* The grid that a person answers for: the first that holds today. */
static guint32
find_post (const WgPeople *people, guint32 person, const WgWhen *when)
{
  guint n_assignments = 0;
  const guint32 *ids = wg_people_list_person (people, person, &n_assignments);
  guint32 grid = 0;

  for (guint i = 0; i < n_assignments; i++)
    {
      const WgAssignment *assignment = wg_people_get_assignment (people, ids[i]);

      if (assignment == NULL || !wg_people_holds (people, assignment, when->day))
        continue;
      if (assignment->role == WG_ROLE_LEADER)
        return assignment->grid;
      if (grid == 0)
        grid = assignment->grid;
    }
  return grid;
}

static void
add_grids (WgFound *found, const WgFindJob *job, WgPlan *plan)
{
  for (guint i = 0; i < job->hits[OF_GRIDS]->len; i++)
    {
      const WgTextHit *hit = &g_array_index (job->hits[OF_GRIDS], WgTextHit, i);
      guint32 id = g_array_index (job->indexes[OF_GRIDS]->ids, guint32, hit->row);
      const WgGrid *grid = wg_plan_get_grid (plan, id);
      WgFindHit own = { WG_FIND_GRID, id, FALSE, hit->score, NULL, NULL, { 0, 0 }, id };

      if (grid == NULL || grid->is_retired)
        continue;
      own.title = g_strdup (*grid->name != '\0' ? grid->name : grid->code);
      own.detail = *grid->name != '\0' && *grid->code != '\0' ? g_strdup (grid->code) : NULL;
      add_hit (found, &own);
    }
}

static void
add_people (WgFound *found, const WgFindJob *job, WgPlan *plan, const WgWhen *when)
{
  const WgPeople *people = wg_plan_get_people (plan);

  for (guint i = 0; people != NULL && i < job->hits[OF_PEOPLE]->len; i++)
    {
      const WgTextHit *hit = &g_array_index (job->hits[OF_PEOPLE], WgTextHit, i);
      guint32 id = g_array_index (job->indexes[OF_PEOPLE]->ids, guint32, hit->row);
      const WgPerson *person = wg_people_get_person (people, id);
      WgFindHit own = { WG_FIND_PERSON, id, FALSE, hit->score, NULL, NULL, { 0, 0 }, 0 };

      if (person == NULL || !person->is_active)
        continue;
      own.title = g_strdup (person->name);
      own.detail = *person->phone != '\0' ? g_strdup (person->phone) : NULL;
      own.grid = find_post (people, id, when);
      add_hit (found, &own);
    }
}

static void
add_building (WgFound *found, const WgFindJob *job, WgPlan *plan, const WgTextHit *hit)
{
  const Index *index = job->indexes[OF_BUILDINGS];
  const WgBuilding *building
    = wg_building_set_get (index->buildings, g_array_index (index->ids, guint32, hit->row));
  const char *texts[] = { building->address, building->name, building->code };
  WgFindHit own = { WG_FIND_ADDRESS, building->id, TRUE, hit->score, NULL, NULL, building->point, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL && *texts[i] != '\0')
      {
        if (own.title == NULL)
          own.title = g_strdup (texts[i]);
        else if (own.detail == NULL)
          own.detail = g_strdup (texts[i]);
      }
  own.grid = wg_find_grid_at (plan, own.point);
  add_hit (found, &own);
}

static void
add_address (WgFound *found, const WgFindJob *job, WgPlan *plan, const WgTextHit *hit, WgFindKind kind)
{
  const WgTextPack *texts = wg_address_set_get_texts (job->addresses);
  WgFindHit own = { kind, hit->row, FALSE, hit->score, NULL, NULL,
                    wg_address_set_get_points (job->addresses)[hit->row], 0 };

  own.title = wg_text_pack_dup_field (texts, hit->row, kind == WG_FIND_PLACE ? 1 : 0);
  own.detail = wg_text_pack_dup_field (texts, hit->row, kind == WG_FIND_PLACE ? 2 : 1);
  own.grid = wg_find_grid_at (plan, own.point);
  add_hit (found, &own);
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const WgFindHit *hit_a = *(WgFindHit *const *) a, *hit_b = *(WgFindHit *const *) b;

  if (hit_a->score != hit_b->score)
    return hit_a->score < hit_b->score ? -1 : 1;
  return (hit_a->id > hit_b->id) - (hit_a->id < hit_b->id);
}

static void
free_job (WgFindJob *job)
{
  for (guint i = 0; i < N_INDEXES; i++)
    {
      g_clear_pointer (&job->indexes[i], index_unref);
      g_array_unref (job->hits[i]);
    }
  g_array_unref (job->addressed);
  g_array_unref (job->named);
  g_clear_pointer (&job->query, wg_text_query_unref);
  g_clear_pointer (&job->frame, wg_frame_unref);
  g_clear_pointer (&job->addresses, wg_address_set_unref);
  g_free (job->text);
  g_free (job);
}

WgFinder *
wg_finder_new (void)
{
  return g_new0 (WgFinder, 1);
}

void
wg_finder_free (WgFinder *self)
{
  for (guint i = 0; i < N_INDEXES; i++)
    g_clear_pointer (&self->indexes[i], index_unref);
  g_free (self);
}

WgFindJob *
wg_finder_begin (WgFinder *self, WgPlan *plan, const char *text, guint limit)
{
  WgFindJob *job = g_new0 (WgFindJob, 1);
  WgFrame *frame = wg_plan_get_frame (plan);
  WgAddressSet *addresses = wg_plan_get_addresses (plan);

  job->text = g_strdup (text);
  job->limit = limit;
  job->frame = frame != NULL ? wg_frame_ref (frame) : NULL;
  job->addresses = addresses != NULL ? wg_address_set_ref (addresses) : NULL;
  job->indexes[OF_GRIDS] = take_grids (self->indexes[OF_GRIDS], plan);
  job->indexes[OF_PEOPLE] = take_people (self->indexes[OF_PEOPLE], plan);
  job->indexes[OF_BUILDINGS] = take_buildings (self->indexes[OF_BUILDINGS], plan);
  for (guint i = 0; i < N_INDEXES; i++)
    job->hits[i] = g_array_new (FALSE, FALSE, sizeof (WgTextHit));
  job->addressed = g_array_new (FALSE, FALSE, sizeof (WgTextHit));
  job->named = g_array_new (FALSE, FALSE, sizeof (WgTextHit));
  return job;
}

void
wg_finder_drop (WgFinder *self, WgFindJob *job)
{
  for (guint i = 0; i < N_INDEXES; i++)
    if (job->indexes[i] == NULL || job->indexes[i]->texts != NULL)
      {
        g_clear_pointer (&self->indexes[i], index_unref);
        self->indexes[i] = g_steal_pointer (&job->indexes[i]);
      }
  free_job (job);
}

gboolean
wg_find_job_run (WgFindJob *job, GCancellable *cancellable)
{
  guint n_found[2] = { 0, 0 };

  job->query = wg_text_query_new (job->text);
  for (guint i = 0; i < N_INDEXES; i++)
    if (job->indexes[i] != NULL)
      {
        fill (job->indexes[i]);
        if (!wg_text_query_scan (job->query, job->indexes[i]->texts, job->limit, job->hits[i], NULL,
                                 n_found, cancellable))
          return FALSE;
        job->n_found[i] = n_found[0];
      }
  if (job->addresses != NULL
      && !wg_text_query_scan (job->query, wg_address_set_get_texts (job->addresses), job->limit,
                              job->addressed, job->named, job->n_addresses, cancellable))
    return FALSE;
  if (job->frame != NULL)
    job->place = wg_place_text_parse (job->text, job->frame, &job->point);
  return !g_cancellable_is_cancelled (cancellable);
}

WgFound *
wg_finder_finish (WgFinder *self, WgFindJob *job, WgPlan *plan, const WgWhen *when)
{
  WgFound *found = g_new0 (WgFound, 1);
  GPtrArray *addresses = NULL;

  for (guint i = 0; i < WG_FIND_N_KINDS; i++)
    found->hits[i] = g_ptr_array_new_with_free_func (free_hit);
  add_grids (found, job, plan);
  add_people (found, job, plan, when);
  for (guint i = 0; i < job->hits[OF_BUILDINGS]->len; i++)
    add_building (found, job, plan, &g_array_index (job->hits[OF_BUILDINGS], WgTextHit, i));
  for (guint i = 0; i < job->addressed->len; i++)
    add_address (found, job, plan, &g_array_index (job->addressed, WgTextHit, i), WG_FIND_ADDRESS);
  for (guint i = 0; i < job->named->len; i++)
    add_address (found, job, plan, &g_array_index (job->named, WgTextHit, i), WG_FIND_PLACE);
  addresses = found->hits[WG_FIND_ADDRESS];
  g_ptr_array_sort (addresses, compare_hits);
  if (addresses->len > job->limit)
    g_ptr_array_set_size (addresses, (int) job->limit);
  if (job->place != WG_PLACE_NONE)
    {
      WgFindHit own = { WG_FIND_COORDINATE, 0, FALSE, 0, NULL, NULL, job->point,
                        wg_find_grid_at (plan, job->point) };

      add_hit (found, &own);
    }
  found->n_found[WG_FIND_GRID] = job->n_found[OF_GRIDS];
  found->n_found[WG_FIND_PERSON] = job->n_found[OF_PEOPLE];
  found->n_found[WG_FIND_ADDRESS] = job->n_found[OF_BUILDINGS] + job->n_addresses[0];
  found->n_found[WG_FIND_PLACE] = job->n_addresses[1];
  found->n_found[WG_FIND_COORDINATE] = found->hits[WG_FIND_COORDINATE]->len;
  wg_finder_drop (self, job);
  return found;
}

gsize
wg_finder_measure (const WgFinder *self)
{
  gsize size = 0;

  for (guint i = 0; i < N_INDEXES; i++)
    if (self->indexes[i] != NULL)
      size += wg_text_pack_measure (self->indexes[i]->texts) + 4 * (gsize) self->indexes[i]->ids->len;
  return size;
}

void
wg_found_free (WgFound *found)
{
  if (found == NULL)
    return;
  for (guint i = 0; i < WG_FIND_N_KINDS; i++)
    g_ptr_array_unref (found->hits[i]);
  g_free (found);
}

const WgFindHit *
wg_found_get_best (const WgFound *found)
{
  const WgFindHit *best = NULL;

  for (guint i = 0; i < WG_FIND_N_KINDS; i++)
    if (found->hits[i]->len > 0)
      {
        const WgFindHit *hit = g_ptr_array_index (found->hits[i], 0);

        if (best == NULL || wg_text_query_kind (hit->score) < wg_text_query_kind (best->score))
          best = hit;
      }
  return best;
}

guint32
wg_find_grid_at (WgPlan *plan, WgPoint point)
{
  WgCoverage *coverage = wg_plan_get_coverage (plan);
  WgFaceId face = wg_coverage_locate (coverage, point);

  return face != WG_FACE_OUTSIDE ? wg_coverage_owner (coverage, face) : 0;
}
