/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import"

#include "wg-import-private.h"

#include "../geometry/wg-coverage-edit.h"
#include "../geometry/wg-coverage-measure.h"
#include "../geometry/wg-coverage-shape.h"
#include "../geometry/wg-difference.h"

/* Of an outline that is searched for slots: islands by the thousand are no land of one project. */
#define MOST_RINGS 3000
#define MOST_POINTS 60000

/* A grid beside what was cut out of the outside. */
typedef struct
{
  guint32 owner;
  double length; /* of the common border, mm */
} Neighbour;

static void
drop_holes (WgShape *outline)
{
  g_autoptr (WgShape) whole = wg_shape_copy (outline);

  wg_shape_clear (outline);
  for (guint i = 0, part = 0; i < whole->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (whole, i);

      if (!ring->is_hole)
        wg_shape_add_ring (outline, &WG_SHAPE_POINT (whole, ring->first), ring->n_points, part++,
                           FALSE);
    }
}

/* The outline of the land; FALSE when there is none, or too much of it. */
static gboolean
find_outline (const WgCoverage *coverage, WgShape *outline)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  g_autoptr (GHashTable) at_rim = g_hash_table_new (NULL, NULL);

  /* The faces at the rim are enough: what closes inside them is no outside. */
  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);

      if (arc != NULL && arc->left == WG_FACE_OUTSIDE && arc->right != WG_FACE_OUTSIDE)
        g_hash_table_add (at_rim, GUINT_TO_POINTER (arc->right));
      else if (arc != NULL && arc->right == WG_FACE_OUTSIDE && arc->left != WG_FACE_OUTSIDE)
        g_hash_table_add (at_rim, GUINT_TO_POINTER (arc->left));
    }
  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    if (g_hash_table_contains (at_rim, GUINT_TO_POINTER (face)))
      g_array_append_val (faces, face);
  if (faces->len == 0)
    return FALSE;
  wg_coverage_dissolve (coverage, (const WgFaceId *) faces->data, faces->len, outline);
  if (outline->rings->len > MOST_RINGS || outline->points->len > MOST_POINTS)
    return FALSE;
  drop_holes (outline);
  return TRUE;
}

static void
add_neighbour (GArray *neighbours, guint32 owner, double length)
{
  Neighbour neighbour = { owner, length };

  for (guint i = 0; i < neighbours->len; i++)
    {
      Neighbour *other = &g_array_index (neighbours, Neighbour, i);

      if (other->owner == owner)
        {
          other->length += length;
          return;
        }
    }
  g_array_append_val (neighbours, neighbour);
}

/* Who lies beside the faces that were cut out of the outside. */
static GArray *
find_neighbours (const WgCoverage *coverage, const GArray *pieces)
{
  GArray *neighbours = g_array_new (FALSE, FALSE, sizeof (Neighbour));
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));

  for (guint i = 0; i < pieces->len; i++)
    {
      g_array_set_size (edges, 0);
      wg_coverage_face_edges (coverage, g_array_index (pieces, WgFaceId, i), edges);
      for (guint j = 0; j < edges->len; j++)
        {
          WgHalfEdge edge = g_array_index (edges, WgHalfEdge, j);
          guint32 owner = wg_coverage_owner (
            coverage, wg_coverage_left_face (coverage, WG_HALF_EDGE_TWIN (edge)));

          if (owner != 0)
            add_neighbour (neighbours, owner,
                           wg_coverage_arc_length (coverage, WG_HALF_EDGE_ARC (edge)));
        }
    }
  return neighbours;
}

/* The new grid with the longest border, when another one lies there, too; else 0: a bay in one
 * grid's own border is its shape, and what was there before is not touched. */
static guint32
choose_winner (const WgImport *import, const GArray *neighbours)
{
  const Neighbour *best = NULL;

  for (guint i = 0; i < neighbours->len && neighbours->len > 1; i++)
    {
      const Neighbour *neighbour = &g_array_index (neighbours, Neighbour, i);

      if (wg_import_is_new (import, neighbour->owner)
          && (best == NULL || neighbour->length > best->length
              || (neighbour->length == best->length && neighbour->owner < best->owner)))
        best = neighbour;
    }
  return best != NULL ? best->owner : 0;
}

static gboolean
refuse_cb (WgFaceId face, guint32 owner, gpointer user_data)
{
  return FALSE;
}

/* The faces that the slot became. */
static const GArray *
find_pieces (const GPtrArray *cuts)
{
  for (guint i = 0; i < cuts->len; i++)
    if (((const WgFaceCut *) g_ptr_array_index (cuts, i))->whole == WG_FACE_OUTSIDE)
      return ((const WgFaceCut *) g_ptr_array_index (cuts, i))->pieces;
  return NULL;
}

static double
give_away (WgCoverage *coverage, WgCoverageChange *change, const GArray *pieces, guint32 winner,
           GError **error)
{
  g_autofree guint32 *owners = g_new (guint32, pieces->len);
  double area_m2 = 0.0;

  for (guint i = 0; i < pieces->len; i++)
    {
      owners[i] = winner;
      area_m2 += (double) wg_coverage_face_area2 (coverage, g_array_index (pieces, WgFaceId, i))
                 / 2e6;
    }
  wg_coverage_set_owners (coverage, change, (const WgFaceId *) pieces->data, owners, pieces->len);
  return wg_coverage_merge_owned (coverage, change, (const WgFaceId *) pieces->data, pieces->len,
                                  error)
           ? area_m2
           : -1.0;
}

static void
tell_slot (WgImport *import, const WgSlot *slot)
{
  WgDecision decision = { WG_DECISION_SLOT_LEFT, 0, 0, slot->area_m2, slot->width_m, slot->place };

  g_array_append_val (import->decisions, decision);
}

/* The slot becomes a face and goes to one of its neighbours; or all is as it was, and told. */
static gboolean
close_slot (WgImport *import, const WgSlot *slot, GError **error)
{
  WgCoverage *coverage = import->result->coverage;
  const WgCarve carve = { .shape = slot->shape, .takes_outside = TRUE, .filter = refuse_cb };
  WgDecision decision = { WG_DECISION_GAP_CLOSED, 0, 0, 0.0, slot->width_m, slot->place };
  g_autoptr (GPtrArray) cuts = NULL;
  g_autoptr (WgCoverageChange) change = wg_coverage_carve (coverage, &carve, &cuts, NULL);
  const GArray *pieces = change != NULL && cuts != NULL ? find_pieces (cuts) : NULL;
  g_autoptr (GArray) neighbours = pieces != NULL ? find_neighbours (coverage, pieces) : NULL;

  decision.winner = neighbours != NULL ? choose_winner (import, neighbours) : 0;
  if (decision.winner == 0)
    {
      tell_slot (import, slot);
      return change == NULL || wg_coverage_apply (coverage, change, TRUE, error);
    }
  decision.area_m2 = give_away (coverage, change, pieces, decision.winner, error);
  if (decision.area_m2 < 0.0)
    return FALSE;
  g_array_append_val (import->result->decisions, decision);
  return TRUE;
}

gboolean
wg_import_close_slots (WgImport *import, GError **error)
{
  const WgCoverage *coverage = import->result->coverage;
  g_autoptr (WgShape) outline = wg_shape_new ();
  g_autoptr (GArray) slots = NULL;

  if (import->report->sliver_width_m <= 0.0 || !find_outline (coverage, outline))
    return TRUE;
  slots = wg_shape_find_slots (outline, import->report->sliver_width_m);
  for (guint i = 0; i < slots->len; i++)
    {
      const WgSlot *slot = &g_array_index (slots, WgSlot, i);

      if (wg_coverage_face_at (coverage, slot->place) != WG_FACE_OUTSIDE)
        continue;
      /* An update answers for the chosen rows only. */
      if (import->update != NULL)
        tell_slot (import, slot);
      else if (!close_slot (import, slot, error))
        return FALSE;
    }
  return TRUE;
}
