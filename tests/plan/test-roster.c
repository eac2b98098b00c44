/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rosters as offices keep them: invented people, real dirt. */
#include "app/plan/wg-commands.h"
#include "app/plan/wg-people-commands.h"
#include "app/plan/wg-roster-private.h"
#include "app/plan/wg-staffing.h"
#include "tests/support/wg-memory-journal.h"
#include "tests/support/wg-test-plan.h"

#include <string.h>

#define IDENTITY "11010519491231002X" /* the example of the standard */

typedef struct
{
  WgPlan *plan;
  WgMemoryJournal *journal;
  WgHistory *history;
} Fixture;

/* 柳塘街道 > 北塘社区 (第一 to 第四网格), 南塘社区 (第一 to 第四网格) */
static void
set_up (Fixture *f, gconstpointer data)
{
  guint n_communities = 0;

  f->plan = wg_test_plan_grid (4, 2, 1);
  for (guint32 id = 1; id < wg_plan_get_grid_limit (f->plan); id++)
    {
      WgGridRecord record = wg_grid_get_record (wg_plan_get_grid (f->plan, id));
      g_autoptr (WgGrid) grid = NULL;

      if (record.depth == 1)
        record.name = "柳塘街道";
      else if (record.depth == 2)
        record.name = n_communities++ == 0 ? "北塘社区" : "南塘社区";
      grid = wg_grid_new_record (&record);
      wg_plan_load_grid (f->plan, grid);
    }
  f->journal = wg_memory_journal_new (f->plan);
  f->history = wg_history_new (f->plan, WG_JOURNAL (f->journal));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->history);
  g_clear_object (&f->journal);
  g_clear_object (&f->plan);
}

static guint32
find (Fixture *f, const char *community, const char *name)
{
  for (guint32 id = 1; id < wg_plan_get_grid_limit (f->plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (f->plan, id);
      const WgGrid *parent = wg_plan_get_grid (f->plan, grid->parent);

      if (g_str_equal (grid->name, name)
          && (community == NULL || (parent != NULL && g_str_equal (parent->name, community))))
        return id;
    }
  g_error ("no grid %s of %s", name, community);
}

static WgRoster *
read_roster (Fixture *f, const char *text, const WgRosterOptions *options)
{
  g_autoptr (WgRosterTable) table = wg_roster_table_parse (text);

  return wg_roster_new (f->plan, table, options);
}

static void
commit (Fixture *f, WgRoster *roster)
{
  g_autoptr (GError) error = NULL;

  wg_roster_commit (roster, f->history, &error);
  g_assert_no_error (error);
}

static const char *
leader_name (Fixture *f, guint32 grid)
{
  WgWhen when = { wg_day_new (2026, 11, 22), WG_MODE_ROUTINE };
  const WgPeople *people = wg_plan_get_people (f->plan);
  const WgAssignment *post = wg_people_find_leader (people, grid, &when);

  return post != NULL ? wg_people_get_person (people, post->person)->name : NULL;
}

/* A title, two rows of headings with merged cells, units merged downwards, a sum at the end. */
static void
test_column_per_role (Fixture *f, gconstpointer data)
{
  g_autoptr (WgRoster) roster = read_roster (f,
    "柳塘街道网格员花名册\t\t\t\t\t\t\t\n"
    "序号\t社区\t网格\t网格长\t\t专职网格员\t\t备注\n"
    "\t\t\t姓 名\t联系\u3000电话\t姓名\t电话\t\n"
    "1\t北塘社区\t第一网格\t沈 国良\t１３８０００００００１\t阮小凤\t1.3800000002E+10\t\n"
    "2\t\t第二网格\t裘建平\t13800000003.0\t卞丽芳、窦志强\t13800000004、13800000005\t\n"
    "3\t南塘\t第1网格\t郁海英\t1.38E+10\t\t\t空缺\n"
    "合计\t\t\t3\t\t3\t\t\n", NULL);
  const WgPeople *people = NULL;
  guint sums[4] = { 0 };

  g_assert_cmpuint (wg_roster_count (roster), ==, 6);
  g_assert_cmpuint (wg_roster_count_state (roster, WG_ROSTER_NEW), ==, 6);
  g_assert_cmpstr (wg_roster_get (roster, 0)->name, ==, "沈国良");
  g_assert_cmpuint (wg_roster_get (roster, 0)->row, ==, 4);
  g_assert_cmpuint (wg_roster_get (roster, 0)->role, ==, WG_ROLE_LEADER);
  g_assert_cmpstr (wg_roster_get (roster, 1)->phone, ==, "13800000002");
  g_assert_cmpuint (wg_roster_get (roster, 1)->post_type, ==, WG_POST_FULL_TIME);
  g_assert_true (wg_roster_get (roster, 1)->reasons & WG_ROSTER_PHONE_MENDED);
  g_assert_cmpstr (wg_roster_get (roster, 2)->phone, ==, "13800000003");
  g_assert_cmpstr (wg_roster_get (roster, 4)->name, ==, "窦志强");
  g_assert_cmpstr (wg_roster_get (roster, 4)->phone, ==, "13800000005");
  g_assert_cmpstr (wg_roster_get (roster, 5)->phone, ==, "");
  g_assert_true (wg_roster_get (roster, 5)->reasons & WG_ROSTER_PHONE_LOST);
  g_assert_cmpuint (wg_roster_get (roster, 5)->grid, ==, find (f, "南塘社区", "第一网格"));
  wg_roster_get_sums (roster, sums);
  g_assert_cmpuint (sums[0], ==, 6);
  g_assert_cmpuint (sums[2], ==, 6);
  commit (f, roster);
  people = wg_plan_get_people (f->plan);
  g_assert_cmpuint (wg_people_count (people, WG_STAFF_PERSON), ==, 6);
  g_assert_cmpstr (leader_name (f, find (f, "北塘社区", "第二网格")), ==, "裘建平");
  /* One undo step. */
  g_assert_true (wg_history_undo (f->history, NULL));
  g_assert_true (wg_people_is_empty (wg_plan_get_people (f->plan)));
}

/* A heading that no one knows, in the second row, makes no person of that row. */
static void
test_made_up_heading (Fixture *f, gconstpointer data)
{
  g_autoptr (WgRoster) roster = read_roster (f,
    "社区\t网格\t网格长\t\t备注\n"
    "\t\t姓名\t联系电话\t服务口号\n"
    "北塘社区\t第一网格\t沈国良\t13800000001\t有事找我\n", NULL);

  g_assert_cmpuint (wg_roster_count (roster), ==, 1);
  g_assert_cmpstr (wg_roster_get (roster, 0)->name, ==, "沈国良");
  g_assert_cmpstr (wg_roster_get (roster, 0)->phone, ==, "13800000001");
  g_assert_cmpuint (wg_roster_get (roster, 0)->role, ==, WG_ROLE_LEADER);
}

/* What offices make up under the heading of a role is nobody; what can be names is. */
static void
test_below_a_role (Fixture *f, gconstpointer data)
{
  g_autoptr (WgRoster) roster = read_roster (f,
    "社区\t网格\t\t网格长\t\t\t网格员\t\n"
    "\t名称\t口号\t姓名\t电话\t服务口号\t专职\t兼职\n"
    "北塘社区\t第一网格\t平安\t沈国良\t13800000001\t有事找我\t阮小凤\t卞丽芳\n"
    "北塘社区\t第二网格\t和美\t裘建平\t13800000002\t随叫随到\t窦志强\t\n", NULL);

  g_assert_cmpuint (wg_roster_count (roster), ==, 5);
  g_assert_cmpuint (wg_roster_count_state (roster, WG_ROSTER_NEW), ==, 5);
  g_assert_cmpstr (wg_roster_get (roster, 0)->name, ==, "沈国良");
  g_assert_cmpstr (wg_roster_get (roster, 0)->phone, ==, "13800000001");
  g_assert_cmpuint (wg_roster_get (roster, 0)->role, ==, WG_ROLE_LEADER);
  g_assert_cmpuint (wg_roster_get (roster, 0)->grid, ==, find (f, "北塘社区", "第一网格"));
  g_assert_cmpstr (wg_roster_get (roster, 1)->name, ==, "阮小凤");
  g_assert_cmpuint (wg_roster_get (roster, 1)->post_type, ==, WG_POST_FULL_TIME);
  g_assert_cmpstr (wg_roster_get (roster, 2)->name, ==, "卞丽芳");
  g_assert_cmpuint (wg_roster_get (roster, 2)->post_type, ==, WG_POST_PART_TIME);
  g_assert_cmpuint (wg_roster_get (roster, 2)->role, ==, WG_ROLE_WORKER);
  g_assert_cmpstr (wg_roster_get (roster, 4)->name, ==, "窦志强");
}

/* Cells as spreadsheets put them on the clipboard: with tabs, lines and quotation marks of their own. */
static void
test_pasted_cells (Fixture *f, gconstpointer data)
{
  g_autoptr (WgRoster) roster = read_roster (f,
    "姓名\t电话\t网格\t备注\r\n"
    "沈国良\t13800000001\t北塘社区/第一网格\t\"人称\"\"老沈\"\"\t晚上\n可打\"\r\n"
    "\"阮小凤\n卞丽芳\"\t\"13800000002\n13800000003\"\t北塘社区/第二网格\t\"优秀\"网格员\r\n"
    "裘建平\t13800000004\t北塘社区/第三网格\t\"没有下引号\r\n"
    "窦志强\t13800000005\t北塘社区/第四网格\t\r\n", NULL);
  g_autoptr (WgRosterTable) comma = wg_roster_table_parse ("姓名,备注,网格\n沈国良,\"左\t右;\",第一网格\n");

  g_assert_cmpuint (wg_roster_count (roster), ==, 5);
  g_assert_cmpstr (wg_roster_get (roster, 0)->note, ==, "人称\"老沈\" 晚上 可打");
  g_assert_cmpstr (wg_roster_get (roster, 1)->name, ==, "阮小凤");
  g_assert_cmpstr (wg_roster_get (roster, 2)->name, ==, "卞丽芳");
  g_assert_cmpstr (wg_roster_get (roster, 2)->phone, ==, "13800000003");
  g_assert_cmpstr (wg_roster_get (roster, 1)->note, ==, "\"优秀\"网格员");
  g_assert_cmpstr (wg_roster_get (roster, 3)->note, ==, "\"没有下引号");
  g_assert_cmpstr (wg_roster_get (roster, 4)->name, ==, "窦志强");
  g_assert_cmpuint (comma->n_columns, ==, 3);
  g_assert_cmpstr (((char **) comma->rows->pdata[1])[1], ==, "左右;");
}

/* The page that comes with the cells: merged ones, digits that the text has lost, marks, what is no text. */
static void
test_pasted_page (Fixture *f, gconstpointer data)
{
  g_autoptr (WgRosterTable) table = wg_roster_table_parse_html (
    "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><style>td { mso-x: \"<td>\"; }</style></head>\n"
    "<body><!--StartFragment--><table><col width=72>\n"
    "<tr><td rowspan=2>社区</td><td rowspan='2'>网格</td><td colspan=2>网格长</td></tr>\n"
    "<tr><td>姓&nbsp;名</td><td>联系<br>\n电话</td></tr>\n"
    "<tr><td rowspan=2 class=xl65>北塘社区</td><td>第一网格</td><td><ruby>沈国良<rt>shen</rt></ruby></td>"
    "<td align=right x:num=\"13800000001\">1.38E+10</td></tr>\n"
    "<tr><td>第二网格</td><td>&#35032;建平</td><td x:num>13800000002</td></tr>\n"
    "</table><!--EndFragment--></body></html>");
  g_autoptr (WgRoster) roster = wg_roster_new (f->plan, table, NULL);

  g_assert_cmpuint (table->n_columns, ==, 4);
  g_assert_cmpuint (table->n_heading, ==, 2);
  g_assert_cmpuint (wg_roster_count (roster), ==, 2);
  g_assert_cmpstr (wg_roster_get (roster, 0)->name, ==, "沈国良");
  g_assert_cmpstr (wg_roster_get (roster, 0)->phone, ==, "13800000001");
  g_assert_cmpuint (wg_roster_get (roster, 0)->role, ==, WG_ROLE_LEADER);
  g_assert_cmpstr (wg_roster_get (roster, 1)->name, ==, "裘建平");
  g_assert_cmpstr (wg_roster_get (roster, 1)->phone, ==, "13800000002");
  g_assert_cmpuint (wg_roster_get (roster, 1)->grid, ==, find (f, "北塘社区", "第二网格"));
}

/* What is personal is gone before anything looks at it, by heading and by content. */
static void
test_personal (Fixture *f, gconstpointer data)
{
  g_autoptr (WgRoster) roster = read_roster (f,
    "姓名\t性别\t民族\t身份证号\t政治面貌\t家庭住址\t编号\t其他\t手机号\t所属网格\t职务\n"
    "沈国良\t男\t汉族\t" IDENTITY "\t中共党员\t柳塘路1号\t" IDENTITY "\t汉族\t13800000001\t北塘社区/第一网格\t网格长\n"
    "阮小凤\t女\t汉族\t\t群众\t柳塘路2号\t" IDENTITY "\t回族\t13800000002 " IDENTITY "\t北塘社区/第二网格\t网格员\n", NULL);
  const GPtrArray *dropped = wg_roster_get_dropped (roster);
  g_autoptr (GString) all = g_string_new (NULL);
  const WgRosterTable *table = wg_roster_get_table (roster);

  g_assert_cmpuint (dropped->len, ==, 7);
  g_assert_cmpuint (wg_roster_count_state (roster, WG_ROSTER_NEW), ==, 2);
  g_assert_cmpstr (wg_roster_get (roster, 1)->phone, ==, "13800000002");
  g_assert_true (wg_roster_get (roster, 1)->reasons & WG_ROSTER_IDENTITY);
  g_assert_cmpuint (wg_roster_get (roster, 0)->grid, ==, find (f, "北塘社区", "第一网格"));
  for (guint row = table->n_heading; row < table->rows->len; row++)
    for (char **cell = g_ptr_array_index (table->rows, row); *cell != NULL; cell++)
      g_string_append (all, *cell);
  g_assert_null (strstr (all->str, IDENTITY));
  g_assert_null (strstr (all->str, "汉族"));
  g_assert_null (strstr (all->str, "党员"));
  g_assert_null (strstr (all->str, "柳塘路"));
  g_assert_null (wg_roster_find_identity ("110105194912310021")); /* a wrong check digit */
}

static void
test_grids_of_a_cell (void)
{
  static const struct { const char *cell; const char *parts; } cases[] = {
    { "一、二、三网格", "1网格|2网格|3网格" },
    { "第一、二网格", "1网格|2网格" },
    { "1-3网格", "1网格|2网格|3网格" },
    { "第二至四网格", "2网格|3网格|4网格" },
    { "柳塘一、二网格", "柳塘1网格|柳塘2网格" },
    { "第一网格", "第一网格" },
    { "和平网格", "和平网格" },
    { "第十二网格,第十三网格", "12网格|13网格" },
    { "330106001, 330106002", "330106001|330106002" },
    { "北塘/第一网格", "北塘/第一网格" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) parts = wg_roster_grids_expand (cases[i].cell);
      g_autofree char *joined = g_strjoinv ("|", parts);

      g_assert_cmpstr (joined, ==, cases[i].parts);
    }
}

static void
test_which_grid (Fixture *f, gconstpointer data)
{
  g_autoptr (WgRoster) roster = NULL;
  g_autofree char *text = NULL;
  guint32 first = find (f, "北塘社区", "第一网格"), second = find (f, "南塘社区", "第二网格");

  text = g_strdup_printf ("姓名\t电话\t街道\t社区\t网格\t网格编码\t职务\n"
                          "甲一\t13800000001\t柳塘\t北塘\t一网格\t\t网格长\n"
                          "甲二\t13800000002\t\t\t\t%s\t网格长\n"
                          "甲三\t13800000003\t柳塘街道\t南塘社区\t第九网格\t\t网格员\n"
                          "甲四\t13800000004\t柳塘街道\t\t第三网格\t\t网格员\n"
                          "甲五\t13800000005\t柳塘街道\t南塘社区\t一、二网格\t\t网格员\n"
                          "甲六\t13800000006\t柳塘街道\t南塘社区\t\t\t联络员\n"
                          "甲七\t13800000007\t柳塘街道\t南塘社区\t北塘社区第一网格\t\t网格员\n"
                          "甲八\t\t柳塘街道\t南塘社区\t网格2\t\t网格员\n"
                          "\t13800000009\t柳塘街道\t南塘社区\t第二网格\t\t网格员\n",
                          wg_plan_get_grid (f->plan, second)->code);
  roster = read_roster (f, text, NULL);
  g_assert_cmpuint (wg_roster_get (roster, 0)->grid, ==, first);
  g_assert_cmpuint (wg_roster_get (roster, 1)->grid, ==, second);
  g_assert_cmpint (wg_roster_get (roster, 2)->state, ==, WG_ROSTER_UNKNOWN_GRID);
  g_assert_cmpint (wg_roster_get (roster, 3)->state, ==, WG_ROSTER_AMBIGUOUS);
  g_assert_cmpuint (wg_roster_get (roster, 4)->grid, ==, find (f, "南塘社区", "第一网格"));
  g_assert_cmpuint (wg_roster_get (roster, 5)->grid, ==, second);
  g_assert_cmpuint (wg_roster_get (roster, 6)->grid, ==, find (f, NULL, "南塘社区"));
  g_assert_true (wg_roster_get (roster, 6)->reasons & WG_ROSTER_NO_GRID);
  g_assert_cmpint (wg_roster_get (roster, 7)->state, ==, WG_ROSTER_UNKNOWN_GRID); /* the row contradicts itself */
  g_assert_cmpuint (wg_roster_get (roster, 8)->grid, ==, second);
  g_assert_true (wg_roster_get (roster, 8)->reasons & WG_ROSTER_PHONE_MISSING);
  g_assert_cmpint (wg_roster_get (roster, 9)->state, ==, WG_ROSTER_REJECTED);
  /* Somebody decides. */
  wg_roster_set_grid (roster, 3, first);
  g_assert_cmpint (wg_roster_get (roster, 3)->state, ==, WG_ROSTER_NEW);
  commit (f, roster);
  /* The one of the unknown grid is there, without a grid. */
  g_assert_cmpuint (wg_people_count (wg_plan_get_people (f->plan), WG_STAFF_PERSON), ==, 8);
  {
    g_autoptr (WgSheet) rejects = wg_roster_make_rejects (roster);

    g_assert_cmpuint (rejects->rows->len, ==, 3);
  }
}

/* Two people of one name in one grid, told apart by their phones. */
static void
test_namesakes (Fixture *f, gconstpointer data)
{
  g_autoptr (WgRoster) roster = read_roster (f, "网格\t姓名\t电话\n"
                                                "北塘社区/第一网格\t王伟\t13800000001\n"
                                                "北塘社区/第一网格\t王伟\t13800000002\n"
                                                "北塘社区/第二网格\t王伟\t13800000002\n", NULL);

  g_assert_true (wg_roster_get (roster, 1)->reasons & WG_ROSTER_SAME_NAME);
  g_assert_true (wg_roster_get (roster, 2)->reasons & WG_ROSTER_TWICE);
  commit (f, roster);
  g_assert_cmpuint (wg_people_count (wg_plan_get_people (f->plan), WG_STAFF_PERSON), ==, 2);
  g_assert_cmpuint (wg_people_count (wg_plan_get_people (f->plan), WG_STAFF_ASSIGNMENT), ==, 3);
}

/* The same roster again, and a newer one. */
static void
test_again (Fixture *f, gconstpointer data)
{
  static const char first[] = "网格\t姓名\t电话\t职务\t单位\n"
                              "北塘社区/第一网格\t沈国良\t13800000001\t网格长\t柳塘所\n"
                              "北塘社区/第一网格\t阮小凤\t13800000002\t网格员\t\n"
                              "北塘社区/第二网格\t沈国良\t13800000001\t网格长\t柳塘所\n"
                              "北塘社区/第二网格\t沈国良\t\t网格长\t柳塘所\n";
  static const char second[] = "网格\t姓名\t电话\t职务\n"
                               "北塘社区/第一网格\t裘建平\t13800000003\t网格长\n"
                               "北塘社区/第一网格\t阮小凤\t13900000002\t网格员\n"
                               "北塘社区/第三网格\t阮小凤\t13700000007\t网格员\n";
  g_autoptr (WgRoster) roster = read_roster (f, first, NULL);
  g_autoptr (WgRoster) again = NULL;
  g_autoptr (WgRoster) newer = NULL;
  g_autoptr (GError) error = NULL;
  const WgPeople *people = NULL;
  WgRosterOptions options = { WG_MODE_ROUTINE, wg_day_new (2026, 11, 1), TRUE };
  guint sums[4] = { 0 };

  g_assert_true (wg_roster_get (roster, 2)->reasons & WG_ROSTER_TWICE);
  g_assert_cmpint (wg_roster_get (roster, 3)->state, ==, WG_ROSTER_SAME); /* written twice */
  commit (f, roster);
  g_assert_cmpuint (wg_people_count (wg_plan_get_people (f->plan), WG_STAFF_PERSON), ==, 2);
  g_assert_cmpuint (wg_people_count (wg_plan_get_people (f->plan), WG_STAFF_ASSIGNMENT), ==, 3);
  again = read_roster (f, first, NULL);
  g_assert_cmpuint (wg_roster_count_state (again, WG_ROSTER_SAME), ==, 4);
  g_assert_false (wg_roster_commit (again, f->history, &error));
  g_assert_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING);
  newer = read_roster (f, second, &options);
  g_assert_cmpint (wg_roster_get (newer, 0)->state, ==, WG_ROSTER_NEW);
  g_assert_cmpint (wg_roster_get (newer, 1)->state, ==, WG_ROSTER_CHANGED); /* she works there: a new phone */
  g_assert_true (wg_roster_get (newer, 2)->reasons & WG_ROSTER_SAME_NAME);  /* somebody else of that name */
  wg_roster_get_sums (newer, sums);
  g_assert_cmpuint (sums[0], ==, 2);
  g_assert_cmpuint (sums[1], ==, 1);
  g_assert_cmpuint (sums[3], ==, 1); /* the former leader */
  commit (f, newer);
  people = wg_plan_get_people (f->plan);
  g_assert_cmpstr (leader_name (f, find (f, "北塘社区", "第一网格")), ==, "裘建平");
  g_assert_cmpstr (leader_name (f, find (f, "北塘社区", "第二网格")), ==, "沈国良");
  g_assert_cmpstr (wg_people_get_person (people, 2)->phone, ==, "13900000002");
  g_assert_cmpuint (wg_people_count (people, WG_STAFF_PERSON), ==, 4);
}

static void
test_by_leader (Fixture *f, gconstpointer data)
{
  g_autoptr (WgRoster) first = read_roster (f, "网格\t姓名\t电话\t职务\n"
                                               "南塘社区/第三网格\t沈国良\t13800000001\t网格长\n", NULL);
  g_autoptr (WgRoster) second = NULL;

  commit (f, first);
  second = read_roster (f, "姓名\t电话\t网格\t网格长\n阮小凤\t13800000002\t第三网格\t沈国良\n", NULL);
  g_assert_cmpuint (wg_roster_count (second), ==, 1);
  g_assert_cmpuint (wg_roster_get (second, 0)->grid, ==, find (f, "南塘社区", "第三网格"));
  g_assert_true (wg_roster_get (second, 0)->reasons & WG_ROSTER_BY_LEADER);
}

static void
test_land_lines_and_csv (Fixture *f, gconstpointer data)
{
  g_autoptr (WgRoster) roster = read_roster (f, "\xef\xbb\xbf网格,姓名,\"联系\n电话\",任职时间,到期时间\n"
                                                "北塘社区/第一网格,甲一,57188000000,2025/3/1,2027-02-28\n"
                                                "北塘社区/第二网格,甲二,0571-88000000转801,46348,说不准\n"
                                                "北塘社区/第三网格,甲三,138 0000 0003,,\n", NULL);

  g_assert_cmpstr (wg_roster_get (roster, 0)->phone, ==, "057188000000");
  g_assert_true (wg_roster_get (roster, 0)->reasons & WG_ROSTER_ZERO_LOST);
  g_assert_cmpuint (wg_roster_get (roster, 0)->from, ==, wg_day_new (2025, 3, 1));
  g_assert_cmpuint (wg_roster_get (roster, 0)->to, ==, wg_day_new (2027, 2, 28));
  g_assert_cmpstr (wg_roster_get (roster, 1)->phone, ==, "0571-88000000-801");
  g_assert_cmpuint (wg_roster_get (roster, 1)->from, ==, wg_day_new (2026, 11, 22));
  g_assert_true (wg_roster_get (roster, 1)->reasons & WG_ROSTER_BAD_DAY);
  g_assert_cmpstr (wg_roster_get (roster, 2)->phone, ==, "13800000003");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/roster/grids-of-a-cell", test_grids_of_a_cell);
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/roster/column-per-role", test_column_per_role);
  ADD ("/roster/made-up-heading", test_made_up_heading);
  ADD ("/roster/below-a-role", test_below_a_role);
  ADD ("/roster/pasted-cells", test_pasted_cells);
  ADD ("/roster/pasted-page", test_pasted_page);
  ADD ("/roster/personal", test_personal);
  ADD ("/roster/which-grid", test_which_grid);
  ADD ("/roster/namesakes", test_namesakes);
  ADD ("/roster/again", test_again);
  ADD ("/roster/by-leader", test_by_leader);
  ADD ("/roster/land-lines-and-csv", test_land_lines_and_csv);
#undef ADD
  return g_test_run ();
}
