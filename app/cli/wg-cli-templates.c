/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include "../exchange/wg-mapping.h"

#include <glib/gi18n.h>

static char **option_delete;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "delete", 0, 0, G_OPTION_ARG_STRING_ARRAY, &option_delete,
    N_ ("Delete this template; may be given again"), N_ ("NAME") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print the templates as JSON"), NULL },
  { NULL },
};

static void
print_template (const WgMapping *mapping)
{
  g_autofree char *fields = g_strjoinv (", ", mapping->fields);

  g_print ("%s\n", mapping->name);
  g_print (_ ("  code=%s, name=%s, parent=%s\n"), mapping->code_field != NULL ? mapping->code_field : "",
           mapping->name_field != NULL ? mapping->name_field : "",
           mapping->parent_field != NULL ? mapping->parent_field : "");
  g_print (_ ("  for files with the fields %s\n"), fields);
}

static void
write_text (WgJson *json, const char *key, const char *text)
{
  if (text != NULL)
    wg_json_string (json, key, text);
}

static void
write_template (WgJson *json, const WgMapping *mapping)
{
  wg_json_begin_object (json, NULL);
  wg_json_string (json, "name", mapping->name);
  write_text (json, "code_field", mapping->code_field);
  write_text (json, "name_field", mapping->name_field);
  write_text (json, "parent_field", mapping->parent_field);
  write_text (json, "parent_name_field", mapping->parent_name_field);
  write_text (json, "encoding", mapping->encoding);
  write_text (json, "crs", mapping->crs);
  wg_json_begin_array (json, "fields");
  for (guint i = 0; mapping->fields[i] != NULL; i++)
    wg_json_string (json, NULL, mapping->fields[i]);
  wg_json_end_array (json);
  wg_json_begin_object (json, "building_fields");
  for (guint role = 0; role < WG_BUILDING_N_ROLES; role++)
    write_text (json, wg_building_role_to_string ((WgBuildingRole) role),
                mapping->building_fields[role]);
  wg_json_end_object (json);
  wg_json_end_object (json);
}

static void
print_all (const GPtrArray *mappings)
{
  WgJson *json = option_json ? wg_json_new () : NULL;

  if (json != NULL)
    wg_json_begin_array (json, NULL);
  for (guint i = 0; i < mappings->len; i++)
    if (json != NULL)
      write_template (json, g_ptr_array_index (mappings, i));
    else
      print_template (g_ptr_array_index (mappings, i));
  if (json == NULL)
    return;
  wg_json_end_array (json);
  wg_cli_print_json (json);
}

int
wg_cli_templates (int argc, char **argv)
{
  const WgCliUsage usage = { "",
                             _ ("List how files were read before, under the names that import "
                                "--template takes, or delete some."),
                             options, 0, 0, FALSE };
  g_autofree char *path = wg_mappings_dup_path ();
  g_autoptr (GPtrArray) mappings = NULL;
  g_autoptr (GError) error = NULL;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  mappings = wg_mappings_load (path);
  for (guint i = 0; option_delete != NULL && option_delete[i] != NULL; i++)
    if (!wg_mappings_remove (mappings, option_delete[i]))
      return wg_cli_wrong_usage (_ ("There is no template “%s”"), option_delete[i]);
  if (option_delete != NULL && !wg_mappings_save (mappings, path, &error))
    return wg_cli_refuse (error);
  print_all (mappings);
  return WG_CLI_OK;
}
