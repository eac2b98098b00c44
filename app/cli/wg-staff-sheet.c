/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-staff-sheet.h"

#include "wg-words-staff.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
is_wanted (WgPlan *plan, const WgGrid *grid, const WgStaffSheetOptions *options)
{
  const WgGrid *parent = wg_plan_get_grid (plan, options->parent);

  if (grid == NULL || grid->is_retired || (options->depth != 0 && grid->depth != options->depth))
    return FALSE;
  return parent == NULL || wg_plan_get_ancestor (plan, grid->id, parent->depth) == parent->id;
}

static int
compare_codes (gconstpointer a, gconstpointer b, gpointer data)
{
  const WgGrid *one = wg_plan_get_grid (data, *(const guint32 *) a);
  const WgGrid *other = wg_plan_get_grid (data, *(const guint32 *) b);
  int order = strcmp (one->code, other->code);

  return order != 0 ? order : (one->id > other->id) - (one->id < other->id);
}

static void
add_phone (WgSheet *sheet, const char *phone, const WgStaffSheetOptions *options)
{
  g_autofree char *masked = options->is_masked ? wg_phone_mask (phone) : NULL;

  wg_sheet_add_text (sheet, masked != NULL ? masked : phone);
}

static void
add_day (WgSheet *sheet, WgDay day)
{
  g_autofree char *text = wg_day_to_text (day);

  wg_sheet_add_text (sheet, text != NULL ? text : "");
}

static void
add_grid (WgSheet *sheet, WgPlan *plan, const WgGrid *grid)
{
  const WgGrid *parent = wg_plan_get_grid (plan, grid->parent);

  wg_sheet_begin_row (sheet);
  wg_sheet_add_text (sheet, grid->code);
  wg_sheet_add_text (sheet, grid->name);
  wg_sheet_add_text (sheet, parent != NULL ? parent->name : "");
}

static void
add_member (WgSheet *sheet, const WgStaffMember *member, const WgStaffSheetOptions *options)
{
  g_autofree char *role = wg_words_assignment (member->assignment);

  wg_sheet_add_text (sheet, role);
  wg_sheet_add_text (sheet, member->person->name);
  add_phone (sheet, member->person->phone, options);
  if (options->edition == WG_EDITION_PUBLIC)
    return;
  wg_sheet_add_text (sheet, member->person->employer);
  wg_sheet_add_text (sheet, wg_words_post_type ((WgPostType) member->person->post_type));
  wg_sheet_add_text (sheet, member->assignment->part);
  add_day (sheet, member->assignment->from);
  add_day (sheet, member->assignment->to);
  wg_sheet_add_text (sheet, member->leave == NULL      ? ""
                            : member->acting != NULL ? member->acting->name
                                                     : _("nobody"));
}

static void
add_columns (WgSheet *sheet, WgStaffEdition edition)
{
  const char *const headings[]
    = { _("Code"), _("Grid"), _("Unit above"), _("Role"), _("Full name"), _("Work phone"), _("Employer"), _("Post"),
        _("Part of the grid"), _("From"), _("Until"), _("Acts while away") };
  guint n = edition == WG_EDITION_PUBLIC ? 6 : G_N_ELEMENTS (headings);

  for (guint i = 0; i < n; i++)
    wg_sheet_add_column (sheet, headings[i], -1);
}

WgSheet *
wg_staff_sheet_new (WgPlan *plan, const WgStaffSheetOptions *options)
{
  WgSheet *sheet = wg_sheet_new (_("Staff"));
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (WgStaffMember));

  add_columns (sheet, options->edition);
  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    if (is_wanted (plan, wg_plan_get_grid (plan, id), options))
      g_array_append_val (grids, id);
  g_array_sort_with_data (grids, compare_codes, plan);
  for (guint i = 0; i < grids->len; i++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, g_array_index (grids, guint32, i));
      guint n_rows = 0;

      g_array_set_size (members, 0);
      wg_staffing_collect (plan, grid->id, &options->when, FALSE, members);
      for (guint k = 0; k < members->len; k++)
        {
          const WgStaffMember *member = &g_array_index (members, WgStaffMember, k);

          if (options->edition == WG_EDITION_PUBLIC
              && (member->assignment->role != WG_ROLE_LEADER || member->assignment->deputy_of != 0))
            continue;
          add_grid (sheet, plan, grid);
          add_member (sheet, member, options);
          n_rows++;
        }
      if (n_rows > 0 || !options->with_vacant)
        continue;
      add_grid (sheet, plan, grid);
      for (guint k = 3; k < sheet->columns->len; k++)
        wg_sheet_add_text (sheet, "");
    }
  return sheet;
}
