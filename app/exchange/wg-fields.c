/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-fields"

#include "wg-fields.h"

#include <string.h>

/* Names of columns seen in real files, best first; compared without case, '_', '-' and blanks.
 * Shapefiles keep ten bytes, so a long name also matches its first ten. The lists of names and of
 * personal data are the ones of offices' files, in Chinese, as pinyin initials, in English. */
static const char *const code_names[] = {
  "code", "网格编码", "网格编号", "网格代码", "编码", "areacode", "gridcode", "wgbm", "wgbh", "wgdm",
  "gridid", "gridno", "编号", "代码", "区划代码", "行政区划代码", "行政区划编码", "社区编码", "社区代码",
  "街道编码", "街道代码", "xzqhbm", "xzqhdm", "xzqdm", "sqbm", "sqdm", "jdbm", "jddm", "bm", "bh",
  "dm", "adcode", "keycode", "geoid", "geoid20", "blockid", "zoneid", "unitcode", "regioncode", NULL,
};
static const char *const name_names[] = {
  "name", "网格名称", "网格名", "名称", "areaname", "gridname", "wgmc", "wgname", "社区名称", "街道名称",
  "镇街名称", "村社名称", "区划名称", "xzqmc", "xzqhmc", "sqmc", "jdmc", "cmc", "mc", "社区", "街道",
  "网格", "namezh", "namech", "mingcheng", "regionname", "sname", "title", "moji", "label", "text",
  NULL,
};
static const char *const parent_names[] = {
  "parentcode", "parentareacode", "上级编码", "上级代码", "上级区划代码", "上级网格编码", "所属社区编码",
  "所属社区代码", "所属街道编码", "父级编码", "父编码", "parentid", "pcode", "sjbm", "sjdm", "sjwgbm",
  "fjbm", "ssjdbm", "sssqbm", "csxzqhbm", "zjxzqhbm", "社区编码", "社区代码", "sqbm", "sqdm", "街道编码", "街道代码",
  "jdbm", "jddm", NULL,
};
static const char *const parent_name_names[] = {
  "parentname", "parentareaname", "上级名称", "父级名称", "上级网格名称", "所属社区名称", "所属街道名称",
  "所属社区", "所属村社", "所属村居", "所属街道", "所属镇街", "所属乡镇", "所属网格", "社区名称", "村社名称",
  "街道名称", "镇街名称", "sjmc", "fjmc", "sssqmc", "ssjdmc", "sssq", "ssjd", "ssxz", "sswg", "社区", "街道",
  "sqmc", "jdmc", NULL,
};
static const char *const kind_names[] = {
  "kind", "类型", "网格类型", "网格类别", "wglx", "gridtype", "gridkind", NULL,
};

/* Parts of names of columns about persons. The short pinyin ones must be the whole name. */
static const char *const personal_parts[] = {
  "姓名", "身份证", "证件号", "电话", "手机", "联系人", "联系方式", "户主", "民族", "党员", "政治面貌",
  "宗教", "信仰", "出生", "生日", "婚姻", "病史", "疾病", "残疾", "低保", "信访", "上访", "精神障碍",
  "吸毒", "刑满", "矫正", "车牌", "微信", "邮箱", "家庭住址", "户籍地址", "居民", "人员", "负责人",
  "网格长", "网格员", "楼长", "书记", "指纹", "人脸", "phone", "mobile", "idcard", "telephone",
  "contact", "email", "wechat", "birth", "religion", "resident", "leader", NULL,
};
static const char *const personal_words[] = {
  "xm", "lxdh", "lxr", "lxfs", "dh", "dhhm", "sj", "sjh", "sjhm", "sfz", "sfzh", "sfzhm", "hz",
  "hzxm", "mz", "csrq", "xb", "dy", "zzmm", "cph", "wgzxm", "wgzlxdh", "wgzdh", "wgyxm", "wgydh",
  "wgylxdh", "wgpzxm", "fzr", "fzrdh", "tel", "qq", "wx", "idno", "idnumber", "owner", "person",
  "persons", "people", NULL,
};
/* ... unless it is a number of them. */
static const char *const count_parts[] = { "数", "人口", "总计", "合计", "count", "num", "total",
                                           "比例", "率", NULL };

/* Columns that number the rows of the file: unique, but no codes. */
static const char *const row_numbers[] = { "fid", "gid", "oid", "ogcfid", "objectid", "objectid1",
                                           "id", "序号", "xh", "rowid", "index", "uuid", "entityhandle",
                                           "osmid", "osmwayid", "mvtid", NULL };

#define MIN_CODE_BYTES 4 /* on average, of a column that is a code by its values alone */

static char *
fold_name (const char *name)
{
  g_autofree char *lower = g_utf8_strdown (name, -1);
  GString *out = g_string_new (NULL);

  for (const char *p = lower; *p != '\0'; p++)
    if (strchr ("_- .:", *p) == NULL)
      g_string_append_c (out, *p);
  return g_string_free (out, FALSE);
}

/* The place of @folded in the list, or -1. */
static int
find_name (const char *const *list, const char *folded)
{
  for (int i = 0; list[i] != NULL; i++)
    {
      if (strcmp (list[i], folded) == 0)
        return i;
      /* Cut at ten bytes, or by a hyphen less. */
      if (strlen (list[i]) > 8 && strlen (folded) >= 8 && strlen (folded) <= 10
          && g_str_has_prefix (list[i], folded))
        return i;
    }
  return -1;
}

static gboolean
has_part (const char *const *list, const char *folded)
{
  for (guint i = 0; list[i] != NULL; i++)
    if (strstr (folded, list[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_digits (const char *text, gsize from, gsize length)
{
  for (gsize i = from; i < from + length; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

/* A resident identity number: its date and check digit are right. Source: GB 11643-1999. */
static gboolean
is_identity_number (const char *text)
{
  static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  static const char digits[] = "10X98765432";
  int sum = 0, month = 0, day = 0;

  if (strlen (text) != 18 || !is_digits (text, 0, 17))
    return FALSE;
  for (guint i = 0; i < 17; i++)
    sum += weights[i] * (text[i] - '0');
  month = (text[10] - '0') * 10 + text[11] - '0';
  day = (text[12] - '0') * 10 + text[13] - '0';
  return digits[sum % 11] == g_ascii_toupper (text[17]) && month >= 1 && month <= 12 && day >= 1
         && day <= 31 && (strncmp (text + 6, "19", 2) == 0 || strncmp (text + 6, "20", 2) == 0);
}

static gboolean
is_mobile_number (const char *text)
{
  return strlen (text) == 11 && is_digits (text, 0, 11) && text[0] == '1' && text[1] >= '3';
}

static gboolean
is_code_like (const char *value)
{
  gsize length = strlen (value);

  if (length > 32)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (value[i]) && strchr ("-_/", value[i]) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is_word_like (const char *value)
{
  gboolean has_letter = FALSE;

  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c > 127)
        return g_utf8_strlen (value, -1) <= 60;
      has_letter = has_letter || g_ascii_isalpha ((char) c);
    }
  return has_letter && strchr (value, ' ') != NULL;
}

/* The start that all values share shrinks: numbers of phones differ from the fourth digit on, codes
 * of one place do not. */
static void
update_prefix (WgFieldStats *stats, const char *value)
{
  guint i = 0;

  if (stats->n_filled == 1)
    g_strlcpy (stats->prefix, value, sizeof stats->prefix);
  while (stats->prefix[i] != '\0' && stats->prefix[i] == value[i])
    i++;
  stats->prefix[i] = '\0';
}

/* How well the values suit a role, 0 to 1; below 0: not at all. */
static double
judge_values (const WgFieldStats *stats, WgFieldRole role)
{
  double filled = stats->n_rows > 0 ? stats->n_filled / (double) stats->n_rows : 0.0;
  double unique = stats->n_filled > 0 ? g_hash_table_size (stats->values) / (double) stats->n_filled
                                      : 0.0;
  double code_like = stats->n_filled > 0 ? stats->n_code_like / (double) stats->n_filled : 0.0;
  double word_like = stats->n_filled > 0 ? stats->n_word_like / (double) stats->n_filled : 0.0;

  switch (role)
    {
    case WG_FIELD_CODE:
      return filled < 0.5 || unique < 0.8 || code_like < 0.8 ? -1.0 : filled * unique * code_like;
    case WG_FIELD_NAME:
      return filled < 0.5 ? -1.0 : filled * (0.3 + 0.7 * unique) * (0.3 + 0.7 * word_like);
    case WG_FIELD_PARENT_NAME:
      return filled < 0.5 || word_like < 0.5 || unique > 0.9 ? -1.0 : filled * (1.5 - unique) / 1.5;
    case WG_FIELD_PARENT:
      return filled < 0.5 || code_like < 0.8 ? -1.0 : filled * (1.5 - unique) / 1.5;
    default:
      return filled < 0.1 ? -1.0 : 1.0 - unique;
    }
}

static double
score (const WgFieldStats *stats, WgFieldRole role)
{
  static const char *const *const lists[] = { code_names, name_names, parent_names, kind_names,
                                              parent_name_names };
  g_autofree char *folded = fold_name (stats->name);
  double value = stats->n_rows > 0 ? judge_values (stats, role) : 0.5;
  int place = find_name (lists[role], folded);
  gboolean is_parent = role == WG_FIELD_PARENT || role == WG_FIELD_PARENT_NAME;

  if (value < 0.0 || wg_field_stats_is_personal (stats))
    return -1.0;
  /* A known name counts most, then the values, then how usual the name is. Of several levels above, whose values say
   * nothing about which is the nearest, the name alone tells: 社区 before 街道. */
  if (place >= 0)
    return 2.0 + (is_parent ? 0.0 : value) - place * 0.03;
  if (role == WG_FIELD_CODE && value > 0.95 && find_name (row_numbers, folded) < 0
      && find_name (name_names, folded) < 0 && stats->n_filled > 1 && stats->n_bytes >= stats->n_filled * MIN_CODE_BYTES)
    return value;
  if (role == WG_FIELD_NAME && value > 0.8 && stats->n_word_like > stats->n_filled / 2)
    return value;
  return -1.0;
}

WgFieldStats *
wg_field_stats_new (const char *name)
{
  WgFieldStats *stats = g_new0 (WgFieldStats, 1);

  stats->name = g_strdup (name);
  stats->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return stats;
}

void
wg_field_stats_free (WgFieldStats *stats)
{
  if (stats == NULL)
    return;
  g_hash_table_unref (stats->values);
  g_free (stats->name);
  g_free (stats);
}

void
wg_field_stats_add (WgFieldStats *stats, const char *value)
{
  stats->n_rows++;
  if (*value == '\0')
    return;
  stats->n_filled++;
  stats->n_bytes += strlen (value);
  update_prefix (stats, value);
  stats->n_code_like += is_code_like (value);
  stats->n_word_like += is_word_like (value);
  stats->n_identity += is_identity_number (value);
  stats->n_mobile += is_mobile_number (value);
  g_hash_table_add (stats->values, g_strdup (value));
}

gboolean
wg_field_is_personal (const char *name)
{
  g_autofree char *folded = fold_name (name);

  if (has_part (count_parts, folded))
    return FALSE;
  return has_part (personal_parts, folded) || find_name (personal_words, folded) >= 0;
}

gboolean
wg_field_has_name (const char *name, const char *known)
{
  const char *const list[] = { known, NULL };
  g_autofree char *folded = fold_name (name);

  return find_name (list, folded) >= 0;
}

gboolean
wg_field_stats_is_personal (const WgFieldStats *stats)
{
  guint n_personal = stats->n_identity;

  if (strlen (stats->prefix) < 4)
    n_personal += stats->n_mobile;
  return wg_field_is_personal (stats->name)
         || (n_personal > 0 && n_personal * 2 >= stats->n_filled);
}

void
wg_fields_propose (const GPtrArray *stats, int *chosen)
{
  for (int role = 0; role < WG_N_FIELD_ROLES; role++)
    {
      double best = 0.0;

      chosen[role] = -1;
      for (guint i = 0; i < stats->len; i++)
        {
          double value = score (g_ptr_array_index (stats, i), role);
          gboolean is_taken = FALSE;

          for (int other = 0; other < role; other++)
            is_taken = is_taken || chosen[other] == (int) i;
          if (!is_taken && value > best)
            {
              best = value;
              chosen[role] = (int) i;
            }
        }
    }
}
