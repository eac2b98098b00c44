/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/geometry/wg-point.h"

G_BEGIN_DECLS

/** @name: of a case that starts here, else NULL, and then @line is one of the case before. */
typedef void (*WgTestCaseLine) (const char *name,
                                char       *line,
                                gpointer    user_data);

/** Reads a file of tests/cases: "case NAME", then its lines; empty lines and those with # are passed
 *  over. Asserts that the file is there and that no line comes before the first case. */
void    wg_test_read_case_file (const char     *path,
                                WgTestCaseLine  take,
                                gpointer        user_data);
/** "x y, x y, ..." in metres as points (of WgPoint) in mm. */
GArray *wg_test_read_points    (const char     *text);

G_END_DECLS
