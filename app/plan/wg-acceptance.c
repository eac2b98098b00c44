/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-acceptance"

#include "wg-acceptance.h"

#include <math.h>
#include <string.h>

WgAcceptance *
wg_acceptance_new (const char *code, guint subject, guint32 id, const char *reason,
                   const char *until)
{
  WgAcceptance *self = g_new0 (WgAcceptance, 1);

  self->code = g_strdup (code);
  self->subject = subject;
  self->id = id;
  self->number = NAN;
  self->reason = g_strdup (reason);
  self->until = g_strdup (until);
  return self;
}

WgAcceptance *
wg_acceptance_copy (const WgAcceptance *self)
{
  WgAcceptance *copy
    = wg_acceptance_new (self->code, self->subject, self->id, self->reason, self->until);

  copy->person = self->person;
  copy->place = self->place;
  copy->number = self->number;
  copy->who = g_strdup (self->who);
  copy->at = g_strdup (self->at);
  return copy;
}

void
wg_acceptance_free (WgAcceptance *self)
{
  g_free (self->code);
  g_free (self->reason);
  g_free (self->until);
  g_free (self->who);
  g_free (self->at);
  g_free (self);
}

gboolean
wg_acceptance_is_over (const WgAcceptance *self, const char *today)
{
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *day = NULL;

  if (self->until == NULL)
    return FALSE;
  if (today == NULL)
    {
      now = g_date_time_new_now_local ();
      day = g_date_time_format (now, "%Y-%m-%d");
    }
  return strcmp (self->until, today != NULL ? today : day) < 0;
}

gboolean
wg_is_day (const char *text)
{
  guint year = 0, month = 0, day = 0;

  if (strlen (text) != 10 || text[4] != '-' || text[7] != '-')
    return FALSE;
  for (guint i = 0; i < 10; i++)
    if (i != 4 && i != 7 && !g_ascii_isdigit (text[i]))
      return FALSE;
  year = (guint) g_ascii_strtoull (text, NULL, 10);
  month = (guint) g_ascii_strtoull (text + 5, NULL, 10);
  day = (guint) g_ascii_strtoull (text + 8, NULL, 10);
  return g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}
