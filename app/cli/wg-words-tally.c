/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-words"

#include "wg-words-tally.h"

#include "wg-words.h"

#include <glib/gi18n.h>
#include <math.h>

#define MINUS "\u2212"
#define ARROW " \u2192 "

static const WgCount *
count_of (const WgTally *tally, gboolean is_people)
{
  return is_people ? &tally->people : &tally->households;
}

static char *
with_sign (gint64 difference, const char *size)
{
  if (difference == 0)
    return g_strdup ("");
  return g_strconcat (difference > 0 ? "+" : MINUS, size, NULL);
}

char *
wg_words_tally_count (const WgTally *tally, const WgCount *count)
{
  WgCountState state = wg_tally_get_state (tally, count);
  g_autofree char *number = NULL;

  if (state == WG_COUNT_UNKNOWN)
    return g_strdup ("—");
  number = wg_words_count ((guint64) MAX (count->sum, 0));
  return g_strconcat (state == WG_COUNT_AT_LEAST ? "≥" : "", count->n_estimated > 0 ? "≈" : "",
                      number, NULL);
}

char *
wg_words_amount (gint64 amount, gboolean is_estimated)
{
  g_autofree char *number = wg_words_count ((guint64) ABS (amount));

  return g_strconcat (is_estimated ? "≈" : "", amount < 0 ? MINUS : "", number, NULL);
}

char *
wg_words_count_change (const WgGridPreview *preview, gboolean is_people)
{
  g_autofree char *before
    = wg_words_tally_count (&preview->before, count_of (&preview->before, is_people));
  g_autofree char *after
    = wg_words_tally_count (&preview->after, count_of (&preview->after, is_people));

  if (preview->is_retired)
    return g_strconcat (before, ARROW, "0", NULL);
  if (preview->is_new || g_str_equal (before, after))
    return g_steal_pointer (&after);
  return g_strconcat (before, ARROW, after, NULL);
}

char *
wg_words_count_sign (const WgGridPreview *preview, gboolean is_people)
{
  const WgCount *before = count_of (&preview->before, is_people);
  const WgCount *after = count_of (&preview->after, is_people);
  gint64 difference = after->sum - before->sum;
  g_autofree char *size = wg_words_count ((guint64) ABS (difference));
  g_autofree char *sign = with_sign (difference, size);

  if (wg_tally_get_state (&preview->before, before) == WG_COUNT_UNKNOWN
      || wg_tally_get_state (&preview->after, after) == WG_COUNT_UNKNOWN)
    return g_strdup ("");
  return g_strconcat (difference != 0 && before->n_estimated + after->n_estimated > 0 ? "≈" : "", sign, NULL);
}

char *
wg_words_area_change (const WgGridPreview *preview)
{
  double before_m2 = wg_tally_area_m2 (&preview->before);
  double after_m2 = wg_tally_area_m2 (&preview->after);
  g_autofree char *before = wg_words_area (before_m2);
  g_autofree char *after = wg_words_area (after_m2);
  const char *unit = strrchr (before, ' ');

  if (preview->is_new || g_str_equal (before, after))
    return g_steal_pointer (&after);
  /* The unit once, when both have the same. */
  if (unit != NULL && g_str_has_suffix (after, unit))
    before[unit - before] = '\0';
  return g_strconcat (before, ARROW, after, NULL);
}

char *
wg_words_area_sign (const WgGridPreview *preview)
{
  double difference = wg_tally_area_m2 (&preview->after) - wg_tally_area_m2 (&preview->before);
  g_autofree char *size = wg_words_area (fabs (difference));

  return with_sign (fabs (difference) < 0.005 ? 0 : difference > 0 ? 1 : -1, size);
}
