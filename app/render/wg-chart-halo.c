/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-ink.h"

/* A font whose letters are the edges of another's, so that a document stores the edge of each letter once
 * and not wherever it stands: halos were six sevenths of an atlas. */
typedef struct
{
  cairo_font_face_t *letters;
  double width; /* of the edge, as share of the type's size */
} Halo;

static cairo_user_data_key_t halo_key;
static GMutex faces_mutex;
static GHashTable *faces; /* by mutex: name and width -> cairo_font_face_t */

static void
free_halo (gpointer data)
{
  Halo *halo = data;

  cairo_font_face_destroy (halo->letters);
  g_free (halo);
}

/* Lets what is drawn reach over a letter's own box. */
static cairo_status_t
init_cb (cairo_scaled_font_t *font, cairo_t *cr, cairo_font_extents_t *extents)
{
  extents->ascent = 1.2;
  extents->descent = 0.4;
  extents->height = 1.6;
  extents->max_x_advance = 1;
  return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t
render_glyph_cb (cairo_scaled_font_t *font, unsigned long glyph, cairo_t *cr,
                 cairo_text_extents_t *extents)
{
  const Halo *halo
    = cairo_font_face_get_user_data (cairo_scaled_font_get_font_face (font), &halo_key);
  const cairo_glyph_t one = { glyph, 0, 0 };

  cairo_set_font_face (cr, halo->letters);
  cairo_set_font_size (cr, 1);
  cairo_glyph_path (cr, &one, 1);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, halo->width);
  cairo_stroke (cr);
  extents->x_advance = 1;
  return CAIRO_STATUS_SUCCESS;
}

static cairo_font_face_t *
make_face (cairo_font_face_t *letters, double width)
{
  cairo_font_face_t *face = cairo_user_font_face_create ();
  Halo *halo = g_new0 (Halo, 1);

  halo->letters = cairo_font_face_reference (letters);
  halo->width = width;
  cairo_user_font_face_set_init_func (face, init_cb);
  cairo_user_font_face_set_render_glyph_func (face, render_glyph_cb);
  cairo_font_face_set_user_data (face, &halo_key, halo, free_halo);
  return face;
}

/* The face of halos of @font's typeface, of any size; kept while the program runs: typefaces are few. */
static cairo_font_face_t *
get_face (PangoFont *font, cairo_scaled_font_t *scaled, double width)
{
  g_autoptr (PangoFontDescription) description = pango_font_describe (font);
  g_autofree char *name = NULL;
  g_autofree char *key = NULL;
  cairo_font_face_t *face = NULL;

  pango_font_description_unset_fields (description, PANGO_FONT_MASK_SIZE);
  name = pango_font_description_to_string (description);
  key = g_strdup_printf ("%s %.3f", name, width);
  g_mutex_lock (&faces_mutex);
  if (faces == NULL)
    faces = g_hash_table_new (g_str_hash, g_str_equal);
  face = g_hash_table_lookup (faces, key);
  if (face == NULL)
    {
      face = make_face (cairo_scaled_font_get_font_face (scaled), width);
      g_hash_table_insert (faces, g_steal_pointer (&key), face);
    }
  g_mutex_unlock (&faces_mutex);
  return face;
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

/* To those who read the document halos are blanks: the letters themselves say the text. */
static void
show_blanks (cairo_t *cr, const GArray *glyphs)
{
  g_autofree char *blanks = g_strnfill (glyphs->len, ' ');
  g_autofree cairo_text_cluster_t *clusters = g_new (cairo_text_cluster_t, glyphs->len);

  for (guint i = 0; i < glyphs->len; i++)
    clusters[i] = (cairo_text_cluster_t){ 1, 1 };
  cairo_show_text_glyphs (cr, blanks, (int) glyphs->len, (const cairo_glyph_t *) glyphs->data,
                          (int) glyphs->len, clusters, (int) glyphs->len, 0);
}

void
wg_type_halo (cairo_t *cr, PangoLayoutLine *line, double x, double baseline, const WgType *type)
{
  g_autoptr (GArray) glyphs = g_array_new (FALSE, FALSE, sizeof (cairo_glyph_t));

  cairo_save (cr);
  wg_chart_set_color (cr, 0xffffff);
  for (const GSList *at = line->runs; at != NULL; at = at->next)
    {
      const PangoLayoutRun *run = at->data;
      PangoFont *font = run->item->analysis.font;
      cairo_scaled_font_t *scaled = pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (font));
      cairo_matrix_t size;

      g_array_set_size (glyphs, 0);
      x = place_glyphs (run->glyphs, x, baseline, glyphs);
      if (scaled == NULL || glyphs->len == 0)
        continue;
      cairo_scaled_font_get_font_matrix (scaled, &size);
      cairo_set_font_face (cr, get_face (font, scaled, type->halo * 2 / type->size));
      cairo_set_font_matrix (cr, &size);
      show_blanks (cr, glyphs);
    }
  cairo_restore (cr);
}
