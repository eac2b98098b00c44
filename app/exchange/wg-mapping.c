/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-mapping"

#include "wg-mapping.h"

#include <string.h>

static const char *const shift_names[] = { "none", "gcj02", "bd09" };

/* "building-households" (transfer full). */
static char *
dup_building_key (guint role)
{
  return g_strconcat ("building-", wg_building_role_to_string ((WgBuildingRole) role), NULL);
}

/* "address-street" (transfer full). */
static char *
dup_address_key (guint role)
{
  return g_strconcat ("address-", wg_address_role_to_string ((WgAddressRole) role), NULL);
}

WgMapping *
wg_mapping_new (const char *name, const WgReadOptions *options, const GPtrArray *fields)
{
  WgMapping *mapping = g_new0 (WgMapping, 1);

  mapping->name = g_strdelimit (g_strdup (name), "[]\n\r\t", '_');
  mapping->code_field = g_strdup (options->code_field);
  mapping->name_field = g_strdup (options->name_field);
  mapping->parent_field = g_strdup (options->parent_field);
  mapping->parent_name_field = g_strdup (options->parent_name_field);
  mapping->encoding = g_strdup (options->encoding);
  mapping->crs = g_strdup (options->crs);
  mapping->datum = options->datum;
  mapping->fields = g_new0 (char *, fields->len + 1);
  for (guint i = 0; i < fields->len; i++)
    mapping->fields[i] = g_strdup (g_ptr_array_index (fields, i));
  return mapping;
}

void
wg_mapping_set_building_fields (WgMapping *mapping, char *const *building_fields)
{
  for (guint role = 0; role < WG_BUILDING_N_ROLES; role++)
    {
      g_free (mapping->building_fields[role]);
      mapping->building_fields[role] = g_strdup (building_fields[role]);
    }
}

void
wg_mapping_set_address_fields (WgMapping *mapping, char *const *address_fields)
{
  for (guint role = 0; role < WG_ADDRESS_N_ROLES; role++)
    {
      g_free (mapping->address_fields[role]);
      mapping->address_fields[role] = g_strdup (address_fields[role]);
    }
}

void
wg_mapping_free (WgMapping *mapping)
{
  if (mapping == NULL)
    return;
  g_free (mapping->name);
  g_free (mapping->code_field);
  g_free (mapping->name_field);
  g_free (mapping->parent_field);
  g_free (mapping->parent_name_field);
  g_free (mapping->encoding);
  g_free (mapping->crs);
  g_free (mapping->use);
  for (guint role = 0; role < WG_ADDRESS_N_ROLES; role++)
    g_free (mapping->address_fields[role]);
  for (guint role = 0; role < WG_BUILDING_N_ROLES; role++)
    g_free (mapping->building_fields[role]);
  g_strfreev (mapping->fields);
  g_free (mapping);
}

void
wg_mapping_apply (const WgMapping *mapping, WgReadOptions *options)
{
  if (options->code_field == NULL)
    options->code_field = mapping->code_field;
  if (options->name_field == NULL)
    options->name_field = mapping->name_field;
  if (options->parent_field == NULL)
    options->parent_field = mapping->parent_field;
  if (options->parent_name_field == NULL)
    options->parent_name_field = mapping->parent_name_field;
  if (options->encoding == NULL)
    options->encoding = mapping->encoding;
  if (options->crs == NULL)
    options->crs = mapping->crs;
  if (options->datum == WG_CHINA_TRUE)
    options->datum = mapping->datum;
}

char *
wg_mappings_dup_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "wangge", "import-templates.ini", NULL);
}

static WgMapping *
read_mapping (GKeyFile *file, const char *name)
{
  WgMapping *mapping = g_new0 (WgMapping, 1);
  g_autofree char *shift = g_key_file_get_string (file, name, "shift", NULL);
  g_autofree char *barrier = g_key_file_get_string (file, name, "barrier-class", NULL);

  mapping->name = g_strdup (name);
  mapping->code_field = g_key_file_get_string (file, name, "code", NULL);
  mapping->name_field = g_key_file_get_string (file, name, "name", NULL);
  mapping->parent_field = g_key_file_get_string (file, name, "parent", NULL);
  mapping->parent_name_field = g_key_file_get_string (file, name, "parent-name", NULL);
  mapping->encoding = g_key_file_get_string (file, name, "encoding", NULL);
  mapping->crs = g_key_file_get_string (file, name, "crs", NULL);
  for (guint role = 0; role < WG_BUILDING_N_ROLES; role++)
    {
      g_autofree char *key = dup_building_key (role);

      mapping->building_fields[role] = g_key_file_get_string (file, name, key, NULL);
    }
  for (guint role = 0; role < WG_ADDRESS_N_ROLES; role++)
    {
      g_autofree char *key = dup_address_key (role);

      mapping->address_fields[role] = g_key_file_get_string (file, name, key, NULL);
    }
  mapping->use = g_key_file_get_string (file, name, "use", NULL);
  mapping->barrier_class = wg_barrier_class_from_code (barrier);
  mapping->fields = g_key_file_get_string_list (file, name, "fields", NULL, NULL);
  if (mapping->fields == NULL)
    mapping->fields = g_new0 (char *, 1);
  for (guint i = 0; i < G_N_ELEMENTS (shift_names); i++)
    if (g_strcmp0 (shift, shift_names[i]) == 0)
      mapping->datum = (WgChinaDatum) i;
  return mapping;
}

GPtrArray *
wg_mappings_load (const char *path)
{
  GPtrArray *mappings = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_mapping_free);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) names = NULL;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return mappings;
  names = g_key_file_get_groups (file, NULL);
  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (mappings, read_mapping (file, names[i]));
  return mappings;
}

static void
set_text (GKeyFile *file, const char *name, const char *key, const char *text)
{
  if (text != NULL)
    g_key_file_set_string (file, name, key, text);
}

gboolean
wg_mappings_save (const GPtrArray *mappings, const char *path, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) problem = NULL;

  for (guint i = 0; i < mappings->len; i++)
    {
      const WgMapping *mapping = g_ptr_array_index (mappings, i);

      set_text (file, mapping->name, "code", mapping->code_field);
      set_text (file, mapping->name, "name", mapping->name_field);
      set_text (file, mapping->name, "parent", mapping->parent_field);
      set_text (file, mapping->name, "parent-name", mapping->parent_name_field);
      set_text (file, mapping->name, "encoding", mapping->encoding);
      set_text (file, mapping->name, "crs", mapping->crs);
      for (guint role = 0; role < WG_BUILDING_N_ROLES; role++)
        {
          g_autofree char *key = dup_building_key (role);

          set_text (file, mapping->name, key, mapping->building_fields[role]);
        }
      for (guint role = 0; role < WG_ADDRESS_N_ROLES; role++)
        {
          g_autofree char *key = dup_address_key (role);

          set_text (file, mapping->name, key, mapping->address_fields[role]);
        }
      set_text (file, mapping->name, "use", mapping->use);
      if (mapping->barrier_class != WG_BARRIER_NONE)
        set_text (file, mapping->name, "barrier-class",
                  wg_barrier_class_to_code (mapping->barrier_class));
      set_text (file, mapping->name, "shift", shift_names[mapping->datum]);
      g_key_file_set_string_list (file, mapping->name, "fields",
                                  (const char *const *) mapping->fields,
                                  g_strv_length (mapping->fields));
    }
  if (g_mkdir_with_parents (folder, 0700) == 0 && g_key_file_save_to_file (file, path, &problem))
    return TRUE;
  g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_WRITE, "%s: %s", path,
               problem != NULL ? problem->message : "no folder");
  return FALSE;
}

void
wg_mappings_put (GPtrArray *mappings, WgMapping *mapping)
{
  wg_mappings_remove (mappings, mapping->name);
  g_ptr_array_add (mappings, mapping);
}

gboolean
wg_mappings_remove (GPtrArray *mappings, const char *name)
{
  for (guint i = 0; i < mappings->len; i++)
    if (strcmp (((WgMapping *) g_ptr_array_index (mappings, i))->name, name) == 0)
      {
        g_ptr_array_remove_index (mappings, i);
        return TRUE;
      }
  return FALSE;
}

const WgMapping *
wg_mappings_find (const GPtrArray *mappings, const char *name)
{
  for (guint i = 0; i < mappings->len; i++)
    if (strcmp (((WgMapping *) g_ptr_array_index (mappings, i))->name, name) == 0)
      return g_ptr_array_index (mappings, i);
  return NULL;
}

const WgMapping *
wg_mappings_find_for_fields (const GPtrArray *mappings, const GPtrArray *fields)
{
  for (guint i = mappings->len; i-- > 0;)
    {
      const WgMapping *mapping = g_ptr_array_index (mappings, i);
      gboolean is_same = fields->len > 0 && g_strv_length (mapping->fields) == fields->len;

      for (guint j = 0; j < fields->len && is_same; j++)
        is_same = g_strv_contains ((const char *const *) mapping->fields,
                                   g_ptr_array_index (fields, j));
      if (is_same)
        return mapping;
    }
  return NULL;
}
