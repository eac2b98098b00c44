/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-redraw-regions"

#include "wg-redraw-work.h"

#include "../geometry/wg-coverage-measure.h"
#include "../geometry/wg-coverage-shape.h"

#define MAX_FLIP_FACES 4000 /* the other reading is for what a person draws around */

typedef enum
{
  PART_STAYS,
  PART_MOVES,
  PART_POCKET, /* not decided: it meets the stroke only */
} PartState;

/* Land on one side of the subject's border that hangs together and that the stroke does not cut,
 * as far as it is known. */
typedef struct
{
  GArray *faces; /* of WgFaceId */
  GArray *queue; /* of WgFaceId: those of them whose neighbours are still to be looked at */
  double area2;
  gboolean is_inside;   /* land of the subject */
  gboolean is_infinite; /* has the outside */
  gboolean has_border;  /* meets the subject's border */
  guint root;           /* the part that it became one with */
  guint region;         /* a part of the same region, of which they all are when it is uncut */
  PartState state;
} Part;

typedef struct
{
  const WgRedrawWork *work;
  const WgGrid *subject;
  gboolean is_flipped;
  GArray *parts;   /* of Part */
  WgIdMap part_of; /* face -> a part */
  guint n_faces;
} Regions;

#define PART(regions, i) g_array_index ((regions)->parts, Part, (i))

static gboolean
is_inside (const Regions *regions, WgFaceId face)
{
  guint32 owner = wg_coverage_owner (regions->work->coverage, face);

  return owner != 0
         && wg_plan_get_ancestor (regions->work->plan, owner, regions->subject->depth)
              == regions->subject->id;
}

static guint
find_root (const Regions *regions, guint part)
{
  while (PART (regions, part).root != part)
    part = PART (regions, part).root;
  return part;
}

static guint
find_region (const Regions *regions, guint part)
{
  while (PART (regions, part).region != part)
    part = PART (regions, part).region;
  return part;
}

static void
clear_part (gpointer data)
{
  Part *part = data;

  g_array_unref (part->faces);
  g_array_unref (part->queue);
}

static void
add_face (Regions *regions, guint place, WgFaceId face)
{
  Part *part = &PART (regions, place);

  wg_id_map_set (&regions->part_of, face, place);
  if (face == WG_FACE_OUTSIDE)
    {
      part->is_infinite = TRUE;
      return;
    }
  regions->n_faces++;
  part->area2 += (double) wg_coverage_face_area2 (regions->work->coverage, face);
  g_array_append_val (part->faces, face);
  g_array_append_val (part->queue, face);
}

static void
add_part (Regions *regions, WgFaceId face)
{
  Part part = { g_array_new (FALSE, FALSE, sizeof (WgFaceId)),
                g_array_new (FALSE, FALSE, sizeof (WgFaceId)) };

  part.is_inside = is_inside (regions, face);
  part.root = part.region = regions->parts->len;
  g_array_append_val (regions->parts, part);
  add_face (regions, part.root, face);
}

static void
join_parts (Regions *regions, guint a, guint b)
{
  Part *into = NULL, *from = NULL;

  a = find_root (regions, a);
  b = find_root (regions, b);
  if (a == b)
    return;
  into = &PART (regions, a);
  from = &PART (regions, b);
  if (into->faces->len < from->faces->len)
    {
      Part *other = into;
      into = from;
      from = other;
      a = b;
    }
  from->root = a;
  g_array_append_vals (into->faces, from->faces->data, from->faces->len);
  g_array_append_vals (into->queue, from->queue->data, from->queue->len);
  g_array_set_size (from->faces, 0);
  g_array_set_size (from->queue, 0);
  into->area2 += from->area2;
  into->is_infinite |= from->is_infinite;
  into->has_border |= from->has_border;
}

/* A part for each piece, and the outside where it was cut; the pieces of one face are of a region. */
static void
add_pieces (Regions *regions)
{
  const GPtrArray *cuts = regions->work->cuts;

  for (guint i = 0; i < cuts->len; i++)
    {
      const WgFaceCut *cut = g_ptr_array_index (cuts, i);
      guint first = regions->parts->len;

      if (cut->whole == WG_FACE_OUTSIDE)
        add_part (regions, WG_FACE_OUTSIDE);
      for (guint k = 0; k < cut->pieces->len; k++)
        add_part (regions, g_array_index (cut->pieces, WgFaceId, k));
      for (guint k = first; k < regions->parts->len; k++)
        PART (regions, k).region = first;
    }
}

static void
join_regions (Regions *regions, guint a, guint b)
{
  a = find_region (regions, a);
  b = find_region (regions, b);
  PART (regions, MAX (a, b)).region = MIN (a, b);
}

/* Looks around one more face of a part. */
static void
grow (Regions *regions, guint place)
{
  const WgCoverage *coverage = regions->work->coverage;
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));
  GArray *queue = PART (regions, place).queue;
  WgFaceId face = g_array_index (queue, WgFaceId, queue->len - 1);

  g_array_set_size (queue, queue->len - 1);
  wg_coverage_face_edges (coverage, face, edges);
  for (guint i = 0; i < edges->len; i++)
    {
      WgHalfEdge at = g_array_index (edges, WgHalfEdge, i);
      WgFaceId other = wg_coverage_left_face (coverage, WG_HALF_EDGE_TWIN (at));
      guint known = wg_id_map_get (&regions->part_of, other, G_MAXUINT);

      if (wg_redraw_work_is_new (regions->work, at))
        continue;
      if (is_inside (regions, other) != PART (regions, place).is_inside)
        {
          PART (regions, find_root (regions, place)).has_border = TRUE;
          continue;
        }
      if (known == G_MAXUINT)
        {
          add_face (regions, find_root (regions, place), other);
          continue;
        }
      join_regions (regions, known, place);
      join_parts (regions, known, place);
    }
}

/* The other parts of the region of @place. */
static void
survey (const Regions *regions, guint place, guint *n_parts, guint *n_open, double *greatest)
{
  guint region = find_region (regions, place);

  *n_parts = *n_open = 0;
  *greatest = 0.0;
  for (guint i = 0; i < regions->parts->len; i++)
    {
      const Part *part = &PART (regions, i);

      if (part->root != i || i == place || find_region (regions, i) != region)
        continue;
      ++*n_parts;
      if (part->queue->len > 0 && !part->is_infinite)
        ++*n_open;
      else if (part->is_infinite)
        *greatest = G_MAXDOUBLE;
      else if (part->has_border)
        *greatest = MAX (*greatest, part->area2);
    }
}

static gboolean
needs_growth (const Regions *regions, guint place)
{
  const Part *part = &PART (regions, place);
  guint n_parts = 0, n_open = 0;
  double greatest = 0.0;

  if (part->root != place || part->queue->len == 0 || part->is_infinite)
    return FALSE;
  survey (regions, place, &n_parts, &n_open, &greatest);
  if (n_parts == 0)
    return FALSE;
  return n_open > 0 || part->area2 < greatest || (regions->is_flipped && part->is_inside);
}

/* Grows all parts in turn until of each region all are known but the one that is larger anyway. */
static gboolean
grow_all (Regions *regions)
{
  for (gboolean is_going = TRUE; is_going;)
    {
      is_going = FALSE;
      for (guint i = 0; i < regions->parts->len; i++)
        if (needs_growth (regions, i))
          {
            grow (regions, i);
            is_going = TRUE;
          }
      if (regions->is_flipped && regions->n_faces > MAX_FLIP_FACES)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_before (const Part *a, const Part *b)
{
  if (a->is_infinite != b->is_infinite)
    return a->is_infinite;
  return a->area2 > b->area2;
}

/* The part of a region that stays; G_MAXUINT when the region is not cut. */
static guint
find_kept (const Regions *regions, guint region)
{
  guint first = G_MAXUINT, second = G_MAXUINT;

  for (guint i = 0; i < regions->parts->len; i++)
    {
      const Part *part = &PART (regions, i);

      if (part->root != i || find_region (regions, i) != region)
        continue;
      /* An open part is larger than the others, and its border is further off. */
      if (!part->has_border && part->queue->len == 0 && !part->is_infinite)
        continue;
      if (first == G_MAXUINT || is_before (part, &PART (regions, first)))
        {
          second = first;
          first = i;
        }
      else if (second == G_MAXUINT || is_before (part, &PART (regions, second)))
        second = i;
    }
  if (second == G_MAXUINT)
    return first;
  return regions->is_flipped && PART (regions, first).is_inside ? second : first;
}

static void
decide_parts (Regions *regions)
{
  for (guint i = 0; i < regions->parts->len; i++)
    {
      Part *part = &PART (regions, i);

      if (part->root != i)
        continue;
      if (find_kept (regions, find_region (regions, i)) == i)
        part->state = PART_STAYS;
      else
        part->state = part->has_border ? PART_MOVES : PART_POCKET;
    }
}

/* What lies around a pocket for the most part: G_MAXUINT when that is not decided either. */
static guint
look_around_pocket (const Regions *regions, const Part *part)
{
  const WgCoverage *coverage = regions->work->coverage;
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));
  double lengths[2] = { 0.0, 0.0 };

  for (guint i = 0; i < part->faces->len; i++)
    wg_coverage_face_edges (coverage, g_array_index (part->faces, WgFaceId, i), edges);
  for (guint i = 0; i < edges->len; i++)
    {
      WgHalfEdge at = g_array_index (edges, WgHalfEdge, i);
      guint known = wg_id_map_get (&regions->part_of,
                                   wg_coverage_left_face (coverage, WG_HALF_EDGE_TWIN (at)),
                                   G_MAXUINT);
      PartState state = PART_POCKET;

      if (known == G_MAXUINT || !wg_redraw_work_is_new (regions->work, at))
        continue;
      state = PART (regions, find_root (regions, known)).state;
      if (state != PART_POCKET)
        lengths[state] += wg_coverage_arc_length (coverage, WG_HALF_EDGE_ARC (at));
    }
  if (lengths[0] == 0.0 && lengths[1] == 0.0)
    return G_MAXUINT;
  return lengths[PART_MOVES] > lengths[PART_STAYS] ? PART_MOVES : PART_STAYS;
}

static void
decide_pockets (Regions *regions)
{
  gboolean is_going = TRUE;

  while (is_going)
    {
      is_going = FALSE;
      for (guint i = 0; i < regions->parts->len; i++)
        {
          Part *part = &PART (regions, i);
          guint state = G_MAXUINT;

          if (part->root != i || part->state != PART_POCKET)
            continue;
          state = look_around_pocket (regions, part);
          if (state == G_MAXUINT)
            continue;
          part->state = (PartState) state;
          is_going = TRUE;
        }
    }
}

/* The land on the other side of the subject's border. */
static gboolean
is_border_cb (WgHalfEdge half_edge, gpointer user_data)
{
  const Regions *regions = user_data;
  const WgCoverage *coverage = regions->work->coverage;

  return is_inside (regions, wg_coverage_left_face (coverage, half_edge))
         != is_inside (regions, wg_coverage_left_face (coverage, WG_HALF_EDGE_TWIN (half_edge)));
}

static WgRedrawMoves *
collect_moves (Regions *regions)
{
  WgRedrawMoves *moves = wg_redraw_moves_new ();

  for (guint side = 0; side < 2; side++)
    {
      g_autoptr (GArray) moving = g_array_new (FALSE, FALSE, sizeof (WgFaceId));

      for (guint i = 0; i < regions->parts->len; i++)
        {
          const Part *part = &PART (regions, i);

          if (part->root == i && part->state == PART_MOVES && part->is_inside == (side == 1))
            g_array_append_vals (moving, part->faces->data, part->faces->len);
        }
      wg_redraw_share_out (regions->work, moving, is_border_cb, regions, moves);
    }
  if (moves->faces->len == 0)
    g_clear_pointer (&moves, wg_redraw_moves_free);
  return moves;
}

WgRedrawMoves *
wg_redraw_read_subject (const WgRedrawWork *work, const WgGrid *subject, gboolean is_flipped)
{
  Regions regions = { work, subject, is_flipped };
  WgRedrawMoves *moves = NULL;

  regions.parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_array_set_clear_func (regions.parts, clear_part);
  add_pieces (&regions);
  if (grow_all (&regions))
    {
      decide_parts (&regions);
      decide_pockets (&regions);
      moves = collect_moves (&regions);
    }
  g_array_unref (regions.parts);
  wg_id_map_clear (&regions.part_of);
  return moves;
}
