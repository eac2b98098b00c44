/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wg-random-commands.h"

#include "app/geometry/wg-coverage-shape.h"
#include "app/plan/wg-border-commands.h"
#include "app/plan/wg-border-slide.h"
#include "app/plan/wg-draw-commands.h"
#include "app/plan/wg-grid-commands.h"
#include "app/plan/wg-land-commands.h"
#include "app/plan/wg-lock-commands.h"
#include "app/plan/wg-redraw-commands.h"
#include "app/plan/wg-simplify-commands.h"
#include "wg-random-people.h"
#include "wg-random-strokes.h"
#include "wg-test-plan.h"

#include <math.h>

/* One call. A command sets @error or returns TRUE. */
typedef struct
{
  WgRandom *random;
  WgHistory *history;
  WgPlan *plan;
  const WgCoverage *coverage;
  char **problem_out;
} Call;

typedef gboolean (*CallFunc) (Call *call, GError **error);

static void G_GNUC_PRINTF (2, 3)
complain (Call *call, const char *format, ...)
{
  va_list arguments;

  if (*call->problem_out != NULL)
    return;
  va_start (arguments, format);
  *call->problem_out = g_strdup_vprintf (format, arguments);
  va_end (arguments);
}

static gboolean
one_in (Call *call, gint64 n)
{
  return wg_random_int (call->random, 0, n) == 0;
}

/* A grid, as a rule one with land; rarely one that is retired or was never there. */
static guint32
pick_grid (Call *call)
{
  guint32 limit = wg_plan_get_grid_limit (call->plan);
  const WgGrid *grid = NULL;

  if (one_in (call, 60))
    return (guint32) wg_random_int (call->random, 0, (gint64) limit + 3);
  do
    grid = wg_plan_get_grid (call->plan, (guint32) wg_random_int (call->random, 1, limit));
  while (grid == NULL || grid->is_retired);
  return grid->id;
}

static WgFaceId
pick_face (Call *call)
{
  WgFaceId face = 0;

  do
    face = (WgFaceId) wg_random_int (call->random, 1, wg_coverage_face_limit (call->coverage));
  while (!wg_coverage_has_face (call->coverage, face));
  return face;
}

/* The owners on both sides of a border, or their ancestors of one level. */
static guint32
pick_neighbours (Call *call, guint32 *other_out)
{
  const WgArc *arc = NULL;
  guint depth = (guint) wg_random_int (call->random, 1, wg_plan_get_n_levels (call->plan) + 1);
  guint32 ids[2];

  do
    arc = wg_coverage_arc (
      call->coverage,
      (WgArcId) wg_random_int (call->random, 1, wg_coverage_arc_limit (call->coverage)));
  while (arc == NULL);
  ids[0] = wg_coverage_owner (call->coverage, arc->left);
  ids[1] = wg_coverage_owner (call->coverage, arc->right);
  for (guint i = 0; i < 2 && depth < wg_plan_get_n_levels (call->plan) && one_in (call, 4); i++)
    ids[i] = wg_plan_get_ancestor (call->plan, ids[i], depth);
  *other_out = ids[1] != 0 ? ids[1] : pick_grid (call);
  return ids[0] != 0 ? ids[0] : pick_grid (call);
}

static WgLandFlags
pick_flags (Call *call)
{
  return one_in (call, 3) ? WG_LAND_NONE : WG_LAND_RETIRE;
}

static GArray *
pick_stroke (Call *call)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (WgPoint));

  wg_random_stroke (call->random, call->coverage, points);
  return points;
}

static WgShape *
pick_shape (Call *call)
{
  WgShape *shape = wg_shape_new ();
  guint n_rings = (guint) wg_random_int (call->random, 1, 4);

  for (guint i = 0; i < n_rings; i++)
    {
      g_autoptr (GArray) points = pick_stroke (call);

      wg_shape_add_ring (shape, (const WgPoint *) (gconstpointer) points->data, points->len, 0,
                         i > 0);
    }
  return shape;
}

static gboolean
is_same_plan (Call *call, GBytes *before)
{
  g_autoptr (GBytes) now = wg_test_plan_rows (call->plan);

  return g_bytes_equal (before, now);
}

static gboolean
end_land (Call *call, WgLandResult *result)
{
  gboolean is_done = result != NULL;

  if (is_done && result->takers->len + result->losers->len + result->retired->len == 0)
    complain (call, "land was moved, but to and from nobody");
  wg_land_result_free (result);
  return is_done;
}

static gboolean
split (Call *call, GError **error)
{
  g_autoptr (GArray) stroke = pick_stroke (call);
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  const WgPoint *points = (const WgPoint *) (gconstpointer) stroke->data;
  WgKeepCode keep = one_in (call, 2) ? WG_KEEP_LARGEST : WG_KEEP_SMALLEST;
  gboolean is_limited = one_in (call, 4), is_looked_at = one_in (call, 4), is_done = FALSE;
  g_autoptr (GArray) parts = NULL;

  if (is_limited)
    {
      guint32 other = 0, grid = pick_neighbours (call, &other);

      g_array_append_val (grids, grid);
      g_array_append_val (grids, other);
    }
  if (is_looked_at)
    {
      g_autoptr (GBytes) before = wg_test_plan_rows (call->plan);
      g_autoptr (WgLandPreview) pieces
        = wg_plan_preview_split (call->plan, points, stroke->len, is_limited ? grids : NULL, keep,
                                 NULL);

      if (!is_same_plan (call, before))
        complain (call, "the preview of a split changed something");
      is_done = wg_command_split (call->history, points, stroke->len, is_limited ? grids : NULL,
                                  keep, &parts, error);
      if (is_done != (pieces != NULL))
        complain (call, "a split and its preview differ");
      return is_done;
    }
  is_done = wg_command_split (call->history, points, stroke->len, is_limited ? grids : NULL, keep,
                              &parts, error);
  return is_done;
}

static gboolean
merge (Call *call, GError **error)
{
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 other = 0, into = pick_neighbours (call, &other);

  g_array_append_val (grids, other);
  if (one_in (call, 4))
    {
      guint32 more = pick_neighbours (call, &other);

      g_array_append_val (grids, more);
      g_array_append_val (grids, other);
    }
  return end_land (call, wg_command_merge (call->history, grids, into, pick_flags (call), error));
}

static gboolean
assign (Call *call, GError **error)
{
  g_autoptr (WgShape) shape = pick_shape (call);
  guint32 other = 0, to = pick_neighbours (call, &other);

  return end_land (call, wg_command_assign (call->history, shape, to, pick_flags (call), error));
}

static gboolean
assign_faces (Call *call, GError **error)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  guint n = (guint) wg_random_int (call->random, 1, 5);
  guint32 other = 0, to = pick_neighbours (call, &other);

  for (guint i = 0; i < n; i++)
    {
      WgFaceId face = pick_face (call);
      gboolean is_in = FALSE;

      for (guint k = 0; k < faces->len; k++)
        is_in |= g_array_index (faces, WgFaceId, k) == face;
      if (!is_in)
        g_array_append_val (faces, face);
    }
  return end_land (call,
                   wg_command_assign_faces (call->history, faces, to, pick_flags (call), error));
}

static gboolean
redraw (Call *call, GError **error)
{
  g_autoptr (GArray) stroke = pick_stroke (call);
  guint32 other = 0;
  WgRedraw redraw = { (const WgPoint *) (gconstpointer) stroke->data, stroke->len };
  WgPoint place;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (WgRedrawPreview) preview = NULL;
  gboolean is_done = FALSE;

  redraw.variant = (guint) MAX (0, wg_random_int (call->random, -3, 4));
  redraw.flags = pick_flags (call);
  if (one_in (call, 3))
    redraw.subject = pick_neighbours (call, &other);
  if (!one_in (call, 4))
    return end_land (call, wg_command_redraw (call->history, &redraw, &place, error));
  before = wg_test_plan_rows (call->plan);
  preview = wg_plan_preview_redraw (call->plan, &redraw, &place, NULL);
  if (!is_same_plan (call, before))
    complain (call, "the preview of a redraw changed something");
  is_done = end_land (call, wg_command_redraw (call->history, &redraw, &place, error));
  if (is_done != (preview != NULL))
    complain (call, "a redraw and its preview differ");
  return is_done;
}

/* A vertex, or a place on a line, of a border near @place. */
static WgPoint
pick_landing (Call *call, WgPoint place, gint64 span)
{
  WgPoint near = wg_random_place (call->random, call->coverage, place, span), found = near;
  gint32 reach = (gint32) CLAMP (span, 1, 1 << 24);
  double along = wg_random_unit (call->random);
  WgPoint ends[2];

  if (one_in (call, 2) && wg_coverage_find_vertex (call->coverage, near, reach, &found))
    return found;
  if (!wg_coverage_find_segment (call->coverage, near, reach, ends))
    return near;
  return (WgPoint){ (gint32) lround (ends[0].x + along * ((double) ends[1].x - ends[0].x)),
                    (gint32) lround (ends[0].y + along * ((double) ends[1].y - ends[0].y)) };
}

static gboolean
try_move (Call *call, WgMoveKind kind, const WgPoint from_to[2], gint32 reach, GError **error)
{
  WgPoint place;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (WgLandPreview) preview = NULL;
  gboolean is_done = FALSE;

  if (!one_in (call, 3))
    return wg_command_move (call->history, kind, from_to, reach, &place, error);
  before = wg_test_plan_rows (call->plan);
  preview = wg_plan_preview_move (call->plan, kind, from_to, reach, &place, NULL);
  if (!is_same_plan (call, before))
    complain (call, "the preview of a move changed something");
  is_done = wg_command_move (call->history, kind, from_to, reach, &place, error);
  if (is_done != (preview != NULL))
    complain (call, "a move and its preview differ");
  return is_done;
}

static gboolean
move_as (Call *call, WgMoveKind kind, GError **error)
{
  gint64 span = 0;
  WgPoint from_to[2] = { wg_random_vertex (call->random, call->coverage, &span) };
  gint32 reach = (gint32) wg_random_int (call->random, 1, 3000);

  if (one_in (call, 3))
    span /= 20;
  from_to[1] = wg_random_place (call->random, call->coverage, from_to[0], span);
  if (kind != WG_MOVE_VERTEX && kind != WG_MOVE_DELETE)
    {
      WgPoint near = wg_random_place (call->random, call->coverage, from_to[0], reach);

      from_to[0] = one_in (call, 3) ? near : from_to[0];
      from_to[1] = wg_random_place (call->random, call->coverage, from_to[0], span / 2);
    }
  return try_move (call, kind, from_to, reach, error);
}

/* A vertex, a new one or a segment lands on another border. */
static gboolean
touch (Call *call, GError **error)
{
  static const WgMoveKind kinds[] = { WG_MOVE_VERTEX, WG_MOVE_VERTEX, WG_MOVE_INSERT, WG_MOVE_SEGMENT };
  WgMoveKind kind = kinds[wg_random_int (call->random, 0, G_N_ELEMENTS (kinds))];
  gint64 span = 0;
  WgPoint from_to[2] = { wg_random_vertex (call->random, call->coverage, &span) };

  from_to[1] = pick_landing (call, from_to[0], one_in (call, 2) ? span / 4 : span);
  return try_move (call, kind, from_to, 100, error);
}

/* A junction on a border that is held; when there is none, one is made. */
static gboolean
slide (Call *call, GError **error)
{
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 other = 0, grid = 0;

  for (guint i = 0; i < 40; i++)
    {
      gint64 span = 0;
      WgPoint from_to[2] = { wg_random_vertex (call->random, call->coverage, &span) };
      g_autoptr (WgMoveSlide) way = NULL;

      from_to[1] = wg_random_place (call->random, call->coverage, from_to[0], span);
      way = wg_plan_find_slide (call->plan, from_to[0], from_to[1]);
      if (way != NULL)
        return try_move (call, WG_MOVE_VERTEX, from_to, 100, error);
    }
  grid = pick_neighbours (call, &other);
  g_array_append_val (grids, grid);
  return wg_command_lock (call->history, grids, TRUE, error);
}

static gboolean
move_vertex (Call *call, GError **error)
{
  return move_as (call, WG_MOVE_VERTEX, error);
}

static gboolean
insert_vertex (Call *call, GError **error)
{
  return move_as (call, WG_MOVE_INSERT, error);
}

static gboolean
delete_vertex (Call *call, GError **error)
{
  return move_as (call, WG_MOVE_DELETE, error);
}

static gboolean
move_segment (Call *call, GError **error)
{
  return move_as (call, WG_MOVE_SEGMENT, error);
}

static gboolean
set_attributes (Call *call, GError **error)
{
  static const char *const odd[] = { "", " ", "第一网格", "a b", "A-1/2", "编码", "\t", "0",
                                     "1234567890123456789012345678901234567890" };
  guint32 grid = pick_grid (call);
  const WgGrid *other = wg_plan_get_grid (call->plan, pick_grid (call));
  g_autofree char *code = g_strdup_printf ("R%" G_GINT64_FORMAT,
                                           wg_random_int (call->random, 0, 1000000));
  g_autofree char *name = g_strdup_printf ("试%" G_GINT64_FORMAT "网格",
                                           wg_random_int (call->random, 0, 1000000));
  const char *codes[] = { NULL, code, odd[wg_random_int (call->random, 0, G_N_ELEMENTS (odd))],
                          other != NULL ? other->code : NULL };
  const char *names[] = { NULL, name, odd[wg_random_int (call->random, 0, G_N_ELEMENTS (odd))],
                          other != NULL ? other->name : NULL };

  return wg_command_set_attributes (call->history, grid,
                                    codes[wg_random_int (call->random, 0, 4)],
                                    names[wg_random_int (call->random, 0, 4)], error);
}

static gboolean
simplify (Call *call, GError **error)
{
  WgSimplify how = { pow (10.0, 0.5 + 4.5 * wg_random_unit (call->random)), one_in (call, 3) };
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  WgBorderChoice choice = { 0 };
  guint n = (guint) wg_random_int (call->random, 1, 4);

  for (guint i = 0; i < n; i++)
    {
      guint32 grid = pick_grid (call);
      g_array_append_val (grids, grid);
    }
  if (!one_in (call, 12))
    choice.grids = grids;
  if (one_in (call, 4))
    choice.depth = (guint) wg_random_int (call->random, 1, wg_plan_get_n_levels (call->plan) + 1);
  return wg_command_simplify (call->history, &choice, &how, NULL, NULL, NULL, error);
}

static gboolean
draw (Call *call, GError **error)
{
  g_autoptr (WgShape) shape = pick_shape (call);
  g_autoptr (GArray) from = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GBytes) before = NULL;
  g_autoptr (WgDrawnGrid) preview = NULL;
  g_autoptr (WgDrawnGrid) drawn = NULL;
  WgDraw draw = { shape, (guint) wg_random_int (call->random, 1,
                                                wg_plan_get_n_levels (call->plan) + 2) };
  guint32 other = 0, grid = pick_neighbours (call, &other);
  gboolean is_good = FALSE;

  g_array_append_val (from, grid);
  g_array_append_val (from, other);
  draw.takes_all = !one_in (call, 3);
  draw.from = one_in (call, 2) ? from : NULL;
  draw.kept = one_in (call, 4) ? from : NULL;
  draw.flags = pick_flags (call);
  if (one_in (call, 4))
    {
      before = wg_test_plan_rows (call->plan);
      is_good = wg_plan_preview_draw (call->plan, &draw, &preview, NULL);
      if (!is_same_plan (call, before))
        complain (call, "the preview of a drawn grid changed something");
      drawn = wg_command_draw (call->history, &draw, error);
      if (is_good != (drawn != NULL))
        complain (call, "a drawn grid and its preview differ");
      return drawn != NULL;
    }
  drawn = wg_command_draw (call->history, &draw, error);
  return drawn != NULL;
}

/* More is unlocked than locked, so that the map does not grow stiff. */
static gboolean
lock (Call *call, GError **error)
{
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean is_locked = one_in (call, 2);
  guint n = is_locked ? 1 : wg_plan_get_grid_limit (call->plan);

  for (guint32 i = 0; i < n; i++)
    {
      const WgGrid *grid = is_locked ? NULL : wg_plan_get_grid (call->plan, i);
      guint32 id = is_locked ? pick_grid (call) : i;

      if (is_locked || (grid != NULL && grid->is_locked && !grid->is_retired))
        g_array_append_val (grids, id);
    }
  return wg_command_lock (call->history, grids, is_locked, error);
}

static gboolean
pin (Call *call, GError **error)
{
  guint depth = (guint) wg_random_int (call->random, 1, wg_plan_get_n_levels (call->plan) + 1);

  return wg_command_pin_level (call->history, depth, one_in (call, 5), error);
}

static gboolean
edit_grids (Call *call, GError **error)
{
  static const char *const patterns[] = { NULL, "第{n}网格", "{name}", "{zh}", "" };
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n = (guint) wg_random_int (call->random, 1, 5);
  WgGridEdit edit = { .has_kind = one_in (call, 2), .has_parent = one_in (call, 2) };

  for (guint i = 0; i < n; i++)
    {
      guint32 grid = pick_grid (call);
      g_array_append_val (grids, grid);
    }
  edit.kind = one_in (call, 2) ? WG_GRID_SPECIAL : WG_GRID_ORDINARY;
  edit.parent = one_in (call, 6) ? 0 : pick_grid (call);
  edit.name_pattern = patterns[wg_random_int (call->random, 0, G_N_ELEMENTS (patterns))];
  return wg_command_edit_grids (call->history, grids, &edit, pick_flags (call), error) > 0;
}

static gboolean
edit_people (Call *call, GError **error)
{
  return wg_random_people (call->random, call->history, error);
}

/* Name, how often, what it does, and whether all land stays some grid's. */
static const struct
{
  const char *name;
  guint weight;
  CallFunc func;
  gboolean keeps_land;
} table[] = {
  { "split", 16, split, TRUE },
  { "merge", 12, merge, TRUE },
  { "assign", 12, assign, TRUE },
  { "assign-faces", 6, assign_faces, TRUE },
  { "redraw", 12, redraw, FALSE },
  { "move-vertex", 14, move_vertex, FALSE },
  { "insert-vertex", 8, insert_vertex, FALSE },
  { "delete-vertex", 6, delete_vertex, FALSE },
  { "move-segment", 6, move_segment, FALSE },
  { "touch", 12, touch, FALSE },
  { "slide", 6, slide, FALSE },
  { "attributes", 5, set_attributes, TRUE },
  { "simplify", 6, simplify, FALSE },
  { "draw", 8, draw, FALSE },
  { "edit-grids", 4, edit_grids, TRUE },
  { "lock", 3, lock, TRUE },
  { "pin", 2, pin, TRUE },
  { "people", 14, edit_people, TRUE },
};

/* Refusals that people meet; the others mean that something broke. */
static gboolean
is_refusal (const GError *error)
{
  static const int plan_codes[] = { WG_PLAN_ERROR_NOTHING,   WG_PLAN_ERROR_NO_GRID,
                                    WG_PLAN_ERROR_CODE_TAKEN, WG_PLAN_ERROR_NAME_TAKEN,
                                    WG_PLAN_ERROR_BAD_CODE,  WG_PLAN_ERROR_BAD_NAME,
                                    WG_PLAN_ERROR_LEVEL,     WG_PLAN_ERROR_LANDLESS,
                                    WG_PLAN_ERROR_LOCKED,    WG_PLAN_ERROR_NOT_FREE,
                                    WG_PLAN_ERROR_NO_PERSON, WG_PLAN_ERROR_BAD_STAFF };
  static const int geometry_codes[] = { WG_GEOMETRY_ERROR_NOTHING, WG_GEOMETRY_ERROR_RANGE,
                                        WG_GEOMETRY_ERROR_INVALID, WG_GEOMETRY_ERROR_CROSSING };

  for (guint i = 0; i < G_N_ELEMENTS (plan_codes); i++)
    if (g_error_matches (error, WG_PLAN_ERROR, plan_codes[i]))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (geometry_codes); i++)
    if (g_error_matches (error, WG_GEOMETRY_ERROR, geometry_codes[i]))
      return TRUE;
  return FALSE;
}

guint
wg_random_command_count (void)
{
  return G_N_ELEMENTS (table);
}

const char *
wg_random_command_name (guint kind)
{
  return table[kind].name;
}

gboolean
wg_random_command_keeps_land (guint kind)
{
  return table[kind].keeps_land;
}

guint
wg_random_command_choose (WgRandom *random)
{
  guint sum = 0, kind = 0;
  gint64 dice = 0;

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    sum += table[i].weight;
  dice = wg_random_int (random, 0, sum);
  while (dice >= table[kind].weight)
    dice -= table[kind++].weight;
  return kind;
}

gboolean
wg_random_command (guint kind, WgRandom *random, WgHistory *history, char **problem_out)
{
  WgPlan *plan = wg_history_get_plan (history);
  Call call = { random, history, plan, wg_plan_get_coverage (plan), problem_out };
  g_autoptr (GError) error = NULL;
  gboolean is_done = table[kind].func (&call, &error);

  if (is_done && error != NULL)
    complain (&call, "%s was done, with an error: %s", table[kind].name, error->message);
  else if (!is_done && error == NULL)
    complain (&call, "%s was refused without an error", table[kind].name);
  else if (!is_done && !is_refusal (error))
    complain (&call, "%s: %s", table[kind].name, error->message);
  return is_done;
}
