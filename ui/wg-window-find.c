/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-window-find"

#include "wg-window-private.h"

#include "../app/cli/wg-contact-words.h"
#include "../app/cli/wg-words.h"
#include "canvas/wg-address-marks.h"
#include "canvas/wg-canvas-mark.h"
#include "canvas/wg-canvas.h"
#include "dialogs/wg-contact-window.h"
#include "panels/wg-find-box.h"

#include <glib/gi18n.h>

#define PLACE_REACH_MM 120000 /* around an address; the whole grid when it is smaller */

/* Ctrl+K finds anything and goes there; who answers for a place leaves the window as text or as a list. */

static void
copy_contact (WgWindow *self, guint32 grid)
{
  WgWhen when = wg_when_now ();
  g_autofree char *card = NULL;
  g_autofree char *name = NULL;
  g_autofree char *sentence = NULL;

  if (self->project == NULL || wg_plan_get_grid (wg_project_get_plan (self->project), grid) == NULL)
    return;
  card = wg_contact_card (wg_project_get_plan (self->project), grid, &when);
  name = wg_words_grid (wg_project_get_plan (self->project), grid);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), card);
  /* Translators: the name of a grid */
  sentence = g_strdup_printf (_("The contact card of %s is in the clipboard"), name);
  wg_window_toast (self, sentence);
}

/* The grid of a hit; of a person all at the level of the first. Returns what they cover. */
static WgEnvelope
show_grids (WgWindow *self, const WgFindHit *hit)
{
  WgPlan *plan = wg_session_get_plan (self->session);
  const WgGrid *grid = wg_plan_get_grid (plan, hit->grid);
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  WgEnvelope extent = WG_ENVELOPE_EMPTY;
  WgWhen when = wg_when_now ();

  if (grid == NULL)
    return extent;
  if (hit->kind == WG_FIND_PERSON)
    {
      g_autoptr (GArray) posts = wg_find_posts (plan, hit->id, &when);

      for (guint i = 0; i < posts->len; i++)
        if (wg_plan_get_grid (plan, g_array_index (posts, guint32, i))->depth == grid->depth)
          g_array_append_val (grids, g_array_index (posts, guint32, i));
    }
  else
    g_array_append_val (grids, hit->grid);
  for (guint i = 0; i < grids->len; i++)
    {
      WgEnvelope own = wg_plan_get_extent (plan, g_array_index (grids, guint32, i));

      wg_envelope_add (&extent, &own);
    }
  wg_session_set_depth (self->session, grid->depth);
  wg_session_select (self->session, (const guint32 *) (gpointer) grids->data, grids->len);
  g_action_group_change_action_state (G_ACTION_GROUP (self), "show-card", g_variant_new_boolean (TRUE));
  return extent;
}

/* An address is shown with what is around it, a grid whole. */
static void
went_cb (WgFindBox *box, const WgFindHit *hit, WgWindow *self)
{
  gboolean is_place = hit->kind != WG_FIND_GRID && hit->kind != WG_FIND_PERSON;
  WgEnvelope extent = WG_ENVELOPE_EMPTY;

  if (self->session == NULL)
    return;
  if (hit->grid != 0)
    extent = show_grids (self, hit);
  else
    wg_session_select (self->session, NULL, 0);
  if (is_place)
    extent = (WgEnvelope){ hit->point.x - PLACE_REACH_MM, hit->point.y - PLACE_REACH_MM,
                           hit->point.x + PLACE_REACH_MM, hit->point.y + PLACE_REACH_MM };
  if (!wg_envelope_is_empty (&extent))
    wg_session_fly_to (self->session, &extent);
  else if (hit->kind == WG_FIND_PERSON)
    wg_window_toast (self, _("This person is assigned to no grid"));
  else
    wg_window_toast (self, _("This grid has no land"));
  wg_canvas_set_mark (WG_CANVAS (self->canvas), is_place ? &hit->point : NULL, NULL);
}

static void
contact_cb (WgFindBox *box, guint grid, WgWindow *self)
{
  copy_contact (self, grid);
}

static void
closed_cb (WgFindBox *box, WgWindow *self)
{
  gtk_widget_grab_focus (self->canvas);
}

static void
find_anything_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_find_box_begin (WG_WINDOW (user_data)->find_box);
}

/* Of the grid that is selected; the target of the menu on the map, where it is told. */
static void
copy_contact_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;
  const GArray *ids = wg_session_get_selection (self->session);

  if (ids->len > 0)
    copy_contact (self, g_array_index (ids, guint32, 0));
}

static void
copy_contact_of_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  copy_contact (user_data, g_variant_get_uint32 (parameter));
}

static void
change_addresses_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  WgWindow *self = user_data;
  gboolean is_shown = g_variant_get_boolean (value);

  g_simple_action_set_state (action, value);
  wg_address_marks_set_shown (WG_CANVAS (self->canvas), is_shown);
  if (is_shown)
    wg_window_toast (self, _("Zoom in to see the addresses"));
}

static void
contact_list_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_present (GTK_WINDOW (wg_contact_window_new (user_data, NULL)));
}

static void
area_drawn_cb (WgCanvas *canvas, const WgShape *shape, WgWindow *self)
{
  gtk_window_present (GTK_WINDOW (wg_contact_window_new (self, shape)));
}

void
wg_window_init_find (WgWindow *self)
{
  static const GActionEntry entries[] = {
    { "find-anything", find_anything_cb },
    { "copy-contact", copy_contact_cb },
    { "copy-contact-of", copy_contact_of_cb, "u" },
    { "contact-list", contact_list_cb },
    { "show-addresses", NULL, NULL, "false", change_addresses_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  wg_find_box_add_commands (self->find_box, G_MENU_MODEL (self->main_menu));
  wg_find_box_set_settings (self->find_box, self->settings);
  g_signal_connect_object (self->canvas, "area-drawn", G_CALLBACK (area_drawn_cb), self, 0);
  g_signal_connect_object (self->find_box, "went", G_CALLBACK (went_cb), self, 0);
  g_signal_connect_object (self->find_box, "contact", G_CALLBACK (contact_cb), self, 0);
  g_signal_connect_object (self->find_box, "closed", G_CALLBACK (closed_cb), self, 0);
}
