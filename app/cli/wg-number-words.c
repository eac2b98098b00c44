/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-words"

#include "wg-number-words.h"

#include <glib/gi18n.h>

const char *
wg_words_number_outcome (WgNumberOutcome outcome)
{
  switch (outcome)
    {
    case WG_NUMBER_UNCHANGED:
      return _("keeps its code");
    case WG_NUMBER_NO_PARENT:
      return _("the code of its parent is missing or too short");
    case WG_NUMBER_FULL:
      return _("the numbers are used up");
    case WG_NUMBER_TAKEN:
      return _("another grid has the code, or had it once");
    case WG_NUMBER_GIVEN:
    default:
      return "";
    }
}

const char *
wg_number_outcome_code (WgNumberOutcome outcome)
{
  static const char *const codes[] = {
    [WG_NUMBER_GIVEN] = "given",
    [WG_NUMBER_UNCHANGED] = "unchanged",
    [WG_NUMBER_NO_PARENT] = "no-parent-code",
    [WG_NUMBER_FULL] = "full",
    [WG_NUMBER_TAKEN] = "taken",
  };

  return codes[outcome];
}

WgSheet *
wg_number_sheet (const GPtrArray *rows)
{
  WgSheet *sheet = wg_sheet_new (_("Codes"));
  const char *const headings[]
    = { _("Old code"), _("New code"), _("Old name"), _("New name"), _("Remark") };

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    wg_sheet_add_column (sheet, headings[i], -1);
  for (guint i = 0; i < rows->len; i++)
    {
      const WgNumberRow *row = g_ptr_array_index (rows, i);

      wg_sheet_begin_row (sheet);
      wg_sheet_add_text (sheet, row->old_code);
      wg_sheet_add_text (sheet, row->new_code);
      wg_sheet_add_text (sheet, row->old_name);
      wg_sheet_add_text (sheet, row->new_name);
      wg_sheet_add_text (sheet, row->is_follower ? _("follows the grid above it")
                                                 : wg_words_number_outcome (row->outcome));
    }
  return sheet;
}
