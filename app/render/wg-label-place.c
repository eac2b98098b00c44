/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-labels"

#include "wg-label-place.h"

#include <math.h>

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
      WgLabelRegion region = { grid, 0, G_MAXINT, G_MAXINT, -1, -1, 0, 0 };
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
  for (guint y = 0; y < height; y++)
    {
      const guint32 *row = ids + (gsize) y * width;
      guint16 *runs = field->runs + (gsize) y * width;
      guint start = 0;

      for (guint x = width; x-- > 0;)
        runs[x] = x + 1 < width && row[x] == row[x + 1] ? (guint16) MIN (runs[x + 1] + 1, G_MAXUINT16)
                                                        : 1;
      while (start < width)
        {
          guint end = start + runs[start];
          if (row[start] != 0)
            add_run (get_region (field, index, row[start]), (int) start, (int) end, (int) y);
          start = end;
        }
    }
  g_array_sort (field->regions, compare_size);
}

void
wg_label_field_clear (WgLabelField *field)
{
  g_clear_pointer (&field->ids, g_free);
  g_clear_pointer (&field->runs, g_free);
  g_clear_pointer (&field->taken, g_free);
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
  Box box = { (int) floor ((x - width / 2) / field->cell), (int) floor ((y - height / 2) / field->cell),
              (int) ceil ((x + width / 2) / field->cell), (int) ceil ((y + height / 2) / field->cell) };

  for (int row = MAX (box.y0, 0); row < MIN (box.y1, (int) field->height); row++)
    for (int column = MAX (box.x0, 0); column < MIN (box.x1, (int) field->width); column++)
      field->taken[(gsize) row * field->width + (gsize) column] = 1;
}
