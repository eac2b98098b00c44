/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-page.h"

#include "wg-paper-private.h"

#include "../geometry/wg-coverage-shape.h"

#include <math.h>
#include <string.h>

/* How far from a border its street may run: millimetres. */
#define REACH 22000.0
/* The border is looked at in steps of this. */
#define STEP 25000.0
/* Streets turn away from a border by less than this (cosine). */
#define ALIGNED 0.88
#define MAX_NAMES 3
/* Of one side, what is shorter than this share is not said. */
#define LEAST_SHARE 0.12
/* Among neighbours, beyond everything; 0 is nobody's land. */
#define OUTSIDE G_MAXUINT32

enum
{
  EAST,
  SOUTH,
  WEST,
  NORTH,
  N_SIDES,
};

typedef struct
{
  const WgChartSheet *sheet;
  WgPlan *plan;
  guint32 grid;
  guint depth;
  WgEnvelope extent;
  double lengths[N_SIDES];
  GHashTable *neighbours[N_SIDES]; /* grid id to double * */
  GHashTable *streets[N_SIDES];    /* interned name of a line to double * */
  GArray *items;
} Walk;

/* Something at a border, and along how much of it. */
typedef struct
{
  gpointer key;
  double length;
} Portion;

static void
add_length (GHashTable *table, gpointer key, double length)
{
  double *sum = g_hash_table_lookup (table, key);

  if (sum == NULL)
    {
      sum = g_new0 (double, 1);
      g_hash_table_insert (table, key, sum);
    }
  *sum += length;
}

/* Which side of the grid a piece of its border is on: where it faces, and where it lies. */
static guint
choose_side (const Walk *walk, double x, double y, double facing_x, double facing_y)
{
  double width = MAX ((double) walk->extent.max_x - walk->extent.min_x, 1.0);
  double height = MAX ((double) walk->extent.max_y - walk->extent.min_y, 1.0);
  double east = facing_x + (2 * (x - walk->extent.min_x) / width - 1);
  double north = facing_y + (2 * (y - walk->extent.min_y) / height - 1);

  if (fabs (east) > fabs (north))
    return east > 0 ? EAST : WEST;
  return north > 0 ? NORTH : SOUTH;
}

/* The name of the street that runs along (@dx, @dy) at (@x, @y), or NULL. */
static const char *
find_street (Walk *walk, double x, double y, double dx, double dy)
{
  const WgGround *ground = walk->sheet->stock->ground;
  WgEnvelope window = { (gint32) (x - REACH), (gint32) (y - REACH), (gint32) (x + REACH),
                        (gint32) (y + REACH) };
  double nearest = REACH;
  const char *name = NULL;

  for (guint layer = 0; layer < ground->layers->len; layer++)
    {
      const WgLinework *linework = g_ptr_array_index (ground->layers, layer);

      g_array_set_size (walk->items, 0);
      wg_paper_index_find (&ground->lines[layer], &window, walk->items);
      for (guint i = 0; i < walk->items->len; i++)
        {
          const WgLineworkItem *item = &g_array_index (linework->items, WgLineworkItem,
                                                       g_array_index (walk->items, guint32, i));
          const WgLine *line = item->line;

          if (item->name == NULL || item->name[0] == '\0' || item->class == 8 || item->class == 10
              || item->class == 9 || item->class == 0)
            continue;
          for (guint k = 0; k + 1 < line->n_points; k++)
            {
              double ax = line->points[k].x, ay = line->points[k].y;
              double sx = line->points[k + 1].x - ax, sy = line->points[k + 1].y - ay;
              double length = hypot (sx, sy), t = 0, distance = 0;

              if (length < 1 || fabs (sx * dx + sy * dy) < ALIGNED * length)
                continue;
              t = CLAMP (((x - ax) * sx + (y - ay) * sy) / (length * length), 0, 1);
              distance = hypot (x - ax - t * sx, y - ay - t * sy);
              if (distance < nearest)
                {
                  nearest = distance;
                  name = item->name;
                }
            }
        }
    }
  return name;
}

static void
walk_segment (Walk *walk, WgPoint from, WgPoint to, guint32 neighbour)
{
  double dx = (double) to.x - from.x, dy = (double) to.y - from.y, length = hypot (dx, dy);
  guint n_steps = MAX ((guint) ceil (length / STEP), 1u);

  if (length < 1)
    return;
  dx /= length;
  dy /= length;
  for (guint i = 0; i < n_steps; i++)
    {
      double at = (i + 0.5) * length / n_steps, x = from.x + at * dx, y = from.y + at * dy;
      /* The land lies on the left. */
      guint side = choose_side (walk, x, y, dy, -dx);
      const char *street = find_street (walk, x, y, dx, dy);

      walk->lengths[side] += length / n_steps;
      add_length (walk->neighbours[side], GUINT_TO_POINTER (neighbour), length / n_steps);
      if (street != NULL)
        add_length (walk->streets[side], (gpointer) g_intern_string (street), length / n_steps);
    }
}

static guint32
unit_across (const Walk *walk, WgFaceId face)
{
  guint32 owner = wg_coverage_owner (wg_plan_get_coverage (walk->plan), face);
  guint32 unit = wg_plan_get_ancestor (walk->plan, owner, walk->depth);

  if (face == WG_FACE_OUTSIDE)
    return OUTSIDE;
  return unit != 0 ? unit : owner;
}

static void
walk_face (Walk *walk, WgFaceId face, GArray *edges)
{
  const WgCoverage *coverage = wg_plan_get_coverage (walk->plan);

  g_array_set_size (edges, 0);
  wg_coverage_face_edges (coverage, face, edges);
  for (guint i = 0; i < edges->len; i++)
    {
      WgHalfEdge edge = g_array_index (edges, WgHalfEdge, i);
      const WgArc *arc = wg_coverage_arc (coverage, WG_HALF_EDGE_ARC (edge));
      gboolean backwards = (edge & 1) != 0;
      guint32 neighbour = unit_across (walk, backwards ? arc->left : arc->right);
      const WgLine *line = arc->line;

      if (neighbour == walk->grid)
        continue;
      for (guint k = 0; k + 1 < line->n_points; k++)
        if (backwards)
          walk_segment (walk, line->points[k + 1], line->points[k], neighbour);
        else
          walk_segment (walk, line->points[k], line->points[k + 1], neighbour);
    }
}

static int
compare_portions (gconstpointer a, gconstpointer b)
{
  const Portion *x = a, *y = b;

  if (x->length != y->length)
    return x->length < y->length ? 1 : -1;
  return (GPOINTER_TO_SIZE (x->key) > GPOINTER_TO_SIZE (y->key))
         - (GPOINTER_TO_SIZE (x->key) < GPOINTER_TO_SIZE (y->key));
}

static int
compare_streets (gconstpointer a, gconstpointer b)
{
  const Portion *x = a, *y = b;

  if (x->length != y->length)
    return x->length < y->length ? 1 : -1;
  return strcmp (x->key, y->key);
}

/* The longest of @table, at most MAX_NAMES, that are worth a word. */
static GArray *
list_portions (GHashTable *table, double whole, GCompareFunc compare)
{
  GArray *portions = g_array_new (FALSE, FALSE, sizeof (Portion));
  GHashTableIter iter;
  gpointer key = NULL, value = NULL;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      Portion portion = { key, *(double *) value };

      if (portion.length >= LEAST_SHARE * whole)
        g_array_append_val (portions, portion);
    }
  g_array_sort (portions, compare);
  if (portions->len > MAX_NAMES)
    g_array_set_size (portions, MAX_NAMES);
  return portions;
}

static char *
neighbour_name (const Walk *walk, guint32 neighbour)
{
  const WgGrid *grid = wg_plan_get_grid (walk->plan, walk->grid);
  const WgGrid *other = neighbour != OUTSIDE ? wg_plan_get_grid (walk->plan, neighbour) : NULL;

  if (other == NULL)
    return g_strdup (wg_chart_word (walk->sheet, neighbour == OUTSIDE ? WG_CHART_WORD_OUTER_BORDER
                                                                      : WG_CHART_WORD_NO_OWNER));
  return other->parent == grid->parent ? g_strdup (wg_chart_name (walk->plan, neighbour))
                                       : wg_chart_full_name (walk->plan, neighbour);
}

static char *
describe_side (const Walk *walk, guint side)
{
  g_autoptr (GArray) streets
    = list_portions (walk->streets[side], walk->lengths[side], compare_streets);
  g_autoptr (GArray) neighbours
    = list_portions (walk->neighbours[side], walk->lengths[side], compare_portions);
  const char *and = wg_chart_word (walk->sheet, WG_CHART_WORD_AND);
  GString *along = g_string_new (NULL), *beside = g_string_new (NULL);
  g_autofree char *first = NULL, *second = NULL;

  for (guint i = 0; i < streets->len && i < 2; i++)
    g_string_append_printf (along, "%s%s", i > 0 ? and : "",
                            (char *) g_array_index (streets, Portion, i).key);
  for (guint i = 0; i < neighbours->len; i++)
    {
      guint32 id = GPOINTER_TO_UINT (g_array_index (neighbours, Portion, i).key);
      g_autofree char *name = neighbour_name (walk, id);

      g_string_append_printf (beside, "%s%s", i > 0 ? and : "", name);
    }
  first = along->len > 0 ? wg_chart_words (walk->sheet, WG_CHART_WORD_ALONG, along->str) : NULL;
  second = beside->len > 0 ? wg_chart_words (walk->sheet, WG_CHART_WORD_BESIDE, beside->str) : NULL;
  g_string_free (along, TRUE);
  g_string_free (beside, TRUE);
  if (first != NULL && second != NULL)
    return g_strconcat (first, wg_chart_word (walk->sheet, WG_CHART_WORD_THEN), second, NULL);
  return first != NULL ? g_steal_pointer (&first)
                       : second != NULL ? g_steal_pointer (&second) : g_strdup ("");
}

void
wg_chart_describe_extents (const WgChartSheet *sheet, guint32 grid, char *sides_out[4])
{
  WgPlan *plan = sheet->stock->plan;
  Walk walk = { .sheet = sheet, .plan = plan, .grid = grid,
                .depth = wg_plan_get_grid (plan, grid)->depth,
                .extent = wg_plan_get_extent (plan, grid) };
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));

  walk.items = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint side = 0; side < N_SIDES; side++)
    {
      walk.neighbours[side] = g_hash_table_new_full (NULL, NULL, NULL, g_free);
      walk.streets[side] = g_hash_table_new_full (NULL, NULL, NULL, g_free);
    }
  wg_plan_collect_faces (plan, grid, faces);
  for (guint i = 0; i < faces->len; i++)
    walk_face (&walk, g_array_index (faces, WgFaceId, i), edges);
  for (guint side = 0; side < N_SIDES; side++)
    {
      sides_out[side] = describe_side (&walk, side);
      g_hash_table_unref (walk.neighbours[side]);
      g_hash_table_unref (walk.streets[side]);
    }
  g_array_unref (walk.items);
}
