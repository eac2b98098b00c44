/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-findings-panel"

#include "wg-findings-count.h"

#include <string.h>

#define MOST_PARENTS 200

static int
compare_kinds (gconstpointer a, gconstpointer b)
{
  const WgKindCount *left = a, *right = b;

  if (left->severity != right->severity)
    return left->severity > right->severity ? -1 : 1;
  return strcmp (left->code, right->code);
}

/** Changes only the lines that differ: a new model makes GTK bind a screenful of hidden rows. */
static void
renew_lines (GtkStringList *list, const char *const *lines, guint from)
{
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (list));
  guint n_after = g_strv_length ((char **) lines), head = from, tail = 0;
  g_auto (GStrv) fresh = NULL;

  while (head < MIN (n_before, n_after)
         && g_str_equal (gtk_string_list_get_string (list, head), lines[head]))
    head++;
  while (tail < MIN (n_before, n_after) - head
         && g_str_equal (gtk_string_list_get_string (list, n_before - 1 - tail),
                         lines[n_after - 1 - tail]))
    tail++;
  if (head + tail == n_before && n_before == n_after)
    return;
  fresh = g_new0 (char *, n_after - head - tail + 1);
  for (guint i = head; i < n_after - tail; i++)
    fresh[i - head] = g_strdup (lines[i]);
  gtk_string_list_splice (list, head, n_before - head - tail, (const char *const *) fresh);
}

guint
wg_findings_parent_depth (WgPlan *plan)
{
  guint depth = MAX (wg_plan_get_n_levels (plan), 2) - 1;

  while (depth > 1 && wg_plan_count_grids (plan, depth) > MOST_PARENTS)
    depth--;
  return depth;
}

guint32
wg_findings_find_parent (WgPlan *plan, const WgFinding *finding, guint depth)
{
  guint32 id = finding->grid != 0 ? finding->grid : finding->other;
  const WgGrid *grid = id != 0 ? wg_plan_get_grid (plan, id) : NULL;

  if (grid == NULL)
    return 0;
  return wg_plan_get_ancestor (plan, id, MIN (depth, grid->depth));
}

GArray *
wg_findings_count_kinds (const GArray *findings)
{
  GArray *kinds = g_array_new (FALSE, FALSE, sizeof (WgKindCount));
  WgKindCount *one = NULL;

  for (guint i = 0; i < findings->len; i++)
    {
      const WgFinding *finding = &g_array_index (findings, WgFinding, i);
      WgKindCount fresh = { finding->code, finding->severity, 0 };

      if (one == NULL || one->code != finding->code)
        {
          one = NULL;
          for (guint k = 0; k < kinds->len && one == NULL; k++)
            if (g_str_equal (g_array_index (kinds, WgKindCount, k).code, finding->code))
              one = &g_array_index (kinds, WgKindCount, k);
        }
      if (one == NULL)
        {
          g_array_append_val (kinds, fresh);
          one = &g_array_index (kinds, WgKindCount, kinds->len - 1);
        }
      one->severity = MAX (one->severity, finding->severity);
      one->count++;
    }
  g_array_sort (kinds, compare_kinds);
  return kinds;
}

void
wg_findings_renew_lines (GtkStringList *list, const char *const *lines)
{
  const char *const sum[] = { lines[0], NULL };
  const char *before = gtk_string_list_get_string (list, 0);

  if (g_strcmp0 (before, lines[0]) != 0)
    gtk_string_list_splice (list, 0, before != NULL ? 1 : 0, sum);
  renew_lines (list, lines, 1);
}
