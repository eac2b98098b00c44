/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-ink.h"

#include <math.h>
#include <string.h>

#define FONT "Noto Sans CJK SC, Noto Sans, sans-serif"

/* Layouts that a thread keeps. */
#define MOST_KEPT 1024

static GPrivate contexts = G_PRIVATE_INIT (g_object_unref);
static GPrivate settings = G_PRIVATE_INIT ((GDestroyNotify) g_hash_table_unref); /* Setting to PangoLayout */

/* Each thread has a context of its own: fonts are a thread's. Nothing is rounded to pixels. */
static PangoContext *
get_context (void)
{
  PangoContext *context = g_private_get (&contexts);
  cairo_font_options_t *options = NULL;

  if (context != NULL)
    return context;
  context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  options = cairo_font_options_create ();
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("zh-cn"));
  pango_cairo_context_set_resolution (context, 72);
  cairo_font_options_destroy (options);
  g_private_set (&contexts, context);
  return context;
}

static void
set_attributes (PangoLayout *layout, const WgType *type)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  /* Digits of one width, so that columns of numbers stand in line. */
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  if (type->spacing != 0)
    pango_attr_list_insert (attributes,
                            pango_attr_letter_spacing_new ((int) (type->spacing * PANGO_SCALE)));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
}

/* What a layout depends on. */
typedef struct
{
  char *text;
  double size;
  double spacing;
  double width;
  int max_lines;
  int align;
  gboolean is_bold;
} Setting;

static guint
hash_setting (gconstpointer key)
{
  const Setting *setting = key;

  return g_str_hash (setting->text) ^ (guint) (setting->size * 1024) * 31u
         ^ (guint) (setting->width * 64) * 131u ^ (guint) setting->is_bold;
}

static gboolean
equals_setting (gconstpointer a, gconstpointer b)
{
  const Setting *x = a, *y = b;

  return x->size == y->size && x->spacing == y->spacing && x->width == y->width
         && x->max_lines == y->max_lines && x->align == y->align && x->is_bold == y->is_bold
         && g_str_equal (x->text, y->text);
}

static void
free_setting (gpointer data)
{
  Setting *setting = data;

  g_free (setting->text);
  g_free (setting);
}

static PangoLayout *
make_layout (const char *text, const WgType *type, double width)
{
  static const PangoAlignment alignments[] = { PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER,
                                               PANGO_ALIGN_RIGHT };
  PangoLayout *layout = pango_layout_new (get_context ());
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (FONT);

  pango_font_description_set_absolute_size (font, type->size * PANGO_SCALE);
  pango_font_description_set_weight (font, type->is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  set_attributes (layout, type);
  pango_layout_set_text (layout, text != NULL ? text : "", -1);
  pango_layout_set_alignment (layout, alignments[type->align]);
  pango_layout_set_line_spacing (layout, 0);
  if (width > 0)
    {
      pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      if (type->max_lines > 0)
        {
          pango_layout_set_height (layout, -(int) type->max_lines);
          pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
        }
    }
  return layout;
}

/* Texts are measured, broken and painted, and most are on every sheet: each thread keeps what it has set. Only
 * to be read. */
static PangoLayout *
find_layout (const char *text, const WgType *type, double width)
{
  GHashTable *table = g_private_get (&settings);
  Setting wanted = { (char *) (text != NULL ? text : ""), type->size, type->spacing, MAX (width, 0),
                     (int) type->max_lines, (int) type->align, type->is_bold };
  PangoLayout *layout = NULL;

  if (table == NULL)
    {
      table = g_hash_table_new_full (hash_setting, equals_setting, free_setting, g_object_unref);
      g_private_set (&settings, table);
    }
  layout = g_hash_table_lookup (table, &wanted);
  if (layout != NULL)
    return g_object_ref (layout);
  if (g_hash_table_size (table) >= MOST_KEPT)
    g_hash_table_remove_all (table);
  layout = make_layout (text, type, width);
  wanted.text = g_strdup (wanted.text);
  g_hash_table_insert (table, g_memdup2 (&wanted, sizeof wanted), g_object_ref (layout));
  return layout;
}

static void
layout_size (PangoLayout *layout, const WgType *type, double *width_out, double *height_out)
{
  int width = 0, height = 0;

  pango_layout_get_size (layout, &width, &height);
  *width_out = (double) width / PANGO_SCALE;
  *height_out = pango_layout_get_line_count (layout) * type->size * WG_TYPE_LEADING;
}

void
wg_type_measure (const char *text, const WgType *type, double width, double *width_out,
                 double *height_out)
{
  g_autoptr (PangoLayout) layout = find_layout (text, type, width);

  layout_size (layout, type, width_out, height_out);
}

char *
wg_type_break (const char *text, const WgType *type, double width, double *height_out)
{
  g_autoptr (PangoLayout) layout = find_layout (text, type, width);
  GString *lines = g_string_new (NULL);
  int n_lines = pango_layout_get_line_count (layout);
  double laid = 0;

  layout_size (layout, type, &laid, height_out);
  for (int i = 0; i < n_lines; i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (layout, i);
      gboolean is_cut = line->start_index + line->length < (int) strlen (text)
                        && text[line->start_index + line->length] != '\n';

      g_string_append_len (lines, text + line->start_index, line->length);
      if (i + 1 < n_lines && (is_cut || text[line->start_index + line->length] == '\n'))
        g_string_append_c (lines, '\n');
    }
  return g_string_free (lines, FALSE);
}

double
wg_type_fit (const char *text, const WgType *type, double width, double least)
{
  WgType tried = *type;
  double w = 0, h = 0;

  wg_type_measure (text, &tried, 0, &w, &h);
  if (w <= width)
    return type->size;
  tried.size = MAX (floor (type->size * width / w * 10) / 10, least);
  tried.spacing = type->spacing * tried.size / type->size;
  return tried.size;
}

double
wg_type_spacing (const char *text, double wide)
{
  guint n_latin = 0;

  for (const char *p = text; *p != '\0'; p++)
    n_latin += g_ascii_isalpha (*p);
  return n_latin > 3 ? 0 : wide;
}

static void
paint_line (cairo_t *cr, PangoLayoutLine *line, double x, double baseline, const WgType *type)
{
  if (type->halo > 0)
    wg_type_halo (cr, line, x, baseline, type);
  wg_chart_set_color (cr, type->rgb);
  cairo_move_to (cr, x, baseline);
  pango_cairo_show_layout_line (cr, line);
}

void
wg_type_paint (cairo_t *cr, const WgChartBox *box, const WgType *type, const char *text,
               gboolean wraps)
{
  g_autoptr (PangoLayout) layout = find_layout (text, type, wraps ? box->width : 0);
  double width = 0, height = 0, y = 0;
  int n_lines = pango_layout_get_line_count (layout);

  layout_size (layout, type, &width, &height);
  cairo_save (cr);
  if (type->angle != 0)
    {
      cairo_translate (cr, box->x + box->width / 2, box->y + box->height / 2);
      cairo_rotate (cr, type->angle);
      cairo_translate (cr, -box->x - box->width / 2, -box->y - box->height / 2);
    }
  y = type->is_top ? box->y : box->y + (box->height - height) / 2;
  for (int i = 0; i < n_lines; i++, y += type->size * WG_TYPE_LEADING)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (layout, i);
      PangoRectangle logical;
      double x = box->x;

      pango_layout_line_get_extents (line, NULL, &logical);
      width = (double) logical.width / PANGO_SCALE;
      if (type->align == WG_TYPE_CENTER)
        x += (box->width - width + type->spacing) / 2;
      else if (type->align == WG_TYPE_RIGHT)
        x += box->width - width;
      /* The middle of Chinese letters is 0.38 of their size above the baseline. */
      paint_line (cr, line, x, y + type->size * (WG_TYPE_LEADING / 2 + 0.38), type);
    }
  cairo_restore (cr);
}

PangoLayout *
wg_chart_layout (cairo_t *cr G_GNUC_UNUSED, const char *text, double size, gboolean is_bold)
{
  WgType type = { .size = size, .is_bold = is_bold };

  return make_layout (text, &type, 0);
}

void
wg_chart_set_color (cairo_t *cr, guint32 rgb)
{
  cairo_set_source_rgb (cr, (rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0,
                        (rgb & 0xff) / 255.0);
}

guint32
wg_chart_grey (guint32 rgb)
{
  guint value = ((rgb >> 16 & 0xff) * 299 + (rgb >> 8 & 0xff) * 587 + (rgb & 0xff) * 114) / 1000;

  return value << 16 | value << 8 | value;
}
