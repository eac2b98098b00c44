/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-address-parts"

#include "wg-address-parts.h"

#include "../base/wg-text-marks.h"

#include <string.h>

#define MAX_CHARS 160
#define MIN_END 3 /* characters that make a name known by its end */

/* The first that fits counts. */
static const struct
{
  gunichar word[3];
  WgAddressCount counts;
} units[] = {
  { { 0x53f7, 0x697c }, WG_COUNT_BUILDING }, /* 号楼 */
  { { 0x53f7, 0x9662 }, WG_COUNT_HOUSE },    /* 号院 */
  { { 0x53f7, 0x5ba4 }, WG_COUNT_ROOM },     /* 号室 */
  { { 0x53f7, 0x623f }, WG_COUNT_ROOM },     /* 号房 */
  { { 0x53f7 }, WG_COUNT_HOUSE },            /* 号 */
  { { '#', 0x697c }, WG_COUNT_BUILDING },    /* #楼 */
  { { '#' }, WG_COUNT_BUILDING },
  { { 0x5e62 }, WG_COUNT_BUILDING },         /* 幢 */
  { { 0x680b }, WG_COUNT_BUILDING },         /* 栋 */
  { { 0x5ea7 }, WG_COUNT_BUILDING },         /* 座 */
  { { 0x697c }, WG_COUNT_ANY },              /* 楼: a building or a floor */
  { { 0x5355, 0x5143 }, WG_COUNT_ENTRANCE }, /* 单元 */
  { { 0x68af }, WG_COUNT_ENTRANCE },         /* 梯 */
  { { 0x5c42 }, WG_COUNT_FLOOR },            /* 层 */
  { { 0x5ba4 }, WG_COUNT_ROOM },             /* 室 */
  { { 0x6237 }, WG_COUNT_ROOM },             /* 户 */
  { { 0x5f04 }, WG_COUNT_LANE },             /* 弄 */
  { { 0x5df7 }, WG_COUNT_LANE },             /* 巷 */
};

static gboolean
is_digit (gunichar c)
{
  return c >= '0' && c <= '9';
}

static gboolean
is_letter (gunichar c)
{
  return c >= 'a' && c <= 'z';
}

static gboolean
is_ten (gunichar c)
{
  return c == 0x5341 || c == 0x767e; /* 十, 百 */
}

static gboolean
is_han_number (gunichar c)
{
  return is_ten (c) || (c >= 128 && wg_text_digit (c) >= 0);
}

/* "一百零三" by places, "一二〇" digit by digit. */
static guint
read_han_number (const gunichar *text, guint n)
{
  guint sum = 0, last = 0;
  gboolean has_digit = FALSE;

  for (guint i = 0; i < n; i++)
    {
      if (is_ten (text[i]))
        {
          sum += (has_digit ? last : 1) * (text[i] == 0x5341 ? 10 : 100);
          has_digit = FALSE;
          last = 0;
          continue;
        }
      last = (i > 0 && has_digit ? last * 10 : 0) + (guint) wg_text_digit (text[i]);
      has_digit = TRUE;
    }
  return sum + last;
}

/* Folded, without blanks and brackets, every number in figures. Returns how many there are. */
static guint
make_plain (const char *text, gunichar *plain)
{
  guint n = 0, depth = 0, n_run = 0;
  gunichar run[8];

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      gunichar c = wg_text_fold (g_utf8_get_char (p));

      if (is_han_number (c) && depth == 0 && n_run < G_N_ELEMENTS (run))
        {
          run[n_run++] = c;
          continue;
        }
      if (n_run > 0)
        {
          char figures[16];

          g_snprintf (figures, sizeof figures, "%u", read_han_number (run, n_run));
          for (guint i = 0; figures[i] != '\0' && n < MAX_CHARS; i++)
            plain[n++] = (gunichar) figures[i];
          n_run = 0;
        }
      if (c == 0 || n == MAX_CHARS)
        break;
      if (c == '(' || c == 0x3010)
        depth++;
      else if ((c == ')' || c == 0x3011) && depth > 0)
        depth--;
      else if (depth == 0 && (g_unichar_isalnum (c) || c == '-' || c == '#'))
        plain[n++] = c;
    }
  return n;
}

static guint
skip_unit (const gunichar *text, guint n, WgAddressCount *counts_out)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      guint length = units[i].word[1] != 0 ? 2 : 1;

      if (n >= length && text[0] == units[i].word[0] && (length == 1 || text[1] == units[i].word[1]))
        {
          *counts_out = units[i].counts;
          return length;
        }
    }
  return 0;
}

/* Figures with letters ("12", "5a"), or one letter before what counts buildings ("a座"). A number is one when something
 * is counted, a dash follows, or nothing. Returns how far it goes; 0: it is none. */
static guint
read_number (const gunichar *text, guint n, WgAddressNumber *number)
{
  guint length = 0, n_digits = 0, unit = 0;

  while (length < n && (is_digit (text[length]) || is_letter (text[length])))
    n_digits += is_digit (text[length++]);
  *number = (WgAddressNumber){ "", WG_COUNT_ANY };
  if (length == 0 || length >= sizeof number->text)
    return 0;
  unit = skip_unit (text + length, n - length, &number->counts);
  if (n_digits == 0 && (length > 1 || unit == 0))
    return 0;
  if (unit == 0 && length < n && text[length] != '-')
    return 0;
  for (guint i = 0; i < length; i++)
    number->text[i] = (char) text[i];
  return length + MAX (unit, length < n ? 1 : 0);
}

/* The regions in front of a name end so: 省市区县镇乡道社村州 and, of 街道, 道. */
static gboolean
ends_region (gunichar c)
{
  static const gunichar ends[]
    = { 0x7701, 0x5e02, 0x533a, 0x53bf, 0x9547, 0x4e61, 0x9053, 0x793e, 0x6751, 0x5dde };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (ends[i] == c)
      return TRUE;
  return FALSE;
}

static gboolean
is_cut_well (const WgAddressParts *parts, guint length)
{
  return length == parts->n_name || ends_region (parts->name[parts->n_name - length - 1]);
}

static gboolean
has_same_name (const WgAddressParts *asked, const WgAddressParts *known, gboolean *is_sure_out)
{
  guint most = MIN (asked->n_name, known->n_name), same = 0;

  while (same < most && asked->name[asked->n_name - 1 - same] == known->name[known->n_name - 1 - same])
    same++;
  *is_sure_out = same > 1 && is_cut_well (asked, same) && is_cut_well (known, same);
  if (asked->n_name == 0)
    return asked->n_numbers > 1;
  return *is_sure_out || (same >= MIN_END && (is_cut_well (asked, same) || is_cut_well (known, same)));
}

static gboolean
is_same_number (const WgAddressNumber *a, const WgAddressNumber *b)
{
  gboolean is_building = a->counts == WG_COUNT_BUILDING || b->counts == WG_COUNT_BUILDING;
  gboolean is_house = a->counts == WG_COUNT_HOUSE || b->counts == WG_COUNT_HOUSE;

  return strcmp (a->text, b->text) == 0
         && (a->counts == b->counts || a->counts == WG_COUNT_ANY || b->counts == WG_COUNT_ANY
             || (is_building && is_house));
}

void
wg_address_parts_read (const char *text, WgAddressParts *parts_out)
{
  gunichar plain[MAX_CHARS];
  guint n = make_plain (text, plain), name_end = 0, from = 0;

  parts_out->n_numbers = 0;
  for (guint i = 0; i < n && parts_out->n_numbers < WG_ADDRESS_MAX_NUMBERS;)
    {
      WgAddressNumber *number = &parts_out->numbers[parts_out->n_numbers];
      guint length = read_number (plain + i, n - i, number);

      if (length > 0 && parts_out->n_numbers++ == 0)
        name_end = i;
      if (length == 0 && (is_digit (plain[i]) || is_letter (plain[i])))
        while (i + length < n && (is_digit (plain[i + length]) || is_letter (plain[i + length])))
          length++;
      i += MAX (length, 1);
    }
  if (parts_out->n_numbers == 0)
    name_end = n;
  from = name_end > WG_ADDRESS_MAX_NAME ? name_end - WG_ADDRESS_MAX_NAME : 0;
  parts_out->n_name = name_end - from;
  memcpy (parts_out->name, plain + from, parts_out->n_name * sizeof *plain);
}

WgLikeness
wg_address_parts_compare (const WgAddressParts *asked, const WgAddressParts *known, gboolean *is_sure_out)
{
  guint most = MIN (asked->n_numbers, known->n_numbers);

  if (!has_same_name (asked, known, is_sure_out))
    return WG_LIKE_NOT;
  for (guint i = 0; i < most; i++)
    if (!is_same_number (&asked->numbers[i], &known->numbers[i]))
      return i == 0 ? WG_LIKE_STREET : WG_LIKE_NOT;
  if (asked->n_numbers == known->n_numbers)
    return WG_LIKE_SAME;
  if (most == 0)
    return WG_LIKE_STREET;
  return asked->n_numbers < known->n_numbers ? WG_LIKE_PART : WG_LIKE_AROUND;
}

guint
wg_address_parts_house (const WgAddressParts *parts)
{
  const WgAddressNumber *first = &parts->numbers[0];

  if (parts->n_numbers == 0 || parts->n_name == 0
      || (first->counts != WG_COUNT_HOUSE && first->counts != WG_COUNT_ANY))
    return 0;
  return (guint) g_ascii_strtoull (first->text, NULL, 10);
}
