/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-choice.h"
#include "wg-import-outline.h"

G_BEGIN_DECLS

/** The lines of a layer in the numbers of its file: x = west + its x / factor. */
typedef struct
{
  WgImportOutline *outline; /* nullable once it was taken */
  double west, south, factor;
} WgImportRaw;

void         wg_import_raw_free        (WgImportRaw          *raw);
/** Reads the layer of @choice (copied) without any coordinate system, in a worker. @layer: not kept. */
void         wg_import_raw_read_async  (const WgImportChoice *choice,
                                        const WgSourceLayer  *layer,
                                        gpointer              source_object,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
/** (transfer full) (nullable). */
WgImportRaw *wg_import_raw_read_finish (GAsyncResult         *result,
                                        GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgImportRaw, wg_import_raw_free)

G_END_DECLS
