/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-json.h"
#include "../base/wg-sheet.h"
#include "../exchange/wg-addresses-read.h"
#include "../exchange/wg-barriers-read.h"
#include "../exchange/wg-buildings-read.h"
#include "../plan/wg-land-commands.h"
#include "../plan/wg-land-preview.h"
#include "../plan/wg-roster.h"
#include "../plan/wg-partition.h"
#include "../store/wg-project.h"
#include "wg-cli.h"

G_BEGIN_DECLS

/* Exit codes of every command. */
#define WG_CLI_OK 0
#define WG_CLI_REFUSED 1 /* findings, or input that was refused */
#define WG_CLI_USAGE 2

/* What a command declares: its usage and its options; then its own words follow in argv[1..]. */
typedef struct
{
  const char *usage;           /* "P.wangge --line WKT", after the command's name */
  const char *summary;         /* translated sentence */
  const GOptionEntry *options; /* ends with an empty entry */
  guint n_words;               /* how many plain arguments it needs */
  guint max_words;
  gboolean has_reason;         /* takes --reason, kept with the edit */
} WgCliUsage;

gboolean   wg_cli_parse         (const WgCliUsage *usage,
                                 int              *argc,
                                 char           ***argv);
int        wg_cli_wrong_usage   (const char       *format,
                                 ...) G_GNUC_PRINTF (1, 2);
int        wg_cli_refuse        (const GError     *error);
WgProject *wg_cli_open          (const char       *path,
                                 gboolean          read_only,
                                 GError          **error);
int        wg_cli_close         (WgProject        *project,
                                 int               status);
/* Forgets edition @withdrawn, or lists the editions that were issued when it is 0. */
int        wg_cli_editions      (const char       *path,
                                 int               withdrawn,
                                 gboolean          is_json);
const WgProgress *wg_cli_progress (void);
void       wg_cli_progress_end  (void);
void       wg_cli_print_json    (WgJson           *json);
/* A table as lines of text, its columns parted by tabs. */
void       wg_cli_print_sheet   (const WgSheet    *sheet);
/* The place of @word in @words, which end with %NULL; 0 when it is %NULL, -1 when it is none of them. */
int        wg_cli_find_word     (const char *const *words,
                                 const char        *word);
/* Errors whose message is the sentence for the user, already translated. */
#define WG_CLI_ERROR (wg_cli_error_quark ())
GQuark     wg_cli_error_quark   (void);
typedef enum
{
  WG_CLI_ERROR_NO_GRID,
  WG_CLI_ERROR_RETIRED, /* it was there once */
  WG_CLI_ERROR_LEVEL,   /* it is of another level, or a level has no grids there */
  WG_CLI_ERROR_PLACE,   /* a text is no place */
} WgCliError;

/* The grid of @code; %NULL with _NO_GRID, or _RETIRED. */
const WgGrid *wg_cli_find_grid  (WgPlan           *plan,
                                 const char       *code,
                                 GError          **error);
/* The same, retired or not. */
const WgGrid *wg_cli_find_any_grid (WgPlan        *plan,
                                 const char       *code,
                                 GError          **error);
/* The grids of "CODE,CODE", each once; errors of wg_cli_find_grid(). (element-type guint32) */
GArray    *wg_cli_find_grids    (WgPlan           *plan,
                                 const char       *codes,
                                 GError          **error);
/* The same; _LEVEL when one is not at @depth. */
GArray    *wg_cli_find_grids_of (WgPlan           *plan,
                                 const char       *codes,
                                 guint             depth,
                                 GError          **error);
/* All grids in use at @depth; %NULL with _LEVEL when there are none. (element-type guint32) */
GArray    *wg_cli_find_level_grids (WgPlan        *plan,
                                 guint             depth,
                                 GError          **error);
/* FALSE with _LEVEL when no grid is at @depth, or (@parent not 0) none below that one. */
gboolean   wg_cli_check_scope   (WgPlan           *plan,
                                 guint32           parent,
                                 guint             depth,
                                 GError          **error);
gboolean   wg_cli_find_depth    (WgPlan           *plan,
                                 const char       *name,
                                 guint            *depth_out);
/* A WKT line in a CRS (NULL: degrees when the numbers are, else the project's) as millimetres. */
GArray    *wg_cli_parse_line    (const char       *wkt,
                                 const char       *crs,
                                 WgFrame          *frame,
                                 GError          **error);
/* A WKT line, several (MULTILINESTRING) or the rings of a polygon, likewise (element-type GArray of
 * WgPoint); a ring repeats its first point. */
GPtrArray *wg_cli_parse_lines   (const char       *wkt,
                                 const char       *crs,
                                 WgFrame          *frame,
                                 GError          **error);
/* Places as "E,N" each, %NULL at the end, likewise (element-type WgPoint). */
GArray    *wg_cli_parse_points  (char *const      *texts,
                                 const char       *crs,
                                 WgFrame          *frame,
                                 GError          **error);
/* A WKT polygon or multipolygon, likewise. */
WgShape   *wg_cli_parse_shape   (const char       *wkt,
                                 const char       *crs,
                                 WgFrame          *frame,
                                 GError          **error);

/* "A:B:C" (nullable) as @n whole numbers that do not fall, the last above 0; FALSE when it is not that. */
gboolean   wg_cli_parse_numbers (const char       *text,
                                 guint             n,
                                 gint64           *numbers_out);
/* What --level and --households tell: the least, the target and the most. FALSE when they do not, which
 * was said. */
gboolean   wg_cli_read_band     (const char       *level,
                                 const char       *households,
                                 gint64            band_out[3]);
/* Of which parents only the grids that are not in the band are to change. */
typedef struct
{
  guint depth;
  const GArray *parents; /* of guint32 */
  gboolean is_dry_run;
  gboolean is_json;
} WgCliBadGrids;

/* Brings them into the band of @terms, with what is beside them, and prints what was done as subdivide
 * does. Returns the exit code. */
int        wg_cli_balance_bad   (WgProject        *project,
                                 const WgCliBadGrids *request,
                                 const WgPartitionTerms *terms);
/* The grid of @code, 0 for %NULL; FALSE with the errors of wg_cli_find_grid(). */
gboolean   wg_cli_find_parent   (WgPlan           *plan,
                                 const char       *code,
                                 guint32          *parent_out,
                                 GError          **error);

/* "locked": codes, "pinned": names of levels. */
void       wg_cli_add_locks     (WgPlan           *plan,
                                 WgJson           *json);
/* A frame for a WKT polygon or line in a project without one: around its place, in @wanted when given. */
WgFrame   *wg_cli_propose_frame (const char *wkt,
                                 const char *crs,
                                 const char *wanted,
                                 GError    **error);
/* What became of the grids: lines of text, or (json not NULL) members of the object at hand. */
void       wg_cli_print_land    (WgPlan             *plan,
                                 WgJson             *json,
                                 const WgLandResult *result);

/* What an edit changed since @before (wg_plan_note_tallies()): lines of text, or (json not NULL) the
 * member "numbers" of the object at hand, as wg_land_preview_write_json() has it. */
void       wg_cli_print_numbers (WgPlan             *plan,
                                 WgJson             *json,
                                 const GArray       *before);

/* The same of what an edit would change. */
void       wg_cli_print_preview (WgPlan              *plan,
                                 WgJson              *json,
                                 const WgLandPreview *preview);

/* What a report is wanted as. */
typedef struct
{
  const char *path; /* nullable: no file */
  gboolean is_json; /* printed as JSON */
  gboolean is_dry_run;
} WgCliReport;

/* Writes @json, or @sheets (of WgSheet), by the ending of @path (nullable: nothing is written). */
gboolean   wg_cli_write_report     (const char       *path,
                                    const char       *json,
                                    const GPtrArray  *sheets,
                                    GError          **error);

/* Reads the buildings of a file into the project and prints the report. Returns the exit code. */
int        wg_cli_import_buildings (WgProject                   *project,
                                    const char                  *path,
                                    const WgBuildingReadOptions *options,
                                    const WgCliReport           *wanted);

/* Joins the numbers of a table to the buildings of the project, and prints the report. */
int        wg_cli_import_numbers   (WgProject                   *project,
                                    const char                  *path,
                                    const WgBuildingReadOptions *options,
                                    const WgCliReport           *wanted);

/* Reads barriers into the project, in place of those that came from a file of this name before, and
 * prints what they are. Returns the exit code. */
int        wg_cli_import_barriers (WgProject      *project,
                                   const char     *path,
                                   const WgBarrierReadOptions *options,
                                   const WgCliReport *wanted);

/* Reads address points and places into the project, in place of those that came from a file of this
 * name before, and prints what they are. Returns the exit code. */
int        wg_cli_import_addresses (WgProject                  *project,
                                    const char                 *path,
                                    const WgAddressReadOptions *options,
                                    const WgCliReport          *wanted);

/* How a roster comes in. */
typedef struct
{
  const char *path;
  const char *sheet;       /* nullable */
  const char *rejects;     /* (nullable): where the rows go that did not come in whole */
  WgRosterOptions options;
  gboolean is_preview;     /* tells, and changes nothing */
  gboolean is_json;
} WgCliRoster;

/* Reads a roster into the project and prints what became of its rows. Returns the exit code. */
int        wg_cli_import_roster (WgProject         *project,
                                 const WgCliRoster *how);
/* "2026-11-22"; today for %NULL. */
gboolean   wg_cli_parse_day     (const char        *text,
                                 WgDay             *day_out);

/* One function a command; each returns its exit code. */
int wg_cli_new     (int argc, char **argv);
int wg_cli_import  (int argc, char **argv);
int wg_cli_georeference (int argc, char **argv);
int wg_cli_find    (int argc, char **argv);
int wg_cli_info    (int argc, char **argv);
int wg_cli_split   (int argc, char **argv);
int wg_cli_split_building (int argc, char **argv);
int wg_cli_merge   (int argc, char **argv);
int wg_cli_assign  (int argc, char **argv);
int wg_cli_move    (int argc, char **argv);
int wg_cli_measure (int argc, char **argv);
int wg_cli_redraw  (int argc, char **argv);
int wg_cli_draw    (int argc, char **argv);
int wg_cli_simplify (int argc, char **argv);
int wg_cli_level   (int argc, char **argv);
int wg_cli_aggregate (int argc, char **argv);
int wg_cli_templates (int argc, char **argv);
int wg_cli_rebalance (int argc, char **argv);
int wg_cli_lock    (int argc, char **argv);
int wg_cli_unlock  (int argc, char **argv);
int wg_cli_undo    (int argc, char **argv);
int wg_cli_redo    (int argc, char **argv);
int wg_cli_history (int argc, char **argv);
int wg_cli_changes (int argc, char **argv);
int wg_cli_number  (int argc, char **argv);
int wg_cli_scheme  (int argc, char **argv);
int wg_cli_set     (int argc, char **argv);
int wg_cli_people  (int argc, char **argv);
int wg_cli_assign_person (int argc, char **argv);
int wg_cli_staff_rules (int argc, char **argv);
int wg_cli_verify  (int argc, char **argv);
int wg_cli_check   (int argc, char **argv);
int wg_cli_render  (int argc, char **argv);
int wg_cli_chart   (int argc, char **argv);
int wg_cli_export  (int argc, char **argv);
int wg_cli_sample  (int argc, char **argv);
int wg_cli_estimate (int argc, char **argv);
int wg_cli_subdivide (int argc, char **argv);

G_END_DECLS
