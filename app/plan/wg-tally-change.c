/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tally-change"

#include "wg-tally-private.h"

#include "../geometry/wg-coverage-shift.h"
#include "../geometry/wg-id-map.h"
#include "../geometry/wg-key-map.h"

/* A building that comes to lie in another face. */
typedef struct
{
  guint place;
  WgFaceId to;
} Move;

/* What stays with the face of a building that is divided otherwise. */
typedef struct
{
  guint place;
  WgTally after;
} Rest;

/* A part of such a building. */
typedef struct
{
  guint32 grid;
  gboolean is_added;
  WgTally tally;
} Part;

struct _WgTallyChange
{
  WgTallyIndex *index;  /* borrowed */
  const GArray *after;  /* of WgGridAfter, borrowed, or NULL */
  WgIdMap after_places; /* grid -> its place in @after */
  GArray *faces;        /* of WgFaceTally */
  WgIdMap face_places;
  GArray *grids;        /* of WgGridTally */
  WgIdMap grid_places;
  GArray *moves;        /* of Move */
  WgBuildingSet *buildings; /* nullable: with the shares after */
  GArray *rests;        /* of Rest */
  WgIdMap rest_places;  /* place of a building -> in @rests */
  GArray *parts;        /* of Part */
};

static WgFaceTally *
get_face (WgTallyChange *self, WgFaceId face)
{
  guint place = wg_id_map_get (&self->face_places, face, G_MAXUINT);

  if (place == G_MAXUINT)
    {
      WgCoverage *coverage = wg_plan_get_coverage (self->index->plan);
      WgFaceTally row = { .face = face };

      row.had = row.has = face == WG_FACE_OUTSIDE || wg_coverage_has_face (coverage, face);
      row.owner_before = row.owner_after = wg_coverage_owner (coverage, face);
      row.before = wg_tally_index_of_face (self->index, face);
      place = self->faces->len;
      g_array_append_val (self->faces, row);
      wg_id_map_set (&self->face_places, face, place);
    }
  return &g_array_index (self->faces, WgFaceTally, place);
}

static WgTally *
get_difference (WgTallyChange *self, guint32 grid)
{
  guint place = wg_id_map_get (&self->grid_places, grid, G_MAXUINT);

  if (place == G_MAXUINT)
    {
      WgGridTally row = { .grid = grid };

      place = self->grids->len;
      g_array_append_val (self->grids, row);
      wg_id_map_set (&self->grid_places, grid, place);
    }
  return &g_array_index (self->grids, WgGridTally, place).difference;
}

/* An arc that only got or lost vertices on its way may still have changed by a millimetre. */
static void
collect_faces (WgTallyChange *self, const WgCoverageChange *rows, gboolean backwards)
{
  for (guint i = 0; i < rows->arcs->len; i++)
    {
      const WgArcChange *row = &g_array_index (rows->arcs, WgArcChange, i);

      if (row->before.line != NULL)
        {
          get_face (self, row->before.left);
          get_face (self, row->before.right);
        }
      if (row->after.line != NULL)
        {
          get_face (self, row->after.left);
          get_face (self, row->after.right);
        }
    }
  for (guint i = 0; i < rows->faces->len; i++)
    {
      const WgFaceChange *row = &g_array_index (rows->faces, WgFaceChange, i);
      WgFaceTally *face = get_face (self, row->id);

      face->had = backwards ? row->has : row->had;
      face->has = backwards ? row->had : row->has;
      face->owner_before = backwards ? row->owner_after : row->owner_before;
      face->owner_after = backwards ? row->owner_before : row->owner_after;
    }
}

static void
measure_faces (WgTallyChange *self)
{
  for (guint i = 0; i < self->faces->len; i++)
    {
      WgFaceTally *face = &g_array_index (self->faces, WgFaceTally, i);

      face->after = face->before;
      face->after.area_mm2 = 0;
      if (face->has && face->face != WG_FACE_OUTSIDE)
        face->after.area_mm2 = wg_tally_index_measure (self->index, face->face);
    }
}

static const WgTally *
get_rest (const WgTallyChange *self, guint place)
{
  guint at = wg_id_map_get (&self->rest_places, place, G_MAXUINT);

  return at != G_MAXUINT ? &g_array_index (self->rests, Rest, at).after
                         : &g_array_index (self->index->kept, WgTally, place);
}

static void
move_buildings (WgTallyChange *self, const WgCoverageChange *rows, gboolean backwards)
{
  WgTallyIndex *index = self->index;
  g_autoptr (WgCoverageShift) shift = NULL;
  g_autoptr (GArray) places = NULL;
  WgEnvelope extent;

  if (index->buildings == NULL)
    return;
  shift = wg_coverage_shift_new (rows, backwards);
  places = g_array_new (FALSE, FALSE, sizeof (guint));
  extent = wg_coverage_shift_extent (shift);
  wg_point_cells_query (index->cells, &extent, places);
  for (guint i = 0; i < places->len; i++)
    {
      Move move = { g_array_index (places, guint, i), 0 };
      WgFaceId from = wg_tally_index_get_face (index, move.place);
      const WgTally *kept = get_rest (self, move.place);

      if (!wg_id_map_has (&self->face_places, from))
        continue;
      move.to = wg_coverage_shift_locate (
        shift, wg_building_set_get (index->buildings, move.place)->point, from);
      if (move.to == from)
        continue;
      wg_tally_add (&get_face (self, from)->after, kept, -1);
      wg_tally_add (&get_face (self, move.to)->after, kept, 1);
      g_array_append_val (self->moves, move);
    }
}

/* The parts of one building by the shares of @set; what stays with its face into @rest_out. */
static void
collect_parts (WgTallyChange *self, WgBuildingSet *set, guint place, gboolean is_added,
               WgTally *rest_out)
{
  const WgBuilding *building = wg_building_set_get (set, place);
  guint n = 0;
  const WgBuildingShare *shares = wg_building_set_find_shares (set, building->id, &n);
  g_autofree WgBuildingPart *parts = g_new0 (WgBuildingPart, n + 1);

  wg_building_split_count (building, shares, n, parts);
  *rest_out = wg_tally_of_part (building, &parts[n], TRUE);
  for (guint i = 0; i < n; i++)
    {
      Part part = { shares[i].grid, is_added, wg_tally_of_part (building, &parts[i], FALSE) };

      g_array_append_val (self->parts, part);
    }
}

static void
change_building (WgTallyChange *self, guint32 id)
{
  WgTallyIndex *index = self->index;
  WgTally before;
  Rest rest = { 0 };
  WgFaceTally *row = NULL;
  WgFaceId face = 0;
  gboolean is_new = FALSE;

  if (!wg_building_set_find_index (index->buildings, id, &rest.place))
    return;
  collect_parts (self, index->buildings, rest.place, FALSE, &before);
  collect_parts (self, self->buildings, rest.place, TRUE, &rest.after);
  wg_id_map_set (&self->rest_places, rest.place, self->rests->len);
  g_array_append_val (self->rests, rest);
  face = wg_tally_index_get_face (index, rest.place);
  is_new = !wg_id_map_has (&self->face_places, face);
  row = get_face (self, face);
  if (is_new)
    row->after = row->before;
  wg_tally_add (&row->after, &before, -1);
  wg_tally_add (&row->after, &rest.after, 1);
}

/* Both lists are by building. */
static void
change_shares (WgTallyChange *self)
{
  const GArray *lists[2] = { wg_building_set_shares (self->index->buildings),
                             wg_building_set_shares (self->buildings) };
  guint at[2] = { 0, 0 };

  while (at[0] < lists[0]->len || at[1] < lists[1]->len)
    {
      guint32 id = G_MAXUINT32;
      guint n[2] = { 0, 0 };
      const WgBuildingShare *shares[2];
      gboolean is_same = FALSE;

      for (guint k = 0; k < 2; k++)
        if (at[k] < lists[k]->len)
          id = MIN (id, g_array_index (lists[k], WgBuildingShare, at[k]).building);
      shares[0] = wg_building_set_find_shares (self->index->buildings, id, &n[0]);
      shares[1] = wg_building_set_find_shares (self->buildings, id, &n[1]);
      is_same = n[0] == n[1];
      for (guint i = 0; is_same && i < n[0]; i++)
        is_same = wg_building_share_compare (&shares[0][i], &shares[1][i]) == 0;
      if (!is_same)
        change_building (self, id);
      at[0] += n[0];
      at[1] += n[1];
    }
}

static const WgGrid *
grid_before (const WgTallyChange *self, guint32 id)
{
  return id != 0 ? wg_plan_get_grid (self->index->plan, id) : NULL;
}

static const WgGrid *
grid_after (const WgTallyChange *self, guint32 id)
{
  guint place = wg_id_map_get (&self->after_places, id, G_MAXUINT);

  if (place != G_MAXUINT)
    return g_array_index (self->after, WgGridAfter, place).after;
  return grid_before (self, id);
}

/* A grid that goes to another parent takes all that it has along. */
static gboolean
is_moved (const WgTallyChange *self, guint32 id)
{
  const WgGrid *before = grid_before (self, id), *after = grid_after (self, id);

  return before != NULL && after != NULL && before->parent != after->parent;
}

/* From @grid and all above it, as the grids were. */
static void
take_before (WgTallyChange *self, guint32 grid, const WgTally *part)
{
  wg_tally_add (get_difference (self, grid), part, -1);
  for (const WgGrid *at = grid_before (self, grid); at != NULL && at->parent != 0;
       at = grid_before (self, at->parent))
    wg_tally_add (get_difference (self, at->parent), part, -1);
}

/* To @grid and all above it, as the grids will be. */
static void
add_after (WgTallyChange *self, guint32 grid, const WgTally *part)
{
  wg_tally_add (get_difference (self, grid), part, 1);
  for (const WgGrid *at = grid_after (self, grid); at != NULL && at->parent != 0;
       at = grid_after (self, at->parent))
    wg_tally_add (get_difference (self, at->parent), part, 1);
}

static const WgGrid *
visit_before (gpointer user_data, guint32 id)
{
  return grid_before (user_data, id);
}

static const WgGrid *
visit_after (gpointer user_data, guint32 id)
{
  return grid_after (user_data, id);
}

static void
give_back (gpointer user_data, guint32 grid, const WgTally *twice)
{
  wg_tally_add (get_difference (user_data, grid), twice, 1);
}

static void
take_off (gpointer user_data, guint32 grid, const WgTally *twice)
{
  wg_tally_add (get_difference (user_data, grid), twice, -1);
}

/* Where parts of the building count is another now, or may be. */
static gboolean
is_met_otherwise (const WgTallyChange *self, guint place)
{
  return (self->after != NULL && self->after->len > 0) || wg_id_map_has (&self->rest_places, place)
         || wg_id_map_has (&self->face_places, wg_tally_index_get_face (self->index, place));
}

static guint32
find_owner (const WgTallyChange *self, guint place, gboolean is_after)
{
  WgFaceId face = wg_tally_index_get_face (self->index, place);
  guint at = G_MAXUINT;

  for (guint i = 0; is_after && i < self->moves->len; i++)
    if (g_array_index (self->moves, Move, i).place == place)
      face = g_array_index (self->moves, Move, i).to;
  at = wg_id_map_get (&self->face_places, face, G_MAXUINT);
  if (at != G_MAXUINT)
    {
      const WgFaceTally *row = &g_array_index (self->faces, WgFaceTally, at);

      return is_after ? row->owner_after : row->owner_before;
    }
  return wg_coverage_owner (wg_plan_get_coverage (self->index->plan), face);
}

/* A grid counts a divided building once: as it was before anything is added up, then as it is. */
static void
count_once (WgTallyChange *self, gboolean is_after)
{
  const WgTallyVisit before = { visit_before, give_back, self };
  const WgTallyVisit after = { visit_after, take_off, self };
  const GArray *twice = self->index->twice;
  WgBuildingSet *set
    = is_after && self->buildings != NULL ? self->buildings : self->index->buildings;

  for (guint i = 0; i < twice->len; i++)
    {
      guint place = g_array_index (twice, guint, i);

      if (is_met_otherwise (self, place)
          && !(is_after && wg_id_map_has (&self->rest_places, place)))
        wg_tally_visit_twice (set, place, find_owner (self, place, is_after),
                              is_after ? &after : &before);
    }
  for (guint i = 0; is_after && i < self->rests->len; i++)
    {
      guint place = g_array_index (self->rests, Rest, i).place;

      wg_tally_visit_twice (set, place, find_owner (self, place, TRUE), &after);
    }
}

static WgTally
get_present (WgTallyChange *self, guint32 grid)
{
  WgTally tally;

  wg_tally_index_get (self->index, grid, &tally);
  wg_tally_add (&tally, get_difference (self, grid), 1);
  return tally;
}

static int
compare_depths (gconstpointer a, gconstpointer b)
{
  const WgGrid *first = *(const WgGrid *const *) a, *second = *(const WgGrid *const *) b;

  return (first->depth > second->depth) - (first->depth < second->depth);
}

/* The faces that change are counted out already: deepest first off their old parents, then in the
 * opposite order on to the new ones. */
static void
move_grids (WgTallyChange *self)
{
  g_autoptr (GPtrArray) moved = g_ptr_array_new ();

  for (guint i = 0; self->after != NULL && i < self->after->len; i++)
    {
      const WgGridAfter *row = &g_array_index (self->after, WgGridAfter, i);

      if (is_moved (self, row->id))
        g_ptr_array_add (moved, (gpointer) row->after);
    }
  g_ptr_array_sort (moved, compare_depths);
  for (guint i = moved->len; i-- > 0;)
    {
      const WgGrid *grid = g_ptr_array_index (moved, i);
      guint32 parent = grid_before (self, grid->id)->parent;
      WgTally present = get_present (self, grid->id);

      if (parent != 0)
        take_before (self, parent, &present);
    }
  for (guint i = 0; i < moved->len; i++)
    {
      const WgGrid *grid = g_ptr_array_index (moved, i);
      WgTally present = get_present (self, grid->id);

      if (grid->parent != 0)
        add_after (self, grid->parent, &present);
    }
}

static void
sum_up (WgTallyChange *self)
{
  count_once (self, FALSE);
  for (guint i = 0; i < self->faces->len; i++)
    {
      const WgFaceTally *face = &g_array_index (self->faces, WgFaceTally, i);

      if (face->had)
        take_before (self, face->owner_before, &face->before);
    }
  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);

      if (!part->is_added)
        take_before (self, grid_before (self, part->grid) != NULL ? part->grid : 0, &part->tally);
    }
  move_grids (self);
  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);

      if (part->is_added)
        add_after (self, grid_after (self, part->grid) != NULL ? part->grid : 0, &part->tally);
    }
  for (guint i = 0; i < self->faces->len; i++)
    {
      const WgFaceTally *face = &g_array_index (self->faces, WgFaceTally, i);

      if (face->has)
        add_after (self, face->owner_after, &face->after);
    }
  count_once (self, TRUE);
}

WgTallyChange *
wg_tally_change_new (WgTallyIndex *index, const WgCoverageChange *rows, gboolean backwards,
                     const GArray *grids, WgBuildingSet *buildings)
{
  WgTallyChange *self = g_new0 (WgTallyChange, 1);

  self->index = index;
  self->after = grids;
  self->faces = g_array_new (FALSE, FALSE, sizeof (WgFaceTally));
  self->grids = g_array_new (FALSE, FALSE, sizeof (WgGridTally));
  self->moves = g_array_new (FALSE, FALSE, sizeof (Move));
  self->rests = g_array_new (FALSE, FALSE, sizeof (Rest));
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  if (buildings != NULL && index->buildings != NULL && buildings != index->buildings)
    self->buildings = wg_building_set_ref (buildings);
  for (guint i = 0; grids != NULL && i < grids->len; i++)
    wg_id_map_set (&self->after_places, g_array_index (grids, WgGridAfter, i).id, i);
  if (rows != NULL)
    {
      collect_faces (self, rows, backwards);
      measure_faces (self);
    }
  if (self->buildings != NULL)
    change_shares (self);
  if (rows != NULL)
    move_buildings (self, rows, backwards);
  sum_up (self);
  return self;
}

void
wg_tally_change_free (WgTallyChange *self)
{
  if (self == NULL)
    return;
  wg_id_map_clear (&self->after_places);
  wg_id_map_clear (&self->face_places);
  wg_id_map_clear (&self->grid_places);
  g_array_unref (self->faces);
  g_array_unref (self->grids);
  g_array_unref (self->moves);
  g_array_unref (self->rests);
  g_array_unref (self->parts);
  wg_id_map_clear (&self->rest_places);
  g_clear_pointer (&self->buildings, wg_building_set_unref);
  g_free (self);
}

const GArray *
wg_tally_change_grids (const WgTallyChange *self)
{
  return self->grids;
}

const GArray *
wg_tally_change_faces (const WgTallyChange *self)
{
  return self->faces;
}

static void
add_flow (GArray *flows, WgKeyMap *places, guint32 from, guint32 to, const WgCount *households)
{
  guint64 key = wg_key_of_pair (from, to);
  guint32 place = wg_key_map_get (places, key, G_MAXUINT32);
  WgOwnerFlow flow = { from, to, *households };

  if (from == to || (households->sum == 0 && households->n_unknown == 0))
    return;
  if (place != G_MAXUINT32)
    {
      WgCount *known = &g_array_index (flows, WgOwnerFlow, place).households;

      known->sum += households->sum;
      known->n_unknown += households->n_unknown;
      known->n_estimated += households->n_estimated;
      return;
    }
  wg_key_map_set (places, key, flows->len);
  g_array_append_val (flows, flow);
}

GArray *
wg_tally_change_collect_flows (const WgTallyChange *self)
{
  GArray *flows = g_array_new (FALSE, FALSE, sizeof (WgOwnerFlow));
  g_autofree WgTally *staying = g_new0 (WgTally, self->faces->len);
  WgKeyMap places = { 0 };

  for (guint i = 0; i < self->faces->len; i++)
    staying[i] = g_array_index (self->faces, WgFaceTally, i).before;
  for (guint i = 0; i < self->moves->len; i++)
    {
      const Move *move = &g_array_index (self->moves, Move, i);
      WgFaceId from = wg_tally_index_get_face (self->index, move->place);
      const WgTally *kept = &g_array_index (self->index->kept, WgTally, move->place);
      guint from_place = wg_id_map_get (&self->face_places, from, 0);
      guint to_place = wg_id_map_get (&self->face_places, move->to, 0);

      wg_tally_add (&staying[from_place], kept, -1);
      add_flow (flows, &places,
                g_array_index (self->faces, WgFaceTally, from_place).owner_before,
                g_array_index (self->faces, WgFaceTally, to_place).owner_after, &kept->households);
    }
  for (guint i = 0; i < self->faces->len; i++)
    {
      const WgFaceTally *face = &g_array_index (self->faces, WgFaceTally, i);

      if (face->had && face->has)
        add_flow (flows, &places, face->owner_before, face->owner_after, &staying[i].households);
    }
  wg_key_map_clear (&places);
  return flows;
}

static void
ensure_size (GArray *array, guint index)
{
  if (index >= array->len)
    g_array_set_size (array, index + 1);
}

void
wg_tally_index_apply (WgTallyIndex *self, const WgTallyChange *change)
{
  for (guint i = 0; i < change->faces->len; i++)
    {
      const WgFaceTally *face = &g_array_index (change->faces, WgFaceTally, i);

      ensure_size (self->faces, face->face);
      g_array_index (self->faces, WgTally, face->face) = face->has ? face->after : (WgTally){ 0 };
    }
  for (guint i = 0; i < change->grids->len; i++)
    {
      const WgGridTally *row = &g_array_index (change->grids, WgGridTally, i);

      ensure_size (self->grids, row->grid);
      wg_tally_add (&g_array_index (self->grids, WgTally, row->grid), &row->difference, 1);
    }
  for (guint i = 0; i < change->rests->len; i++)
    {
      const Rest *rest = &g_array_index (change->rests, Rest, i);

      g_array_index (self->kept, WgTally, rest->place) = rest->after;
    }
  if (change->buildings != NULL)
    {
      wg_building_set_unref (self->buildings);
      self->buildings = wg_building_set_ref (change->buildings);
    }
  for (guint i = 0; i < change->rests->len; i++)
    wg_tally_index_note_twice (self, g_array_index (change->rests, Rest, i).place);
  for (guint i = 0; i < change->moves->len; i++)
    {
      const Move *move = &g_array_index (change->moves, Move, i);

      g_array_index (self->building_faces, WgFaceId, move->place) = move->to;
    }
}
