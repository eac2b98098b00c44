/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include "../plan/wg-partition.h"

gboolean
wg_cli_parse_band (const char *text, WgPartitionTerms *terms)
{
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", ":", -1);
  guint64 numbers[3] = { 0 };

  if (g_strv_length (words) != 3)
    return FALSE;
  for (guint i = 0; i < 3; i++)
    if (!g_ascii_string_to_unsigned (words[i], 10, 0, G_MAXINT32, &numbers[i], NULL))
      return FALSE;
  if (numbers[0] > numbers[1] || numbers[1] > numbers[2] || numbers[1] == 0)
    return FALSE;
  wg_partition_terms_init (terms, (gint64) numbers[0], (gint64) numbers[1], (gint64) numbers[2]);
  return TRUE;
}

gboolean
wg_cli_find_parent (WgPlan *plan, const char *code, guint32 *parent_out, GError **error)
{
  const WgGrid *parent = code != NULL ? wg_plan_find_code (plan, code) : NULL;

  *parent_out = parent != NULL ? parent->id : 0;
  if (code == NULL || (parent != NULL && !parent->is_retired))
    return TRUE;
  g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NO_GRID, "no grid %s", code);
  return FALSE;
}
