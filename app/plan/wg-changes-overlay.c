/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-changes"

#include "wg-changes-private.h"

#include "../base/wg-hash.h"
#include "../geometry/wg-coverage-shape.h"

#define UNKNOWN G_MAXUINT32
#define ROWS_PER_LOOK 256

/* A border of the other moment that the base has not, beside one of its faces. */
typedef struct
{
  WgFaceId face;
  WgArcId arc;
} Side;

/* The direction of a line does not matter. */
static guint
hash_line (gconstpointer data)
{
  const WgLine *line = data;
  WgPoint a = line->points[0], b = line->points[line->n_points - 1];
  guint64 ends = wg_hash_pair ((guint32) a.x, (guint32) a.y)
                 + wg_hash_pair ((guint32) b.x, (guint32) b.y);

  return (guint) (ends ^ (ends >> 32) ^ line->n_points);
}

static gboolean
is_reversed (const WgLine *a, const WgLine *b)
{
  if (a->n_points != b->n_points)
    return FALSE;
  for (guint i = 0; i < a->n_points; i++)
    if (!wg_point_equal (a->points[i], b->points[a->n_points - 1 - i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_same_line (gconstpointer a, gconstpointer b)
{
  return a == b || wg_line_equal (a, b) || is_reversed (a, b);
}

/* Line to arc id. */
static GHashTable *
index_lines (const WgCoverage *coverage)
{
  GHashTable *lines = g_hash_table_new (hash_line, is_same_line);

  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);

      if (arc != NULL)
        g_hash_table_insert (lines, arc->line, GUINT_TO_POINTER (id));
    }
  return lines;
}

static int
compare_sides (gconstpointer a, gconstpointer b)
{
  const Side *first = a, *second = b;

  if (first->face != second->face)
    return first->face < second->face ? -1 : 1;
  return (first->arc > second->arc) - (first->arc < second->arc);
}

static GArray *
collect_sides (const WgCoverage *other, GHashTable *lines_of_base)
{
  GArray *sides = g_array_new (FALSE, FALSE, sizeof (Side));

  for (WgArcId id = 1; id < wg_coverage_arc_limit (other); id++)
    {
      const WgArc *arc = wg_coverage_arc (other, id);

      if (arc == NULL || g_hash_table_contains (lines_of_base, arc->line))
        continue;
      for (guint i = 0; i < 2; i++)
        {
          Side side = { i == 0 ? arc->left : arc->right, id };

          if (side.face != WG_FACE_OUTSIDE)
            g_array_append_val (sides, side);
        }
    }
  g_array_sort (sides, compare_sides);
  return sides;
}

static void
cut_along (WgCoverage *overlay, const WgCoverage *other, WgFaceId face, WgShape *scratch)
{
  g_autoptr (WgCoverageChange) rows = NULL;
  g_autoptr (GPtrArray) cuts = NULL;

  wg_shape_clear (scratch);
  wg_coverage_face_shape (other, face, scratch);
  /* It fails when nothing is cut: the borders are there already. */
  rows = wg_coverage_split_shape (overlay, scratch, NULL, NULL, &cuts, NULL);
}

/* A border is cut once, along the first of its two faces. */
static gboolean
cut_overlay (WgCoverage *overlay, const WgCoverage *other, const WgProgress *progress,
             GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) lines = index_lines (overlay);
  g_autoptr (GArray) sides = collect_sides (other, lines);
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);
  g_autoptr (WgShape) scratch = wg_shape_new ();

  for (guint i = 0, end = 0; i < sides->len; i = end)
    {
      WgFaceId face = g_array_index (sides, Side, i).face;
      gboolean is_needed = FALSE;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (end = i; end < sides->len && g_array_index (sides, Side, end).face == face; end++)
        is_needed |= g_hash_table_add (done, GUINT_TO_POINTER (g_array_index (sides, Side, end).arc));
      if (is_needed)
        cut_along (overlay, other, face, scratch);
      wg_progress_report (progress, (double) end / sides->len);
    }
  return TRUE;
}

/* What lies along a border that both have needs no search. */
static void
find_faces_by_borders (const WgCoverage *overlay, const WgCoverage *other, WgFaceId *faces)
{
  g_autoptr (GHashTable) lines = index_lines (other);

  for (WgArcId id = 1; id < wg_coverage_arc_limit (overlay); id++)
    {
      const WgArc *arc = wg_coverage_arc (overlay, id);
      gpointer value = arc != NULL ? g_hash_table_lookup (lines, arc->line) : NULL;
      const WgArc *old = NULL;
      gboolean is_same = FALSE;

      if (value == NULL)
        continue;
      old = wg_coverage_arc (other, GPOINTER_TO_UINT (value));
      is_same = arc->line == old->line || wg_line_equal (arc->line, old->line);
      faces[arc->left] = is_same ? old->left : old->right;
      faces[arc->right] = is_same ? old->right : old->left;
    }
}

WgCoverage *
wg_changes_overlay (const WgCoverage *other, const WgCoverage *base, GArray **faces_out,
                    const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (WgCoverage) overlay = wg_coverage_copy (base);
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  WgProgress cutting = wg_progress_part (progress, 0.0, 0.8);
  gboolean is_empty = wg_coverage_n_faces (other) == 0;
  WgFaceId *values = NULL;

  if (!is_empty && !cut_overlay (overlay, other, &cutting, cancellable, error))
    return NULL;
  g_array_set_size (faces, wg_coverage_face_limit (overlay));
  values = (WgFaceId *) (gpointer) faces->data;
  for (WgFaceId face = 0; face < faces->len; face++)
    values[face] = is_empty ? WG_FACE_OUTSIDE : UNKNOWN;
  if (!is_empty)
    find_faces_by_borders (overlay, other, values);
  for (WgFaceId face = 1; face < faces->len; face++)
    {
      if (face % ROWS_PER_LOOK == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (values[face] == UNKNOWN && wg_coverage_has_face (overlay, face))
        values[face] = wg_coverage_face_at (other, wg_coverage_label_point (overlay, face));
    }
  values[WG_FACE_OUTSIDE] = WG_FACE_OUTSIDE;
  wg_progress_report (progress, 1.0);
  *faces_out = g_steal_pointer (&faces);
  return g_steal_pointer (&overlay);
}

gboolean
wg_changes_outline_differs (const WgCoverage *before, const WgCoverage *after)
{
  g_autoptr (GHashTable) lines = index_lines (after);

  for (WgArcId id = 1; id < wg_coverage_arc_limit (before); id++)
    {
      const WgArc *arc = wg_coverage_arc (before, id);

      if (arc != NULL && (arc->left == WG_FACE_OUTSIDE || arc->right == WG_FACE_OUTSIDE)
          && !g_hash_table_contains (lines, arc->line))
        return TRUE;
    }
  return FALSE;
}
