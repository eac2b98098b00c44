/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-paper"

#include "wg-paper-private.h"

#include "../geometry/wg-coverage-shape.h"

#include <string.h>

/* The unit of what is outside of everything, or too far to be looked at. */
#define NOT_SEEN G_MAXUINT32

/* What one map is collected with. */
typedef struct
{
  WgPaperMap *map;
  WgPlan *plan;
  const WgCoverage *coverage;
  WgEnvelope window;
  GHashTable *lands; /* WgFaceId -> WgPaperLand of the faces that may be seen */
} Collecting;

static gint
compare_arcs (gconstpointer a, gconstpointer b)
{
  WgArcId first = *(const WgArcId *) a, second = *(const WgArcId *) b;

  return (first > second) - (first < second);
}

static void
note_unit (WgPaperMap *map, guint32 unit)
{
  for (guint i = 0; i < map->units->len; i++)
    if (g_array_index (map->units, guint32, i) == unit)
      return;
  g_array_append_val (map->units, unit);
}

static void
see_face (Collecting *c, WgFaceId face, GArray *faces)
{
  WgPaperLand *land = NULL;

  if (face == WG_FACE_OUTSIDE || g_hash_table_contains (c->lands, GUINT_TO_POINTER (face)))
    return;
  land = g_new0 (WgPaperLand, 1);
  land->fill = WG_PAPER_NO_FILL;
  c->map->look.land (wg_coverage_owner (c->coverage, face), land, c->map->look.user_data);
  note_unit (c->map, land->unit);
  g_hash_table_insert (c->lands, GUINT_TO_POINTER (face), land);
  g_array_append_val (faces, face);
}

static WgPaperLand
get_land (const Collecting *c, WgFaceId face)
{
  const WgPaperLand *land = g_hash_table_lookup (c->lands, GUINT_TO_POINTER (face));

  return land != NULL ? *land : (WgPaperLand){ NOT_SEEN, WG_PAPER_NO_FILL, FALSE };
}

/* All arcs around what is seen: those out of sight close the rings. Sorted, each once. */
static GArray *
collect_arcs (Collecting *c)
{
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));
  GArray *arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  guint kept = 0;

  wg_coverage_arcs_in (c->coverage, &c->window, near);
  for (guint i = 0; i < near->len; i++)
    {
      const WgArc *arc = wg_coverage_arc (c->coverage, g_array_index (near, WgArcId, i));
      see_face (c, arc->left, faces);
      see_face (c, arc->right, faces);
    }
  for (guint i = 0; i < faces->len; i++)
    wg_coverage_face_edges (c->coverage, g_array_index (faces, WgFaceId, i), edges);
  for (guint i = 0; i < edges->len; i++)
    {
      WgArcId arc = WG_HALF_EDGE_ARC (g_array_index (edges, WgHalfEdge, i));
      g_array_append_val (arcs, arc);
    }
  g_array_sort (arcs, compare_arcs);
  for (guint i = 0; i < arcs->len; i++)
    if (kept == 0
        || g_array_index (arcs, WgArcId, kept - 1) != g_array_index (arcs, WgArcId, i))
      g_array_index (arcs, WgArcId, kept++) = g_array_index (arcs, WgArcId, i);
  g_array_set_size (arcs, kept);
  return arcs;
}

/* Around nobody's land, which is not the outside of everything. */
static gboolean
is_around_a_gap (const Collecting *c, const WgArc *arc)
{
  guint32 left = wg_coverage_owner (c->coverage, arc->left);
  guint32 right = wg_coverage_owner (c->coverage, arc->right);

  return arc->left != WG_FACE_OUTSIDE && arc->right != WG_FACE_OUTSIDE && left != right
         && (left == 0 || right == 0);
}

/* Borders of nobody's land are the deepest: it is a hole in what is divided, not a country. */
static guint
get_rank (const Collecting *c, const WgArc *arc)
{
  return is_around_a_gap (c, arc) ? MAX (wg_plan_get_n_levels (c->plan), 1u)
                                  : wg_plan_get_arc_rank (c->plan, arc);
}

/* The points of an arc: thinned where it may be seen; elsewhere, where it lies wholly beyond one edge of
 * the map, only its ends. */
static void
add_points (Collecting *c, const WgArc *arc, WgPaperArc *entry)
{
  WgPaperMap *map = c->map;
  const WgLine *line = arc->line;
  const WgEnvelope *box = &line->envelope;
  const WgPoint ends[] = { line->points[0], line->points[line->n_points - 1] };
  gboolean is_beyond = box->max_x < c->window.min_x || box->min_x > c->window.max_x
                       || box->max_y < c->window.min_y || box->min_y > c->window.max_y;

  entry->is_near = !is_beyond;
  entry->first = map->points->len;
  entry->n_points = wg_paper_thin (&map->viewport, is_beyond ? ends : line->points,
                                   is_beyond ? 2 : line->n_points, map->points);
}

static void
add_arc (Collecting *c, WgArcId id)
{
  WgPaperMap *map = c->map;
  const WgArc *arc = wg_coverage_arc (c->coverage, id);
  WgPaperArc entry = { .id = id, .start = arc->start, .end = arc->end };

  entry.left = get_land (c, arc->left);
  entry.right = get_land (c, arc->right);
  add_points (c, arc, &entry);
  if (entry.is_near)
    {
      entry.rank = (guint8) get_rank (c, arc);
      entry.is_outline = entry.left.is_subject != entry.right.is_subject;
      if (entry.is_outline)
        map->has_rank[0] = TRUE;
      /* Nobody's land explains itself. */
      else if ((entry.left.unit != entry.right.unit || entry.left.is_subject) && !is_around_a_gap (c, arc))
        map->has_rank[entry.rank] = TRUE;
    }
  g_array_append_val (map->arcs, entry);
}

static void
see_whole (Collecting *c)
{
  WgPaperMap *map = c->map;
  WgPoint middle = { (gint32) map->viewport.center_x, (gint32) map->viewport.center_y };
  WgFaceId face = wg_coverage_face_at (c->coverage, middle);

  map->is_whole = TRUE;
  map->whole = (WgPaperLand){ NOT_SEEN, WG_PAPER_NO_FILL, FALSE };
  if (face == WG_FACE_OUTSIDE)
    return;
  map->look.land (wg_coverage_owner (c->coverage, face), &map->whole, map->look.user_data);
  note_unit (map, map->whole.unit);
}

WgPaperMap *
wg_paper_map_new (WgGround *ground, const WgViewport *viewport, const WgPaperLook *look)
{
  WgPaperMap *map = g_new0 (WgPaperMap, 1);
  WgViewport wide = *viewport;
  Collecting c = { .map = map, .plan = ground->plan };
  g_autoptr (GArray) arcs = NULL;

  map->ground = wg_ground_ref (ground);
  map->viewport = *viewport;
  map->look = *look;
  map->points = g_array_new (FALSE, FALSE, sizeof (WgPaperPoint));
  map->arcs = g_array_new (FALSE, FALSE, sizeof (WgPaperArc));
  map->units = g_array_new (FALSE, FALSE, sizeof (guint32));
  wide.width += 2 * WG_PAPER_REACH;
  wide.height += 2 * WG_PAPER_REACH;
  c.window = wg_viewport_envelope (&wide);
  c.coverage = wg_plan_get_coverage (ground->plan);
  c.lands = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  arcs = collect_arcs (&c);
  if (arcs->len == 0)
    see_whole (&c);
  for (guint i = 0; i < arcs->len; i++)
    add_arc (&c, g_array_index (arcs, WgArcId, i));
  g_array_sort (map->units, compare_arcs);
  g_hash_table_unref (c.lands);
  return map;
}

void
wg_paper_map_free (WgPaperMap *map)
{
  if (map == NULL)
    return;
  g_array_unref (map->points);
  g_array_unref (map->arcs);
  g_array_unref (map->units);
  wg_ground_unref (map->ground);
  g_free (map);
}

const GArray *
wg_paper_map_get_units (const WgPaperMap *map)
{
  return map->units;
}

gboolean
wg_paper_map_has_rank (const WgPaperMap *map, guint rank)
{
  return rank <= WG_MAX_DEPTH && map->has_rank[rank];
}
