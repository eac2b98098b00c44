/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/exchange/wg-text.h"

#include <string.h>

/* "Text" in an encoding, and what is told from its bytes alone. */
static void
check_guess (const char *text, const char *encoding, const char *expected)
{
  WgTextSample sample = { 0 };
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  g_autofree char *bytes = g_convert (text, -1, encoding, "UTF-8", NULL, &length, &error);

  g_assert_no_error (error);
  wg_text_sample_add (&sample, bytes, length, FALSE);
  g_test_message ("%s in %s", text, encoding);
  g_assert_cmpstr (wg_text_sample_guess (&sample), ==, expected);
  g_assert_true (wg_text_sample_fits (&sample, encoding));
}

static void
test_guess (void)
{
  check_guess ("Street 12", "UTF-8", "UTF-8");
  check_guess ("东山弄社区第二网格", "UTF-8", "UTF-8");
  check_guess ("东山弄社区第二网格", "GBK", "GB18030");
  check_guess ("北山街道", "GB2312", "GB18030");
  check_guess ("联通营业厅", "GBK", "GB18030"); /* the famous one, alone it is also valid UTF-8 */
  check_guess ("镕园小区㙍网格", "GB18030", "GB18030");
  check_guess ("臺北市信義區西村里", "BIG5", "BIG5");
  check_guess ("ひたちなか市", "CP932", "CP932");
  check_guess ("中野区南台１丁目", "CP932", "CP932");
  check_guess ("ひたちなか市", "EUC-JP", "EUC-JP");
  check_guess ("Peçeña de México", "ISO-8859-1", "ISO-8859-1");
}

static void
test_contradiction (void)
{
  WgTextSample sample = { 0 };
  const char *gbk = "\xcd\xf8\xb8\xf1"; /* 网格 */

  wg_text_sample_add (&sample, gbk, 4, FALSE);
  g_assert_false (wg_text_sample_fits (&sample, "UTF-8"));
  g_assert_true (wg_text_sample_fits (&sample, "GBK"));
}

/* A field of fixed width cuts its last character. */
static void
test_cut (void)
{
  WgTextSample sample = { 0 };
  g_autoptr (WgTextReader) gbk = wg_text_reader_new ("GB18030");
  g_autoptr (WgTextReader) utf8 = wg_text_reader_new (NULL);
  gboolean is_bad = FALSE;
  g_autofree char *first = wg_text_reader_read (gbk, "\xcd\xf8\xb8", &is_bad);
  g_autofree char *second = NULL;

  g_assert_true (is_bad);
  g_assert_cmpstr (first, ==, "网");
  is_bad = FALSE;
  second = wg_text_reader_read (utf8, "网\xe6\xa0", &is_bad);
  g_assert_true (is_bad);
  g_assert_cmpstr (second, ==, "网");

  wg_text_sample_add (&sample, "\xcd\xf8\xb8", 3, TRUE);
  g_assert_true (wg_text_sample_fits (&sample, "GBK"));
  g_assert_false (wg_text_sample_fits (&sample, "UTF-8"));
}

static void
test_clean (void)
{
  static const char *const cases[][2] = {
    { "  第一网格 ", "第一网格" },
    { "\xef\xbb\xbf" "code", "code" },
    { "a\tb\nc", "a b c" },
    { "　全角　空格　", "全角　空格" },
    { "plain", "plain" },
    { "   ", "" },
    { "", "" },
  };
  g_autoptr (WgTextReader) reader = wg_text_reader_new ("UTF-8");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean is_bad = FALSE;
      g_autofree char *text = wg_text_reader_read (reader, cases[i][0], &is_bad);

      g_assert_cmpstr (text, ==, cases[i][1]);
      g_assert_false (is_bad);
    }
}

/* Whatever the bytes, a valid text comes out. */
static void
test_any_bytes (void)
{
  static const char *const encodings[] = { "UTF-8", "GB18030", "CP932", "BIG5", "none such" };

  for (guint e = 0; e < G_N_ELEMENTS (encodings); e++)
    {
      g_autoptr (WgTextReader) reader = wg_text_reader_new (encodings[e]);

      for (guint a = 1; a < 256; a++)
        for (guint b = 1; b < 256; b += 3)
          {
            char bytes[] = { 'x', (char) a, (char) b, 'y', '\0' };
            g_autofree char *text = wg_text_reader_read (reader, bytes, NULL);

            g_assert_true (g_utf8_validate (text, -1, NULL));
            g_assert_cmpint (text[0], ==, 'x');
          }
    }
}

/* A UTF-8 value in a GBK file, and a GBK value in a file that says UTF-8. */
static void
test_mixed (void)
{
  g_autoptr (WgTextReader) gbk = wg_text_reader_new ("GB18030");
  g_autoptr (WgTextReader) utf8 = wg_text_reader_new ("UTF-8");
  gboolean is_bad = FALSE;
  g_autofree char *second = wg_text_reader_read (utf8, "\xcd\xf8\xb8\xf1", &is_bad);

  g_assert_cmpstr (second, ==, "网格");
  g_assert_false (is_bad);
  g_assert_true (wg_text_is_encoding ("GBK"));
  g_assert_false (wg_text_is_encoding ("GBK-2077"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/text/guess", test_guess);
  g_test_add_func ("/exchange/text/contradiction", test_contradiction);
  g_test_add_func ("/exchange/text/cut", test_cut);
  g_test_add_func ("/exchange/text/clean", test_clean);
  g_test_add_func ("/exchange/text/any-bytes", test_any_bytes);
  g_test_add_func ("/exchange/text/mixed", test_mixed);
  return g_test_run ();
}
