/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-clean-page"

#include "wg-import-clean-page.h"

#include "wg-import-cleaning.h"

#include <glib/gi18n.h>

struct _WgImportCleanPage
{
  WgImportPage parent_instance;

  WgImportCleaning *cleaning;
};

G_DEFINE_FINAL_TYPE (WgImportCleanPage, wg_import_clean_page, WG_TYPE_IMPORT_PAGE)

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
}

static void
wg_import_clean_page_open (WgImportPage *page, WgImportChoice *choice)
{
  WgImportCleanPage *self = WG_IMPORT_CLEAN_PAGE (page);
  WgImportDraft *draft = wg_import_page_get_draft (page);
  g_autoptr (GPtrArray) chosen = wg_import_draft_list_chosen (draft);
  const WgImportChoice *with_lines = NULL;
  guint depth = 0;

  for (guint i = 0; i < chosen->len; i++)
    {
      const WgImportChoice *one = g_ptr_array_index (chosen, i);
      const WgSourceLayer *layer = wg_import_draft_find_layer (draft, one);

      if (one->use != WG_IMPORT_GRIDS)
        continue;
      depth = MAX (depth, one->depth);
      if (layer != NULL && !layer->has_polygons && with_lines == NULL)
        with_lines = one;
    }
  if (choice == NULL)
    return;
  wg_import_cleaning_offer (self->cleaning,
                            with_lines != NULL ? wg_import_draft_find_layer (draft, with_lines) : NULL,
                            depth);
  wg_import_cleaning_set (self->cleaning, with_lines != NULL ? with_lines : choice);
}

static gboolean
wg_import_clean_page_is_needed (WgImportPage *page, const WgImportChoice *choice)
{
  return choice->use == WG_IMPORT_GRIDS;
}

static void
wg_import_clean_page_dispose (GObject *object)
{
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
  page_class->is_needed = wg_import_clean_page_is_needed;

  g_type_ensure (WG_TYPE_IMPORT_CLEANING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-import-clean-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WgImportCleanPage, cleaning);
  gtk_widget_class_bind_template_callback (widget_class, cleaning_changed_cb);
}

static void
wg_import_clean_page_init (WgImportCleanPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
