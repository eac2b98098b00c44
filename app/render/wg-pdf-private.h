/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-pdf.h"

G_BEGIN_DECLS

/* A document of cairo's that holds the pages of some items. */
typedef struct
{
  int file; /* no name; -1: not made yet */
  guint first_item;
  guint n_items;
  GArray *n_pages;   /* of guint, by item */
  GPtrArray *labels; /* of char *, by page; NULL: none */
} WgPdfPart;

/**
 * wg_pdf_join:
 * @parts: in the order of the pages
 * @output: an open file, written from its start
 *
 * Objects are copied as they are but for their numbers, for fonts
 * (wg_pdf_font_shrink()) and for lists of pictures (wg_pdf_reader_drop_repeated()). It reads what cairo writes for PDF 1.4: one
 * table of plain objects. %WG_RENDER_ERROR_WRITE when a file cannot be read or written, or is not so.
 */
gboolean wg_pdf_join (const WgPdfJob  *job,
                      const WgPdfPart *parts,
                      guint            n_parts,
                      int              output,
                      GCancellable    *cancellable,
                      GError         **error);

/* wg-pdf-read.c: a part as objects. */
typedef struct
{
  int file;
  guint n_objects;  /* one past the greatest number */
  gint64 *offsets;  /* by number; 0: free */
  gint64 *ends;
  guint root;
  guint info;
  guint pages;
  GString *buffer;  /* the object that was read last */
} WgPdfReader;

gboolean wg_pdf_reader_open  (WgPdfReader *reader,
                              int          file,
                              GError     **error);
/* The bytes from after "N 0 obj" to before the next object, in the reader's buffer. */
gboolean wg_pdf_reader_read  (WgPdfReader *reader,
                              guint        number,
                              GError     **error);
/* The object that @key of the dictionary at hand refers to, e.g. "/Pages"; 0: none. */
guint    wg_pdf_reader_find  (const WgPdfReader *reader,
                              const char        *key);
/* Appends the buffer to @out with numbers of objects by @numbers. */
void     wg_pdf_reader_renumber (const WgPdfReader *reader,
                                 const guint       *numbers,
                                 GString           *out);
/* cairo lists a picture as often as a page shows it; the buffer has each once then. */
void     wg_pdf_reader_drop_repeated (WgPdfReader *reader);
void     wg_pdf_reader_close (WgPdfReader *reader);

/* wg-pdf-font.c: a Chinese font has 30,000 routines that its letters share, and cairo stores a place for each,
 * or all of them, though a sheet calls a hundred: most of a sheet's bytes.
 *
 * Appends what an object, as wg_pdf_reader_read() has it, is without them; FALSE, and nothing appended, when
 * it is no such font. */
gboolean wg_pdf_font_shrink  (const GString *object,
                              GString       *out);
/* The font itself (CFF with keyed letters), in place: routines that no letter calls become empty. FALSE, and
 * as it was, when it is not understood. */
gboolean wg_pdf_font_empty_unused (guint8 *data,
                                   gsize   length);

G_END_DECLS
