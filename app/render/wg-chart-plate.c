/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-page.h"

#include "wg-linework-look.h"
#include "wg-paper-private.h"

#include <math.h>

#define BUILDING_CLASS 8

/* What the look's function is asked with. */
typedef struct
{
  const WgChartPlate *plate;
  WgPlan *plan;
  const guint8 *fills;
  gboolean is_single; /* the subject is one grid: itself it has a colour */
} Land;

guint
wg_chart_child_depth (WgPlan *plan, guint32 grid)
{
  const GArray *children = wg_plan_get_children (plan, grid);
  guint least = 0;

  for (guint i = 0; i < children->len; i++)
    {
      const WgGrid *child = wg_plan_get_grid (plan, g_array_index (children, guint32, i));

      if (least == 0 || child->depth < least)
        least = child->depth;
    }
  return least;
}

GArray *
wg_chart_list_units (WgPlan *plan, guint32 subject)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (guint32));
  const GArray *children = wg_plan_get_children (plan, subject);
  guint depth = wg_chart_child_depth (plan, subject);

  for (guint i = 0; i < children->len; i++)
    {
      guint32 id = g_array_index (children, guint32, i);

      if (wg_plan_get_grid (plan, id)->depth == depth)
        g_array_append_val (units, id);
    }
  if (units->len == 0 && subject != 0)
    g_array_append_val (units, subject);
  return units;
}

/* What the land of @owner counts to. */
static void
describe_land (guint32 owner, WgPaperLand *land, gpointer user_data)
{
  const Land *at = user_data;
  const WgChartPlate *plate = at->plate;
  guint32 unit = 0;

  *land = (WgPaperLand){ 0, WG_CHART_FILL_NOBODY, FALSE };
  if (owner == 0)
    return;
  if (plate->subject != 0
      && wg_plan_get_ancestor (at->plan, owner, plate->subject_depth) != plate->subject)
    {
      unit = wg_plan_get_ancestor (at->plan, owner, plate->subject_depth);
      *land = (WgPaperLand){ unit != 0 ? unit : owner, WG_CHART_FILL_NEIGHBOUR, FALSE };
      return;
    }
  unit = wg_plan_get_ancestor (at->plan, owner, plate->unit_depth);
  if (unit == 0)
    *land = (WgPaperLand){ plate->subject != 0 ? plate->subject : owner, WG_CHART_FILL_UNDIVIDED,
                           TRUE };
  else
    *land = (WgPaperLand){ unit, WG_CHART_FILL_FIRST + at->fills[unit], TRUE };
}

static double
round_denominator (double needed)
{
  static const double steps[]
    = { 1, 1.2, 1.5, 1.8, 2, 2.2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9, 10 };
  double decade = pow (10, floor (log10 (MAX (needed, 1))));

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * decade >= needed * (1 - 1e-9))
      return steps[i] * decade;
  return 10 * decade;
}

static WgEnvelope
subject_envelope (WgPlan *plan, guint32 subject)
{
  return subject != 0 ? wg_plan_get_extent (plan, subject)
                      : wg_coverage_envelope (wg_plan_get_coverage (plan));
}

/* Ground millimetres on a point of paper at 1 : 1. */
static void
fit_scale (WgChartPlate *plate, const WgEnvelope *envelope, double share, double wanted)
{
  double width = MAX ((double) envelope->max_x - envelope->min_x, 1000.0);
  double height = MAX ((double) envelope->max_y - envelope->min_y, 1000.0);
  double needed = MAX (width / (plate->box.width * (1 - 2 * share)),
                       height / (plate->box.height * (1 - 2 * share)))
                  * WG_POINTS_PER_MM;

  plate->denominator = wanted > 0 ? wanted : round_denominator (needed);
  plate->viewport = (WgViewport){
    ((double) envelope->min_x + envelope->max_x) / 2, ((double) envelope->min_y + envelope->max_y) / 2,
    WG_POINTS_PER_MM / plate->denominator, plate->box.width, plate->box.height
  };
}

static gboolean
has_point (const WgEnvelope *window, WgPoint p)
{
  return p.x >= window->min_x && p.x <= window->max_x && p.y >= window->min_y
         && p.y <= window->max_y;
}

static gboolean
is_in_sight (const WgChartPlate *plate, const WgLine *line)
{
  WgEnvelope window = wg_viewport_envelope (&plate->viewport);

  for (guint i = 0; i < line->n_points; i++)
    if (has_point (&window, line->points[i]))
      return TRUE;
  return FALSE;
}

/* Which classes of reference lines the map shows at its scale. */
static void
find_classes (WgChartPlate *plate)
{
  const WgGround *ground = plate->sheet->stock->ground;
  WgEnvelope window = wg_viewport_envelope (&plate->viewport);
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint layer = 0; layer < ground->layers->len; layer++)
    {
      WgLinework *linework = g_ptr_array_index (ground->layers, layer);
      WgLineworkStep steps[WG_LINEWORK_MAX_STEPS];
      guint n_steps = wg_linework_steps (plate->viewport.scale, wg_linework_is_mixed (linework),
                                         wg_style_print (), steps);
      guint shown = 0;

      for (guint i = 0; i < n_steps; i++)
        shown |= 1u << steps[i].class;
      g_array_set_size (items, 0);
      wg_paper_index_find (&ground->lines[layer], &window, items);
      for (guint i = 0; i < items->len; i++)
        {
          const WgLineworkItem *item = &g_array_index (linework->items, WgLineworkItem,
                                                       g_array_index (items, guint32, i));

          if ((shown & 1u << item->class) != 0 && !plate->has_class[item->class]
              && is_in_sight (plate, item->line))
            plate->has_class[item->class] = TRUE;
        }
    }
}

static void
find_buildings (WgChartPlate *plate)
{
  const WgChartStock *stock = plate->sheet->stock;
  WgBuildingSet *set = wg_plan_get_buildings (stock->plan);
  WgEnvelope window = wg_viewport_envelope (&plate->viewport);
  g_autoptr (GArray) indexes = g_array_new (FALSE, FALSE, sizeof (guint32));

  /* Smaller than that, footprints are dirt. */
  if (set == NULL || plate->denominator > 12000
      || (plate->sheet->options->blocks & WG_CHART_BUILDINGS) == 0)
    return;
  wg_ground_find_buildings (stock->ground, &window, indexes);
  for (guint i = 0; i < indexes->len && !plate->has_buildings; i++)
    plate->has_buildings
      = wg_building_set_has_footprint (set, g_array_index (indexes, guint32, i))
        && has_point (&window,
                      wg_building_set_get (set, g_array_index (indexes, guint32, i))->point);
}

static void
paint_plate (cairo_t *cr, const WgChartBox *box, gconstpointer data)
{
  const WgChartPlate *plate = data;
  gboolean is_grey = plate->sheet->options->is_black_and_white;
  double unit = MAX (plate->sheet->unit, 0.9);
  WgPaperStroke edge = { is_grey ? 0x7d7d7d : 0xa3988c, 0.3 * unit, 0 };

  cairo_save (cr);
  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  cairo_clip (cr);
  cairo_translate (cr, box->x, box->y);
  wg_chart_set_color (cr, 0xffffff);
  cairo_paint (cr);
  wg_paper_map_paint_fills (plate->map, cr);
  if (!plate->is_inset)
    {
      wg_paper_map_paint_layers (plate->map, is_grey ? 0.6 : 0.9, cr);
      if (plate->has_buildings)
        wg_paper_map_paint_buildings (plate->map, is_grey ? 0xe4e4e4 : 0xe3dace, &edge, cr);
    }
  wg_paper_map_paint_borders (plate->map, cr);
  cairo_restore (cr);
  wg_chart_paint_marks (cr, plate);
  /* Over the map's edge: the neat line, a thin and a thick one as on maps of the survey. */
  wg_chart_set_color (cr, WG_CHART_INK);
  cairo_set_line_width (cr, (plate->is_inset ? 0.5 : 0.9) * unit);
  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  cairo_stroke (cr);
}

static void
clear_mark (gpointer data)
{
  g_free (((WgChartMark *) data)->text);
}

static WgChartPlate *
plate_new (WgChartSheet *sheet, const WgChartBox *box, guint32 subject)
{
  const WgGrid *grid = wg_plan_get_grid (sheet->stock->plan, subject);
  WgChartPlate *plate = g_new0 (WgChartPlate, 1);

  plate->sheet = sheet;
  plate->box = *box;
  plate->subject = subject;
  plate->subject_depth = grid != NULL ? grid->depth : 0;
  plate->unit_depth = wg_chart_child_depth (sheet->stock->plan, subject);
  if (plate->unit_depth == 0)
    plate->unit_depth = plate->subject_depth;
  plate->marks = g_array_new (FALSE, FALSE, sizeof (WgChartMark));
  g_array_set_clear_func (plate->marks, clear_mark);
  plate->size = plate->mark_size = 7 * sheet->unit;
  return plate;
}

static void
draw_plate (WgChartPlate *plate, WgInkPage *page)
{
  WgChartSheet *sheet = plate->sheet;
  WgPaperLook look = { 0 };
  Land land = { plate, sheet->stock->plan, sheet->stock->fills, FALSE };

  wg_chart_look (sheet, plate, &look);
  look.land = describe_land;
  look.user_data = &land;
  plate->map = wg_paper_map_new (sheet->stock->ground, &plate->viewport, &look);
  g_ptr_array_add (sheet->plates, plate);
  wg_ink_custom (page, &plate->box, paint_plate, plate, NULL);
}

WgChartPlate *
wg_chart_add_plate (WgChartSheet *sheet, WgInkPage *page, const WgChartBox *box, guint32 subject,
                    double share)
{
  WgChartPlate *plate = plate_new (sheet, box, subject);
  WgEnvelope envelope = subject_envelope (sheet->stock->plan, subject);

  fit_scale (plate, &envelope, share, sheet->options->scale);
  find_classes (plate);
  find_buildings (plate);
  draw_plate (plate, page);
  return plate;
}

WgChartPlate *
wg_chart_add_inset (WgChartSheet *sheet, WgInkPage *page, const WgChartBox *box, guint32 around,
                    guint32 subject)
{
  WgChartPlate *plate = plate_new (sheet, box, subject);
  WgEnvelope envelope = subject_envelope (sheet->stock->plan, around);

  plate->is_inset = TRUE;
  plate->unit_depth = plate->subject_depth;
  fit_scale (plate, &envelope, 0.04, 0);
  draw_plate (plate, page);
  return plate;
}

void
wg_chart_plate_free (WgChartPlate *plate)
{
  g_array_unref (plate->marks);
  g_clear_pointer (&plate->map, wg_paper_map_free);
  g_free (plate);
}
