/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-plan.h"

G_BEGIN_DECLS

#define WG_MIN_DEPTH 2
#define WG_LEVEL_NAME_MAX_CHARS 12

/** A ready list of levels. The names are data of a project, not words of the program. */
typedef struct
{
  const char *id; /* stable: "street-community-grid-micro" */
  guint n_levels;
  const char *names[WG_MAX_DEPTH];
} WgTemplate;

/** The presets; the first is the default. */
guint             wg_template_count     (void);
const WgTemplate *wg_template_get       (guint              index);
/** Returns: (nullable): %NULL when no preset has @id. */
const WgTemplate *wg_template_find      (const char        *id);
/** Adds the levels of the preset to a plan that has none. */
void              wg_template_apply     (const WgTemplate  *preset,
                                         WgPlan            *plan);

/** What special grids of a level are called (网格: 专属网格); %NULL when it has none. */
const char       *wg_level_special_name (const char        *level_name);
/** "街道,社区,网格" (also with ，、-) as names without white space around: (transfer full). */
char            **wg_levels_split       (const char        *text);
/** Are these 2 to %WG_MAX_DEPTH different names of 1 to 12 characters? Else
 *  %WG_PLAN_ERROR_BAD_LEVELS. */
gboolean          wg_levels_check       (const char *const *names,
                                         GError           **error);
/** Checks @names and adds them as the levels of a plan that has none. */
gboolean          wg_levels_apply       (const char *const *names,
                                         WgPlan            *plan,
                                         GError           **error);

G_END_DECLS
