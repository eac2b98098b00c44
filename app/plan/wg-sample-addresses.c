/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-sample"

#include "wg-sample-private.h"

#include "../geometry/wg-coverage-shape.h"

#include <string.h>

#define CELL_MM 150000  /* houses look for a road in the cells around theirs */
#define MOST_HOUSES 10000

/* A vertex of a named road. */
typedef struct
{
  WgPoint point;
  const char *name; /* borrowed of the roads */
} Corner;

static guint64
cell_key (gint64 column, gint64 row)
{
  return (guint64) (guint32) column << 32 | (guint32) row;
}

static gint64
cell_of (gint32 v)
{
  return v >= 0 ? v / CELL_MM : -((CELL_MM - 1 - (gint64) v) / CELL_MM);
}

/* The corners of all named roads by their cell. */
static GHashTable *
index_roads (const WgLinework *roads)
{
  GHashTable *cells = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                             (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < roads->items->len; i++)
    {
      const WgLineworkItem *item = &g_array_index (roads->items, WgLineworkItem, i);

      for (guint j = 0; item->name != NULL && j < item->line->n_points; j++)
        {
          Corner corner = { item->line->points[j], item->name };
          guint64 key = cell_key (cell_of (corner.point.x), cell_of (corner.point.y));
          GArray *corners = g_hash_table_lookup (cells, &key);

          if (corners == NULL)
            {
              corners = g_array_new (FALSE, FALSE, sizeof (Corner));
              g_hash_table_insert (cells, g_memdup2 (&key, sizeof key), corners);
            }
          g_array_append_val (corners, corner);
        }
    }
  return cells;
}

/* NULL: no road is near. */
static const char *
find_road (GHashTable *cells, WgPoint p)
{
  const char *name = NULL;
  gint64 nearest = G_MAXINT64;

  for (int place = 0; place < 9; place++)
    {
      guint64 key = cell_key (cell_of (p.x) + place % 3 - 1, cell_of (p.y) + place / 3 - 1);
      const GArray *corners = g_hash_table_lookup (cells, &key);

      for (guint i = 0; corners != NULL && i < corners->len; i++)
        {
          const Corner *corner = &g_array_index (corners, Corner, i);
          gint64 dx = (gint64) corner->point.x - p.x, dy = (gint64) corner->point.y - p.y;

          if (dx * dx + dy * dy >= nearest)
            continue;
          nearest = dx * dx + dy * dy;
          name = corner->name;
        }
    }
  return name;
}

/* "柳溪路12号": houses are numbered along their road in the order in which they were built. */
static void
add_houses (WgAddressSet *set, const WgSample *sample)
{
  g_autoptr (GHashTable) cells = index_roads (sample->roads);
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  guint step = sample->buildings->len / MOST_HOUSES + 1;

  for (guint i = 0; i < sample->buildings->len; i += step)
    {
      const WgSampleBuilding *house = &g_array_index (sample->buildings, WgSampleBuilding, i);
      const WgPoint *a = &house->corners[0], *b = &house->corners[2];
      WgAddress address = { .kind = "住宅",
                            .point = { (gint32) (((gint64) a->x + b->x) / 2),
                                       (gint32) (((gint64) a->y + b->y) / 2) } };
      const char *road = find_road (cells, address.point);
      g_autofree char *text = NULL;
      guint number = 0;

      if (road == NULL)
        continue;
      number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, road)) + 1;
      g_hash_table_insert (numbers, (gpointer) road, GUINT_TO_POINTER (number));
      address.text = text = g_strdup_printf ("%s%u号", road, number);
      wg_address_set_add (set, &address);
    }
}

static void
add_roads (WgAddressSet *set, const WgSample *sample)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < sample->roads->items->len; i++)
    {
      const WgLineworkItem *item = &g_array_index (sample->roads->items, WgLineworkItem, i);
      WgAddress address = { .name = item->name, .kind = "street",
                            .point = item->line->points[item->line->n_points / 2] };

      if (item->name != NULL && g_hash_table_add (known, item->name))
        wg_address_set_add (set, &address);
    }
}

/* Schools, parks, markets: what has a special grid is looked for by its name. */
static void
add_specials (WgAddressSet *set, const WgSample *sample)
{
  for (guint32 id = 1; id < wg_plan_get_grid_limit (sample->plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (sample->plan, id);
      g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
      WgAddress address = { .kind = "单位" };

      if (grid == NULL || grid->kind != WG_GRID_SPECIAL)
        continue;
      wg_plan_collect_faces (sample->plan, id, faces);
      if (faces->len == 0)
        continue;
      address.name = grid->name;
      address.point = wg_coverage_label_point (wg_plan_get_coverage (sample->plan),
                                               g_array_index (faces, WgFaceId, 0));
      wg_address_set_add (set, &address);
    }
}

void
wg_sample_put_addresses (WgSample *sample)
{
  g_autoptr (WgAddressSet) set = wg_address_set_new (MOST_HOUSES);

  if (sample->buildings->len == 0)
    return;
  wg_address_set_begin_layer (set, "门牌地址");
  add_houses (set, sample);
  wg_address_set_begin_layer (set, "地名");
  add_roads (set, sample);
  add_specials (set, sample);
  wg_plan_set_addresses (sample->plan, set);
}
