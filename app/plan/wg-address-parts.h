/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WG_ADDRESS_MAX_NAME 48
#define WG_ADDRESS_MAX_NUMBERS 6

/** What a number of an address counts. */
typedef enum
{
  WG_COUNT_ANY,      /* "-3", or not told */
  WG_COUNT_HOUSE,    /* 号 */
  WG_COUNT_LANE,     /* 弄, 巷 */
  WG_COUNT_BUILDING, /* 幢, 栋, 座, 号楼, # */
  WG_COUNT_ENTRANCE, /* 单元, 梯 */
  WG_COUNT_FLOOR,
  WG_COUNT_ROOM,
} WgAddressCount;

typedef struct
{
  char text[8]; /* "12", "5a" */
  WgAddressCount counts;
} WgAddressNumber;

/** An address in parts: 胜利小区12号楼3单元401 is 胜利小区 and 12, 3, 401. */
typedef struct
{
  gunichar name[WG_ADDRESS_MAX_NAME]; /* before the first number: its end where it is longer */
  guint n_name;
  WgAddressNumber numbers[WG_ADDRESS_MAX_NUMBERS];
  guint n_numbers;
} WgAddressParts;

/** How a known address answers for one that was asked for. */
typedef enum
{
  WG_LIKE_NOT,
  WG_LIKE_SAME,   /* another way to write it */
  WG_LIKE_PART,   /* the known one is inside it: 12幢3单元 of 12幢 */
  WG_LIKE_AROUND, /* it is inside the known one */
  WG_LIKE_STREET, /* only the name is the same */
} WgLikeness;

/** Full width, traditional characters, blanks, brackets with what is in them, and Chinese numbers make no difference. */
void       wg_address_parts_read    (const char           *text,
                                     WgAddressParts       *parts_out);
/**
 * wg_address_parts_compare:
 * @is_sure_out: (out): the names are the same but for regions in front (浙江省, 西湖区, 翠苑街道); else one ends with the
 *   other
 */
WgLikeness wg_address_parts_compare (const WgAddressParts *asked,
                                     const WgAddressParts *known,
                                     gboolean             *is_sure_out);
/** The number of the house in its street, for houses that are counted along it; 0: none. */
guint      wg_address_parts_house   (const WgAddressParts *parts);

G_END_DECLS
