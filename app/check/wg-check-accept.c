/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-board.h"

#include <math.h>

#define CLEARLY_WORSE 1.5

/* One of nobody is of anybody there: files kept no person once. */
static gboolean
is_of (const WgAcceptance *one, const WgFinding *finding)
{
  return one->id == wg_finding_get_id (finding) && one->subject == (guint) finding->subject
         && (one->person == 0 || one->person == finding->person)
         && g_str_equal (one->code, finding->code)
         && (wg_envelope_is_empty (&finding->extent)
             || wg_envelope_contains (&finding->extent, one->place));
}

static guint
hash_acceptance (gconstpointer data)
{
  const WgAcceptance *one = data;
  return (one->id * WG_N_SUBJECTS + one->subject) ^ (one->person << 16); /* few rules find something about one thing */
}

static gboolean
equal_acceptances (gconstpointer a, gconstpointer b)
{
  const WgAcceptance *left = a, *right = b;
  return left->id == right->id && left->subject == right->subject && left->person == right->person
         && g_str_equal (left->code, right->code);
}

/* The one in force of the finding's person, or else of anybody. */
static const WgAcceptance *
look_up (GHashTable *known, const WgFinding *finding)
{
  WgAcceptance key = { .code = (char *) finding->code, .subject = finding->subject,
                       .id = wg_finding_get_id (finding), .person = finding->person };
  const WgAcceptance *one = g_hash_table_lookup (known, &key);

  if ((one == NULL || !is_of (one, finding)) && finding->person != 0)
    {
      key.person = 0;
      one = g_hash_table_lookup (known, &key);
    }
  return one != NULL && is_of (one, finding) ? one : NULL;
}

const WgAcceptance *
wg_check_find_acceptance (const GPtrArray *acceptances, const WgFinding *finding)
{
  const WgAcceptance *of_anybody = NULL;

  for (guint i = 0; i < acceptances->len; i++)
    {
      const WgAcceptance *one = g_ptr_array_index (acceptances, i);

      if (!is_of (one, finding))
        continue;
      if (one->person == finding->person)
        return one;
      of_anybody = one;
    }
  return of_anybody;
}

gboolean
wg_check_is_outgrown (const WgAcceptance *acceptance, const WgFinding *finding)
{
  gboolean is_more_worse = FALSE;
  double now = wg_finding_get_number (finding, NULL, &is_more_worse);

  if (isnan (now) || isnan (acceptance->number))
    return FALSE;
  return is_more_worse ? now > acceptance->number * CLEARLY_WORSE
                       : now < acceptance->number / CLEARLY_WORSE;
}

WgAcceptance *
wg_check_make_acceptance (const WgFinding *finding, const char *reason, const char *until)
{
  WgAcceptance *one = wg_acceptance_new (finding->code, finding->subject,
                                         wg_finding_get_id (finding), reason, until);

  one->person = finding->person;
  one->place = finding->place;
  one->number = wg_finding_get_number (finding, NULL, NULL);
  return one;
}

void
wg_check_divide (const GArray *findings, const GPtrArray *acceptances, GArray *open_out,
                 GArray *accepted_out)
{
  g_autoptr (GHashTable) known = g_hash_table_new (hash_acceptance, equal_acceptances);

  for (guint i = 0; i < acceptances->len; i++)
    {
      WgAcceptance *one = g_ptr_array_index (acceptances, i);

      if (!wg_acceptance_is_over (one, NULL))
        g_hash_table_add (known, one);
    }
  for (guint i = 0; i < findings->len; i++)
    {
      const WgFinding *finding = &g_array_index (findings, WgFinding, i);
      const WgAcceptance *one = look_up (known, finding);
      gboolean is_accepted = one != NULL && !wg_check_is_outgrown (one, finding);

      g_array_append_vals (is_accepted ? accepted_out : open_out, finding, 1);
    }
}
