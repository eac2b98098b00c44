/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart-layers"

#include "wg-chart-layers.h"

#include "../exchange/wg-basemap.h"

#define BUILDING_CLASS 8

static gboolean
is_of_houses (const WgLinework *linework)
{
  for (guint i = 0; i < linework->items->len; i++)
    if (g_array_index (linework->items, WgLineworkItem, i).class != BUILDING_CLASS)
      return FALSE;
  return linework->items->len > 0;
}

GPtrArray *
wg_chart_read_layers (const GPtrArray *records, WgPlan *plan, GPtrArray *failed,
                      GCancellable *cancellable)
{
  GPtrArray *layers = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_linework_unref);

  for (guint i = 0; i < records->len && wg_plan_get_frame (plan) != NULL; i++)
    {
      const WgLayerRecord *record = g_ptr_array_index (records, i);
      g_autoptr (WgLinework) linework = NULL;

      if (record->is_raster || !record->is_visible)
        continue;
      linework = wg_linework_read (record->source, record->layer, wg_plan_get_frame (plan), NULL,
                                   cancellable, NULL);
      if (linework == NULL && failed != NULL)
        g_ptr_array_add (failed, g_strdup (record->name));
      else if (linework != NULL
               && (wg_plan_get_buildings (plan) == NULL || !is_of_houses (linework)))
        g_ptr_array_add (layers, g_steal_pointer (&linework));
    }
  return layers;
}
