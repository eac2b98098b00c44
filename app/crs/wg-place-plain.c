/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-place-plain"

#include "wg-place-plain.h"

#include "../base/wg-text-marks.h"

#include <math.h>
#include <string.h>

#define MAX_NUMBERS 6

/* Applied in this order to folded text. */
static const char *const words[][2] = {
  { "\"longitude\"", "E" }, { "\"latitude\"", "N" }, { "\"lng\"", "E" }, { "\"lon\"", "E" }, { "\"lat\"", "N" },
  { "longitude", "E" },     { "latitude", "N" },     { "lng", "E" },     { "lon", "E" },     { "lat", "N" },
  { "东经", "E" },          { "北纬", "N" },         { "西经", "W" },    { "南纬", "S" },    { "经度", "E" },
  { "纬度", "N" },          { "坐标", " " },         { "位置", " " },    { "point z", " " }, { "point", " " },
  { "geo:", " " },          { "\"x\"", "x" },        { "\"y\"", "y" },
};

static const struct
{
  const char *word;
  WgChinaDatum datum;
} datums[] = {
  { "gcj-02", WG_CHINA_GCJ02 }, { "gcj02", WG_CHINA_GCJ02 },    { "高德", WG_CHINA_GCJ02 },   { "腾讯", WG_CHINA_GCJ02 },
  { "amap", WG_CHINA_GCJ02 },   { "火星", WG_CHINA_GCJ02 },     { "map.qq", WG_CHINA_GCJ02 }, { "bd-09", WG_CHINA_BD09 },
  { "bd09", WG_CHINA_BD09 },    { "百度", WG_CHINA_BD09 },      { "baidu", WG_CHINA_BD09 },   { "wgs-84", WG_CHINA_TRUE },
  { "wgs84", WG_CHINA_TRUE },   { "cgcs2000", WG_CHINA_TRUE },  { "天地图", WG_CHINA_TRUE },  { "tianditu", WG_CHINA_TRUE },
  { "gps", WG_CHINA_TRUE },
};

static char
plain (gunichar c)
{
  static const struct
  {
    gunichar from;
    char to;
  } table[] = {
    { 0x00b0, 'd' }, { 0x00ba, 'd' }, { 0x5ea6, 'd' }, { 0x2032, 'm' }, { 0x2019, 'm' }, { '\'', 'm' },
    { 0x5206, 'm' }, { 0x2033, 's' }, { 0x201d, 's' }, { '"', 's' },    { 0x79d2, 's' }, { ',', ' ' },
    { ';', ' ' },    { 0x3001, ' ' }, { '/', ' ' },    { 0x4e1c, 'E' }, { 0x897f, 'W' }, { 0x5317, 'N' },
    { 0x5357, 'S' }, { 0x7ecf, '|' }, { 0x7eac, '|' }, { ':', '|' },    { '=', '|' },    { 0x7c73, '|' },
    { 'x', '|' },    { 'y', '|' },    { 0x2212, '-' }, { '(', ' ' },    { ')', ' ' },    { '[', ' ' },
    { ']', ' ' },    { '{', ' ' },    { '}', ' ' },    { '&', ' ' },    { 0x3010, ' ' }, { 0x3011, ' ' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i].from == c)
      return table[i].to;
  if (g_unichar_isspace (c))
    return ' ';
  if (c == 'e' || c == 'w' || c == 'n' || c == 's')
    return (char) g_ascii_toupper ((char) c);
  return c < 128 && (g_ascii_isdigit ((char) c) || strchr (".-+EWNS", (int) c) != NULL) ? (char) c : '?';
}

static GString *
fold (const char *text)
{
  GString *folded = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (folded, wg_text_fold (g_utf8_get_char (p)));
  return folded;
}

/* Of "https://…?position=120.15,30.28&…" the two numbers with a decimal point. */
static void
take_from_address (GString *text)
{
  g_autoptr (GRegex) pair = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *x = NULL;
  g_autofree char *y = NULL;

  if (strstr (text->str, "://") == NULL)
    return;
  pair = g_regex_new ("(-?\\d{1,3}\\.\\d+)(?:,|/|%2c|\\+)\\s*(-?\\d{1,3}\\.\\d+)", 0, 0, NULL);
  if (!g_regex_match (pair, text->str, 0, &match))
    return;
  x = g_match_info_fetch (match, 1);
  y = g_match_info_fetch (match, 2);
  g_string_printf (text, "%s %s", x, y);
}

char *
wg_place_plain (const char *text, WgChinaDatum *datum_out, gboolean *is_told_out)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) folded = fold (valid);
  GString *line = g_string_new (NULL);

  *datum_out = WG_CHINA_TRUE;
  *is_told_out = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (datums); i++)
    if (strstr (folded->str, datums[i].word) != NULL)
      {
        *datum_out = datums[i].datum;
        *is_told_out = TRUE;
      }
  take_from_address (folded);
  for (guint i = 0; i < G_N_ELEMENTS (datums); i++)
    g_string_replace (folded, datums[i].word, " ", 0);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_string_replace (folded, words[i][0], words[i][1], 0);
  for (const char *p = folded->str; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_c (line, plain (g_utf8_get_char (p)));
  return g_string_free (line, FALSE);
}

char *
wg_place_plain_complete (const char *text)
{
  static const char marks[] = "dms";
  const char *ends[MAX_NUMBERS] = { NULL };
  double values[MAX_NUMBERS] = { 0 };
  guint n = 0, n_parts = 0;
  GString *out = NULL;

  for (const char *p = text; *p != '\0';)
    {
      gsize length = strspn (p, "+-.0123456789");

      if (length == 0 && strchr (" |EWNS", *p) == NULL)
        return NULL;
      if (length > 0 && n == MAX_NUMBERS)
        return NULL;
      if (length > 0)
        {
          values[n] = g_ascii_strtod (p, NULL);
          ends[n++] = p + length;
        }
      p += MAX (length, 1);
    }
  if (n == 3)
    return g_strndup (text, (gsize) (ends[1] - text));
  if (n != 4 && n != 6)
    return NULL;
  n_parts = n / 2;
  for (guint i = 0; i < n; i++)
    if ((i % n_parts > 0 && (values[i] < 0 || values[i] >= 60))
        || (i % n_parts < n_parts - 1 && values[i] != floor (values[i])))
      return NULL;
  out = g_string_new (NULL);
  for (guint i = 0; i < n; i++)
    {
      const char *from = i == 0 ? text : ends[i - 1];

      for (; from < ends[i]; from++)
        if (i % n_parts == 0 || (*from != ' ' && *from != '|'))
          g_string_append_c (out, *from);
      g_string_append_c (out, marks[i % n_parts]);
    }
  g_string_append (out, ends[n - 1]);
  return g_string_free (out, FALSE);
}
