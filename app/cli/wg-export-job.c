/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-export-job"

#include "wg-export-job.h"

#include "../plan/wg-building.h"
#include "../render/wg-colouring.h"
#include "../render/wg-scene.h"
#include "wg-words-building.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const words[][2] = {
  { "Code", N_ ("Code") },
  { "Name", N_ ("Name") },
  { "Parent code", N_ ("Parent code") },
  { "Parent", N_ ("Parent") },
  { "Level", N_ ("Level") },
  { "Kind", N_ ("Kind") },
  { "Property type", N_ ("Property type") },
  { "Area (m²)", N_ ("Area (m²)") },
  { "Households", N_ ("Households") },
  { "Population", N_ ("Population") },
  { "Buildings", N_ ("Buildings") },
  { "Counts", N_ ("How counted") },
  { "at-least", N_ ("At least: some buildings do not tell") },
  { "estimated", N_ ("Estimated: worked out for some buildings") },
  { "estimated-least", N_ ("At least, and estimated for some buildings") },
  { "complete", N_ ("Of all buildings") },
  { "Management class", N_ ("Management class") },
  { "Locked", N_ ("Locked") },
  { "Note", N_ ("Note") },
  { "Addresses", N_ ("Addresses") },
  { "Building name", N_ ("Building name") },
  { "Address", N_ ("Address") },
  { "Building use", N_ ("Building use") },
  { "Estimated", N_ ("Estimated") },
  { "Floors", N_ ("Floors") },
  { "Units", N_ ("Units") },
  { "Grid code", N_ ("Grid code") },
  { "Other grids", N_ ("Other grids") },
  { "Longitude", N_ ("Longitude") },
  { "Latitude", N_ ("Latitude") },
  { "yes", N_ ("yes") },
  { "no", N_ ("no") },
  { "ordinary", N_ ("Ordinary") },
  { "special", N_ ("Special") },
  { "residential", N_ ("Residential") },
  { "commercial", N_ ("Industry and commerce") },
  { "urban-village", N_ ("Urban village") },
  { "mixed", N_ ("Shops and dwellings") },
  { "village", N_ ("Village") },
  { "institution", N_ ("Park, market, school or hospital") },
  { "other", N_ ("Other") },
};

GHashTable *
wg_export_job_words (void)
{
  GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_hash_table_insert (table, (gpointer) words[i][0], (gpointer) _ (words[i][1]));
  return table;
}

GHashTable *
wg_export_job_building_words (void)
{
  GHashTable *table = wg_export_job_words ();

  for (guint kind = WG_BUILDING_UNKNOWN + 1; kind < WG_BUILDING_N_KINDS; kind++)
    g_hash_table_insert (table, (gpointer) wg_building_kind_to_code (kind),
                         (gpointer) wg_words_building_kind (kind));
  return table;
}

static gboolean
is_drawn (const char *path)
{
  const char *ending = strrchr (path, '.');

  return ending != NULL
         && (g_ascii_strcasecmp (ending, ".svg") == 0 || g_ascii_strcasecmp (ending, ".kml") == 0);
}

/* The fills as the map has them. (transfer full) */
static guint8 *
choose_fills (WgPlan *plan)
{
  g_autoptr (WgScene) scene = wg_scene_new (plan);
  guint8 *fills = g_malloc0 (wg_plan_get_grid_limit (plan));

  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    if (wg_plan_get_grid (plan, id) != NULL)
      fills[id] = wg_scene_get_fill (scene, id) % WG_N_FILLS;
  return fills;
}

gboolean
wg_export_job_run (WgPlan *plan, const char *path, const WgExportOptions *options,
                   const WgProgress *progress, GCancellable *cancellable, WgExportResult *result_out,
                   GError **error)
{
  const WgStyle *style = wg_style_print ();
  WgExportOptions with_look = *options;
  WgExportLook look = { .label = style->label };
  g_autofree guint8 *fills = NULL;

  if (is_drawn (path) && wg_plan_get_frame (plan) != NULL)
    {
      fills = choose_fills (plan);
      memcpy (look.fills, style->fills, sizeof look.fills);
      memcpy (look.border, style->border, sizeof look.border);
      memcpy (look.border_width, style->border_width, sizeof look.border_width);
      look.grid_fills = fills;
      with_look.look = &look;
    }
  return wg_export (plan, path, &with_look, progress, cancellable, result_out, error);
}

void
wg_export_job_set_crs (WgExportOptions *options, const char *text)
{
  options->crs = NULL;
  options->datum = WG_CHINA_TRUE;
  if (text == NULL || *text == '\0')
    return;
  if (g_ascii_strcasecmp (text, "gcj02") == 0)
    options->datum = WG_CHINA_GCJ02;
  else if (g_ascii_strcasecmp (text, "bd09") == 0)
    options->datum = WG_CHINA_BD09;
  else
    options->crs = text;
}

char *
wg_export_job_remarks (const WgExportResult *result)
{
  GString *text = g_string_new (NULL);

  if (result->n_shortened > 0)
    g_string_append_printf (text, ngettext ("%u text was too long and was shortened\n",
                                            "%u texts were too long and were shortened\n",
                                            result->n_shortened), result->n_shortened);
  if (result->n_replaced > 0)
    g_string_append_printf (text, ngettext ("%u character is not in the encoding and became “?”\n",
                                            "%u characters are not in the encoding and became “?”\n",
                                            result->n_replaced), result->n_replaced);
  if (result->n_landless > 0)
    g_string_append_printf (text, ngettext ("%u grid has no land and no shape\n",
                                            "%u grids have no land and no shape\n",
                                            result->n_landless), result->n_landless);
  return g_string_free (text, FALSE);
}
