/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-words"

#include "wg-clash-words.h"

#include <glib/gi18n.h>

guint
wg_clashes_count (const GPtrArray *clashes)
{
  guint n = 0;

  for (guint i = 0; i < clashes->len; i++)
    n += ((const WgCodeClash *) g_ptr_array_index (clashes, i))->former != 0;
  return n;
}

char *
wg_words_clashes (const GPtrArray *clashes, const char *scheme)
{
  guint n = wg_clashes_count (clashes);

  /* Translators: the number of grids and the name of a scheme */
  return g_strdup_printf (g_dngettext (NULL,
                                       "%u grid of “%s” has a code that the scheme in force gave to another grid.",
                                       "%u grids of “%s” have codes that the scheme in force gave to other grids.",
                                       n),
                          n, scheme);
}

char *
wg_words_clash_holder (const WgCodeClash *clash, WgPlan *former)
{
  const WgGrid *grid = clash->former != 0 ? wg_plan_get_grid (former, clash->former) : NULL;

  if (grid == NULL)
    return g_strdup ("");
  /* Translators: the name of a grid that is there no more */
  return grid->is_retired ? g_strdup_printf (_("%s (retired)"), grid->name) : g_strdup (grid->name);
}

WgSheet *
wg_clash_sheet (const GPtrArray *clashes, WgPlan *plan, WgPlan *former)
{
  WgSheet *sheet = wg_sheet_new (_("Codes"));
  const char *const headings[]
    = { _("Level"), _("Code"), _("Name"), _("In force, this code is of"), _("New code") };

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    wg_sheet_add_column (sheet, headings[i], -1);
  for (guint i = 0; i < clashes->len; i++)
    {
      const WgCodeClash *clash = g_ptr_array_index (clashes, i);
      const WgGrid *grid = wg_plan_get_grid (plan, clash->grid);
      g_autofree char *holder = wg_words_clash_holder (clash, former);

      wg_sheet_begin_row (sheet);
      wg_sheet_add_text (sheet, wg_plan_get_level (plan, grid->depth)->name);
      wg_sheet_add_text (sheet, clash->code);
      wg_sheet_add_text (sheet, grid->name);
      wg_sheet_add_text (sheet, clash->former != 0 ? holder : _("follows the grid above it"));
      wg_sheet_add_text (sheet, clash->new_code != NULL ? clash->new_code : "");
    }
  return sheet;
}

void
wg_clashes_write_json (WgJson *json, const GPtrArray *clashes, WgPlan *plan, WgPlan *former)
{
  wg_json_begin_array (json, "clashes");
  for (guint i = 0; i < clashes->len; i++)
    {
      const WgCodeClash *clash = g_ptr_array_index (clashes, i);
      const WgGrid *grid = wg_plan_get_grid (plan, clash->grid);
      const WgGrid *holder = clash->former != 0 ? wg_plan_get_grid (former, clash->former) : NULL;

      wg_json_begin_object (json, NULL);
      wg_json_string (json, "level", wg_plan_get_level (plan, grid->depth)->name);
      wg_json_string (json, "code", clash->code);
      wg_json_string (json, "name", grid->name);
      wg_json_boolean (json, "follows", holder == NULL);
      wg_json_string (json, "in_force", holder != NULL ? holder->name : NULL);
      wg_json_boolean (json, "in_force_retired", holder != NULL && holder->is_retired);
      wg_json_string (json, "new_code", clash->new_code);
      wg_json_end_object (json);
    }
  wg_json_end_array (json);
}
