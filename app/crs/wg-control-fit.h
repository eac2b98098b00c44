/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** A place in two plane systems: x, y as in a drawing or picture, X, Y as on the ground. */
typedef struct
{
  double x, y;
  double to_x, to_y;
} WgControlPoint;

typedef enum
{
  WG_FIT_AUTO,       /* affine when it fits three times better and there are points to spare */
  WG_FIT_SIMILARITY, /* moved, turned, scaled; mirrored when that fits better */
  WG_FIT_AFFINE,
} WgFitKind;

/** to_x = a x + b y + c; to_y = d x + e y + f. */
typedef struct
{
  WgFitKind kind;
  gboolean is_mirrored; /* of the axes one runs the other way (pictures, surveyors' x north) */
  double a, b, c, d, e, f;
  double scale;         /* of lengths, the mean of both axes */
  double turn_degrees;  /* counter-clockwise */
  double *residuals;    /* per point, in units of the ground */
  guint n_points;
  double rms;
  double worst;         /* the greatest residual */
  guint worst_point;    /* and whose it is */
  int suspect;          /* a point without which the others fit ten times better; -1 */
} WgControlFit;

/**
 * wg_control_fit_new:
 * @n_points: 3 or more
 *
 * The least-squares fit. Fails with %WG_CRS_ERROR_FIT when there are too few points or they lie on
 * one line. Pure function; any thread.
 */
WgControlFit *wg_control_fit_new    (const WgControlPoint *points,
                                     guint                 n_points,
                                     WgFitKind             kind,
                                     GError              **error);
WgControlFit *wg_control_fit_copy   (const WgControlFit   *fit);
void          wg_control_fit_free   (WgControlFit         *fit);
/** In place. */
void          wg_control_fit_apply  (const WgControlFit   *fit,
                                     double               *x,
                                     double               *y,
                                     guint                 n_points);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgControlFit, wg_control_fit_free)

G_END_DECLS
