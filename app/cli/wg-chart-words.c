/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart-words"

#include "wg-chart-words.h"

#include "wg-words.h"

#include <glib/gi18n.h>

struct _WgChartText
{
  WgChartWords words;
  GPtrArray *owned;   /* every string made for this chart */
  GPtrArray *facts;   /* label, value, ..., NULL */
  GPtrArray *borders; /* names of levels, NULL */
};

static const char *
keep (WgChartText *text, char *string)
{
  g_ptr_array_add (text->owned, string);
  return string;
}

static void
add_fact (WgChartText *text, const char *label, char *value)
{
  g_ptr_array_add (text->facts, (gpointer) label);
  g_ptr_array_add (text->facts, (gpointer) keep (text, value));
}

/* "北山街道 第一网格"; a parent's name that the grid's own begins with is not said twice. */
static char *
full_name (WgPlan *plan, const WgGrid *grid)
{
  const WgGrid *parent = wg_plan_get_grid (plan, grid->parent);
  const char *name = grid->name[0] != '\0' ? grid->name : grid->code;

  if (parent == NULL || parent->name[0] == '\0' || g_str_has_prefix (name, parent->name))
    return g_strdup (name);
  return g_strdup_printf ("%s %s", parent->name, name);
}

static void
add_facts (WgChartText *text, WgPlan *plan, const WgGrid *grid)
{
  const WgLevel *level = wg_plan_get_level (plan, grid->depth);
  const WgGrid *parent = wg_plan_get_grid (plan, grid->parent);
  const GArray *children = wg_plan_get_children (plan, grid->id);
  g_autoptr (WgShape) shape = wg_shape_new ();
  double area = 0, perimeter = 0;

  wg_plan_get_shape (plan, grid->id, shape);
  wg_frame_geodesic (wg_plan_get_frame (plan), shape, &area, &perimeter);

  add_fact (text, _ ("Code"), g_strdup (grid->code[0] != '\0' ? grid->code : "—"));
  add_fact (text, _ ("Name"), g_strdup (grid->name[0] != '\0' ? grid->name : "—"));
  add_fact (text, _ ("Level"), g_strdup (level->name));
  if (parent != NULL)
    add_fact (text, _ ("Belongs to"), g_strdup (parent->name[0] != '\0' ? parent->name : parent->code));
  if (children->len > 0)
    add_fact (text, _ ("Divided into"), g_strdup_printf ("%u", children->len));
  add_fact (text, _ ("Area"), wg_words_area (area));
  add_fact (text, _ ("Perimeter"), wg_words_length (perimeter));
  g_ptr_array_add (text->facts, NULL);
}

/**
 * wg_chart_text_new:
 * @plan: with a frame; only read
 * @grid: a grid of it
 *
 * Returns: (transfer full): the words of its chart, dated today
 */
WgChartText *
wg_chart_text_new (WgPlan *plan, guint32 grid_id)
{
  WgChartText *text = g_new0 (WgChartText, 1);
  const WgGrid *grid = wg_plan_get_grid (plan, grid_id);
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();
  g_autofree char *date = NULL;
  g_autofree char *crs = NULL;
  g_autofree char *name = full_name (plan, grid);

  text->owned = g_ptr_array_new_with_free_func (g_free);
  text->facts = g_ptr_array_new ();
  text->borders = g_ptr_array_new ();
  add_facts (text, plan, grid);
  for (guint depth = 1; depth <= wg_plan_get_n_levels (plan); depth++)
    g_ptr_array_add (text->borders,
                     (gpointer) keep (text, g_strdup_printf (_ ("Border of %s"),
                                                             wg_plan_get_level (plan, depth)->name)));
  g_ptr_array_add (text->borders, NULL);

  /* Translators: a full date on a printed chart, for strftime */
  date = g_date_time_format (today, _ ("%B %-d, %Y"));
  /* "大清社区网格网格图" would say the word twice. */
  if (g_str_has_suffix (name, "网格"))
    text->words.title = keep (text, g_strdup_printf (C_ ("title", "Chart of %s"), name));
  else
    text->words.title = keep (text, g_strdup_printf (_ ("Grid Chart of %s"), name));
  text->words.facts = (const char *const *) text->facts->pdata;
  text->words.legend = _ ("Legend");
  text->words.this_grid = _ ("This grid");
  text->words.neighbour = _ ("Neighbouring grids");
  text->words.no_owner = _ ("Land of no grid");
  text->words.borders = (const char *const *) text->borders->pdata;
  text->words.scale = _ ("Scale");
  text->words.north = C_ ("compass", "N");
  crs = wg_words_crs (wg_frame_get_crs (wg_plan_get_frame (plan)));
  text->words.foot = keep (text, g_strdup_printf (_ ("Made on %s · %s"), date, crs));
  return text;
}

void
wg_chart_text_free (WgChartText *text)
{
  if (text == NULL)
    return;
  g_ptr_array_unref (text->owned);
  g_ptr_array_unref (text->facts);
  g_ptr_array_unref (text->borders);
  g_free (text);
}

/** The words, owned by @text. */
const WgChartWords *
wg_chart_text_get_words (const WgChartText *text)
{
  return &text->words;
}
