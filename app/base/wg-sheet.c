/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-sheet"

#include "wg-sheet.h"

#include <math.h>

static GPtrArray *
last_row (WgSheet *sheet)
{
  return g_ptr_array_index (sheet->rows, sheet->rows->len - 1);
}

WgSheet *
wg_sheet_new (const char *name)
{
  WgSheet *sheet = g_new0 (WgSheet, 1);

  sheet->name = g_strdup (name);
  sheet->columns = g_ptr_array_new_with_free_func (g_free);
  sheet->decimals = g_array_new (FALSE, FALSE, sizeof (int));
  sheet->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  return sheet;
}

void
wg_sheet_free (WgSheet *sheet)
{
  if (sheet == NULL)
    return;
  g_free (sheet->name);
  g_ptr_array_unref (sheet->columns);
  g_array_unref (sheet->decimals);
  g_ptr_array_unref (sheet->rows);
  g_free (sheet);
}

void
wg_sheet_add_column (WgSheet *sheet, const char *heading, int decimals)
{
  g_ptr_array_add (sheet->columns, g_strdup (heading));
  g_array_append_val (sheet->decimals, decimals);
}

void
wg_sheet_begin_row (WgSheet *sheet)
{
  g_ptr_array_add (sheet->rows, g_ptr_array_new_with_free_func (g_free));
}

void
wg_sheet_add_text (WgSheet *sheet, const char *text)
{
  g_ptr_array_add (last_row (sheet), g_strdup (text != NULL ? text : ""));
}

void
wg_sheet_add_number (WgSheet *sheet, double value)
{
  char format[8], text[G_ASCII_DTOSTR_BUF_SIZE + 320];
  guint column = last_row (sheet)->len;

  if (isnan (value))
    {
      wg_sheet_add_text (sheet, "");
      return;
    }
  g_snprintf (format, sizeof format, "%%.%df", MAX (g_array_index (sheet->decimals, int, column), 0));
  g_ptr_array_add (last_row (sheet),
                   g_strdup (g_ascii_formatd (text, sizeof text, format, value)));
}

const char *
wg_sheet_get (const WgSheet *sheet, guint row, guint column)
{
  return g_ptr_array_index ((GPtrArray *) g_ptr_array_index (sheet->rows, row), column);
}
