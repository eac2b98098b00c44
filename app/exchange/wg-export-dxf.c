/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L /* open_memstream() */
#define G_LOG_DOMAIN "wg-export-dxf"

#include "wg-export-basis.h"

#include "wg-dxf.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/*
 * The DXF of release 12, which every CAD program reads: no handles, one closed polyline for each
 * ring. Texts are in the Chinese code page that the header names; characters that it does not have
 * become \U+XXXX, as CAD writes them. Extended data, which CAD programs keep, tell the rings of one
 * grid: a drawing has no polygons with holes or of several parts.
 */

/* Colours of AutoCAD by depth: black/white, blue, magenta (grids, as DB11/T 2157 has them), red, green. */
static const int colours[WG_MAX_DEPTH + 1] = { 7, 7, 5, 6, 1, 3 };

typedef struct
{
  WgExportBasis *basis;
  FILE *file;
  GIConv narrow;
  char *layers[WG_MAX_DEPTH + 1][2]; /* group 8 with the name, by depth, of shapes and texts */
} Drawing;

static void
put_number (Drawing *drawing, int code, double value)
{
  /* Metres to a thousandth of a millimetre, degrees to a hundredth. */
  fprintf (drawing->file, "%3d\n", code);
  wg_export_put_fixed (drawing->file, value, drawing->basis->is_degrees ? 10 : 6);
  fputc ('\n', drawing->file);
}

static void
put_character (Drawing *drawing, const char *p)
{
  char out[8];
  char *in_place = (char *) p, *out_place = out;
  gsize in_left = g_utf8_next_char (p) - p, out_left = sizeof out;
  gunichar character = g_utf8_get_char (p);

  if (character < 0x20)
    fputc (' ', drawing->file);
  else if (character < 0x80)
    fputc ((int) character, drawing->file);
  else if (g_iconv (drawing->narrow, &in_place, &in_left, &out_place, &out_left) != (gsize) -1)
    fwrite (out, 1, sizeof out - out_left, drawing->file);
  else
    {
      g_iconv (drawing->narrow, NULL, NULL, NULL, NULL);
      if (character > 0xffff)
        {
          fputc ('?', drawing->file);
          drawing->basis->result->n_replaced++;
        }
      else
        fprintf (drawing->file, "\\U+%04X", character);
    }
}

static void
put_text (Drawing *drawing, int code, const char *text)
{
  fprintf (drawing->file, "%3d\n", code);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    put_character (drawing, p);
  fputc ('\n', drawing->file);
}

/* Layers are named at every vertex: their names are made once. */
static void
put_layer (Drawing *drawing, guint depth, gboolean is_text)
{
  fputs (drawing->layers[depth][is_text], drawing->file);
}

/* Names of layers may not have these characters. */
static char *
name_layer (const Drawing *drawing, guint depth, gboolean is_text)
{
  char *name = g_strconcat (wg_plan_get_level (drawing->basis->plan, depth)->name,
                            is_text ? "_TEXT" : "", NULL);

  return g_strdelimit (name, "<>/\\\":;?*|,=` ", '_');
}

/* What put_text() writes of a layer's name, as bytes. */
static void
make_layers (Drawing *drawing)
{
  FILE *file = drawing->file;

  for (guint i = 2; i < 2 * (wg_plan_get_n_levels (drawing->basis->plan) + 1); i++)
    {
      g_autofree char *name = name_layer (drawing, i / 2, i % 2);
      char *bytes = NULL;
      size_t length = 0;

      drawing->file = open_memstream (&bytes, &length);
      put_text (drawing, 8, name);
      fclose (drawing->file);
      drawing->layers[i / 2][i % 2] = g_strdup (bytes);
      free (bytes);
    }
  drawing->file = file;
}

static void
put_head (Drawing *drawing)
{
  const char *mark = wg_export_basis_mark (drawing->basis);
  g_autofree char *crs_name = wg_crs_dup_name (drawing->basis->crs);
  g_autofree char *crs = mark != NULL ? g_strdup (mark)
                                      : g_strconcat (drawing->basis->crs, " ", crs_name, NULL);
  guint n_levels = wg_plan_get_n_levels (drawing->basis->plan);

  put_text (drawing, 999, crs);
  fputs ("  0\nSECTION\n  2\nHEADER\n  9\n$ACADVER\n  1\nAC1009\n  9\n$DWGCODEPAGE\n  3\nANSI_936\n"
         "  0\nENDSEC\n  0\nSECTION\n  2\nTABLES\n"
         "  0\nTABLE\n  2\nAPPID\n 70\n1\n  0\nAPPID\n  2\n" WG_DXF_MARK "\n 70\n0\n  0\nENDTAB\n"
         "  0\nTABLE\n  2\nLAYER\n", drawing->file);
  fprintf (drawing->file, " 70\n%u\n", 2 * n_levels);
  for (guint i = 0; i < 2 * n_levels; i++)
    {
      g_autofree char *name = name_layer (drawing, i / 2 + 1, i % 2);

      fputs ("  0\nLAYER\n", drawing->file);
      put_text (drawing, 2, name);
      fprintf (drawing->file, " 70\n0\n 62\n%d\n  6\nCONTINUOUS\n", colours[i / 2 + 1]);
    }
  fputs ("  0\nENDTAB\n  0\nENDSEC\n  0\nSECTION\n  2\nENTITIES\n", drawing->file);
}

static void
put_ring (Drawing *drawing, const WgRing *ring, const WgGrid *grid)
{
  WgExportBasis *basis = drawing->basis;
  guint n = wg_export_basis_ring (basis, ring) - 1;

  fputs ("  0\nPOLYLINE\n", drawing->file);
  put_layer (drawing, grid->depth, FALSE);
  fputs (" 66\n1\n 70\n1\n 10\n0.0\n 20\n0.0\n 30\n0.0\n", drawing->file);
  fprintf (drawing->file, "1001\n" WG_DXF_MARK "\n1071\n%u\n", grid->id);
  for (guint i = 0; i < n; i++)
    {
      fputs ("  0\nVERTEX\n", drawing->file);
      put_layer (drawing, grid->depth, FALSE);
      put_number (drawing, 10, g_array_index (basis->x, double, i));
      put_number (drawing, 20, g_array_index (basis->y, double, i));
      fputs (" 30\n0.0\n", drawing->file);
    }
  fputs ("  0\nSEQEND\n", drawing->file);
  put_layer (drawing, grid->depth, FALSE);
}

/* @vertical: 1 stands above the place, 3 hangs below it. */
static void
put_label (Drawing *drawing, const char *text, guint depth, WgPoint place, int vertical)
{
  double x = 0.0, y = 0.0;
  double height = wg_shape_area_m2 (drawing->basis->shape);

  if (*text == '\0')
    return;
  /* A twentieth of the width of a square of the same area, 1 to 40 m. */
  height = CLAMP (sqrt (MAX (height, 0.0)) / 20.0, 1.0, 40.0);
  if (drawing->basis->is_degrees)
    height /= 111000.0;
  wg_export_basis_point (drawing->basis, place, &x, &y);
  fputs ("  0\nTEXT\n", drawing->file);
  put_layer (drawing, depth, TRUE);
  put_number (drawing, 10, x);
  put_number (drawing, 20, y);
  fputs (" 30\n0.0\n", drawing->file);
  put_number (drawing, 40, height);
  put_text (drawing, 1, text);
  fputs (" 72\n1\n", drawing->file);
  put_number (drawing, 11, x);
  put_number (drawing, 21, y);
  fprintf (drawing->file, " 31\n0.0\n 73\n%d\n", vertical);
}

static void
put_grid (Drawing *drawing, guint32 id)
{
  WgExportBasis *basis = drawing->basis;
  const WgGrid *grid = wg_plan_get_grid (basis->plan, id);
  WgPoint place = { 0, 0 };

  wg_export_basis_take (basis, id);
  for (guint i = 0; i < basis->shape->rings->len; i++)
    put_ring (drawing, &WG_SHAPE_RING (basis->shape, i), grid);
  if (!wg_export_basis_label (basis, id, &place))
    {
      basis->result->n_landless++;
      return;
    }
  put_label (drawing, grid->name, grid->depth, place, 1);
  put_label (drawing, grid->code, grid->depth, place, 3);
}

gboolean
wg_export_write_dxf (WgExportBasis *basis, FILE *file, const WgProgress *progress,
                     GCancellable *cancellable, GError **error)
{
  Drawing drawing = { .basis = basis, .file = file, .narrow = g_iconv_open ("CP936", "UTF-8") };
  guint n_levels = wg_plan_get_n_levels (basis->plan);
  gboolean is_good = TRUE;

  make_layers (&drawing);
  put_head (&drawing);
  for (guint depth = 1; is_good && depth <= n_levels; depth++)
    {
      g_autoptr (GArray) grids = wg_export_basis_collect (basis, depth);
      WgProgress part = wg_progress_part (progress, (depth - 1.0) / n_levels, depth / (double) n_levels);

      for (guint i = 0; is_good && i < grids->len; i++)
        {
          is_good = wg_export_step (&part, cancellable, i, grids->len, error);
          if (is_good)
            put_grid (&drawing, g_array_index (grids, guint32, i));
        }
      basis->result->n_grids += grids->len;
    }
  fputs ("  0\nENDSEC\n  0\nEOF\n", file);
  g_iconv_close (drawing.narrow);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (drawing.layers); i++)
    g_free (drawing.layers[i / 2][i % 2]);
  return is_good;
}
