/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-labels"

#include "wg-label-sprite.h"

#include <string.h>

#define FONT "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, WenQuanYi Micro Hei, Sans"
#define HALO_OPACITY 216
#define N_CACHED 6000 /* sprites of one generation; about 3 KB each */

/* Two generations: when the young one is full it becomes the old one, and what was old and not
 * asked for since is forgotten. */
static struct
{
  GMutex mutex;
  GHashTable *young;
  GHashTable *old;
} cache;

static GPrivate thread_layout = G_PRIVATE_INIT (g_object_unref);

static PangoLayout *
get_thread_layout (void)
{
  PangoLayout *layout = g_private_get (&thread_layout);
  PangoContext *context = NULL;
  cairo_font_options_t *options = NULL;

  if (layout != NULL)
    return layout;
  /* The default font map belongs to the thread since Pango 1.32. */
  context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  options = cairo_font_options_create ();
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_SLIGHT);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_language (context, pango_language_from_string ("zh-cn"));
  cairo_font_options_destroy (options);
  layout = pango_layout_new (context);
  g_object_unref (context);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_line_spacing (layout, 0.82f);
  g_private_set (&thread_layout, layout);
  return layout;
}

PangoLayout *
wg_label_layout (const char *text, double size, gboolean is_bold)
{
  PangoLayout *layout = get_thread_layout ();
  PangoFontDescription *font = pango_font_description_from_string (FONT);

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

/* The greatest of each pixel and its eight neighbours. */
static void
dilate (const guint8 *from, guint8 *to, guint width, guint height)
{
  g_autofree guint8 *across = g_malloc ((gsize) width * height);

  for (guint y = 0; y < height; y++)
    {
      const guint8 *row = from + (gsize) y * width;
      guint8 *out = across + (gsize) y * width;

      out[0] = MAX (row[0], row[1]);
      for (guint x = 1; x + 1 < width; x++)
        out[x] = MAX (MAX (row[x - 1], row[x]), row[x + 1]);
      out[width - 1] = MAX (row[width - 2], row[width - 1]);
    }
  for (guint y = 0; y < height; y++)
    {
      const guint8 *above = across + (gsize) (y > 0 ? y - 1 : 0) * width;
      const guint8 *row = across + (gsize) y * width;
      const guint8 *below = across + (gsize) (y + 1 < height ? y + 1 : y) * width;
      guint8 *out = to + (gsize) y * width;

      for (guint x = 0; x < width; x++)
        out[x] = MAX (MAX (above[x], row[x]), below[x]);
    }
}

/* Whole a pixel around the letters, less in the second one. */
static void
grow_halo (const guint8 *ink, guint8 *halo, guint width, guint height)
{
  gsize n = (gsize) width * height;
  g_autofree guint8 *near = g_malloc (n);

  dilate (ink, near, width, height);
  dilate (near, halo, width, height);
  for (gsize i = 0; i < n; i++)
    {
      guint8 far = (guint8) (halo[i] * 9 / 16);
      halo[i] = MAX (near[i], far);
    }
}

static WgLabelSprite *
make_sprite (const char *text, guint size, gboolean is_bold)
{
  PangoLayout *layout = wg_label_layout (text, size, is_bold);
  WgLabelSprite *sprite = g_new0 (WgLabelSprite, 1);
  PangoRectangle ink;
  cairo_surface_t *surface = NULL;
  cairo_t *cr = NULL;
  gsize stride = 0;

  pango_layout_get_pixel_extents (layout, &ink, NULL);
  sprite->ref_count = 1;
  sprite->width = (guint) MAX (ink.width, 1) + 2 * WG_LABEL_HALO;
  sprite->height = (guint) MAX (ink.height, 1) + 2 * WG_LABEL_HALO;
  surface = cairo_image_surface_create (CAIRO_FORMAT_A8, (int) sprite->width, (int) sprite->height);
  cr = cairo_create (surface);
  cairo_move_to (cr, WG_LABEL_HALO - ink.x, WG_LABEL_HALO - ink.y);
  pango_cairo_show_layout (cr, layout);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  stride = (gsize) cairo_image_surface_get_stride (surface);
  sprite->ink = g_malloc ((gsize) sprite->width * sprite->height);
  sprite->halo = g_malloc0 ((gsize) sprite->width * sprite->height);
  for (guint y = 0; y < sprite->height; y++)
    memcpy (sprite->ink + (gsize) y * sprite->width,
            cairo_image_surface_get_data (surface) + y * stride, sprite->width);
  cairo_surface_destroy (surface);
  grow_halo (sprite->ink, sprite->halo, sprite->width, sprite->height);
  return sprite;
}

static WgLabelSprite *
cache_find (const char *key)
{
  WgLabelSprite *sprite = NULL;
  gpointer stolen_key = NULL, stolen = NULL;

  if (cache.young == NULL)
    return NULL;
  sprite = g_hash_table_lookup (cache.young, key);
  if (sprite == NULL && g_hash_table_steal_extended (cache.old, key, &stolen_key, &stolen))
    {
      g_hash_table_insert (cache.young, stolen_key, stolen);
      sprite = stolen;
    }
  if (sprite != NULL)
    g_atomic_int_inc (&sprite->ref_count);
  return sprite;
}

static GHashTable *
cache_table_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                (GDestroyNotify) wg_label_sprite_unref);
}

static void
cache_add (char *key, WgLabelSprite *sprite)
{
  if (cache.young == NULL)
    {
      cache.young = cache_table_new ();
      cache.old = cache_table_new ();
    }
  if (g_hash_table_size (cache.young) >= N_CACHED)
    {
      g_hash_table_unref (cache.old);
      cache.old = cache.young;
      cache.young = cache_table_new ();
    }
  g_atomic_int_inc (&sprite->ref_count);
  g_hash_table_insert (cache.young, key, sprite);
}

WgLabelSprite *
wg_label_sprite_get (const char *text, guint size, gboolean is_bold)
{
  g_autofree char *key = g_strdup_printf ("%u%c%s", size, is_bold ? 'b' : 'n', text);
  WgLabelSprite *sprite = NULL;

  g_mutex_lock (&cache.mutex);
  sprite = cache_find (key);
  g_mutex_unlock (&cache.mutex);
  if (sprite != NULL)
    return sprite;
  sprite = make_sprite (text, size, is_bold);
  g_mutex_lock (&cache.mutex);
  cache_add (g_steal_pointer (&key), sprite);
  g_mutex_unlock (&cache.mutex);
  return sprite;
}

void
wg_label_sprite_unref (WgLabelSprite *sprite)
{
  if (!g_atomic_int_dec_and_test (&sprite->ref_count))
    return;
  g_free (sprite->ink);
  g_free (sprite->halo);
  g_free (sprite);
}

void
wg_label_sprite_blit (const WgLabelSprite *sprite, int x, int y, const WgStyle *style,
                      const WgTarget *target)
{
  guint32 halo = wg_premultiply (style->halo, HALO_OPACITY);
  guint32 ink = wg_premultiply (style->label, 255);

  for (int row = MAX (0, -y); row < (int) sprite->height && y + row < (int) target->height; row++)
    {
      guint32 *pixels = (guint32 *) (target->argb + (gsize) (y + row) * target->stride);
      gsize at = (gsize) row * sprite->width;

      for (int i = MAX (0, -x); i < (int) sprite->width && x + i < (int) target->width; i++)
        {
          if (sprite->halo[at + i] == 0)
            continue;
          pixels[x + i] = wg_blend (pixels[x + i], halo, sprite->halo[at + i]);
          if (sprite->ink[at + i] != 0)
            pixels[x + i] = wg_blend (pixels[x + i], ink, sprite->ink[at + i]);
        }
    }
}
