/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-plan"

#include "wg-commands.h"

/* What the sentence for people names. */
typedef struct
{
  guint32 grid;
  char *grid_name;
  char *level_name;
} WgPlanErrorPrivate;

static void
wg_plan_error_private_init (WgPlanErrorPrivate *priv)
{
}

static void
wg_plan_error_private_copy (const WgPlanErrorPrivate *from, WgPlanErrorPrivate *to)
{
  to->grid = from->grid;
  to->grid_name = g_strdup (from->grid_name);
  to->level_name = g_strdup (from->level_name);
}

static void
wg_plan_error_private_clear (WgPlanErrorPrivate *priv)
{
  g_free (priv->grid_name);
  g_free (priv->level_name);
}

G_DEFINE_EXTENDED_ERROR (WgPlanError, wg_plan_error)

void
wg_plan_error_set_locked (GError **error, const WgGrid *grid, const char *level_name)
{
  WgPlanErrorPrivate *priv = NULL;

  if (error == NULL)
    return;
  g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_LOCKED, "grid %u (%s) is fixed by %s", grid->id,
               grid->code, level_name != NULL ? "a pinned level" : "its lock");
  priv = wg_plan_error_get_private (*error);
  priv->grid = grid->id;
  priv->grid_name = g_strdup (grid->name[0] != '\0' ? grid->name : grid->code);
  priv->level_name = g_strdup (level_name);
}

guint32
wg_plan_error_get_grid (const GError *error)
{
  return error->domain == WG_PLAN_ERROR ? wg_plan_error_get_private (error)->grid : 0;
}

const char *
wg_plan_error_get_grid_name (const GError *error)
{
  return error->domain == WG_PLAN_ERROR ? wg_plan_error_get_private (error)->grid_name : NULL;
}

const char *
wg_plan_error_get_level_name (const GError *error)
{
  return error->domain == WG_PLAN_ERROR ? wg_plan_error_get_private (error)->level_name : NULL;
}
