/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-building-fields"

#include "wg-building-fields.h"

#include "wg-fields.h"

#include <string.h>

/* Names of columns seen in real files, best first; compared without case, '_', '-', ':' and blanks. */
static const char *const code_names[] = {
  "code", "楼栋编码", "楼栋编号", "建筑编码", "建筑物编码", "建筑编号", "楼幢编号", "幢编号", "栋编号", "ldbm",
  "ldbh", "jzbm", "jzwbm", "编码", "编号", "代码", "bldgid", "buildingid", "bm", "bh", "gmlid", "osmid",
  NULL,
};
static const char *const name_names[] = {
  "name", "楼栋名称", "楼栋名", "楼栋", "楼栋号", "楼幢", "楼幢号", "幢号", "栋号", "楼号", "建筑名称",
  "建筑物名称", "楼名", "ldmc", "ldh", "jzmc", "名称", "mc", "bldgname", "buildingname", "namezh", NULL,
};
static const char *const address_names[] = {
  "address", "地址", "门牌地址", "标准地址", "详细地址", "楼栋地址", "门牌号", "门牌", "坐落", "dz", "bzdz",
  "mpdz", "addr", "addrfull", "fulladdress", NULL,
};
static const char *const household_names[] = {
  "households", "户数", "总户数", "住户数", "家庭户数", "居民户数", "户", "hushu", "hs", "zhs", "zhhs", "hh",
  "numhouseholds", "nhouseholds", "setai", "buildingflats", "flats", "dwellings", NULL,
};
static const char *const people_names[] = {
  "people", "人口", "人口数", "总人口", "常住人口", "居住人数", "人数", "renkou", "rk", "rks", "zrk", "czrk",
  "population", "pop", "numpeople", "jinko", NULL,
};
static const char *const floor_names[] = {
  "floors", "层数", "楼层数", "总层数", "楼层", "地上层数", "建筑层数", "cs", "lcs", "zcs", "louceng",
  "buildinglevels", "levels", "storeys", "stories", "numfloors", "nfloors",
  "height", "heightm", "buildingheight", "measuredheight", "高度", "建筑高度", "楼高", NULL,
};
/* From here on names of heights in metres: divided by the usual 3 m of a floor (GB 50096: 2.8 m and its
 * ceiling). */
static const char first_height_name[] = "height";
static const char *const unit_names[] = {
  "units", "单元数", "单元", "单元总数", "dys", "danyuan", "entrances", "numunits", NULL,
};
static const char *const kind_names[] = {
  "kind", "建筑类型", "楼栋类型", "房屋用途", "建筑用途", "使用性质", "用途", "类型", "性质", "jzlx", "fwyt",
  "jzyt", "yt", "lx", "usage", "use", "buildinguse", "building", "type", NULL,
};
static const char *const management_names[] = {
  "management", "管理类别", "管理类型", "管理方式", "物业类型", "物业管理", "小区类型", "gllb", "gllx", "wylx",
  "managementclass", NULL,
};
/* Whether households and people were worked out: as this program writes it. */
static const char *const estimated_names[] = { "estimated", "isestimated", "是否估算", "估算", NULL };
static const char *const *const role_names[WG_BUILDING_N_ROLES]
  = { code_names,  name_names, address_names, household_names,  people_names,
      floor_names, unit_names, kind_names,    management_names };

static gboolean
is_count (WgBuildingRole role)
{
  return role >= WG_BUILDING_HOUSEHOLDS && role <= WG_BUILDING_UNITS;
}

gboolean
wg_building_fields_is_taken (const int *fields, guint n_roles, int field)
{
  for (guint role = 0; role < n_roles; role++)
    if (fields[role] == field)
      return TRUE;
  return FALSE;
}

/* A column of numbers is a count, whatever else its name may say; texts may be of persons. */
gboolean
wg_building_field_is_personal (const WgSourceLayer *described, WgBuildingRole role, const char *name)
{
  return !is_count (role)
         && (wg_field_is_personal (name)
             || g_ptr_array_find_with_equal_func (described->personal_fields, name, g_str_equal, NULL));
}

int
wg_building_field_propose (const WgSourceLayer *described, const GPtrArray *names, const int *fields,
                           WgBuildingRole role)
{
  for (guint at = 0; role_names[role][at] != NULL; at++)
    for (guint i = 0; i < names->len; i++)
      {
        const char *name = g_ptr_array_index (names, i);

        if (wg_field_has_name (name, role_names[role][at]) && !wg_building_fields_is_taken (fields, role, (int) i)
            && !wg_building_field_is_personal (described, role, name))
          return (int) i;
      }
  return -1;
}

int
wg_building_fields_find_estimated (const GPtrArray *names)
{
  for (guint at = 0; estimated_names[at] != NULL; at++)
    for (guint i = 0; i < names->len; i++)
      if (wg_field_has_name (g_ptr_array_index (names, i), estimated_names[at]))
        return (int) i;
  return -1;
}

gboolean
wg_building_field_is_height (const char *field)
{
  gboolean is_behind = FALSE;

  for (guint i = 0; floor_names[i] != NULL; i++)
    {
      is_behind |= strcmp (floor_names[i], first_height_name) == 0;
      if (is_behind && wg_field_has_name (field, floor_names[i]))
        return TRUE;
    }
  return FALSE;
}

void
wg_buildings_propose_fields (const WgSourceLayer *layer, const char **fields_out)
{
  int fields[WG_BUILDING_N_ROLES];

  for (guint role = 0; role < WG_BUILDING_N_ROLES; role++)
    {
      fields[role] = wg_building_field_propose (layer, layer->fields, fields, role);
      fields_out[role]
        = fields[role] >= 0 ? g_ptr_array_index (layer->fields, (guint) fields[role]) : NULL;
    }
}
