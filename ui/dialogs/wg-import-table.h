/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/exchange/wg-source.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** A column that is brought in and as what. Borrowed. */
typedef struct
{
  const char *field; /* "": there is none */
  const char *words;
} WgImportColumn;

/**
 * wg_import_table_fill:
 * @layer: (nullable): %NULL empties the table
 *
 * Shows the first rows of a layer as they read: the columns that are brought in first and marked,
 * then the others; the encoding of a column where it differs from that of the file.
 */
void wg_import_table_fill (GtkGrid              *table,
                           const WgSourceLayer  *layer,
                           const WgImportColumn *columns,
                           guint                 n_columns);

G_END_DECLS
