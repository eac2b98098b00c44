/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  WG_GRID_ORDINARY = 0,
  WG_GRID_SPECIAL = 1, /* 专属网格: a school, a hospital, a park */
} WgGridKind;

/**
 * WgGrid:
 *
 * One unit of any level (a street, a community, a grid, a micro-grid): an immutable record; an
 * edit replaces it. Counted by reference (atomic). Its land is the faces that it or a descendant
 * owns in the coverage.
 */
typedef struct
{
  /*< private >*/
  gint ref_count;
  /*< public, read only >*/
  guint32 id;     /* > 0, never reused */
  guint32 parent; /* a grid of a higher level (usually the next), or 0 */
  guint8 depth;   /* of its level; 1 is the top */
  guint8 kind;    /* WgGridKind */
  gboolean is_retired; /* merged away or withdrawn: has no land, its code stays taken */
  char *code;     /* UTF-8, may be "" */
  char *name;     /* UTF-8, may be "" */
} WgGrid;

#define WG_TYPE_GRID (wg_grid_get_type ())

GType    wg_grid_get_type (void);
WgGrid  *wg_grid_new      (guint32       id,
                           guint32       parent,
                           guint         depth,
                           WgGridKind    kind,
                           gboolean      is_retired,
                           const char   *code,
                           const char   *name);
WgGrid  *wg_grid_ref      (WgGrid       *grid);
void     wg_grid_unref    (WgGrid       *grid);
gboolean wg_grid_equal    (const WgGrid *a,
                           const WgGrid *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgGrid, wg_grid_unref)

G_END_DECLS
