/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-transform"

#include "wg-frame.h"
#include "wg-proj.h"

#include <math.h>
#include <string.h>

#define MOST_SPARE 6

struct _WgTransform
{
  char *from_crs;
  char *to_crs;
  PJ_CONTEXT *context; /* its own: a transform may move to another thread, but not be in two */
  PJ *operation;       /* NULL: both CRSs are the same, nothing to do */
};

/* Those that nobody uses. PROJ takes some 50 ms to find the way between two CRSs, and an import asks
 * for the same one to propose a frame, to describe the file and to read it. */
static GMutex spare_mutex;
static GQueue spare; /* of WgTransform, the one used last in front */

static void
destroy (WgTransform *transform)
{
  proj_destroy (transform->operation);
  proj_context_destroy (transform->context);
  g_free (transform->from_crs);
  g_free (transform->to_crs);
  g_free (transform);
}

static WgTransform *
take_spare (const char *from_crs, const char *to_crs)
{
  WgTransform *found = NULL;

  g_mutex_lock (&spare_mutex);
  for (GList *at = spare.head; at != NULL; at = at->next)
    {
      WgTransform *transform = at->data;

      if (g_strcmp0 (transform->from_crs, from_crs) == 0
          && g_strcmp0 (transform->to_crs, to_crs) == 0)
        {
          found = transform;
          g_queue_delete_link (&spare, at);
          break;
        }
    }
  g_mutex_unlock (&spare_mutex);
  return found;
}

static gboolean
is_same (PJ *operation)
{
  PJ_PROJ_INFO info = proj_pj_info (operation);

  return info.definition != NULL && g_str_has_prefix (info.definition, "proj=noop");
}

static PJ *
create_operation (PJ_CONTEXT *context, PJ *from, PJ *to)
{
  PJ *raw = proj_create_crs_to_crs_from_pj (context, from, to, NULL, NULL);
  PJ *normal = NULL;

  if (raw == NULL)
    return NULL;
  normal = proj_normalize_for_visualization (context, raw);
  proj_destroy (raw);
  return normal;
}

/**
 * wg_transform_new:
 * @from_crs: "EPSG:n" or WKT
 * @to_crs: "EPSG:n" or WKT
 *
 * Coordinates are easting, northing in the CRS's unit or longitude, latitude in degrees on both
 * sides, whatever order the CRS itself declares. Between equal CRSs no bit changes. Any thread;
 * the transform is for one thread at a time. Fails with WG_CRS_ERROR_UNKNOWN or _TRANSFORM.
 *
 * Returns: (transfer full) (nullable): the transform
 */
WgTransform *
wg_transform_new (const char *from_crs, const char *to_crs, GError **error)
{
  WgTransform *transform = take_spare (from_crs, to_crs);
  PJ *from = NULL;
  PJ *to = NULL;

  if (transform != NULL)
    return transform;
  transform = g_new0 (WgTransform, 1);
  transform->from_crs = g_strdup (from_crs);
  transform->to_crs = g_strdup (to_crs);
  transform->context = wg_proj_context_new ();
  from = wg_proj_load_crs (transform->context, from_crs, error);
  to = from != NULL ? wg_proj_load_crs (transform->context, to_crs, error) : NULL;
  if (from != NULL && to != NULL)
    transform->operation = create_operation (transform->context, from, to);
  proj_destroy (from);
  proj_destroy (to);
  if (transform->operation == NULL)
    {
      if (from != NULL && to != NULL)
        g_set_error (error, WG_CRS_ERROR, WG_CRS_ERROR_TRANSFORM, "no way from %.40s to %.40s",
                     from_crs, to_crs);
      destroy (transform);
      return NULL;
    }
  if (is_same (transform->operation))
    {
      proj_destroy (transform->operation);
      transform->operation = NULL;
    }
  return transform;
}

void
wg_transform_free (WgTransform *transform)
{
  WgTransform *oldest = NULL;

  if (transform == NULL)
    return;
  g_mutex_lock (&spare_mutex);
  g_queue_push_head (&spare, transform);
  if (spare.length > MOST_SPARE)
    oldest = g_queue_pop_tail (&spare);
  g_mutex_unlock (&spare_mutex);
  if (oldest != NULL)
    destroy (oldest);
}

guint
wg_transform_points (WgTransform *transform, double *x, double *y, guint n_points)
{
  guint n_failed = 0;

  if (transform->operation != NULL && n_points > 0)
    {
      proj_errno_reset (transform->operation);
      proj_trans_generic (transform->operation, PJ_FWD, x, sizeof *x, n_points, y, sizeof *y,
                          n_points, NULL, 0, 0, NULL, 0, 0);
    }
  for (guint i = 0; i < n_points; i++)
    {
      if (isfinite (x[i]) && isfinite (y[i]))
        continue;
      x[i] = y[i] = HUGE_VAL;
      n_failed++;
    }
  return n_failed;
}
