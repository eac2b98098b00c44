/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-sorted.h"

#define AT(array, i) (&g_array_index ((array), WgFinding, (i)))

/** The first place from @from on whose finding does not come before @finding. */
static guint
find_place (const GArray *sorted, guint from, const WgFinding *finding)
{
  guint low = from, high = sorted->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (wg_finding_compare (AT (sorted, middle), finding) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/** What came and went between two looks at the list is in both. */
static void
drop_short_lived (const GArray *sorted, GArray *gone, GArray *fresh)
{
  guint n_gone = 0, kept = 0, k = 0;
  guint place = 0;

  for (guint i = 0; i < gone->len; i++)
    {
      place = find_place (sorted, place, AT (gone, i));
      if (place < sorted->len && wg_finding_compare (AT (sorted, place), AT (gone, i)) == 0)
        {
          *AT (gone, n_gone) = *AT (gone, i);
          n_gone++;
          place++;
          continue;
        }
      while (k < fresh->len && wg_finding_compare (AT (fresh, k), AT (gone, i)) < 0)
        {
          *AT (fresh, kept) = *AT (fresh, k);
          kept++;
          k++;
        }
      if (k < fresh->len && wg_finding_compare (AT (fresh, k), AT (gone, i)) == 0)
        k++;
    }
  for (; k < fresh->len; k++)
    {
      *AT (fresh, kept) = *AT (fresh, k);
      kept++;
    }
  g_array_set_size (gone, n_gone);
  g_array_set_size (fresh, kept);
}

GArray *
wg_check_sorted_renew (const GArray *sorted, GArray *gone, GArray *fresh)
{
  GArray *renewed = NULL;
  guint from = 0, g = 0, f = 0;

  g_array_sort (gone, wg_finding_compare);
  g_array_sort (fresh, wg_finding_compare);
  drop_short_lived (sorted, gone, fresh);
  renewed = g_array_sized_new (FALSE, FALSE, sizeof (WgFinding), sorted->len + fresh->len);
  while (g < gone->len || f < fresh->len)
    {
      gboolean is_gone = f >= fresh->len
                         || (g < gone->len && wg_finding_compare (AT (gone, g), AT (fresh, f)) <= 0);
      guint to = find_place (sorted, from, is_gone ? AT (gone, g) : AT (fresh, f));

      if (to > from)
        g_array_append_vals (renewed, AT (sorted, from), to - from);
      from = is_gone ? to + 1 : to;
      if (!is_gone)
        g_array_append_vals (renewed, AT (fresh, f), 1);
      g += is_gone;
      f += !is_gone;
    }
  if (from < sorted->len)
    g_array_append_vals (renewed, AT (sorted, from), sorted->len - from);
  return renewed;
}
