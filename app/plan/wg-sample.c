/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-sample"

#include "wg-sample-private.h"

#include "wg-code.h"
#include "wg-plan-private.h"
#include "wg-template.h"

#include <math.h>

#define CELLS_PER_GRID 3.2
#define LEAST_GRIDS_FOR_ODDITIES 30
#define MAX_BUILDINGS 200000
#define COUNTY_CODE 990101 /* of no real county */
#define CRS "EPSG:4549"
#define ORIGIN_EASTING 560000.0
#define ORIGIN_NORTHING 3340000.0

/* A unit of the third level before it has an id. */
typedef struct
{
  guint32 index; /* grown grid, or n_grids + place among the islands */
  guint32 community;
  gboolean is_special;
  double x, y; /* of its middle */
  guint n_cells;
} Unit;

typedef struct
{
  WgLattice *lattice;
  GArray *units;         /* of Unit */
  GArray *islands;       /* of WgCell */
  GArray *island_owners; /* of guint32 */
  guint32 *town_of;      /* by community */
  guint *town_urban;     /* by town: mean, 0 to 255 */
  guint *community_urban;
  guint32 *owner_of;     /* by cell: grid id or 0 */
  guint32 *grid_ids;     /* by unit index */
  char **community_codes;
  WgSample *sample;
} Making;

static guint32
community_id (const Making *making, guint32 community)
{
  return making->lattice->n_towns + community + 1;
}

static WgCell
random_cell (const WgLattice *lattice, guint salt, guint attempt)
{
  guint64 hash = wg_sample_hash (lattice->seed + salt, attempt, 0);

  return g_array_index (lattice->cells, WgCell, hash % lattice->cells->len);
}

/* Well inside: all around it lies land of grids that nothing odd happened to. */
static gboolean
is_inland (const WgLattice *lattice, WgCell cell, gboolean same_community)
{
  WgCell neighbours[6];
  guint n = wg_lattice_neighbours (lattice, cell, neighbours);

  if (lattice->grid[cell] >= lattice->n_grids)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (lattice->grid[neighbours[i]] >= lattice->n_grids
        || (same_community && lattice->community[neighbours[i]] != lattice->community[cell]))
      return FALSE;
  return n == 6;
}

/* Would its grid stay in one piece, and not vanish, without the cell? True when the neighbours of
 * the same grid are one run around the cell. */
static gboolean
can_spare (const WgLattice *lattice, WgCell cell)
{
  /* wg_lattice_neighbours() as they follow one another around the cell */
  static const guint around[6] = { 0, 2, 3, 1, 5, 4 };
  WgCell neighbours[6];
  guint n_starts = 0, n_same = 0;

  if (wg_lattice_neighbours (lattice, cell, neighbours) < 6)
    return FALSE;
  for (guint i = 0; i < 6; i++)
    {
      gboolean is_same = lattice->grid[neighbours[around[i]]] == lattice->grid[cell];
      gboolean was_same
        = lattice->grid[neighbours[around[(i + 5) % 6]]] == lattice->grid[cell];

      n_same += is_same;
      n_starts += is_same && !was_same;
    }
  return n_same > 0 && n_same < 6 && n_starts == 1;
}

static void
take_cells (WgLattice *lattice, guint n_wanted, guint32 label, gboolean same_community)
{
  for (guint attempt = 0; n_wanted > 0 && attempt < 200 * n_wanted + 1000; attempt++)
    {
      WgCell cell = random_cell (lattice, 40 + label % 7, attempt);

      if (!is_inland (lattice, cell, same_community) || !can_spare (lattice, cell))
        continue;
      lattice->grid[cell] = label;
      n_wanted--;
    }
}

/* A cell deep in one community becomes the exclave of a grid of another one nearby. */
static void
make_exclaves (WgLattice *lattice, guint n_wanted)
{
  for (guint attempt = 0; n_wanted > 0 && attempt < 100000; attempt++)
    {
      WgCell cell = random_cell (lattice, 50, attempt);
      WgCell far = random_cell (lattice, 51, attempt);

      if (!is_inland (lattice, cell, TRUE) || !can_spare (lattice, cell)
          || lattice->grid[far] >= lattice->n_grids || lattice->town[far] != lattice->town[cell]
          || lattice->community[far] == lattice->community[cell])
        continue;
      lattice->grid[cell] = lattice->grid[far];
      n_wanted--;
    }
}

static void
choose_islands (Making *making, guint n_wanted)
{
  WgLattice *lattice = making->lattice;
  g_autoptr (GHashTable) grids = g_hash_table_new (NULL, NULL);

  for (guint attempt = 0; n_wanted > 0; attempt++)
    {
      WgCell cell = random_cell (lattice, 60, attempt);

      if (lattice->grid[cell] >= lattice->n_grids
          || !g_hash_table_add (grids, GUINT_TO_POINTER (lattice->grid[cell] + 1)))
        continue;
      g_array_append_val (making->islands, cell);
      n_wanted--;
    }
}

static void
survey (Making *making)
{
  const WgLattice *lattice = making->lattice;
  g_autofree guint64 *sums = g_new0 (guint64, lattice->n_communities);
  g_autofree guint *counts = g_new0 (guint, lattice->n_communities);
  g_autofree guint64 *town_sums = g_new0 (guint64, lattice->n_towns);
  g_autofree guint *town_counts = g_new0 (guint, lattice->n_towns);

  for (guint i = 0; i < lattice->cells->len; i++)
    {
      WgCell cell = g_array_index (lattice->cells, WgCell, i);
      WgSampleNode nodes[6];

      wg_lattice_cell_nodes (lattice, cell, nodes);
      making->town_of[lattice->community[cell]] = lattice->town[cell];
      sums[lattice->community[cell]] += lattice->urban[nodes[0]];
      counts[lattice->community[cell]]++;
      town_sums[lattice->town[cell]] += lattice->urban[nodes[0]];
      town_counts[lattice->town[cell]]++;
    }
  for (guint i = 0; i < lattice->n_communities; i++)
    making->community_urban[i] = (guint) (sums[i] / MAX (counts[i], 1));
  for (guint i = 0; i < lattice->n_towns; i++)
    making->town_urban[i] = (guint) (town_sums[i] / MAX (town_counts[i], 1));
}

static void
gather_units (Making *making)
{
  const WgLattice *lattice = making->lattice;

  g_array_set_size (making->units, lattice->n_grids + making->islands->len);
  for (guint i = 0; i < lattice->cells->len; i++)
    {
      WgCell cell = g_array_index (lattice->cells, WgCell, i);
      Unit *unit = NULL;
      double x = 0.0, y = 0.0;

      if (lattice->grid[cell] >= lattice->n_grids)
        continue;
      unit = &g_array_index (making->units, Unit, lattice->grid[cell]);
      wg_lattice_cell_centre (lattice, cell, &x, &y);
      if (unit->n_cells == 0)
        unit->community = lattice->community[cell];
      unit->x += x;
      unit->y += y;
      unit->n_cells++;
    }
  for (guint i = 0; i < making->units->len; i++)
    {
      Unit *unit = &g_array_index (making->units, Unit, i);

      unit->index = i;
      if (i >= lattice->n_grids)
        {
          WgCell cell = g_array_index (making->islands, WgCell, i - lattice->n_grids);

          wg_lattice_cell_centre (lattice, cell, &unit->x, &unit->y);
          unit->community = g_array_index (making->units, Unit, lattice->grid[cell]).community;
          unit->n_cells = 1;
          unit->is_special = TRUE;
          continue;
        }
      unit->x /= MAX (unit->n_cells, 1);
      unit->y /= MAX (unit->n_cells, 1);
      unit->is_special = lattice->n_grids >= LEAST_GRIDS_FOR_ODDITIES && unit->n_cells == 1
                         && wg_sample_unit (lattice->seed + 70, i, 0) < 0.4;
    }
}

/* By community, special ones last, then from north to south in bands, within a band from west. */
static int
compare_units (gconstpointer a, gconstpointer b)
{
  const Unit *left = a, *right = b;
  const double band_m = 300.0;
  double left_band = floor (-left->y / band_m), right_band = floor (-right->y / band_m);

  if (left->community != right->community)
    return left->community < right->community ? -1 : 1;
  if (left->is_special != right->is_special)
    return left->is_special ? 1 : -1;
  if (left_band != right_band)
    return left_band < right_band ? -1 : 1;
  if (left->x != right->x)
    return left->x < right->x ? -1 : 1;
  return (left->index > right->index) - (left->index < right->index);
}

static void
load_grid (WgPlan *plan, guint32 id, guint32 parent, guint depth, WgGridKind kind,
           const char *code, const char *name)
{
  g_autoptr (WgGrid) grid = wg_grid_new (id, parent, depth, kind, FALSE, code, name);

  wg_plan_load_grid (plan, grid);
}

/* 街道 from 001, 镇 from 100, 乡 from 200 in a county; when a row is full the next county begins. */
static char *
next_town_code (guint kind, guint *serials)
{
  static const guint firsts[] = { 1, 100, 200 }, limits[] = { 100, 200, 400 };
  guint room = limits[kind] - firsts[kind], n = serials[kind]++;

  return g_strdup_printf ("%u%03u", COUNTY_CODE + n / room, firsts[kind] + n % room);
}

static char **
load_towns (Making *making)
{
  static const char *const suffixes[] = { "街道", "镇", "乡" };
  const WgLattice *lattice = making->lattice;
  char **codes = g_new0 (char *, lattice->n_towns + 1);
  guint serials[3] = { 0 };

  for (guint i = 0; i < lattice->n_towns; i++)
    {
      guint kind = making->town_urban[i] > 130 ? 0 : making->town_urban[i] > 25 ? 1 : 2;
      g_autofree char *place = wg_sample_place_name (lattice->seed + 80, i);
      g_autofree char *name = g_strconcat (place, suffixes[kind], NULL);

      codes[i] = next_town_code (kind, serials);
      load_grid (making->sample->plan, i + 1, 0, 1, WG_GRID_ORDINARY, codes[i], name);
    }
  return codes;
}

static void
load_communities (Making *making)
{
  const WgLattice *lattice = making->lattice;
  g_auto (GStrv) town_codes = load_towns (making);
  g_autofree guint *n_urban = g_new0 (guint, lattice->n_towns);
  g_autofree guint *n_rural = g_new0 (guint, lattice->n_towns);

  making->community_codes = g_new0 (char *, lattice->n_communities + 1);
  for (guint i = 0; i < lattice->n_communities; i++)
    {
      guint town = making->town_of[i];
      gboolean is_urban = making->community_urban[i] > 60;
      guint serial = is_urban ? ++n_urban[town] : 200 + n_rural[town]++;
      g_autofree char *place = wg_sample_place_name (lattice->seed + 81, i);
      g_autofree char *name = g_strconcat (place, is_urban ? "社区" : "村", NULL);

      making->community_codes[i] = g_strdup_printf ("%s%03u", town_codes[town], serial);
      load_grid (making->sample->plan, community_id (making, i), town + 1, 2, WG_GRID_ORDINARY,
                 making->community_codes[i], name);
    }
}

static void
load_units (Making *making)
{
  guint32 first_id = making->lattice->n_towns + making->lattice->n_communities + 1;
  guint32 community = G_MAXUINT32;
  guint n_ordinary = 0, n_special = 0;

  g_array_sort (making->units, compare_units);
  for (guint i = 0; i < making->units->len; i++)
    {
      const Unit *unit = &g_array_index (making->units, Unit, i);
      g_autofree char *code = NULL;
      g_autofree char *name = NULL;

      if (unit->community != community)
        n_ordinary = n_special = 0;
      community = unit->community;
      if (unit->is_special)
        name = g_strdup (wg_sample_special_name (community + n_special++));
      else
        {
          g_autofree char *numeral = wg_numeral_format (++n_ordinary);

          name = g_strdup_printf ("第%s网格", numeral);
        }
      code = g_strdup_printf ("%s%03u", making->community_codes[community],
                              unit->is_special ? 900 + n_special : n_ordinary);
      making->grid_ids[unit->index] = first_id + i;
      load_grid (making->sample->plan, first_id + i, community_id (making, community), 3,
                 unit->is_special ? WG_GRID_SPECIAL : WG_GRID_ORDINARY, code, name);
    }
}

static void
find_owners (Making *making)
{
  const WgLattice *lattice = making->lattice;

  for (guint i = 0; i < lattice->cells->len; i++)
    {
      WgCell cell = g_array_index (lattice->cells, WgCell, i);

      if (lattice->grid[cell] == WG_CELL_UNDIVIDED)
        making->owner_of[cell] = community_id (making, lattice->community[cell]);
      else if (lattice->grid[cell] != WG_CELL_UNOWNED)
        making->owner_of[cell] = making->grid_ids[lattice->grid[cell]];
    }
  for (guint i = 0; i < making->islands->len; i++)
    g_array_append_val (making->island_owners, making->grid_ids[lattice->n_grids + i]);
}

static void
make_land (Making *making, guint n_grids)
{
  guint n_islands = n_grids >= LEAST_GRIDS_FOR_ODDITIES ? n_grids / 60 : 0;
  guint n_grown = n_grids - n_islands;
  WgLattice *lattice = making->lattice;

  wg_lattice_divide (lattice, n_grown);
  if (n_grids >= LEAST_GRIDS_FOR_ODDITIES)
    {
      make_exclaves (lattice, MAX (n_grids / 1000, 1));
      take_cells (lattice, CLAMP (n_grids / 200, 1, 50), WG_CELL_UNOWNED, FALSE);
      take_cells (lattice, CLAMP (n_grids / 300, 1, 30), WG_CELL_UNDIVIDED, TRUE);
    }
  choose_islands (making, n_islands);
}

static void
making_init (Making *making, WgSample *sample, guint n_grids, guint64 seed)
{
  guint n_cells = (guint) (n_grids * CELLS_PER_GRID) + 8;

  making->sample = sample;
  making->lattice = wg_lattice_new (n_cells, seed);
  making->units = g_array_new (FALSE, TRUE, sizeof (Unit));
  making->islands = g_array_new (FALSE, FALSE, sizeof (WgCell));
  making->island_owners = g_array_new (FALSE, FALSE, sizeof (guint32));
  make_land (making, n_grids);
  making->town_of = g_new0 (guint32, making->lattice->n_communities);
  making->town_urban = g_new0 (guint, making->lattice->n_towns);
  making->community_urban = g_new0 (guint, making->lattice->n_communities);
  making->owner_of = g_new0 (guint32, making->lattice->width * making->lattice->height);
  making->grid_ids = g_new0 (guint32, n_grids);
}

static void
making_clear (Making *making)
{
  wg_lattice_free (making->lattice);
  g_array_unref (making->units);
  g_array_unref (making->islands);
  g_array_unref (making->island_owners);
  g_free (making->town_of);
  g_free (making->town_urban);
  g_free (making->community_urban);
  g_free (making->owner_of);
  g_free (making->grid_ids);
  g_strfreev (making->community_codes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Making, making_clear)

guint
wg_sample_count_buildings (guint n_grids)
{
  return MIN (n_grids * 10, MAX_BUILDINGS);
}

WgSample *
wg_sample_new (guint n_grids, guint n_buildings, guint64 seed, const WgProgress *progress,
               GCancellable *cancellable, GError **error)
{
  g_autoptr (WgSample) sample = g_new0 (WgSample, 1);
  g_autoptr (WgFrame) frame = wg_frame_new (CRS, ORIGIN_EASTING, ORIGIN_NORTHING, error);
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgSampleArc));
  g_auto (Making) making = { 0 };

  g_return_val_if_fail (n_grids >= 1 && n_grids <= WG_SAMPLE_MAX_GRIDS, NULL);

  making_init (&making, sample, n_grids, seed);
  sample->roads = wg_linework_new ();
  sample->rivers = wg_linework_new ();
  sample->buildings = g_array_new (FALSE, FALSE, sizeof (WgSampleBuilding));
  sample->plan = wg_plan_new ("澄霞县", frame);
  if (frame == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  wg_progress_report (progress, 0.3);
  wg_template_apply (wg_template_get (0), sample->plan);
  survey (&making);
  gather_units (&making);
  load_communities (&making);
  load_units (&making);
  find_owners (&making);
  g_clear_pointer (&sample->plan->coverage, wg_coverage_free);
  sample->plan->coverage = wg_sample_make_coverage (making.lattice, making.owner_of,
                                                    making.islands, making.island_owners, arcs);
  wg_progress_report (progress, 0.7);
  if (!wg_plan_finish_loading (sample->plan, error)
      || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  wg_sample_make_ways (making.lattice, arcs, sample);
  wg_progress_report (progress, 0.9);
  wg_sample_make_buildings (making.lattice, making.owner_of, making.islands, n_buildings, sample);
  wg_sample_put_buildings (sample, making.lattice->seed);
  wg_sample_put_addresses (sample);
  wg_sample_put_people (sample, making.lattice->seed);
  wg_progress_report (progress, 1.0);
  return g_steal_pointer (&sample);
}

void
wg_sample_free (WgSample *sample)
{
  if (sample == NULL)
    return;
  g_clear_object (&sample->plan);
  g_clear_pointer (&sample->roads, wg_linework_unref);
  g_clear_pointer (&sample->rivers, wg_linework_unref);
  g_clear_pointer (&sample->buildings, g_array_unref);
  g_free (sample);
}
