/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wg-test-town.h"

WgTestTown
wg_test_town (guint64 seed)
{
  return (WgTestTown){ .seed = seed,
                       .random = wg_random (seed),
                       .land = wg_shape_new (),
                       .lines = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_line_unref),
                       .classes = g_array_new (FALSE, FALSE, sizeof (guint8)),
                       .buildings = g_array_new (FALSE, FALSE, sizeof (WgCellsBuilding)),
                       .shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_free) };
}

void
wg_test_town_clear (WgTestTown *town)
{
  wg_shape_free (town->land);
  g_ptr_array_unref (town->lines);
  g_array_unref (town->classes);
  g_array_unref (town->buildings);
  g_ptr_array_unref (town->shapes);
}

WgCellsInput
wg_test_town_input (const WgTestTown *town)
{
  return (WgCellsInput){ .land = town->land,
                         .lines = town->lines,
                         .classes = (const guint8 *) town->classes->data,
                         .buildings = (const WgCellsBuilding *) (gpointer) town->buildings->data,
                         .n_buildings = town->buildings->len };
}
