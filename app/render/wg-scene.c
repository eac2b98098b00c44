/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-scene"

#include "wg-scene-private.h"

#include <math.h>
#include <string.h>

#define SIZE_SEEN 5.0 /* pixels: grids smaller than this are filled as their parents are */

static void
page_unref (WgScenePage *page)
{
  if (page == NULL || !g_atomic_int_dec_and_test (&page->ref_count))
    return;
  for (guint i = 0; i < WG_PAGE_SIZE; i++)
    g_clear_pointer (&page->grids[i].grid, wg_grid_unref);
  g_free (page);
}

static WgScenePage *
page_copy (const WgScenePage *page)
{
  WgScenePage *copy = g_new0 (WgScenePage, 1);

  copy->ref_count = 1;
  if (page == NULL)
    {
      for (guint i = 0; i < WG_PAGE_SIZE; i++)
        copy->grids[i].fill = WG_NO_FILL;
      return copy;
    }
  memcpy (copy->grids, page->grids, sizeof (page->grids));
  for (guint i = 0; i < WG_PAGE_SIZE; i++)
    if (copy->grids[i].grid != NULL)
      wg_grid_ref (copy->grids[i].grid);
  return copy;
}

static void
table_unref (WgSceneTable *table)
{
  if (table == NULL || !g_atomic_int_dec_and_test (&table->ref_count))
    return;
  g_free (table->fills);
  g_free (table->shown);
  g_free (table);
}

static void
anchors_unref (WgSceneAnchors *anchors)
{
  if (!g_atomic_int_dec_and_test (&anchors->ref_count))
    return;
  g_hash_table_unref (anchors->anchors);
  g_mutex_clear (&anchors->mutex);
  g_free (anchors);
}

static WgSceneAnchors *
anchors_new (void)
{
  WgSceneAnchors *anchors = g_new0 (WgSceneAnchors, 1);

  anchors->ref_count = 1;
  g_mutex_init (&anchors->mutex);
  anchors->anchors = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return anchors;
}

static guint8
get_fill (const WgScene *scene, const WgSceneGrid *entry, guint32 id)
{
  gsize n_fills = 0;
  const guint8 *fills = scene->theme != NULL ? g_bytes_get_data (scene->theme, &n_fills) : NULL;

  if (scene->theme != NULL)
    return id < n_fills ? MIN (fills[id], WG_N_FILLS - 1) : 0;
  return entry == NULL || entry->fill == WG_NO_FILL ? 0 : entry->fill;
}

/* Fill and shown grid of every owner at @depth, in one pass over the pages. */
static WgSceneTable *
build_table (WgScene *scene, guint depth)
{
  WgSceneTable *table = g_new0 (WgSceneTable, 1);

  table->ref_count = 1;
  table->limit = MAX (scene->limit, 1);
  table->fills = g_malloc (table->limit);
  table->shown = g_new0 (guint32, table->limit);
  memset (table->fills, WG_FILL_UNOWNED, table->limit);
  for (guint32 id = 1; id < scene->limit; id++)
    {
      const WgSceneGrid *own = wg_scene_get_grid (scene, id);
      const WgSceneGrid *shown = NULL;
      gboolean is_above = FALSE;

      if (own == NULL)
        continue;
      is_above = own->path[depth] == 0;
      table->shown[id] = is_above ? id : own->path[depth];
      shown = wg_scene_get_grid (scene, table->shown[id]);
      table->fills[id] = get_fill (scene, shown, table->shown[id]);
      /* A level that was left out (a grid right under a street) is not "above". */
      if (is_above && own->grid->depth < depth)
        table->fills[id] += WG_FILL_LIGHT;
    }
  return table;
}

WgScene *
wg_scene_new_empty (guint n_levels)
{
  WgScene *scene = g_new0 (WgScene, 1);

  scene->blocks = g_ptr_array_new ();
  scene->pages = g_ptr_array_new ();
  scene->limit = 1;
  scene->n_levels = CLAMP (n_levels, 1, WG_MAX_DEPTH);
  scene->envelope = WG_ENVELOPE_EMPTY;
  scene->anchors = anchors_new ();
  return scene;
}

const WgSceneGrid *
wg_scene_get_grid (WgScene *scene, guint32 id)
{
  const WgScenePage *page = NULL;

  if ((id >> WG_PAGE_BITS) >= scene->pages->len)
    return NULL;
  page = scene->pages->pdata[id >> WG_PAGE_BITS];
  if (page == NULL || page->grids[id & (WG_PAGE_SIZE - 1)].grid == NULL)
    return NULL;
  return &page->grids[id & (WG_PAGE_SIZE - 1)];
}

WgSceneGrid *
wg_scene_edit_grid (WgScene *scene, guint32 id)
{
  guint index = id >> WG_PAGE_BITS;
  WgScenePage *page = NULL;

  if (index >= scene->pages->len)
    g_ptr_array_set_size (scene->pages, (gint) index + 1);
  page = scene->pages->pdata[index];
  if (page == NULL || g_atomic_int_get (&page->ref_count) > 1)
    {
      scene->pages->pdata[index] = page_copy (page);
      page_unref (page);
      page = scene->pages->pdata[index];
    }
  scene->limit = MAX (scene->limit, id + 1);
  return &page->grids[id & (WG_PAGE_SIZE - 1)];
}

void
wg_scene_set_grid (WgScene *scene, WgGrid *grid)
{
  WgSceneGrid *entry = wg_scene_edit_grid (scene, grid->id);
  const WgSceneGrid *parent = grid->parent != 0 ? wg_scene_get_grid (scene, grid->parent) : NULL;

  wg_grid_ref (grid);
  g_clear_pointer (&entry->grid, wg_grid_unref);
  entry->grid = grid;
  memset (entry->path, 0, sizeof (entry->path));
  if (parent != NULL)
    memcpy (entry->path, parent->path, grid->depth * sizeof (guint32));
  entry->path[MIN (grid->depth, WG_MAX_DEPTH)] = grid->id;
}

guint
wg_scene_rank (WgScene *scene, guint32 left, guint32 right)
{
  const WgSceneGrid *a = NULL, *b = NULL;

  if (left == right)
    return 0;
  a = wg_scene_get_grid (scene, left);
  b = wg_scene_get_grid (scene, right);
  /* A gap parts no towns: its rim is drawn as a border of the grids around it. */
  if (left == 0 || right == 0)
    return a != NULL ? a->grid->depth : b != NULL ? b->grid->depth : scene->n_levels;
  if (a == NULL || b == NULL)
    return 1;
  for (guint depth = 1; depth <= scene->n_levels; depth++)
    if (a->path[depth] != b->path[depth])
      return depth;
  return 0;
}

guint32
wg_scene_shown (WgScene *scene, guint32 owner, guint depth)
{
  const WgSceneGrid *grid = wg_scene_get_grid (scene, owner);

  if (grid == NULL)
    return 0;
  return grid->path[depth] != 0 ? grid->path[depth] : owner;
}

/* The pairs of neighbours at one level, each once. */
static GArray *
collect_neighbours (WgScene *scene, const WgSceneArc *arcs, guint n_arcs, guint depth)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (guint i = 0; i < n_arcs; i++)
    {
      guint32 a = 0, b = 0;
      guint64 pair = 0;

      if (arcs[i].rank == 0 || arcs[i].rank > depth)
        continue;
      a = wg_scene_shown (scene, arcs[i].left, depth);
      b = wg_scene_shown (scene, arcs[i].right, depth);
      if (a == 0 || b == 0 || a == b || wg_scene_get_grid (scene, a)->grid->depth != depth
          || wg_scene_get_grid (scene, b)->grid->depth != depth)
        continue;
      pair = wg_neighbours (a, b);
      g_array_append_val (pairs, pair);
    }
  g_array_set_size (pairs, wg_colouring_sort ((guint64 *) pairs->data, pairs->len));
  return pairs;
}

void
wg_scene_colour_all (WgScene *scene, const WgSceneArc *arcs, guint n_arcs)
{
  g_autofree guint8 *fills = g_malloc (scene->limit);

  memset (fills, WG_NO_FILL, scene->limit);
  for (guint depth = 1; depth <= scene->n_levels; depth++)
    {
      g_autoptr (GArray) pairs = collect_neighbours (scene, arcs, n_arcs, depth);
      wg_colouring_run ((const guint64 *) pairs->data, pairs->len, scene->limit, fills);
    }
  for (guint32 id = 1; id < scene->limit; id++)
    if (wg_scene_get_grid (scene, id) != NULL)
      {
        guint none[WG_N_FILLS] = { 0 };
        wg_scene_edit_grid (scene, id)->fill
          = fills[id] != WG_NO_FILL ? fills[id] : wg_colouring_choose (id, none);
      }
}

void
wg_scene_set_arcs (WgScene *scene, WgSceneArc *arcs, guint n_arcs)
{
  wg_scene_block_pack (arcs, n_arcs, scene->blocks);
  for (guint i = 0; i < n_arcs; i++)
    {
      wg_envelope_add (&scene->envelope, &arcs[i].envelope);
      scene->n_block_of = MAX (scene->n_block_of, arcs[i].id + 1);
    }
  scene->block_of = g_renew (guint32, scene->block_of, scene->n_block_of + 1);
  memset (scene->block_of, 0, (scene->n_block_of + 1) * sizeof (guint32));
  for (guint i = 0; i < scene->blocks->len; i++)
    {
      const WgSceneBlock *block = scene->blocks->pdata[i];
      for (guint j = 0; j < block->n_arcs; j++)
        scene->block_of[block->arcs[j].id] = i + 1;
    }
}

void
wg_scene_forget_tables (WgScene *scene)
{
  for (guint depth = 0; depth <= WG_MAX_DEPTH; depth++)
    g_clear_pointer (&scene->tables[depth], table_unref);
}

double
wg_scene_snapshot_size (const WgSceneSnapshot *snapshot, guint depth, double scale)
{
  const WgEnvelope *e = &snapshot->envelope;
  double area = 0;

  if (wg_envelope_is_empty (e) || depth > snapshot->n_levels)
    return 0;
  /* A jurisdiction fills about this much of its box. */
  area = 0.6 * ((double) e->max_x - e->min_x) * ((double) e->max_y - e->min_y);
  return sqrt (area / MAX (snapshot->counts[depth], 1)) * scale / snapshot->pixel_ratio;
}

guint
wg_scene_snapshot_depth (const WgSceneSnapshot *snapshot, double scale)
{
  guint depth = snapshot->fill_depth;

  while (depth > 1 && !snapshot->is_literal
         && (snapshot->counts[depth] == 0
             || wg_scene_snapshot_size (snapshot, depth, scale) < SIZE_SEEN))
    depth--;
  return depth;
}

void
wg_scene_snapshot_set_literal (WgSceneSnapshot *snapshot)
{
  snapshot->is_literal = TRUE;
}

void
wg_scene_snapshot_set_pixel_ratio (WgSceneSnapshot *snapshot, double ratio)
{
  snapshot->pixel_ratio = ratio;
}

const WgSceneGrid *
wg_scene_snapshot_grid (const WgSceneSnapshot *snapshot, guint32 id)
{
  const WgScenePage *page = NULL;

  if ((id >> WG_PAGE_BITS) >= snapshot->n_pages)
    return NULL;
  page = snapshot->pages[id >> WG_PAGE_BITS];
  if (page == NULL || page->grids[id & (WG_PAGE_SIZE - 1)].grid == NULL)
    return NULL;
  return &page->grids[id & (WG_PAGE_SIZE - 1)];
}

void
wg_scene_free (WgScene *scene)
{
  for (guint i = 0; i < scene->blocks->len; i++)
    if (scene->blocks->pdata[i] != NULL)
      wg_scene_block_unref (scene->blocks->pdata[i]);
  for (guint i = 0; i < scene->pages->len; i++)
    page_unref (scene->pages->pdata[i]);
  g_ptr_array_unref (scene->blocks);
  g_ptr_array_unref (scene->pages);
  wg_scene_forget_tables (scene);
  anchors_unref (scene->anchors);
  g_clear_object (&scene->plan);
  g_clear_pointer (&scene->theme, g_bytes_unref);
  g_free (scene->block_of);
  g_free (scene);
}

guint
wg_scene_get_fill (WgScene *scene, guint32 grid)
{
  const WgSceneGrid *entry = grid < scene->limit ? wg_scene_get_grid (scene, grid) : NULL;

  return get_fill (scene, entry, grid);
}

void
wg_scene_set_theme (WgScene *scene, GBytes *fills)
{
  g_clear_pointer (&scene->theme, g_bytes_unref);
  scene->theme = fills != NULL ? g_bytes_ref (fills) : NULL;
  wg_scene_forget_tables (scene);
}

WgEnvelope
wg_scene_envelope (const WgScene *scene)
{
  return scene->envelope;
}

WgSceneSnapshot *
wg_scene_snapshot (WgScene *scene, guint fill_depth)
{
  WgSceneSnapshot *snapshot = g_new0 (WgSceneSnapshot, 1);
  guint depth = fill_depth == 0 ? scene->n_levels : MIN (fill_depth, scene->n_levels);

  snapshot->ref_count = 1;
  snapshot->n_levels = scene->n_levels;
  snapshot->fill_depth = depth;
  snapshot->pixel_ratio = 1;
  snapshot->envelope = scene->envelope;
  memcpy (snapshot->counts, scene->counts, sizeof (snapshot->counts));
  snapshot->blocks = g_new (WgSceneBlock *, scene->blocks->len + 1);
  for (guint i = 0; i < scene->blocks->len; i++)
    {
      WgSceneBlock *block = scene->blocks->pdata[i];
      if (block == NULL)
        continue;
      g_atomic_int_inc (&block->ref_count);
      snapshot->blocks[snapshot->n_blocks++] = block;
    }
  snapshot->n_pages = scene->pages->len;
  snapshot->pages = g_memdup2 (scene->pages->pdata, scene->pages->len * sizeof (gpointer));
  for (guint i = 0; i < snapshot->n_pages; i++)
    if (snapshot->pages[i] != NULL)
      g_atomic_int_inc (&snapshot->pages[i]->ref_count);
  for (guint d = 1; d <= depth; d++)
    {
      if (scene->tables[d] == NULL)
        scene->tables[d] = build_table (scene, d);
      snapshot->tables[d] = scene->tables[d];
      g_atomic_int_inc (&snapshot->tables[d]->ref_count);
    }
  snapshot->anchors = scene->anchors;
  g_atomic_int_inc (&snapshot->anchors->ref_count);
  return snapshot;
}

WgSceneSnapshot *
wg_scene_snapshot_ref (WgSceneSnapshot *snapshot)
{
  g_atomic_int_inc (&snapshot->ref_count);
  return snapshot;
}

void
wg_scene_snapshot_unref (WgSceneSnapshot *snapshot)
{
  if (!g_atomic_int_dec_and_test (&snapshot->ref_count))
    return;
  for (guint i = 0; i < snapshot->n_blocks; i++)
    wg_scene_block_unref (snapshot->blocks[i]);
  for (guint i = 0; i < snapshot->n_pages; i++)
    page_unref (snapshot->pages[i]);
  for (guint d = 1; d <= WG_MAX_DEPTH; d++)
    table_unref (snapshot->tables[d]);
  anchors_unref (snapshot->anchors);
  g_free (snapshot->blocks);
  g_free (snapshot->pages);
  g_free (snapshot);
}
