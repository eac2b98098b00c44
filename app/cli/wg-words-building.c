/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-words"

#include "wg-words-building.h"

#include "../plan/wg-building-commands.h"
#include "wg-words-tally.h"
#include "wg-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define DOT " · "

const char *
wg_words_building_kind (WgBuildingKind kind)
{
  switch (kind)
    {
    case WG_BUILDING_HOUSING:
      return _("Housing");
    case WG_BUILDING_COMMERCE:
      return _("Commerce");
    case WG_BUILDING_INDUSTRY:
      return _("Industry");
    case WG_BUILDING_URBAN_VILLAGE:
      return _("Urban village");
    case WG_BUILDING_MIXED:
      return _("Mixed use");
    case WG_BUILDING_PUBLIC:
      return _("Public building");
    case WG_BUILDING_UNKNOWN:
    default:
      return "";
    }
}

char *
wg_words_building_title (const WgBuilding *building)
{
  if (building->name == NULL && building->address == NULL && building->code == NULL)
    return g_strdup_printf (_("Building %u"), building->id);
  return wg_building_describe (building);
}

static void
append (GString *text, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  g_string_append (text, text->len > 0 ? DOT : "");
  g_string_append (text, part);
}

static void
append_number (GString *text, gint32 number, const char *pattern)
{
  g_autofree char *part = NULL;

  if (number == WG_COUNT_NOT_KNOWN)
    return;
  part = g_strdup_printf (pattern, number);
  append (text, part);
}

char *
wg_words_building_detail (const WgBuilding *building)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean is_titled = building->name != NULL || building->address != NULL;

  append (text, is_titled ? building->code : NULL);
  append (text, wg_words_building_kind (building->kind));
  append_number (text, building->floors,
                 ngettext ("%d floor", "%d floors", (gulong) MAX (building->floors, 0)));
  append_number (text, building->units,
                 ngettext ("%d unit", "%d units", (gulong) MAX (building->units, 0)));
  append (text, building->management);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_count (const WgTally *tally, const WgCount *count, gboolean is_people)
{
  g_autofree char *number = wg_words_tally_count (tally, count);
  gulong n = (gulong) MAX (count->sum, 0);

  return g_strdup_printf (is_people ? ngettext ("%s person", "%s people", n)
                                    : ngettext ("%s household", "%s households", n),
                          number);
}

char *
wg_words_building_counts (const WgTally *tally)
{
  g_autofree char *households = NULL, *people = NULL;
  gboolean has_households
    = wg_tally_get_state (tally, &tally->households) != WG_COUNT_UNKNOWN;
  gboolean has_people = wg_tally_get_state (tally, &tally->people) != WG_COUNT_UNKNOWN;

  if (!has_households && !has_people)
    return g_strdup (_("numbers not known"));
  households = has_households ? describe_count (tally, &tally->households, FALSE) : NULL;
  people = has_people ? describe_count (tally, &tally->people, TRUE) : NULL;
  if (households == NULL)
    return g_steal_pointer (&people);
  return g_strconcat (households, people != NULL ? DOT : NULL, people, NULL);
}

static void
take_count (WgCount *count, gint32 number, gboolean is_estimated)
{
  count->n_unknown = number == WG_COUNT_NOT_KNOWN;
  count->n_estimated = number != WG_COUNT_NOT_KNOWN && is_estimated;
  count->sum = MAX (number, 0);
}

char *
wg_words_building_facts (const WgBuilding *building)
{
  WgTally tally = { .n_buildings = 1, .is_counted = TRUE };
  g_autofree char *title = wg_words_building_title (building);
  g_autofree char *detail = wg_words_building_detail (building);
  g_autofree char *counts = NULL;
  g_autoptr (GString) text = g_string_new (title);

  take_count (&tally.households, building->households, building->is_estimated);
  take_count (&tally.people, building->people, building->is_estimated);
  counts = wg_words_building_counts (&tally);
  append (text, detail);
  append (text, counts);
  append (text, building->is_estimated ? _("estimated") : NULL);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
wg_words_part_count (const WgBuilding *building, gint32 number)
{
  g_autofree char *text = NULL;

  if (number == WG_COUNT_NOT_KNOWN)
    return g_strdup ("—");
  text = wg_words_count ((guint64) number);
  return g_strconcat (building != NULL && building->is_estimated ? "≈" : "", text, NULL);
}

char *
wg_words_part_rest (const WgBuilding *building, const WgBuildingPart *rest, const char *grid)
{
  g_autofree char *part = wg_words_part_count (building, rest->households);
  g_autofree char *whole = wg_words_part_count (building, building->households);
  g_autofree char *people = wg_words_part_count (building, rest->people);
  g_autofree char *all_people = wg_words_part_count (building, building->people);

  if (building->households != WG_COUNT_NOT_KNOWN && building->people != WG_COUNT_NOT_KNOWN)
    /* Translators: numbers of households left and in all, of people left and in all; a grid */
    return g_strdup_printf (_("%s of %s households and %s of %s people not given; they stay with %s"),
                            part, whole, people, all_people, grid);
  if (building->households != WG_COUNT_NOT_KNOWN)
    return g_strdup_printf (_("%s of %s households not given; they stay with %s"), part, whole, grid);
  if (building->people != WG_COUNT_NOT_KNOWN)
    return g_strdup_printf (_("%s of %s people not given; they stay with %s"), people, all_people,
                            grid);
  return g_strdup_printf (
    _("Nobody has told how many households the building has; what is not given stays with %s"), grid);
}

const char *
wg_words_share_fault (WgShareFault fault)
{
  switch (fault)
    {
    case WG_SHARE_NO_RANGE:
      return _("Units and floors are ranges such as 1-3,5");
    case WG_SHARE_ABSENT:
      return _("The building does not have so many units or floors");
    case WG_SHARE_EMPTY:
      return _("Say which units, which floors or how many households this part has");
    case WG_SHARE_TWICE:
      return _("These units and floors are in an earlier part already");
    case WG_SHARE_TOO_MANY:
      return _("These are too many parts");
    case WG_SHARE_SUM:
      return _("The parts have more than the building");
    case WG_SHARE_GOOD:
    default:
      return "";
    }
}

char *
wg_words_span (const char *text)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_autoptr (GString) span = g_string_new (NULL);

  for (const char *p = plain != NULL ? plain : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x3001 || c == ';') /* 、 */
        c = ',';
      else if (c == '~' || c == 0x81F3 || c == 0x5230 || (c >= 0x2010 && c <= 0x2015) || c == 0x301C)
        c = '-'; /* 至, 到, dashes */
      else if (g_unichar_isspace (c) || c == 0x5C42 || c == 0x697C) /* 层, 楼 */
        continue;
      else if (c == 0x5355 && g_utf8_get_char (g_utf8_next_char (p)) == 0x5143) /* 单元 */
        {
          p = g_utf8_next_char (p);
          continue;
        }
      g_string_append_unichar (span, c);
    }
  return g_string_free (g_steal_pointer (&span), FALSE);
}
