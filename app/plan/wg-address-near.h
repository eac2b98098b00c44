/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-text-pack.h"
#include "wg-address-parts.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** How an address that nobody has written so was found. */
typedef enum
{
  WG_NEAR_EXACT,   /* as it is written */
  WG_NEAR_SAME,    /* in another writing */
  WG_NEAR_PART,    /* something inside it */
  WG_NEAR_AROUND,  /* the house or building that it is in */
  WG_NEAR_BETWEEN, /* between two known houses of its street: estimated */
  WG_NEAR_NEXT,    /* the nearest known house of its street */
} WgNearness;

typedef struct
{
  WgNearness nearness;
  guint32 score;   /* as that of a WgTextHit */
  guint32 row;
  guint32 other;   /* WG_NEAR_BETWEEN: the house after it, */
  double fraction; /* and how far it lies from @row to there, 0 to 1 */
} WgAddressNear;

/**
 * wg_address_near_find:
 * @text: an address as it was typed
 * @texts: rows whose first field that is not empty is an address or a name
 * @near_out: (out caller-allocates): of WgAddressNear, best first, at most @limit
 *
 * Finds addresses that are written in another way, or not known: 12-3-401 for 12号楼3单元401室, a flat by its house, a
 * house between two others by the even or odd numbers of its side of the street. At most two passes over the rows. Any
 * thread; FALSE when cancelled.
 */
gboolean wg_address_near_find (const char       *text,
                               const WgTextPack *texts,
                               guint             limit,
                               GArray           *near_out,
                               GCancellable     *cancellable);

G_END_DECLS
