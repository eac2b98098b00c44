/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-findings-panel"

#include "wg-findings-filter.h"

#include "wg-findings-count.h"

#include <string.h>

static gboolean
has_text (const char *where, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (where, -1);

  return strstr (folded, text) != NULL;
}

static gboolean
is_about_text (WgPlan *plan, const WgFinding *finding, const char *text)
{
  const guint32 ids[] = { finding->grid, finding->other };

  if (text == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const WgGrid *grid = ids[i] != 0 ? wg_plan_get_grid (plan, ids[i]) : NULL;

      if (grid != NULL && (has_text (grid->name, text) || has_text (grid->code, text)))
        return TRUE;
    }
  return FALSE;
}

void
wg_findings_filter_set_text (WgFindingsFilter *self, const char *text)
{
  g_clear_pointer (&self->text, g_free);
  if (text != NULL && *text != '\0')
    self->text = g_utf8_casefold (text, -1);
}

GArray *
wg_findings_filter_apply (const WgFindingsFilter *self, WgPlan *plan, const GArray *findings,
                          WgFindingsCriteria criteria)
{
  GArray *left = g_array_new (FALSE, FALSE, sizeof (WgFinding));
  gboolean by_kind = (criteria & WG_FINDINGS_BY_KIND) && self->kind != NULL;
  gboolean by_parent
    = (criteria & WG_FINDINGS_BY_PARENT) && self->parent != WG_FINDINGS_ANY_PARENT;
  guint depth = wg_findings_parent_depth (plan);

  for (guint i = 0; i < findings->len; i++)
    {
      const WgFinding *finding = &g_array_index (findings, WgFinding, i);

      if ((!by_kind || g_str_equal (self->kind, finding->code))
          && (!by_parent || wg_findings_find_parent (plan, finding, depth) == self->parent)
          && (!(criteria & WG_FINDINGS_BY_TEXT) || is_about_text (plan, finding, self->text)))
        g_array_append_vals (left, finding, 1);
    }
  return left;
}
