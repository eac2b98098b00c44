/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-ink.h"

typedef enum
{
  INK_FILL,
  INK_FRAME,
  INK_LINE,
  INK_TEXT,
  INK_CUSTOM,
} InkKind;

typedef struct
{
  InkKind kind;
  WgChartBox box;
  guint32 rgb;
  double width; /* of a stroke; the radius of a fill */
  double dash;
  WgType type;
  gboolean is_broken; /* into its lines already */
  char *text;
  WgInkFunc paint;
  gpointer data;
  GDestroyNotify destroy;
} Ink;

struct _WgInkPage
{
  GArray *inks;
  gboolean is_grey;
};

static void
clear_ink (gpointer data)
{
  Ink *ink = data;

  g_free (ink->text);
  if (ink->destroy != NULL)
    ink->destroy (ink->data);
}

static void
add_round_path (cairo_t *cr, const WgChartBox *box, double radius)
{
  double r = MIN (radius, MIN (box->width, box->height) / 2);

  if (r <= 0)
    {
      cairo_rectangle (cr, box->x, box->y, box->width, box->height);
      return;
    }
  cairo_new_sub_path (cr);
  cairo_arc (cr, box->x + box->width - r, box->y + r, r, -G_PI / 2, 0);
  cairo_arc (cr, box->x + box->width - r, box->y + box->height - r, r, 0, G_PI / 2);
  cairo_arc (cr, box->x + r, box->y + box->height - r, r, G_PI / 2, G_PI);
  cairo_arc (cr, box->x + r, box->y + r, r, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
}

static void
paint_stroke (cairo_t *cr, const Ink *ink)
{
  if (ink->kind == INK_FRAME)
    cairo_rectangle (cr, ink->box.x, ink->box.y, ink->box.width, ink->box.height);
  else
    {
      cairo_move_to (cr, ink->box.x, ink->box.y);
      cairo_rel_line_to (cr, ink->box.width, ink->box.height);
    }
  wg_chart_set_color (cr, ink->rgb);
  cairo_set_line_width (cr, ink->width);
  cairo_set_dash (cr, &ink->dash, ink->dash > 0 ? 1 : 0, 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
paint_ink (cairo_t *cr, const Ink *ink)
{
  switch (ink->kind)
    {
    case INK_FILL:
      add_round_path (cr, &ink->box, ink->width);
      wg_chart_set_color (cr, ink->rgb);
      cairo_fill (cr);
      break;
    case INK_FRAME:
    case INK_LINE:
      paint_stroke (cr, ink);
      break;
    case INK_TEXT:
      wg_type_paint (cr, &ink->box, &ink->type, ink->text, !ink->is_broken);
      break;
    case INK_CUSTOM:
      cairo_save (cr);
      ink->paint (cr, &ink->box, ink->data);
      cairo_restore (cr);
      break;
    }
}

WgInkPage *
wg_ink_page_new (gboolean is_grey)
{
  WgInkPage *page = g_new0 (WgInkPage, 1);

  page->is_grey = is_grey;
  page->inks = g_array_new (FALSE, FALSE, sizeof (Ink));
  g_array_set_clear_func (page->inks, clear_ink);
  return page;
}

void
wg_ink_page_free (WgInkPage *page)
{
  if (page == NULL)
    return;
  g_array_unref (page->inks);
  g_free (page);
}

void
wg_ink_page_paint (const WgInkPage *page, cairo_t *cr)
{
  for (guint i = 0; i < page->inks->len; i++)
    paint_ink (cr, &g_array_index (page->inks, Ink, i));
}

static guint32
to_ink (const WgInkPage *page, guint32 rgb)
{
  return page->is_grey ? wg_chart_grey (rgb) : rgb;
}

void
wg_ink_fill (WgInkPage *page, const WgChartBox *box, guint32 rgb, double radius)
{
  Ink ink = { .kind = INK_FILL, .box = *box, .rgb = to_ink (page, rgb), .width = radius };

  g_array_append_val (page->inks, ink);
}

void
wg_ink_frame (WgInkPage *page, const WgChartBox *box, guint32 rgb, double width)
{
  Ink ink = { .kind = INK_FRAME, .box = *box, .rgb = to_ink (page, rgb), .width = width };

  g_array_append_val (page->inks, ink);
}

void
wg_ink_line (WgInkPage *page, const WgChartBox *box, guint32 rgb, double width, double dash)
{
  Ink ink = { .kind = INK_LINE, .box = *box, .rgb = to_ink (page, rgb), .width = width, .dash = dash };

  g_array_append_val (page->inks, ink);
}

double
wg_ink_text (WgInkPage *page, const WgChartBox *box, const WgType *type, const char *text)
{
  Ink ink = { .kind = INK_TEXT, .box = *box, .type = *type };
  double width = 0, height = 0;

  if (text == NULL || text[0] == '\0')
    return 0;
  ink.type.rgb = to_ink (page, type->rgb);
  /* Lines are broken here and stay so, whatever the thread that paints them thinks of a hair's width. */
  if (type->max_lines == 0)
    ink.text = wg_type_break (text, type, box->width, &height);
  else
    {
      ink.text = g_strdup (text);
      wg_type_measure (text, type, box->width, &width, &height);
    }
  ink.is_broken = type->max_lines == 0;
  g_array_append_val (page->inks, ink);
  return height;
}

void
wg_ink_custom (WgInkPage *page, const WgChartBox *box, WgInkFunc paint, gpointer data,
               GDestroyNotify destroy)
{
  Ink ink = { .kind = INK_CUSTOM, .box = *box, .paint = paint, .data = data, .destroy = destroy };

  g_array_append_val (page->inks, ink);
}
