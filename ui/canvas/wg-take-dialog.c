/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-take-dialog"

#include "wg-take-dialog.h"

#include "../../app/cli/wg-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define LIST_HEIGHT 220

typedef struct
{
  GPtrArray *checks; /* of GtkCheckButton, borrowed */
  WgTakeAnswer answer;
  gpointer user_data;
  GDestroyNotify destroy;
} Question;

static void
free_question (gpointer data, GClosure *closure)
{
  Question *question = data;

  if (question->destroy != NULL)
    question->destroy (question->user_data);
  g_ptr_array_unref (question->checks);
  g_free (question);
}

/* "第二网格: 1,230 m² of 0.450 km²" */
static char *
describe_share (WgPlan *plan, const WgDrawShare *share)
{
  g_autoptr (WgShape) whole = wg_shape_new ();
  g_autofree char *name = wg_words_grid (plan, share->grid);
  g_autofree char *area = wg_words_area (share->area_m2);
  g_autofree char *all = NULL;
  double whole_m2 = 0;

  wg_plan_get_shape (plan, share->grid, whole);
  whole_m2 = wg_plan_measure_area (plan, whole);
  all = wg_words_area (whole_m2);
  /* Less than a square metre is what noding leaves. */
  if (whole_m2 - share->area_m2 < 1.0)
    return g_strdup_printf (_("%s: all its land, %s; it is retired"), name, area);
  /* Translators: name of a grid, area that is taken, area that it has */
  return g_strdup_printf (_("%s: %s of %s"), name, area, all);
}

static GtkWidget *
make_list (WgPlan *plan, const GPtrArray *shares, GPtrArray *checks)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  for (guint i = 0; i < shares->len; i++)
    {
      const WgDrawShare *share = g_ptr_array_index (shares, i);
      g_autofree char *label = NULL;
      GtkWidget *check = NULL;

      if (share->is_free || !share->is_taken)
        continue;
      label = describe_share (plan, share);
      check = gtk_check_button_new_with_label (label);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
      g_object_set_data (G_OBJECT (check), "grid", GUINT_TO_POINTER (share->grid));
      gtk_box_append (GTK_BOX (box), check);
      g_ptr_array_add (checks, check);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), LIST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  return scroller;
}

static gboolean
has_free (const GPtrArray *shares)
{
  for (guint i = 0; i < shares->len; i++)
    if (((const WgDrawShare *) g_ptr_array_index (shares, i))->is_free)
      return TRUE;
  return FALSE;
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean is_taking = g_str_equal (response, "take");

  for (guint i = 0; is_taking && i < question->checks->len; i++)
    {
      GtkCheckButton *check = g_ptr_array_index (question->checks, i);
      guint32 grid = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), "grid"));

      if (gtk_check_button_get_active (check))
        g_array_append_val (grids, grid);
    }
  question->answer (is_taking || g_str_equal (response, "free") ? grids : NULL,
                    question->user_data);
}

void
wg_take_dialog_ask (GtkWindow *parent, WgPlan *plan, const GPtrArray *shares, WgTakeAnswer answer,
                    gpointer user_data, GDestroyNotify destroy)
{
  Question *question = g_new0 (Question, 1);
  GtkWidget *dialog = adw_message_dialog_new (
    parent, _("Take Land from Other Grids?"),
    _("The ring covers land of other grids. It is taken from those that are ticked."));
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  *question = (Question){ g_ptr_array_new (), answer, user_data, destroy };
  adw_message_dialog_set_extra_child (message, make_list (plan, shares, question->checks));
  adw_message_dialog_add_responses (message, "cancel", _("_Cancel"), "free", _("Only _Free Land"),
                                    "take", _("_Draw Grid"), NULL);
  adw_message_dialog_set_response_enabled (message, "free", has_free (shares));
  adw_message_dialog_set_response_appearance (message, "take", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (message, "take");
  adw_message_dialog_set_close_response (message, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, free_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  /* Enter draws; the boxes are one Tab away. */
  gtk_window_set_focus (GTK_WINDOW (dialog), gtk_window_get_default_widget (GTK_WINDOW (dialog)));
}
