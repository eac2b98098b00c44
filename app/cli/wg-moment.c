/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-moment"

#include "wg-moment.h"

#include "wg-words.h"

#include <glib/gi18n.h>
#include <string.h>

void
wg_moment_free (WgMoment *moment)
{
  if (moment == NULL)
    return;
  g_free (moment->words);
  g_free (moment);
}

WgMoment *
wg_moment_new (const GPtrArray *rows, int index)
{
  WgMoment *moment = g_new0 (WgMoment, 1);
  const WgJournalRow *row = NULL;
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *when = NULL;

  if (index < 0)
    {
      moment->words = g_strdup (_ ("The beginning"));
      return moment;
    }
  row = g_ptr_array_index ((GPtrArray *) rows, index);
  moment->step = row->id;
  moment->time = row->time;
  time = g_date_time_new_from_unix_local (row->time);
  when = time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M") : g_strdup ("");
  sentence = wg_words_change (row->kind, row->detail);
  /* Translators: date and time, number of an edit, what it did */
  moment->words = g_strdup_printf (_ ("%s, step %u: %s"), when, (guint) row->id, sentence);
  return moment;
}

/* The place in @rows of the newest step that stands and fits; -1: none. */
static int
find_step (const GPtrArray *rows, gint64 id, gint64 before)
{
  for (int i = (int) rows->len - 1; i >= 0; i--)
    {
      const WgJournalRow *row = g_ptr_array_index ((GPtrArray *) rows, i);

      if (!row->is_undone && (id < 0 ? row->time < before : row->id == id))
        return i;
    }
  return -1;
}

static GDateTime *
parse_time (const char *text, gboolean is_until)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *full = NULL;
  g_autoptr (GDateTime) time = NULL;
  gboolean is_day = strlen (text) == 10;

  if (is_day)
    full = g_strconcat (text, "T00:00:00", NULL);
  else if (strlen (text) == 16)
    full = g_strconcat (text, ":00", NULL);
  else
    full = g_strdup (text);
  g_strdelimit (full, " ", 'T');
  time = g_date_time_new_from_iso8601 (full, zone);
  if (time == NULL)
    return NULL;
  return is_day && is_until ? g_date_time_add_days (time, 1) : g_steal_pointer (&time);
}

WgMoment *
wg_moment_parse (const GPtrArray *rows, const char *text, gboolean is_until)
{
  g_autoptr (GDateTime) time = NULL;
  int index = -1;

  if (text == NULL)
    return wg_moment_new (rows, find_step (rows, -1, G_MAXINT64));
  if (text[0] != '\0' && strspn (text, "0123456789") == strlen (text))
    {
      gint64 step = g_ascii_strtoll (text, NULL, 10);

      index = step > 0 ? find_step (rows, step, 0) : -1;
      return step == 0 || index >= 0 ? wg_moment_new (rows, index) : NULL;
    }
  time = parse_time (text, is_until);
  return time != NULL ? wg_moment_new (rows, find_step (rows, -1, g_date_time_to_unix (time)))
                      : NULL;
}
