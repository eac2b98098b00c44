/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-redraw-work"

#include "wg-redraw-work.h"

#include "../geometry/wg-coverage-measure.h"
#include "../geometry/wg-coverage-shape.h"

#include <math.h>

#define CONTACT_REACH 5.0 /* mm that noding may have moved a contact off the stroke */

typedef struct
{
  guint32 owner;
  double length;
} Claim;

/* The reading that each cut face keeps one piece. */
typedef struct
{
  const WgRedrawWork *work;
  WgIdMap moving;
} Keeping;

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

static void
add_claim (GArray *claims, guint32 owner, double length)
{
  Claim claim = { owner, length };

  for (guint i = 0; i < claims->len; i++)
    if (g_array_index (claims, Claim, i).owner == owner)
      {
        g_array_index (claims, Claim, i).length += length;
        return;
      }
  g_array_append_val (claims, claim);
}

static const Claim *
best_claim (const GArray *claims)
{
  const Claim *best = NULL;

  for (guint i = 0; i < claims->len; i++)
    {
      const Claim *claim = &g_array_index (claims, Claim, i);

      if (best == NULL || claim->length > best->length
          || (claim->length == best->length && claim->owner < best->owner))
        best = claim;
    }
  return best;
}

static WgFaceId
across (const WgRedrawWork *work, WgHalfEdge half_edge)
{
  return wg_coverage_left_face (work->coverage, WG_HALF_EDGE_TWIN (half_edge));
}

/* Who gets @face? G_MAXUINT32: nobody says. @given: what neighbours got; NULL: ask the claims. */
static guint32
find_taker (const WgRedrawWork *work, WgFaceId face, WgClaims claims, gpointer user_data,
            const WgIdMap *given)
{
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (Claim));
  const Claim *best = NULL;

  wg_coverage_face_edges (work->coverage, face, edges);
  for (guint i = 0; i < edges->len; i++)
    {
      WgHalfEdge at = g_array_index (edges, WgHalfEdge, i);
      WgFaceId other = across (work, at);

      if (given == NULL && claims (at, user_data))
        add_claim (sums, wg_coverage_owner (work->coverage, other),
                   wg_coverage_arc_length (work->coverage, WG_HALF_EDGE_ARC (at)));
      if (given != NULL && wg_id_map_has (given, other))
        add_claim (sums, wg_id_map_get (given, other, 0),
                   wg_coverage_arc_length (work->coverage, WG_HALF_EDGE_ARC (at)));
    }
  best = best_claim (sums);
  return best != NULL ? best->owner : G_MAXUINT32;
}

static void
add_move (const WgRedrawWork *work, WgFaceId face, guint32 owner, WgRedrawMoves *moves)
{
  if (owner == wg_coverage_owner (work->coverage, face)
      && wg_redraw_work_whole (work, face) != WG_FACE_OUTSIDE)
    return;
  if (owner == 0 && wg_redraw_work_whole (work, face) == WG_FACE_OUTSIDE)
    return;
  g_array_append_val (moves->faces, face);
  g_array_append_val (moves->owners, owner);
  moves->area_m2 += (double) wg_coverage_face_area2 (work->coverage, face) / 2e6;
}

static void
collect_strokes (WgRedrawWork *work)
{
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));
  WgIdMap seen = { 0 };

  for (guint i = 0; i < work->cuts->len; i++)
    {
      const WgFaceCut *cut = g_ptr_array_index (work->cuts, i);

      for (guint k = 0; k < cut->pieces->len; k++)
        wg_coverage_face_edges (work->coverage, g_array_index (cut->pieces, WgFaceId, k), edges);
    }
  for (guint i = 0; i < edges->len; i++)
    {
      WgHalfEdge at = g_array_index (edges, WgHalfEdge, i);
      WgArcId arc = WG_HALF_EDGE_ARC (at);

      if (wg_redraw_work_is_new (work, at) && wg_id_map_set (&seen, arc, 1))
        g_array_append_val (work->strokes, arc);
    }
  wg_id_map_clear (&seen);
}

static gboolean
has_old_border (const WgRedrawWork *work, WgFaceId face)
{
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));

  wg_coverage_face_edges (work->coverage, face, edges);
  for (guint i = 0; i < edges->len; i++)
    if (!wg_redraw_work_is_new (work, g_array_index (edges, WgHalfEdge, i)))
      return TRUE;
  return FALSE;
}

static gboolean
may_claim_cb (WgHalfEdge half_edge, gpointer user_data)
{
  Keeping *keeping = user_data;
  const WgRedrawWork *work = keeping->work;
  WgFaceId face = wg_coverage_left_face (work->coverage, half_edge);
  WgFaceId other = across (work, half_edge);

  return !wg_id_map_has (&keeping->moving, other) && !wg_redraw_work_is_new (work, half_edge)
         && wg_coverage_owner (work->coverage, other) != wg_coverage_owner (work->coverage, face);
}

/* Where along the stroke a point lies: segment and part of it; the first or the last place. */
static double
find_on_line (const WgPoint *line, guint n_points, WgPoint p, gboolean is_last)
{
  double found = -1.0;

  for (guint i = 1; i < n_points; i++)
    {
      double dx = line[i].x - line[i - 1].x, dy = line[i].y - line[i - 1].y;
      double px = p.x - line[i - 1].x, py = p.y - line[i - 1].y;
      double length2 = dx * dx + dy * dy;
      double t = length2 > 0 ? CLAMP ((px * dx + py * dy) / length2, 0.0, 1.0) : 0.0;

      if (hypot (px - t * dx, py - t * dy) > CONTACT_REACH)
        continue;
      found = i - 1 + t;
      if (!is_last)
        break;
    }
  return found;
}

/* The half-edges that leave the same node as @from. */
static void
collect_star (const WgCoverage *coverage, WgHalfEdge from, GArray *star)
{
  WgHalfEdge at = from;

  do
    {
      g_array_append_val (star, at);
      at = wg_coverage_next (coverage, WG_HALF_EDGE_TWIN (at));
    }
  while (at != from);
}

static gboolean
is_contact (const WgRedrawWork *work, const GArray *star)
{
  for (guint i = 0; i < star->len; i++)
    if (!wg_redraw_work_is_new (work, g_array_index (star, WgHalfEdge, i)))
      return TRUE;
  return FALSE;
}

/* A half-edge at the first or last border that the stroke meets; 0 for none. */
static WgHalfEdge
find_contact (const WgRedrawWork *work, const WgPoint *line, guint n_points, gboolean is_last)
{
  g_autoptr (GArray) star = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));
  WgHalfEdge best = 0;
  double best_place = 0.0;

  for (guint i = 0; i < work->strokes->len * 2; i++)
    {
      WgArcId id = g_array_index (work->strokes, WgArcId, i / 2);
      WgHalfEdge out = WG_HALF_EDGE (id, i % 2);
      const WgArc *arc = wg_coverage_arc (work->coverage, id);
      WgPoint p = wg_coverage_node_point (work->coverage, i % 2 ? arc->end : arc->start);
      double place = 0.0;

      g_array_set_size (star, 0);
      collect_star (work->coverage, out, star);
      if (!is_contact (work, star))
        continue;
      place = find_on_line (line, n_points, p, is_last);
      if (place < 0.0 || (best != 0 && (is_last ? place <= best_place : place >= best_place)))
        continue;
      best = out;
      best_place = place;
    }
  return best;
}

/* How many wedges of a node each grid holds, with those below it; the deepest owners apart. */
static guint
count_wedges (const WgRedrawWork *work, WgHalfEdge out, GHashTable *counts, GHashTable *owners)
{
  g_autoptr (GArray) star = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));

  collect_star (work->coverage, out, star);
  for (guint i = 0; i < star->len; i++)
    {
      guint32 owner = wg_coverage_owner (
        work->coverage,
        wg_coverage_left_face (work->coverage, g_array_index (star, WgHalfEdge, i)));

      g_hash_table_add (owners, GUINT_TO_POINTER (owner));
      for (const WgGrid *grid = wg_plan_get_grid (work->plan, owner); grid != NULL;
           grid = wg_plan_get_grid (work->plan, grid->parent))
        {
          gpointer key = GUINT_TO_POINTER (grid->id);
          guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));
          g_hash_table_insert (counts, key, GUINT_TO_POINTER (n + 1));
        }
    }
  return star->len;
}

static gboolean
is_part (GHashTable *counts, gpointer key, guint n_all)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));

  return n > 0 && n < n_all;
}

WgRedrawMoves *
wg_redraw_moves_new (void)
{
  WgRedrawMoves *moves = g_new0 (WgRedrawMoves, 1);

  moves->faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  moves->owners = g_array_new (FALSE, FALSE, sizeof (guint32));
  return moves;
}

void
wg_redraw_moves_free (WgRedrawMoves *moves)
{
  if (moves == NULL)
    return;
  g_array_unref (moves->faces);
  g_array_unref (moves->owners);
  g_free (moves);
}

void
wg_redraw_work_init (WgRedrawWork *work, WgPlan *plan, const GPtrArray *cuts)
{
  *work = (WgRedrawWork){ plan, wg_plan_get_coverage (plan), cuts };
  work->strokes = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  work->readings = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_redraw_moves_free);
  for (guint i = 0; i < cuts->len; i++)
    {
      const WgFaceCut *cut = g_ptr_array_index (cuts, i);

      for (guint k = 0; k < cut->pieces->len; k++)
        wg_id_map_set (&work->whole_of, g_array_index (cut->pieces, WgFaceId, k), cut->whole);
    }
  collect_strokes (work);
}

void
wg_redraw_work_clear (WgRedrawWork *work)
{
  wg_id_map_clear (&work->whole_of);
  g_clear_pointer (&work->strokes, g_array_unref);
  g_clear_pointer (&work->readings, g_ptr_array_unref);
}

WgFaceId
wg_redraw_work_whole (const WgRedrawWork *work, WgFaceId face)
{
  return wg_id_map_get (&work->whole_of, face, face);
}

gboolean
wg_redraw_work_is_new (const WgRedrawWork *work, WgHalfEdge half_edge)
{
  const WgArc *arc = wg_coverage_arc (work->coverage, WG_HALF_EDGE_ARC (half_edge));

  return wg_redraw_work_whole (work, arc->left) == wg_redraw_work_whole (work, arc->right);
}

void
wg_redraw_share_out (const WgRedrawWork *work, const GArray *moving, WgClaims claims,
                     gpointer user_data, WgRedrawMoves *moves)
{
  g_autoptr (GArray) left = g_array_copy ((GArray *) moving);
  WgIdMap given = { 0 };

  for (gboolean is_first = TRUE;; is_first = FALSE)
    {
      g_autoptr (GArray) owners = g_array_new (FALSE, FALSE, sizeof (guint32));
      guint n_left = 0;

      for (guint i = 0; i < left->len; i++)
        {
          guint32 owner = find_taker (work, g_array_index (left, WgFaceId, i), claims, user_data,
                                      is_first ? NULL : &given);
          g_array_append_val (owners, owner);
        }
      for (guint i = 0; i < left->len; i++)
        {
          WgFaceId face = g_array_index (left, WgFaceId, i);
          guint32 owner = g_array_index (owners, guint32, i);

          if (owner == G_MAXUINT32)
            {
              g_array_index (left, WgFaceId, n_left++) = face;
              continue;
            }
          wg_id_map_set (&given, face, owner);
          add_move (work, face, owner, moves);
        }
      if (n_left == 0 || (n_left == left->len && !is_first))
        break;
      g_array_set_size (left, n_left);
    }
  wg_id_map_clear (&given);
}

/* The largest piece of a cut (flipped: the second) that has an old border: others are loops. */
static guint
find_kept (const WgRedrawWork *work, const WgFaceCut *cut, gboolean is_flipped)
{
  guint kept = G_MAXUINT;

  for (guint i = 0; cut->whole != WG_FACE_OUTSIDE && i < cut->pieces->len; i++)
    {
      if (!has_old_border (work, g_array_index (cut->pieces, WgFaceId, i)))
        continue;
      if (kept != G_MAXUINT)
        return i;
      kept = i;
      if (!is_flipped)
        return kept;
    }
  return kept;
}

WgRedrawMoves *
wg_redraw_read_cuts (const WgRedrawWork *work, gboolean is_flipped)
{
  Keeping keeping = { work };
  g_autoptr (GArray) moving = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  WgRedrawMoves *moves = wg_redraw_moves_new ();

  for (guint i = 0; i < work->cuts->len; i++)
    {
      const WgFaceCut *cut = g_ptr_array_index (work->cuts, i);
      guint kept = find_kept (work, cut, is_flipped);

      for (guint k = 0; k < cut->pieces->len; k++)
        {
          WgFaceId face = g_array_index (cut->pieces, WgFaceId, k);

          if (k == kept)
            continue;
          g_array_append_val (moving, face);
          wg_id_map_set (&keeping.moving, face, 1);
        }
    }
  wg_redraw_share_out (work, moving, may_claim_cb, &keeping, moves);
  wg_id_map_clear (&keeping.moving);
  if (moves->faces->len == 0)
    g_clear_pointer (&moves, wg_redraw_moves_free);
  return moves;
}

GArray *
wg_redraw_find_ends (const WgRedrawWork *work, const WgPoint *line, guint n_points,
                     GArray *owners_out)
{
  g_autoptr (GHashTable) first_counts = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) last_counts = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) first_owners = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) last_owners = g_hash_table_new (NULL, NULL);
  GArray *grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  GHashTableIter iter;
  gpointer key = NULL;
  WgHalfEdge first = find_contact (work, line, n_points, FALSE);
  WgHalfEdge last = find_contact (work, line, n_points, TRUE);
  guint n_first = 0, n_last = 0;

  if (first == 0 || last == 0)
    return grids;
  n_first = count_wedges (work, first, first_counts, first_owners);
  n_last = count_wedges (work, last, last_counts, last_owners);
  g_hash_table_iter_init (&iter, first_counts);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (is_part (first_counts, key, n_first) && is_part (last_counts, key, n_last))
      {
        guint32 id = GPOINTER_TO_UINT (key);
        g_array_append_val (grids, id);
      }
  g_hash_table_iter_init (&iter, first_owners);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_hash_table_contains (last_owners, key))
      {
        guint32 id = GPOINTER_TO_UINT (key);
        g_array_append_val (owners_out, id);
      }
  g_array_sort (grids, compare_ids);
  return grids;
}
