/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was typed finds a text: by characters, sounds and numbers, and the better match comes first. */

#include "app/base/wg-pinyin.h"
#include "app/base/wg-text-query.h"

#include <string.h>

static int
kind_of (const char *typed, const char *text)
{
  g_autoptr (WgTextQuery) query = wg_text_query_new (typed);
  guint32 score = 0;

  return wg_text_query_match (query, text, &score) ? (int) wg_text_query_kind (score) : -1;
}

static void
test_readings (void)
{
  const guint16 *readings = NULL;
  guint n = wg_pinyin_get_readings (0x91cd, &readings); /* 重 */
  gboolean has[2] = { FALSE, FALSE };

  for (guint i = 0; i < n; i++)
    {
      has[0] |= strcmp (wg_pinyin_get_syllable (readings[i]), "zhong") == 0;
      has[1] |= strcmp (wg_pinyin_get_syllable (readings[i]), "chong") == 0;
    }
  g_assert_true (has[0] && has[1]);
  g_assert_cmpuint (wg_pinyin_get_readings ('a', &readings), ==, 0);
  g_assert_cmpuint (wg_pinyin_count (), >, 400);
}

static void
test_sounds (void)
{
  g_assert_cmpint (kind_of ("lbt", "柳北塘"), ==, WG_MATCH_SOUND);
  g_assert_cmpint (kind_of ("LBT", "柳北塘"), ==, WG_MATCH_SOUND);
  g_assert_cmpint (kind_of ("liubeitang", "柳北塘"), ==, WG_MATCH_SOUND);
  g_assert_cmpint (kind_of ("liubeit", "柳北塘社区"), ==, WG_MATCH_SOUND_PREFIX);
  g_assert_cmpint (kind_of ("liub", "柳北塘"), ==, WG_MATCH_SOUND_PREFIX);
  g_assert_cmpint (kind_of ("liubt", "柳北塘"), ==, WG_MATCH_SOUND);
  g_assert_cmpint (kind_of ("柳bt", "柳北塘"), ==, WG_MATCH_SOUND);
  g_assert_cmpint (kind_of ("bt", "柳北塘"), ==, WG_MATCH_SOUND_INSIDE);
  g_assert_cmpint (kind_of ("zhsq", "中山社区"), ==, -1);
  g_assert_cmpint (kind_of ("zhshsq", "中山社区"), ==, WG_MATCH_SOUND);
  g_assert_cmpint (kind_of ("zssq", "中山社区"), ==, WG_MATCH_SOUND);
  g_assert_cmpint (kind_of ("chongqinglu", "重庆路"), ==, WG_MATCH_SOUND);
  g_assert_cmpint (kind_of ("zhongqinglu", "重庆路"), ==, WG_MATCH_SOUND);
  g_assert_cmpint (kind_of ("zqcl", "曾庆彩丽"), ==, WG_MATCH_SOUND);
  g_assert_cmpint (kind_of ("lvcheng", "绿城"), ==, WG_MATCH_SOUND);
  g_assert_cmpint (kind_of ("lucheng", "绿城"), ==, WG_MATCH_SOUND);
  g_assert_cmpint (kind_of ("xian", "西安路"), ==, WG_MATCH_SOUND_PREFIX);
  g_assert_cmpint (kind_of ("lbx", "柳北塘"), ==, -1);
  g_assert_cmpint (kind_of ("lbtx", "柳北塘"), ==, -1);
}

static void
test_numbers (void)
{
  static const char *const written[] = { "3号院", "三号院", "３号院" };

  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    for (guint k = 0; k < G_N_ELEMENTS (written); k++)
      g_assert_cmpint (kind_of (written[i], written[k]), ==, WG_MATCH_EXACT);
  g_assert_cmpint (kind_of ("12号", "十二号"), ==, WG_MATCH_EXACT);
  g_assert_cmpint (kind_of ("十二号", "12号"), ==, WG_MATCH_EXACT);
  g_assert_cmpint (kind_of ("23栋", "二十三栋"), ==, WG_MATCH_EXACT);
  g_assert_cmpint (kind_of ("20栋", "二十栋"), ==, WG_MATCH_EXACT);
  g_assert_cmpint (kind_of ("10号", "十号"), ==, WG_MATCH_EXACT);
  g_assert_cmpint (kind_of ("105号", "一百零五号"), ==, WG_MATCH_EXACT);
  g_assert_cmpint (kind_of ("一百零五号", "105号"), ==, WG_MATCH_EXACT);
  g_assert_cmpint (kind_of ("120号", "一百二十号"), ==, WG_MATCH_EXACT);
  g_assert_cmpint (kind_of ("三里屯", "三里屯"), ==, WG_MATCH_EXACT);
  g_assert_cmpint (kind_of ("二〇三室", "203室"), ==, WG_MATCH_EXACT);
  g_assert_cmpint (kind_of ("百草", "百草路"), ==, WG_MATCH_PREFIX);
  g_assert_cmpint (kind_of ("13号", "3号"), ==, -1);
  g_assert_cmpint (kind_of ("Ａ座", "a座"), ==, WG_MATCH_EXACT);
}

static void
test_order (void)
{
  g_assert_cmpint (kind_of ("胜利路", "胜利路"), ==, WG_MATCH_EXACT);
  g_assert_cmpint (kind_of ("胜利路", "胜利路12号"), ==, WG_MATCH_PREFIX);
  g_assert_cmpint (kind_of ("胜利路", "东胜利路"), ==, WG_MATCH_INSIDE);
  g_assert_cmpint (kind_of ("3号", "胜利路3号"), ==, WG_MATCH_INSIDE);
  g_assert_cmpint (kind_of ("3号", "胜利路13号"), ==, WG_MATCH_CUT);
  g_assert_cmpint (kind_of ("胜利 3号", "胜利路3号"), ==, WG_MATCH_INSIDE);
  g_assert_cmpint (kind_of ("3号 胜利", "胜利路3号"), ==, WG_MATCH_INSIDE);
  g_assert_cmpint (kind_of ("胜利 4号", "胜利路3号"), ==, -1);
  g_assert_cmpint (kind_of ("  ", "胜利路3号"), ==, -1);
  g_assert_cmpint (kind_of ("0000", "13800000000"), ==, WG_MATCH_CUT);
}

static void
test_scan (void)
{
  static const char *const texts[][3] = {
    { "东胜利路3号", NULL, "shop" }, { "胜利路13号", NULL, NULL }, { "胜利路3号", NULL, NULL },
    { NULL, "胜利路", "street" },    { "人民路8号", "胜利超市", NULL }, { "十字街", NULL, "胜利" },
    { "圣林路2号", NULL, NULL },
  };
  g_autoptr (WgTextPack) pack = wg_text_pack_new (8);
  g_autoptr (WgTextQuery) query = wg_text_query_new ("胜利");
  g_autoptr (WgTextQuery) sound = wg_text_query_new ("sl");
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (WgTextHit));
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (WgTextHit));
  g_autofree char *field = NULL;
  guint n_found[2] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    wg_text_pack_add (pack, texts[i], 3, 2);
  g_assert_true (wg_text_query_scan (query, pack, 3, hits, others, n_found, NULL));
  g_assert_cmpuint (n_found[0], ==, 4); /* the hidden field does not count */
  g_assert_cmpuint (n_found[1], ==, 1);
  g_assert_cmpuint (hits->len, ==, 3);
  g_assert_cmpuint (g_array_index (hits, WgTextHit, 0).row, ==, 2);
  g_assert_cmpuint (g_array_index (hits, WgTextHit, 1).row, ==, 1);
  g_assert_cmpuint (g_array_index (hits, WgTextHit, 2).row, ==, 4);
  g_assert_cmpuint (g_array_index (others, WgTextHit, 0).row, ==, 3);
  g_assert_true (wg_text_query_scan (sound, pack, 10, hits, others, n_found, NULL));
  g_assert_cmpuint (n_found[0], ==, 5);
  field = wg_text_pack_dup_field (pack, 0, 2);
  g_assert_cmpstr (field, ==, "shop");
  g_assert_null (wg_text_pack_dup_field (pack, 1, 1));
  g_assert_null (wg_text_pack_dup_field (pack, 1, 9));
}

/* A number that one word cuts counts, whatever the other words do. */
static void
test_words (void)
{
  g_autoptr (WgTextQuery) query = wg_text_query_new ("zdlu 38");
  guint32 whole = 0, cut = 0;

  g_assert_true (wg_text_query_match (query, "浙大路38号玉泉校区", &whole));
  g_assert_true (wg_text_query_match (query, "浙大路338号", &cut));
  g_assert_cmpuint (whole, <, cut);
}

/* One place is written in both ways. */
static void
test_traditional (void)
{
  g_assert_cmpint (kind_of ("勝利小區12號", "胜利小区12号"), ==, WG_MATCH_EXACT);
  g_assert_cmpint (kind_of ("胜利小区12号", "勝利小區12號"), ==, WG_MATCH_EXACT);
  g_assert_cmpint (kind_of ("樓", "12号楼3单元"), ==, WG_MATCH_INSIDE);
  g_assert_cmpint (kind_of ("台湾路", "臺灣路5號"), ==, WG_MATCH_PREFIX);
  g_assert_cmpint (kind_of ("sllwh", "勝利路五號"), ==, WG_MATCH_SOUND);
  g_assert_cmpint (kind_of ("桥", "楼"), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/find-text/readings", test_readings);
  g_test_add_func ("/find-text/sounds", test_sounds);
  g_test_add_func ("/find-text/numbers", test_numbers);
  g_test_add_func ("/find-text/words", test_words);
  g_test_add_func ("/find-text/traditional", test_traditional);
  g_test_add_func ("/find-text/order", test_order);
  g_test_add_func ("/find-text/scan", test_scan);
  return g_test_run ();
}
