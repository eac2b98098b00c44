/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-proposal-map"

#include "wg-proposal-map.h"

#include "../canvas/wg-canvas-private.h"
#include "../canvas/wg-map-buttons.h"
#include "../canvas/wg-tool-look.h"

#include <glib/gi18n.h>

#define MOST_POINTS 60000 /* of lines that are drawn at once; lanes are left out first */
#define MOST_BUILDINGS 12000
#define MARGIN 0.15       /* of what is flown to, around it */

struct _WgProposalMap
{
  AdwBin parent_instance;

  WgCanvas *canvas;           /* in the tree; NULL once disposed */
  WgSession *session;         /* of this map alone */
  const WgProposal *proposal; /* nullable; borrowed */
  const GArray *centres;      /* nullable; borrowed */
  WgEnvelope seen;            /* of the land that was fitted last */
  WgEnvelope wanted;          /* to be looked at once the map has a size; may be empty */
  WgViewport fitted;          /* what came of it; no scale: nothing has */
  guint tick_id;
};

G_DEFINE_FINAL_TYPE (WgProposalMap, wg_proposal_map, ADW_TYPE_BIN)

enum
{
  CLICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const GdkRGBA line_colours[WG_BARRIER_N_CLASSES] = {
  [WG_BARRIER_LANE] = { 0.45f, 0.45f, 0.45f, 0.55f },    [WG_BARRIER_MINOR] = { 0.40f, 0.40f, 0.40f, 0.75f },
  [WG_BARRIER_ARTERIAL] = { 0.75f, 0.45f, 0.05f, 0.9f }, [WG_BARRIER_RAILWAY] = { 0.15f, 0.15f, 0.15f, 0.9f },
  [WG_BARRIER_RIVER] = { 0.10f, 0.45f, 0.80f, 0.9f },    [WG_BARRIER_WALL] = { 0.55f, 0.25f, 0.10f, 0.8f },
  [WG_BARRIER_DRAWN] = { 0.60f, 0.10f, 0.55f, 0.9f },
};

static gboolean
is_same (const WgEnvelope *a, const WgEnvelope *b)
{
  return a->min_x == b->min_x && a->min_y == b->min_y && a->max_x == b->max_x && a->max_y == b->max_y;
}

static guint
count_points (const WgBarrierSet *set, const WgEnvelope *seen, guint least)
{
  guint n_points = 0;

  for (guint i = 0; i < wg_barrier_set_count (set); i++)
    {
      const WgBarrier *barrier = wg_barrier_set_get (set, i);

      if (barrier->barrier_class >= least && wg_envelope_intersects (&barrier->line->envelope, seen))
        n_points += barrier->line->n_points;
    }
  return n_points;
}

static void
draw_lines (WgProposalMap *self, cairo_t *cr, const WgViewport *view)
{
  const WgBarrierSet *set = wg_plan_get_barriers (wg_session_get_plan (self->session));
  WgEnvelope seen = wg_viewport_envelope (view);
  guint least = WG_BARRIER_LANE;

  while (set != NULL && least < WG_BARRIER_N_CLASSES && count_points (set, &seen, least) > MOST_POINTS)
    least++;
  for (guint i = 0; set != NULL && i < wg_barrier_set_count (set); i++)
    {
      const WgBarrier *barrier = wg_barrier_set_get (set, i);

      if (barrier->barrier_class < least || !wg_envelope_intersects (&barrier->line->envelope, &seen))
        continue;
      cairo_new_path (cr);
      for (guint k = 0; k < barrier->line->n_points; k++)
        cairo_line_to (cr, wg_viewport_to_pixel_x (view, barrier->line->points[k].x),
                       wg_viewport_to_pixel_y (view, barrier->line->points[k].y));
      gdk_cairo_set_source_rgba (cr, &line_colours[barrier->barrier_class]);
      cairo_set_line_width (cr, barrier->barrier_class >= WG_BARRIER_ARTERIAL ? 1.6 : 0.9);
      cairo_stroke (cr);
    }
}

/* The footprints in sight as one path; no more than can be told apart. */
static void
draw_buildings (WgProposalMap *self, cairo_t *cr, const WgViewport *view)
{
  WgBuildingSet *set = wg_plan_get_buildings (wg_session_get_plan (self->session));
  WgEnvelope seen = wg_viewport_envelope (view);
  g_autoptr (WgShape) shape = wg_shape_new ();
  guint n = 0;

  if (set == NULL || view->scale < WG_PROPOSAL_NEAR_SCALE)
    return;
  cairo_new_path (cr);
  for (guint32 i = 0; i < wg_building_set_count (set) && n < MOST_BUILDINGS; i++)
    {
      WgEnvelope extent = wg_building_set_get_extent (set, i);

      if (!wg_building_set_has_footprint (set, i) || !wg_envelope_intersects (&extent, &seen))
        continue;
      wg_building_set_get_footprint (set, i, shape);
      wg_canvas_trace_shape (cr, view, shape);
      n++;
    }
  cairo_set_source_rgba (cr, 0.25, 0.25, 0.3, 0.45);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_fill (cr);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  WgProposalMap *self = user_data;

  if (wg_canvas_get_viewport (self->canvas).scale <= 0)
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;
  wg_canvas_fit_envelope (self->canvas, &self->wanted);
  self->fitted = wg_canvas_get_viewport (self->canvas);
  return G_SOURCE_REMOVE;
}

static void
fit_soon (WgProposalMap *self)
{
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self->canvas), tick_cb, self, NULL);
}

/* The list and the table below make the map smaller: what was fitted is to be seen whole again, unless
   somebody has moved the map since. */
static void
keep_fitted (WgProposalMap *self, const WgViewport *view)
{
  const WgViewport *fitted = &self->fitted;

  if (fitted->scale > 0 && view->scale == fitted->scale && view->center_x == fitted->center_x
      && view->center_y == fitted->center_y && (view->width != fitted->width || view->height != fitted->height))
    fit_soon (self);
}

static void
draw_cb (WgCanvas *canvas, GtkSnapshot *snapshot, gpointer user_data)
{
  WgProposalMap *self = user_data;
  WgViewport view = wg_canvas_get_viewport (canvas);
  cairo_t *cr = NULL;

  if (self->proposal == NULL)
    return;
  keep_fitted (self, &view);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) view.width,
                                                                 (float) view.height));
  wg_proposal_paint_land (self->proposal, cr, &view);
  draw_buildings (self, cr, &view);
  draw_lines (self, cr, &view);
  wg_proposal_paint_borders (self->proposal, cr, &view);
  if (self->centres != NULL)
    wg_proposal_paint_centres (self->centres, cr, &view);
  cairo_destroy (cr);
}

static gboolean
click_cb (WgCanvas *canvas, WgPoint place, double reach, gpointer user_data)
{
  g_signal_emit (user_data, signals[CLICKED], 0, &place, reach);
  return TRUE;
}

static const WgLookFuncs look_funcs = { draw_cb, click_cb };

static void
fit_cb (WgCanvas *canvas, gpointer user_data)
{
  WgProposalMap *self = user_data;

  if (self->proposal != NULL && !wg_envelope_is_empty (&self->proposal->extent))
    wg_proposal_map_go_to (self, &self->proposal->extent);
}

static void
wg_proposal_map_dispose (GObject *object)
{
  WgProposalMap *self = WG_PROPOSAL_MAP (object);

  self->proposal = NULL;
  self->centres = NULL;
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->canvas), self->tick_id);
  self->tick_id = 0;
  if (self->canvas != NULL)
    {
      wg_canvas_look_only (self->canvas, NULL, NULL);
      wg_canvas_set_session (self->canvas, NULL);
    }
  self->canvas = NULL;
  g_clear_object (&self->session);

  G_OBJECT_CLASS (wg_proposal_map_parent_class)->dispose (object);
}

static void
wg_proposal_map_class_init (WgProposalMapClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_proposal_map_dispose;
  signals[CLICKED] = g_signal_new ("clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_DOUBLE);
}

static void
wg_proposal_map_init (WgProposalMap *self)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *canvas = wg_canvas_new ();

  self->canvas = WG_CANVAS (canvas);
  self->seen = self->wanted = WG_ENVELOPE_EMPTY;
  gtk_widget_set_hexpand (canvas, TRUE);
  gtk_widget_set_vexpand (canvas, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (canvas), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Map of the proposal"), -1);
  wg_canvas_set_show_labels (self->canvas, FALSE);
  wg_canvas_look_only (self->canvas, &look_funcs, self);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), canvas);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), wg_map_buttons_new (self->canvas, fit_cb, self));
  adw_bin_set_child (ADW_BIN (self), overlay);
}

void
wg_proposal_map_set_session (WgProposalMap *self, WgSession *session)
{
  g_return_if_fail (self->session == NULL);
  self->session = wg_session_new (wg_session_get_history (session));
  wg_session_set_depth (self->session, wg_session_get_depth (session));
  wg_canvas_set_session (self->canvas, self->session);
}

void
wg_proposal_map_show (WgProposalMap *self, const WgProposal *proposal, const GArray *centres)
{
  if (self->canvas == NULL)
    return;
  self->proposal = proposal;
  self->centres = centres;
  gtk_widget_queue_draw (GTK_WIDGET (self->canvas));
  if (proposal == NULL || wg_envelope_is_empty (&proposal->extent)
      || is_same (&proposal->extent, &self->seen))
    return;
  self->seen = proposal->extent;
  wg_proposal_map_go_to (self, &proposal->extent);
}

void
wg_proposal_map_go_to (WgProposalMap *self, const WgEnvelope *extent)
{
  double size = MAX ((double) extent->max_x - extent->min_x, (double) extent->max_y - extent->min_y);
  gint32 margin = is_same (extent, &self->seen) ? 0 : (gint32) (MARGIN * size);

  self->wanted = (WgEnvelope){ extent->min_x - margin, extent->min_y - margin, extent->max_x + margin,
                               extent->max_y + margin };
  fit_soon (self);
}
