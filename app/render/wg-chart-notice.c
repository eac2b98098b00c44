/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-page.h"

#include <string.h>

#define BAND 66.0
#define FOOT 40.0
#define SIDES_SIZE 14.0
#define BLUE 0x174a8c
#define PALE 0xeaf1f9
#define MAP_SHARE 0.08

typedef struct
{
  WgChartSheet *sheet;
  WgInkPage *page;
  double u;
  guint32 rgb; /* of the bands */
} Board;

/* Coloured from edge to edge, over the bleed too. */
static void
add_bands (Board *board)
{
  WgChartSheet *sheet = board->sheet;
  double bleed = sheet->options->bleed_mm * WG_POINTS_PER_MM, width = sheet->width + 2 * bleed;
  WgChartBox top = { -bleed, -bleed, width, BAND * board->u + bleed };
  WgChartBox foot = { -bleed, sheet->height - FOOT * board->u, width, FOOT * board->u + bleed };
  WgChartBox title = { sheet->margin, 0, sheet->width - 2 * sheet->margin, BAND * board->u };
  WgType type = { .size = 28 * board->u, .rgb = 0xffffff, .is_bold = TRUE, .align = WG_TYPE_CENTER,
                  .max_lines = 1 };

  wg_ink_fill (board->page, &top, board->rgb, 0);
  wg_ink_fill (board->page, &foot, board->rgb, 0);
  if (sheet->options->logo != NULL
      && wg_chart_add_picture (board->page, &(WgChartBox){ title.x, 10 * board->u, 46 * board->u,
                                                           46 * board->u },
                               sheet->options->logo))
    {
      title.x += 50 * board->u;
      title.width -= 100 * board->u;
    }
  type.spacing = wg_type_spacing (sheet->title, 0.12) * type.size;
  type.size = wg_type_fit (sheet->title, &type, title.width, 12);
  wg_ink_text (board->page, &title, &type, sheet->title);
}

static void
add_foot (Board *board)
{
  WgChartSheet *sheet = board->sheet;
  const WgChartOptions *options = sheet->options;
  WgType type = { .size = 15 * board->u, .rgb = 0xffffff, .is_bold = TRUE, .max_lines = 1 };
  WgChartBox line = { sheet->margin, sheet->height - FOOT * board->u,
                      sheet->width - 2 * sheet->margin, FOOT * board->u };

  if (options->supervision_phone != NULL && options->supervision_phone[0] != '\0')
    {
      g_autofree char *text = g_strdup_printf (
        "%s  %s", wg_chart_word (sheet, WG_CHART_WORD_SUPERVISION), options->supervision_phone);

      wg_ink_text (board->page, &line, &type, text);
    }
  type.size = 9.5 * board->u;
  type.is_bold = FALSE;
  type.align = WG_TYPE_RIGHT;
  if (options->compiling_body != NULL || options->date != NULL)
    {
      g_autofree char *day = options->date != NULL ? sheet->stock->wording->day (options->date)
                                                   : g_strdup ("");
      g_autofree char *text = g_strdup_printf (
        "%s%s%s", options->compiling_body != NULL ? options->compiling_body : "",
        options->compiling_body != NULL && day[0] != '\0' ? "　" : "", day);

      wg_ink_text (board->page, &line, &type, text);
    }
}

static void
add_photo (Board *board, const WgChartBox *box)
{
  WgChartSheet *sheet = board->sheet;
  WgType type = { .size = 11 * board->u, .rgb = 0x8fa3b8, .align = WG_TYPE_CENTER };
  const WgChartPerson *leader = wg_chart_leader (sheet, sheet->grid);
  GBytes *photo = sheet->options->photo;

  if (photo == NULL && leader != NULL)
    photo = leader->photo;
  wg_ink_fill (board->page, box, PALE, 0);
  if (!wg_chart_add_picture (board->page, box, photo))
    wg_ink_text (board->page, box, &type, wg_chart_word (sheet, WG_CHART_WORD_PHOTO));
  wg_ink_frame (board->page, box, board->rgb, 1.0 * board->u);
}

/* Who answers for the grid, in type that is read from across the street. */
static void
add_leader (Board *board, const WgChartBox *box)
{
  WgChartSheet *sheet = board->sheet;
  const WgChartPerson *leader = wg_chart_leader (sheet, sheet->grid);
  g_autofree char *phone = wg_chart_phone (sheet, leader != NULL ? leader->phone : NULL);
  double u = board->u, y = box->y;
  WgType label = { .size = 14 * u, .rgb = WG_CHART_SOFT_INK, .max_lines = 1 };
  WgType name = { .size = 40 * u, .rgb = WG_CHART_INK, .is_bold = TRUE, .spacing = 3 * u, .max_lines = 1 };
  WgType number = { .size = 38 * u, .rgb = board->rgb, .is_bold = TRUE, .max_lines = 1 };
  const char *text = leader != NULL ? leader->name : wg_chart_word (sheet, WG_CHART_WORD_VACANT);

  wg_ink_text (board->page, &(WgChartBox){ box->x, y, box->width, 18 * u }, &label,
               leader != NULL && leader->role != NULL ? leader->role
                                                      : wg_chart_word (sheet, WG_CHART_WORD_LEADER));
  name.size = wg_type_fit (text, &name, box->width - 4, 14);
  wg_ink_text (board->page, &(WgChartBox){ box->x, y + 19 * u, box->width, 52 * u }, &name, text);
  y += 80 * u;
  if (phone[0] == '\0')
    return;
  wg_ink_text (board->page, &(WgChartBox){ box->x, y, box->width, 18 * u }, &label,
               wg_chart_word (sheet, WG_CHART_WORD_PHONE));
  number.size = wg_type_fit (phone, &number, box->width - 4, 14);
  wg_ink_text (board->page, &(WgChartBox){ box->x, y + 18 * u, box->width, 50 * u }, &number, phone);
}

static double
add_heading (Board *board, const WgChartBox *box, WgChartWord word)
{
  double u = board->u;
  WgType type = { .size = 15 * u, .rgb = board->rgb, .is_bold = TRUE, .max_lines = 1 };

  wg_ink_text (board->page, &(WgChartBox){ box->x, box->y, box->width, 22 * u }, &type,
               wg_chart_word (board->sheet, word));
  wg_ink_line (board->page, &(WgChartBox){ box->x, box->y + 24 * u, box->width, 0 }, board->rgb,
               1.2 * u, 0);
  return 31 * u;
}

/* "1. ..." with the text hanging beside the number. Returns the height. */
static double
add_duties (Board *board, const WgChartBox *box)
{
  WgChartSheet *sheet = board->sheet;
  double u = board->u, y = box->y + add_heading (board, box, WG_CHART_WORD_DUTIES);
  WgType type = { .size = 13 * u, .rgb = WG_CHART_INK, .is_top = TRUE };
  const char *duties = sheet->options->duties != NULL
                         ? sheet->options->duties
                         : wg_chart_word (sheet, WG_CHART_WORD_DUTIES_PRESET);
  g_auto (GStrv) lines = g_strsplit (duties, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *number = NULL;
      WgChartBox text = { box->x + 20 * u, y, box->width - 20 * u, 0 };

      if (g_strstrip (lines[i])[0] == '\0')
        continue;
      number = g_strdup_printf ("%u.", ++n);
      wg_ink_text (board->page, &(WgChartBox){ box->x, y, 20 * u, 0 }, &type, number);
      y += wg_ink_text (board->page, &text, &type, lines[i]) + 3.5 * u;
    }
  return y - box->y;
}

/* What lies on the four sides in type of @size, painted when @paints; returns where it ends. */
static double
set_sides (Board *board, const WgChartBox *box, char *const *sides, double size, gboolean paints)
{
  static const WgChartWord words[] = { WG_CHART_WORD_EAST, WG_CHART_WORD_SOUTH, WG_CHART_WORD_WEST,
                                       WG_CHART_WORD_NORTH_SIDE };
  WgChartSheet *sheet = board->sheet;
  double y = box->y, label = 0, width = 0, h = 0;
  WgType type = { .size = size, .rgb = WG_CHART_INK, .is_top = TRUE }, key = type;

  key.is_bold = TRUE;
  key.rgb = board->rgb;
  for (guint side = 0; side < 4; side++)
    {
      wg_type_measure (wg_chart_word (sheet, words[side]), &key, 0, &width, &h);
      label = MAX (label, width + size * 0.75);
    }
  for (guint side = 0; side < 4; side++)
    {
      WgChartBox text = { box->x + label, y, box->width - label, 0 };

      if (sides[side][0] == '\0')
        continue;
      wg_type_measure (sides[side], &type, text.width, &width, &h);
      if (paints)
        {
          wg_ink_text (board->page, &(WgChartBox){ box->x, y, label, 0 }, &key,
                       wg_chart_word (sheet, words[side]));
          h = wg_ink_text (board->page, &text, &type, sides[side]);
        }
      y += h + size * 0.4;
    }
  return y;
}

/* How high the words are in type of full size. */
static double
measure_extents (Board *board, double width)
{
  WgChartBox box = { 0, 0, width, 0 };
  char *sides[4] = { NULL };
  double height = 0;

  wg_chart_describe_extents (board->sheet, board->sheet->grid, sides);
  height = 31 * board->u + set_sides (board, &box, sides, SIDES_SIZE * board->u, FALSE);
  for (guint side = 0; side < 4; side++)
    g_free (sides[side]);
  return height;
}

/* In the largest type, up to that of the duties, that the box has room for. */
static void
add_extents (Board *board, const WgChartBox *box)
{
  WgChartSheet *sheet = board->sheet;
  double u = board->u, size = SIDES_SIZE, heading = add_heading (board, box, WG_CHART_WORD_EXTENTS);
  WgChartBox body = { box->x, box->y + heading, box->width, box->height - heading };
  char *sides[4] = { NULL };

  wg_chart_describe_extents (sheet, sheet->grid, sides);
  while (size > 10.5 && set_sides (board, &body, sides, size * u, FALSE) > body.y + body.height + 0.01)
    size -= 0.5;
  set_sides (board, &body, sides, size * u, TRUE);
  for (guint side = 0; side < 4; side++)
    g_free (sides[side]);
}

static void
add_map (Board *board, const WgChartBox *box)
{
  WgChartSheet *sheet = board->sheet;
  WgPlan *plan = sheet->stock->plan;
  double u = board->u;
  WgChartBox map = *box;
  WgChartBox north = { box->x + box->width - 32 * u, 0, 24 * u, 36 * u };
  g_autoptr (GArray) units = wg_chart_list_units (plan, sheet->grid);
  WgChartPlate *plate = NULL;

  map.y += add_heading (board, box, WG_CHART_WORD_POSITION);
  map.height -= map.y - box->y;
  north.y = map.y + 8 * u;
  plate = wg_chart_add_plate (sheet, board->page, &map, sheet->grid, MAP_SHARE);
  plate->size = 8.5 * u;
  wg_chart_place_marks (plate, units, &north);
  if ((sheet->options->blocks & WG_CHART_STREETS) != 0)
    wg_chart_place_streets (plate);
  wg_chart_add_north (sheet, board->page, &north);
}

static gboolean
wants_extents (const Board *board)
{
  return (board->sheet->options->blocks & WG_CHART_EXTENTS) != 0;
}

/* Whether the grid is higher than wide: its map leaves room beside it. */
static gboolean
is_upright (const Board *board)
{
  WgEnvelope extent = wg_plan_get_extent (board->sheet->stock->plan, board->sheet->grid);

  return (gint64) extent.max_y - extent.min_y > (gint64) extent.max_x - extent.min_x;
}

/* Below the duties: an upright map with the words beside it, or a wide one above them. */
static void
add_place (Board *board, const WgChartBox *box)
{
  double gap = 16 * board->u;
  WgChartBox map = *box, words = *box;

  if (!wants_extents (board))
    {
      add_map (board, box);
      return;
    }
  if (is_upright (board))
    {
      map.width = box->width * 0.58;
      words.x += map.width + gap;
      words.width -= map.width + gap;
    }
  else
    {
      words.height = measure_extents (board, box->width);
      map.height -= words.height + gap * 0.8;
      words.y += map.height + gap * 0.8;
    }
  add_map (board, &map);
  add_extents (board, &words);
}

static void
make_portrait (Board *board, const WgChartBox *body)
{
  double u = board->u, gap = 16 * u, photo = 112 * u, top = 158 * u;
  WgChartBox box = { body->x, body->y, photo, photo * 1.4 };
  WgChartBox leader = { body->x + photo + gap * 1.4, body->y + 4 * u,
                        body->width - photo - gap * 1.4, top };

  add_photo (board, &box);
  add_leader (board, &leader);
  box = (WgChartBox){ body->x, body->y + top + gap, body->width, 0 };
  box.y += add_duties (board, &box) + gap * 0.8;
  box.height = body->y + body->height - box.y;
  add_place (board, &box);
}

static void
make_landscape (Board *board, const WgChartBox *body)
{
  double u = board->u, gap = 18 * u, photo = 104 * u, top = 150 * u;
  double half = (body->width - gap) * 0.52;
  WgChartBox box = { body->x, body->y, photo, photo * 1.4 };
  WgChartBox leader = { body->x + photo + gap, body->y + 4 * u, half - photo - gap, top };
  WgChartBox right = { body->x + half + gap, body->y, body->width - half - gap, body->height };

  add_photo (board, &box);
  add_leader (board, &leader);
  box = (WgChartBox){ body->x, body->y + top + gap * 0.7, half, 0 };
  box.y += add_duties (board, &box) + gap * 0.6;
  box.height = body->y + body->height - box.y;
  if (wants_extents (board) && box.height > 90 * u)
    add_extents (board, &box);
  add_map (board, &right);
}

void
wg_chart_make_notice (WgChartSheet *sheet)
{
  Board board = { sheet, wg_chart_add_page (sheet), sheet->unit,
                  sheet->options->is_black_and_white ? 0x333333 : BLUE };
  double margin = sheet->margin * 1.25, top = BAND * board.u + margin * 0.8;
  WgChartBox body = { margin, top, sheet->width - 2 * margin,
                      sheet->height - top - FOOT * board.u - margin * 0.7 };

  add_bands (&board);
  if (sheet->width > sheet->height)
    make_landscape (&board, &body);
  else
    make_portrait (&board, &body);
  add_foot (&board);
}
