/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"

#include "../geometry/wg-coverage-shape.h"

#include <math.h>
#include <string.h>

static const WgCheckRule rules[] = {
  { "land.unowned", WG_SEVERITY_CRITICAL, wg_check_land_unowned },
  { "land.undivided", WG_SEVERITY_WARNING, wg_check_land_undivided },
  { "land.none", WG_SEVERITY_CRITICAL, wg_check_land_none },
  { "order.code-missing", WG_SEVERITY_WARNING, wg_check_code_missing },
  { "order.code-duplicate", WG_SEVERITY_CRITICAL, wg_check_code_duplicate },
  { "order.name-missing", WG_SEVERITY_WARNING, wg_check_name_missing },
  { "order.name-duplicate", WG_SEVERITY_WARNING, wg_check_name_duplicate },
  { "order.parent-missing", WG_SEVERITY_WARNING, wg_check_parent_missing },
};

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const WgFinding *left = a, *right = b;
  int order = 0;

  if (left->severity != right->severity)
    return left->severity > right->severity ? -1 : 1;
  order = strcmp (left->code, right->code);
  if (order != 0)
    return order;
  if (left->area_m2 != right->area_m2 && !isnan (left->area_m2) && !isnan (right->area_m2))
    return left->area_m2 > right->area_m2 ? -1 : 1;
  if (left->grid != right->grid)
    return left->grid < right->grid ? -1 : 1;
  return (left->face > right->face) - (left->face < right->face);
}

void
wg_check_add_grid (WgPlan *plan, GArray *findings, guint32 grid)
{
  WgFinding finding = { NULL, WG_SEVERITY_WARNING, grid, 0, WG_ENVELOPE_EMPTY, NAN };

  finding.extent = wg_plan_get_extent (plan, grid);
  g_array_append_val (findings, finding);
}

void
wg_check_add_face (WgPlan *plan, GArray *findings, WgFaceId face, guint32 grid)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  WgFinding finding = { NULL, WG_SEVERITY_WARNING, grid, face, WG_ENVELOPE_EMPTY, NAN };
  g_autoptr (WgShape) shape = wg_shape_new ();

  wg_coverage_face_shape (coverage, face, shape);
  finding.extent = wg_shape_envelope (shape);
  finding.area_m2 = (double) wg_coverage_face_area2 (coverage, face) / 2e6;
  g_array_append_val (findings, finding);
}

const char *const *
wg_check_list_codes (void)
{
  static const char *codes[G_N_ELEMENTS (rules) + 1];
  static gsize is_ready = 0;

  if (g_once_init_enter (&is_ready))
    {
      for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
        codes[i] = rules[i].code;
      g_once_init_leave (&is_ready, 1);
    }
  return codes;
}

GArray *
wg_check_run (WgPlan *plan, const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (WgFinding));

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      guint first = findings->len;

      rules[i].run (plan, findings, cancellable);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      for (guint j = first; j < findings->len; j++)
        {
          WgFinding *finding = &g_array_index (findings, WgFinding, j);

          finding->code = rules[i].code;
          finding->severity = rules[i].severity;
        }
      wg_progress_report (progress, (double) (i + 1) / G_N_ELEMENTS (rules));
    }
  g_array_sort (findings, compare_findings);
  return g_steal_pointer (&findings);
}
