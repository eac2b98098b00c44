/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-atlas.h"
#include "wg-pdf.h"

G_BEGIN_DECLS

typedef enum
{
  WG_ATLAS_ITEM_COVER,
  WG_ATLAS_ITEM_INDEX,
  WG_ATLAS_ITEM_HEADING,
  WG_ATLAS_ITEM_SHEET,
  WG_ATLAS_ITEM_STAFF,
  WG_ATLAS_ITEM_CHANGES,
} WgAtlasItemKind;

typedef struct
{
  WgAtlasItemKind kind;
  guint32 grid;
  guint depth;    /* of the bookmark */
  guint n_pages;  /* as counted, or thought while it is not */
  guint first;    /* number of its first page, from 1; 0: not counted */
} WgAtlasItem;

/* One file of an atlas, or all pages that become pictures. */
typedef struct
{
  const WgAtlasJob *job;
  guint32 unit;
  const guint32 *grids; /* of the job */
  guint n_grids;
  char *path;
  GArray *items;        /* of WgAtlasItem */
  WgChartEntry *entries;
  guint n_total;        /* pages that are counted */
} WgAtlasBook;

void          wg_atlas_book_init      (WgAtlasBook      *book,
                                       const WgAtlasJob *job,
                                       guint32           unit,
                                       const guint32    *grids,
                                       guint             n_grids);
void          wg_atlas_book_clear     (WgAtlasBook      *book);
/* Lays out every sheet to count its pages; on @n_threads. */
gboolean      wg_atlas_book_count     (WgAtlasBook      *book,
                                       guint             n_threads,
                                       GCancellable     *cancellable,
                                       GError          **error);
/* Numbers the pages by what is known of their count. */
void          wg_atlas_book_number    (WgAtlasBook      *book);
/* The sheet of an item, made anew: NULL without an error for headings and lists that are empty. */
WgChartSheet *wg_atlas_book_make      (const WgAtlasBook *book,
                                       guint              item,
                                       GError           **error);
gboolean      wg_atlas_book_write_pdf (WgAtlasBook      *book,
                                       guint             n_threads,
                                       const WgProgress *progress,
                                       GCancellable     *cancellable,
                                       guint            *n_pages_out,
                                       GError          **error);

/* wg-atlas-pictures.c: appends the paths that were written to @files. */
gboolean      wg_atlas_write_pictures (const WgAtlasJob *job,
                                       const char       *folder,
                                       const WgProgress *progress,
                                       GCancellable     *cancellable,
                                       GPtrArray        *files,
                                       GError          **error);

/* wg-atlas-parallel.c: calls @func for 0 to n - 1 on threads; the error of the least index is told. */
typedef gboolean (*WgAtlasStepFunc) (guint     index,
                                     gpointer  user_data,
                                     GError  **error);
gboolean      wg_atlas_parallel       (guint             n,
                                       guint             n_threads,
                                       WgAtlasStepFunc   func,
                                       gpointer          user_data,
                                       const WgProgress *progress,
                                       GCancellable     *cancellable,
                                       GError          **error);

G_END_DECLS
