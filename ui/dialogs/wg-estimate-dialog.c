/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-estimate-dialog"

#include "wg-estimate-dialog.h"

#include "../../app/cli/wg-estimate-words.h"
#include "../../app/cli/wg-words.h"

#include <glib/gi18n.h>

#define WAIT_MS 250        /* after the last change, before it is worked out */
#define USUAL_M2 90.0      /* floor area of a household, with its share of stairs */
#define USUAL_PEOPLE 2.6   /* of a household: census of 2020 */

struct _WgEstimateDialog
{
  AdwMessageDialog parent_instance;

  WgSession *session;
  GtkDropDown *kind;
  GtkDropDown *scope;
  GtkSpinButton *households;
  GtkSpinButton *people;
  GtkSpinButton *m2;
  GtkSpinButton *ratio;
  GtkWidget *totals;
  GtkWidget *factors;
  GtkLabel *preview;

  guint timeout_id;
  GCancellable *running;
  WgBuildingSet *set; /* nullable: what would be stored */
};

G_DEFINE_FINAL_TYPE (WgEstimateDialog, wg_estimate_dialog, ADW_TYPE_MESSAGE_DIALOG)

enum
{
  ESTIMATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a worker gets and gives back. */
typedef struct
{
  WgPlan *plan; /* a snapshot */
  WgEstimateRequest request;
  GArray *grids;
  WgBuildingSet *set;
  GArray *rows;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->plan);
  g_clear_pointer (&job->grids, g_array_unref);
  g_clear_pointer (&job->rows, g_array_unref);
  g_clear_pointer (&job->set, wg_building_set_unref);
  g_free (job);
}

static void
run_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  job->set = wg_estimate_run (job->plan, &job->request, &job->rows);
  g_task_return_boolean (task, TRUE);
}

static gboolean
has_any (const GArray *rows)
{
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (g_array_index (rows, WgEstimateRow, i).outcome == WG_ESTIMATE_DONE)
      return TRUE;
  return FALSE;
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgEstimateDialog *self = WG_ESTIMATE_DIALOG (source);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autofree char *text = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), NULL) || self->session == NULL)
    return;
  text = wg_estimate_words_preview (wg_session_get_plan (self->session), job->rows);
  gtk_label_set_label (self->preview, text);
  g_clear_pointer (&self->set, wg_building_set_unref);
  if (has_any (job->rows))
    self->set = g_steal_pointer (&job->set);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "estimate", self->set != NULL);
}

/* The selected grids of one level; NULL: all of the level that is looked at. */
static GArray *
list_grids (WgEstimateDialog *self, guint *depth_out)
{
  WgPlan *plan = wg_session_get_plan (self->session);
  const GArray *ids = wg_session_get_selection (self->session);
  GArray *grids = NULL;

  *depth_out = wg_session_get_depth (self->session);
  if (ids->len == 0 || gtk_drop_down_get_selected (self->scope) != 0)
    return NULL;
  grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  *depth_out = wg_plan_get_grid (plan, g_array_index (ids, guint32, 0))->depth;
  g_array_append_vals (grids, ids->data, ids->len);
  return grids;
}

static gint32
get_total (GtkSpinButton *spin)
{
  int value = gtk_spin_button_get_value_as_int (spin);

  return value > 0 ? value : -1;
}

static gboolean
start_cb (gpointer user_data)
{
  WgEstimateDialog *self = user_data;
  Job *job = g_new0 (Job, 1);
  g_autoptr (GTask) task = NULL;

  self->timeout_id = 0;
  self->running = g_cancellable_new ();
  job->plan = wg_plan_snapshot (wg_session_get_plan (self->session));
  job->grids = list_grids (self, &job->request.depth);
  job->request.grids = job->grids;
  job->request.kind = (WgEstimateKind) gtk_drop_down_get_selected (self->kind);
  job->request.households = get_total (self->households);
  job->request.people = get_total (self->people);
  job->request.m2_per_household = gtk_spin_button_get_value (self->m2);
  job->request.people_per_household = gtk_spin_button_get_value (self->ratio);
  task = g_task_new (self, self->running, ran_cb, NULL);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, run_thread);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (WgEstimateDialog *self)
{
  guint kind = gtk_drop_down_get_selected (self->kind);

  gtk_widget_set_visible (self->totals, kind == WG_ESTIMATE_TOTAL);
  gtk_widget_set_visible (self->factors, kind == WG_ESTIMATE_FACTOR);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "estimate", FALSE);
  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->timeout_id = g_timeout_add (WAIT_MS, start_cb, self);
}

static char *
describe_scope (WgEstimateDialog *self)
{
  WgPlan *plan = wg_session_get_plan (self->session);
  const GArray *ids = wg_session_get_selection (self->session);
  guint depth = 0;
  g_autoptr (GArray) grids = list_grids (self, &depth);
  const WgLevel *level = wg_plan_get_level (plan, depth);

  if (grids != NULL)
    return wg_words_grid (plan, g_array_index (ids, guint32, 0));
  return g_strdup (level != NULL ? level->name : "");
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  WgEstimateDialog *self = WG_ESTIMATE_DIALOG (dialog);
  g_autofree char *detail = NULL;

  if (!g_str_equal (response, "estimate") || self->set == NULL)
    return;
  detail = describe_scope (self);
  g_signal_emit (self, signals[ESTIMATED], 0, self->set, detail);
}

static void
wg_estimate_dialog_dispose (GObject *object)
{
  WgEstimateDialog *self = WG_ESTIMATE_DIALOG (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  g_clear_object (&self->session);
  g_clear_pointer (&self->set, wg_building_set_unref);

  G_OBJECT_CLASS (wg_estimate_dialog_parent_class)->dispose (object);
}

static void
wg_estimate_dialog_class_init (WgEstimateDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_estimate_dialog_dispose;
  signals[ESTIMATED] = g_signal_new ("estimated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 2, WG_TYPE_BUILDING_SET, G_TYPE_STRING);
}

static GtkWidget *
add_row (GtkWidget *box, const char *title, GtkWidget *control)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), control);
  gtk_box_append (GTK_BOX (box), row);
  return control;
}

static GtkSpinButton *
add_spin (WgEstimateDialog *self, GtkWidget *box, const char *title, const double range[4])
{
  GtkWidget *spin = gtk_spin_button_new_with_range (range[0], range[1], range[2]);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), range[2] < 1 ? 1 : 0);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), range[3]);
  add_row (box, title, spin);
  g_signal_connect_swapped (spin, "value-changed", G_CALLBACK (changed_cb), self);
  return GTK_SPIN_BUTTON (spin);
}

static void
wg_estimate_dialog_init (WgEstimateDialog *self)
{
  const char *const kinds[] = { _("Known numbers of each grid, shared out by floor area"),
                                _("A total given here, shared out by floor area"),
                                _("Floor area: so many m² for a household"), NULL };
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->kind = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (kinds));
  add_row (box, _("Worked out from"), GTK_WIDGET (self->kind));
  self->totals = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  self->factors = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_box_append (GTK_BOX (box), self->totals);
  gtk_box_append (GTK_BOX (box), self->factors);
  self->households = add_spin (self, self->totals, _("Households of each grid (0: not known)"),
                               (const double[]){ 0, 10000000, 10, 0 });
  self->people = add_spin (self, self->totals, _("People of each grid (0: not known)"),
                           (const double[]){ 0, 10000000, 10, 0 });
  self->m2 = add_spin (self, self->factors, _("m² of floor area for a household"),
                       (const double[]){ 5, 1000, 5, USUAL_M2 });
  self->ratio = add_spin (self, self->factors, _("People of a household (0: not estimated)"),
                          (const double[]){ 0, 20, 0.1, USUAL_PEOPLE });
  self->preview = GTK_LABEL (gtk_label_new ("…"));
  gtk_label_set_wrap (self->preview, TRUE);
  gtk_label_set_xalign (self->preview, 0);
  gtk_label_set_selectable (self->preview, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->preview));
  adw_message_dialog_set_extra_child (dialog, box);
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "estimate", _("_Estimate"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "estimate", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "estimate");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (self, "response", G_CALLBACK (response_cb), NULL);
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (changed_cb), self);
}

/* Known numbers where a file told them; else a total where grids are selected, else floor area. */
static WgEstimateKind
choose_kind (WgSession *session)
{
  WgPlan *plan = wg_session_get_plan (session);
  guint depth = wg_session_get_depth (session);

  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);

      if (grid != NULL && !grid->is_retired && grid->depth == depth && grid->told.area_m2 > 0
          && grid->told.households >= 0)
        return WG_ESTIMATE_TOLD;
    }
  return wg_session_get_selection (session)->len > 0 ? WG_ESTIMATE_TOTAL : WG_ESTIMATE_FACTOR;
}

WgEstimateDialog *
wg_estimate_dialog_new (GtkWindow *parent, WgSession *session)
{
  WgEstimateDialog *self = g_object_new (
    WG_TYPE_ESTIMATE_DIALOG, "transient-for", parent, "modal", TRUE, "heading",
    _("Estimate Households of Buildings"), "body",
    _("Buildings with counted numbers keep them. What is estimated is marked with ≈ wherever it is shown."),
    NULL);
  WgPlan *plan = wg_session_get_plan (session);
  const GArray *ids = wg_session_get_selection (session);
  const WgLevel *level = wg_plan_get_level (plan, wg_session_get_depth (session));
  g_autoptr (GtkStringList) scopes = gtk_string_list_new (NULL);
  GtkWidget *box = adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (self));

  self->session = g_object_ref (session);
  if (ids->len > 0)
    gtk_string_list_take (scopes, g_strdup_printf (ngettext ("The selected grid", "The %u selected grids",
                                                             ids->len),
                                                   ids->len));
  gtk_string_list_take (scopes, g_strdup_printf (_("All grids of level %s"),
                                                 level != NULL ? level->name : ""));
  self->scope = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&scopes)), NULL));
  add_row (box, _("For"), GTK_WIDGET (self->scope));
  gtk_box_reorder_child_after (GTK_BOX (box), gtk_widget_get_last_child (box), NULL);
  g_signal_connect_swapped (self->scope, "notify::selected", G_CALLBACK (changed_cb), self);
  gtk_drop_down_set_selected (self->kind, choose_kind (session));
  changed_cb (self);
  return self;
}
