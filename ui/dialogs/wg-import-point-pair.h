/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/exchange/wg-control-points.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  WG_POINT_SOURCE, /* x and y: the file's own numbers */
  WG_POINT_TARGET, /* X and Y: on the ground */
} WgPointSide;

/** One control point as it is written in the import assistant: the widgets of a row of a list, which
 *  owns them. Free with g_free(). */
typedef struct
{
  GtkWidget *row;
  GtkCheckButton *check;
  GtkLabel *number;
  GtkEditable *entries[4]; /* x, y, X, Y */
  GtkLabel *residual;
  GtkButton *remove;
} WgPointPair;

/** An empty one that is used; its row belongs into a list box. */
WgPointPair *wg_point_pair_new           (void);
/** FALSE when a number is missing or none. */
gboolean     wg_point_pair_read_side     (const WgPointPair  *pair,
                                          WgPointSide         side,
                                          double             *x_out,
                                          double             *y_out);
gboolean     wg_point_pair_read          (const WgPointPair  *pair,
                                          WgControlPoint     *point_out);
void         wg_point_pair_write_side    (const WgPointPair  *pair,
                                          WgPointSide         side,
                                          double              x,
                                          double              y,
                                          guint               decimals);
/** @point: its place in @fit (nullable); below 0: it takes no part. */
void         wg_point_pair_show_residual (const WgPointPair  *pair,
                                          const WgControlFit *fit,
                                          int                 point);
/** What it is called for people and screen readers, from 1. */
void         wg_point_pair_set_number    (const WgPointPair  *pair,
                                          guint               number);

G_END_DECLS
