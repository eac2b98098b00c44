/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-text-marks"

#include "wg-text-marks.h"

#include "wg-han-forms.h"
#include "wg-pinyin.h"

#define N_UNITS 65536
#define N_LETTERS 26
#define N_OTHERS (64 - N_LETTERS)

static const char numerals[] = "零一二三四五六七八九";

static guint64
mark_unit (gunichar c)
{
  gunichar folded = wg_text_fold (c);
  guint64 marks = 0;
  const guint16 *readings = NULL;
  guint n_readings = wg_pinyin_get_readings (c, &readings);

  if (folded == ' ' || folded < 0x20)
    return 0;
  if (wg_text_digit (folded) >= 0)
    marks |= wg_text_mark_folded ('0' + (gunichar) wg_text_digit (folded));
  if (c == 0x5341) /* 十 may be 10, the 1 of 12, the 0 of 20 */
    marks |= wg_text_mark_folded ('1') | wg_text_mark_folded ('0');
  if (c == 0x767e)
    marks |= wg_text_mark_folded ('0');
  marks |= wg_text_mark_folded (folded);
  if (folded < 128 && g_ascii_isalpha ((char) folded))
    marks |= wg_text_mark_letter ((char) folded);
  for (guint i = 0; i < n_readings; i++)
    marks |= wg_text_mark_letter (wg_pinyin_get_syllable (readings[i])[0]);
  return marks;
}

guint64
wg_text_mark_letter (char letter)
{
  return G_GUINT64_CONSTANT (1) << (letter - 'a');
}

guint64
wg_text_mark_folded (gunichar c)
{
  return G_GUINT64_CONSTANT (1) << (N_LETTERS + (c * 0x9e3779b1u >> 8) % N_OTHERS);
}

const guint64 *
wg_text_marks_table (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      guint64 *table = g_new (guint64, N_UNITS);

      for (guint i = 0; i < N_UNITS; i++)
        table[i] = mark_unit (i);
      g_once_init_leave (&once, (gsize) table);
    }
  return (const guint64 *) once;
}

gunichar
wg_text_fold (gunichar c)
{
  if (c >= 0xff01 && c <= 0xff5e)
    c -= 0xfee0;
  if (c == 0x3000)
    return ' ';
  if (c == 0x3007) /* 〇 */
    return '0';
  if (c == 0x2014 || c == 0x2013 || c == 0x2212)
    return '-';
  return c < 128 ? (gunichar) g_ascii_tolower ((char) c) : wg_han_simplify (g_unichar_tolower (c));
}

int
wg_text_digit (gunichar c)
{
  const char *p = numerals;

  if (c < 128)
    return g_ascii_isdigit ((char) c) ? (int) c - '0' : -1;
  for (int i = 0; i < 10; i++, p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) == c)
      return i;
  return -1;
}
