/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-assign-give"

#include "wg-assign-give.h"

#include "wg-canvas-private.h"

#include "../../app/cli/wg-words.h"
#include "../../app/plan/wg-land-commands.h"

#include <glib/gi18n.h>

#define MAX_RECENT 9
#define RECENT_KEY "wg-assign-recent"

/* What a question about grids that would be retired needs to go on. */
typedef struct
{
  WgTool *tool;
  WgAssignDone done;
  GArray *faces;  /* NULL: shape */
  WgShape *shape;
  guint32 taker;
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  g_object_unref (question->tool);
  g_clear_pointer (&question->faces, g_array_unref);
  g_clear_pointer (&question->shape, wg_shape_free);
  g_free (question);
}

static gboolean
is_in_plan (WgSession *session, guint32 id)
{
  const WgGrid *grid = wg_plan_get_grid (wg_session_get_plan (session), id);

  return grid != NULL && !grid->is_retired;
}

static void
say_done (WgTool *tool, const WgLandResult *result, guint32 taker)
{
  WgCanvas *canvas = wg_tool_get_canvas (tool);
  g_autofree char *name = wg_words_grid (canvas->plan, taker);
  g_autofree char *sentence = NULL;

  if (result->retired->len == 0)
    sentence = g_strdup_printf (_("Land given to %s"), name);
  else
    sentence = g_strdup_printf (ngettext ("Land given to %s; %u grid retired",
                                          "Land given to %s; %u grids retired",
                                          result->retired->len),
                                name, result->retired->len);
  wg_canvas_say (canvas, sentence);
}

static WgLandResult *
run_command (WgTool *tool, const Question *what, WgLandFlags flags, GError **error)
{
  WgHistory *history = wg_session_get_history (wg_tool_get_session (tool));

  return what->faces != NULL
           ? wg_command_assign_faces (history, what->faces, what->taker, flags, error)
           : wg_command_assign (history, what->shape, what->taker, flags, error);
}

static void
finish (WgTool *tool, const Question *what, WgLandFlags flags, GError **error)
{
  g_autoptr (WgLandResult) result = run_command (tool, what, flags, error);

  if (result != NULL)
    say_done (tool, result, what->taker);
}

static void
answer_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (GError) error = NULL;

  if (wg_tool_get_session (question->tool) != NULL && g_strcmp0 (response, "retire") == 0)
    finish (question->tool, question, WG_LAND_RETIRE, &error);
  if (error != NULL)
    {
      g_autofree char *sentence = wg_words_error (error);

      wg_canvas_say (wg_tool_get_canvas (question->tool), sentence);
    }
  question->done (question->tool);
}

static void
ask (WgTool *tool, Question *question)
{
  WgCanvas *canvas = wg_tool_get_canvas (tool);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (canvas));
  GtkWidget *dialog = adw_message_dialog_new (
    GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _("Retire Grids Without Land?"),
    _("A grid would lose all its land. Its code stays taken and its history says who has the "
      "land."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "retire",
                                    _("_Give and Retire"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "retire",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answer_cb), question,
                         (GClosureNotify) (GCallback) free_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

gboolean
wg_assign_give (WgTool *tool, GArray *faces, WgShape *shape, guint32 taker, WgAssignDone done)
{
  Question *question = g_new0 (Question, 1);
  g_autoptr (GError) error = NULL;

  question->tool = g_object_ref (tool);
  question->faces = faces;
  question->shape = shape;
  question->taker = taker;
  question->done = done;
  finish (tool, question, WG_LAND_NONE, &error);
  if (g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_LANDLESS))
    {
      ask (tool, question);
      return TRUE;
    }
  if (error != NULL)
    {
      g_autofree char *sentence = wg_words_error (error);

      if (g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING))
        {
          g_free (sentence);
          sentence = g_strdup (_("The grid has this land already."));
        }
      wg_canvas_say (wg_tool_get_canvas (tool), sentence);
    }
  done (tool);
  free_question (question);
  return FALSE;
}

GArray *
wg_assign_get_recent (WgSession *session)
{
  GArray *recent = g_object_get_data (G_OBJECT (session), RECENT_KEY);

  if (recent == NULL)
    {
      recent = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_object_set_data_full (G_OBJECT (session), RECENT_KEY, recent,
                              (GDestroyNotify) g_array_unref);
    }
  return recent;
}

void
wg_assign_remember_target (WgSession *session, guint32 target)
{
  GArray *recent = wg_assign_get_recent (session);

  for (guint i = 0; i < recent->len;)
    if (!is_in_plan (session, g_array_index (recent, guint32, i)))
      g_array_remove_index (recent, i);
    else if (g_array_index (recent, guint32, i++) == target)
      target = 0;
  if (target == 0)
    return;
  if (recent->len == MAX_RECENT)
    g_array_remove_index (recent, 0);
  g_array_append_val (recent, target);
}
