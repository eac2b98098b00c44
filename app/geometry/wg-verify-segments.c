/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-verify-segments"

#include "wg-verify.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BAND_SEGMENTS 200000 /* about as many are at hand at once: the memory stays small */
#define SWEEP_FROM 24        /* a cell with more segments is swept by x */

typedef struct
{
  WgPoint a, b;
  WgArcId arc;
  guint32 place; /* of @a in its line */
} Segment;

/* A net of square cells over the coverage, worked through in bands of whole rows. */
typedef struct
{
  WgVerify *verify;
  gint64 min_x, min_y, size;
  guint columns, rows;
  guint band_rows;
  guint *arc_first; /* arcs by band: those of band b are arcs[arc_first[b]] .. */
  WgArcId *arcs;
  guint n_bands;
  guint *first;     /* of one band: by cell, then the end */
  Segment *segments;
  gsize n_allocated;
  guint *ray_order; /* rays by y */
  guint next_ray;
} Net;

typedef struct
{
  guint row, from, to;
} Span;

static int
compare_by_x (gconstpointer a, gconstpointer b)
{
  const Segment *first = a, *second = b;
  gint32 x = MIN (first->a.x, first->b.x), other = MIN (second->a.x, second->b.x);

  return (x > other) - (x < other);
}

static int
compare_rays (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const GArray *rays = user_data;
  gint32 y = g_array_index (rays, WgVerifyRay, *(const guint *) a).place.y;
  gint32 other = g_array_index (rays, WgVerifyRay, *(const guint *) b).place.y;

  return (y > other) - (y < other);
}

static guint
row_of (const Net *net, gint32 y)
{
  return (guint) (((gint64) y - net->min_y) / net->size);
}

static guint
column_of (const Net *net, gint64 x)
{
  return (guint) (CLAMP (x - net->min_x, 0, net->size * net->columns - 1) / net->size);
}

/* The cells of one row that a segment passes: a little more is taken where it slants. */
static Span
span_in_row (const Net *net, WgPoint a, WgPoint b, guint row)
{
  gint64 low = MIN (a.x, b.x), high = MAX (a.x, b.x);

  if (row_of (net, a.y) != row_of (net, b.y))
    {
      double slope = ((double) b.x - a.x) / ((double) b.y - a.y);
      double bottom = (double) net->min_y + (double) row * (double) net->size;
      double one = a.x + (bottom - a.y) * slope;
      double two = a.x + (bottom + (double) net->size - a.y) * slope;

      low = MAX (low, (gint64) MIN (one, two) - 2);
      high = MIN (high, (gint64) MAX (one, two) + 2);
    }
  return (Span){ row, column_of (net, low), column_of (net, high) };
}

static void
report_pair (Net *net, const Segment *s, const Segment *t, WgPoint place)
{
  guint64 key = wg_key_of_pair (MIN (s->arc, t->arc), MAX (s->arc, t->arc));

  if (wg_key_map_get (&net->verify->reported, key, 0) != 0)
    return;
  wg_key_map_set (&net->verify->reported, key, 1);
  wg_verify_add_problem (net->verify, WG_PROBLEM_CROSSING, MIN (s->arc, t->arc),
                         MAX (s->arc, t->arc), place);
}

/* TRUE when the end of @s at its vertex @place is an end of its arc. */
static gboolean
is_arc_end (const Net *net, const Segment *s, gboolean at_b)
{
  const WgLine *line = wg_coverage_arc (net->verify->coverage, s->arc)->line;

  return at_b ? s->place + 2 == line->n_points : s->place == 0;
}

/* Two segments that share @shared: allowed at a node, or one after the other in a line; but not
 * one on top of the other. */
static gboolean
share_well (const Net *net, const Segment *s, const Segment *t, gboolean s_at_b, gboolean t_at_b)
{
  WgPoint shared = s_at_b ? s->b : s->a;
  WgPoint p = s_at_b ? s->a : s->b, q = t_at_b ? t->a : t->b;
  gboolean is_next = s->arc == t->arc
                     && ((s_at_b && !t_at_b && t->place == s->place + 1)
                         || (t_at_b && !s_at_b && s->place == t->place + 1));

  if (!is_next && !(is_arc_end (net, s, s_at_b) && is_arc_end (net, t, t_at_b)))
    return FALSE;
  if (wg_point_cross (shared, p, q) != 0)
    return TRUE;
  return ((gint64) p.x - shared.x) * ((gint64) q.x - shared.x)
           + ((gint64) p.y - shared.y) * ((gint64) q.y - shared.y)
         < 0;
}

static gboolean
touch (const Segment *s, const Segment *t)
{
  int c = wg_point_side (s->a, s->b, t->a), d = wg_point_side (s->a, s->b, t->b);
  int a = wg_point_side (t->a, t->b, s->a), b = wg_point_side (t->a, t->b, s->b);

  if (c * d > 0 || a * b > 0)
    return FALSE;
  /* All on one straight line: their boxes, which meet, decide. */
  return TRUE;
}

static void
check_pair (Net *net, const Segment *s, const Segment *t)
{
  gboolean is_good = TRUE, is_shared = FALSE;

  if (MAX (s->a.x, s->b.x) < MIN (t->a.x, t->b.x) || MAX (t->a.x, t->b.x) < MIN (s->a.x, s->b.x)
      || MAX (s->a.y, s->b.y) < MIN (t->a.y, t->b.y)
      || MAX (t->a.y, t->b.y) < MIN (s->a.y, s->b.y))
    return;
  for (guint i = 0; i < 4; i++)
    {
      gboolean s_at_b = i & 1, t_at_b = i >> 1;

      if (wg_point_equal (s_at_b ? s->b : s->a, t_at_b ? t->b : t->a))
        {
          is_shared = TRUE;
          is_good &= share_well (net, s, t, s_at_b, t_at_b);
        }
    }
  if (is_shared ? !is_good : touch (s, t))
    report_pair (net, s, t, s->a);
}

static void
check_cell (Net *net, Segment *segments, guint n)
{
  gboolean is_swept = n > SWEEP_FROM;

  if (is_swept)
    qsort (segments, n, sizeof (Segment), compare_by_x);
  for (guint i = 0; i < n; i++)
    {
      gint32 end = MAX (segments[i].a.x, segments[i].b.x);

      for (guint k = i + 1; k < n; k++)
        {
          if (is_swept && MIN (segments[k].a.x, segments[k].b.x) > end)
            break;
          check_pair (net, &segments[i], &segments[k]);
        }
    }
}

/* Counts (segments NULL) or places the segments of one arc into the cells of a band. */
static void
spread_arc (Net *net, WgArcId id, guint band, guint *cells, Segment *segments)
{
  const WgLine *line = wg_coverage_arc (net->verify->coverage, id)->line;
  guint bottom = band * net->band_rows, top = MIN (bottom + net->band_rows, net->rows);

  for (guint i = 0; i + 1 < line->n_points; i++)
    {
      WgPoint a = line->points[i], b = line->points[i + 1];
      guint from = MAX (row_of (net, MIN (a.y, b.y)), bottom);
      guint to = MIN (row_of (net, MAX (a.y, b.y)) + 1, top);

      for (guint row = from; row < to; row++)
        {
          Span span = span_in_row (net, a, b, row);
          guint *cell = cells + (gsize) (row - bottom) * net->columns;

          for (guint column = span.from; column <= span.to; column++)
            {
              if (segments != NULL)
                segments[cell[column]] = (Segment){ a, b, id, i };
              cell[column]++;
            }
        }
    }
}

/* Fills net->first and net->segments for one band. */
static void
fill_band (Net *net, guint band)
{
  gsize n_cells = (gsize) net->columns * net->band_rows;
  g_autofree guint *counts = g_new0 (guint, n_cells + 1);
  guint sum = 0;

  for (guint i = net->arc_first[band]; i < net->arc_first[band + 1]; i++)
    spread_arc (net, net->arcs[i], band, counts, NULL);
  for (gsize cell = 0; cell <= n_cells; cell++)
    {
      net->first[cell] = sum;
      sum += counts[cell];
      counts[cell] = net->first[cell];
    }
  if (sum > net->n_allocated)
    {
      g_free (net->segments);
      net->n_allocated = sum + sum / 4;
      net->segments = g_new (Segment, net->n_allocated);
    }
  for (guint i = net->arc_first[band]; i < net->arc_first[band + 1]; i++)
    spread_arc (net, net->arcs[i], band, counts, net->segments);
}

/* A border west of a point, just above its height. */
typedef struct
{
  gboolean is_found;
  gint64 over, dx, dy; /* it is at the point's x + over / dy; over < 0 */
  WgFaceId east;
} West;

static void
meet_west (const Net *net, West *west, WgPoint from, const Segment *s)
{
  gboolean upwards = s->a.y < s->b.y;
  WgPoint low = upwards ? s->a : s->b, high = upwards ? s->b : s->a;
  gint64 dx = (gint64) high.x - low.x, dy = (gint64) high.y - low.y;
  gint64 over = ((gint64) low.x - from.x) * dy + ((gint64) from.y - low.y) * dx;
  const WgArc *arc = wg_coverage_arc (net->verify->coverage, s->arc);
  __int128 nearer = 0;

  if (low.y > from.y || high.y <= from.y || over >= 0)
    return;
  if (west->is_found)
    {
      nearer = (__int128) over * west->dy - (__int128) west->over * dy;
      if (nearer == 0)
        nearer = (__int128) dx * west->dy - (__int128) west->dx * dy;
      if (nearer <= 0)
        return;
    }
  *west = (West){ TRUE, over, dx, dy, upwards ? arc->right : arc->left };
}

/* Walks cells to the west until the nearest border cannot be further on. */
static void
answer_ray (Net *net, const WgVerifyRay *ray, guint bottom)
{
  West west = { 0 };
  guint *cells = net->first + (gsize) (row_of (net, ray->place.y) - bottom) * net->columns;

  for (guint column = column_of (net, ray->place.x) + 1; column-- > 0;)
    {
      gint64 edge = net->min_x + (gint64) column * net->size - ray->place.x;

      for (guint i = cells[column]; i < cells[column + 1]; i++)
        meet_west (net, &west, ray->place, &net->segments[i]);
      if (west.is_found && (__int128) west.over >= (__int128) edge * west.dy)
        break;
    }
  if ((west.is_found ? west.east : WG_FACE_OUTSIDE) != ray->face)
    wg_verify_add_problem (net->verify, WG_PROBLEM_ORIENTATION, ray->face, ray->arc, ray->place);
}

static void
answer_rays (Net *net, guint band)
{
  const GArray *rays = net->verify->rays;
  guint bottom = band * net->band_rows;

  for (; net->next_ray < rays->len; net->next_ray++)
    {
      const WgVerifyRay *ray = &g_array_index (rays, WgVerifyRay, net->ray_order[net->next_ray]);
      if (row_of (net, ray->place.y) >= bottom + net->band_rows)
        return;
      answer_ray (net, ray, bottom);
    }
}

/* Cells about as wide as the segments are long, and not many more of them than segments. */
static void
measure_net (Net *net)
{
  const WgCoverage *coverage = net->verify->coverage;
  double length = 0.0;
  guint64 n_segments = wg_coverage_n_points (coverage) - wg_coverage_n_arcs (coverage);
  WgEnvelope all = WG_ENVELOPE_EMPTY;
  double width = 0.0, height = 0.0;

  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);
      const WgEnvelope *e = arc != NULL ? &arc->line->envelope : NULL;

      if (arc == NULL)
        continue;
      wg_envelope_add (&all, e);
      length += hypot ((double) e->max_x - e->min_x, (double) e->max_y - e->min_y);
    }
  width = (double) all.max_x - all.min_x + 1.0;
  height = (double) all.max_y - all.min_y + 1.0;
  net->min_x = all.min_x;
  net->min_y = all.min_y;
  net->size = (gint64) MAX (1.5 * length / (double) n_segments,
                            sqrt (width * height / (2.0 * (double) n_segments)));
  net->size = MAX (net->size, (gint64) (MAX (width, height) / 200000.0)) + 1;
  net->columns = (guint) (width / (double) net->size) + 1;
  net->rows = (guint) (height / (double) net->size) + 1;
  net->band_rows = (guint) CLAMP ((double) net->rows * BAND_SEGMENTS / (double) n_segments, 1.0,
                                  (double) net->rows);
  net->n_bands = (net->rows + net->band_rows - 1) / net->band_rows;
}

static void
sort_arcs_into_bands (Net *net)
{
  const WgCoverage *coverage = net->verify->coverage;
  g_autofree guint *place = NULL;
  guint sum = 0;

  net->arc_first = g_new0 (guint, net->n_bands + 1);
  for (guint pass = 0; pass < 2; pass++)
    {
      for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
        {
          const WgArc *arc = wg_coverage_arc (coverage, id);
          guint from = 0, to = 0;

          if (arc == NULL)
            continue;
          from = row_of (net, arc->line->envelope.min_y) / net->band_rows;
          to = row_of (net, arc->line->envelope.max_y) / net->band_rows;
          for (guint band = from; band <= to; band++)
            if (pass == 0)
              net->arc_first[band]++;
            else
              net->arcs[place[band]++] = id;
        }
      if (pass == 1)
        break;
      for (guint band = 0; band <= net->n_bands; band++)
        {
          guint n = net->arc_first[band];
          net->arc_first[band] = sum;
          sum += n;
        }
      net->arcs = g_new (WgArcId, sum + 1);
      place = g_memdup2 (net->arc_first, (net->n_bands + 1) * sizeof (guint));
    }
}

static void
sort_rays (Net *net)
{
  const GArray *rays = net->verify->rays;

  net->ray_order = g_new (guint, rays->len + 1);
  for (guint i = 0; i < rays->len; i++)
    net->ray_order[i] = i;
  g_qsort_with_data (net->ray_order, (gint) rays->len, sizeof (guint), compare_rays,
                     (gpointer) rays);
}

void
wg_verify_segments (WgVerify *verify)
{
  Net net = { verify };

  if (wg_coverage_n_arcs (verify->coverage) == 0)
    return;
  measure_net (&net);
  sort_arcs_into_bands (&net);
  sort_rays (&net);
  net.first = g_new (guint, (gsize) net.columns * net.band_rows + 1);
  for (guint band = 0; band < net.n_bands && !wg_verify_must_stop (verify); band++)
    {
      fill_band (&net, band);
      answer_rays (&net, band);
      for (gsize cell = 0; cell < (gsize) net.columns * net.band_rows; cell++)
        check_cell (&net, net.segments + net.first[cell], net.first[cell + 1] - net.first[cell]);
      wg_progress_report (verify->progress, 0.3 + 0.7 * (band + 1) / net.n_bands);
    }
  g_free (net.arc_first);
  g_free (net.arcs);
  g_free (net.first);
  g_free (net.segments);
  g_free (net.ray_order);
}
