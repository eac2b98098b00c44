/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-update.h"

#include "wg-words.h"

#include "../plan/wg-update.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *
words_kind (WgUpdateKind kind)
{
  switch (kind)
    {
    case WG_UPDATE_CHANGED:
      return _("changed");
    case WG_UPDATE_NEW:
      return _("new");
    case WG_UPDATE_GONE:
      return _("gone");
    case WG_UPDATE_SAME:
    default:
      return _("the same");
    }
}

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
        g_print ("%s %-8s %s %s  %+.1f %+.1f m²\n", is_chosen[i] ? "*" : " ", words_kind (item->kind),
                 code_of (plan, incoming, item), name_of (plan, incoming, item), item->gained_m2,
                 -item->lost_m2);
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

gboolean *
wg_cli_choose_updates (WgPlan *plan, const WgIncoming *incoming, const GArray *items,
                       const char *only, guint *n_out)
{
  gboolean *is_chosen = g_new0 (gboolean, items->len + 1);
  g_auto (GStrv) codes = only != NULL ? g_strsplit (only, ",", -1) : NULL;

  *n_out = 0;
  for (guint i = 0; i < items->len; i++)
    {
      const WgUpdateItem *item = &g_array_index (items, WgUpdateItem, i);

      is_chosen[i] = item->kind != WG_UPDATE_SAME
                     && (codes == NULL
                         || g_strv_contains ((const char *const *) codes,
                                             code_of (plan, incoming, item)));
      *n_out += is_chosen[i];
    }
  return is_chosen;
}
