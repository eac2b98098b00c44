/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-tool.h"

#include "../../app/plan/wg-plan.h"

G_BEGIN_DECLS

#define WG_TYPE_SEARCH_TOOL (wg_search_tool_get_type ())

/**
 * WgSearchTool:
 *
 * A tool that shows what its settings would make of the plan until Enter applies it. That is looked for
 * anew, after a short delay, when a setting or the plan changes: at once when it is little, else in a
 * worker. A subclass makes what ask() reads before it chains up `constructed`, where the first search
 * begins. ::changed: a setting, or what is found.
 */
G_DECLARE_DERIVABLE_TYPE (WgSearchTool, wg_search_tool, WG, SEARCH_TOOL, WgTool)

struct _WgSearchToolClass
{
  WgToolClass parent_class;

  GDestroyNotify free_search, free_found;
  /* What was found does not hold any more. TRUE: it is looked for anew. */
  gboolean (*forget) (WgSearchTool *self);
  /* (transfer full): what the settings ask for; @is_long_out: so much that a worker looks for it. */
  gpointer (*ask)    (WgSearchTool *self, WgPlan *plan, gboolean *is_long_out);
  /* (transfer full) (nullable): what is found for @search. In a worker @plan is a snapshot. */
  gpointer (*look)   (WgPlan *plan, gpointer search, GCancellable *cancellable, GError **error);
  /* @found: (transfer full) (nullable). @search is freed after it. */
  void     (*take)   (WgSearchTool *self, gpointer search, gpointer found, const GError *error);
};

/** Drops what was found, and looks for it anew. */
void     wg_search_tool_renew      (WgSearchTool *self);
/** Hint, map and panel are shown anew. */
void     wg_search_tool_tell       (WgSearchTool *self);
gboolean wg_search_tool_is_looking (WgSearchTool *self);

G_END_DECLS
