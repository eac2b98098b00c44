/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-words"

#include "wg-words-staff.h"

#include <glib/gi18n.h>

char *
wg_words_role (WgRole role, const char *title)
{
  static const char *const names[WG_ROLE_N] = {
    [WG_ROLE_OTHER] = N_ ("Other"),
    [WG_ROLE_LEADER] = N_ ("Grid leader"),
    [WG_ROLE_WORKER] = N_ ("Grid worker"),
    [WG_ROLE_ADVISER] = N_ ("Adviser"),
    [WG_ROLE_ASSISTANT] = N_ ("Assistant"),
    [WG_ROLE_BUILDING_CHIEF] = N_ ("Building chief"),
    [WG_ROLE_AREA_HEAD] = N_ ("Area head"),
    [WG_ROLE_LIAISON] = N_ ("Liaison"),
    [WG_ROLE_CADRE] = N_ ("Cadre sent to the grid"),
  };

  if (role >= WG_ROLE_N)
    role = WG_ROLE_OTHER;
  if (role == WG_ROLE_OTHER && title != NULL && *title != '\0')
    return g_strdup (title);
  return g_strdup (_(names[role]));
}

const char *
wg_words_post_type (WgPostType post_type)
{
  switch (post_type)
    {
    case WG_POST_FULL_TIME:
      return _("Full-time");
    case WG_POST_PART_TIME:
      return _("Part-time");
    case WG_POST_VOLUNTEER:
      return _("Volunteer");
    case WG_POST_DELEGATED:
      return _("Delegated");
    case WG_POST_PROPERTY:
      return _("Property firm");
    case WG_POST_OTHER:
      return _("Other post");
    default:
      return "";
    }
}

char *
wg_words_assignment (const WgAssignment *assignment)
{
  g_autofree char *role = wg_words_role (assignment->role, assignment->title);
  gboolean is_deputy = assignment->deputy_of != 0;

  if (assignment->mode == WG_MODE_EMERGENCY)
    /* Translators: %s is a role such as "Grid leader" */
    return g_strdup_printf (is_deputy ? _("%s (emergency, deputy)") : _("%s (emergency)"), role);
  return is_deputy ? g_strdup_printf (_("%s (deputy)"), role) : g_steal_pointer (&role);
}

char *
wg_words_days (WgDay from, WgDay to)
{
  g_autofree char *first = wg_day_to_text (from);
  g_autofree char *last = wg_day_to_text (to);

  if (from == WG_DAY_NONE && to == WG_DAY_NONE)
    return g_strdup ("");
  if (to == WG_DAY_NONE)
    /* Translators: %s is a day */
    return g_strdup_printf (_("since %s"), first);
  if (from == WG_DAY_NONE)
    return g_strdup_printf (_("until %s"), last);
  /* Translators: from a day to a day */
  return g_strdup_printf (_("from %s to %s"), first, last);
}
