/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-rebalance-cells"

#include "wg-rebalance-private.h"

#include "../geometry/wg-cells.h"
#include "../geometry/wg-coverage-measure.h"
#include "../geometry/wg-coverage-shape.h"

/* The land of one parent's grids cut into cells, none of which crosses a border of theirs. */
typedef struct
{
  WgRebalanceWork *work;
  WgCellsInput input;
  WgShape *land;
  GPtrArray *lines;     /* of WgLine, borrowed */
  GArray *classes;      /* of guint8 */
  GArray *stays;        /* of guint8: borders of grids as they are, also through buildings */
  GArray *buildings;    /* of WgCellsBuilding */
  GArray *indices;      /* of guint32: their places in the set */
  GPtrArray *footprints; /* of WgShape */
  GHashTable *places;   /* grid -> its place in the list + 1 */
  WgCells *cells;
  GArray *units;        /* of WgUnit */
  GArray *insides;      /* of WgPoint: in the largest face of each unit */
  guint32 *unit_of_face; /* of the cells, + 1 */
} Cut;

static void
cut_clear (Cut *cut)
{
  wg_shape_free (cut->land);
  g_ptr_array_unref (cut->lines);
  g_array_unref (cut->classes);
  g_array_unref (cut->stays);
  g_array_unref (cut->buildings);
  g_array_unref (cut->indices);
  g_ptr_array_unref (cut->footprints);
  g_hash_table_unref (cut->places);
  g_clear_pointer (&cut->cells, wg_cells_free);
  g_array_unref (cut->units);
  g_array_unref (cut->insides);
  g_free (cut->unit_of_face);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cut, cut_clear)

static void
cut_init (Cut *cut, WgRebalanceWork *work)
{
  cut->work = work;
  cut->land = wg_shape_new ();
  cut->lines = g_ptr_array_new ();
  cut->classes = g_array_new (FALSE, FALSE, 1);
  cut->stays = g_array_new (FALSE, FALSE, 1);
  cut->buildings = g_array_new (FALSE, FALSE, sizeof (WgCellsBuilding));
  cut->indices = g_array_new (FALSE, FALSE, sizeof (guint32));
  cut->footprints = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_free);
  cut->places = g_hash_table_new (NULL, NULL);
  cut->units = g_array_new (FALSE, FALSE, sizeof (WgUnit));
  cut->insides = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  for (guint i = 0; i < work->grids->len; i++)
    {
      guint32 id = g_array_index (work->grids, guint32, i);

      if (!wg_rebalance_is_closed (work, i))
        g_hash_table_insert (cut->places, GUINT_TO_POINTER (id), GUINT_TO_POINTER (i + 1));
    }
}

/* The place of the grid that owns a face, + 1; 0: it is not to change. */
static guint
place_of (const Cut *cut, WgFaceId face)
{
  guint32 owner = wg_coverage_owner (wg_plan_get_coverage (cut->work->plan), face);

  return GPOINTER_TO_UINT (g_hash_table_lookup (cut->places, GUINT_TO_POINTER (owner)));
}

static gboolean
collect_land (Cut *cut)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));

  for (guint i = 0; i < cut->work->grids->len; i++)
    {
      guint32 id = g_array_index (cut->work->grids, guint32, i);
      const GArray *own = wg_plan_get_own_faces (cut->work->plan, id);

      if (g_hash_table_contains (cut->places, GUINT_TO_POINTER (id)))
        g_array_append_vals (faces, own->data, own->len);
    }
  if (faces->len == 0)
    return FALSE;
  wg_coverage_dissolve (wg_plan_get_coverage (cut->work->plan),
                        (const WgFaceId *) (gconstpointer) faces->data, faces->len, cut->land);
  return TRUE;
}

static void
add_line (Cut *cut, WgLine *line, guint8 line_class, guint8 stays)
{
  g_ptr_array_add (cut->lines, line);
  g_array_append_val (cut->classes, line_class);
  g_array_append_val (cut->stays, stays);
}

/* Barriers, and the borders between the grids as they are. */
static void
collect_lines (Cut *cut)
{
  WgCoverage *coverage = wg_plan_get_coverage (cut->work->plan);
  const WgBarrierSet *barriers = wg_plan_get_barriers (cut->work->plan);
  WgEnvelope box = wg_shape_envelope (cut->land);
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));

  for (guint i = 0; barriers != NULL && i < wg_barrier_set_count (barriers); i++)
    {
      const WgBarrier *barrier = wg_barrier_set_get (barriers, i);

      if (wg_envelope_intersects (&barrier->line->envelope, &box))
        add_line (cut, barrier->line, barrier->barrier_class, FALSE);
    }
  wg_coverage_arcs_in (coverage, &box, arcs);
  for (guint i = 0; i < arcs->len; i++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, g_array_index (arcs, WgArcId, i));
      guint left = place_of (cut, arc->left), right = place_of (cut, arc->right);

      if (left != 0 && right != 0 && left != right)
        add_line (cut, arc->line, WG_BARRIER_DRAWN, TRUE);
    }
}

static void
collect_buildings (Cut *cut)
{
  const WgBuildingSet *set = wg_plan_get_buildings (cut->work->plan);
  WgEnvelope box = wg_shape_envelope (cut->land);

  for (guint32 i = 0; set != NULL && i < wg_building_set_count (set); i++)
    {
      WgCellsBuilding building = { wg_building_set_get (set, i)->point, NULL };
      WgEnvelope extent = wg_building_set_get_extent (set, i);

      wg_envelope_add_point (&extent, building.point);
      if (!wg_envelope_intersects (&extent, &box))
        continue;
      if (wg_building_set_has_footprint (set, i))
        {
          WgShape *shape = wg_shape_new ();

          wg_building_set_get_footprint (set, i, shape);
          g_ptr_array_add (cut->footprints, shape);
          building.footprint = shape;
        }
      g_array_append_val (cut->buildings, building);
      g_array_append_val (cut->indices, i);
    }
}

static guint64
unit_key (guint32 unit, guint place)
{
  return ((guint64) unit << 32) | place;
}

/* The unit of the graph for faces of one cell in one grid: a footprint on both sides of a border that
 * there is already makes two. */
static void
find_units (Cut *cut)
{
  const WgCoverage *coverage = cut->cells->coverage;
  WgCoverage *present = wg_plan_get_coverage (cut->work->plan);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) areas = g_array_new (FALSE, FALSE, sizeof (double));

  cut->unit_of_face = g_new0 (guint32, wg_coverage_face_limit (coverage));
  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    {
      guint32 cell = wg_coverage_has_face (coverage, face) ? wg_coverage_owner (coverage, face) : 0;
      WgPoint inside = { 0, 0 };
      guint64 key = 0;
      double area = 0;
      gpointer unit = NULL;

      if (cell == 0)
        continue;
      inside = wg_coverage_label_point (coverage, face);
      area = (double) wg_coverage_face_area2 (coverage, face) / 2;
      key = unit_key (cell, place_of (cut, wg_coverage_locate (present, inside)));
      unit = g_hash_table_lookup (known, &key);
      if (unit == NULL)
        {
          const WgCellsUnit *from = &g_array_index (cut->cells->units, WgCellsUnit, cell - 1);
          WgUnit made = { .block = from->block, .part = (gint32) (key & G_MAXUINT32) - 1 };
          double none = 0;

          g_array_append_val (cut->units, made);
          g_array_append_val (cut->insides, inside);
          g_array_append_val (areas, none);
          unit = GUINT_TO_POINTER (cut->units->len);
          g_hash_table_insert (known, g_memdup2 (&key, sizeof key), unit);
        }
      cut->unit_of_face[face] = GPOINTER_TO_UINT (unit);
      g_array_index (cut->units, WgUnit, GPOINTER_TO_UINT (unit) - 1).area_mm2 += (gint64) area;
      if (area <= g_array_index (areas, double, GPOINTER_TO_UINT (unit) - 1))
        continue;
      g_array_index (areas, double, GPOINTER_TO_UINT (unit) - 1) = area;
      g_array_index (cut->insides, WgPoint, GPOINTER_TO_UINT (unit) - 1) = inside;
    }
}

static void
count_buildings (Cut *cut)
{
  const WgBuildingSet *set = wg_plan_get_buildings (cut->work->plan);
  g_autofree gint32 *most = g_new0 (gint32, cut->units->len + 1);

  for (guint i = 0; i < cut->buildings->len; i++)
    {
      const WgBuilding *building
        = wg_building_set_get (set, g_array_index (cut->indices, guint32, i));
      guint32 unit
        = cut->unit_of_face[wg_coverage_locate (cut->cells->coverage, building->point)];
      WgUnit *of = NULL;

      if (unit == 0)
        continue;
      of = &g_array_index (cut->units, WgUnit, unit - 1);
      of->households += (guint32) MAX (building->households, 0);
      of->people += (guint32) MAX (building->people, 0);
      /* No border is made plain across a building, but it may be across the rest of a cell. */
      if (building->households < most[unit - 1])
        continue;
      most[unit - 1] = building->households;
      g_array_index (cut->insides, WgPoint, unit - 1) = building->point;
    }
}

static void
make_graph (Cut *cut)
{
  const WgCells *cells = cut->cells;
  WgUnitGraphBuilder *builder = wg_unit_graph_builder_new (cut->units->len);

  for (guint u = 0; u < cut->units->len; u++)
    {
      WgUnit *unit = &g_array_index (cut->units, WgUnit, u);

      unit->source = u;
      unit->centre = g_array_index (cut->insides, WgPoint, u);
      wg_unit_graph_builder_add (builder, unit);
    }
  for (WgArcId id = 1; id < wg_coverage_arc_limit (cells->coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (cells->coverage, id);
      guint32 left = arc != NULL ? cut->unit_of_face[arc->left] : 0;
      guint32 right = arc != NULL ? cut->unit_of_face[arc->right] : 0;

      if (left != 0 && right != 0)
        wg_unit_graph_builder_connect (
          builder, left - 1, right - 1,
          (guint32) CLAMP (wg_coverage_arc_length (cells->coverage, id), 1, G_MAXINT32),
          (WgUnitEdgeClass) cells->arc_classes[id], WG_UNIT_EDGE_AS_CLASS);
    }
  cut->work->graph = wg_unit_graph_builder_finish (builder);
}

/* Lines are only needed inside of a present grid that is divided: its borders are there already. */
static void
note_lines (Cut *cut)
{
  guint32 limit = wg_coverage_face_limit (cut->cells->coverage);
  g_autofree guint32 *parts = g_new0 (guint32, limit + 1);
  g_autofree guint32 *present = g_new0 (guint32, limit + 1);
  WgCellsOwners owners = { parts, present };
  g_autoptr (GPtrArray) lines = NULL;

  for (WgFaceId face = 1; face < limit; face++)
    {
      guint32 unit = cut->unit_of_face[face];

      if (unit == 0)
        continue;
      parts[face] = (guint32) cut->work->answer->parts[unit - 1] + 1;
      present[face] = (guint32) (cut->work->graph->units[unit - 1].part + 1);
    }
  lines = wg_cells_trace_borders (cut->cells, &cut->input, &owners, NULL);
  cut->work->result->n_cut += wg_cells_count_cut (&cut->input, lines);
  g_ptr_array_extend_and_steal (cut->work->result->lines, g_steal_pointer (&lines));
}

static void
note_places (Cut *cut)
{
  const WgRebalanceWork *work = cut->work;

  for (guint u = 0; u < work->graph->n_units; u++)
    {
      const WgUnit *unit = &work->graph->units[u];
      WgRebalancePlace place = { g_array_index (cut->insides, WgPoint, u), unit->households, unit->area_mm2,
                                 work->row_of_part[work->answer->parts[u]] };

      g_array_append_val (work->result->places, place);
    }
}

gboolean
wg_rebalance_run_cells (WgRebalanceWork *work, GError **error)
{
  g_auto (Cut) cut = { 0 };
  WgProgress all = work->progress, part = wg_progress_part (&all, 0, 0.3);

  cut_init (&cut, work);
  if (!collect_land (&cut))
    return TRUE; /* all of it is held */
  collect_lines (&cut);
  collect_buildings (&cut);
  cut.input = (WgCellsInput){
    .land = cut.land,
    .lines = cut.lines,
    .classes = (const guint8 *) cut.classes->data,
    .stays = (const guint8 *) cut.stays->data,
    .buildings = (const WgCellsBuilding *) (gconstpointer) cut.buildings->data,
    .n_buildings = cut.buildings->len,
  };
  cut.cells = wg_cells_new (&cut.input, &part, work->cancellable, error);
  if (cut.cells == NULL)
    return FALSE;
  find_units (&cut);
  count_buildings (&cut);
  make_graph (&cut);
  work->progress = wg_progress_part (&all, 0.3, 0.95);
  if (!wg_rebalance_solve (work, error))
    return FALSE;
  note_lines (&cut);
  note_places (&cut);
  return TRUE;
}
