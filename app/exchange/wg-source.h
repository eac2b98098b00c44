/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-incoming.h"

G_BEGIN_DECLS

#define WG_EXCHANGE_ERROR (wg_exchange_error_quark ())

/**
 * WgExchangeError:
 * @WG_EXCHANGE_ERROR_OPEN: no driver can read the file (missing, damaged, unknown)
 * @WG_EXCHANGE_ERROR_NO_LAYER: it has no (such) layer
 * @WG_EXCHANGE_ERROR_NO_CRS: the file does not say its CRS and it cannot be told from the numbers
 * @WG_EXCHANGE_ERROR_NO_FIELD: a mapping names a field that is not there
 * @WG_EXCHANGE_ERROR_EMPTY: nothing usable in it
 * @WG_EXCHANGE_ERROR_WRITE: the output cannot be written
 * @WG_EXCHANGE_ERROR_FORMAT: the output's ending is not known
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
} WgExchangeError;

GQuark wg_exchange_error_quark (void);

/** One layer of a file before anything is decided. */
typedef struct
{
  char *name;
  char *geometry;      /* "polygon", "line", "point", "mixed", "none" */
  gint64 n_rows;
  char *crs;           /* "EPSG:4326" or WKT; NULL when the file does not say */
  char *proposed_crs;  /* by magnitude when crs is NULL; NULL when it cannot be told */
  double west, south, east, north; /* in the layer's own units; NaN when empty */
  double longitude, latitude;      /* its middle in degrees; NaN when unknown */
  GPtrArray *fields;   /* of char *, UTF-8 */
  GPtrArray *samples;  /* of char **: up to 5 rows of values, one per field (NULL-terminated) */
  char *encoding;      /* that the text was read with */
  /* Proposed mapping, by the names and values of the fields; NULL when none fits. */
  char *code_field;
  char *name_field;
  char *parent_field;  /* code of the parent */
} WgSourceLayer;

/** A file described: `info FILE`, the import assistant, and the proposal of a project's CRS. */
typedef struct
{
  char *path;
  char *driver;
  GPtrArray *layers; /* of WgSourceLayer */
} WgSource;

WgSource   *wg_source_open (const char          *path,
                            const char          *encoding, /* nullable: found */
                            GCancellable        *cancellable,
                            GError             **error);
void        wg_source_free (WgSource            *source);

typedef struct
{
  const char *layer;        /* NULL: the first with polygons */
  const char *crs;          /* NULL: the file's, else the proposed */
  const char *encoding;     /* NULL: found */
  const char *code_field;   /* NULL: proposed; "": none */
  const char *name_field;
  const char *parent_field;
} WgReadOptions;

/**
 * wg_source_read:
 * @frame: the project's
 *
 * Reads a layer's polygons into the frame's millimetres, with every row problem. Worker thread.
 */
WgIncoming *wg_source_read (const char          *path,
                            const WgReadOptions *options,
                            WgFrame             *frame,
                            const WgProgress    *progress,
                            GCancellable        *cancellable,
                            GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgSource, wg_source_free)

G_END_DECLS
