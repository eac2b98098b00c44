/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-result-map"

#include "wg-import-result-map.h"

#include "../../app/cli/wg-words.h"
#include "../canvas/wg-canvas-mark.h"
#include "../canvas/wg-map-buttons.h"
#include "../canvas/wg-tool-look.h"

#include <glib/gi18n.h>
#include <math.h>

#define MARK_RADIUS 4.5
#define CELL 7             /* pixels: of marks that fall together one is drawn */
#define MOST_OUTLINES 60000 /* vertices of the file that are drawn at once */
#define N_KINDS (WG_DECISION_RING_REPAIRED + 1)
#define LEAST_REACH 30e3   /* mm: half of what is shown around a place */
#define MOST_REACH 3000e3

struct _WgImportResultMap
{
  AdwBin parent_instance;

  WgCanvas *canvas;       /* in the tree */
  GtkBox *legend;
  GtkToggleButton *outlines;
  const WgImportStep *step; /* nullable; borrowed */
  GArray *boxes;          /* of WgEnvelope: of each shape of the file */
  int only;               /* kind; -1: all */
  gboolean shows_moves;
};

G_DEFINE_FINAL_TYPE (WgImportResultMap, wg_import_result_map, ADW_TYPE_BIN)

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef enum
{
  MARK_DISC,
  MARK_SQUARE,
  MARK_DIAMOND,
  MARK_TRIANGLE,
  MARK_CROSS,
  MARK_RING,
} MarkForm;

/* Forms as well as colours: for print in grey, and for eyes that see them alike. */
static const struct
{
  MarkForm form;
  guint32 rgb;
} looks[N_KINDS + 1] = {
  [WG_DECISION_GAP_CLOSED] = { MARK_DISC, 0x1a7f4b },
  [WG_DECISION_GAP_KEPT] = { MARK_RING, 0x1c5fb8 },
  [WG_DECISION_OVERLAP_CLOSED] = { MARK_SQUARE, 0xb26a00 },
  [WG_DECISION_OVERLAP_RESOLVED] = { MARK_DIAMOND, 0xd1480a },
  [WG_DECISION_PARENT_FOLLOWS] = { MARK_TRIANGLE, 0x6a3fb5 },
  [WG_DECISION_PARENT_SLIVER] = { MARK_TRIANGLE, 0x008299 },
  [WG_DECISION_CLAIM_LOST] = { MARK_CROSS, 0xc01c28 },
  [WG_DECISION_CLAIM_CUT] = { MARK_CROSS, 0x8a3b12 },
  [WG_DECISION_SLOT_LEFT] = { MARK_RING, 0x5e5c64 },
  [WG_DECISION_RING_REPAIRED] = { MARK_SQUARE, 0xa51d9d },
  [N_KINDS] = { MARK_DISC, 0x5e5c64 }, /* vertices that moved */
};

static void
trace_form (cairo_t *cr, MarkForm form, double x, double y, double r)
{
  cairo_new_path (cr);
  switch (form)
    {
    case MARK_SQUARE:
      cairo_rectangle (cr, x - r, y - r, 2 * r, 2 * r);
      break;
    case MARK_DIAMOND:
      cairo_move_to (cr, x, y - r * 1.35);
      cairo_line_to (cr, x + r * 1.35, y);
      cairo_line_to (cr, x, y + r * 1.35);
      cairo_line_to (cr, x - r * 1.35, y);
      cairo_close_path (cr);
      break;
    case MARK_TRIANGLE:
      cairo_move_to (cr, x, y - r * 1.2);
      cairo_line_to (cr, x + r * 1.2, y + r);
      cairo_line_to (cr, x - r * 1.2, y + r);
      cairo_close_path (cr);
      break;
    case MARK_CROSS:
      cairo_move_to (cr, x - r, y - r);
      cairo_line_to (cr, x + r, y + r);
      cairo_move_to (cr, x + r, y - r);
      cairo_line_to (cr, x - r, y + r);
      break;
    case MARK_DISC:
    case MARK_RING:
    default:
      cairo_arc (cr, x, y, r, 0, 2 * G_PI);
      break;
    }
}

static void
draw_form (cairo_t *cr, guint kind, double x, double y, double radius)
{
  guint32 rgb = looks[kind].rgb;
  MarkForm form = looks[kind].form;
  double red = ((rgb >> 16) & 255) / 255.0, green = ((rgb >> 8) & 255) / 255.0;
  double blue = (rgb & 255) / 255.0;

  trace_form (cr, form, x, y, radius);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, form == MARK_CROSS || form == MARK_RING ? 4.6 : 2.4);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, red, green, blue);
  cairo_set_line_width (cr, 2.4);
  if (form == MARK_CROSS || form == MARK_RING)
    cairo_stroke (cr);
  else
    cairo_fill (cr);
}

/* One bit for each cell of the picture that has a mark. */
typedef struct
{
  guint8 *cells;
  int n_columns, n_rows;
} Cells;

static gboolean
take_cell (Cells *cells, double x, double y)
{
  int column = (int) floor (x / CELL), row = (int) floor (y / CELL);

  if (column < 0 || row < 0 || column >= cells->n_columns || row >= cells->n_rows
      || cells->cells[row * cells->n_columns + column] != 0)
    return FALSE;
  cells->cells[row * cells->n_columns + column] = 1;
  return TRUE;
}

static gboolean
is_shown (const WgImportResultMap *self, const WgDecision *decision)
{
  return self->only < 0 || (int) decision->kind == self->only;
}

static void
draw_marks (WgImportResultMap *self, cairo_t *cr, const WgViewport *view)
{
  const WgImportReport *report = self->step->report;
  Cells cells = { NULL, (int) (view->width / CELL) + 1, (int) (view->height / CELL) + 1 };

  cells.cells = g_new0 (guint8, (gsize) cells.n_columns * (gsize) cells.n_rows);
  for (guint i = 0; i < report->decisions->len; i++)
    {
      const WgDecision *decision = &g_array_index (report->decisions, WgDecision, i);
      double x = wg_viewport_to_pixel_x (view, decision->place.x);
      double y = wg_viewport_to_pixel_y (view, decision->place.y);

      if (is_shown (self, decision) && take_cell (&cells, x, y))
        draw_form (cr, decision->kind, x, y, MARK_RADIUS);
    }
  for (guint i = 0; self->shows_moves && i < report->figures->moves->len; i++)
    {
      const WgImportMove *move = &g_array_index (report->figures->moves, WgImportMove, i);
      double x = wg_viewport_to_pixel_x (view, move->to.x);
      double y = wg_viewport_to_pixel_y (view, move->to.y);

      if (take_cell (&cells, x, y))
        draw_form (cr, N_KINDS, x, y, MARK_RADIUS * 0.6);
    }
  g_free (cells.cells);
}

/* As the file has them: where they differ from the borders, something was decided. */
static void
draw_outlines (WgImportResultMap *self, cairo_t *cr, const WgViewport *view)
{
  const GPtrArray *grids = self->step->incoming->grids;
  WgEnvelope seen = wg_viewport_envelope (view);
  const GdkRGBA line = { 0.78f, 0.08f, 0.30f, 0.9f };
  const double dashes[] = { 5, 4 };
  guint n_points = 0;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < grids->len && n_points <= MOST_OUTLINES; i++)
      {
        const WgShape *shape = ((WgIncomingGrid *) g_ptr_array_index (grids, i))->shape;

        if (!wg_envelope_intersects (&g_array_index (self->boxes, WgEnvelope, i), &seen))
          continue;
        if (pass == 0)
          n_points += shape->points->len;
        else
          {
            cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
            wg_canvas_draw_land (self->canvas, cr, shape, NULL, &line, 1.2);
          }
      }
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_cb (WgCanvas *canvas, GtkSnapshot *snapshot, gpointer user_data)
{
  WgImportResultMap *self = user_data;
  WgViewport view = wg_canvas_get_viewport (canvas);
  cairo_t *cr = NULL;

  if (self->step == NULL)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) view.width,
                                                                 (float) view.height));
  if (gtk_toggle_button_get_active (self->outlines))
    draw_outlines (self, cr, &view);
  draw_marks (self, cr, &view);
  cairo_destroy (cr);
}

static gboolean
click_cb (WgCanvas *canvas, WgPoint place, double reach, gpointer user_data)
{
  WgImportResultMap *self = user_data;
  double nearest = reach * reach;
  guint found = G_MAXUINT;

  if (self->step == NULL)
    return FALSE;
  for (guint i = 0; i < self->step->report->decisions->len; i++)
    {
      const WgDecision *decision = &g_array_index (self->step->report->decisions, WgDecision, i);
      double distance2 = (double) wg_point_distance2 (decision->place, place);

      if (!is_shown (self, decision) || distance2 > nearest)
        continue;
      nearest = distance2;
      found = i;
    }
  if (found == G_MAXUINT)
    return FALSE;
  g_signal_emit (self, signals[PICKED], 0, found);
  return TRUE;
}

static const WgLookFuncs look_funcs = { draw_cb, click_cb };

static void
draw_swatch_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  draw_form (cr, GPOINTER_TO_UINT (user_data), width / 2.0, height / 2.0, MARK_RADIUS);
}

static void
add_to_legend (WgImportResultMap *self, guint kind, const char *words, guint n)
{
  g_autofree char *count = wg_words_count (n);
  g_autofree char *line = g_strdup_printf ("%s  %s", words, count);
  GtkWidget *entry = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *swatch = gtk_drawing_area_new ();
  GtkWidget *label = gtk_label_new (line);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (swatch), 16);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (swatch), 16);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (swatch), draw_swatch_cb,
                                  GUINT_TO_POINTER (kind), NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (swatch), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (entry), swatch);
  gtk_box_append (GTK_BOX (entry), label);
  gtk_box_append (self->legend, entry);
}

static void
fill_legend (WgImportResultMap *self)
{
  guint counts[N_KINDS] = { 0 };
  GtkWidget *child = NULL;
  gboolean is_empty = TRUE;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->legend))) != NULL)
    gtk_box_remove (self->legend, child);
  for (guint i = 0; self->step != NULL && i < self->step->report->decisions->len; i++)
    counts[g_array_index (self->step->report->decisions, WgDecision, i).kind]++;
  for (guint kind = 0; kind < N_KINDS; kind++)
    if (counts[kind] > 0)
      {
        add_to_legend (self, kind, wg_words_decision_kind ((WgDecisionKind) kind), counts[kind]);
        is_empty = FALSE;
      }
  if (self->step != NULL && self->step->report->figures->n_moved > 0)
    {
      add_to_legend (self, N_KINDS, _("Vertex moved"), self->step->report->figures->n_moved);
      is_empty = FALSE;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->legend), !is_empty);
}

static void
outlines_toggled_cb (GtkToggleButton *button, WgImportResultMap *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self->canvas));
}

static void
name_widget (GtkWidget *widget, const char *words)
{
  gtk_widget_set_tooltip_text (widget, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static GtkWidget *
make_legend (WgImportResultMap *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *outlines = gtk_toggle_button_new_with_label (_("Outlines of the file"));

  self->legend = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 1));
  gtk_widget_add_css_class (GTK_WIDGET (self->legend), "wg-map-legend");
  self->outlines = GTK_TOGGLE_BUTTON (outlines);
  gtk_toggle_button_set_active (self->outlines, TRUE);
  gtk_widget_add_css_class (outlines, "osd");
  gtk_widget_add_css_class (outlines, "caption");
  gtk_widget_set_halign (outlines, GTK_ALIGN_START);
  name_widget (outlines, _("Show the outlines as the file has them, dashed"));
  g_signal_connect (outlines, "toggled", G_CALLBACK (outlines_toggled_cb), self);
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_widget_set_margin_start (box, 10);
  gtk_widget_set_margin_top (box, 10);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->legend));
  gtk_box_append (GTK_BOX (box), outlines);
  return box;
}

static void
wg_import_result_map_dispose (GObject *object)
{
  WgImportResultMap *self = WG_IMPORT_RESULT_MAP (object);

  self->step = NULL;
  if (self->canvas != NULL)
    {
      wg_canvas_look_only (self->canvas, NULL, NULL);
      wg_canvas_set_session (self->canvas, NULL);
    }
  self->canvas = NULL;

  G_OBJECT_CLASS (wg_import_result_map_parent_class)->dispose (object);
}

static void
wg_import_result_map_finalize (GObject *object)
{
  g_array_unref (WG_IMPORT_RESULT_MAP (object)->boxes);

  G_OBJECT_CLASS (wg_import_result_map_parent_class)->finalize (object);
}

static void
wg_import_result_map_class_init (WgImportResultMapClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_import_result_map_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_import_result_map_finalize;

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
wg_import_result_map_init (WgImportResultMap *self)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *canvas = wg_canvas_new ();

  self->boxes = g_array_new (FALSE, FALSE, sizeof (WgEnvelope));
  self->only = -1;
  self->shows_moves = TRUE;
  self->canvas = WG_CANVAS (canvas);
  gtk_widget_set_hexpand (canvas, TRUE);
  gtk_widget_set_vexpand (canvas, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (canvas), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Map of the result"), -1);
  wg_canvas_look_only (self->canvas, &look_funcs, self);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), canvas);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), make_legend (self));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), wg_map_buttons_new (self->canvas, NULL, NULL));
  adw_bin_set_child (ADW_BIN (self), overlay);
}

void
wg_import_result_map_show (WgImportResultMap *self, const WgImportStep *step)
{
  g_autoptr (WgHistory) history = NULL;
  g_autoptr (WgSession) session = NULL;

  self->step = step;
  self->only = -1;
  self->shows_moves = TRUE;
  g_array_set_size (self->boxes, 0);
  wg_canvas_set_mark (self->canvas, NULL, NULL);
  fill_legend (self);
  if (step == NULL)
    {
      wg_canvas_set_session (self->canvas, NULL);
      return;
    }
  for (guint i = 0; i < step->incoming->grids->len; i++)
    {
      const WgIncomingGrid *grid = g_ptr_array_index (step->incoming->grids, i);
      WgEnvelope box = wg_shape_envelope (grid->shape);

      g_array_append_val (self->boxes, box);
    }
  history = wg_history_new (step->report->plan, NULL);
  session = wg_session_new (history);
  wg_session_set_depth (session, step->report->depth);
  wg_canvas_set_session (self->canvas, session);
}

void
wg_import_result_map_point_at (WgImportResultMap *self, const WgDecision *decision)
{
  g_autoptr (WgShape) land = wg_shape_new ();
  WgEnvelope view = WG_ENVELOPE_EMPTY;
  gint32 reach = 0;

  if (self->step == NULL || decision == NULL)
    {
      wg_canvas_set_mark (self->canvas, NULL, NULL);
      return;
    }
  reach = (gint32) CLAMP (700.0 * sqrt (MAX (decision->area_m2, 0)), LEAST_REACH, MOST_REACH);
  view = (WgEnvelope){ decision->place.x - reach, decision->place.y - reach,
                       decision->place.x + reach, decision->place.y + reach };
  if (wg_import_report_find_land (self->step->report, self->step->before, self->step->incoming,
                                  decision, land))
    {
      WgEnvelope whole = wg_shape_envelope (land);

      wg_envelope_add (&view, &whole);
    }
  wg_canvas_fit_envelope (self->canvas, &view);
  wg_canvas_set_mark (self->canvas, &decision->place, land);
}

void
wg_import_result_map_show_grid (WgImportResultMap *self, guint32 grid)
{
  WgEnvelope extent = WG_ENVELOPE_EMPTY;

  if (self->step == NULL || wg_plan_get_grid (self->step->report->plan, grid) == NULL)
    return;
  extent = wg_plan_get_extent (self->step->report->plan, grid);
  wg_session_select (wg_canvas_get_session (self->canvas), &grid, 1);
  wg_canvas_set_mark (self->canvas, NULL, NULL);
  if (!wg_envelope_is_empty (&extent))
    wg_canvas_fit_envelope (self->canvas, &extent);
}

void
wg_import_result_map_show_kind (WgImportResultMap *self, int kind)
{
  self->only = kind;
  self->shows_moves = kind < 0;
  gtk_widget_queue_draw (GTK_WIDGET (self->canvas));
}
