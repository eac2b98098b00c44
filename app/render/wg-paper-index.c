/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-paper"

#include "wg-paper-private.h"

#include <math.h>
#include <string.h>

/* How many boxes a cell has on an average. */
#define PER_CELL 8
#define MAX_SIDE 2048

static guint
column_of (const WgPaperIndex *index, gint64 x)
{
  return (guint) CLAMP ((x - index->extent.min_x) / index->cell, 0, (gint64) index->n_columns - 1);
}

static guint
row_of (const WgPaperIndex *index, gint64 y)
{
  return (guint) CLAMP ((y - index->extent.min_y) / index->cell, 0, (gint64) index->n_rows - 1);
}

/* Counts (items NULL) or enters a box in every cell that it meets. */
static void
enter (WgPaperIndex *index, guint32 item, guint32 *heads)
{
  const WgEnvelope *box = &index->boxes[item];
  guint last_row = row_of (index, box->max_y), last_column = column_of (index, box->max_x);

  for (guint row = row_of (index, box->min_y); row <= last_row; row++)
    for (guint column = column_of (index, box->min_x); column <= last_column; column++)
      {
        guint cell = row * index->n_columns + column;

        if (index->items != NULL)
          index->items[heads[cell]] = item;
        heads[cell]++;
      }
}

static void
lay_out_cells (WgPaperIndex *index)
{
  double width = (double) index->extent.max_x - index->extent.min_x + 1;
  double height = (double) index->extent.max_y - index->extent.min_y + 1;
  double cell = sqrt (width * height / MAX (index->n_items / PER_CELL, 1u));

  cell = MAX (cell, MAX (width, height) / MAX_SIDE);
  index->cell = MAX ((gint64) ceil (cell), 1);
  index->n_columns = (guint) (width / (double) index->cell) + 1;
  index->n_rows = (guint) (height / (double) index->cell) + 1;
}

void
wg_paper_index_init (WgPaperIndex *index, const WgEnvelope *boxes, guint n)
{
  g_autofree guint32 *heads = NULL;
  guint n_cells = 0;

  memset (index, 0, sizeof *index);
  index->n_items = n;
  index->boxes = g_memdup2 (boxes, n * sizeof *boxes);
  index->extent = WG_ENVELOPE_EMPTY;
  for (guint i = 0; i < n; i++)
    if (!wg_envelope_is_empty (&boxes[i]))
      wg_envelope_add (&index->extent, &boxes[i]);
  if (wg_envelope_is_empty (&index->extent))
    return;
  lay_out_cells (index);
  n_cells = index->n_columns * index->n_rows;
  index->first = g_new0 (guint32, n_cells + 1);
  for (guint i = 0; i < n; i++)
    if (!wg_envelope_is_empty (&boxes[i]))
      enter (index, i, index->first + 1);
  for (guint i = 0; i < n_cells; i++)
    index->first[i + 1] += index->first[i];
  heads = g_memdup2 (index->first, n_cells * sizeof *heads);
  index->items = g_new (guint32, MAX (index->first[n_cells], 1u));
  for (guint i = 0; i < n; i++)
    if (!wg_envelope_is_empty (&boxes[i]))
      enter (index, i, heads);
}

void
wg_paper_index_clear (WgPaperIndex *index)
{
  g_free (index->first);
  g_free (index->items);
  g_free (index->boxes);
}

static gint
compare_items (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

/* Appends what meets @window, each once, ascending. */
void
wg_paper_index_find (const WgPaperIndex *index, const WgEnvelope *window, GArray *items_out)
{
  guint begin = items_out->len, kept = items_out->len;

  if (index->items == NULL || !wg_envelope_intersects (&index->extent, window))
    return;
  for (guint row = row_of (index, window->min_y); row <= row_of (index, window->max_y); row++)
    for (guint column = column_of (index, window->min_x);
         column <= column_of (index, window->max_x); column++)
      {
        guint cell = row * index->n_columns + column;

        for (guint32 i = index->first[cell]; i < index->first[cell + 1]; i++)
          if (wg_envelope_intersects (&index->boxes[index->items[i]], window))
            g_array_append_val (items_out, index->items[i]);
      }
  if (items_out->len == begin)
    return;
  qsort (&g_array_index (items_out, guint32, begin), items_out->len - begin, sizeof (guint32),
         compare_items);
  for (guint i = begin; i < items_out->len; i++)
    if (kept == begin
        || g_array_index (items_out, guint32, kept - 1) != g_array_index (items_out, guint32, i))
      g_array_index (items_out, guint32, kept++) = g_array_index (items_out, guint32, i);
  g_array_set_size (items_out, kept);
}
