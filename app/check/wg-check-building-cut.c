/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"

#include "../geometry/wg-coverage-share.h"

#define LEAST_CUT_M2 1.0 /* what drawing by hand comes to */

/* Shares of faces become shares of owners; the largest first. */
static void
unite_owners (const WgCoverage *coverage, GArray *shares)
{
  guint n = 0;

  for (guint i = 0; i < shares->len; i++)
    {
      WgFaceShare share = g_array_index (shares, WgFaceShare, i);
      guint k = 0;

      share.face = wg_coverage_owner (coverage, share.face);
      while (k < n && g_array_index (shares, WgFaceShare, k).face != share.face)
        k++;
      if (k == n)
        g_array_index (shares, WgFaceShare, n++) = share;
      else
        g_array_index (shares, WgFaceShare, k).area_m2 += share.area_m2;
    }
  g_array_set_size (shares, n);
  for (guint i = 1; i < n; i++)
    for (guint k = i; k > 0
                      && g_array_index (shares, WgFaceShare, k).area_m2
                           > g_array_index (shares, WgFaceShare, k - 1).area_m2;
         k--)
      {
        WgFaceShare swap = g_array_index (shares, WgFaceShare, k);

        g_array_index (shares, WgFaceShare, k) = g_array_index (shares, WgFaceShare, k - 1);
        g_array_index (shares, WgFaceShare, k - 1) = swap;
      }
}

/** A tower that people have divided between grids, by entrances or floors, is cut on purpose. */
static gboolean
is_divided (WgBuildingSet *buildings, guint32 id)
{
  guint n = 0;

  return wg_building_set_find_shares (buildings, id, &n) != NULL;
}

static void
add_cut (WgCheckContext *context, const WgBuilding *building, const WgEnvelope *extent,
         const GArray *shares, double whole)
{
  const WgFaceShare *most = &g_array_index (shares, WgFaceShare, 0);
  const WgFaceShare *second = &g_array_index (shares, WgFaceShare, 1);
  WgFinding *finding = wg_check_add (context, WG_SUBJECT_BUILDING);

  finding->building = building->id;
  finding->grid = most->face;
  finding->other = second->face;
  finding->extent = *extent;
  finding->place = second->place;
  finding->area_m2 = whole - most->area_m2;
  finding->value = 100.0 * most->area_m2 / whole;
  finding->limit = 100.0 * second->area_m2 / whole;
}

/* building.cut: a building through which the border of a grid runs. Shown are the two grids with the
 * largest shares, and the area that is not in the first. */
void
wg_check_building_cut (WgCheckContext *context, guint index)
{
  WgBuildingSet *buildings = wg_plan_get_buildings (context->plan);
  const WgBuilding *building = wg_building_set_get (buildings, index);
  WgEnvelope extent = wg_building_set_get_extent (buildings, index);
  double whole = 0.0, most = 0.0;
  GArray *shares = context->shares;

  if (wg_envelope_is_empty (&extent)
      || !wg_coverage_is_parted (context->coverage, &extent, context->half_edges))
    return;
  wg_building_set_get_footprint (buildings, index, context->footprint);
  wg_coverage_share (context->coverage, context->footprint, shares);
  unite_owners (context->coverage, shares);
  for (guint i = 0; i < shares->len; i++)
    whole += g_array_index (shares, WgFaceShare, i).area_m2;
  if (shares->len < 2 || is_divided (buildings, building->id))
    return;
  most = g_array_index (shares, WgFaceShare, 0).area_m2;
  if (whole - most >= MAX (LEAST_CUT_M2, context->settings.least_cut * whole))
    add_cut (context, building, &extent, shares, whole);
}
