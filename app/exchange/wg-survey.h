/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-source.h"
#include "wg-vector.h"

G_BEGIN_DECLS

/** Describes one layer, see wg_source_open(); leaves it rewound. Not for other rooms. */
WgSourceLayer *wg_survey_layer      (WgVectorLayer  *layer,
                                     const char     *driver,
                                     GCancellable   *cancellable,
                                     GError        **error);
void           wg_source_layer_free (WgSourceLayer  *layer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgSourceLayer, wg_source_layer_free)

G_END_DECLS
