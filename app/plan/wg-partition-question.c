/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-partition"

#include "wg-partition-private.h"

#define NONE G_MAXUINT32

static guint32
find_root (guint32 *roots, guint32 i)
{
  while (roots[i] != i)
    {
      roots[i] = roots[roots[i]];
      i = roots[i];
    }
  return i;
}

/* The lower number stays the root, so that names follow the order of the units. */
static void
unite (guint32 *roots, guint32 a, guint32 b)
{
  a = find_root (roots, a);
  b = find_root (roots, b);
  roots[MAX (a, b)] = MIN (a, b);
}

gint64
wg_unit_amount (const WgUnit *unit, WgPartMeasure measure)
{
  switch (measure)
    {
    case WG_MEASURE_PEOPLE:
      return unit->people;
    case WG_MEASURE_WORKLOAD:
      return unit->workload;
    case WG_MEASURE_AREA:
      return unit->area_mm2 / 1000000;
    case WG_MEASURE_HOUSEHOLDS:
    default:
      return unit->households;
    }
}

WgPartRange
wg_part_range (const WgPartBand *band, double inner_share)
{
  double share = CLAMP (inner_share, 0, 1);
  gint64 target = CLAMP (band->target, band->min, MAX (band->max, band->min));
  WgPartRange range = { band->min, band->max, band->min, band->max, target, 1 };

  if (band->max == 0)
    return range;
  range.inner_min = target - (gint64) (share * (double) (target - band->min));
  range.inner_max = target + (gint64) (share * (double) (band->max - target));
  return range;
}

static WgUnitEdgeRule
edge_rule (const WgPartitionTerms *terms, const WgUnitEdge *edge)
{
  return edge->rule == WG_UNIT_EDGE_AS_CLASS ? terms->prices[edge->edge_class].rule
                                             : (WgUnitEdgeRule) edge->rule;
}

gboolean
wg_part_edge_is_open (const WgPartitionTerms *terms, const WgUnit *a, const WgUnit *b,
                      const WgUnitEdge *edge)
{
  return a->kind == b->kind && edge_rule (terms, edge) != WG_UNIT_EDGE_NEVER
         && !((a->flags | b->flags) & WG_UNIT_CLOSED);
}

double
wg_part_edge_factor (const WgPartitionTerms *terms, const WgUnitEdge *edge)
{
  switch (edge_rule (terms, edge))
    {
    case WG_UNIT_EDGE_NEVER:
      return 0;
    case WG_UNIT_EDGE_IGNORE:
      return terms->prices[WG_UNIT_EDGE_OPEN].factor;
    case WG_UNIT_EDGE_AS_CLASS:
    case WG_UNIT_EDGE_AVOID:
    default:
      return terms->prices[edge->edge_class].factor;
    }
}

double
wg_part_edge_price (const WgPartitionTerms *terms, const WgUnitEdge *edge)
{
  double factor = terms->streets * wg_part_edge_factor (terms, edge) + terms->compactness;

  return (double) (gint64) ((double) edge->length_mm * factor + 0.5);
}

/* Units of a compound that hang together, and that nothing binds to different parts, are one node when
 * they fit into a part. */
static void
join_compounds (WgPartQuestion *question, guint32 *roots)
{
  const WgUnitGraph *graph = question->graph;
  const WgPartitionTerms *terms = question->terms;
  g_autofree gint64 *sums = g_new0 (gint64, graph->n_units);
  g_autofree gint64 *sums2 = g_new0 (gint64, graph->n_units);
  g_autofree gint32 *bound = g_new (gint32, graph->n_units); /* by root: the part that it is bound to */

  for (guint32 u = 0; u < graph->n_units; u++)
    bound[u] = terms->is_warm || (graph->units[u].flags & WG_UNIT_FIXED) ? graph->units[u].part
                                                                         : WG_UNIT_NO_PART;
  for (guint32 u = 0; u < graph->n_units; u++)
    for (guint32 e = graph->starts[u]; e < graph->starts[u + 1]; e++)
      {
        const WgUnit *a = &graph->units[u], *b = &graph->units[graph->edges[e].to];
        guint32 i = find_root (roots, u), k = find_root (roots, graph->edges[e].to);

        if (i == k || a->compound == 0 || a->compound != b->compound
            || !wg_part_edge_is_open (terms, a, b, &graph->edges[e])
            || (bound[i] != bound[k]
                && (terms->is_warm || MIN (bound[i], bound[k]) != WG_UNIT_NO_PART)))
          continue;
        bound[MIN (i, k)] = MAX (bound[i], bound[k]);
        unite (roots, i, k);
      }
  for (guint32 u = 0; u < graph->n_units; u++)
    {
      guint32 root = find_root (roots, u);

      sums[root] += wg_unit_amount (&graph->units[u], terms->band.measure);
      sums2[root] += wg_unit_amount (&graph->units[u], terms->second.measure);
    }
  for (guint32 u = graph->n_units; u-- > 0;)
    {
      guint32 root = find_root (roots, u);

      if (sums[root] > question->range.max
          || (question->range2.max > 0 && sums2[root] > question->range2.max))
        question->node_of_unit[u] = NONE - 1; /* undone below: roots are still needed */
    }
  for (guint32 u = 0; u < graph->n_units; u++)
    if (question->node_of_unit[u] == NONE - 1)
      roots[u] = u;
}

static void
name_nodes (WgPartQuestion *question)
{
  const WgUnitGraph *graph = question->graph;
  g_autofree guint32 *roots = g_new (guint32, graph->n_units);

  for (guint32 u = 0; u < graph->n_units; u++)
    {
      roots[u] = u;
      question->node_of_unit[u] = 0;
    }
  join_compounds (question, roots);
  for (guint32 u = 0; u < graph->n_units; u++)
    {
      guint32 root = find_root (roots, u);

      if (graph->units[u].flags & WG_UNIT_CLOSED)
        question->node_of_unit[u] = NONE;
      else
        question->node_of_unit[u] = root == u ? question->n_nodes++ : question->node_of_unit[root];
    }
}

static void
name_islands (WgPartQuestion *question)
{
  const WgUnitGraph *graph = question->graph;
  g_autofree guint32 *roots = g_new (guint32, question->n_nodes);
  guint32 n_islands = 0;

  for (guint32 i = 0; i < question->n_nodes; i++)
    roots[i] = i;
  for (guint32 u = 0; u < graph->n_units; u++)
    for (guint32 e = graph->starts[u]; e < graph->starts[u + 1]; e++)
      if (wg_part_edge_is_open (question->terms, &graph->units[u],
                                &graph->units[graph->edges[e].to], &graph->edges[e]))
        unite (roots, question->node_of_unit[u], question->node_of_unit[graph->edges[e].to]);
  for (guint32 i = 0; i < question->n_nodes; i++)
    {
      guint32 root = find_root (roots, i);
      GArray *members = NULL;

      if (root == i)
        {
          question->island_of_node[i] = n_islands++;
          g_ptr_array_add (question->members, g_array_new (FALSE, FALSE, sizeof (guint32)));
        }
      question->island_of_node[i] = question->island_of_node[root];
      members = g_ptr_array_index (question->members, question->island_of_node[i]);
      question->local_of_node[i] = members->len;
      g_array_append_val (members, i);
    }
}

WgPartQuestion *
wg_part_question_new (const WgUnitGraph *graph, const WgPartitionTerms *terms)
{
  WgPartQuestion *question = g_new0 (WgPartQuestion, 1);

  question->graph = graph;
  question->terms = terms;
  question->range = wg_part_range (&terms->band, terms->inner_share);
  if (question->range.max == 0)
    question->range.max = question->range.inner_max = G_MAXINT32;
  question->range2 = wg_part_range (&terms->second, terms->inner_share);
  if (question->range2.target > 0)
    question->range2.scale
      = (double) MAX (question->range.target, 1) / (double) question->range2.target;
  question->node_of_unit = g_new (guint32, graph->n_units);
  question->island_of_node = g_new (guint32, graph->n_units);
  question->local_of_node = g_new (guint32, graph->n_units);
  question->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_part_field_free);
  question->members = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  name_nodes (question);
  name_islands (question);
  wg_part_question_make_fields (question);
  return question;
}

void
wg_part_question_free (WgPartQuestion *question)
{
  g_free (question->node_of_unit);
  g_free (question->island_of_node);
  g_free (question->local_of_node);
  g_ptr_array_unref (question->fields);
  g_ptr_array_unref (question->members);
  g_free (question);
}

/* One past the greatest number of a part that is in use before. */
static gint32
first_new_part (const WgPartQuestion *question)
{
  const WgUnitGraph *graph = question->graph;
  gint32 next = 0;

  for (guint32 u = 0; u < graph->n_units; u++)
    if (question->terms->is_warm || (graph->units[u].flags & (WG_UNIT_FIXED | WG_UNIT_CLOSED)))
      next = MAX (next, graph->units[u].part + 1);
  return next;
}

gint32 *
wg_part_question_answer (WgPartQuestion *question)
{
  const WgUnitGraph *graph = question->graph;
  gint32 *parts = g_new (gint32, graph->n_units);
  gint32 next = first_new_part (question);

  for (guint i = 0; i < question->fields->len; i++)
    {
      WgPartField *field = g_ptr_array_index (question->fields, i);

      for (guint k = 0; k < field->n_labels; k++)
        if (field->count[k] > 0 && field->label_ids[k] < 0)
          field->label_ids[k] = next++;
    }
  for (guint32 u = 0; u < graph->n_units; u++)
    {
      guint32 node = question->node_of_unit[u];
      const WgPartField *field = NULL;

      if (node == NONE)
        {
          parts[u] = graph->units[u].part >= 0 ? graph->units[u].part : next++;
          continue;
        }
      field = g_ptr_array_index (question->fields, question->island_of_node[node]);
      parts[u] = field->label_ids[field->part[question->local_of_node[node]]];
    }
  return parts;
}
