/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-move-touch"

#include "wg-move-private.h"

#include "wg-coverage-shape.h"

#include <math.h>

/* How far a vertex may lie off the line that it was put on by noding, mm; and how far inside a face
 * its sample lies. */
#define MAX_BEND 2.0
#define INSIDE 2.0

/* The loop of an old line and the new one in its place, and the faces that were beside it. */
typedef struct
{
  GArray *loop; /* of WgPoint */
  WgFaceId sides[2];
} Sweep;

/* A face of the cut coverage near the move. */
typedef struct
{
  WgFaceId face;
  WgPoint a, b; /* the longest segment near by that has it on its left */
  WgFaceId across;
  WgFaceId before, after;
  gboolean is_known;
} Patch;

typedef struct
{
  WgMove *move;
  WgCoverage *coverage;
  GArray *sweeps;  /* of Sweep */
  GArray *lines;   /* of WgPoint: two a segment: old lines, new lines, and those slid along */
  GPtrArray *news; /* of GArray of WgPoint: the new lines */
  GArray *patches; /* of Patch */
  WgIdMap places;  /* face -> its place in @patches */
  WgIdMap whole_of;
} Touch;

#define PATCH(touch, i) (&g_array_index ((touch)->patches, Patch, (i)))

static void
clear_sweep (gpointer data)
{
  g_array_unref (((Sweep *) data)->loop);
}

static void
free_points (gpointer data)
{
  g_array_unref (data);
}

static void
touch_init (Touch *touch, WgMove *move, WgCoverage *coverage)
{
  *touch = (Touch){ move, coverage };
  touch->sweeps = g_array_new (FALSE, FALSE, sizeof (Sweep));
  g_array_set_clear_func (touch->sweeps, clear_sweep);
  touch->lines = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  touch->news = g_ptr_array_new_with_free_func (free_points);
  touch->patches = g_array_new (FALSE, FALSE, sizeof (Patch));
}

static void
touch_clear (Touch *touch)
{
  g_array_unref (touch->sweeps);
  g_array_unref (touch->lines);
  g_ptr_array_unref (touch->news);
  g_array_unref (touch->patches);
  wg_id_map_clear (&touch->places);
  wg_id_map_clear (&touch->whole_of);
}

static void
add_segment (Touch *touch, WgPoint a, WgPoint b)
{
  g_array_append_val (touch->lines, a);
  g_array_append_val (touch->lines, b);
}

static void
add_new_line (Touch *touch, WgPoint a, WgPoint b)
{
  GArray *line = NULL;

  if (wg_point_equal (a, b))
    return;
  line = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  g_array_append_val (line, a);
  g_array_append_val (line, b);
  g_ptr_array_add (touch->news, line);
  add_segment (touch, a, b);
}

/* The way of a moved vertex: straight, or along the line that stays. */
static void
append_way (const WgMove *move, guint at, gboolean is_back, GArray *loop)
{
  const WgMoveSlide *slide = move->slides[at];
  WgPoint ends[2] = { move->from[at], move->to[at] };
  const WgPoint *points = slide != NULL ? (const WgPoint *) (gconstpointer) slide->line->data : ends;
  guint n = slide != NULL ? slide->line->len : 2;

  for (guint i = 0; i < n; i++)
    g_array_append_val (loop, points[is_back ? n - 1 - i : i]);
}

static void
add_sweep (Touch *touch, WgArcId arc, GArray *loop)
{
  Sweep sweep = { loop, { touch->coverage->arcs[arc].left, touch->coverage->arcs[arc].right } };

  g_array_append_val (touch->sweeps, sweep);
}

static void
add_sweeps (Touch *touch)
{
  const WgMove *move = touch->move;

  for (guint i = 0; i < move->spokes->len; i++)
    {
      const WgMoveSpoke *spoke = WG_MOVE_SPOKE (move, i);
      GArray *loop = g_array_new (FALSE, FALSE, sizeof (WgPoint));

      g_array_append_val (loop, spoke->end);
      append_way (move, spoke->at, FALSE, loop);
      add_sweep (touch, spoke->arc, loop);
      add_segment (touch, spoke->end, move->from[spoke->at]);
      add_new_line (touch, spoke->end, move->to[spoke->at]);
    }
  if (move->n_moved == 2)
    {
      GArray *loop = g_array_new (FALSE, FALSE, sizeof (WgPoint));

      append_way (move, 0, FALSE, loop);
      append_way (move, 1, TRUE, loop);
      add_sweep (touch, move->bridge, loop);
      add_segment (touch, move->from[0], move->from[1]);
      add_new_line (touch, move->to[0], move->to[1]);
    }
  for (guint at = 0; at < move->n_moved; at++)
    for (guint i = 1; move->slides[at] != NULL && i < move->slides[at]->line->len; i++)
      add_segment (touch, g_array_index (move->slides[at]->line, WgPoint, i - 1),
                   g_array_index (move->slides[at]->line, WgPoint, i));
}

/* Even-odd; exact. */
static gboolean
is_in_loop (const GArray *loop, WgPoint p)
{
  gboolean is_in = FALSE;

  for (guint i = 0; i < loop->len; i++)
    {
      WgPoint a = g_array_index (loop, WgPoint, i);
      WgPoint b = g_array_index (loop, WgPoint, (i + 1) % loop->len);
      WgPoint low = a.y < b.y ? a : b, high = a.y < b.y ? b : a;

      if (low.y <= p.y && p.y < high.y && wg_point_side (low, high, p) > 0)
        is_in = !is_in;
    }
  return is_in;
}

static double
distance_to_line (WgPoint p, WgPoint a, WgPoint b)
{
  double dx = (double) b.x - a.x, dy = (double) b.y - a.y, length2 = dx * dx + dy * dy;
  double along = length2 > 0 ? (((double) p.x - a.x) * dx + ((double) p.y - a.y) * dy) / length2 : 0;

  along = CLAMP (along, 0.0, 1.0);
  return hypot (a.x + along * dx - p.x, a.y + along * dy - p.y);
}

static gboolean
lies_on_move (const Touch *touch, WgPoint p)
{
  for (guint i = 0; i < touch->lines->len; i += 2)
    if (distance_to_line (p, g_array_index (touch->lines, WgPoint, i),
                          g_array_index (touch->lines, WgPoint, i + 1))
        <= MAX_BEND)
      return TRUE;
  return FALSE;
}

/* Does the segment lie on the lines of the move? They have vertices where it has; when nothing was
 * cut it may run along two of them. */
static gboolean
is_of_move (const Touch *touch, WgPoint c, WgPoint d)
{
  for (gint64 i = 0; i <= 4; i++)
    {
      WgPoint p = { (gint32) (((4 - i) * c.x + i * d.x) / 4), (gint32) (((4 - i) * c.y + i * d.y) / 4) };

      if (!lies_on_move (touch, p))
        return FALSE;
    }
  return TRUE;
}

static void
note_segment (Touch *touch, WgFaceId face, WgPoint a, WgPoint b, WgFaceId across)
{
  guint place = wg_id_map_get (&touch->places, face, G_MAXUINT);
  Patch patch = { face, a, b, across };

  if (place == G_MAXUINT)
    {
      patch.before = wg_id_map_get (&touch->whole_of, face, face);
      wg_id_map_set (&touch->places, face, touch->patches->len);
      g_array_append_val (touch->patches, patch);
      return;
    }
  if (wg_point_distance2 (a, b) <= wg_point_distance2 (PATCH (touch, place)->a, PATCH (touch, place)->b))
    return;
  PATCH (touch, place)->a = a;
  PATCH (touch, place)->b = b;
  PATCH (touch, place)->across = across;
}

static void
collect_patches (Touch *touch)
{
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  WgEnvelope box = wg_move_find_box (touch->move);

  wg_coverage_arcs_in (touch->coverage, &box, arcs);
  for (guint i = 0; i < arcs->len; i++)
    {
      const WgArc *arc = &touch->coverage->arcs[g_array_index (arcs, WgArcId, i)];

      for (guint k = 0; k + 1 < arc->line->n_points; k++)
        {
          WgPoint a = arc->line->points[k], b = arc->line->points[k + 1];

          note_segment (touch, arc->left, a, b, arc->right);
          note_segment (touch, arc->right, b, a, arc->left);
        }
    }
}

/* A point of the face a little off the line, which may be bent; FALSE when it is too narrow. */
static gboolean
find_sample (const Touch *touch, const Patch *patch, WgPoint *sample_out)
{
  double dx = (double) patch->b.x - patch->a.x, dy = (double) patch->b.y - patch->a.y;
  double length = hypot (dx, dy);
  WgPoint sample = { (gint32) lround ((patch->a.x + (double) patch->b.x) / 2 - INSIDE * dy / length),
                     (gint32) lround ((patch->a.y + (double) patch->b.y) / 2 + INSIDE * dx / length) };

  if (wg_coverage_face_at (touch->coverage, sample) != patch->face)
    {
      if (patch->face == WG_FACE_OUTSIDE)
        return FALSE;
      sample = wg_coverage_label_point (touch->coverage, patch->face);
      if (wg_coverage_face_at (touch->coverage, sample) != patch->face)
        return FALSE;
    }
  *sample_out = sample;
  return TRUE;
}

static gboolean
is_seen (const GArray *seen, WgFaceId face)
{
  for (guint i = 0; i < seen->len; i++)
    if (g_array_index (seen, WgFaceId, i) == face)
      return TRUE;
  return FALSE;
}

/* Which of the faces before has the patch afterwards? FALSE when not just one does. */
static gboolean
label_patch (const Touch *touch, Patch *patch, WgPoint sample)
{
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  guint n_claims = 0;

  patch->after = patch->before;
  for (guint i = 0; i < touch->sweeps->len; i++)
    for (guint side = 0; side < 2; side++)
      {
        WgFaceId face = g_array_index (touch->sweeps, Sweep, i).sides[side];
        gboolean has = face == patch->before;

        if (is_seen (seen, face))
          continue;
        g_array_append_val (seen, face);
        for (guint k = 0; k < touch->sweeps->len; k++)
          {
            const Sweep *sweep = &g_array_index (touch->sweeps, Sweep, k);

            if ((sweep->sides[0] == face) != (sweep->sides[1] == face)
                && is_in_loop (sweep->loop, sample))
              has = !has;
          }
        if (!has)
          continue;
        patch->after = face;
        n_claims++;
      }
  return n_claims + !is_seen (seen, patch->before) == 1;
}

static gboolean
label_patches (Touch *touch)
{
  for (guint i = 0; i < touch->patches->len; i++)
    {
      Patch *patch = PATCH (touch, i);
      WgPoint sample = patch->a;

      patch->is_known = find_sample (touch, patch, &sample);
      patch->after = patch->before;
      if (!patch->is_known || label_patch (touch, patch, sample))
        continue;
      touch->move->place = sample;
      return FALSE;
    }
  /* What has no room for a sample goes with what lies along it. */
  for (guint i = 0; i < touch->patches->len; i++)
    {
      Patch *patch = PATCH (touch, i);
      guint across = wg_id_map_get (&touch->places, patch->across, G_MAXUINT);

      if (!patch->is_known && patch->face != WG_FACE_OUTSIDE && across != G_MAXUINT
          && PATCH (touch, across)->is_known)
        patch->after = PATCH (touch, across)->after;
    }
  return TRUE;
}

/* Land that changes hands lies between old lines and new ones, and reaches no other border. */
static gboolean
check_rim (const Touch *touch, WgFaceId face)
{
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));

  wg_coverage_face_edges (touch->coverage, face, edges);
  for (guint i = 0; i < edges->len; i++)
    {
      const WgArc *arc = &touch->coverage->arcs[g_array_index (edges, WgHalfEdge, i) >> 1];

      for (guint k = 0; k + 1 < arc->line->n_points; k++)
        if (!is_of_move (touch, arc->line->points[k], arc->line->points[k + 1]))
          {
            touch->move->place = arc->line->points[k];
            return FALSE;
          }
    }
  return TRUE;
}

static gboolean
collect_given (Touch *touch, const WgIdMap *owners, WgTouchingMove *touching)
{
  for (guint i = 0; i < touch->patches->len; i++)
    {
      const Patch *patch = PATCH (touch, i);
      guint32 owner = 0;

      if (patch->after == patch->before)
        continue;
      if (patch->face == WG_FACE_OUTSIDE || (patch->is_known && !check_rim (touch, patch->face)))
        return FALSE;
      owner = wg_id_map_get (owners, patch->after, 0);
      if (owner == wg_coverage_owner (touch->coverage, patch->face) && owner != 0)
        continue;
      g_array_append_val (touching->faces, patch->face);
      g_array_append_val (touching->owners, owner);
    }
  return TRUE;
}

/* Cuts, and says what becomes of the pieces. A cut of nothing is no fault: the new lines may all run
 * along old ones. */
static gboolean
work_out (Touch *touch, WgTouchingMove *touching, GError **error)
{
  WgCarve carve = { .takes_outside = TRUE, .lines = touch->news };
  WgIdMap owners = { 0 };
  g_autoptr (GError) own_error = NULL;
  gboolean is_good = FALSE;

  for (guint i = 0; i < touch->sweeps->len; i++)
    for (guint side = 0; side < 2; side++)
      {
        WgFaceId face = g_array_index (touch->sweeps, Sweep, i).sides[side];
        if (face != WG_FACE_OUTSIDE)
          wg_id_map_set (&owners, face, wg_coverage_owner (touch->coverage, face));
      }
  if (touch->news->len > 0)
    touching->rows = wg_coverage_carve (touch->coverage, &carve, &touching->cuts, &own_error);
  if (own_error != NULL
      && !g_error_matches (own_error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING))
    {
      wg_id_map_clear (&owners);
      g_propagate_error (error, g_steal_pointer (&own_error));
      return FALSE;
    }
  for (guint i = 0; touching->cuts != NULL && i < touching->cuts->len; i++)
    {
      const WgFaceCut *cut = g_ptr_array_index (touching->cuts, i);
      for (guint k = 0; k < cut->pieces->len; k++)
        wg_id_map_set (&touch->whole_of, g_array_index (cut->pieces, WgFaceId, k), cut->whole);
    }
  collect_patches (touch);
  is_good = label_patches (touch) && collect_given (touch, &owners, touching);
  wg_id_map_clear (&owners);
  if (!is_good)
    g_set_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_CROSSING,
                 "the border would cross another one: (%d, %d)", touch->move->place.x,
                 touch->move->place.y);
  else if (touching->faces->len == 0)
    {
      is_good = FALSE;
      g_set_error_literal (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING,
                           "no land changes hands");
    }
  return is_good;
}

WgMoveSlide *
wg_move_slide_new (void)
{
  WgMoveSlide *slide = g_new0 (WgMoveSlide, 1);

  slide->line = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  return slide;
}

void
wg_move_slide_free (WgMoveSlide *slide)
{
  if (slide == NULL)
    return;
  g_array_unref (slide->line);
  g_free (slide);
}

void
wg_touching_move_free (WgTouchingMove *touching)
{
  if (touching == NULL)
    return;
  g_clear_pointer (&touching->rows, wg_coverage_change_free);
  g_clear_pointer (&touching->cuts, g_ptr_array_unref);
  g_array_unref (touching->faces);
  g_array_unref (touching->owners);
  g_free (touching);
}

static gboolean
prepare (WgMove *move, WgMoveKind kind, gint32 reach, WgMoveSlide *const slides[2], GError **error)
{
  WgGeometryError code = WG_GEOMETRY_ERROR_NOTHING;
  gboolean is_collected = FALSE;

  for (guint at = 0; slides != NULL && at < 2; at++)
    move->slides[at] = slides[at];
  is_collected = wg_move_collect (move, kind, reach);
  if (is_collected && wg_move_is_in_range (move))
    return TRUE;
  if (is_collected)
    code = WG_GEOMETRY_ERROR_RANGE;
  g_set_error_literal (error, WG_GEOMETRY_ERROR, code, "there is nothing that could be moved so");
  return FALSE;
}

WgTouchingMove *
wg_coverage_move_touching (WgCoverage *coverage, WgMoveKind kind, const WgPoint from_to[2],
                           gint32 reach, WgMoveSlide *const slides[2], WgPoint *place_out,
                           GError **error)
{
  g_autoptr (WgTouchingMove) touching = g_new0 (WgTouchingMove, 1);
  WgMove move;
  Touch touch;
  gboolean is_good = FALSE;

  touching->faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  touching->owners = g_array_new (FALSE, FALSE, sizeof (guint32));
  wg_move_init (&move, coverage, from_to);
  touch_init (&touch, &move, coverage);
  move.place = from_to[1];
  if (prepare (&move, kind, reach, slides, error))
    {
      add_sweeps (&touch);
      is_good = work_out (&touch, touching, error);
    }
  if (!is_good && touching->rows != NULL
      && !wg_coverage_apply (coverage, touching->rows, TRUE, NULL))
    g_critical ("a move that was refused could not be taken back");
  if (place_out != NULL)
    *place_out = move.place;
  touch_clear (&touch);
  wg_move_clear (&move);
  return is_good ? g_steal_pointer (&touching) : NULL;
}
