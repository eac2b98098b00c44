/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../crs/wg-china-offset.h"
#include "../crs/wg-control-fit.h"
#include "../crs/wg-crs-judge.h"
#include "../crs/wg-crs.h"
#include "../plan/wg-incoming.h"

G_BEGIN_DECLS

#define WG_EXCHANGE_ERROR (wg_exchange_error_quark ())

/**
 * WgExchangeError:
 * @WG_EXCHANGE_ERROR_OPEN: no driver can read the file, and nothing tells why
 * @WG_EXCHANGE_ERROR_NO_LAYER: it has no (such) layer
 * @WG_EXCHANGE_ERROR_NO_CRS: the file does not say its CRS and it cannot be told from the numbers
 * @WG_EXCHANGE_ERROR_NO_FIELD: a mapping names a field that is not there
 * @WG_EXCHANGE_ERROR_EMPTY: nothing usable in it: no areas
 * @WG_EXCHANGE_ERROR_NONE_FIT: no row has what is needed (a shape, an address), or all are far from the project
 * @WG_EXCHANGE_ERROR_WRITE: the output cannot be written
 * @WG_EXCHANGE_ERROR_FORMAT: the output's ending is not known
 * @WG_EXCHANGE_ERROR_ENCODING: an encoding that nobody knows was asked for
 * @WG_EXCHANGE_ERROR_FULL: the disk is full
 * @WG_EXCHANGE_ERROR_VECTOR_TILES: a base map holds vector tiles, no picture
 * @WG_EXCHANGE_ERROR_MISSING: there is no such file
 * @WG_EXCHANGE_ERROR_ACCESS: the file is there, but may not be read
 * @WG_EXCHANGE_ERROR_EMPTY_FILE: no byte in it, or a folder without files
 * @WG_EXCHANGE_ERROR_KIND: not the kind of file that its name says, or of no known kind
 * @WG_EXCHANGE_ERROR_DAMAGED: the kind is right, the content is cut off or broken
 * @WG_EXCHANGE_ERROR_PASSWORD: encrypted
 * @WG_EXCHANGE_ERROR_DRAWING: a DWG of a version that cannot be read; DXF can
 * @WG_EXCHANGE_ERROR_DRIVER: a known kind that this program has no reader for
 * @WG_EXCHANGE_ERROR_SIDECAR: a file that belongs to it is missing (.shp, .dat ...)
 * @WG_EXCHANGE_ERROR_TEXT: a text that is none
 * @WG_EXCHANGE_ERROR_NO_GEOMETRY: a text is no line or polygon
 */
typedef enum
{
  WG_EXCHANGE_ERROR_OPEN,
  WG_EXCHANGE_ERROR_NO_LAYER,
  WG_EXCHANGE_ERROR_NO_CRS,
  WG_EXCHANGE_ERROR_NO_FIELD,
  WG_EXCHANGE_ERROR_EMPTY,
  WG_EXCHANGE_ERROR_WRITE,
  WG_EXCHANGE_ERROR_FORMAT,
  WG_EXCHANGE_ERROR_ENCODING,
  WG_EXCHANGE_ERROR_FULL,
  WG_EXCHANGE_ERROR_VECTOR_TILES,
  WG_EXCHANGE_ERROR_MISSING,
  WG_EXCHANGE_ERROR_ACCESS,
  WG_EXCHANGE_ERROR_EMPTY_FILE,
  WG_EXCHANGE_ERROR_NONE_FIT,
  WG_EXCHANGE_ERROR_KIND,
  WG_EXCHANGE_ERROR_DAMAGED,
  WG_EXCHANGE_ERROR_PASSWORD,
  WG_EXCHANGE_ERROR_DRAWING,
  WG_EXCHANGE_ERROR_DRIVER,
  WG_EXCHANGE_ERROR_SIDECAR,
  WG_EXCHANGE_ERROR_TEXT,
  WG_EXCHANGE_ERROR_NO_GEOMETRY,
} WgExchangeError;

GQuark wg_exchange_error_quark (void);

/** One layer of a file before anything is decided. */
typedef struct
{
  char *name;
  char *geometry;      /* "polygon", "line", "point", "mixed", "none" */
  gboolean has_polygons;
  gboolean has_closed_lines; /* no polygons, but lines that can be read as polygons (drawings) */
  gboolean has_open_lines;   /* no polygons, but lines that may enclose some together */
  gboolean is_drawing;       /* of CAD: lines are joined without being asked for */
  gint64 n_rows;       /* -1: unknown without reading the whole file (OSM) */
  char *crs;           /* "EPSG:4326" or WKT; NULL when the file does not say, or says what its
                          numbers contradict */
  char *proposed_crs;  /* by magnitude when crs is NULL; NULL when it cannot be told */
  char *declared_crs;  /* what the file says against its own numbers; crs is NULL then */
  gboolean is_swapped; /* y comes before x: read the other way round */
  WgChinaDatum datum;  /* that the name or the CRS says the coordinates are shifted to, as an export
                          of this program does */
  WgMagnitude magnitude;           /* of the numbers when crs is NULL */
  double west, south, east, north; /* in the layer's own units; NaN when empty */
  double longitude, latitude;      /* its middle in degrees; NaN when unknown */
  GPtrArray *fields;   /* of char *, UTF-8 */
  GPtrArray *personal_fields; /* of char *: may hold residents' data, are never read */
  GPtrArray *samples;  /* of char **: up to 5 rows of values, one per field (NULL-terminated);
                          "" in a personal field */
  char *encoding;      /* that the text was read with */
  GPtrArray *encodings; /* of char *: per field, where one differs; NULL: all are the same */
  GPtrArray *drawing_layers; /* of char *: the layers inside a CAD drawing */
  char *missing_part;  /* ".dbf", ".shx" that did not come along; NULL */
  /* Proposed mapping, by the names and values of the fields; NULL when none fits. */
  char *code_field;
  char *name_field;
  char *parent_field;  /* code of the parent */
  char *kind_field;    /* says which grids are special (专属) */
  char *parent_name_field; /* name of the parent */
} WgSourceLayer;

/** A file described: `info FILE`, the import assistant, and the proposal of a project's CRS. */
typedef struct
{
  char *path;
  char *driver;
  GPtrArray *layers; /* of WgSourceLayer */
} WgSource;

/**
 * wg_source_open:
 * @path: a vector file or table, a folder of shapefiles, or an archive (.zip) of them
 * @encoding: (nullable): of its texts; %NULL: found
 *
 * Describes a file from its head and about a thousand rows of each layer (all rows where the
 * format does not tell extent or count). Opening GeoJSON takes as long as reading it. Worker thread.
 * Fails with what wg_reason_set_error() tells, WG_EXCHANGE_ERROR_ENCODING, or
 * G_IO_ERROR_CANCELLED.
 */
WgSource   *wg_source_open (const char          *path,
                            const char          *encoding,
                            GCancellable        *cancellable,
                            GError             **error);
void        wg_source_free (WgSource            *source);
/** The layer that wg_source_read() takes when none is named: the first with polygons, else with
 *  closed lines, else the lines of a drawing. NULL: none has any. */
const WgSourceLayer *wg_source_find_layer (const WgSource *source,
                                           const char     *name);

/** How lines become polygons where a layer has no polygons. */
typedef enum
{
  WG_LINES_AUTO,   /* joined when any is open, in a drawing; else closed ones only */
  WG_LINES_CLOSED, /* each closed line is one */
  WG_LINES_JOINED, /* all lines together, see wg_lines_join() */
} WgLinesMode;

typedef enum
{
  WG_AXES_AUTO, /* y first when only that fits the CRS */
  WG_AXES_X_FIRST,
  WG_AXES_Y_FIRST,
} WgAxes;

/** Where the numbers of a layer lie on the earth. All zero: as the file says. */
typedef struct
{
  const char *crs;          /* NULL: the file's, else the proposed */
  WgChinaDatum datum;       /* the coordinates are shifted as AMap's or Baidu's are; TRUE: as the
                               file says */
  gboolean is_datum_said;   /* @datum holds, also TRUE, whatever the file says */
  WgAxes axes;
  const WgControlFit *fit;  /* (nullable): from the file's numbers to metres of the frame's CRS */
} WgReadPlace;

/** All zero: everything is found. */
typedef struct
{
  const char *layer;        /* NULL: the first with polygons */
  const char *crs;          /* NULL: the file's, else the proposed */
  const char *encoding;     /* NULL: found */
  const char *code_field;   /* NULL: proposed; "": none */
  const char *name_field;
  const char *parent_field;
  const char *parent_name_field;
  const char *households_field; /* a count that the file tells of each row's land */
  const char *people_field;
  WgChinaDatum datum;       /* the file's coordinates are shifted as AMap's or Baidu's are; TRUE:
                               as the file says */
  gboolean is_datum_said;   /* @datum holds, also TRUE, whatever the file says */
  const char *const *layers; /* (nullable): several, ended by NULL; "*" is all with areas */
  const char *const *drawing_layers; /* (nullable): only these of a CAD drawing; texts from all */
  WgLinesMode lines;
  double gap_m;             /* closed between ends of lines; 0: the usual half metre */
  WgAxes axes;
  const WgControlFit *fit;  /* (nullable): from the file's numbers to metres of the frame's CRS */
} WgReadOptions;

/** What options say of the place; its texts stay theirs. */
static inline WgReadPlace
wg_read_options_get_place (const WgReadOptions *options)
{
  return (WgReadPlace){ options->crs, options->datum, options->is_datum_said, options->axes,
                        options->fit };
}

/**
 * wg_source_read:
 * @frame: the project's
 *
 * Reads a layer's polygons into the frame's millimetres. Each row that is rejected or odd is in the
 * problems: shapes, bad texts, a code that an earlier row has, a missing code or name (one problem
 * with row 0 when there is no such column at all), columns left out. Worker thread.
 * Fails with any WG_EXCHANGE_ERROR of reading, WG_CRS_ERROR, or G_IO_ERROR_CANCELLED.
 */
WgIncoming *wg_source_read (const char          *path,
                            const WgReadOptions *options,
                            WgFrame             *frame,
                            const WgProgress    *progress,
                            GCancellable        *cancellable,
                            GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgSource, wg_source_free)

G_END_DECLS
