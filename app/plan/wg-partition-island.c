/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-partition"

#include "wg-partition-private.h"

/* Where most of a part is: there it may change, what it has elsewhere stays as it is. */
typedef struct
{
  guint32 island;
  gint64 weight;
} Main;

/* What the nodes of an island are made of, by compressed rows. */
typedef struct
{
  guint32 *starts; /* of each node of the question */
  guint32 *units;
} Members;

static void
list_members (const WgPartQuestion *question, Members *members)
{
  guint n = question->graph->n_units;

  members->starts = g_new0 (guint32, question->n_nodes + 2);
  members->units = g_new (guint32, n + 1);
  for (guint u = 0; u < n; u++)
    if (question->node_of_unit[u] != G_MAXUINT32)
      members->starts[question->node_of_unit[u] + 2]++;
  for (guint i = 0; i < question->n_nodes; i++)
    members->starts[i + 2] += members->starts[i + 1];
  for (guint u = 0; u < n; u++)
    if (question->node_of_unit[u] != G_MAXUINT32)
      members->units[members->starts[question->node_of_unit[u] + 1]++] = u;
}

/* The borders of one node with others of its island, each neighbour once. */
static void
list_borders (const WgPartQuestion *question, const Members *members, guint32 node,
              double *prices, GArray *met)
{
  const WgUnitGraph *graph = question->graph;

  g_array_set_size (met, 0);
  for (guint32 m = members->starts[node]; m < members->starts[node + 1]; m++)
    {
      guint32 u = members->units[m];

      for (guint32 e = graph->starts[u]; e < graph->starts[u + 1]; e++)
        {
          const WgUnitEdge *edge = &graph->edges[e];
          guint32 other = question->node_of_unit[edge->to];

          if (other == node
              || !wg_part_edge_is_open (question->terms, &graph->units[u], &graph->units[edge->to],
                                        edge))
            continue;
          if (prices[other] == 0)
            g_array_append_val (met, other);
          prices[other] += MAX (wg_part_edge_price (question->terms, edge), 1);
        }
    }
}

static void
fill_node (WgPartField *field, const WgPartQuestion *question, const Members *members, guint32 node)
{
  guint32 local = question->local_of_node[node];

  for (guint32 m = members->starts[node]; m < members->starts[node + 1]; m++)
    {
      const WgUnit *unit = &question->graph->units[members->units[m]];

      field->weight[local] += wg_unit_amount (unit, question->terms->band.measure);
      if (question->range2.max > 0)
        field->second[local] += wg_unit_amount (unit, question->terms->second.measure);
      field->is_fixed[local] |= (unit->flags & WG_UNIT_FIXED) && unit->part >= 0;
      if (field->block[local] == 0)
        field->block[local] = unit->compound != 0 ? unit->compound ^ 0x80000000u : unit->block;
      if (question->terms->is_warm || (unit->flags & WG_UNIT_FIXED))
        field->home[local] = MAX (field->home[local], unit->part);
    }
}

static WgPartField *
make_field (const WgPartQuestion *question, const Members *members, const GArray *nodes,
            double *prices)
{
  g_autoptr (GArray) met = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) to = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) price = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree guint32 *starts = g_new0 (guint32, nodes->len + 1);
  WgPartField *field = NULL;

  for (guint i = 0; i < nodes->len; i++)
    {
      list_borders (question, members, g_array_index (nodes, guint32, i), prices, met);
      for (guint k = 0; k < met->len; k++)
        {
          guint32 other = g_array_index (met, guint32, k);

          g_array_append_val (to, question->local_of_node[other]);
          g_array_append_val (price, prices[other]);
          prices[other] = 0;
        }
      starts[i + 1] = to->len;
    }
  field = wg_part_field_new (nodes->len, to->len / 2);
  for (guint i = 0; i <= nodes->len; i++)
    field->starts[i] = starts[i];
  for (guint i = 0; i < to->len; i++)
    {
      field->to[i] = g_array_index (to, guint32, i);
      field->price[i] = g_array_index (price, double, i);
    }
  for (guint i = 0; i < nodes->len; i++)
    fill_node (field, question, members, g_array_index (nodes, guint32, i));
  return field;
}

/* Of each part that was there before the island where most of it is: the first of equal ones. */
static GHashTable *
find_mains (const WgPartQuestion *question)
{
  GHashTable *mains = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (guint i = 0; i < question->fields->len; i++)
    {
      const WgPartField *field = g_ptr_array_index (question->fields, i);
      g_autoptr (GHashTable) weights = g_hash_table_new_full (NULL, NULL, NULL, g_free);
      GHashTableIter iter;
      gpointer key = NULL, value = NULL;

      for (guint k = 0; k < field->n; k++)
        {
          gpointer id = GINT_TO_POINTER (field->home[k] + 1);
          gint64 *weight = g_hash_table_lookup (weights, id);

          if (field->home[k] < 0)
            continue;
          if (weight == NULL)
            g_hash_table_insert (weights, id, weight = g_new0 (gint64, 1));
          *weight += field->weight[k];
        }
      g_hash_table_iter_init (&iter, weights);
      while (g_hash_table_iter_next (&iter, &key, &value))
        {
          Main *known = g_hash_table_lookup (mains, key);

          if (known == NULL)
            g_hash_table_insert (mains, key, g_memdup2 (&(Main){ i, *(gint64 *) value },
                                                        sizeof (Main)));
          else if (*(gint64 *) value > known->weight)
            *known = (Main){ i, *(gint64 *) value };
        }
    }
  return mains;
}

/* Gives the parts before local numbers, and room to those that will be new. */
static void
name_labels (WgPartField *field, guint32 island, GHashTable *mains)
{
  g_autoptr (GHashTable) locals = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < field->n; i++)
    {
      gpointer id = GINT_TO_POINTER (field->home[i] + 1);
      gpointer local = NULL;

      if (field->home[i] < 0)
        continue;
      if (!g_hash_table_lookup_extended (locals, id, NULL, &local))
        {
          const Main *known = g_hash_table_lookup (mains, id);
          guint label = field->n_labels;

          wg_part_field_reserve (field, label + 1);
          field->label_ids[label] = field->home[i];
          field->is_closed[label] = known->island != island;
          local = GUINT_TO_POINTER (label);
          g_hash_table_insert (locals, id, local);
        }
      field->home[i] = GPOINTER_TO_INT (local);
      field->is_fixed[i] |= field->is_closed[field->home[i]];
      field->has_fixed |= field->is_fixed[i];
    }
}

static guint
divide_up (gint64 a, gint64 b)
{
  return b > 0 ? (guint) MIN ((a + b - 1) / b, G_MAXINT32) : 0;
}

static guint
divide_down (gint64 a, gint64 b)
{
  return b > 0 ? (guint) MIN (a / b, G_MAXINT32) : G_MAXINT32;
}

/* What the numbers of parts may be for a range: nodes that are too large are a part each. */
static void
bound_count (const WgPartField *field, const WgPartRange *range, const gint64 *weights,
             guint counts[3])
{
  gint64 all = 0, large = 0;
  guint n_large = 0;

  for (guint i = 0; i < field->n; i++)
    {
      if (field->home[i] >= 0 && field->is_closed[field->home[i]])
        continue;
      all += weights[i];
      if (weights[i] <= range->max)
        continue;
      n_large++;
      large += weights[i];
    }
  counts[0] = n_large + divide_up (all - large, range->max);
  counts[1] = n_large + divide_down (all - large, MAX (range->min, 1));
  counts[2] = n_large + divide_down (all - large + range->target / 2, MAX (range->target, 1));
}

static void
count_parts (WgPartField *field, const WgPartQuestion *question)
{
  g_autofree guint8 *is_met = g_new0 (guint8, field->n_labels + 1);
  guint counts[3] = { 0 }, n_present = 0, n_fixed = 0, n_open = 0;

  bound_count (field, &field->range, field->weight, counts);
  if (field->range2.max > 0)
    {
      guint counts2[3] = { 0 };

      bound_count (field, &field->range2, field->second, counts2);
      counts[0] = MAX (counts[0], counts2[0]);
      counts[1] = MIN (counts[1], counts2[1]);
    }
  for (guint i = 0; i < field->n_labels; i++)
    n_present += !field->is_closed[i];
  for (guint i = 0; i < field->n; i++)
    {
      gint32 home = field->home[i];

      n_open += home < 0 || !field->is_closed[home];
      if (home >= 0 && field->is_fixed[i] && !field->is_closed[home] && !is_met[home])
        n_fixed += is_met[home] = TRUE;
    }
  field->n_least = MAX (MIN (counts[0], counts[1]), MAX (n_fixed, n_open > 0));
  field->n_most = MAX (MAX (counts[0], counts[1]), field->n_least);
  field->n_least = MIN (field->n_least, n_open);
  field->n_most = MIN (field->n_most, n_open);
  field->n_wanted = CLAMP (question->terms->is_warm ? n_present : counts[2], field->n_least,
                           field->n_most);
}

/* How far the parts of an island would be from the target with @n of them. */
static double
strain (const WgPartField *field, guint n)
{
  gint64 all = 0;
  double each = 0, target = (double) MAX (field->range.target, 1);

  for (guint i = 0; i < field->n; i++)
    all += field->weight[i];
  each = (double) all / n;
  return n * MAX (each / target, target / MAX (each, 1.0));
}

/* Makes the numbers of the islands add up to what is asked, where that strains least. */
static void
share_count (const WgPartQuestion *question, guint n_asked)
{
  guint n = 0;

  for (guint i = 0; i < question->fields->len; i++)
    n += ((WgPartField *) g_ptr_array_index (question->fields, i))->n_wanted;
  while (n != n_asked)
    {
      int step = n < n_asked ? 1 : -1;
      WgPartField *best = NULL;
      double best_strain = G_MAXDOUBLE;

      for (guint i = 0; i < question->fields->len; i++)
        {
          WgPartField *field = g_ptr_array_index (question->fields, i);
          double more = 0;

          if (step > 0 ? field->n_wanted >= field->n : field->n_wanted <= 1)
            continue;
          more = strain (field, (guint) ((int) field->n_wanted + step))
                 - strain (field, field->n_wanted);
          if (more >= best_strain)
            continue;
          best = field;
          best_strain = more;
        }
      if (best == NULL)
        break;
      best->n_wanted = (guint) ((int) best->n_wanted + step);
      n = (guint) ((int) n + step);
    }
  for (guint i = 0; i < question->fields->len; i++)
    {
      WgPartField *field = g_ptr_array_index (question->fields, i);

      field->n_least = field->n_most = field->n_wanted;
    }
}

static gboolean
has_home (const WgPartField *field)
{
  for (guint i = 0; i < field->n; i++)
    if (field->home[i] >= 0)
      return TRUE;
  return FALSE;
}

void
wg_part_question_make_fields (WgPartQuestion *question)
{
  const WgPartitionTerms *terms = question->terms;
  g_autofree double *prices = g_new0 (double, question->n_nodes + 1);
  g_autoptr (GHashTable) mains = NULL;
  Members members = { 0 };

  list_members (question, &members);
  for (guint i = 0; i < question->members->len; i++)
    g_ptr_array_add (question->fields,
                     make_field (question, &members, g_ptr_array_index (question->members, i),
                                 prices));
  g_free (members.starts);
  g_free (members.units);
  mains = find_mains (question);
  for (guint i = 0; i < question->fields->len; i++)
    {
      WgPartField *field = g_ptr_array_index (question->fields, i);

      field->range = question->range;
      field->range2 = question->range2;
      field->balance = terms->balance;
      field->stability = terms->stability;
      field->is_warm = terms->is_warm && has_home (field);
      field->has_homes = field->is_warm && terms->stability > 0;
      name_labels (field, i, mains);
      count_parts (field, question);
    }
  if (terms->n_parts > 0)
    share_count (question, terms->n_parts);
  for (guint i = 0; i < question->fields->len; i++)
    {
      WgPartField *field = g_ptr_array_index (question->fields, i);

      wg_part_field_reserve (field, field->n_labels + MAX (field->n_most, 1) + 1);
    }
}
