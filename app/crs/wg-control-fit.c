/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-crs"

#include "wg-control-fit.h"

#include "wg-frame.h"

#include <math.h>

#define LEAST_POINTS 3
#define LEAST_SPREAD 1e-9 /* of the points across their line, as a share of along it, squared */
#define AUTO_SHARE 3.0
#define SUSPECT_SHARE 10.0
#define LEAST_ERROR 0.01 /* below that nobody is suspected, metres */

/* Sums about the means. */
typedef struct
{
  double x, y, to_x, to_y; /* means */
  double xx, xy, yy;
  double x_to_x, y_to_x, x_to_y, y_to_y;
} Sums;

/* Of all points but @left_out (-1: of all). */
static Sums
add_up (const WgControlPoint *points, guint n_points, int left_out)
{
  Sums s = { 0 };
  double n = n_points - (left_out >= 0);

  for (guint i = 0; i < n_points; i++)
    {
      if ((int) i == left_out)
        continue;
      s.x += points[i].x / n;
      s.y += points[i].y / n;
      s.to_x += points[i].to_x / n;
      s.to_y += points[i].to_y / n;
    }
  for (guint i = 0; i < n_points; i++)
    {
      double x = points[i].x - s.x, y = points[i].y - s.y;
      double to_x = points[i].to_x - s.to_x, to_y = points[i].to_y - s.to_y;

      if ((int) i == left_out)
        continue;
      s.xx += x * x;
      s.xy += x * y;
      s.yy += y * y;
      s.x_to_x += x * to_x;
      s.y_to_x += y * to_x;
      s.x_to_y += x * to_y;
      s.y_to_y += y * to_y;
    }
  return s;
}

static gboolean
is_on_a_line (const Sums *s)
{
  double half = (s->xx + s->yy) / 2.0;
  double reach = hypot ((s->xx - s->yy) / 2.0, s->xy);

  return !(half - reach > LEAST_SPREAD * (half + reach));
}

static void
set_origin (WgControlFit *fit, const Sums *s)
{
  fit->c = s->to_x - fit->a * s->x - fit->b * s->y;
  fit->f = s->to_y - fit->d * s->x - fit->e * s->y;
}

static void
fit_similarity (WgControlFit *fit, const Sums *s, gboolean is_mirrored)
{
  double sign = is_mirrored ? -1.0 : 1.0;
  double both = s->xx + s->yy;

  fit->kind = WG_FIT_SIMILARITY;
  fit->a = (s->x_to_x + sign * s->y_to_y) / both;
  fit->d = (s->x_to_y - sign * s->y_to_x) / both;
  fit->b = -sign * fit->d;
  fit->e = sign * fit->a;
  set_origin (fit, s);
}

static void
fit_affine (WgControlFit *fit, const Sums *s)
{
  double determinant = s->xx * s->yy - s->xy * s->xy;

  fit->kind = WG_FIT_AFFINE;
  fit->a = (s->x_to_x * s->yy - s->y_to_x * s->xy) / determinant;
  fit->b = (s->y_to_x * s->xx - s->x_to_x * s->xy) / determinant;
  fit->d = (s->x_to_y * s->yy - s->y_to_y * s->xy) / determinant;
  fit->e = (s->y_to_y * s->xx - s->x_to_y * s->xy) / determinant;
  set_origin (fit, s);
}

static double
residual_of (const WgControlFit *fit, const WgControlPoint *p)
{
  return hypot (fit->a * p->x + fit->b * p->y + fit->c - p->to_x,
                fit->d * p->x + fit->e * p->y + fit->f - p->to_y);
}

static double
get_rms (const WgControlFit *fit, const WgControlPoint *points, guint n_points, int left_out)
{
  double sum = 0.0;

  for (guint i = 0; i < n_points; i++)
    if ((int) i != left_out)
      sum += residual_of (fit, &points[i]) * residual_of (fit, &points[i]);
  return sqrt (sum / (n_points - (left_out >= 0)));
}

/* Fits the best of a kind; returns its root mean square residual. */
static double
fit_kind (WgControlFit *fit, const WgControlPoint *points, guint n_points, WgFitKind kind,
          int left_out)
{
  Sums sums = add_up (points, n_points, left_out);
  WgControlFit mirrored = *fit;
  double rms = 0.0;

  if (kind == WG_FIT_AFFINE)
    {
      fit_affine (fit, &sums);
      return get_rms (fit, points, n_points, left_out);
    }
  fit_similarity (fit, &sums, FALSE);
  fit_similarity (&mirrored, &sums, TRUE);
  rms = get_rms (fit, points, n_points, left_out);
  if (get_rms (&mirrored, points, n_points, left_out) < rms)
    *fit = mirrored;
  return get_rms (fit, points, n_points, left_out);
}

static void
describe (WgControlFit *fit, const WgControlPoint *points)
{
  fit->is_mirrored = fit->a * fit->e - fit->b * fit->d < 0.0;
  fit->scale = sqrt (fabs (fit->a * fit->e - fit->b * fit->d));
  fit->turn_degrees = atan2 (fit->d, fit->a) * 180.0 / G_PI;
  fit->residuals = g_new0 (double, fit->n_points);
  for (guint i = 0; i < fit->n_points; i++)
    {
      fit->residuals[i] = residual_of (fit, &points[i]);
      if (fit->residuals[i] <= fit->worst)
        continue;
      fit->worst = fit->residuals[i];
      fit->worst_point = i;
    }
  fit->suspect = -1;
  for (guint i = 0; i < fit->n_points && fit->n_points > LEAST_POINTS
                   && fit->rms > LEAST_ERROR; i++)
    {
      WgControlFit without = *fit;
      Sums sums = add_up (points, fit->n_points, (int) i);

      if (!is_on_a_line (&sums)
          && fit_kind (&without, points, fit->n_points, WG_FIT_SIMILARITY, (int) i) * SUSPECT_SHARE
               < fit->rms)
        fit->suspect = (int) i;
    }
}

WgControlFit *
wg_control_fit_new (const WgControlPoint *points, guint n_points, WgFitKind kind, GError **error)
{
  g_autoptr (WgControlFit) fit = g_new0 (WgControlFit, 1);
  WgControlFit affine = { 0 };
  Sums sums = { 0 };

  if (n_points >= LEAST_POINTS)
    sums = add_up (points, n_points, -1);
  if (n_points < LEAST_POINTS || is_on_a_line (&sums) || !isfinite (sums.x_to_x + sums.y_to_y))
    {
      g_set_error (error, WG_CRS_ERROR, WG_CRS_ERROR_FIT,
                   "%u control points, or all on one line", n_points);
      return NULL;
    }
  fit->n_points = n_points;
  fit->rms = fit_kind (fit, points, n_points, kind == WG_FIT_AFFINE ? kind : WG_FIT_SIMILARITY, -1);
  if (kind == WG_FIT_AUTO && n_points > LEAST_POINTS)
    {
      double rms = fit_kind (&affine, points, n_points, WG_FIT_AFFINE, -1);

      affine.n_points = n_points;
      if (rms * AUTO_SHARE < fit->rms)
        {
          *fit = affine;
          fit->rms = rms;
        }
    }
  describe (fit, points);
  return g_steal_pointer (&fit);
}

WgControlFit *
wg_control_fit_copy (const WgControlFit *fit)
{
  WgControlFit *copy = g_memdup2 (fit, sizeof *fit);

  copy->residuals = g_memdup2 (fit->residuals, fit->n_points * sizeof (double));
  return copy;
}

void
wg_control_fit_free (WgControlFit *fit)
{
  if (fit == NULL)
    return;
  g_free (fit->residuals);
  g_free (fit);
}

void
wg_control_fit_apply (const WgControlFit *fit, double *x, double *y, guint n_points)
{
  for (guint i = 0; i < n_points; i++)
    {
      double to_x = fit->a * x[i] + fit->b * y[i] + fit->c;

      y[i] = fit->d * x[i] + fit->e * y[i] + fit->f;
      x[i] = to_x;
    }
}
