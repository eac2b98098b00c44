/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-point.h"

G_BEGIN_DECLS

/** That a finding is left as it is: which one, why, by whom and until when. A plain value. */
typedef struct
{
  char *code;     /* of the rule */
  guint subject;  /* 0: a face, 1: a grid, 2: a building, 3: a border */
  guint32 id;     /* of the face, grid, building or arc */
  guint32 person; /* whom it is about; 0: nobody, or anybody of the grid */
  WgPoint place;  /* of the finding: another one there, after an import, is not accepted */
  double number;  /* how bad it was then (area, width, count: wg_finding_get_number()); NaN: not told */
  char *reason;   /* UTF-8, not empty */
  char *until;    /* "2027-06-30": the last day; NULL: for good */
  char *who;
  char *at;       /* ISO 8601 UTC; filled in when it is stored */
} WgAcceptance;

WgAcceptance *wg_acceptance_new     (const char         *code,
                                     guint               subject,
                                     guint32             id,
                                     const char         *reason,
                                     const char         *until); /* nullable */
WgAcceptance *wg_acceptance_copy    (const WgAcceptance *self);
void          wg_acceptance_free    (WgAcceptance       *self);
/** @today: (nullable): "2026-11-22"; %NULL is what the clock says */
gboolean      wg_acceptance_is_over (const WgAcceptance *self,
                                     const char         *today);
/** Is @text a day of the calendar as "2027-06-30"? */
gboolean      wg_is_day             (const char         *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgAcceptance, wg_acceptance_free)

G_END_DECLS
