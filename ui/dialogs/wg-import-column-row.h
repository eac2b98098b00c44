/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/exchange/wg-source.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A row where a column of a file is chosen for something; entry 0 is none. */

/** A row for a kind of file whose rows are not in a template of widgets. (transfer floating) */
AdwComboRow *wg_import_column_row_new  (const char          *title);
/**
 * wg_import_column_row_fill:
 * @field: (nullable): the column that is chosen
 * @none: what it means when there is none
 */
void         wg_import_column_row_fill (AdwComboRow         *row,
                                        const WgSourceLayer *layer,
                                        const char          *field,
                                        const char          *none);
/** The column that is chosen, "": none. @layer: (nullable). (transfer full) */
char        *wg_import_column_row_dup_field (AdwComboRow    *row,
                                        const WgSourceLayer *layer);

G_END_DECLS
