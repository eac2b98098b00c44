/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-building.h"

#include <glib-object.h>

G_BEGIN_DECLS

/** Counts that one grid gets of a building that stands in another grid's land. */
typedef struct
{
  guint32 building;
  guint32 grid;
  gint32 households; /* as people told of it; WG_COUNT_NOT_KNOWN: worked out from the building's */
  gint32 people;
  const char *units;  /* which entrances it is made of, e.g. "1-2"; NULL: not by units */
  const char *floors; /* which floors, e.g. "12-24"; NULL */
} WgBuildingShare;

/**
 * WgBuildingSet:
 *
 * All buildings of a project, by ascending id. Filled by one thread, then immutable and counted by
 * reference (atomic), so that workers and undo share it; an edit makes another set.
 */
typedef struct _WgBuildingSet WgBuildingSet;

#define WG_TYPE_BUILDING_SET (wg_building_set_get_type ())

GType             wg_building_set_get_type (void);
WgBuildingSet    *wg_building_set_new      (guint                  n_reserved);
/** The same buildings with other shares (element-type WgBuildingShare); what they have in common is
 *  not copied. */
WgBuildingSet    *wg_building_set_new_shared (const WgBuildingSet  *from,
                                              const GArray         *shares);
WgBuildingSet    *wg_building_set_ref      (WgBuildingSet         *self);
void              wg_building_set_unref    (WgBuildingSet         *self);

/* Filling. */
/** @building: copied with its texts; its id is greater than those before; its footprint is taken, and
 *  kept in few bytes: wg_building_set_get_footprint(). */
void              wg_building_set_add      (WgBuildingSet         *self,
                                            const WgBuilding      *building);
/** A tower divided between grids: the share goes to its grid, the rest stays with the face
 *  (wg_building_split_count()). Copied with its texts. */
void              wg_building_set_add_share (WgBuildingSet         *self,
                                             const WgBuildingShare *share);

guint             wg_building_set_count    (const WgBuildingSet   *self);
const WgBuilding *wg_building_set_get      (const WgBuildingSet   *self,
                                            guint                  index);
/** By its id; %NULL when there is none. */
const WgBuilding *wg_building_set_find     (const WgBuildingSet   *self,
                                            guint32                id);
gboolean          wg_building_set_find_index (const WgBuildingSet *self,
                                              guint32                id,
                                              guint                 *index_out);
gboolean          wg_building_set_has_footprint (const WgBuildingSet *self,
                                                 guint                 index);
/** @shape_out: cleared; without parts where only a point is known */
void              wg_building_set_get_footprint (const WgBuildingSet *self,
                                                 guint                 index,
                                                 WgShape              *shape_out);
/** The box of the footprint; empty where only a point is known. */
WgEnvelope        wg_building_set_get_extent (const WgBuildingSet *self,
                                              guint                  index);
/** (element-type WgBuildingShare): by wg_building_share_compare() */
const GArray     *wg_building_set_shares   (const WgBuildingSet   *self);
/** The shares of one building; %NULL and 0 when it is not divided. */
const WgBuildingShare *wg_building_set_find_shares (const WgBuildingSet *self,
                                                    guint32              id,
                                                    guint               *n_out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgBuildingSet, wg_building_set_unref)

G_END_DECLS
