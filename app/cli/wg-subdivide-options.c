/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-subdivide-options"

#include "wg-subdivide-options.h"

#include "wg-cli-private.h"

#include "../exchange/wg-barriers-read.h"
#include "../exchange/wg-places-read.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define FACTOR_MAX 100.0

static gboolean
refuse (const char *sentence)
{
  wg_cli_wrong_usage ("%s", sentence);
  return FALSE;
}

static gboolean
parse_double (const char *text, double most, double *value_out)
{
  char *end = NULL;

  *value_out = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && isfinite (*value_out) && *value_out >= 0
         && *value_out <= most;
}

static gboolean
parse_weights (const char *text, WgWorkload *workload)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  const char *const names[] = { "household", "person", "place", "hectare" };
  double *const weights[]
    = { &workload->household, &workload->person, &workload->place, &workload->hectare };

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);
      gboolean is_known = FALSE;

      for (guint k = 0; g_strv_length (pair) == 2 && k < G_N_ELEMENTS (names); k++)
        if (strcmp (pair[0], names[k]) == 0)
          is_known = parse_double (pair[1], G_MAXINT16, weights[k]);
      if (!is_known)
        return FALSE;
    }
  return workload->household + workload->person + workload->place + workload->hectare > 0;
}

/* "river=never", "wall=avoid:0.2", "lane=ignore". */
static gboolean
parse_rule (const char *text, WgPartitionTerms *terms)
{
  g_auto (GStrv) pair = g_strsplit (text, "=", 2);
  WgBarrierClass barrier_class
    = g_strv_length (pair) == 2 ? wg_barrier_class_from_code (pair[0]) : WG_BARRIER_NONE;
  WgPartPrice *price = &terms->prices[barrier_class];

  if (barrier_class == WG_BARRIER_NONE)
    return FALSE;
  if (strcmp (pair[1], "never") == 0)
    price->rule = WG_UNIT_EDGE_NEVER;
  else if (strcmp (pair[1], "ignore") == 0)
    price->rule = WG_UNIT_EDGE_IGNORE;
  else if (strcmp (pair[1], "avoid") == 0)
    price->rule = WG_UNIT_EDGE_AVOID;
  else if (g_str_has_prefix (pair[1], "avoid:"))
    {
      price->rule = WG_UNIT_EDGE_AVOID;
      return parse_double (pair[1] + strlen ("avoid:"), FACTOR_MAX, &price->factor);
    }
  else
    return FALSE;
  return TRUE;
}

/* The one band that is needed, and the people beside it. */
static gboolean
parse_bands (const WgSubdivideOptions *options, WgSubdivideTerms *terms)
{
  gint64 band[3] = { 0 }, people[3] = { 0 };
  gboolean has_three = wg_cli_parse_numbers (options->people, 3, people);
  WgPartMeasure measure = options->workload != NULL     ? WG_MEASURE_WORKLOAD
                          : options->households != NULL ? WG_MEASURE_HOUSEHOLDS
                                                        : WG_MEASURE_PEOPLE;

  if (options->workload != NULL && options->households != NULL)
    return refuse (_ ("--households or --workload, not both"));
  if (options->workload != NULL && !wg_cli_parse_numbers (options->workload, 3, band))
    return refuse (_ ("--workload takes three numbers, none smaller than the one before, as in 250:300:350"));
  if (options->households == NULL && options->workload == NULL && has_three)
    memcpy (band, people, sizeof band);
  else if (options->workload == NULL && !wg_cli_parse_numbers (options->households, 3, band))
    return refuse (_ ("--households takes three numbers, none smaller than the one before, as in 250:300:350"));
  if (measure != WG_MEASURE_PEOPLE && options->people != NULL
      && !wg_cli_parse_numbers (options->people, 2, people))
    return refuse (_ ("--people takes two numbers, the second not smaller, as in 800:1500; without --households three"));
  if (band[1] == 0)
    return refuse (_ ("The target is more than 0"));
  wg_subdivide_terms_init (terms, band[0], band[1], band[2]);
  terms->partition.band.measure = measure;
  if (measure != WG_MEASURE_PEOPLE && options->people != NULL)
    terms->partition.second
      = (WgPartBand){ WG_MEASURE_PEOPLE, people[0], (people[0] + people[1]) / 2, people[1] };
  return TRUE;
}

gboolean
wg_subdivide_options_parse (const WgSubdivideOptions *options, WgSubdivideTerms *terms)
{
  static const char *const columns[] = { "none", "name", "address", "management", NULL };
  int column = wg_cli_find_word (columns, options->compounds_by);

  if (!parse_bands (options, terms))
    return FALSE;
  if ((options->weights != NULL) != (options->workload != NULL))
    return refuse (_ ("--workload and --weights go together"));
  if (options->weights != NULL && !parse_weights (options->weights, &terms->workload))
    return refuse (_ ("--weights is such as household=1,person=0.2,place=10,hectare=5"));
  for (guint i = 0; options->rules != NULL && options->rules[i] != NULL; i++)
    if (!parse_rule (options->rules[i], &terms->partition))
      {
        wg_cli_wrong_usage (_ ("“%s” is no rule such as river=never, wall=avoid:0.2 or lane=ignore"),
                            options->rules[i]);
        return FALSE;
      }
  if (column < 0)
    return refuse (_ ("--compounds-by is name, address or management"));
  terms->compound_column = (WgCompoundColumn) column;
  terms->partition.seed = (guint64) options->seed;
  return TRUE;
}

/* A layer of the project, or a file. */
static gboolean
find_barriers (const WgSubdivideOptions *options, WgPlan *plan, WgSubdivideTerms *terms,
               WgSubdivideInput *input, GError **error)
{
  terms->barriers = wg_plan_get_barriers (plan);
  if (options->barriers == NULL)
    return TRUE;
  if (terms->barriers != NULL && wg_barrier_set_has_layer (terms->barriers, options->barriers))
    {
      terms->barrier_layer = options->barriers;
      return TRUE;
    }
  if (!g_file_test (options->barriers, G_FILE_TEST_EXISTS) || wg_plan_get_frame (plan) == NULL)
    {
      wg_cli_wrong_usage (_ ("There are no barriers “%s”"), options->barriers);
      return FALSE;
    }
  input->barriers = wg_source_read_barriers (options->barriers, NULL, options->barriers,
                                             wg_plan_get_frame (plan), NULL, NULL, error);
  terms->barriers = input->barriers;
  return input->barriers != NULL;
}

gboolean
wg_subdivide_options_read (const WgSubdivideOptions *options, WgPlan *plan, WgSubdivideTerms *terms,
                           WgSubdivideInput *input, GError **error)
{
  WgFrame *frame = wg_plan_get_frame (plan);

  if (!find_barriers (options, plan, terms, input, error))
    return FALSE;
  if (frame == NULL)
    return TRUE;
  if (options->centres != NULL)
    {
      input->centres = wg_cli_parse_points (options->centres, NULL, frame, error);
      if (input->centres == NULL)
        return FALSE;
    }
  if (options->centre_file != NULL)
    {
      g_autoptr (GArray) read
        = wg_source_read_points (options->centre_file, NULL, frame, NULL, NULL, error);

      if (read == NULL)
        return FALSE;
      if (input->centres == NULL)
        input->centres = g_array_new (FALSE, FALSE, sizeof (WgPoint));
      g_array_append_vals (input->centres, read->data, read->len);
    }
  if (options->compounds != NULL)
    {
      input->compounds = wg_source_read_areas (options->compounds, NULL, frame, NULL, NULL, error);
      if (input->compounds == NULL)
        return FALSE;
    }
  terms->centres = input->centres;
  terms->compounds = input->compounds;
  return TRUE;
}

void
wg_subdivide_input_clear (WgSubdivideInput *input)
{
  g_clear_pointer (&input->barriers, wg_barrier_set_unref);
  g_clear_pointer (&input->centres, g_array_unref);
  g_clear_pointer (&input->compounds, g_ptr_array_unref);
}
