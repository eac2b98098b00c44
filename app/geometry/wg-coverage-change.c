/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-coverage-change"

#include "wg-coverage-private.h"

static void
clear_arc_change (gpointer data)
{
  WgArcChange *row = data;

  g_clear_pointer (&row->before.line, wg_line_unref);
  g_clear_pointer (&row->after.line, wg_line_unref);
}

/* Every row of a change begins with its id. */
static int
compare_ids (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

static gboolean
is_same_arc (const WgArc *a, const WgArc *b)
{
  if (a->line == NULL || b->line == NULL)
    return a->line == b->line;
  return a->start == b->start && a->end == b->end && a->left == b->left && a->right == b->right
         && wg_line_equal (a->line, b->line);
}

/**
 * wg_coverage_change_new:
 *
 * Returns: (transfer full): a change of nothing
 */
WgCoverageChange *
wg_coverage_change_new (void)
{
  WgCoverageChange *change = g_new0 (WgCoverageChange, 1);

  change->nodes = g_array_new (FALSE, TRUE, sizeof (WgNodeChange));
  change->arcs = g_array_new (FALSE, TRUE, sizeof (WgArcChange));
  change->faces = g_array_new (FALSE, TRUE, sizeof (WgFaceChange));
  g_array_set_clear_func (change->arcs, clear_arc_change);
  return change;
}

void
wg_coverage_change_free (WgCoverageChange *change)
{
  if (change == NULL)
    return;

  g_array_unref (change->nodes);
  g_array_unref (change->arcs);
  g_array_unref (change->faces);
  g_free (change);
}

gboolean
wg_coverage_change_is_empty (const WgCoverageChange *change)
{
  return change->nodes->len == 0 && change->arcs->len == 0 && change->faces->len == 0;
}

WgEnvelope
wg_coverage_change_extent (const WgCoverageChange *change)
{
  WgEnvelope extent = WG_ENVELOPE_EMPTY;

  for (guint i = 0; i < change->arcs->len; i++)
    {
      const WgArcChange *row = &g_array_index (change->arcs, WgArcChange, i);
      if (row->before.line != NULL)
        wg_envelope_add (&extent, &row->before.line->envelope);
      if (row->after.line != NULL)
        wg_envelope_add (&extent, &row->after.line->envelope);
    }
  return extent;
}

void
wg_coverage_change_record_node (WgCoverageChange *change,
                                const WgCoverage *coverage,
                                WgNodeId          id,
                                const WgPoint    *after)
{
  WgNodeChange row = { id };

  row.had = wg_coverage_has_node (coverage, id);
  if (row.had)
    row.before = coverage->nodes[id].point;
  row.has = after != NULL;
  if (row.has)
    row.after = *after;
  if (row.had != row.has || (row.has && !wg_point_equal (row.before, row.after)))
    g_array_append_val (change->nodes, row);
}

void
wg_coverage_change_record_arc (WgCoverageChange *change,
                               const WgCoverage *coverage,
                               WgArcId           id,
                               const WgArc      *after)
{
  WgArcChange row = { id };
  const WgArc *before = wg_coverage_arc (coverage, id);

  if (before != NULL)
    row.before = *before;
  if (after != NULL)
    row.after = *after;
  if (is_same_arc (&row.before, &row.after))
    return;
  if (row.before.line != NULL)
    wg_line_ref (row.before.line);
  if (row.after.line != NULL)
    wg_line_ref (row.after.line);
  g_array_append_val (change->arcs, row);
}

void
wg_coverage_change_record_face (WgCoverageChange *change,
                                const WgCoverage *coverage,
                                WgFaceId          id,
                                gboolean          has,
                                guint32           owner)
{
  WgFaceChange row = { id };

  row.had = wg_coverage_has_face (coverage, id);
  row.owner_before = wg_coverage_owner (coverage, id);
  row.has = has;
  row.owner_after = has ? owner : 0;
  if (row.had != row.has || row.owner_before != row.owner_after)
    g_array_append_val (change->faces, row);
}

void
wg_coverage_change_sort (WgCoverageChange *change)
{
  g_array_sort (change->nodes, compare_ids);
  g_array_sort (change->arcs, compare_ids);
  g_array_sort (change->faces, compare_ids);
}

static guint
find_row (const WgIdMap *places, guint32 id)
{
  return wg_id_map_get (places, id, G_MAXUINT);
}

/* The rows of @rows by id. Every row begins with its id. */
static void
map_rows (WgIdMap *places, const GArray *rows)
{
  guint size = g_array_get_element_size ((GArray *) rows);

  for (guint i = 0; i < rows->len; i++)
    wg_id_map_set (places, *(const guint32 *) (gconstpointer) (rows->data + (gsize) i * size), i);
}

static void
extend_nodes (GArray *rows, const GArray *step)
{
  WgIdMap places = { 0 };
  guint kept = 0;

  map_rows (&places, rows);
  for (guint i = 0; i < step->len; i++)
    {
      WgNodeChange next = g_array_index (step, WgNodeChange, i);
      guint place = find_row (&places, next.id);

      if (place == G_MAXUINT)
        {
          g_array_append_val (rows, next);
          continue;
        }
      g_array_index (rows, WgNodeChange, place).has = next.has;
      g_array_index (rows, WgNodeChange, place).after = next.after;
    }
  wg_id_map_clear (&places);
  for (guint i = 0; i < rows->len; i++)
    {
      WgNodeChange row = g_array_index (rows, WgNodeChange, i);

      if (row.had != row.has || (row.has && !wg_point_equal (row.before, row.after)))
        g_array_index (rows, WgNodeChange, kept++) = row;
    }
  g_array_set_size (rows, kept);
}

static void
extend_arcs (GArray **rows, const GArray *step)
{
  g_autoptr (GArray) all = g_steal_pointer (rows);
  WgIdMap places = { 0 };

  map_rows (&places, all);
  for (guint i = 0; i < step->len; i++)
    {
      WgArcChange next = g_array_index (step, WgArcChange, i);
      guint place = find_row (&places, next.id);
      WgArcChange *row = NULL;

      if (next.after.line != NULL)
        wg_line_ref (next.after.line);
      if (place == G_MAXUINT)
        {
          if (next.before.line != NULL)
            wg_line_ref (next.before.line);
          g_array_append_val (all, next);
          continue;
        }
      row = &g_array_index (all, WgArcChange, place);
      g_clear_pointer (&row->after.line, wg_line_unref);
      row->after = next.after;
    }
  wg_id_map_clear (&places);
  *rows = g_array_new (FALSE, TRUE, sizeof (WgArcChange));
  g_array_set_clear_func (*rows, clear_arc_change);
  for (guint i = 0; i < all->len; i++)
    {
      WgArcChange *row = &g_array_index (all, WgArcChange, i);

      if (is_same_arc (&row->before, &row->after))
        continue;
      g_array_append_val (*rows, *row);
      row->before.line = row->after.line = NULL;
    }
}

static void
extend_faces (GArray *rows, const GArray *step)
{
  WgIdMap places = { 0 };

  map_rows (&places, rows);
  for (guint i = 0; i < step->len; i++)
    {
      WgFaceChange next = g_array_index (step, WgFaceChange, i);
      guint place = find_row (&places, next.id);

      if (place == G_MAXUINT)
        {
          g_array_append_val (rows, next);
          continue;
        }
      g_array_index (rows, WgFaceChange, place).has = next.has;
      g_array_index (rows, WgFaceChange, place).owner_after = next.owner_after;
    }
  wg_id_map_clear (&places);
}

/* Drops rows of faces that are what they were. */
static void
drop_same_faces (WgCoverageChange *change)
{
  guint kept = 0;

  for (guint i = 0; i < change->faces->len; i++)
    {
      WgFaceChange row = g_array_index (change->faces, WgFaceChange, i);
      if (row.had != row.has || row.owner_before != row.owner_after)
        g_array_index (change->faces, WgFaceChange, kept++) = row;
    }
  g_array_set_size (change->faces, kept);
}

void
wg_coverage_change_extend (WgCoverageChange *change, const WgCoverageChange *step)
{
  extend_nodes (change->nodes, step->nodes);
  extend_arcs (&change->arcs, step->arcs);
  extend_faces (change->faces, step->faces);
  drop_same_faces (change);
  wg_coverage_change_sort (change);
}

/* Owners are not part of what is derived, so that they need no wg_coverage_apply(). */
WgCoverageChange *
wg_coverage_set_owners (WgCoverage       *coverage,
                        WgCoverageChange *change,
                        const WgFaceId   *faces,
                        const guint32    *owners,
                        guint             n_faces)
{
  WgIdMap places = { 0 };

  if (change == NULL)
    change = wg_coverage_change_new ();
  for (guint i = 0; i < change->faces->len; i++)
    wg_id_map_set (&places, g_array_index (change->faces, WgFaceChange, i).id, i);
  for (guint i = 0; i < n_faces; i++)
    {
      WgFaceChange row = { faces[i], TRUE, TRUE, wg_coverage_owner (coverage, faces[i]) };
      guint place = wg_id_map_get (&places, faces[i], G_MAXUINT);

      if (!wg_coverage_has_face (coverage, faces[i]))
        {
          g_critical ("Face %u does not exist", faces[i]);
          continue;
        }
      if (place == G_MAXUINT)
        {
          place = change->faces->len;
          g_array_append_val (change->faces, row);
          wg_id_map_set (&places, faces[i], place);
        }
      g_array_index (change->faces, WgFaceChange, place).owner_after = owners[i];
      coverage->faces[faces[i]].owner = owners[i];
    }
  wg_id_map_clear (&places);
  drop_same_faces (change);
  wg_coverage_change_sort (change);
  return change;
}
