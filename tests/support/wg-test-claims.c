/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/wg-test-claims.h"

#include "app/base/wg-random.h"

#include <math.h>

#define CELL 100000 /* mm */
#define FIRST_TOWN 1000001

typedef struct
{
  const WgTestClaimsOptions *options;
  WgTestClaims *claims;
  WgRandom random;
  GArray *ring; /* of WgPoint */
} Make;

static WgRandom
random_at (const Make *make, guint64 kind, guint64 x, guint64 y)
{
  WgRandom random = wg_random (make->options->seed + kind * 0x1000000000ull + (x << 18) + y);

  wg_random_next (&random);
  return random;
}

static WgPoint
corner (const Make *make, guint x, guint y)
{
  WgRandom random = random_at (make, 1, x, y);
  gint32 dx = (gint32) wg_random_int (&random, -CELL * 3 / 20, CELL * 3 / 20);
  gint32 dy = (gint32) wg_random_int (&random, -CELL * 3 / 20, CELL * 3 / 20);
  gint32 half_x = (gint32) (make->options->columns / 2 * CELL);
  gint32 half_y = (gint32) (make->options->rows / 2 * CELL);

  return (WgPoint){ (gint32) (x * CELL) - half_x + dx, (gint32) (y * CELL) - half_y + dy };
}

/**
 * Appends the border from corner (x, y) eastward or northward, without its last point. It stays
 * in a narrow cone of each end, so that no two borders meet.
 */
static void
append_border (Make *make, guint x, guint y, gboolean is_north, gboolean is_backwards)
{
  WgPoint a = corner (make, x, y), b = corner (make, x + !is_north, y + is_north);
  guint n = make->options->edge_points;
  g_autofree WgPoint *points = g_new (WgPoint, n + 2);
  WgRandom random = random_at (make, 2 + is_north, x, y);
  double offset = 0.0;

  points[0] = a;
  points[n + 1] = b;
  for (guint i = 1; i <= n; i++)
    {
      double t = (double) i / (n + 1), cone = 0.22 * MIN (t, 1.0 - t);

      offset += (wg_random_unit (&random) - 0.5) * 0.06;
      offset = CLAMP (offset, -cone, cone);
      points[i].x = (gint32) lround (a.x + t * ((double) b.x - a.x)
                                     - offset * ((double) b.y - a.y));
      points[i].y = (gint32) lround (a.y + t * ((double) b.y - a.y)
                                     + offset * ((double) b.x - a.x));
    }
  for (guint i = 0; i <= n; i++)
    g_array_append_val (make->ring, points[is_backwards ? n + 1 - i : i]);
}

/** The outline of the cells [x0, x1) x [y0, y1). */
static void
make_ring (Make *make, guint x0, guint y0, guint x1, guint y1)
{
  g_array_set_size (make->ring, 0);
  for (guint x = x0; x < x1; x++)
    append_border (make, x, y0, FALSE, FALSE);
  for (guint y = y0; y < y1; y++)
    append_border (make, x1, y, TRUE, FALSE);
  for (guint x = x1; x > x0; x--)
    append_border (make, x - 1, y1, FALSE, TRUE);
  for (guint y = y1; y > y0; y--)
    append_border (make, x0, y - 1, TRUE, TRUE);
}

static void
move_points (Make *make, gint32 most, gboolean is_together)
{
  gint32 dx = 0, dy = 0;

  for (guint i = 0; i < make->ring->len; i++)
    {
      if (i == 0 || !is_together)
        {
          dx = (gint32) wg_random_int (&make->random, -most, most + 1);
          dy = (gint32) wg_random_int (&make->random, -most, most + 1);
        }
      g_array_index (make->ring, WgPoint, i).x += dx;
      g_array_index (make->ring, WgPoint, i).y += dy;
    }
}

static void
drop_points (Make *make)
{
  for (guint i = make->ring->len; i-- > 0;)
    if (wg_random_unit (&make->random) < 0.03 && make->ring->len > 4)
      g_array_remove_index (make->ring, i);
}

static void
swap_points (Make *make)
{
  guint i = wg_random_int (&make->random, 0, make->ring->len);
  guint j = wg_random_int (&make->random, 0, make->ring->len);
  WgPoint swapped = g_array_index (make->ring, WgPoint, i);

  g_array_index (make->ring, WgPoint, i) = g_array_index (make->ring, WgPoint, j);
  g_array_index (make->ring, WgPoint, j) = swapped;
}

/** One of the errors of real files. Returns how often the polygon is there. */
static guint
spoil_ring (Make *make)
{
  double what = wg_random_unit (&make->random);

  if (what < 0.005)
    return 0;
  if (what < 0.007)
    return 2;
  if (what < 0.017)
    move_points (make, 2000, TRUE);
  else if (what < 0.047)
    move_points (make, (gint32) wg_random_int (&make->random, 50, 500), FALSE);
  else if (what < 0.050)
    swap_points (make);
  else if (what < 0.150)
    drop_points (make);
  return 1;
}

static void
add_claim (Make *make, guint32 owner, guint depth, const WgPoint *hole)
{
  WgShape *shape = wg_shape_new ();
  WgClaim claim = { owner, depth, make->claims->claims->len + 1, FALSE, shape };

  wg_shape_add_ring (shape, (const WgPoint *) make->ring->data, make->ring->len, 0, FALSE);
  if (hole != NULL)
    wg_shape_add_ring (shape, hole, 4, 0, TRUE);
  make->claims->n_points += shape->points->len;
  g_ptr_array_add (make->claims->shapes, shape);
  g_array_append_val (make->claims->claims, claim);
}

static void
add_cell (Make *make, guint x, guint y, guint32 owner, guint32 enclave)
{
  const WgTestClaimsOptions *options = make->options;
  guint depth = options->block > 0 ? 2 : 1, n = 1;
  gboolean has_enclave = wg_random_unit (&make->random) < 0.005;
  WgPoint c = corner (make, x, y);
  WgPoint hole[4] = { { c.x + CELL * 2 / 5, c.y + CELL * 2 / 5 },
                      { c.x + CELL / 2, c.y + CELL * 2 / 5 },
                      { c.x + CELL / 2, c.y + CELL / 2 },
                      { c.x + CELL * 2 / 5, c.y + CELL / 2 } };

  make_ring (make, x, y, x + 1, y + 1);
  if (options->is_mixed)
    n = spoil_ring (make);
  if (options->jitter_m > 0.0)
    move_points (make, (gint32) (options->jitter_m * 1000.0), FALSE);
  for (guint i = 0; i < n; i++)
    add_claim (make, owner + i * 500000, depth, has_enclave ? hole : NULL);
  if (!has_enclave)
    return;
  g_array_set_size (make->ring, 0);
  g_array_append_vals (make->ring, hole, 4);
  add_claim (make, enclave, depth, NULL);
}

WgTestClaims *
wg_test_claims_new (const WgTestClaimsOptions *options)
{
  WgTestClaims *claims = g_new0 (WgTestClaims, 1);
  Make make = { options, claims, wg_random (options->seed), NULL };
  guint32 town = FIRST_TOWN;

  claims->claims = g_array_new (FALSE, FALSE, sizeof (WgClaim));
  claims->shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_free);
  make.ring = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  for (guint x = 0; options->block > 0 && x < options->columns; x += options->block)
    for (guint y = 0; y < options->rows; y += options->block)
      {
        make_ring (&make, x, y, MIN (x + options->block, options->columns),
                   MIN (y + options->block, options->rows));
        if (options->jitter_m > 0.0)
          move_points (&make, (gint32) (options->jitter_m * 1000.0), FALSE);
        add_claim (&make, town++, 1, NULL);
      }
  for (guint y = 0; y < options->rows; y++)
    for (guint x = 0; x < options->columns; x++)
      add_cell (&make, x, y, 1 + y * options->columns + x,
                200001 + y * options->columns + x);
  g_array_unref (make.ring);
  return claims;
}

void
wg_test_claims_free (WgTestClaims *claims)
{
  if (claims == NULL)
    return;

  g_array_unref (claims->claims);
  g_ptr_array_unref (claims->shapes);
  g_free (claims);
}

void
wg_test_claims_shuffle (WgTestClaims *claims, guint64 seed)
{
  WgRandom random = wg_random (seed);

  for (guint i = claims->claims->len; i > 1; i--)
    {
      guint j = wg_random_int (&random, 0, i);
      WgClaim swapped = g_array_index (claims->claims, WgClaim, i - 1);

      g_array_index (claims->claims, WgClaim, i - 1) = g_array_index (claims->claims, WgClaim, j);
      g_array_index (claims->claims, WgClaim, j) = swapped;
    }
}
