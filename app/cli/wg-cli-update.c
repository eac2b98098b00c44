/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-update.h"

#include "wg-cli-private.h"
#include "wg-words-update.h"

#include "../plan/wg-update.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *
code_of (WgPlan *plan, const WgIncoming *incoming, const WgUpdateItem *item)
{
  if (item->grid != 0)
    return wg_plan_get_grid (plan, item->grid)->code;
  return ((const WgIncomingGrid *) g_ptr_array_index (incoming->grids, item->row))->code;
}

static const char *
name_of (WgPlan *plan, const WgIncoming *incoming, const WgUpdateItem *item)
{
  if (item->grid != 0)
    return wg_plan_get_grid (plan, item->grid)->name;
  return ((const WgIncomingGrid *) g_ptr_array_index (incoming->grids, item->row))->name;
}

static void
write_item (WgJson *json, WgPlan *plan, const WgIncoming *incoming, const WgUpdateItem *item,
            gboolean is_chosen)
{
  const WgIncomingGrid *row
    = item->row != G_MAXUINT ? g_ptr_array_index (incoming->grids, item->row) : NULL;

  wg_json_begin_object (json, NULL);
  wg_json_string (json, "kind", wg_update_kind_to_string (item->kind));
  wg_json_string (json, "code", code_of (plan, incoming, item));
  wg_json_string (json, "name", name_of (plan, incoming, item));
  if (item->has_new_code)
    wg_json_string (json, "new_code", row->code);
  if (item->has_new_name)
    wg_json_string (json, "new_name", row->name);
  wg_json_double (json, "before_m2", item->before_m2, 3);
  wg_json_double (json, "after_m2", item->after_m2, 3);
  wg_json_double (json, "gained_m2", item->gained_m2, 3);
  wg_json_double (json, "lost_m2", item->lost_m2, 3);
  wg_json_boolean (json, "chosen", is_chosen);
  wg_json_end_object (json);
}

static void
print_item (WgPlan *plan, const WgIncoming *incoming, const WgUpdateItem *item, gboolean is_chosen)
{
  g_autofree char *name = wg_words_update_name (plan, incoming, item);
  g_autofree char *change = wg_words_update_change (plan, incoming, item);

  g_print ("%s %-8s %s  %s\n", is_chosen ? "*" : " ", wg_words_update_kind (item->kind), name,
           change);
}

void
wg_cli_print_update (WgPlan *plan, const WgIncoming *incoming, const GArray *items,
                     const gboolean *is_chosen, gboolean as_json)
{
  WgJson *json = as_json ? wg_json_new () : NULL;
  guint counts[WG_UPDATE_GONE + 1] = { 0 };

  if (as_json)
    {
      wg_json_begin_object (json, NULL);
      wg_json_begin_array (json, "differences");
    }
  for (guint i = 0; i < items->len; i++)
    {
      const WgUpdateItem *item = &g_array_index (items, WgUpdateItem, i);

      counts[item->kind]++;
      if (item->kind == WG_UPDATE_SAME)
        continue;
      if (as_json)
        write_item (json, plan, incoming, item, is_chosen[i]);
      else
        print_item (plan, incoming, item, is_chosen[i]);
    }
  if (!as_json)
    {
      g_print (_ ("%u changed, %u new, %u gone, %u the same\n"), counts[WG_UPDATE_CHANGED],
               counts[WG_UPDATE_NEW], counts[WG_UPDATE_GONE], counts[WG_UPDATE_SAME]);
      return;
    }
  wg_json_end_array (json);
  for (int kind = WG_UPDATE_SAME; kind <= WG_UPDATE_GONE; kind++)
    wg_json_int (json, wg_update_kind_to_string (kind), counts[kind]);
  wg_json_end_object (json);
  wg_cli_print_json (json);
}

/* Is one of @words the kind or the code of @item? */
static gboolean
is_named (WgPlan *plan, const WgIncoming *incoming, const WgUpdateItem *item,
          const char *const *words)
{
  return g_strv_contains (words, wg_update_kind_to_string (item->kind))
         || g_strv_contains (words, code_of (plan, incoming, item));
}

/* FALSE: one of @words is no kind and the code of no difference. */
static gboolean
are_known (WgPlan *plan, const WgIncoming *incoming, const GArray *items, char **words)
{
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      const char *const word[] = { words[i], NULL };
      gboolean is_known = FALSE;

      for (int kind = WG_UPDATE_CHANGED; kind <= WG_UPDATE_GONE && !is_known; kind++)
        is_known = g_str_equal (words[i], wg_update_kind_to_string (kind));
      for (guint j = 0; j < items->len && !is_known; j++)
        is_known = is_named (plan, incoming, &g_array_index (items, WgUpdateItem, j), word);
      if (is_known)
        continue;
      wg_cli_wrong_usage (_("--apply takes changed, new, gone and codes; “%s” is none of them"),
                          words[i]);
      return FALSE;
    }
  return TRUE;
}

gboolean *
wg_cli_choose_updates (WgPlan *plan, const WgIncoming *incoming, const GArray *items,
                       const char *wanted, guint *n_out)
{
  g_auto (GStrv) words = wanted != NULL ? g_strsplit (wanted, ",", -1) : NULL;
  gboolean *is_chosen = NULL;

  *n_out = 0;
  if (!are_known (plan, incoming, items, words))
    return NULL;
  is_chosen = g_new0 (gboolean, items->len + 1);
  for (guint i = 0; i < items->len; i++)
    {
      const WgUpdateItem *item = &g_array_index (items, WgUpdateItem, i);

      is_chosen[i] = item->kind != WG_UPDATE_SAME
                     && (words == NULL
                         || is_named (plan, incoming, item, (const char *const *) words));
      *n_out += is_chosen[i];
    }
  return is_chosen;
}
