/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-canvas"

#include "wg-canvas-private.h"

#include "../../app/render/wg-tile-set.h"
#include "wg-canvas-selection.h"

/* The picture of the map: keeps the scene in step with the plan, feeds the tiles, and hands what
 * the workers painted to GTK. */

/* Below this many arcs the scene is made at once: sooner than a worker would start. */
#define SCENE_AT_ONCE 4000

struct _WgCanvasPicture
{
  WgCanvas *canvas; /* borrowed: it owns the picture */
  WgTileSet *tiles;
  WgScene *scene;
  GBytes *theme; /* of the scene; NULL: neighbours differ */
  WgCanvasSelection *selection;

  GCancellable *building; /* a worker makes a scene; NULL when none does */
  guint redraw_id;
  gboolean is_cairo; /* the window's renderer draws with cairo */
};

/* What a worker needs to make a scene. */
typedef struct
{
  WgPlan *plan; /* a snapshot */
} SceneBuild;

static void
scene_build_free (SceneBuild *build)
{
  g_object_unref (build->plan);
  g_free (build);
}

const WgStyle *
wg_canvas_style (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  gboolean is_dark = adw_style_manager_get_dark (manager);

  if (adw_style_manager_get_high_contrast (manager))
    return wg_style_high_contrast (is_dark);
  return is_dark ? wg_style_dark () : wg_style_light ();
}

/* With the fills of the view that is shown. */
static const WgStyle *
get_style (WgCanvas *canvas)
{
  return canvas->staffing != NULL ? wg_style_staff (wg_canvas_style ()) : wg_canvas_style ();
}

static WgViewport
device_viewport (WgCanvasPicture *picture)
{
  WgViewport v = picture->canvas->viewport;
  double factor = gtk_widget_get_scale_factor (GTK_WIDGET (picture->canvas));

  v.scale *= factor;
  v.width *= factor;
  v.height *= factor;
  return v;
}

static void
tell_pending (WgCanvasPicture *picture)
{
  guint pending = wg_canvas_picture_pending (picture);

  wg_canvas_set_busy (picture->canvas, pending > 0);
  if (pending != picture->canvas->told_pending)
    wg_canvas_renew_state (picture->canvas);
}

static gboolean
redraw_cb (gpointer data)
{
  WgCanvasPicture *picture = data;

  picture->redraw_id = 0;
  gtk_widget_queue_draw (GTK_WIDGET (picture->canvas));
  tell_pending (picture);
  return G_SOURCE_REMOVE;
}

/** Input and the frame clock go first; one redraw for all that became ready meanwhile. */
static void
schedule_redraw (WgCanvasPicture *picture)
{
  if (picture->redraw_id == 0)
    picture->redraw_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, redraw_cb, picture, NULL);
}

static void
tiles_ready_cb (WgTileSet *tiles, gpointer data)
{
  schedule_redraw (data);
}

static void
selection_ready_cb (WgCanvasSelection *selection, gpointer data)
{
  schedule_redraw (data);
}

/** Layers of the map as the tiles want them: bottom first, only what is to be seen. */
static void
hand_over_layers (WgCanvasPicture *picture)
{
  GListModel *list = G_LIST_MODEL (picture->canvas->layers);
  g_autoptr (GArray) layers = g_array_new (FALSE, TRUE, sizeof (WgTileLayer));

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (WgMapLayer) layer = g_list_model_get_item (list, i);
      WgTileLayer tile = { .opacity = wg_map_layer_get_opacity (layer) };

      if (!wg_map_layer_get_visible (layer)
          || wg_map_layer_get_state (layer) != WG_MAP_LAYER_READY)
        continue;
      tile.envelope = wg_map_layer_get_envelope (layer);
      switch (wg_map_layer_get_kind (layer))
        {
        case WG_MAP_LAYER_GRIDS:
          tile.kind = WG_TILE_LAYER_COVERAGE;
          break;
        case WG_MAP_LAYER_RASTER:
          tile.kind = WG_TILE_LAYER_RASTER;
          if (!wg_canvas_layers_reader (picture->canvas, layer, &tile))
            continue;
          break;
        case WG_MAP_LAYER_VECTOR:
          tile.kind = WG_TILE_LAYER_LINEWORK;
          tile.linework = wg_map_layer_get_linework (layer);
          break;
        default:
          continue;
        }
      g_array_append_val (layers, tile);
    }
  wg_tile_set_set_layers (picture->tiles, (const WgTileLayer *) layers->data, layers->len);
}

static void
hand_over_labels (WgCanvasPicture *picture)
{
  WgTileLabels labels = WG_TILE_LABELS_NONE;

  if (wg_canvas_get_show_labels (picture->canvas))
    labels = picture->canvas->show_codes ? WG_TILE_LABELS_CODES : WG_TILE_LABELS_NAMES;
  wg_tile_set_set_labels (picture->tiles, labels);
}

static void
hand_over_scene (WgCanvasPicture *picture, const WgEnvelope *changed)
{
  WgSession *session = picture->canvas->session;
  WgSceneSnapshot *snapshot = NULL;

  if (picture->scene != NULL && session != NULL)
    {
      snapshot = wg_scene_snapshot (picture->scene, wg_session_get_depth (session));
      wg_scene_snapshot_set_pixel_ratio (
        snapshot, gtk_widget_get_scale_factor (GTK_WIDGET (picture->canvas)));
    }
  wg_tile_set_set_scene (picture->tiles, snapshot, changed);
  wg_canvas_selection_set_scene (picture->selection, snapshot);
  if (snapshot != NULL)
    wg_scene_snapshot_unref (snapshot);
}

/* TRUE: the land has other colours now, wherever. */
static gboolean
hand_over_theme (WgCanvasPicture *picture)
{
  const WgStaffingMap *staffing = picture->canvas->staffing;
  g_autoptr (GBytes) theme = staffing != NULL ? wg_staffing_map_get_classes (staffing) : NULL;

  if (theme == picture->theme
      || (theme != NULL && picture->theme != NULL && g_bytes_equal (theme, picture->theme)))
    return FALSE;
  g_clear_pointer (&picture->theme, g_bytes_unref);
  picture->theme = g_steal_pointer (&theme);
  if (picture->scene != NULL)
    wg_scene_set_theme (picture->scene, picture->theme);
  return TRUE;
}

/** After what is shown changed while the view stood still. */
static void
renew (WgCanvasPicture *picture)
{
  wg_canvas_picture_view_changed (picture, TRUE);
  schedule_redraw (picture);
}

static void
take_scene (WgCanvasPicture *picture, WgScene *scene)
{
  g_clear_pointer (&picture->scene, wg_scene_free);
  picture->scene = scene;
  hand_over_theme (picture);
  if (scene != NULL)
    wg_scene_set_theme (scene, picture->theme);
  hand_over_scene (picture, NULL);
  wg_canvas_picture_selection_changed (picture);
  renew (picture);
}

static void
build_scene (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  SceneBuild *build = task_data;

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, wg_scene_new (build->plan), (GDestroyNotify) wg_scene_free);
}

static void
scene_built_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  WgCanvas *canvas = WG_CANVAS (source);
  WgCanvasPicture *picture = canvas->picture;
  WgScene *scene = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Cancelled: a newer one is on its way, or the canvas is being taken down. */
  if (picture == NULL || g_task_get_cancellable (G_TASK (result)) != picture->building)
    {
      g_clear_pointer (&scene, wg_scene_free);
      return;
    }
  g_clear_object (&picture->building);
  if (scene == NULL)
    return;
  wg_scene_follow (scene, canvas->plan);
  take_scene (picture, scene);
  tell_pending (picture);
}

static void
cancel_build (WgCanvasPicture *picture)
{
  if (picture->building != NULL)
    g_cancellable_cancel (picture->building);
  g_clear_object (&picture->building);
}

static void
begin_build (WgCanvasPicture *picture)
{
  WgCanvas *canvas = picture->canvas;
  g_autoptr (GTask) task = NULL;
  SceneBuild *build = NULL;

  cancel_build (picture);
  if (canvas->plan == NULL)
    {
      take_scene (picture, NULL);
      return;
    }
  if (wg_coverage_n_arcs (wg_plan_get_coverage (canvas->plan)) <= SCENE_AT_ONCE)
    {
      take_scene (picture, wg_scene_new (canvas->plan));
      return;
    }
  build = g_new0 (SceneBuild, 1);
  build->plan = wg_plan_snapshot (canvas->plan);
  picture->building = g_cancellable_new ();
  task = g_task_new (canvas, picture->building, scene_built_cb, NULL);
  g_task_set_task_data (task, build, (GDestroyNotify) scene_build_free);
  g_task_run_in_thread (task, build_scene);
  tell_pending (picture);
}

/** A texture of a painted surface, made once and kept with it. */
static GdkTexture *
texture_of (cairo_surface_t *surface)
{
  static const cairo_user_data_key_t key;
  GdkTexture *texture = cairo_surface_get_user_data (surface, &key);

  if (texture == NULL)
    {
      int height = cairo_image_surface_get_height (surface);
      gsize stride = (gsize) cairo_image_surface_get_stride (surface);
      g_autoptr (GBytes) bytes
        = g_bytes_new (cairo_image_surface_get_data (surface), stride * (gsize) height);
      texture = gdk_memory_texture_new (cairo_image_surface_get_width (surface), height,
                                        GDK_MEMORY_DEFAULT, bytes, stride);
      cairo_surface_set_user_data (surface, &key, texture, g_object_unref);
    }
  return texture;
}

/** cairo's renderer would convert a texture through floats in every frame; GL's would upload a
 *  cairo node in every frame: each gets what it can show as it is. Device pixels. */
static void
draw_surface (WgCanvasPicture *picture, GtkSnapshot *snapshot, const WgTilePiece *piece)
{
  double factor = gtk_widget_get_scale_factor (GTK_WIDGET (picture->canvas));
  graphene_rect_t box
    = GRAPHENE_RECT_INIT ((float) (piece->x / factor), (float) (piece->y / factor),
                          (float) (piece->width / factor), (float) (piece->height / factor));
  cairo_t *cr = NULL;

  if (!picture->is_cairo)
    {
      gtk_snapshot_append_texture (snapshot, texture_of (piece->surface), &box);
      return;
    }
  cr = gtk_snapshot_append_cairo (snapshot, &box);
  cairo_scale (cr, 1 / factor, 1 / factor);
  cairo_translate (cr, piece->x, piece->y);
  if (piece->is_scaled)
    cairo_scale (cr, piece->width / cairo_image_surface_get_width (piece->surface),
                 piece->height / cairo_image_surface_get_height (piece->surface));
  cairo_set_source_surface (cr, piece->surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_destroy (cr);
}

void
wg_canvas_grid_colour (WgCanvas *self, guint32 grid, GdkRGBA *colour_out)
{
  guint32 shown = wg_plan_get_ancestor (self->plan, grid, wg_session_get_depth (self->session));
  guint32 rgb = get_style (self)->fills[0];

  if (self->picture->scene != NULL)
    rgb = get_style (self)->fills[wg_scene_get_fill (self->picture->scene,
                                                        shown != 0 ? shown : grid)];
  *colour_out = (GdkRGBA){ (float) (rgb >> 16 & 0xff) / 255, (float) (rgb >> 8 & 0xff) / 255,
                           (float) (rgb & 0xff) / 255, 1 };
}

WgCanvasPicture *
wg_canvas_picture_new (WgCanvas *canvas)
{
  WgCanvasPicture *picture = g_new0 (WgCanvasPicture, 1);

  picture->canvas = canvas;
  picture->tiles = wg_tile_set_new (tiles_ready_cb, picture);
  picture->selection = wg_canvas_selection_new (selection_ready_cb, picture);
  wg_tile_set_set_style (picture->tiles, wg_canvas_style ());
  wg_canvas_selection_set_colour (picture->selection, wg_canvas_accent (canvas), 1);
  return picture;
}

void
wg_canvas_picture_free (WgCanvasPicture *picture)
{
  cancel_build (picture);
  g_clear_handle_id (&picture->redraw_id, g_source_remove);
  wg_canvas_selection_free (picture->selection);
  wg_tile_set_free (picture->tiles);
  g_clear_pointer (&picture->scene, wg_scene_free);
  g_clear_pointer (&picture->theme, g_bytes_unref);
  g_free (picture);
}

void
wg_canvas_picture_snapshot (WgCanvasPicture *picture, GtkSnapshot *snapshot)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (picture->canvas));
  WgViewport v = device_viewport (picture);
  const GArray *pieces = wg_tile_set_list (picture->tiles);
  WgTilePiece selected;

  picture->is_cairo = GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (native));
  for (guint i = 0; i < pieces->len; i++)
    draw_surface (picture, snapshot, &g_array_index (pieces, WgTilePiece, i));
  if (wg_canvas_selection_piece (picture->selection, &v, &selected))
    draw_surface (picture, snapshot, &selected);
}

void
wg_canvas_picture_view_changed (WgCanvasPicture *picture, gboolean settled)
{
  WgViewport v = device_viewport (picture);
  WgTileMotion motion = settled ? WG_TILES_STILL : WG_TILES_PANNING;

  if (!wg_canvas_has_view (picture->canvas))
    return;
  if (wg_canvas_is_zooming (picture->canvas))
    motion = WG_TILES_ZOOMING;
  wg_tile_set_set_viewport (picture->tiles, &v, motion);
  if (motion == WG_TILES_STILL)
    wg_canvas_selection_set_viewport (picture->selection, &v);
  tell_pending (picture);
}

void
wg_canvas_picture_restyle (WgCanvasPicture *picture)
{
  wg_tile_set_set_style (picture->tiles, get_style (picture->canvas));
  wg_canvas_selection_set_colour (picture->selection, wg_canvas_accent (picture->canvas),
                                  gtk_widget_get_scale_factor (GTK_WIDGET (picture->canvas)));
  hand_over_scene (picture, NULL);
  renew (picture);
}

void
wg_canvas_picture_theme_changed (WgCanvasPicture *picture)
{
  if (hand_over_theme (picture))
    wg_canvas_picture_restyle (picture);
}

void
wg_canvas_picture_plan_replaced (WgCanvasPicture *picture)
{
  begin_build (picture);
}

void
wg_canvas_picture_plan_changed (WgCanvasPicture *picture, const WgChange *change)
{
  gboolean is_recoloured = FALSE;

  /* A scene that is being made does not know of this edit: make it again. */
  if (picture->building != NULL || picture->scene == NULL)
    {
      begin_build (picture);
      return;
    }
  wg_scene_update (picture->scene, change);
  is_recoloured = hand_over_theme (picture);
  hand_over_scene (picture, is_recoloured || wg_envelope_is_empty (&change->extent)
                              ? NULL
                              : &change->extent);
  wg_canvas_picture_selection_changed (picture);
  renew (picture);
}

void
wg_canvas_picture_layers_changed (WgCanvasPicture *picture)
{
  hand_over_layers (picture);
  wg_canvas_picture_labels_changed (picture);
}

void
wg_canvas_picture_labels_changed (WgCanvasPicture *picture)
{
  hand_over_labels (picture);
  renew (picture);
}

void
wg_canvas_picture_selection_changed (WgCanvasPicture *picture)
{
  wg_canvas_selection_set_grids (picture->selection, picture->canvas->plan,
                                 picture->canvas->session != NULL
                                   ? wg_session_get_selection (picture->canvas->session)
                                   : NULL);
  schedule_redraw (picture);
}

void
wg_canvas_picture_unrealize (WgCanvasPicture *picture)
{
  g_clear_handle_id (&picture->redraw_id, g_source_remove);
}

guint
wg_canvas_picture_pending (WgCanvasPicture *picture)
{
  return wg_tile_set_n_pending (picture->tiles) + (picture->building != NULL ? 1 : 0)
         + wg_canvas_selection_pending (picture->selection);
}
