/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-export-basis"

#include "wg-export-basis.h"

#include "../geometry/wg-coverage-shape.h"

#include <math.h>
#include <string.h>

#define PROGRESS_ROWS 32

/* The short names are for shapefiles; "pcode" is among those that the reader knows. */
const WgExportField wg_export_fields[WG_EXPORT_N_FIELDS] = {
  { "code", "code", "Code", -1, 64, FALSE, WG_EXPORT_TEXT_CODE },
  { "name", "name", "Name", -1, 254, FALSE },
  { "parent_code", "pcode", "Parent code", -1, 64, FALSE, WG_EXPORT_TEXT_CODE },
  { "parent_name", "pname", "Parent", -1, 254, FALSE },
  { "level", "level", "Level", -1, 254, FALSE },
  { "kind", "kind", "Kind", -1, 16, FALSE, WG_EXPORT_TEXT_WORD },
  { "property_type", "property", "Property type", -1, 16, FALSE, WG_EXPORT_TEXT_WORD },
  { "area_m2", "area_m2", "Area (m²)", 2, 19, FALSE },
  { "households", "households", "Households", 0, 10, TRUE },
  { "population", "population", "Population", 0, 10, TRUE },
  { "buildings", "buildings", "Buildings", 0, 10, TRUE },
  { "counts", "counts", "Counts", -1, 16, TRUE, WG_EXPORT_TEXT_WORD },
  { "mgmt_class", "mgmt_class", "Management class", 0, 2, TRUE },
  { "locked", "locked", "Locked", 0, 1, TRUE },
  { "note", "note", "Note", -1, 254, TRUE },
};

static int
compare_by_code (gconstpointer a, gconstpointer b, gpointer data)
{
  WgGrid *first = wg_plan_get_grid (data, *(const guint32 *) a);
  WgGrid *second = wg_plan_get_grid (data, *(const guint32 *) b);
  int order = strcmp (first->code, second->code);

  return order != 0 ? order : (first->id > second->id) - (first->id < second->id);
}

/* A grid is wanted when it, or one above it, is among those that were asked for. */
static gboolean
is_below_chosen (WgPlan *plan, GHashTable *chosen, WgGrid *grid)
{
  for (guint up = 0; grid != NULL && up <= WG_MAX_DEPTH; up++)
    {
      if (g_hash_table_contains (chosen, GUINT_TO_POINTER (grid->id)))
        return TRUE;
      grid = wg_plan_get_grid (plan, grid->parent);
    }
  return FALSE;
}

static void
mark_wanted (WgExportBasis *basis)
{
  const GArray *grids = basis->options->grids;
  guint depth = basis->options->depth;
  g_autoptr (GHashTable) chosen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; grids != NULL && i < grids->len; i++)
    g_hash_table_add (chosen, GUINT_TO_POINTER (g_array_index (grids, guint32, i)));
  basis->is_wanted = g_malloc0 (wg_plan_get_grid_limit (basis->plan));
  for (guint32 id = 1; id < wg_plan_get_grid_limit (basis->plan); id++)
    {
      WgGrid *grid = wg_plan_get_grid (basis->plan, id);

      basis->is_wanted[id] = grid != NULL && !grid->is_retired
                             && (depth == 0 || grid->depth == depth)
                             && (grids == NULL || is_below_chosen (basis->plan, chosen, grid));
    }
}

static void
transform (WgExportBasis *basis, double *x, double *y, guint n)
{
  wg_transform_points (basis->transform, x, y, n);
  if (basis->options->datum != WG_CHINA_TRUE && basis->is_degrees)
    for (guint i = 0; i < n; i++)
      wg_china_convert (WG_CHINA_TRUE, basis->options->datum, &x[i], &y[i]);
}

WgExportBasis *
wg_export_basis_new (WgPlan *plan, const WgExportOptions *options, const char *crs,
                     WgExportResult *result, GError **error)
{
  g_autoptr (WgExportBasis) basis = g_new0 (WgExportBasis, 1);

  basis->plan = plan;
  basis->frame = wg_plan_get_frame (plan);
  basis->options = options;
  basis->crs = g_strdup (crs);
  basis->is_degrees = wg_crs_is_geographic (crs);
  basis->result = result;
  basis->shape = wg_shape_new ();
  basis->x = g_array_new (FALSE, FALSE, sizeof (double));
  basis->y = g_array_new (FALSE, FALSE, sizeof (double));
  basis->text = g_string_new (NULL);
  mark_wanted (basis);
  basis->transform = wg_transform_new (wg_frame_get_crs (basis->frame), crs, error);
  return basis->transform != NULL ? g_steal_pointer (&basis) : NULL;
}

void
wg_export_basis_free (WgExportBasis *basis)
{
  if (basis == NULL)
    return;
  wg_transform_free (basis->transform);
  g_array_unref (basis->x);
  g_array_unref (basis->y);
  g_string_free (basis->text, TRUE);
  wg_shape_free (basis->shape);
  g_free (basis->is_wanted);
  g_free (basis->address_owners);
  for (guint i = 0; i < G_N_ELEMENTS (basis->texts); i++)
    g_free (basis->texts[i]);
  g_free (basis->crs);
  g_free (basis);
}

gboolean
wg_export_basis_has (const WgExportBasis *basis, const WgExportField *field)
{
  return basis->options->edition == WG_EXPORT_INTERNAL || !field->is_internal;
}

GArray *
wg_export_basis_collect (const WgExportBasis *basis, guint depth)
{
  GArray *grids = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 id = 1; id < wg_plan_get_grid_limit (basis->plan); id++)
    if (basis->is_wanted[id] && wg_plan_get_grid (basis->plan, id)->depth == depth)
      g_array_append_val (grids, id);
  g_array_sort_with_data (grids, compare_by_code, basis->plan);
  return grids;
}

guint
wg_export_basis_count (const WgExportBasis *basis, guint depth)
{
  guint n = 0;

  for (guint32 id = 1; id < wg_plan_get_grid_limit (basis->plan); id++)
    n += basis->is_wanted[id] && wg_plan_get_grid (basis->plan, id)->depth == depth;
  return n;
}

void
wg_export_basis_take (WgExportBasis *basis, guint32 grid)
{
  wg_shape_clear (basis->shape);
  wg_plan_get_shape (basis->plan, grid, basis->shape);
}

guint
wg_export_basis_ring (WgExportBasis *basis, const WgRing *ring)
{
  guint n = ring->n_points + 1;

  g_array_set_size (basis->x, n);
  g_array_set_size (basis->y, n);
  for (guint i = 0; i < n; i++)
    wg_frame_to_metres (basis->frame,
                        WG_SHAPE_POINT (basis->shape, ring->first + i % ring->n_points),
                        &g_array_index (basis->x, double, i), &g_array_index (basis->y, double, i));
  transform (basis, (double *) basis->x->data, (double *) basis->y->data, n);
  return n;
}

void
wg_export_basis_point (WgExportBasis *basis, WgPoint point, double *x_out, double *y_out)
{
  wg_frame_to_metres (basis->frame, point, x_out, y_out);
  transform (basis, x_out, y_out, 1);
}

gboolean
wg_export_basis_label (WgExportBasis *basis, guint32 grid, WgPoint *place_out)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));

  if (basis->shape->rings->len == 0)
    return FALSE;
  wg_plan_collect_faces (basis->plan, grid, faces);
  if (faces->len != 1)
    return wg_shape_find_inside (basis->shape, place_out);
  *place_out = wg_coverage_label_point (wg_plan_get_coverage (basis->plan),
                                        g_array_index (faces, WgFaceId, 0));
  return TRUE;
}

static double
get_count (const WgTally *tally, const WgCount *count)
{
  return wg_tally_get_state (tally, count) != WG_COUNT_UNKNOWN ? (double) count->sum : NAN;
}

/* A sum over some of the buildings is not to be taken for the whole, nor an estimate for a count. */
static const char *
name_counts (const WgTally *tally)
{
  WgCountState households = wg_tally_get_state (tally, &tally->households);
  WgCountState people = wg_tally_get_state (tally, &tally->people);

  if (households == WG_COUNT_UNKNOWN && people == WG_COUNT_UNKNOWN)
    return "";
  if (tally->households.n_estimated > 0 || tally->people.n_estimated > 0)
    return households == WG_COUNT_AT_LEAST || people == WG_COUNT_AT_LEAST ? "estimated-least"
                                                                          : "estimated";
  return households == WG_COUNT_AT_LEAST || people == WG_COUNT_AT_LEAST ? "at-least" : "complete";
}

void
wg_export_basis_values (const WgExportBasis *basis, const WgGrid *grid,
                        WgExportValue values[WG_EXPORT_N_FIELDS])
{
  const WgGrid *parent = wg_plan_get_grid (basis->plan, grid->parent);
  WgTally tally;

  for (guint i = 0; i < WG_EXPORT_N_FIELDS; i++)
    values[i] = (WgExportValue){ NULL, NAN };
  wg_plan_get_tally (basis->plan, grid->id, &tally);
  values[WG_EXPORT_CODE].text = grid->code;
  values[WG_EXPORT_NAME].text = grid->name;
  values[WG_EXPORT_PARENT_CODE].text = parent != NULL ? parent->code : "";
  values[WG_EXPORT_PARENT_NAME].text = parent != NULL ? parent->name : "";
  values[WG_EXPORT_LEVEL].text = wg_plan_get_level (basis->plan, grid->depth)->name;
  values[WG_EXPORT_KIND].text = grid->kind == WG_GRID_SPECIAL ? "special" : "ordinary";
  values[WG_EXPORT_PROPERTY].text
    = grid->property_type != WG_PROPERTY_UNKNOWN ? wg_property_type_to_code (grid->property_type) : "";
  values[WG_EXPORT_AREA].number = round (wg_tally_area_m2 (&tally) * 100.0) / 100.0;
  if (basis->options->edition == WG_EXPORT_PUBLIC)
    return;
  values[WG_EXPORT_HOUSEHOLDS].number = get_count (&tally, &tally.households);
  values[WG_EXPORT_POPULATION].number = get_count (&tally, &tally.people);
  values[WG_EXPORT_COUNTS].text = name_counts (&tally);
  if (tally.is_counted)
    values[WG_EXPORT_BUILDINGS].number = tally.n_buildings;
  if (grid->mgmt_class > 0)
    values[WG_EXPORT_MANAGEMENT].number = grid->mgmt_class;
  values[WG_EXPORT_LOCKED].number = grid->is_locked ? 1 : 0;
  values[WG_EXPORT_NOTE].text = grid->note;
}

const char *
wg_export_basis_mark (const WgExportBasis *basis)
{
  if (!basis->is_degrees)
    return NULL;
  return basis->options->datum == WG_CHINA_GCJ02  ? "GCJ-02 (shifted, not WGS 84)"
         : basis->options->datum == WG_CHINA_BD09 ? "BD-09 (shifted, not WGS 84)"
                                                  : NULL;
}

gboolean
wg_export_step (const WgProgress *progress, GCancellable *cancellable, guint i, guint n, GError **error)
{
  if (i % PROGRESS_ROWS != 0)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  wg_progress_report (progress, i / (double) n);
  return TRUE;
}

/* By whole numbers, several times as fast as printf() of a double: files have tens of millions. */
void
wg_export_put_fixed (FILE *file, double value, guint decimals)
{
  static const double scales[] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12 };
  char digits[32];
  char *p = digits + sizeof digits;
  gint64 whole = 0;
  guint64 rest = 0;

  decimals = MIN (decimals, G_N_ELEMENTS (scales) - 1);
  if (!isfinite (value) || fabs (value) * scales[decimals] > 9e18)
    {
      fputc ('0', file);
      return;
    }
  whole = llround (value * scales[decimals]);
  rest = whole < 0 ? -(guint64) whole : (guint64) whole;
  for (guint i = 0; i <= decimals || rest > 0; i++)
    {
      if (i == decimals && i > 0)
        *--p = '.';
      *--p = (char) ('0' + rest % 10);
      rest /= 10;
    }
  if (whole < 0)
    *--p = '-';
  fwrite (p, 1, digits + sizeof digits - p, file);
}

WgGrid *
wg_export_basis_find_told_grid (const WgExportBasis *basis, guint32 grid_id)
{
  WgGrid *grid = wg_plan_get_grid (basis->plan, grid_id);
  guint depth = basis->options->depth;

  while (grid != NULL && depth != 0 && grid->depth > depth)
    grid = wg_plan_get_grid (basis->plan, grid->parent);
  return grid != NULL && (depth == 0 || grid->depth == depth) ? grid : NULL;
}

gboolean
wg_export_basis_is_wanted (const WgExportBasis *basis, guint32 grid_id)
{
  const WgGrid *grid = wg_export_basis_find_told_grid (basis, grid_id);

  return grid != NULL && basis->is_wanted[grid->id];
}
