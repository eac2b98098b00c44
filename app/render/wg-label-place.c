/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-labels"

#include "wg-label-place.h"

#include <math.h>

#define HOLE 14 /* cells */
#define STEPS 48 /* places tried along the longer side of a region */

/* A box in whole cells, open at the end. */
typedef struct
{
  int x0, y0, x1, y1;
} Box;

static int
compare_size (gconstpointer a, gconstpointer b)
{
  const WgLabelRegion *x = a, *y = b;

  if (x->n_cells != y->n_cells)
    return x->n_cells < y->n_cells ? 1 : -1;
  return (x->grid > y->grid) - (x->grid < y->grid);
}

static WgLabelRegion *
get_region (WgLabelField *field, GHashTable *index, guint32 grid)
{
  gpointer value = g_hash_table_lookup (index, GUINT_TO_POINTER (grid));

  if (value == NULL)
    {
      WgLabelRegion region = { .grid = grid, .min_x = G_MAXINT, .min_y = G_MAXINT, .max_x = -1,
                               .max_y = -1 };
      g_array_append_val (field->regions, region);
      value = GUINT_TO_POINTER (field->regions->len);
      g_hash_table_insert (index, GUINT_TO_POINTER (grid), value);
    }
  return &g_array_index (field->regions, WgLabelRegion, GPOINTER_TO_UINT (value) - 1);
}

static void
add_run (WgLabelRegion *region, int x0, int x1, int y)
{
  guint n = (guint) (x1 - x0);

  region->n_cells += n;
  region->min_x = MIN (region->min_x, x0);
  region->max_x = MAX (region->max_x, x1 - 1);
  region->min_y = MIN (region->min_y, y);
  region->max_y = MAX (region->max_y, y);
  region->sum_x += n * ((double) x0 + x1) / 2;
  region->sum_y += n * (y + 0.5);
}

/* Nobody's land that is narrow or small does not keep a label of a whole community away. */
static void
close_holes (guint32 *row, guint width)
{
  guint32 before = 0;
  guint start = 0;

  for (guint x = 0; x < width; x++)
    {
      if (row[x] == 0)
        continue;
      if (x > start && row[x] == before && x - start <= HOLE)
        for (guint i = start; i < x; i++)
          row[i] = before;
      before = row[x];
      start = x + 1;
    }
}

/* Distances from borders in two passes, steps of 3 and diagonals of 4 (Borgefors 1986). The edge
 * of the picture is no border. */
static void
measure_depths (WgLabelField *field)
{
  int width = (int) field->width, height = (int) field->height;

  for (int pass = 0; pass < 2; pass++)
    for (int i = 0; i < width * height; i++)
      {
        int at = pass == 0 ? i : width * height - 1 - i;
        int x = at % width, y = at / width, side = pass == 0 ? -1 : 1;
        const struct { int dx, dy; guint step; } near[4]
          = { { side, 0, 3 }, { 0, side, 3 }, { side, side, 4 }, { -side, side, 4 } };
        guint depth = pass == 0 ? G_MAXUINT16 - 8 : field->depths[at];

        for (guint n = 0; n < 4; n++)
          {
            int other_x = x + near[n].dx, other_y = y + near[n].dy;
            int other = other_y * width + other_x;

            if (other_x < 0 || other_x >= width || other_y < 0 || other_y >= height)
              continue;
            depth = MIN (depth, field->ids[other] != field->ids[at]
                                  ? near[n].step
                                  : field->depths[other] + near[n].step);
          }
        field->depths[at] = (guint16) depth;
      }
}

static void
find_deepest (WgLabelField *field, GHashTable *index)
{
  WgLabelRegion *region = NULL;

  for (guint y = 0; y < field->height; y++)
    for (guint x = 0; x < field->width; x++)
      {
        gsize at = (gsize) y * field->width + x;

        if (field->ids[at] == 0)
          continue;
        if (region == NULL || region->grid != field->ids[at])
          region = get_region (field, index, field->ids[at]);
        if (field->depths[at] > region->deepest)
          {
            region->deepest = field->depths[at];
            region->deep_x = (int) x;
            region->deep_y = (int) y;
          }
      }
}

void
wg_label_field_init (WgLabelField *field, guint32 *ids, guint width, guint height, guint cell)
{
  g_autoptr (GHashTable) index = g_hash_table_new (NULL, NULL);

  field->width = width;
  field->height = height;
  field->cell = cell;
  field->ids = ids;
  field->runs = g_new0 (guint16, (gsize) width * height + 1);
  field->taken = g_malloc0 ((gsize) width * height + 1);
  field->regions = g_array_new (FALSE, FALSE, sizeof (WgLabelRegion));
  field->depths = g_new (guint16, (gsize) width * height + 1);
  for (guint y = 0; y < height; y++)
    {
      guint32 *row = ids + (gsize) y * width;
      guint16 *runs = field->runs + (gsize) y * width;
      guint start = 0;

      close_holes (row, width);
      for (guint x = width; x-- > 0;)
        {
          gboolean goes_on = x + 1 < width && row[x] == row[x + 1];
          runs[x] = goes_on ? (guint16) MIN (runs[x + 1] + 1, G_MAXUINT16) : 1;
        }
      while (start < width)
        {
          guint end = start + runs[start];
          if (row[start] != 0)
            add_run (get_region (field, index, row[start]), (int) start, (int) end, (int) y);
          start = end;
        }
    }
  measure_depths (field);
  find_deepest (field, index);
  g_array_sort (field->regions, compare_size);
}

void
wg_label_field_clear (WgLabelField *field)
{
  g_clear_pointer (&field->ids, g_free);
  g_clear_pointer (&field->runs, g_free);
  g_clear_pointer (&field->taken, g_free);
  g_clear_pointer (&field->depths, g_free);
  g_clear_pointer (&field->regions, g_array_unref);
}

static gboolean
is_inside (const WgLabelField *field, guint32 grid, const Box *box)
{
  int width = box->x1 - box->x0;

  if (box->x0 < 0 || box->y0 < 0 || box->x1 > (int) field->width || box->y1 > (int) field->height)
    return FALSE;
  for (int y = box->y0; y < box->y1; y++)
    {
      gsize at = (gsize) y * field->width + (gsize) box->x0;
      if (field->ids[at] != grid || field->runs[at] < width)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_free (const WgLabelField *field, const Box *box)
{
  for (int y = box->y0; y < box->y1; y++)
    for (int x = box->x0; x < box->x1; x++)
      if (field->taken[(gsize) y * field->width + (gsize) x])
        return FALSE;
  return TRUE;
}

static Box
make_box (double middle_x, double middle_y, int width, int height)
{
  int x0 = (int) lrint (middle_x - width / 2.0), y0 = (int) lrint (middle_y - height / 2.0);
  return (Box){ x0, y0, x0 + width, y0 + height };
}

void
wg_label_field_want (const WgLabelField *field, const WgLabelRegion *region, double *x, double *y)
{
  double middle_x = region->sum_x / region->n_cells, middle_y = region->sum_y / region->n_cells;
  gsize at = (gsize) middle_y * field->width + (gsize) middle_x;

  if (field->ids[at] != region->grid || field->depths[at] < region->deepest * 0.6)
    {
      middle_x = region->deep_x + 0.5;
      middle_y = region->deep_y + 0.5;
    }
  *x = middle_x * field->cell;
  *y = middle_y * field->cell;
}

gboolean
wg_label_field_find (const WgLabelField *field, const WgLabelRegion *region, double width,
                     double height, double *x, double *y)
{
  int w = (int) ceil (width / field->cell), h = (int) ceil (height / field->cell);
  int region_w = region->max_x - region->min_x + 1, region_h = region->max_y - region->min_y + 1;
  int step = MAX (1, MAX (region_w, region_h) / STEPS);
  double wanted_x = *x / field->cell, wanted_y = *y / field->cell;
  Box box = make_box (wanted_x, wanted_y, w, h);
  double nearest = G_MAXDOUBLE;
  Box best = box;

  if (w > region_w || h > region_h || (guint) (w * h) > region->n_cells)
    return FALSE;
  if (is_inside (field, region->grid, &box) && is_free (field, &box))
    return TRUE;
  for (int y0 = region->min_y; y0 + h <= region->max_y + 1; y0 += step)
    for (int x0 = region->min_x; x0 + w <= region->max_x + 1; x0 += step)
      {
        double dx = x0 + w / 2.0 - wanted_x, dy = y0 + h / 2.0 - wanted_y;
        double distance = dx * dx + dy * dy;

        box = (Box){ x0, y0, x0 + w, y0 + h };
        if (distance >= nearest || !is_inside (field, region->grid, &box)
            || !is_free (field, &box))
          continue;
        nearest = distance;
        best = box;
      }
  if (nearest == G_MAXDOUBLE)
    return FALSE;
  *x = (best.x0 + w / 2.0) * field->cell;
  *y = (best.y0 + h / 2.0) * field->cell;
  return TRUE;
}

void
wg_label_field_take (WgLabelField *field, double x, double y, double width, double height)
{
  Box box = {
    (int) floor ((x - width / 2) / field->cell),
    (int) floor ((y - height / 2) / field->cell),
    (int) ceil ((x + width / 2) / field->cell),
    (int) ceil ((y + height / 2) / field->cell),
  };

  for (int row = MAX (box.y0, 0); row < MIN (box.y1, (int) field->height); row++)
    for (int column = MAX (box.x0, 0); column < MIN (box.x1, (int) field->width); column++)
      field->taken[(gsize) row * field->width + (gsize) column] = 1;
}
