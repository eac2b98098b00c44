/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-board.h"

static char *
make_key (const char *code, guint subject, guint32 id)
{
  return g_strdup_printf ("%s/%u/%u", code, subject, id);
}

static guint32
subject_id (const WgFinding *finding)
{
  return finding->subject == WG_SUBJECT_FACE ? finding->face : finding->grid;
}

static char *
today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  return g_date_time_format (now, "%Y-%m-%d");
}

const WgAcceptance *
wg_check_find_acceptance (const GPtrArray *acceptances, const WgFinding *finding)
{
  for (guint i = 0; i < acceptances->len; i++)
    {
      const WgAcceptance *one = g_ptr_array_index (acceptances, i);

      if (one->id == subject_id (finding) && one->subject == finding->subject
          && g_str_equal (one->code, finding->code))
        return one;
    }
  return NULL;
}

void
wg_check_divide (const GArray *findings, const GPtrArray *acceptances, GArray *open_out,
                 GArray *accepted_out)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *day = today ();

  for (guint i = 0; i < acceptances->len; i++)
    {
      const WgAcceptance *one = g_ptr_array_index (acceptances, i);

      if (!wg_acceptance_is_over (one, day))
        g_hash_table_add (keys, make_key (one->code, one->subject, one->id));
    }
  for (guint i = 0; i < findings->len; i++)
    {
      const WgFinding *finding = &g_array_index (findings, WgFinding, i);
      g_autofree char *key = NULL;
      gboolean is_accepted = FALSE;

      if (g_hash_table_size (keys) > 0)
        {
          key = make_key (finding->code, finding->subject, subject_id (finding));
          is_accepted = g_hash_table_contains (keys, key);
        }
      g_array_append_vals (is_accepted ? accepted_out : open_out, finding, 1);
    }
}
