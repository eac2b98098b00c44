/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/crs/wg-frame.h"
#include "wg-map-layer.h"

G_BEGIN_DECLS

/**
 * wg_layer_probe_async:
 * @files: of GFile
 * @frame: (nullable): of the project; %NULL: it has none yet, each file has to tell where it lies
 *
 * Finds out in a worker which files are base maps and which are linework.
 */
void       wg_layer_probe_async  (GListModel           *files,
                                  WgFrame              *frame,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
/** Returns: (transfer full) (element-type WgMapLayer): one for each file that can be shown;
 *  @problems_out: (transfer full) (element-type utf8): a sentence for each that cannot. %NULL when
 *  cancelled. */
GPtrArray *wg_layer_probe_finish (GAsyncResult         *result,
                                  GPtrArray           **problems_out,
                                  GError              **error);

/** (transfer full): why a file cannot be a layer, translated. */
char      *wg_layer_describe_error (const GError      *error);

G_END_DECLS
