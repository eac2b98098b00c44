/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-finder"

#include "wg-finder.h"

#include "../base/wg-text-query.h"
#include "../crs/wg-place-text.h"
#include "../geometry/wg-coverage-shape.h"
#include "wg-finder-index.h"

#include <math.h>
#include <string.h>

typedef enum
{
  OF_GRIDS,
  OF_PEOPLE,
  OF_BUILDINGS,
  N_INDEXES,
} IndexKind;

struct _WgFinder
{
  WgFinderIndex *indexes[N_INDEXES]; /* nullable: none yet, or nothing of the kind */
};

struct _WgFindJob
{
  WgTextQuery *query;
  char *text;
  guint limit;
  WgFrame *frame;           /* nullable */
  WgFinderIndex *indexes[N_INDEXES]; /* nullable; without texts: to be made */
  WgAddressSet *addresses;  /* nullable */
  /* What was found, of WgTextHit. */
  GArray *hits[N_INDEXES];
  GArray *addressed;
  GArray *named;
  guint n_found[N_INDEXES];
  guint n_addresses[2];
  GArray *near;             /* of WgAddressNear: addresses, */
  GArray *near_buildings;   /* and buildings */
  WgPlaceReading readings[WG_PLACE_MAX_READINGS];
  guint n_readings;
};

static void
clear_hit (WgFindHit *hit)
{
  g_free (hit->title);
  g_free (hit->detail);
  g_free (hit->low);
  g_free (hit->high);
}

static void
add_hit (WgFound *found, WgFindHit *hit)
{
  g_ptr_array_add (found->hits[hit->kind], g_memdup2 (hit, sizeof *hit));
}

static void
add_grids (WgFound *found, const WgFindJob *job, WgPlan *plan)
{
  for (guint i = 0; i < job->hits[OF_GRIDS]->len; i++)
    {
      const WgTextHit *hit = &g_array_index (job->hits[OF_GRIDS], WgTextHit, i);
      guint32 id = g_array_index (job->indexes[OF_GRIDS]->ids, guint32, hit->row);
      const WgGrid *grid = wg_plan_get_grid (plan, id);
      WgFindHit own = { .kind = WG_FIND_GRID, .id = id, .score = hit->score, .grid = id };

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
      WgFindHit own = { .kind = WG_FIND_PERSON, .id = id, .score = hit->score };
      g_autoptr (GArray) posts = NULL;

      if (person == NULL || !person->is_active)
        continue;
      own.title = g_strdup (person->name);
      own.detail = *person->phone != '\0' ? g_strdup (person->phone) : NULL;
      posts = wg_find_posts (plan, id, when);
      own.grid = posts->len > 0 ? g_array_index (posts, guint32, 0) : 0;
      add_hit (found, &own);
    }
}

static void
add_building (WgFound *found, const WgFindJob *job, WgPlan *plan, const WgTextHit *hit)
{
  const WgFinderIndex *index = job->indexes[OF_BUILDINGS];
  const WgBuilding *building
    = wg_building_set_get (index->buildings, g_array_index (index->ids, guint32, hit->row));
  const char *texts[] = { building->address, building->name, building->code };
  WgFindHit own = { .kind = WG_FIND_ADDRESS, .id = building->id, .is_building = TRUE, .score = hit->score,
                    .point = building->point };

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
  WgFindHit own = { .kind = kind, .id = hit->row, .score = hit->score,
                    .point = wg_address_set_get_points (job->addresses)[hit->row] };

  own.title = wg_text_pack_dup_field (texts, hit->row, kind == WG_FIND_PLACE ? 1 : 0);
  own.detail = wg_text_pack_dup_field (texts, hit->row, kind == WG_FIND_PLACE ? 2 : 1);
  own.grid = wg_find_grid_at (plan, own.point);
  add_hit (found, &own);
}

static const char *
of_building (const WgBuilding *building)
{
  const char *texts[] = { building->address, building->name, building->code };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL && *texts[i] != '\0')
      return texts[i];
  return "";
}

/* The text and the place of a row of the addresses or of the buildings. */
static char *
describe_row (const WgFindJob *job, gboolean is_building, guint32 row, WgPoint *point_out, guint32 *id_out)
{
  char *text = NULL;

  if (is_building)
    {
      const WgFinderIndex *index = job->indexes[OF_BUILDINGS];
      const WgBuilding *building
        = wg_building_set_get (index->buildings, g_array_index (index->ids, guint32, row));

      *point_out = building->point;
      *id_out = building->id;
      return g_strdup (of_building (building));
    }
  *point_out = wg_address_set_get_points (job->addresses)[row];
  *id_out = row;
  text = wg_text_pack_dup_field (wg_address_set_get_texts (job->addresses), row, 0);
  return text != NULL ? text : wg_text_pack_dup_field (wg_address_set_get_texts (job->addresses), row, 1);
}

static gboolean
is_known (const WgFound *found, guint32 id, gboolean is_building)
{
  for (guint kind = WG_FIND_ADDRESS; kind <= WG_FIND_PLACE; kind++)
    for (guint i = 0; i < found->hits[kind]->len; i++)
      {
        const WgFindHit *hit = g_ptr_array_index (found->hits[kind], i);

        if (hit->id == id && hit->is_building == is_building)
          return TRUE;
      }
  return FALSE;
}

static void
add_near (WgFound *found, const WgFindJob *job, WgPlan *plan, const WgAddressNear *near, gboolean is_building)
{
  WgFindHit own = { .kind = WG_FIND_ADDRESS, .is_building = is_building, .score = near->score,
                    .nearness = near->nearness };
  WgPoint other = { 0, 0 };
  guint32 other_id = 0;

  own.title = describe_row (job, is_building, near->row, &own.point, &own.id);
  if (near->nearness == WG_NEAR_BETWEEN)
    {
      own.low = g_steal_pointer (&own.title);
      own.high = describe_row (job, is_building, near->other, &other, &other_id);
      own.title = g_strstrip (g_strdup (job->text));
      own.point.x += (gint32) lround ((other.x - own.point.x) * near->fraction);
      own.point.y += (gint32) lround ((other.y - own.point.y) * near->fraction);
    }
  own.grid = wg_find_grid_at (plan, own.point);
  if (is_known (found, own.id, is_building))
    clear_hit (&own);
  else
    {
      add_hit (found, &own);
      found->n_found[WG_FIND_ADDRESS]++;
    }
}

/* Those that are only near are wanted when nothing better is there. */
static void
add_all_near (WgFound *found, const WgFindJob *job, WgPlan *plan)
{
  const GArray *arrays[] = { job->near, job->near_buildings };
  gboolean has_better = found->hits[WG_FIND_ADDRESS]->len > 0;

  for (guint k = 0; k < G_N_ELEMENTS (arrays); k++)
    for (guint i = 0; i < arrays[k]->len; i++)
      has_better |= g_array_index (arrays[k], WgAddressNear, i).nearness < WG_NEAR_BETWEEN;
  for (guint k = 0; k < G_N_ELEMENTS (arrays); k++)
    for (guint i = 0; i < arrays[k]->len; i++)
      {
        const WgAddressNear *near = &g_array_index (arrays[k], WgAddressNear, i);

        if (near->nearness < WG_NEAR_BETWEEN || !has_better)
          add_near (found, job, plan, near, k == 1);
      }
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
      g_clear_pointer (&job->indexes[i], wg_finder_index_unref);
      g_array_unref (job->hits[i]);
    }
  g_array_unref (job->addressed);
  g_array_unref (job->named);
  g_array_unref (job->near);
  g_array_unref (job->near_buildings);
  g_clear_pointer (&job->query, wg_text_query_unref);
  g_clear_pointer (&job->frame, wg_frame_unref);
  g_clear_pointer (&job->addresses, wg_address_set_unref);
  g_free (job->text);
  g_free (job);
}

/* Where few were found as they are written. */
static gboolean
find_near (WgFindJob *job, GCancellable *cancellable)
{
  WgFinderIndex *buildings = job->indexes[OF_BUILDINGS];

  if (job->n_addresses[0] + job->n_addresses[1] + job->n_found[OF_BUILDINGS] >= job->limit
      || job->n_found[OF_GRIDS] > 0)
    return TRUE;
  return (job->addresses == NULL
          || wg_address_near_find (job->text, wg_address_set_get_texts (job->addresses), job->limit, job->near,
                                   cancellable))
         && (buildings == NULL
             || wg_address_near_find (job->text, buildings->texts, job->limit, job->near_buildings, cancellable));
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
    g_clear_pointer (&self->indexes[i], wg_finder_index_unref);
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
  job->indexes[OF_GRIDS] = wg_finder_index_of_grids (self->indexes[OF_GRIDS], plan);
  job->indexes[OF_PEOPLE] = wg_finder_index_of_people (self->indexes[OF_PEOPLE], plan);
  job->indexes[OF_BUILDINGS] = wg_finder_index_of_buildings (self->indexes[OF_BUILDINGS], plan);
  for (guint i = 0; i < N_INDEXES; i++)
    job->hits[i] = g_array_new (FALSE, FALSE, sizeof (WgTextHit));
  job->addressed = g_array_new (FALSE, FALSE, sizeof (WgTextHit));
  job->named = g_array_new (FALSE, FALSE, sizeof (WgTextHit));
  job->near = g_array_new (FALSE, FALSE, sizeof (WgAddressNear));
  job->near_buildings = g_array_new (FALSE, FALSE, sizeof (WgAddressNear));
  return job;
}

void
wg_finder_drop (WgFinder *self, WgFindJob *job)
{
  for (guint i = 0; i < N_INDEXES; i++)
    if (job->indexes[i] == NULL || job->indexes[i]->texts != NULL)
      {
        g_clear_pointer (&self->indexes[i], wg_finder_index_unref);
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
        wg_finder_index_fill (job->indexes[i]);
        if (!wg_text_query_scan (job->query, job->indexes[i]->texts, job->limit, job->hits[i], NULL,
                                 n_found, cancellable))
          return FALSE;
        job->n_found[i] = n_found[0];
      }
  if (job->addresses != NULL
      && !wg_text_query_scan (job->query, wg_address_set_get_texts (job->addresses), job->limit,
                              job->addressed, job->named, job->n_addresses, cancellable))
    return FALSE;
  if (!find_near (job, cancellable))
    return FALSE;
  if (job->frame != NULL)
    job->n_readings = wg_place_text_read (job->text, job->frame, job->readings);
  return !g_cancellable_is_cancelled (cancellable);
}

WgFound *
wg_finder_finish (WgFinder *self, WgFindJob *job, WgPlan *plan, const WgWhen *when)
{
  WgFound *found = g_new0 (WgFound, 1);
  GPtrArray *addresses = NULL;

  for (guint i = 0; i < WG_FIND_N_KINDS; i++)
    found->hits[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_find_hit_free);
  add_grids (found, job, plan);
  add_people (found, job, plan, when);
  for (guint i = 0; i < job->hits[OF_BUILDINGS]->len; i++)
    add_building (found, job, plan, &g_array_index (job->hits[OF_BUILDINGS], WgTextHit, i));
  for (guint i = 0; i < job->addressed->len; i++)
    add_address (found, job, plan, &g_array_index (job->addressed, WgTextHit, i), WG_FIND_ADDRESS);
  for (guint i = 0; i < job->named->len; i++)
    add_address (found, job, plan, &g_array_index (job->named, WgTextHit, i), WG_FIND_PLACE);
  found->n_found[WG_FIND_ADDRESS] = job->n_found[OF_BUILDINGS] + job->n_addresses[0];
  add_all_near (found, job, plan);
  addresses = found->hits[WG_FIND_ADDRESS];
  g_ptr_array_sort (addresses, compare_hits);
  if (addresses->len > job->limit)
    g_ptr_array_set_size (addresses, (int) job->limit);
  for (guint i = 0; i < job->n_readings; i++)
    {
      WgPoint point = job->readings[i].point;
      WgFindHit own = { .kind = WG_FIND_COORDINATE, .point = point, .grid = wg_find_grid_at (plan, point),
                        .datum = job->readings[i].datum };

      add_hit (found, &own);
    }
  found->n_found[WG_FIND_GRID] = job->n_found[OF_GRIDS];
  found->n_found[WG_FIND_PERSON] = job->n_found[OF_PEOPLE];
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

WgFindHit *
wg_find_hit_copy (const WgFindHit *hit)
{
  WgFindHit *copy = g_memdup2 (hit, sizeof *hit);

  copy->title = g_strdup (hit->title);
  copy->detail = g_strdup (hit->detail);
  copy->low = g_strdup (hit->low);
  copy->high = g_strdup (hit->high);
  return copy;
}

void
wg_find_hit_free (WgFindHit *hit)
{
  clear_hit (hit);
  g_free (hit);
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

GArray *
wg_find_posts (WgPlan *plan, guint32 person, const WgWhen *when)
{
  const WgPeople *people = wg_plan_get_people (plan);
  guint n_assignments = 0;
  const guint32 *ids = people != NULL ? wg_people_list_person (people, person, &n_assignments) : NULL;
  GArray *grids = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint turn = 0; turn < 2; turn++)
    for (guint i = 0; i < n_assignments; i++)
      {
        const WgAssignment *assignment = wg_people_get_assignment (people, ids[i]);
        gboolean is_known = FALSE;

        if (assignment == NULL || (assignment->role == WG_ROLE_LEADER) != (turn == 0)
            || !wg_people_holds (people, assignment, when->day))
          continue;
        for (guint k = 0; k < grids->len; k++)
          is_known |= g_array_index (grids, guint32, k) == assignment->grid;
        if (!is_known)
          g_array_append_val (grids, assignment->grid);
      }
  return grids;
}

guint32
wg_find_grid_at (WgPlan *plan, WgPoint point)
{
  WgCoverage *coverage = wg_plan_get_coverage (plan);
  WgFaceId face = wg_coverage_locate (coverage, point);

  return face != WG_FACE_OUTSIDE ? wg_coverage_owner (coverage, face) : 0;
}
