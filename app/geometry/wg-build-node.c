/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-build"

#include "wg-build-private.h"
#include "wg-coverage-edit.h"

#include <math.h>
#include <string.h>

/*
 * Snap rounding with hot pixels on 1 mm, after J. Hobby, "Practical segment intersection with
 * finite precision output" (1999), on the suspects only: crossings are computed exactly and
 * rounded, a segment is bent through the centre of each pixel (of a vertex) that it enters. As a
 * bent segment can meet others, rounds follow with what is new until nothing is cut. Clean
 * segments take part where a suspect, or a segment that was cut, shares a cell with them.
 */

#define MOST_ROUNDS 40
#define MARGIN 4 /* mm around a segment when it is put into cells; one round bends less than 1 */
#define MOST_CELLS_BITS 13
#define LEAST_SHIFT 3 /* cells of 8 mm */

typedef struct
{
  WgBuild *build;
  /* the uniform grid */
  gint64 origin_x;
  gint64 origin_y;
  guint shift;
  guint n_columns;
  guint n_rows;
  guint64 *hot;    /* a bit per cell: clean segments there take part */
  guint64 *tested; /* a bit per cell: something new is there in this round */
  WgIds cells;     /* of the segment at hand */
  /* taking part */
  WgSegment *work;
  guint n_work;
  guint work_allocated;
  /* of a round */
  guint64 *entries; /* cell << 32 | index in work */
  guint64 *scratch;
  gsize n_entries;
  gsize entries_allocated;
  guint64 *cuts; /* index in work << 32 | vertex */
  gsize n_cuts;
  gsize cuts_allocated;
  guint round;
} Node;

static inline WgPoint
point_of (const Node *node, guint32 vertex)
{
  return node->build->points[vertex];
}

static inline gboolean
get_bit (const guint64 *bits, guint32 i)
{
  return bits[i >> 6] >> (i & 63) & 1;
}

static inline void
set_bit (guint64 *bits, guint32 i)
{
  bits[i >> 6] |= (guint64) 1 << (i & 63);
}

static inline gint64
column_of (const Node *node, gint64 x)
{
  return CLAMP ((x - node->origin_x) >> node->shift, 0, (gint64) node->n_columns - 1);
}

static inline gint64
row_of (const Node *node, gint64 y)
{
  return CLAMP ((y - node->origin_y) >> node->shift, 0, (gint64) node->n_rows - 1);
}

/** Cells about twice as wide as the mean of @n lengths, but no more than 2^13 in a row. */
static void
init_grid (Node *node, double length, guint n)
{
  const WgBuild *build = node->build;
  WgEnvelope whole = WG_ENVELOPE_EMPTY;
  gint64 size = 0;
  gsize n_words = 0;

  for (guint i = 0; i < build->n_points; i++)
    wg_envelope_add_point (&whole, build->points[i]);
  size = MAX ((gint64) whole.max_x - whole.min_x, (gint64) whole.max_y - whole.min_y) + 1;
  node->shift = LEAST_SHIFT;
  while ((double) ((gint64) 1 << node->shift) < 2.0 * length / MAX (n, 1)
         || size >> node->shift >= 1 << MOST_CELLS_BITS)
    node->shift++;
  node->origin_x = whole.min_x;
  node->origin_y = whole.min_y;
  node->n_columns = (((gint64) whole.max_x - whole.min_x) >> node->shift) + 1;
  node->n_rows = (((gint64) whole.max_y - whole.min_y) >> node->shift) + 1;
  n_words = (gsize) node->n_columns * node->n_rows / 64 + 1;
  g_free (node->hot);
  g_free (node->tested);
  node->hot = g_new0 (guint64, n_words);
  node->tested = g_new0 (guint64, n_words);
}

static double
length_of (const Node *node, const WgSegment *segment)
{
  return sqrt ((double) wg_point_distance2 (point_of (node, segment->a),
                                            point_of (node, segment->b)));
}

/** Fills node->cells with the cells within MARGIN of a segment (and perhaps a few more). */
static void
find_cells (Node *node, const WgSegment *segment)
{
  WgPoint a = point_of (node, segment->a), b = point_of (node, segment->b);
  gint64 c0 = column_of (node, (gint64) MIN (a.x, b.x) - MARGIN);
  gint64 c1 = column_of (node, (gint64) MAX (a.x, b.x) + MARGIN);
  gint64 r0 = row_of (node, (gint64) MIN (a.y, b.y) - MARGIN);
  gint64 r1 = row_of (node, (gint64) MAX (a.y, b.y) + MARGIN);

  node->cells.n = 0;
  for (gint64 row = r0; row <= r1; row++)
    {
      gint64 from = c0, to = c1;

      if (c1 - c0 > 1 && r1 - r0 > 1)
        {
          double bottom = node->origin_y + ((double) row * (1u << node->shift)) - MARGIN - 1;
          double top = bottom + (double) (1u << node->shift) + 2 * MARGIN + 2;
          double slope = ((double) b.x - a.x) / ((double) b.y - a.y);
          double x0 = a.x + slope * (CLAMP (bottom, MIN (a.y, b.y), MAX (a.y, b.y)) - a.y);
          double x1 = a.x + slope * (CLAMP (top, MIN (a.y, b.y), MAX (a.y, b.y)) - a.y);

          from = MAX (c0, column_of (node, (gint64) floor (MIN (x0, x1)) - MARGIN - 1));
          to = MIN (c1, column_of (node, (gint64) ceil (MAX (x0, x1)) + MARGIN + 1));
        }
      for (gint64 column = from; column <= to; column++)
        wg_ids_push (&node->cells, row * node->n_columns + column);
    }
}

static void
mark_cells (Node *node, const WgSegment *segment, guint64 *bits)
{
  find_cells (node, segment);
  for (guint i = 0; i < node->cells.n; i++)
    set_bit (bits, node->cells.items[i]);
}

static void
add_work (Node *node, const WgSegment *segment)
{
  if (node->n_work == node->work_allocated)
    {
      node->work_allocated = node->work_allocated * 3 / 2 + 1024;
      node->work = g_renew (WgSegment, node->work, node->work_allocated);
    }
  node->work[node->n_work++] = *segment;
}

/** Moves the segments in hot cells from the build to the work. */
static void
take_hot_segments (Node *node)
{
  WgBuild *build = node->build;
  guint n_left = 0;

  for (guint i = 0; i < build->n_segments; i++)
    {
      WgSegment segment = build->segments[i];
      gboolean is_hot = segment.is_suspect;

      if (!is_hot)
        {
          find_cells (node, &segment);
          for (guint j = 0; j < node->cells.n && !is_hot; j++)
            is_hot = get_bit (node->hot, node->cells.items[j]);
        }
      segment.is_new = segment.is_suspect;
      if (is_hot)
        add_work (node, &segment);
      else
        build->segments[n_left++] = segment;
    }
  build->n_segments = n_left;
}

static void
add_entry (Node *node, guint32 cell, guint32 index)
{
  if (node->n_entries == node->entries_allocated)
    {
      node->entries_allocated = node->entries_allocated * 3 / 2 + 1024;
      node->entries = g_renew (guint64, node->entries, node->entries_allocated);
    }
  node->entries[node->n_entries++] = (guint64) cell << 32 | index;
}

static void
fill_cells (Node *node)
{
  gsize n_cells = (gsize) node->n_columns * node->n_rows;

  memset (node->tested, 0, (n_cells / 64 + 1) * sizeof (guint64));
  for (guint i = 0; i < node->n_work; i++)
    if (node->work[i].is_new)
      mark_cells (node, &node->work[i], node->tested);
  node->n_entries = 0;
  for (guint i = 0; i < node->n_work; i++)
    {
      find_cells (node, &node->work[i]);
      for (guint j = 0; j < node->cells.n; j++)
        if (get_bit (node->tested, node->cells.items[j]))
          add_entry (node, node->cells.items[j], i);
    }
  node->scratch = g_renew (guint64, node->scratch, node->entries_allocated);
  wg_build_sort_keys (&node->entries, &node->scratch, node->n_entries, 32,
                      32 + 2 * MOST_CELLS_BITS + 1);
}

static void
add_cut (Node *node, guint32 index, guint32 vertex)
{
  if (node->n_cuts == node->cuts_allocated)
    {
      node->cuts_allocated = node->cuts_allocated * 3 / 2 + 1024;
      node->cuts = g_renew (guint64, node->cuts, node->cuts_allocated);
    }
  node->cuts[node->n_cuts++] = (guint64) index << 32 | vertex;
}

/** Remembers where a ring that is not simple crosses itself first. */
static void
note_crossing (Node *node, const WgSegment *s, const WgSegment *t, WgPoint place)
{
  WgPart *part = NULL;
  guint32 index = 0;

  if (node->round > 0 || !wg_build_uses_meet (node->build, s, t, &index))
    return;
  part = &node->build->parts[index];
  if (!part->has_crossing)
    part->place = place;
  part->has_crossing = TRUE;
}

static void
cut_pair (Node *node, guint32 i, guint32 j)
{
  const WgSegment *s = &node->work[i], *t = &node->work[j];
  WgPoint a = point_of (node, s->a), b = point_of (node, s->b);
  WgPoint c = point_of (node, t->a), d = point_of (node, t->b);
  int c_side = wg_point_side (a, b, c), d_side = wg_point_side (a, b, d);

  if (c_side * d_side < 0 && wg_point_side (c, d, a) * wg_point_side (c, d, b) < 0)
    {
      WgPoint place = wg_build_crossing (a, b, c, d);
      guint32 vertex = 0;

      note_crossing (node, s, t, place);
      wg_build_reserve_points (node->build, 1);
      vertex = wg_build_intern (node->build, place);
      if (vertex != s->a && vertex != s->b)
        add_cut (node, i, vertex);
      if (vertex != t->a && vertex != t->b)
        add_cut (node, j, vertex);
    }
  if (t->a != s->a && t->a != s->b && wg_build_enters_pixel (a, b, c))
    add_cut (node, i, t->a);
  if (t->b != s->a && t->b != s->b && wg_build_enters_pixel (a, b, d))
    add_cut (node, i, t->b);
  if (s->a != t->a && s->a != t->b && wg_build_enters_pixel (c, d, a))
    add_cut (node, j, s->a);
  if (s->b != t->a && s->b != t->b && wg_build_enters_pixel (c, d, b))
    add_cut (node, j, s->b);
}

static gboolean
boxes_meet (const Node *node, const WgSegment *s, const WgSegment *t)
{
  WgPoint a = point_of (node, s->a), b = point_of (node, s->b);
  WgPoint c = point_of (node, t->a), d = point_of (node, t->b);

  return MIN (a.x, b.x) <= MAX (c.x, d.x) && MIN (c.x, d.x) <= MAX (a.x, b.x)
         && MIN (a.y, b.y) <= MAX (c.y, d.y) && MIN (c.y, d.y) <= MAX (a.y, b.y);
}

static gboolean
find_cuts (Node *node, GError **error)
{
  node->n_cuts = 0;
  for (gsize i = 0, end = 0; i < node->n_entries; i = end)
    {
      for (end = i + 1; end < node->n_entries && node->entries[end] >> 32 == node->entries[i] >> 32;
           end++)
        ;
      if ((i & 0xfff) > (end & 0xfff)
          && g_cancellable_set_error_if_cancelled (node->build->cancellable, error))
        return FALSE;
      for (gsize j = i; j < end; j++)
        for (gsize k = j + 1; k < end; k++)
          {
            guint32 s = (guint32) node->entries[j], t = (guint32) node->entries[k];

            if ((node->work[s].is_new || node->work[t].is_new)
                && boxes_meet (node, &node->work[s], &node->work[t]))
              cut_pair (node, s, t);
          }
    }
  return TRUE;
}

typedef struct
{
  gint64 along;
  guint32 vertex;
} Stop;

static int
compare_stops (gconstpointer a, gconstpointer b)
{
  const Stop *sa = a, *sb = b;

  if (sa->along != sb->along)
    return sa->along < sb->along ? -1 : 1;
  return (sa->vertex > sb->vertex) - (sa->vertex < sb->vertex);
}

/** Replaces work[index] by its pieces between the vertices of cuts[from .. to). */
static void
cut_segment (Node *node, guint32 index, gsize from, gsize to)
{
  WgSegment whole = node->work[index];
  WgPoint a = point_of (node, whole.a), b = point_of (node, whole.b);
  g_autofree Stop *stops = g_new (Stop, to - from + 1);
  guint32 last = whole.a;
  guint n = 0;

  for (gsize i = from; i < to; i++)
    if (i == from || node->cuts[i] != node->cuts[i - 1])
      {
        WgPoint p = point_of (node, (guint32) node->cuts[i]);

        stops[n].along = ((gint64) p.x - a.x) * ((gint64) b.x - a.x)
                         + ((gint64) p.y - a.y) * ((gint64) b.y - a.y);
        stops[n++].vertex = (guint32) node->cuts[i];
      }
  qsort (stops, n, sizeof (Stop), compare_stops);
  stops[n].vertex = whole.b;
  for (guint i = 0; i <= n; i++)
    {
      WgSegment piece = whole;

      piece.a = MIN (last, stops[i].vertex);
      piece.b = MAX (last, stops[i].vertex);
      piece.is_new = TRUE;
      last = stops[i].vertex;
      if (i == 0)
        node->work[index] = piece;
      else
        add_work (node, &piece);
      mark_cells (node, &piece, node->hot);
    }
  node->build->n_splits += n;
}

static void
apply_cuts (Node *node)
{
  node->scratch = g_renew (guint64, node->scratch, MAX (node->n_cuts, node->entries_allocated));
  if (node->n_cuts > node->entries_allocated)
    {
      node->entries = g_renew (guint64, node->entries, node->n_cuts);
      node->entries_allocated = node->n_cuts;
    }
  memcpy (node->entries, node->cuts, node->n_cuts * sizeof (guint64));
  wg_build_sort_keys (&node->entries, &node->scratch, node->n_cuts, 0, 64);
  memcpy (node->cuts, node->entries, node->n_cuts * sizeof (guint64));
  for (guint i = 0; i < node->n_work; i++)
    node->work[i].is_new = FALSE;
  for (gsize i = 0, end = 0; i < node->n_cuts; i = end)
    {
      for (end = i + 1; end < node->n_cuts && node->cuts[end] >> 32 == node->cuts[i] >> 32; end++)
        ;
      cut_segment (node, (guint32) (node->cuts[i] >> 32), i, end);
    }
}

/** Sorts the work by its ends: by the higher, then, keeping that order, by the lower. */
static void
sort_work (Node *node)
{
  WgSegment *sorted = g_new (WgSegment, node->n_work + 1);
  guint n_bits = g_bit_storage (node->build->n_points);

  node->n_entries = 0;
  for (guint i = 0; i < node->n_work; i++)
    add_entry (node, node->work[i].b, i);
  node->scratch = g_renew (guint64, node->scratch, node->entries_allocated);
  wg_build_sort_keys (&node->entries, &node->scratch, node->n_entries, 32, 32 + n_bits);
  for (guint i = 0; i < node->n_work; i++)
    {
      guint32 index = (guint32) node->entries[i];
      node->entries[i] = (guint64) node->work[index].a << 32 | index;
    }
  wg_build_sort_keys (&node->entries, &node->scratch, node->n_entries, 32, 32 + n_bits);
  for (guint i = 0; i < node->n_work; i++)
    sorted[i] = node->work[(guint32) node->entries[i]];
  g_free (node->work);
  node->work = sorted;
  node->work_allocated = node->n_work + 1;
}

/** Makes equal segments one, with the uses of all; what cancels goes. */
static void
join_equal (Node *node)
{
  WgIds *uses = &node->build->uses;
  guint n = 0;

  sort_work (node);
  for (guint i = 0, end = 0; i < node->n_work; i = end)
    {
      WgSegment joined = node->work[i];

      for (end = i + 1; end < node->n_work && node->work[end].a == joined.a
                        && node->work[end].b == joined.b; end++)
        ;
      if (end - i > 1)
        {
          guint32 first = uses->n;

          for (guint j = i; j < end; j++)
            {
              wg_ids_reserve (uses, node->work[j].n);
              memcpy (uses->items + uses->n, uses->items + node->work[j].first,
                      node->work[j].n * sizeof (guint32));
              uses->n += node->work[j].n;
              joined.is_new |= node->work[j].is_new;
            }
          joined.first = first;
          joined.n = wg_build_cancel_pairs (uses->items + first, uses->n - first);
          uses->n = first + joined.n;
        }
      if (joined.n > 0)
        node->work[n++] = joined;
    }
  node->n_work = n;
}

/** Makes a finer grid when what is new is much shorter than the cells: where much crosses. */
static void
refine_grid (Node *node)
{
  double length = 0.0;
  guint n = 0, shift = node->shift;

  for (guint i = 0; i < node->n_work; i++)
    if (node->work[i].is_new)
      {
        length += length_of (node, &node->work[i]);
        n++;
      }
  if (n == 0 || shift == LEAST_SHIFT || length / n * 8.0 >= (double) ((gint64) 1 << shift))
    return;
  init_grid (node, length, n);
  for (guint i = 0; i < node->n_work; i++)
    mark_cells (node, &node->work[i], node->hot);
}

static gboolean
run_rounds (Node *node, GError **error)
{
  for (node->round = 0; node->round < MOST_ROUNDS; node->round++)
    {
      fill_cells (node);
      if (!find_cuts (node, error))
        return FALSE;
      if (node->n_cuts == 0)
        return TRUE;
      apply_cuts (node);
      take_hot_segments (node);
      join_equal (node);
      refine_grid (node);
    }
  g_set_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_CORRUPT,
               "noding did not come to rest in %d rounds", MOST_ROUNDS);
  return FALSE;
}

static void
node_clear (Node *node)
{
  g_free (node->hot);
  g_free (node->tested);
  wg_ids_clear (&node->cells);
  g_free (node->work);
  g_free (node->entries);
  g_free (node->scratch);
  g_free (node->cuts);
}

/**
 * wg_build_node:
 *
 * Cuts the suspects, and the clean segments that they meet, until no two segments meet other than
 * at a common vertex.
 */
gboolean
wg_build_node (WgBuild *build, GError **error)
{
  Node node = { .build = build };
  gboolean is_done = FALSE;
  double length = 0.0;

  if (build->n_suspects == 0)
    return TRUE;
  for (guint i = 0; i < build->n_segments; i++)
    if (build->segments[i].is_suspect)
      length += length_of (&node, &build->segments[i]);
  init_grid (&node, length, build->n_suspects);
  for (guint i = 0; i < build->n_segments; i++)
    if (build->segments[i].is_suspect)
      mark_cells (&node, &build->segments[i], node.hot);
  take_hot_segments (&node);
  is_done = run_rounds (&node, error);
  if (build->n_segments + node.n_work > build->segments_allocated)
    {
      build->segments_allocated = build->n_segments + node.n_work;
      build->segments = g_renew (WgSegment, build->segments, build->segments_allocated);
    }
  memcpy (build->segments + build->n_segments, node.work, node.n_work * sizeof (WgSegment));
  build->n_segments += node.n_work;
  node_clear (&node);
  return is_done;
}
