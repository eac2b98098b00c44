/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-assign-land.h"

#include "../../app/plan/wg-land-commands.h"

G_BEGIN_DECLS

/** A place of the pointer, in pixels, and what is asked for there. */
typedef struct
{
  WgAssignUnit unit;
  double x, y;
  GdkModifierType state; /* with Shift whole grids instead of pieces */
} WgAssignPlace;

/** The land that a gesture of the Assign tool has gathered. A plain value. */
typedef struct
{
  GArray *faces;      /* of WgFaceId: pieces */
  GHashTable *chosen; /* the same, as a set */
  WgShape *land;      /* or blocks, or buildings' land */
  gboolean is_missed; /* at the last place is no land of the kind */
  double miss_x, miss_y;
} WgAssignChoice;

void           wg_assign_choice_init    (WgAssignChoice       *self);
void           wg_assign_choice_clear   (WgAssignChoice       *self);
/** Nothing is chosen any more. */
void           wg_assign_choice_forget  (WgAssignChoice       *self);
/** Pieces, or rings of land; 0: nothing is chosen. */
guint          wg_assign_choice_count   (const WgAssignChoice *self);
/** Adds the land at a place; @target: (nullable): who is to get it. */
void           wg_assign_choice_add_at  (WgAssignChoice       *self,
                                         WgCanvas             *canvas,
                                         const WgGrid         *target,
                                         const WgAssignPlace  *place);
/** TRUE when it is the land at a place, or when none is there. */
gboolean       wg_assign_choice_is_of   (const WgAssignChoice *self,
                                         WgCanvas             *canvas,
                                         const WgAssignPlace  *place);
/** As wg_plan_preview_assign(). */
WgLandPreview *wg_assign_choice_preview (const WgAssignChoice *self,
                                         WgPlan               *plan,
                                         guint32               taker,
                                         GError              **error);
/** Tints it; in red when it @is_refused. */
void           wg_assign_choice_draw    (const WgAssignChoice *self,
                                         WgCanvas             *canvas,
                                         GtkSnapshot          *snapshot,
                                         gboolean              is_refused);

G_END_DECLS
