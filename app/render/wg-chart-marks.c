/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-page.h"

#include "wg-label-text.h"

#include <math.h>

/* Places tried around a grid that is too small for its number. */
#define N_DIRECTIONS 16
#define N_RINGS 7
/* Between a name and the border of its grid, points. */
#define BORDER_AIR 1.6

gboolean
wg_chart_is_free (const WgChartPlate *plate, const WgChartBox *box)
{
  const WgChartBox *map = &plate->box;

  if (box->x < map->x + 2 || box->y < map->y + 2 || box->x + box->width > map->x + map->width - 2
      || box->y + box->height > map->y + map->height - 2)
    return FALSE;
  for (guint i = 0; i < plate->marks->len; i++)
    {
      const WgChartBox *other = &g_array_index (plate->marks, WgChartMark, i).box;

      if (box->x < other->x + other->width && other->x < box->x + box->width
          && box->y < other->y + other->height && other->y < box->y + box->height)
        return FALSE;
    }
  return TRUE;
}

/* The lines of @text one below the other, and how wide they are. */
static void
measure (const char *text, const WgType *type, double *width_out, double *height_out)
{
  wg_type_measure (text, type, 0, width_out, height_out);
  *width_out += 2;
}

/* A number and, where it goes, a name below it, in a box that lies wholly in the grid's land. */
static gboolean
place_block (WgChartPlate *plate, WgChartMark *mark, const char *text)
{
  double width = 0, height = 0, circle = 2 * mark->radius, air = BORDER_AIR * plate->sheet->unit;
  WgPaperSpot spot = { 0 };

  if (text != NULL)
    measure (text, &mark->type, &width, &height);
  width = MAX (width, circle) + (text != NULL ? 2 * air : 0);
  height += circle + (text != NULL ? 2 * air : 0);
  /* The circle of a number is round: it needs less room than its box. */
  if (!wg_paper_map_find_spot (plate->map, mark->grid, width / height, &spot)
      || 2 * spot.clearance < (text == NULL ? circle + 1 : height))
    return FALSE;
  mark->box = (WgChartBox){ plate->box.x + spot.x - width / 2, plate->box.y + spot.y - height / 2,
                            width, height };
  if (text != NULL)
    mark->box = (WgChartBox){ mark->box.x + air, mark->box.y + air, width - 2 * air, height - 2 * air };
  if (!wg_chart_is_free (plate, &mark->box))
    return FALSE;
  mark->anchor_x = plate->box.x + spot.x;
  mark->anchor_y = plate->box.y + spot.y;
  mark->text = g_strdup (text);
  g_array_append_vals (plate->marks, mark, 1);
  return TRUE;
}

/* Beside its land, with a line to a point in it. */
static gboolean
place_aside (WgChartPlate *plate, WgChartMark *mark)
{
  double circle = 2 * mark->radius;
  WgPaperSpot spot = { 0 };

  if (!wg_paper_map_find_spot (plate->map, mark->grid, 1, &spot))
    return FALSE;
  mark->anchor_x = plate->box.x + spot.x;
  mark->anchor_y = plate->box.y + spot.y;
  mark->has_leader = TRUE;
  for (guint ring = 0; ring < N_RINGS; ring++)
    for (guint i = 0; i < N_DIRECTIONS; i++)
      {
        double angle = 2 * G_PI * (i * 5 % N_DIRECTIONS) / N_DIRECTIONS - G_PI / 4;
        double reach = circle * (1.1 + 0.7 * ring);

        mark->box = (WgChartBox){ mark->anchor_x + reach * cos (angle) - mark->radius,
                                  mark->anchor_y + reach * sin (angle) - mark->radius, circle,
                                  circle };
        if (!wg_chart_is_free (plate, &mark->box))
          continue;
        g_array_append_vals (plate->marks, mark, 1);
        return TRUE;
      }
  return FALSE;
}

/* Whether a place for one unit was found with its name, or with the number only. */
static gboolean
place_with_name (WgChartPlate *plate, WgChartMark *mark)
{
  static const double sizes[] = { 1.3, 1.1, 0.92 };
  WgPlan *plan = plate->sheet->stock->plan;
  const WgGrid *grid = wg_plan_get_grid (plan, mark->grid);
  char *texts[WG_LABEL_MAX_TEXTS] = { NULL };
  guint n_texts = wg_label_texts (wg_chart_name (plan, mark->grid),
                                  wg_chart_name (plan, grid->parent), texts);
  gboolean is_placed = FALSE;
  guint first = 0;

  /* The title says whose parts these are: the short forms come first. */
  if (n_texts > 2 && grid->parent == plate->subject)
    first = 2;
  for (guint k = 0; k < G_N_ELEMENTS (sizes) && !is_placed; k++)
    for (guint i = 0; i < n_texts && !is_placed; i++)
      {
        mark->type.size = plate->size * sizes[k];
        is_placed = place_block (plate, mark, texts[(first + i) % n_texts]);
      }
  for (guint i = 0; i < n_texts; i++)
    g_free (texts[i]);
  return is_placed;
}

static void
place_unit (WgChartPlate *plate, guint32 unit, guint number)
{
  static const double radii[] = { 1.25, 1.0, 0.8 };
  WgChartMark mark = { .grid = unit, .number = number };

  mark.type = (WgType){ .rgb = WG_CHART_INK, .align = WG_TYPE_CENTER, .halo = plate->size * 0.12 };
  mark.radius = plate->size * 1.1;
  if (place_with_name (plate, &mark))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (radii); i++)
    {
      mark.radius = plate->size * radii[i];
      if (place_block (plate, &mark, NULL))
        return;
    }
  mark.radius = plate->size;
  if (!place_aside (plate, &mark))
    g_debug ("no room for number %u", number);
}

/* One grid alone needs no number: its name stands in it. */
static void
place_single (WgChartPlate *plate, guint32 unit)
{
  WgChartMark mark = { .grid = unit };

  mark.type = (WgType){ .rgb = WG_CHART_ACCENT, .align = WG_TYPE_CENTER, .is_bold = TRUE,
                        .halo = plate->size * 0.2 };
  for (double size = 2.2; size >= 1; size -= 0.3)
    {
      mark.type.size = plate->size * size;
      if (place_block (plate, &mark, wg_chart_name (plate->sheet->stock->plan, unit)))
        return;
    }
}

/* What lies around, in grey, where it fits. */
static void
place_neighbour (WgChartPlate *plate, guint32 unit)
{
  static const double sizes[] = { 1.35, 1.1, 0.9 };
  WgPlan *plan = plate->sheet->stock->plan;
  const WgGrid *grid = wg_plan_get_grid (plan, unit);
  WgChartMark mark = { .grid = unit };
  char *texts[WG_LABEL_MAX_TEXTS] = { NULL };
  const WgGrid *subject = wg_plan_get_grid (plan, plate->subject);
  gboolean is_sibling = grid != NULL && subject != NULL && grid->parent == subject->parent;
  /* Of another community it is named in full: every community has a first grid. */
  g_autofree char *name = is_sibling ? g_strdup (wg_chart_name (plan, unit))
                                     : wg_chart_full_name (plan, unit);
  guint n_texts = grid != NULL ? wg_label_texts (name, is_sibling ? wg_chart_name (plan, grid->parent)
                                                                  : NULL, texts)
                               : 0;
  gboolean is_placed = FALSE;

  mark.type = (WgType){ .rgb = 0x7b828a, .align = WG_TYPE_CENTER, .spacing = 0,
                        .halo = plate->size * 0.12 };
  for (guint k = 0; k < G_N_ELEMENTS (sizes) && !is_placed; k++)
    for (guint i = 0; i < n_texts && !is_placed; i++)
      {
        mark.type.size = plate->size * sizes[k];
        is_placed = place_block (plate, &mark, texts[i]);
      }
  for (guint i = 0; i < n_texts; i++)
    g_free (texts[i]);
}

static void
keep_free (WgChartPlate *plate, const WgChartBox *box)
{
  WgChartMark mark = { .box = *box };

  g_array_append_val (plate->marks, mark);
}

static gboolean
is_inside (const WgChartPlate *plate, guint32 unit)
{
  return plate->subject == 0
         || wg_plan_get_ancestor (plate->sheet->stock->plan, unit, plate->subject_depth)
              == plate->subject;
}

void
wg_chart_place_marks (WgChartPlate *plate, const GArray *units, const WgChartBox *keep)
{
  const GArray *seen = wg_paper_map_get_units (plate->map);

  if (keep != NULL)
    keep_free (plate, keep);
  if (units->len == 1 && g_array_index (units, guint32, 0) == plate->subject)
    place_single (plate, plate->subject);
  else
    for (guint i = 0; i < units->len; i++)
      place_unit (plate, g_array_index (units, guint32, i), i + 1);
  for (guint i = 0; i < seen->len; i++)
    {
      guint32 unit = g_array_index (seen, guint32, i);

      if (unit != 0 && !is_inside (plate, unit))
        place_neighbour (plate, unit);
    }
}

static void
paint_leader (cairo_t *cr, const WgChartMark *mark, double unit)
{
  double x = mark->box.x + mark->box.width / 2, y = mark->box.y + mark->radius;

  for (guint pass = 0; pass < 2; pass++)
    {
      cairo_move_to (cr, x, y);
      cairo_line_to (cr, mark->anchor_x, mark->anchor_y);
      wg_chart_set_color (cr, pass == 0 ? 0xffffff : 0x000000);
      cairo_set_line_width (cr, (pass == 0 ? 1.8 : 0.7) * unit);
      cairo_stroke (cr);
    }
  cairo_new_path (cr);
  cairo_arc (cr, mark->anchor_x, mark->anchor_y, 1.3 * unit, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
paint_number (cairo_t *cr, const WgChartPlate *plate, const WgChartMark *mark)
{
  double unit = MAX (plate->sheet->unit, 0.9);
  double x = mark->box.x + mark->box.width / 2, y = mark->box.y + mark->radius;
  WgChartBox box = { mark->box.x, mark->box.y, mark->box.width, 2 * mark->radius };
  WgType type = { .size = mark->radius * (mark->number < 10 ? 1.3 : mark->number < 100 ? 1.1 : 0.85),
                  .rgb = 0x1c1c1c, .is_bold = TRUE, .align = WG_TYPE_CENTER };
  g_autofree char *text = g_strdup_printf ("%u", mark->number);

  cairo_new_path (cr);
  cairo_arc (cr, x, y, mark->radius - 0.4 * unit, 0, 2 * G_PI);
  wg_chart_set_color (cr, 0xffffff);
  cairo_fill_preserve (cr);
  wg_chart_set_color (cr, plate->sheet->options->is_black_and_white ? 0x000000 : WG_CHART_ACCENT);
  cairo_set_line_width (cr, 0.8 * unit);
  cairo_stroke (cr);
  wg_type_paint (cr, &box, &type, text, FALSE);
}

void
wg_chart_paint_marks (cairo_t *cr, const WgChartPlate *plate)
{
  for (guint i = 0; i < plate->marks->len; i++)
    {
      const WgChartMark *mark = &g_array_index (plate->marks, WgChartMark, i);

      if (mark->has_leader)
        paint_leader (cr, mark, MAX (plate->sheet->unit, 0.9));
    }
  for (guint i = 0; i < plate->marks->len; i++)
    {
      const WgChartMark *mark = &g_array_index (plate->marks, WgChartMark, i);
      WgChartBox box = mark->box;

      if (mark->number > 0)
        {
          paint_number (cr, plate, mark);
          box.y += 2 * mark->radius;
          box.height -= 2 * mark->radius;
        }
      if (mark->text != NULL)
        {
          WgType type = mark->type;

          if (plate->sheet->options->is_black_and_white)
            type.rgb = wg_chart_grey (type.rgb);
          wg_type_paint (cr, &box, &type, mark->text, FALSE);
        }
    }
}
