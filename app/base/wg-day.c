/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-day"

#include "wg-day.h"

#include <string.h>

/* Day 0 of spreadsheets (1899-12-30) and what they may hold for a day of this or the last century. */
#define SHEET_DAY_ZERO 693594
#define SHEET_DAY_FIRST 18264
#define SHEET_DAY_LAST 73050

/* Up to three numbers, and whether anything else than separators of a date stands between them. */
static guint
read_numbers (const char *text, guint numbers[3], gboolean *is_pure_out)
{
  guint n = 0;

  *is_pure_out = TRUE;
  while (*text != '\0')
    {
      if (g_ascii_isdigit (*text))
        {
          char *end = NULL;
          guint64 value = g_ascii_strtoull (text, &end, 10);

          if (n == 3)
            return n; /* a time of day follows */
          numbers[n++] = (guint) MIN (value, G_MAXUINT);
          text = end;
          continue;
        }
      if (strchr ("-/. ", *text) == NULL && !g_str_has_prefix (text, "年")
          && !g_str_has_prefix (text, "月") && !g_str_has_prefix (text, "日")
          && !(n == 3 && *text == 'T'))
        *is_pure_out = FALSE;
      text = g_utf8_next_char (text);
    }
  return n;
}

WgDay
wg_day_new (guint year, guint month, guint day)
{
  GDate date = { 0 };

  if (year < 1900 || year > 2200
      || !g_date_valid_dmy ((GDateDay) MIN (day, 99), (GDateMonth) MIN (month, 99), (GDateYear) year))
    return WG_DAY_NONE;
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_get_julian (&date);
}

WgDay
wg_day_from_text (const char *text)
{
  guint numbers[3] = { 0 };
  gboolean is_pure = FALSE;
  guint n = text != NULL ? read_numbers (text, numbers, &is_pure) : 0;

  if (!is_pure)
    return WG_DAY_NONE;
  if (n == 3)
    return wg_day_new (numbers[0], numbers[1], numbers[2]);
  if (n == 2 && (strchr (text, '.') == NULL || numbers[0] < 2200))
    return wg_day_new (numbers[0], numbers[1], 1);
  if ((n == 1 || n == 2) && numbers[0] >= SHEET_DAY_FIRST && numbers[0] <= SHEET_DAY_LAST)
    return SHEET_DAY_ZERO + numbers[0];
  if (n == 1 && numbers[0] >= 19000101)
    return wg_day_new (numbers[0] / 10000, numbers[0] / 100 % 100, numbers[0] % 100);
  return WG_DAY_NONE;
}

char *
wg_day_to_text (WgDay day)
{
  GDate date = { 0 };

  if (day == WG_DAY_NONE)
    return NULL;
  g_date_set_julian (&date, day);
  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (&date), g_date_get_month (&date),
                          g_date_get_day (&date));
}

WgDay
wg_day_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return wg_day_new ((guint) g_date_time_get_year (now), (guint) g_date_time_get_month (now),
                     (guint) g_date_time_get_day_of_month (now));
}

gboolean
wg_day_is_within (WgDay day, WgDay from, WgDay to)
{
  return (from == WG_DAY_NONE || day >= from) && (to == WG_DAY_NONE || day <= to);
}
