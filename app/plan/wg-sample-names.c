/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-sample"

#include "wg-sample-private.h"

/* Made-up places: a quality, sometimes a thing, and what lies there. */
static const char *const qualities[]
  = { "青", "白", "云", "柳", "桐", "梅", "竹", "松", "枫", "荷", "菱", "兰", "霞", "霜", "露",
      "晴", "岚", "鹭", "雁", "棠", "榆", "槐", "杏", "茶", "麦", "禾", "稻", "星", "月", "澄" };
static const char *const things[]
  = { "石", "溪", "峰", "田", "井", "园", "林", "亭", "泉", "渚", "烟", "雨", "鸣", "影", "香" };
static const char *const grounds[]
  = { "塘", "桥", "湾", "坪", "岭", "浦", "渡", "坊", "洲", "埠", "垄", "陂", "岗", "堰", "墅",
      "汀", "屿", "堤", "巷", "里" };
static const char *const rivers[] = { "澄漪河", "白鹭溪", "柳荫港", "霞川" };
static const char *const specials[] = { "中心小学", "实验中学", "人民医院", "农贸市场", "文化公园",
                                        "工业园", "职业学校", "客运站", "体育公园", "敬老院" };

#define N_QUALITIES G_N_ELEMENTS (qualities)
#define N_THINGS G_N_ELEMENTS (things)
#define N_GROUNDS G_N_ELEMENTS (grounds)

/* Each number once, in an order that does not look like counting: n * step mod size is a
 * permutation when the two have no common factor. */
static guint
scatter (guint64 seed, guint number, guint size)
{
  static const guint steps[] = { 7919, 6389, 5387, 4091, 3571 };
  guint step = steps[seed % G_N_ELEMENTS (steps)];

  return (guint) (((guint64) number * step + seed % size) % size);
}

char *
wg_sample_place_name (guint64 seed, guint number)
{
  const guint n_short = N_QUALITIES * N_GROUNDS, n_long = n_short * N_THINGS;
  guint round = 0, n = 0;

  if (number < n_short)
    {
      n = scatter (seed, number, n_short);
      return g_strconcat (qualities[n % N_QUALITIES], grounds[n / N_QUALITIES], NULL);
    }
  number -= n_short;
  round = number / n_long;
  n = scatter (seed, number % n_long, n_long);
  if (round == 0)
    return g_strconcat (qualities[n % N_QUALITIES], things[n / N_QUALITIES % N_THINGS],
                        grounds[n / N_QUALITIES / N_THINGS], NULL);
  return g_strdup_printf ("%s%s%s%u", qualities[n % N_QUALITIES],
                          things[n / N_QUALITIES % N_THINGS],
                          grounds[n / N_QUALITIES / N_THINGS], round + 1);
}

char *
wg_sample_road_name (guint64 seed, guint number, guint road_class)
{
  const guint size = N_QUALITIES * N_THINGS;
  guint n = scatter (seed + 1, number % size, size);
  const char *suffix = road_class <= 2 ? "大道" : road_class == 3 ? "路" : "街";

  return g_strconcat (qualities[n % N_QUALITIES], things[n / N_QUALITIES], suffix, NULL);
}

const char *
wg_sample_river_name (guint number)
{
  return rivers[number % G_N_ELEMENTS (rivers)];
}

const char *
wg_sample_special_name (guint number)
{
  return specials[number % G_N_ELEMENTS (specials)];
}
