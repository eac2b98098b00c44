/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-template"

#include "wg-template.h"

#include "wg-commands.h"

static const WgTemplate templates[] = {
  { "street-community-grid-micro", 4, { "街道", "社区", "网格", "微网格" } },
  { "town-village-grid-micro", 4, { "乡镇", "村", "网格", "微网格" } },
  { "general-ordinary-micro", 3, { "总网格", "一般网格", "微网格" } },
  { "street-grid", 2, { "街道", "网格" } },
};

/* Levels that have special grids besides the ordinary ones. */
static const char *const levels_with_special[] = { "网格", "一般网格", "综合网格", "基础网格" };

guint
wg_template_count (void)
{
  return G_N_ELEMENTS (templates);
}

const WgTemplate *
wg_template_get (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (templates), NULL);

  return &templates[index];
}

const WgTemplate *
wg_template_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    if (g_strcmp0 (templates[i].id, id) == 0)
      return &templates[i];
  return NULL;
}

void
wg_template_apply (const WgTemplate *preset, WgPlan *plan)
{
  g_return_if_fail (wg_plan_get_n_levels (plan) == 0);

  for (guint i = 0; i < preset->n_levels; i++)
    wg_plan_add_level (plan, preset->names[i], wg_level_special_name (preset->names[i]));
}

const char *
wg_level_special_name (const char *level_name)
{
  for (guint i = 0; i < G_N_ELEMENTS (levels_with_special); i++)
    if (g_strcmp0 (levels_with_special[i], level_name) == 0)
      return "专属网格";
  return NULL;
}

char **
wg_levels_split (const char *text)
{
  g_autoptr (GRegex) separator = g_regex_new ("[,，、;；]|\\s*[-－—–]\\s*", 0, 0, NULL);
  char **names = g_regex_split (separator, text, 0);

  for (guint i = 0; names[i] != NULL; i++)
    g_strstrip (names[i]);
  return names;
}

gboolean
wg_levels_check (const char *const *names, GError **error)
{
  guint n_levels = g_strv_length ((char **) names);

  if (n_levels < WG_MIN_DEPTH || n_levels > WG_MAX_DEPTH)
    {
      g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_BAD_LEVELS, "%u levels, not %d to %d",
                   n_levels, WG_MIN_DEPTH, WG_MAX_DEPTH);
      return FALSE;
    }
  for (guint i = 0; i < n_levels; i++)
    {
      if (names[i][0] == '\0' || !g_utf8_validate (names[i], -1, NULL)
          || g_utf8_strlen (names[i], -1) > WG_LEVEL_NAME_MAX_CHARS)
        {
          g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_BAD_LEVELS,
                       "level %u has no name, or a long one", i + 1);
          return FALSE;
        }
      for (guint j = 0; j < i; j++)
        if (g_strcmp0 (names[i], names[j]) == 0)
          {
            g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_BAD_LEVELS,
                         "levels %u and %u are both '%s'", j + 1, i + 1, names[i]);
            return FALSE;
          }
    }
  return TRUE;
}

gboolean
wg_levels_apply (const char *const *names, WgPlan *plan, GError **error)
{
  g_return_val_if_fail (wg_plan_get_n_levels (plan) == 0, FALSE);

  if (!wg_levels_check (names, error))
    return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    wg_plan_add_level (plan, names[i], wg_level_special_name (names[i]));
  return TRUE;
}
