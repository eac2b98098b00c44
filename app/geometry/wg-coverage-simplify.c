/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-coverage-simplify"

#include "wg-coverage-simplify.h"

#include "wg-border-draft.h"
#include "wg-coverage-private.h"
#include "wg-coverage-shape.h"

#include <math.h>

#define STRETCH 32        /* segments whose neighbourhood is looked up at once */
#define REPORT_EVERY 256  /* arcs */
#define N_ROUNDS 2        /* of cutting corners */
#define MIN_CUT 8.0       /* mm: corners that are less apart stay */
#define FLAT_COSINE -0.99 /* of the angle at a corner that needs no cutting: less than 8 degrees */
/* Shares of the tolerance when corners are cut too: taking vertices away before, each round, and
 * once more afterwards. They add up to 1. */
#define SHARE_BEFORE 0.5
#define SHARE_AFTER 0.05
static const double round_shares[N_ROUNDS] = { 0.3, 0.15 };

/* A vertex that may go: how far the vertices that go with it are from the line then. */
typedef struct
{
  double distance2;
  guint32 n_between; /* of two alike the shorter stretch first, so that stretches grow evenly */
  guint32 vertex;
  guint32 stamp;     /* differs from the vertex's: it was worked out anew since */
} Candidate;

typedef struct
{
  const WgCoverage *coverage;
  const WgSimplify *how;
  WgLine **lines;    /* by arc: the lines that are worked out already, or NULL */
  WgBorderDraft draft;
  GArray *heap;      /* of Candidate */
  GArray *stamps;    /* of guint32, by vertex */
  GArray *points;    /* of WgPoint: the line between two passes */
  GArray *near;      /* of WgArcId */
} Simplifier;

static const WgLine *
line_now (const Simplifier *self, WgArcId arc)
{
  return self->lines[arc] != NULL ? self->lines[arc] : self->coverage->arcs[arc].line;
}

static double
distance2_to_segment (WgPoint p, WgPoint a, WgPoint b)
{
  double dx = (double) b.x - a.x, dy = (double) b.y - a.y, length2 = dx * dx + dy * dy;
  double along = 0.0, x = 0.0, y = 0.0;

  if (length2 > 0.0)
    along = ((p.x - (double) a.x) * dx + (p.y - (double) a.y) * dy) / length2;
  along = CLAMP (along, 0.0, 1.0);
  x = a.x + along * dx - p.x;
  y = a.y + along * dy - p.y;
  return x * x + y * y;
}

static gboolean
is_sooner (const Candidate *a, const Candidate *b)
{
  if (a->distance2 != b->distance2)
    return a->distance2 < b->distance2;
  if (a->n_between != b->n_between)
    return a->n_between < b->n_between;
  return a->vertex < b->vertex;
}

static void
push_candidate (GArray *heap, Candidate candidate)
{
  guint at = heap->len;

  g_array_append_val (heap, candidate);
  while (at > 0)
    {
      guint above = (at - 1) / 2;

      if (!is_sooner (&candidate, &g_array_index (heap, Candidate, above)))
        break;
      g_array_index (heap, Candidate, at) = g_array_index (heap, Candidate, above);
      at = above;
    }
  g_array_index (heap, Candidate, at) = candidate;
}

static Candidate
pop_candidate (GArray *heap)
{
  Candidate first = g_array_index (heap, Candidate, 0);
  Candidate moved = g_array_index (heap, Candidate, heap->len - 1);
  guint at = 0, n = heap->len - 1;

  g_array_set_size (heap, n);
  if (n == 0)
    return first;
  for (guint below = 1; below < n; below = 2 * at + 1)
    {
      if (below + 1 < n
          && is_sooner (&g_array_index (heap, Candidate, below + 1),
                        &g_array_index (heap, Candidate, below)))
        below++;
      if (!is_sooner (&g_array_index (heap, Candidate, below), &moved))
        break;
      g_array_index (heap, Candidate, at) = g_array_index (heap, Candidate, below);
      at = below;
    }
  g_array_index (heap, Candidate, at) = moved;
  return first;
}

/* Works out what it means to take @vertex away. The vertices between its neighbours that went
 * before it count too; they are numbered along the line. */
static void
consider (Simplifier *self, guint32 vertex, double limit2)
{
  const WgBorderDraft *draft = &self->draft;
  guint32 from = wg_border_draft_before (draft, vertex), to = wg_border_draft_after (draft, vertex);
  guint32 *stamp = &g_array_index (self->stamps, guint32, vertex);
  Candidate candidate = { 0.0, 0, vertex, ++*stamp };
  WgPoint a, b;

  if (from == WG_DRAFT_NONE || to == WG_DRAFT_NONE)
    return;
  a = wg_border_draft_point (draft, from);
  b = wg_border_draft_point (draft, to);
  candidate.n_between = to - from;
  for (guint32 i = from + 1; i < to && candidate.distance2 <= limit2; i++)
    candidate.distance2 = MAX (candidate.distance2,
                               distance2_to_segment (wg_border_draft_point (draft, i), a, b));
  if (candidate.distance2 <= limit2)
    push_candidate (self->heap, candidate);
}

static void
drop_vertices (Simplifier *self, double tolerance)
{
  WgBorderDraft *draft = &self->draft;
  guint32 n = draft->points->len;

  g_array_set_size (self->heap, 0);
  g_array_set_size (self->stamps, 0);
  g_array_set_size (self->stamps, n); /* cleared to 0 */
  for (guint32 i = 1; i + 1 < n; i++)
    consider (self, i, tolerance * tolerance);
  while (self->heap->len > 0)
    {
      Candidate next = pop_candidate (self->heap);
      guint32 from = 0, to = 0;

      if (next.stamp != g_array_index (self->stamps, guint32, next.vertex))
        continue;
      from = wg_border_draft_before (draft, next.vertex);
      to = wg_border_draft_after (draft, next.vertex);
      if (!wg_border_draft_replace (draft, next.vertex, NULL, 0))
        continue;
      g_array_index (self->stamps, guint32, next.vertex)++;
      consider (self, from, tolerance * tolerance);
      consider (self, to, tolerance * tolerance);
    }
}

/* The point @share of the way from the corner @b to @a. */
static WgPoint
point_towards (WgPoint b, WgPoint a, double share)
{
  return (WgPoint){ (gint32) lround (b.x + share * ((double) a.x - b.x)),
                    (gint32) lround (b.y + share * ((double) a.y - b.y)) };
}

static void
cut_corner (WgBorderDraft *draft, guint32 vertex, WgPoint a, WgPoint c, double tolerance)
{
  WgPoint b = wg_border_draft_point (draft, vertex), cut[2];
  double ax = (double) a.x - b.x, ay = (double) a.y - b.y;
  double cx = (double) c.x - b.x, cy = (double) c.y - b.y;
  double product = hypot (ax, ay) * hypot (cx, cy), share = 0.25, depth = 0.0;

  if (product <= 0.0 || (ax * cx + ay * cy) / product < FLAT_COSINE)
    return;
  depth = sqrt (distance2_to_segment (b, point_towards (b, a, share), point_towards (b, c, share)));
  if (depth > tolerance)
    share *= tolerance / depth;
  if (share * MIN (hypot (ax, ay), hypot (cx, cy)) < MIN_CUT)
    return;
  cut[0] = point_towards (b, a, share);
  cut[1] = point_towards (b, c, share);
  wg_border_draft_replace (draft, vertex, cut, 2);
}

/* One round over the corners of the line as it was before: its segments keep their middle half. */
static void
cut_corners (Simplifier *self, double tolerance)
{
  WgBorderDraft *draft = &self->draft;
  guint32 n = draft->points->len;

  for (guint32 i = 1; i + 1 < n; i++)
    cut_corner (draft, i, wg_border_draft_point (draft, i - 1), wg_border_draft_point (draft, i + 1),
                tolerance);
}

static void
take_line_anew (Simplifier *self)
{
  g_array_set_size (self->points, 0);
  wg_border_draft_get_line (&self->draft, self->points);
  wg_border_draft_set_line (&self->draft, (const WgPoint *) (gconstpointer) self->points->data,
                            self->points->len);
}

static void
add_obstacles_in (Simplifier *self, const WgEnvelope *box, WgArcId but)
{
  g_array_set_size (self->near, 0);
  wg_coverage_arcs_in (self->coverage, box, self->near);
  for (guint i = 0; i < self->near->len; i++)
    {
      WgArcId id = g_array_index (self->near, WgArcId, i);
      const WgLine *line = line_now (self, id);

      for (guint k = 0; id != but && k + 1 < line->n_points; k++)
        {
          WgEnvelope extent = WG_ENVELOPE_EMPTY;

          wg_envelope_add_point (&extent, line->points[k]);
          wg_envelope_add_point (&extent, line->points[k + 1]);
          if (wg_envelope_intersects (&extent, box))
            wg_border_draft_add_obstacle (&self->draft, line->points[k], line->points[k + 1]);
        }
    }
}

/* The borders that the arc could meet. Between an old and a new stretch no point is farther from
 * the old one than twice the tolerance: a line across the new stretch there meets the old one.
 * Plainer lines stay in the envelopes of the old ones, by which they are found. */
static void
add_obstacles (Simplifier *self, WgArcId arc)
{
  const WgLine *line = line_now (self, arc);
  gint32 reach = (gint32) (2.0 * self->how->tolerance_mm) + 2;

  for (guint from = 0; from + 1 < line->n_points; from += STRETCH)
    {
      WgEnvelope box = WG_ENVELOPE_EMPTY;

      for (guint i = from; i <= from + STRETCH && i < line->n_points; i++)
        wg_envelope_add_point (&box, line->points[i]);
      box.min_x -= reach;
      box.min_y -= reach;
      box.max_x += reach;
      box.max_y += reach;
      add_obstacles_in (self, &box, arc);
    }
}

/* Puts the plainer line into @lines when it differs. */
static void
simplify_arc (Simplifier *self, WgArcId arc)
{
  const WgLine *line = line_now (self, arc);
  double tolerance = self->how->tolerance_mm;

  if (line->n_points < 3)
    return;
  wg_border_draft_reset (&self->draft);
  add_obstacles (self, arc);
  wg_border_draft_set_line (&self->draft, line->points, line->n_points);
  drop_vertices (self, self->how->is_smooth ? tolerance * SHARE_BEFORE : tolerance);
  for (guint round = 0; self->how->is_smooth && round < N_ROUNDS; round++)
    {
      take_line_anew (self);
      cut_corners (self, tolerance * round_shares[round]);
    }
  if (self->how->is_smooth)
    {
      take_line_anew (self);
      drop_vertices (self, tolerance * SHARE_AFTER);
    }
  g_array_set_size (self->points, 0);
  wg_border_draft_get_line (&self->draft, self->points);
  self->lines[arc] = wg_line_new ((const WgPoint *) (gconstpointer) self->points->data,
                                  self->points->len);
}

static void
simplifier_init (Simplifier *self, const WgCoverage *coverage, const WgSimplify *how)
{
  *self = (Simplifier){ coverage, how };
  self->lines = g_new0 (WgLine *, coverage->arc_limit);
  self->heap = g_array_new (FALSE, FALSE, sizeof (Candidate));
  self->stamps = g_array_new (FALSE, TRUE, sizeof (guint32));
  self->points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  self->near = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  wg_border_draft_init (&self->draft);
}

static void
simplifier_clear (Simplifier *self, const GArray *arcs)
{
  for (guint i = 0; i < arcs->len; i++)
    g_clear_pointer (&self->lines[g_array_index (arcs, WgArcId, i)], wg_line_unref);
  g_free (self->lines);
  g_array_unref (self->heap);
  g_array_unref (self->stamps);
  g_array_unref (self->points);
  g_array_unref (self->near);
  wg_border_draft_clear (&self->draft);
}

/* Those of @arcs that are there, or all, by id. */
static GArray *
list_arcs (const WgCoverage *coverage, const GArray *arcs)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (WgArcId));

  for (guint i = 0; arcs != NULL && i < arcs->len; i++)
    if (wg_coverage_arc (coverage, g_array_index (arcs, WgArcId, i)) != NULL)
      g_array_append_val (list, g_array_index (arcs, WgArcId, i));
  for (WgArcId id = 1; arcs == NULL && id < coverage->arc_limit; id++)
    if (wg_coverage_arc (coverage, id) != NULL)
      g_array_append_val (list, id);
  return list;
}

static gboolean
simplify_arcs (Simplifier *self, const GArray *arcs, const WgProgress *progress,
               GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < arcs->len; i++)
    {
      if (i % REPORT_EVERY == 0)
        {
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          wg_progress_report (progress, (double) i / arcs->len);
        }
      simplify_arc (self, g_array_index (arcs, WgArcId, i));
    }
  return TRUE;
}

/* What differs, and how many points there were and are. */
static WgCoverageChange *
collect_change (const Simplifier *self, const GArray *arcs, WgSimplifyCount *count)
{
  WgCoverageChange *change = wg_coverage_change_new ();

  *count = (WgSimplifyCount){ arcs->len };
  for (guint i = 0; i < arcs->len; i++)
    {
      WgArcId id = g_array_index (arcs, WgArcId, i);
      WgArc row = self->coverage->arcs[id];

      count->n_points_before += row.line->n_points;
      count->n_points_after += line_now (self, id)->n_points;
      row.line = (WgLine *) line_now (self, id);
      wg_coverage_change_record_arc (change, self->coverage, id, &row);
    }
  wg_coverage_change_sort (change);
  return change;
}

WgCoverageChange *
wg_coverage_simplify (const WgCoverage *coverage, const GArray *arcs, const WgSimplify *how,
                      WgSimplifyCount *count_out, const WgProgress *progress,
                      GCancellable *cancellable, GError **error)
{
  Simplifier simplifier;
  g_autoptr (GArray) list = NULL;
  g_autoptr (WgCoverageChange) change = NULL;
  WgSimplifyCount count = { 0 };

  if (!(how->tolerance_mm > 0.0 && how->tolerance_mm <= WG_SIMPLIFY_MAX_TOLERANCE))
    {
      g_set_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_INVALID, "tolerance of %g mm",
                   how->tolerance_mm);
      return NULL;
    }
  list = list_arcs (coverage, arcs);
  simplifier_init (&simplifier, coverage, how);
  if (simplify_arcs (&simplifier, list, progress, cancellable, error))
    change = collect_change (&simplifier, list, &count);
  simplifier_clear (&simplifier, list);
  if (count_out != NULL)
    *count_out = count;
  if (change != NULL && wg_coverage_change_is_empty (change))
    {
      g_set_error_literal (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING,
                           "no border becomes plainer");
      return NULL;
    }
  wg_progress_report (progress, change != NULL ? 1.0 : 0.0);
  return g_steal_pointer (&change);
}
