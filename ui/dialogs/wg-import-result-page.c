/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-result-page"

#include "wg-import-result-page.h"

#include <glib/gi18n.h>

struct _WgImportResultPage
{
  WgImportPage parent_instance;

  /* Template widgets */
  AdwPreferencesGroup *group;

  GPtrArray *rows; /* of GtkWidget, borrowed of the group */
};

G_DEFINE_FINAL_TYPE (WgImportResultPage, wg_import_result_page, WG_TYPE_IMPORT_PAGE)

static char *
describe_use (WgPlan *plan, const WgImportChoice *choice)
{
  if (choice->use == WG_IMPORT_BUILDINGS)
    return g_strdup (_("Buildings, with households and people"));
  if (choice->use == WG_IMPORT_REFERENCE)
    return g_strdup (_("Reference layer of the map"));
  return g_strdup (wg_plan_get_level (plan, choice->depth)->name);
}

static void
wg_import_result_page_open (WgImportPage *page, WgImportChoice *choice)
{
  WgImportResultPage *self = WG_IMPORT_RESULT_PAGE (page);
  WgImportDraft *draft = wg_import_page_get_draft (page);
  g_autoptr (GPtrArray) chosen = wg_import_draft_list_chosen (draft);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < chosen->len; i++)
    {
      const WgImportChoice *one = g_ptr_array_index (chosen, i);
      g_autofree char *title = g_markup_escape_text (one->layer, -1);
      g_autofree char *use = describe_use (draft->plan, one);
      g_autofree char *subtitle = g_markup_escape_text (use, -1);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
      adw_preferences_group_add (self->group, row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
wg_import_result_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WG_TYPE_IMPORT_RESULT_PAGE);

  G_OBJECT_CLASS (wg_import_result_page_parent_class)->dispose (object);
}

static void
wg_import_result_page_finalize (GObject *object)
{
  g_ptr_array_unref (WG_IMPORT_RESULT_PAGE (object)->rows);

  G_OBJECT_CLASS (wg_import_result_page_parent_class)->finalize (object);
}

static void
wg_import_result_page_class_init (WgImportResultPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  WgImportPageClass *page_class = WG_IMPORT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_import_result_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_import_result_page_finalize;

  page_class->name = "result";
  page_class->title = N_("Result");
  page_class->open = wg_import_result_page_open;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-import-result-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WgImportResultPage, group);
}

static void
wg_import_result_page_init (WgImportResultPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
