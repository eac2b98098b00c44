/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-balance-window"

#include "wg-balance-window.h"

#include "../../app/cli/wg-words.h"
#include "wg-balance-empty.h"
#include "wg-balance-land.h"
#include "wg-balance-terms.h"
#include "wg-proposal-list.h"
#include "wg-proposal-map.h"
#include "wg-trouble-list.h"

#include <glib/gi18n.h>

#define N_PROPOSALS 3
#define FEW_GRIDS 200 /* more are made by a worker */

struct _WgBalanceWindow
{
  AdwWindow parent_instance;

  /* Template widgets */
  AdwToastOverlay *toasts;
  GtkWidget *accept_button;
  WgBalanceLand *land;
  WgBalanceTerms *terms;
  GtkWidget *propose_button;
  GtkWidget *again_button;
  GtkWidget *progress;
  GtkLabel *note;
  GtkStack *stack;
  WgBalanceEmpty *empty;
  WgProposalMap *map;
  WgProposalList *cards;
  GtkGrid *kinds;
  WgTroubleList *troubles;

  WgWindow *window;        /* borrowed: this one is transient for it */
  WgSession *session;      /* of the window */
  GCancellable *cancellable;
  guint n_made;            /* of the proposals that are being made */
  guint n_wanted;
  WgSubdivideProposal *before; /* nullable: the one whose bad parts are being divided anew */
  WgProposal *bare;        /* nullable: what is shown while nothing is proposed */
};

G_DEFINE_FINAL_TYPE (WgBalanceWindow, wg_balance_window, ADW_TYPE_WINDOW)

static void propose_next (WgBalanceWindow *self);

static WgPlan *
get_plan (WgBalanceWindow *self)
{
  return wg_session_get_plan (self->session);
}

static void
say (WgBalanceWindow *self, const char *sentence)
{
  gtk_label_set_label (self->note, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->note), *sentence != '\0');
}

/* What the picture is of: a proposal, or the land while centres are chosen. */
static const WgProposal *
get_pictured (WgBalanceWindow *self)
{
  const WgProposal *proposal = wg_proposal_list_get_shown (self->cards);

  return proposal != NULL || !wg_balance_terms_is_choosing (self->terms) ? proposal : self->bare;
}

/* Is there anything to accept? */
static gboolean
has_grids (const WgProposal *proposal)
{
  return proposal != NULL && proposal->n_parts > 0
         && (proposal->rebalance == NULL || proposal->rebalance->moved > 0);
}

static gboolean
can_draw_again (WgBalanceWindow *self)
{
  const WgProposal *proposal = wg_proposal_list_get_chosen (self->cards);

  return proposal != NULL && proposal->subdivision != NULL && self->cancellable == NULL
         && (proposal->n_in_band < proposal->n_parts || !proposal->subdivision->is_contiguous);
}

static void
show_choice (WgBalanceWindow *self)
{
  const WgProposal *proposal = NULL;

  /* Some of it may be gone while the window is closed. */
  if (self->cards == NULL || self->terms == NULL)
    return;
  proposal = wg_proposal_list_get_shown (self->cards);
  gtk_stack_set_visible_child_name (self->stack, get_pictured (self) != NULL ? "picture" : "nothing");
  wg_proposal_fill_table (proposal, self->kinds);
  wg_trouble_list_show (self->troubles, proposal);
  gtk_widget_set_sensitive (self->accept_button, has_grids (wg_proposal_list_get_chosen (self->cards)));
  gtk_widget_set_sensitive (self->again_button, can_draw_again (self));
  gtk_widget_set_sensitive (self->propose_button, !wg_balance_land_is_blocked (self->land));
  wg_proposal_map_show (self->map, get_pictured (self), wg_balance_terms_get_centres (self->terms));
}

static void
propose_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  WgProposal *proposal = wg_balance_request_run (
    data, wg_job_get_progress (wg_jobs_get_job (task)), cancellable, &error);

  if (proposal != NULL)
    g_task_return_pointer (task, proposal, (GDestroyNotify) wg_proposal_free);
  else
    g_task_return_error (task, error);
}

static void
end_work (WgBalanceWindow *self)
{
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->before, wg_subdivide_proposal_free);
  gtk_widget_set_visible (self->progress, FALSE);
  gtk_button_set_label (GTK_BUTTON (self->propose_button), _("Make _Proposals"));
  show_choice (self);
}

/* One reason stands for all: other proposals would not have grids either. */
static void
say_why_nothing (WgBalanceWindow *self, const WgProposal *proposal)
{
  const WgProposalTrouble *first = proposal->troubles->len > 0 ? g_ptr_array_index (proposal->troubles, 0) : NULL;
  GString *text = g_string_new (_("Nothing would be made."));

  if (first != NULL)
    g_string_append_printf (text, "\n%s", first->sentence);
  if (proposal->troubles->len > 1)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _("… and %u more"), proposal->troubles->len - 1);
    }
  say (self, text->str);
  g_string_free (text, TRUE);
}

static void
proposed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgBalanceWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  WgProposal *proposal = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->cancellable != g_task_get_cancellable (G_TASK (result)))
    {
      g_clear_pointer (&proposal, wg_proposal_free);
      return;
    }
  if (proposal == NULL)
    {
      g_autofree char *sentence = wg_words_error (error);

      say (self, sentence);
      end_work (self);
      return;
    }
  if (proposal->n_parts == 0)
    {
      say_why_nothing (self, proposal);
      wg_proposal_free (proposal);
      end_work (self);
      return;
    }
  wg_proposal_list_add (self->cards, proposal, self->before != NULL);
  g_clear_object (&self->cancellable);
  if (++self->n_made < self->n_wanted)
    propose_next (self);
  else
    end_work (self);
}

/* The title of the proposal at hand, which has @preset_out. */
static const char *
choose_preset (WgBalanceWindow *self, WgPartPreset *preset_out)
{
  static const WgPartPreset presets[N_PROPOSALS] = { WG_PRESET_USUAL, WG_PRESET_STREETS, WG_PRESET_EQUAL };
  const char *const titles[N_PROPOSALS] = { _("Near the target"), _("Short borders"), _("Equal sizes") };

  *preset_out = presets[MIN (self->n_made, N_PROPOSALS - 1)];
  if (self->before != NULL)
    return _("Only the bad ones again");
  return wg_balance_land_get_mode (self->land) == WG_BALANCE_REBALANCE ? _("Few households move") : titles[self->n_made];
}

static WgBalanceRequest *
make_request (WgBalanceWindow *self)
{
  WgBalanceRequest *request = g_new0 (WgBalanceRequest, 1);
  WgPartPreset preset = WG_PRESET_STREETS;

  request->title = g_strdup (choose_preset (self, &preset));
  wg_balance_terms_fill (self->terms, preset, request);
  if (self->before != NULL)
    {
      request->before = wg_subdivide_proposal_ref (self->before);
      request->terms.seed += wg_proposal_list_count_added (self->cards);
    }
  request->plan = wg_plan_snapshot (get_plan (self));
  request->parents = wg_balance_land_list (self->land);
  request->is_all = wg_balance_land_is_all (self->land);
  request->mode = wg_balance_land_get_mode (self->land);
  request->depth = wg_balance_land_get_depth (self->land);
  return request;
}

static void
propose_next (WgBalanceWindow *self)
{
  g_autoptr (GTask) task = wg_jobs_new_task (wg_window_get_jobs (self->window),
                                             _("Making proposals"), NULL, proposed_cb,
                                             g_object_ref (self));
  /* Translators: which proposal is being made, of how many */
  g_autofree char *text = g_strdup_printf (_("Proposal %u of %u"), self->n_made + 1, self->n_wanted);

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), 0);
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->progress), text);

  self->cancellable = g_object_ref (g_task_get_cancellable (task));
  g_object_bind_property (wg_jobs_get_job (task), "fraction", self->progress, "fraction", 0);
  g_task_set_task_data (task, make_request (self), (GDestroyNotify) wg_balance_request_free);
  g_task_run_in_thread (task, propose_thread);
}

static void
begin_work (WgBalanceWindow *self, guint n_wanted)
{
  self->n_made = 0;
  self->n_wanted = n_wanted;
  gtk_widget_set_visible (self->progress, TRUE);
  gtk_button_set_label (GTK_BUTTON (self->propose_button), _("_Stop"));
  propose_next (self);
  show_choice (self);
}

static void
propose_cb (WgBalanceWindow *self)
{
  const char *wrong = wg_balance_terms_check (self->terms);

  if (self->cancellable != NULL)
    {
      g_cancellable_cancel (self->cancellable);
      end_work (self);
      return;
    }
  say (self, wrong != NULL ? wrong : "");
  if (wrong != NULL)
    return;
  wg_proposal_list_clear (self->cards);
  begin_work (self, wg_balance_land_get_mode (self->land) == WG_BALANCE_REBALANCE ? 1 : N_PROPOSALS);
}

static void
again_cb (WgBalanceWindow *self)
{
  if (!can_draw_again (self))
    return;
  self->before
    = wg_subdivide_proposal_ref (wg_proposal_list_get_chosen (self->cards)->subdivision);
  say (self, "");
  begin_work (self, 1);
}

static gboolean
has_land (const WgProposal *proposal, WgPoint place)
{
  for (guint i = 0; i < proposal->parts->len; i++)
    if (wg_shape_contains (((const WgProposalPart *) g_ptr_array_index (proposal->parts, i))->shape, place))
      return TRUE;
  return FALSE;
}

static void
clicked_cb (WgProposalMap *map, WgPoint *place, double reach, WgBalanceWindow *self)
{
  const WgProposal *proposal = get_pictured (self);

  if (proposal != NULL && wg_balance_terms_is_choosing (self->terms) && has_land (proposal, *place))
    wg_balance_terms_click (self->terms, *place, reach);
}

static void
picked_cb (WgBalanceWindow *self, WgEnvelope *extent)
{
  wg_proposal_map_go_to (self->map, extent);
}

static void
terms_cb (WgBalanceWindow *self)
{
  if (self->bare == NULL && self->session != NULL && wg_balance_terms_is_choosing (self->terms))
    {
      g_autoptr (GArray) parents = wg_balance_land_list (self->land);

      self->bare = wg_proposal_new_land (get_plan (self), parents, wg_balance_land_get_depth (self->land));
    }
  show_choice (self);
}

static char *
say_made (const WgProposal *proposal)
{
  return g_strdup_printf (ngettext ("%u grid was made; Ctrl+Z takes it back",
                                    "%u grids were made; Ctrl+Z takes them back",
                                    proposal->n_parts),
                          proposal->n_parts);
}

static void
make_in_worker (WgBalanceWindow *self, const WgProposal *proposal)
{
  g_autofree char *sentence = say_made (proposal);
  const WgCanvasWork work = { _("Making the grids"), sentence, wg_proposal_make_change,
                              wg_proposal_ref ((WgProposal *) proposal),
                              (GDestroyNotify) wg_proposal_free };

  wg_window_do_work (self->window, &work);
}

static guint
count_touched (const WgProposal *proposal)
{
  return proposal->parts->len + (proposal->aggregation != NULL ? proposal->aggregation->n_before : 0);
}

static void
accept_cb (WgBalanceWindow *self)
{
  const WgProposal *proposal = wg_proposal_list_get_chosen (self->cards);
  gboolean is_large = proposal != NULL && count_touched (proposal) > FEW_GRIDS;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (proposal == NULL)
    return;
  if (is_large)
    make_in_worker (self, proposal);
  else if (!wg_proposal_commit (proposal, wg_session_get_history (self->session), &error))
    {
      g_autofree char *escaped = NULL;

      sentence = wg_words_error (error);
      escaped = g_markup_escape_text (sentence, -1);
      adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
      return;
    }
  sentence = say_made (proposal);
  if (proposal->subdivision != NULL)
    wg_session_set_depth (self->session, proposal->subdivision->depth);
  wg_session_fly_to (self->session, &proposal->extent);
  if (!is_large)
    wg_window_toast (self->window, sentence);
  gtk_window_close (GTK_WINDOW (self));
}

/* What the level asks of its grids; the proposals of another size do not hold any more. */
static void
land_cb (WgBalanceWindow *self)
{
  const WgLevel *level = NULL;
  WgSizeBand guess;
  WgTally tally = { 0 };
  WgBalanceMode mode = wg_balance_land_get_mode (self->land);

  if (self->session == NULL)
    return;
  gtk_widget_set_visible (self->again_button, mode == WG_BALANCE_SUBDIVIDE);
  wg_balance_terms_set_mode (self->terms, mode);
  level = wg_plan_get_level (get_plan (self), wg_balance_land_get_depth (self->land));
  g_clear_pointer (&self->bare, wg_proposal_free);
  wg_proposal_list_clear (self->cards);
  if (level == NULL)
    return;
  terms_cb (self);
  wg_balance_land_sum (self->land, &tally);
  guess = wg_balance_land_guess_band (self->land, &tally);
  wg_balance_terms_set_tally (self->terms, &tally);
  wg_balance_terms_set_band (self->terms, level->rule.households.max > 0 ? &level->rule.households : &guess);
}

/* Closes this window and goes on in the one behind it. */
static void
leave_cb (WgBalanceWindow *self, const char *action)
{
  g_autoptr (WgWindow) window = g_object_ref (self->window);

  gtk_window_close (GTK_WINDOW (self));
  gtk_widget_activate_action (GTK_WIDGET (window), action, NULL);
}

static void
say_what_is_missing (WgBalanceWindow *self)
{
  if (!wg_balance_empty_show (self->empty, get_plan (self)) && wg_plan_get_barriers (get_plan (self)) == NULL)
    say (self, _("The project has no roads, rivers or walls yet. New borders will run through the gaps "
                 "between buildings."));
}

/* Nobody waits for proposals any more; the worker holds the window until it has noticed. */
static void
unmap_cb (WgBalanceWindow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
wg_balance_window_dispose (GObject *object)
{
  WgBalanceWindow *self = WG_BALANCE_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_BALANCE_WINDOW);
  g_clear_pointer (&self->before, wg_subdivide_proposal_free);
  g_clear_pointer (&self->bare, wg_proposal_free);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (wg_balance_window_parent_class)->dispose (object);
}

static void
wg_balance_window_class_init (WgBalanceWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (WG_TYPE_BALANCE_EMPTY);
  g_type_ensure (WG_TYPE_BALANCE_LAND);
  g_type_ensure (WG_TYPE_BALANCE_TERMS);
  g_type_ensure (WG_TYPE_PROPOSAL_LIST);
  g_type_ensure (WG_TYPE_PROPOSAL_MAP);
  g_type_ensure (WG_TYPE_TROUBLE_LIST);
  G_OBJECT_CLASS (klass)->dispose = wg_balance_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-balance-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, WgBalanceWindow, name)
  BIND (toasts);
  BIND (accept_button);
  BIND (land);
  BIND (terms);
  BIND (propose_button);
  BIND (again_button);
  BIND (progress);
  BIND (note);
  BIND (stack);
  BIND (empty);
  BIND (map);
  BIND (cards);
  BIND (kinds);
  BIND (troubles);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, land_cb);
  gtk_widget_class_bind_template_callback (widget_class, propose_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wg_balance_window_init (WgBalanceWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "unmap", G_CALLBACK (unmap_cb), NULL);
  /* Not before: a window that is focused while it is made has no role for screen readers. */
  g_signal_connect_object (self, "map", G_CALLBACK (wg_balance_terms_grab_focus), self->terms,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_swapped (self->cards, "changed", G_CALLBACK (show_choice), self);
  g_signal_connect_swapped (self->terms, "changed", G_CALLBACK (terms_cb), self);
}

WgBalanceWindow *
wg_balance_window_new (WgWindow *window)
{
  WgBalanceWindow *self = g_object_new (WG_TYPE_BALANCE_WINDOW, "transient-for", window, NULL);

  self->window = window;
  self->session = g_object_ref (wg_window_get_session (window));
  wg_balance_land_set_session (self->land, self->session);
  wg_proposal_map_set_session (self->map, self->session);
  land_cb (self);
  say_what_is_missing (self);
  return self;
}
