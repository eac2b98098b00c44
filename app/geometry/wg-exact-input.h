/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-point.h"

G_BEGIN_DECLS

/** What was typed while drawing. */
typedef enum
{
  WG_EXACT_EMPTY,
  WG_EXACT_LENGTH,    /* "120": the pointer gives the direction */
  WG_EXACT_AZIMUTH,   /* "@85": the pointer gives the length */
  WG_EXACT_POLAR,     /* "120@85" */
  WG_EXACT_RELATIVE,  /* "@12,-5" or "+12,-5": metres east and north of the last point */
  WG_EXACT_ABSOLUTE,  /* "512345.6,3345678.9": easting and northing in metres */
} WgExactKind;

typedef enum
{
  WG_EXACT_OK,
  WG_EXACT_BAD_NUMBER,    /* something is no number */
  WG_EXACT_BAD_LENGTH,    /* a length that is not above 0 or above 1000 km */
  WG_EXACT_BAD_ANGLE,     /* an azimuth that is not within -360 to 360 degrees */
  WG_EXACT_UNFINISHED,    /* a number is missing behind "," or "@" */
  WG_EXACT_TOO_MANY,      /* more than two numbers */
} WgExactProblem;

typedef struct
{
  WgExactKind kind;
  double length_m;
  double azimuth;     /* degrees from grid north, clockwise, 0 to below 360 */
  double x_m, y_m;    /* east and north */
  guint at;           /* of a problem: the character (not byte), from 0 */
} WgExactInput;

/**
 * wg_exact_input_parse:
 * @text: as typed; Chinese full-width characters (１２０＠８５，：。－) count as the plain ones
 * @input_out: (out): the kind is %WG_EXACT_EMPTY when there is a problem
 *
 * A length may end in m, km, 米, 公里 or 千米, an angle in ° or 度 or be given as 85°30'15".
 * Between length and azimuth stands @, < or a colon, between coordinates a comma, a semicolon or
 * spaces. The azimuth is that of the project's grid: 0 is along the northing axis, which differs
 * from true north by the meridian convergence.
 */
WgExactProblem wg_exact_input_parse (const char         *text,
                                     WgExactInput       *input_out);

/** TRUE when it gives a place by itself (with the last point, for the polar and relative kinds). */
gboolean       wg_exact_input_is_whole (const WgExactInput *input);

/**
 * wg_exact_input_place:
 * @from: the last point, project millimetres
 * @pointer: gives what was not typed
 *
 * The place meant; whole millimetres. Not for %WG_EXACT_ABSOLUTE, which needs the project's frame.
 */
WgPoint        wg_exact_input_place (const WgExactInput *input,
                                     WgPoint             from,
                                     WgPoint             pointer);

/** The azimuth of @from -> @to, degrees from grid north clockwise, 0 to below 360. */
double         wg_exact_azimuth     (WgPoint             from,
                                     WgPoint             to);

/** The place nearest to @pointer whose direction from @from is a multiple of 90° to @a -> @b. */
WgPoint        wg_exact_right_angle (WgPoint             from,
                                     WgPoint             a,
                                     WgPoint             b,
                                     WgPoint             pointer);

/** The place nearest to @pointer on the parallel to @a -> @b at @distance_m on the pointer's side. */
WgPoint        wg_exact_parallel    (WgPoint             a,
                                     WgPoint             b,
                                     double              distance_m,
                                     WgPoint             pointer);

G_END_DECLS
