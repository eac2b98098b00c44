/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-line.h"

G_BEGIN_DECLS

/** What a line is that a border may follow. The numbers are stored. */
typedef enum
{
  WG_BARRIER_NONE,     /* nothing runs here: inside a street block */
  WG_BARRIER_LANE,     /* a lane, a path, a service road */
  WG_BARRIER_MINOR,    /* a minor road */
  WG_BARRIER_ARTERIAL, /* a main road */
  WG_BARRIER_RAILWAY,
  WG_BARRIER_RIVER,    /* also the shore of other water */
  WG_BARRIER_WALL,     /* a wall or fence, the edge of a compound */
  WG_BARRIER_DRAWN,    /* drawn by the planner */
} WgBarrierClass;

#define WG_BARRIER_N_CLASSES (WG_BARRIER_DRAWN + 1)

/** "lane", "arterial" ...; NULL for none: the words of files and of the command line. */
const char    *wg_barrier_class_to_code   (WgBarrierClass  barrier_class);
/** %WG_BARRIER_NONE for other words. */
WgBarrierClass wg_barrier_class_from_code (const char     *code);

/** One line of a set. */
typedef struct
{
  WgLine *line;       /* project millimetres */
  guint8 barrier_class; /* WgBarrierClass, not none */
  const char *layer;  /* which import it came with; interned */
} WgBarrier;

/**
 * WgBarrierSet:
 *
 * All barriers of a project, in the order that they came. Filled by one thread, then immutable and
 * counted by reference (atomic).
 */
typedef struct _WgBarrierSet WgBarrierSet;

#define WG_TYPE_BARRIER_SET (wg_barrier_set_get_type ())

GType            wg_barrier_set_get_type (void);
WgBarrierSet    *wg_barrier_set_new      (void);
WgBarrierSet    *wg_barrier_set_ref      (WgBarrierSet       *self);
void             wg_barrier_set_unref    (WgBarrierSet       *self);
/** While it is filled. @line: referenced. */
void             wg_barrier_set_add      (WgBarrierSet       *self,
                                          WgLine             *line,
                                          WgBarrierClass      barrier_class,
                                          const char         *layer);
guint            wg_barrier_set_count    (const WgBarrierSet *self);
const WgBarrier *wg_barrier_set_get      (const WgBarrierSet *self,
                                          guint               index);
gboolean         wg_barrier_set_has_layer (const WgBarrierSet *self,
                                           const char         *layer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgBarrierSet, wg_barrier_set_unref)

G_END_DECLS
