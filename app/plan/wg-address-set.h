/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-text-pack.h"
#include "../geometry/wg-envelope.h"

#include <glib-object.h>

G_BEGIN_DECLS

/** Where an address is, or a place that has a name (a street, a shop, a bus stop) and no address. Never
 *  who lives there. */
typedef struct
{
  const char *text; /* the address; nullable: a place */
  const char *name; /* nullable */
  const char *kind; /* nullable: "street", "餐饮" ...: as the source has it */
  WgPoint point;    /* project millimetres */
} WgAddress;

/**
 * WgAddressSet:
 *
 * All address points and named places of a project, import by import (layers), in few bytes: the text is
 * what is searched. Filled by one thread, then immutable and counted by reference (atomic). Which grid
 * one is in is asked of the coverage each time, so it is never stale.
 */
typedef struct _WgAddressSet WgAddressSet;

#define WG_TYPE_ADDRESS_SET (wg_address_set_get_type ())

GType             wg_address_set_get_type  (void);
WgAddressSet     *wg_address_set_new       (guint               n_reserved);
WgAddressSet     *wg_address_set_ref       (WgAddressSet       *self);
void              wg_address_set_unref     (WgAddressSet       *self);

/* Filling. */
/** The rows that follow belong to @layer; interned. */
void              wg_address_set_begin_layer (WgAddressSet     *self,
                                            const char         *layer);
void              wg_address_set_add       (WgAddressSet       *self,
                                            const WgAddress    *address);
/** @units, @offsets: as wg_text_pack_add_block() */
void              wg_address_set_add_block (WgAddressSet       *self,
                                            const WgPoint      *points,
                                            const guint16      *units,
                                            const guint32      *offsets,
                                            guint               n_rows);
/**
 * wg_address_set_replace_layer:
 * @self: (nullable): none so far
 * @fresh: (nullable): none, the layer goes away
 *
 * Returns: (transfer full) (nullable): the rows of @self without those of @layer, then those of @fresh
 *   as this layer; %NULL when nothing is left
 */
WgAddressSet     *wg_address_set_replace_layer (const WgAddressSet *self,
                                            const WgAddressSet *fresh,
                                            const char         *layer);

guint             wg_address_set_count     (const WgAddressSet *self);
guint             wg_address_set_n_layers  (const WgAddressSet *self);
/** The name of a layer, and its rows from *@first_out to before *@end_out. */
const char       *wg_address_set_get_layer (const WgAddressSet *self,
                                            guint               layer,
                                            guint              *first_out,
                                            guint              *end_out);
const WgPoint    *wg_address_set_get_points (const WgAddressSet *self);
/** Fields of each row: text, name; and, not searched, kind. */
const WgTextPack *wg_address_set_get_texts (const WgAddressSet *self);
WgEnvelope        wg_address_set_get_extent (const WgAddressSet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgAddressSet, wg_address_set_unref)

G_END_DECLS
