/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-snap"

#include "wg-snap.h"

#include "wg-canvas-private.h"

#include "../../app/geometry/wg-coverage-shape.h"

#include <glib/gi18n.h>
#include <math.h>

enum
{
  CLASS_LAST_ROAD = 6, /* 1 to 6: roads and railways, as in WgLineworkItem */
  CLASS_WATER = 7,
  CLASS_BUILDING = 8,
};

typedef struct
{
  const WgSnapOptions *options;
  const WgSnapBut *but; /* (nullable) */
  WgPoint place;
  WgEnvelope box;
  double reach2; /* mm² */
  WgSnap best;
  double best2;
} Search;

/** @snap but for its kind and point. */
static void
offer (Search *search, WgSnapKind kind, WgPoint point, const WgSnap *snap)
{
  double distance2 = (double) wg_point_distance2 (search->place, point);

  if (distance2 > search->reach2 || kind > search->best.kind
      || (kind == search->best.kind && distance2 >= search->best2))
    return;
  search->best = *snap;
  search->best.kind = kind;
  search->best.point = point;
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

static gboolean
is_moved (const Search *search, WgPoint p)
{
  for (guint i = 0; search->but != NULL && i < search->but->n_moved; i++)
    if (wg_point_equal (search->but->moved[i], p))
      return TRUE;
  return FALSE;
}

static gboolean
is_moved_segment (const Search *search, WgPoint a, WgPoint b)
{
  if (search->but == NULL)
    return FALSE;
  return is_moved (search, a) || is_moved (search, b)
         || (wg_point_equal (a, search->but->ends[0]) && wg_point_equal (b, search->but->ends[1]))
         || (wg_point_equal (b, search->but->ends[0]) && wg_point_equal (a, search->but->ends[1]));
}

static void
offer_line (Search *search, const WgPoint *points, guint n_points, const WgSnap *snap,
            gboolean has_sides)
{
  gboolean is_border = snap->kind == WG_SNAP_BORDER;
  WgSnapKind vertex = is_border ? WG_SNAP_VERTEX : WG_SNAP_REFERENCE_VERTEX;

  for (guint i = 0; i < n_points; i++)
    {
      WgSnap side = *snap;

      if (search->options->vertex && !(is_border && is_moved (search, points[i])))
        offer (search, vertex, points[i], snap);
      if (!has_sides || i == 0 || wg_point_equal (points[i - 1], points[i])
          || (is_border && is_moved_segment (search, points[i - 1], points[i])))
        continue;
      side.from = points[i - 1];
      side.to = points[i];
      offer (search, snap->kind, nearest_on_segment (search->place, side.from, side.to), &side);
    }
}

static void
search_borders (Search *search, WgCoverage *coverage)
{
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));

  wg_coverage_arcs_in (coverage, &search->box, arcs);
  for (guint i = 0; i < arcs->len; i++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, g_array_index (arcs, WgArcId, i));
      const WgLine *line = arc->line;
      WgSnap snap = { .kind = WG_SNAP_BORDER,
                      .left = wg_coverage_owner (coverage, arc->left),
                      .right = wg_coverage_owner (coverage, arc->right) };

      if (!wg_envelope_intersects (&line->envelope, &search->box))
        continue;
      offer_line (search, line->points, line->n_points, &snap, search->options->border);
      if (search->options->node && !is_moved (search, line->points[0]))
        offer (search, WG_SNAP_NODE, line->points[0], &snap);
      if (search->options->node && !is_moved (search, line->points[line->n_points - 1]))
        offer (search, WG_SNAP_NODE, line->points[line->n_points - 1], &snap);
    }
}

static gboolean
is_wanted (const WgSnapOptions *options, guint class)
{
  if (class >= 1 && class <= CLASS_LAST_ROAD)
    return options->road;
  return class == CLASS_BUILDING ? options->building : options->other;
}

static void
search_layer (Search *search, const WgLineworkFinder *finder, guint layer)
{
  const WgLinework *linework = wg_linework_finder_get (finder);
  g_autoptr (GArray) chunks = g_array_new (FALSE, FALSE, sizeof (WgLineworkChunk));

  wg_linework_finder_query (finder, &search->box, chunks);
  for (guint i = 0; i < chunks->len; i++)
    {
      const WgLineworkChunk *chunk = &g_array_index (chunks, WgLineworkChunk, i);
      const WgLineworkItem *item = &g_array_index (linework->items, WgLineworkItem, chunk->item);
      WgSnap snap = { .kind = WG_SNAP_REFERENCE_LINE, .layer = layer, .item = chunk->item };

      if (is_wanted (search->options, item->class))
        offer_line (search, item->line->points + chunk->first, chunk->n_points, &snap, TRUE);
    }
}

static void
search_references (Search *search, WgCanvas *canvas)
{
  GListModel *list = G_LIST_MODEL (wg_canvas_get_layers (canvas));

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (WgMapLayer) layer = g_list_model_get_item (list, i);
      WgLineworkFinder *finder = wg_map_layer_get_finder (layer);

      if (finder != NULL && wg_map_layer_get_visible (layer))
        search_layer (search, finder, i);
    }
}

static void
search_lattice (Search *search, WgFrame *frame)
{
  double easting = 0, northing = 0, step = search->options->lattice_m;
  WgPoint point;

  if (frame == NULL || step < 0.001)
    return;
  wg_frame_to_metres (frame, search->place, &easting, &northing);
  if (wg_frame_from_metres (frame, round (easting / step) * step, round (northing / step) * step,
                            &point))
    offer (search, WG_SNAP_LATTICE, point, &search->best);
}

static WgSnap
find (WgCanvas *canvas, WgPoint place, const WgSnapBut *but, const WgSnapOptions *options)
{
  double reach = options->tolerance / canvas->viewport.scale;
  Search search = { options, but, place, WG_ENVELOPE_EMPTY, reach * reach,
                    { .kind = WG_SNAP_NONE, .point = place }, HUGE_VAL };
  gint32 r = (gint32) ceil (MIN (reach, 1e8));

  if (!options->enabled || canvas->plan == NULL || !wg_canvas_has_view (canvas))
    return search.best;
  search.box = (WgEnvelope){ place.x - r, place.y - r, place.x + r, place.y + r };
  search_borders (&search, wg_plan_get_coverage (canvas->plan));
  if (search.best.kind == WG_SNAP_NONE)
    search_references (&search, canvas);
  if (search.best.kind == WG_SNAP_NONE && options->lattice)
    search_lattice (&search, canvas->shown_frame);
  return search.best;
}

WgSnap
wg_snap_find (WgCanvas *canvas, WgPoint place)
{
  return find (canvas, place, NULL, wg_snap_options_get ());
}

WgSnap
wg_snap_find_but (WgCanvas *canvas, WgPoint place, const WgSnapBut *but)
{
  return find (canvas, place, but, wg_snap_options_get ());
}

WgSnap
wg_snap_find_line (WgCanvas *canvas, WgPoint place)
{
  WgSnapOptions lines = { .enabled = TRUE, .border = TRUE, .road = TRUE, .building = TRUE,
                          .other = TRUE, .tolerance = wg_snap_options_get ()->tolerance };

  return find (canvas, place, NULL, &lines);
}

gboolean
wg_snap_is_line (WgSnapKind kind)
{
  return kind == WG_SNAP_BORDER || kind == WG_SNAP_REFERENCE_LINE;
}

static const char *
owner_name (WgPlan *plan, guint32 owner)
{
  const WgGrid *grid = owner != 0 ? wg_plan_get_grid (plan, owner) : NULL;

  if (grid == NULL)
    return _("no grid");
  return grid->name != NULL && grid->name[0] != '\0' ? grid->name : grid->code;
}

static char *
describe_border (WgCanvas *canvas, const WgSnap *snap, const char *kind)
{
  if (canvas->plan == NULL || (snap->left == 0 && snap->right == 0))
    return g_strdup (kind);
  /* Translators: what the pointer snapped to, and the grids on both sides of it. */
  return g_strdup_printf (_("%s: %s | %s"), kind, owner_name (canvas->plan, snap->left),
                          owner_name (canvas->plan, snap->right));
}

static const char *
class_name (guint class, gboolean is_vertex)
{
  if (class >= 1 && class <= CLASS_LAST_ROAD)
    return is_vertex ? _("Road vertex") : _("Road");
  if (class == CLASS_WATER)
    return is_vertex ? _("Water vertex") : _("Water");
  if (class == CLASS_BUILDING)
    return is_vertex ? _("Building corner") : _("Building");
  return is_vertex ? _("Reference vertex") : _("Reference line");
}

static char *
describe_reference (WgCanvas *canvas, const WgSnap *snap)
{
  g_autoptr (WgMapLayer) layer
    = g_list_model_get_item (G_LIST_MODEL (wg_canvas_get_layers (canvas)), snap->layer);
  WgLinework *linework = layer != NULL ? wg_map_layer_get_linework (layer) : NULL;
  const WgLineworkItem *item = NULL;
  const char *kind = NULL;

  if (linework == NULL || snap->item >= linework->items->len)
    return g_strdup (_("Reference line"));
  item = &g_array_index (linework->items, WgLineworkItem, snap->item);
  kind = class_name (item->class, snap->kind == WG_SNAP_REFERENCE_VERTEX);
  if (item->name == NULL || item->name[0] == '\0')
    return g_strdup_printf (_("%s (%s)"), kind, wg_map_layer_get_name (layer));
  /* Translators: what the pointer snapped to, its name, and the layer it is of. */
  return g_strdup_printf (_("%s: %s (%s)"), kind, item->name, wg_map_layer_get_name (layer));
}

char *
wg_snap_describe (WgCanvas *canvas, const WgSnap *snap)
{
  switch (snap->kind)
    {
    case WG_SNAP_FIRST:
      return g_strdup (_("First point: closes the ring"));
    case WG_SNAP_NODE:
      return describe_border (canvas, snap, _("Junction of borders"));
    case WG_SNAP_VERTEX:
      return describe_border (canvas, snap, _("Border vertex"));
    case WG_SNAP_BORDER:
      return describe_border (canvas, snap, _("Border"));
    case WG_SNAP_REFERENCE_VERTEX:
    case WG_SNAP_REFERENCE_LINE:
      return describe_reference (canvas, snap);
    case WG_SNAP_LATTICE:
      return g_strdup_printf (_("Lattice of %g m"), wg_snap_options_get ()->lattice_m);
    default:
      return NULL;
    }
}
