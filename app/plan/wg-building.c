/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-building"

#include "wg-building.h"

#include <string.h>

static const char *const codes[WG_BUILDING_N_KINDS]
  = { NULL, "housing", "commerce", "industry", "urban-village", "mixed", "public" };

/* What tables say, the longer and more particular first: 商住 is mixed though it has 商 and 住. */
static const struct
{
  const char *text;
  WgBuildingKind kind;
} words[] = {
  { "urban-village", WG_BUILDING_URBAN_VILLAGE },
  { "urban village", WG_BUILDING_URBAN_VILLAGE },
  { "城中村", WG_BUILDING_URBAN_VILLAGE },
  { "自建房", WG_BUILDING_URBAN_VILLAGE },
  { "mixed", WG_BUILDING_MIXED },
  { "商住", WG_BUILDING_MIXED },
  { "综合", WG_BUILDING_MIXED },
  { "混合", WG_BUILDING_MIXED },
  { "warehouse", WG_BUILDING_INDUSTRY }, /* before "house" */
  { "greenhouse", WG_BUILDING_UNKNOWN },
  { "housing", WG_BUILDING_HOUSING },
  { "residential", WG_BUILDING_HOUSING },
  { "apartments", WG_BUILDING_HOUSING },
  { "dormitory", WG_BUILDING_HOUSING },
  { "house", WG_BUILDING_HOUSING },
  { "detached", WG_BUILDING_HOUSING },
  { "terrace", WG_BUILDING_HOUSING },
  { "bungalow", WG_BUILDING_HOUSING },
  { "住宅", WG_BUILDING_HOUSING },
  { "居住", WG_BUILDING_HOUSING },
  { "住房", WG_BUILDING_HOUSING },
  { "公寓", WG_BUILDING_HOUSING },
  { "宿舍", WG_BUILDING_HOUSING },
  { "commerce", WG_BUILDING_COMMERCE },
  { "commercial", WG_BUILDING_COMMERCE },
  { "retail", WG_BUILDING_COMMERCE },
  { "office", WG_BUILDING_COMMERCE },
  { "shop", WG_BUILDING_COMMERCE },
  { "hotel", WG_BUILDING_COMMERCE },
  { "商业", WG_BUILDING_COMMERCE },
  { "商务", WG_BUILDING_COMMERCE },
  { "办公", WG_BUILDING_COMMERCE },
  { "写字楼", WG_BUILDING_COMMERCE },
  { "supermarket", WG_BUILDING_COMMERCE },
  { "industr", WG_BUILDING_INDUSTRY },
  { "manufacture", WG_BUILDING_INDUSTRY },
  { "factory", WG_BUILDING_INDUSTRY },
  { "工业", WG_BUILDING_INDUSTRY },
  { "厂房", WG_BUILDING_INDUSTRY },
  { "仓", WG_BUILDING_INDUSTRY },
  { "public", WG_BUILDING_PUBLIC },
  { "school", WG_BUILDING_PUBLIC },
  { "hospital", WG_BUILDING_PUBLIC },
  { "university", WG_BUILDING_PUBLIC },
  { "college", WG_BUILDING_PUBLIC },
  { "kindergarten", WG_BUILDING_PUBLIC },
  { "government", WG_BUILDING_PUBLIC },
  { "townhall", WG_BUILDING_PUBLIC },
  { "civic", WG_BUILDING_PUBLIC },
  { "library", WG_BUILDING_PUBLIC },
  { "公共", WG_BUILDING_PUBLIC },
  { "公建", WG_BUILDING_PUBLIC },
  { "学校", WG_BUILDING_PUBLIC },
  { "医院", WG_BUILDING_PUBLIC },
};

const char *
wg_building_kind_to_code (WgBuildingKind kind)
{
  return kind < WG_BUILDING_N_KINDS ? codes[kind] : NULL;
}

WgBuildingKind
wg_building_kind_from_text (const char *text)
{
  g_autofree char *lower = NULL;

  if (text == NULL)
    return WG_BUILDING_UNKNOWN;
  lower = g_utf8_strdown (text, -1);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (lower, words[i].text) != NULL)
      return words[i].kind;
  return WG_BUILDING_UNKNOWN;
}
