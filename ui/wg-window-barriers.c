/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-window-barriers"

#include "wg-window-intake.h"
#include "wg-window-private.h"

#include "../app/cli/wg-words.h"

#include <glib/gi18n.h>

/* Lines of a file that borders may follow. */

static gpointer
read_barriers (const WgReadJob *job, const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  WgBarrierReadOptions options = { .barrier_class = job->choice->barrier_class };
  g_autofree char *name = wg_import_choice_name (job->choice);
  g_autoptr (WgControlFit) fit = NULL;

  if (!wg_import_choice_fit (job->choice, job->plan, &fit, error))
    return NULL;
  wg_import_choice_get_read_options (job->choice, fit, &options.read);
  return wg_import_barriers_run (job->plan, job->choice->path, &options, name, progress, cancellable, error);
}

static void
store (WgIntake *intake, WgHistory *history, WgJob *job, GAsyncReadyCallback callback)
{
  g_autofree char *name = wg_import_choice_name (intake->job->choice);

  wg_history_put_barriers_async (history, intake->read, "import-barriers", name, wg_job_get_cancellable (job),
                                 callback, intake);
}

static char *
say_stored (WgIntake *intake)
{
  g_autofree char *count = wg_words_count (wg_barrier_set_count (intake->read));

  /* Translators: number of streets, rivers and walls in the project */
  return g_strdup_printf (_("The project has %s barriers now"), count);
}

void
wg_window_import_barriers (WgWindow *self, const WgImportChoice *choice)
{
  static const WgIntakeKind kind = {
    .is_placed = TRUE,
    .read = read_barriers,
    .free_read = (GDestroyNotify) wg_barrier_set_unref,
    .store = store,
    .store_finish = wg_history_put_barriers_finish,
    .stored = say_stored,
  };

  wg_window_take_in (self, choice, &kind);
}
