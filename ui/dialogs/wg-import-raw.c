/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-raw"

#include "wg-import-raw.h"

#define ACROSS_M 100000.0     /* what the extent becomes for reading: any numbers have room */
#define ANY_CRS "EPSG:4549"   /* metres; nothing is transformed */

typedef struct
{
  WgImportChoice *choice;
  double west, south, factor;
} Work;

static void
work_free (Work *work)
{
  wg_import_choice_free (work->choice);
  g_free (work);
}

void
wg_import_raw_free (WgImportRaw *raw)
{
  if (raw == NULL)
    return;
  g_clear_pointer (&raw->outline, wg_import_outline_free);
  g_free (raw);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  WgControlFit fit = { .kind = WG_FIT_SIMILARITY, .a = work->factor, .e = work->factor,
                       .c = -work->west * work->factor, .f = -work->south * work->factor,
                       .scale = work->factor, .suspect = -1 };
  GError *error = NULL;
  g_autoptr (WgFrame) frame = wg_frame_new (ANY_CRS, 0.0, 0.0, &error);
  g_autoptr (WgPlan) empty = wg_plan_new ("", NULL);
  g_autoptr (WgIncoming) incoming = NULL;
  WgImportRaw *raw = NULL;
  WgReadOptions read;

  wg_import_choice_get_read_options (work->choice, &fit, &read);
  if (frame != NULL)
    incoming = wg_source_read (work->choice->path, &read, frame, NULL, cancellable, &error);
  if (incoming == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  raw = g_new0 (WgImportRaw, 1);
  raw->outline = wg_import_outline_new (empty, incoming);
  raw->west = work->west + raw->outline->envelope.min_x / 1000.0 / work->factor;
  raw->south = work->south + raw->outline->envelope.min_y / 1000.0 / work->factor;
  raw->factor = work->factor;
  g_task_return_pointer (task, raw, (GDestroyNotify) wg_import_raw_free);
}

void
wg_import_raw_read_async (const WgImportChoice *choice, const WgSourceLayer *layer,
                          gpointer source_object, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (source_object, cancellable, callback, user_data);
  double across = MAX (layer->east - layer->west, layer->north - layer->south);
  Work *work = g_new0 (Work, 1);

  work->choice = wg_import_choice_copy (choice);
  work->west = layer->west;
  work->south = layer->south;
  work->factor = ACROSS_M / MAX (across, 1e-9);
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  g_task_run_in_thread (task, read_thread);
}

WgImportRaw *
wg_import_raw_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
