/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-ink.h"

/* Edges are drawn at this size and scaled: coordinates of paths have no more than eight bits of fraction. */
#define EM 100.0

static cairo_user_data_key_t edges_key;

/* The pictures of letters' edges that a document stores once each, whatever the size and angle they are shown
 * at: typeface, width and number of the letter -> cairo_surface_t. A document is painted by one thread. */
static GHashTable *
get_edges (cairo_surface_t *document)
{
  GHashTable *edges = cairo_surface_get_user_data (document, &edges_key);

  if (edges == NULL)
    {
      edges = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                     (GDestroyNotify) cairo_surface_destroy);
      cairo_surface_set_user_data (document, &edges_key, edges, (cairo_destroy_func_t) g_hash_table_unref);
    }
  return edges;
}

/* Strokes the letter at (0, 0); @width: of the edge, as share of the type's size. */
static void
stroke_letter (cairo_t *cr, cairo_font_face_t *face, gulong letter, double size, double width)
{
  const cairo_glyph_t one = { letter, 0, 0 };

  cairo_set_font_face (cr, face);
  cairo_set_font_size (cr, size);
  cairo_glyph_path (cr, &one, 1);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, width * size);
  wg_chart_set_color (cr, 0xffffff);
  cairo_stroke (cr);
}

static cairo_surface_t *
get_edge (GHashTable *edges, const char *typeface, cairo_font_face_t *face, gulong letter, double width)
{
  const cairo_rectangle_t reach = { -EM, -2 * EM, 4 * EM, 4 * EM };
  g_autofree char *key = g_strdup_printf ("%s %.3f %lu", typeface, width, letter);
  cairo_surface_t *edge = g_hash_table_lookup (edges, key);
  cairo_t *cr = NULL;

  if (edge != NULL)
    return edge;
  edge = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &reach);
  cr = cairo_create (edge);
  stroke_letter (cr, face, letter, EM, width);
  cairo_destroy (cr);
  g_hash_table_insert (edges, g_steal_pointer (&key), edge);
  return edge;
}

static char *
name_typeface (PangoFont *font)
{
  g_autoptr (PangoFontDescription) description = pango_font_describe (font);

  pango_font_description_unset_fields (description, PANGO_FONT_MASK_SIZE);
  return pango_font_description_to_string (description);
}

/* The letters of a run where they stand; returns how far the run goes. */
static double
place_glyphs (const PangoGlyphString *string, double x, double baseline, GArray *glyphs)
{
  for (int i = 0; i < string->num_glyphs; i++)
    {
      const PangoGlyphInfo *info = &string->glyphs[i];
      cairo_glyph_t glyph = { info->glyph, x + (double) info->geometry.x_offset / PANGO_SCALE,
                              baseline + (double) info->geometry.y_offset / PANGO_SCALE };

      if (info->glyph != PANGO_GLYPH_EMPTY && (info->glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0)
        g_array_append_val (glyphs, glyph);
      x += (double) info->geometry.width / PANGO_SCALE;
    }
  return x;
}

static void
paint_run (cairo_t *cr, PangoFont *font, const GArray *glyphs, const WgType *type)
{
  cairo_surface_t *target = cairo_get_target (cr);
  gboolean is_document = cairo_surface_get_type (target) == CAIRO_SURFACE_TYPE_PDF;
  cairo_scaled_font_t *scaled = pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (font));
  g_autofree char *typeface = is_document ? name_typeface (font) : NULL;
  cairo_font_face_t *face = scaled != NULL ? cairo_scaled_font_get_font_face (scaled) : NULL;
  double width = type->halo * 2 / type->size;

  for (guint i = 0; face != NULL && i < glyphs->len; i++)
    {
      const cairo_glyph_t *glyph = &g_array_index (glyphs, cairo_glyph_t, i);

      cairo_save (cr);
      cairo_translate (cr, glyph->x, glyph->y);
      if (is_document)
        {
          cairo_scale (cr, type->size / EM, type->size / EM);
          cairo_set_source_surface (cr, get_edge (get_edges (target), typeface, face, glyph->index, width),
                                    0, 0);
          cairo_paint (cr);
        }
      else
        stroke_letter (cr, face, glyph->index, type->size, width);
      cairo_restore (cr);
    }
}

void
wg_type_halo (cairo_t *cr, PangoLayoutLine *line, double x, double baseline, const WgType *type)
{
  g_autoptr (GArray) glyphs = g_array_new (FALSE, FALSE, sizeof (cairo_glyph_t));

  cairo_save (cr);
  for (const GSList *at = line->runs; at != NULL; at = at->next)
    {
      const PangoLayoutRun *run = at->data;

      g_array_set_size (glyphs, 0);
      x = place_glyphs (run->glyphs, x, baseline, glyphs);
      paint_run (cr, run->item->analysis.font, glyphs, type);
    }
  cairo_restore (cr);
}
