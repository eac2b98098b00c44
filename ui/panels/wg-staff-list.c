/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-staff-list"

#include "wg-staff-list.h"

#include "../../app/cli/wg-words-staff.h"
#include "../../app/cli/wg-words.h"

#include <glib/gi18n.h>

/* More people of one grid are counted, not listed: a town has hundreds. */
#define MAX_ROWS 40

struct _WgStaffList
{
  AdwBin parent_instance;

  /* Borrowed references */
  GtkLabel *heading;
  GtkListBox *list;

  guint32 grid;
  gboolean is_read_only;
};

G_DEFINE_FINAL_TYPE (WgStaffList, wg_staff_list, ADW_TYPE_BIN)

enum
{
  SIGNAL_OPEN_PERSON,
  SIGNAL_FILL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *below = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), below);
  return row;
}

static GtkWidget *
add_row (WgStaffList *self, const char *title, const char *subtitle, gboolean is_problem)
{
  GtkWidget *row = make_row (title, subtitle);

  if (is_problem)
    gtk_widget_add_css_class (row, "wg-bad-row");
  gtk_list_box_append (self->list, row);
  return row;
}

static void
person_activated_cb (AdwActionRow *row, WgStaffList *self)
{
  g_signal_emit (self, signals[SIGNAL_OPEN_PERSON], 0,
                 GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "wg-person")));
}

static void
fill_activated_cb (AdwActionRow *row, WgStaffList *self)
{
  g_signal_emit (self, signals[SIGNAL_FILL], 0, self->grid);
}

/* "Grid leader", what is wrong with the phone, and who acts when somebody is away. */
static char *
tell_member (const WgStaffMember *member, gboolean is_phone_good)
{
  g_autofree char *role = wg_words_assignment (member->assignment);
  GString *text = g_string_new (role);

  if (*member->assignment->part != '\0')
    g_string_append_printf (text, " (%s)", member->assignment->part);
  if (*member->person->phone == '\0')
    g_string_append_printf (text, " · %s", _("no phone"));
  else if (!is_phone_good)
    g_string_append_printf (text, " · %s", _("phone cannot be right"));
  if (member->leave != NULL && member->acting != NULL)
    {
      g_autofree char *acting = g_strdup_printf ("%s %s", member->acting->name, member->acting->phone);

      /* Translators: %s is the name and phone of who stands in */
      g_string_append_printf (text, _("; on leave, %s stands in"), acting);
    }
  else if (member->leave != NULL)
    g_string_append (text, _("; on leave, nobody stands in"));
  return g_string_free (text, FALSE);
}

/* The phone at the end of a row: that is what the card is opened for. */
static void
add_phone (GtkWidget *row, const char *phone)
{
  GtkWidget *label = gtk_label_new (phone);

  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
}

static void
add_member (WgStaffList *self, const WgStaffMember *member)
{
  gboolean is_phone_good = wg_phone_is_good (member->person->phone);
  g_autofree char *text = tell_member (member, is_phone_good);
  GtkWidget *row = add_row (self, member->person->name, text,
                            !is_phone_good || (member->leave != NULL && member->acting == NULL));

  add_phone (row, member->person->phone);
  g_object_set_data (G_OBJECT (row), "wg-person", GUINT_TO_POINTER (member->person->id));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", G_CALLBACK (person_activated_cb), self);
}

static void
add_vacancy (WgStaffList *self, const WgStaffingLine *line)
{
  g_autofree char *role = wg_words_role (line->rule->role, line->rule->title);
  /* Translators: how many people of a role a grid misses */
  g_autofree char *title
    = g_strdup_printf (g_dngettext (NULL, "%u missing", "%u missing", line->vacant), line->vacant);
  GtkWidget *row = add_row (self, role, title, TRUE);

  if (self->is_read_only)
    return;
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("contact-new-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_tooltip_text (row, _("Look for somebody in the table"));
  g_signal_connect (row, "activated", G_CALLBACK (fill_activated_cb), self);
}

/* The leader of a grid above, with the name of that grid. */
static void
add_leader_above (WgStaffList *self, WgPlan *plan, const WgStaffMember *member)
{
  g_autofree char *grid = wg_words_grid (plan, member->grid);
  g_autofree char *role = wg_words_assignment (member->assignment);
  g_autofree char *text = g_strdup_printf ("%s · %s", grid, role);
  GtkWidget *row = add_row (self, member->person->name, text, FALSE);

  add_phone (row, member->person->phone);
  gtk_widget_add_css_class (row, "dim-label");
  g_object_set_data (G_OBJECT (row), "wg-person", GUINT_TO_POINTER (member->person->id));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", G_CALLBACK (person_activated_cb), self);
}

static void
add_members (WgStaffList *self, WgPlan *plan, const GArray *members)
{
  guint n_own = 0;

  for (guint i = 0; i < members->len; i++)
    {
      const WgStaffMember *member = &g_array_index (members, WgStaffMember, i);

      if (member->grid == self->grid && n_own++ < MAX_ROWS)
        add_member (self, member);
    }
  if (n_own > MAX_ROWS)
    {
      g_autofree char *rest = wg_words_count (n_own - MAX_ROWS);
      /* Translators: %s is a number */
      g_autofree char *text = g_strdup_printf (_("and %s more"), rest);

      add_row (self, text, "", FALSE);
    }
}

static void
add_leaders_above (WgStaffList *self, WgPlan *plan, const GArray *members)
{
  for (guint i = 0; i < members->len; i++)
    {
      const WgStaffMember *member = &g_array_index (members, WgStaffMember, i);

      if (member->grid != self->grid && member->assignment->role == WG_ROLE_LEADER
          && member->assignment->deputy_of == 0)
        add_leader_above (self, plan, member);
    }
}

/* Newest first. */
static int
compare_ends (gconstpointer a, gconstpointer b)
{
  const WgAssignment *one = *(const WgAssignment *const *) a, *other = *(const WgAssignment *const *) b;

  return (one->to < other->to) - (one->to > other->to);
}

static GtkWidget *
make_earlier_row (WgStaffList *self, const WgPeople *people, const WgAssignment *assignment)
{
  const WgPerson *person = wg_people_get_person (people, assignment->person);
  g_autofree char *role = wg_words_assignment (assignment);
  g_autofree char *span = wg_words_days (assignment->from, assignment->to);
  g_autofree char *text = g_strdup_printf ("%s · %s", role, span);
  GtkWidget *row = make_row (person != NULL ? person->name : "", text);

  g_object_set_data (G_OBJECT (row), "wg-person", GUINT_TO_POINTER (assignment->person));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", G_CALLBACK (person_activated_cb), self);
  return row;
}

/* Who answered here before, folded away. */
static void
add_earlier (WgStaffList *self, const WgPeople *people, WgDay day)
{
  g_autoptr (GPtrArray) past = g_ptr_array_new ();
  GtkWidget *fold = NULL;
  guint n = 0;
  const guint32 *ids = wg_people_list_grid (people, self->grid, &n);

  for (guint i = 0; i < n; i++)
    {
      const WgAssignment *assignment = wg_people_get_assignment (people, ids[i]);

      if (assignment->to != WG_DAY_NONE && assignment->to < day)
        g_ptr_array_add (past, (gpointer) assignment);
    }
  if (past->len == 0)
    return;
  g_ptr_array_sort (past, compare_ends);
  fold = adw_expander_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (fold), _("Earlier"));
  for (guint i = 0; i < MIN (past->len, MAX_ROWS); i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (fold), make_earlier_row (self, people, past->pdata[i]));
  gtk_list_box_append (self->list, fold);
}

static void
wg_staff_list_class_init (WgStaffListClass *klass)
{
  signals[SIGNAL_OPEN_PERSON]
    = g_signal_new ("open-person", WG_TYPE_STAFF_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_FILL] = g_signal_new ("fill", WG_TYPE_STAFF_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
wg_staff_list_init (WgStaffList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->heading, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "heading");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Staff of the Grid"), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), box);
}

void
wg_staff_list_set_read_only (WgStaffList *self, gboolean read_only)
{
  self->is_read_only = read_only;
}

void
wg_staff_list_show (WgStaffList *self, WgPlan *plan, guint32 grid, const WgWhen *when)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (WgStaffingLine));
  g_autoptr (GArray) members = g_array_new (FALSE, TRUE, sizeof (WgStaffMember));
  g_autofree char *heading = NULL;
  WgStaffing staffing = { 0 };
  GtkWidget *child = NULL;

  self->grid = grid;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  if (grid == 0)
    return;
  wg_staffing_get (plan, grid, when, &staffing, lines);
  wg_staffing_collect (plan, grid, when, TRUE, members);
  /* Translators: how many posts of a grid are filled, of how many */
  heading = staffing.needed > 0
              ? g_strdup_printf (_("Staff: %u of %u"), staffing.filled, staffing.needed)
              : g_strdup (_("Staff"));
  gtk_label_set_label (self->heading, heading);
  add_members (self, plan, members);
  for (guint i = 0; i < lines->len; i++)
    if (g_array_index (lines, WgStaffingLine, i).vacant > 0)
      add_vacancy (self, &g_array_index (lines, WgStaffingLine, i));
  add_leaders_above (self, plan, members);
  if (gtk_widget_get_first_child (GTK_WIDGET (self->list)) == NULL)
    gtk_widget_add_css_class (add_row (self, _("Nobody is assigned"), "", FALSE), "dim-label");
  add_earlier (self, wg_plan_get_people (plan), when->day);
}
