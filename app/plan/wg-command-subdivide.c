/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-command-subdivide"

#include "wg-subdivide-private.h"

#include "../geometry/wg-coverage-shape.h"
#include "wg-code-book.h"
#include "wg-code.h"
#include "wg-land-edit.h"
#include "wg-lock.h"

#include <string.h>

/* The command while it is worked out. */
typedef struct
{
  WgLandEdit *edit;
  const WgSubdivideProposal *proposal;
  GHashTable *parents;  /* grid -> WgSubdivideParent */
  guint32 next_id;
  GHashTable *codes;    /* given by this command; the grids own them */
  GHashTable *grids_of; /* WgSubdivideParent -> GArray of guint32, by part */
  GArray *made;         /* of guint32 */
} Subdivision;

/* The codes and names that the grids below one parent have, and get. */
typedef struct
{
  GPtrArray *codes;
  GPtrArray *names;
  Subdivision *subdivision;
} Texts;

/* The parent of the proposal that a face is cut for. */
static WgSubdivideParent *
find_parent (Subdivision *subdivision, guint32 owner)
{
  WgPlan *plan = subdivision->edit->plan;
  guint depth = subdivision->proposal->depth;

  for (const WgGrid *grid = wg_plan_get_grid (plan, owner); grid != NULL;
       grid = wg_plan_get_grid (plan, grid->parent))
    {
      WgSubdivideParent *parent = g_hash_table_lookup (subdivision->parents, GUINT_TO_POINTER (grid->id));

      if (parent != NULL && wg_subdivide_may_cut (plan, owner, grid->id, depth))
        return parent;
    }
  return NULL;
}

static gboolean
may_cut_cb (WgFaceId face, guint32 owner, gpointer user_data)
{
  return find_parent (user_data, owner) != NULL;
}

static gboolean
is_code_taken_cb (const char *code, gpointer user_data)
{
  Texts *texts = user_data;

  return g_hash_table_contains (texts->subdivision->codes, code)
         || wg_plan_is_code_spent (texts->subdivision->edit->plan, code, 0);
}

static gboolean
is_name_taken_cb (const char *name, gpointer user_data)
{
  const GPtrArray *names = ((Texts *) user_data)->names;

  for (guint i = 0; i < names->len; i++)
    if (strcmp (g_ptr_array_index (names, i), name) == 0)
      return TRUE;
  return FALSE;
}

/* Grids of the level that stay beside the new ones, and the codes of those that go. */
static void
collect_texts (Texts *texts, guint32 parent)
{
  WgPlan *plan = texts->subdivision->edit->plan;
  const GArray *children = wg_plan_get_children (plan, parent);

  for (guint i = 0; i < children->len; i++)
    {
      WgGrid *child = wg_plan_get_grid (plan, g_array_index (children, guint32, i));

      if (child->depth != texts->subdivision->proposal->depth)
        continue;
      g_ptr_array_add (texts->codes, child->code);
      if (child->kind != WG_GRID_ORDINARY || wg_plan_is_fixed (plan, child->id))
        g_ptr_array_add (texts->names, child->name);
    }
}

/* The first name of its kind: 第一网格, "Grid 1". */
static char *
make_name (Texts *texts)
{
  const char *level = wg_plan_get_level (texts->subdivision->edit->plan,
                                         texts->subdivision->proposal->depth)->name;
  g_autofree char *first
    = (guchar) level[0] < 0x80 ? g_strconcat (level, " 1", NULL) : g_strconcat ("第一", level, NULL);

  return is_name_taken_cb (first, texts)
           ? wg_name_next (first, texts->names, is_name_taken_cb, texts)
           : g_strdup (first);
}

static void
make_grids (Subdivision *subdivision, WgSubdivideParent *parent)
{
  WgPlan *plan = subdivision->edit->plan;
  const WgGrid *record = wg_plan_get_grid (plan, parent->parent);
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GArray *grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  Texts texts = { codes, names, subdivision };

  collect_texts (&texts, parent->parent);
  for (guint i = 0; i < parent->parts->len; i++)
    {
      g_autofree char *code
        = wg_code_next ("", record->code, codes, is_code_taken_cb, &texts);
      g_autofree char *name = make_name (&texts);
      WgGrid *grid = wg_grid_new (subdivision->next_id++, parent->parent, subdivision->proposal->depth,
                                  WG_GRID_ORDINARY, FALSE, code, name);

      g_ptr_array_add (codes, grid->code);
      g_ptr_array_add (names, grid->name);
      if (grid->code[0] != '\0')
        g_hash_table_add (subdivision->codes, grid->code);
      g_array_append_val (grids, grid->id);
      g_array_append_val (subdivision->made, grid->id);
      wg_land_edit_put (subdivision->edit, grid);
      wg_grid_unref (grid);
    }
  g_hash_table_insert (subdivision->grids_of, parent, grids);
}

/* The part that has a face of the land as it is now cut. */
static guint
find_part (const WgSubdivideParent *parent, WgPoint inside)
{
  for (guint i = 0; i < parent->parts->len; i++)
    if (wg_shape_contains (((WgSubdividePart *) g_ptr_array_index (parent->parts, i))->shape, inside))
      return i;
  return G_MAXUINT;
}

static gboolean
give_faces (Subdivision *subdivision, GError **error)
{
  const WgCoverage *coverage = subdivision->edit->coverage;
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  g_autoptr (GArray) owners = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    {
      g_autoptr (WgShape) shape = NULL;
      WgSubdivideParent *parent = find_parent (subdivision, wg_coverage_owner (coverage, face));
      const GArray *grids = parent != NULL ? g_hash_table_lookup (subdivision->grids_of, parent) : NULL;
      guint part = 0;
      WgPoint inside;

      if (parent == NULL)
        continue;
      shape = wg_shape_new ();
      wg_coverage_face_shape (coverage, face, shape);
      if (!wg_shape_find_inside (shape, &inside)
          || (part = find_part (parent, inside)) == G_MAXUINT)
        continue;
      g_array_append_val (faces, face);
      g_array_append_val (owners, g_array_index (grids, guint32, part));
    }
  return wg_land_edit_give_all (subdivision->edit, faces, owners, error);
}

/* Cuts the land of all parents at once. */
static gboolean
cut (Subdivision *subdivision, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  WgCarve carve = { .lines = lines, .filter = may_cut_cb, .filter_data = subdivision };
  GError *local_error = NULL;

  for (guint i = 0; i < subdivision->proposal->parents->len; i++)
    {
      WgSubdivideParent *parent = g_ptr_array_index (subdivision->proposal->parents, i);

      for (guint k = 0; !parent->is_left && k < parent->lines->len; k++)
        g_ptr_array_add (lines, g_ptr_array_index (parent->lines, k));
    }
  if (lines->len == 0)
    return TRUE;
  subdivision->edit->rows = wg_coverage_carve (subdivision->edit->coverage, &carve, NULL, &local_error);
  /* The borders may be there already. */
  if (g_error_matches (local_error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING))
    g_clear_error (&local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
collect_parents (Subdivision *subdivision, GArray *ids, GError **error)
{
  for (guint i = 0; i < subdivision->proposal->parents->len; i++)
    {
      WgSubdivideParent *parent = g_ptr_array_index (subdivision->proposal->parents, i);

      if (parent->is_left)
        continue;
      if (wg_land_edit_find (subdivision->edit, parent->parent, error) == NULL)
        return FALSE;
      g_hash_table_insert (subdivision->parents, GUINT_TO_POINTER (parent->parent), parent);
      g_array_append_val (ids, parent->parent);
    }
  if (ids->len > 0)
    return TRUE;
  g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING, "no parent is to be cut");
  return FALSE;
}

/* All but the commit. */
static gboolean
run (Subdivision *subdivision, char **detail_out, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (!collect_parents (subdivision, ids, error) || !cut (subdivision, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    make_grids (subdivision, g_hash_table_lookup (subdivision->parents,
                                                  GUINT_TO_POINTER (g_array_index (ids, guint32, i))));
  if (!give_faces (subdivision, error))
    return FALSE;
  *detail_out = wg_land_edit_describe (subdivision->edit, ids);
  return TRUE;
}

static gboolean
work_out (WgLandEdit *edit, const WgSubdivideProposal *proposal, GArray **grids_out, char **detail_out,
          GError **error)
{
  Subdivision subdivision = { .edit = edit, .proposal = proposal };
  gboolean is_done = FALSE;

  subdivision.parents = g_hash_table_new (NULL, NULL);
  subdivision.codes = g_hash_table_new (g_str_hash, g_str_equal);
  subdivision.grids_of = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  subdivision.made = g_array_new (FALSE, FALSE, sizeof (guint32));
  subdivision.next_id = MAX (wg_plan_get_grid_limit (edit->plan), 1);
  is_done = run (&subdivision, detail_out, error);
  if (is_done && grids_out != NULL)
    *grids_out = g_array_ref (subdivision.made);
  g_hash_table_unref (subdivision.parents);
  g_hash_table_unref (subdivision.codes);
  g_hash_table_unref (subdivision.grids_of);
  g_array_unref (subdivision.made);
  return is_done;
}

WgChange *
wg_plan_make_subdivide_change (WgPlan *plan, const WgSubdivideProposal *proposal, GError **error)
{
  g_auto (WgLandEdit) edit = { 0 };
  g_autofree char *detail = NULL;

  wg_land_edit_init_preview (&edit, plan, WG_LAND_RETIRE);
  return work_out (&edit, proposal, NULL, &detail, error)
           ? wg_land_edit_make_change (&edit, "subdivide", detail, error)
           : NULL;
}

gboolean
wg_command_subdivide (WgHistory *history, const WgSubdivideProposal *proposal, GArray **grids_out,
                      GError **error)
{
  g_auto (WgLandEdit) edit = { 0 };
  g_autoptr (WgLandResult) result = NULL;
  g_autoptr (GArray) made = NULL;
  g_autofree char *detail = NULL;

  if (!wg_land_edit_init (&edit, history, WG_LAND_RETIRE, error)
      || !work_out (&edit, proposal, &made, &detail, error))
    return FALSE;
  result = wg_land_edit_commit (&edit, "subdivide", detail, error);
  if (result != NULL && grids_out != NULL)
    *grids_out = g_steal_pointer (&made);
  return result != NULL;
}
