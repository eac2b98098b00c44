/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/cli/wg-import-job.h"

G_BEGIN_DECLS

/** What becomes of a file. */
typedef enum
{
  WG_IMPORT_GRIDS,
  WG_IMPORT_BUILDINGS,
  WG_IMPORT_NUMBERS,   /* a table of numbers for buildings that are there */
  WG_IMPORT_BARRIERS,  /* lines that borders may follow: streets, rivers, walls */
  WG_IMPORT_ADDRESSES, /* points that have an address, and places with a name */
  WG_IMPORT_REFERENCE, /* a layer to look at only */
  WG_IMPORT_NOTHING,   /* it is left where it is */
} WgImportUse;

/** What was decided about one layer of a file. Plain value; free with wg_import_choice_free(). */
typedef struct
{
  WgImportUse use;
  char *path;
  char *layer;
  gboolean is_only_layer; /* of its file */
  char *crs;          /* of the file */
  char *encoding;     /* nullable: found */
  char *code_field;   /* "" : none */
  char *name_field;
  char *parent_field;
  char *parent_name_field;
  char *building_fields[WG_BUILDING_N_ROLES]; /* "": none; NULL: found by their names */
  char *address_fields[WG_ADDRESS_N_ROLES];
  char *template_name; /* (nullable): of the kept template that was applied */
  char *project_crs;  /* nullable: the project has one */
  WgChinaDatum datum;
  GStrv drawing_layers; /* (nullable: all): of a CAD drawing */
  WgLinesMode lines;
  double gap_m;
  WgBarrierClass barrier_class; /* of all lines of a layer of barriers; NONE: told by its columns */
  guint depth;        /* of grids */
  gboolean is_update; /* the file is a newer version of the level */
  gboolean is_reviewed; /* its differences were looked at */
  GHashTable *left_out; /* (nullable): keys of those that are not applied, see
                           wg_plan_import_update(); not changed once it is here: copies share it */
  double sliver_width_m;
  WgOverlapRule overlap;
  WgNestRule nest_rule;
  gboolean makes_parents;   /* that the rows name and that are not there */
  gboolean is_parents_said; /* a person did; else it is proposed */
  WgAxes axes;
  gboolean asks;      /* who gets land claimed twice is asked, @overlap is for what was not answered */
  double ask_from_m2; /* smaller overlaps are not asked about */
  GArray *answers;    /* (nullable) of WgOverlapAnswer: kept as long as the file is read as before;
                         their owners are rows, counted from 1, for ids hang on the levels above */
  GArray *points;     /* (nullable) of WgControlPoint: those that count, as a person gave them */
  WgFitKind fit;
  char *points_crs;   /* (nullable): of their X and Y; NULL: told by their size */
} WgImportChoice;

/** "grids", "buildings" ...: as templates of import name it; NULL: nothing that is read. */
const char     *wg_import_use_to_string (WgImportUse use);
/** WG_IMPORT_NOTHING when @word (nullable) is none. */
WgImportUse     wg_import_use_from_string (const char *word);

/** TRUE when its columns are those of buildings. */
static inline gboolean
wg_import_choice_is_of_buildings (const WgImportChoice *choice)
{
  return choice->use == WG_IMPORT_BUILDINGS || choice->use == WG_IMPORT_NUMBERS;
}

WgImportChoice *wg_import_choice_copy (const WgImportChoice *choice);
void            wg_import_choice_free (WgImportChoice       *choice);
gboolean        wg_import_choice_equal    (const WgImportChoice *a,
                                           const WgImportChoice *b);
/** TRUE when the file is read in the same way: only its cleaning or its level may differ. */
gboolean        wg_import_choice_reads_as (const WgImportChoice *a,
                                           const WgImportChoice *b);
/**
 * wg_import_choice_fit:
 * @plan: gets a frame when it has none
 * @fit_out: (out) (transfer full) (nullable): %NULL when there are no control points
 *
 * Fails with %WG_CRS_ERROR_FIT and others of wg_import_fit(). Any thread that owns @plan.
 */
gboolean        wg_import_choice_fit      (const WgImportChoice *choice,
                                           WgPlan               *plan,
                                           WgControlFit        **fit_out,
                                           GError              **error);
/** What the layer is called in the project where it is kept by name. (transfer full) */
char           *wg_import_choice_name (const WgImportChoice *choice);
/** The texts of @read_out stay those of @choice. @fit: (nullable): of its control points, see
 *  wg_import_choice_fit(). */
void            wg_import_choice_get_read_options (const WgImportChoice *choice,
                                                   const WgControlFit   *fit,
                                                   WgReadOptions        *read_out);
/**
 * wg_import_choice_get_build_options:
 * @plan: that the layer comes into
 * @answers: (element-type WgOverlapAnswer): filled with the ids that the rows get in @plan
 *
 * The answers of the options stay those of @answers.
 */
WgBuildOptions  wg_import_choice_get_build_options (const WgImportChoice *choice,
                                                    WgPlan               *plan,
                                                    GArray               *answers);
/** A copy with its choices. (transfer full) */
GPtrArray      *wg_import_choices_copy (const GPtrArray     *choices);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgImportChoice, wg_import_choice_free)

G_END_DECLS
