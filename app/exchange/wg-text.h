/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The widest Chinese code page: GB2312 and GBK are parts of it. */
#define WG_TEXT_CHINESE "GB18030"

/**
 * WgTextSample:
 *
 * Collects the bytes of texts of unknown encoding and tells what they are most likely written in.
 */
typedef struct
{
  guint n_texts;      /* that have a byte above 127 */
  guint n_utf8;       /* of those, valid in ... */
  guint n_gb;
  guint n_big5;
  guint n_japanese;
  guint n_pairs;      /* two-byte characters, read as GB */
  guint n_common_gb;  /* of those, everyday characters */
  guint n_kana_euc;   /* of those, what would be kana in EUC-JP */
  guint n_pairs_big5;
  guint n_common_big5;
  guint n_pairs_japanese;
  guint n_common_japanese;
  guint n_high;       /* bytes above 127 */
  guint n_lone;       /* of those, with no other beside them */
} WgTextSample;

/** @is_cut: the text fills its field, so its last character may be cut. */
void        wg_text_sample_add      (WgTextSample       *sample,
                                     const char         *bytes,
                                     gsize               length,
                                     gboolean            is_cut);
/** TRUE when (nearly) all texts can be read with @encoding; TRUE for those it cannot judge. */
gboolean    wg_text_sample_fits     (const WgTextSample *sample,
                                     const char         *encoding);
/** An iconv name; "UTF-8" when there is nothing to tell it from. */
const char *wg_text_sample_guess    (const WgTextSample *sample);

/**
 * WgTextReader:
 *
 * Makes any bytes a clean text: UTF-8, no control characters, no blanks at the ends. One thread at
 * a time.
 */
typedef struct _WgTextReader WgTextReader;

/** @encoding: an iconv name; NULL or an unknown one is UTF-8. */
WgTextReader *wg_text_reader_new  (const char   *encoding);
void          wg_text_reader_free (WgTextReader *reader);
/** @is_bad_out: (out) (optional): set to TRUE when bytes had to be replaced. Returns a new text;
 *  "" for NULL. */
char         *wg_text_reader_read (WgTextReader *reader,
                                   const char   *bytes,
                                   gboolean     *is_bad_out);
/** The iconv name that it was made for. */
const char   *wg_text_reader_get_encoding (const WgTextReader *reader);
/** TRUE when iconv knows @encoding. */
gboolean      wg_text_is_encoding (const char   *encoding);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgTextReader, wg_text_reader_free)

G_END_DECLS
