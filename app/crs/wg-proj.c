/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-proj"

#include "wg-proj.h"

#include "wg-frame.h"

#include <proj_experimental.h>

#include <string.h>

#define IDENTIFY_CONFIDENCE 90 /* percent; from here PROJ has compared the numbers, not only names */

static void
ignore_log (void *user_data, int level, const char *message)
{
}

static PJ *
take_horizontal (PJ_CONTEXT *context, PJ *crs)
{
  PJ *flat = NULL;

  if (proj_get_type (crs) == PJ_TYPE_COMPOUND_CRS)
    {
      PJ *part = proj_crs_get_sub_crs (context, crs, 0);

      proj_destroy (crs);
      crs = part;
    }
  if (crs == NULL)
    return NULL;
  flat = proj_crs_demote_to_2D (context, NULL, crs);
  if (flat == NULL)
    return crs;
  proj_destroy (crs);
  return flat;
}

PJ_CONTEXT *
wg_proj_context_new (void)
{
  PJ_CONTEXT *context = proj_context_create ();

  proj_log_func (context, NULL, ignore_log);
  proj_context_set_enable_network (context, 0);
  return context;
}

PJ *
wg_proj_load_crs (PJ_CONTEXT *context, const char *definition, GError **error)
{
  PJ *crs = NULL;

  if (definition != NULL && *definition != '\0')
    crs = proj_create (context, definition);
  if (crs != NULL && proj_is_crs (crs))
    crs = take_horizontal (context, crs);
  if (crs != NULL && proj_is_crs (crs))
    return crs;

  if (crs != NULL)
    proj_destroy (crs);
  g_set_error (error, WG_CRS_ERROR, WG_CRS_ERROR_UNKNOWN, "not a CRS known to PROJ: %.80s",
               definition != NULL ? definition : "(none)");
  return NULL;
}

char *
wg_proj_epsg_name (PJ_CONTEXT *context, PJ *crs)
{
  const char *authority = proj_get_id_auth_name (crs, 0);
  char *name = NULL;
  int *confidence = NULL;
  PJ_OBJ_LIST *found = NULL;

  if (authority != NULL && strcmp (authority, "EPSG") == 0)
    return g_strdup_printf ("EPSG:%s", proj_get_id_code (crs, 0));

  found = proj_identify (context, crs, "EPSG", NULL, &confidence);
  if (found != NULL && proj_list_get_count (found) > 0 && confidence[0] >= IDENTIFY_CONFIDENCE)
    {
      PJ *match = proj_list_get (context, found, 0);

      if (match != NULL && proj_get_id_code (match, 0) != NULL)
        name = g_strdup_printf ("EPSG:%s", proj_get_id_code (match, 0));
      proj_destroy (match);
    }
  proj_int_list_destroy (confidence);
  proj_list_destroy (found);
  return name;
}

gboolean
wg_proj_is_metric (PJ_CONTEXT *context, PJ *crs)
{
  PJ *projected = proj_get_type (crs) == PJ_TYPE_BOUND_CRS
                    ? proj_get_source_crs (context, crs)
                    : NULL;
  PJ *system = NULL;
  gboolean is_metric = FALSE;

  if (proj_get_type (projected != NULL ? projected : crs) == PJ_TYPE_PROJECTED_CRS)
    system = proj_crs_get_coordinate_system (context, projected != NULL ? projected : crs);
  if (system != NULL)
    {
      is_metric = proj_cs_get_axis_count (context, system) >= 2;
      for (int axis = 0; axis < 2 && is_metric; axis++)
        {
          double factor = 0.0;

          is_metric = proj_cs_get_axis_info (context, system, axis, NULL, NULL, NULL, &factor, NULL,
                                             NULL, NULL)
                      && factor == 1.0;
        }
    }
  proj_destroy (system);
  proj_destroy (projected);
  return is_metric;
}
