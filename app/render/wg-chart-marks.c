/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-page.h"

#include "wg-label-text.h"

#include <math.h>

/* Places tried around a grid that is too small for its number. */
#define N_DIRECTIONS 16
#define N_RINGS 9
/* Between a name and the border of its grid, points. */
#define BORDER_AIR 1.6
/* Digits smaller than this are not read, points. */
#define LEAST_DIGITS 4.5
/* Where more than this share of the numbers has no room in its land, all are made smaller. */
#define MOST_ASIDE 0.1

/* Of the type's size; patterns and outlines of buildings need more white than colours. */
static double
halo_share (const WgChartPlate *plate)
{
  return plate->sheet->options->is_black_and_white ? 0.24 : 0.13;
}

/* The lines of @text one below the other, and how wide they are. */
static void
measure (const char *text, const WgType *type, double *width_out, double *height_out)
{
  wg_type_measure (text, type, 0, width_out, height_out);
  *width_out += 2;
}

/* A number and, where it goes, a name below it, in a box that lies wholly in the grid's land. @reach: of the
 * largest circle in it. */
static gboolean
place_block (WgChartPlate *plate, WgChartMark *mark, const char *text, double reach)
{
  double width = 0, height = 0, circle = 2 * mark->radius, air = BORDER_AIR * plate->sheet->unit;
  WgPaperSpot spot = { 0 };

  if (text != NULL)
    measure (text, &mark->type, &width, &height);
  width = MAX (width, circle) + (text != NULL ? 2 * air : 0);
  height += circle + (text != NULL ? 2 * air : 0);
  /* The circle of a number is round: it needs less room than its box. */
  if (MIN (width, height) / 2 > reach + 1
      || !wg_paper_map_find_spot (plate->map, mark->grid, width / height, &spot)
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

/* Whether the place for a number beside its land will do. @care: 2: its line crosses nothing; 1: it may cross
 * other lines; 0: anything. */
static gboolean
is_good_aside (const WgChartPlate *plate, const WgChartMark *mark, guint care)
{
  return wg_chart_is_free (plate, &mark->box) && (care == 0 || wg_chart_has_way (plate, mark, care > 1));
}

/* Beside its land, with a line to a point in it: the nearest place. */
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
  for (guint care = 3; care-- > 0;)
    for (guint ring = 0; ring < N_RINGS; ring++)
      for (guint i = 0; i < N_DIRECTIONS; i++)
        {
          double angle = 2 * G_PI * (i * 5 % N_DIRECTIONS) / N_DIRECTIONS - G_PI / 4;
          double reach = circle * (1.1 + 0.6 * ring);

          mark->box = (WgChartBox){ mark->anchor_x + reach * cos (angle) - mark->radius,
                                    mark->anchor_y + reach * sin (angle) - mark->radius, circle,
                                    circle };
          if (!is_good_aside (plate, mark, care))
            continue;
          g_array_append_vals (plate->marks, mark, 1);
          return TRUE;
        }
  return FALSE;
}

/* Whether a place for one unit was found with its name, or with the number only. */
static gboolean
place_with_name (WgChartPlate *plate, WgChartMark *mark, double reach)
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
        mark->type.size = plate->mark_size * sizes[k];
        is_placed = place_block (plate, mark, texts[(first + i) % n_texts], reach);
      }
  for (guint i = 0; i < n_texts; i++)
    g_free (texts[i]);
  return is_placed;
}

static double
digits_size (double radius, guint number)
{
  return wg_chart_number_share (number) * radius;
}

static WgChartMark
number_mark (const WgChartPlate *plate, guint32 unit, guint number)
{
  return (WgChartMark){ .grid = unit, .number = number, .radius = plate->mark_size,
                        .type = { .rgb = WG_CHART_INK, .align = WG_TYPE_CENTER,
                                  .halo = plate->mark_size * halo_share (plate) } };
}

/* In its land: with its name, or the number only. */
static gboolean
place_inside (WgChartPlate *plate, guint32 unit, guint number)
{
  static const double radii[] = { 1.25, 1.0, 0.8 };
  WgChartMark mark = number_mark (plate, unit, number);
  WgPaperSpot spot = { 0 };

  if (!wg_paper_map_find_spot (plate->map, unit, 1, &spot))
    return TRUE; /* the map shows nothing of it */
  mark.radius = plate->mark_size * 1.1;
  if (place_with_name (plate, &mark, spot.clearance))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (radii); i++)
    {
      mark.radius = plate->mark_size * radii[i];
      if (i > 0 && digits_size (mark.radius, number) < LEAST_DIGITS)
        return FALSE;
      if (place_block (plate, &mark, NULL, spot.clearance))
        return TRUE;
    }
  return FALSE;
}

/* Every number where it has room in its land; @aside: the indexes of those that have none. */
static void
place_all_inside (WgChartPlate *plate, const GArray *units, GArray *aside)
{
  g_array_set_size (aside, 0);
  for (guint i = 0; i < units->len; i++)
    if (!place_inside (plate, g_array_index (units, guint32, i), i + 1))
      g_array_append_val (aside, i);
}

/* Land apart from that with the number, such as an exclave, says whose it is too. */
static void
place_parts (WgChartPlate *plate, guint n_marks)
{
  g_autoptr (GArray) spots = g_array_new (FALSE, FALSE, sizeof (WgPaperSpot));
  const WgChartBox *map = &plate->box;

  for (guint i = 0; i < n_marks; i++)
    {
      WgChartMark mark = g_array_index (plate->marks, WgChartMark, i);

      if (mark.number == 0)
        continue;
      g_array_set_size (spots, 0);
      wg_paper_map_find_other_parts (plate->map, mark.grid, mark.anchor_x - map->x,
                                     mark.anchor_y - map->y, spots);
      mark = number_mark (plate, mark.grid, mark.number);
      mark.radius *= 0.8;
      for (guint k = 0; k < spots->len; k++)
        {
          const WgPaperSpot *spot = &g_array_index (spots, WgPaperSpot, k);

          mark.anchor_x = map->x + spot->x;
          mark.anchor_y = map->y + spot->y;
          mark.box = (WgChartBox){ mark.anchor_x - mark.radius, mark.anchor_y - mark.radius,
                                   2 * mark.radius, 2 * mark.radius };
          if (spot->clearance > mark.radius + 0.5 && wg_chart_is_free (plate, &mark.box)
              && digits_size (mark.radius, mark.number) >= LEAST_DIGITS)
            g_array_append_val (plate->marks, mark);
        }
    }
}

/* Those with room first, so that no number stands in the place of another; smaller ones where too many have
 * none. */
static void
place_numbers (WgChartPlate *plate, const GArray *units)
{
  static const double factors[] = { 1, 0.86, 0.74 };
  g_autoptr (GArray) aside = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_before = plate->marks->len;
  double least = LEAST_DIGITS / wg_chart_number_share (units->len);

  for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
    {
      plate->mark_size = MAX (plate->size * factors[i], MIN (least, plate->size));
      g_array_set_size (plate->marks, n_before);
      place_all_inside (plate, units, aside);
      if (aside->len <= MOST_ASIDE * units->len)
        break;
    }
  for (guint i = 0; i < aside->len; i++)
    {
      guint index = g_array_index (aside, guint, i);
      WgChartMark mark = number_mark (plate, g_array_index (units, guint32, index), index + 1);

      if (!place_aside (plate, &mark))
        g_debug ("no room for number %u", index + 1);
    }
  place_parts (plate, plate->marks->len);
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
      if (place_block (plate, &mark, wg_chart_name (plate->sheet->stock->plan, unit), G_MAXDOUBLE))
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
  WgPaperSpot spot = { 0 };
  char *texts[WG_LABEL_MAX_TEXTS] = { NULL };
  const WgGrid *subject = wg_plan_get_grid (plan, plate->subject);
  gboolean is_sibling = grid != NULL && subject != NULL && grid->parent == subject->parent;
  /* Of another community it is named in full: every community has a first grid. */
  g_autofree char *name = is_sibling ? g_strdup (wg_chart_name (plan, unit))
                                     : wg_chart_full_name (plan, unit);
  guint n_texts = grid != NULL ? wg_label_texts (name, is_sibling ? wg_chart_name (plan, grid->parent)
                                                                  : NULL, texts)
                               : 0;
  gboolean is_placed = !wg_paper_map_find_spot (plate->map, unit, 1, &spot);

  mark.type = (WgType){ .rgb = 0x7b828a, .align = WG_TYPE_CENTER, .spacing = 0,
                        .halo = plate->size * halo_share (plate) };
  for (guint k = 0; k < G_N_ELEMENTS (sizes) && !is_placed; k++)
    for (guint i = 0; i < n_texts && !is_placed; i++)
      {
        mark.type.size = plate->size * sizes[k];
        is_placed = place_block (plate, &mark, texts[i], spot.clearance);
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
    place_numbers (plate, units);
  for (guint i = 0; i < seen->len; i++)
    {
      guint32 unit = g_array_index (seen, guint32, i);

      if (unit != 0 && !is_inside (plate, unit))
        place_neighbour (plate, unit);
    }
}
