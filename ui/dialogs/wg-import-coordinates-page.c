/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-coordinates-page"

#include "wg-import-coordinates-page.h"

#include "../../app/cli/wg-import-job.h"
#include "wg-crs-chooser.h"
#include "wg-import-control-points.h"
#include "wg-import-place.h"
#include "wg-import-proposal.h"
#include "wg-import-raw.h"

#include <glib/gi18n.h>

#define LEAST_POINTS 3

struct _WgImportCoordinatesPage
{
  WgImportPage parent_instance;

  /* Template widgets */
  WgCrsChooser *source_crs;
  WgCrsChooser *project_crs;
  WgImportPlace *place;
  AdwComboRow *axes_row;
  GtkSwitch *points_switch;
  WgImportControlPoints *points;

  GCancellable *reading;        /* of what the source map of the points shows */
  const WgImportChoice *drawn;  /* whose lines it shows; only compared */
};

G_DEFINE_FINAL_TYPE (WgImportCoordinatesPage, wg_import_coordinates_page, WG_TYPE_IMPORT_PAGE)

static gboolean
has_frame (WgImportCoordinatesPage *self)
{
  return wg_plan_get_frame (wg_import_page_get_draft (WG_IMPORT_PAGE (self))->plan) != NULL;
}

static void
offer_source_crs (WgImportCoordinatesPage *self, const WgImportChoice *choice,
                  const WgSourceLayer *layer)
{
  WgPlan *plan = wg_import_page_get_draft (WG_IMPORT_PAGE (self))->plan;
  g_autofree char *guessed = layer->crs == NULL && layer->proposed_crs == NULL
                               ? wg_import_guess_crs (layer, plan, NULL)
                               : NULL;
  g_autofree char *reason = wg_import_explain_crs (layer, guessed != NULL);
  g_autoptr (GPtrArray) candidates
    = layer->crs == NULL ? wg_import_list_candidates (layer, plan) : NULL;
  const char *proposed = layer->crs != NULL            ? layer->crs
                         : layer->proposed_crs != NULL ? layer->proposed_crs
                                                       : guessed;
  const char *prompt = choice->crs == NULL                       ? _("The file does not say: please choose")
                       : g_strcmp0 (choice->crs, proposed) != 0 ? _("Chosen")
                       : layer->crs != NULL                     ? _("Stated by the file")
                                                                : _("Proposed");

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->source_crs), reason);
  wg_crs_chooser_set_candidates (self->source_crs, candidates);
  wg_crs_chooser_offer (self->source_crs, WG_CRS_FOR_SOURCE, choice->crs, prompt);
}

static void
offer_project_crs (WgImportCoordinatesPage *self, const WgImportChoice *choice)
{
  const char *wanted
    = wg_plan_get_wanted_crs (wg_import_page_get_draft (WG_IMPORT_PAGE (self))->plan);

  gtk_widget_set_visible (GTK_WIDGET (self->project_crs), !has_frame (self));
  if (has_frame (self))
    return;
  wg_crs_chooser_offer (self->project_crs, WG_CRS_FOR_PROJECT, choice->project_crs,
                        choice->project_crs == NULL                      ? _("Please choose")
                        : g_strcmp0 (choice->project_crs, wanted) == 0 ? _("Chosen")
                                                                       : _("Proposed"));
}

static gboolean
wg_import_coordinates_page_is_complete (WgImportPage *page, const WgImportChoice *choice)
{
  if (choice->points != NULL)
    return choice->points->len >= LEAST_POINTS;
  return choice->crs != NULL
         && (choice->project_crs != NULL || has_frame (WG_IMPORT_COORDINATES_PAGE (page)));
}

/* The map of the layer as it would lie there. */
static void
look_at_place (WgImportCoordinatesPage *self)
{
  WgImportPage *page = WG_IMPORT_PAGE (self);
  const WgImportChoice *choice = wg_import_page_get_choice (page);
  g_autoptr (WgPlan) snapshot = NULL;

  snapshot = wg_plan_snapshot (wg_import_page_get_draft (page)->plan);
  wg_import_place_look (self->place, snapshot,
                        wg_import_coordinates_page_is_complete (page, choice) ? choice : NULL);
}

static void
drawn_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  WgImportCoordinatesPage *self = WG_IMPORT_COORDINATES_PAGE (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgImportRaw) raw = wg_import_raw_read_finish (result, &error);

  if (raw != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    wg_point_map_set_lines (wg_import_control_points_get_source (self->points),
                            g_steal_pointer (&raw->outline), raw->west, raw->south, raw->factor);
}

/* The lines in the numbers of the file, beside the project's map. */
static void
draw_source (WgImportCoordinatesPage *self, const WgImportChoice *choice)
{
  const WgSourceLayer *layer
    = wg_import_draft_find_layer (wg_import_page_get_draft (WG_IMPORT_PAGE (self)), choice);

  if (layer == NULL || self->drawn == choice)
    return;
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  self->drawn = choice;
  wg_import_raw_read_async (choice, layer, self, self->reading, drawn_cb, NULL);
}

static void
show_points (WgImportCoordinatesPage *self, const WgImportChoice *choice)
{
  gboolean is_on = choice->points != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->points), is_on);
  gtk_widget_set_visible (GTK_WIDGET (self->source_crs), !is_on);
  gtk_widget_set_visible (GTK_WIDGET (self->project_crs), !is_on && !has_frame (self));
  if (is_on)
    draw_source (self, choice);
}

static void
points_changed_cb (WgImportControlPoints *points, WgImportCoordinatesPage *self)
{
  WgImportChoice *choice = wg_import_page_get_choice (WG_IMPORT_PAGE (self));

  if (wg_import_page_is_opening (WG_IMPORT_PAGE (self)) || choice == NULL || choice->points == NULL)
    return;
  g_array_unref (choice->points);
  choice->points = wg_import_control_points_dup (points);
  choice->fit = wg_import_control_points_get_kind (points);
  look_at_place (self);
  wg_import_page_changed (WG_IMPORT_PAGE (self));
}

static void
points_switched_cb (GtkSwitch *widget, GParamSpec *pspec, WgImportCoordinatesPage *self)
{
  WgImportChoice *choice = wg_import_page_get_choice (WG_IMPORT_PAGE (self));

  if (wg_import_page_is_opening (WG_IMPORT_PAGE (self)) || choice == NULL)
    return;
  g_clear_pointer (&choice->points, g_array_unref);
  if (gtk_switch_get_active (widget))
    {
      choice->points = wg_import_control_points_dup (self->points);
      choice->fit = wg_import_control_points_get_kind (self->points);
    }
  show_points (self, choice);
  look_at_place (self);
  wg_import_page_changed (WG_IMPORT_PAGE (self));
}

static void
axes_selected_cb (AdwComboRow *row, GParamSpec *pspec, WgImportCoordinatesPage *self)
{
  WgImportChoice *choice = wg_import_page_get_choice (WG_IMPORT_PAGE (self));

  if (wg_import_page_is_opening (WG_IMPORT_PAGE (self)) || choice == NULL)
    return;
  choice->axes = (WgAxes) adw_combo_row_get_selected (row);
  look_at_place (self);
  wg_import_page_changed (WG_IMPORT_PAGE (self));
}

/* What the numbers say, for whoever chooses otherwise. */
static void
offer_axes (WgImportCoordinatesPage *self, const WgImportChoice *choice, const WgSourceLayer *layer)
{
  adw_action_row_set_subtitle (
    ADW_ACTION_ROW (self->axes_row),
    layer->is_swapped
      ? _("Only northing (latitude) first fits the coordinate system: it is read so")
      : _("Some files of EPSG:4490 and EPSG:45xx have northing first; the map shows it"));
  adw_combo_row_set_selected (self->axes_row, choice->axes);
}

static void
place_changed_cb (WgImportPlace *place, WgImportCoordinatesPage *self)
{
  WgImportChoice *choice = wg_import_page_get_choice (WG_IMPORT_PAGE (self));

  if (wg_import_page_is_opening (WG_IMPORT_PAGE (self)) || choice == NULL)
    return;
  choice->datum = wg_import_place_get_datum (place);
  look_at_place (self);
  wg_import_page_changed (WG_IMPORT_PAGE (self));
}

/* Once the file's system is chosen, its place is known, and the project's can be proposed. */
static void
propose_project_crs (WgImportCoordinatesPage *self, WgImportChoice *choice)
{
  WgImportDraft *draft = wg_import_page_get_draft (WG_IMPORT_PAGE (self));
  WgSource *source = wg_import_draft_find_source (draft, choice);
  g_autoptr (WgFrame) frame = NULL;

  wg_import_place_layer (source, choice->layer, choice->crs);
  if (wg_plan_get_wanted_crs (draft->plan) != NULL)
    return;
  frame = wg_import_propose_frame (source, choice->layer, NULL, NULL);
  if (frame == NULL)
    return;
  g_free (choice->project_crs);
  choice->project_crs = g_strdup (wg_frame_get_crs (frame));
}

static void
source_crs_changed_cb (WgCrsChooser *chooser, WgImportCoordinatesPage *self)
{
  WgImportChoice *choice = wg_import_page_get_choice (WG_IMPORT_PAGE (self));

  if (wg_import_page_is_opening (WG_IMPORT_PAGE (self)) || choice == NULL)
    return;
  g_free (choice->crs);
  choice->crs = g_strdup (wg_crs_chooser_get_crs (chooser));
  if (choice->crs != NULL && !has_frame (self))
    {
      propose_project_crs (self, choice);
      offer_project_crs (self, choice);
    }
  look_at_place (self);
  wg_import_page_changed (WG_IMPORT_PAGE (self));
}

static void
project_crs_changed_cb (WgCrsChooser *chooser, WgImportCoordinatesPage *self)
{
  WgImportChoice *choice = wg_import_page_get_choice (WG_IMPORT_PAGE (self));
  const char *crs = wg_crs_chooser_get_crs (chooser);

  if (wg_import_page_is_opening (WG_IMPORT_PAGE (self)) || choice == NULL
      || g_strcmp0 (choice->project_crs, crs) == 0)
    return;
  g_free (choice->project_crs);
  choice->project_crs = g_strdup (crs);
  look_at_place (self);
  wg_import_page_changed (WG_IMPORT_PAGE (self));
}

static void
wg_import_coordinates_page_open (WgImportPage *page, WgImportChoice *choice)
{
  WgImportCoordinatesPage *self = WG_IMPORT_COORDINATES_PAGE (page);
  const WgSourceLayer *layer
    = choice != NULL ? wg_import_draft_find_layer (wg_import_page_get_draft (page), choice) : NULL;

  if (layer == NULL)
    return;
  offer_source_crs (self, choice, layer);
  offer_project_crs (self, choice);
  offer_axes (self, choice, layer);
  wg_import_place_set_datum (self->place, choice->datum);
  gtk_switch_set_active (self->points_switch, choice->points != NULL);
  wg_import_control_points_set_plan (self->points, wg_import_page_get_draft (page)->plan);
  wg_import_control_points_set (self->points, choice->points, choice->fit);
  show_points (self, choice);
  look_at_place (self);
}

static gboolean
wg_import_coordinates_page_is_needed (WgImportPage *page, const WgImportChoice *choice)
{
  return choice->use == WG_IMPORT_GRIDS || choice->use == WG_IMPORT_BUILDINGS
         || choice->use == WG_IMPORT_BARRIERS || choice->use == WG_IMPORT_ADDRESSES;
}

static void
wg_import_coordinates_page_dispose (GObject *object)
{
  WgImportCoordinatesPage *self = WG_IMPORT_COORDINATES_PAGE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  gtk_widget_dispose_template (GTK_WIDGET (object), WG_TYPE_IMPORT_COORDINATES_PAGE);

  G_OBJECT_CLASS (wg_import_coordinates_page_parent_class)->dispose (object);
}

static void
wg_import_coordinates_page_class_init (WgImportCoordinatesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  WgImportPageClass *page_class = WG_IMPORT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_import_coordinates_page_dispose;

  page_class->name = "coordinates";
  page_class->title = N_("Coordinates");
  page_class->is_per_layer = TRUE;
  page_class->open = wg_import_coordinates_page_open;
  page_class->is_needed = wg_import_coordinates_page_is_needed;
  page_class->is_complete = wg_import_coordinates_page_is_complete;

  g_type_ensure (WG_TYPE_CRS_CHOOSER);
  g_type_ensure (WG_TYPE_IMPORT_CONTROL_POINTS);
  g_type_ensure (WG_TYPE_IMPORT_PLACE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-import-coordinates-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WgImportCoordinatesPage, source_crs);
  gtk_widget_class_bind_template_child (widget_class, WgImportCoordinatesPage, project_crs);
  gtk_widget_class_bind_template_child (widget_class, WgImportCoordinatesPage, place);
  gtk_widget_class_bind_template_child (widget_class, WgImportCoordinatesPage, axes_row);
  gtk_widget_class_bind_template_child (widget_class, WgImportCoordinatesPage, points_switch);
  gtk_widget_class_bind_template_child (widget_class, WgImportCoordinatesPage, points);
  gtk_widget_class_bind_template_callback (widget_class, source_crs_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, project_crs_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, axes_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, points_switched_cb);
  gtk_widget_class_bind_template_callback (widget_class, points_changed_cb);
}

static void
wg_import_coordinates_page_init (WgImportCoordinatesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
