/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-tool-number.h"

G_BEGIN_DECLS

/* What a search for numbers works on; the terms borrow from it. */
typedef struct
{
  GArray *grids; /* (nullable) of guint32 */
  GArray *line;  /* (nullable) of WgPoint */
  char *pattern;
  char *name_pattern;
  WgNumberTerms terms;
} WgNumberSearch;

/** @selection: of guint32; @line: (transfer full) (nullable); @from: of %WG_NUMBER_OUTWARD. (transfer full) */
WgNumberSearch *wg_number_search_new  (WgPlan                 *plan,
                                       const GArray           *selection,
                                       const WgNumberSettings *settings,
                                       GArray                 *line,
                                       WgPoint                 from);
void            wg_number_search_free (gpointer                search);

G_END_DECLS
