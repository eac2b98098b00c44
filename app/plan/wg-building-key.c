/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-building-key"

#include "wg-building-key.h"

#include <string.h>

#define MAX_DISTRICT 4 /* characters of a name with 区 or 县 behind a city */
#define MAX_OFFICE 6   /* of a street office with its 街道 */

/* Applied in this order, after NFKC. */
static const char *const variants[][2] = {
  { "號", "号" }, { "樓", "楼" }, { "棟", "栋" }, { "區", "区" }, { "單", "单" }, { "層", "层" },
  { "號楼", "幢" }, { "号楼", "幢" }, { "栋", "幢" }, { "座", "幢" }, { "#楼", "幢" }, { "#", "幢" },
  { "衖", "弄" }, { "巷弄", "弄" }, { "単", "单" }, { "番地", "号" },
};

/* A Chinese number is one where a count follows; 三 in 三里屯 is a name. */
static const char *const counters[]
  = { "号", "幢", "弄", "单元", "层", "楼", "室", "巷", "村", "区", "组", "丁目", "支弄", "街坊", "里" };

static int
digit_of (gunichar c)
{
  static const gunichar digits[]
    = { 0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D };

  for (int i = 0; i < (int) G_N_ELEMENTS (digits); i++)
    if (digits[i] == c)
      return i;
  return c == 0x96F6 ? 0 : c == 0x4E24 ? 2 : -1; /* 零, 两 */
}

static gboolean
is_number (gunichar c)
{
  return digit_of (c) >= 0 || c == 0x5341 || c == 0x767E; /* 十, 百 */
}

/* "十二" and "一百零三" by places, "一二〇" digit by digit. */
static guint
read_number (const char *text, const char *end)
{
  guint sum = 0, last = 0;
  gboolean has_place = FALSE;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      int digit = digit_of (c);

      if (digit >= 0)
        {
          last = (has_place || last == 0) ? (guint) digit : last * 10 + (guint) digit;
          continue;
        }
      has_place = TRUE;
      sum += MAX (last, 1) * (c == 0x5341 ? 10 : 100);
      last = 0;
    }
  return sum + last;
}

static gboolean
is_counted (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (counters); i++)
    if (g_str_has_prefix (text, counters[i]))
      return TRUE;
  return FALSE;
}

static char *
write_numbers (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0';)
    {
      const char *end = p;

      while (*end != '\0' && is_number (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      if (end > p && is_counted (end))
        g_string_append_printf (out, "%u", read_number (p, end));
      else if (end > p)
        g_string_append_len (out, p, end - p);
      if (end > p)
        p = end;
      else
        {
          const char *next = g_utf8_next_char (p);

          g_string_append_len (out, p, next - p);
          p = next;
        }
    }
  return g_string_free (out, FALSE);
}

static char *
plain_text (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_autofree char *lower = normal != NULL ? g_utf8_strdown (normal, -1) : g_strdup ("");
  GString *out = g_string_new (NULL);

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x2010 || c == 0x2013 || c == 0x2014 || c == 0x2212)
        c = '-';
      if (g_unichar_isalnum (c) || c == '-' || c == '#')
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

static gboolean
has_digit (const char *text, const char *end)
{
  for (; text < end; text = g_utf8_next_char (text))
    if (g_unichar_isdigit (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

/* Behind @word at the latest @most characters on; @text itself when it is not there. */
static const char *
skip_past (const char *text, const char *word, glong most)
{
  const char *found = strstr (text, word);
  const char *end = found != NULL ? found + strlen (word) : text;

  if (found == NULL || found == text || *end == '\0' || has_digit (text, found)
      || g_utf8_pointer_to_offset (text, end) > most)
    return text;
  return end;
}

static gboolean
is_area_name (const char *text, const char *end)
{
  static const char *const others[] = { "小区", "社区", "园区", "街区", "校区", "厂区" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if ((gsize) (end - text) >= strlen (others[i])
        && strncmp (end - strlen (others[i]), others[i], strlen (others[i])) == 0)
      return FALSE;
  return TRUE;
}

static const char *
skip_regions (const char *text)
{
  const char *p = skip_past (text, "省", 8);
  const char *city = skip_past (skip_past (p, "自治区", 9), "市", 8);

  if (city != text)
    {
      const char *district = skip_past (city, "区", MAX_DISTRICT);
      const char *county = skip_past (city, "县", MAX_DISTRICT);

      p = district != city && is_area_name (city, district) ? district
          : county != city                                  ? county
                                                            : city;
    }
  return skip_past (p, "街道", MAX_OFFICE);
}

char *
wg_building_key_of_address (const char *text)
{
  g_autofree char *plain = plain_text (text);
  g_autofree char *numbered = NULL;
  g_autoptr (GString) out = g_string_new (plain);

  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    g_string_replace (out, variants[i][0], variants[i][1], 0);
  numbered = write_numbers (out->str);
  return g_strdup (skip_regions (numbered));
}

char *
wg_building_key_of_code (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_autofree char *upper = normal != NULL ? g_utf8_strup (normal, -1) : g_strdup ("");
  GString *out = g_string_new (NULL);

  for (const char *p = upper; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}
