/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-subdivide-parent"

#include "wg-subdivide-private.h"

#include "../geometry/wg-forest.h"
#include "wg-number-order.h"

#define LEAST_CROSSED 5000 /* mm */

/* How far a parent is when its cells are there, and when its parts are found. */
#define CELLS_SHARE 0.25
#define DRAWN_FROM 0.85

/* The classes of lines and of edges are the same words. */
G_STATIC_ASSERT ((int) WG_BARRIER_LANE == (int) WG_UNIT_EDGE_LANE);
G_STATIC_ASSERT ((int) WG_BARRIER_ARTERIAL == (int) WG_UNIT_EDGE_ARTERIAL);
G_STATIC_ASSERT ((int) WG_BARRIER_RIVER == (int) WG_UNIT_EDGE_RIVER);
G_STATIC_ASSERT ((int) WG_BARRIER_DRAWN == (int) WG_UNIT_EDGE_DRAWN);

/* One job while it runs. */
typedef struct
{
  WgSubdivideJob *job;
  WgCellsInput input;
  GPtrArray *lines; /* of WgLine, borrowed */
  GArray *classes;  /* of guint8 */
  WgCells *cells;
  WgUnitGraph *graph;
  WgPartition *answer;
  guint n_centres;
  guint n_parts;
  guint32 *parts;   /* of each unit, in the order of the result */
} Work;

static void
work_clear (Work *work)
{
  g_clear_pointer (&work->lines, g_ptr_array_unref);
  g_clear_pointer (&work->classes, g_array_unref);
  g_clear_pointer (&work->cells, wg_cells_free);
  g_clear_pointer (&work->graph, wg_unit_graph_unref);
  g_clear_pointer (&work->answer, wg_partition_free);
  g_clear_pointer (&work->parts, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static void
collect_lines (Work *work)
{
  const WgSubdivideTerms *terms = work->job->terms;
  WgEnvelope box = wg_shape_envelope (work->job->land);

  work->lines = g_ptr_array_new ();
  work->classes = g_array_new (FALSE, FALSE, 1);
  for (guint i = 0; terms->barriers != NULL && i < wg_barrier_set_count (terms->barriers); i++)
    {
      const WgBarrier *barrier = wg_barrier_set_get (terms->barriers, i);
      gboolean is_ignored
        = terms->partition.prices[barrier->barrier_class].rule == WG_UNIT_EDGE_IGNORE;

      if (is_ignored || !wg_envelope_intersects (&barrier->line->envelope, &box)
          || (terms->barrier_layer != NULL && !g_str_equal (terms->barrier_layer, barrier->layer)))
        continue;
      g_ptr_array_add (work->lines, barrier->line);
      g_array_append_val (work->classes, barrier->barrier_class);
    }
}

/* One bit for each class of this rule. */
static guint
list_classes (const WgSubdivideTerms *terms, WgUnitEdgeRule rule)
{
  guint classes = 0;

  for (guint i = 0; i < WG_BARRIER_N_CLASSES; i++)
    if (terms->partition.prices[i].rule == rule)
      classes |= 1u << i;
  return classes;
}

static gboolean
make_cells (Work *work)
{
  WgSubdivideJob *job = work->job;
  WgProgress part;

  collect_lines (work);
  work->input = (WgCellsInput){
    .land = job->land,
    .lines = work->lines,
    .classes = (const guint8 *) work->classes->data,
    .buildings = (const WgCellsBuilding *) (gconstpointer) job->buildings->data,
    .n_buildings = job->buildings->len,
    .compounds = job->terms->compounds,
    .reads_gaps = job->terms->reads_gaps && work->lines->len == 0,
    .ignored = list_classes (job->terms, WG_UNIT_EDGE_IGNORE),
    .never = list_classes (job->terms, WG_UNIT_EDGE_NEVER),
  };
  job->result->reads_gaps = work->input.reads_gaps;
  part = wg_progress_part (&job->progress, 0, CELLS_SHARE);
  work->cells = wg_cells_new (&work->input, &part, job->cancellable, &job->error);
  return work->cells != NULL;
}

static void
add_trouble (WgSubdivideJob *job, WgSubdivideTrouble trouble)
{
  g_array_append_val (job->result->troubles, trouble);
}

/* Nothing to go by: the land has no number at all. */
static gboolean
refuse_without_counts (Work *work)
{
  WgPartMeasure measure = work->job->terms->partition.band.measure;
  WgSubdivideTrouble trouble = { .reason = WG_SUBDIVIDE_NO_COUNTS, .part = -1 };
  gint64 sum = 0;

  for (guint i = 0; i < work->graph->n_units; i++)
    sum += wg_unit_amount (&work->graph->units[i], measure);
  if (sum > 0)
    return FALSE;
  work->job->result->is_left = TRUE;
  for (guint i = 0; i < work->input.n_buildings; i++)
    {
      const WgBuilding *building = wg_subdivide_get_building (work->job, i);

      if ((measure == WG_MEASURE_PEOPLE ? building->people : building->households) != WG_COUNT_NOT_KNOWN)
        trouble.reason = WG_SUBDIVIDE_ALL_NONE;
    }
  add_trouble (work->job, trouble);
  return TRUE;
}

static void
scale_band (WgPartBand *band)
{
  gint64 factor = band->measure == WG_MEASURE_WORKLOAD ? WG_WORKLOAD_PARTS : 1;

  band->min *= factor;
  band->target *= factor;
  band->max *= factor;
}

/* One part for each centre, where so many can be in the band. */
static guint
count_wanted (const Work *work, const WgPartBand *band)
{
  gint64 sum = 0;

  for (guint i = 0; i < work->graph->n_units; i++)
    sum += wg_unit_amount (&work->graph->units[i], band->measure);
  return work->n_centres > 0 && work->n_centres * band->min <= sum
             && (band->max == 0 || sum <= work->n_centres * band->max)
           ? work->n_centres
           : 0;
}

static gboolean
solve (Work *work)
{
  WgSubdivideJob *job = work->job;
  WgPartitionTerms terms = job->terms->partition;
  WgProgress part = wg_progress_part (&job->progress, CELLS_SHARE, DRAWN_FROM);

  scale_band (&terms.band);
  scale_band (&terms.second);
  terms.n_threads = job->n_threads;
  if (terms.n_parts == 0)
    terms.n_parts = count_wanted (work, &terms.band);
  work->answer = wg_partition_solve (work->graph, &terms, &part, job->cancellable, &job->error);
  return work->answer != NULL;
}

/* Numbers that are in use, in the order that the grids are to have. */
static guint32 *
order_parts (Work *work)
{
  GArray *sums = work->answer->sums;
  g_autoptr (GArray) places = g_array_new (FALSE, TRUE, sizeof (WgNumberPlace));
  guint32 *order = g_new (guint32, sums->len);

  g_array_set_size (places, sums->len);
  for (guint32 part = 0; part < sums->len; part++)
    {
      g_array_index (places, WgNumberPlace, part)
        = (WgNumberPlace){ .grid = part, .extent = WG_ENVELOPE_EMPTY };
      order[part] = G_MAXUINT32;
    }
  for (guint i = 0; i < work->graph->n_units; i++)
    wg_envelope_add_point (
      &g_array_index (places, WgNumberPlace, work->answer->parts[i]).extent,
      work->graph->units[i].centre);
  for (guint i = places->len; i-- > 0;)
    {
      WgNumberPlace *place = &g_array_index (places, WgNumberPlace, i);

      if (wg_envelope_is_empty (&place->extent))
        {
          g_array_remove_index (places, i);
          continue;
        }
      place->place = (WgPoint){ (gint32) (((gint64) place->extent.min_x + place->extent.max_x) / 2),
                                (gint32) (((gint64) place->extent.min_y + place->extent.max_y) / 2) };
    }
  wg_number_sort (places, WG_NUMBER_BY_ROWS, (WgPoint){ 0, 0 });
  for (guint32 i = 0; i < places->len; i++)
    order[g_array_index (places, WgNumberPlace, i).grid] = i;
  work->n_parts = places->len;
  return order;
}

static guint32
find_largest (Work *work, guint32 unit)
{
  gboolean is_people = work->job->terms->partition.band.measure == WG_MEASURE_PEOPLE;
  guint32 best = 0;
  gint32 most = G_MININT32;

  for (guint i = 0; i < work->input.n_buildings; i++)
    {
      const WgBuilding *building = wg_subdivide_get_building (work->job, i);
      gint32 amount = is_people ? building->people : building->households;

      if (work->cells->unit_of[i] != unit || amount <= most)
        continue;
      most = amount;
      best = building->id;
    }
  return best;
}

static gint64
pack (WgPoint p)
{
  return (gint64) ((guint64) (guint32) p.x << 32 | (guint32) p.y);
}

/* Does @shape have a side on the border of @held? Both have the corners of the coverage. */
static gboolean
is_beside (const WgShape *shape, const WgShape *held)
{
  g_autoptr (GHashTable) corners = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint n_common = 0;

  for (guint i = 0; i < held->points->len; i++)
    {
      gint64 key = pack (g_array_index (held->points, WgPoint, i));

      g_hash_table_add (corners, g_memdup2 (&key, sizeof key));
    }
  for (guint i = 0; i < shape->points->len && n_common < 2; i++)
    {
      gint64 key = pack (g_array_index (shape->points, WgPoint, i));

      n_common += g_hash_table_contains (corners, &key);
    }
  return n_common >= 2;
}

/* What a barrier leaves too little of, or what locked land does. */
static WgSubdivideReason
find_cause (const Work *work, const WgSubdivideTrouble *trouble)
{
  const WgSubdivideParent *result = work->job->result;
  const WgSubdividePart *part = NULL;

  if ((trouble->reason != WG_SUBDIVIDE_ISLAND_TOO_SMALL && trouble->reason != WG_SUBDIVIDE_ISLAND_NO_COUNT)
      || work->job->held->points->len == 0 || trouble->part < 0 || (guint) trouble->part >= result->parts->len)
    return trouble->reason;
  part = g_ptr_array_index (result->parts, (guint) trouble->part);
  return is_beside (part->shape, work->job->held) ? WG_SUBDIVIDE_LOCKED : trouble->reason;
}

static void
take_troubles (Work *work, const guint32 *order)
{
  static const WgSubdivideReason reasons[] = {
    [WG_TROUBLE_UNIT_TOO_LARGE] = WG_SUBDIVIDE_UNIT_TOO_LARGE,
    [WG_TROUBLE_ISLAND_TOO_SMALL] = WG_SUBDIVIDE_ISLAND_TOO_SMALL,
    [WG_TROUBLE_ISLAND_NO_COUNT] = WG_SUBDIVIDE_ISLAND_NO_COUNT,
    [WG_TROUBLE_KIND_TOO_SMALL] = WG_SUBDIVIDE_NOT_FOUND,
    [WG_TROUBLE_LOCKED] = WG_SUBDIVIDE_LOCKED,
    [WG_TROUBLE_SECOND] = WG_SUBDIVIDE_PEOPLE,
    [WG_TROUBLE_PIECES] = WG_SUBDIVIDE_PIECES,
    [WG_TROUBLE_NOT_FOUND] = WG_SUBDIVIDE_NOT_FOUND,
  };

  gint64 divisor = work->job->terms->partition.band.measure == WG_MEASURE_WORKLOAD ? WG_WORKLOAD_PARTS : 1;

  for (guint i = 0; i < work->answer->troubles->len; i++)
    {
      const WgPartitionTrouble *from = &g_array_index (work->answer->troubles, WgPartitionTrouble, i);
      WgSubdivideTrouble trouble = { .reason = reasons[from->reason],
                                     .part = from->part >= 0 ? (gint32) order[from->part] : -1,
                                     .amount = from->amount / divisor,
                                     .people = from->second,
                                     .reachable = from->reachable / divisor,
                                     .place = work->graph->units[from->unit].centre };

      if (from->reason == WG_TROUBLE_SECOND && from->is_proved)
        trouble.reason = WG_SUBDIVIDE_NO_COUNT_OF_BOTH;
      if (from->reason == WG_TROUBLE_NOT_FOUND && from->is_proved)
        trouble.reason = WG_SUBDIVIDE_NO_DIVISION;
      if (from->reason == WG_TROUBLE_UNIT_TOO_LARGE)
        trouble.building = find_largest (work, from->unit);
      trouble.reason = find_cause (work, &trouble);
      add_trouble (work->job, trouble);
    }
}

static gboolean
is_never (const Work *work, const WgUnitEdge *edge)
{
  return work->job->terms->partition.prices[edge->edge_class].rule == WG_UNIT_EDGE_NEVER;
}

/* What hangs together without crossing a line that is never crossed: the root of each unit. */
static guint32 *
find_islands (const Work *work)
{
  const WgUnitGraph *graph = work->graph;
  guint32 *roots = g_new (guint32, graph->n_units + 1);

  for (guint32 u = 0; u < graph->n_units; u++)
    roots[u] = u;
  for (guint32 u = 0; u < graph->n_units; u++)
    for (guint32 e = graph->starts[u]; e < graph->starts[u + 1]; e++)
      if (!is_never (work, &graph->edges[e]))
        wg_forest_join (roots, u, graph->edges[e].to);
  return roots;
}

/* Lines that are never crossed but lie inside a part, which reaches round their end. Those beyond which
 * there is nothing, such as the bank of a river whose bed goes to one side, are only counted. */
static void
tell_crossings (Work *work)
{
  const WgUnitGraph *graph = work->graph;
  g_autofree guint32 *islands = find_islands (work);
  g_autofree gint64 *lengths = g_new0 (gint64, work->n_parts + 1);
  g_autofree guint32 *units = g_new0 (guint32, work->n_parts + 1);

  for (guint32 u = 0; u < graph->n_units; u++)
    for (guint32 e = graph->starts[u]; e < graph->starts[u + 1]; e++)
      {
        const WgUnitEdge *edge = &graph->edges[e];

        if (edge->to < u || work->parts[u] != work->parts[edge->to] || !is_never (work, edge))
          continue;
        if (wg_forest_root (islands, u) != wg_forest_root (islands, edge->to))
          {
            work->job->result->crossed_empty_m += edge->length_mm / 1e3;
            continue;
          }
        lengths[work->parts[u]] += edge->length_mm;
        units[work->parts[u]] = u;
      }
  for (guint c = 0; c < WG_UNIT_EDGE_N_CLASSES; c++)
    if (work->job->terms->partition.prices[c].rule == WG_UNIT_EDGE_NEVER)
      work->job->result->crossed_empty_m += work->cells->inside_mm[c] / 1e3;
  for (guint32 part = 0; part < work->n_parts; part++)
    if (lengths[part] >= LEAST_CROSSED)
      add_trouble (work->job, (WgSubdivideTrouble){ .reason = WG_SUBDIVIDE_NEVER_CROSSED,
                                                    .part = (gint32) part,
                                                    .amount = (lengths[part] + 500) / 1000,
                                                    .place = graph->units[units[part]].centre });
}

/* The compound of each building by its place in job->indices. */
static void
note_compounds (Work *work)
{
  GArray *compounds = g_array_new (FALSE, TRUE, sizeof (guint32));

  g_array_set_size (compounds, work->input.n_buildings);
  for (guint i = 0; i < work->input.n_buildings; i++)
    if (work->cells->unit_of[i] != G_MAXUINT32)
      g_array_index (compounds, guint32, i) = work->graph->units[work->cells->unit_of[i]].compound;
  work->job->result->compounds = compounds;
}

/* Each edge is there from both of its units. */
static void
measure_barriers (Work *work)
{
  const WgUnitGraph *graph = work->graph;

  for (guint u = 0; u < graph->n_units; u++)
    for (guint32 e = graph->starts[u]; e < graph->starts[u + 1]; e++)
      if (graph->edges[e].to > u)
        work->job->result->barrier_m[graph->edges[e].edge_class] += graph->edges[e].length_mm / 1e3;
  for (guint c = 0; c < WG_UNIT_EDGE_N_CLASSES; c++)
    work->job->result->barrier_m[c] += work->cells->inside_mm[c] / 1e3;
}

static void
draw (Work *work)
{
  WgSubdivideJob *job = work->job;
  g_autofree guint32 *order = order_parts (work);
  g_autofree guint32 *part_of = g_new (guint32, MAX (work->input.n_buildings, 1));
  g_autoptr (GArray) shapes = NULL;
  g_autofree guint32 *of_faces = NULL;
  WgCellsOwners owners = { 0 };

  work->parts = g_new (guint32, MAX (work->graph->n_units, 1));
  for (guint i = 0; i < work->graph->n_units; i++)
    work->parts[i] = order[work->answer->parts[i]];
  of_faces = wg_cells_parts_of_faces (work->cells, work->parts);
  owners.parts = of_faces;
  job->result->lines
    = wg_cells_trace_borders (work->cells, &work->input, &owners, &job->result->cuts);
  shapes = wg_cells_make_parts (work->cells, &work->input, job->result->lines, work->parts,
                                work->n_parts, part_of, &job->error);
  if (shapes == NULL)
    return;
  note_compounds (work);
  wg_subdivide_count_parts (job, shapes, part_of);
  take_troubles (work, order);
  tell_crossings (work);
  measure_barriers (work);
  job->result->n_cut = wg_cells_count_cut (&work->input, job->result->lines);
  job->result->score = work->answer->score;
  job->result->graph = wg_unit_graph_ref (work->graph);
}

void
wg_subdivide_run_job (WgSubdivideJob *job)
{
  g_auto (Work) work = { .job = job };

  if (job->result->is_left || g_cancellable_set_error_if_cancelled (job->cancellable, &job->error)
      || !make_cells (&work))
    return;
  work.graph = wg_subdivide_make_graph (job, work.cells, &work.n_centres);
  job->result->n_centres = work.n_centres;
  if (!refuse_without_counts (&work) && solve (&work))
    draw (&work);
}
