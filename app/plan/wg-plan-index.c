/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-plan-index"

#include "wg-plan-index.h"

#include "../base/wg-hash.h"

#include <string.h>

#define MAX_LEVELS 8
#define MIN_BUCKETS 64

typedef struct
{
  GArray *ids; /* of guint32 */
  gboolean is_sorted;
} Children;

struct _WgPlanIndex
{
  GPtrArray *grids;      /* borrowed */
  GArray *first_faces;   /* of WgFaceId, by grid: the head of its chain, ascending */
  GArray *next_faces;    /* of WgFaceId, by face */
  GHashTable *own_faces; /* grid -> GArray of WgFaceId, when asked for */
  GHashTable *children;  /* parent -> Children */
  GArray *code_heads;    /* of guint32, by hash */
  GArray *code_nexts;    /* of guint32, by grid */
  guint n_codes;
  guint n_grids[MAX_LEVELS + 1];
  GArray *nothing; /* handed out when there is nothing */
  gboolean is_loading; /* children are sorted when first asked for, not one by one */
};

#define CELL(array, i) g_array_index ((array), guint32, (i))

static void
ensure_size (GArray *array, guint index)
{
  if (index >= array->len)
    g_array_set_size (array, MAX (index + 1, array->len + array->len / 4));
}

static void
free_children (gpointer data)
{
  Children *children = data;

  g_array_unref (children->ids);
  g_free (children);
}

static const WgGrid *
grid_of (const WgPlanIndex *self, guint32 id)
{
  return g_ptr_array_index (self->grids, id);
}

static int
compare_by_code (const WgPlanIndex *self, guint32 a, guint32 b)
{
  int order = strcmp (grid_of (self, a)->code, grid_of (self, b)->code);

  return order != 0 ? order : (a > b) - (a < b);
}

static int
compare_by_code_cb (gconstpointer a, gconstpointer b, gpointer self)
{
  return compare_by_code (self, *(const guint32 *) a, *(const guint32 *) b);
}

/* The first place in the sorted children that does not come before @id. */
static guint
find_place (const WgPlanIndex *self, const GArray *ids, guint32 id)
{
  guint low = 0, high = ids->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_by_code (self, CELL (ids, middle), id) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
add_child (WgPlanIndex *self, const WgGrid *grid)
{
  gpointer key = GUINT_TO_POINTER (grid->parent);
  Children *children = g_hash_table_lookup (self->children, key);

  if (children == NULL)
    {
      children = g_new0 (Children, 1);
      children->ids = g_array_new (FALSE, FALSE, sizeof (guint32));
      children->is_sorted = !self->is_loading;
      g_hash_table_insert (self->children, key, children);
    }
  if (children->is_sorted && children->ids->len > 0
      && compare_by_code (self, CELL (children->ids, children->ids->len - 1), grid->id) > 0)
    g_array_insert_val (children->ids, find_place (self, children->ids, grid->id), grid->id);
  else
    g_array_append_val (children->ids, grid->id);
}

static void
remove_child (WgPlanIndex *self, const WgGrid *grid)
{
  Children *children = g_hash_table_lookup (self->children, GUINT_TO_POINTER (grid->parent));
  guint place = 0;

  g_return_if_fail (children != NULL);

  if (children->is_sorted)
    place = find_place (self, children->ids, grid->id);
  else
    while (place < children->ids->len && CELL (children->ids, place) != grid->id)
      place++;
  g_return_if_fail (place < children->ids->len && CELL (children->ids, place) == grid->id);
  g_array_remove_index (children->ids, place);
}

static guint
bucket_of (const WgPlanIndex *self, const char *code)
{
  return (guint) (wg_hash_u64 (g_str_hash (code)) & (self->code_heads->len - 1));
}

static void
link_code (WgPlanIndex *self, const WgGrid *grid)
{
  guint bucket = bucket_of (self, grid->code);

  CELL (self->code_nexts, grid->id) = CELL (self->code_heads, bucket);
  CELL (self->code_heads, bucket) = grid->id;
}

static void
grow_codes (WgPlanIndex *self)
{
  g_autoptr (GArray) old_nexts = g_steal_pointer (&self->code_nexts);
  g_autoptr (GArray) old_heads = g_steal_pointer (&self->code_heads);

  self->code_nexts = g_array_new (FALSE, TRUE, sizeof (guint32));
  g_array_set_size (self->code_nexts, old_nexts->len);
  self->code_heads = g_array_new (FALSE, TRUE, sizeof (guint32));
  g_array_set_size (self->code_heads, old_heads->len * 4);
  for (guint i = 0; i < old_heads->len; i++)
    for (guint32 id = CELL (old_heads, i); id != 0; id = CELL (old_nexts, id))
      link_code (self, grid_of (self, id));
}

static void
add_code (WgPlanIndex *self, const WgGrid *grid)
{
  ensure_size (self->code_nexts, grid->id);
  if (grid->code[0] == '\0')
    return;
  if (self->n_codes >= self->code_heads->len)
    grow_codes (self);
  link_code (self, grid);
  self->n_codes++;
}

static void
remove_code (WgPlanIndex *self, const WgGrid *grid)
{
  guint32 *link = NULL;

  if (grid->code[0] == '\0')
    return;
  link = &CELL (self->code_heads, bucket_of (self, grid->code));
  while (*link != 0 && *link != grid->id)
    link = &CELL (self->code_nexts, *link);
  g_return_if_fail (*link == grid->id);
  *link = CELL (self->code_nexts, grid->id);
  self->n_codes--;
}

static void
link_face (WgPlanIndex *self, WgFaceId face, guint32 owner)
{
  WgFaceId *link = NULL;

  ensure_size (self->first_faces, owner);
  ensure_size (self->next_faces, face);
  link = &CELL (self->first_faces, owner);
  while (*link != 0 && *link < face)
    link = &CELL (self->next_faces, *link);
  CELL (self->next_faces, face) = *link;
  *link = face;
}

static void
unlink_face (WgPlanIndex *self, WgFaceId face, guint32 owner)
{
  WgFaceId *link = NULL;

  g_return_if_fail (owner < self->first_faces->len);

  link = &CELL (self->first_faces, owner);
  while (*link != 0 && *link != face)
    link = &CELL (self->next_faces, *link);
  g_return_if_fail (*link == face);
  *link = CELL (self->next_faces, face);
}

WgPlanIndex *
wg_plan_index_new (GPtrArray *grids, const WgCoverage *coverage)
{
  WgPlanIndex *self = g_new0 (WgPlanIndex, 1);
  guint n_buckets = MIN_BUCKETS;

  /* With room, so that no edit has to spread all codes anew: 30 ms at 130,000. */
  while (n_buckets < 2 * grids->len)
    n_buckets *= 2;
  self->grids = grids;
  self->first_faces = g_array_new (FALSE, TRUE, sizeof (WgFaceId));
  self->next_faces = g_array_new (FALSE, TRUE, sizeof (WgFaceId));
  self->code_heads = g_array_new (FALSE, TRUE, sizeof (guint32));
  self->code_nexts = g_array_new (FALSE, TRUE, sizeof (guint32));
  self->nothing = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_set_size (self->code_heads, n_buckets);
  g_array_set_size (self->code_nexts, grids->len);
  g_array_set_size (self->first_faces, grids->len);
  g_array_set_size (self->next_faces, wg_coverage_face_limit (coverage));
  self->own_faces
    = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  self->children = g_hash_table_new_full (NULL, NULL, NULL, free_children);

  self->is_loading = TRUE;
  for (guint32 id = 1; id < grids->len; id++)
    if (grid_of (self, id) != NULL)
      wg_plan_index_add_grid (self, grid_of (self, id));
  for (WgFaceId face = wg_coverage_face_limit (coverage); face-- > 1;)
    if (wg_coverage_has_face (coverage, face))
      wg_plan_index_set_owner (self, face, 0, wg_coverage_owner (coverage, face));
  self->is_loading = FALSE;
  return self;
}

void
wg_plan_index_free (WgPlanIndex *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->first_faces);
  g_array_unref (self->next_faces);
  g_array_unref (self->code_heads);
  g_array_unref (self->code_nexts);
  g_array_unref (self->nothing);
  g_hash_table_unref (self->own_faces);
  g_hash_table_unref (self->children);
  g_free (self);
}

void
wg_plan_index_remove_grid (WgPlanIndex *self, const WgGrid *grid)
{
  remove_code (self, grid);
  if (grid->is_retired)
    return;
  remove_child (self, grid);
  self->n_grids[MIN (grid->depth, MAX_LEVELS)]--;
}

void
wg_plan_index_add_grid (WgPlanIndex *self, const WgGrid *grid)
{
  add_code (self, grid);
  if (grid->is_retired)
    return;
  add_child (self, grid);
  self->n_grids[MIN (grid->depth, MAX_LEVELS)]++;
}

void
wg_plan_index_set_owner (WgPlanIndex *self, WgFaceId face, guint32 before, guint32 after)
{
  if (before == after)
    return;
  if (before != 0)
    {
      unlink_face (self, face, before);
      g_hash_table_remove (self->own_faces, GUINT_TO_POINTER (before));
    }
  if (after != 0)
    {
      link_face (self, face, after);
      g_hash_table_remove (self->own_faces, GUINT_TO_POINTER (after));
    }
}

guint
wg_plan_index_count (WgPlanIndex *self, guint depth)
{
  return depth <= MAX_LEVELS ? self->n_grids[depth] : 0;
}

guint32
wg_plan_index_find_code (WgPlanIndex *self, const char *code)
{
  guint32 found = 0;
  gboolean found_is_retired = TRUE;

  if (code == NULL || code[0] == '\0')
    return 0;
  for (guint32 id = CELL (self->code_heads, bucket_of (self, code)); id != 0;
       id = CELL (self->code_nexts, id))
    {
      const WgGrid *grid = grid_of (self, id);

      if (strcmp (grid->code, code) != 0)
        continue;
      if (found == 0 || (found_is_retired && !grid->is_retired)
          || (!found_is_retired == !grid->is_retired && id < found))
        {
          found = id;
          found_is_retired = grid->is_retired;
        }
    }
  return found;
}

const GArray *
wg_plan_index_children (WgPlanIndex *self, guint32 parent)
{
  Children *children = g_hash_table_lookup (self->children, GUINT_TO_POINTER (parent));

  if (children == NULL)
    return self->nothing;
  if (!children->is_sorted)
    {
      g_array_sort_with_data (children->ids, compare_by_code_cb, self);
      children->is_sorted = TRUE;
    }
  return children->ids;
}

const GArray *
wg_plan_index_own_faces (WgPlanIndex *self, guint32 grid)
{
  GArray *faces = NULL;

  if (grid == 0 || grid >= self->first_faces->len || CELL (self->first_faces, grid) == 0)
    return self->nothing;
  faces = g_hash_table_lookup (self->own_faces, GUINT_TO_POINTER (grid));
  if (faces == NULL)
    {
      faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
      wg_plan_index_append_own (self, grid, faces);
      g_hash_table_insert (self->own_faces, GUINT_TO_POINTER (grid), faces);
    }
  return faces;
}

void
wg_plan_index_append_own (WgPlanIndex *self, guint32 grid, GArray *faces_out)
{
  if (grid == 0 || grid >= self->first_faces->len)
    return;
  for (WgFaceId face = CELL (self->first_faces, grid); face != 0;
       face = CELL (self->next_faces, face))
    g_array_append_val (faces_out, face);
}
