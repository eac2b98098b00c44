/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-page.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <string.h>

/* What a printer can show, and no more than this many pixels on the longer side: a photo has 24 million. */
#define DPI 300.0
#define MOST_PIXELS 2400.0

/* How large a picture is read for its place on the page. */
typedef struct
{
  double longest; /* pixels */
  gboolean is_drawing; /* SVG: as large as is asked for */
} Reading;

static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  const Reading *reading = data;
  double factor = reading->longest / MAX (MAX (width, height), 1);

  if (factor < 1 || reading->is_drawing)
    gdk_pixbuf_loader_set_size (loader, MAX ((int) (width * factor), 1), MAX ((int) (height * factor), 1));
}

static GdkPixbuf *
load (GBytes *picture, const WgChartBox *box)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  gsize length = 0;
  const char *start = g_bytes_get_data (picture, &length);
  Reading reading = { .longest = CLAMP (ceil (MAX (box->width, box->height) * DPI / 72), 1, MOST_PIXELS),
                      .is_drawing = g_strstr_len (start, (gssize) MIN (length, 1024), "<svg") != NULL };
  gboolean is_written = FALSE;
  GdkPixbuf *pixbuf = NULL;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &reading);
  is_written = gdk_pixbuf_loader_write_bytes (loader, picture, NULL);
  if (gdk_pixbuf_loader_close (loader, NULL) && is_written)
    pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  /* Photos say which way up the camera was. */
  return pixbuf != NULL ? gdk_pixbuf_apply_embedded_orientation (pixbuf) : NULL;
}

static guint32
multiply (const guint8 *pixel, guint n_channels)
{
  guint alpha = n_channels == 4 ? pixel[3] : 255;

  return alpha << 24 | (pixel[0] * alpha / 255) << 16 | (pixel[1] * alpha / 255) << 8
         | pixel[2] * alpha / 255;
}

static cairo_surface_t *
decode (GBytes *picture, const WgChartBox *box)
{
  g_autoptr (GdkPixbuf) pixbuf = load (picture, box);
  cairo_surface_t *surface = NULL;
  int width = 0, height = 0;

  if (pixbuf == NULL)
    return NULL;
  width = gdk_pixbuf_get_width (pixbuf);
  height = gdk_pixbuf_get_height (pixbuf);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  for (int y = 0; y < height; y++)
    {
      const guint8 *from = gdk_pixbuf_read_pixels (pixbuf)
                           + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (pixbuf);
      guint32 *to = (guint32 *) (gpointer) (cairo_image_surface_get_data (surface)
                                            + (gsize) y * (gsize) cairo_image_surface_get_stride (surface));
      guint n_channels = (guint) gdk_pixbuf_get_n_channels (pixbuf);

      for (int x = 0; x < width; x++)
        to[x] = multiply (from + (gsize) x * n_channels, n_channels);
    }
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* Each paint decodes anew: no surface is shared by threads. A PDF keeps one of the same id once. */
static void
paint_picture (cairo_t *cr, const WgChartBox *box, gconstpointer data)
{
  GBytes *picture = (GBytes *) data;
  cairo_surface_t *surface = decode (picture, box);
  double width = 0, height = 0, scale = 0;
  char *id = NULL;

  if (surface == NULL)
    return;
  id = g_strdup_printf ("wangge-%08x-%zu-%d", g_bytes_hash (picture), g_bytes_get_size (picture),
                        cairo_image_surface_get_width (surface));
  cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_UNIQUE_ID, (const guchar *) id, strlen (id),
                               g_free, id);
  width = cairo_image_surface_get_width (surface);
  height = cairo_image_surface_get_height (surface);
  scale = MIN (box->width / width, box->height / height);
  cairo_translate (cr, box->x + (box->width - width * scale) / 2,
                   box->y + (box->height - height * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_surface_destroy (surface);
}

static void
unref_bytes (gpointer data)
{
  g_bytes_unref (data);
}

gboolean
wg_chart_add_picture (WgInkPage *page, const WgChartBox *box, GBytes *picture)
{
  cairo_surface_t *surface = picture != NULL ? decode (picture, box) : NULL;

  if (surface == NULL)
    return FALSE;
  cairo_surface_destroy (surface);
  wg_ink_custom (page, box, paint_picture, g_bytes_ref (picture), unref_bytes);
  return TRUE;
}
