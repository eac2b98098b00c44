/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-along.h"

#include "../geometry/wg-linework-finder.h"

#include <math.h>

#define STEP_MM 5000.0
#define SAMPLES_PER_LOOK 32
#define SHORTEST_BORDER_MM 30000.0
#define SHORTEST_STRETCH_MM 10000.0
#define FOLLOWED 0.8
#define SINE_OF_PARALLEL 0.5
#define OVERSHOOT_MM 100.0

/* Classes of WgLineworkItem that borders do not follow. */
#define FIRST_SURFACE_CLASS 8

struct _WgCheckAlong
{
  gint ref_count;
  GPtrArray *lines;   /* of WgLinework */
  GMutex lock;        /* of finders */
  GPtrArray *finders; /* of WgLineworkFinder; NULL until they are needed */
};

/** A straight piece of a line in reach. */
typedef struct
{
  WgPoint a, b;
  const WgLineworkItem *item;
  guint segment; /* of the item's line: it ends at this vertex */
} Piece;

/** The border at one place, and the line nearest to it that runs beside it. */
typedef struct
{
  WgPoint point;
  double distance; /* mm; INFINITY: none runs beside it */
  WgPoint foot;
  const WgLineworkItem *item;
  guint segment;
} Sample;

typedef struct
{
  guint first, last; /* samples that are off the line */
  double deviation;
  guint worst;
} Run;

static double
length_of (const WgLine *line)
{
  double length = 0.0;

  for (guint i = 1; i < line->n_points; i++)
    length += sqrt ((double) wg_point_distance2 (line->points[i - 1], line->points[i]));
  return length;
}

/** The two ends and places in between, about STEP_MM apart. */
static void
take_samples (const WgLine *line, double length, GArray *samples)
{
  guint n = MAX ((guint) (length / STEP_MM), 6);
  double step = length / n, at = 0.0, next = 0.0;

  for (guint i = 1; i < line->n_points; i++)
    {
      WgPoint a = line->points[i - 1], b = line->points[i];
      double side = sqrt ((double) wg_point_distance2 (a, b));

      for (; next <= at + side && samples->len < n; next += step)
        {
          double t = (next - at) / side;
          Sample sample = { { a.x + (gint32) lround (t * ((double) b.x - a.x)),
                              a.y + (gint32) lround (t * ((double) b.y - a.y)) },
                            INFINITY, { 0, 0 }, NULL, 0 };

          g_array_append_val (samples, sample);
        }
      at += side;
    }
  {
    Sample end = { line->points[line->n_points - 1], INFINITY, { 0, 0 }, NULL, 0 };

    g_array_append_val (samples, end);
  }
}

static void
collect_pieces (const WgCheckAlong *self, const WgEnvelope *box, GArray *pieces)
{
  g_autoptr (GArray) chunks = g_array_new (FALSE, FALSE, sizeof (WgLineworkChunk));

  g_array_set_size (pieces, 0);
  for (guint i = 0; i < self->finders->len; i++)
    {
      const WgLineworkFinder *finder = g_ptr_array_index (self->finders, i);
      const WgLinework *linework = wg_linework_finder_get (finder);

      g_array_set_size (chunks, 0);
      wg_linework_finder_query (finder, box, chunks);
      for (guint k = 0; k < chunks->len; k++)
        {
          const WgLineworkChunk *chunk = &g_array_index (chunks, WgLineworkChunk, k);
          const WgLineworkItem *item
            = &g_array_index (linework->items, WgLineworkItem, chunk->item);

          for (guint p = chunk->first + 1; p < chunk->first + chunk->n_points; p++)
            {
              Piece piece = { item->line->points[p - 1], item->line->points[p], item, p };
              WgEnvelope around = WG_ENVELOPE_EMPTY;

              wg_envelope_add_point (&around, piece.a);
              wg_envelope_add_point (&around, piece.b);
              if (!wg_point_equal (piece.a, piece.b) && wg_envelope_intersects (&around, box))
                g_array_append_val (pieces, piece);
            }
        }
    }
}

/** The place of @piece nearest to @p. */
static WgPoint
foot_on (const Piece *piece, WgPoint p)
{
  double dx = (double) piece->b.x - piece->a.x, dy = (double) piece->b.y - piece->a.y;
  double t = (((double) p.x - piece->a.x) * dx + ((double) p.y - piece->a.y) * dy)
             / (dx * dx + dy * dy);

  t = CLAMP (t, 0.0, 1.0);
  return (WgPoint){ piece->a.x + (gint32) lround (t * dx), piece->a.y + (gint32) lround (t * dy) };
}

static gboolean
is_parallel (const Piece *piece, WgPoint from, WgPoint to)
{
  double ax = (double) to.x - from.x, ay = (double) to.y - from.y;
  double bx = (double) piece->b.x - piece->a.x, by = (double) piece->b.y - piece->a.y;

  return fabs (ax * by - ay * bx) <= SINE_OF_PARALLEL * hypot (ax, ay) * hypot (bx, by);
}

static void
find_nearest (GArray *samples, guint index, const GArray *pieces, double reach)
{
  Sample *sample = &g_array_index (samples, Sample, index);
  WgPoint from = g_array_index (samples, Sample, index > 0 ? index - 1 : 0).point;
  WgPoint to = g_array_index (samples, Sample, MIN (index + 1, samples->len - 1)).point;

  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);
      WgPoint foot = foot_on (piece, sample->point);
      double distance = sqrt ((double) wg_point_distance2 (sample->point, foot));

      if (distance >= sample->distance || distance > reach || !is_parallel (piece, from, to))
        continue;
      sample->distance = distance;
      sample->foot = foot;
      sample->item = piece->item;
      sample->segment = piece->segment;
    }
}

static void
measure_samples (const WgCheckAlong *self, GArray *samples, double reach)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));

  for (guint first = 0; first < samples->len; first += SAMPLES_PER_LOOK)
    {
      guint end = MIN (first + SAMPLES_PER_LOOK, samples->len);
      gint32 margin = (gint32) reach + 1;
      WgEnvelope box = WG_ENVELOPE_EMPTY;

      for (guint i = first; i < end; i++)
        wg_envelope_add_point (&box, g_array_index (samples, Sample, i).point);
      box = (WgEnvelope){ box.min_x - margin, box.min_y - margin, box.max_x + margin,
                          box.max_y + margin };
      collect_pieces (self, &box, pieces);
      for (guint i = first; i < end; i++)
        find_nearest (samples, i, pieces, reach);
    }
}

static gboolean
follows (const GArray *samples, double reach)
{
  guint n_near = 0;

  for (guint i = 0; i < samples->len; i++)
    n_near += g_array_index (samples, Sample, i).distance <= reach;
  return n_near >= FOLLOWED * samples->len;
}

/** Does the border leave the line for good there? */
static gboolean
is_leaving (const GArray *samples, const Run *run)
{
  return (run->first == 0 && isinf (g_array_index (samples, Sample, 0).distance))
         || (run->last + 1 == samples->len
             && isinf (g_array_index (samples, Sample, run->last).distance));
}

static gboolean
find_worst_run (const GArray *samples, double limit, Run *worst)
{
  gboolean has_worst = FALSE;

  for (guint i = 0; i < samples->len; i++)
    {
      Run run = { i, i, 0.0, i };
      double length = 0.0;

      for (; i < samples->len && g_array_index (samples, Sample, i).distance > limit; i++)
        {
          const Sample *sample = &g_array_index (samples, Sample, i);

          run.last = i;
          if (isinf (sample->distance) || sample->distance <= run.deviation)
            continue;
          run.deviation = sample->distance;
          run.worst = i;
        }
      for (guint k = run.first + 1; k <= run.last; k++)
        length += sqrt ((double) wg_point_distance2 (g_array_index (samples, Sample, k - 1).point,
                                                     g_array_index (samples, Sample, k).point));
      if (run.deviation <= limit || length < SHORTEST_STRETCH_MM || is_leaving (samples, &run)
          || (has_worst && run.deviation <= worst->deviation))
        continue;
      *worst = run;
      has_worst = TRUE;
    }
  return has_worst;
}

static void
add_point (GArray *stroke, WgPoint point)
{
  if (stroke->len == 0
      || !wg_point_equal (g_array_index (stroke, WgPoint, stroke->len - 1), point))
    g_array_append_val (stroke, point);
}

/** From the line over the border by a little, so that the stroke surely meets it. */
static WgPoint
beyond (const Sample *sample)
{
  double dx = (double) sample->point.x - sample->foot.x, dy = (double) sample->point.y - sample->foot.y;
  double length = hypot (dx, dy);

  if (isinf (sample->distance) || length < 1.0)
    return sample->point;
  return (WgPoint){ sample->point.x + (gint32) lround (dx / length * OVERSHOOT_MM),
                    sample->point.y + (gint32) lround (dy / length * OVERSHOOT_MM) };
}

/** An end of the border stays where it is: other borders end there too. */
static WgPoint
anchor (const GArray *samples, guint index)
{
  const Sample *sample = &g_array_index (samples, Sample, index);

  return index == 0 || index + 1 == samples->len ? sample->point : beyond (sample);
}

static void
make_stroke (const GArray *samples, const Run *run, GArray *stroke)
{
  guint first = run->first > 0 ? run->first - 1 : 0, last = MIN (run->last + 1, samples->len - 1);
  const Sample *before = NULL;

  add_point (stroke, anchor (samples, first));
  for (guint i = first; i <= last; i++)
    {
      const Sample *sample = &g_array_index (samples, Sample, i);

      if (isinf (sample->distance))
        continue;
      if (before != NULL && before->item == sample->item)
        {
          const WgLine *line = sample->item->line;

          for (guint k = before->segment; k < sample->segment; k++)
            add_point (stroke, line->points[k]);
          for (guint k = before->segment; k > sample->segment; k--)
            add_point (stroke, line->points[k - 1]);
        }
      add_point (stroke, sample->foot);
      before = sample;
    }
  add_point (stroke, anchor (samples, last));
}

WgCheckAlong *
wg_check_along_new (void)
{
  WgCheckAlong *self = g_new0 (WgCheckAlong, 1);

  self->ref_count = 1;
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_linework_unref);
  g_mutex_init (&self->lock);
  return self;
}

WgCheckAlong *
wg_check_along_ref (WgCheckAlong *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
wg_check_along_unref (WgCheckAlong *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_ptr_array_unref (self->lines);
  g_clear_pointer (&self->finders, g_ptr_array_unref);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/** What borders may follow of a linework; NULL when there is nothing. */
static WgLineworkFinder *
make_finder (const WgLinework *linework)
{
  g_autoptr (WgLinework) lines = wg_linework_new ();

  for (guint i = 0; i < linework->items->len; i++)
    {
      const WgLineworkItem *item = &g_array_index (linework->items, WgLineworkItem, i);

      if (item->is_area || item->class >= FIRST_SURFACE_CLASS
          || (item->line->n_points == 2
              && wg_point_equal (item->line->points[0], item->line->points[1])))
        continue;
      wg_linework_add (lines, wg_line_ref (item->line), item->feature, FALSE, item->class, item->name);
    }
  return lines->items->len > 0 ? wg_linework_finder_new (lines) : NULL;
}

void
wg_check_along_add (WgCheckAlong *self, WgLinework *linework)
{
  g_ptr_array_add (self->lines, wg_linework_ref (linework));
}

void
wg_check_along_prepare (WgCheckAlong *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->finders != NULL)
    return;
  self->finders = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_linework_finder_free);
  for (guint i = 0; i < self->lines->len; i++)
    {
      WgLineworkFinder *finder = make_finder (g_ptr_array_index (self->lines, i));

      if (finder != NULL)
        g_ptr_array_add (self->finders, finder);
    }
}

gboolean
wg_check_along_is_same (const WgCheckAlong *self, const WgCheckAlong *other)
{
  guint n = self != NULL ? self->lines->len : 0;

  if (n != (other != NULL ? other->lines->len : 0))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (g_ptr_array_index (self->lines, i) != g_ptr_array_index (other->lines, i))
      return FALSE;
  return TRUE;
}

gboolean
wg_check_along_measure (const WgCheckAlong *self, const WgLine *border, const WgAlongLimits *limits,
                        WgAlongStretch *worst_out, GArray *stroke_out)
{
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (Sample));
  double length = length_of (border);
  const Sample *worst = NULL;
  Run run;

  if (stroke_out != NULL)
    g_array_set_size (stroke_out, 0);
  if (length < SHORTEST_BORDER_MM || self->finders->len == 0)
    return FALSE;
  take_samples (border, length, samples);
  /* A bulge is told from what is beside it: farther out than what still counts as following. */
  measure_samples (self, samples, 2000.0 * limits->reach_m);
  if (!follows (samples, 1000.0 * limits->reach_m)
      || !find_worst_run (samples, 1000.0 * limits->deviation_m, &run))
    return FALSE;
  worst = &g_array_index (samples, Sample, run.worst);
  *worst_out = (WgAlongStretch){ run.deviation / 1000.0,
                                 (run.last - run.first) * length / (samples->len - 1) / 1000.0,
                                 worst->point, g_intern_string (worst->item->name) };
  if (stroke_out != NULL)
    make_stroke (samples, &run, stroke_out);
  return TRUE;
}
