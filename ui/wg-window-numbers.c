/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-window-numbers"

#include "wg-window-intake.h"
#include "wg-window-private.h"

#include "../app/cli/wg-join-words.h"
#include "../app/cli/wg-words.h"
#include "dialogs/wg-report-save.h"

#include <glib/gi18n.h>

/* Numbers of buildings from a table, joined by code or address. */

static gpointer
read_numbers (const WgReadJob *job, const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  WgBuildingReadOptions options = { .layer = job->choice->layer, .encoding = job->choice->encoding };

  for (guint role = 0; role < WG_BUILDING_N_ROLES; role++)
    options.fields[role] = job->choice->building_fields[role];
  return wg_import_numbers_run (job->plan, job->choice->path, &options, progress, cancellable, error);
}

static void
save_rejected_cb (GtkButton *button, WgIntake *intake)
{
  const WgBuildingJoin *join = intake->read;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (button));
  /* Translators: ending of the name of a spreadsheet */
  g_autofree char *name = g_strconcat (join->report->source, _(" rows not taken"), ".xlsx", NULL);

  wg_report_save_sheets (GTK_WINDOW (root), name, wg_join_words_sheets (join));
}

static GtkWidget *
describe (WgIntake *intake)
{
  const WgBuildingJoin *join = intake->read;
  g_autofree char *text = wg_join_words_report (join);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *save = gtk_button_new_with_mnemonic (_("_Save the Rows Not Taken…"));
  guint n_rejected = 0;

  for (guint i = WG_JOIN_NO_KEY; i < WG_JOIN_N_OUTCOMES; i++)
    n_rejected += join->counts[i];
  gtk_widget_set_halign (save, GTK_ALIGN_START);
  gtk_widget_set_visible (save, n_rejected > 0);
  g_signal_connect (save, "clicked", G_CALLBACK (save_rejected_cb), intake);
  gtk_box_append (GTK_BOX (box), wg_intake_make_report (text));
  gtk_box_append (GTK_BOX (box), save);
  return box;
}

static gboolean
has_any (gpointer read)
{
  return ((const WgBuildingJoin *) read)->counts[WG_JOIN_TAKEN] > 0;
}

static void
store (WgIntake *intake, WgHistory *history, WgJob *job, GAsyncReadyCallback callback)
{
  const WgBuildingJoin *join = intake->read;

  wg_history_put_buildings_async (history, join->set, "import-building-numbers", join->report->source,
                                  wg_job_get_progress (job), wg_job_get_cancellable (job), callback, intake);
}

static char *
say_stored (WgIntake *intake)
{
  guint n = ((const WgBuildingJoin *) intake->read)->counts[WG_JOIN_TAKEN];
  g_autofree char *count = wg_words_count (n);

  return g_strdup_printf (ngettext ("%s building has new numbers", "%s buildings have new numbers", n), count);
}

void
wg_window_import_numbers (WgWindow *self, const WgImportChoice *choice)
{
  static const WgIntakeKind kind = {
    .question = N_("Take These Numbers?"),
    .read = read_numbers,
    .free_read = (GDestroyNotify) wg_building_join_free,
    .describe = describe,
    .has_any = has_any,
    .store = store,
    .store_finish = wg_history_put_buildings_finish,
    .stored = say_stored,
  };

  wg_window_take_in (self, choice, &kind);
}
