/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-sample"

#include "wg-sample-private.h"

#include <string.h>

#define GRIDS_PER_COMMUNITY 8.5
#define COMMUNITIES_PER_TOWN 6.5

/* Grows all seeds (cell and label) at once through cells that have one label in @within (NULL: any
 * cell of the county); each region is connected. */
static void
grow (const WgLattice *lattice, const guint32 *within, const GArray *seeds, guint64 salt,
      guint32 *labels)
{
  g_autoptr (GArray) heap = g_array_new (FALSE, FALSE, sizeof (WgSampleStep));
  guint32 n_pushed = 0;

  for (guint i = 0; i < seeds->len; i++)
    {
      WgSampleStep step = { 0.0, n_pushed++, g_array_index (seeds, WgCell, i), i };

      wg_sample_push_step (heap, step);
    }
  while (heap->len > 0)
    {
      WgSampleStep step = wg_sample_pop_step (heap);
      WgCell cell = step.place;
      WgCell neighbours[6];
      guint n = 0;

      if (labels[cell] != WG_NO_CELL)
        continue;
      labels[cell] = step.label;
      n = wg_lattice_neighbours (lattice, cell, neighbours);
      for (guint i = 0; i < n; i++)
        {
          WgCell next = neighbours[i];

          if (lattice->town[next] == WG_NO_CELL || labels[next] != WG_NO_CELL
              || (within != NULL && within[next] != within[cell]))
            continue;
          wg_sample_push_step (
            heap, (WgSampleStep){
                    step.cost + 1.0 + 1.2 * wg_sample_unit (lattice->seed + salt, next, 0),
                    n_pushed++, next, step.label });
        }
    }
}

/* The cells of each label, in the order of the curve: firsts has n_labels + 1 places in cells. */
static WgCell *
sort_by_label (const WgLattice *lattice, const guint32 *labels, guint n_labels, guint *firsts)
{
  WgCell *sorted = g_new (WgCell, lattice->cells->len + 1);
  g_autofree guint *next = g_new0 (guint, n_labels + 1);

  memset (firsts, 0, (n_labels + 1) * sizeof (guint));
  for (guint i = 0; i < lattice->cells->len; i++)
    firsts[labels[g_array_index (lattice->cells, WgCell, i)] + 1]++;
  for (guint label = 0; label < n_labels; label++)
    firsts[label + 1] += firsts[label];
  memcpy (next, firsts, (n_labels + 1) * sizeof (guint));
  for (guint i = 0; i < lattice->cells->len; i++)
    {
      WgCell cell = g_array_index (lattice->cells, WgCell, i);

      sorted[next[labels[cell]]++] = cell;
    }
  return sorted;
}

/* @n_seeds cells out of a run along the curve, evenly spread. */
static void
add_seeds (GArray *seeds, const WgCell *cells, guint n_cells, guint n_seeds)
{
  for (guint i = 0; i < n_seeds; i++)
    g_array_append_val (seeds, cells[(guint) ((2 * (guint64) i + 1) * n_cells / (2 * n_seeds))]);
}

static guint
divide_rounded (double number, double divisor)
{
  return (guint) MAX (number / divisor + 0.5, 1.0);
}

/* How many grids each community gets: by its size, at least one, n_grids in all. */
static void
share_out (const guint *firsts, guint n_labels, guint n_grids, guint *counts)
{
  guint n_cells = firsts[n_labels], n_given = 0, place = 0;

  for (guint i = 0; i < n_labels; i++)
    {
      guint size = firsts[i + 1] - firsts[i];
      guint64 share = (guint64) size * n_grids / n_cells;

      counts[i] = CLAMP ((guint) share, 1, size);
      n_given += counts[i];
    }
  while (n_given != n_grids)
    {
      guint i = place++ % n_labels, size = firsts[i + 1] - firsts[i];

      if (n_given < n_grids && counts[i] < size)
        {
          counts[i]++;
          n_given++;
        }
      else if (n_given > n_grids && counts[i] > 1)
        {
          counts[i]--;
          n_given--;
        }
    }
}

static void
divide_towns (WgLattice *lattice)
{
  g_autoptr (GArray) seeds = g_array_new (FALSE, FALSE, sizeof (WgCell));
  g_autofree guint32 *labels = g_memdup2 (
    lattice->grid, lattice->width * lattice->height * sizeof (guint32));

  for (guint i = 0; i < lattice->cells->len; i++)
    lattice->town[g_array_index (lattice->cells, WgCell, i)] = 0;
  add_seeds (seeds, (const WgCell *) lattice->cells->data, lattice->cells->len, lattice->n_towns);
  grow (lattice, NULL, seeds, 20, labels);
  for (guint i = 0; i < lattice->cells->len; i++)
    {
      WgCell cell = g_array_index (lattice->cells, WgCell, i);

      lattice->town[cell] = labels[cell];
    }
}

static void
divide_communities (WgLattice *lattice, guint n_wanted)
{
  g_autofree guint *firsts = g_new (guint, lattice->n_towns + 2);
  g_autofree WgCell *cells
    = sort_by_label (lattice, lattice->town, lattice->n_towns, firsts);
  g_autoptr (GArray) seeds = g_array_new (FALSE, FALSE, sizeof (WgCell));

  for (guint town = 0; town < lattice->n_towns; town++)
    {
      guint size = firsts[town + 1] - firsts[town];
      guint n = divide_rounded ((double) size * n_wanted, lattice->cells->len);

      add_seeds (seeds, cells + firsts[town], size, MIN (n, size));
    }
  lattice->n_communities = seeds->len;
  grow (lattice, lattice->town, seeds, 21, lattice->community);
}

static void
divide_grids (WgLattice *lattice, guint n_grids)
{
  g_autofree guint *firsts = g_new (guint, lattice->n_communities + 2);
  g_autofree guint *counts = g_new (guint, lattice->n_communities + 1);
  g_autofree WgCell *cells
    = sort_by_label (lattice, lattice->community, lattice->n_communities, firsts);
  g_autoptr (GArray) seeds = g_array_new (FALSE, FALSE, sizeof (WgCell));

  share_out (firsts, lattice->n_communities, n_grids, counts);
  for (guint i = 0; i < lattice->n_communities; i++)
    add_seeds (seeds, cells + firsts[i], firsts[i + 1] - firsts[i], counts[i]);
  lattice->n_grids = seeds->len;
  grow (lattice, lattice->community, seeds, 22, lattice->grid);
}

void
wg_lattice_divide (WgLattice *lattice, guint n_grids)
{
  guint n_communities = MIN (divide_rounded (n_grids, GRIDS_PER_COMMUNITY), n_grids);

  lattice->n_towns = MIN (divide_rounded (n_communities, COMMUNITIES_PER_TOWN), n_communities);
  divide_towns (lattice);
  divide_communities (lattice, n_communities);
  divide_grids (lattice, n_grids);
}
