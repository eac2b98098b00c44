/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random-maps.h"

#include "app/cli/wg-import-job.h"
#include "app/plan/wg-sample.h"
#include "app/plan/wg-template.h"
#include "tests/support/wg-test-folder.h"

#define N_GRIDS 60

static void
import (WgPlan *plan, const char *file, guint depth)
{
  g_autofree char *path = wg_test_shared_file (file);
  WgReadOptions read = { 0 };
  g_autoptr (WgPlan) snapshot = wg_plan_snapshot (plan);
  g_autoptr (GError) error = NULL;
  WgImportReport *report = NULL;

  g_assert_nonnull (path);
  report = wg_import_run (snapshot, path, NULL, depth, &read, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  wg_plan_replace (plan, report->plan);
  wg_import_report_free (report);
}

WgPlan *
random_map_sample (guint64 seed)
{
  g_autoptr (WgSample) sample = wg_sample_new (N_GRIDS, 0, seed, NULL, NULL, NULL);

  return g_object_ref (sample->plan);
}

/* Read once, then copied. */
WgPlan *
random_map_hangzhou (guint64 seed)
{
  static WgPlan *map = NULL;
  const char *const levels[] = { "街道", "网格", NULL };
  g_autofree char *path = NULL;

  if (map == NULL)
    {
      path = wg_test_shared_file ("hangzhou_xihu/西湖区网格_605.geojson");
      if (path == NULL)
        return NULL;
      map = wg_plan_new ("西湖", NULL);
      g_assert_true (wg_levels_apply (levels, map, NULL));
      import (map, "hangzhou_xihu/西湖区镇街_11.geojson", 1);
      import (map, "hangzhou_xihu/西湖区网格_605.geojson", 2);
    }
  return wg_plan_snapshot (map);
}
