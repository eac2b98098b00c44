/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-text-pack.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WgTextQuery:
 *
 * What was typed to find a text. Characters match themselves in any width, case and form (號 is 号); letters also the
 * characters that are read so, by initials ("lbt"), by whole syllables ("liubeitang"), mixed, with
 * the last one cut short ("liubeit"); numbers match in both scripts (3号 is 三号, 12 is 十二). Words
 * parted by blanks must all be there, in any order. Immutable once made; any thread.
 */
typedef struct _WgTextQuery WgTextQuery;

/** How a text matches, the best first. */
typedef enum
{
  WG_MATCH_EXACT,   /* the whole field */
  WG_MATCH_PREFIX,  /* the field begins with it */
  WG_MATCH_INSIDE,
  WG_MATCH_CUT,     /* inside, in the middle of a number: "3号" in "13号" */
  WG_MATCH_SOUND,   /* the whole field by how it is read */
  WG_MATCH_SOUND_PREFIX,
  WG_MATCH_SOUND_INSIDE,
} WgMatchKind;

/** A row of a pack; the lower the score, the better. */
typedef struct
{
  guint32 score;
  guint32 row;
} WgTextHit;

WgTextQuery *wg_text_query_new      (const char        *text);
WgTextQuery *wg_text_query_ref      (WgTextQuery       *self);
void         wg_text_query_unref    (WgTextQuery       *self);
/** TRUE when nothing can match: blanks only. */
gboolean     wg_text_query_is_empty (const WgTextQuery *self);
WgMatchKind  wg_text_query_kind     (guint32            score);
/** The score of a match that was found in another way. @place: below 4096, the lower, the better */
guint32      wg_text_query_score    (WgMatchKind        kind,
                                     guint              place);

/** @score_out: (out) (optional) */
gboolean     wg_text_query_match    (const WgTextQuery *self,
                                     const char        *text,
                                     guint32           *score_out);
/**
 * wg_text_query_scan:
 * @limit: how many are wanted in each array
 * @hits_out: (out caller-allocates): of WgTextHit, best first
 * @nameless_out: (out caller-allocates) (nullable): rows whose first field is empty, when they are
 *   wanted apart from the others
 * @n_found_out: (out caller-allocates) (array fixed-size=2): how many there are of either in all
 *
 * Looks at all rows, on several threads when there are many. FALSE when cancelled.
 */
gboolean     wg_text_query_scan     (const WgTextQuery *self,
                                     const WgTextPack  *pack,
                                     guint              limit,
                                     GArray            *hits_out,
                                     GArray            *nameless_out,
                                     guint             *n_found_out,
                                     GCancellable      *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgTextQuery, wg_text_query_unref)

G_END_DECLS
