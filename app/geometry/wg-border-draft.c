/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-border-draft"

#include "wg-border-draft.h"

#define MAX_CORNERS (3 + WG_DRAFT_MAX_NEW)

/* A step: the part of the line that goes away, and the one that comes. Both run from the first
 * point to the last. */
typedef struct
{
  guint32 vertex, first, last;
  WgPoint path[2 + WG_DRAFT_MAX_NEW]; /* as it will be, with both ends */
  guint n_path;
  WgPoint ring[MAX_CORNERS];          /* between the old part and the new one */
  guint n_ring;
  WgEnvelope box;
} Step;

/* Numbers of segments in the index: 0 is none. A segment of the line has the number of its first
 * vertex. */
static guint32
number_of_own (guint32 vertex)
{
  return 2 * (vertex + 1);
}

static guint32
number_of_obstacle (guint32 obstacle)
{
  return 2 * (obstacle + 1) + 1;
}

static WgEnvelope
segment_box (WgPoint a, WgPoint b)
{
  return (WgEnvelope){ MIN (a.x, b.x), MIN (a.y, b.y), MAX (a.x, b.x), MAX (a.y, b.y) };
}

static WgEnvelope
own_box (const WgBorderDraft *draft, guint32 vertex)
{
  return segment_box (wg_border_draft_point (draft, vertex),
                      wg_border_draft_point (draft, wg_border_draft_after (draft, vertex)));
}

static void
add_own (WgBorderDraft *draft, guint32 vertex)
{
  WgEnvelope box = own_box (draft, vertex);

  wg_arc_index_add (&draft->index, number_of_own (vertex), &box);
}

static void
remove_own (WgBorderDraft *draft, guint32 vertex)
{
  WgEnvelope box = own_box (draft, vertex);

  wg_arc_index_remove (&draft->index, number_of_own (vertex), &box);
}

static void
link_vertices (WgBorderDraft *draft, guint32 first, guint32 second)
{
  g_array_index (draft->after, guint32, first) = second;
  g_array_index (draft->before, guint32, second) = first;
}

static void
step_init (Step *step, const WgBorderDraft *draft, guint32 vertex, const WgPoint *points,
           guint n_points)
{
  step->vertex = vertex;
  step->first = wg_border_draft_before (draft, vertex);
  step->last = wg_border_draft_after (draft, vertex);
  step->n_path = step->n_ring = 0;
  step->path[step->n_path++] = wg_border_draft_point (draft, step->first);
  for (guint i = 0; i < n_points; i++)
    step->path[step->n_path++] = points[i];
  step->path[step->n_path++] = wg_border_draft_point (draft, step->last);
  for (guint i = 0; i < step->n_path; i++)
    step->ring[step->n_ring++] = step->path[i];
  step->ring[step->n_ring++] = wg_border_draft_point (draft, vertex);
  step->box = WG_ENVELOPE_EMPTY;
  for (guint i = 0; i < step->n_ring; i++)
    wg_envelope_add_point (&step->box, step->ring[i]);
}

/* Is the new part a line that does not meet itself? */
static gboolean
is_simple (const Step *step)
{
  const WgPoint *path = step->path;
  guint n = step->n_path;

  for (guint i = 0; i + 1 < n; i++)
    if (wg_point_equal (path[i], path[i + 1]))
      return FALSE;
  for (guint i = 0; i + 2 < n; i++)
    if (wg_point_on_segment (path[i], path[i + 1], path[i + 2])
        || wg_point_on_segment (path[i + 2], path[i], path[i + 1]))
      return FALSE;
  if (n < 4)
    return TRUE;
  return !(wg_point_side (path[0], path[1], path[2]) * wg_point_side (path[0], path[1], path[3]) <= 0
           && wg_point_side (path[2], path[3], path[0]) * wg_point_side (path[2], path[3], path[1])
                <= 0)
         || wg_point_equal (path[0], path[3]);
}

/* Does the new segment @i meet c-d anywhere but in an end of the new part that is an end of c-d
 * too? */
static gboolean
meets (const Step *step, guint i, WgPoint c, WgPoint d)
{
  WgPoint p = step->path[i], q = step->path[i + 1], ends[2] = { c, d };
  gboolean is_p_fixed = i == 0, is_q_fixed = i + 2 == step->n_path;

  if (wg_point_side (p, q, c) * wg_point_side (p, q, d) < 0
      && wg_point_side (c, d, p) * wg_point_side (c, d, q) < 0)
    return TRUE;
  if ((wg_point_equal (p, c) && wg_point_equal (q, d))
      || (wg_point_equal (p, d) && wg_point_equal (q, c)))
    return TRUE;
  for (guint k = 0; k < 2; k++)
    if (wg_point_on_segment (ends[k], p, q) && !(is_p_fixed && wg_point_equal (ends[k], p))
        && !(is_q_fixed && wg_point_equal (ends[k], q)))
      return TRUE;
  if (wg_point_on_segment (p, c, d)
      && !(is_p_fixed && (wg_point_equal (p, c) || wg_point_equal (p, d))))
    return TRUE;
  return wg_point_on_segment (q, c, d)
         && !(is_q_fixed && (wg_point_equal (q, c) || wg_point_equal (q, d)));
}

/* Even-odd; exact. */
static gboolean
is_inside (const Step *step, WgPoint p)
{
  gboolean is_in = FALSE;

  for (guint i = 0; i < step->n_ring; i++)
    {
      WgPoint a = step->ring[i], b = step->ring[(i + 1) % step->n_ring];
      WgPoint low = a.y < b.y ? a : b, high = a.y < b.y ? b : a;

      if (low.y <= p.y && p.y < high.y && wg_point_side (low, high, p) > 0)
        is_in = !is_in;
    }
  return is_in;
}

/* Is the segment clear of the new part, and not passed over by it? Nothing crosses the old part, so
 * that a segment which does not meet the new one is passed over whole or not at all. */
static gboolean
is_clear_of (const Step *step, WgPoint c, WgPoint d)
{
  WgPoint ends[2] = { c, d };
  WgPoint first = step->path[0], last = step->path[step->n_path - 1];

  for (guint i = 0; i + 1 < step->n_path; i++)
    if (meets (step, i, c, d))
      return FALSE;
  for (guint k = 0; k < 2; k++)
    if (wg_envelope_contains (&step->box, ends[k]) && !wg_point_equal (ends[k], first)
        && !wg_point_equal (ends[k], last) && is_inside (step, ends[k]))
      return FALSE;
  return TRUE;
}

static gboolean
is_clear (WgBorderDraft *draft, const Step *step)
{
  g_array_set_size (draft->near, 0);
  wg_arc_index_query (&draft->index, &step->box, draft->near);
  for (guint i = 0; i < draft->near->len; i++)
    {
      guint32 number = g_array_index (draft->near, guint32, i), place = number / 2 - 1;
      WgPoint c, d;
      WgEnvelope box;

      if (number & 1)
        {
          c = g_array_index (draft->obstacles, WgPoint, 2 * place);
          d = g_array_index (draft->obstacles, WgPoint, 2 * place + 1);
        }
      else if (place == step->first || place == step->vertex)
        continue;
      else
        {
          c = wg_border_draft_point (draft, place);
          d = wg_border_draft_point (draft, wg_border_draft_after (draft, place));
        }
      box = segment_box (c, d);
      if (wg_envelope_intersects (&box, &step->box) && !is_clear_of (step, c, d))
        return FALSE;
    }
  return TRUE;
}

void
wg_border_draft_init (WgBorderDraft *draft)
{
  *draft = (WgBorderDraft){ 0 };
  draft->points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  draft->before = g_array_new (FALSE, FALSE, sizeof (guint32));
  draft->after = g_array_new (FALSE, FALSE, sizeof (guint32));
  draft->obstacles = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  draft->near = g_array_new (FALSE, FALSE, sizeof (guint32));
}

void
wg_border_draft_clear (WgBorderDraft *draft)
{
  g_clear_pointer (&draft->points, g_array_unref);
  g_clear_pointer (&draft->before, g_array_unref);
  g_clear_pointer (&draft->after, g_array_unref);
  g_clear_pointer (&draft->obstacles, g_array_unref);
  g_clear_pointer (&draft->near, g_array_unref);
  wg_arc_index_clear (&draft->index);
}

void
wg_border_draft_reset (WgBorderDraft *draft)
{
  g_array_set_size (draft->points, 0);
  g_array_set_size (draft->before, 0);
  g_array_set_size (draft->after, 0);
  g_array_set_size (draft->obstacles, 0);
  wg_arc_index_clear (&draft->index);
}

void
wg_border_draft_add_obstacle (WgBorderDraft *draft, WgPoint a, WgPoint b)
{
  WgEnvelope box = segment_box (a, b);

  g_array_append_val (draft->obstacles, a);
  g_array_append_val (draft->obstacles, b);
  wg_arc_index_add (&draft->index, number_of_obstacle (draft->obstacles->len / 2 - 1), &box);
}

void
wg_border_draft_set_line (WgBorderDraft *draft, const WgPoint *points, guint n_points)
{
  for (guint32 at = 0; draft->points->len > 0 && wg_border_draft_after (draft, at) != WG_DRAFT_NONE;
       at = wg_border_draft_after (draft, at))
    remove_own (draft, at);
  g_array_set_size (draft->points, 0);
  g_array_append_vals (draft->points, points, n_points);
  g_array_set_size (draft->before, n_points);
  g_array_set_size (draft->after, n_points);
  for (guint32 i = 0; i < n_points; i++)
    {
      g_array_index (draft->before, guint32, i) = i > 0 ? i - 1 : WG_DRAFT_NONE;
      g_array_index (draft->after, guint32, i) = i + 1 < n_points ? i + 1 : WG_DRAFT_NONE;
    }
  for (guint32 i = 0; i + 1 < n_points; i++)
    add_own (draft, i);
}

void
wg_border_draft_get_line (const WgBorderDraft *draft, GArray *points_out)
{
  guint32 at = 0;

  while (at != WG_DRAFT_NONE)
    {
      g_array_append_val (points_out, g_array_index (draft->points, WgPoint, at));
      at = wg_border_draft_after (draft, at);
    }
}

gboolean
wg_border_draft_replace (WgBorderDraft *draft, guint32 vertex, const WgPoint *points,
                         guint n_points)
{
  Step step;
  guint32 at = 0;

  g_return_val_if_fail (n_points <= WG_DRAFT_MAX_NEW, FALSE);

  step_init (&step, draft, vertex, points, n_points);
  if (!is_simple (&step) || !is_clear (draft, &step))
    return FALSE;
  remove_own (draft, step.first);
  remove_own (draft, vertex);
  at = step.first;
  for (guint i = 0; i < n_points; i++)
    {
      guint32 fresh = draft->points->len, none = WG_DRAFT_NONE;

      g_array_append_val (draft->points, points[i]);
      g_array_append_val (draft->before, none);
      g_array_append_val (draft->after, none);
      link_vertices (draft, at, fresh);
      at = fresh;
    }
  link_vertices (draft, at, step.last);
  for (at = step.first; at != step.last; at = wg_border_draft_after (draft, at))
    add_own (draft, at);
  g_array_index (draft->before, guint32, vertex) = WG_DRAFT_NONE;
  g_array_index (draft->after, guint32, vertex) = WG_DRAFT_NONE;
  return TRUE;
}
