/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cells"

#include "wg-cells-private.h"

#include "wg-coverage-shape.h"
#include "wg-lines.h"

#define N_THREADS 2
#define THIN2 2000000 /* mm² times two */

/* What the threads share. */
typedef struct
{
  const WgCellsInput *input;
  const WgEnvelope *boxes; /* of each building */
  GCancellable *cancellable;
} Cutting;

static void
free_block (gpointer data)
{
  WgCellsBlock *block = data;

  wg_shape_free (block->shape);
  g_ptr_array_unref (block->pieces);
  g_array_unref (block->segments);
  g_free (block);
}

/* Of a thin wedge a rounded place may lie beside it: does most of it lie in the land? */
static gboolean
lies_in (const WgShape *shape, const WgShape *land)
{
  GEOSContextHandle_t geos = wg_geos_context ();
  GEOSGeometry *face = wg_geos_from_shape (shape), *whole = wg_geos_from_shape (land);
  GEOSGeometry *common = face != NULL && whole != NULL ? GEOSIntersection_r (geos, face, whole) : NULL;
  double area = 0, own = 0;

  if (common != NULL)
    {
      GEOSArea_r (geos, face, &area);
      GEOSArea_r (geos, common, &own);
    }
  GEOSGeom_destroy_r (geos, common);
  GEOSGeom_destroy_r (geos, whole);
  GEOSGeom_destroy_r (geos, face);
  return own > area / 2;
}

guint8 *
wg_cells_find_land (const WgCoverage *coverage, const WgShape *land)
{
  guint8 *is_land = g_new0 (guint8, wg_coverage_face_limit (coverage) + 1);

  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    {
      g_autoptr (WgShape) shape = wg_shape_new ();
      WgPoint inside;

      if (!wg_coverage_has_face (coverage, face))
        continue;
      wg_coverage_face_shape (coverage, face, shape);
      is_land[face] = wg_coverage_face_area2 (coverage, face) < THIN2
                        ? lies_in (shape, land)
                        : wg_shape_find_inside (shape, &inside) && wg_shape_contains (land, inside);
    }
  return is_land;
}

/* The faces that lie in the land. */
static GPtrArray *
collect_blocks (const WgCellsWork *work)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func (free_block);

  for (WgFaceId face = 1; face < wg_coverage_face_limit (work->blocks); face++)
    {
      WgCellsBlock *block = NULL;

      if (!work->is_block[face])
        continue;
      block = g_new0 (WgCellsBlock, 1);
      block->face = face;
      block->shape = wg_shape_new ();
      wg_coverage_face_shape (work->blocks, face, block->shape);
      block->pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_cells_piece_free);
      block->segments = g_array_new (FALSE, FALSE, sizeof (WgCellsSegment));
      g_ptr_array_add (blocks, block);
    }
  return blocks;
}

static void
cut_block_cb (gpointer data, gpointer user_data)
{
  WgCellsBlock *block = data;
  const Cutting *cutting = user_data;
  WgEnvelope box = wg_shape_envelope (block->shape);
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (g_cancellable_is_cancelled (cutting->cancellable))
    return;
  for (guint32 i = 0; i < cutting->input->n_buildings; i++)
    if (wg_envelope_intersects (&cutting->boxes[i], &box))
      g_array_append_val (near, i);
  wg_cells_find_pieces (block, cutting->input, near);
  for (guint i = 0; i < block->pieces->len; i++)
    ((WgCellsPiece *) g_ptr_array_index (block->pieces, i))->block = block->face;
  if (block->pieces->len >= 2)
    wg_cells_cut_block (block);
}

static void
cut_blocks (const WgCellsInput *input, GPtrArray *blocks, GCancellable *cancellable)
{
  g_autofree WgEnvelope *boxes = g_new (WgEnvelope, MAX (input->n_buildings, 1));
  Cutting cutting = { input, boxes, cancellable };
  GThreadPool *pool = NULL;

  for (guint i = 0; i < input->n_buildings; i++)
    {
      boxes[i] = WG_ENVELOPE_EMPTY;
      wg_envelope_add_point (&boxes[i], input->buildings[i].point);
      if (input->buildings[i].footprint != NULL)
        boxes[i] = wg_shape_envelope (input->buildings[i].footprint);
    }
  if (blocks->len > 1)
    pool = g_thread_pool_new (cut_block_cb, &cutting, N_THREADS, FALSE, NULL);
  for (guint i = 0; i < blocks->len; i++)
    if (pool == NULL || !g_thread_pool_push (pool, g_ptr_array_index (blocks, i), NULL))
      cut_block_cb (g_ptr_array_index (blocks, i), &cutting);
  if (pool != NULL)
    g_thread_pool_free (pool, FALSE, TRUE);
}

/* The borders of the blocks and those of the cells, as one coverage. */
static gboolean
make_cells (WgCellsWork *work, GPtrArray *blocks, GCancellable *cancellable, GError **error)
{
  static const WgLinesOptions exact = { 0.0, 0.0 };
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_line_unref);
  g_autoptr (WgLinesResult) joined = NULL;

  for (WgArcId id = 1; id < wg_coverage_arc_limit (work->blocks); id++)
    {
      const WgArc *arc = wg_coverage_arc (work->blocks, id);

      if (arc != NULL && (work->is_block[arc->left] || work->is_block[arc->right]))
        g_ptr_array_add (lines, wg_line_ref (arc->line));
    }
  for (guint i = 0; i < blocks->len; i++)
    {
      const WgCellsBlock *block = g_ptr_array_index (blocks, i);

      for (guint k = 0; k < block->segments->len; k++)
        {
          const WgCellsSegment *segment = &g_array_index (block->segments, WgCellsSegment, k);
          WgPoint ends[2] = { segment->from, segment->to };

          wg_key_map_set (&work->gaps, wg_cells_key_of_segment (ends[0], ends[1]), segment->gap_mm);
          g_ptr_array_add (lines, wg_line_new (ends, 2));
        }
    }
  joined = wg_lines_join (lines, &exact, NULL, cancellable, error);
  if (joined == NULL)
    return FALSE;
  work->cells->coverage = g_steal_pointer (&joined->coverage);
  return work->cells->coverage != NULL;
}

static gboolean
build (WgCellsWork *work, const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) blocks = NULL;

  if (!wg_cells_make_streets (work, cancellable, error))
    return FALSE;
  wg_cells_find_claims (work);
  if (!wg_cells_make_blocks (work, cancellable, error))
    return FALSE;
  blocks = collect_blocks (work);
  wg_progress_report (progress, 0.1);
  cut_blocks (work->input, blocks, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  wg_progress_report (progress, 0.6);
  if (!make_cells (work, blocks, cancellable, error))
    return FALSE;
  wg_progress_report (progress, 0.8);
  for (guint i = 0; i < blocks->len; i++)
    {
      WgCellsBlock *block = g_ptr_array_index (blocks, i);

      g_ptr_array_extend_and_steal (work->pieces, g_ptr_array_ref (block->pieces));
    }
  wg_cells_make_units (work);
  wg_progress_report (progress, 1.0);
  return TRUE;
}

static void
work_clear (WgCellsWork *work)
{
  wg_coverage_free (work->streets);
  wg_coverage_free (work->blocks);
  g_free (work->is_land);
  g_free (work->zones);
  g_free (work->is_block);
  g_free (work->zone_of_block);
  g_ptr_array_unref (work->claims);
  g_ptr_array_unref (work->pieces);
  wg_key_map_clear (&work->gaps);
  wg_key_map_clear (&work->barriers);
  wg_key_map_clear (&work->fixed);
}

WgCells *
wg_cells_new (const WgCellsInput *input, const WgProgress *progress, GCancellable *cancellable,
              GError **error)
{
  g_autoptr (WgCells) cells = g_new0 (WgCells, 1);
  WgCellsWork work = { .input = input, .cells = cells };
  gboolean is_built = FALSE;

  cells->units = g_array_new (FALSE, TRUE, sizeof (WgCellsUnit));
  cells->edges = g_array_new (FALSE, FALSE, sizeof (WgCellsEdge));
  cells->samples = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  work.claims = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_cells_claim_free);
  work.pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_cells_piece_free);
  is_built = build (&work, progress, cancellable, error);
  work_clear (&work);
  return is_built ? g_steal_pointer (&cells) : NULL;
}

void
wg_cells_free (WgCells *cells)
{
  if (cells == NULL)
    return;
  wg_coverage_free (cells->coverage);
  g_array_unref (cells->units);
  g_array_unref (cells->edges);
  g_hash_table_unref (cells->samples);
  g_free (cells->unit_of);
  g_free (cells->arc_classes);
  g_free (cells->is_in_block);
  g_free (cells);
}
