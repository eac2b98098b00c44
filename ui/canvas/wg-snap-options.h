/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** What the pointer snaps to; from the settings, the same in all windows. */
typedef struct
{
  gboolean enabled;
  gboolean node;     /* where borders meet */
  gboolean vertex;   /* bends of borders and of reference lines */
  gboolean border;   /* anywhere on a border */
  gboolean road;     /* roads and railways of visible reference layers */
  gboolean building;
  gboolean other;    /* water, green, boundaries and what has no class */
  gboolean lattice;  /* whole multiples of lattice_m, easting and northing */
  double lattice_m;
  double tolerance;  /* pixels */
  gboolean trace;    /* strokes follow lines without T held */
} WgSnapOptions;

/** Up to date; main thread. */
const WgSnapOptions *wg_snap_options_get      (void);
/** The program's settings, for widgets to bind to; NULL where they are not installed. */
GSettings           *wg_snap_options_settings (void);

G_END_DECLS
