/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-build"

#include "wg-build-private.h"

/*
 * Where an overlap is lost, what lies beyond it may be cut off from the rest of the claim: crumbs
 * and strips that nobody wants to own. A fragment is a group of connected regions of one winner
 * that is not the greatest group of that winner, and beside land that the winner claimed and lost
 * to others of its depth. Narrow ones go to the neighbour with the longest border. An exclave that
 * was claimed as one has no such border and stays.
 */

#define MOST_ROUNDS 8

typedef struct
{
  WgBuild *build;
  guint32 *group_of;  /* per region: its group, the lowest region in it */
  __int128 *area2;    /* per group */
  guint32 *greatest;  /* per claimant: its greatest group */
  GArray *members;    /* of guint32: the regions that are not of a greatest group */
  GArray *borders;    /* of WgBorder */
} Fragments;

typedef struct
{
  guint first; /* in members */
  guint n;
  guint32 winner;
  double width;
  WgPoint place;
} Move;

static void
group_regions (Fragments *fragments)
{
  WgBuild *build = fragments->build;

  for (guint r = 0; r < build->n_regions; r++)
    {
      fragments->group_of[r] = r;
      fragments->area2[r] = 0;
    }
  for (guint i = 0; i < build->n_arcs; i++)
    {
      guint32 left = build->faces[build->edge_face[2 * i]].region;
      guint32 right = build->faces[build->edge_face[2 * i + 1]].region;

      if (left != right && build->regions[left].winner != WG_NONE
          && build->regions[left].winner == build->regions[right].winner)
        wg_forest_join (fragments->group_of, left, right);
    }
  for (guint c = 0; c < build->n_claimants; c++)
    fragments->greatest[c] = WG_NONE;
  for (guint r = 0; r < build->n_regions; r++)
    {
      fragments->group_of[r] = wg_forest_root (fragments->group_of, r);
      fragments->area2[fragments->group_of[r]] += build->regions[r].area2;
    }
  for (guint r = 0; r < build->n_regions; r++)
    {
      guint32 winner = build->regions[r].winner, *greatest = NULL;

      if (fragments->group_of[r] != r || winner == WG_NONE)
        continue;
      greatest = &fragments->greatest[winner];
      if (*greatest == WG_NONE || fragments->area2[r] > fragments->area2[*greatest])
        *greatest = r;
    }
}

static int
compare_members (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Fragments *fragments = user_data;
  guint32 r = *(const guint32 *) a, s = *(const guint32 *) b;

  if (fragments->group_of[r] != fragments->group_of[s])
    return fragments->group_of[r] < fragments->group_of[s] ? -1 : 1;
  return (r > s) - (r < s);
}

/** Lists the regions of groups that are not the greatest of their winner, group by group. */
static void
list_members (Fragments *fragments)
{
  WgBuild *build = fragments->build;

  g_array_set_size (fragments->members, 0);
  for (guint32 r = 0; r < build->n_regions; r++)
    if (build->regions[r].winner != WG_NONE && !build->claimants[build->regions[r].winner].is_settled
        && fragments->greatest[build->regions[r].winner] != fragments->group_of[r])
      g_array_append_val (fragments->members, r);
  g_array_sort_with_data (fragments->members, compare_members, fragments);
}

/** Whether the group is beside land of its winner that another of the same depth got. */
static gboolean
is_cut_off (const Fragments *fragments, const guint32 *regions, guint n)
{
  const WgBuild *build = fragments->build;
  guint32 own = build->regions[regions[0]].winner;

  for (guint r = 0; r < n; r++)
    for (guint i = 0; i < build->regions[regions[r]].n_edges; i++)
      {
        guint32 edge = build->region_edges[build->regions[regions[r]].edge_first + i];
        guint32 other = build->regions[wg_build_region_beyond (build, edge)].winner;

        if (other != WG_NONE && other != own
            && build->claimants[other].depth == build->claimants[own].depth
            && wg_build_is_claimed_beyond (build, edge, own))
          return TRUE;
      }
  return FALSE;
}

/** The neighbour of the group's depth, or deeper, with the longest border. */
static guint32
find_neighbour (const Fragments *fragments, const guint32 *regions, guint n)
{
  const WgBuild *build = fragments->build;
  guint32 own = build->regions[regions[0]].winner;

  g_array_set_size (fragments->borders, 0);
  for (guint r = 0; r < n; r++)
    for (guint i = 0; i < build->regions[regions[r]].n_edges; i++)
      {
        guint32 edge = build->region_edges[build->regions[regions[r]].edge_first + i];
        WgBorder border = { build->regions[wg_build_region_beyond (build, edge)].winner,
                            build->arcs[edge >> 1].length };

        if (border.claimant != WG_NONE && border.claimant != own
            && build->claimants[border.claimant].depth >= build->claimants[own].depth)
          g_array_append_val (fragments->borders, border);
      }
  return wg_build_longest_border (build, fragments->borders);
}

static void
tell (const Fragments *fragments, const Move *move, const guint32 *regions)
{
  WgBuild *build = fragments->build;
  WgDecision decision = { WG_DECISION_PARENT_SLIVER,
                          build->claimants[move->winner].owner,
                          build->claimants[build->regions[regions[0]].winner].owner,
                          wg_area2_to_m2 (fragments->area2[fragments->group_of[regions[0]]]),
                          move->width / 1000.0,
                          move->place };

  g_array_append_val (build->decisions, decision);
}

/** One round: all moves are found before the first is made. Returns how many. */
static guint
move_fragments (Fragments *fragments)
{
  WgBuild *build = fragments->build;
  const guint32 *members = (const guint32 *) fragments->members->data;
  g_autoptr (GArray) moves = g_array_new (FALSE, FALSE, sizeof (Move));

  for (guint i = 0, end = 0; i < fragments->members->len; i = end)
    {
      Move move = { i, 0, WG_NONE, 0.0, { 0, 0 } };

      for (end = i + 1; end < fragments->members->len
                        && fragments->group_of[members[end]] == fragments->group_of[members[i]];
           end++)
        ;
      move.n = end - i;
      if (!is_cut_off (fragments, members + i, move.n))
        continue;
      move.width = wg_build_measure (build, members + i, move.n, fragments->group_of, &move.place);
      if (move.width >= build->options.sliver_width_m * 1000.0)
        continue;
      move.winner = find_neighbour (fragments, members + i, move.n);
      if (move.winner != WG_NONE)
        g_array_append_val (moves, move);
    }
  for (guint i = 0; i < moves->len; i++)
    {
      const Move *move = &g_array_index (moves, Move, i);

      tell (fragments, move, members + move->first);
      for (guint j = 0; j < move->n; j++)
        build->regions[members[move->first + j]].winner = move->winner;
    }
  return moves->len;
}

/**
 * wg_build_close_fragments:
 *
 * Gives narrow fragments that lost overlaps cut off to their neighbours, until there are none (a
 * fragment given to a fragment moves again) or a few rounds have passed.
 */
void
wg_build_close_fragments (WgBuild *build)
{
  Fragments fragments = { .build = build };
  gboolean has_overlaps = FALSE;

  for (guint r = 0; r < build->n_regions && !has_overlaps; r++)
    has_overlaps = build->regions[r].kind == WG_REGION_OVERLAP;
  if (!has_overlaps)
    return;

  fragments.group_of = g_new (guint32, build->n_regions);
  fragments.area2 = g_new (__int128, build->n_regions);
  fragments.greatest = g_new (guint32, build->n_claimants);
  fragments.members = g_array_new (FALSE, FALSE, sizeof (guint32));
  fragments.borders = g_array_new (FALSE, FALSE, sizeof (WgBorder));
  for (guint round = 0; round < MOST_ROUNDS; round++)
    {
      group_regions (&fragments);
      list_members (&fragments);
      if (move_fragments (&fragments) == 0)
        break;
    }
  g_free (fragments.group_of);
  g_free (fragments.area2);
  g_free (fragments.greatest);
  g_array_unref (fragments.members);
  g_array_unref (fragments.borders);
}
