/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-page.h"

#include <qrencode.h>

/* Light modules around the symbol (ISO/IEC 18004). */
#define QUIET 4

static void
paint_symbol (cairo_t *cr, const WgChartBox *box, gconstpointer data)
{
  const QRcode *symbol = data;
  double module = box->width / (symbol->width + 2 * QUIET);

  wg_chart_set_color (cr, 0xffffff);
  cairo_rectangle (cr, box->x, box->y, box->width, box->width);
  cairo_fill (cr);
  wg_chart_set_color (cr, 0x000000);
  for (int y = 0; y < symbol->width; y++)
    for (int x = 0; x < symbol->width;)
      {
        int end = x;

        /* Dark modules side by side are one box: no hair lines between them. */
        while (end < symbol->width && (symbol->data[y * symbol->width + end] & 1) != 0)
          end++;
        if (end > x)
          cairo_rectangle (cr, box->x + (x + QUIET) * module, box->y + (y + QUIET) * module,
                           (end - x) * module, module);
        x = MAX (end, x + 1);
      }
  cairo_fill (cr);
}

static void
free_symbol (gpointer data)
{
  QRcode_free (data);
}

gboolean
wg_chart_add_qr (WgInkPage *page, const WgChartBox *box, const char *text)
{
  QRcode *symbol = text[0] != '\0'
                     ? QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M)
                     : NULL;

  if (symbol == NULL)
    return FALSE;
  wg_ink_custom (page, box, paint_symbol, symbol, free_symbol);
  return TRUE;
}
