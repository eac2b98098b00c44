/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-shape.h"

G_BEGIN_DECLS

/** A number that nobody has told: unknown is not zero. */
#define WG_COUNT_NOT_KNOWN (-1)

typedef enum
{
  WG_BUILDING_UNKNOWN = 0,
  WG_BUILDING_HOUSING,
  WG_BUILDING_COMMERCE,
  WG_BUILDING_INDUSTRY,
  WG_BUILDING_URBAN_VILLAGE,
  WG_BUILDING_MIXED,
  WG_BUILDING_PUBLIC,
} WgBuildingKind;

#define WG_BUILDING_N_KINDS (WG_BUILDING_PUBLIC + 1)

/**
 * WgBuilding:
 *
 * One building: where it counts, and what is known of it. Texts are UTF-8 or %NULL: unknown.
 */
typedef struct
{
  guint32 id;         /* > 0, never reused */
  WgPoint point;      /* inside its footprint: the face that has this point has the building */
  gint32 households;  /* or WG_COUNT_NOT_KNOWN, as the next three */
  gint32 people;
  gint32 floors;
  gint32 units;       /* entrances (单元) */
  guint8 kind;        /* WgBuildingKind */
  guint8 is_estimated; /* households and people were worked out, not counted */
  const char *code;
  const char *name;
  const char *address;
  const char *management; /* class of management: 物业管理, 单位自管, 无物业 ... */
  WgShape *footprint; /* nullable: only a point is known. For filling a set, which keeps it apart */
} WgBuilding;

/** A stable word of the project file and of tables: "housing", ...; NULL for unknown. */
const char    *wg_building_kind_to_code   (WgBuildingKind  kind);
/** From that word, or from what tables say in Chinese or OpenStreetMap; unknown when it is none. */
WgBuildingKind wg_building_kind_from_text (const char     *text);

G_END_DECLS
