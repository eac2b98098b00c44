/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-draft"

#include "wg-import-draft.h"

#include "../../app/cli/wg-import-job.h"
#include "wg-import-proposal.h"

#define USUAL_SLIVER_M 2.0
#define USUAL_GAP_M 0.5
#define USUAL_ASK_M2 10.0

/* The project's own system when it has none yet: what was wished for, or what suits the place. */
static char *
propose_project_crs (WgImportDraft *draft, const WgSource *source, const WgSourceLayer *layer)
{
  const char *wanted = wg_plan_get_wanted_crs (draft->plan);
  g_autoptr (WgFrame) frame = NULL;

  if (wg_plan_get_frame (draft->plan) != NULL)
    return NULL;
  if (wanted != NULL)
    return g_strdup (wanted);
  frame = wg_import_propose_frame (source, layer->name, NULL, NULL);
  return frame != NULL ? g_strdup (wg_frame_get_crs (frame)) : NULL;
}

static WgImportChoice *
propose (WgImportDraft *draft, const WgSource *source, const WgSourceLayer *layer)
{
  WgImportChoice *choice = g_new0 (WgImportChoice, 1);
  guint n_levels = wg_plan_get_n_levels (draft->plan);
  guint depth = wg_import_propose_depth (draft->plan, source->path, layer);
  gboolean is_joined = !layer->has_polygons && layer->has_open_lines;

  choice->use = depth > n_levels ? WG_IMPORT_BUILDINGS : WG_IMPORT_GRIDS;
  if (!wg_import_layer_can_be_grids (layer) && !wg_import_layer_has_points (layer))
    choice->use = WG_IMPORT_NUMBERS;
  choice->depth = MIN (depth, n_levels);
  if (wg_import_propose_addresses (source->path, layer)
      && wg_import_draft_can_be (draft, layer, WG_IMPORT_ADDRESSES))
    choice->use = WG_IMPORT_ADDRESSES;
  choice->path = g_strdup (source->path);
  choice->layer = g_strdup (layer->name);
  wg_import_draft_propose_fields (draft, layer, choice);
  wg_import_draft_apply_known_template (draft, layer, choice);
  choice->is_update = choice->use == WG_IMPORT_GRIDS
                      && wg_import_propose_update (draft->plan, choice->depth, layer);
  choice->is_only_layer = source->layers->len == 1;
  choice->project_crs = propose_project_crs (draft, source, layer);
  choice->lines = layer->has_polygons ? WG_LINES_AUTO : is_joined ? WG_LINES_JOINED : WG_LINES_CLOSED;
  choice->gap_m = USUAL_GAP_M;
  choice->ask_from_m2 = USUAL_ASK_M2;
  choice->sliver_width_m = draft->settings != NULL
                             ? g_settings_get_double (draft->settings, "sliver-width")
                             : USUAL_SLIVER_M;
  return choice;
}

gboolean
wg_import_draft_can_be (const WgImportDraft *draft, const WgSourceLayer *layer, WgImportUse use)
{
  gboolean has_frame = wg_plan_get_frame (draft->plan) != NULL;
  gboolean has_places = wg_import_layer_can_be_grids (layer) || wg_import_layer_has_points (layer);

  switch (use)
    {
    case WG_IMPORT_GRIDS:
      return wg_import_layer_can_be_grids (layer);
    case WG_IMPORT_NUMBERS:
      return wg_plan_get_buildings (draft->plan) != NULL;
    case WG_IMPORT_BUILDINGS:
    case WG_IMPORT_ADDRESSES:
      return has_places;
    case WG_IMPORT_REFERENCE:
      return has_frame && has_places;
    case WG_IMPORT_BARRIERS:
      return wg_import_layer_can_be_grids (layer);
    case WG_IMPORT_NOTHING:
    default:
      return FALSE;
    }
}

static gboolean
can_be_brought_in (const WgImportDraft *draft, const WgSourceLayer *layer)
{
  return wg_import_layer_can_be_grids (layer) || wg_plan_get_buildings (draft->plan) != NULL
         || wg_import_layer_has_points (layer);
}

/* Of several layers the best one is proposed, each other that is named after a level of its own, and
 * one of buildings. */
static void
leave_out_others (WgImportDraft *draft, const WgSource *source, guint first)
{
  const WgSourceLayer *best = wg_source_find_layer (source, NULL);
  gboolean has_buildings = FALSE;
  guint taken = 0; /* bits of depths */

  for (int pass = 0; pass < 2; pass++)
    for (guint i = first; i < draft->choices->len; i++)
      {
        WgImportChoice *choice = g_ptr_array_index (draft->choices, i);
        const WgSourceLayer *layer = wg_source_find_layer (source, choice->layer);
        gboolean is_named = wg_import_level_of_name (draft->plan, layer->name) != 0;
        gboolean is_best = layer == best || draft->choices->len - first == 1;

        if (is_best != (pass == 0))
          continue;
        if (choice->use == WG_IMPORT_BUILDINGS && wg_import_layer_says_buildings (layer) && !has_buildings)
          has_buildings = TRUE;
        else if (!is_best && (!is_named || (taken & 1u << choice->depth) != 0))
          choice->use = WG_IMPORT_NOTHING;
        else
          taken |= 1u << choice->depth;
      }
}

WgImportDraft *
wg_import_draft_new (WgPlan *plan, GSettings *settings)
{
  WgImportDraft *draft = g_new0 (WgImportDraft, 1);

  draft->plan = g_object_ref (plan);
  draft->run = wg_import_run_new (plan);
  g_set_object (&draft->settings, settings);
  draft->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_source_free);
  draft->problems = g_ptr_array_new_with_free_func (g_free);
  draft->choices = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_import_choice_free);
  return draft;
}

void
wg_import_draft_free (WgImportDraft *draft)
{
  if (draft == NULL)
    return;
  g_ptr_array_unref (draft->choices);
  g_ptr_array_unref (draft->problems);
  g_ptr_array_unref (draft->sources);
  g_clear_object (&draft->settings);
  wg_import_run_cancel (draft->run);
  g_object_unref (draft->run);
  g_object_unref (draft->plan);
  g_free (draft);
}

gboolean
wg_import_draft_add_source (WgImportDraft *draft, WgSource *source)
{
  guint first = draft->choices->len;

  for (guint i = 0; i < source->layers->len; i++)
    {
      const WgSourceLayer *layer = g_ptr_array_index (source->layers, i);

      if (can_be_brought_in (draft, layer))
        g_ptr_array_add (draft->choices, propose (draft, source, layer));
    }
  if (draft->choices->len == first)
    {
      wg_source_free (source);
      return FALSE;
    }
  leave_out_others (draft, source, first);
  g_ptr_array_add (draft->sources, source);
  wg_import_draft_share (draft, g_ptr_array_index (draft->choices, 0));
  return TRUE;
}

/* The column that stands where @field stood, for its name may read otherwise now. */
static void
renew_field (char **field, const WgSourceLayer *before, const WgSourceLayer *after)
{
  guint place = 0;

  if (*field == NULL || **field == '\0')
    return;
  for (place = 0; place < before->fields->len; place++)
    if (g_strcmp0 (before->fields->pdata[place], *field) == 0)
      break;
  g_free (*field);
  *field = g_strdup (place < after->fields->len ? after->fields->pdata[place] : "");
}

void
wg_import_draft_renew_source (WgImportDraft *draft, WgSource *source)
{
  for (guint i = 0; i < draft->choices->len; i++)
    {
      WgImportChoice *choice = g_ptr_array_index (draft->choices, i);
      const WgSourceLayer *before = wg_import_draft_find_layer (draft, choice);
      const WgSourceLayer *after = NULL;

      if (g_strcmp0 (choice->path, source->path) != 0)
        continue;
      for (guint j = 0; j < source->layers->len && after == NULL; j++)
        if (g_strcmp0 (((WgSourceLayer *) source->layers->pdata[j])->name, choice->layer) == 0)
          after = source->layers->pdata[j];
      if (before == NULL || after == NULL)
        continue;
      renew_field (&choice->code_field, before, after);
      renew_field (&choice->name_field, before, after);
      renew_field (&choice->parent_field, before, after);
      renew_field (&choice->parent_name_field, before, after);
      for (guint role = 0; role < WG_BUILDING_N_ROLES; role++)
        renew_field (&choice->building_fields[role], before, after);
      for (guint role = 0; role < WG_ADDRESS_N_ROLES; role++)
        renew_field (&choice->address_fields[role], before, after);
    }
  for (guint i = 0; i < draft->sources->len; i++)
    if (g_strcmp0 (((WgSource *) draft->sources->pdata[i])->path, source->path) == 0)
      {
        wg_source_free (draft->sources->pdata[i]);
        draft->sources->pdata[i] = source;
        return;
      }
  g_ptr_array_add (draft->sources, source);
}

WgSource *
wg_import_draft_find_source (const WgImportDraft *draft, const WgImportChoice *choice)
{
  for (guint i = 0; i < draft->sources->len; i++)
    if (g_strcmp0 (((WgSource *) draft->sources->pdata[i])->path, choice->path) == 0)
      return draft->sources->pdata[i];
  return NULL;
}

const WgSourceLayer *
wg_import_draft_find_layer (const WgImportDraft *draft, const WgImportChoice *choice)
{
  const WgSource *source = wg_import_draft_find_source (draft, choice);

  for (guint i = 0; source != NULL && i < source->layers->len; i++)
    if (g_strcmp0 (((WgSourceLayer *) source->layers->pdata[i])->name, choice->layer) == 0)
      return source->layers->pdata[i];
  return NULL;
}

/* Nobody says more of the level above than the rows do. */
static gboolean
is_level_above_empty (const WgImportDraft *draft, const WgImportChoice *choice)
{
  if (wg_plan_count_grids (draft->plan, choice->depth - 1) > 0)
    return FALSE;
  for (guint i = 0; i < draft->choices->len; i++)
    {
      const WgImportChoice *other = g_ptr_array_index (draft->choices, i);

      if (other->use == WG_IMPORT_GRIDS && other->depth == choice->depth - 1)
        return FALSE;
    }
  return TRUE;
}

static gboolean
names_parents (const WgImportChoice *choice)
{
  return (choice->parent_field != NULL && *choice->parent_field != '\0')
         || (choice->parent_name_field != NULL && *choice->parent_name_field != '\0');
}

static gboolean
may_make_parents (const WgImportChoice *choice)
{
  return choice->use == WG_IMPORT_GRIDS && !choice->is_update && choice->depth > 1;
}

/* They are made where the rows name them and the level above would stay empty. */
static void
propose_parents (WgImportDraft *draft)
{
  for (guint i = 0; i < draft->choices->len; i++)
    {
      WgImportChoice *choice = g_ptr_array_index (draft->choices, i);

      if (!choice->is_parents_said)
        choice->makes_parents = may_make_parents (choice) && names_parents (choice)
                                && is_level_above_empty (draft, choice);
    }
}

void
wg_import_draft_share (WgImportDraft *draft, const WgImportChoice *from)
{
  for (guint i = 0; i < draft->choices->len; i++)
    {
      WgImportChoice *choice = g_ptr_array_index (draft->choices, i);

      if (choice == from)
        continue;
      g_free (choice->project_crs);
      choice->project_crs = g_strdup (from->project_crs);
      choice->sliver_width_m = from->sliver_width_m;
      choice->overlap = from->overlap;
      choice->nest_rule = from->nest_rule;
      choice->gap_m = from->gap_m;
      choice->asks = from->asks;
      choice->ask_from_m2 = from->ask_from_m2;
    }
  propose_parents (draft);
}

static int
compare_choices (gconstpointer a, gconstpointer b)
{
  const WgImportChoice *first = *(const WgImportChoice *const *) a;
  const WgImportChoice *second = *(const WgImportChoice *const *) b;

  if (first->use != second->use)
    return first->use < second->use ? -1 : 1;
  return first->depth < second->depth ? -1 : first->depth > second->depth;
}

GPtrArray *
wg_import_draft_list_chosen (const WgImportDraft *draft)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < draft->choices->len; i++)
    if (((WgImportChoice *) draft->choices->pdata[i])->use != WG_IMPORT_NOTHING)
      g_ptr_array_add (chosen, draft->choices->pdata[i]);
  g_ptr_array_sort (chosen, compare_choices);
  return chosen;
}

GPtrArray *
wg_import_draft_list_grids (const WgImportDraft *draft)
{
  g_autoptr (GPtrArray) chosen = wg_import_draft_list_chosen (draft);
  GPtrArray *grids = g_ptr_array_new ();

  for (guint i = 0; i < chosen->len; i++)
    if (((WgImportChoice *) chosen->pdata[i])->use == WG_IMPORT_GRIDS)
      g_ptr_array_add (grids, chosen->pdata[i]);
  return grids;
}

gboolean
wg_import_draft_can_make_parents (const WgImportDraft *draft)
{
  for (guint i = 0; i < draft->choices->len; i++)
    {
      const WgImportChoice *choice = g_ptr_array_index (draft->choices, i);

      if (may_make_parents (choice)
          && (names_parents (choice) || is_level_above_empty (draft, choice)))
        return TRUE;
    }
  return FALSE;
}

gboolean
wg_import_draft_makes_parents (const WgImportDraft *draft)
{
  for (guint i = 0; i < draft->choices->len; i++)
    {
      const WgImportChoice *choice = g_ptr_array_index (draft->choices, i);

      if (may_make_parents (choice) && choice->makes_parents)
        return TRUE;
    }
  return FALSE;
}

void
wg_import_draft_make_parents (WgImportDraft *draft, gboolean makes)
{
  for (guint i = 0; i < draft->choices->len; i++)
    {
      WgImportChoice *choice = g_ptr_array_index (draft->choices, i);

      choice->makes_parents = makes;
      choice->is_parents_said = TRUE;
    }
}

gboolean
wg_import_draft_forget_made (WgImportDraft *draft)
{
  gboolean has_update = FALSE;

  wg_import_run_forget (draft->run);
  for (guint i = 0; i < draft->choices->len; i++)
    {
      WgImportChoice *choice = g_ptr_array_index (draft->choices, i);

      choice->is_reviewed = FALSE;
      g_clear_pointer (&choice->left_out, g_hash_table_unref);
      has_update = has_update || (choice->use == WG_IMPORT_GRIDS && choice->is_update);
    }
  return has_update;
}
