/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-progress.h"
#include "wg-render-error.h"

#include <cairo.h>

G_BEGIN_DECLS

/** What a painter turns the pages of one item with. */
typedef struct _WgPdfPen WgPdfPen;

/** Begins a page of @width x @height points. @label: (nullable): what a reader shows as its number.
 *  Returns: (transfer none): the page's, until the next begins; its unit is the point. */
cairo_t *wg_pdf_pen_begin_page (WgPdfPen   *pen,
                                double      width,
                                double      height,
                                const char *label);

/** One thing to print: pages that follow one another, and the bookmark that leads to them. */
typedef struct
{
  const char *bookmark; /* nullable: none */
  guint depth;          /* of the bookmark: 0 is the top */
  gboolean is_heading;  /* has no pages; its bookmark leads to those of the next item that has */
} WgPdfItem;

/**
 * WgPdfPaintFunc:
 *
 * Paints all pages of @item. On several threads at once, for different items; what it paints
 * depends on the item alone, not on the order or the thread, so that the file is always the same.
 */
typedef gboolean (*WgPdfPaintFunc) (guint       item,
                                    WgPdfPen   *pen,
                                    gpointer    user_data,
                                    GError    **error);

typedef struct
{
  const WgPdfItem *items;
  guint n_items;
  WgPdfPaintFunc paint;
  gpointer user_data;
  const char *title;    /* nullable, like the three below */
  const char *author;
  const char *subject;
  const char *language; /* "zh-CN" */
  const char *date;     /* "2026-11-23", of the document: the clock is not looked at */
  guint n_threads;      /* 0: as many as there are processors */
} WgPdfJob;

/**
 * wg_pdf_write:
 * @path: written whole or not at all; parts are spilled to files beside it that have no name
 * @n_pages_out: (nullable)
 *
 * Prints the items in order into one PDF with bookmarks and page labels, painted by all processors.
 * The items are divided into parts by their number alone; each part is a document of cairo's, and the
 * parts are joined without looking into their pages. The same job gives the same bytes, on any
 * number of threads. Memory does not grow with the number of pages but for a few words for each.
 *
 * Returns: FALSE with %WG_RENDER_ERROR_WRITE, %G_IO_ERROR_CANCELLED or what the painter said
 */
gboolean wg_pdf_write (const WgPdfJob   *job,
                       const char       *path,
                       const WgProgress *progress,
                       GCancellable     *cancellable,
                       guint            *n_pages_out,
                       GError          **error);

G_END_DECLS
