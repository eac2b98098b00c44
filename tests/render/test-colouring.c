/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/base/wg-random.h"
#include "app/render/wg-colouring.h"

#include <string.h>

static int
compare_u64 (gconstpointer a, gconstpointer b)
{
  guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;
  return (x > y) - (x < y);
}

static void
test_sort (void)
{
  WgRandom random = wg_random (3);

  for (guint n = 0; n < 400; n += 37)
    {
      g_autofree guint64 *keys = g_new (guint64, n + 1);
      g_autofree guint64 *slow = g_new (guint64, n + 1);
      guint n_slow = 0, n_left = 0;

      for (guint i = 0; i < n; i++)
        keys[i] = i % 3 ? wg_random_next (&random) : (guint64) wg_random_int (&random, 0, 9);
      memcpy (slow, keys, n * sizeof (guint64));
      qsort (slow, n, sizeof (guint64), compare_u64);
      for (guint i = 0; i < n; i++)
        if (n_slow == 0 || slow[n_slow - 1] != slow[i])
          slow[n_slow++] = slow[i];
      n_left = wg_colouring_sort (keys, n);
      g_assert_cmpmem (keys, n_left * sizeof (guint64), slow, n_slow * sizeof (guint64));
    }
}

static void
assert_valid (const GArray *pairs, const guint8 *fills)
{
  for (guint i = 0; i < pairs->len; i++)
    {
      guint64 pair = g_array_index (pairs, guint64, i);
      g_assert_cmpuint (fills[pair >> 32], <, WG_N_FILLS);
      g_assert_cmpuint (fills[pair >> 32], !=, fills[(guint32) pair]);
    }
}

static void
add_pair (GArray *pairs, guint32 a, guint32 b)
{
  guint64 pair = wg_neighbours (a, b);
  g_array_append_val (pairs, pair);
}

/* A triangulated lattice with hubs: planar, so six fills must do. */
static void
test_planar (void)
{
  const guint side = 60, hubs = 40;
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autofree guint8 *fills = g_malloc (side * side + hubs * 30 + 1);
  guint limit = side * side + 1;

  for (guint j = 0; j < side; j++)
    for (guint i = 0; i < side; i++)
      {
        guint32 id = j * side + i + 1;
        if (i + 1 < side)
          add_pair (pairs, id, id + 1);
        if (j + 1 < side)
          add_pair (pairs, id, id + side);
        if (i + 1 < side && j + 1 < side)
          add_pair (pairs, id, id + side + 1);
      }
  for (guint h = 0; h < hubs; h++, limit += 30)
    for (guint k = 1; k < 30; k++)
      {
        add_pair (pairs, limit, limit + k);
        add_pair (pairs, limit + k, k + 1 < 30 ? limit + k + 1 : limit + 1);
      }
  g_array_set_size (pairs, wg_colouring_sort ((guint64 *) pairs->data, pairs->len));
  memset (fills, WG_NO_FILL, limit);
  wg_colouring_run ((guint64 *) pairs->data, pairs->len, limit, fills);
  assert_valid (pairs, fills);
}

/* What is coloured stays; the same input gives the same colours. */
static void
test_stable (void)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint8 first[12], again[12];

  for (guint i = 1; i < 10; i++)
    add_pair (pairs, i, i + 1);
  memset (first, WG_NO_FILL, sizeof first);
  wg_colouring_run ((guint64 *) pairs->data, pairs->len, 12, first);
  memcpy (again, first, sizeof first);
  again[4] = WG_NO_FILL;
  wg_colouring_run ((guint64 *) pairs->data, pairs->len, 12, again);
  assert_valid (pairs, again);
  for (guint i = 1; i <= 10; i++)
    if (i != 4)
      g_assert_cmpuint (again[i], ==, first[i]);
  g_assert_cmpuint (first[11], ==, WG_NO_FILL);
  memset (again, WG_NO_FILL, sizeof again);
  wg_colouring_run ((guint64 *) pairs->data, pairs->len, 12, again);
  g_assert_cmpmem (first, sizeof first, again, sizeof again);
}

static void
test_crowded (void)
{
  /* Eight that all touch: not planar; no crash, and the fills are used evenly. */
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint8 fills[9];
  guint used[WG_N_FILLS] = { 0 };

  for (guint a = 1; a <= 8; a++)
    for (guint b = a + 1; b <= 8; b++)
      add_pair (pairs, a, b);
  memset (fills, WG_NO_FILL, sizeof fills);
  wg_colouring_run ((guint64 *) pairs->data, pairs->len, 9, fills);
  for (guint i = 1; i <= 8; i++)
    used[fills[i]]++;
  for (guint i = 0; i < WG_N_FILLS; i++)
    g_assert_cmpuint (used[i], <=, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/colouring/sort", test_sort);
  g_test_add_func ("/colouring/planar", test_planar);
  g_test_add_func ("/colouring/stable", test_stable);
  g_test_add_func ("/colouring/crowded", test_crowded);
  return g_test_run ();
}
