/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-export.h"

#include <stdio.h>

G_BEGIN_DECLS

/* What the writers of all formats share. Not for other rooms. */

typedef enum
{
  WG_EXPORT_CODE,
  WG_EXPORT_NAME,
  WG_EXPORT_PARENT_CODE,
  WG_EXPORT_PARENT_NAME,
  WG_EXPORT_LEVEL,
  WG_EXPORT_KIND,
  WG_EXPORT_PROPERTY,
  WG_EXPORT_AREA,
  WG_EXPORT_HOUSEHOLDS,
  WG_EXPORT_POPULATION,
  WG_EXPORT_BUILDINGS,
  WG_EXPORT_COUNTS, /* whether all buildings tell their households and people */
  WG_EXPORT_MANAGEMENT,
  WG_EXPORT_LOCKED,
  WG_EXPORT_NOTE,
  WG_EXPORT_N_FIELDS,
} WgExportFieldId;

typedef enum
{
  WG_EXPORT_BUILDING_CODE,
  WG_EXPORT_BUILDING_NAME,
  WG_EXPORT_BUILDING_ADDRESS,
  WG_EXPORT_BUILDING_KIND,
  WG_EXPORT_BUILDING_HOUSEHOLDS,
  WG_EXPORT_BUILDING_PEOPLE,
  WG_EXPORT_BUILDING_ESTIMATED, /* whether the two before were worked out */
  WG_EXPORT_BUILDING_FLOORS,
  WG_EXPORT_BUILDING_UNITS,
  WG_EXPORT_BUILDING_MANAGEMENT,
  WG_EXPORT_BUILDING_GRID,
  WG_EXPORT_BUILDING_OTHER_GRIDS, /* that have a share of it */
  WG_EXPORT_BUILDING_LONGITUDE,   /* the last two only in tables */
  WG_EXPORT_BUILDING_LATITUDE,
  WG_EXPORT_BUILDING_N_FIELDS,
} WgExportBuildingFieldId;

typedef enum
{
  WG_EXPORT_ADDRESS_TEXT,
  WG_EXPORT_ADDRESS_NAME,
  WG_EXPORT_ADDRESS_KIND,
  WG_EXPORT_ADDRESS_GRID,
  WG_EXPORT_ADDRESS_LONGITUDE, /* the last two only in tables */
  WG_EXPORT_ADDRESS_LATITUDE,
  WG_EXPORT_ADDRESS_N_FIELDS,
} WgExportAddressFieldId;

/** Of the fields of any. */
#define WG_EXPORT_MAX_FIELDS 16

/** What the texts of a field are to a table. */
typedef enum
{
  WG_EXPORT_TEXT,
  WG_EXPORT_TEXT_CODE, /* of digits, but no number */
  WG_EXPORT_TEXT_WORD, /* translated */
} WgExportTextKind;

typedef struct
{
  const char *name;
  const char *short_name; /* at most ten letters of ASCII */
  const char *heading;    /* English, for tables */
  int decimals;           /* -1: a text */
  guint width;            /* bytes, in shapefiles */
  gboolean is_internal;
  WgExportTextKind text;
} WgExportField;

/** A value of a field: @text, or @number (NAN: unknown). */
typedef struct
{
  const char *text;
  double number;
} WgExportValue;

typedef struct
{
  WgPlan *plan;
  WgFrame *frame;
  const WgExportOptions *options;
  char *crs;               /* of the file */
  gboolean is_degrees;
  WgTransform *transform;  /* metres of the frame to @crs, before the shift */
  guint8 *is_wanted;       /* by grid id */
  WgShape *shape;          /* of the grid at hand */
  GArray *x, *y;           /* of double: the ring at hand, closed */
  GString *text;           /* of the value at hand */
  char *texts[3];          /* of the address at hand */
  guint32 *address_owners; /* (nullable): the grid of each address */
  WgExportResult *result;
} WgExportBasis;

typedef gboolean (*WgExportWriter) (WgExportBasis *basis, FILE *file, const WgProgress *progress,
                                    GCancellable *cancellable, GError **error);

extern const WgExportField wg_export_fields[WG_EXPORT_N_FIELDS];
extern const WgExportField wg_export_building_fields[WG_EXPORT_BUILDING_N_FIELDS];
extern const WgExportField wg_export_address_fields[WG_EXPORT_ADDRESS_N_FIELDS];

/** @crs: of the file. Fails as wg_transform_new() does. */
WgExportBasis *wg_export_basis_new  (WgPlan                *plan,
                                     const WgExportOptions *options,
                                     const char            *crs,
                                     WgExportResult        *result,
                                     GError               **error);
void        wg_export_basis_free    (WgExportBasis         *basis);
gboolean    wg_export_basis_has     (const WgExportBasis   *basis,
                                     const WgExportField   *field);
/** The grids of a level, by code. (element-type guint32) */
GArray     *wg_export_basis_collect (const WgExportBasis   *basis,
                                     guint                  depth);
/** How many there are of a level. */
guint       wg_export_basis_count   (const WgExportBasis   *basis,
                                     guint                  depth);
/** Fills @basis->shape. */
void        wg_export_basis_take    (WgExportBasis         *basis,
                                     guint32                grid);
/** Fills @x and @y with a ring of the shape, the first point again at the end; how many. */
guint       wg_export_basis_ring    (WgExportBasis         *basis,
                                     const WgRing          *ring);
void        wg_export_basis_point   (WgExportBasis         *basis,
                                     WgPoint                point,
                                     double                *x_out,
                                     double                *y_out);
/** A place for the label of a grid, inside its shape at hand; FALSE when it has no land. */
gboolean    wg_export_basis_label   (WgExportBasis         *basis,
                                     guint32                grid,
                                     WgPoint               *place_out);
/** Of fields that the edition has. */
void        wg_export_basis_values  (const WgExportBasis   *basis,
                                     const WgGrid          *grid,
                                     WgExportValue          values[WG_EXPORT_N_FIELDS]);
/** @grid itself, or the one above it of the level that was asked for; NULL: there is none. */
WgGrid     *wg_export_basis_find_told_grid (const WgExportBasis *basis,
                                     guint32                grid);
gboolean    wg_export_basis_is_wanted (const WgExportBasis  *basis,
                                     guint32                grid);

/* Rows that are no grids: buildings or addresses, as the options say. A row is its place in the plan's
 * set. */

/** Those that are wanted. (element-type guint) */
GArray     *wg_export_basis_collect_rows (WgExportBasis     *basis);
/** *@n_out: with those that only tables have. */
const WgExportField *wg_export_basis_row_fields (const WgExportBasis *basis,
                                     guint                 *n_out);
/** Fills @basis->shape with the footprint; without rings where only a point is known. */
void        wg_export_basis_take_row (WgExportBasis         *basis,
                                     guint                  place);
WgPoint     wg_export_basis_row_point (const WgExportBasis  *basis,
                                     guint                  place);
/** Texts stay until the next call. */
void        wg_export_basis_row_values (WgExportBasis       *basis,
                                     guint                  place,
                                     WgExportValue          values[WG_EXPORT_MAX_FIELDS]);
void        wg_export_basis_count_rows (const WgExportBasis *basis,
                                     guint                  n_rows);

/* What they are made of. */
GArray     *wg_export_basis_collect_addresses (WgExportBasis *basis);
void        wg_export_basis_address_values (WgExportBasis   *basis,
                                     guint                  place,
                                     WgExportValue          values[WG_EXPORT_ADDRESS_N_FIELDS]);
/** The buildings that are wanted: places in the plan's set. (element-type guint) */
GArray     *wg_export_basis_collect_buildings (const WgExportBasis *basis);
/** Fills @basis->shape with the footprint; without rings where only a point is known. */
void        wg_export_basis_take_building (WgExportBasis   *basis,
                                     guint                  place);
/** Texts stay until the next call. */
void        wg_export_basis_building_values (WgExportBasis *basis,
                                     guint                  place,
                                     WgExportValue          values[WG_EXPORT_BUILDING_N_FIELDS]);
/** What a reader must be told of the coordinates; NULL when nothing. Static. */
const char *wg_export_basis_mark    (const WgExportBasis   *basis);

/* Writers of one file each. */
gboolean wg_export_write_kml (WgExportBasis *basis, FILE *file, const WgProgress *progress,
                              GCancellable *cancellable, GError **error);
gboolean wg_export_write_dxf (WgExportBasis *basis, FILE *file, const WgProgress *progress,
                              GCancellable *cancellable, GError **error);
gboolean wg_export_write_svg (WgExportBasis *basis, FILE *file, const WgProgress *progress,
                              GCancellable *cancellable, GError **error);
/** Progress and cancelling for writers: row @i of @n. */
gboolean wg_export_step      (const WgProgress *progress, GCancellable *cancellable, guint i, guint n,
                              GError **error);
/** A number with up to 12 decimals, in every locale with a point; half rounds away from zero. */
void        wg_export_put_fixed     (FILE                  *file,
                                     double                 value,
                                     guint                  decimals);
/** Sheets of the buildings, or of the grids: one for each level, or all levels in one.
 *  (element-type WgSheet) */
GPtrArray *wg_export_make_sheets (WgExportBasis *basis, gboolean is_text, GCancellable *cancellable,
                                  GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgExportBasis, wg_export_basis_free)

G_END_DECLS
