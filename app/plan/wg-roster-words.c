/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-roster"

#include "wg-roster-private.h"

#include <string.h>

/* Words of headings; the first that a heading contains decides. */
static const struct
{
  const char *word;
  WgRosterMeaning meaning;
} heading_words[] = {
  { "身份证", WG_ROSTER_PERSONAL },   { "证件", WG_ROSTER_PERSONAL },      { "民族", WG_ROSTER_PERSONAL },
  { "政治面貌", WG_ROSTER_PERSONAL }, { "党员", WG_ROSTER_PERSONAL },      { "党派", WG_ROSTER_PERSONAL },
  { "党籍", WG_ROSTER_PERSONAL },     { "面貌", WG_ROSTER_PERSONAL },      { "住址", WG_ROSTER_PERSONAL },
  { "家庭", WG_ROSTER_PERSONAL },     { "户籍", WG_ROSTER_PERSONAL },      { "户口", WG_ROSTER_PERSONAL },
  { "籍贯", WG_ROSTER_PERSONAL },     { "出生", WG_ROSTER_PERSONAL },      { "生日", WG_ROSTER_PERSONAL },
  { "年龄", WG_ROSTER_PERSONAL },     { "性别", WG_ROSTER_PERSONAL },      { "学历", WG_ROSTER_PERSONAL },
  { "学位", WG_ROSTER_PERSONAL },     { "婚姻", WG_ROSTER_PERSONAL },      { "宗教", WG_ROSTER_PERSONAL },
  { "信仰", WG_ROSTER_PERSONAL },     { "血型", WG_ROSTER_PERSONAL },      { "健康", WG_ROSTER_PERSONAL },
  { "疾病", WG_ROSTER_PERSONAL },     { "残疾", WG_ROSTER_PERSONAL },      { "银行", WG_ROSTER_PERSONAL },
  { "卡号", WG_ROSTER_PERSONAL },     { "工资", WG_ROSTER_PERSONAL },      { "补贴", WG_ROSTER_PERSONAL },
  { "紧急联系", WG_ROSTER_PERSONAL }, { "微信", WG_ROSTER_PERSONAL },      { "QQ", WG_ROSTER_PERSONAL },
  { "邮箱", WG_ROSTER_PERSONAL },     { "现住", WG_ROSTER_PERSONAL },      { "居住地", WG_ROSTER_PERSONAL },
  { "家属", WG_ROSTER_PERSONAL },     { "照片", WG_ROSTER_PERSONAL },      { "入党", WG_ROSTER_PERSONAL },
  { "人数", WG_ROSTER_IGNORED },      { "户数", WG_ROSTER_IGNORED },       { "序号", WG_ROSTER_IGNORED },
  { "网格编码", WG_ROSTER_GRID_CODE }, { "网格编号", WG_ROSTER_GRID_CODE }, { "网格代码", WG_ROSTER_GRID_CODE },
  { "网格号", WG_ROSTER_GRID_CODE },  { "格编码", WG_ROSTER_GRID_CODE },   { "电话", WG_ROSTER_PHONE },
  { "手机", WG_ROSTER_PHONE },        { "联系方式", WG_ROSTER_PHONE },     { "联系号码", WG_ROSTER_PHONE },
  { "姓名", WG_ROSTER_NAME },         { "名字", WG_ROSTER_NAME },          { "专兼职", WG_ROSTER_POST },
  { "专职/兼职", WG_ROSTER_POST },    { "性质", WG_ROSTER_POST },          { "人员类别", WG_ROSTER_POST },
  { "工作单位", WG_ROSTER_EMPLOYER }, { "单位", WG_ROSTER_EMPLOYER },      { "部门", WG_ROSTER_EMPLOYER },
  { "公司", WG_ROSTER_EMPLOYER },     { "到期", WG_ROSTER_TO },            { "结束", WG_ROSTER_TO },
  { "截止", WG_ROSTER_TO },           { "终止", WG_ROSTER_TO },            { "离岗", WG_ROSTER_TO },
  { "离任", WG_ROSTER_TO },           { "任职时间", WG_ROSTER_FROM },      { "任职日期", WG_ROSTER_FROM },
  { "上岗", WG_ROSTER_FROM },         { "开始", WG_ROSTER_FROM },          { "起始", WG_ROSTER_FROM },
  { "聘用", WG_ROSTER_FROM },         { "入职", WG_ROSTER_FROM },          { "职务", WG_ROSTER_ROLE },
  { "岗位", WG_ROSTER_ROLE },         { "角色", WG_ROSTER_ROLE },          { "人员类型", WG_ROSTER_ROLE },
  { "楼栋号", WG_ROSTER_PART },       { "负责楼栋", WG_ROSTER_PART },      { "包保楼栋", WG_ROSTER_PART },
  { "负责范围", WG_ROSTER_PART },     { "管辖范围", WG_ROSTER_PART },      { "责任区", WG_ROSTER_PART },
  { "备注", WG_ROSTER_NOTE },
};

/* Words that name a unit, tried once nothing else fits. */
static const struct
{
  const char *word;
  WgRosterMeaning meaning;
} unit_words[] = {
  { "网格", WG_ROSTER_GRID }, { "街道", WG_ROSTER_STREET },     { "乡镇", WG_ROSTER_STREET },
  { "镇街", WG_ROSTER_STREET }, { "街镇", WG_ROSTER_STREET },   { "镇(街", WG_ROSTER_STREET },
  { "社区", WG_ROSTER_COMMUNITY }, { "村", WG_ROSTER_COMMUNITY }, { "居委", WG_ROSTER_COMMUNITY },
  { "镇", WG_ROSTER_STREET },
};

static const char *const parties[]
  = { "中共党员", "党员", "中共预备党员", "预备党员", "共青团员", "团员", "群众", "民盟盟员", "民建会员",
      "九三学社社员", "无党派人士", "无党派" };

static gboolean
is_chinese (gunichar c)
{
  return c >= 0x3400 && c <= 0x9fff;
}

char *
wg_roster_tidy (const char *cell)
{
  g_autofree char *valid = g_utf8_make_valid (cell != NULL ? cell : "", -1);
  g_autofree char *plain = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean has_gap = FALSE, has_line = FALSE;
  gunichar last = 0;

  for (const char *at = plain; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if ((c == '\n' || c == '\r') && out->len > 0)
        has_line = TRUE;
      if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || c == 0x200b || c == 0xfeff)
        {
          has_gap = TRUE;
          continue;
        }
      if (has_line)
        g_string_append_c (out, '\n');
      else if (has_gap && out->len > 0 && !(is_chinese (last) && is_chinese (c)))
        g_string_append_c (out, ' ');
      g_string_append_unichar (out, c);
      has_gap = has_line = FALSE;
      last = c;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
find_role (const char *heading, WgRosterColumn *column)
{
  WgPostType post = WG_POST_UNKNOWN;
  WgRole role = WG_ROLE_OTHER;

  if (strstr (heading, "专兼职") != NULL || strstr (heading, "专职/兼职") != NULL)
    return FALSE;
  role = wg_role_from_text (heading, &post);
  if (role == WG_ROLE_OTHER)
    return FALSE;
  column->has_role = TRUE;
  column->role = role;
  column->post_type = post;
  return TRUE;
}

/* "网格长/服务口号": under the heading of a role stand names, phones, and things that offices make up. Only what can
 * be a name is one. */
static gboolean
may_be_names (const char *heading)
{
  static const char *const words[] = { "人员", "责任人", "负责人", "担任", "A岗", "B岗", "A角", "B角", "专职", "兼职",
                                       "正职", "副职", "主", "副", "名单" };
  const char *last = strrchr (heading, '/');
  WgRosterColumn below = { 0 };

  if (last == NULL || find_role (last + 1, &below))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (last + 1, words[i]))
      return TRUE;
  for (last++; *last != '\0'; last = g_utf8_next_char (last))
    if (!g_unichar_isdigit (g_utf8_get_char (last))
        && g_utf8_strchr ("一二三四五六七八九十", -1, g_utf8_get_char (last)) == NULL)
      return FALSE;
  return TRUE;
}

/* "网格/名称" is the grid, "网格/口号" is not. */
static WgRosterMeaning
find_unit (const char *heading)
{
  static const char *const names[] = { "名称", "名", "全称", "简称" };
  static const char *const codes[] = { "编码", "编号", "代码" };
  const char *last = strrchr (heading, '/');
  WgRosterMeaning own = WG_ROSTER_IGNORED, whole = WG_ROSTER_IGNORED;

  for (guint i = G_N_ELEMENTS (unit_words); i-- > 0;)
    {
      if (strstr (heading, unit_words[i].word) != NULL)
        whole = unit_words[i].meaning;
      if (last != NULL && strstr (last + 1, unit_words[i].word) != NULL)
        own = unit_words[i].meaning;
    }
  if (last == NULL || own != WG_ROSTER_IGNORED)
    return last == NULL ? whole : own;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (last + 1, names[i]))
      return whole;
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_str_equal (last + 1, codes[i]) && whole == WG_ROSTER_GRID)
      return WG_ROSTER_GRID_CODE;
  return WG_ROSTER_IGNORED;
}

void
wg_roster_read_heading (WgRosterColumn *column)
{
  const char *heading = column->heading;

  column->meaning = WG_ROSTER_IGNORED;
  for (guint i = 0; i < G_N_ELEMENTS (heading_words); i++)
    if (strstr (heading, heading_words[i].word) != NULL)
      {
        column->meaning = heading_words[i].meaning;
        /* "网格员单位": the rest belongs to the role's group, which its place tells. */
        if (column->meaning == WG_ROSTER_NAME || column->meaning == WG_ROSTER_PHONE)
          find_role (heading, column);
        return;
      }
  if (find_role (heading, column))
    {
      if (may_be_names (heading))
        column->meaning = WG_ROSTER_NAME;
      else
        column->has_role = FALSE;
      return;
    }
  column->meaning = find_unit (heading);
}

gboolean
wg_roster_is_heading (const char *cell)
{
  WgRosterColumn column = { .heading = (char *) cell };

  if (cell[0] == '\0' || g_utf8_strlen (cell, -1) > 14 || wg_roster_find_identity (cell) != NULL)
    return FALSE;
  if (g_str_equal (cell, "序号"))
    return TRUE;
  for (const char *at = cell; *at != '\0'; at++)
    if (g_ascii_isdigit (*at))
      return FALSE;
  wg_roster_read_heading (&column);
  switch (column.meaning)
    {
    case WG_ROSTER_IGNORED:
      return FALSE;
    case WG_ROSTER_STREET: /* "柳塘街道" is a place, "所属街道" is a heading */
    case WG_ROSTER_COMMUNITY:
    case WG_ROSTER_GRID:
      return g_str_has_prefix (cell, "所属") || g_str_has_prefix (cell, "所在") || g_str_has_prefix (cell, "负责")
             || g_str_has_prefix (cell, "责任") || g_str_has_suffix (cell, "名称") || g_str_has_suffix (cell, "名")
             || g_utf8_strlen (cell, -1) <= 3 || strchr (cell, '(') != NULL || strchr (cell, '/') != NULL
             || g_str_equal (cell, "一般网格") || g_str_equal (cell, "微网格名");
    default:
      return TRUE;
    }
}

/* GB 11643: the last character checks the 17 before it. */
static gboolean
is_identity (const char *text)
{
  static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  int sum = 0;

  for (guint i = 0; i < WG_ROSTER_IDENTITY_DIGITS - 1; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      sum += weights[i] * (text[i] - '0');
    }
  return g_ascii_toupper (text[WG_ROSTER_IDENTITY_DIGITS - 1]) == "10X98765432"[sum % 11];
}

const char *
wg_roster_find_identity (const char *text)
{
  for (const char *at = text; strlen (at) >= WG_ROSTER_IDENTITY_DIGITS; at++)
    if ((at == text || !g_ascii_isdigit (at[-1])) && is_identity (at)
        && !g_ascii_isdigit (at[WG_ROSTER_IDENTITY_DIGITS]))
      return at;
  return NULL;
}

gboolean
wg_roster_is_personal (const char *cell)
{
  static const char *const peoples[]
    = { "汉", "蒙古", "回", "藏", "维吾尔", "苗", "彝", "壮", "布依", "朝鲜", "满", "侗", "瑶", "白", "土家",
        "哈尼", "哈萨克", "傣", "黎", "傈僳", "佤", "畲", "高山", "拉祜", "水", "东乡", "纳西", "景颇", "土",
        "羌", "仡佬", "锡伯" };

  for (guint i = 0; i < G_N_ELEMENTS (parties); i++)
    if (g_str_equal (cell, parties[i]))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (peoples) && g_str_has_suffix (cell, "族"); i++)
    if (strlen (cell) == strlen (peoples[i]) + strlen ("族") && g_str_has_prefix (cell, peoples[i]))
      return TRUE;
  return g_str_equal (cell, "汉");
}

gboolean
wg_roster_is_remark (const char *cell)
{
  static const char *const words[] = { "合计", "小计", "总计", "共计", "填表", "审核", "制表", "说明", "注:", "备注:",
                                       "填报", "审批", "统计人" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (cell, words[i]))
      return TRUE;
  return FALSE;
}

char **
wg_roster_split (const char *cell)
{
  g_autofree char *even = g_strdup (cell);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_auto (GStrv) pieces = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *at = even; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == 0x3001 || c == ',' || c == ';' || c == '/' || c == '|' || c == 0xff0c || c == 0xff1b || c == ' ')
        g_string_append_c (text, '\n');
      else
        g_string_append_unichar (text, c);
    }
  pieces = g_strsplit (text->str, "\n", -1);
  for (guint i = 0; pieces[i] != NULL; i++)
    if (*g_strstrip (pieces[i]) != '\0')
      g_ptr_array_add (parts, g_strdup (pieces[i]));
  g_ptr_array_add (parts, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&parts), FALSE);
}
