/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-linework"

#include "wg-linework-look.h"

enum
{
  OTHER = 0,
  ROAD_FIRST = 1,
  ROAD_LAST = 5,
  RAILWAY = 6,
  WATER = 7,
  BUILDING = 8,
  GREEN = 9,
  BOUNDARY = 10,
};

/* A class of road: how wide it is on the ground, on the screen at least, and from which scale on
 * (pixels per metre) it begins to show and is there altogether. */
static const struct
{
  double metres;
  double min_pixels;
  double max_pixels;
  double from;
  double whole;
} roads[ROAD_LAST + 1] = {
  [1] = { 18, 1.5, 14, 0.0, 0.002 },
  [2] = { 14, 1.2, 12, 0.001, 0.005 },
  [3] = { 10, 0.9, 10, 0.004, 0.02 },
  [4] = { 7, 0.6, 8, 0.015, 0.06 },
  [5] = { 2.5, 0.5, 3, 0.08, 0.25 },
};

#define CASING_FROM 3.0 /* pixels of width */

typedef struct
{
  WgLineworkStep *steps;
  guint n;
} Steps;

/* 0 below @from, 1 from @whole on. */
static double
fade (double pixels_per_metre, double from, double whole)
{
  return CLAMP ((pixels_per_metre - from) / (whole - from), 0, 1);
}

static void
add (Steps *s, guint class, gboolean is_area, double width, guint32 rgb, double opacity)
{
  if (opacity > 0.02)
    s->steps[s->n++] = (WgLineworkStep){ class, is_area, width, rgb, opacity };
}

static void
add_roads (Steps *s, double ppm, const WgStyle *style)
{
  for (guint pass = 0; pass < 2; pass++)
    for (guint class = ROAD_LAST; class >= ROAD_FIRST; class--)
      {
        double width = CLAMP (roads[class].metres * ppm, roads[class].min_pixels,
                              roads[class].max_pixels);
        double opacity = fade (ppm, roads[class].from, roads[class].whole);
        gboolean has_casing = width >= CASING_FROM;

        if (pass == 0 && has_casing)
          add (s, class, FALSE, width + 1.6, style->road_casing, opacity);
        if (pass == 1)
          add (s, class, FALSE, width, has_casing ? style->road : style->road_thin, opacity);
        if (pass == 1)
          add (s, class, TRUE, 0.8, style->road_casing, opacity);
      }
}

guint
wg_linework_steps (double scale, gboolean is_mixed, const WgStyle *style,
                   WgLineworkStep *steps_out)
{
  double ppm = scale * 1000;
  double other = is_mixed ? 0.4 * fade (ppm, 0.03, 0.3) : 1;
  Steps s = { steps_out, 0 };

  add (&s, GREEN, TRUE, 0, style->green, 0.4);
  add (&s, WATER, TRUE, 0, style->water, 0.9);
  add (&s, OTHER, TRUE, 0, style->other, 0.12 * other);
  add (&s, BUILDING, TRUE, 0, style->building, 0.35 + 0.45 * fade (ppm, 0.02, 0.15));
  add (&s, BUILDING, TRUE, 0.8, style->building_edge, 0.7 * fade (ppm, 0.4, 1.2));
  add (&s, OTHER, TRUE, 0.9, style->other, 0.8 * other);
  add (&s, GREEN, FALSE, 0.8, style->green, 0.8);
  add (&s, WATER, FALSE, CLAMP (4 * ppm, 0.8, 6), style->water, 0.95);
  add_roads (&s, ppm, style);
  add (&s, RAILWAY, FALSE, CLAMP (3 * ppm, 0.9, 2.2), style->railway, fade (ppm, 0.0005, 0.004));
  add (&s, BUILDING, FALSE, 0.8, style->building_edge, fade (ppm, 0.05, 0.2));
  add (&s, BOUNDARY, TRUE, 1.1, style->boundary, 0.6);
  add (&s, BOUNDARY, FALSE, 1.1, style->boundary, 0.8);
  add (&s, OTHER, FALSE, CLAMP (1.2 + 2 * ppm, 1.0, 3), style->other, 0.9 * other);
  return s.n;
}

gboolean
wg_linework_is_mixed (const WgLinework *linework)
{
  gboolean has_class = FALSE, has_none = FALSE;

  for (guint i = 0; i < linework->items->len && !(has_class && has_none); i++)
    {
      gboolean is_other = g_array_index (linework->items, WgLineworkItem, i).class == OTHER;
      has_class |= !is_other;
      has_none |= is_other;
    }
  return has_class && has_none;
}
