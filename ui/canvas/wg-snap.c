/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-snap"

#include "wg-snap.h"

#include "wg-canvas-private.h"

#include "../../app/geometry/wg-coverage-shape.h"

#include <glib/gi18n.h>
#include <math.h>

typedef struct
{
  WgPoint place;
  WgEnvelope box;
  double reach2; /* mm² */
  WgSnap best;
  double best2;
} Search;

static void
offer (Search *search, WgSnapKind kind, WgPoint point)
{
  double distance2 = (double) wg_point_distance2 (search->place, point);

  if (distance2 > search->reach2 || kind > search->best.kind
      || (kind == search->best.kind && distance2 >= search->best2))
    return;
  search->best = (WgSnap){ kind, point };
  search->best2 = distance2;
}

static WgPoint
nearest_on_segment (WgPoint p, WgPoint a, WgPoint b)
{
  double dx = (double) b.x - a.x, dy = (double) b.y - a.y;
  double t = (((double) p.x - a.x) * dx + ((double) p.y - a.y) * dy) / (dx * dx + dy * dy);

  t = CLAMP (t, 0, 1);
  return (WgPoint){ (gint32) lround (a.x + t * dx), (gint32) lround (a.y + t * dy) };
}

static void
offer_line (Search *search, const WgLine *line, WgSnapKind vertex, WgSnapKind side)
{
  if (!wg_envelope_intersects (&line->envelope, &search->box))
    return;
  for (guint i = 0; i < line->n_points; i++)
    {
      offer (search, vertex, line->points[i]);
      if (i > 0 && !wg_point_equal (line->points[i - 1], line->points[i]))
        offer (search, side,
               nearest_on_segment (search->place, line->points[i - 1], line->points[i]));
    }
}

static void
search_borders (Search *search, WgCoverage *coverage)
{
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));

  wg_coverage_arcs_in (coverage, &search->box, arcs);
  for (guint i = 0; i < arcs->len; i++)
    {
      const WgLine *line = wg_coverage_arc (coverage, g_array_index (arcs, WgArcId, i))->line;
      offer_line (search, line, WG_SNAP_VERTEX, WG_SNAP_BORDER);
      offer (search, WG_SNAP_NODE, line->points[0]);
      offer (search, WG_SNAP_NODE, line->points[line->n_points - 1]);
    }
}

static void
search_references (Search *search, WgCanvas *canvas)
{
  GListModel *list = G_LIST_MODEL (wg_canvas_get_layers (canvas));

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (WgMapLayer) layer = g_list_model_get_item (list, i);
      WgLinework *linework = wg_map_layer_get_linework (layer);

      if (linework == NULL || !wg_map_layer_get_visible (layer)
          || !wg_envelope_intersects (&linework->envelope, &search->box))
        continue;
      for (guint j = 0; j < linework->items->len; j++)
        offer_line (search, g_array_index (linework->items, WgLineworkItem, j).line,
                    WG_SNAP_REFERENCE_VERTEX, WG_SNAP_REFERENCE_LINE);
    }
}

WgSnap
wg_snap_find (WgCanvas *canvas, WgPoint place, double pixels)
{
  double reach = pixels / canvas->viewport.scale;
  Search search = { place, WG_ENVELOPE_EMPTY, reach * reach, { WG_SNAP_NONE, place }, HUGE_VAL };
  gint32 r = (gint32) ceil (MIN (reach, 1e8));

  if (canvas->plan == NULL || !wg_canvas_has_view (canvas))
    return search.best;
  search.box = (WgEnvelope){ place.x - r, place.y - r, place.x + r, place.y + r };
  search_borders (&search, wg_plan_get_coverage (canvas->plan));
  if (search.best.kind == WG_SNAP_NONE)
    search_references (&search, canvas);
  return search.best;
}

WgSnap
wg_snap_find_reference (WgCanvas *canvas, WgPoint place, double pixels)
{
  double reach = pixels / canvas->viewport.scale;
  Search search = { place, WG_ENVELOPE_EMPTY, reach * reach, { WG_SNAP_NONE, place }, HUGE_VAL };
  gint32 r = (gint32) ceil (MIN (reach, 1e8));

  search.box = (WgEnvelope){ place.x - r, place.y - r, place.x + r, place.y + r };
  search_references (&search, canvas);
  return search.best;
}

gboolean
wg_snap_is_line (WgSnapKind kind)
{
  return kind == WG_SNAP_BORDER || kind == WG_SNAP_REFERENCE_LINE;
}

const char *
wg_snap_name (WgSnapKind kind)
{
  switch (kind)
    {
    case WG_SNAP_FIRST:
      return _("First point: closes the ring");
    case WG_SNAP_NODE:
      return _("Junction of borders");
    case WG_SNAP_VERTEX:
      return _("Border vertex");
    case WG_SNAP_BORDER:
      return _("Border");
    case WG_SNAP_REFERENCE_VERTEX:
      return _("Reference vertex");
    case WG_SNAP_REFERENCE_LINE:
      return _("Reference line");
    default:
      return NULL;
    }
}
