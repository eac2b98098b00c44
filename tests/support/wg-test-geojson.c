/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/wg-test-geojson.h"

#include <math.h>
#include <string.h>

#define MM_PER_DEGREE (6371008.8e3 * G_PI / 180.0)

typedef struct
{
  WgTestClaims *claims;
  WgShape *shape;
  GArray *ring; /* of WgPoint */
  guint part;
  gboolean is_hole;
} Read;

static WgPoint
project (WgTestClaims *claims, double x, double y)
{
  double scale = MM_PER_DEGREE;

  if (!claims->has_origin)
    {
      claims->origin_x = x;
      claims->origin_y = y;
      claims->has_origin = TRUE;
    }
  if (fabs (claims->origin_x) > 360.0)
    return (WgPoint){ (gint32) lround ((x - claims->origin_x) * 1000.0),
                      (gint32) lround ((y - claims->origin_y) * 1000.0) };
  return (WgPoint){ (gint32) lround ((x - claims->origin_x) * scale
                                     * cos (claims->origin_y * G_PI / 180.0)),
                    (gint32) lround ((y - claims->origin_y) * scale) };
}

/** Reads nested arrays after their first bracket; returns their depth, 0 for a position. */
static guint
read_arrays (const char **text, Read *read)
{
  guint depth = 0;

  while (**text != ']' && **text != '\0')
    {
      if (**text == '[')
        {
          (*text)++;
          depth = read_arrays (text, read) + 1;
          if (depth == 2)
            {
              wg_shape_add_ring (read->shape, (const WgPoint *) read->ring->data,
                                 read->ring->len, read->part, read->is_hole);
              g_array_set_size (read->ring, 0);
              read->is_hole = TRUE;
            }
          else if (depth == 3)
            {
              read->part++;
              read->is_hole = FALSE;
            }
        }
      else if (**text == '-' || g_ascii_isdigit (**text))
        {
          char *end = NULL;
          double x = g_ascii_strtod (*text, &end), y = 0.0;
          WgPoint p;

          while (*end == ',' || g_ascii_isspace (*end))
            end++;
          y = g_ascii_strtod (end, &end);
          p = project (read->claims, x, y);
          g_array_append_val (read->ring, p);
          *text = end + strcspn (end, "]");
        }
      else
        (*text)++;
    }
  if (**text == ']')
    (*text)++;
  return depth;
}

gboolean
wg_test_claims_add_geojson (WgTestClaims *claims, const char *path, guint depth)
{
  g_autofree char *text = NULL;
  const char *at = NULL;
  guint32 owner = depth * 1000000;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;
  for (at = strstr (text, "\"coordinates\""); at != NULL; at = strstr (at, "\"coordinates\""))
    {
      Read read = { claims, wg_shape_new (), g_array_new (FALSE, FALSE, sizeof (WgPoint)), 0, FALSE };
      WgClaim claim = { ++owner, depth, claims->claims->len + 1, FALSE, read.shape };

      at += strcspn (at, "[") + 1;
      read_arrays (&at, &read);
      g_array_unref (read.ring);
      claims->n_points += read.shape->points->len;
      g_ptr_array_add (claims->shapes, read.shape);
      g_array_append_val (claims->claims, claim);
    }
  return TRUE;
}
