/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-estimate"

#include "wg-estimate.h"

#include "../geometry/wg-coverage-shape.h"

#include <math.h>

#define USUAL_FLOORS 2
#define MAX_COUNT 1000000 /* of one building */
#define POINT_GROUND 100.0   /* m² */
#define MAX_LAND_CHANGE 0.03 /* share of the area */

/* One building of a grid that may get a share. */
typedef struct
{
  guint index;
  double weight;
} Sharer;

typedef struct
{
  WgPlan *plan;
  WgBuildingSet *set;
  gint32 *households; /* by building: the new number */
  gint32 *people;
  guint8 *is_estimated;
  const WgEstimateRequest *request;
} Estimate;

/* A share and what rounding took from it. */
typedef struct
{
  double rest;
  guint at;
} Remainder;

static const char *const outcome_codes[] = {
  [WG_ESTIMATE_DONE] = "done",
  [WG_ESTIMATE_NOT_TOLD] = "not-told",
  [WG_ESTIMATE_LAND_CHANGED] = "land-changed",
  [WG_ESTIMATE_NO_BUILDINGS] = "no-buildings",
  [WG_ESTIMATE_COUNTED] = "counted",
  [WG_ESTIMATE_TOO_MANY] = "too-many",
};

static double
ground_of (WgBuildingSet *set, guint index, WgShape *shape)
{
  double area_m2 = 0;

  if (!wg_building_set_has_footprint (set, index))
    return POINT_GROUND;
  wg_building_set_get_footprint (set, index, shape);
  for (guint i = 0; i < shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, i);
      double own = fabs ((double) wg_ring_area2 (&WG_SHAPE_POINT (shape, ring->first), ring->n_points));

      area_m2 += (ring->is_hole ? -own : own) * 0.5e-6;
    }
  return MAX (area_m2, 1.0);
}

static gboolean
may_live (const WgBuilding *building)
{
  return building->kind != WG_BUILDING_COMMERCE && building->kind != WG_BUILDING_INDUSTRY
         && building->kind != WG_BUILDING_PUBLIC;
}

static int
compare_floors (gconstpointer a, gconstpointer b)
{
  gint32 first = *(const gint32 *) a, second = *(const gint32 *) b;

  return (first > second) - (first < second);
}

/* The floors of the middle building that tells them. */
static gint32
middle_floors (const Estimate *estimate, const GArray *members)
{
  g_autoptr (GArray) floors = g_array_new (FALSE, FALSE, sizeof (gint32));

  for (guint i = 0; i < members->len; i++)
    {
      const WgBuilding *building
        = wg_building_set_get (estimate->set, g_array_index (members, guint, i));

      if (building->floors > 0)
        g_array_append_val (floors, building->floors);
    }
  if (floors->len == 0)
    return USUAL_FLOORS;
  g_array_sort (floors, compare_floors);
  return g_array_index (floors, gint32, floors->len / 2);
}

static int
compare_remainders (gconstpointer a, gconstpointer b)
{
  const Remainder *first = a, *second = b;

  if (first->rest != second->rest)
    return first->rest > second->rest ? -1 : 1;
  return (first->at > second->at) - (first->at < second->at);
}

/* Whole numbers in proportion to the weights that add up to @total (Hamilton's method). */
static void
share_out (const GArray *sharers, gint64 total, gint32 *numbers)
{
  g_autoptr (GArray) rests = g_array_sized_new (FALSE, FALSE, sizeof (Remainder), sharers->len);
  double sum = 0;
  gint64 given = 0;

  for (guint i = 0; i < sharers->len; i++)
    sum += g_array_index (sharers, Sharer, i).weight;
  for (guint i = 0; i < sharers->len; i++)
    {
      const Sharer *sharer = &g_array_index (sharers, Sharer, i);
      double exact = (double) total * sharer->weight / sum;
      Remainder rest = { exact - floor (exact), i };

      numbers[sharer->index] = (gint32) floor (exact);
      given += numbers[sharer->index];
      g_array_append_val (rests, rest);
    }
  g_array_sort (rests, compare_remainders);
  for (guint i = 0; given < total; i = (i + 1) % rests->len, given++)
    numbers[g_array_index (sharers, Sharer, g_array_index (rests, Remainder, i).at).index]++;
}

static gboolean
is_counted (const WgBuilding *building)
{
  return !building->is_estimated
         && (building->households != WG_COUNT_NOT_KNOWN || building->people != WG_COUNT_NOT_KNOWN);
}

/* The buildings without a counted number; @counted: what the others have. */
static GArray *
collect_sharers (const Estimate *estimate, const GArray *members, gint64 *households, gint64 *people)
{
  GArray *sharers = g_array_new (FALSE, FALSE, sizeof (Sharer));
  g_autoptr (WgShape) shape = wg_shape_new ();
  gint32 usual = middle_floors (estimate, members);

  *households = *people = 0;
  for (guint i = 0; i < members->len; i++)
    {
      guint index = g_array_index (members, guint, i);
      const WgBuilding *building = wg_building_set_get (estimate->set, index);
      gint32 floors = building->floors > 0 ? building->floors : usual;
      Sharer sharer = { index, 0 };

      if (is_counted (building))
        {
          *households += MAX (building->households, 0);
          *people += MAX (building->people, 0);
          continue;
        }
      if (!may_live (building))
        continue;
      sharer.weight = ground_of (estimate->set, index, shape) * floors;
      g_array_append_val (sharers, sharer);
    }
  return sharers;
}

static WgEstimateOutcome
judge (const Estimate *estimate, const WgGrid *grid)
{
  g_autoptr (WgShape) land = NULL;
  double area = 0;

  if (estimate->request->kind == WG_ESTIMATE_FACTOR)
    return WG_ESTIMATE_DONE;
  if (estimate->request->kind == WG_ESTIMATE_TOTAL)
    return estimate->request->households >= 0 || estimate->request->people >= 0 ? WG_ESTIMATE_DONE
                                                                                : WG_ESTIMATE_NOT_TOLD;
  if (grid->told.area_m2 == 0)
    return WG_ESTIMATE_NOT_TOLD;
  land = wg_shape_new ();
  wg_plan_get_shape (estimate->plan, grid->id, land);
  area = wg_shape_area_m2 (land);
  return fabs (area - grid->told.area_m2) > MAX_LAND_CHANGE * grid->told.area_m2
           ? WG_ESTIMATE_LAND_CHANGED
           : WG_ESTIMATE_DONE;
}

/* Each by its own floor area. */
static void
apply_factor (Estimate *estimate, const GArray *sharers, WgEstimateRow *row)
{
  const WgEstimateRequest *request = estimate->request;

  row->households = 0;
  row->people = request->people_per_household > 0 ? 0 : -1;
  for (guint i = 0; i < sharers->len; i++)
    {
      const Sharer *sharer = &g_array_index (sharers, Sharer, i);
      double households = sharer->weight / request->m2_per_household;

      estimate->households[sharer->index] = (gint32) MIN (floor (households + 0.5), MAX_COUNT);
      row->households += estimate->households[sharer->index];
      estimate->people[sharer->index] = WG_COUNT_NOT_KNOWN;
      if (row->people < 0)
        continue;
      estimate->people[sharer->index]
        = (gint32) MIN (floor (households * request->people_per_household + 0.5), MAX_COUNT);
      row->people += estimate->people[sharer->index];
    }
}

static void
estimate_grid (Estimate *estimate, const WgGrid *grid, const GArray *members, WgEstimateRow *row)
{
  g_autoptr (GArray) sharers = NULL;
  gint64 households = 0, people = 0;

  row->outcome = judge (estimate, grid);
  if (row->outcome != WG_ESTIMATE_DONE)
    return;
  sharers = members != NULL ? collect_sharers (estimate, members, &households, &people) : NULL;
  if (sharers == NULL || sharers->len == 0)
    {
      row->outcome = members != NULL && households + people > 0 ? WG_ESTIMATE_COUNTED
                                                                : WG_ESTIMATE_NO_BUILDINGS;
      return;
    }
  if (estimate->request->kind == WG_ESTIMATE_FACTOR)
    apply_factor (estimate, sharers, row);
  else if ((row->households >= 0 && row->households < households)
      || (row->people >= 0 && row->people < people))
    {
      row->outcome = WG_ESTIMATE_TOO_MANY;
      return;
    }
  row->n_buildings = sharers->len;
  if (estimate->request->kind != WG_ESTIMATE_FACTOR && row->households >= 0)
    share_out (sharers, row->households - households, estimate->households);
  if (estimate->request->kind != WG_ESTIMATE_FACTOR && row->people >= 0)
    share_out (sharers, row->people - people, estimate->people);
  for (guint i = 0; i < sharers->len; i++)
    estimate->is_estimated[g_array_index (sharers, Sharer, i).index] = TRUE;
}

/* The buildings on the land of each grid of the level, by the places of their points. */
static GHashTable *
group_buildings (const Estimate *estimate)
{
  const WgCoverage *coverage = wg_plan_get_coverage (estimate->plan);
  GHashTable *groups
    = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < wg_building_set_count (estimate->set); i++)
    {
      WgFaceId face
        = wg_coverage_locate (coverage, wg_building_set_get (estimate->set, i)->point);
      guint32 grid = wg_plan_get_ancestor (estimate->plan, wg_coverage_owner (coverage, face),
                                           estimate->request->depth);
      GArray *members = g_hash_table_lookup (groups, GUINT_TO_POINTER (grid));

      if (members == NULL)
        {
          members = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (groups, GUINT_TO_POINTER (grid), members);
        }
      g_array_append_val (members, i);
    }
  return groups;
}

static WgBuildingSet *
make_set (const Estimate *estimate)
{
  guint n = wg_building_set_count (estimate->set);
  const GArray *shares = wg_building_set_shares (estimate->set);
  WgBuildingSet *set = wg_building_set_new (n);

  for (guint i = 0; i < n; i++)
    {
      WgBuilding building = *wg_building_set_get (estimate->set, i);

      building.households = estimate->households[i];
      building.people = estimate->people[i];
      building.is_estimated = estimate->is_estimated[i];
      building.footprint = NULL;
      if (wg_building_set_has_footprint (estimate->set, i))
        {
          building.footprint = wg_shape_new ();
          wg_building_set_get_footprint (estimate->set, i, building.footprint);
        }
      wg_building_set_add (set, &building);
    }
  for (guint i = 0; i < shares->len; i++)
    wg_building_set_add_share (set, &g_array_index (shares, WgBuildingShare, i));
  return set;
}

const char *
wg_estimate_outcome_to_code (WgEstimateOutcome outcome)
{
  return outcome_codes[outcome];
}

static gboolean
is_wanted (const WgEstimateRequest *request, const WgGrid *grid)
{
  gboolean is_chosen = request->grids == NULL;

  for (guint i = 0; !is_chosen && i < request->grids->len; i++)
    is_chosen = g_array_index (request->grids, guint32, i) == grid->id;
  return is_chosen && !grid->is_retired && grid->depth == request->depth;
}

static void
begin_row (const WgEstimateRequest *request, const WgGrid *grid, WgEstimateRow *row)
{
  gboolean is_told = request->kind == WG_ESTIMATE_TOLD && grid->told.area_m2 > 0;
  gboolean is_given = request->kind == WG_ESTIMATE_TOTAL;

  row->households = is_told ? grid->told.households : is_given ? request->households : -1;
  row->people = is_told ? grid->told.people : is_given ? request->people : -1;
}

WgBuildingSet *
wg_estimate_run (WgPlan *plan, const WgEstimateRequest *request, GArray **rows_out)
{
  Estimate estimate
    = { .plan = plan, .set = wg_plan_get_buildings (plan), .request = request };
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (WgEstimateRow));
  g_autoptr (GHashTable) groups = NULL;
  WgBuildingSet *set = NULL;
  guint n = 0;

  if (estimate.set == NULL)
    return NULL;
  n = wg_building_set_count (estimate.set);
  estimate.households = g_new (gint32, MAX (n, 1));
  estimate.people = g_new (gint32, MAX (n, 1));
  estimate.is_estimated = g_new (guint8, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    {
      const WgBuilding *building = wg_building_set_get (estimate.set, i);

      estimate.households[i] = building->households;
      estimate.people[i] = building->people;
      estimate.is_estimated[i] = building->is_estimated;
    }
  groups = group_buildings (&estimate);
  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);
      WgEstimateRow row = { .grid = id };

      if (grid == NULL || !is_wanted (request, grid))
        continue;
      begin_row (request, grid, &row);
      estimate_grid (&estimate, grid, g_hash_table_lookup (groups, GUINT_TO_POINTER (id)), &row);
      g_array_append_val (rows, row);
    }
  set = make_set (&estimate);
  if (rows_out != NULL)
    *rows_out = g_steal_pointer (&rows);
  g_free (estimate.households);
  g_free (estimate.people);
  g_free (estimate.is_estimated);
  return set;
}

WgBuildingSet *
wg_estimate_by_floor_area (WgPlan *plan, guint depth, GArray **rows_out)
{
  const WgEstimateRequest request = { .kind = WG_ESTIMATE_TOLD, .depth = depth };

  return wg_estimate_run (plan, &request, rows_out);
}
