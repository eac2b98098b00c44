/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli.h"

gboolean
wg_cli_is_command (const char *word)
{
  return FALSE;
}

int
wg_cli_run (int argc, char **argv)
{
  return 2;
}
