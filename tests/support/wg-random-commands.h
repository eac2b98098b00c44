/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/base/wg-random.h"
#include "app/plan/wg-history.h"

G_BEGIN_DECLS

/*
 * Every command of the plan once, called with random arguments; a new command is a row of the table
 * in wg-random-commands.c.
 */

guint       wg_random_command_count  (void);
const char *wg_random_command_name   (guint      kind);
/** No land of any grid becomes nobody's, but for what strokes bend on 1 mm. */
gboolean    wg_random_command_keeps_land (guint kind);
/** By the weights of the table. */
guint       wg_random_command_choose (WgRandom  *random);
/**
 * wg_random_command:
 * @problem_out: (out): set when a command does what it must not: an error that its documentation
 *   does not name, a preview that changes something or says otherwise than the command
 *
 * Returns: TRUE when it was one step of @history; FALSE when it was refused
 */
gboolean    wg_random_command        (guint      kind,
                                      WgRandom  *random,
                                      WgHistory *history,
                                      char     **problem_out);

G_END_DECLS
