/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-partition-words"

#include "wg-partition-words.h"

#include <glib/gi18n.h>

static const struct
{
  const char *code;
  const char *words;
} troubles[] = {
  [WG_TROUBLE_UNIT_TOO_LARGE] = { "unit-too-large", N_("one part of it that cannot be divided has more "
                                                       "than the most") },
  [WG_TROUBLE_ISLAND_TOO_SMALL] = { "island-too-small", N_("all that it could be joined with is too "
                                                           "little") },
  [WG_TROUBLE_ISLAND_NO_COUNT] = { "island-no-count", N_("what is there fits no whole number of "
                                                         "grids") },
  [WG_TROUBLE_KIND_TOO_SMALL] = { "kind-too-small", N_("too little of the same parent, type and management "
                                                       "class is beside it") },
  [WG_TROUBLE_LOCKED] = { "locked", N_("what it has, or what is around it, is locked") },
  [WG_TROUBLE_SECOND] = { "people", N_("its people are not in their band") },
  [WG_TROUBLE_PIECES] = { "pieces", N_("its land does not hang together") },
  [WG_TROUBLE_NOT_FOUND] = { "not-found", N_("no way was found; another seed or more effort may find "
                                             "one") },
};

const char *
wg_words_trouble (const WgPartitionTrouble *trouble)
{
  if (trouble->reason == WG_TROUBLE_NOT_FOUND && trouble->is_proved)
    return _("all ways to divide what can be reached were tried");
  return _(troubles[trouble->reason].words);
}

const char *
wg_trouble_code (const WgPartitionTrouble *trouble)
{
  if (trouble->reason == WG_TROUBLE_NOT_FOUND && trouble->is_proved)
    return "no-division";
  return troubles[trouble->reason].code;
}

const char *
wg_words_property_type (WgPropertyType type)
{
  switch (type)
    {
    case WG_PROPERTY_RESIDENTIAL:
      return _("Residential");
    case WG_PROPERTY_COMMERCIAL:
      return _("Industry and commerce");
    case WG_PROPERTY_URBAN_VILLAGE:
      return _("Urban village");
    case WG_PROPERTY_MIXED:
      return _("Shops and dwellings");
    case WG_PROPERTY_VILLAGE:
      return _("Village");
    case WG_PROPERTY_INSTITUTION:
      return _("Park, market, school or hospital");
    case WG_PROPERTY_OTHER:
      return _("Other");
    case WG_PROPERTY_UNKNOWN:
    default:
      return _("Not given");
    }
}

void
wg_partition_write_json (const WgPartition *partition, WgJson *json)
{
  const WgPartitionScore *score = &partition->score;

  wg_json_int (json, "grids", score->n_parts);
  wg_json_int (json, "in_band", score->n_in_band);
  wg_json_boolean (json, "contiguous", score->n_pieces_extra == 0);
  wg_json_double (json, "worst_deviation", score->worst_deviation, 4);
  wg_json_double (json, "mean_deviation", score->mean_deviation, 4);
  wg_json_double (json, "compactness", score->compactness, 4);
}
