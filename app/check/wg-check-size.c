/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"

/** Adds a finding when @count is beyond the band; the limit is the one that is broken. */
static void
judge (WgCheckContext *context, const WgGrid *grid, const WgSizeBand *band, gint64 count)
{
  WgSizeFit fit = wg_size_band_judge (band, count);
  WgFinding *finding = NULL;

  if (fit != WG_SIZE_SMALL && fit != WG_SIZE_LARGE)
    return;
  finding = wg_check_add_grid (context, grid->id);
  finding->value = (double) count;
  finding->limit = fit == WG_SIZE_SMALL ? band->min : band->max;
}

/** What can be said of a count against a band: too many as soon as those known are too many, too
 *  few only when all are known. None at all is no mistake: a park, a river. */
static void
judge_count (WgCheckContext *context, const WgGrid *grid, const WgSizeBand *band,
             const WgTally *tally, const WgCount *count)
{
  WgCountState state = wg_tally_get_state (tally, count);

  if (count->sum == 0 || state == WG_COUNT_UNKNOWN
      || (state == WG_COUNT_AT_LEAST && (band->max == 0 || count->sum <= band->max)))
    return;
  judge (context, grid, band, count->sum);
}

static const WgLevelRule *
rule_of (WgCheckContext *context, const WgGrid *grid)
{
  return wg_plan_get_rule (context->plan, grid);
}

/* size.households: more, or fewer, households than the level asks for. */
void
wg_check_size_households (WgCheckContext *context, const WgGrid *grid)
{
  WgTally tally = { 0 };

  wg_plan_get_tally (context->plan, grid->id, &tally);
  judge_count (context, grid, &rule_of (context, grid)->households, &tally, &tally.households);
}

/* size.people: the same of people. */
void
wg_check_size_people (WgCheckContext *context, const WgGrid *grid)
{
  WgTally tally = { 0 };

  wg_plan_get_tally (context->plan, grid->id, &tally);
  judge_count (context, grid, &rule_of (context, grid)->people, &tally, &tally.people);
}

/* size.area: larger, or smaller, than the level asks for. */
void
wg_check_size_area (WgCheckContext *context, const WgGrid *grid)
{
  const WgSizeBand *band = &rule_of (context, grid)->area;
  WgTally tally = { 0 };

  if (band->min == 0 && band->max == 0)
    return;
  wg_plan_get_tally (context->plan, grid->id, &tally);
  if (tally.area_mm2 > 0)
    judge (context, grid, band, (gint64) wg_tally_area_m2 (&tally));
}
