/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-land-commands.h"

G_BEGIN_DECLS

/** What is given to several grids; the rest stays as each has it. */
typedef struct
{
  gboolean has_kind;
  WgGridKind kind;
  gboolean has_parent;
  guint32 parent;           /* of a higher level than all of them; 0: none */
  gboolean has_property_type;
  WgPropertyType property_type;
  gboolean has_mgmt_class;
  guint mgmt_class;         /* 0: none, up to %WG_MGMT_CLASS_MAX */
  const char *note;         /* nullable; at most %WG_NOTE_MAX_CHARS, longer ones are cut */
  const char *name_pattern; /* nullable; see wg_name_from_pattern() */
} WgGridEdit;

/**
 * wg_name_from_pattern:
 * @pattern: "{n}" is @number, "{nn}" the same in two digits, "{zh}" in Chinese numerals, "{name}"
 *   and "{code}" what @grid has
 *
 * Returns: (transfer full): "第{n}网格" → "第3网格"
 */
char        *wg_name_from_pattern   (const char        *pattern,
                                     const WgGrid      *grid,
                                     guint              number);
/** FALSE with %WG_PLAN_ERROR_BAD_NAME_PATTERN when a "{word}" in it stands for nothing. */
gboolean     wg_name_pattern_check  (const char        *pattern,
                                     GError           **error);
/**
 * wg_command_edit_grids:
 * @grids: (element-type guint32): numbered for names by code, from 1
 * @flags: %WG_LAND_RETIRE: a parent that is left without grids and land may be retired
 *
 * Changes attributes of several grids as one undo step: all of them or none. Moving grids to another
 * parent takes their land along, at every level.
 *
 * Errors: %WG_PLAN_ERROR_NO_GRID, _NOTHING, _LEVEL (the parent is not of a higher level), _BAD_NAME,
 * _NAME_TAKEN, _LANDLESS, _BUSY; what the journal says.
 *
 * Returns: how many grids changed; 0 on error
 */
guint        wg_command_edit_grids  (WgHistory         *history,
                                     const GArray      *grids,
                                     const WgGridEdit  *edit,
                                     WgLandFlags        flags,
                                     GError           **error);
/**
 * wg_command_add_parent:
 * @id: a grid below the top level
 * @code: of the new grid; may be ""
 *
 * Makes a grid of the level above, at the top, of the land of @id, and puts @id below it: one undo
 * step.
 *
 * Errors: %WG_PLAN_ERROR_NO_GRID, _LEVEL (@id is at the top), _BAD_CODE, _CODE_TAKEN, _BAD_NAME,
 * _NAME_TAKEN, _BUSY; what the journal says.
 *
 * Returns: the new grid; 0 on error
 */
guint32      wg_command_add_parent  (WgHistory         *history,
                                     guint32            id,
                                     const char        *code,
                                     const char        *name,
                                     GError           **error);
/** Would its texts be accepted? Errors: as above. */
gboolean     wg_plan_check_new_parent (WgPlan          *plan,
                                     guint32            id,
                                     const char        *code,
                                     const char        *name,
                                     GError           **error);

G_END_DECLS
