/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-session.h"
#include "../../app/plan/wg-staffing.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Somebody and a grid, as of when. */
typedef struct
{
  guint32 person;
  guint32 grid;
  WgWhen when;
} WgPlacement;

/** @sentence: what became of it, translated. */
typedef void (*WgPlacementSaid) (const char *sentence,
                                 gpointer    user_data);

/**
 * wg_assign_person_ask:
 * @parent: the popover points at @at in it
 *
 * Asks what a person is to be for a grid, what is missing there first, and makes it so in one undo step: a leader in
 * place of the one who is there, or as a deputy.
 */
void wg_assign_person_ask (GtkWidget          *parent,
                           const GdkRectangle *at,
                           WgSession          *session,
                           const WgPlacement  *placement,
                           WgPlacementSaid     said,
                           gpointer            user_data);

G_END_DECLS
