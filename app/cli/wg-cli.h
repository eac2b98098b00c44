/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** TRUE when @word is for wg_cli_run(): a command (new, import, info, ...), --help, --version, or a
 *  plain word that names no file, which is then refused. The program opens no window. */
gboolean wg_cli_is_command (const char *word);

/**
 * wg_cli_run:
 * @argv: the program's name, the command, its arguments
 *
 * Returns: the exit status: 0 ok, 1 findings or refused input, 2 wrong usage
 */
int      wg_cli_run        (int    argc,
                            char **argv);

G_END_DECLS
