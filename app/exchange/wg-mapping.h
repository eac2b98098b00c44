/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-addresses-read.h"
#include "wg-barriers-read.h"
#include "wg-buildings-read.h"
#include "wg-source.h"

G_BEGIN_DECLS

/**
 * WgMapping:
 *
 * How a person had files of one kind read: kept by name, so that next month's file needs no
 * questions. Texts are NULL where nothing was said.
 */
typedef struct
{
  char *name;
  char *code_field;
  char *name_field;
  char *parent_field;
  char *parent_name_field;
  char *encoding;
  char *crs;
  WgChinaDatum datum;
  char *use;    /* what such a file brings: "grids", "buildings", "building-numbers", "barriers",
                   "addresses" */
  char *building_fields[WG_BUILDING_N_ROLES]; /* of a file of buildings; "": none */
  char *address_fields[WG_ADDRESS_N_ROLES];   /* of a file of addresses; "": none */
  WgBarrierClass barrier_class; /* of all lines of a file of barriers */
  GStrv fields; /* of the file that it was made for */
} WgMapping;

WgMapping       *wg_mapping_new        (const char          *name,
                                        const WgReadOptions *options,
                                        const GPtrArray     *fields);
/** The columns of a file of buildings, as a person chose them. */
void             wg_mapping_set_building_fields (WgMapping  *mapping,
                                        char *const         *building_fields);
void             wg_mapping_set_address_fields (WgMapping   *mapping,
                                        char *const         *address_fields);
void             wg_mapping_free       (WgMapping           *mapping);
/** Fills what is not said in @options; its texts stay those of @mapping. */
void             wg_mapping_apply      (const WgMapping     *mapping,
                                        WgReadOptions       *options);

/** The user's file of them: $XDG_DATA_HOME/wangge/import-templates.ini. (transfer full) */
char            *wg_mappings_dup_path  (void);
/** Returns: (transfer full) (element-type WgMapping): empty when there is no such file. */
GPtrArray       *wg_mappings_load      (const char          *path);
/** Fails with %WG_EXCHANGE_ERROR_WRITE. */
gboolean         wg_mappings_save      (const GPtrArray     *mappings,
                                        const char          *path,
                                        GError             **error);
/** Takes @mapping in place of one of its name. */
void             wg_mappings_put       (GPtrArray           *mappings,
                                        WgMapping           *mapping);
/** FALSE: there is none of that name. */
gboolean         wg_mappings_remove    (GPtrArray           *mappings,
                                        const char          *name);
const WgMapping *wg_mappings_find      (const GPtrArray     *mappings,
                                        const char          *name);
/** The latest that was made for a file with the same columns, in any order; NULL. */
const WgMapping *wg_mappings_find_for_fields (const GPtrArray *mappings,
                                        const GPtrArray     *fields);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgMapping, wg_mapping_free)

G_END_DECLS
