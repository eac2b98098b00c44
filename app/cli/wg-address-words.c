/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-words"

#include "wg-address-words.h"

#include "wg-words.h"

#include <glib/gi18n.h>

#define MOST_PROBLEMS 100

char *
wg_address_words_report (const WgAddressReport *report, const char *layer, guint n_all)
{
  GString *text = g_string_new (NULL);
  guint n_told = MIN (report->problems->len, MOST_PROBLEMS);

  g_string_append_printf (text,
                          _("%u addresses and %u places in the layer “%s”; the project has %u now"),
                          report->n_addresses, report->n_places, layer, n_all);
  if (report->n_nameless > 0)
    g_string_append_printf (text, _("\n  %u rows have neither address nor name and were left out"),
                            report->n_nameless);
  if (report->n_repeated > 0)
    g_string_append_printf (text, _("\n  %u rows repeat others and were left out"), report->n_repeated);
  for (guint i = 0; i < n_told; i++)
    {
      g_autofree char *sentence = wg_words_row_problem (g_ptr_array_index (report->problems, i));

      g_string_append_printf (text, "\n  %s", sentence);
    }
  if (n_told < report->problems->len)
    g_string_append_printf (text, _("\n  … and %u more"), report->problems->len - n_told);
  return g_string_free (text, FALSE);
}
