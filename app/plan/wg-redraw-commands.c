/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-redraw-commands"

#include "wg-redraw-commands.h"

#include "../geometry/wg-coverage-shape.h"
#include "wg-land-edit.h"
#include "wg-redraw-work.h"

enum
{
  RANK_ENDS,  /* only grids that are at both ends of the stroke */
  RANK_GRID,  /* the border of a grid without grids below it */
  RANK_OTHER,
  RANK_ALL,   /* a grid loses all its land */
};

typedef struct
{
  WgFaceId face;
  guint32 owner;
} Move;

static int
compare_moves (gconstpointer a, gconstpointer b)
{
  const Move *first = a, *second = b;

  return (first->face > second->face) - (first->face < second->face);
}

static int
compare_readings (gconstpointer a, gconstpointer b)
{
  const WgRedrawMoves *first = *(WgRedrawMoves *const *) a, *second = *(WgRedrawMoves *const *) b;

  if (first->rank != second->rank)
    return first->rank < second->rank ? -1 : 1;
  return (first->area_m2 > second->area_m2) - (first->area_m2 < second->area_m2);
}

static void
sort_moves (WgRedrawMoves *moves)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Move));

  for (guint i = 0; i < moves->faces->len; i++)
    {
      Move move = { g_array_index (moves->faces, WgFaceId, i),
                    g_array_index (moves->owners, guint32, i) };
      g_array_append_val (pairs, move);
    }
  g_array_sort (pairs, compare_moves);
  for (guint i = 0; i < pairs->len; i++)
    {
      g_array_index (moves->faces, WgFaceId, i) = g_array_index (pairs, Move, i).face;
      g_array_index (moves->owners, guint32, i) = g_array_index (pairs, Move, i).owner;
    }
}

static gboolean
is_same (const WgRedrawMoves *a, const WgRedrawMoves *b)
{
  return a->faces->len == b->faces->len
         && memcmp (a->faces->data, b->faces->data, a->faces->len * sizeof (WgFaceId)) == 0
         && memcmp (a->owners->data, b->owners->data, a->owners->len * sizeof (guint32)) == 0;
}

/* How many faces a grid itself has while the coverage is cut. */
static guint
count_faces (const WgRedrawWork *work, guint32 grid)
{
  guint n = wg_plan_get_own_faces (work->plan, grid)->len;

  for (guint i = 0; i < work->cuts->len; i++)
    {
      const WgFaceCut *cut = g_ptr_array_index (work->cuts, i);

      if (wg_coverage_owner (work->coverage, g_array_index (cut->pieces, WgFaceId, 0)) == grid)
        n += cut->pieces->len - 1;
    }
  return n;
}

/* A grid that would be left without land and without grids below it; 0 for none. */
static guint32
find_landless (const WgRedrawWork *work, const WgRedrawMoves *moves)
{
  g_autoptr (GHashTable) lost = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key = NULL, value = NULL;
  guint32 found = 0;

  for (guint i = 0; i < moves->faces->len; i++)
    {
      guint32 owner = wg_coverage_owner (work->coverage, g_array_index (moves->faces, WgFaceId, i));
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (lost, GUINT_TO_POINTER (owner)));
      g_hash_table_insert (lost, GUINT_TO_POINTER (owner), GUINT_TO_POINTER (n + 1));
    }
  g_hash_table_remove (lost, NULL);
  for (guint i = 0; i < moves->owners->len; i++)
    g_hash_table_remove (lost, GUINT_TO_POINTER (g_array_index (moves->owners, guint32, i)));
  g_hash_table_iter_init (&iter, lost);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      guint32 grid = GPOINTER_TO_UINT (key);

      if (wg_plan_get_children (work->plan, grid)->len == 0
          && GPOINTER_TO_UINT (value) >= count_faces (work, grid)
          && (found == 0 || grid < found))
        found = grid;
    }
  return found;
}

static gboolean
has_owner (const GArray *owners, guint32 owner)
{
  for (guint i = 0; i < owners->len; i++)
    if (g_array_index (owners, guint32, i) == owner)
      return TRUE;
  return FALSE;
}

static guint
find_rank (const WgRedrawWork *work, const WgRedrawMoves *moves, const WgGrid *subject,
           const GArray *at_ends)
{
  gboolean is_between_ends = TRUE;

  if (find_landless (work, moves) != 0)
    return RANK_ALL;
  for (guint i = 0; i < moves->faces->len && is_between_ends; i++)
    {
      WgFaceId face = g_array_index (moves->faces, WgFaceId, i);

      is_between_ends = has_owner (at_ends, wg_coverage_owner (work->coverage, face))
                        && has_owner (at_ends, g_array_index (moves->owners, guint32, i));
    }
  if (is_between_ends)
    return RANK_ENDS;
  if (subject != NULL && wg_plan_get_children (work->plan, subject->id)->len == 0)
    return RANK_GRID;
  return RANK_OTHER;
}

static void
add_reading (WgRedrawWork *work, WgRedrawMoves *moves, const WgGrid *subject,
             const GArray *at_ends)
{
  if (moves == NULL)
    return;
  sort_moves (moves);
  moves->rank = find_rank (work, moves, subject, at_ends);
  for (guint i = 0; i < work->readings->len; i++)
    {
      WgRedrawMoves *other = g_ptr_array_index (work->readings, i);

      if (is_same (other, moves))
        {
          other->rank = MIN (other->rank, moves->rank);
          wg_redraw_moves_free (moves);
          return;
        }
    }
  g_ptr_array_add (work->readings, moves);
}

/* Has @grid, or one below it, a part in it? */
static gboolean
concerns (const WgRedrawWork *work, const WgRedrawMoves *moves, const WgGrid *grid)
{
  for (guint i = 0; i < moves->faces->len; i++)
    {
      guint32 from = wg_coverage_owner (work->coverage, g_array_index (moves->faces, WgFaceId, i));
      guint32 to = g_array_index (moves->owners, guint32, i);

      if (wg_plan_get_ancestor (work->plan, from, grid->depth) == grid->id
          || wg_plan_get_ancestor (work->plan, to, grid->depth) == grid->id)
        return TRUE;
    }
  return FALSE;
}

/* The readings of a grid that was named come first; others follow when it has a part in them; last
 * those that take all land of another grid, unless that may be. */
static void
prefer_subject (WgRedrawWork *work, const WgGrid *subject, WgLandFlags flags)
{
  for (guint i = work->readings->len; i-- > 0;)
    if (!concerns (work, g_ptr_array_index (work->readings, i), subject))
      g_ptr_array_remove_index (work->readings, i);
  for (guint i = 2; i-- > 0;)
    {
      WgRedrawMoves *moves = wg_redraw_read_subject (work, subject, i == 1);

      if (moves == NULL)
        continue;
      sort_moves (moves);
      for (guint k = work->readings->len; k-- > 0;)
        if (is_same (moves, g_ptr_array_index (work->readings, k)))
          g_ptr_array_remove_index (work->readings, k);
      if ((flags & WG_LAND_RETIRE) == 0 && find_landless (work, moves) != 0)
        g_ptr_array_add (work->readings, moves);
      else
        g_ptr_array_insert (work->readings, 0, moves);
    }
}

static void
collect_readings (WgRedrawWork *work, const WgRedraw *redraw)
{
  g_autoptr (GArray) at_ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) grids
    = wg_redraw_find_ends (work, redraw->line, redraw->n_points, at_ends);

  for (guint i = 0; i < 2; i++)
    {
      for (guint k = 0; k < grids->len; k++)
        {
          const WgGrid *subject
            = wg_plan_get_grid (work->plan, g_array_index (grids, guint32, k));
          add_reading (work, wg_redraw_read_subject (work, subject, i == 1), subject, at_ends);
        }
      add_reading (work, wg_redraw_read_cuts (work, i == 1), NULL, at_ends);
    }
  g_ptr_array_sort (work->readings, compare_readings);
  if (redraw->subject != 0)
    prefer_subject (work, wg_plan_get_grid (work->plan, redraw->subject), redraw->flags);
}

/* Cuts the coverage along the stroke and finds what it means; the cut is in edit->rows. */
static const WgRedrawMoves *
read_stroke (WgLandEdit *edit, const WgRedraw *redraw, GPtrArray **cuts, WgRedrawWork *work,
             GError **error)
{
  WgCarve carve = { redraw->line, redraw->n_points, NULL, TRUE };
  const WgRedrawMoves *moves = NULL;
  guint32 landless = 0;

  if (redraw->subject != 0 && wg_land_edit_find (edit, redraw->subject, error) == NULL)
    return NULL;
  edit->rows = wg_coverage_carve (edit->coverage, &carve, cuts, error);
  if (edit->rows == NULL)
    return NULL;
  wg_redraw_work_init (work, edit->plan, *cuts);
  collect_readings (work, redraw);
  if (work->readings->len == 0)
    {
      g_set_error_literal (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING,
                           "The stroke replaces no border");
      return NULL;
    }
  moves = g_ptr_array_index (work->readings, redraw->variant % work->readings->len);
  landless = find_landless (work, moves);
  if (landless == 0 || (edit->flags & WG_LAND_RETIRE) != 0)
    return moves;
  g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_LANDLESS, "grid %u (%s) would have no land left",
               landless, wg_plan_get_grid (edit->plan, landless)->code);
  return NULL;
}

/* The names of those that give and get, each once: "第二网格、第三网格". */
static char *
describe (WgLandEdit *edit, const WgRedrawMoves *moves)
{
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < moves->faces->len; i++)
    {
      guint32 both[2] = { g_array_index (moves->owners, guint32, i),
                          wg_coverage_owner (edit->coverage,
                                             g_array_index (moves->faces, WgFaceId, i)) };

      for (guint k = 0; k < 2; k++)
        if (both[k] != 0 && !has_owner (grids, both[k]))
          g_array_append_val (grids, both[k]);
    }
  return wg_land_edit_describe (edit, grids);
}

static void
add_takers (WgLandEdit *edit, const WgRedrawMoves *moves)
{
  for (guint i = 0; i < moves->owners->len; i++)
    {
      guint32 owner = g_array_index (moves->owners, guint32, i);

      if (owner != 0 && !has_owner (edit->takers, owner))
        g_array_append_val (edit->takers, owner);
    }
}

static gboolean
give (WgLandEdit *edit, const WgRedrawMoves *moves, const GPtrArray *cuts, GError **error)
{
  add_takers (edit, moves);
  return wg_land_edit_give_all (edit, moves->faces, moves->owners, error)
         && wg_land_edit_heal (edit, cuts, error);
}

static GPtrArray *
collect_pieces (const WgCoverage *coverage, const WgRedrawMoves *moves)
{
  GPtrArray *pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_land_piece_free);

  for (guint i = 0; i < moves->faces->len; i++)
    {
      WgFaceId face = g_array_index (moves->faces, WgFaceId, i);
      WgLandPiece *piece = g_new0 (WgLandPiece, 1);

      piece->from = wg_coverage_owner (coverage, face);
      piece->to = g_array_index (moves->owners, guint32, i);
      piece->shape = wg_shape_new ();
      wg_coverage_face_shape (coverage, face, piece->shape);
      g_ptr_array_add (pieces, piece);
    }
  return pieces;
}

static void
say_place (const WgRedraw *redraw, WgPoint *place_out)
{
  if (place_out != NULL && redraw->n_points > 0)
    *place_out = redraw->line[redraw->n_points - 1];
}

void
wg_land_piece_free (WgLandPiece *piece)
{
  if (piece == NULL)
    return;
  wg_shape_free (piece->shape);
  g_free (piece);
}

void
wg_redraw_preview_free (WgRedrawPreview *preview)
{
  if (preview == NULL)
    return;
  g_clear_pointer (&preview->pieces, g_ptr_array_unref);
  g_clear_pointer (&preview->land, wg_land_preview_free);
  g_free (preview);
}

WgLandResult *
wg_command_redraw (WgHistory *history, const WgRedraw *redraw, WgPoint *place_out, GError **error)
{
  g_auto (WgLandEdit) edit = { 0 };
  g_autoptr (GPtrArray) cuts = NULL;
  WgRedrawWork work = { 0 };
  const WgRedrawMoves *moves = NULL;
  WgLandResult *result = NULL;

  if (!wg_land_edit_init (&edit, history, redraw->flags, error))
    return NULL;
  moves = read_stroke (&edit, redraw, &cuts, &work, error);
  if (moves != NULL)
    {
      g_autofree char *detail = describe (&edit, moves);

      if (give (&edit, moves, cuts, error))
        result = wg_land_edit_commit (&edit, "redraw", detail, error);
    }
  wg_redraw_work_clear (&work);
  if (result == NULL)
    say_place (redraw, place_out);
  return result;
}

WgRedrawPreview *
wg_plan_preview_redraw (WgPlan *plan, const WgRedraw *redraw, WgPoint *place_out, GError **error)
{
  g_auto (WgLandEdit) edit = { 0 };
  g_autoptr (GPtrArray) cuts = NULL;
  WgRedrawWork work = { 0 };
  const WgRedrawMoves *moves = NULL;
  g_autoptr (WgRedrawPreview) preview = g_new0 (WgRedrawPreview, 1);

  wg_land_edit_init_preview (&edit, plan, redraw->flags);
  moves = read_stroke (&edit, redraw, &cuts, &work, error);
  if (moves != NULL)
    {
      preview->pieces = collect_pieces (edit.coverage, moves);
      preview->n_variants = work.readings->len;
      if (give (&edit, moves, cuts, error))
        preview->land = wg_land_edit_preview (&edit, error);
    }
  wg_redraw_work_clear (&work);
  if (preview->land != NULL)
    return g_steal_pointer (&preview);
  say_place (redraw, place_out);
  return NULL;
}
