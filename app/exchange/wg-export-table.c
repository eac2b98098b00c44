/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-export-table"

#include "../base/wg-sheet.h"
#include "wg-export-basis.h"

#include <string.h>

/* Spreadsheets show more digits than these as powers of ten, and keep only fifteen. */
#define SAFE_DIGITS 11

static const char *
translate (const WgExportBasis *basis, const char *word)
{
  const char *words
    = basis->options->words != NULL ? g_hash_table_lookup (basis->options->words, word) : NULL;

  return words != NULL ? words : word;
}

/* In CSV nothing says that "330106001001001" or "007" is no number; with a tab behind it, it is a
 * text to spreadsheets, and to readers that trim blanks (this program is one) it stays the same. */
static gboolean
needs_tab (const char *code)
{
  gsize n = strspn (code, "0123456789");

  return n > 0 && code[n] == '\0' && (n > SAFE_DIGITS || (n > 1 && code[0] == '0'));
}

static WgSheet *
new_sheet (const WgExportBasis *basis, const char *name, const WgExportField *fields, guint n_fields)
{
  WgSheet *sheet = wg_sheet_new (name);

  for (guint i = 0; i < n_fields; i++)
    if (wg_export_basis_has (basis, &fields[i]))
      wg_sheet_add_column (sheet, translate (basis, fields[i].heading), fields[i].decimals);
  return sheet;
}

static void
add_value (const WgExportBasis *basis, WgSheet *sheet, const WgExportField *field,
           const WgExportValue *value, gboolean is_text)
{
  g_autofree char *kept = NULL;

  if (!wg_export_basis_has (basis, field))
    return;
  if (field->decimals >= 0)
    wg_sheet_add_number (sheet, value->number);
  else if (field->text == WG_EXPORT_TEXT_WORD)
    wg_sheet_add_text (sheet, translate (basis, value->text));
  else if (field->text == WG_EXPORT_TEXT_CODE && is_text && needs_tab (value->text))
    wg_sheet_add_text (sheet, kept = g_strconcat (value->text, "\t", NULL));
  else
    wg_sheet_add_text (sheet, value->text);
}

static void
add_row (const WgExportBasis *basis, WgSheet *sheet, const WgGrid *grid, gboolean is_text)
{
  WgExportValue values[WG_EXPORT_N_FIELDS];

  wg_export_basis_values (basis, grid, values);
  wg_sheet_begin_row (sheet);
  for (guint i = 0; i < WG_EXPORT_N_FIELDS; i++)
    add_value (basis, sheet, &wg_export_fields[i], &values[i], is_text);
}

static gboolean
add_rows (WgExportBasis *basis, GPtrArray *sheets, gboolean is_text, GCancellable *cancellable,
          GError **error)
{
  g_autoptr (GArray) places = wg_export_basis_collect_rows (basis);
  guint n_fields = 0;
  const WgExportField *fields = wg_export_basis_row_fields (basis, &n_fields);
  const char *name = basis->options->subject == WG_EXPORT_OF_ADDRESSES ? "Addresses" : "Buildings";
  WgSheet *sheet = new_sheet (basis, translate (basis, name), fields, n_fields);

  g_ptr_array_add (sheets, sheet);
  for (guint i = 0; i < places->len; i++)
    {
      WgExportValue values[WG_EXPORT_MAX_FIELDS];

      if (!wg_export_step (NULL, cancellable, i, places->len, error))
        return FALSE;
      wg_export_basis_row_values (basis, g_array_index (places, guint, i), values);
      wg_sheet_begin_row (sheet);
      for (guint j = 0; j < n_fields; j++)
        add_value (basis, sheet, &fields[j], &values[j], is_text);
    }
  wg_export_basis_count_rows (basis, places->len);
  return TRUE;
}

GPtrArray *
wg_export_make_sheets (WgExportBasis *basis, gboolean is_text, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_sheet_free);

  if (basis->options->subject != WG_EXPORT_OF_GRIDS)
    return add_rows (basis, sheets, is_text, cancellable, error) ? g_steal_pointer (&sheets) : NULL;
  for (guint depth = 1; depth <= wg_plan_get_n_levels (basis->plan); depth++)
    {
      g_autoptr (GArray) grids = wg_export_basis_collect (basis, depth);

      if (grids->len == 0)
        continue;
      if (sheets->len == 0 || !is_text)
        g_ptr_array_add (sheets, new_sheet (basis, wg_plan_get_level (basis->plan, depth)->name,
                                            wg_export_fields, WG_EXPORT_N_FIELDS));
      for (guint i = 0; i < grids->len; i++)
        {
          if (!wg_export_step (NULL, cancellable, i, grids->len, error))
            return NULL;
          add_row (basis, g_ptr_array_index (sheets, sheets->len - 1),
                   wg_plan_get_grid (basis->plan, g_array_index (grids, guint32, i)), is_text);
        }
      basis->result->n_grids += grids->len;
    }
  return g_steal_pointer (&sheets);
}
