/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-lock"

#include "wg-lock.h"

#include "../geometry/wg-coverage-shape.h"
#include "wg-commands.h"
#include "wg-plan-private.h"

#include <math.h>

/* How far a vertex that noding puts on a line may lie off it, in mm: half a diagonal of a cell of
 * the 1 mm lattice, and a little more. */
#define MAX_BEND_MM 1.0

#define KEY(id) GUINT_TO_POINTER (id)

/* A piece of the border of a grid, with its land on the left. */
typedef struct
{
  WgPoint start, end;
} Segment;

typedef struct
{
  GArray *before; /* of Segment */
  GArray *after;
} Border;

/* Two states of one plan, of which one is live and the other is told by what changes. */
typedef struct
{
  WgPlan *plan;       /* says what is fixed, and the grids as they were */
  WgPlan *next;       /* the other content; NULL: @plan with the changes */
  GHashTable *faces;  /* id -> WgFaceChange; NULL: none */
  GHashTable *grids;  /* id -> WgGrid after; NULL: none */
  guint pinned_depth; /* of the deepest pinned level; 0: none */
  GHashTable *borders; /* fixed grid -> Border */
} Check;

/* The fixed grids that have the land of one owner. */
typedef struct
{
  guint n;
  guint32 ids[WG_MAX_DEPTH];
} Holders;

static guint
hash_segment (gconstpointer key)
{
  const Segment *segment = key;
  guint64 hash = (guint32) segment->start.x;

  hash = hash * 0x9e3779b97f4a7c15u + (guint32) segment->start.y;
  hash = hash * 0x9e3779b97f4a7c15u + (guint32) segment->end.x;
  hash = hash * 0x9e3779b97f4a7c15u + (guint32) segment->end.y;
  return (guint) (hash >> 32);
}

static gboolean
equal_segments (gconstpointer a, gconstpointer b)
{
  const Segment *first = a, *second = b;

  return wg_point_equal (first->start, second->start) && wg_point_equal (first->end, second->end);
}

static void
free_border (gpointer data)
{
  Border *border = data;

  g_array_unref (border->before);
  g_array_unref (border->after);
  g_free (border);
}

static void
check_clear (Check *check)
{
  g_clear_pointer (&check->faces, g_hash_table_unref);
  g_clear_pointer (&check->grids, g_hash_table_unref);
  g_clear_pointer (&check->borders, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Check, check_clear)

static guint
find_pinned_depth (WgPlan *plan)
{
  for (guint depth = wg_plan_get_n_levels (plan); depth >= 1; depth--)
    if (wg_plan_get_level (plan, depth)->rule.is_pinned)
      return depth;
  return 0;
}

static gboolean
is_fixed (WgPlan *plan, guint pinned_depth, guint32 id)
{
  const WgGrid *grid = wg_plan_get_grid (plan, id);

  return grid != NULL && !grid->is_retired && (grid->is_locked || grid->depth <= pinned_depth);
}

static const WgGrid *
get_grid (const Check *check, guint32 id, gboolean is_after)
{
  const WgGrid *grid = NULL;

  if (is_after && check->next != NULL)
    return wg_plan_get_grid (check->next, id);
  if (is_after && check->grids != NULL)
    grid = g_hash_table_lookup (check->grids, KEY (id));
  return grid != NULL ? grid : wg_plan_get_grid (check->plan, id);
}

static Holders
find_holders (const Check *check, guint32 owner, gboolean is_after)
{
  const WgGrid *grid = owner != 0 ? get_grid (check, owner, is_after) : NULL;
  Holders holders = { 0 };

  for (guint i = 0; grid != NULL && i < WG_MAX_DEPTH; i++)
    {
      if (is_fixed (check->plan, check->pinned_depth, grid->id))
        holders.ids[holders.n++] = grid->id;
      grid = grid->parent != 0 ? get_grid (check, grid->parent, is_after) : NULL;
    }
  return holders;
}

static gboolean
has_holder (const Holders *holders, guint32 id)
{
  for (guint i = 0; i < holders->n; i++)
    if (holders->ids[i] == id)
      return TRUE;
  return FALSE;
}

static guint32
get_owner (const Check *check, WgFaceId face, gboolean is_after)
{
  const WgFaceChange *row = NULL;

  if (face == WG_FACE_OUTSIDE)
    return 0;
  if (is_after && check->next != NULL)
    return wg_coverage_owner (wg_plan_get_coverage (check->next), face);
  if (check->faces != NULL)
    row = g_hash_table_lookup (check->faces, KEY (face));
  if (row == NULL)
    return wg_coverage_owner (wg_plan_get_coverage (check->plan), face);
  if (is_after)
    return row->has ? row->owner_after : 0;
  return row->had ? row->owner_before : 0;
}

static GArray *
get_segments (Check *check, guint32 id, gboolean is_after)
{
  Border *border = g_hash_table_lookup (check->borders, KEY (id));

  if (border == NULL)
    {
      border = g_new0 (Border, 1);
      border->before = g_array_new (FALSE, FALSE, sizeof (Segment));
      border->after = g_array_new (FALSE, FALSE, sizeof (Segment));
      g_hash_table_insert (check->borders, KEY (id), border);
    }
  return is_after ? border->after : border->before;
}

static void
add_line (GArray *segments, const WgLine *line, gboolean backwards)
{
  for (guint i = 1; i < line->n_points; i++)
    {
      Segment segment = { line->points[i - 1], line->points[i] };

      if (backwards)
        segment = (Segment){ segment.end, segment.start };
      g_array_append_val (segments, segment);
    }
}

/* The arc is part of the border of every fixed grid that has the land of one side only. */
static void
add_arc (Check *check, const WgArc *arc, gboolean is_after)
{
  guint32 owners[2] = { get_owner (check, arc->left, is_after),
                        get_owner (check, arc->right, is_after) };
  Holders left, right;

  if (arc->line == NULL || owners[0] == owners[1])
    return;
  left = find_holders (check, owners[0], is_after);
  right = find_holders (check, owners[1], is_after);
  for (guint i = 0; i < left.n; i++)
    if (!has_holder (&right, left.ids[i]))
      add_line (get_segments (check, left.ids[i], is_after), arc->line, FALSE);
  for (guint i = 0; i < right.n; i++)
    if (!has_holder (&left, right.ids[i]))
      add_line (get_segments (check, right.ids[i], is_after), arc->line, TRUE);
}

/* Arcs that stay as they are and get another grid beside them. */
static void
add_arcs_of_given_faces (Check *check, const WgCoverageChange *rows)
{
  const WgCoverage *coverage = wg_plan_get_coverage (check->plan);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) around = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));

  for (guint i = 0; i < rows->arcs->len; i++)
    g_hash_table_add (seen, KEY (g_array_index (rows->arcs, WgArcChange, i).id));
  for (guint i = 0; i < rows->faces->len; i++)
    {
      const WgFaceChange *row = &g_array_index (rows->faces, WgFaceChange, i);

      if (!row->had || !row->has || row->owner_before == row->owner_after)
        continue;
      g_array_set_size (around, 0);
      wg_coverage_face_edges (coverage, row->id, around);
      for (guint j = 0; j < around->len; j++)
        {
          WgArcId id = WG_HALF_EDGE_ARC (g_array_index (around, WgHalfEdge, j));
          const WgArc *arc = wg_coverage_arc (coverage, id);

          if (!g_hash_table_add (seen, KEY (id)))
            continue;
          add_arc (check, arc, FALSE);
          add_arc (check, arc, TRUE);
        }
    }
}

/* Segments of @segments that @others does not have; both are sets. */
static GArray *
subtract (const GArray *segments, const GArray *others)
{
  g_autoptr (GHashTable) set = g_hash_table_new (hash_segment, equal_segments);
  GArray *rest = g_array_new (FALSE, FALSE, sizeof (Segment));

  for (guint i = 0; i < others->len; i++)
    g_hash_table_add (set, &g_array_index (others, Segment, i));
  for (guint i = 0; i < segments->len; i++)
    if (!g_hash_table_contains (set, &g_array_index (segments, Segment, i)))
      g_array_append_val (rest, g_array_index (segments, Segment, i));
  return rest;
}

static gboolean
lies_on (const Segment *segment, WgPoint p)
{
  long double dx = (long double) segment->end.x - segment->start.x;
  long double dy = (long double) segment->end.y - segment->start.y;
  long double px = (long double) p.x - segment->start.x, py = (long double) p.y - segment->start.y;
  long double along = px * dx + py * dy, length2 = dx * dx + dy * dy;

  return along >= 0 && along <= length2
         && fabsl (px * dy - py * dx) <= MAX_BEND_MM * sqrtl (length2);
}

/* An unused segment that starts at @start and runs along @other, or @other along it. */
static guint
find_along (const GArray *segments, const gboolean *used, WgPoint start, const Segment *other)
{
  for (guint i = 0; i < segments->len; i++)
    {
      const Segment *segment = &g_array_index (segments, Segment, i);

      if (!used[i] && wg_point_equal (segment->start, start)
          && (lies_on (other, segment->end) || lies_on (segment, other->end)))
        return i;
    }
  return G_MAXUINT;
}

/* Two lines that start in one place, followed side by side until they have a vertex in common.
 * FALSE: they part. */
static gboolean
follow (const GArray *gone, gboolean *gone_used, const GArray *come, gboolean *come_used, guint at)
{
  const Segment *old = &g_array_index (gone, Segment, at);
  guint other = find_along (come, come_used, old->start, old);

  gone_used[at] = TRUE;
  while (other != G_MAXUINT && at != G_MAXUINT)
    {
      const Segment *fresh = &g_array_index (come, Segment, other);

      old = &g_array_index (gone, Segment, at);
      gone_used[at] = come_used[other] = TRUE;
      if (wg_point_equal (old->end, fresh->end))
        return TRUE;
      if (lies_on (old, fresh->end))
        other = find_along (come, come_used, fresh->end, old);
      else
        at = find_along (gone, gone_used, old->end, fresh);
    }
  return FALSE;
}

static gboolean
starts_one (const GArray *segments, WgPoint start)
{
  for (guint i = 0; i < segments->len; i++)
    if (wg_point_equal (g_array_index (segments, Segment, i).start, start))
      return TRUE;
  return FALSE;
}

/* Is it the same line, with other vertices on it? */
static gboolean
is_same_border (const Border *border)
{
  g_autoptr (GArray) gone = subtract (border->before, border->after);
  g_autoptr (GArray) come = subtract (border->after, border->before);
  g_autofree gboolean *gone_used = g_new0 (gboolean, gone->len + 1);
  g_autofree gboolean *come_used = g_new0 (gboolean, come->len + 1);

  for (guint i = 0; i < gone->len; i++)
    if (!gone_used[i] && starts_one (come, g_array_index (gone, Segment, i).start)
        && !follow (gone, gone_used, come, come_used, i))
      return FALSE;
  for (guint i = 0; i < gone->len; i++)
    if (!gone_used[i])
      return FALSE;
  for (guint i = 0; i < come->len; i++)
    if (!come_used[i])
      return FALSE;
  return TRUE;
}

static gboolean
refuse (const Check *check, guint32 id, GError **error)
{
  const WgGrid *grid = wg_plan_get_grid (check->plan, id);
  const WgLevel *level = NULL;

  /* The level that is pinned: its own, or the next one below. */
  for (guint depth = check->pinned_depth; depth >= grid->depth; depth--)
    if (wg_plan_get_level (check->plan, depth)->rule.is_pinned)
      level = wg_plan_get_level (check->plan, depth);
  wg_plan_error_set_locked (error, grid, grid->is_locked ? NULL : level->name);
  return FALSE;
}

/* Grids that are locked themselves are named before those of a pinned level, these from the top. */
static gboolean
comes_before (const Check *check, guint32 a, guint32 b)
{
  const WgGrid *first = wg_plan_get_grid (check->plan, a), *second = wg_plan_get_grid (check->plan, b);

  if (first->is_locked != second->is_locked)
    return first->is_locked;
  return first->depth != second->depth ? first->depth < second->depth : a < b;
}

static gboolean
judge_borders (const Check *check, GError **error)
{
  GHashTableIter iter;
  gpointer key = NULL, value = NULL;
  guint32 worst = 0;

  g_hash_table_iter_init (&iter, check->borders);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!is_same_border (value)
        && (worst == 0 || comes_before (check, GPOINTER_TO_UINT (key), worst)))
      worst = GPOINTER_TO_UINT (key);
  return worst == 0 || refuse (check, worst, error);
}

/* A grid that goes to another parent takes its land along. */
static gboolean
judge_parents (const Check *check, const GPtrArray *grids, GError **error)
{
  for (guint i = 0; i < grids->len; i++)
    {
      const WgGrid *grid = g_ptr_array_index (grids, i);
      const WgGrid *old = wg_plan_get_grid (check->plan, grid->id);
      Holders before, after;

      if (old == NULL || old->parent == grid->parent || grid->is_retired)
        continue;
      before = find_holders (check, grid->id, FALSE);
      after = find_holders (check, grid->id, TRUE);
      for (guint j = 0; j < before.n; j++)
        if (!has_holder (&after, before.ids[j]))
          return refuse (check, before.ids[j], error);
      for (guint j = 0; j < after.n; j++)
        if (!has_holder (&before, after.ids[j]))
          return refuse (check, after.ids[j], error);
    }
  return TRUE;
}

static void
check_init (Check *check, WgPlan *plan)
{
  check->plan = plan;
  check->pinned_depth = find_pinned_depth (plan);
  check->borders = g_hash_table_new_full (NULL, NULL, NULL, free_border);
}

gboolean
wg_plan_has_locks (WgPlan *plan)
{
  return plan->n_locked > 0 || find_pinned_depth (plan) > 0;
}

gboolean
wg_plan_is_fixed (WgPlan *plan, guint32 grid)
{
  return is_fixed (plan, find_pinned_depth (plan), grid);
}

gboolean
wg_plan_is_border_fixed (WgPlan *plan, const WgArc *arc)
{
  g_auto (Check) check = { 0 };
  Holders left, right;

  if (!wg_plan_has_locks (plan))
    return FALSE;
  check_init (&check, plan);
  left = find_holders (&check, get_owner (&check, arc->left, FALSE), FALSE);
  right = find_holders (&check, get_owner (&check, arc->right, FALSE), FALSE);
  for (guint i = 0; i < MAX (left.n, right.n); i++)
    if ((i < left.n && !has_holder (&right, left.ids[i]))
        || (i < right.n && !has_holder (&left, right.ids[i])))
      return TRUE;
  return FALSE;
}

gboolean
wg_plan_check_locks (WgPlan *plan, const WgCoverageChange *rows, const GPtrArray *grids,
                     GError **error)
{
  g_auto (Check) check = { 0 };

  if (!wg_plan_has_locks (plan))
    return TRUE;
  check_init (&check, plan);
  check.faces = g_hash_table_new (NULL, NULL);
  check.grids = g_hash_table_new (NULL, NULL);
  for (guint i = 0; grids != NULL && i < grids->len; i++)
    {
      WgGrid *grid = g_ptr_array_index (grids, i);

      g_hash_table_insert (check.grids, KEY (grid->id), grid);
    }
  if (grids != NULL && !judge_parents (&check, grids, error))
    return FALSE;
  if (rows == NULL)
    return TRUE;
  for (guint i = 0; i < rows->faces->len; i++)
    {
      WgFaceChange *row = &g_array_index (rows->faces, WgFaceChange, i);

      g_hash_table_insert (check.faces, KEY (row->id), row);
    }
  for (guint i = 0; i < rows->arcs->len; i++)
    {
      const WgArcChange *row = &g_array_index (rows->arcs, WgArcChange, i);

      add_arc (&check, &row->before, FALSE);
      add_arc (&check, &row->after, TRUE);
    }
  add_arcs_of_given_faces (&check, rows);
  return judge_borders (&check, error);
}

static void
add_all_arcs (Check *check, WgPlan *plan, gboolean is_after)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);

  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    if (wg_coverage_arc (coverage, id) != NULL)
      add_arc (check, wg_coverage_arc (coverage, id), is_after);
}

gboolean
wg_plan_check_replaced (WgPlan *before, WgPlan *after, GError **error)
{
  g_auto (Check) check = { 0 };

  if (!wg_plan_has_locks (before))
    return TRUE;
  check_init (&check, before);
  check.next = after;
  add_all_arcs (&check, before, FALSE);
  add_all_arcs (&check, after, TRUE);
  return judge_borders (&check, error);
}
