/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "../../app/plan/wg-draw-commands.h"

G_BEGIN_DECLS

/** @grids: (element-type guint32): the grids that may be taken from; %NULL: do nothing at all. */
typedef void (*WgTakeAnswer) (const GArray *grids,
                              gpointer      user_data);

/**
 * wg_take_dialog_ask:
 * @shares: (element-type WgDrawShare): what lies inside what was drawn
 * @destroy: (nullable): frees @user_data when the dialog is gone
 *
 * Asks from which of the grids land may be taken; @answer is called once.
 */
void wg_take_dialog_ask (GtkWindow       *parent,
                         WgPlan          *plan,
                         const GPtrArray *shares,
                         WgTakeAnswer     answer,
                         gpointer         user_data,
                         GDestroyNotify   destroy);

G_END_DECLS
