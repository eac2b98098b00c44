/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-draft"

#include "wg-import-draft.h"

#include "../../app/cli/wg-import-job.h"
#include "../../app/exchange/wg-mapping.h"

static gboolean
has_field (const WgSourceLayer *layer, const char *field)
{
  return *field == '\0' || g_ptr_array_find_with_equal_func (layer->fields, field, g_str_equal, NULL);
}

/* What @wanted says, where the layer has such a column; else what stands there. */
static void
take_field (char **field, const char *wanted, const WgSourceLayer *layer)
{
  if (wanted == NULL || !has_field (layer, wanted))
    return;
  g_free (*field);
  *field = g_strdup (wanted);
}

static void
take_text (char **text, const char *wanted)
{
  if (wanted == NULL)
    return;
  g_free (*text);
  *text = g_strdup (wanted);
}

static void
apply (WgImportChoice *choice, const WgSourceLayer *layer, const WgMapping *mapping)
{
  take_field (&choice->code_field, mapping->code_field, layer);
  take_field (&choice->name_field, mapping->name_field, layer);
  take_field (&choice->parent_field, mapping->parent_field, layer);
  take_field (&choice->parent_name_field, mapping->parent_name_field, layer);
  for (guint role = 0; role < WG_BUILDING_N_ROLES; role++)
    take_field (&choice->building_fields[role], mapping->building_fields[role], layer);
  for (guint role = 0; role < WG_ADDRESS_N_ROLES; role++)
    take_field (&choice->address_fields[role], mapping->address_fields[role], layer);
  if (mapping->barrier_class != WG_BARRIER_NONE)
    choice->barrier_class = mapping->barrier_class;
  take_text (&choice->encoding, mapping->encoding);
  take_text (&choice->crs, mapping->crs);
  /* A mark in the file goes before what was so with another one. */
  choice->datum = layer->datum != WG_CHINA_TRUE ? layer->datum : mapping->datum;
  g_free (choice->template_name);
  choice->template_name = g_strdup (mapping->name);
}

GPtrArray *
wg_import_draft_load_templates (void)
{
  g_autofree char *path = wg_mappings_dup_path ();

  return wg_mappings_load (path);
}

void
wg_import_draft_propose_fields (const WgImportDraft *draft, const WgSourceLayer *layer,
                                WgImportChoice *choice)
{
  const char *buildings[WG_BUILDING_N_ROLES], *addresses[WG_ADDRESS_N_ROLES];

  take_text (&choice->code_field, layer->code_field != NULL ? layer->code_field : "");
  take_text (&choice->name_field, layer->name_field != NULL ? layer->name_field : "");
  take_text (&choice->parent_field, layer->parent_field != NULL ? layer->parent_field : "");
  take_text (&choice->parent_name_field,
             layer->parent_name_field != NULL ? layer->parent_name_field : "");
  wg_buildings_propose_fields (layer, buildings);
  for (guint role = 0; role < WG_BUILDING_N_ROLES; role++)
    take_text (&choice->building_fields[role], buildings[role] != NULL ? buildings[role] : "");
  wg_addresses_propose_fields (layer, addresses);
  for (guint role = 0; role < WG_ADDRESS_N_ROLES; role++)
    take_text (&choice->address_fields[role], addresses[role] != NULL ? addresses[role] : "");
  choice->barrier_class = WG_BARRIER_NONE;
  g_free (choice->crs);
  choice->crs = layer->crs != NULL            ? g_strdup (layer->crs)
                : layer->proposed_crs != NULL ? g_strdup (layer->proposed_crs)
                                              : wg_import_guess_crs (layer, draft->plan, NULL);
  g_clear_pointer (&choice->encoding, g_free);
  g_clear_pointer (&choice->template_name, g_free);
  choice->datum = layer->datum;
}

void
wg_import_draft_apply_known_template (const WgImportDraft *draft, const WgSourceLayer *layer,
                                      WgImportChoice *choice)
{
  g_autoptr (GPtrArray) mappings = wg_import_draft_load_templates ();
  const WgMapping *mapping = wg_mappings_find_for_fields (mappings, layer->fields);

  if (mapping == NULL)
    return;
  apply (choice, layer, mapping);
  if (mapping->use != NULL
      && wg_import_draft_can_be (draft, layer, wg_import_use_from_string (mapping->use)))
    choice->use = wg_import_use_from_string (mapping->use);
}

void
wg_import_draft_apply_template (const WgImportDraft *draft, WgImportChoice *choice, const char *name)
{
  const WgSourceLayer *layer = wg_import_draft_find_layer (draft, choice);
  g_autoptr (GPtrArray) mappings = wg_import_draft_load_templates ();
  const WgMapping *mapping = name != NULL ? wg_mappings_find (mappings, name) : NULL;

  if (layer == NULL)
    return;
  wg_import_draft_propose_fields (draft, layer, choice);
  if (mapping != NULL)
    apply (choice, layer, mapping);
}

gboolean
wg_import_draft_save_template (const WgImportDraft *draft, WgImportChoice *choice, const char *name,
                               GError **error)
{
  const WgSourceLayer *layer = wg_import_draft_find_layer (draft, choice);
  g_autofree char *path = wg_mappings_dup_path ();
  g_autoptr (GPtrArray) mappings = wg_mappings_load (path);
  WgReadOptions read;
  WgMapping *mapping = NULL;

  wg_import_choice_get_read_options (choice, NULL, &read);
  mapping = wg_mapping_new (name, &read, layer->fields);
  mapping->use = g_strdup (wg_import_use_to_string (choice->use));
  mapping->barrier_class = choice->barrier_class;
  wg_mapping_set_building_fields (mapping, choice->building_fields);
  wg_mapping_set_address_fields (mapping, choice->address_fields);
  wg_mappings_put (mappings, mapping);
  take_text (&choice->template_name, mapping->name);
  return wg_mappings_save (mappings, path, error);
}

gboolean
wg_import_draft_remove_template (const char *name, GError **error)
{
  g_autofree char *path = wg_mappings_dup_path ();
  g_autoptr (GPtrArray) mappings = wg_mappings_load (path);

  return !wg_mappings_remove (mappings, name) || wg_mappings_save (mappings, path, error);
}
