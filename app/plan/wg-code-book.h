/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-plan.h"

G_BEGIN_DECLS

/**
 * WgCodeBook:
 *
 * The codes that the other schemes of a project have given, to grids in use and retired ones, so that a new
 * code is new in the whole project. A department's own net is not one of them: it comes with the department's codes,
 * which are unique there (domain.md, C: a code is unique in its scheme), and takes none of ours away. Shared by
 * reference; once it is filled it does not change: any thread.
 */
typedef struct _WgCodeBook WgCodeBook;

WgCodeBook *wg_code_book_new   (void);
WgCodeBook *wg_code_book_ref   (WgCodeBook       *self);
void        wg_code_book_unref (WgCodeBook       *self);
/** @grid: the grid of the plan that has @code there: the same one in both schemes; 0: another grid. A code
 *  that several have is nobody's. "" is left out. */
void        wg_code_book_add   (WgCodeBook       *self,
                                const char       *code,
                                guint32           grid);
guint       wg_code_book_count (const WgCodeBook *self);

/** Main thread, or the worker whose snapshot it is. @book: (nullable), referenced. */
void        wg_plan_set_code_book (WgPlan        *self,
                                   WgCodeBook    *book);
WgCodeBook *wg_plan_get_code_book (WgPlan        *self); /* (transfer none) (nullable) */
/**
 * wg_plan_is_code_spent:
 * @grid: that is to get @code; 0: one that is not there yet
 *
 * TRUE when @code was given: by the plan to any grid, or by another scheme of the project to a grid that is not
 * the same as @grid. For codes that the program chooses; one that somebody writes, or that comes with a
 * file, is only asked to be new in its own plan.
 */
gboolean    wg_plan_is_code_spent (WgPlan        *self,
                                   const char    *code,
                                   guint32        grid);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCodeBook, wg_code_book_unref)

G_END_DECLS
