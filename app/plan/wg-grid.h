/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  WG_GRID_ORDINARY = 0,
  WG_GRID_SPECIAL = 1, /* 专属网格: a school, a hospital, a park */
} WgGridKind;

/** What stands on the land (物业形态); the numbers are stored. */
typedef enum
{
  WG_PROPERTY_UNKNOWN = 0,
  WG_PROPERTY_RESIDENTIAL = 1,
  WG_PROPERTY_COMMERCIAL = 2, /* industry and commerce */
  WG_PROPERTY_URBAN_VILLAGE = 3,
  WG_PROPERTY_MIXED = 4, /* shops and dwellings */
  WG_PROPERTY_VILLAGE = 5,
  WG_PROPERTY_INSTITUTION = 6, /* a park, market, school or hospital */
  WG_PROPERTY_OTHER = 9,
} WgPropertyType;

/** "residential", "urban-village" …, for files and options; "unknown" for what is none. */
const char *wg_property_type_to_code   (WgPropertyType  type);
/** FALSE when @code (nullable) is none: then @type_out is left as it is. */
gboolean    wg_property_type_from_code (const char     *code,
                                        WgPropertyType *type_out);

#define WG_MGMT_CLASS_MAX 3
#define WG_NOTE_MAX_CHARS 500

/** What was counted of a grid when it came in, by a census or a register; not followed by edits. */
typedef struct
{
  guint32 area_m2;   /* planar, of the land that it was counted on; 0: nothing was counted */
  gint32 households; /* below 0: not known */
  gint32 people;
} WgGridTold;

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
  guint8 property_type; /* WgPropertyType */
  guint8 mgmt_class; /* 管理类别 1 to %WG_MGMT_CLASS_MAX, 0: not given */
  guint8 is_retired; /* merged away or withdrawn: has no land, its code stays taken */
  guint8 is_locked;  /* no command changes its land (wg-lock.h) */
  char *code;     /* UTF-8, may be "" */
  char *name;     /* UTF-8, may be "" */
  char *note;     /* UTF-8, may be "" */
  WgGridTold told;
} WgGrid;

/** The fields of a grid as plain values, to make one like another; the texts are borrowed. */
typedef struct
{
  guint32 id;
  guint32 parent;
  guint depth;
  WgGridKind kind;
  WgPropertyType property_type;
  guint mgmt_class;
  gboolean is_retired;
  gboolean is_locked;
  const char *code; /* nullable: "" */
  const char *name; /* nullable: "" */
  const char *note; /* nullable: "" */
  WgGridTold told;
} WgGridRecord;

#define WG_TYPE_GRID (wg_grid_get_type ())

GType    wg_grid_get_type (void);
WgGrid  *wg_grid_new      (guint32       id,
                           guint32       parent,
                           guint         depth,
                           WgGridKind    kind,
                           gboolean      is_retired,
                           const char   *code,
                           const char   *name);
/** @record: copied. Returns: (transfer full). */
WgGrid  *wg_grid_new_record (const WgGridRecord *record);
/** The fields of @grid, which owns the texts: change some and make a new one of them. */
WgGridRecord wg_grid_get_record (const WgGrid *grid);
WgGrid  *wg_grid_ref      (WgGrid       *grid);
void     wg_grid_unref    (WgGrid       *grid);
gboolean wg_grid_equal    (const WgGrid *a,
                           const WgGrid *b);

/** Names grids one after the other in the detail of an edit, the first three: "第二网格、第三网格…". @n_before:
 *  how many were named; one without a name is called by its code. */
void          wg_grid_append_name (GString      *detail,
                                   const WgGrid *grid,
                                   guint         n_before);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgGrid, wg_grid_unref)

G_END_DECLS
