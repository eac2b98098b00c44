/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include "../exchange/wg-sheet-file.h"

gboolean
wg_cli_write_report (const char *path, const char *json, const GPtrArray *sheets, GError **error)
{
  if (path == NULL)
    return TRUE;
  if (g_str_has_suffix (path, ".json"))
    return g_file_set_contents (path, json, -1, error);
  return wg_sheet_file_write (path, (const WgSheet *const *) sheets->pdata, sheets->len, error);
}
