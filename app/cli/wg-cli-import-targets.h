/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-plan.h"

G_BEGIN_DECLS

/* One file, or some layers of it, on its way to one level. */
typedef struct
{
  char *path;
  GPtrArray *layers; /* of char *; NULL at the end. Empty: not said */
  guint depth;
  guint order; /* among those given */
} WgImportTarget;

/**
 * wg_cli_import_targets:
 * @files: "FILE" or "FILE:LEVEL"
 * @level: (nullable): of the files that do not say their own
 * @layers: (nullable): "LAYER", or for a single file "LAYER=LEVEL"
 *
 * Says what is wrong.
 *
 * Returns: (transfer full) (nullable) (element-type WgImportTarget): the highest level first
 */
GPtrArray *wg_cli_import_targets (WgPlan      *plan,
                                  char *const *files,
                                  const char  *level,
                                  char *const *layers);
/* Do the words name levels of their own? The project that knows them need not be open. */
gboolean   wg_cli_import_names_levels (char *const *files,
                                       char *const *layers);

G_END_DECLS
