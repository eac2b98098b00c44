/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-read-photo"

#include "wg-read-photo.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#define WIDTH 480
#define HEIGHT 640

GBytes *
wg_read_photo (const char *path, GError **error)
{
  g_autoptr (GdkPixbuf) read = gdk_pixbuf_new_from_file_at_size (path, WIDTH, HEIGHT, error);
  g_autoptr (GdkPixbuf) upright = read != NULL ? gdk_pixbuf_apply_embedded_orientation (read) : NULL;
  char *buffer = NULL;
  gsize size = 0;

  if (upright == NULL
      || !gdk_pixbuf_save_to_buffer (upright, &buffer, &size, "jpeg", error, "quality", "85", NULL))
    return NULL;
  return g_bytes_new_take (buffer, size);
}
