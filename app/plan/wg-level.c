/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-level"

#include "wg-level.h"

/*
 * Micro-grids of 30 to 100 households: Jinjiang, Chengdu (Sichuan Daily, 2022). Grids of 300
 * households or 1,000 to 1,500 people, in practice 200 (Shenzhen) to 500 (Tengzhou) households.
 */
static const struct
{
  const char *name;
  WgSizeBand households;
  WgSizeBand people;
} presets[] = {
  { "微网格", { 30, 0, 100 }, { 0, 0, 0 } },
  { "网格", { 200, 300, 500 }, { 0, 1000, 1500 } },
  { "一般网格", { 200, 300, 500 }, { 0, 1000, 1500 } },
  { "综合网格", { 200, 300, 500 }, { 0, 1000, 1500 } },
  { "基础网格", { 200, 300, 500 }, { 0, 1000, 1500 } },
};

static gboolean
bands_equal (const WgSizeBand *a, const WgSizeBand *b)
{
  return a->min == b->min && a->target == b->target && a->max == b->max;
}

WgLevelRule
wg_level_rule_preset (const char *name)
{
  WgLevelRule rule = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    if (g_strcmp0 (presets[i].name, name) == 0)
      {
        rule.households = presets[i].households;
        rule.people = presets[i].people;
      }
  return rule;
}

gboolean
wg_level_rule_equal (const WgLevelRule *a, const WgLevelRule *b)
{
  return !a->is_pinned == !b->is_pinned && bands_equal (&a->households, &b->households)
         && bands_equal (&a->people, &b->people) && bands_equal (&a->area, &b->area);
}

WgSizeFit
wg_size_band_judge (const WgSizeBand *band, gint64 count)
{
  if (count < 0 || (band->min == 0 && band->max == 0))
    return WG_SIZE_UNKNOWN;
  if (count < band->min)
    return WG_SIZE_SMALL;
  return band->max > 0 && count > band->max ? WG_SIZE_LARGE : WG_SIZE_FITS;
}
