/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-command-move"

#include "wg-border-commands.h"

#include "wg-border-slide.h"
#include "wg-land-edit.h"

typedef struct
{
  WgMoveKind kind;
  const WgPoint *from_to;
  gint32 reach;
  guint n_moved;          /* 1 or 2; 0: there is no such segment */
  WgPoint from[2], to[2]; /* the vertices that move; with slides: to the end of the slide */
  WgMoveSlide *slides[2]; /* (nullable) */
} Move;

static void
move_clear (Move *move)
{
  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&move->slides[i], wg_move_slide_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Move, move_clear)

static void
aim (Move *move, WgPlan *plan)
{
  gint32 dx = move->from_to[1].x - move->from_to[0].x;
  gint32 dy = move->from_to[1].y - move->from_to[0].y;

  move->n_moved = 1;
  move->from[0] = move->from_to[0];
  move->to[0] = move->from_to[1];
  if (move->kind == WG_MOVE_SEGMENT)
    {
      move->n_moved = wg_coverage_find_segment (wg_plan_get_coverage (plan), move->from_to[0],
                                                move->reach, move->from)
                        ? 2
                        : 0;
      for (guint i = 0; i < move->n_moved; i++)
        move->to[i] = (WgPoint){ move->from[i].x + dx, move->from[i].y + dy };
    }
  if (move->kind != WG_MOVE_VERTEX && move->kind != WG_MOVE_SEGMENT)
    return;
  for (guint i = 0; i < move->n_moved; i++)
    {
      const GArray *line = NULL;

      move->slides[i] = wg_plan_find_slide (plan, move->from[i], move->to[i]);
      if (move->slides[i] == NULL)
        continue;
      line = move->slides[i]->line;
      move->to[i] = g_array_index (line, WgPoint, line->len - 1);
    }
}

static void
add_name (WgLandEdit *edit, GArray *grids, guint32 grid)
{
  if (grid == 0 || wg_plan_get_grid (edit->plan, grid) == NULL)
    return;
  for (guint i = 0; i < grids->len; i++)
    if (g_array_index (grids, guint32, i) == grid)
      return;
  g_array_append_val (grids, grid);
}

/* The names of the grids on the two sides of the first border that moves: "第二网格、第三网格". */
static char *
describe_rows (WgLandEdit *edit)
{
  const WgArc *arc = &g_array_index (edit->rows->arcs, WgArcChange, 0).after;
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));

  add_name (edit, grids, wg_coverage_owner (edit->coverage, arc->left));
  add_name (edit, grids, wg_coverage_owner (edit->coverage, arc->right));
  return wg_land_edit_describe (edit, grids);
}

/* The names of those that give land and get it. */
static char *
describe_given (WgLandEdit *edit, const WgTouchingMove *touching)
{
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < touching->faces->len; i++)
    {
      add_name (edit, grids, g_array_index (touching->owners, guint32, i));
      add_name (edit, grids, wg_coverage_owner (edit->coverage,
                                                g_array_index (touching->faces, WgFaceId, i)));
    }
  return wg_land_edit_describe (edit, grids);
}

/* The vertex that a junction left behind on the line that it slid along. */
static void
drop_left_behind (WgLandEdit *edit, const Move *move)
{
  for (guint i = 0; i < move->n_moved; i++)
    if (move->slides[i] != NULL)
      wg_plan_drop_flat_vertex (edit->plan, move->from[i], edit->rows);
}

static gboolean
do_touching (WgLandEdit *edit, const Move *move, char **detail_out, WgPoint *place_out,
             GError **error)
{
  g_autoptr (WgTouchingMove) touching
    = wg_coverage_move_touching (edit->coverage, move->kind, move->from_to, move->reach,
                                 move->slides, place_out, error);

  if (touching == NULL)
    return FALSE;
  if (detail_out != NULL)
    *detail_out = describe_given (edit, touching);
  edit->rows = g_steal_pointer (&touching->rows);
  if (!wg_land_edit_give_all (edit, touching->faces, touching->owners, error)
      || !wg_land_edit_heal (edit, touching->cuts, error))
    return FALSE;
  drop_left_behind (edit, move);
  return TRUE;
}

/* Changes the coverage. */
static gboolean
do_move (WgLandEdit *edit, Move *move, char **detail_out, WgPoint *place_out, GError **error)
{
  g_autoptr (GError) own_error = NULL;

  aim (move, edit->plan);
  if (move->slides[0] != NULL || move->slides[1] != NULL)
    return do_touching (edit, move, detail_out, place_out, error);
  edit->rows = wg_coverage_move (edit->coverage, move->kind, move->from_to, move->reach, place_out,
                                 &own_error);
  if (edit->rows != NULL && detail_out != NULL)
    *detail_out = describe_rows (edit);
  if (edit->rows != NULL)
    return TRUE;
  if (g_error_matches (own_error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_TOUCHING))
    return do_touching (edit, move, detail_out, place_out, error);
  g_propagate_error (error, g_steal_pointer (&own_error));
  return FALSE;
}

/* Where a lock, or a grid that would lose all, refuses it. */
static void
say_place (const Move *move, WgPoint *place_out)
{
  if (place_out != NULL)
    *place_out = move->to[0];
}

gboolean
wg_command_move (WgHistory *history, WgMoveKind kind, const WgPoint from_to[2], gint32 reach,
                 WgPoint *place_out, GError **error)
{
  g_auto (WgLandEdit) edit = { 0 };
  g_auto (Move) move = { .kind = kind, .from_to = from_to, .reach = reach };
  g_autofree char *detail = NULL;
  WgLandResult *result = NULL;
  gboolean is_good = FALSE;

  if (!wg_land_edit_init (&edit, history, WG_LAND_NONE, error)
      || !do_move (&edit, &move, &detail, place_out, error))
    return FALSE;
  say_place (&move, place_out);
  result = wg_land_edit_commit (&edit, "move-border", detail, error);
  is_good = result != NULL;
  wg_land_result_free (result);
  return is_good;
}

WgLandPreview *
wg_plan_preview_move (WgPlan *plan, WgMoveKind kind, const WgPoint from_to[2], gint32 reach,
                      WgPoint *place_out, GError **error)
{
  g_auto (WgLandEdit) edit = { 0 };
  g_auto (Move) move = { .kind = kind, .from_to = from_to, .reach = reach };

  wg_land_edit_init_preview (&edit, plan, WG_LAND_NONE);
  if (!do_move (&edit, &move, NULL, place_out, error))
    return NULL;
  say_place (&move, place_out);
  return wg_land_edit_preview (&edit, error);
}

guint
wg_plan_aim_move (WgPlan *plan, WgMoveKind kind, const WgPoint from_to[2], gint32 reach,
                  WgPoint to_out[2])
{
  g_auto (Move) move = { .kind = kind, .from_to = from_to, .reach = reach };

  aim (&move, plan);
  to_out[0] = move.to[0];
  to_out[1] = move.to[1];
  return move.n_moved;
}
