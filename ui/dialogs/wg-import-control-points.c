/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-control-points"

#include "wg-import-control-points.h"

#include "../../app/cli/wg-import-job.h"
#include "../../app/cli/wg-words.h"
#include "../canvas/wg-tool-look.h"
#include "wg-import-point-load.h"
#include "wg-import-point-pair.h"
#include "wg-import-point-target.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#define MAP_HEIGHT 240
#define LIST_HEIGHT 128
#define LEAST_ROWS 3

struct _WgImportControlPoints
{
  GtkBox parent_instance;

  GtkListBox *list;
  GtkDropDown *kind_choice;
  GtkLabel *summary;
  WgPointMap *source;
  WgCanvas *target;
  GtkWidget *no_target;  /* instead of it where the project has no land */

  GPtrArray *pairs;      /* of WgPointPair, owned */
  WgPlan *plan;
  WgFrame *frame;        /* of the plan, or made for the points; nullable */
  WgControlFit *fit;     /* nullable */
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (WgImportControlPoints, wg_import_control_points, GTK_TYPE_BOX)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static WgPointPair *
get_current (WgImportControlPoints *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  guint index = row != NULL ? (guint) gtk_list_box_row_get_index (row) : G_MAXUINT;

  return index < self->pairs->len ? g_ptr_array_index (self->pairs, index) : NULL;
}

/* In the order of the complete ones: which pair a point of the fit is of. */
static GArray *
list_used (WgImportControlPoints *self, GArray *points)
{
  GArray *used = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->pairs->len; i++)
    {
      const WgPointPair *pair = g_ptr_array_index (self->pairs, i);
      WgControlPoint point = { 0 };

      if (!gtk_check_button_get_active (pair->check) || !wg_point_pair_read (pair, &point))
        continue;
      g_array_append_val (points, point);
      g_array_append_val (used, i);
    }
  return used;
}

static char *
describe_fit (WgImportControlPoints *self, const GArray *used, const GError *error)
{
  const WgControlFit *fit = self->fit;

  if (used->len < LEAST_ROWS)
    return g_strdup (_("Three points are needed at least; four or more show how well they fit"));
  if (fit == NULL)
    return wg_words_error (error);
  if (fit->suspect >= 0)
    return g_strdup_printf (_("Mean error %.3f m. Without point %u the others would fit ten times "
                              "better: check it, or switch it off"),
                            fit->rms, g_array_index (used, guint, fit->suspect) + 1);
  /* Translators: how points fit: kind, mean error, scale, turn in degrees */
  return g_strdup_printf (_("%s: mean error %.3f m, scale %.6f, turned by %.4f°"),
                          fit->kind == WG_FIT_AFFINE ? _("Affine") : _("Similarity"), fit->rms,
                          fit->scale, fit->turn_degrees);
}

static void
show_on_source (WgImportControlPoints *self)
{
  g_autoptr (GArray) xy = g_array_new (FALSE, FALSE, sizeof (double));
  const WgPointPair *current = get_current (self);
  int marked = -1;

  for (guint i = 0; i < self->pairs->len; i++)
    {
      const WgPointPair *pair = g_ptr_array_index (self->pairs, i);
      double place[2] = { NAN, NAN };

      if (!wg_point_pair_read_side (pair, WG_POINT_SOURCE, &place[0], &place[1]))
        place[0] = place[1] = NAN;
      if (pair == current)
        marked = (int) i;
      g_array_append_vals (xy, place, 2);
    }
  wg_point_map_set_points (self->source, (const double *) xy->data, xy->len / 2, marked);
  gtk_widget_queue_draw (GTK_WIDGET (self->target));
}

/* Fits anew and says how well. */
static void
update (WgImportControlPoints *self)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WgControlPoint));
  g_autoptr (GArray) used = list_used (self, points);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gboolean is_bad = FALSE;

  if (self->is_filling)
    return;
  g_clear_pointer (&self->fit, wg_control_fit_free);
  g_clear_pointer (&self->frame, wg_frame_unref);
  if (self->plan != NULL && wg_plan_get_frame (self->plan) != NULL)
    self->frame = wg_frame_ref (wg_plan_get_frame (self->plan));
  if (points->len >= LEAST_ROWS)
    self->fit = wg_import_fit (points, NULL, wg_import_control_points_get_kind (self), &self->frame,
                               &error);
  for (guint i = 0; i < self->pairs->len; i++)
    {
      int point = -1;

      for (guint j = 0; j < used->len; j++)
        if (g_array_index (used, guint, j) == i)
          point = (int) j;
      wg_point_pair_show_residual (g_ptr_array_index (self->pairs, i), self->fit, point);
    }
  words = describe_fit (self, used, error);
  is_bad = used->len >= LEAST_ROWS && (self->fit == NULL || self->fit->suspect >= 0);
  gtk_label_set_label (self->summary, words);
  if (is_bad)
    gtk_widget_add_css_class (GTK_WIDGET (self->summary), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->summary), "warning");
  show_on_source (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
pair_changed_cb (GtkWidget *widget, WgImportControlPoints *self)
{
  update (self);
}

static void
renumber (WgImportControlPoints *self)
{
  for (guint i = 0; i < self->pairs->len; i++)
    wg_point_pair_set_number (g_ptr_array_index (self->pairs, i), i + 1);
}

static void
remove_pair (WgImportControlPoints *self, WgPointPair *pair)
{
  gtk_list_box_remove (self->list, pair->row);
  g_ptr_array_remove (self->pairs, pair);
}

static void
remove_cb (GtkButton *button, WgImportControlPoints *self)
{
  for (guint i = 0; i < self->pairs->len; i++)
    {
      WgPointPair *pair = g_ptr_array_index (self->pairs, i);

      if (!gtk_widget_is_ancestor (GTK_WIDGET (button), pair->row))
        continue;
      remove_pair (self, pair);
      break;
    }
  renumber (self);
  update (self);
}

static void
focus_entered_cb (GtkEventControllerFocus *controller, WgImportControlPoints *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
}

static WgPointPair *
add_pair (WgImportControlPoints *self)
{
  WgPointPair *pair = wg_point_pair_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_add_controller (pair->row, focus);
  g_signal_connect (focus, "enter", G_CALLBACK (focus_entered_cb), self);
  g_signal_connect (pair->check, "toggled", G_CALLBACK (pair_changed_cb), self);
  g_signal_connect (pair->remove, "clicked", G_CALLBACK (remove_cb), self);
  for (guint i = 0; i < G_N_ELEMENTS (pair->entries); i++)
    g_signal_connect (pair->entries[i], "changed", G_CALLBACK (pair_changed_cb), self);
  gtk_list_box_append (self->list, pair->row);
  g_ptr_array_add (self->pairs, pair);
  renumber (self);
  return pair;
}

/* A click fills the first pair that lacks that side, else begins a new one. */
static void
take_click (WgImportControlPoints *self, WgPointSide side, double x, double y)
{
  WgPointPair *pair = NULL;
  double was_x = 0.0, was_y = 0.0;

  for (guint i = 0; i < self->pairs->len && pair == NULL; i++)
    if (!wg_point_pair_read_side (g_ptr_array_index (self->pairs, i), side, &was_x, &was_y))
      pair = g_ptr_array_index (self->pairs, i);
  if (pair == NULL)
    pair = add_pair (self);
  self->is_filling = TRUE;
  wg_point_pair_write_side (pair, side, x, y, 3);
  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (pair->row));
  self->is_filling = FALSE;
  update (self);
}

static void
source_picked_cb (WgPointMap *map, double x, double y, WgImportControlPoints *self)
{
  take_click (self, WG_POINT_SOURCE, x, y);
}

static gboolean
target_click_cb (WgCanvas *canvas, WgPoint place, double reach, gpointer user_data)
{
  WgImportControlPoints *self = user_data;
  double x = 0.0, y = 0.0;

  if (self->frame == NULL)
    return FALSE;
  wg_frame_to_metres (self->frame, place, &x, &y);
  take_click (self, WG_POINT_TARGET, x, y);
  return TRUE;
}

static void
target_draw_cb (WgCanvas *canvas, GtkSnapshot *snapshot, gpointer user_data)
{
  WgImportControlPoints *self = user_data;
  WgViewport view = wg_canvas_get_viewport (canvas);
  WgPointTarget target = { self->frame, self->fit, NULL, 0, self->pairs, get_current (self) };
  int height = 0;
  cairo_t *cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) view.width, (float) view.height));

  target.image = wg_point_map_get_image (self->source, &target.image_width, &height);
  if (self->frame != NULL)
    wg_point_target_draw (&target, cr, &view);
  cairo_destroy (cr);
}

static const WgLookFuncs target_funcs = { target_draw_cb, target_click_cb };

static void
take_points (WgImportControlPoints *self, const GArray *points)
{
  self->is_filling = TRUE;
  while (self->pairs->len > 0)
    remove_pair (self, g_ptr_array_index (self->pairs, self->pairs->len - 1));
  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      const WgControlPoint *point = &g_array_index (points, WgControlPoint, i);
      gboolean is_degrees = fabs (point->to_x) <= 180.0 && fabs (point->to_y) <= 90.0;
      WgPointPair *pair = add_pair (self);

      wg_point_pair_write_side (pair, WG_POINT_SOURCE, point->x, point->y, 3);
      wg_point_pair_write_side (pair, WG_POINT_TARGET, point->to_x, point->to_y, is_degrees ? 8 : 3);
    }
  while (self->pairs->len < LEAST_ROWS)
    add_pair (self);
  self->is_filling = FALSE;
  update (self);
}

static void
say (WgImportControlPoints *self, const char *words)
{
  gtk_label_set_label (self->summary, words);
  gtk_widget_add_css_class (GTK_WIDGET (self->summary), "warning");
}

static void
loaded_cb (GArray *points, const char *words, gpointer user_data)
{
  if (points != NULL)
    take_points (user_data, points);
  else
    say (user_data, words);
}

static void
paste_cb (GtkButton *button, WgImportControlPoints *self)
{
  wg_point_load_paste (GTK_WIDGET (self), loaded_cb);
}

static void
file_cb (GtkButton *button, WgImportControlPoints *self)
{
  wg_point_load_file (GTK_WIDGET (self), loaded_cb);
}

static void
add_cb (GtkButton *button, WgImportControlPoints *self)
{
  WgPointPair *pair = add_pair (self);

  gtk_widget_grab_focus (GTK_WIDGET (pair->entries[0]));
}

static void
kind_cb (GtkDropDown *choice, GParamSpec *pspec, WgImportControlPoints *self)
{
  update (self);
}

static void
row_selected_cb (GtkListBox *list, GtkListBoxRow *row, WgImportControlPoints *self)
{
  if (!self->is_filling)
    show_on_source (self);
}

static void
wg_import_control_points_dispose (GObject *object)
{
  WgImportControlPoints *self = WG_IMPORT_CONTROL_POINTS (object);

  self->is_filling = TRUE;
  if (self->target != NULL)
    {
      wg_canvas_look_only (self->target, NULL, NULL);
      wg_canvas_set_session (self->target, NULL);
    }
  self->target = NULL;

  G_OBJECT_CLASS (wg_import_control_points_parent_class)->dispose (object);
}

static void
wg_import_control_points_finalize (GObject *object)
{
  WgImportControlPoints *self = WG_IMPORT_CONTROL_POINTS (object);

  g_ptr_array_unref (self->pairs);
  g_clear_object (&self->plan);
  g_clear_pointer (&self->frame, wg_frame_unref);
  g_clear_pointer (&self->fit, wg_control_fit_free);

  G_OBJECT_CLASS (wg_import_control_points_parent_class)->finalize (object);
}

static void
wg_import_control_points_class_init (WgImportControlPointsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_import_control_points_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_import_control_points_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_button (WgImportControlPoints *self, GtkWidget *box, const char *label, GCallback clicked_cb)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect (button, "clicked", clicked_cb, self);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
make_buttons (WgImportControlPoints *self)
{
  const char *const kinds[] = { _("Similarity or affine, as fits"), _("Similarity"), _("Affine"),
                                NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  add_button (self, box, _("A_dd Point"), G_CALLBACK (add_cb));
  add_button (self, box, _("_Paste"), G_CALLBACK (paste_cb));
  add_button (self, box, _("From _File…"), G_CALLBACK (file_cb));
  self->kind_choice = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (kinds));
  gtk_widget_set_hexpand (GTK_WIDGET (self->kind_choice), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->kind_choice), GTK_ALIGN_END);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kind_choice),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("How the points are fitted"), -1);
  g_signal_connect (self->kind_choice, "notify::selected", G_CALLBACK (kind_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->kind_choice));
  return box;
}

static GtkWidget *
make_maps (WgImportControlPoints *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *frame = gtk_frame_new (NULL);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  self->source = g_object_new (WG_TYPE_POINT_MAP, NULL);
  gtk_widget_set_size_request (GTK_WIDGET (self->source), 200, MAP_HEIGHT);
  gtk_widget_set_hexpand (GTK_WIDGET (self->source), TRUE);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->source), GTK_ACCESSIBLE_PROPERTY_LABEL, _("The file, in its own numbers"),
    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
    _("Arrow keys move, plus and minus zoom, Enter takes the point in the middle"), -1);
  gtk_frame_set_child (GTK_FRAME (frame), GTK_WIDGET (self->source));
  g_signal_connect (self->source, "picked", G_CALLBACK (source_picked_cb), self);
  self->target = WG_CANVAS (wg_canvas_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->target), 200, MAP_HEIGHT);
  gtk_widget_set_hexpand (GTK_WIDGET (self->target), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->target), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The project's map"), -1);
  wg_canvas_look_only (self->target, &target_funcs, self);
  self->no_target = gtk_label_new (_("The project has no land yet: type the numbers of the ground"));
  gtk_label_set_wrap (GTK_LABEL (self->no_target), TRUE);
  gtk_widget_add_css_class (self->no_target, "dim-label");
  gtk_widget_set_hexpand (self->no_target, TRUE);
  gtk_box_append (GTK_BOX (box), frame);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->target));
  gtk_box_append (GTK_BOX (box), self->no_target);
  return box;
}

static void
wg_import_control_points_init (WgImportControlPoints *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->pairs = g_ptr_array_new_with_free_func (g_free);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Control points"), -1);
  g_signal_connect (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), LIST_HEIGHT);
  gtk_widget_add_css_class (scrolled, "card");
  self->summary = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->summary, 0.0f);
  gtk_label_set_wrap (self->summary, TRUE);
  gtk_box_append (GTK_BOX (self), make_buttons (self));
  gtk_box_append (GTK_BOX (self), scrolled);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->summary));
  gtk_box_append (GTK_BOX (self), make_maps (self));
  take_points (self, NULL);
}

void
wg_import_control_points_set_plan (WgImportControlPoints *self, WgPlan *plan)
{
  gboolean has_land = wg_plan_get_frame (plan) != NULL && !wg_plan_is_empty (plan);
  g_autoptr (WgHistory) history = NULL;
  g_autoptr (WgSession) session = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->target), has_land);
  gtk_widget_set_visible (self->no_target, !has_land);
  if (g_set_object (&self->plan, plan) && has_land)
    {
      history = wg_history_new (plan, NULL);
      session = wg_session_new (history);
      wg_canvas_set_session (self->target, session);
    }
  update (self);
}

WgPointMap *
wg_import_control_points_get_source (WgImportControlPoints *self)
{
  return self->source;
}

void
wg_import_control_points_set (WgImportControlPoints *self, const GArray *points, WgFitKind kind)
{
  self->is_filling = TRUE;
  gtk_drop_down_set_selected (self->kind_choice, kind);
  self->is_filling = FALSE;
  take_points (self, points);
}

GArray *
wg_import_control_points_dup (WgImportControlPoints *self)
{
  GArray *points = g_array_new (FALSE, TRUE, sizeof (WgControlPoint));
  g_autoptr (GArray) used = list_used (self, points);

  return points;
}

WgFitKind
wg_import_control_points_get_kind (WgImportControlPoints *self)
{
  return (WgFitKind) gtk_drop_down_get_selected (self->kind_choice);
}

const WgControlFit *
wg_import_control_points_get_fit (WgImportControlPoints *self)
{
  return self->fit;
}

WgFrame *
wg_import_control_points_get_frame (WgImportControlPoints *self)
{
  return self->frame;
}
