/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-subdivide-below"

#include "wg-subdivide-private.h"

/* What of @parent's land is in the way of grids at @depth; puts those that would be replaced into @replaced,
   those that stay into @held. */
static gboolean
has_others (WgPlan *plan, guint32 parent, guint depth, GHashTable *replaced, GHashTable *held)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  gboolean is_other = FALSE;

  wg_plan_collect_faces (plan, parent, faces);
  for (guint i = 0; i < faces->len; i++)
    {
      guint32 owner = wg_coverage_owner (wg_plan_get_coverage (plan), g_array_index (faces, WgFaceId, i));

      gboolean may_cut = owner != parent && wg_subdivide_may_cut (plan, owner, parent, depth);

      if (owner == parent)
        continue;
      is_other |= may_cut && wg_subdivide_is_other (plan, owner, parent, depth);
      g_hash_table_add (may_cut ? replaced : held, GUINT_TO_POINTER (wg_plan_get_ancestor (plan, owner, depth)));
    }
  return is_other;
}

void
wg_subdivide_look_below (WgPlan *plan, const GArray *parents, guint depth, WgSubdivideBelow *below_out)
{
  g_autoptr (GHashTable) replaced = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) held = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key = NULL;

  *below_out = (WgSubdivideBelow){ .n_parents = parents->len };
  for (guint i = 0; i < parents->len; i++)
    {
      g_autoptr (GHashTable) here = g_hash_table_new (NULL, NULL);

      if (has_others (plan, g_array_index (parents, guint32, i), depth, here, held))
        {
          below_out->n_left++;
          continue;
        }
      g_hash_table_iter_init (&iter, here);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        g_hash_table_add (replaced, key);
    }
  below_out->n_replaced = g_hash_table_size (replaced);
  below_out->n_held = g_hash_table_size (held);
  g_hash_table_iter_init (&iter, held);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      WgTally tally = { 0 };

      wg_plan_get_tally (plan, GPOINTER_TO_UINT (key), &tally);
      wg_tally_add (&below_out->held, &tally, 1);
    }
}
