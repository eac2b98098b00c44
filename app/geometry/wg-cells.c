/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cells"

#include "wg-cells-private.h"

#include "wg-coverage-shape.h"
#include "wg-lines.h"

#include <math.h>

#define MARGIN 100000 /* mm around the land within which barriers are read */
#define N_THREADS 2

/* The dense lines of land and barriers. */
typedef struct
{
  GPtrArray *lines;    /* of WgLine */
  GHashTable *samples;
  WgKeyMap *barriers;
} Dense;

/* What the threads share. */
typedef struct
{
  const WgCellsInput *input;
  const WgEnvelope *boxes; /* of each building */
  GCancellable *cancellable;
} Cutting;

static void
note_segment (Dense *dense, WgPoint a, WgPoint b, guint8 barrier_class)
{
  guint64 key = wg_cells_key_of_segment (a, b);

  if (wg_key_map_get (dense->barriers, key, WG_BARRIER_NONE) <= barrier_class)
    wg_key_map_set (dense->barriers, key, barrier_class);
}

/* From the lesser end to the greater, so that the same segment of two lines gets the same places. */
static void
add_samples (Dense *dense, GArray *points, WgPoint a, WgPoint b)
{
  gboolean is_turned = wg_point_compare (a, b) > 0;
  WgPoint low = is_turned ? b : a, high = is_turned ? a : b;
  guint n = (guint) ceil (sqrt ((double) wg_point_distance2 (a, b)) / WG_CELLS_RIM_STEP);

  for (guint k = 1; k < n; k++)
    {
      gint64 at = is_turned ? n - k : k;
      WgPoint p = { low.x + (gint32) floor ((double) at * ((double) high.x - low.x) / n + 0.5),
                    low.y + (gint32) floor ((double) at * ((double) high.y - low.y) / n + 0.5) };
      guint64 *key = g_new (guint64, 1);

      *key = wg_key_of_point (p);
      g_hash_table_add (dense->samples, key);
      g_array_append_val (points, p);
    }
}

static void
add_dense (Dense *dense, GArray *points, guint8 barrier_class)
{
  const WgPoint *p = (const WgPoint *) (gconstpointer) points->data;

  for (guint i = 0; i + 1 < points->len; i++)
    note_segment (dense, p[i], p[i + 1], barrier_class);
  if (points->len >= 2)
    g_ptr_array_add (dense->lines, wg_line_new (p, points->len));
  g_array_set_size (points, 0);
}

static void
add_point (GArray *points, WgPoint p)
{
  if (points->len == 0 || !wg_point_equal (g_array_index (points, WgPoint, points->len - 1), p))
    g_array_append_val (points, p);
}

/* The parts of a line that come near the land. */
static void
add_line (Dense *dense, const WgLine *line, guint8 barrier_class, const WgEnvelope *window)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WgPoint));

  if (!wg_envelope_intersects (&line->envelope, window))
    return;
  for (guint i = 0; i + 1 < line->n_points; i++)
    {
      WgEnvelope box = WG_ENVELOPE_EMPTY;

      wg_envelope_add_point (&box, line->points[i]);
      wg_envelope_add_point (&box, line->points[i + 1]);
      if (!wg_envelope_intersects (&box, window))
        {
          add_dense (dense, points, barrier_class);
          continue;
        }
      add_point (points, line->points[i]);
      add_samples (dense, points, line->points[i], line->points[i + 1]);
      add_point (points, line->points[i + 1]);
    }
  add_dense (dense, points, barrier_class);
}

static void
add_land (Dense *dense, const WgShape *land)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WgPoint));

  for (guint r = 0; r < land->rings->len; r++)
    {
      const WgRing *ring = &WG_SHAPE_RING (land, r);
      const WgPoint *p = &WG_SHAPE_POINT (land, ring->first);

      for (guint i = 0; i < ring->n_points; i++)
        {
          add_point (points, p[i]);
          add_samples (dense, points, p[i], p[(i + 1) % ring->n_points]);
        }
      add_point (points, p[0]);
      add_dense (dense, points, WG_BARRIER_NONE);
    }
}

/* Samples that are true vertices of another line are none. */
static void
keep_vertices (Dense *dense, const WgCellsInput *input)
{
  for (guint i = 0; i < input->land->points->len; i++)
    {
      guint64 key = wg_key_of_point (WG_SHAPE_POINT (input->land, i));

      g_hash_table_remove (dense->samples, &key);
    }
  for (guint i = 0; input->lines != NULL && i < input->lines->len; i++)
    {
      const WgLine *line = g_ptr_array_index (input->lines, i);

      for (guint k = 0; k < line->n_points; k++)
        {
          guint64 key = wg_key_of_point (line->points[k]);

          g_hash_table_remove (dense->samples, &key);
        }
    }
}

static WgCoverage *
make_blocks (WgCellsWork *work, GCancellable *cancellable, GError **error)
{
  const WgCellsInput *input = work->input;
  WgEnvelope window = wg_shape_envelope (input->land);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_line_unref);
  g_autoptr (WgLinesResult) joined = NULL;
  Dense dense = { lines, work->cells->samples, &work->barriers };

  window.min_x -= MARGIN;
  window.min_y -= MARGIN;
  window.max_x += MARGIN;
  window.max_y += MARGIN;
  add_land (&dense, input->land);
  for (guint i = 0; input->lines != NULL && i < input->lines->len; i++)
    add_line (&dense, g_ptr_array_index (input->lines, i), input->classes[i], &window);
  keep_vertices (&dense, input);
  joined = wg_lines_join (lines, NULL, NULL, cancellable, error);
  return joined != NULL ? g_steal_pointer (&joined->coverage) : NULL;
}

static void
free_block (gpointer data)
{
  WgCellsBlock *block = data;

  wg_shape_free (block->shape);
  g_ptr_array_unref (block->pieces);
  g_array_unref (block->segments);
  g_free (block);
}

/* The faces that lie in the land. */
static GPtrArray *
collect_blocks (const WgCoverage *coverage, const WgShape *land, guint8 *is_block)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func (free_block);

  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    {
      g_autoptr (WgShape) shape = wg_shape_new ();
      WgCellsBlock *block = NULL;
      WgPoint inside;

      if (!wg_coverage_has_face (coverage, face))
        continue;
      wg_coverage_face_shape (coverage, face, shape);
      if (!wg_shape_find_inside (shape, &inside) || !wg_shape_contains (land, inside))
        continue;
      is_block[face] = TRUE;
      block = g_new0 (WgCellsBlock, 1);
      block->face = face;
      block->shape = g_steal_pointer (&shape);
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
  g_autoptr (WgCoverage) coverage = make_blocks (work, cancellable, error);
  g_autoptr (GPtrArray) blocks = NULL;
  g_autofree guint8 *is_block = NULL;

  if (coverage == NULL)
    return FALSE;
  is_block = g_new0 (guint8, wg_coverage_face_limit (coverage));
  work->blocks = coverage;
  work->is_block = is_block;
  blocks = collect_blocks (coverage, work->input->land, is_block);
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
  work.pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_cells_piece_free);
  is_built = build (&work, progress, cancellable, error);
  g_ptr_array_unref (work.pieces);
  wg_key_map_clear (&work.gaps);
  wg_key_map_clear (&work.barriers);
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
