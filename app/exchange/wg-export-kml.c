/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-export-kml"

#include "wg-export-basis.h"

#include <math.h>

#define DECIMALS 10 /* 0.01 mm */
#define DEFAULT_FILL 0xc8d3b2
#define DEFAULT_LINE 0x6b2f63

static void
put_text (FILE *file, const char *before, const char *text, const char *after)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  fprintf (file, "%s%s%s", before, escaped, after);
}

/* KML writes alpha, blue, green, red. */
static guint32
turn_colour (guint32 rgb, guint32 alpha)
{
  return alpha << 24 | (rgb & 0xff) << 16 | (rgb & 0xff00) | rgb >> 16;
}

static void
put_styles (const WgExportBasis *basis, FILE *file)
{
  const WgExportLook *look = basis->options->look;

  for (guint depth = 1; depth <= wg_plan_get_n_levels (basis->plan); depth++)
    for (guint fill = 0; fill < 6; fill++)
      {
        guint32 line = look != NULL ? look->border[depth] : DEFAULT_LINE;
        guint32 area = look != NULL ? look->fills[fill] : DEFAULT_FILL;

        fprintf (file, "<Style id=\"s%u-%u\"><LineStyle><color>%08x</color><width>%d</width></LineStyle>"
                 "<PolyStyle><color>%08x</color></PolyStyle></Style>\n",
                 depth, fill, turn_colour (line, 0xff), depth == 1 ? 3 : depth == 2 ? 2 : 1,
                 turn_colour (area, 0x80));
      }
}

static void
put_ring (WgExportBasis *basis, FILE *file, const WgRing *ring)
{
  const char *tag = ring->is_hole ? "innerBoundaryIs" : "outerBoundaryIs";
  guint n = wg_export_basis_ring (basis, ring);

  fprintf (file, "<%s><LinearRing><coordinates>", tag);
  for (guint i = 0; i < n; i++)
    {
      wg_export_put_fixed (file, g_array_index (basis->x, double, i), DECIMALS);
      fputc (',', file);
      wg_export_put_fixed (file, g_array_index (basis->y, double, i), DECIMALS);
      if (i + 1 < n)
        fputc (' ', file);
    }
  fprintf (file, "</coordinates></LinearRing></%s>", tag);
}

static void
put_shape (WgExportBasis *basis, FILE *file)
{
  const WgShape *shape = basis->shape;

  fputs ("<MultiGeometry>", file);
  for (guint i = 0; i < shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, i);
      gboolean is_last = i + 1 == shape->rings->len || !WG_SHAPE_RING (shape, i + 1).is_hole;

      if (!ring->is_hole)
        fputs ("<Polygon>", file);
      put_ring (basis, file, ring);
      if (is_last)
        fputs ("</Polygon>", file);
    }
  fputs ("</MultiGeometry>", file);
}

static void
put_values (const WgExportBasis *basis, FILE *file, const WgGrid *grid)
{
  WgExportValue values[WG_EXPORT_N_FIELDS];

  wg_export_basis_values (basis, grid, values);
  fputs ("<ExtendedData>", file);
  for (guint i = 0; i < WG_EXPORT_N_FIELDS; i++)
    {
      const WgExportField *field = &wg_export_fields[i];

      if (!wg_export_basis_has (basis, &wg_export_fields[i]) || i == WG_EXPORT_NAME
          || (field->decimals >= 0 && isnan (values[i].number)))
        continue;
      fprintf (file, "<Data name=\"%s\"><value>", field->name);
      if (field->decimals >= 0)
        wg_export_put_fixed (file, values[i].number, field->decimals);
      else
        put_text (file, "", values[i].text, "");
      fputs ("</value></Data>", file);
    }
  fputs ("</ExtendedData>", file);
}

static void
put_grid (WgExportBasis *basis, FILE *file, guint32 id)
{
  const WgGrid *grid = wg_plan_get_grid (basis->plan, id);
  const WgExportLook *look = basis->options->look;

  wg_export_basis_take (basis, id);
  put_text (file, "<Placemark><name>", grid->name, "</name>");
  fprintf (file, "<styleUrl>#s%u-%u</styleUrl>", grid->depth, look != NULL ? look->grid_fills[id] % 6 : 0);
  put_values (basis, file, grid);
  if (basis->shape->rings->len > 0)
    put_shape (basis, file);
  else
    basis->result->n_landless++;
  fputs ("</Placemark>\n", file);
}

gboolean
wg_export_write_kml (WgExportBasis *basis, FILE *file, const WgProgress *progress,
                     GCancellable *cancellable, GError **error)
{
  guint n_levels = wg_plan_get_n_levels (basis->plan);
  const char *mark = wg_export_basis_mark (basis);
  const char *name = wg_plan_get_name (basis->plan);

  fputs ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>\n", file);
  put_text (file, "<name>", name != NULL ? name : "", "");
  if (mark != NULL)
    fprintf (file, " – %s</name><description>%s", mark, mark);
  fputs (mark != NULL ? "</description>\n" : "</name>\n", file);
  put_styles (basis, file);
  for (guint depth = 1; depth <= n_levels; depth++)
    {
      g_autoptr (GArray) grids = wg_export_basis_collect (basis, depth);
      WgProgress part = wg_progress_part (progress, (depth - 1.0) / n_levels, depth / (double) n_levels);

      if (grids->len == 0)
        continue;
      put_text (file, "<Folder><name>", wg_plan_get_level (basis->plan, depth)->name, "</name>\n");
      for (guint i = 0; i < grids->len; i++)
        {
          if (!wg_export_step (&part, cancellable, i, grids->len, error))
            return FALSE;
          put_grid (basis, file, g_array_index (grids, guint32, i));
        }
      fputs ("</Folder>\n", file);
      basis->result->n_grids += grids->len;
    }
  fputs ("</Document></kml>\n", file);
  return TRUE;
}
