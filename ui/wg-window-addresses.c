/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-window-addresses"

#include "wg-window-intake.h"
#include "wg-window-private.h"

#include "../app/cli/wg-address-words.h"
#include "../app/cli/wg-words.h"

#include <glib/gi18n.h>

/* Address points and named places of a file. */

/* What a worker read. */
typedef struct
{
  WgAddressReport *report;
  WgAddressSet *joined; /* all that the project has then */
  char *layer;
} Read;

static void
read_free (Read *read)
{
  g_clear_pointer (&read->report, wg_address_report_free);
  g_clear_pointer (&read->joined, wg_address_set_unref);
  g_free (read->layer);
  g_free (read);
}

static gpointer
read_addresses (const WgReadJob *job, const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  WgAddressReadOptions options = { .layer = job->choice->layer, .encoding = job->choice->encoding };
  WgReadOptions common;
  g_autoptr (WgControlFit) fit = NULL;
  Read *read = g_new0 (Read, 1);

  read->layer = wg_import_choice_name (job->choice);
  for (guint role = 0; role < WG_ADDRESS_N_ROLES; role++)
    options.fields[role] = job->choice->address_fields[role];
  if (wg_import_choice_fit (job->choice, job->plan, &fit, error))
    {
      wg_import_choice_get_read_options (job->choice, fit, &common);
      options.place = wg_read_options_get_place (&common);
      read->joined = wg_import_addresses_run (job->plan, job->choice->path, &options, read->layer, &read->report,
                                              progress, cancellable, error);
    }
  if (read->joined == NULL)
    g_clear_pointer (&read, read_free);
  return read;
}

static GtkWidget *
describe (WgIntake *intake)
{
  const Read *read = intake->read;
  g_autofree char *text
    = wg_address_words_report (read->report, read->layer, wg_address_set_count (read->joined));

  return wg_intake_make_report (text);
}

static void
store (WgIntake *intake, WgHistory *history, WgJob *job, GAsyncReadyCallback callback)
{
  const Read *read = intake->read;

  wg_history_put_addresses_async (history, read->joined, "import-addresses", read->layer,
                                  wg_job_get_cancellable (job), callback, intake);
}

static char *
say_stored (WgIntake *intake)
{
  g_autofree char *count = wg_words_count (wg_address_set_count (((const Read *) intake->read)->joined));

  /* Translators: number of addresses and named places in the project */
  return g_strdup_printf (_("The project has %s addresses and places now"), count);
}

void
wg_window_import_addresses (WgWindow *self, const WgImportChoice *choice)
{
  static const WgIntakeKind kind = {
    .question = N_("Import These Addresses?"),
    .is_placed = TRUE,
    .read = read_addresses,
    .free_read = (GDestroyNotify) read_free,
    .describe = describe,
    .store = store,
    .store_finish = wg_history_put_addresses_finish,
    .stored = say_stored,
  };

  wg_window_take_in (self, choice, &kind);
}
