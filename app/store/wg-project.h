/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-acceptance.h"
#include "../plan/wg-history.h"

G_BEGIN_DECLS

#define WG_STORE_ERROR (wg_store_error_quark ())

/**
 * WgStoreError:
 * @WG_STORE_ERROR_NOT_PROJECT: the file is something else (or damaged beyond reading)
 * @WG_STORE_ERROR_NEWER: made by a newer Wangge
 * @WG_STORE_ERROR_EXISTS: a new project would overwrite a file
 * @WG_STORE_ERROR_READ_ONLY: the project is open read-only
 * @WG_STORE_ERROR_LOCKED: another program holds the file
 * @WG_STORE_ERROR_FULL: the disk is full
 * @WG_STORE_ERROR_CORRUPT: integrity check failed
 * @WG_STORE_ERROR_FAILED: SQLite said something else
 * @WG_STORE_ERROR_MISSING: there is no such file, or no folder to make it in
 * @WG_STORE_ERROR_NO_SCHEME: the project has no such scheme
 * @WG_STORE_ERROR_SCHEME_OPEN: the scheme is open, and this can only be done to another one
 * @WG_STORE_ERROR_SCHEME_IN_FORCE: the scheme is in force, and this can only be done to another one
 * @WG_STORE_ERROR_BAD_DATE: a text is no day such as 2026-11-22
 * @WG_STORE_ERROR_SCHEME_NAME: a scheme has no name, or one that another has
 * @WG_STORE_ERROR_EARLY_DATE: a scheme would be in force before the one that is so now
 * @WG_STORE_ERROR_CODE_CLASH: a scheme has codes that the one in force gave to other grids
 */
typedef enum
{
  WG_STORE_ERROR_NOT_PROJECT,
  WG_STORE_ERROR_NEWER,
  WG_STORE_ERROR_EXISTS,
  WG_STORE_ERROR_READ_ONLY,
  WG_STORE_ERROR_LOCKED,
  WG_STORE_ERROR_FULL,
  WG_STORE_ERROR_CORRUPT,
  WG_STORE_ERROR_FAILED,
  WG_STORE_ERROR_MISSING,
  WG_STORE_ERROR_NO_SCHEME,
  WG_STORE_ERROR_SCHEME_OPEN,
  WG_STORE_ERROR_SCHEME_NAME,
  WG_STORE_ERROR_BAD_DATE,
  WG_STORE_ERROR_CODE_CLASH,
  WG_STORE_ERROR_EARLY_DATE,
  WG_STORE_ERROR_SCHEME_IN_FORCE,
} WgStoreError;

GQuark wg_store_error_quark (void);

/** Why a project that was to be edited can only be read. */
typedef enum
{
  WG_READ_ONLY_NO,
  WG_READ_ONLY_ASKED,
  WG_READ_ONLY_HELD,       /* another program has it open for editing */
  WG_READ_ONLY_PERMISSION, /* the file or its folder cannot be written */
} WgReadOnlyReason;

#define WG_TYPE_PROJECT (wg_project_get_type ())

/**
 * WgProject:
 *
 * An open project file: its plan and its history (whose journal is the file). Closing checkpoints
 * and leaves one whole file.
 */
G_DECLARE_FINAL_TYPE (WgProject, wg_project, WG, PROJECT, GObject)

/** Creates @path with the levels (and frame, if any) of @plan. Fails when it exists. */
WgProject  *wg_project_create       (const char       *path,
                                     WgPlan           *plan,
                                     GError          **error);
/** Falls back to read-only when the file is locked or cannot be written. Any thread may open; the
 *  project is then handed to the main thread. */
WgProject  *wg_project_open         (const char       *path,
                                     gboolean          read_only,
                                     const WgProgress *progress,
                                     GCancellable     *cancellable,
                                     GError          **error);
/** Checkpoints and closes; the object can only be released afterwards. */
gboolean    wg_project_close        (WgProject        *self,
                                     GError          **error);
const char *wg_project_get_path     (WgProject        *self);
gboolean    wg_project_is_read_only (WgProject        *self);
/** For the banner. */
WgReadOnlyReason wg_project_get_read_only_reason (WgProject *self);
WgPlan     *wg_project_get_plan     (WgProject        *self);
WgHistory  *wg_project_get_history  (WgProject        *self);
/** Writes one whole copy (VACUUM INTO or the backup API). */
gboolean    wg_project_save_copy    (WgProject        *self,
                                     const char       *path,
                                     GError          **error);
/** Checks of the file itself: integrity, foreign rows, materialised geometry against the
 *  coverage. Appends sentences for a developer to @problems (element-type utf8). */
gboolean    wg_project_verify_file  (WgProject        *self,
                                     GPtrArray        *problems,
                                     const WgProgress *progress,
                                     GCancellable     *cancellable,
                                     GError          **error);

/** SHA-256 over the truth (name, CRS, levels, grids, nodes, arcs, faces, lineage) as hexadecimal: equal
 *  content gives equal digests, whatever edits and undos lie between. */
char       *wg_project_digest       (WgProject        *self,
                                     GError          **error);

/** Puts @time (Unix seconds) in place of every time that the file keeps and writes it anew: projects
 *  with the same content then have the same bytes. For samples. */
gboolean    wg_project_fix_times    (WgProject        *self,
                                     gint64            time,
                                     GError          **error);

/** A reference layer of the map (base map or vector), kept with the project. */
typedef struct
{
  gint64 id;        /* 0 for a new one */
  char *name;
  char *source;     /* a path, or GDAL connection string; relative to the project where possible */
  char *layer;      /* of a source with several, or NULL */
  gboolean is_raster;
  gboolean is_visible;
  double opacity;   /* 0 to 1 */
  int position;     /* order, 0 is the bottom */
} WgLayerRecord;

void        wg_layer_record_free    (WgLayerRecord    *record);
GPtrArray  *wg_project_list_layers  (WgProject        *self,
                                     GError          **error);
/** Replaces the list. Not an edit: it is not in the history. */
gboolean    wg_project_save_layers  (WgProject        *self,
                                     GPtrArray        *layers,
                                     GError          **error);

/** Findings that are left as they are, the oldest first: (transfer full) (element-type WgAcceptance);
 *  wg_command_accept() and wg_command_withdraw() are the edits. */
GPtrArray  *wg_project_list_acceptances (WgProject        *self,
                                         GError          **error);

/** One column of a layer of features. */
typedef struct
{
  const char *name; /* lower-case ASCII letters and '_' */
  const char *type; /* "TEXT", "INTEGER" or "REAL" */
} WgFeatureField;

/** One feature: a polygon (one part) or a line, and its values in the order of the fields. */
typedef struct
{
  const WgShape *shape;      /* borrowed; of an area */
  const WgLine *line;        /* borrowed; otherwise */
  const char *const *values; /* UTF-8, numbers with '.'; NULL is unknown */
} WgFeature;

/** A layer besides the levels, e.g. the buildings of a sample: a table of the project file. */
typedef struct
{
  const char *name;    /* "building", "road", "river" */
  gboolean is_area;    /* POLYGON, else LINESTRING */
  const WgFeatureField *fields;
  guint n_fields;
  const GArray *features; /* of WgFeature */
} WgFeatureTable;

/** Writes the table, in place of one of the same name; the project must have a frame. Not an edit: it
 *  is not in the history. %WG_STORE_ERROR_EXISTS when something else has the name. */
gboolean    wg_project_write_features (WgProject             *self,
                                       const WgFeatureTable  *table,
                                       const WgProgress      *progress,
                                       GCancellable          *cancellable,
                                       GError               **error);

G_END_DECLS
