/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-coordinates-page"

#include "wg-import-coordinates-page.h"

#include "../../app/cli/wg-import-job.h"
#include "wg-crs-chooser.h"
#include "wg-import-place.h"
#include "wg-import-proposal.h"

#include <glib/gi18n.h>

struct _WgImportCoordinatesPage
{
  WgImportPage parent_instance;

  /* Template widgets */
  WgCrsChooser *source_crs;
  WgCrsChooser *project_crs;
  WgImportPlace *place;
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

  gtk_widget_set_visible (GTK_WIDGET (self->place), choice->use == WG_IMPORT_GRIDS);
  if (choice->use != WG_IMPORT_GRIDS)
    return;
  snapshot = wg_plan_snapshot (wg_import_page_get_draft (page)->plan);
  wg_import_place_look (self->place, snapshot,
                        wg_import_coordinates_page_is_complete (page, choice) ? choice : NULL);
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
  wg_import_place_set_datum (self->place, choice->datum);
  look_at_place (self);
}

static gboolean
wg_import_coordinates_page_is_needed (WgImportPage *page, const WgImportChoice *choice)
{
  return choice->use == WG_IMPORT_GRIDS || choice->use == WG_IMPORT_BUILDINGS;
}

static void
wg_import_coordinates_page_dispose (GObject *object)
{
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
  g_type_ensure (WG_TYPE_IMPORT_PLACE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-import-coordinates-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WgImportCoordinatesPage, source_crs);
  gtk_widget_class_bind_template_child (widget_class, WgImportCoordinatesPage, project_crs);
  gtk_widget_class_bind_template_child (widget_class, WgImportCoordinatesPage, place);
  gtk_widget_class_bind_template_callback (widget_class, source_crs_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, project_crs_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_changed_cb);
}

static void
wg_import_coordinates_page_init (WgImportCoordinatesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
