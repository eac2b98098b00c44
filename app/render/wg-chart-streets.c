/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-page.h"

#include "wg-paper-private.h"

#include "../geometry/wg-coverage-shape.h"
#include "../plan/wg-tally-index.h"

#include <math.h>
#include <string.h>

#define ROAD_LAST 5
#define WATER 7
/* How far a line may bend away from its name, as share of the type's size. */
#define BEND 0.45

/* Where the name of one street goes best. */
typedef struct
{
  const char *name;
  gboolean is_water;
  double x;
  double y;
  double angle;
  double length; /* of the text */
  double badness;
  gboolean is_found;
} Place;

static gboolean
is_named (const WgLineworkItem *item)
{
  return item->name != NULL && item->name[0] != '\0' && !item->is_area
         && ((item->class >= 1 && item->class <= ROAD_LAST) || item->class == WATER);
}

/* How far the points from @first to @last are from the straight line between these two. */
static double
measure_bend (const WgPaperPoint *points, guint first, guint last)
{
  double dx = points[last].x - points[first].x, dy = points[last].y - points[first].y;
  double length = hypot (dx, dy), most = 0;

  for (guint i = first + 1; i < last && length > 0; i++)
    most = MAX (most, fabs ((points[i].x - points[first].x) * dy
                            - (points[i].y - points[first].y) * dx)
                        / length);
  return most;
}

static gboolean
is_in_map (const WgChartPlate *plate, double x, double y, double reach)
{
  return x > reach && y > reach && x < plate->box.width - reach && y < plate->box.height - reach;
}

/* Looks for stretches of the line that are straight and long enough, the nearest to the middle. */
static void
try_line (const WgChartPlate *plate, const WgPaperPoint *points, guint n_points, double size,
          Place *place)
{
  guint last = 0;

  for (guint first = 0; first + 1 < n_points; first++)
    {
      double x = 0, y = 0, badness = 0;

      last = MAX (last, first + 1);
      while (last + 1 < n_points
             && hypot (points[last].x - points[first].x, points[last].y - points[first].y)
                  < place->length * 1.08)
        last++;
      if (hypot (points[last].x - points[first].x, points[last].y - points[first].y)
            < place->length * 1.08
          || measure_bend (points, first, last) > size * BEND)
        continue;
      x = (points[first].x + points[last].x) / 2;
      y = (points[first].y + points[last].y) / 2;
      badness = hypot (x - plate->box.width / 2, y - plate->box.height / 2);
      if (!is_in_map (plate, x, y, place->length / 2 + 2)
          || (place->is_found && badness >= place->badness))
        continue;
      place->is_found = TRUE;
      place->badness = badness;
      place->x = x;
      place->y = y;
      place->angle = atan2 (points[last].y - points[first].y, points[last].x - points[first].x);
    }
}

/* Boxes of single letters along the name: a slanting name does not take all of its own box. */
static GArray *
cover (const WgChartPlate *plate, const Place *place, double size)
{
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (WgChartBox));
  guint n = MAX ((guint) ceil (place->length / size), 1u);

  for (guint i = 0; i < n; i++)
    {
      double along = ((i + 0.5) / n - 0.5) * place->length;
      WgChartBox box = { plate->box.x + place->x + along * cos (place->angle) - size * 0.55,
                         plate->box.y + place->y + along * sin (place->angle) - size * 0.55,
                         size * 1.1, size * 1.1 };

      g_array_append_val (boxes, box);
    }
  return boxes;
}

static void
put_name (WgChartPlate *plate, Place *place, const WgType *type)
{
  g_autoptr (GArray) boxes = cover (plate, place, type->size);
  WgChartMark mark = { .text = NULL, .type = *type };

  for (guint i = 0; i < boxes->len; i++)
    if (!wg_chart_is_free (plate, &g_array_index (boxes, WgChartBox, i)))
      return;
  for (guint i = 0; i < boxes->len; i++)
    {
      WgChartMark taken = { .box = g_array_index (boxes, WgChartBox, i) };

      g_array_append_val (plate->marks, taken);
    }
  /* Read from the left, or from below. */
  if (cos (place->angle) < -1e-6)
    place->angle += G_PI;
  mark.type.angle = place->angle;
  mark.type.rgb = place->is_water ? 0x2f6f9f : 0x59524b;
  mark.text = g_strdup (place->name);
  mark.box = (WgChartBox){ plate->box.x + place->x - place->length / 2,
                           plate->box.y + place->y - type->size, place->length, 2 * type->size };
  g_array_append_val (plate->marks, mark);
}

static void
collect_places (WgChartPlate *plate, GHashTable *places, const WgType *type)
{
  const WgGround *ground = plate->sheet->stock->ground;
  WgEnvelope window = wg_viewport_envelope (&plate->viewport);
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WgPaperPoint));

  for (guint layer = 0; layer < ground->layers->len; layer++)
    {
      const WgLinework *linework = g_ptr_array_index (ground->layers, layer);

      g_array_set_size (items, 0);
      wg_paper_index_find (&ground->lines[layer], &window, items);
      for (guint i = 0; i < items->len; i++)
        {
          const WgLineworkItem *item = &g_array_index (linework->items, WgLineworkItem,
                                                       g_array_index (items, guint32, i));
          Place *place = is_named (item) ? g_hash_table_lookup (places, item->name) : NULL;
          double height = 0;

          if (!is_named (item) || !plate->has_class[item->class])
            continue;
          if (place == NULL)
            {
              place = g_new0 (Place, 1);
              place->name = item->name;
              place->is_water = item->class == WATER;
              wg_type_measure (item->name, type, 0, &place->length, &height);
              g_hash_table_insert (places, item->name, place);
            }
          g_array_set_size (points, 0);
          wg_paper_thin (&plate->viewport, item->line->points, item->line->n_points, points);
          try_line (plate, (const WgPaperPoint *) points->data, points->len, type->size, place);
        }
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

void
wg_chart_place_streets (WgChartPlate *plate)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  WgType type = { .size = plate->size * 0.9, .halo = plate->size * 0.14, .align = WG_TYPE_CENTER };
  GHashTableIter iter;
  gpointer key = NULL, value = NULL;

  collect_places (plate, places, &type);
  g_hash_table_iter_init (&iter, places);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_ptr_array_add (names, key);
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      Place *place = g_hash_table_lookup (places, g_ptr_array_index (names, i));

      if (place->is_found)
        put_name (plate, place, &type);
    }
}

/* "3幢" of "翠苑一区3幢": the number that buildings are called by. */
static char *
building_number (const WgBuilding *building)
{
  const char *name = building->name != NULL ? building->name : building->code;
  const char *start = NULL;

  for (const char *p = name; p != NULL && *p != '\0'; p++)
    if (g_ascii_isdigit (*p) && (p == name || !g_ascii_isdigit (p[-1])))
      start = p;
  return start != NULL && strspn (start, "0123456789") <= 4
           ? g_strndup (start, strspn (start, "0123456789"))
           : NULL;
}

static gboolean
stands_in (const WgChartPlate *plate, guint building)
{
  WgPlan *plan = plate->sheet->stock->plan;
  WgFaceId face = wg_plan_get_building_face (plan, building);
  guint32 owner = wg_coverage_owner (wg_plan_get_coverage (plan), face);

  return owner != 0
         && wg_plan_get_ancestor (plan, owner, plate->subject_depth) == plate->subject;
}

void
wg_chart_place_buildings (WgChartPlate *plate)
{
  const WgChartStock *stock = plate->sheet->stock;
  WgBuildingSet *set = wg_plan_get_buildings (stock->plan);
  WgEnvelope window = wg_viewport_envelope (&plate->viewport);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
  WgType type = { .size = plate->size * 0.72, .rgb = 0x4f463c, .align = WG_TYPE_CENTER };
  double digit = 0, height = 0;

  /* Digits are all as wide: a number is not set only to be measured. */
  wg_type_measure ("0", &type, 0, &digit, &height);
  if (set == NULL || !plate->has_buildings)
    return;
  wg_ground_find_buildings (stock->ground, &window, found);
  for (guint i = 0; i < found->len; i++)
    {
      guint32 index = g_array_index (found, guint32, i);
      const WgBuilding *building = wg_building_set_get (set, index);
      WgEnvelope extent = wg_building_set_get_extent (set, index);
      g_autofree char *text = building_number (building);
      double width = text != NULL ? digit * strlen (text) : 0, scale = plate->viewport.scale;
      WgChartMark mark = { .type = type };

      if (text == NULL || wg_envelope_is_empty (&extent))
        continue;
      if (((double) extent.max_x - extent.min_x) * scale < width
          || ((double) extent.max_y - extent.min_y) * scale < type.size * 0.8
          || !stands_in (plate, index))
        continue;
      mark.box = (WgChartBox){
        plate->box.x + wg_viewport_to_pixel_x (&plate->viewport, building->point.x) - width / 2,
        plate->box.y + wg_viewport_to_pixel_y (&plate->viewport, building->point.y) - type.size / 2,
        width, type.size
      };
      if (!wg_chart_is_free (plate, &mark.box))
        continue;
      mark.text = g_steal_pointer (&text);
      g_array_append_val (plate->marks, mark);
    }
}

static gboolean
touches (const WgLine *line, const WgShape *shape)
{
  for (guint i = 0; i < line->n_points; i++)
    if (wg_shape_contains (shape, line->points[i]))
      return TRUE;
  /* A straight street may cross a grid between two of its points. */
  for (guint i = 0; i + 1 < line->n_points; i++)
    for (guint k = 1; k < 8; k++)
      {
        WgPoint a = line->points[i], b = line->points[i + 1];
        WgPoint p = { a.x + (gint32) (((gint64) b.x - a.x) * k / 8),
                      a.y + (gint32) (((gint64) b.y - a.y) * k / 8) };

        if (wg_shape_contains (shape, p))
          return TRUE;
      }
  return FALSE;
}

GPtrArray *
wg_chart_list_streets (const WgChartSheet *sheet, guint32 grid)
{
  const WgGround *ground = sheet->stock->ground;
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (WgShape) shape = wg_shape_new ();
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (guint32));
  WgEnvelope window = WG_ENVELOPE_EMPTY;

  if (ground->layers->len == 0)
    return names;
  wg_plan_get_shape (sheet->stock->plan, grid, shape);
  window = wg_shape_envelope (shape);
  for (guint layer = 0; layer < ground->layers->len; layer++)
    {
      const WgLinework *linework = g_ptr_array_index (ground->layers, layer);

      g_array_set_size (items, 0);
      wg_paper_index_find (&ground->lines[layer], &window, items);
      for (guint i = 0; i < items->len; i++)
        {
          const WgLineworkItem *item = &g_array_index (linework->items, WgLineworkItem,
                                                       g_array_index (items, guint32, i));

          if (is_named (item) && item->class != WATER && !g_hash_table_contains (seen, item->name)
              && touches (item->line, shape))
            {
              g_hash_table_add (seen, item->name);
              g_ptr_array_add (names, g_strdup (item->name));
            }
        }
    }
  g_ptr_array_sort (names, compare_names);
  return names;
}
