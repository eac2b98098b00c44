/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/exchange/wg-fields.h"

#define N_ROWS 6

typedef struct
{
  const char *name;
  const char *values[N_ROWS];
} Column;

static GPtrArray *
collect (const Column *columns, guint n_columns)
{
  GPtrArray *stats = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_field_stats_free);

  for (guint i = 0; i < n_columns; i++)
    {
      WgFieldStats *one = wg_field_stats_new (columns[i].name);

      for (guint row = 0; row < N_ROWS; row++)
        wg_field_stats_add (one, columns[i].values[row] != NULL ? columns[i].values[row] : "");
      g_ptr_array_add (stats, one);
    }
  return stats;
}

static void
check (const Column *columns, guint n_columns, const char *code, const char *name,
       const char *parent)
{
  g_autoptr (GPtrArray) stats = collect (columns, n_columns);
  int chosen[WG_N_FIELD_ROLES];

  wg_fields_propose (stats, chosen);
  g_assert_cmpstr (chosen[WG_FIELD_CODE] >= 0 ? columns[chosen[WG_FIELD_CODE]].name : NULL, ==, code);
  g_assert_cmpstr (chosen[WG_FIELD_NAME] >= 0 ? columns[chosen[WG_FIELD_NAME]].name : NULL, ==, name);
  g_assert_cmpstr (chosen[WG_FIELD_PARENT] >= 0 ? columns[chosen[WG_FIELD_PARENT]].name : NULL, ==,
                   parent);
}

static void
test_by_names (void)
{
  static const Column pinyin[] = {
    { "OBJECTID", { "1", "2", "3", "4", "5", "6" } },
    { "WGBM", { "330106001001", "330106001002", "330106001003", "330106001004", "330106001005", "330106001006" } },
    { "WGMC", { "一网格", "二网格", "三网格", "四网格", "五网格", "六网格" } },
    { "SJBM", { "330106001", "330106001", "330106001", "330106002", "330106002", "330106002" } },
    { "WGZXM", { "甲", "乙", "丙", "丁", "戊", "己" } },
  };
  static const Column chinese[] = {
    { "名称", { "一网格", "二网格", "三网格", "四网格", "五网格", "六网格" } },
    { "网格编码", { "01", "02", "03", "04", "05", "06" } },
    { "上级编码", { "1", "1", "1", "2", "2", "2" } },
  };
  static const Column two_codes[] = {
    /* Both are known names; the second is better filled and unique. */
    { "code", { "1", "1", "1", "1", "1", "1" } },
    { "XZQHBM", { "33010601", "33010602", "33010603", "33010604", "33010605", "33010606" } },
  };

  check (pinyin, G_N_ELEMENTS (pinyin), "WGBM", "WGMC", "SJBM");
  check (chinese, G_N_ELEMENTS (chinese), "网格编码", "名称", "上级编码");
  check (two_codes, G_N_ELEMENTS (two_codes), "XZQHBM", NULL, NULL);
}

static void
test_by_values (void)
{
  static const Column columns[] = {
    { "F1", { "1", "2", "3", "4", "5", "6" } },
    { "F2", { "G-1001", "G-1002", "G-1003", "G-1004", "G-1005", "G-1006" } },
    { "F3", { "东山弄", "西溪", "北山", "翠苑", "古荡", "灵隐" } },
    { "F4", { "西湖区", "西湖区", "西湖区", "西湖区", "西湖区", "西湖区" } },
    { "AREA", { "118.3583", "24.5", "7.25", "9.125", "11.5", "12.75" } },
  };

  check (columns, G_N_ELEMENTS (columns), "F2", "F3", NULL);
}

/* Truncated at ten bytes by a shapefile. */
static void
test_cut_names (void)
{
  static const Column columns[] = {
    { "parentArea", { "1", "1", "1", "2", "2", "2" } },
    { "areaCode", { "01", "02", "03", "04", "05", "06" } },
  };

  check (columns, G_N_ELEMENTS (columns), "areaCode", NULL, "parentArea");
}

static void
test_personal_names (void)
{
  static const char *const personal[]
    = { "姓名", "网格长姓名", "联系电话", "户主", "民族", "身份证号", "手机", "党员", "lxdh", "SFZH", "WGZXM",
        "WGZLXDH", "phone", "Mobile_No", "居民姓名", "精神障碍患者", "csrq", "政治面貌" };
  static const char *const harmless[]
    = { "网格名称", "code", "户数", "人口", "党员数", "人员数量", "name", "areaName", "居民户数", "phone_count",
        "类型", "mc", "bm", "resident_num", "XZQHBM" };

  for (guint i = 0; i < G_N_ELEMENTS (personal); i++)
    {
      g_test_message ("%s", personal[i]);
      g_assert_true (wg_field_is_personal (personal[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (harmless); i++)
    {
      g_test_message ("%s", harmless[i]);
      g_assert_false (wg_field_is_personal (harmless[i]));
    }
}

/* Made-up numbers with right check digits, and codes that look like phones. */
static void
test_personal_values (void)
{
  static const Column columns[] = {
    { "A", { "11010519491231002X", "110105194912310038", "", "", "", "" } },
    { "B", { "13800000001", "15900000002", "18600000003", "", "13100000004", "" } },
    { "KEY_CODE", { "13114001001", "13114001002", "13114001003", "13114002001", "13114002002", "13114003001" } },
    { "C", { "110105194912310020", "330106012003002001", "330106012003002002", "", "", "" } },
  };
  g_autoptr (GPtrArray) stats = collect (columns, G_N_ELEMENTS (columns));

  g_assert_true (wg_field_stats_is_personal (g_ptr_array_index (stats, 0)));
  g_assert_true (wg_field_stats_is_personal (g_ptr_array_index (stats, 1)));
  g_assert_false (wg_field_stats_is_personal (g_ptr_array_index (stats, 2)));
  g_assert_false (wg_field_stats_is_personal (g_ptr_array_index (stats, 3)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/fields/by-names", test_by_names);
  g_test_add_func ("/exchange/fields/by-values", test_by_values);
  g_test_add_func ("/exchange/fields/cut-names", test_cut_names);
  g_test_add_func ("/exchange/fields/personal-names", test_personal_names);
  g_test_add_func ("/exchange/fields/personal-values", test_personal_values);
  return g_test_run ();
}
