/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-plan.h"

G_BEGIN_DECLS

/** What is known of two schemes of one project. */
typedef struct
{
  gboolean is_kindred;   /* one is a copy of the other, or both of a third one: wg_plan_are_kindred() */
  guint32 limit;         /* grids of one id below it are the same; G_MAXUINT32: the file does not tell */
  GHashTable *known;     /* (nullable) of utf8, as a set: codes that were there when they parted; %NULL: not told */
  gboolean was_in_force; /* the one was in force before: retired grids of the other keep the codes of its grids */
} WgKinship;

/** TRUE when most grids of one id are of one level and have one code or one name. */
gboolean   wg_plan_are_kindred       (WgPlan             *one,
                                      WgPlan             *other);

/** A grid of one scheme with a code that another scheme gave to another grid. */
typedef struct
{
  guint32 grid;    /* in the one that is looked at */
  guint32 former;  /* who has it in the other one; 0: it has no such code, but is below a grid that has */
  char *code;
  char *new_code;  /* (nullable): the next one that nobody in the project has or had; %NULL: there is none */
} WgCodeClash;

void       wg_code_clash_free        (WgCodeClash        *clash);
/**
 * wg_plan_find_code_clashes:
 * @next: only read; its code book says what else is spent
 * @former: only read
 *
 * The grids of @next in use whose code @former has, or had, for another grid and that the two did not
 * share when they parted: both gave it since. Codes that were changed about among grids by numbering are none. Where
 * the schemes are not kin, a grid is the same when it is of one level and stands on the same land. Grids
 * below one of them whose code begins with its code come with it. Any thread that owns both.
 *
 * Returns: (transfer full) (element-type WgCodeClash): by level and code; %NULL when cancelled
 */
GPtrArray *wg_plan_find_code_clashes (WgPlan             *next,
                                      WgPlan             *former,
                                      const WgKinship    *kinship,
                                      GCancellable       *cancellable,
                                      GError            **error);
/** (transfer full) (element-type WgNumberRow): the new codes, for wg_plan_make_number_change(). */
GPtrArray *wg_code_clashes_make_rows (const GPtrArray    *clashes,
                                      WgPlan             *next);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCodeClash, wg_code_clash_free)

G_END_DECLS
