/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-choice"

#include "wg-import-choice.h"

#include "../../app/cli/wg-import-job.h"

#include <string.h>

static const char *const use_words[] = {
  [WG_IMPORT_GRIDS] = "grids",       [WG_IMPORT_BUILDINGS] = "buildings",
  [WG_IMPORT_NUMBERS] = "building-numbers", [WG_IMPORT_BARRIERS] = "barriers",
  [WG_IMPORT_ADDRESSES] = "addresses",
};

const char *
wg_import_use_to_string (WgImportUse use)
{
  return use < G_N_ELEMENTS (use_words) ? use_words[use] : NULL;
}

WgImportUse
wg_import_use_from_string (const char *word)
{
  for (guint use = 0; use < G_N_ELEMENTS (use_words); use++)
    if (g_strcmp0 (word, use_words[use]) == 0)
      return (WgImportUse) use;
  return WG_IMPORT_NOTHING;
}

static GArray *
copy_array (const GArray *array)
{
  return array != NULL ? g_array_copy ((GArray *) array) : NULL;
}

static gboolean
are_arrays_equal (const GArray *a, const GArray *b)
{
  guint n_a = a != NULL ? a->len : 0, n_b = b != NULL ? b->len : 0;

  return n_a == n_b
         && (n_a == 0 || memcmp (a->data, b->data, n_a * g_array_get_element_size ((GArray *) a)) == 0);
}

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
  copy->parent_name_field = g_strdup (choice->parent_name_field);
  copy->drawing_layers = g_strdupv (choice->drawing_layers);
  copy->template_name = g_strdup (choice->template_name);
  for (guint role = 0; role < WG_BUILDING_N_ROLES; role++)
    copy->building_fields[role] = g_strdup (choice->building_fields[role]);
  for (guint role = 0; role < WG_ADDRESS_N_ROLES; role++)
    copy->address_fields[role] = g_strdup (choice->address_fields[role]);
  copy->project_crs = g_strdup (choice->project_crs);
  copy->answers = copy_array (choice->answers);
  copy->points = copy_array (choice->points);
  copy->points_crs = g_strdup (choice->points_crs);
  copy->left_out = choice->left_out != NULL ? g_hash_table_ref (choice->left_out) : NULL;
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
  g_free (choice->parent_name_field);
  g_strfreev (choice->drawing_layers);
  g_free (choice->template_name);
  for (guint role = 0; role < WG_BUILDING_N_ROLES; role++)
    g_free (choice->building_fields[role]);
  for (guint role = 0; role < WG_ADDRESS_N_ROLES; role++)
    g_free (choice->address_fields[role]);
  g_free (choice->project_crs);
  g_clear_pointer (&choice->answers, g_array_unref);
  g_clear_pointer (&choice->points, g_array_unref);
  g_free (choice->points_crs);
  g_clear_pointer (&choice->left_out, g_hash_table_unref);
  g_free (choice);
}

static gboolean
are_strings_equal (GStrv a, GStrv b)
{
  return a == b
         || (a != NULL && b != NULL
             && g_strv_equal ((const char *const *) a, (const char *const *) b));
}

gboolean
wg_import_choice_reads_as (const WgImportChoice *a, const WgImportChoice *b)
{
  return a->use == b->use && a->datum == b->datum && a->lines == b->lines && a->gap_m == b->gap_m
         && a->axes == b->axes && a->fit == b->fit && g_strcmp0 (a->path, b->path) == 0
         && g_strcmp0 (a->layer, b->layer) == 0 && g_strcmp0 (a->crs, b->crs) == 0
         && g_strcmp0 (a->encoding, b->encoding) == 0
         && g_strcmp0 (a->code_field, b->code_field) == 0
         && g_strcmp0 (a->name_field, b->name_field) == 0
         && g_strcmp0 (a->parent_field, b->parent_field) == 0
         && g_strcmp0 (a->parent_name_field, b->parent_name_field) == 0
         && are_strings_equal (a->drawing_layers, b->drawing_layers)
         && g_strcmp0 (a->project_crs, b->project_crs) == 0
         && g_strcmp0 (a->points_crs, b->points_crs) == 0 && are_arrays_equal (a->points, b->points);
}

gboolean
wg_import_choice_equal (const WgImportChoice *a, const WgImportChoice *b)
{
  return wg_import_choice_reads_as (a, b) && a->depth == b->depth && a->is_update == b->is_update
         && a->left_out == b->left_out
         && a->sliver_width_m == b->sliver_width_m && a->overlap == b->overlap
         && a->nest_rule == b->nest_rule && a->makes_parents == b->makes_parents && a->asks == b->asks
         && are_arrays_equal (a->answers, b->answers);
}

char *
wg_import_choice_name (const WgImportChoice *choice)
{
  return wg_import_name_layer (choice->path, choice->is_only_layer ? NULL : choice->layer);
}

gboolean
wg_import_choice_fit (const WgImportChoice *choice, WgPlan *plan, WgControlFit **fit_out,
                      GError **error)
{
  g_autoptr (GArray) points = copy_array (choice->points);
  g_autoptr (WgFrame) frame = NULL;

  *fit_out = NULL;
  if (points == NULL || points->len == 0)
    return TRUE;
  if (wg_plan_get_frame (plan) != NULL)
    frame = wg_frame_ref (wg_plan_get_frame (plan));
  *fit_out = wg_import_fit (points, choice->points_crs, choice->fit, &frame, error);
  if (*fit_out != NULL && wg_plan_get_frame (plan) == NULL)
    wg_plan_set_frame (plan, frame);
  return *fit_out != NULL;
}

void
wg_import_choice_get_read_options (const WgImportChoice *choice, const WgControlFit *fit,
                                   WgReadOptions *read_out)
{
  *read_out = (WgReadOptions){ .layer = choice->layer,
                               .crs = choice->crs,
                               .encoding = choice->encoding,
                               .code_field = choice->code_field,
                               .name_field = choice->name_field,
                               .parent_field = choice->parent_field,
                               .parent_name_field = choice->parent_name_field,
                               .datum = choice->datum,
                               .drawing_layers = (const char *const *) choice->drawing_layers,
                               .is_datum_said = TRUE,
                               .lines = choice->lines,
                               .gap_m = choice->gap_m,
                               .axes = choice->axes,
                               .fit = fit };
}

WgBuildOptions
wg_import_choice_get_build_options (const WgImportChoice *choice, WgPlan *plan, GArray *answers)
{
  WgBuildOptions build = WG_BUILD_OPTIONS_DEFAULT;

  build.sliver_width_m = choice->sliver_width_m;
  build.overlap = choice->overlap;
  if (choice->asks && choice->answers != NULL)
    {
      g_array_append_vals (answers, choice->answers->data, choice->answers->len);
      for (guint i = 0; i < answers->len; i++)
        g_array_index (answers, WgOverlapAnswer, i).owner += wg_plan_get_grid_limit (plan) - 1;
      build.answers = (const WgOverlapAnswer *) answers->data;
      build.n_answers = answers->len;
    }
  return build;
}

GPtrArray *
wg_import_choices_copy (const GPtrArray *choices)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_import_choice_free);

  for (guint i = 0; i < choices->len; i++)
    g_ptr_array_add (copy, wg_import_choice_copy (choices->pdata[i]));
  return copy;
}
