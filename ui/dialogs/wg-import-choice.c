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

void
wg_import_choice_get_step (const WgImportChoice *choice, WgImportStep *step_out)
{
  WgBuildOptions build = WG_BUILD_OPTIONS_DEFAULT;

  build.sliver_width_m = choice->sliver_width_m;
  build.overlap = choice->overlap;
  *step_out = (WgImportStep){ .path = choice->path,
                              .depth = choice->depth,
                              .build = build,
                              .nest_rule = choice->nest_rule };
  wg_import_choice_get_read_options (choice, &step_out->read);
}

WgImportReport *
wg_import_choices_run (const GPtrArray *choices, WgPlan *plan, const WgProgress *progress,
                       GCancellable *cancellable, GError **error)
{
  g_autofree WgImportStep *steps = g_new0 (WgImportStep, choices->len);
  const char *crs = NULL;
  guint n = 0;

  for (guint i = 0; i < choices->len; i++)
    {
      const WgImportChoice *choice = g_ptr_array_index (choices, i);

      if (choice->use != WG_IMPORT_GRIDS)
        continue;
      if (crs == NULL)
        crs = choice->project_crs;
      wg_import_choice_get_step (choice, &steps[n++]);
    }
  return wg_import_run_steps (plan, crs, steps, n, progress, cancellable, error);
}

GPtrArray *
wg_import_choices_copy (const GPtrArray *choices)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_import_choice_free);

  for (guint i = 0; i < choices->len; i++)
    g_ptr_array_add (copy, wg_import_choice_copy (choices->pdata[i]));
  return copy;
}
