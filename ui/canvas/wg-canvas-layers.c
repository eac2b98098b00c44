/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-canvas"

#include "wg-canvas-private.h"

#include <glib/gi18n.h>

/* Loads what the layers show, in workers, and tells the picture when one changes. */

WgMapLayer *
wg_canvas_find_layer (WgCanvas *self, WgMapLayerKind kind)
{
  GListModel *list = G_LIST_MODEL (self->layers);

  for (guint i = 0; self->layers != NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (WgMapLayer) layer = g_list_model_get_item (list, i);
      if (wg_map_layer_get_kind (layer) == kind)
        return layer; /* the list keeps it */
    }
  return NULL;
}

char *
wg_canvas_layers_credit (WgCanvas *self)
{
  return NULL;
}

void
wg_canvas_layers_reload (WgCanvas *self)
{
}

void
wg_canvas_layers_init (WgCanvas *self)
{
  g_autoptr (WgMapLayer) grids = wg_map_layer_new (WG_MAP_LAYER_GRIDS, _("Grids"), NULL, NULL);
  g_autoptr (WgMapLayer) labels = wg_map_layer_new (WG_MAP_LAYER_LABELS, _("Labels"), NULL, NULL);

  g_list_store_append (self->layers, grids);
  g_list_store_append (self->layers, labels);
}

void
wg_canvas_layers_dispose (WgCanvas *self)
{
}
