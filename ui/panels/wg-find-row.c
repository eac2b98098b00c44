/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-find-row"

#include "wg-find-row.h"

#include "../../app/cli/wg-contact-words.h"
#include "../../app/cli/wg-words.h"

#include <glib/gi18n.h>

#define ROWS_AMONG_OTHERS 5
#define LEADER_CHARS 20 /* a name and a phone, that a long place may not push out */

static void
free_row (gpointer data)
{
  WgFindRow *row = data;

  g_clear_pointer (&row->hit, wg_find_hit_free);
  g_clear_pointer (&row->command, wg_find_command_free);
  g_free (row->recent);
  g_free (row);
}

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* One line: what comes first takes the room that the second leaves. */
static GtkWidget *
make_line (GtkWidget *first, GtkWidget *second)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_set_hexpand (first, TRUE);
  gtk_box_append (GTK_BOX (line), first);
  if (second != NULL)
    gtk_box_append (GTK_BOX (line), second);
  return line;
}

static GtkWidget *
make_place_line (const char *place, const char *leader)
{
  GtkWidget *where = make_label (place, "caption");
  GtkWidget *who = has_text (leader) ? make_label (leader, "wg-find-leader") : NULL;

  gtk_widget_add_css_class (where, "dim-label");
  gtk_label_set_ellipsize (GTK_LABEL (where), PANGO_ELLIPSIZE_START);
  if (who != NULL)
    gtk_label_set_width_chars (GTK_LABEL (who),
                               MIN ((int) g_utf8_strlen (leader, -1), LEADER_CHARS));
  return make_line (where, who);
}

/* The texts of a row: @detail, @place and @leader may be empty or NULL. One name for the screen reader. */
static GtkWidget *
make_row (WgFindRow *row, const char *title, const char *detail, const char *place, const char *leader)
{
  GtkWidget *widget = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *name = make_label (title, NULL);
  const char *parts[] = { title, has_text (detail) ? detail : row->heading, place, leader };
  GString *whole = g_string_new (NULL);

  gtk_box_append (GTK_BOX (box),
                  make_line (name, has_text (detail) ? make_label (detail, "dim-label") : NULL));
  if (has_text (place))
    gtk_box_append (GTK_BOX (box), make_place_line (place, leader));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (widget), box);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (has_text (parts[i]))
      g_string_append_printf (whole, "%s%s", i > 0 ? ", " : "", parts[i]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, whole->str,
                                  -1);
  g_string_free (whole, TRUE);
  g_object_set_data_full (G_OBJECT (widget), "row", row, free_row);
  return widget;
}

/* @n_shown, @n_found: of its group. */
static GtkWidget *
make_hit_row (WgPlan *plan, const WgFindHit *hit, const WgWhen *when, guint n_shown, guint n_found)
{
  WgFindRow *row = g_new0 (WgFindRow, 1);
  g_autofree char *title = wg_words_find_hit (plan, hit);
  g_autofree char *detail = wg_words_find_detail (hit);
  g_autofree char *place = wg_words_find_place (plan, hit, when);
  g_autofree char *leader = hit->grid != 0 && hit->kind != WG_FIND_PERSON
                              ? wg_words_leader (plan, hit->grid, when) : NULL;

  row->hit = wg_find_hit_copy (hit);
  g_free (row->hit->title);
  row->hit->title = g_strdup (title);
  row->heading = wg_words_find_kind (hit->kind);
  row->n_shown = n_shown;
  row->n_found = n_found;
  return make_row (row, title, detail, place, leader);
}

/* The kind that comes next: the best match of those that are not shown yet; -1: none. */
static int
find_next_kind (const WgFound *found, const gboolean *is_shown)
{
  int best = -1;
  guint best_match = 0;

  for (guint kind = 0; kind < WG_FIND_N_KINDS; kind++)
    if (!is_shown[kind] && found->hits[kind]->len > 0)
      {
        const WgFindHit *hit = g_ptr_array_index (found->hits[kind], 0);
        guint match = wg_text_query_kind (hit->score);

        if (best < 0 || match < best_match)
          {
            best = (int) kind;
            best_match = match;
          }
      }
  return best;
}

void
wg_find_rows_append (GtkListBox *list, WgPlan *plan, const WgFound *found, const WgWhen *when)
{
  gboolean is_shown[WG_FIND_N_KINDS] = { FALSE };
  guint n_kinds = 0;
  int kind = 0;

  for (guint i = 0; i < WG_FIND_N_KINDS; i++)
    n_kinds += found->hits[i]->len > 0;
  while ((kind = find_next_kind (found, is_shown)) >= 0)
    {
      const GPtrArray *hits = found->hits[kind];
      guint n_shown = MIN (hits->len, n_kinds > 1 ? ROWS_AMONG_OTHERS : WG_FIND_ROWS_OF_A_KIND);

      is_shown[kind] = TRUE;
      for (guint i = 0; i < n_shown; i++)
        gtk_list_box_append (list, make_hit_row (plan, g_ptr_array_index (hits, i), when, n_shown,
                                                 found->n_found[kind]));
    }
}

GtkWidget *
wg_find_row_new_command (WgFindCommand *command, const char *keys)
{
  WgFindRow *row = g_new0 (WgFindRow, 1);

  row->command = command;
  row->heading = _("Commands");
  return make_row (row, command->label, keys, NULL, NULL);
}

GtkWidget *
wg_find_row_new_recent (const char *text)
{
  WgFindRow *row = g_new0 (WgFindRow, 1);

  row->recent = g_strdup (text);
  row->heading = _("Found Last");
  return make_row (row, text, NULL, NULL, NULL);
}

const WgFindRow *
wg_find_row_get (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "row");
}

void
wg_find_row_update_header (GtkListBoxRow *widget, GtkListBoxRow *before, gpointer user_data)
{
  const WgFindRow *row = wg_find_row_get (widget);
  const WgFindRow *other = before != NULL ? wg_find_row_get (before) : NULL;
  GtkWidget *line = NULL;

  if (other == NULL || row->heading != other->heading)
    {
      g_autofree char *n_found = wg_words_count (row->n_found);
      /* Translators: how many of those that were found are listed: the first 5 of 1,066 */
      g_autofree char *counts = g_strdup_printf (_("the first %u of %s"), row->n_shown, n_found);

      line = make_line (make_label (row->heading, "heading"),
                        row->n_found > row->n_shown ? make_label (counts, NULL) : NULL);
      gtk_widget_add_css_class (line, "wg-find-heading");
    }
  gtk_list_box_row_set_header (widget, line);
}
