/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-search-tool.h"

#include "../../app/plan/wg-numbering.h"

G_BEGIN_DECLS

#define WG_TYPE_TOOL_NUMBER (wg_tool_number_get_type ())

/**
 * WgToolNumber:
 *
 * Gives codes (and names) in order. The new numbers stand on the map, joined by a line in their order,
 * until Enter gives them; along a line, the line is drawn on the map, outward, the point is clicked.
 * Its settings are in a panel over the map.
 */
G_DECLARE_FINAL_TYPE (WgToolNumber, wg_tool_number, WG, TOOL_NUMBER, WgSearchTool)

/** Which grids. */
typedef enum
{
  WG_NUMBER_EVERYWHERE,
  WG_NUMBER_SIBLINGS, /* those below the parents of the selected ones, or below the selected ones */
  WG_NUMBER_SELECTED,
} WgNumberWhere;

/** The settings; a plain value, the texts are owned by the tool. */
typedef struct
{
  guint depth;
  WgNumberWhere where;
  WgNumberOrder order;
  WgNumberScope scope;
  gboolean is_followed;
  char *pattern;
  char *name_pattern; /* "": names stay */
} WgNumberSettings;

const WgNumberSettings *
          wg_tool_number_get_settings (WgToolNumber           *self);
/** @settings: copied */
void      wg_tool_number_set_settings (WgToolNumber           *self,
                                       const WgNumberSettings *settings);
/** (nullable) (element-type WgNumberRow): what is proposed; @problem_out: (nullable) why nothing is. */
GPtrArray *
          wg_tool_number_get_rows     (WgToolNumber           *self,
                                       const char            **problem_out,
                                       gboolean               *is_looking_out);
/** (nullable) (element-type WgNumberRow): old and new codes to be saved as a table: what is proposed, or
 *  what was given last when nothing more is. */
GPtrArray *
          wg_tool_number_get_table    (WgToolNumber           *self);
/** Gives the numbers; many of them in a worker. */
void      wg_tool_number_apply        (WgToolNumber           *self);

G_END_DECLS
