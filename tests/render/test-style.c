/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/render/wg-scene.h"

#include <math.h>

typedef struct
{
  double l, a, b;
} Lab;

/* How the three kinds of colour blindness see linear RGB. Source: Machado, Oliveira and Fernandes,
 * A Physiologically-based Model for Simulation of Color Vision Deficiency, 2009, severity 1. */
static const double vision[4][3][3] = {
  { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
  { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 }, { -0.003882, -0.048116, 1.051998 } },
  { { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 }, { -0.011820, 0.042940, 0.968881 } },
  { { 1.255528, -0.076749, -0.178779 }, { -0.078411, 0.930809, 0.147602 }, { 0.004733, 0.691367, 0.303900 } },
};

static double
to_linear (guint32 byte)
{
  double c = byte / 255.0;
  return c <= 0.04045 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4);
}

static double
lab_curve (double t)
{
  return t > 0.008856 ? cbrt (t) : 7.787 * t + 16.0 / 116;
}

/* CIE 1976 L*a*b* under D65. */
static Lab
see (guint32 rgb, guint kind)
{
  double from[3] = { to_linear (rgb >> 16), to_linear (rgb >> 8 & 0xff), to_linear (rgb & 0xff) };
  double c[3], x = 0, y = 0, z = 0;

  for (guint i = 0; i < 3; i++)
    {
      c[i] = 0;
      for (guint j = 0; j < 3; j++)
        c[i] += vision[kind][i][j] * from[j];
      c[i] = CLAMP (c[i], 0, 1);
    }
  x = lab_curve ((0.4124 * c[0] + 0.3576 * c[1] + 0.1805 * c[2]) / 0.95047);
  y = lab_curve (0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]);
  z = lab_curve ((0.0193 * c[0] + 0.1192 * c[1] + 0.9505 * c[2]) / 1.08883);
  return (Lab){ 116 * y - 16, 500 * (x - y), 200 * (y - z) };
}

static double
distance (guint32 a, guint32 b, guint kind)
{
  Lab x = see (a, kind), y = see (b, kind);
  return sqrt ((x.l - y.l) * (x.l - y.l) + (x.a - y.a) * (x.a - y.a) + (x.b - y.b) * (x.b - y.b));
}

/* Neighbours can be told apart by everybody: a difference of 2.3 is just noticeable side by side. */
static void
test_colour_blind (void)
{
  const WgStyle *styles[] = { wg_style_light (), wg_style_dark (), wg_style_print (),
                               wg_style_high_contrast (FALSE), wg_style_high_contrast (TRUE) };

  for (guint s = 0; s < G_N_ELEMENTS (styles); s++)
    for (guint kind = 0; kind < G_N_ELEMENTS (vision); kind++)
      for (guint i = 0; i < 6; i++)
        for (guint j = 0; j < i; j++)
          g_assert_cmpfloat (distance (styles[s]->fills[i], styles[s]->fills[j], kind), >, 8);
}

/* Letters on every fill: WCAG 2.1 contrast of 4.5 at least. */
static void
test_contrast (void)
{
  const WgStyle *styles[] = { wg_style_light (), wg_style_dark (), wg_style_print (),
                               wg_style_high_contrast (FALSE), wg_style_high_contrast (TRUE) };

  for (guint s = 0; s < G_N_ELEMENTS (styles); s++)
    for (guint i = 0; i < 12; i++)
      {
        guint32 rgb[2] = { styles[s]->label, i < 6 ? styles[s]->fills[i] : styles[s]->light_fills[i - 6] };
        double y[2];
        for (guint k = 0; k < 2; k++)
          y[k] = 0.2126 * to_linear (rgb[k] >> 16) + 0.7152 * to_linear (rgb[k] >> 8 & 0xff)
                 + 0.0722 * to_linear (rgb[k] & 0xff);
        g_assert_cmpfloat ((MAX (y[0], y[1]) + 0.05) / (MIN (y[0], y[1]) + 0.05), >, 4.5);
      }
}

/* A higher border is never the thinner one. */
static void
test_ranks (void)
{
  const WgStyle *styles[] = { wg_style_light (), wg_style_dark (), wg_style_print (),
                               wg_style_high_contrast (FALSE), wg_style_high_contrast (TRUE) };

  for (guint s = 0; s < G_N_ELEMENTS (styles); s++)
    for (guint rank = 2; rank <= WG_MAX_DEPTH; rank++)
      g_assert_cmpfloat (styles[s]->border_width[rank], <, styles[s]->border_width[rank - 1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/style/colour-blind", test_colour_blind);
  g_test_add_func ("/style/contrast", test_contrast);
  g_test_add_func ("/style/ranks", test_ranks);
  return g_test_run ();
}
