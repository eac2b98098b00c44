/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/** All in points (1/72 inch) on the page, y down. */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} WgChartBox;

typedef enum
{
  WG_TYPE_LEFT,
  WG_TYPE_CENTER,
  WG_TYPE_RIGHT,
} WgTypeAlign;

/** Lines of Chinese text breathe: their distance as share of the type's size. */
#define WG_TYPE_LEADING 1.42

/** How a text is set. */
typedef struct
{
  double size; /* points */
  guint32 rgb;
  gboolean is_bold;
  WgTypeAlign align;
  double spacing;    /* between letters, points */
  gboolean is_top;   /* in its box; else in the middle of its height */
  guint max_lines;   /* 0: as many as it needs; 1: cut with an ellipsis */
  double halo;       /* points of white around the letters; 0: none */
  double angle;      /* radians, about the middle of the box */
} WgType;

/**
 * WgInkPage:
 *
 * What lies on one page, from the bottom up: made once, then painted from any thread.
 */
typedef struct _WgInkPage WgInkPage;
typedef void (*WgInkFunc) (cairo_t *cr, const WgChartBox *box, gconstpointer data);

/** @is_grey: every colour becomes the grey of its lightness. */
WgInkPage   *wg_ink_page_new   (gboolean          is_grey);
void         wg_ink_page_free  (WgInkPage        *page);
void         wg_ink_page_paint (const WgInkPage  *page,
                                cairo_t          *cr);

/** @radius: of the corners. */
void         wg_ink_fill       (WgInkPage        *page,
                                const WgChartBox *box,
                                guint32           rgb,
                                double            radius);
void         wg_ink_frame      (WgInkPage        *page,
                                const WgChartBox *box,
                                guint32           rgb,
                                double            width);
/** @box: from (x, y) by (width, height), which may be below 0. */
void         wg_ink_line       (WgInkPage        *page,
                                const WgChartBox *box,
                                guint32           rgb,
                                double            width,
                                double            dash);
/** Sets @text in @box; returns the height that it takes. @text may be %NULL. */
double       wg_ink_text       (WgInkPage        *page,
                                const WgChartBox *box,
                                const WgType     *type,
                                const char       *text);
/** @data: taken, freed with @destroy (nullable). */
void         wg_ink_custom     (WgInkPage        *page,
                                const WgChartBox *box,
                                WgInkFunc         paint,
                                gpointer          data,
                                GDestroyNotify    destroy);

/** The size of @text set in lines of @width (0: one line). */
void         wg_type_measure   (const char       *text,
                                const WgType     *type,
                                double            width,
                                double           *width_out,
                                double           *height_out);
/** (transfer full): @text with a line feed wherever its lines end when it is set in @width. */
char        *wg_type_break     (const char       *text,
                                const WgType     *type,
                                double            width,
                                double           *height_out);
/** The greatest size from @type->size down to @least at which @text is not wider than @width. */
double       wg_type_fit       (const char       *text,
                                const WgType     *type,
                                double            width,
                                double            least);
/** How far the letters of a heading stand apart, as share of its size: @wide for Chinese, 0 for a text with
 *  words of Latin letters. */
double       wg_type_spacing   (const char       *text,
                                double            wide);
/** The halo of a line of text, below it; (@x, @baseline) is where the line begins. Any thread. */
void         wg_type_halo      (cairo_t          *cr,
                                PangoLayoutLine  *line,
                                double            x,
                                double            baseline,
                                const WgType     *type);
/** Writes at once: for painters. @wraps: break lines at the width of the box. */
void         wg_type_paint     (cairo_t          *cr,
                                const WgChartBox *box,
                                const WgType     *type,
                                const char       *text,
                                gboolean          wraps);
/** Type on paper: metrics do not depend on a screen. */
PangoLayout *wg_chart_layout   (cairo_t          *cr,
                                const char       *text,
                                double            size,
                                gboolean          is_bold);
void         wg_chart_set_color (cairo_t         *cr,
                                 guint32          rgb);
/** Of the lightness that the eye sees (ITU-R BT.601). */
guint32      wg_chart_grey      (guint32          rgb);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgInkPage, wg_ink_page_free)

G_END_DECLS
