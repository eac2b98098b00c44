/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WG_MAX_DEPTH 5

/** How many a grid is to have; 0 is no rule. */
typedef struct
{
  guint32 min;
  guint32 target;
  guint32 max;
} WgSizeBand;

/** What a level asks of its grids, and whether its borders stay. All of it is data of a project. */
typedef struct
{
  gboolean is_pinned; /* its borders, and those of the levels above it, do not move (wg-lock.h) */
  WgSizeBand households;
  WgSizeBand people;
  WgSizeBand area; /* in m² */
} WgLevelRule;

/** One level of the hierarchy: 1 is the top. */
typedef struct
{
  guint depth;
  char *name;         /* "街道", "社区", "网格", "微网格" */
  char *special_name; /* name of special grids of this level ("专属网格"), or NULL */
  WgLevelRule rule;
} WgLevel;

/** The rule that levels of this name start with; none for names that are not known. */
WgLevelRule wg_level_rule_preset (const char        *name);
gboolean    wg_level_rule_equal  (const WgLevelRule *a,
                                  const WgLevelRule *b);

typedef enum
{
  WG_SIZE_UNKNOWN, /* no count, or no rule */
  WG_SIZE_SMALL,
  WG_SIZE_FITS,
  WG_SIZE_LARGE,
} WgSizeFit;

/** Against the least and the most of @band; @count below 0 is not known. */
WgSizeFit   wg_size_band_judge   (const WgSizeBand  *band,
                                  gint64             count);

G_END_DECLS
