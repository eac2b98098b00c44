/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-assign-person"

#include "wg-assign-person.h"

#include "../../app/cli/wg-words-staff.h"
#include "../../app/cli/wg-words.h"
#include "../../app/plan/wg-commands.h"
#include "../../app/plan/wg-people-commands.h"
#include "wg-short-popover.h"

#include <glib/gi18n.h>

/* One thing that the person can be. */
typedef struct
{
  WgRole role;
  char *title;
  guint32 deputy_of; /* 0: no deputy */
  gboolean replaces;
} Offer;

typedef struct
{
  WgSession *session;
  WgPlacement placement;
  WgPlacementSaid said;
  gpointer user_data;
  GtkWidget *popover;
  GtkListBox *list;
  GArray *offers; /* of Offer, by row */
} Question;

static void
clear_offer (gpointer data)
{
  g_free (((Offer *) data)->title);
}

static void
free_question (gpointer data)
{
  Question *question = data;

  g_object_unref (question->session);
  g_array_unref (question->offers);
  g_free (question);
}

static WgPlan *
get_plan (const Question *question)
{
  return wg_session_get_plan (question->session);
}

static gboolean
is_offered (const Question *question, WgRole role, const char *title)
{
  for (guint i = 0; i < question->offers->len; i++)
    {
      const Offer *offer = &g_array_index (question->offers, Offer, i);

      if (offer->role == role && offer->deputy_of == 0 && g_strcmp0 (offer->title, title) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_offer (Question *question, const Offer *offer, const char *text, const char *note)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  if (note != NULL)
    {
      GtkWidget *mark = gtk_label_new (note);

      gtk_widget_add_css_class (mark, "wg-bad");
      gtk_box_append (GTK_BOX (box), mark);
    }
  gtk_list_box_append (question->list, box);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (gtk_list_box_get_row_at_index (question->list, (int) question->offers->len)),
    GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_array_append_val (question->offers, *offer);
}

/* What the rules miss comes first. */
static void
offer_vacancies (Question *question)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (WgStaffingLine));
  WgStaffing staffing;

  wg_staffing_get (get_plan (question), question->placement.grid, &question->placement.when,
                   &staffing, lines);
  for (guint i = 0; i < lines->len; i++)
    {
      const WgStaffingLine *line = &g_array_index (lines, WgStaffingLine, i);
      Offer offer = { .role = line->rule->role };
      g_autofree char *text = wg_words_role (line->rule->role, line->rule->title);
      /* Translators: how many people of a role a grid misses */
      g_autofree char *note
        = g_strdup_printf (g_dngettext (NULL, "%u missing", "%u missing", line->vacant), line->vacant);

      if (line->vacant == 0 || is_offered (question, offer.role, line->rule->title))
        continue;
      offer.title = g_strdup (line->rule->title);
      add_offer (question, &offer, text, note);
    }
}

/* A leader who is there is replaced, or gets a deputy. */
static void
offer_leader (Question *question)
{
  const WgPeople *people = wg_plan_get_people (get_plan (question));
  const WgAssignment *now
    = wg_people_find_leader (people, question->placement.grid, &question->placement.when);
  const WgPerson *leader = now != NULL ? wg_people_get_person (people, now->person) : NULL;
  Offer instead = { .role = WG_ROLE_LEADER, .title = g_strdup (""), .replaces = TRUE };
  Offer deputy = { .role = WG_ROLE_LEADER, .deputy_of = now != NULL ? now->id : 0 };
  g_autofree char *text = NULL;
  g_autofree char *deputy_text = NULL;

  if (leader == NULL || leader->id == question->placement.person)
    {
      g_free (instead.title);
      return;
    }
  deputy.title = g_strdup ("");
  /* Translators: %s is the name of who is the leader now */
  text = g_strdup_printf (_("Grid leader, in place of %s"), leader->name);
  deputy_text = g_strdup_printf (_("Deputy of %s"), leader->name);
  add_offer (question, &instead, text, NULL);
  add_offer (question, &deputy, deputy_text, NULL);
}

static void
offer_roles (Question *question)
{
  static const WgRole roles[]
    = { WG_ROLE_LEADER,         WG_ROLE_WORKER,    WG_ROLE_ADVISER, WG_ROLE_ASSISTANT,
        WG_ROLE_BUILDING_CHIEF, WG_ROLE_AREA_HEAD, WG_ROLE_LIAISON, WG_ROLE_CADRE };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      Offer offer = { .role = roles[i] };
      g_autofree char *text = wg_words_role (roles[i], NULL);

      if (is_offered (question, roles[i], ""))
        continue;
      offer.title = g_strdup ("");
      add_offer (question, &offer, text, NULL);
    }
}

static void
say_done (const Question *question, const WgAssignment *values)
{
  const WgPerson *person = wg_people_get_person (wg_plan_get_people (get_plan (question)),
                                                 question->placement.person);
  g_autofree char *grid = wg_words_grid (get_plan (question), question->placement.grid);
  g_autofree char *role = wg_words_assignment (values);
  /* Translators: a person, a grid, a role */
  g_autofree char *sentence
    = g_strdup_printf (_("%1$s answers for %2$s now: %3$s"), person->name, grid, role);

  question->said (sentence, question->user_data);
}

static void
chosen_cb (GtkListBox *list, GtkListBoxRow *row, Question *question)
{
  const Offer *offer
    = &g_array_index (question->offers, Offer, (guint) gtk_list_box_row_get_index (row));
  WgAssignment values = { .person = question->placement.person,
                          .grid = question->placement.grid,
                          .role = offer->role,
                          .mode = question->placement.when.mode,
                          .deputy_of = offer->deputy_of,
                          .from = question->placement.when.day,
                          .title = offer->title };
  g_autoptr (GError) error = NULL;

  if (wg_command_assign_person (wg_session_get_history (question->session), &values,
                                offer->replaces, &error)
      != 0)
    say_done (question, &values);
  else
    {
      g_autofree char *sentence = g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING)
                                    ? g_strdup (_("This person has that role there already."))
                                    : wg_words_error (error);

      question->said (sentence, question->user_data);
    }
  gtk_popover_popdown (GTK_POPOVER (question->popover));
}

static GtkWidget *
make_content (Question *question)
{
  const WgPerson *person = wg_people_get_person (wg_plan_get_people (get_plan (question)),
                                                 question->placement.person);
  g_autofree char *grid = wg_words_grid (get_plan (question), question->placement.grid);
  /* Translators: a person, a grid: what shall the one be for the other? */
  g_autofree char *text = g_strdup_printf (_("%1$s for %2$s as"), person->name, grid);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (text);

  question->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (label, "heading");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (question->list));
  gtk_widget_set_size_request (box, 240, -1);
  return box;
}

void
wg_assign_person_ask (GtkWidget *parent, const GdkRectangle *at, WgSession *session,
                      const WgPlacement *placement, WgPlacementSaid said, gpointer user_data)
{
  WgPlan *plan = wg_session_get_plan (session);
  Question *question = NULL;

  if (wg_people_get_person (wg_plan_get_people (plan), placement->person) == NULL
      || wg_plan_get_grid (plan, placement->grid) == NULL)
    return;
  question = g_new0 (Question, 1);
  question->session = g_object_ref (session);
  question->placement = *placement;
  question->said = said;
  question->user_data = user_data;
  question->offers = g_array_new (FALSE, TRUE, sizeof (Offer));
  g_array_set_clear_func (question->offers, clear_offer);
  question->popover = wg_short_popover_new (parent, at, make_content (question));
  offer_vacancies (question);
  offer_leader (question);
  offer_roles (question);
  g_signal_connect (question->list, "row-activated", G_CALLBACK (chosen_cb), question);
  g_object_set_data_full (G_OBJECT (question->popover), "wg-question", question, free_question);
  gtk_popover_popup (GTK_POPOVER (question->popover));
  gtk_widget_grab_focus (GTK_WIDGET (question->list));
}
