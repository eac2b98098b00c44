/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-page.h"

/* A leader line, or what would be one. */
typedef struct
{
  double x0;
  double y0;
  double x1;
  double y1;
} Line;

static Line
leader_of (const WgChartMark *mark)
{
  return (Line){ mark->anchor_x, mark->anchor_y, mark->box.x + mark->box.width / 2,
                 mark->box.y + mark->radius };
}

/* Narrows the part of a line that is within one pair of sides. */
static gboolean
clip (double start, double step, double low, double high, double *from, double *to)
{
  double a = (low - start) / step, b = (high - start) / step;

  if (step == 0)
    return start > low && start < high;
  *from = MAX (*from, MIN (a, b));
  *to = MIN (*to, MAX (a, b));
  return *from < *to;
}

/* Liang & Barsky 1984. */
static gboolean
line_meets_box (const Line *line, const WgChartBox *box)
{
  double from = 0, to = 1;

  return clip (line->x0, line->x1 - line->x0, box->x, box->x + box->width, &from, &to)
         && clip (line->y0, line->y1 - line->y0, box->y, box->y + box->height, &from, &to);
}

/* On which side of the line a point is. */
static double
side_of (const Line *line, double x, double y)
{
  return (line->x1 - line->x0) * (y - line->y0) - (line->y1 - line->y0) * (x - line->x0);
}

static gboolean
lines_cross (const Line *a, const Line *b)
{
  return side_of (a, b->x0, b->y0) * side_of (a, b->x1, b->y1) < 0
         && side_of (b, a->x0, a->y0) * side_of (b, a->x1, a->y1) < 0;
}

static gboolean
boxes_meet (const WgChartBox *a, const WgChartBox *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
         && b->y < a->y + a->height;
}

gboolean
wg_chart_is_free (const WgChartPlate *plate, const WgChartBox *box)
{
  const WgChartBox *map = &plate->box;

  if (box->x < map->x + 2 || box->y < map->y + 2 || box->x + box->width > map->x + map->width - 2
      || box->y + box->height > map->y + map->height - 2)
    return FALSE;
  for (guint i = 0; i < plate->marks->len; i++)
    {
      const WgChartMark *mark = &g_array_index (plate->marks, WgChartMark, i);
      Line leader = leader_of (mark);

      if (boxes_meet (box, &mark->box) || (mark->has_leader && line_meets_box (&leader, box)))
        return FALSE;
    }
  return TRUE;
}

gboolean
wg_chart_has_way (const WgChartPlate *plate, const WgChartMark *mark, gboolean strictly)
{
  Line way = leader_of (mark);

  for (guint i = 0; i < plate->marks->len; i++)
    {
      const WgChartMark *other = &g_array_index (plate->marks, WgChartMark, i);
      Line leader = leader_of (other);

      if (line_meets_box (&way, &other->box)
          || (strictly && other->has_leader && lines_cross (&way, &leader)))
        return FALSE;
    }
  return TRUE;
}
