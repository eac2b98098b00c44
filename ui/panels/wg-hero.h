/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WG_TYPE_HERO (wg_hero_get_type ())

/** The picture of the start page: an invented grid map that fades out towards the title. */
G_DECLARE_FINAL_TYPE (WgHero, wg_hero, WG, HERO, GtkWidget)

G_END_DECLS
