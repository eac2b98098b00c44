/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/base/wg-page.h"

static const char *
cell (const WgPage *page, guint row, guint column)
{
  char **cells = g_ptr_array_index (page->rows, row);

  g_assert_cmpuint (column, <, g_strv_length (cells));
  return cells[column];
}

/* Left out rows and cells, merged ones, marks within a text, notes, numbers and days. */
static void
test_workbook (void)
{
  g_autoptr (GPtrArray) pages = wg_page_parse_workbook (
    "<?xml version=\"1.0\" encoding=\"GBK\"?><?mso-application progid=\"Excel.Sheet\"?>\n"
    "<ss:Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><ss:Worksheet ss:Name=\"一\"><ss:Table>\n"
    "<ss:Row><ss:Cell ss:MergeDown=\"1\"><ss:Data ss:Type=\"String\">社区</ss:Data></ss:Cell>"
    "<ss:Cell ss:MergeAcross=\"1\"><ss:Data ss:Type=\"String\">户&amp;人</ss:Data><ss:Comment><ss:Data>批注</ss:Data>"
    "</ss:Comment></ss:Cell></ss:Row>\n"
    "<ss:Row><ss:Cell><ss:Data ss:Type=\"String\">户</ss:Data></ss:Cell>"
    "<ss:Cell><ss:Data ss:Type=\"String\"><B>人</B><![CDATA[<口>]]></ss:Data></ss:Cell></ss:Row>\n"
    "<ss:Row ss:Index=\"5\"><ss:Cell ss:Index=\"2\"><ss:Data ss:Type=\"Number\">1.3800000001E10</ss:Data></ss:Cell>"
    "<ss:Cell ss:Index=\"4\"><ss:Data ss:Type=\"DateTime\">2026-01-31T00:00:00.000</ss:Data></ss:Cell></ss:Row>\n"
    "</ss:Table></ss:Worksheet><ss:Worksheet ss:Name=\"二\"><ss:Table/></ss:Worksheet></ss:Workbook>");
  const WgPage *page = NULL;

  g_assert_nonnull (pages);
  g_assert_cmpuint (pages->len, ==, 2);
  page = g_ptr_array_index (pages, 0);
  g_assert_cmpstr (page->name, ==, "一");
  g_assert_cmpuint (page->rows->len, ==, 5);
  g_assert_cmpuint (wg_page_count_columns (page), ==, 4);
  g_assert_cmpstr (cell (page, 0, 0), ==, "社区");
  g_assert_cmpstr (cell (page, 0, 1), ==, "户&人");
  g_assert_cmpstr (cell (page, 0, 2), ==, "");
  g_assert_cmpstr (cell (page, 1, 0), ==, "");
  g_assert_cmpstr (cell (page, 1, 1), ==, "户");
  g_assert_cmpstr (cell (page, 1, 2), ==, "人<口>");
  g_assert_cmpstr (cell (page, 4, 0), ==, "");
  g_assert_cmpstr (cell (page, 4, 1), ==, "13800000001");
  g_assert_cmpstr (cell (page, 4, 3), ==, "2026-01-31");
  g_assert_cmpuint (((WgPage *) g_ptr_array_index (pages, 1))->rows->len, ==, 0);
}

/* What breaks off brings nothing, what is something else neither; a cell far out is no danger. */
static void
test_broken_workbook (void)
{
  g_autoptr (GPtrArray) far = wg_page_parse_workbook (
    "<Workbook><Worksheet><Table><Row ss:Index=\"999999999\"><Cell ss:Index=\"999999999\" ss:MergeAcross=\"99999\""
    " ss:MergeDown=\"999999999\"><Data ss:Type=\"Number\">x</Data></Cell></Row></Table></Worksheet></Workbook>");

  g_assert_null (wg_page_parse_workbook ("<Workbook><Worksheet><Table><Row><Cell><Data>1</Data></Cell></Row>"));
  g_assert_null (wg_page_parse_workbook ("<kml><Document/></kml>"));
  g_assert_null (wg_page_parse_workbook (""));
  g_assert_nonnull (far);
  g_assert_cmpuint (((WgPage *) g_ptr_array_index (far, 0))->rows->len, ==, 1048576);
}

/* A cell that stands over the end of a shorter row is not over the row after it. */
static void
test_covered (void)
{
  g_autoptr (WgPage) page = wg_page_parse_html (
    "<table><tr><td>编号<td>户数<td rowspan=2>备注<tr><td>A-1<tr><td>A-2<td>3<td>空</table>");

  g_assert_cmpuint (page->rows->len, ==, 3);
  g_assert_cmpuint (g_strv_length (g_ptr_array_index (page->rows, 1)), ==, 1);
  g_assert_cmpstr (cell (page, 2, 0), ==, "A-2");
  g_assert_cmpstr (cell (page, 2, 2), ==, "空");
}

static void
assert_heading (const char *text, gboolean is_found, guint first, guint end)
{
  g_autoptr (WgPage) page = wg_page_parse_text (text);
  guint found_first = 0, found_end = 0;

  g_assert_cmpint (wg_page_find_heading (page, &found_first, &found_end), ==, is_found);
  g_assert_cmpuint (found_first, ==, first);
  g_assert_cmpuint (found_end, ==, end);
}

static void
test_heading (void)
{
  assert_heading ("编号,户数\nA-1,3\n", TRUE, 0, 1);
  assert_heading ("户数统计表,,\n填报单位：文新街道,,日期：2026-1-31\n编号,楼名,户数\nA-1,东楼,3\n", TRUE, 2, 3);
  assert_heading ("表,,,\n,,,\n编号,情况,,备注\n,户数,人数,\nA-1,3,8,\n", TRUE, 2, 4);
  /* Texts below a heading are rows, not a second line of it. */
  assert_heading ("网格,姓名\n第一网格,沈国良\n,裘建平\n", TRUE, 0, 1);
  assert_heading ("网格,姓名,\n第一网格,,无\n第二网格,裘建平,\n", TRUE, 0, 1);
  /* Nothing tells: numbers alone, one column, names twice. */
  assert_heading ("1,2\n3,4\n", FALSE, 0, 1);
  assert_heading ("一\n二\n", FALSE, 0, 1);
  assert_heading ("", FALSE, 0, 0);
}

static void
test_csv (void)
{
  g_autoptr (WgPage) page = wg_page_parse_text (
    "表,,,,,\n编号,住户,,商户,,\n,户数,人数,户数,备注,\n007,3,8,1,\"\"\"好\"\"\",\n,,,,,\n008,4,\n");
  g_autofree char *csv = wg_page_to_csv (page);

  g_assert_cmpstr (csv, ==,
                   "\"编号\",\"住户/户数\",\"人数\",\"商户/户数\",\"备注\",\"\"\n"
                   "\"007\",\"3\",\"8\",\"1\",\"\"\"好\"\"\",\"\"\n"
                   "\"008\",\"4\",\"\",\"\",\"\",\"\"\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/page/workbook", test_workbook);
  g_test_add_func ("/page/broken-workbook", test_broken_workbook);
  g_test_add_func ("/page/covered", test_covered);
  g_test_add_func ("/page/heading", test_heading);
  g_test_add_func ("/page/csv", test_csv);
  return g_test_run ();
}
