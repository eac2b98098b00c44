/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import"

#include "wg-import-private.h"

#include "../geometry/wg-coverage-shape.h"

#include <math.h>

/* A parent that holds less of a grid is no parent when most of the grid lies in none. */
#define LEAST_SHARE 0.1
/* Less than this is no disagreement of two levels worth a line in the report. */
#define LEAST_FOLLOWING_M2 1.0

/* @area_m2 of one grid lies in @parent at @depth; parent 0: in no grid of that depth. */
typedef struct
{
  guint32 parent;
  guint depth;
  double area_m2;
} Vote;

typedef struct
{
  WgImport *import;
  guint *first_nestings; /* by id, id_limit + 1 of them, in result->nestings */
  GHashTable *votes;     /* id -> GArray of Vote: of its descendants */
} Nest;

static void
nest_clear (Nest *nest)
{
  g_clear_pointer (&nest->first_nestings, g_free);
  g_clear_pointer (&nest->votes, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Nest, nest_clear)

static const WgNesting *
nesting_at (const Nest *nest, guint i)
{
  return &g_array_index (nest->import->result->nestings, WgNesting, i);
}

static void
index_nestings (Nest *nest)
{
  const WgImport *import = nest->import;
  GArray *nestings = import->result->nestings;
  guint next = 0;

  nest->first_nestings = g_new0 (guint, import->id_limit + 1);
  for (guint32 id = 0; id < import->id_limit; id++)
    {
      nest->first_nestings[id] = next;
      while (next < nestings->len && nesting_at (nest, next)->child <= id)
        next++;
    }
  nest->first_nestings[import->id_limit] = next;
}

static void
add_vote (GArray *votes, guint32 parent, guint depth, double area_m2)
{
  Vote vote = { parent, depth, area_m2 };

  for (guint i = 0; i < votes->len; i++)
    {
      Vote *other = &g_array_index (votes, Vote, i);

      if (other->parent == parent && other->depth == depth)
        {
          other->area_m2 += area_m2;
          return;
        }
    }
  g_array_append_val (votes, vote);
}

/* Where the land of @id lies: its own, and that of its descendants. */
static GArray *
collect_votes (const Nest *nest, guint32 id)
{
  GArray *votes = g_array_new (FALSE, FALSE, sizeof (Vote));
  const GArray *below = g_hash_table_lookup (nest->votes, GUINT_TO_POINTER (id));

  for (guint i = nest->first_nestings[id]; i < nest->first_nestings[id + 1]; i++)
    {
      const WgNesting *nesting = nesting_at (nest, i);

      add_vote (votes, nesting->parent, nesting->parent_depth, nesting->area_m2);
    }
  for (guint i = 0; below != NULL && i < below->len; i++)
    {
      const Vote *vote = &g_array_index (below, Vote, i);

      add_vote (votes, vote->parent, vote->depth, vote->area_m2);
    }
  return votes;
}

/* The grid at @depth that holds most; *@is_clear_out: at least as much as lies in none. */
static guint32
find_most (const GArray *votes, guint depth, gboolean *is_clear_out, gboolean *is_worth_out)
{
  const Vote *most = NULL;
  double outside = 0.0, total = 0.0;

  for (guint i = 0; i < votes->len; i++)
    {
      const Vote *vote = &g_array_index (votes, Vote, i);

      if (vote->depth != depth)
        continue;
      total += vote->area_m2;
      if (vote->parent == 0)
        outside += vote->area_m2;
      else if (most == NULL || vote->area_m2 > most->area_m2
               || (vote->area_m2 == most->area_m2 && vote->parent < most->parent))
        most = vote;
    }
  *is_clear_out = most != NULL && most->area_m2 >= outside;
  *is_worth_out = most != NULL && most->area_m2 >= LEAST_SHARE * total;
  return most != NULL ? most->parent : 0;
}

/* The nearest higher level counts, unless most of the grid lies outside its grids. */
static guint32
choose_parent (const GArray *votes, guint depth)
{
  guint32 second_best = 0;

  for (guint d = depth - 1; d >= 1; d--)
    {
      gboolean is_clear = FALSE, is_worth = FALSE;
      guint32 parent = find_most (votes, d, &is_clear, &is_worth);

      if (is_clear)
        return parent;
      if (is_worth && second_best == 0)
        second_best = parent;
    }
  return second_best;
}

static guint32
decide_parent (const WgImport *import, guint32 id, const GArray *votes)
{
  guint depth = wg_import_get_depth (import, id);
  guint32 found = 0, present = 0;

  if (wg_import_is_new (import, id))
    {
      guint32 named = import->named[id - import->first_id];

      return named != 0 ? named : choose_parent (votes, depth);
    }
  if (id >= import->first_made)
    {
      found = choose_parent (votes, depth);
      return found != 0 ? found : wg_import_find_parent_by_code (import, id);
    }
  present = wg_plan_get_grid (import->plan, id)->parent;
  if (depth <= import->depth)
    return present;
  found = choose_parent (votes, depth);
  return wg_import_get_depth (import, found) > wg_import_get_depth (import, present) ? found
                                                                                      : present;
}

static void
pass_votes_up (Nest *nest, guint32 parent, const GArray *votes)
{
  guint depth = wg_import_get_depth (nest->import, parent);
  GArray *above = g_hash_table_lookup (nest->votes, GUINT_TO_POINTER (parent));

  if (depth < 2)
    return;
  if (above == NULL)
    {
      above = g_array_new (FALSE, FALSE, sizeof (Vote));
      g_hash_table_insert (nest->votes, GUINT_TO_POINTER (parent), above);
    }
  for (guint i = 0; i < votes->len; i++)
    {
      const Vote *vote = &g_array_index (votes, Vote, i);

      if (vote->depth < depth)
        add_vote (above, vote->parent, vote->depth, vote->area_m2);
    }
}

static void
mark_own_land (WgImport *import)
{
  const WgCoverage *coverage = import->result->coverage;

  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    if (wg_coverage_has_face (coverage, face))
      import->has_land[wg_coverage_owner (coverage, face)] = TRUE;
  import->has_land[0] = FALSE;
}

static guint32
ancestor_at (const WgImport *import, guint32 id, guint depth)
{
  while (id != 0 && wg_import_get_depth (import, id) > depth)
    id = import->parents[id];
  return id != 0 && wg_import_get_depth (import, id) == depth ? id : 0;
}

/* One face of each owner that has to be named with a place. */
static WgFaceId *
find_faces (const WgImport *import)
{
  const WgCoverage *coverage = import->result->coverage;
  WgFaceId *faces = g_new0 (WgFaceId, import->id_limit);

  for (WgFaceId face = wg_coverage_face_limit (coverage); face-- > 1;)
    if (wg_coverage_has_face (coverage, face))
      faces[wg_coverage_owner (coverage, face)] = face;
  return faces;
}

/* A grid that reaches out of its parent takes the land along: who lost how much. */
static void
report_following (Nest *nest)
{
  WgImport *import = nest->import;
  g_autofree WgFaceId *faces = find_faces (import);

  for (guint32 id = 1; id < import->id_limit; id++)
    for (guint i = nest->first_nestings[id]; i < nest->first_nestings[id + 1]; i++)
      {
        const WgNesting *nesting = nesting_at (nest, i);
        guint32 winner = ancestor_at (import, id, nesting->parent_depth);
        WgDecision decision = { WG_DECISION_PARENT_FOLLOWS, winner, nesting->parent,
                                nesting->area_m2, NAN };

        if (winner == 0 || winner == nesting->parent || nesting->area_m2 < LEAST_FOLLOWING_M2)
          continue;
        if (!wg_import_is_new (import, id) && !wg_import_is_new (import, winner)
            && !wg_import_is_new (import, nesting->parent))
          continue; /* was reported when it came about */
        if (faces[id] != 0)
          decision.place = wg_coverage_label_point (import->result->coverage, faces[id]);
        g_array_append_val (import->decisions, decision);
      }
}

guint
wg_import_get_depth (const WgImport *import, guint32 id)
{
  const WgGrid *grid = NULL;

  if (id == 0)
    return 0;
  if (wg_import_is_new (import, id))
    return import->depth;
  grid = wg_plan_get_grid (import->plan, id);
  return grid != NULL && !grid->is_retired ? grid->depth : 0;
}

void
wg_import_nest (WgImport *import)
{
  g_auto (Nest) nest = { import, NULL, NULL };

  nest.votes = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  index_nestings (&nest);
  import->parents = g_new0 (guint32, import->id_limit);
  import->has_land = g_new0 (gboolean, import->id_limit);
  mark_own_land (import);

  /* From the bottom, so that a parent knows where the land of its children lies. */
  for (guint depth = wg_plan_get_n_levels (import->plan); depth >= 1; depth--)
    for (guint32 id = 1; id < import->id_limit; id++)
      {
        g_autoptr (GArray) votes = NULL;

        if (wg_import_get_depth (import, id) != depth)
          continue;
        votes = collect_votes (&nest, id);
        import->parents[id] = decide_parent (import, id, votes);
        if (import->parents[id] == 0 || !import->has_land[id])
          continue;
        import->has_land[import->parents[id]] = TRUE;
        pass_votes_up (&nest, import->parents[id], votes);
      }
  report_following (&nest);
}
