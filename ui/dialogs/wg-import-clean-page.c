/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-clean-page"

#include "wg-import-clean-page.h"

#include "wg-import-cleaning.h"
#include "wg-import-lines.h"
#include "wg-import-overlaps.h"

#include <glib/gi18n.h>

struct _WgImportCleanPage
{
  WgImportPage parent_instance;

  /* Template widgets */
  WgImportLines *lines;
  WgImportCleaning *cleaning;
  WgImportOverlaps *overlaps;

  WgImportRun *followed; /* of the draft; nullable */
  GPtrArray *shown;      /* the steps that are asked about; borrowed, only compared */
  gboolean is_open;
};

G_DEFINE_FINAL_TYPE (WgImportCleanPage, wg_import_clean_page, WG_TYPE_IMPORT_PAGE)

/* The run of the draft tells what is claimed twice. */
static void
show_overlaps (WgImportCleanPage *self)
{
  WgImportChoice *choice = wg_import_page_get_choice (WG_IMPORT_PAGE (self));
  GPtrArray *steps = wg_import_run_get_steps (self->followed);

  if (choice == NULL || !choice->asks)
    steps = NULL;
  if (steps != NULL && steps == self->shown)
    return;
  self->shown = steps;
  wg_import_overlaps_show (self->overlaps, steps, choice != NULL ? choice->ask_from_m2 : 0.0);
}

static void
run_changed_cb (WgImportRun *run, WgImportCleanPage *self)
{
  GPtrArray *steps = wg_import_run_get_steps (run);

  if (self->shown != NULL && self->shown != steps)
    {
      self->shown = NULL;
      wg_import_overlaps_show (self->overlaps, NULL, 0.0);
    }
  if (self->is_open && steps != NULL)
    show_overlaps (self);
}

/* Where it is asked, the grids are brought in in memory to see what there is to ask. */
static void
look_for_overlaps (WgImportCleanPage *self)
{
  WgImportDraft *draft = wg_import_page_get_draft (WG_IMPORT_PAGE (self));
  WgImportChoice *choice = wg_import_page_get_choice (WG_IMPORT_PAGE (self));
  g_autoptr (GPtrArray) grids = wg_import_draft_list_grids (draft);
  gboolean asks = choice != NULL && choice->asks && grids->len > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->overlaps), asks);
  if (!asks)
    return;
  if (self->followed == NULL)
    {
      self->followed = g_object_ref (draft->run);
      g_signal_connect_object (self->followed, "changed", G_CALLBACK (run_changed_cb), self, 0);
    }
  self->shown = NULL;
  wg_import_run_start (self->followed, grids);
  show_overlaps (self);
}

static void
answered_cb (WgImportOverlaps *overlaps, guint index, WgImportCleanPage *self)
{
  WgImportDraft *draft = wg_import_page_get_draft (WG_IMPORT_PAGE (self));
  g_autoptr (GPtrArray) grids = wg_import_draft_list_grids (draft);
  WgImportChoice *choice = index < grids->len ? g_ptr_array_index (grids, index) : NULL;

  if (choice == NULL)
    return;
  g_clear_pointer (&choice->answers, g_array_unref);
  choice->answers = wg_import_overlaps_dup_answers (overlaps, index);
}

/* The first layer whose areas are made of lines. */
static WgImportChoice *
find_lines (WgImportDraft *draft)
{
  g_autoptr (GPtrArray) grids = wg_import_draft_list_grids (draft);

  for (guint i = 0; i < grids->len; i++)
    {
      const WgSourceLayer *layer = wg_import_draft_find_layer (draft, grids->pdata[i]);

      if (layer != NULL && !layer->has_polygons)
        return grids->pdata[i];
    }
  return NULL;
}

static void
look_at_lines (WgImportCleanPage *self)
{
  WgImportDraft *draft = wg_import_page_get_draft (WG_IMPORT_PAGE (self));
  const WgImportChoice *choice = find_lines (draft);

  /* Control points stand in for a system. */
  if (choice != NULL && choice->crs == NULL && choice->points == NULL)
    choice = NULL;
  wg_import_lines_look (self->lines, draft->plan, choice);
}

/* The rules are the same for all layers; how lines become areas concerns those without areas. */
static void
cleaning_changed_cb (WgImportCleaning *cleaning, WgImportCleanPage *self)
{
  WgImportPage *page = WG_IMPORT_PAGE (self);
  WgImportDraft *draft = wg_import_page_get_draft (page);

  if (wg_import_page_is_opening (page))
    return;
  for (guint i = 0; i < draft->choices->len; i++)
    wg_import_cleaning_get (cleaning, draft->choices->pdata[i]);
  wg_import_page_changed (page);
  look_at_lines (self);
  look_for_overlaps (self);
}

static void
parents_said_cb (WgImportCleaning *cleaning, gboolean makes, WgImportCleanPage *self)
{
  WgImportPage *page = WG_IMPORT_PAGE (self);

  wg_import_draft_make_parents (wg_import_page_get_draft (page), makes);
  wg_import_page_changed (page);
  look_for_overlaps (self);
}

static void
wg_import_clean_page_open (WgImportPage *page, WgImportChoice *choice)
{
  WgImportCleanPage *self = WG_IMPORT_CLEAN_PAGE (page);
  WgImportDraft *draft = wg_import_page_get_draft (page);
  g_autoptr (GPtrArray) grids = wg_import_draft_list_grids (draft);
  const WgImportChoice *with_lines = find_lines (draft);
  guint depth = 0;

  for (guint i = 0; i < grids->len; i++)
    depth = MAX (depth, ((WgImportChoice *) grids->pdata[i])->depth);
  if (choice == NULL)
    return;
  wg_import_cleaning_offer (self->cleaning,
                            with_lines != NULL ? wg_import_draft_find_layer (draft, with_lines) : NULL,
                            depth);
  wg_import_cleaning_set (self->cleaning, with_lines != NULL ? with_lines : choice);
  wg_import_cleaning_show_parents (self->cleaning, wg_import_draft_can_make_parents (draft),
                                   wg_import_draft_makes_parents (draft));
  self->is_open = TRUE;
  look_at_lines (self);
  look_for_overlaps (self);
}

static void
wg_import_clean_page_close (WgImportPage *page)
{
  WG_IMPORT_CLEAN_PAGE (page)->is_open = FALSE;
}

static gboolean
wg_import_clean_page_is_needed (WgImportPage *page, const WgImportChoice *choice)
{
  return choice->use == WG_IMPORT_GRIDS;
}

static void
wg_import_clean_page_dispose (GObject *object)
{
  WgImportCleanPage *self = WG_IMPORT_CLEAN_PAGE (object);

  self->is_open = FALSE;
  if (self->followed != NULL)
    g_signal_handlers_disconnect_by_data (self->followed, self);
  g_clear_object (&self->followed);
  gtk_widget_dispose_template (GTK_WIDGET (object), WG_TYPE_IMPORT_CLEAN_PAGE);

  G_OBJECT_CLASS (wg_import_clean_page_parent_class)->dispose (object);
}

static void
wg_import_clean_page_class_init (WgImportCleanPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  WgImportPageClass *page_class = WG_IMPORT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_import_clean_page_dispose;

  page_class->name = "clean";
  page_class->title = N_("Clean");
  page_class->open = wg_import_clean_page_open;
  page_class->close = wg_import_clean_page_close;
  page_class->is_needed = wg_import_clean_page_is_needed;

  g_type_ensure (WG_TYPE_IMPORT_LINES);
  g_type_ensure (WG_TYPE_IMPORT_CLEANING);
  g_type_ensure (WG_TYPE_IMPORT_OVERLAPS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-import-clean-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WgImportCleanPage, cleaning);
  gtk_widget_class_bind_template_child (widget_class, WgImportCleanPage, lines);
  gtk_widget_class_bind_template_child (widget_class, WgImportCleanPage, overlaps);
  gtk_widget_class_bind_template_callback (widget_class, cleaning_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, answered_cb);
  gtk_widget_class_bind_template_callback (widget_class, parents_said_cb);
}

static void
wg_import_clean_page_init (WgImportCleanPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
