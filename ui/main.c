/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/cli/wg-cli.h"

#include <adwaita.h>

int
main (int argc, char **argv)
{
  if (argc > 1 && wg_cli_is_command (argv[1]))
    return wg_cli_run (argc, argv);

  return 0;
}
