/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WgTextPack:
 *
 * Many short texts to be searched one after the other: rows of a few fields, as UTF-16 in one block
 * (a Chinese character takes two bytes). Fields that are kept and not searched come last. Filled by
 * one thread, then read by any.
 */
typedef struct _WgTextPack WgTextPack;

#define WG_TEXT_PACK_FIELD 0x1f  /* between fields */
#define WG_TEXT_PACK_HIDDEN 0x1e /* before the first field that is not searched */

WgTextPack    *wg_text_pack_new       (guint             n_reserved);
void           wg_text_pack_free      (WgTextPack       *self);
/** @fields: UTF-8, nullable: ""; those from @n_searched on are only kept */
void           wg_text_pack_add       (WgTextPack       *self,
                                       const char *const *fields,
                                       guint             n_fields,
                                       guint             n_searched);
/** A whole block of @n_rows: the units of row i are from offsets[i] to before offsets[i + 1]. */
void           wg_text_pack_add_block (WgTextPack       *self,
                                       const guint16    *units,
                                       const guint32    *offsets,
                                       guint             n_rows);
guint          wg_text_pack_count     (const WgTextPack *self);
/** The units of a row, not ended by 0. */
const guint16 *wg_text_pack_get_row   (const WgTextPack *self,
                                       guint             row,
                                       guint            *n_units_out);
/** The marks (wg-text-marks.h) of each row; made when they are first asked for, then nothing may be added. Any
 *  thread. */
const guint64 *wg_text_pack_get_marks (const WgTextPack *self);
/** (transfer full) (nullable): a field as UTF-8; %NULL when it is empty or the row has fewer. */
char          *wg_text_pack_dup_field (const WgTextPack *self,
                                       guint             row,
                                       guint             field);
/** What it takes in memory, in bytes. */
gsize          wg_text_pack_measure   (const WgTextPack *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgTextPack, wg_text_pack_free)

G_END_DECLS
