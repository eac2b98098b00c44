/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-code-clash"

#include "wg-code-clash.h"

#include "wg-code-book.h"
#include "wg-code.h"
#include "wg-numbering.h"

#include <string.h>

/* Of the ids that both have, the share that must have the same code: grids that were renumbered are
 * still the same, those of two nets agree by chance only. */
#define KINDRED_SHARE 0.5

/* The search at work. */
typedef struct
{
  WgPlan *next;
  WgPlan *former;
  const WgKinship *kinship;
  GPtrArray *clashes;
  GHashTable *by_grid; /* id -> WgCodeClash */
  GHashTable *given;   /* new codes */
} Search;

static void
search_clear (Search *self)
{
  g_clear_pointer (&self->clashes, g_ptr_array_unref);
  g_clear_pointer (&self->by_grid, g_hash_table_unref);
  g_clear_pointer (&self->given, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

void
wg_code_clash_free (WgCodeClash *clash)
{
  g_free (clash->code);
  g_free (clash->new_code);
  g_free (clash);
}

gboolean
wg_plan_are_kindred (WgPlan *one, WgPlan *other)
{
  guint32 limit = MIN (wg_plan_get_grid_limit (one), wg_plan_get_grid_limit (other));
  guint n_both = 0, n_same = 0;

  for (guint32 id = 1; id < limit; id++)
    {
      const WgGrid *first = wg_plan_get_grid (one, id), *second = wg_plan_get_grid (other, id);

      if (first == NULL || second == NULL)
        continue;
      n_both++;
      n_same += first->depth == second->depth
                && (strcmp (first->code, second->code) == 0
                    || strcmp (first->name, second->name) == 0);
    }
  return n_both > 0 && n_same >= KINDRED_SHARE * n_both;
}

/* Some point of the one's land is the other's; also when neither has any. */
static gboolean
is_on_same_land (const Search *self, const WgGrid *mine, const WgGrid *theirs)
{
  g_autoptr (WgShape) my_land = wg_shape_new (), their_land = wg_shape_new ();
  WgPoint mine_at = { 0, 0 }, theirs_at = { 0, 0 };
  gboolean has_mine = FALSE, has_theirs = FALSE;

  if (mine->depth != theirs->depth || mine->is_retired != theirs->is_retired)
    return FALSE;
  wg_plan_get_shape (self->next, mine->id, my_land);
  wg_plan_get_shape (self->former, theirs->id, their_land);
  has_mine = wg_shape_find_inside (my_land, &mine_at);
  has_theirs = wg_shape_find_inside (their_land, &theirs_at);
  if (!has_mine || !has_theirs)
    return has_mine == has_theirs;
  return wg_shape_contains (their_land, mine_at) || wg_shape_contains (my_land, theirs_at);
}

/* Is grid @id one that both had when they parted? */
static gboolean
is_shared (const Search *self, guint32 id)
{
  const WgGrid *mine = wg_plan_get_grid (self->next, id), *theirs = wg_plan_get_grid (self->former, id);

  if (!self->kinship->is_kindred)
    return FALSE;
  if (self->kinship->limit != G_MAXUINT32)
    return id < self->kinship->limit;
  return mine != NULL && theirs != NULL && is_on_same_land (self, mine, theirs);
}

static gboolean
is_same (const Search *self, const WgGrid *mine, const WgGrid *theirs)
{
  if (self->kinship->was_in_force && theirs->is_retired && mine->depth == theirs->depth
      && strcmp (mine->name, theirs->name) == 0)
    return TRUE;
  return self->kinship->is_kindred ? mine->id == theirs->id && is_shared (self, mine->id)
                                   : is_on_same_land (self, mine, theirs);
}

static gboolean
is_clash (const Search *self, const WgGrid *mine, const WgGrid *theirs)
{
  if (is_same (self, mine, theirs))
    return FALSE;
  if (self->kinship->known != NULL)
    return !g_hash_table_contains (self->kinship->known, mine->code);
  /* Where the codes of that time are not told, a grid of that time is taken to have had it. */
  return !is_shared (self, mine->id) && !is_shared (self, theirs->id);
}

static WgCodeClash *
add (Search *self, const WgGrid *grid, guint32 former)
{
  WgCodeClash *clash = g_new0 (WgCodeClash, 1);

  clash->grid = grid->id;
  clash->former = former;
  clash->code = g_strdup (grid->code);
  g_ptr_array_add (self->clashes, clash);
  g_hash_table_insert (self->by_grid, GUINT_TO_POINTER (grid->id), clash);
  return clash;
}

static gboolean
find (Search *self, GCancellable *cancellable, GError **error)
{
  for (guint32 id = 1; id < wg_plan_get_grid_limit (self->next); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (self->next, id), *theirs = NULL;

      if (id % 1000 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (grid == NULL || grid->is_retired || grid->code[0] == '\0')
        continue;
      theirs = wg_plan_find_code (self->former, grid->code);
      if (theirs != NULL && is_clash (self, grid, theirs))
        add (self, grid, theirs->id);
    }
  return TRUE;
}

static void
add_below (Search *self, const WgGrid *above, const char *code)
{
  const GArray *children = wg_plan_get_children (self->next, above->id);

  for (guint i = 0; i < children->len; i++)
    {
      const WgGrid *grid = wg_plan_get_grid (self->next, g_array_index (children, guint32, i));

      if (!g_str_has_prefix (grid->code, code))
        continue;
      if (!g_hash_table_contains (self->by_grid, GUINT_TO_POINTER (grid->id)))
        add (self, grid, 0);
      add_below (self, grid, code);
    }
}

static gint
compare_clashes (gconstpointer a, gconstpointer b, gpointer plan)
{
  const WgCodeClash *first = *(const WgCodeClash *const *) a, *second = *(const WgCodeClash *const *) b;
  guint first_depth = wg_plan_get_grid (plan, first->grid)->depth;
  guint second_depth = wg_plan_get_grid (plan, second->grid)->depth;
  int order = strcmp (first->code, second->code);

  if (first_depth != second_depth)
    return first_depth < second_depth ? -1 : 1;
  return order != 0 ? order : (first->grid > second->grid) - (first->grid < second->grid);
}

static gboolean
is_code_spent_cb (const char *code, gpointer user_data)
{
  const Search *self = user_data;

  return g_hash_table_contains (self->given, code) || wg_plan_is_code_spent (self->next, code, 0);
}

/* What follows from the codes beside it; under a parent with a new code, its old ending. */
static char *
make_code (Search *self, const WgCodeClash *clash)
{
  const WgGrid *grid = wg_plan_get_grid (self->next, clash->grid);
  const WgGrid *parent = wg_plan_get_grid (self->next, grid->parent);
  const WgCodeClash *above = g_hash_table_lookup (self->by_grid, GUINT_TO_POINTER (grid->parent));
  const char *parent_code = parent == NULL ? NULL : above != NULL && above->new_code != NULL ? above->new_code
                                                                                             : parent->code;
  const GArray *children = wg_plan_get_children (self->next, grid->parent);
  g_autoptr (GPtrArray) siblings = g_ptr_array_new ();
  g_autofree char *code = NULL;

  if (above != NULL && above->new_code != NULL && g_str_has_prefix (clash->code, above->code))
    code = g_strconcat (above->new_code, clash->code + strlen (above->code), NULL);
  if (code != NULL && wg_code_is_well_formed (code) && !is_code_spent_cb (code, self))
    return g_steal_pointer (&code);
  for (guint i = 0; i < children->len; i++)
    {
      const WgGrid *child = wg_plan_get_grid (self->next, g_array_index (children, guint32, i));
      const WgCodeClash *other = g_hash_table_lookup (self->by_grid, GUINT_TO_POINTER (child->id));

      if (child->depth == grid->depth)
        g_ptr_array_add (siblings, other != NULL && other->new_code != NULL ? other->new_code : child->code);
    }
  return wg_code_next (code != NULL ? code : clash->code, parent_code, siblings, is_code_spent_cb, self);
}

static void
make_codes (Search *self)
{
  for (guint i = 0; i < self->clashes->len; i++)
    {
      WgCodeClash *clash = g_ptr_array_index (self->clashes, i);
      g_autofree char *code = make_code (self, clash);

      if (!wg_code_is_well_formed (code))
        continue;
      clash->new_code = g_steal_pointer (&code);
      g_hash_table_add (self->given, clash->new_code);
    }
}

GPtrArray *
wg_plan_find_code_clashes (WgPlan *next, WgPlan *former, const WgKinship *kinship, GCancellable *cancellable,
                           GError **error)
{
  g_auto (Search) self = { next, former, kinship };
  guint n_found = 0;

  self.clashes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_code_clash_free);
  self.by_grid = g_hash_table_new (NULL, NULL);
  self.given = g_hash_table_new (g_str_hash, g_str_equal);
  if (!find (&self, cancellable, error))
    return NULL;
  n_found = self.clashes->len;
  for (guint i = 0; i < n_found; i++)
    {
      const WgCodeClash *clash = g_ptr_array_index (self.clashes, i);

      add_below (&self, wg_plan_get_grid (next, clash->grid), clash->code);
    }
  g_ptr_array_sort_with_data (self.clashes, compare_clashes, next);
  make_codes (&self);
  return g_steal_pointer (&self.clashes);
}

GPtrArray *
wg_code_clashes_make_rows (const GPtrArray *clashes, WgPlan *next)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_number_row_free);

  for (guint i = 0; i < clashes->len; i++)
    {
      const WgCodeClash *clash = g_ptr_array_index (clashes, i);
      const WgGrid *grid = wg_plan_get_grid (next, clash->grid);
      WgNumberRow *row = g_new0 (WgNumberRow, 1);

      row->grid = clash->grid;
      row->is_follower = clash->former == 0;
      row->old_code = g_strdup (clash->code);
      row->new_code = g_strdup (clash->new_code != NULL ? clash->new_code : clash->code);
      row->old_name = g_strdup (grid->name);
      row->new_name = g_strdup (grid->name);
      row->outcome = clash->new_code != NULL ? WG_NUMBER_GIVEN : WG_NUMBER_TAKEN;
      g_ptr_array_add (rows, row);
    }
  return rows;
}
