/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-words"

#include "wg-words-update.h"

#include "wg-words.h"

#include <glib/gi18n.h>

static const WgIncomingGrid *
find_row (const WgIncoming *incoming, const WgUpdateItem *item)
{
  return item->row != G_MAXUINT ? g_ptr_array_index (incoming->grids, item->row) : NULL;
}

const char *
wg_words_update_kind (WgUpdateKind kind)
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

char *
wg_words_update_name (WgPlan *plan, const WgIncoming *incoming, const WgUpdateItem *item)
{
  const WgIncomingGrid *row = find_row (incoming, item);
  const WgGrid *grid = item->grid != 0 ? wg_plan_get_grid (plan, item->grid) : NULL;
  const char *code = grid != NULL ? grid->code : row->code;
  const char *name = grid != NULL ? grid->name : row->name;

  if (*code == '\0' && *name == '\0')
    /* Translators: a row of a file, by its number */
    return g_strdup_printf (_("row %u"), row->row);
  return g_strdup_printf ("%s%s%s", code, *code != '\0' && *name != '\0' ? " " : "", name);
}

static void
add_words (GString *words, char *more)
{
  if (words->len > 0)
    g_string_append (words, "; ");
  g_string_append (words, more);
  g_free (more);
}

char *
wg_words_update_change (WgPlan *plan, const WgIncoming *incoming, const WgUpdateItem *item)
{
  const WgIncomingGrid *row = find_row (incoming, item);
  const WgGrid *grid = item->grid != 0 ? wg_plan_get_grid (plan, item->grid) : NULL;
  g_autofree char *gained = wg_words_area (item->gained_m2);
  g_autofree char *lost = wg_words_area (item->lost_m2);
  GString *words = g_string_new (NULL);

  if (item->gained_m2 > 0.0 && item->lost_m2 > 0.0)
    add_words (words, g_strdup_printf ("+%s, −%s", gained, lost));
  else if (item->gained_m2 > 0.0)
    add_words (words, g_strdup_printf ("+%s", gained));
  else if (item->lost_m2 > 0.0)
    add_words (words, g_strdup_printf ("−%s", lost));
  if (item->has_new_code)
    add_words (words, g_strdup_printf (_("code %s → %s"), grid->code, row->code));
  if (item->has_new_name)
    add_words (words, g_strdup_printf (_("name %s → %s"), grid->name, row->name));
  return g_string_free (words, FALSE);
}
