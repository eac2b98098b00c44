/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What hangs together, as a forest of parents (union-find): @parent[i] is i for a root. Before the
 * first join every i is a root.
 */

/** The root of @i in a forest of parents; halves the paths on its way (Tarjan and van Leeuwen 1984). */
static inline guint32
wg_forest_root (guint32 *parent, guint32 i)
{
  while (parent[i] != i)
    {
      parent[i] = parent[parent[i]];
      i = parent[i];
    }
  return i;
}

/** The lower root stays, so that the result does not depend on the order of the joins. */
static inline void
wg_forest_join (guint32 *parent, guint32 i, guint32 j)
{
  i = wg_forest_root (parent, i);
  j = wg_forest_root (parent, j);
  if (i < j)
    parent[j] = i;
  else
    parent[i] = j;
}

G_END_DECLS
