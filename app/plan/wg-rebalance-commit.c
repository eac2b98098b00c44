/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-rebalance-commit"

#include "wg-rebalance.h"

#include "../geometry/wg-coverage-shape.h"
#include "wg-code-book.h"
#include "wg-grid-row.h"
#include "wg-land-edit.h"

#define KEY(id) GUINT_TO_POINTER (id)

/* The edit and the grids that the rows stand for. */
typedef struct
{
  WgLandEdit *edit;
  const WgRebalance *rebalance;
  guint32 *grids;      /* by row; new ones too */
  GHashTable *scope;   /* grids that may change */
  GPtrArray *texts;    /* of new codes and names, owned */
  GPtrArray *codes;    /* of those of the parent at hand, borrowed */
  GPtrArray *names;
  guint32 parent;      /* the one at hand */
} Commit;

/* What of a face is to be whose. */
typedef struct
{
  gint64 households;
  gint64 area_mm2;
  guint row;
} Vote;

static const WgRebalanceRow *
get_row (const Commit *commit, guint at)
{
  return &g_array_index (commit->rebalance->rows, WgRebalanceRow, at);
}

static gboolean
is_listed (const GPtrArray *texts, const char *text)
{
  for (guint i = 0; i < texts->len; i++)
    if (g_str_equal (g_ptr_array_index (texts, i), text))
      return TRUE;
  return FALSE;
}

static gboolean
is_code_taken_cb (const char *code, gpointer user_data)
{
  Commit *commit = user_data;

  return wg_plan_is_code_spent (commit->edit->plan, code, 0) || is_listed (commit->texts, code);
}

static gboolean
is_name_taken_cb (const char *name, gpointer user_data)
{
  Commit *commit = user_data;
  const WgGridRow *row
    = wg_plan_get_row (commit->edit->plan, commit->parent, commit->rebalance->depth);

  return g_hash_table_contains (row->taken_names, name) || is_listed (commit->names, name);
}

/* A grid beside the one that most of its land comes from. */
static guint32
make_grid (Commit *commit, const WgRebalanceRow *row, guint32 id)
{
  WgPlan *plan = commit->edit->plan;
  const WgGrid *like = wg_plan_get_grid (plan, row->like);
  const WgGrid *parent = wg_plan_get_grid (plan, row->parent);
  const WgGridRow *known = NULL;
  WgGridRecord record = wg_grid_get_record (like);
  g_autoptr (WgGrid) grid = NULL;
  WgTextRow codes, names;
  char *code = NULL, *name = NULL;

  if (row->parent != commit->parent)
    {
      g_ptr_array_set_size (commit->codes, 0);
      g_ptr_array_set_size (commit->names, 0);
      commit->parent = row->parent;
    }
  known = wg_plan_get_row (plan, row->parent, like->depth);
  codes = (WgTextRow){ known->codes, known->known_codes, commit->codes };
  names = (WgTextRow){ known->names, known->known_names, commit->names };
  code = wg_code_next_in (like->code, parent != NULL ? parent->code : NULL, &codes, is_code_taken_cb,
                          commit);
  name = wg_name_next_in (like->name, &names, is_name_taken_cb, commit);
  g_ptr_array_add (commit->texts, code);
  g_ptr_array_add (commit->texts, name);
  g_ptr_array_add (commit->codes, code);
  g_ptr_array_add (commit->names, name);
  record.id = id;
  record.code = code;
  record.name = name;
  record.note = NULL;
  grid = wg_grid_new_record (&record);
  wg_land_edit_put (commit->edit, grid);
  return id;
}

static gboolean
find_grids (Commit *commit, GError **error)
{
  guint32 next = wg_plan_get_grid_limit (commit->edit->plan);

  for (guint i = 0; i < commit->rebalance->rows->len; i++)
    {
      const WgRebalanceRow *row = get_row (commit, i);

      commit->grids[i] = row->grid;
      if (row->grid == 0 && row->is_left)
        commit->grids[i] = make_grid (commit, row, next++);
      if (row->grid == 0)
        continue;
      if (wg_land_edit_find (commit->edit, row->grid, error) == NULL)
        return FALSE;
      if (!row->is_held && !row->is_kept)
        g_hash_table_add (commit->scope, KEY (row->grid));
      if (!row->is_held && !row->is_left)
        g_hash_table_add (commit->edit->leaving, KEY (row->grid));
    }
  return TRUE;
}

static gboolean
may_cut_cb (WgFaceId face, guint32 owner, gpointer user_data)
{
  return g_hash_table_contains (user_data, KEY (owner));
}

static gboolean
cut (Commit *commit, GPtrArray **cuts_out, GError **error)
{
  WgCarve carve = { .filter = may_cut_cb, .filter_data = commit->scope,
                    .lines = commit->rebalance->lines };
  g_autoptr (GError) own_error = NULL;

  if (commit->rebalance->lines->len > 0)
    commit->edit->rows = wg_coverage_carve (commit->edit->coverage, &carve, cuts_out, &own_error);
  if (commit->edit->rows == NULL && own_error != NULL
      && !g_error_matches (own_error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING))
    {
      g_propagate_error (error, g_steal_pointer (&own_error));
      return FALSE;
    }
  if (commit->edit->rows == NULL)
    commit->edit->rows = wg_coverage_change_new ();
  return TRUE;
}

/* Adds a place to the votes of its face. */
static void
add_vote (GArray *votes, const WgRebalancePlace *place)
{
  Vote vote = { place->households, place->area_mm2, place->row };

  for (guint i = 0; i < votes->len; i++)
    {
      Vote *known = &g_array_index (votes, Vote, i);

      if (known->row != place->row)
        continue;
      known->households += place->households;
      known->area_mm2 += place->area_mm2;
      return;
    }
  g_array_append_val (votes, vote);
}

static guint
find_winner (const GArray *votes)
{
  const Vote *best = &g_array_index (votes, Vote, 0);

  for (guint i = 1; i < votes->len; i++)
    {
      const Vote *vote = &g_array_index (votes, Vote, i);

      if (vote->households > best->households
          || (vote->households == best->households && vote->area_mm2 > best->area_mm2))
        best = vote;
    }
  return best->row;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

/* Faces go to who has the places in them; what has none stays. */
static void
choose_faces (Commit *commit, GArray *faces, GArray *owners)
{
  const GArray *places = commit->rebalance->places;
  const WgCoverage *coverage = commit->edit->coverage;
  g_autoptr (GHashTable) votes
    = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  g_autoptr (GArray) met = g_array_new (FALSE, FALSE, sizeof (WgFaceId));

  for (guint i = 0; i < places->len; i++)
    {
      const WgRebalancePlace *place = &g_array_index (places, WgRebalancePlace, i);
      WgFaceId face = wg_coverage_locate (coverage, place->place);
      GArray *of_face = g_hash_table_lookup (votes, KEY (face));

      if (of_face == NULL)
        {
          of_face = g_array_new (FALSE, FALSE, sizeof (Vote));
          g_hash_table_insert (votes, KEY (face), of_face);
          g_array_append_val (met, face);
        }
      add_vote (of_face, place);
    }
  g_array_sort (met, compare_ids);
  for (guint i = 0; i < met->len; i++)
    {
      WgFaceId face = g_array_index (met, WgFaceId, i);
      guint32 to = commit->grids[find_winner (g_hash_table_lookup (votes, KEY (face)))];
      guint32 owner = wg_coverage_owner (coverage, face);

      if (owner == to || !g_hash_table_contains (commit->scope, KEY (owner)))
        continue;
      g_array_append_val (faces, face);
      g_array_append_val (owners, to);
    }
}

static void
move_children (Commit *commit)
{
  WgPlan *plan = commit->edit->plan;
  g_autoptr (WgShape) shape = wg_shape_new ();

  for (guint i = 0; i < commit->rebalance->children->len; i++)
    {
      const WgRebalanceChild *child
        = &g_array_index (commit->rebalance->children, WgRebalanceChild, i);
      const WgGrid *grid = wg_plan_get_grid (plan, child->grid);
      guint32 to = commit->grids[child->row];
      WgGridRecord record;
      g_autoptr (WgGrid) moved = NULL;

      if (grid == NULL || grid->is_retired || grid->parent == to)
        continue;
      record = wg_grid_get_record (grid);
      record.parent = to;
      moved = wg_grid_new_record (&record);
      wg_plan_get_shape (plan, grid->id, shape);
      wg_land_edit_note (commit->edit, grid->parent, to, wg_plan_measure_area (plan, shape));
      g_hash_table_insert (commit->edit->heirs, KEY (grid->parent), KEY (to));
      wg_land_edit_put (commit->edit, moved);
    }
}

static void
note_takers (Commit *commit, const GArray *owners)
{
  g_autoptr (GHashTable) met = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < owners->len; i++)
    if (g_hash_table_add (met, KEY (g_array_index (owners, guint32, i))))
      g_array_append_val (commit->edit->takers, g_array_index (owners, guint32, i));
  for (guint i = 0; i < commit->rebalance->children->len; i++)
    {
      guint32 to = commit->grids[g_array_index (commit->rebalance->children, WgRebalanceChild, i).row];

      if (g_hash_table_add (met, KEY (to)))
        g_array_append_val (commit->edit->takers, to);
    }
}

static gboolean
run (Commit *commit, GError **error)
{
  g_autoptr (GPtrArray) cuts = NULL;
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  g_autoptr (GArray) owners = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (!find_grids (commit, error) || !cut (commit, &cuts, error))
    return FALSE;
  choose_faces (commit, faces, owners);
  move_children (commit);
  note_takers (commit, owners);
  if (commit->edit->takers->len == 0)
    {
      g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING, "all stays as it is");
      return FALSE;
    }
  return (faces->len == 0 || wg_land_edit_give_all (commit->edit, faces, owners, error))
         && wg_land_edit_heal (commit->edit, cuts, error);
}

static gboolean
work_out (WgLandEdit *edit, const WgRebalance *rebalance, GError **error)
{
  g_autofree guint32 *grids = g_new0 (guint32, rebalance->rows->len + 1);
  g_autoptr (GHashTable) scope = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  Commit commit = { edit, rebalance, grids, scope, texts, codes, names, G_MAXUINT32 };

  return run (&commit, error);
}

WgChange *
wg_plan_make_rebalance_change (WgPlan *plan, const WgRebalance *rebalance, GError **error)
{
  g_auto (WgLandEdit) edit = { 0 };

  wg_land_edit_init_preview (&edit, plan, WG_LAND_NONE);
  return work_out (&edit, rebalance, error)
           ? wg_land_edit_make_change (&edit, "rebalance",
                                       wg_plan_get_level (plan, rebalance->depth)->name, error)
           : NULL;
}

WgLandResult *
wg_command_rebalance (WgHistory *history, const WgRebalance *rebalance, GError **error)
{
  g_auto (WgLandEdit) edit = { 0 };

  if (!wg_land_edit_init (&edit, history, WG_LAND_NONE, error)
      || !work_out (&edit, rebalance, error))
    return NULL;
  return wg_land_edit_commit (&edit, "rebalance",
                              wg_plan_get_level (edit.plan, rebalance->depth)->name, error);
}
