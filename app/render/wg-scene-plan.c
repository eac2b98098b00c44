/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-scene"

#include "wg-scene-private.h"

#include "../geometry/wg-coverage-shape.h"

#define ARCS_PER_BLOCK_MAX 512

static void
fill_arc (WgScene *scene, const WgCoverage *coverage, WgArcId id, WgSceneArc *arc_out)
{
  const WgArc *arc = wg_coverage_arc (coverage, id);

  arc_out->id = id;
  arc_out->left
    = arc->left == WG_FACE_OUTSIDE ? WG_OWNER_OUTSIDE : wg_coverage_owner (coverage, arc->left);
  arc_out->right
    = arc->right == WG_FACE_OUTSIDE ? WG_OWNER_OUTSIDE : wg_coverage_owner (coverage, arc->right);
  arc_out->rank = wg_scene_rank (scene, arc_out->left, arc_out->right);
  arc_out->line = arc->line;
  arc_out->envelope = arc->line->envelope;
  arc_out->start_y = arc->line->points[0].y;
  arc_out->end_y = arc->line->points[arc->line->n_points - 1].y;
}

static void
count_grids (WgScene *scene)
{
  for (guint depth = 1; depth <= scene->n_levels; depth++)
    scene->counts[depth] = wg_plan_count_grids (scene->plan, depth);
}

static void
refresh_paths (WgScene *scene, guint32 id)
{
  WgGrid *grid = wg_plan_get_grid (scene->plan, id);
  const GArray *children = NULL;

  if (grid == NULL)
    return;
  wg_scene_set_grid (scene, grid);
  children = wg_plan_get_children (scene->plan, id);
  for (guint i = 0; children != NULL && i < children->len; i++)
    refresh_paths (scene, g_array_index (children, guint32, i));
}

/* Around the face by its rings: a search by its box would look at a cell of each square metre. */
static void
append_face_arcs (const WgCoverage *coverage, WgFaceId face, GArray *ids)
{
  g_autoptr (GArray) edges = NULL;

  if (face == WG_FACE_OUTSIDE)
    return;
  edges = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));
  wg_coverage_face_edges (coverage, face, edges);
  for (guint i = 0; i < edges->len; i++)
    {
      WgArcId id = WG_HALF_EDGE_ARC (g_array_index (edges, WgHalfEdge, i));
      g_array_append_val (ids, id);
    }
}

/* Takes over the grids of @change as they are now in the plan; parents first. Appends to @ids the
 * arcs whose rank may have changed with a parent. */
static void
update_grids (WgScene *scene, const WgChange *change, GArray *ids)
{
  WgCoverage *coverage = wg_plan_get_coverage (scene->plan);

  for (guint depth = 1; depth <= scene->n_levels; depth++)
    for (guint i = 0; change->grids != NULL && i < change->grids->len; i++)
      {
        const WgGridChange *row = change->grids->pdata[i];
        const WgGrid *any = row->after != NULL ? row->after : row->before;
        WgGrid *now = wg_plan_get_grid (scene->plan, any->id);
        gboolean is_moved = row->before != NULL && row->after != NULL
                            && (row->before->parent != row->after->parent
                                || row->before->depth != row->after->depth);

        if (any->depth != depth)
          continue;
        if (now == NULL)
          {
            WgSceneGrid *entry = wg_scene_edit_grid (scene, any->id);
            g_clear_pointer (&entry->grid, wg_grid_unref);
          }
        else if (!is_moved)
          wg_scene_set_grid (scene, now);
        else
          {
            g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
            refresh_paths (scene, now->id);
            wg_plan_collect_faces (scene->plan, now->id, faces);
            for (guint j = 0; j < faces->len; j++)
              append_face_arcs (coverage, g_array_index (faces, WgFaceId, j), ids);
          }
      }
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;
  return (x > y) - (x < y);
}

/* The arcs that have to be read again, sorted, each once; some no longer exist. */
static GArray *
collect_dirty (WgScene *scene, const WgChange *change)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  WgCoverage *coverage = wg_plan_get_coverage (scene->plan);
  guint n = 0;

  update_grids (scene, change, ids);
  if (change->coverage != NULL)
    {
      for (guint i = 0; i < change->coverage->arcs->len; i++)
        g_array_append_val (ids, g_array_index (change->coverage->arcs, WgArcChange, i).id);
      for (guint i = 0; i < change->coverage->faces->len; i++)
        {
          WgFaceId face = g_array_index (change->coverage->faces, WgFaceChange, i).id;
          if (wg_coverage_has_face (coverage, face))
            append_face_arcs (coverage, face, ids);
        }
    }
  g_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++)
    if (n == 0 || g_array_index (ids, WgArcId, n - 1) != g_array_index (ids, WgArcId, i))
      g_array_index (ids, WgArcId, n++) = g_array_index (ids, WgArcId, i);
  g_array_set_size (ids, n);
  return ids;
}

/* The block that grows least when it takes in @envelope. */
static guint
find_block (WgScene *scene, const WgEnvelope *envelope)
{
  double least = G_MAXDOUBLE;
  guint best = 0;

  for (guint i = 0; i < scene->blocks->len; i++)
    {
      const WgSceneBlock *block = scene->blocks->pdata[i];
      WgEnvelope e = *envelope;
      double grown = 0;

      if (block == NULL)
        continue;
      wg_envelope_add (&e, &block->envelope);
      grown = ((double) e.max_x - e.min_x) + ((double) e.max_y - e.min_y)
              - 0.5 * ((double) block->envelope.max_x - block->envelope.min_x)
              - 0.5 * ((double) block->envelope.max_y - block->envelope.min_y);
      if (grown < least)
        {
          least = grown;
          best = i + 1;
        }
    }
  return best;
}

static void
replace_block (WgScene *scene, guint index, GArray *arcs)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  WgSceneArc *all = (WgSceneArc *) arcs->data;

  if (arcs->len > ARCS_PER_BLOCK_MAX)
    wg_scene_block_pack (all, arcs->len, parts);
  else if (arcs->len > 0)
    g_ptr_array_add (parts, wg_scene_block_new (all, arcs->len));
  g_clear_pointer ((WgSceneBlock **) &scene->blocks->pdata[index], wg_scene_block_unref);
  for (guint i = 0; i < parts->len; i++)
    {
      const WgSceneBlock *block = parts->pdata[i];
      guint slot = index;

      if (i == 0)
        scene->blocks->pdata[index] = parts->pdata[0];
      else
        {
          slot = scene->blocks->len;
          g_ptr_array_add (scene->blocks, parts->pdata[i]);
        }
      for (guint j = 0; j < block->n_arcs; j++)
        scene->block_of[block->arcs[j].id] = slot + 1;
      wg_envelope_add (&scene->envelope, &block->envelope);
    }
}

static gboolean
is_dirty (const GArray *dirty, WgArcId id)
{
  return g_array_binary_search ((GArray *) dirty, &id, compare_ids, NULL);
}

/* Makes the blocks with dirty arcs anew. */
static void
update_blocks (WgScene *scene, const GArray *dirty)
{
  WgCoverage *coverage = wg_plan_get_coverage (scene->plan);
  WgArcId limit = wg_coverage_arc_limit (coverage);
  g_autoptr (GHashTable) additions
    = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  GHashTableIter iter;
  gpointer key = NULL, value = NULL;

  if (limit > scene->n_block_of)
    {
      scene->block_of = g_renew (guint32, scene->block_of, limit + 1);
      for (guint i = scene->n_block_of; i <= limit; i++)
        scene->block_of[i] = 0;
      scene->n_block_of = limit;
    }
  for (guint i = 0; i < dirty->len; i++)
    {
      WgArcId id = g_array_index (dirty, WgArcId, i);
      const WgArc *arc = wg_coverage_arc (coverage, id);
      guint block = id < scene->n_block_of ? scene->block_of[id] : 0;
      GArray *added = NULL;

      if (block == 0 && arc == NULL)
        continue;
      if (block == 0)
        block = find_block (scene, &arc->line->envelope);
      if (block == 0)
        {
          g_ptr_array_add (scene->blocks, NULL);
          block = scene->blocks->len;
        }
      added = g_hash_table_lookup (additions, GUINT_TO_POINTER (block));
      if (added == NULL)
        {
          added = g_array_new (FALSE, FALSE, sizeof (WgSceneArc));
          g_hash_table_insert (additions, GUINT_TO_POINTER (block), added);
        }
      if (id < scene->n_block_of)
        scene->block_of[id] = 0;
      if (arc != NULL)
        {
          WgSceneArc fresh;
          fill_arc (scene, coverage, id, &fresh);
          g_array_append_val (added, fresh);
        }
    }
  g_hash_table_iter_init (&iter, additions);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      guint index = GPOINTER_TO_UINT (key) - 1;
      const WgSceneBlock *old = scene->blocks->pdata[index];

      for (guint i = 0; old != NULL && i < old->n_arcs; i++)
        if (!is_dirty (dirty, old->arcs[i].id))
          g_array_append_val ((GArray *) value, old->arcs[i]);
      replace_block (scene, index, value);
    }
}

/* How often each fill is used around @grid at its level, once for each arc of its border. */
static void
count_fills_around (WgScene *scene, guint32 grid, guint used[WG_N_FILLS])
{
  WgCoverage *coverage = wg_plan_get_coverage (scene->plan);
  guint depth = wg_scene_get_grid (scene, grid)->grid->depth;
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));

  wg_plan_collect_faces (scene->plan, grid, faces);
  for (guint i = 0; i < faces->len; i++)
    wg_coverage_face_edges (coverage, g_array_index (faces, WgFaceId, i), edges);
  for (guint i = 0; i < edges->len; i++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, WG_HALF_EDGE_ARC (g_array_index (edges, WgHalfEdge, i)));
      guint32 a = wg_scene_shown (scene, wg_coverage_owner (coverage, arc->left), depth);
      guint32 b = wg_scene_shown (scene, wg_coverage_owner (coverage, arc->right), depth);
      guint32 other = a == grid ? b : b == grid ? a : 0;
      const WgSceneGrid *entry = other != grid ? wg_scene_get_grid (scene, other) : NULL;

      if (entry != NULL && entry->grid->depth == depth && entry->fill != WG_NO_FILL)
        used[entry->fill]++;
    }
}

static void
recolour (WgScene *scene, guint32 grid)
{
  guint used[WG_N_FILLS] = { 0 };
  guint8 fill = 0;

  count_fills_around (scene, grid, used);
  fill = wg_colouring_choose (grid, used);
  wg_scene_edit_grid (scene, grid)->fill = fill;
}

/* Colours what is new, and the newer of two neighbours that have the same fill. New neighbours
 * can only meet along arcs that changed. */
static void
update_colours (WgScene *scene, const GArray *dirty)
{
  WgCoverage *coverage = wg_plan_get_coverage (scene->plan);

  for (guint i = 0; i < dirty->len; i++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, g_array_index (dirty, WgArcId, i));

      for (guint depth = 1; arc != NULL && depth <= scene->n_levels; depth++)
        {
          guint32 a = wg_scene_shown (scene, wg_coverage_owner (coverage, arc->left), depth);
          guint32 b = wg_scene_shown (scene, wg_coverage_owner (coverage, arc->right), depth);
          const WgSceneGrid *x = wg_scene_get_grid (scene, a), *y = wg_scene_get_grid (scene, b);

          if (x != NULL && x->fill == WG_NO_FILL)
            recolour (scene, a);
          if (y != NULL && y->fill == WG_NO_FILL)
            recolour (scene, b);
          x = wg_scene_get_grid (scene, a);
          y = wg_scene_get_grid (scene, b);
          if (x != NULL && y != NULL && a != b && x->grid->depth == depth
              && y->grid->depth == depth && x->fill == y->fill)
            recolour (scene, MAX (a, b));
        }
    }
}

/**
 * wg_scene_new:
 * @plan: live or a snapshot; the scene keeps a reference
 *
 * Reads all grids and arcs, colours the grids and packs the arcs into blocks. On the thread that
 * owns @plan. About 0.1 s for 100,000 grids; the levels of detail are made by the first painter.
 */
WgScene *
wg_scene_new (WgPlan *plan)
{
  WgScene *scene = wg_scene_new_empty (wg_plan_get_n_levels (plan));
  WgCoverage *coverage = wg_plan_get_coverage (plan);
  guint32 grid_limit = wg_plan_get_grid_limit (plan);
  WgArcId limit = wg_coverage_arc_limit (coverage);
  g_autofree WgSceneArc *arcs = g_new (WgSceneArc, (gsize) wg_coverage_n_arcs (coverage) + 1);
  guint n = 0;

  scene->plan = g_object_ref (plan);
  for (guint depth = 1; depth <= scene->n_levels; depth++)
    for (guint32 id = 1; id < grid_limit; id++)
      {
        WgGrid *grid = wg_plan_get_grid (plan, id);
        if (grid != NULL && grid->depth == depth)
          wg_scene_set_grid (scene, grid);
      }
  for (WgArcId id = 1; id < limit; id++)
    if (wg_coverage_arc (coverage, id) != NULL)
      fill_arc (scene, coverage, id, &arcs[n++]);
  wg_scene_colour_all (scene, arcs, n);
  wg_scene_set_arcs (scene, arcs, n);
  count_grids (scene);
  return scene;
}

void
wg_scene_update (WgScene *scene, const WgChange *change)
{
  g_autoptr (GArray) dirty = collect_dirty (scene, change);

  update_blocks (scene, dirty);
  update_colours (scene, dirty);
  count_grids (scene);
  wg_scene_forget_tables (scene);
}

void
wg_scene_follow (WgScene *scene, WgPlan *plan)
{
  g_set_object (&scene->plan, plan);
}
