/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-accept-commands"

#include "wg-accept-commands.h"

static gboolean
commit (WgHistory *history, const GPtrArray *acceptances, gboolean is_withdrawn, const char *detail,
        GError **error)
{
  g_autoptr (WgChange) change = wg_change_new (is_withdrawn ? "accept-withdraw" : "accept", detail);

  if (acceptances->len == 0)
    return TRUE;
  for (guint i = 0; i < acceptances->len; i++)
    {
      const WgAcceptance *one = g_ptr_array_index (acceptances, i);

      wg_envelope_add_point (&change->extent, one->place);
      wg_change_add_acceptance (change, one, is_withdrawn);
    }
  return wg_history_commit (history, change, error);
}

gboolean
wg_command_accept (WgHistory *history, const GPtrArray *acceptances, const char *detail, GError **error)
{
  return commit (history, acceptances, FALSE, detail, error);
}

gboolean
wg_command_withdraw (WgHistory *history, const GPtrArray *acceptances, const char *detail, GError **error)
{
  return commit (history, acceptances, TRUE, detail, error);
}
