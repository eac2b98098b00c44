/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-share-words"

#include "wg-share-words.h"

#include "wg-words-building.h"
#include "wg-words.h"

#include <glib/gi18n.h>

static void
append (GString *text, char *words)
{
  /* Translators: between words of a list */
  g_string_append_printf (text, "%s%s", text->len > 0 ? C_ ("list", ", ") : "", words);
  g_free (words);
}

/* "units 1-3, ≈24 households" */
static char *
describe_share (const WgBuilding *building, const WgBuildingShare *share)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *households = wg_words_part_count (building, share->households);
  g_autofree char *people = wg_words_part_count (building, share->people);

  if (share->units != NULL)
    append (text, g_strdup_printf (_ ("units %s"), share->units));
  if (share->floors != NULL)
    append (text, g_strdup_printf (_ ("floors %s"), share->floors));
  if (share->households != WG_COUNT_NOT_KNOWN)
    append (text, g_strdup_printf (ngettext ("%s household", "%s households", (gulong) share->households),
                                   households));
  if (share->people != WG_COUNT_NOT_KNOWN)
    append (text, g_strdup_printf (ngettext ("%s person", "%s people", (gulong) share->people), people));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* "第二网格: units 1-3; 第三网格: floors 5", or that it is whole. */
static char *
describe_shares (WgPlan *plan, guint32 id, const WgBuildingShare *shares, guint n)
{
  WgBuildingSet *set = wg_plan_get_buildings (plan);
  const WgBuilding *building = set != NULL ? wg_building_set_find (set, id) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (n == 0)
    return g_strdup (building != NULL ? _ ("whole") : "");
  for (guint i = 0; i < n; i++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, shares[i].grid);
      g_autofree char *share = describe_share (building, &shares[i]);

      g_string_append_printf (text, "%s%s %s: %s", i > 0 ? "; " : "", grid != NULL ? grid->code : "",
                              grid != NULL ? grid->name : "", share);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const WgBuilding *
find_building (WgPlan *before, WgPlan *after, guint32 id)
{
  WgPlan *const plans[] = { after, before };

  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      WgBuildingSet *set = wg_plan_get_buildings (plans[i]);
      const WgBuilding *building = set != NULL ? wg_building_set_find (set, id) : NULL;

      if (building != NULL)
        return building;
    }
  return NULL;
}

GArray *
wg_share_words_list (WgPlan *before, WgPlan *after)
{
  GArray *changes = wg_share_changes_list (before, after);

  for (guint i = changes->len; i-- > 0;)
    {
      const WgDividedBuilding *change = &g_array_index (changes, WgDividedBuilding, i);
      g_autofree char *first = describe_shares (before, change->building, change->before, change->n_before);
      g_autofree char *second = describe_shares (after, change->building, change->after, change->n_after);

      if (g_str_equal (first, second))
        g_array_remove_index (changes, i);
    }
  return changes;
}

WgSheet *
wg_share_words_sheet (WgPlan *before, WgPlan *after, const GArray *changes)
{
  const char *const headings[] = { _ ("Code"), _ ("Building"), _ ("Divided before"), _ ("Divided after") };
  WgSheet *sheet = wg_sheet_new (_ ("Divided buildings"));

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    wg_sheet_add_column (sheet, headings[i], -1);
  for (guint i = 0; i < changes->len; i++)
    {
      const WgDividedBuilding *change = &g_array_index (changes, WgDividedBuilding, i);
      const WgBuilding *building = find_building (before, after, change->building);
      g_autofree char *title = building != NULL ? wg_words_building_title (building) : g_strdup ("");
      g_autofree char *first = describe_shares (before, change->building, change->before, change->n_before);
      g_autofree char *second = describe_shares (after, change->building, change->after, change->n_after);

      wg_sheet_begin_row (sheet);
      wg_sheet_add_text (sheet, building != NULL && building->code != NULL ? building->code : "");
      wg_sheet_add_text (sheet, title);
      wg_sheet_add_text (sheet, first);
      wg_sheet_add_text (sheet, second);
    }
  return sheet;
}

void
wg_share_words_count (const GArray *changes, WgSheet *facts)
{
  guint n_new = 0, n_whole = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < changes->len; i++)
    {
      const WgDividedBuilding *change = &g_array_index (changes, WgDividedBuilding, i);

      n_new += change->n_before == 0;
      n_whole += change->n_after == 0;
    }
  if (changes->len > 0)
    /* Translators: numbers of buildings */
    text = g_strdup_printf (_ ("%u newly divided, %u whole again, %u divided otherwise"), n_new, n_whole,
                            changes->len - n_new - n_whole);
  wg_sheet_begin_row (facts);
  wg_sheet_add_text (facts, _ ("Divided buildings"));
  wg_sheet_add_text (facts, text != NULL ? text : _ ("No change"));
}

void
wg_share_words_write_json (WgJson *json, const WgChanges *of, const GArray *changes)
{
  WgPlan *before = wg_changes_get_before (of), *after = wg_changes_get_after (of);

  wg_json_begin_array (json, "buildings_divided");
  for (guint i = 0; i < changes->len; i++)
    {
      const WgDividedBuilding *change = &g_array_index (changes, WgDividedBuilding, i);
      const WgBuilding *building = find_building (before, after, change->building);
      g_autofree char *first = describe_shares (before, change->building, change->before, change->n_before);
      g_autofree char *second = describe_shares (after, change->building, change->after, change->n_after);

      wg_json_begin_object (json, NULL);
      wg_json_int (json, "building", change->building);
      wg_json_string (json, "code", building != NULL ? building->code : NULL);
      wg_json_int (json, "shares_before", change->n_before);
      wg_json_int (json, "shares_after", change->n_after);
      wg_json_string (json, "before", first);
      wg_json_string (json, "after", second);
      wg_json_end_object (json);
    }
  wg_json_end_array (json);
}
