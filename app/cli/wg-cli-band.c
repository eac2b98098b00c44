/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include <glib/gi18n.h>

gboolean
wg_cli_parse_numbers (const char *text, guint n, gint64 *numbers_out)
{
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", ":", -1);

  if (g_strv_length (words) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      guint64 number = 0;

      if (!g_ascii_string_to_unsigned (words[i], 10, 0, G_MAXINT32, &number, NULL)
          || (i > 0 && (gint64) number < numbers_out[i - 1]))
        return FALSE;
      numbers_out[i] = (gint64) number;
    }
  return numbers_out[n - 1] > 0;
}

gboolean
wg_cli_read_band (const char *level, const char *households, gint64 band_out[3])
{
  if (level == NULL)
    wg_cli_wrong_usage (_ ("--level is needed"));
  else if (!wg_cli_parse_numbers (households, 3, band_out) || band_out[1] == 0)
    wg_cli_wrong_usage (_ ("--households is needed: the least, the target and the most, such "
                           "as 240:300:360"));
  else
    return TRUE;
  return FALSE;
}
