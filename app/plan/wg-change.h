/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-barrier.h"
#include "wg-acceptance.h"
#include "wg-address-set.h"
#include "../geometry/wg-coverage-change.h"
#include "wg-building-set.h"
#include "wg-grid.h"
#include "wg-level.h"
#include "wg-staff.h"

G_BEGIN_DECLS

/** A grid before and after; NULL is absent. */
typedef struct
{
  WgGrid *before;
  WgGrid *after;
} WgGridChange;

/** What is asked of a level before and after. */
typedef struct
{
  guint depth;
  WgLevelRule before;
  WgLevelRule after;
} WgLevelChange;

/** Land that passed from one grid to another: it came out of it (split) or went into it (merge). */
typedef struct
{
  guint32 from;      /* 0: nobody's land */
  guint32 to;        /* 0: nobody has it now */
  double area_m2;    /* geodesic; NAN: not known */
  gint64 households; /* below 0: not known */
  gboolean is_at_least;  /* some buildings on it do not tell */
  gboolean is_estimated; /* some of the households were worked out */
} WgLineage;

/** A share of a building that comes or goes. Its texts are interned. */
typedef struct
{
  WgBuildingShare share;
  gboolean is_added;
} WgShareChange;

/**
 * WgChange:
 *
 * What one command did: its kind and words for the undo sentence, the rows of the coverage and the
 * grids, and where. Data only, so that the journal, undo and "who changed what" share it.
 */
typedef struct
{
  char *kind;   /* stable code: "split", "grid-attributes", "import", ... (never shown as it is) */
  char *detail; /* what it acted on, for the sentence: a name or names, a file name; UTF-8 */
  WgEnvelope extent;
  WgCoverageChange *coverage; /* nullable */
  GPtrArray *grids;           /* of WgGridChange */
  GArray *levels;             /* of WgLevelChange */
  GArray *lineage;            /* of WgLineage: kept for good, codes are never reused */
  GArray *shares;             /* of WgShareChange: how buildings are divided between grids */
  GArray *staff;              /* of WgStaffChange: people, assignments, leaves, staffing rules */
  gboolean has_buildings;     /* it put all buildings in place of all before */
  WgBuildingSet *buildings_before; /* nullable: none */
  WgBuildingSet *buildings_after;  /* nullable: none */
  gboolean has_barriers;      /* likewise all barriers */
  WgBarrierSet *barriers_before; /* nullable: none */
  WgBarrierSet *barriers_after;  /* nullable: none */
  gboolean has_addresses;     /* likewise all address points */
  WgAddressSet *addresses_before; /* nullable: none */
  WgAddressSet *addresses_after;  /* nullable: none */
  gboolean has_acceptances;   /* findings were accepted, or that was withdrawn; the plan knows nothing of them */
  GPtrArray *accepted;        /* of WgAcceptance: kept in place of those of the same findings; before it is stored */
  GPtrArray *withdrawn;       /* of WgAcceptance; likewise */
} WgChange;

WgChange *wg_change_new      (const char     *kind,
                              const char     *detail);
void      wg_change_free     (WgChange       *change);
/** TRUE when people, assignments, leaves or rules of staffing are all that it changes. */
gboolean  wg_change_is_of_people (const WgChange *change);
void      wg_change_add_grid (WgChange       *change,
                              WgGrid         *before,  /* nullable, referenced */
                              WgGrid         *after);  /* nullable, referenced */
void      wg_change_add_level (WgChange      *change,
                               guint          depth,
                               const WgLevelRule *before,
                               const WgLevelRule *after);
void      wg_change_add_lineage (WgChange   *change,
                                 guint32     from,
                                 guint32     to,
                                 double      area_m2);
void      wg_change_add_share (WgChange     *change,
                               const WgBuildingShare *share,
                               gboolean       is_added);
/** @before and @after: (nullable): records of @kind, referenced. */
void      wg_change_add_staff     (WgChange     *change,
                                   WgStaffKind    kind,
                                   gpointer       before,
                                   gpointer       after);
/** Both nullable, referenced. */
void      wg_change_set_buildings (WgChange      *change,
                                   WgBuildingSet *before,
                                   WgBuildingSet *after);
void      wg_change_set_barriers  (WgChange      *change,
                                   WgBarrierSet  *before,
                                   WgBarrierSet  *after);
void      wg_change_set_addresses (WgChange      *change,
                                   WgAddressSet  *before,
                                   WgAddressSet  *after);
/** @acceptance: copied. */
void      wg_change_add_acceptance (WgChange     *change,
                                   const WgAcceptance *acceptance,
                                   gboolean       is_withdrawn);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgChange, wg_change_free)

G_END_DECLS
