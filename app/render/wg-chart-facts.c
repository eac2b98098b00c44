/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-page.h"

#include <string.h>

static gboolean
has_people (const WgChartSheet *sheet, const GArray *units)
{
  for (guint i = 0; i < units->len; i++)
    if (wg_chart_leader (sheet, g_array_index (units, guint32, i)) != NULL)
      return TRUE;
  return FALSE;
}

static char *
leader_note (const WgChartPerson *leader)
{
  return leader->note != NULL ? g_strdup_printf ("%s（%s）", leader->name, leader->note)
                              : g_strdup (leader->name);
}

static void
add_leader_cells (WgChartSheet *sheet, WgChartTable *table, guint32 unit)
{
  const WgChartPerson *leader = wg_chart_leader (sheet, unit);
  g_autofree char *phone = leader != NULL ? wg_chart_phone (sheet, leader->phone) : NULL;
  g_autofree char *name = NULL;

  if (leader != NULL)
    name = sheet->options->edition == WG_EDITION_INTERNAL ? leader_note (leader)
                                                          : g_strdup (leader->name);
  wg_chart_table_add_text (table, leader != NULL ? name
                                                 : wg_chart_word (sheet, WG_CHART_WORD_VACANT));
  wg_chart_table_add_text (table, leader == NULL ? "" : phone[0] != '\0' ? phone : "—");
}

/* What the grid is called where its parent is named in the title. */
static const char *
short_name (WgPlan *plan, guint32 unit, guint32 subject)
{
  const char *name = wg_chart_name (plan, unit), *parent = wg_chart_name (plan, subject);

  return parent[0] != '\0' && g_str_has_prefix (name, parent) && name[strlen (parent)] != '\0'
           ? name + strlen (parent)
           : name;
}

WgChartTable *
wg_chart_make_roster (WgChartSheet *sheet, const GArray *units)
{
  WgChartTable *table = wg_chart_table_new ();
  WgPlan *plan = sheet->stock->plan;
  const WgChartWording *wording = sheet->stock->wording;
  gboolean has_leaders = has_people (sheet, units) && (sheet->options->blocks & WG_CHART_PEOPLE) != 0;
  gboolean has_counts = sheet->stock->has_counts && (sheet->options->blocks & WG_CHART_COUNTS) != 0;

  wg_chart_table_add_column (table, wg_chart_word (sheet, WG_CHART_WORD_NO), WG_TYPE_CENTER);
  wg_chart_table_add_column (table, wg_chart_word (sheet, WG_CHART_WORD_NAME), WG_TYPE_LEFT);
  if (has_counts)
    {
      wg_chart_table_add_column (table, wg_chart_word (sheet, WG_CHART_WORD_HOUSEHOLDS), WG_TYPE_RIGHT);
      wg_chart_table_add_column (table, wg_chart_word (sheet, WG_CHART_WORD_PEOPLE), WG_TYPE_RIGHT);
    }
  else
    wg_chart_table_add_column (table, wg_chart_word (sheet, WG_CHART_WORD_AREA_KM2), WG_TYPE_RIGHT);
  if (has_leaders)
    {
      wg_chart_table_add_column (table, wg_chart_word (sheet, WG_CHART_WORD_LEADER), WG_TYPE_CENTER);
      wg_chart_table_add_column (table, wg_chart_word (sheet, WG_CHART_WORD_PHONE), WG_TYPE_CENTER);
    }
  for (guint i = 0; i < units->len; i++)
    {
      guint32 unit = g_array_index (units, guint32, i);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      g_autofree char *first = NULL, *second = NULL;
      WgTally tally = { 0 };

      wg_plan_get_tally (plan, unit, &tally);
      first = has_counts ? wording->count (&tally, &tally.households)
                         : g_strdup_printf ("%.3f", wg_tally_area_m2 (&tally) * 1e-6);
      second = has_counts ? wording->count (&tally, &tally.people) : NULL;
      wg_chart_table_begin_row (table, wg_chart_color (sheet, unit));
      wg_chart_table_add_text (table, number);
      wg_chart_table_add_text (table, short_name (plan, unit, sheet->grid));
      wg_chart_table_add_text (table, first);
      if (has_counts)
        wg_chart_table_add_text (table, second);
      if (has_leaders)
        add_leader_cells (sheet, table, unit);
    }
  return table;
}

WgChartTable *
wg_chart_make_staff (WgChartSheet *sheet, guint32 grid)
{
  gboolean is_internal = sheet->options->edition == WG_EDITION_INTERNAL;
  WgChartTable *table = wg_chart_table_new ();
  guint n = 0;
  const WgChartPerson *people = wg_chart_stock_find_people (sheet->stock, grid, &n);

  wg_chart_table_add_column (table, wg_chart_word (sheet, WG_CHART_WORD_ROLE), WG_TYPE_LEFT);
  wg_chart_table_add_column (table, wg_chart_word (sheet, WG_CHART_WORD_PERSON), WG_TYPE_LEFT);
  wg_chart_table_add_column (table, wg_chart_word (sheet, WG_CHART_WORD_PHONE), WG_TYPE_CENTER);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *phone = wg_chart_phone (sheet, people[i].phone);
      g_autofree char *name = is_internal ? leader_note (&people[i]) : g_strdup (people[i].name);

      if (!is_internal && !people[i].is_leader)
        continue;
      wg_chart_table_begin_row (table, 0xffffff);
      wg_chart_table_add_text (table, people[i].role);
      wg_chart_table_add_text (table, name);
      wg_chart_table_add_text (table, phone[0] != '\0' ? phone : "—");
    }
  return table;
}

static void
add_fact (WgChartSheet *sheet, GPtrArray *facts, WgChartWord word, char *value)
{
  g_ptr_array_add (facts, g_strdup (wg_chart_word (sheet, word)));
  g_ptr_array_add (facts, value);
}

static void
add_counts (WgChartSheet *sheet, GPtrArray *facts, guint32 grid)
{
  const WgChartWording *wording = sheet->stock->wording;
  WgTally tally = { 0 };

  wg_plan_get_tally (sheet->stock->plan, grid, &tally);
  add_fact (sheet, facts, WG_CHART_WORD_HOUSEHOLDS, wording->count (&tally, &tally.households));
  add_fact (sheet, facts, WG_CHART_WORD_PEOPLE, wording->count (&tally, &tally.people));
  add_fact (sheet, facts, WG_CHART_WORD_BUILDINGS,
            tally.is_counted ? wording->number (tally.n_buildings) : g_strdup ("—"));
}

GPtrArray *
wg_chart_list_facts (WgChartSheet *sheet, guint32 id)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func (g_free);
  WgPlan *plan = sheet->stock->plan;
  const WgChartWording *wording = sheet->stock->wording;
  const WgGrid *grid = wg_plan_get_grid (plan, id);
  guint n_children = wg_plan_get_children (plan, id)->len;
  g_autoptr (WgShape) shape = wg_shape_new ();
  double area = 0, perimeter = 0;

  if (grid->code[0] != '\0')
    add_fact (sheet, facts, WG_CHART_WORD_CODE, g_strdup (grid->code));
  if (grid->parent != 0)
    add_fact (sheet, facts, WG_CHART_WORD_BELONGS_TO, wg_chart_full_name (plan, grid->parent));
  if (grid->property_type != WG_PROPERTY_UNKNOWN && wording->property (grid->property_type) != NULL)
    add_fact (sheet, facts, WG_CHART_WORD_KIND, g_strdup (wording->property (grid->property_type)));
  if (n_children > 0)
    {
      const WgLevel *level = wg_plan_get_level (plan, wg_chart_child_depth (plan, id));
      g_autofree char *number = wording->number (n_children);

      add_fact (sheet, facts, WG_CHART_WORD_DIVIDED_INTO,
                g_strdup_printf ("%s %s", number, level->name));
    }
  wg_plan_get_shape (plan, id, shape);
  if (wg_plan_get_frame (plan) != NULL)
    wg_frame_geodesic (wg_plan_get_frame (plan), shape, &area, &perimeter);
  else
    area = wg_shape_area_m2 (shape);
  add_fact (sheet, facts, WG_CHART_WORD_AREA, wording->area (area));
  if (perimeter > 0)
    add_fact (sheet, facts, WG_CHART_WORD_PERIMETER, wording->length (perimeter));
  if ((sheet->options->blocks & WG_CHART_COUNTS) != 0 && sheet->stock->has_counts)
    add_counts (sheet, facts, id);
  return facts;
}
