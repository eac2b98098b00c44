/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-canvas.h"
#include "wg-map-layer.h"
#include "wg-tool.h"

#include "../../app/render/wg-tile-set.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What the parts of the canvas (wg-canvas-*.c) share; nobody else includes this. */

#define WG_CANVAS_MIN_SCALE 2e-7 /* pixels per millimetre: 5 km a pixel */
#define WG_CANVAS_MAX_SCALE 0.2  /* 5 mm a pixel */
#define WG_CANVAS_FIT_MARGIN 24.0

typedef struct _WgCanvasPicture WgCanvasPicture;
typedef struct _WgCanvasMark WgCanvasMark;

typedef enum
{
  WG_VIEW_MOVE_NONE,
  WG_VIEW_MOVE_KINETIC, /* glides on after a drag */
  WG_VIEW_MOVE_ZOOM,    /* follows the wheel */
  WG_VIEW_MOVE_FLIGHT,  /* flies to a place */
} WgViewMoveKind;

/** How the view moves by itself, one step per frame. */
typedef struct
{
  WgViewMoveKind kind;
  gint64 last;      /* frame time, µs */
  double velocity_x, velocity_y; /* pixels per second */
  double pivot_x, pivot_y;       /* WG_VIEW_MOVE_ZOOM: stays in place */
  double target_scale;
  WgViewport from, to;           /* WG_VIEW_MOVE_FLIGHT */
  gint64 start;
  double seconds;
} WgViewMove;

/** The pointer between press and release. */
typedef struct
{
  gboolean is_inside;
  double x, y;
  gboolean is_down;    /* a button is held */
  gboolean is_panning;
  gboolean is_tool;    /* the tool has the drag */
  gboolean is_space;   /* the space bar is held */
  gboolean space_used; /* it moved the map: letting it go is no click */
  double start_x, start_y;
  double last_x, last_y;
  gint64 last_time;    /* µs */
  double velocity_x, velocity_y;
  double pinch_scale;  /* the view's scale when the pinch began */
} WgPointer;

struct _WgCanvas
{
  GtkWidget parent_instance;

  /* Owned references */
  WgSession *session;
  WgPlan *plan;
  GListStore *layers;
  GHashTable *adopted; /* the layers of the list that are followed */
  WgFrame *layers_frame; /* that they were read for */
  WgTool *tool;
  char *tool_id;
  char *tool_hint;
  char *edit_reason; /* why nothing can be changed; NULL: it can */
  char *pointer_text;
  char *snap_text; /* what the pointer snapped to, in words; NULL: nothing */
  GtkWidget *entry; /* a child at the foot of the map; NULL: none */
  GtkWidget *tool_panel; /* weak: settings of the tool, over the map */
  GSimpleAction *state_action;
  WgCanvasPicture *picture;
  WgCanvasMark *mark; /* NULL: no place is marked */

  WgWhen when;             /* of the staff view */
  gboolean is_staff_view;
  WgStaffingMap *staffing; /* NULL: another view, or no plan */

  WgFrame *blank_frame; /* of a layer that was laid under a map without land; NULL */
  WgFrame *shown_frame; /* of the plan, or of a map that has no land yet */
  WgShape *hover_shape;

  gboolean show_codes;
  gboolean is_busy;
  guint told_pending; /* in the state action */

  WgViewport viewport; /* scale 0: nothing to show yet */
  gboolean fit_pending; /* shows everything at the next allocation */
  WgViewMove move;
  gint64 moved_at; /* when the view last changed, µs */
  guint tick_id;
  guint settle_id;

  WgPointer pointer;
  gboolean pointer_dirty;
  guint32 hovered;
};

/* wg-canvas.c */
void        wg_canvas_set_pointer_text (WgCanvas *self, const char *text);
void        wg_canvas_set_snap_text    (WgCanvas *self, const char *text);
/** Shows @entry (nullable, floating) at the foot of the map; the one before goes. */
void        wg_canvas_set_entry        (WgCanvas *self, GtkWidget *entry);
/** @tool: (transfer full): in place of the one before. */
void        wg_canvas_take_tool        (WgCanvas *self, const char *id, WgTool *tool);
void        wg_canvas_set_busy         (WgCanvas *self, gboolean busy);
void        wg_canvas_renew_hint       (WgCanvas *self);
void        wg_canvas_renew_state      (WgCanvas *self);
void        wg_canvas_say              (WgCanvas *self, const char *sentence);

/* wg-canvas-follow.c: in step with the session and its plan */
void        wg_canvas_follow           (WgCanvas *self, WgSession *session);
void        wg_canvas_unfollow         (WgCanvas *self);
void        wg_canvas_forget_hover     (WgCanvas *self);
/** The content is another: keeps the place when it still shows some of it, else shows all. */
void        wg_canvas_show_content     (WgCanvas *self);
/** (nullable): of the plan, else of the layer that a map without land lies by. */
WgFrame    *wg_canvas_get_frame        (WgCanvas *self);

/* wg-canvas-view.c: where the map looks, and how it gets there */
gboolean    wg_canvas_has_view         (WgCanvas *self);
/** Everything that can be seen: the plan, else the layers; empty when there is nothing. */
WgEnvelope  wg_canvas_whole            (WgCanvas *self);
void        wg_canvas_set_viewport     (WgCanvas *self, const WgViewport *viewport);
void        wg_canvas_pan              (WgCanvas *self, double dx, double dy);
void        wg_canvas_zoom_at          (WgCanvas *self, double x, double y, double factor,
                                        gboolean smooth);
void        wg_canvas_glide            (WgCanvas *self, double velocity_x, double velocity_y);
void        wg_canvas_fly              (WgCanvas *self, const WgViewport *target);
void        wg_canvas_stop             (WgCanvas *self);
void        wg_canvas_view_resized     (WgCanvas *self, int width, int height);
void        wg_canvas_view_dispose     (WgCanvas *self);
/** TRUE while a gesture or an animation changes the scale. */
gboolean    wg_canvas_is_zooming       (WgCanvas *self);
void        wg_canvas_request_tick     (WgCanvas *self);

/* wg-canvas-input.c */
void        wg_canvas_input_init       (WgCanvas *self);
void        wg_canvas_update_pointer   (WgCanvas *self);
/** The tool is another: it hears where the pointer is. */
void        wg_canvas_tell_pointer     (WgCanvas *self);
void        wg_canvas_update_cursor    (WgCanvas *self);
/** The tool's drag ends without effect; FALSE when there is none. */
gboolean    wg_canvas_cancel_drag      (WgCanvas *self);

/* wg-canvas-staff.c: the land coloured by its staff */
/** The plan is another, or none. */
void        wg_canvas_staff_follow     (WgCanvas *self);
void        wg_canvas_staff_update     (WgCanvas *self, const WgChange *change);

/* wg-canvas-pick.c: what lies where */
WgPoint     wg_canvas_point_at         (WgCanvas *self, double x, double y);
/** (element-type guint32): grids of the active level that meet the box. */
GArray     *wg_canvas_grids_in         (WgCanvas *self, const WgEnvelope *box);
/** (element-type guint32): grids of the active level with more than half of their land in the
 *  shape, counted in whole faces. */
GArray     *wg_canvas_grids_within     (WgCanvas *self, const WgShape *shape);
/** Selects the grid at a place in the widget, or none; with Shift adds it or takes it away. */
void        wg_canvas_select_at        (WgCanvas *self, double x, double y, GdkModifierType state);
WgEnvelope  wg_canvas_grid_envelope    (WgCanvas *self, guint32 grid);
/** Parents (up) or children of the selection become the selection. */
void        wg_canvas_climb            (WgCanvas *self, gboolean up);

/* wg-canvas-draw.c */
void        wg_canvas_draw             (WgCanvas *self, GtkSnapshot *snapshot);
/** The rings of @shape as a path, without points that a pixel swallows. Any thread. */
void        wg_canvas_trace_shape      (cairo_t *cr, const WgViewport *viewport,
                                        const WgShape *shape);
/** A line of text in a box with a background, at (@x, @y); returns its size. */
graphene_size_t wg_canvas_draw_note    (WgCanvas *self, GtkSnapshot *snapshot, const char *text,
                                        double x, double y);
const GdkRGBA *wg_canvas_accent        (WgCanvas *self);

/* wg-canvas-mark.c: a place that is pointed at */
void        wg_canvas_mark_draw        (WgCanvas *self, GtkSnapshot *snapshot);
void        wg_canvas_mark_clear       (WgCanvas *self);

/* wg-canvas-picture.c: scene, tiles and overlays, painted by workers */
/* The colours of the window: light, dark or high contrast. Static. */
const WgStyle *wg_canvas_style            (void);
/** The staff view began or ended, or its numbers changed. */
void        wg_canvas_picture_theme_changed (WgCanvasPicture *picture);
/** The colour that the map fills the land of @grid with at the level that is looked at. */
void        wg_canvas_grid_colour         (WgCanvas *self, guint32 grid, GdkRGBA *colour_out);
WgCanvasPicture *wg_canvas_picture_new      (WgCanvas *canvas);
void        wg_canvas_picture_free          (WgCanvasPicture *picture);
void        wg_canvas_picture_snapshot      (WgCanvasPicture *picture, GtkSnapshot *snapshot);
/** The view moved; @settled when no gesture is going on. */
void        wg_canvas_picture_view_changed  (WgCanvasPicture *picture, gboolean settled);
/** Look or layers changed: all is painted anew, the old picture stays until then. */
void        wg_canvas_picture_restyle       (WgCanvasPicture *picture);
void        wg_canvas_picture_plan_replaced (WgCanvasPicture *picture);
void        wg_canvas_picture_plan_changed  (WgCanvasPicture *picture, const WgChange *change);
void        wg_canvas_picture_layers_changed    (WgCanvasPicture *picture);
void        wg_canvas_picture_labels_changed    (WgCanvasPicture *picture);
void        wg_canvas_picture_selection_changed (WgCanvasPicture *picture);
void        wg_canvas_picture_unrealize     (WgCanvasPicture *picture);
guint       wg_canvas_picture_pending       (WgCanvasPicture *picture);

/* wg-canvas-layers.c: loads what the layers show */
void        wg_canvas_layers_init      (WgCanvas *self);
void        wg_canvas_layers_dispose   (WgCanvas *self);
/** The frame or the project changed: what the layers show is read anew. */
void        wg_canvas_layers_reload    (WgCanvas *self);
WgMapLayer *wg_canvas_find_layer       (WgCanvas *self, WgMapLayerKind kind);
/** Fills in how the tiles read @layer; FALSE when they cannot. */
gboolean    wg_canvas_layers_reader    (WgCanvas *self, WgMapLayer *layer, WgTileLayer *tile_out);
/** (transfer full) (nullable): the words that visible base maps want shown. */
char       *wg_canvas_layers_credit    (WgCanvas *self);

G_END_DECLS
