/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-command-split"

#include "wg-split-commands.h"

#include "../geometry/wg-coverage-shape.h"
#include "wg-code-book.h"
#include "wg-grid-row.h"
#include "wg-plan-private.h"

#include <string.h>

#define MAX_NAMES_IN_DETAIL 3
#define FIRST_SPECIAL_SERIAL "901"

typedef struct
{
  WgPlan *plan;
  GHashTable *allowed; /* of grid ids; NULL: every grid */
} Filter;

/* What a split makes: faces and their new owners, the new grids in the order of their ids. */
typedef struct
{
  WgPlan *plan;
  const WgSplitRequest *request;
  WgTallyChange *tallies; /* of the faces as they are cut; NULL: not counted */
  GArray *faces;          /* of WgFaceId */
  GArray *owners;         /* of guint32 */
  GPtrArray *grids;       /* of WgGrid */
  GArray *parts;          /* of WgSplitPart */
  GHashTable *codes;      /* given in this split, borrowed from grids */
  GHashTable *rows;       /* parent and depth -> Row */
} Split;

/* The grids of one parent and depth, and those that the split makes: their texts, borrowed. */
typedef struct
{
  const WgGridRow *known;
  GPtrArray *codes;
  GPtrArray *names;
  GHashTable *taken_names;
} Row;

static void
free_row (gpointer data)
{
  Row *row = data;

  g_ptr_array_unref (row->codes);
  g_ptr_array_unref (row->names);
  g_hash_table_unref (row->taken_names);
  g_free (row);
}

static void
split_clear (Split *split)
{
  g_clear_pointer (&split->tallies, wg_tally_change_free);
  g_clear_pointer (&split->faces, g_array_unref);
  g_clear_pointer (&split->owners, g_array_unref);
  g_clear_pointer (&split->parts, g_array_unref);
  g_clear_pointer (&split->codes, g_hash_table_unref);
  g_clear_pointer (&split->rows, g_hash_table_unref);
  g_clear_pointer (&split->grids, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Split, split_clear)

static gboolean
may_cut_cb (WgFaceId face, guint32 owner, gpointer user_data)
{
  Filter *filter = user_data;

  if (owner == 0)
    return FALSE;
  if (filter->allowed == NULL)
    return TRUE;
  for (const WgGrid *grid = wg_plan_get_grid (filter->plan, owner); grid != NULL;
       grid = wg_plan_get_grid (filter->plan, grid->parent))
    if (g_hash_table_contains (filter->allowed, GUINT_TO_POINTER (grid->id)))
      return TRUE;
  return FALSE;
}

static gboolean
is_code_taken_cb (const char *code, gpointer user_data)
{
  Split *split = user_data;

  return g_hash_table_contains (split->codes, code) || wg_plan_is_code_spent (split->plan, code, 0);
}

static gboolean
is_name_taken_cb (const char *name, gpointer user_data)
{
  const Row *row = user_data;

  return g_hash_table_contains (row->taken_names, name)
         || g_hash_table_contains (row->known->taken_names, name);
}

static void
add_to_row (Row *row, const WgGrid *grid)
{
  g_ptr_array_add (row->codes, grid->code);
  g_ptr_array_add (row->names, grid->name);
  g_hash_table_add (row->taken_names, grid->name);
}

static Row *
get_row (Split *split, guint32 parent, guint depth)
{
  gpointer key = GUINT_TO_POINTER (parent * (WG_MAX_DEPTH + 1) + depth);
  Row *row = g_hash_table_lookup (split->rows, key);

  if (row != NULL)
    return row;
  row = g_new0 (Row, 1);
  row->codes = g_ptr_array_new ();
  row->names = g_ptr_array_new ();
  row->taken_names = g_hash_table_new (g_str_hash, g_str_equal);
  row->known = wg_plan_get_row (split->plan, parent, depth);
  g_hash_table_insert (split->rows, key, row);
  return row;
}

static char *
next_code (Split *split, const Row *row, const char *code, const char *parent_code)
{
  WgTextRow codes = { row->known->codes, row->known->known_codes, row->codes };

  return wg_code_next_in (code, parent_code, &codes, is_code_taken_cb, split);
}

static char *
next_name (Row *row, const char *example)
{
  WgTextRow names = { row->known->names, row->known->known_names, row->names };

  return wg_name_next_in (example, &names, is_name_taken_cb, row);
}

/* The name to go by for the first part of land that a parent has left undivided. */
static const char *
last_name (const Row *row)
{
  const GPtrArray *names = row->names->len > 0 ? row->names : row->known->names;

  return names->len > 0 ? g_ptr_array_index (names, names->len - 1) : "";
}

/* The least depth among the children: where new grids on a parent's own land belong. */
static guint
depth_of_children (WgPlan *plan, const GArray *children)
{
  guint depth = G_MAXUINT;

  for (guint i = 0; i < children->len; i++)
    depth = MIN (depth, wg_plan_get_grid (plan, g_array_index (children, guint32, i))->depth);
  return depth;
}

/* Special grids have a row of codes and names of their own: serials from 901, 第一专属网格. */
static void
find_special_texts (Split *split, Row *row, const WgGrid *parent, guint depth, char **code,
                    char **name)
{
  const WgLevel *level = wg_plan_get_level (split->plan, depth);
  g_autofree char *first_code = NULL;
  g_autofree char *first_name = NULL;

  *code = *name = NULL;
  if (parent != NULL && parent->code[0] != '\0')
    {
      first_code = g_strconcat (parent->code, FIRST_SPECIAL_SERIAL, NULL);
      if (strlen (first_code) <= WG_CODE_MAX_CHARS)
        *code = is_code_taken_cb (first_code, split)
                  ? next_code (split, row, first_code, parent->code)
                  : g_strdup (first_code);
    }
  if (level->special_name == NULL)
    return;
  first_name = g_strconcat ("第一", level->special_name, NULL);
  *name = is_name_taken_cb (first_name, row) ? next_name (row, first_name)
                                              : g_strdup (first_name);
}

/* A part of a grid without children is a sibling of it; a part of the land that a parent has left
 * undivided is a child of the parent. */
static const WgGrid *
make_grid (Split *split, const WgGrid *whole)
{
  WgPlan *plan = split->plan;
  const GArray *children = wg_plan_get_children (plan, whole->id);
  gboolean is_child = children->len > 0;
  guint32 parent_id = is_child ? whole->id : whole->parent;
  const WgGrid *parent = wg_plan_get_grid (plan, parent_id);
  guint depth = is_child ? depth_of_children (plan, children) : whole->depth;
  Row *row = get_row (split, parent_id, depth);
  g_autofree char *code = NULL;
  g_autofree char *name = NULL;
  const char *example = whole->name;
  WgGrid *grid = NULL;

  if (is_child)
    example = last_name (row);
  if (split->request->is_special)
    find_special_texts (split, row, parent, depth, &code, &name);
  if (code == NULL)
    code = next_code (split, row, is_child ? "" : whole->code,
                      parent != NULL ? parent->code : NULL);
  if (name == NULL)
    name = next_name (row, example);
  grid = wg_grid_new (wg_plan_get_grid_limit (plan) + split->grids->len, parent_id, depth,
                      split->request->is_special ? WG_GRID_SPECIAL
                      : is_child                 ? WG_GRID_ORDINARY
                                                 : whole->kind,
                      FALSE, code, name);
  g_ptr_array_add (split->grids, grid);
  if (grid->code[0] != '\0')
    g_hash_table_add (split->codes, grid->code);
  add_to_row (row, grid);
  return grid;
}

static const WgTally *
find_tally (const Split *split, WgFaceId face)
{
  static const WgTally nothing;
  const GArray *faces = split->tallies != NULL ? wg_tally_change_faces (split->tallies) : NULL;

  for (guint i = 0; faces != NULL && i < faces->len; i++)
    if (g_array_index (faces, WgFaceTally, i).face == face)
      return &g_array_index (faces, WgFaceTally, i).after;
  return &nothing;
}

/* The largest piece is first: of equals it is taken. */
static guint
find_most_households (const Split *split, const WgFaceCut *cut)
{
  guint best = 0;
  gint64 most = 0;

  for (guint i = 0; i < cut->pieces->len; i++)
    {
      const WgTally *tally = find_tally (split, g_array_index (cut->pieces, WgFaceId, i));

      if (tally->households.sum <= most)
        continue;
      most = tally->households.sum;
      best = i;
    }
  return best;
}

/* Which piece keeps the code. */
static guint
find_kept (const Split *split, const WgFaceCut *cut)
{
  const WgCoverage *coverage = wg_plan_get_coverage (split->plan);
  const WgSplitRequest *request = split->request;
  WgFaceId at = request->kept_at != NULL ? wg_coverage_face_at (coverage, *request->kept_at) : 0;

  for (guint i = 0; at != 0 && i < cut->pieces->len; i++)
    if (g_array_index (cut->pieces, WgFaceId, i) == at)
      return i;
  if (request->keep == WG_KEEP_HOUSEHOLDS)
    return find_most_households (split, cut);
  return request->keep == WG_KEEP_LARGEST ? 0 : cut->pieces->len - 1;
}

/* The piece that keeps the code stays with the owner, each other one becomes a grid; all of them
 * into @pieces_out. */
static void
divide_face (Split *split, const WgFaceCut *cut, GPtrArray *pieces_out)
{
  WgCoverage *coverage = wg_plan_get_coverage (split->plan);
  guint kept = find_kept (split, cut);

  for (guint i = 0; i < cut->pieces->len; i++)
    {
      WgFaceId face = g_array_index (cut->pieces, WgFaceId, i);
      guint32 owner = wg_coverage_owner (coverage, face);
      const WgGrid *grid = wg_plan_get_grid (split->plan, owner);
      WgSplitPart part = { 0, owner };
      WgSplitPiece *piece = NULL;

      if (i != kept)
        {
          grid = make_grid (split, grid);
          part.grid = grid->id;
          g_array_append_val (split->parts, part);
          g_array_append_val (split->faces, face);
          g_array_append_val (split->owners, part.grid);
        }
      if (pieces_out == NULL)
        continue;
      piece = g_new0 (WgSplitPiece, 1);
      piece->is_kept = i == kept;
      piece->grid = wg_grid_ref ((WgGrid *) grid);
      piece->shape = wg_shape_new ();
      piece->tally = *find_tally (split, face);
      piece->tally.is_counted = wg_plan_get_buildings (split->plan) != NULL;
      wg_coverage_face_shape (coverage, face, piece->shape);
      g_ptr_array_add (pieces_out, piece);
    }
}

/* The names of the grids that were cut, each once: "第二网格、第三网格". */
static char *
describe (const Split *split)
{
  GString *detail = g_string_new (NULL);
  guint n_names = 0;
  guint32 last = 0;

  for (guint i = 0; i < split->parts->len; i++)
    {
      guint32 from = g_array_index (split->parts, WgSplitPart, i).from;
      const WgGrid *grid = wg_plan_get_grid (split->plan, from);

      if (from == last)
        continue;
      last = from;
      if (++n_names > MAX_NAMES_IN_DETAIL)
        {
          g_string_append (detail, "…");
          break;
        }
      if (detail->len > 0)
        g_string_append (detail, "、");
      g_string_append (detail, grid->name[0] != '\0' ? grid->name : grid->code);
    }
  return g_string_free (detail, FALSE);
}

static GHashTable *
make_set (const GArray *grids)
{
  GHashTable *set = NULL;

  if (grids == NULL)
    return NULL;
  set = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < grids->len; i++)
    g_hash_table_add (set, GUINT_TO_POINTER (g_array_index (grids, guint32, i)));
  return set;
}

/* The new grid has the land of @face. */
static void
add_lineage (WgChange *change, WgPlan *plan, const WgSplitPart *part, WgFaceId face)
{
  g_autoptr (WgShape) shape = wg_shape_new ();

  wg_coverage_face_shape (wg_plan_get_coverage (plan), face, shape);
  wg_change_add_lineage (change, part->from, part->grid, wg_plan_measure_area (plan, shape));
}

/* Cuts the coverage and makes the new grids; the rows are applied and have the new owners. */
static WgCoverageChange *
cut (Split *split, WgPlan *plan, const WgSplitRequest *request, GPtrArray *pieces_out,
     GError **error)
{
  WgCoverage *coverage = wg_plan_get_coverage (plan);
  g_autoptr (GHashTable) allowed = make_set (request->grids);
  Filter filter = { plan, allowed };
  WgCarve carve = { .filter = may_cut_cb, .filter_data = &filter, .lines = request->lines };
  gboolean is_counted = request->keep == WG_KEEP_HOUSEHOLDS || pieces_out != NULL;
  WgTallyIndex *index = is_counted ? wg_plan_get_tally_index (plan) : NULL;
  g_autoptr (GPtrArray) cuts = NULL;
  WgCoverageChange *rows = wg_coverage_carve (coverage, &carve, &cuts, error);

  if (rows == NULL)
    return NULL;
  split->plan = plan;
  split->request = request;
  split->faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  split->owners = g_array_new (FALSE, FALSE, sizeof (guint32));
  split->parts = g_array_new (FALSE, FALSE, sizeof (WgSplitPart));
  split->grids = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_grid_unref);
  split->codes = g_hash_table_new (g_str_hash, g_str_equal);
  split->rows = g_hash_table_new_full (NULL, NULL, NULL, free_row);
  if (index != NULL)
    split->tallies = wg_tally_change_new (index, rows, FALSE, NULL, NULL);
  for (guint i = 0; i < cuts->len; i++)
    divide_face (split, g_ptr_array_index (cuts, i), pieces_out);
  return wg_coverage_set_owners (coverage, rows, (const WgFaceId *) (gpointer) split->faces->data,
                                 (const guint32 *) (gpointer) split->owners->data,
                                 split->faces->len);
}

gboolean
wg_command_split_lines (WgHistory *history, const WgSplitRequest *request, GArray **parts_out,
                        GError **error)
{
  WgPlan *plan = wg_history_get_plan (history);
  g_autoptr (WgChange) change = NULL;
  g_autofree char *detail = NULL;
  WgCoverageChange *rows = NULL;
  g_auto (Split) split = { 0 };

  if (wg_history_is_busy (history))
    {
      g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_BUSY,
                           "the content is being replaced");
      return FALSE;
    }
  rows = cut (&split, plan, request, NULL, error);
  if (rows == NULL)
    return FALSE;
  detail = describe (&split);
  change = wg_change_new ("split", detail);
  change->coverage = rows;
  change->extent = wg_coverage_change_extent (change->coverage);
  for (guint i = 0; i < split.grids->len; i++)
    wg_change_add_grid (change, NULL, g_ptr_array_index (split.grids, i));
  for (guint i = 0; i < split.parts->len; i++)
    add_lineage (change, plan, &g_array_index (split.parts, WgSplitPart, i),
                 g_array_index (split.faces, WgFaceId, i));
  if (!wg_history_commit (history, change, error))
    return FALSE;
  if (parts_out != NULL)
    *parts_out = g_steal_pointer (&split.parts);
  return TRUE;
}

WgLandPreview *
wg_plan_preview_split_lines (WgPlan *plan, const WgSplitRequest *request, GError **error)
{
  g_autoptr (GPtrArray) pieces
    = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_split_piece_free);
  g_auto (Split) split = { 0 };
  WgCoverageChange *rows = cut (&split, plan, request, pieces, error);
  WgLandPreview *preview = NULL;

  if (rows == NULL)
    return NULL;
  preview = wg_land_preview_take (plan, rows, split.grids, error);
  if (preview != NULL)
    preview->pieces = g_steal_pointer (&pieces);
  return preview;
}

void
wg_split_piece_free (WgSplitPiece *piece)
{
  wg_grid_unref (piece->grid);
  wg_shape_free (piece->shape);
  g_free (piece);
}

/* One line as a request has it; the points are copied. */
static GPtrArray *
make_lines (const WgPoint *line, guint n_points)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  GArray *points = g_array_sized_new (FALSE, FALSE, sizeof (WgPoint), n_points);

  g_array_append_vals (points, line, n_points);
  g_ptr_array_add (lines, points);
  return lines;
}

gboolean
wg_command_split (WgHistory *history, const WgPoint *line, guint n_points, const GArray *grids,
                  WgKeepCode keep, GArray **parts_out, GError **error)
{
  g_autoptr (GPtrArray) lines = make_lines (line, n_points);
  WgSplitRequest request = { lines, grids, keep, NULL, FALSE };

  return wg_command_split_lines (history, &request, parts_out, error);
}

WgLandPreview *
wg_plan_preview_split (WgPlan *plan, const WgPoint *line, guint n_points, const GArray *grids,
                       WgKeepCode keep, GError **error)
{
  g_autoptr (GPtrArray) lines = make_lines (line, n_points);
  WgSplitRequest request = { lines, grids, keep, NULL, FALSE };

  return wg_plan_preview_split_lines (plan, &request, error);
}
