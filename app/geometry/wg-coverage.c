/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-coverage"

#include "wg-coverage-private.h"

#include <string.h>

/* Makes room for row @id; new rows are zeroed. */
static gpointer
reserve_rows (gpointer rows, guint *size, guint32 id, gsize row_size)
{
  guint wanted = *size;

  if (id < *size)
    return rows;
  wanted = MAX (id + 1, *size + *size / 2);
  rows = g_realloc_n (rows, wanted, row_size);
  memset ((char *) rows + *size * row_size, 0, (wanted - *size) * row_size);
  *size = wanted;
  return rows;
}

static void
reserve_arcs (WgCoverage *coverage, WgArcId id)
{
  gsize n_before = (gsize) coverage->arc_size * 2;

  if (id < coverage->arc_size)
    return;
  coverage->arcs = reserve_rows (coverage->arcs, &coverage->arc_size, id, sizeof (WgArc));
  coverage->next = g_renew (WgHalfEdge, coverage->next, (gsize) coverage->arc_size * 2);
  memset (coverage->next + n_before, 0,
          ((gsize) coverage->arc_size * 2 - n_before) * sizeof (WgHalfEdge));
}

/* A row that can be kept: the id is in range and was not loaded before. */
static gboolean
check_id (WgCoverage *coverage, guint32 id, gboolean is_taken)
{
  if (id != 0 && id < WG_COVERAGE_ID_MAX && !is_taken)
    return TRUE;
  coverage->is_damaged = TRUE;
  return FALSE;
}

static gpointer
copy_rows (gconstpointer rows, guint *size, guint limit, gsize row_size)
{
  *size = limit;
  return g_memdup2 (rows, limit * row_size);
}

void
wg_coverage_put_node (WgCoverage *coverage, WgNodeId id, gboolean has, WgPoint point)
{
  WgNodeRow *row = NULL;

  coverage->nodes = reserve_rows (coverage->nodes, &coverage->node_size, id, sizeof (WgNodeRow));
  row = &coverage->nodes[id];
  coverage->n_nodes += (guint) has - (guint) row->is_present;
  if (has)
    {
      row->point = point;
      row->is_present = TRUE;
      coverage->node_limit = MAX (coverage->node_limit, id + 1);
      return;
    }
  memset (row, 0, sizeof *row);
  while (coverage->node_limit > 1 && !coverage->nodes[coverage->node_limit - 1].is_present)
    coverage->node_limit--;
}

void
wg_coverage_put_arc (WgCoverage *coverage, WgArcId id, const WgArc *arc)
{
  WgArc before = { NULL };

  reserve_arcs (coverage, id);
  before = coverage->arcs[id];
  if (before.line != NULL)
    {
      wg_arc_index_remove (&coverage->index, id, &before.line->envelope);
      coverage->n_points -= before.line->n_points;
      coverage->n_arcs--;
    }
  if (arc->line != NULL)
    {
      coverage->arcs[id] = *arc;
      wg_line_ref (arc->line);
      wg_arc_index_add (&coverage->index, id, &arc->line->envelope);
      coverage->n_points += arc->line->n_points;
      coverage->n_arcs++;
      coverage->arc_limit = MAX (coverage->arc_limit, id + 1);
      wg_envelope_add (&coverage->envelope, &arc->line->envelope);
    }
  else
    {
      memset (&coverage->arcs[id], 0, sizeof (WgArc));
      while (coverage->arc_limit > 1 && coverage->arcs[coverage->arc_limit - 1].line == NULL)
        coverage->arc_limit--;
    }
  g_clear_pointer (&before.line, wg_line_unref);
}

void
wg_coverage_put_face (WgCoverage *coverage, WgFaceId id, gboolean has, guint32 owner)
{
  WgFaceRow *row = NULL;

  coverage->faces = reserve_rows (coverage->faces, &coverage->face_size, id, sizeof (WgFaceRow));
  row = &coverage->faces[id];
  coverage->n_faces += (guint) has - (guint) row->is_present;
  row->owner = owner;
  row->is_present = has;
  if (has)
    {
      coverage->face_limit = MAX (coverage->face_limit, id + 1);
      return;
    }
  wg_face_row_clear_rings (row);
  row->owner = 0;
  while (coverage->face_limit > 1 && !coverage->faces[coverage->face_limit - 1].is_present)
    coverage->face_limit--;
}

/**
 * wg_coverage_new:
 *
 * Returns: (transfer full): a coverage without any rows
 */
WgCoverage *
wg_coverage_new (void)
{
  WgCoverage *coverage = g_new0 (WgCoverage, 1);

  coverage->node_limit = coverage->arc_limit = coverage->face_limit = 1;
  coverage->nodes = reserve_rows (NULL, &coverage->node_size, 0, sizeof (WgNodeRow));
  coverage->faces = reserve_rows (NULL, &coverage->face_size, 0, sizeof (WgFaceRow));
  reserve_arcs (coverage, 0);
  coverage->envelope = WG_ENVELOPE_EMPTY;
  return coverage;
}

void
wg_coverage_free (WgCoverage *coverage)
{
  if (coverage == NULL)
    return;

  for (WgArcId id = 1; id < coverage->arc_limit; id++)
    g_clear_pointer (&coverage->arcs[id].line, wg_line_unref);
  for (WgFaceId id = 0; id < coverage->face_limit; id++)
    g_free (coverage->faces[id].holes);
  g_free (coverage->nodes);
  g_free (coverage->arcs);
  g_free (coverage->faces);
  g_free (coverage->next);
  wg_arc_index_clear (&coverage->index);
  g_free (coverage);
}

/**
 * wg_coverage_copy:
 *
 * Returns: (transfer full): an independent coverage of the same rows, for one other thread; the
 *   lines are shared
 */
WgCoverage *
wg_coverage_copy (const WgCoverage *coverage)
{
  WgCoverage *copy = g_memdup2 (coverage, sizeof *coverage);

  copy->nodes = copy_rows (coverage->nodes, &copy->node_size, coverage->node_limit,
                           sizeof (WgNodeRow));
  copy->arcs = copy_rows (coverage->arcs, &copy->arc_size, coverage->arc_limit, sizeof (WgArc));
  copy->next = g_memdup2 (coverage->next, (gsize) coverage->arc_limit * 2 * sizeof (WgHalfEdge));
  copy->faces = copy_rows (coverage->faces, &copy->face_size, coverage->face_limit,
                           sizeof (WgFaceRow));
  for (WgArcId id = 1; id < copy->arc_limit; id++)
    if (copy->arcs[id].line != NULL)
      wg_line_ref (copy->arcs[id].line);
  for (WgFaceId id = 0; id < copy->face_limit; id++)
    if (copy->faces[id].n_holes > 0)
      {
        const WgFaceRow *row = &coverage->faces[id];
        copy->faces[id].holes = NULL;
        copy->faces[id].n_holes = 0;
        for (guint i = 0; i < row->n_holes; i++)
          wg_face_row_add_ring (&copy->faces[id], row->holes[i], FALSE);
      }
  wg_arc_index_copy (&copy->index, &coverage->index);
  return copy;
}

void
wg_coverage_load_node (WgCoverage *coverage, WgNodeId id, WgPoint point)
{
  if (check_id (coverage, id, wg_coverage_has_node (coverage, id)))
    wg_coverage_put_node (coverage, id, TRUE, point);
}

/** Takes a reference of the line. */
void
wg_coverage_load_arc (WgCoverage *coverage, WgArcId id, const WgArc *arc)
{
  g_return_if_fail (arc->line != NULL);

  if (check_id (coverage, id, wg_coverage_arc (coverage, id) != NULL))
    wg_coverage_put_arc (coverage, id, arc);
}

void
wg_coverage_load_face (WgCoverage *coverage, WgFaceId id, guint32 owner)
{
  if (check_id (coverage, id, wg_coverage_has_face (coverage, id)))
    wg_coverage_put_face (coverage, id, TRUE, owner);
}

guint
wg_coverage_n_nodes (const WgCoverage *coverage)
{
  return coverage->n_nodes;
}

guint
wg_coverage_n_arcs (const WgCoverage *coverage)
{
  return coverage->n_arcs;
}

guint
wg_coverage_n_faces (const WgCoverage *coverage)
{
  return coverage->n_faces;
}

guint64
wg_coverage_n_points (const WgCoverage *coverage)
{
  return coverage->n_points;
}

WgNodeId
wg_coverage_node_limit (const WgCoverage *coverage)
{
  return coverage->node_limit;
}

WgArcId
wg_coverage_arc_limit (const WgCoverage *coverage)
{
  return coverage->arc_limit;
}

WgFaceId
wg_coverage_face_limit (const WgCoverage *coverage)
{
  return coverage->face_limit;
}

WgEnvelope
wg_coverage_envelope (const WgCoverage *coverage)
{
  return coverage->envelope;
}

gboolean
wg_coverage_has_node (const WgCoverage *coverage, WgNodeId id)
{
  return id < coverage->node_limit && coverage->nodes[id].is_present;
}

WgPoint
wg_coverage_node_point (const WgCoverage *coverage, WgNodeId id)
{
  g_return_val_if_fail (wg_coverage_has_node (coverage, id), ((WgPoint){ 0, 0 }));

  return coverage->nodes[id].point;
}

const WgArc *
wg_coverage_arc (const WgCoverage *coverage, WgArcId id)
{
  return id < coverage->arc_limit && coverage->arcs[id].line != NULL ? &coverage->arcs[id] : NULL;
}

gboolean
wg_coverage_has_face (const WgCoverage *coverage, WgFaceId id)
{
  return id < coverage->face_limit && coverage->faces[id].is_present;
}

guint32
wg_coverage_owner (const WgCoverage *coverage, WgFaceId id)
{
  return wg_coverage_has_face (coverage, id) ? coverage->faces[id].owner : 0;
}

WgHalfEdge
wg_coverage_next (const WgCoverage *coverage, WgHalfEdge half_edge)
{
  g_return_val_if_fail (wg_coverage_arc (coverage, half_edge >> 1) != NULL, half_edge);

  return coverage->next[half_edge];
}

WgFaceId
wg_coverage_left_face (const WgCoverage *coverage, WgHalfEdge half_edge)
{
  g_return_val_if_fail (wg_coverage_arc (coverage, half_edge >> 1) != NULL, WG_FACE_OUTSIDE);

  return wg_half_edge_left (coverage, half_edge);
}
