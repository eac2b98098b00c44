/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-place"

#include "wg-import-place.h"

#include "../../app/cli/wg-import-job.h"
#include "../../app/cli/wg-words.h"
#include "../../app/exchange/wg-basemap.h"
#include "wg-import-outline.h"

#include <glib/gi18n.h>

#define DOT_WIDTH 5.0

struct _WgImportPlace
{
  AdwPreferencesGroup parent_instance;

  /* Template widgets */
  AdwComboRow *shift_row;
  GtkLabel *warning;
  GtkStack *stack;
  GtkDrawingArea *map;
  GtkLabel *state;

  WgImportOutline *outline;
  gboolean has_dots; /* it is of points */
  GCancellable *reading;
};

G_DEFINE_FINAL_TYPE (WgImportPlace, wg_import_place, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  WgPlan *plan;
  WgImportChoice *choice;
} Look;

typedef struct
{
  WgImportOutline *outline;
  gboolean has_dots;
  WgRowProblem *shift; /* nullable */
} Seen;

static void
look_free (Look *look)
{
  g_object_unref (look->plan);
  wg_import_choice_free (look->choice);
  g_free (look);
}

static void
seen_free (Seen *seen)
{
  g_clear_pointer (&seen->outline, wg_import_outline_free);
  g_clear_pointer (&seen->shift, wg_row_problem_free);
  g_free (seen);
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  WgImportPlace *self = user_data;
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (area));
  GdkRGBA text, accent = { 0.21, 0.52, 0.89, 1.0 };

  if (self->outline == NULL)
    return;
  gtk_style_context_get_color (context, &text);
  gtk_style_context_lookup_color (context, "accent_color", &accent);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  wg_import_outline_add_path (self->outline, self->outline->present, cr, width, height);
  cairo_set_source_rgba (cr, text.red, text.green, text.blue, 0.35);
  cairo_set_line_width (cr, 1.0);
  cairo_stroke (cr);
  wg_import_outline_add_path (self->outline, self->outline->incoming, cr, width, height);
  gdk_cairo_set_source_rgba (cr, &accent);
  cairo_set_line_width (cr, self->has_dots ? DOT_WIDTH : 1.2);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_stroke (cr);
}

static void
show_state (WgImportPlace *self, const char *sentence)
{
  gtk_label_set_label (self->state, sentence);
  gtk_stack_set_visible_child_name (self->stack, "state");
}

/* Where the layer lies far off, or would lie better when shifted. */
static void
show_warning (WgImportPlace *self, const WgRowProblem *shift)
{
  g_autofree char *words = NULL;

  if (self->outline != NULL && self->outline->distance_m > 1000.0)
    {
      g_autofree char *length = wg_words_length (self->outline->distance_m);

      /* Translators: %s is a length */
      words = g_strdup_printf (_("The layer lies %s away from the land of the project: look at its "
                                 "coordinate system"),
                               length);
    }
  else if (shift != NULL)
    words = g_strdup_printf (_("Read as %s the layer fits the project better (median distance %s m). "
                               "Choose that shift above if it comes from such a map"),
                             g_strcmp0 (shift->field, "bd09") == 0 ? "BD-09" : "GCJ-02",
                             shift->detail != NULL ? shift->detail : "");
  gtk_label_set_label (self->warning, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->warning), words != NULL);
}

/* Grids, as they would come in. */
static Seen *
see_grids (const Look *look, const WgReadOptions *read, GCancellable *cancellable, GError **error)
{
  Seen *seen = NULL;
  g_autoptr (WgIncoming) incoming
    = wg_import_read (look->plan, look->choice->path, look->choice->project_crs, read, NULL,
                      cancellable, error);

  if (incoming == NULL)
    return NULL;
  seen = g_new0 (Seen, 1);
  seen->outline = wg_import_outline_new (look->plan, incoming);
  for (guint i = 0; i < incoming->problems->len && seen->shift == NULL; i++)
    {
      const WgRowProblem *problem = g_ptr_array_index (incoming->problems, i);

      if (problem->kind == WG_ROW_SHIFT_SUSPECTED)
        seen->shift = wg_row_problem_new (problem->kind, 0, problem->field, problem->detail);
    }
  return seen;
}

/* Buildings, streets, addresses: their places only. */
static Seen *
see_places (const Look *look, const WgReadOptions *read, GCancellable *cancellable, GError **error)
{
  Seen *seen = NULL;
  g_autoptr (WgLinework) linework = NULL;

  if (wg_import_give_frame (look->plan, look->choice->path, read, look->choice->project_crs, cancellable,
                            error))
    linework = wg_linework_read_classes (look->choice->path, read, wg_plan_get_frame (look->plan), NULL,
                                         NULL, cancellable, error);
  if (linework == NULL)
    return NULL;
  seen = g_new0 (Seen, 1);
  seen->outline = wg_import_outline_new_of_lines (look->plan, linework);
  for (guint i = 0; i < linework->items->len && !seen->has_dots; i++)
    {
      const WgLine *line = g_array_index (linework->items, WgLineworkItem, i).line;

      seen->has_dots = line->n_points == 2 && wg_point_equal (line->points[0], line->points[1]);
    }
  return seen;
}

static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Look *look = data;
  GError *error = NULL;
  WgReadOptions read;
  Seen *seen = NULL;
  g_autoptr (WgControlFit) fit = NULL;

  if (wg_import_choice_fit (look->choice, look->plan, &fit, &error))
    {
      wg_import_choice_get_read_options (look->choice, fit, &read);
      seen = look->choice->use == WG_IMPORT_GRIDS ? see_grids (look, &read, cancellable, &error)
                                                  : see_places (look, &read, cancellable, &error);
    }
  if (seen != NULL)
    g_task_return_pointer (task, seen, (GDestroyNotify) seen_free);
  else
    g_task_return_error (task, error);
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  WgImportPlace *self = WG_IMPORT_PLACE (object);
  g_autoptr (GError) error = NULL;
  Seen *seen = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (seen == NULL)
    {
      g_autofree char *sentence = wg_words_error (error);

      show_state (self, sentence);
      return;
    }
  self->outline = g_steal_pointer (&seen->outline);
  self->has_dots = seen->has_dots;
  show_warning (self, seen->shift);
  seen_free (seen);
  if (self->outline->incoming->len == 0)
    show_state (self, _("Nothing of the layer can be shown with these coordinates"));
  else
    gtk_stack_set_visible_child_name (self->stack, "map");
  gtk_widget_queue_draw (GTK_WIDGET (self->map));
}

static void
shift_selected_cb (AdwComboRow *row, GParamSpec *pspec, WgImportPlace *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
wg_import_place_dispose (GObject *object)
{
  WgImportPlace *self = WG_IMPORT_PLACE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_IMPORT_PLACE);

  G_OBJECT_CLASS (wg_import_place_parent_class)->dispose (object);
}

static void
wg_import_place_finalize (GObject *object)
{
  g_clear_pointer (&WG_IMPORT_PLACE (object)->outline, wg_import_outline_free);

  G_OBJECT_CLASS (wg_import_place_parent_class)->finalize (object);
}

static void
wg_import_place_class_init (WgImportPlaceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_import_place_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_import_place_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-import-place.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, WgImportPlace, name)
  BIND (shift_row);
  BIND (warning);
  BIND (stack);
  BIND (map);
  BIND (state);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, shift_selected_cb);
}

static void
wg_import_place_init (WgImportPlace *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->map, draw_cb, self, NULL);
}

void
wg_import_place_look (WgImportPlace *self, WgPlan *plan, const WgImportChoice *choice)
{
  g_autoptr (GTask) task = NULL;
  Look *look = NULL;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->outline, wg_import_outline_free);
  show_warning (self, NULL);
  if (choice == NULL)
    {
      show_state (self, _("The map shows the layer as soon as its coordinate system is chosen"));
      return;
    }
  show_state (self, _("Reading the layer…"));
  self->reading = g_cancellable_new ();
  look = g_new0 (Look, 1);
  look->plan = g_object_ref (plan);
  look->choice = wg_import_choice_copy (choice);
  task = g_task_new (self, self->reading, looked_cb, NULL);
  g_task_set_task_data (task, look, (GDestroyNotify) look_free);
  g_task_run_in_thread (task, look_thread);
}

WgChinaDatum
wg_import_place_get_datum (WgImportPlace *self)
{
  return (WgChinaDatum) adw_combo_row_get_selected (self->shift_row);
}

void
wg_import_place_set_datum (WgImportPlace *self, WgChinaDatum datum)
{
  adw_combo_row_set_selected (self->shift_row, datum);
}
