/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-read"

#include "wg-read-private.h"

#include "wg-table.h"

#include <ogr_api.h>

/* Names of columns with counts, best first. */
static const char *const household_names[]
  = { "households", "户数", "总户数", "常住户数", "居民户数", "家庭户数", "hushu", "hs", "setai", NULL };
static const char *const people_names[]
  = { "people", "人口", "总人口", "常住人口", "人口数", "renkou", "rk", "population", "pop", "jinko", NULL };

/* The column that @wanted names, else the first with one of the names; -1: none. */
static int
find_count_field (const WgReading *reading, const char *wanted, const char *const *names)
{
  if (wanted != NULL)
    return *wanted != '\0' ? wg_vector_layer_field (reading->layer, wanted) : -1;
  for (guint at = 0; names[at] != NULL; at++)
    for (guint i = 0; i < reading->layer->fields->len; i++)
      if (wg_field_has_name (g_ptr_array_index (reading->layer->fields, i), names[at]))
        return (int) i;
  return -1;
}

void
wg_reading_add_problem (WgReading *reading, WgRowProblemKind kind, const char *field, const char *detail)
{
  wg_incoming_add_problem (reading->incoming, kind, reading->row, field, detail);
}

void
wg_reading_leave_out_fields (WgReading *reading)
{
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (reading->layer->handle);
  g_autoptr (GPtrArray) ignored = g_ptr_array_new ();

  reading->row = 0;
  for (guint i = 0; i < reading->layer->fields->len; i++)
    {
      const char *name = g_ptr_array_index (reading->layer->fields, i);
      gboolean is_used = FALSE;

      for (int role = 0; role < WG_N_FIELD_ROLES; role++)
        is_used = is_used || reading->fields[role] == (int) i;
      is_used = is_used || reading->households_field == (int) i || reading->people_field == (int) i;
      if (is_used || wg_table_is_place (reading->layer, (int) i)
          || (int) i == reading->layer->group_field || (int) i == reading->layer->ring_field)
        continue;
      if (reading->drawing != NULL
          && ((int) i == reading->drawing_field || (int) i == reading->text_field))
        continue;
      g_ptr_array_add (ignored, (gpointer) OGR_Fld_GetNameRef (
                                  OGR_FD_GetFieldDefn (definition, (int) i)));
      if (g_ptr_array_find_with_equal_func (reading->described->personal_fields, name, g_str_equal,
                                            NULL))
        wg_reading_add_problem (reading, WG_ROW_PERSONAL_DATA, name, NULL);
      else
        wg_reading_add_problem (reading, WG_ROW_UNMAPPED_FIELD, name, NULL);
    }
  g_ptr_array_add (ignored, NULL);
  if (!reading->layer->is_interleaved)
    OGR_L_SetIgnoredFields (reading->layer->handle, (const char **) ignored->pdata);
  if (reading->fields[WG_FIELD_CODE] < 0 && reading->drawing == NULL)
    wg_reading_add_problem (reading, WG_ROW_MISSING_CODE, NULL, NULL);
  if (reading->fields[WG_FIELD_NAME] < 0 && reading->drawing == NULL)
    wg_reading_add_problem (reading, WG_ROW_MISSING_NAME, NULL, NULL);
}

gboolean
wg_reading_choose_fields (WgReading *reading, const WgReadOptions *options, GError **error)
{
  const char *wanted[WG_N_FIELD_ROLES] = { options->code_field, options->name_field,
                                           options->parent_field, NULL,
                                           options->parent_name_field };
  const char *proposed[WG_N_FIELD_ROLES]
    = { reading->described->code_field, reading->described->name_field,
        reading->described->parent_field, reading->described->kind_field,
        reading->described->parent_name_field };

  reading->households_field = find_count_field (reading, options->households_field, household_names);
  reading->people_field = find_count_field (reading, options->people_field, people_names);
  for (int role = 0; role < WG_N_FIELD_ROLES; role++)
    {
      const char *name = wanted[role] != NULL ? wanted[role] : proposed[role];

      reading->fields[role] = -1;
      if (name == NULL || *name == '\0')
        continue;
      reading->fields[role] = wg_vector_layer_field (reading->layer, name);
      if (reading->fields[role] < 0)
        {
          g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NO_FIELD, "no field %s", name);
          return FALSE;
        }
      /* Also when asked for: its notice comes with the columns left out. */
      if (wg_field_is_personal (name))
        reading->fields[role] = -1;
    }
  return TRUE;
}

void
wg_reading_choose_lines (WgReading *reading, const WgReadOptions *options)
{
  const WgSourceLayer *described = reading->described;

  reading->lines = WG_LINES_AUTO;
  if (!described->has_polygons && (described->has_closed_lines || described->has_open_lines))
    reading->lines = options->lines != WG_LINES_AUTO ? options->lines
                     : described->is_drawing && described->has_open_lines ? WG_LINES_JOINED
                                                                          : WG_LINES_CLOSED;
  reading->drawing_layers = options->drawing_layers;
  reading->drawing_field = described->is_drawing ? wg_vector_layer_field (reading->layer, "Layer")
                                                 : -1;
  reading->text_field = described->is_drawing ? wg_vector_layer_field (reading->layer, "Text") : -1;
  if (described->is_drawing || reading->lines == WG_LINES_JOINED)
    reading->drawing = wg_drawing_new (reading->incoming, reading->polygons);
}
