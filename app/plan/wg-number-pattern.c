/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-number-pattern"

#include "wg-number-pattern.h"

#include <string.h>

#define PARENT "{parent"
#define SERIAL_DIGITS 3 /* behind the region's code, where the pattern takes all of it */

/* What the codes of the top level all begin with; @n_chars: how much of it, 0: all but the serial. %NULL: they do not. */
static char *
find_region (WgPlan *plan, gsize n_chars)
{
  const char *first = NULL;

  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);

      if (grid == NULL || grid->is_retired || grid->depth != 1 || grid->code[0] == '\0')
        continue;
      if (first == NULL)
        {
          first = grid->code;
          if (n_chars == 0 && strlen (first) > SERIAL_DIGITS)
            n_chars = strlen (first) - SERIAL_DIGITS;
        }
      if (n_chars == 0 || strlen (grid->code) <= n_chars || strncmp (grid->code, first, n_chars) != 0)
        return NULL;
    }
  /* In a pattern a brace would begin something else; codes have none. */
  return first != NULL ? g_strndup (first, n_chars) : NULL;
}

char *
wg_plan_profile_pattern (WgPlan *plan, guint depth, const WgCodeProfile *profile, const char *object_code)
{
  g_autofree char *pattern = wg_code_profile_pattern (profile, wg_plan_get_level (plan, depth)->name, object_code);
  const char *start = depth == 1 ? strstr (pattern, PARENT) : NULL;
  const char *end = start != NULL ? strchr (start, '}') : NULL;
  g_autofree char *region = NULL;

  if (end == NULL)
    return g_steal_pointer (&pattern);
  start += strlen (PARENT);
  region = find_region (plan, *start == ':' ? (gsize) g_ascii_strtoull (start + 1, NULL, 10) : 0);
  if (region == NULL)
    return g_steal_pointer (&pattern);
  return g_strdup_printf ("%.*s%s%s", (int) (start - strlen (PARENT) - pattern), pattern, region, end + 1);
}
