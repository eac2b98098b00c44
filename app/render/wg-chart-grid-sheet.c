/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-page.h"

#include <math.h>
#include <string.h>

#define HEADER 50.0
#define GAP 8.0
#define HEADING 17.0
#define MAP_SHARE 0.09
/* The map is at least so much of the sheet's height, at most so much. */
#define LEAST_MAP 0.44
/* Tables stand beside the figures when they are not higher than these by more than this factor; below, when
 * they take less than this share of the sheet. */
#define MOST_BESIDE 1.4
#define MOST_ROSTER 0.3
#define LEAST_SIZE 6.6
#define MOST_MAP 0.68

typedef struct
{
  WgChartSheet *sheet;
  GPtrArray *facts;
  WgChartTable *staff;  /* nullable */
  WgChartTable *roster; /* of what the grid is divided into; nullable */
  char *sides[4];
  char *streets;        /* nullable */
  GArray *units;
  double size; /* of its type */
} Content;

static gboolean
wants (const WgChartSheet *sheet, WgChartBlocks block)
{
  return (sheet->options->blocks & block) != 0;
}

static void
collect (Content *content, WgChartSheet *sheet)
{
  WgPlan *plan = sheet->stock->plan;
  g_autoptr (GPtrArray) streets = NULL;

  content->sheet = sheet;
  content->size = 7.8 * sheet->unit;
  content->facts = wg_chart_list_facts (sheet, sheet->grid);
  content->units = wg_chart_list_units (plan, sheet->grid);
  if (wants (sheet, WG_CHART_PEOPLE))
    content->staff = wg_chart_make_staff (sheet, sheet->grid);
  if (content->staff != NULL && wg_chart_table_n_rows (content->staff) == 0)
    g_clear_pointer (&content->staff, wg_chart_table_free);
  if (wants (sheet, WG_CHART_ROSTER) && wg_plan_get_children (plan, sheet->grid)->len > 0)
    content->roster = wg_chart_make_roster (sheet, content->units);
  if (wants (sheet, WG_CHART_EXTENTS))
    wg_chart_describe_extents (sheet, sheet->grid, content->sides);
  if (!wants (sheet, WG_CHART_STREETS))
    return;
  streets = wg_chart_list_streets (sheet, sheet->grid);
  g_ptr_array_add (streets, NULL);
  if (streets->len > 1)
    content->streets
      = g_strjoinv (wg_chart_word (sheet, WG_CHART_WORD_AND), (char **) streets->pdata);
}

static void
clear (Content *content)
{
  g_ptr_array_unref (content->facts);
  g_array_unref (content->units);
  wg_chart_table_free (content->staff);
  wg_chart_table_free (content->roster);
  for (guint side = 0; side < 4; side++)
    g_free (content->sides[side]);
  g_free (content->streets);
}

/* Name and parents on the left, the code as a QR symbol on the right. */
static void
add_header (Content *content, WgInkPage *page, const WgChartBox *box)
{
  WgChartSheet *sheet = content->sheet;
  const WgGrid *grid = wg_plan_get_grid (sheet->stock->plan, sheet->grid);
  double u = sheet->unit, qr = 46 * u;
  gboolean has_qr = wants (sheet, WG_CHART_QR)
                    && wg_chart_add_qr (page, &(WgChartBox){ box->x + box->width - qr + 3 * u,
                                                             box->y - 3 * u, qr, qr },
                                        grid->code);
  WgChartBox line = { box->x, box->y, box->width - (has_qr ? qr + 6 * u : 0), 30 * u };
  WgChartBox mark = { box->x, box->y + 6 * u, line.width, 24 * u };
  WgType type = wg_chart_type (sheet, 19, WG_CHART_INK);
  WgType small = wg_chart_type (sheet, 8.5, WG_CHART_SOFT_INK);
  g_autofree char *code = g_strdup_printf (
    "%s  %s　%s", wg_chart_word (sheet, WG_CHART_WORD_CODE), grid->code[0] != '\0' ? grid->code : "—",
    wg_plan_get_level (sheet->stock->plan, grid->depth)->name);
  const char *words = wg_chart_word (sheet, sheet->options->edition == WG_EDITION_INTERNAL
                                              ? WG_CHART_WORD_INTERNAL
                                              : WG_CHART_WORD_PUBLIC);
  double width = 0, height = 0;

  if (sheet->options->has_mark)
    {
      WgType red = wg_chart_type (sheet, 8.5, sheet->options->is_black_and_white ? 0 : 0xb4232a);

      red.is_bold = TRUE;
      red.align = WG_TYPE_CENTER;
      wg_type_measure (words, &red, 0, &width, &height);
      mark.width = width + 9 * u;
      mark.x = line.x + line.width - mark.width;
      mark.height = 14 * u;
      wg_ink_frame (page, &mark, red.rgb, 0.8 * u);
      wg_ink_text (page, &mark, &red, words);
      line.width -= mark.width + 8 * u;
    }
  type.is_bold = TRUE;
  type.max_lines = 1;
  type.spacing = wg_type_spacing (sheet->title, 0.04) * type.size;
  type.size = wg_type_fit (sheet->title, &type, line.width - 2, 10);
  wg_ink_text (page, &line, &type, sheet->title);
  line.y += 29 * u;
  line.height = 13 * u;
  small.max_lines = 1;
  wg_ink_text (page, &line, &small, code);
}

/* Labels and values in a framed list; returns its height. @page: (nullable): only measures. */
static double
add_pairs (Content *content, WgInkPage *page, const WgChartBox *box, char *const *labels,
           char *const *values, guint n)
{
  double u = content->sheet->unit, y = box->y, label = 0, width = 0, height = 0;
  WgType key = { .size = content->size, .rgb = WG_CHART_SOFT_INK };
  WgType text = { .size = content->size, .rgb = WG_CHART_INK };

  for (guint i = 0; i < n; i++)
    {
      wg_type_measure (labels[i], &key, 0, &width, &height);
      label = MAX (label, width + 10 * u);
    }
  for (guint i = 0; i < n; i++)
    {
      WgChartBox head = { box->x, y, label, 0 };
      WgChartBox value = { box->x + label + 5 * u, y, box->width - label - 9 * u, 0 };

      wg_type_measure (values[i], &text, value.width, &width, &height);
      head.height = value.height = height + 4.2 * u;
      if (page != NULL)
        {
          WgChartBox words = { head.x + 5 * u, y, label, head.height };

          wg_ink_fill (page, &head, 0xf6f2f4, 0);
          wg_ink_text (page, &words, &key, labels[i]);
          wg_ink_text (page, &value, &text, values[i]);
          if (i > 0)
            wg_ink_line (page, &(WgChartBox){ box->x, y, box->width, 0 }, WG_CHART_RULE, 0.35 * u, 0);
        }
      y += head.height;
    }
  if (page != NULL)
    {
      wg_ink_line (page, &(WgChartBox){ box->x + label, box->y, 0, y - box->y }, WG_CHART_RULE, 0.35 * u, 0);
      wg_ink_frame (page, &(WgChartBox){ box->x, box->y, box->width, y - box->y },
                    WG_CHART_SOFT_INK, 0.7 * u);
    }
  return y - box->y;
}

static double
add_facts (Content *content, WgInkPage *page, const WgChartBox *box)
{
  guint n = content->facts->len / 2;
  g_autofree char **labels = g_new0 (char *, n + 1);
  g_autofree char **values = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    {
      labels[i] = g_ptr_array_index (content->facts, 2 * i);
      values[i] = g_ptr_array_index (content->facts, 2 * i + 1);
    }
  return add_pairs (content, page, box, labels, values, n);
}

static double
add_extents (Content *content, WgInkPage *page, const WgChartBox *box)
{
  static const WgChartWord words[] = { WG_CHART_WORD_EAST, WG_CHART_WORD_SOUTH, WG_CHART_WORD_WEST,
                                       WG_CHART_WORD_NORTH_SIDE };
  char *labels[5] = { NULL }, *values[5] = { NULL };
  guint n = 0;

  for (guint side = 0; side < 4; side++)
    if (content->sides[side] != NULL && content->sides[side][0] != '\0')
      {
        labels[n] = (char *) wg_chart_word (content->sheet, words[side]);
        values[n++] = content->sides[side];
      }
  if (content->streets != NULL)
    {
      labels[n] = (char *) wg_chart_word (content->sheet, WG_CHART_WORD_STREETS);
      values[n++] = content->streets;
    }
  return add_pairs (content, page, box, labels, values, n);
}

static double
add_titled (Content *content, WgInkPage *page, const WgChartBox *box, WgChartWord word,
            double (*add) (Content *, WgInkPage *, const WgChartBox *))
{
  WgChartBox inner = *box;
  double heading = HEADING * content->sheet->unit;

  if (page != NULL)
    wg_chart_add_heading (content->sheet, page, box, wg_chart_word (content->sheet, word));
  inner.y += heading;
  return heading + add (content, page, &inner);
}

static WgChartPlate *
add_map (Content *content, WgInkPage *page, const WgChartBox *box)
{
  WgChartSheet *sheet = content->sheet;
  double u = sheet->unit;
  WgChartBox north = { box->x + box->width - 32 * u, box->y + 8 * u, 24 * u, 36 * u };
  WgChartPlate *plate = wg_chart_add_plate (sheet, page, box, sheet->grid, MAP_SHARE);

  wg_chart_place_marks (plate, content->units, &north);
  if (wants (sheet, WG_CHART_STREETS))
    wg_chart_place_streets (plate);
  if (wants (sheet, WG_CHART_BUILDINGS))
    wg_chart_place_buildings (plate);
  wg_chart_add_north (sheet, page, &north);
  return plate;
}

/* Tables that had no room on the first page follow on others. */
static void
add_rest (Content *content, WgChartTable *table, guint first)
{
  WgChartSheet *sheet = content->sheet;
  double margin = sheet->margin;

  while (table != NULL && first < wg_chart_table_n_rows (table))
    {
      WgInkPage *page = wg_chart_add_page (sheet);
      WgChartBox box = { margin, margin * 0.8, sheet->width - 2 * margin, HEADER * sheet->unit };

      add_header (content, page, &box);
      box.y += box.height;
      box.height = sheet->height - margin - box.y;
      wg_chart_table_fit (table, box.width, content->size);
      first = wg_chart_table_paint (table, page, &box, first);
      wg_chart_add_foot (sheet, page);
    }
}

/* The strip below the map: what its signs mean, and its scale. */
static double
add_strip (Content *content, WgInkPage *page, const WgChartBox *box, WgChartPlate *plate)
{
  WgChartSheet *sheet = content->sheet;
  double u = sheet->unit, scale = 128 * u, height = 28 * u;
  WgChartBox part = { box->x, box->y, box->width - scale - GAP * u, 0 };

  if (wants (sheet, WG_CHART_LEGEND))
    {
      double legend = wg_chart_add_legend (sheet, page, &part, plate, 3);

      height = MAX (height, legend);
    }
  part.x = box->x + box->width - scale;
  part.width = scale;
  part.y += 3 * u;
  wg_chart_add_scale (sheet, page, &part, plate);
  return height;
}

static gboolean
has_extents (const Content *content)
{
  for (guint side = 0; side < 4; side++)
    if (content->sides[side] != NULL && content->sides[side][0] != '\0')
      return TRUE;
  return content->streets != NULL;
}

/* With its heading; 0: there is none. */
static double
table_height (const Content *content, WgChartTable *table, double width)
{
  if (table == NULL)
    return 0;
  wg_chart_table_fit (table, width, content->size);
  return HEADING * content->sheet->unit
         + wg_chart_table_height (table, 0, wg_chart_table_n_rows (table));
}

/* A table under its heading, as much as there is room for; moves the top of @box below it. Returns the first
 * row left over. */
static guint
add_table (Content *content, WgInkPage *page, WgChartBox *box, WgChartTable *table, WgChartWord word)
{
  WgChartSheet *sheet = content->sheet;
  double heading = HEADING * sheet->unit, height = 0;
  WgChartBox inner = *box;
  guint n = 0;

  wg_chart_table_fit (table, box->width, content->size);
  /* A heading with a single row of many below it is no use. */
  if (heading + wg_chart_table_height (table, 0, MIN (wg_chart_table_n_rows (table), 2)) > box->height)
    return 0;
  wg_chart_add_heading (sheet, page, box, wg_chart_word (sheet, word));
  inner.y += heading;
  inner.height -= heading;
  n = wg_chart_table_paint (table, page, &inner, 0);
  height = heading + wg_chart_table_height (table, 0, n) + GAP * sheet->unit;
  box->y += height;
  box->height -= height;
  return n;
}

/* How the blocks below an upright sheet's map lie. */
typedef struct
{
  double facts;          /* height */
  double right;          /* of what stands beside the facts; 0: nothing, they have all the width */
  double extents;
  double roster;         /* of what stands below all; 0: nothing */
  gboolean has_roster_beside;
} Below;

static Below
measure_below (Content *content, const WgChartBox *body)
{
  double gap = GAP * content->sheet->unit, half = (body->width - gap) / 2;
  double staff = table_height (content, content->staff, half), roster = 0;
  WgChartBox part = { body->x, 0, half, 0 };
  Below below = { .facts = add_titled (content, NULL, &part, WG_CHART_WORD_FACTS, add_facts) };

  if (content->roster != NULL)
    {
      double beside = staff + (staff > 0 ? gap : 0) + table_height (content, content->roster, half);

      below.has_roster_beside = beside <= below.facts * MOST_BESIDE
                                && wg_chart_table_fit (content->roster, half, content->size);
      if (below.has_roster_beside)
        staff = beside;
      else
        roster = table_height (content, content->roster, body->width);
    }
  below.right = staff;
  part.width = body->width;
  below.extents = has_extents (content)
                    ? add_titled (content, NULL, &part, WG_CHART_WORD_EXTENTS, add_extents) + gap
                    : 0;
  /* A table too long for this sheet takes what is left over. */
  below.roster = roster > 0 && roster <= body->height * MOST_ROSTER ? roster + gap : 0;
  return below;
}

/* The height of the legend before the map says what it has: as many rows as it may have. */
static double
guess_legend (const Content *content, guint n_columns)
{
  const WgChartSheet *sheet = content->sheet;
  guint n = 5 + wg_plan_get_n_levels (sheet->stock->plan) + (sheet->stock->linework->len > 0 ? 3 : 0);

  return wants (sheet, WG_CHART_LEGEND)
           ? (HEADING + 12.5 * ((n + n_columns - 1) / n_columns)) * sheet->unit
           : 0;
}

/* What stands beside the map of a wide sheet. */
static double
measure_column (Content *content, double width)
{
  double gap = GAP * content->sheet->unit;
  double staff = table_height (content, content->staff, width);
  double roster = table_height (content, content->roster, width), legend = guess_legend (content, 2);
  WgChartBox part = { 0, 0, width, 0 };
  double height = add_titled (content, NULL, &part, WG_CHART_WORD_FACTS, add_facts) + gap
                  + 28 * content->sheet->unit;

  if (has_extents (content))
    height += add_titled (content, NULL, &part, WG_CHART_WORD_EXTENTS, add_extents) + gap;
  return height + (legend > 0 ? legend + gap : 0) + (staff > 0 ? staff + gap : 0)
         + (roster > 0 ? roster + gap : 0);
}

static void
make_portrait (Content *content, WgInkPage *page, const WgChartBox *body)
{
  WgChartSheet *sheet = content->sheet;
  double u = sheet->unit, gap = GAP * u, half = (body->width - gap) / 2, end = body->y + body->height;
  Below below = measure_below (content, body);
  double lower = MAX (below.facts, below.right);
  double strip = MAX (guess_legend (content, 3), 28 * u) + 1.6 * gap;
  WgChartBox part = *body, map = *body, right;
  WgChartPlate *plate = NULL;
  guint rest_staff = 0, rest_units = 0;

  map.height = CLAMP (body->height - lower - below.extents - below.roster - gap - strip,
                      body->height * LEAST_MAP, body->height * MOST_MAP);
  plate = add_map (content, page, &map);
  part.y = map.y + map.height + gap * 0.8;
  part.y += add_strip (content, page, &part, plate) + gap * 0.8;
  right = (WgChartBox){ body->x + half + gap, part.y, half,
                        MAX (end - part.y - below.extents - gap, 60 * u) };
  lower = MIN (lower, right.height);
  part.width = below.right > 0 ? half : body->width;
  add_titled (content, page, &part, WG_CHART_WORD_FACTS, add_facts);
  if (content->staff != NULL)
    rest_staff = add_table (content, page, &right, content->staff, WG_CHART_WORD_STAFF);
  if (below.has_roster_beside)
    rest_units = add_table (content, page, &right, content->roster, WG_CHART_WORD_ROSTER);
  part.y += MAX (lower, below.facts) + gap;
  part.width = body->width;
  if (below.extents > 0)
    part.y += add_titled (content, page, &part, WG_CHART_WORD_EXTENTS, add_extents) + gap;
  part.height = end - part.y;
  if (content->roster != NULL && !below.has_roster_beside)
    rest_units = add_table (content, page, &part, content->roster, WG_CHART_WORD_ROSTER);
  wg_chart_add_foot (sheet, page);
  if (content->staff != NULL)
    add_rest (content, content->staff, rest_staff);
  add_rest (content, content->roster, rest_units);
}

static void
make_landscape (Content *content, WgInkPage *page, const WgChartBox *body)
{
  WgChartSheet *sheet = content->sheet;
  double u = sheet->unit, gap = GAP * u, side = body->width * 0.34;
  WgChartBox map = *body, part = *body;
  WgChartPlate *plate = NULL;
  guint rest_staff = 0, rest_units = 0;

  map.width -= side + gap;
  part.x += map.width + gap;
  part.width = side;
  /* Rather a little smaller type than a page with a row or two. */
  while (content->size > LEAST_SIZE * u && measure_column (content, side) > body->height)
    content->size -= 0.2 * u;
  plate = add_map (content, page, &map);
  part.y += add_titled (content, page, &part, WG_CHART_WORD_FACTS, add_facts) + gap;
  if (has_extents (content))
    part.y += add_titled (content, page, &part, WG_CHART_WORD_EXTENTS, add_extents) + gap;
  if (wants (sheet, WG_CHART_LEGEND))
    part.y += wg_chart_add_legend (sheet, page, &part, plate, 2) + gap;
  part.y += wg_chart_add_scale (sheet, page, &part, plate) + gap;
  part.height = body->y + body->height - part.y;
  if (content->staff != NULL)
    rest_staff = add_table (content, page, &part, content->staff, WG_CHART_WORD_STAFF);
  if (content->roster != NULL)
    rest_units = add_table (content, page, &part, content->roster, WG_CHART_WORD_ROSTER);
  wg_chart_add_foot (sheet, page);
  if (content->staff != NULL)
    add_rest (content, content->staff, rest_staff);
  add_rest (content, content->roster, rest_units);
}

void
wg_chart_make_grid_sheet (WgChartSheet *sheet)
{
  double margin = sheet->margin;
  WgInkPage *page = wg_chart_add_page (sheet);
  WgChartBox header = { margin, margin * 0.8, sheet->width - 2 * margin, HEADER * sheet->unit };
  WgChartBox body = { margin, header.y + header.height, header.width, 0 };
  Content content = { 0 };

  body.height = sheet->height - margin - body.y;
  collect (&content, sheet);
  add_header (&content, page, &header);
  if (sheet->width > sheet->height)
    make_landscape (&content, page, &body);
  else
    make_portrait (&content, page, &body);
  clear (&content);
}
