/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WG_RENDER_ERROR (wg_render_error_quark ())

typedef enum
{
  WG_RENDER_ERROR_NO_GRID, /* the grid has no land */
  WG_RENDER_ERROR_WRITE,   /* the file cannot be written */
  WG_RENDER_ERROR_TOO_LARGE, /* a picture of more pixels than can be made */
  WG_RENDER_ERROR_OPTIONS, /* a text holds no options of a chart */
} WgRenderError;

GQuark wg_render_error_quark (void);

G_END_DECLS
