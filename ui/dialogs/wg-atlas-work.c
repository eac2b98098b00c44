/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-atlas-dialog"

#include "wg-atlas-work.h"

#include "../../app/cli/wg-chart-layers.h"
#include "../../app/cli/wg-chart-words.h"
#include "../wg-jobs.h"

#include <glib/gi18n.h>

/* Finding what changed is a fifth of the time that printing takes, or less. */
#define CHANGES_SHARE 0.2

void
wg_atlas_work_free (WgAtlasWork *work)
{
  if (work == NULL)
    return;
  g_clear_pointer (&work->records, g_ptr_array_unref);
  wg_chart_choice_clear (&work->choice);
  wg_chart_options_free (work->options);
  g_free (work->pattern);
  g_free (work->title);
  g_free (work->path);
  g_free (work);
}

static gboolean
print (WgAtlasWork *work, WgAtlasResult *result, const WgProgress *progress, GCancellable *cancellable,
       GError **error)
{
  g_autoptr (GPtrArray) layers
    = wg_chart_read_layers (work->records, work->choice.plan, NULL, cancellable);
  g_autoptr (WgChartStock) stock = wg_chart_make_stock (
    work->choice.plan, (WgLinework *const *) layers->pdata, layers->len,
    work->options->date != NULL ? wg_day_from_text (work->options->date) : wg_day_today ());

  work->atlas.stock = stock;
  work->atlas.options = work->options;
  work->atlas.grids = (const guint32 *) work->choice.grids->data;
  work->atlas.n_grids = work->choice.grids->len;
  work->atlas.unit = work->choice.unit;
  work->atlas.changes = wg_chart_choice_list_changes;
  work->atlas.user_data = &work->choice;
  return wg_atlas_write (&work->atlas, work->path, progress, cancellable, result, error);
}

void
wg_atlas_work_run_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  WgAtlasWork *work = data;
  const WgProgress *progress = wg_job_get_progress (wg_jobs_get_job (task));
  double share = work->choice.since != NULL ? CHANGES_SHARE : 0;
  WgProgress finding = wg_progress_part (progress, 0, share);
  WgProgress printing = wg_progress_part (progress, share, 1);
  WgAtlasResult result = { 0 };
  GError *error = NULL;

  if (!wg_chart_choice_keep_changed (&work->choice, &finding, cancellable, &error))
    g_task_return_error (task, error);
  else if (work->choice.grids->len == 0)
    g_task_return_pointer (task, g_strdup (_("No grid changed since then: nothing is printed.")), g_free);
  else if (print (work, &result, &printing, cancellable, &error))
    {
      work->n_pages = result.n_pages;
      g_task_return_pointer (
        task,
        result.files->len == 1 ? g_strdup_printf (_("%u pages in one file"), result.n_pages)
                               : g_strdup_printf (_("%u pages in %u files"), result.n_pages,
                                                  result.files->len),
        g_free);
    }
  else
    g_task_return_error (task, error);
  wg_atlas_result_clear (&result);
}
