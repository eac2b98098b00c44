/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-building-split"

#include "wg-building-split.h"

#include "wg-commands.h"

#include <string.h>

#define MAX_NUMBER 255 /* of a unit or floor */

/* Units or floors, one bit each. */
typedef struct
{
  guint64 bits[4];
  guint count;
  guint highest;
} Span;

static void
add_to_span (Span *span, guint number)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << (number & 63);

  if ((span->bits[number >> 6] & bit) != 0)
    return;
  span->bits[number >> 6] |= bit;
  span->count++;
  span->highest = MAX (span->highest, number);
}

static gboolean
read_number (const char **text, guint *number_out)
{
  char *end = NULL;
  guint64 number = 0;

  if (!g_ascii_isdigit (**text))
    return FALSE;
  number = g_ascii_strtoull (*text, &end, 10);
  if (number == 0 || number > MAX_NUMBER)
    return FALSE;
  *number_out = (guint) number;
  *text = end;
  return TRUE;
}

/* "3", "1-3", "1-3,5"; FALSE when it is none. An empty text leaves the span empty. */
static gboolean
read_span (const char *text, Span *span)
{
  *span = (Span){ { 0 } };
  while (text != NULL && *text != '\0')
    {
      guint first = 0, last = 0;

      if (!read_number (&text, &first))
        return FALSE;
      last = first;
      if (*text == '-')
        {
          text++;
          if (!read_number (&text, &last) || last < first)
            return FALSE;
        }
      for (guint i = first; i <= last; i++)
        add_to_span (span, i);
      if (*text == ',' && text[1] != '\0')
        text++;
      else if (*text != '\0')
        return FALSE;
    }
  return TRUE;
}

/* Nothing said is all of them. */
static gboolean
is_crossing (const Span *a, const Span *b)
{
  if (a->count == 0 || b->count == 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (a->bits); i++)
    if ((a->bits[i] & b->bits[i]) != 0)
      return TRUE;
  return FALSE;
}

/* How many there are: what the building says, or the highest that a share names. */
static guint64
count_all (gint32 told, const Span *spans, guint n)
{
  guint64 all = told > 0 ? (guint64) told : 1;

  for (guint i = 0; i < n; i++)
    all = MAX (all, spans[i].highest);
  return all;
}

/* Flats of each share, and (last) of what no share has. */
static void
weigh (const WgBuilding *building, const WgBuildingShare *shares, guint n, guint64 *weights_out)
{
  g_autofree Span *units = g_new0 (Span, n);
  g_autofree Span *floors = g_new0 (Span, n);
  guint64 n_units = 0, n_floors = 0, taken = 0;

  for (guint i = 0; i < n; i++)
    {
      read_span (shares[i].units, &units[i]);
      read_span (shares[i].floors, &floors[i]);
    }
  n_units = count_all (building->units, units, n);
  n_floors = count_all (building->floors, floors, n);
  for (guint i = 0; i < n; i++)
    {
      weights_out[i] = 0;
      if (units[i].count == 0 && floors[i].count == 0)
        continue;
      weights_out[i] = (units[i].count > 0 ? units[i].count : n_units)
                       * (floors[i].count > 0 ? floors[i].count : n_floors);
      taken += weights_out[i];
    }
  weights_out[n] = n_units * n_floors > taken ? n_units * n_floors - taken : 0;
}

/* @total over the parts whose number is not known, by weight; the last part takes all when none has a
 * weight. The largest remainders get what is left; the earlier part where they are equal. */
static void
share_out (gint64 total, const guint64 *weights, gint32 *numbers, guint n)
{
  g_autofree guint64 *remainders = g_new0 (guint64, n);
  guint64 sum = 0;
  gint64 left = total;

  for (guint i = 0; i < n; i++)
    sum += numbers[i] == WG_COUNT_NOT_KNOWN ? weights[i] : 0;
  for (guint i = 0; i < n; i++)
    {
      guint64 product = (guint64) total * weights[i];

      if (numbers[i] != WG_COUNT_NOT_KNOWN)
        continue;
      numbers[i] = sum > 0 ? (gint32) (product / sum) : 0;
      remainders[i] = sum > 0 ? product % sum : 0;
      left -= numbers[i];
    }
  if (sum == 0)
    numbers[n - 1] += (gint32) left;
  for (; sum > 0 && left > 0; left--)
    {
      guint best = 0;

      for (guint i = 1; i < n; i++)
        if (remainders[i] > remainders[best])
          best = i;
      remainders[best] = 0;
      numbers[best]++;
    }
}

/* @numbers: of the shares as they are told, and the last not known. */
static void
count_one (gint32 whole, const guint64 *weights, gint32 *numbers, guint n)
{
  gint64 rest = whole;

  if (whole == WG_COUNT_NOT_KNOWN)
    return;
  for (guint i = 0; i < n; i++)
    rest -= MAX (numbers[i], 0);
  share_out (MAX (rest, 0), weights, numbers, n);
}

static gboolean
are_households_known (const gint32 *numbers, guint n)
{
  gint64 sum = 0;

  for (guint i = 0; i < n; i++)
    {
      if (numbers[i] == WG_COUNT_NOT_KNOWN)
        return FALSE;
      sum += numbers[i];
    }
  return sum > 0;
}

void
wg_building_split_count (const WgBuilding *building, const WgBuildingShare *shares, guint n_shares,
                         WgBuildingPart *parts_out)
{
  guint n = n_shares + 1;
  g_autofree guint64 *weights = g_new0 (guint64, n);
  g_autofree gint32 *households = g_new0 (gint32, n);
  g_autofree gint32 *people = g_new0 (gint32, n);

  weigh (building, shares, n_shares, weights);
  for (guint i = 0; i < n; i++)
    {
      households[i] = i < n_shares ? shares[i].households : WG_COUNT_NOT_KNOWN;
      people[i] = i < n_shares ? shares[i].people : WG_COUNT_NOT_KNOWN;
    }
  count_one (building->households, weights, households, n);
  for (guint i = 0; are_households_known (households, n) && i < n; i++)
    weights[i] = (guint64) households[i];
  count_one (building->people, weights, people, n);
  for (guint i = 0; i < n; i++)
    parts_out[i] = (WgBuildingPart){ households[i], people[i] };
}

static WgShareFault
judge_spans (const WgBuilding *building, const WgBuildingShare *shares, guint n, guint *share_out)
{
  g_autofree Span *units = g_new0 (Span, n);
  g_autofree Span *floors = g_new0 (Span, n);

  for (guint i = 0; i < n; i++)
    {
      *share_out = i;
      if (!read_span (shares[i].units, &units[i]) || !read_span (shares[i].floors, &floors[i]))
        return WG_SHARE_NO_RANGE;
      if ((building->units > 0 && units[i].highest > (guint) building->units)
          || (building->floors > 0 && floors[i].highest > (guint) building->floors))
        return WG_SHARE_ABSENT;
      if (units[i].count == 0 && floors[i].count == 0
          && shares[i].households == WG_COUNT_NOT_KNOWN)
        return WG_SHARE_EMPTY;
      for (guint k = 0; k < i; k++)
        if (units[i].count + floors[i].count > 0 && units[k].count + floors[k].count > 0
            && is_crossing (&units[i], &units[k]) && is_crossing (&floors[i], &floors[k]))
          return WG_SHARE_TWICE;
    }
  return WG_SHARE_GOOD;
}

WgShareFault
wg_building_split_judge (const WgBuilding *building, const WgBuildingShare *shares, guint n_shares,
                         guint *share_out)
{
  WgShareFault fault = WG_SHARE_GOOD;
  gint64 households = 0, people = 0;

  *share_out = n_shares > 0 ? n_shares - 1 : 0;
  if (n_shares > WG_BUILDING_MAX_SHARES)
    return WG_SHARE_TOO_MANY;
  fault = judge_spans (building, shares, n_shares, share_out);
  if (fault != WG_SHARE_GOOD)
    return fault;
  for (guint i = 0; i < n_shares; i++)
    {
      households += MAX (shares[i].households, 0);
      people += MAX (shares[i].people, 0);
    }
  if ((building->households != WG_COUNT_NOT_KNOWN && households > building->households)
      || (building->people != WG_COUNT_NOT_KNOWN && people > building->people))
    return WG_SHARE_SUM;
  return WG_SHARE_GOOD;
}

gboolean
wg_building_split_check (const WgBuilding *building, const WgBuildingShare *shares, guint n_shares,
                         GError **error)
{
  static const char *const reasons[] = {
    [WG_SHARE_NO_RANGE] = "no range",   [WG_SHARE_ABSENT] = "not in the building",
    [WG_SHARE_EMPTY] = "says nothing",  [WG_SHARE_TWICE] = "a flat is in two shares",
    [WG_SHARE_TOO_MANY] = "too many",   [WG_SHARE_SUM] = "more than the building",
  };
  guint share = 0;
  WgShareFault fault = wg_building_split_judge (building, shares, n_shares, &share);

  if (fault == WG_SHARE_GOOD)
    return TRUE;
  g_set_error (error, WG_PLAN_ERROR,
               fault == WG_SHARE_SUM ? WG_PLAN_ERROR_SHARE_SUM : WG_PLAN_ERROR_BAD_SHARE,
               "building %u, share %u: %s", building->id, share + 1, reasons[fault]);
  return FALSE;
}

int
wg_building_share_compare (gconstpointer a, gconstpointer b)
{
  const WgBuildingShare *x = a, *y = b;
  int order = (x->building > y->building) - (x->building < y->building);

  if (order == 0)
    order = (x->grid > y->grid) - (x->grid < y->grid);
  if (order == 0)
    order = g_strcmp0 (x->units, y->units);
  if (order == 0)
    order = g_strcmp0 (x->floors, y->floors);
  if (order == 0)
    order = (x->households > y->households) - (x->households < y->households);
  if (order == 0)
    order = (x->people > y->people) - (x->people < y->people);
  return order;
}
