/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-export-svg"

#include "wg-export-basis.h"

#include <math.h>

#define LONG_SIDE 1190.0 /* points: the long side of A3 */
#define MARGIN 10.0
#define LEAST_LABEL 1.5
#define GREATEST_LABEL 16.0

static const WgExportLook plain = {
  .fills = { 0xb8d9f0, 0xcfd8bb, 0xd8f6e6, 0xe9cfd8, 0xecf0fb, 0xfdf2cf },
  .border = { 0, 0x3a2238, 0x6b2f63, 0xb0308f, 0xc46aae, 0xcf93bf },
  .border_width = { 0, 2.4f, 1.6f, 0.9f, 0.6f, 0.4f },
  .label = 0x1a1a1a,
};

typedef struct
{
  WgExportBasis *basis;
  const WgExportLook *look;
  FILE *file;
  WgEnvelope box;
  double scale; /* points of paper in a millimetre of the plan */
  guint8 *has_children; /* by grid id: what is below it is in the picture */
} Picture;

static void
put_number (Picture *picture, double value)
{
  wg_export_put_fixed (picture->file, value, 3);
}

static void
put_place (Picture *picture, WgPoint place, const char *between)
{
  put_number (picture, ((double) place.x - picture->box.min_x) * picture->scale + MARGIN);
  fputs (between, picture->file);
  put_number (picture, ((double) picture->box.max_y - place.y) * picture->scale + MARGIN);
}

static void
put_text (Picture *picture, const char *before, const char *text, const char *after)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  fprintf (picture->file, "%s%s%s", before, escaped, after);
}

static void
measure (Picture *picture)
{
  WgExportBasis *basis = picture->basis;
  double width = 0.0, height = 0.0;

  picture->box = WG_ENVELOPE_EMPTY;
  picture->has_children = g_malloc0 (wg_plan_get_grid_limit (basis->plan));
  for (guint32 id = 1; id < wg_plan_get_grid_limit (basis->plan); id++)
    if (basis->is_wanted[id])
      {
        WgEnvelope extent = wg_plan_get_extent (basis->plan, id);

        wg_envelope_add (&picture->box, &extent);
        picture->has_children[wg_plan_get_grid (basis->plan, id)->parent] = TRUE;
      }
  if (wg_envelope_is_empty (&picture->box))
    picture->box = (WgEnvelope){ 0, 0, 1, 1 };
  width = MAX ((double) picture->box.max_x - picture->box.min_x, 1.0);
  height = MAX ((double) picture->box.max_y - picture->box.min_y, 1.0);
  picture->scale = (LONG_SIDE - 2.0 * MARGIN) / MAX (width, height);
}

static void
put_head (Picture *picture)
{
  double width = ((double) picture->box.max_x - picture->box.min_x) * picture->scale + 2.0 * MARGIN;
  double height = ((double) picture->box.max_y - picture->box.min_y) * picture->scale + 2.0 * MARGIN;
  const char *name = wg_plan_get_name (picture->basis->plan);
  g_autofree char *crs = wg_crs_dup_name (picture->basis->crs);

  fputs ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
         "xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" version=\"1.1\" width=\"",
         picture->file);
  put_number (picture, width);
  fputs ("pt\" height=\"", picture->file);
  put_number (picture, height);
  fputs ("pt\" viewBox=\"0 0 ", picture->file);
  put_number (picture, width);
  fputc (' ', picture->file);
  put_number (picture, height);
  put_text (picture, "\">\n<title>", name != NULL ? name : "", "</title>\n");
  put_text (picture, "<desc>", crs != NULL ? crs : picture->basis->crs, "</desc>\n");
  fputs ("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n", picture->file);
}

static void
begin_layer (Picture *picture, const char *kind, guint depth, const char *style)
{
  fprintf (picture->file, "<g id=\"%s-%u\" inkscape:groupmode=\"layer\" ", kind, depth);
  put_text (picture, "inkscape:label=\"", wg_plan_get_level (picture->basis->plan, depth)->name, " ");
  fprintf (picture->file, "%s\" %s>\n", kind, style);
}

static void
put_shape (Picture *picture, guint32 id)
{
  const WgGrid *grid = wg_plan_get_grid (picture->basis->plan, id);
  const WgShape *shape = picture->basis->shape;
  guint fill = picture->look->grid_fills != NULL ? picture->look->grid_fills[id] % 6 : id % 6;

  if (picture->has_children[id])
    fprintf (picture->file, "<path id=\"grid-%u\" fill=\"none\"", id);
  else
    fprintf (picture->file, "<path id=\"grid-%u\" fill=\"#%06x\"", id, picture->look->fills[fill]);
  put_text (picture, " data-code=\"", grid->code, "\" d=\"");
  for (guint r = 0; r < shape->rings->len; r++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, r);

      for (guint i = 0; i < ring->n_points; i++)
        {
          fputs (i == 0 ? "M" : " ", picture->file);
          put_place (picture, WG_SHAPE_POINT (shape, ring->first + i), ",");
        }
      fputc ('Z', picture->file);
    }
  put_text (picture, "\"><title>", grid->name, "</title></path>\n");
}

/* As large as fits the width of the grid; left out when too small to be read. */
static void
put_label (Picture *picture, guint32 id)
{
  const WgGrid *grid = wg_plan_get_grid (picture->basis->plan, id);
  const char *words = *grid->name != '\0' ? grid->name : grid->code;
  WgEnvelope box = wg_shape_envelope (picture->basis->shape);
  double size = ((double) box.max_x - box.min_x) * picture->scale * 0.6
                / MAX (g_utf8_strlen (words, -1), 1);
  WgPoint place = { 0, 0 };

  size = MIN (size, GREATEST_LABEL / sqrt (grid->depth));
  if (size < LEAST_LABEL || !wg_export_basis_label (picture->basis, id, &place))
    return;
  fputs ("<text x=\"", picture->file);
  put_place (picture, place, "\" y=\"");
  fputs ("\" dy=\"0.35em\" font-size=\"", picture->file);
  put_number (picture, size);
  put_text (picture, "\">", words, "</text>\n");
}

/* @put: called for each grid of the level with its shape at hand. */
static gboolean
put_level (Picture *picture, guint depth, void (*put) (Picture *picture, guint32 id),
           GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) grids = wg_export_basis_collect (picture->basis, depth);

  for (guint i = 0; i < grids->len; i++)
    {
      if (!wg_export_step (NULL, cancellable, i, grids->len, error))
        return FALSE;
      wg_export_basis_take (picture->basis, g_array_index (grids, guint32, i));
      if (picture->basis->shape->rings->len > 0)
        put (picture, g_array_index (grids, guint32, i));
      else if (put == put_shape)
        picture->basis->result->n_landless++;
    }
  fputs ("</g>\n", picture->file);
  picture->basis->result->n_grids += put == put_shape ? grids->len : 0;
  return TRUE;
}

static gboolean
put_levels (Picture *picture, const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  guint n_levels = wg_plan_get_n_levels (picture->basis->plan);
  const WgExportLook *look = picture->look;

  /* The deepest first, so that the borders of the levels above lie over it. */
  for (guint depth = n_levels; depth > 0; depth--)
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];
      g_autofree char *style = g_strdup_printf (
        "fill-rule=\"evenodd\" stroke=\"#%06x\" stroke-width=\"%s\" stroke-linejoin=\"round\"",
        look->border[depth],
        g_ascii_formatd (buffer, sizeof buffer, "%.2f", look->border_width[depth]));

      wg_progress_report (progress, 0.5 * (n_levels - depth) / n_levels);
      begin_layer (picture, "grids", depth, style);
      if (!put_level (picture, depth, put_shape, cancellable, error))
        return FALSE;
    }
  for (guint depth = n_levels; depth > 0; depth--)
    {
      g_autofree char *style = g_strdup_printf (
        "fill=\"#%06x\" stroke=\"#ffffff\" stroke-width=\"0.3em\" stroke-linejoin=\"round\" "
        "paint-order=\"stroke\" text-anchor=\"middle\" "
        "font-family=\"Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, sans-serif\"%s",
        look->label, depth < n_levels ? " font-weight=\"bold\"" : "");

      wg_progress_report (progress, 0.5 + 0.5 * (n_levels - depth) / n_levels);
      begin_layer (picture, "labels", depth, style);
      if (!put_level (picture, depth, put_label, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
wg_export_write_svg (WgExportBasis *basis, FILE *file, const WgProgress *progress,
                     GCancellable *cancellable, GError **error)
{
  Picture picture = { .basis = basis, .look = basis->options->look, .file = file };
  gboolean is_good = FALSE;

  if (picture.look == NULL)
    picture.look = &plain;
  measure (&picture);
  put_head (&picture);
  is_good = put_levels (&picture, progress, cancellable, error);
  fputs ("</svg>\n", file);
  g_free (picture.has_children);
  return is_good;
}
