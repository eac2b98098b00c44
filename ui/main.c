/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/cli/wg-cli.h"
#include "wg-application.h"

#include <locale.h>
#include <malloc.h>

#include <glib/gi18n.h>

/* TRUE when the program runs from the folder it was built in. */
static gboolean
is_uninstalled (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  return program != NULL && g_str_has_prefix (program, WG_BUILD_DIR "/");
}

static void
init_translations (gboolean uninstalled)
{
  setlocale (LC_ALL, "");
  bindtextdomain (WG_GETTEXT_PACKAGE, uninstalled ? WG_BUILD_LOCALEDIR : WG_LOCALEDIR);
  bind_textdomain_codeset (WG_GETTEXT_PACKAGE, "UTF-8");
  textdomain (WG_GETTEXT_PACKAGE);
}

/* Measured: GTK callocs a surface of the window's size for each frame; keeping the memory saves
 * 1 to 2 ms of page faults. Without a GPU the GL renderer of GTK 4.8 runs on llvmpipe, which takes
 * the cores that paint the map. */
static void
init_drawing (void)
{
  mallopt (M_MMAP_THRESHOLD, 64 << 20);
  mallopt (M_TRIM_THRESHOLD, 256 << 20);

  if (g_getenv ("GSK_RENDERER") == NULL && !g_file_test ("/dev/dri/renderD128", G_FILE_TEST_EXISTS))
    g_setenv ("GSK_RENDERER", "cairo", TRUE);
}

int
main (int argc, char **argv)
{
  gboolean uninstalled = is_uninstalled ();
  g_autoptr (WgApplication) application = NULL;

  init_translations (uninstalled);
  if (argc > 1 && wg_cli_is_command (argv[1]))
    return wg_cli_run (argc, argv);

  init_drawing ();
  if (uninstalled)
    g_setenv ("GSETTINGS_SCHEMA_DIR", WG_BUILD_SCHEMADIR, FALSE);

  application = wg_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
