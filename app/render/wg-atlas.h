/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-progress.h"
#include "wg-chart-sheet.h"

G_BEGIN_DECLS

/** What an atlas has besides its sheets. */
typedef enum
{
  WG_ATLAS_SHEETS_ONLY = 0,
  WG_ATLAS_COVER = 1 << 0,
  WG_ATLAS_INDEX = 1 << 1,
  WG_ATLAS_STAFF = 1 << 2,   /* behind the sheets */
  WG_ATLAS_CHANGES = 1 << 3, /* the last */
} WgAtlasParts;

typedef enum
{
  WG_ATLAS_PDF,
  WG_ATLAS_SVG, /* a file for each page */
  WG_ATLAS_PNG, /* likewise */
} WgAtlasFormat;

/** %FALSE for other words than "pdf", "svg" and "png". */
gboolean    wg_atlas_format_from_code (const char    *code,
                                       WgAtlasFormat *format_out);
const char *wg_atlas_format_to_code   (WgAtlasFormat  format);

/** The list of changes of @unit (0: of all), or %NULL when there are none. Any thread. */
typedef WgSheet *(*WgAtlasChangesFunc) (guint32  unit,
                                        gpointer user_data);

/** Only read while the job runs. */
typedef struct
{
  WgChartStock *stock;
  const WgChartOptions *options; /* of the sheets; cover and lists take paper and edition of it */
  const guint32 *grids;          /* what the sheets are of, in order: see wg_atlas_sort() */
  guint n_grids;
  guint32 unit;                  /* what cover, index and lists are of; 0: the whole plan */
  WgAtlasParts parts;
  WgAtlasFormat format;
  double dpi;                    /* of PNG */
  guint split_depth;             /* PDF: a file for each ancestor at this depth; 0: one file */
  const char *pattern;           /* names of files in a folder: "{code}-{name}", without ".pdf" */
  const char *title;             /* nullable: of the document */
  const char *language;          /* nullable: "zh-CN" */
  WgAtlasChangesFunc changes;    /* nullable */
  gpointer user_data;
  guint n_threads;               /* 0: all processors */
} WgAtlasJob;

typedef struct
{
  guint n_pages;
  GPtrArray *files; /* of char *: paths, in order */
} WgAtlasResult;

/** Whether @job makes files into a folder, rather than one file. */
gboolean wg_atlas_needs_folder (const WgAtlasJob *job);

/**
 * wg_atlas_write:
 * @path: of the file; a folder when wg_atlas_needs_folder(), made when it is missing
 * @result_out: wg_atlas_result_clear()
 *
 * Prints the atlas: cover, index of sheets, a sheet for each grid with bookmarks by parent and its code
 * as the page label, list of staff, list of changes. Sheets are made and painted on all processors and
 * forgotten again. Pages of sheets are numbered from 1; cover and index are not counted. Files appear
 * when all of them are whole. The same job gives the same bytes.
 *
 * Returns: FALSE with %WG_RENDER_ERROR_NO_GRID (nothing to print), %WG_RENDER_ERROR_WRITE or
 *   %G_IO_ERROR_CANCELLED; nothing was written then
 */
gboolean wg_atlas_write        (const WgAtlasJob *job,
                                const char       *path,
                                const WgProgress *progress,
                                GCancellable     *cancellable,
                                WgAtlasResult    *result_out,
                                GError          **error);
void     wg_atlas_result_clear (WgAtlasResult    *result);

/** Appends the grids of level @depth with land (in @parent, when it is not 0). */
void     wg_atlas_collect_level (WgPlan          *plan,
                                 guint            depth,
                                 guint32          parent,
                                 GArray          *grids_out);
/** Sorts grids (element-type guint32) as the tree of the plan has them, each once: parents before their
 *  children, by code. */
void     wg_atlas_sort          (WgPlan          *plan,
                                 GArray          *grids);
/** A name for a file: @pattern with {code} and {name} of @grid filled in, without what no file
 *  system takes (/ \ : * ? " < > |, control characters, dots and blanks at its ends), 120 bytes at most. */
char    *wg_atlas_file_name     (const char      *pattern,
                                 const WgGrid    *grid);

G_END_DECLS
