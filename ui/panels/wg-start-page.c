/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-start-page"

#include "wg-start-page.h"

#include "../wg-files.h"
#include "wg-hero.h"

#include <glib/gi18n.h>

struct _WgStartPage
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkListBox *recent_list;
  GtkWidget *recent_empty;
  GtkWidget *recent_clear;
  GtkWidget *new_button;

  /* Owned references */
  WgRecent *recent;
};

G_DEFINE_FINAL_TYPE (WgStartPage, wg_start_page, ADW_TYPE_BIN)

/* "today 09:12", "yesterday 17:40", "3 November 2026". */
static char *
describe_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *text = NULL;
  gint days;

  if (time == NULL)
    return g_strdup ("");

  days = (gint) (g_date_time_to_unix (now) / 86400 - seconds / 86400);
  if (g_date_time_get_year (time) == g_date_time_get_year (now)
      && g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (now))
    /* Translators: time of a project opened today, strftime format */
    return g_date_time_format (time, _("Today %H:%M"));
  if (days <= 1)
    /* Translators: strftime format */
    return g_date_time_format (time, _("Yesterday %H:%M"));

  /* Translators: strftime format of a date */
  return g_date_time_format (time, _("%e %B %Y"));
}

static void
remove_clicked_cb (GtkButton *button, WgStartPage *self)
{
  wg_recent_remove (self->recent, g_object_get_data (G_OBJECT (button), "path"));
}

static GtkWidget *
make_monogram (const char *name)
{
  GtkWidget *avatar = adw_avatar_new (36, name, TRUE);

  gtk_accessible_update_state (GTK_ACCESSIBLE (avatar), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  return avatar;
}

static GtkWidget *
make_row_cb (gpointer object, gpointer user_data)
{
  WgStartPage *self = user_data;
  WgRecentItem *item = object;
  const char *path = wg_recent_item_get_path (item);
  g_autofree char *display = wg_files_display_path (path);
  g_autofree char *title = g_markup_escape_text (wg_recent_item_get_name (item), -1);
  g_autofree char *subtitle = g_markup_escape_text (display, -1);
  g_autofree char *time = describe_time (wg_recent_item_get_time (item));
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_widget_set_tooltip_text (row, path);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), make_monogram (wg_recent_item_get_name (item)));

  if (wg_recent_item_exists (item))
    {
      GtkWidget *label = gtk_label_new (time);

      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "app.open-path");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", path);
    }
  else
    {
      GtkWidget *label = gtk_label_new (_("Not found"));
      GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
      const char *tooltip = _("Remove from the list");

      gtk_widget_add_css_class (row, "wg-missing");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (button, tooltip);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      tooltip, -1);
      g_object_set_data_full (G_OBJECT (button), "path", g_strdup (path), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self, 0);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  return row;
}

static void
update_empty_cb (WgStartPage *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->recent)) == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->recent_list), !is_empty);
  gtk_widget_set_visible (self->recent_empty, is_empty);
  gtk_widget_set_visible (self->recent_clear, !is_empty);
}

static void
clear_clicked_cb (GtkButton *button, WgStartPage *self)
{
  wg_recent_clear (self->recent);
}

static void
wg_start_page_dispose (GObject *object)
{
  WgStartPage *self = WG_START_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_START_PAGE);
  g_clear_object (&self->recent);

  G_OBJECT_CLASS (wg_start_page_parent_class)->dispose (object);
}

/* Enter makes a project, not the main menu open. */
static void
wg_start_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (wg_start_page_parent_class)->map (widget);
  gtk_widget_grab_focus (WG_START_PAGE (widget)->new_button);
}

static void
wg_start_page_class_init (WgStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_start_page_dispose;
  widget_class->map = wg_start_page_map;

  g_type_ensure (WG_TYPE_HERO);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WgStartPage, recent_list);
  gtk_widget_class_bind_template_child (widget_class, WgStartPage, recent_empty);
  gtk_widget_class_bind_template_child (widget_class, WgStartPage, recent_clear);
  gtk_widget_class_bind_template_child (widget_class, WgStartPage, new_button);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
}

static void
wg_start_page_init (WgStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
wg_start_page_set_recent (WgStartPage *self, WgRecent *recent)
{
  g_set_object (&self->recent, recent);
  gtk_list_box_bind_model (self->recent_list, G_LIST_MODEL (recent), make_row_cb, self, NULL);
  g_signal_connect_object (recent, "items-changed", G_CALLBACK (update_empty_cb), self,
                           G_CONNECT_SWAPPED);
  update_empty_cb (self);
}
