/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-plan.h"

G_BEGIN_DECLS

/**
 * WgCheckNames:
 *
 * Which grids have the same code, or the same name beside one another; and what most codes of a
 * level look like. Kept up grid by grid, so that one edit costs the neighbourhood. Made in a
 * worker, handed on to the main thread.
 */
typedef struct _WgCheckNames WgCheckNames;

WgCheckNames *wg_check_names_new      (WgPlan             *plan);
void          wg_check_names_free     (WgCheckNames       *self);
void          wg_check_names_add      (WgCheckNames       *self,
                                       WgGrid             *grid);
void          wg_check_names_remove   (WgCheckNames       *self,
                                       const WgGrid       *grid);

/** Appends to @ids_out (of guint32) the grids with the code of @grid (the siblings with its name),
 *  @grid too, retired ones too. */
void          wg_check_names_same_code (WgCheckNames      *self,
                                        const WgGrid      *grid,
                                        GArray            *ids_out);
void          wg_check_names_same_name (WgCheckNames      *self,
                                        const WgGrid      *grid,
                                        GArray            *ids_out);
/** The form of a code: every digit is 9, every letter A. (transfer full) */
char         *wg_check_names_form      (const char        *code);
/** (nullable): the form that at least four fifths of ten or more codes of the level have. */
const char   *wg_check_names_usual_form (WgCheckNames     *self,
                                         guint             depth);
/** The usual forms of all levels, a line each: by them the code of each grid is judged. (transfer full) */
char         *wg_check_names_list_forms (WgCheckNames     *self);
/** Do at least half of the codes of the level begin with the code of their parent? Grids of which
 *  one of the two has no code do not count. */
gboolean      wg_check_names_has_prefixes (WgCheckNames   *self,
                                           WgPlan         *plan,
                                           guint           depth);
gboolean      wg_check_code_follows    (WgPlan            *plan,
                                        const WgGrid      *grid);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCheckNames, wg_check_names_free)

G_END_DECLS
