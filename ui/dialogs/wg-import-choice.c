/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-choice"

#include "wg-import-choice.h"

WgImportChoice *
wg_import_choice_copy (const WgImportChoice *choice)
{
  WgImportChoice *copy = g_new0 (WgImportChoice, 1);

  *copy = *choice;
  copy->path = g_strdup (choice->path);
  copy->layer = g_strdup (choice->layer);
  copy->crs = g_strdup (choice->crs);
  copy->encoding = g_strdup (choice->encoding);
  copy->code_field = g_strdup (choice->code_field);
  copy->name_field = g_strdup (choice->name_field);
  copy->parent_field = g_strdup (choice->parent_field);
  copy->project_crs = g_strdup (choice->project_crs);
  return copy;
}

void
wg_import_choice_free (WgImportChoice *choice)
{
  if (choice == NULL)
    return;
  g_free (choice->path);
  g_free (choice->layer);
  g_free (choice->crs);
  g_free (choice->encoding);
  g_free (choice->code_field);
  g_free (choice->name_field);
  g_free (choice->parent_field);
  g_free (choice->project_crs);
  g_free (choice);
}

void
wg_import_choice_get_read_options (const WgImportChoice *choice, WgReadOptions *read_out)
{
  *read_out = (WgReadOptions){ .layer = choice->layer,
                               .crs = choice->crs,
                               .encoding = choice->encoding,
                               .code_field = choice->code_field,
                               .name_field = choice->name_field,
                               .parent_field = choice->parent_field,
                               .datum = choice->datum,
                               .lines = choice->lines,
                               .gap_m = choice->gap_m };
}

WgBuildOptions
wg_import_choice_get_build_options (const WgImportChoice *choice)
{
  WgBuildOptions build = WG_BUILD_OPTIONS_DEFAULT;

  build.sliver_width_m = choice->sliver_width_m;
  build.overlap = choice->overlap;
  return build;
}
