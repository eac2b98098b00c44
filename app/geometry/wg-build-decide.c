/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-build"

#include "wg-build-private.h"
#include "wg-coverage-edit.h"

#define COVERED_SHARE 0.9   /* of a claim in overlaps: it has nothing else to live on */
#define FREE_SHARE 0.5      /* of a claim in overlaps, at most: it has */
#define ISLAND_SHARE 0.99   /* of a claim in overlaps: all of it, but for what rounding does */
#define ANSWER_REACH 100    /* mm: an answer comes back in degrees of a text */

/** A region that somebody else gets: which decision, and its measure. */
typedef struct
{
  guint32 region;
  WgDecisionKind kind;
  double width;
  WgPoint place;
  guint32 chosen; /* in this round, or WG_NONE */
} Open;

typedef struct
{
  WgBuild *build;
  GArray *open;    /* of Open */
  GArray *borders; /* of WgBorder: the neighbours at hand */
} Decide;

static const WgRegion *
region_beyond (const WgBuild *build, guint32 edge)
{
  return &build->regions[wg_build_region_beyond (build, edge)];
}

static const guint32 *
class_of (const WgBuild *build, const WgRegion *region)
{
  return build->classes.items + region->class_first;
}

static guint
depth_of (const WgBuild *build, guint32 claimant)
{
  return build->claimants[claimant].depth;
}

static void
add_decision (WgBuild *build, const Open *open, guint32 winner, guint32 loser)
{
  const WgRegion *region = &build->regions[open->region];
  WgDecision decision = { open->kind,
                          winner == WG_NONE ? 0 : build->claimants[winner].owner,
                          loser == WG_NONE ? 0 : build->claimants[loser].owner,
                          wg_area2_to_m2 (region->area2),
                          open->width / 1000.0,
                          open->place };

  g_array_append_val (build->decisions, decision);
}

/** Tells who got a region, and each who lost it. */
static void
tell (WgBuild *build, const Open *open)
{
  const WgRegion *region = &build->regions[open->region];
  const guint32 *classes = class_of (build, region);

  if (region->n_classes == 0)
    add_decision (build, open, region->winner, WG_NONE);
  for (guint i = 0; i < region->n_classes; i++)
    if (classes[i] != region->winner)
      add_decision (build, open, region->winner, classes[i]);
}

static gboolean
is_share (const WgClaimant *claimant, double share)
{
  return (double) claimant->shared2 >= share * (double) claimant->area2;
}

/**
 * The rule of a wide overlap: a settled claim keeps its land; a claim that overlaps with (nearly)
 * all of its land, such as a special grid drawn over an ordinary one, goes before claims that have
 * other land; else the lower order.
 */
static guint32
choose_by_rule (const WgBuild *build, const WgRegion *region)
{
  const guint32 *classes = class_of (build, region);
  guint32 first = WG_NONE, covered = WG_NONE;
  gboolean has_free = FALSE;

  for (guint i = 0; i < region->n_classes; i++)
    {
      const WgClaimant *claimant = &build->claimants[classes[i]];

      if (wg_build_goes_before (build, classes[i], first))
        first = classes[i];
      if (is_share (claimant, COVERED_SHARE) && wg_build_goes_before (build, classes[i], covered))
        covered = classes[i];
      has_free = has_free || !is_share (claimant, FREE_SHARE);
    }
  if (build->claimants[first].is_settled || covered == WG_NONE || !has_free)
    return first;
  return covered;
}

/* The one who claims most land, the lower order on a tie. */
static guint32
choose_larger (const WgBuild *build, const WgRegion *region)
{
  const guint32 *classes = class_of (build, region);
  guint32 larger = classes[0];

  for (guint i = 1; i < region->n_classes; i++)
    {
      __int128 area2 = build->claimants[classes[i]].area2;

      if (area2 > build->claimants[larger].area2
          || (area2 == build->claimants[larger].area2
              && wg_build_goes_before (build, classes[i], larger)))
        larger = classes[i];
    }
  return larger;
}

static guint32
choose_first (const WgBuild *build, const WgRegion *region)
{
  const guint32 *classes = class_of (build, region);
  guint32 first = WG_NONE;

  for (guint i = 0; i < region->n_classes; i++)
    if (wg_build_goes_before (build, classes[i], first))
      first = classes[i];
  return first;
}

/**
 * A claim that lies wholly inside others, one of which has other land: the innermost. It stays as an
 * island under every rule, for any other answer would delete a grid. WG_NONE: there is none, or all
 * are the same land drawn twice.
 */
static guint32
find_island (const WgBuild *build, const WgRegion *region)
{
  const guint32 *classes = class_of (build, region);
  guint32 island = WG_NONE;
  gboolean has_free = FALSE;

  for (guint i = 0; i < region->n_classes; i++)
    {
      const WgClaimant *claimant = &build->claimants[classes[i]];

      has_free = has_free || !is_share (claimant, COVERED_SHARE);
      if (is_share (claimant, ISLAND_SHARE)
          && (island == WG_NONE || claimant->area2 < build->claimants[island].area2
              || (claimant->area2 == build->claimants[island].area2
                  && wg_build_goes_before (build, classes[i], island))))
        island = classes[i];
    }
  return has_free ? island : WG_NONE;
}

/* What a person said about the overlap at @place, or WG_NONE. */
static guint32
find_answer (const WgBuild *build, const WgRegion *region, WgPoint place)
{
  gint64 nearest = ANSWER_REACH * ANSWER_REACH;
  guint32 answer = WG_NONE;

  for (guint i = 0; i < build->options.n_answers; i++)
    {
      const WgOverlapAnswer *said = &build->options.answers[i];
      gint64 distance2 = wg_point_distance2 (said->place, place);

      for (guint j = 0; j < region->n_classes && distance2 <= nearest; j++)
        if (build->claimants[class_of (build, region)[j]].owner == said->owner)
          {
            nearest = distance2;
            answer = class_of (build, region)[j];
          }
    }
  return answer;
}

/* WG_NONE: the longest border decides, when all around it is decided. */
static guint32
choose_in_overlap (const WgBuild *build, const WgRegion *region, gboolean is_narrow, WgPoint place)
{
  guint32 by_rule = choose_by_rule (build, region);
  guint32 answer = WG_NONE, island = WG_NONE;

  if (build->claimants[by_rule].is_settled)
    return is_narrow ? WG_NONE : by_rule;
  answer = find_answer (build, region, place);
  if (answer != WG_NONE)
    return answer;
  island = build->options.overlap != WG_OVERLAP_USUAL ? find_island (build, region) : WG_NONE;
  if (island != WG_NONE)
    return island;
  switch (build->options.overlap)
    {
    case WG_OVERLAP_LONGEST_BORDER:
      return WG_NONE;
    case WG_OVERLAP_LARGER:
      return choose_larger (build, region);
    case WG_OVERLAP_FIRST:
      return choose_first (build, region);
    case WG_OVERLAP_USUAL:
    default:
      return is_narrow ? WG_NONE : by_rule;
    }
}

static gboolean
is_settled_region (const WgBuild *build, const WgRegion *region)
{
  const guint32 *classes = class_of (build, region);

  for (guint i = 0; i < region->n_classes; i++)
    if (!build->claimants[classes[i]].is_settled)
      return FALSE;
  return TRUE;
}

/** Whether a region lies beside something that is not settled: else it was decided before. */
static gboolean
is_beside_unsettled (const WgBuild *build, const WgRegion *region)
{
  for (guint i = 0; i < region->n_edges; i++)
    if (!is_settled_region (build,
                            region_beyond (build, build->region_edges[region->edge_first + i])))
      return TRUE;
  return FALSE;
}

/** Whether @region (one claimant's own land) has land of a deeper claimant beside it. */
static gboolean
has_deeper_neighbour (const WgBuild *build, const WgRegion *region)
{
  guint depth = depth_of (build, class_of (build, region)[0]);

  if (depth == build->deepest)
    return FALSE;
  for (guint i = 0; i < region->n_edges; i++)
    {
      const WgRegion *beyond = region_beyond (build,
                                              build->region_edges[region->edge_first + i]);
      if (beyond->n_classes > 0 && depth_of (build, class_of (build, beyond)[0]) > depth)
        return TRUE;
    }
  return FALSE;
}

/** First look at a region: what is plain gets its winner, the rest is opened. */
static void
sort_out (Decide *decide, guint32 index)
{
  WgBuild *build = decide->build;
  WgRegion *region = &build->regions[index];
  Open open = { index, WG_DECISION_GAP_KEPT, 0.0, { 0, 0 }, WG_NONE };

  if (region->kind == WG_REGION_OUTSIDE)
    return;
  if (region->kind == WG_REGION_PLAIN)
    region->winner = class_of (build, region)[0];
  if (region->kind == WG_REGION_PLAIN
      && (!has_deeper_neighbour (build, region)
          || (is_settled_region (build, region) && !is_beside_unsettled (build, region))))
    return;
  if (region->kind == WG_REGION_GAP && !is_beside_unsettled (build, region))
    return;

  open.width = wg_build_measure (build, &index, 1, NULL, &open.place);
  region->is_open = open.width < build->options.sliver_width_m * 1000.0;
  if (region->kind == WG_REGION_PLAIN)
    {
      open.kind = WG_DECISION_PARENT_SLIVER;
      if (!region->is_open)
        return;
    }
  if (region->kind == WG_REGION_GAP && region->is_open)
    open.kind = WG_DECISION_GAP_CLOSED;
  if (region->kind == WG_REGION_OVERLAP)
    {
      open.kind = region->is_open ? WG_DECISION_OVERLAP_CLOSED : WG_DECISION_OVERLAP_RESOLVED;
      region->winner = choose_in_overlap (build, region, region->is_open, open.place);
      region->is_open = region->winner == WG_NONE;
    }
  if (region->is_open)
    g_array_append_val (decide->open, open);
  else
    tell (build, &open);
}

static gboolean
is_in_class (const WgBuild *build, const WgRegion *region, guint32 claimant)
{
  for (guint i = 0; i < region->n_classes; i++)
    if (class_of (build, region)[i] == claimant)
      return TRUE;
  return FALSE;
}

/** May the one beyond @edge get this region? @strictly: a parent's sliver stays in the family. */
static gboolean
may_win (const WgBuild *build, const Open *open, guint32 edge, gboolean strictly)
{
  const WgRegion *region = &build->regions[open->region];
  guint32 winner = region_beyond (build, edge)->winner;

  if (region->kind == WG_REGION_OVERLAP)
    return is_in_class (build, region, winner);
  if (open->kind == WG_DECISION_PARENT_SLIVER)
    {
      guint32 parent = class_of (build, region)[0];
      return depth_of (build, winner) > depth_of (build, parent)
             && (!strictly || wg_build_is_claimed_beyond (build, edge, parent));
    }
  return TRUE;
}

/** The neighbour with the longest shared border, of those that are decided; or WG_NONE. */
static guint32
find_longest (Decide *decide, const Open *open, gboolean strictly)
{
  const WgBuild *build = decide->build;
  const WgRegion *region = &build->regions[open->region];

  g_array_set_size (decide->borders, 0);
  for (guint i = 0; i < region->n_edges; i++)
    {
      guint32 edge = build->region_edges[region->edge_first + i];
      const WgRegion *beyond = region_beyond (build, edge);
      WgBorder border = { beyond->winner, build->arcs[edge >> 1].length };

      if (!beyond->is_open && beyond->winner != WG_NONE && may_win (build, open, edge, strictly))
        g_array_append_val (decide->borders, border);
    }
  return wg_build_longest_border (build, decide->borders);
}

static guint32
choose (Decide *decide, const Open *open)
{
  const WgBuild *build = decide->build;
  const WgRegion *region = &build->regions[open->region];
  guint32 chosen = WG_NONE;

  if (region->kind == WG_REGION_OVERLAP)
    for (guint i = 0; i < region->n_classes; i++)
      if (build->claimants[class_of (build, region)[i]].is_settled)
        return choose_by_rule (build, region);
  chosen = find_longest (decide, open, TRUE);
  if (chosen == WG_NONE && open->kind == WG_DECISION_PARENT_SLIVER)
    chosen = find_longest (decide, open, FALSE);
  return chosen;
}

static gboolean
is_overlap (const Open *open)
{
  return open->kind == WG_DECISION_OVERLAP_CLOSED || open->kind == WG_DECISION_OVERLAP_RESOLVED;
}

static int
compare_open (gconstpointer a, gconstpointer b)
{
  const Open *oa = a, *ob = b;
  gboolean a_overlap = is_overlap (oa);
  gboolean b_overlap = is_overlap (ob);

  if (a_overlap != b_overlap)
    return b_overlap - a_overlap;
  return (oa->region > ob->region) - (oa->region < ob->region);
}

static void
close_region (WgBuild *build, const Open *open, guint32 winner)
{
  WgRegion *region = &build->regions[open->region];

  region->is_open = FALSE;
  region->winner = winner;
  tell (build, open);
}

/**
 * Gives the open regions [from, to) away in rounds: all choices of a round look at the same state,
 * so that no order of the regions shows in the result, and chains of slivers fill up from where
 * something is decided. What finds nobody is left open.
 */
static void
close_slivers (Decide *decide, guint from, guint to)
{
  guint n_closed = 0;

  do
    {
      guint n_left = from;

      n_closed = 0;
      for (guint i = from; i < to; i++)
        {
          Open *open = &g_array_index (decide->open, Open, i);
          open->chosen = choose (decide, open);
        }
      for (guint i = from; i < to; i++)
        {
          Open *open = &g_array_index (decide->open, Open, i);

          if (open->chosen == WG_NONE)
            {
              g_array_index (decide->open, Open, n_left++) = *open;
              continue;
            }
          close_region (decide->build, open, open->chosen);
          n_closed++;
        }
      to = n_left;
    }
  while (n_closed > 0 && to > from);

  for (guint i = from; i < to; i++)
    {
      Open *open = &g_array_index (decide->open, Open, i);
      WgRegion *region = &decide->build->regions[open->region];

      if (is_overlap (open))
        close_region (decide->build, open, choose_by_rule (decide->build, region));
      else if (open->kind == WG_DECISION_GAP_CLOSED)
        {
          open->kind = WG_DECISION_GAP_KEPT;
          close_region (decide->build, open, WG_NONE);
        }
      region->is_open = FALSE;
    }
}

static void
sum_overlaps (WgBuild *build)
{
  for (guint r = 0; r < build->n_regions; r++)
    if (build->regions[r].kind == WG_REGION_OVERLAP)
      for (guint i = 0; i < build->regions[r].n_classes; i++)
        build->claimants[class_of (build, &build->regions[r])[i]].shared2
          += build->regions[r].area2;
}

/**
 * wg_build_decide:
 *
 * Gives every region to a claimant or to nobody, and writes down each decision.
 */
gboolean
wg_build_decide (WgBuild *build, GError **error)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (Open));
  g_autoptr (GArray) borders = g_array_new (FALSE, FALSE, sizeof (WgBorder));
  Decide decide = { build, open, borders };
  guint n_overlaps = 0;

  sum_overlaps (build);
  for (guint r = 0; r < build->n_regions; r++)
    {
      if (r % 4096 == 0 && g_cancellable_set_error_if_cancelled (build->cancellable, error))
        return FALSE;
      sort_out (&decide, r);
    }
  g_array_sort (open, compare_open);
  while (n_overlaps < open->len
         && is_overlap (&g_array_index (open, Open, n_overlaps)))
    n_overlaps++;
  close_slivers (&decide, 0, n_overlaps);
  close_slivers (&decide, n_overlaps, open->len);
  wg_build_close_fragments (build);
  return !g_cancellable_set_error_if_cancelled (build->cancellable, error);
}
