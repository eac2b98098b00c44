/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/cli/wg-chart-choice.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** What a worker prints for the atlas dialog: filled on the main thread, lives as long as its task. */
typedef struct
{
  WgChartChoice choice;
  WgChartOptions *options;
  WgAtlasJob atlas;
  char *pattern;
  char *title;
  char *path;
  GPtrArray *records; /* of WgLayerRecord */
  guint issue;        /* the number of the edition that this is; 0: none */
  guint n_pages;      /* that were printed */
} WgAtlasWork;

void wg_atlas_work_free          (WgAtlasWork  *work);
/** A GTaskThreadFunc of wg_jobs_new_task(); @data: the work. Returns a sentence. */
void wg_atlas_work_run_in_worker (GTask        *task,
                                  gpointer      source,
                                  gpointer      data,
                                  GCancellable *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgAtlasWork, wg_atlas_work_free)

G_END_DECLS
