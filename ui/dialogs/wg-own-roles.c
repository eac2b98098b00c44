/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-own-roles"

#include "wg-own-roles.h"

#include "../../app/cli/wg-words-staff.h"

#include <glib/gi18n.h>

#define TITLE_MAX_CHARS 30

typedef struct
{
  GtkEditable *words;
  GtkSpinButton *least;
  GtkSpinButton *most;
  GtkWidget *remove_button;
  WgRole role;
  WgPostType post;
  gboolean is_own; /* the words are the title; others stay as they are */
  char *title;
} Row;

struct _WgOwnRoles
{
  AdwBin parent_instance;

  /* Borrowed references */
  GtkGrid *grid;

  GPtrArray *rows; /* of Row, from the top */
  guint greatest;
};

G_DEFINE_FINAL_TYPE (WgOwnRoles, wg_own_roles, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
free_row (gpointer data)
{
  Row *row = data;

  g_free (row->title);
  g_free (row);
}

static void
changed_cb (WgOwnRoles *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
activate_cb (WgOwnRoles *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATE], 0);
}

/* What a reader of the screen hears of the numbers and of the button: the words are part of it. */
static void
name_row (Row *row)
{
  const char *words = gtk_editable_get_text (row->words);
  g_autofree char *least = g_strdup_printf ("%s, %s", words, _("At Least"));
  g_autofree char *most = g_strdup_printf ("%s, %s", words, _("At Most"));
  /* Translators: %s is the title of a role */
  g_autofree char *removing = g_strdup_printf (_("Remove the role “%s”"), words);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row->least), GTK_ACCESSIBLE_PROPERTY_LABEL, least, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->most), GTK_ACCESSIBLE_PROPERTY_LABEL, most, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->remove_button), GTK_ACCESSIBLE_PROPERTY_LABEL, removing, -1);
}

/* The keyboard goes on with the row below, with the last one, or with what comes after the table. */
static void
remove_cb (GtkWidget *button, WgOwnRoles *self)
{
  guint at = 0;
  GtkWidget *next = NULL;

  while (((Row *) self->rows->pdata[at])->remove_button != button)
    at++;
  if (at + 1 < self->rows->len)
    next = ((Row *) self->rows->pdata[at + 1])->remove_button;
  else if (at > 0)
    next = ((Row *) self->rows->pdata[at - 1])->remove_button;
  if (next != NULL)
    gtk_widget_grab_focus (next);
  else
    gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (button)), GTK_DIR_TAB_FORWARD);
  g_ptr_array_remove_index (self->rows, at);
  gtk_grid_remove_row (self->grid, (int) at);
  changed_cb (self);
}

static GtkSpinButton *
add_spin (WgOwnRoles *self, int column, guint32 value)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, self->greatest, 1);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
  gtk_grid_attach (self->grid, spin, column, (int) self->rows->len, 1, 1);
  g_signal_connect_swapped (spin, "value-changed", G_CALLBACK (changed_cb), self);
  return GTK_SPIN_BUTTON (spin);
}

static void
words_changed_cb (WgOwnRoles *self, GtkEditable *words)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = self->rows->pdata[i];

      if (row->words != words || !row->is_own)
        continue;
      g_free (row->title);
      row->title = g_strstrip (g_strdup (gtk_editable_get_text (words)));
      name_row (row);
    }
  changed_cb (self);
}

static void
add_words (WgOwnRoles *self, Row *row, const char *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *entry = gtk_entry_new ();

  row->words = GTK_EDITABLE (entry);
  gtk_entry_set_max_length (GTK_ENTRY (entry), TITLE_MAX_CHARS);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Title of the role"));
  gtk_editable_set_text (row->words, words);
  gtk_editable_set_editable (row->words, row->is_own);
  gtk_editable_set_width_chars (row->words, 14);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Title of the role"), -1);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (words_changed_cb), self);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (activate_cb), self);
  row->remove_button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gtk_widget_add_css_class (row->remove_button, "flat");
  gtk_widget_set_tooltip_text (row->remove_button, _("Remove the role"));
  g_signal_connect (row->remove_button, "clicked", G_CALLBACK (remove_cb), self);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), row->remove_button);
  gtk_grid_attach (self->grid, box, 0, (int) self->rows->len, 1, 1);
}

static Row *
add_row (WgOwnRoles *self, const WgStaffRule *rule)
{
  g_autofree char *role = wg_words_role (rule->role, rule->title);
  gboolean is_own = rule->role == WG_ROLE_OTHER && rule->post_type == WG_POST_UNKNOWN;
  g_autofree char *words = is_own ? g_strdup (rule->title)
                                  : g_strdup_printf ("%s (%s)", role, wg_words_post_type (rule->post_type));
  Row *row = g_new0 (Row, 1);

  row->role = rule->role;
  row->post = rule->post_type;
  row->is_own = is_own;
  row->title = g_strdup (rule->title);
  add_words (self, row, words);
  row->least = add_spin (self, 1, rule->min);
  row->most = add_spin (self, 2, rule->max);
  g_ptr_array_add (self->rows, row);
  name_row (row);
  return row;
}

static void
wg_own_roles_finalize (GObject *object)
{
  g_ptr_array_unref (WG_OWN_ROLES (object)->rows);

  G_OBJECT_CLASS (wg_own_roles_parent_class)->finalize (object);
}

static void
wg_own_roles_class_init (WgOwnRolesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_own_roles_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", WG_TYPE_OWN_ROLES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  signals[SIGNAL_ACTIVATE] = g_signal_new ("activate", WG_TYPE_OWN_ROLES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 0);
}

static void
wg_own_roles_init (WgOwnRoles *self)
{
  self->rows = g_ptr_array_new_with_free_func (free_row);
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->grid, 3);
  gtk_grid_set_column_spacing (self->grid, 9);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->grid));
}

WgOwnRoles *
wg_own_roles_new (guint most)
{
  WgOwnRoles *self = g_object_new (WG_TYPE_OWN_ROLES, NULL);

  self->greatest = most;
  return self;
}

void
wg_own_roles_clear (WgOwnRoles *self)
{
  for (guint i = self->rows->len; i > 0; i--)
    gtk_grid_remove_row (self->grid, (int) i - 1);
  g_ptr_array_set_size (self->rows, 0);
  changed_cb (self);
}

void
wg_own_roles_add (WgOwnRoles *self, const WgStaffRule *rule)
{
  add_row (self, rule);
  changed_cb (self);
}

void
wg_own_roles_add_empty (WgOwnRoles *self)
{
  const WgStaffRule empty = { .role = WG_ROLE_OTHER, .min = 1, .title = "" };
  Row *row = add_row (self, &empty);

  changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (row->words));
}

void
wg_own_roles_collect (WgOwnRoles *self, GArray *rules)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = self->rows->pdata[i];
      WgStaffRule rule = { .role = row->role,
                           .post_type = row->post,
                           .min = (guint32) gtk_spin_button_get_value_as_int (row->least),
                           .max = (guint32) gtk_spin_button_get_value_as_int (row->most),
                           .title = row->title };

      g_array_append_val (rules, rule);
    }
}

const char *
wg_own_roles_get_problem (WgOwnRoles *self)
{
  g_autoptr (GHashTable) titles = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = self->rows->pdata[i];
      int least = gtk_spin_button_get_value_as_int (row->least), most = gtk_spin_button_get_value_as_int (row->most);

      if (row->is_own && *row->title == '\0')
        return _("A role of one’s own needs a title.");
      if (row->is_own && wg_role_from_text (row->title, NULL) != WG_ROLE_OTHER)
        return _("This title is one of the roles above: give its number there.");
      if (row->is_own && !g_hash_table_add (titles, row->title))
        return _("Two roles have the same title.");
      if (most > 0 && least > most)
        return _("The least is more than the most.");
    }
  return NULL;
}
