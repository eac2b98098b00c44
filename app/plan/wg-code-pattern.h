/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-grid.h"

G_BEGIN_DECLS

/**
 * WgCodePattern:
 *
 * How the codes of a level are formed, as a text: "{parent}{nnn:1-900,901-999}{kind:,Z}".
 *
 * - {parent} is the code of the grid's parent, {parent:N} its first N characters;
 * - {n}, {nn}, {nnn} … is the serial, as wide as there are n, with leading zeros; it must be there
 *   once. After a colon the serials of ordinary grids, and after a comma those of special grids. An
 *   exclamation mark behind the n ({nn!}): zero for the only grid of its parent (CJ/T 349);
 * - {kind:A,B} is A for ordinary grids and B for special ones;
 * - the rest stands as it is.
 *
 * Codes are texts, never numbers. Immutable; any thread.
 */
typedef struct _WgCodePattern WgCodePattern;

/** %NULL with %WG_PLAN_ERROR_BAD_PATTERN; the message says what is wrong with it. */
WgCodePattern *wg_code_pattern_new         (const char          *text,
                                            GError             **error);
void           wg_code_pattern_free        (WgCodePattern       *self);
/** The serials of ordinary or of special grids; the same where the pattern makes no difference. */
void           wg_code_pattern_get_range   (const WgCodePattern *self,
                                            WgGridKind           kind,
                                            guint               *first_out,
                                            guint               *last_out);
/** TRUE when special grids have serials of their own. */
gboolean       wg_code_pattern_has_special (const WgCodePattern *self);
/** TRUE when the only grid of a parent has the serial 0. */
gboolean       wg_code_pattern_has_single  (const WgCodePattern *self);
/**
 * wg_code_pattern_format:
 * @parent_code: (nullable): of the parent
 *
 * Returns: (transfer full) (nullable): the code; %NULL when the parent's code is too short for the
 *   pattern, the serial too great, or the whole is no code (wg_code_is_well_formed())
 */
char          *wg_code_pattern_format      (const WgCodePattern *self,
                                            const char          *parent_code,
                                            WgGridKind           kind,
                                            guint                serial);
/** Reads the serial of a code of this pattern; FALSE for another code. */
gboolean       wg_code_pattern_read        (const WgCodePattern *self,
                                            const char          *code,
                                            const char          *parent_code,
                                            WgGridKind           kind,
                                            guint               *serial_out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCodePattern, wg_code_pattern_free)

/** A ready way of coding. Its patterns hold from the region's code of 6 digits downwards. */
typedef struct
{
  const char *id;    /* stable: "db11" */
  const char *title; /* for people: a standard's number, not translated */
  const char *grid;  /* pattern of grids */
  const char *micro; /* of micro-grids */
} WgCodeProfile;

guint                wg_code_profile_count (void);
const WgCodeProfile *wg_code_profile_get   (guint       index);
/** (nullable): %NULL when no profile has @id. */
const WgCodeProfile *wg_code_profile_find  (const char *id);
/**
 * wg_code_profile_pattern:
 * @profile: (nullable): %NULL: the first
 * @level_name: 街道, 社区, 网格, 微网格 and their like; another name is taken for a grid's
 * @object_code: (nullable): six digits that CJ/T 349 puts in front; %NULL: 000000
 *
 * Returns: (transfer full): the pattern of a level
 */
char                *wg_code_profile_pattern (const WgCodeProfile *profile,
                                              const char          *level_name,
                                              const char          *object_code);

G_END_DECLS
