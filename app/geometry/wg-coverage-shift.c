/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-coverage-shift"

#include "wg-coverage-shift.h"

/* A part of a line that comes (sign 1) or goes (sign -1). */
typedef struct
{
  const WgPoint *points;
  guint n_points;
  WgEnvelope extent;
  WgFaceId left;
  WgFaceId right;
  int sign;
} Run;

/* How often the point is inside a face: 1 for the face that has it, 0 for all others. */
typedef struct
{
  WgFaceId face;
  int inside;
} Count;

struct _WgCoverageShift
{
  GArray *runs;   /* of Run */
  GArray *counts; /* of Count: scratch */
  WgEnvelope extent;
};

static void
add_run (WgCoverageShift *self, const WgArc *arc, guint first, guint n_points, int sign)
{
  Run run = { arc->line->points + first, n_points, WG_ENVELOPE_EMPTY, arc->left, arc->right,
              sign };

  for (guint i = 0; i < n_points; i++)
    wg_envelope_add_point (&run.extent, run.points[i]);
  wg_envelope_add (&self->extent, &run.extent);
  g_array_append_val (self->runs, run);
}

/* Two lines between the same faces: what they have in common at their ends counts for nothing. */
static void
add_difference (WgCoverageShift *self, const WgArc *from, const WgArc *to)
{
  const WgLine *a = from->line, *b = to->line;
  guint shorter = MIN (a->n_points, b->n_points), head = 0, tail = 0;

  while (head < shorter && wg_point_equal (a->points[head], b->points[head]))
    head++;
  if (head == a->n_points && head == b->n_points)
    return;
  while (tail < shorter - head
         && wg_point_equal (a->points[a->n_points - 1 - tail], b->points[b->n_points - 1 - tail]))
    tail++;
  head = head > 0 ? head - 1 : 0;
  tail = tail > 0 ? tail - 1 : 0;
  add_run (self, from, head, a->n_points - head - tail, -1);
  add_run (self, to, head, b->n_points - head - tail, 1);
}

/* The ray to the east from @p: upward crossings less downward ones. A point on the line is east
 * of it. */
static int
count_crossings (const Run *run, WgPoint p)
{
  int crossings = 0;

  if (run->extent.min_y > p.y || run->extent.max_y <= p.y || run->extent.max_x < p.x)
    return 0;
  for (guint i = 1; i < run->n_points; i++)
    {
      WgPoint a = run->points[i - 1], b = run->points[i];

      if ((a.y <= p.y) == (b.y <= p.y))
        continue;
      if (a.y <= p.y)
        crossings += wg_point_cross (a, b, p) > 0;
      else
        crossings -= wg_point_cross (b, a, p) > 0;
    }
  return crossings;
}

static void
add_count (GArray *counts, WgFaceId face, int inside)
{
  Count count = { face, inside };

  for (guint i = 0; i < counts->len; i++)
    if (g_array_index (counts, Count, i).face == face)
      {
        g_array_index (counts, Count, i).inside += inside;
        return;
      }
  g_array_append_val (counts, count);
}

WgCoverageShift *
wg_coverage_shift_new (const WgCoverageChange *rows, gboolean backwards)
{
  WgCoverageShift *self = g_new0 (WgCoverageShift, 1);

  self->runs = g_array_new (FALSE, FALSE, sizeof (Run));
  self->counts = g_array_new (FALSE, FALSE, sizeof (Count));
  self->extent = WG_ENVELOPE_EMPTY;
  for (guint i = 0; i < rows->arcs->len; i++)
    {
      const WgArcChange *row = &g_array_index (rows->arcs, WgArcChange, i);
      const WgArc *from = backwards ? &row->after : &row->before;
      const WgArc *to = backwards ? &row->before : &row->after;

      if (from->line != NULL && to->line != NULL && from->left == to->left
          && from->right == to->right)
        {
          add_difference (self, from, to);
          continue;
        }
      if (from->line != NULL)
        add_run (self, from, 0, from->line->n_points, -1);
      if (to->line != NULL)
        add_run (self, to, 0, to->line->n_points, 1);
    }
  return self;
}

void
wg_coverage_shift_free (WgCoverageShift *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->runs);
  g_array_unref (self->counts);
  g_free (self);
}

WgEnvelope
wg_coverage_shift_extent (const WgCoverageShift *self)
{
  return self->extent;
}

WgFaceId
wg_coverage_shift_locate (WgCoverageShift *self, WgPoint p, WgFaceId face)
{
  g_array_set_size (self->counts, 0);
  add_count (self->counts, face, 1);
  for (guint i = 0; i < self->runs->len; i++)
    {
      const Run *run = &g_array_index (self->runs, Run, i);
      int crossings = run->sign * count_crossings (run, p);

      if (crossings == 0)
        continue;
      add_count (self->counts, run->left, crossings);
      add_count (self->counts, run->right, -crossings);
    }
  for (guint i = 0; i < self->counts->len; i++)
    if (g_array_index (self->counts, Count, i).inside == 1)
      return g_array_index (self->counts, Count, i).face;
  return face;
}
