/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/plan/wg-code.h"

#include <string.h>

typedef struct
{
  const char *what;
  const char *text;    /* of the grid that is divided */
  const char *parent;  /* code of its parent, or NULL */
  const char *siblings; /* separated by spaces (codes) or commas (names) */
  const char *taken;   /* further texts that are in use, or were */
  const char *expected;
} Case;

static const Case code_cases[] = {
  { "15 digits below a community", "510129001001003", "510129001001",
    "510129001001001 510129001001002 510129001001003", "", "510129001001004" },
  { "special grids do not count", "510129001001003", "510129001001",
    "510129001001003 510129001001901 510129001001902", "", "510129001001004" },
  { "a special grid stays in its range", "510129001001901", "510129001001",
    "510129001001003 510129001001901", "", "510129001001902" },
  { "micro-grid of two digits", "51012900100100307", "510129001001003",
    "51012900100100307 51012900100100309", "", "51012900100100310" },
  { "padded parent", "330106031102", "330106031100", "330106031102 330106031106", "",
    "330106031107" },
  { "parent with another code system", "330106031102", "330106010000",
    "330106031102 330106031106 330106031201 330106041501", "", "330106031107" },
  { "padded grandparent", "330106031405", "330106030000",
    "330106031405 330106031401 330106031502 330106031508", "", "330106031406" },
  { "two digits used up", "330106031198", NULL, "330106031199 330106031198", "", "330106031200" },
  { "retired codes are not reused", "A-07", NULL, "A-01 A-07", "A-08 A-09", "A-10" },
  { "letters and width", "A-07", NULL, "A-01 A-12 B-44", "", "A-13" },
  { "99 is followed by 100", "A-99", NULL, "A-98 A-99", "", "A-100" },
  { "one digit grows", "W9", NULL, "W8 W9", "", "W10" },
  { "no siblings", "0012", NULL, "", "", "0013" },
  { "a full row takes the first gap", "100999", "100", "100900 100999", "", "100901" },
  { "no digits", "北一区", NULL, "北一区 北二区", "", "北一区-2" },
  { "no digits, second time", "北一区", NULL, "北一区 北一区-2", "北一区-2", "北一区-3" },
  { "a missing code joins its siblings", "", "330106", "330106001 330106004", "", "330106005" },
  { "a missing code below a parent", "", "330106", "", "", "330106001" },
  { "no row to join below a town", "", "330106100000",
    "330106101101 330106101102 330106102401 330106103301", "", "330106100000001" },
  { "no row to join at all", "", NULL, "330106101101 330106102401 330106103301", "", "" },
  { "nothing to go by", "", NULL, "", "", "" },
  { "20 digits stay text", "00000051012900100103", NULL,
    "00000051012900100103 00000051012900100109", "", "00000051012900100110" },
  { "no room left", "一二三四五六七八九十一二三四五六七八九十一二三四", NULL, "", "", "" },
};

static const Case name_cases[] = {
  { "ordinal", "东山弄社区第二网格", NULL,
    "东山弄社区第一网格,东山弄社区第二网格,东山弄社区第六网格,花园社区第九网格", "",
    "东山弄社区第七网格" },
  { "tens", "第九网格", NULL, "第九网格,第十网格,第十九网格", "", "第二十网格" },
  { "from one to many", "第一网格", NULL, "", "", "第二网格" },
  { "digits", "第3网格", NULL, "第3网格,第12网格", "", "第13网格" },
  { "digits with zeros", "网格03", NULL, "网格03,网格09", "", "网格10" },
  { "digits in front", "3网格", NULL, "3网格,4网格", "", "5网格" },
  { "number sign", "西溪3号网格", NULL, "西溪3号网格", "", "西溪4号网格" },
  { "the last number counts", "117社区第2网格", NULL, "117社区第2网格", "", "117社区第3网格" },
  { "a number that is a name", "117社区", NULL, "117社区,118社区", "", "117社区 2" },
  { "a numeral that is a name", "三墩镇", NULL, "三墩镇", "", "三墩镇 2" },
  { "村 and 微", "东村1-1微网格", NULL, "东村1-1微网格,东村1-2微网格", "", "东村1-3微网格" },
  { "taken names are passed over", "第二网格", NULL, "第二网格", "第三网格", "第四网格" },
  { "plain", "大学城", NULL, "大学城,大学城 2", "大学城 2", "大学城 3" },
  { "damaged text", "花园社区第?网格", NULL, "花园社区第一网格", "", "花园社区第?网格 2" },
  { "no name", "", NULL, "第一网格", "", "" },
  { "over a hundred", "第九十九网格", NULL, "第九十九网格,第一百网格", "", "第一百零一网格" },
  { "too long", "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸", NULL, "", "",
    "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛 2" },
};

typedef struct
{
  GPtrArray *siblings;
  char **taken;
} Texts;

static gboolean
is_taken_cb (const char *text, gpointer user_data)
{
  Texts *texts = user_data;

  for (guint i = 0; i < texts->siblings->len; i++)
    if (strcmp (g_ptr_array_index (texts->siblings, i), text) == 0)
      return TRUE;
  return g_strv_contains ((const char *const *) texts->taken, text);
}

static char *
run_case (const Case *c, gboolean is_name)
{
  g_auto (GStrv) siblings = g_strsplit (c->siblings, is_name ? "," : " ", -1);
  g_auto (GStrv) taken = g_strsplit (c->taken, is_name ? "," : " ", -1);
  g_autoptr (GPtrArray) array = g_ptr_array_new ();
  Texts texts = { array, taken };

  for (guint i = 0; siblings[i] != NULL; i++)
    g_ptr_array_add (array, siblings[i]);
  return is_name ? wg_name_next (c->text, array, is_taken_cb, &texts)
                 : wg_code_next (c->text, c->parent, array, is_taken_cb, &texts);
}

static void
test_codes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (code_cases); i++)
    {
      g_autofree char *next = run_case (&code_cases[i], FALSE);

      g_test_message ("%s: %s", code_cases[i].what, next);
      g_assert_cmpstr (next, ==, code_cases[i].expected);
      g_assert_true (next[0] == '\0' || wg_code_is_well_formed (next));
    }
}

static void
test_names (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (name_cases); i++)
    {
      g_autofree char *next = run_case (&name_cases[i], TRUE);

      g_test_message ("%s: %s", name_cases[i].what, next);
      g_assert_cmpstr (next, ==, name_cases[i].expected);
      g_assert_true (next[0] == '\0' || wg_name_is_well_formed (next));
    }
}

static void
test_numerals (void)
{
  static const struct
  {
    guint number;
    const char *text;
  } cases[] = {
    { 1, "一" }, { 10, "十" }, { 12, "十二" }, { 20, "二十" }, { 21, "二十一" }, { 100, "一百" },
    { 101, "一百零一" }, { 110, "一百一十" }, { 112, "一百一十二" }, { 1001, "一千零一" },
    { 1010, "一千零一十" }, { 9999, "九千九百九十九" },
  };
  static const char *const wrong[] = { "", "零", "一一", "百", "十百", "网", "一十百" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = wg_numeral_format (cases[i].number);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
  for (guint number = 1; number < 10000; number++)
    {
      g_autofree char *text = wg_numeral_format (number);

      g_assert_cmpuint (wg_numeral_parse (text, strlen (text)), ==, number);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_cmpuint (wg_numeral_parse (wrong[i], strlen (wrong[i])), ==, 0);
}

static void
test_well_formed (void)
{
  g_assert_true (wg_code_is_well_formed ("510129001001901"));
  g_assert_true (wg_code_is_well_formed ("北-07"));
  g_assert_false (wg_code_is_well_formed (""));
  g_assert_false (wg_code_is_well_formed ("1 2"));
  g_assert_false (wg_code_is_well_formed ("1\n2"));
  g_assert_false (wg_code_is_well_formed ("1234567890123456789012345"));
  g_assert_true (wg_code_is_well_formed ("123456789012345678901234"));
  g_assert_false (wg_code_is_well_formed ("\xff"));
  g_assert_true (wg_name_is_well_formed ("第一 网格"));
  g_assert_false (wg_name_is_well_formed ("  "));
  g_assert_false (wg_name_is_well_formed ("a\tb"));
  g_assert_false (wg_name_is_well_formed (""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan/code/next", test_codes);
  g_test_add_func ("/plan/code/name", test_names);
  g_test_add_func ("/plan/code/numerals", test_numerals);
  g_test_add_func ("/plan/code/well-formed", test_well_formed);
  return g_test_run ();
}
