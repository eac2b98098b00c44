/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-shift"

#include "wg-shift.h"

#include "../crs/wg-crs.h"
#include "../geometry/wg-arc-index.h"
#include "../geometry/wg-line.h"

#include <math.h>

#define MOST_SAMPLES 3000
#define CHUNK 4           /* segments that share an entry of the index */
#define NEAR_MM 15000.0
#define REACH_MM 150000
#define LEAST_HITS 30
#define CLEAR_SHARE 2

/* A stretch of a line. */
typedef struct
{
  const WgLine *line;
  guint from, to; /* segments */
  WgEnvelope envelope;
} Chunk;

typedef struct
{
  GArray *chunks; /* of Chunk */
  WgArcIndex index;
  GArray *found;
} Lines;

static void
lines_init (Lines *lines, const GPtrArray *given)
{
  *lines = (Lines){ g_array_new (FALSE, FALSE, sizeof (Chunk)), { 0 },
                    g_array_new (FALSE, FALSE, sizeof (guint32)) };
  for (guint i = 0; i < given->len; i++)
    {
      const WgLine *line = g_ptr_array_index (given, i);

      for (guint from = 0; from + 1 < line->n_points; from += CHUNK)
        {
          Chunk chunk = { line, from, MIN (from + CHUNK, line->n_points - 1), WG_ENVELOPE_EMPTY };

          for (guint j = chunk.from; j <= chunk.to; j++)
            wg_envelope_add_point (&chunk.envelope, line->points[j]);
          g_array_append_val (lines->chunks, chunk);
          wg_arc_index_add (&lines->index, lines->chunks->len, &chunk.envelope);
        }
    }
}

static void
lines_clear (Lines *lines)
{
  g_array_unref (lines->chunks);
  g_array_unref (lines->found);
  wg_arc_index_clear (&lines->index);
}

static double
distance_to_segment (WgPoint p, WgPoint a, WgPoint b)
{
  double dx = (double) b.x - a.x, dy = (double) b.y - a.y;
  double length2 = dx * dx + dy * dy;
  double t = length2 > 0.0 ? (((double) p.x - a.x) * dx + ((double) p.y - a.y) * dy) / length2 : 0.0;

  t = CLAMP (t, 0.0, 1.0);
  return hypot (a.x + t * dx - p.x, a.y + t * dy - p.y);
}

/* To the nearest line, mm; HUGE_VAL beyond the reach. */
static double
find_distance (Lines *lines, WgPoint p)
{
  WgEnvelope around = { p.x - REACH_MM, p.y - REACH_MM, p.x + REACH_MM, p.y + REACH_MM };
  double nearest = HUGE_VAL;

  g_array_set_size (lines->found, 0);
  wg_arc_index_query (&lines->index, &around, lines->found);
  for (guint i = 0; i < lines->found->len; i++)
    {
      const Chunk *chunk = &g_array_index (lines->chunks, Chunk,
                                           g_array_index (lines->found, guint32, i) - 1);

      if (!wg_envelope_intersects (&around, &chunk->envelope))
        continue;
      for (guint j = chunk->from; j < chunk->to; j++)
        nearest = MIN (nearest, distance_to_segment (p, chunk->line->points[j],
                                                     chunk->line->points[j + 1]));
      /* What is further away than the nearest so far need not be looked at. */
      if (nearest < REACH_MM)
        around = (WgEnvelope){ p.x - (gint32) nearest - 1, p.y - (gint32) nearest - 1,
                               p.x + (gint32) nearest + 1, p.y + (gint32) nearest + 1 };
    }
  return nearest <= REACH_MM ? nearest : HUGE_VAL;
}

/* Vertices of all borders, evenly. */
static GArray *
take_samples (const WgIncoming *incoming)
{
  GArray *samples = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  guint64 n_points = 0, step = 0, at = 0;

  for (guint i = 0; i < incoming->grids->len; i++)
    n_points += ((WgIncomingGrid *) g_ptr_array_index (incoming->grids, i))->shape->points->len;
  step = n_points / MOST_SAMPLES + 1;
  for (guint i = 0; i < incoming->grids->len; i++)
    {
      const WgShape *shape = ((WgIncomingGrid *) g_ptr_array_index (incoming->grids, i))->shape;

      for (guint j = 0; j < shape->points->len; j++)
        if (at++ % step == 0)
          g_array_append_val (samples, WG_SHAPE_POINT (shape, j));
    }
  return samples;
}

/* Where @p is if its degrees are of @datum. */
static gboolean
shift_back (const WgFrame *frame, WgTransform *transform, WgChinaDatum datum, WgPoint *p)
{
  double x = 0.0, y = 0.0;

  if (datum == WG_CHINA_TRUE)
    return TRUE;
  if (!wg_frame_to_degrees (frame, *p, &x, &y) || !wg_china_contains (x, y))
    return FALSE;
  wg_china_convert (datum, WG_CHINA_TRUE, &x, &y);
  return wg_transform_points (transform, &x, &y, 1) == 0 && wg_frame_from_metres (frame, x, y, p);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

static void
test_datum (const WgIncoming *incoming, const GArray *samples, Lines *lines, WgChinaDatum datum,
            WgShiftTest *test)
{
  g_autoptr (WgTransform) transform
    = wg_transform_new (WG_CRS_WGS84, wg_frame_get_crs (incoming->frame), NULL);
  g_autoptr (GArray) distances = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < samples->len && transform != NULL; i++)
    {
      WgPoint p = g_array_index (samples, WgPoint, i);
      double distance = 0.0;

      if (!shift_back (incoming->frame, transform, datum, &p))
        continue;
      distance = find_distance (lines, p);
      if (!isfinite (distance))
        continue;
      g_array_append_val (distances, distance);
      test->n_hits[datum] += distance <= NEAR_MM;
    }
  g_array_sort (distances, compare_numbers);
  test->median_m[datum] = distances->len > 0
                            ? g_array_index (distances, double, distances->len / 2) / 1000.0
                            : NAN;
}

void
wg_shift_test (const WgIncoming *incoming, const GPtrArray *given, WgShiftTest *test_out)
{
  g_autoptr (GArray) samples = take_samples (incoming);
  Lines lines;

  *test_out = (WgShiftTest){ .n_samples = samples->len };
  lines_init (&lines, given);
  for (int datum = WG_CHINA_TRUE; datum <= WG_CHINA_BD09; datum++)
    {
      test_datum (incoming, samples, &lines, (WgChinaDatum) datum, test_out);
      if (test_out->n_hits[datum] > test_out->n_hits[test_out->best])
        test_out->best = (WgChinaDatum) datum;
    }
  lines_clear (&lines);
  test_out->is_clear = test_out->best != WG_CHINA_TRUE
                       && test_out->n_hits[test_out->best] >= LEAST_HITS
                       && test_out->n_hits[test_out->best]
                            >= CLEAR_SHARE * test_out->n_hits[WG_CHINA_TRUE];
}
