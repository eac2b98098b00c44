/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-page.h"

#include <math.h>

#define TITLE_HEIGHT 40.0
#define GAP 9.0
/* Of the map, around its subject. */
#define MAP_SHARE 0.045

/* How much higher than they need be the lines of a table get at most. */
#define MOST_STRETCH 1.7

/* Smaller type than this is not read on any paper, points. */
#define LEAST_TYPE 5.9

/* Of a sheet, what the tables take at most. */
#define MOST_SHARE 0.48

/* Sheets from A2 on have room for more columns of tables. */
#define LARGE 1.5

/* How the table is set beside or below the map. */
typedef struct
{
  double share;     /* of the sheet that is not map */
  double size;      /* of its type */
  guint n_columns;  /* of tables side by side */
} Setting;

/* What the table may take: of the width beside the map, of the height below it. Large type is not worth the
 * map's room. */
typedef struct
{
  double largest;
  double comfortable;  /* type above this gets the smaller share */
  double shares[4];    /* ascending */
  guint n_small_shares;
  guint most_columns;
} Room;

typedef enum
{
  FITS_NOT,
  FITS_IN_WIDTH,
  FITS,
} Fit;

typedef struct
{
  WgChartSheet *sheet;
  WgInkPage *page;
  WgChartBox body; /* below the title */
  GArray *units;
  WgChartTable *roster; /* nullable */
  guint n_side;         /* tables side by side */
  guint next_row;       /* the first that is not printed yet */
} Wall;

static gboolean
wants (const WgChartSheet *sheet, WgChartBlocks block)
{
  return (sheet->options->blocks & block) != 0;
}

static double
chunk_width (const Wall *wall, double width, guint n_side)
{
  return (width - (n_side - 1) * GAP * wall->sheet->unit) / n_side;
}

static void
fit_roster (Wall *wall, double width, double size, guint n_side)
{
  wall->n_side = n_side;
  wg_chart_table_fit (wall->roster, chunk_width (wall, width, n_side), size * wall->sheet->unit);
}

/* Whether the table in @n_side parts fits in the box: FITS, only its columns do, or nothing. */
static Fit
try_roster (Wall *wall, double width, double height, double size, guint n_side)
{
  guint n = wg_chart_table_n_rows (wall->roster), per_side = (n + n_side - 1) / n_side;
  double most = 0;

  if (!wg_chart_table_has_width (wall->roster, chunk_width (wall, width, n_side), size * wall->sheet->unit))
    return FITS_NOT;
  fit_roster (wall, width, size, n_side);
  for (guint first = 0; first < n; first += per_side)
    most = MAX (most, wg_chart_table_height (wall->roster, first, MIN (first + per_side, n)));
  return most <= height ? FITS : FITS_IN_WIDTH;
}

static Fit
try_setting (Wall *wall, const Setting *setting, double width, double height, gboolean is_beside)
{
  if (is_beside)
    return try_roster (wall, width * setting->share, height, setting->size, setting->n_columns);
  return try_roster (wall, width, height * setting->share - 17 * wall->sheet->unit, setting->size,
                     setting->n_columns);
}

/* The largest type in which the table fits; otherwise a comfortable one: the rows that are left over go to
 * other pages. @is_beside: shares are of the width, else of the height. */
static Setting
choose_setting (Wall *wall, const Room *room, double width, double height, gboolean is_beside)
{
  Setting fallback = { room->shares[0], room->comfortable, 1 };
  gboolean is_found = FALSE;

  if (wall->roster == NULL)
    return fallback;
  for (double size = room->largest; size * wall->sheet->unit > LEAST_TYPE && size > 3; size -= 0.4)
    {
      guint n_shares = size > room->comfortable ? room->n_small_shares : G_N_ELEMENTS (room->shares);

      for (guint s = 0; s < n_shares; s++)
        for (guint n = 1; n <= room->most_columns; n++)
          {
            Setting setting = { room->shares[s], size, n };
            Fit fit = try_setting (wall, &setting, width, height, is_beside);

            if (fit == FITS)
              return setting;
            /* Of those that have not all rows, the one with most on the first page. */
            if (fit == FITS_IN_WIDTH && size <= room->comfortable + 0.2
                && (!is_found
                    || (size == fallback.size && n * setting.share > fallback.n_columns * fallback.share)))
              {
                fallback = setting;
                is_found = TRUE;
              }
          }
    }
  return fallback;
}

/* A short table has airy lines rather than blank paper below it. */
static void
stretch_roster (Wall *wall, double height, guint per_side)
{
  double natural = wg_chart_table_height (wall->roster, 0, per_side);

  if (natural < height)
    wg_chart_table_stretch (wall->roster, CLAMP (height / natural, 1, MOST_STRETCH));
}

/* As much of the table as fits, evenly over its parts when all does. */
static void
paint_roster (Wall *wall, const WgChartBox *box)
{
  WgChartSheet *sheet = wall->sheet;
  guint n = wg_chart_table_n_rows (wall->roster), per_side = (n + wall->n_side - 1) / wall->n_side;
  double width = chunk_width (wall, box->width, wall->n_side);
  double top = box->y + wg_chart_add_heading (sheet, wall->page, box,
                                              wg_chart_word (sheet, WG_CHART_WORD_ROSTER));

  stretch_roster (wall, box->y + box->height - top, per_side);
  for (guint side = 0; side < wall->n_side && wall->next_row < n; side++)
    {
      guint end = MIN ((side + 1) * per_side, n);
      double height = MIN (box->y + box->height - top,
                           wg_chart_table_height (wall->roster, MIN (wall->next_row, end), end));
      WgChartBox part = { box->x + side * (width + GAP * sheet->unit), top, width, height };

      wall->next_row = wg_chart_table_paint (wall->roster, wall->page, &part, wall->next_row);
    }
}

static WgChartPlate *
add_map (Wall *wall, const WgChartBox *box)
{
  WgChartSheet *sheet = wall->sheet;
  double u = sheet->unit;
  WgChartPlate *plate = wg_chart_add_plate (sheet, wall->page, box, sheet->grid, MAP_SHARE);
  WgChartBox north = { box->x + box->width - 34 * u, box->y + 9 * u, 25 * u, 38 * u };

  wg_chart_place_marks (plate, wall->units, &north);
  if (wants (sheet, WG_CHART_STREETS))
    wg_chart_place_streets (plate);
  wg_chart_add_north (sheet, wall->page, &north);
  return plate;
}

static guint32
unit_above (const WgChartSheet *sheet)
{
  const WgGrid *grid = wg_plan_get_grid (sheet->stock->plan, sheet->grid);

  return grid != NULL ? grid->parent : 0;
}

/* Where the subject is: in the unit above, or in everything where there is more. */
static gboolean
has_inset (const WgChartSheet *sheet)
{
  WgPlan *plan = sheet->stock->plan;

  return wants (sheet, WG_CHART_INSET) && sheet->grid != 0
         && (unit_above (sheet) != 0 || wg_plan_get_children (plan, 0)->len > 1);
}

static void
add_inset (Wall *wall, const WgChartBox *box)
{
  WgChartSheet *sheet = wall->sheet;
  WgChartBox map = *box;
  double heading = wg_chart_add_heading (sheet, wall->page, box,
                                         wg_chart_word (sheet, WG_CHART_WORD_POSITION));

  map.y += heading;
  map.height -= heading;
  wg_chart_add_inset (sheet, wall->page, &map, unit_above (sheet), sheet->grid);
}

/* Rows that a legend has at most, before the map is made. */
static guint
guess_legend_rows (const WgChartSheet *sheet)
{
  return 5 + wg_plan_get_n_levels (sheet->stock->plan) + (sheet->stock->linework->len > 0 ? 4 : 0)
         + (wg_plan_get_buildings (sheet->stock->plan) != NULL);
}

/* The width of the subject as share of its height. */
static double
get_aspect (const WgChartSheet *sheet)
{
  WgPlan *plan = sheet->stock->plan;
  WgEnvelope extent = sheet->grid != 0 ? wg_plan_get_extent (plan, sheet->grid)
                                       : wg_coverage_envelope (wg_plan_get_coverage (plan));

  return MAX ((double) extent.max_x - extent.min_x, 1) / MAX ((double) extent.max_y - extent.min_y, 1);
}

/* On the right: the table on top; below it the legend with the inset beside it, and the scale. */
static void
make_landscape (Wall *wall)
{
  WgChartSheet *sheet = wall->sheet;
  double u = sheet->unit, gap = GAP * u, lower = 0;
  /* Large sheets are read from farther, but not as much farther as they are larger. */
  Room room = { 12, 6.2 / pow (MAX (u, 1), 0.45), { 0.235, 0.265, 0.31, 0.35 }, 2, u > LARGE ? 3 : 2 };
  WgChartBox map = wall->body, panel = wall->body, part;
  WgChartPlate *plate = NULL;
  Setting chosen;

  /* What an upright map leaves blank anyway. */
  room.shares[3] = CLAMP (1 - wall->body.height * get_aspect (sheet) / wall->body.width, room.shares[3],
                          MOST_SHARE);
  lower = 28 * u + gap;
  if (wants (sheet, WG_CHART_LEGEND))
    lower += (17 + 12.5 * guess_legend_rows (sheet)) * u + gap;
  chosen = choose_setting (wall, &room, wall->body.width,
                           wall->body.height - lower - 17 * u, TRUE);
  panel.width = wall->body.width * chosen.share;
  panel.x += wall->body.width - panel.width;
  map.width -= panel.width + gap;
  if (wall->roster != NULL)
    fit_roster (wall, panel.width, chosen.size, chosen.n_columns);
  plate = add_map (wall, &map);

  part = panel;
  part.y = panel.y + panel.height - 28 * u;
  part.height = 28 * u;
  wg_chart_add_scale (sheet, wall->page, &part, plate);
  part.height = wg_chart_legend_height (sheet, plate, 1);
  part.y -= part.height + gap;
  if (has_inset (sheet))
    {
      part.width = panel.width * 0.4;
      part.x = panel.x + panel.width - part.width;
      add_inset (wall, &part);
      part.width = panel.width - part.width - gap;
      part.x = panel.x;
    }
  if (wants (sheet, WG_CHART_LEGEND))
    wg_chart_add_legend (sheet, wall->page, &part, plate, 1);
  panel.height = part.y - gap - panel.y;
  if (wall->roster != NULL)
    paint_roster (wall, &panel);
}

/* Below the map: the table on the left, legend, inset and scale on the right. */
static void
make_portrait (Wall *wall)
{
  WgChartSheet *sheet = wall->sheet;
  Room room = { 10, 7.2 / pow (MAX (sheet->unit, 1), 0.45), { 0.2, 0.23, 0.27, 0.3 }, 2, 3 };
  double u = sheet->unit, gap = GAP * u, side = wall->body.width * 0.33, table = 0;
  WgChartBox map = wall->body, panel = wall->body, part;
  WgChartPlate *plate = NULL;
  Setting chosen;

  room.shares[3] = CLAMP (1 - wall->body.width / get_aspect (sheet) / wall->body.height, room.shares[3],
                          MOST_SHARE);
  table = wall->body.width - side - 2 * gap;
  chosen = choose_setting (wall, &room, table, wall->body.height, FALSE);
  panel.height = MAX (wall->body.height * chosen.share,
                      (wants (sheet, WG_CHART_LEGEND) ? 17 + guess_legend_rows (sheet) * 12.5 : 0) * u
                        + 36 * u);
  panel.y += wall->body.height - panel.height;
  map.height -= panel.height + gap;
  if (wall->roster != NULL)
    fit_roster (wall, table, chosen.size, chosen.n_columns);
  plate = add_map (wall, &map);

  part = panel;
  part.x += table + 2 * gap;
  part.width = side;
  if (wants (sheet, WG_CHART_LEGEND))
    part.y += wg_chart_add_legend (sheet, wall->page, &part, plate, 1) + gap * 0.7;
  part.y += wg_chart_add_scale (sheet, wall->page, &part, plate) + gap * 0.5;
  part.height = panel.y + panel.height - part.y;
  if (has_inset (sheet) && part.height > 60 * u)
    add_inset (wall, &part);
  part = panel;
  part.width = table;
  if (wall->roster != NULL)
    paint_roster (wall, &part);
}

/* As many tables side by side as are wide enough. */
static void
fit_side_by_side (Wall *wall, double width)
{
  for (wall->n_side = 4; wall->n_side > 1; wall->n_side--)
    if (wg_chart_table_fit (wall->roster, chunk_width (wall, width, wall->n_side),
                            7.8 * wall->sheet->unit))
      return;
  wg_chart_table_fit (wall->roster, width, 7.8 * wall->sheet->unit);
}

/* How many of the rows left go in each of the tables side by side: as many as there is room for, or, when all
 * have room, evenly. */
static guint
share_rows (const Wall *wall, double height)
{
  guint n = wg_chart_table_n_rows (wall->roster), end = wall->next_row;
  guint even = (n - wall->next_row + wall->n_side - 1) / wall->n_side;

  while (end < n && wg_chart_table_height (wall->roster, wall->next_row, end + 1) <= height)
    end++;
  return MIN (even, MAX (end - wall->next_row, 1u));
}

/* The rows that had no room beside the map. */
static void
add_rest (Wall *wall)
{
  WgChartSheet *sheet = wall->sheet;
  guint n = wall->roster != NULL ? wg_chart_table_n_rows (wall->roster) : 0, per_side = 0;

  while (wall->next_row < n)
    {
      WgChartBox box = { sheet->margin, sheet->margin * 0.72, sheet->width - 2 * sheet->margin,
                         TITLE_HEIGHT * sheet->unit };

      wall->page = wg_chart_add_page (sheet);
      wg_chart_add_title (sheet, wall->page, &box, 17);
      box.y += box.height;
      box.y += wg_chart_add_heading (sheet, wall->page, &box, wg_chart_word (sheet, WG_CHART_WORD_ROSTER));
      box.height = sheet->height - sheet->margin - box.y;
      fit_side_by_side (wall, box.width);
      per_side = share_rows (wall, box.height);
      for (guint side = 0; side < wall->n_side && wall->next_row < n; side++)
        {
          WgChartBox part = box;

          part.height = wg_chart_table_height (wall->roster, wall->next_row,
                                               MIN (wall->next_row + per_side, n));
          part.width = chunk_width (wall, box.width, wall->n_side);
          part.x += side * (part.width + GAP * sheet->unit);
          wall->next_row = wg_chart_table_paint (wall->roster, wall->page, &part, wall->next_row);
        }
      wg_chart_add_foot (sheet, wall->page);
    }
}

void
wg_chart_make_wall (WgChartSheet *sheet)
{
  double margin = sheet->margin;
  Wall wall = { .sheet = sheet };
  WgChartBox title = { margin, margin * 0.72, sheet->width - 2 * margin, TITLE_HEIGHT * sheet->unit };

  wall.page = wg_chart_add_page (sheet);
  wall.units = wg_chart_list_units (sheet->stock->plan, sheet->grid);
  wall.body = (WgChartBox){ margin, title.y + title.height, sheet->width - 2 * margin, 0 };
  wall.body.height = sheet->height - margin - wall.body.y;
  if (wants (sheet, WG_CHART_ROSTER))
    wall.roster = wg_chart_make_roster (sheet, wall.units);
  wg_chart_add_title (sheet, wall.page, &title, 24);
  if (sheet->width > sheet->height)
    make_landscape (&wall);
  else
    make_portrait (&wall);
  wg_chart_add_foot (sheet, wall.page);
  add_rest (&wall);
  sheet->n_rows = wall.next_row;
  wg_chart_table_free (wall.roster);
  g_array_unref (wall.units);
}
