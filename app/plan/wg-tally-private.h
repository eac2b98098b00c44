/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../crs/wg-area-scale.h"
#include "wg-building-split.h"
#include "wg-point-cells.h"
#include "wg-tally-index.h"

G_BEGIN_DECLS

struct _WgTallyIndex
{
  WgPlan *plan;             /* borrowed */
  WgAreaScale *scale;       /* NULL: the plan has no frame */
  WgBuildingSet *buildings; /* nullable */
  WgPointCells *cells;      /* of the buildings' points */
  GArray *building_faces;   /* of WgFaceId, by place in @buildings */
  GArray *kept;             /* of WgTally, by place: what of the building stays with its face */
  GArray *faces;            /* of WgTally, by face; 0: the buildings outside */
  GArray *grids;            /* of WgTally, by grid; 0: nobody's */
  GArray *twice;            /* of guint: places of divided buildings of which one grid may have several
                               parts that are unknown or estimated */
};

/* How the grids are looked up, and who is told. */
typedef struct
{
  const WgGrid *(*get_grid) (gpointer user_data, guint32 id);
  void (*take) (gpointer user_data, guint32 grid, const WgTally *twice);
  gpointer user_data;
} WgTallyVisit;

/* TRUE when more than one part of the building is unknown or estimated. */
gboolean wg_tally_is_met_twice (WgBuildingSet      *set,
                                guint               place);
/* What each grid counts too much of the building, whose land @owner has. */
void     wg_tally_visit_twice  (WgBuildingSet      *set,
                                guint               place,
                                guint32             owner,
                                const WgTallyVisit *visit);
/* Keeps the list of such buildings up. */
void     wg_tally_index_note_twice (WgTallyIndex   *self,
                                    guint           place);
/* Takes what they count too much off all grids. */
void     wg_tally_index_take_twice (WgTallyIndex   *self);

/* What a part of a divided building counts: with its grid (is_rest FALSE), or with the land. */
WgTally wg_tally_of_part (const WgBuilding     *building,
                          const WgBuildingPart *part,
                          gboolean              is_rest);

/* The area of a face on the ellipsoid; the coverage as it is. */
gint64 wg_tally_index_measure (WgTallyIndex *self,
                               WgFaceId      face);

static inline WgTally
wg_tally_index_of_face (const WgTallyIndex *self, WgFaceId face)
{
  return face < self->faces->len ? g_array_index (self->faces, WgTally, face) : (WgTally){ 0 };
}

G_END_DECLS
