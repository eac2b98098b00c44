/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-cells.h"
#include "wg-history.h"
#include "wg-partition.h"
#include "wg-workload.h"

G_BEGIN_DECLS

/** By which text of theirs buildings are of one compound. */
typedef enum
{
  WG_COMPOUND_NONE,
  WG_COMPOUND_NAME,
  WG_COMPOUND_ADDRESS,
  WG_COMPOUND_MANAGEMENT,
} WgCompoundColumn;

/** A plain value that does not change once made; counted by reference (atomic). */
typedef struct _WgSubdivideProposal WgSubdivideProposal;

/** What is to be cut, and how. wg_subdivide_terms_init() fills in what is usual. */
typedef struct
{
  const GArray *parents;       /* of guint32: grids whose land is cut */
  guint depth;                 /* of the grids that are made: below the parents' level */
  WgPartitionTerms partition;  /* band, prices, seed, effort */
  const WgBarrierSet *barriers; /* (nullable): lines that borders may follow */
  const char *barrier_layer;   /* (nullable): only those of this layer */
  const GPtrArray *compounds;  /* (nullable) of WgShape: estates that stay whole while they fit */
  WgCompoundColumn compound_column; /* buildings of one text are an estate, too */
  const GArray *centres;       /* (nullable) of WgPoint: each is in a part of its own, and where the band
                                  permits there are as many parts as centres */
  WgWorkload workload;         /* what bands of WG_MEASURE_WORKLOAD count, in whole points */
  const WgSubdivideProposal *before; /* (nullable), of the same parents: its parts that are in the band and
                                  beside none that is not stay as they are */
  gboolean reads_gaps;         /* where the land has no barrier, wide gaps between buildings are roads */
} WgSubdivideTerms;

/** Why a parent, or a part of it, is not as it was asked for. */
typedef enum
{
  WG_SUBDIVIDE_UNIT_TOO_LARGE,   /* as WgTroubleReason; the building is named */
  WG_SUBDIVIDE_ISLAND_TOO_SMALL,
  WG_SUBDIVIDE_ISLAND_NO_COUNT,
  WG_SUBDIVIDE_LOCKED,
  WG_SUBDIVIDE_PIECES,
  WG_SUBDIVIDE_PEOPLE,           /* its people are not in their band, the other measure is */
  WG_SUBDIVIDE_NO_COUNT_OF_BOTH, /* the same, and no number of parts fits both bands */
  WG_SUBDIVIDE_NO_DIVISION,      /* all ways to divide what can be reached were tried */
  WG_SUBDIVIDE_NOT_FOUND,
  WG_SUBDIVIDE_NO_COUNTS,        /* no building of the parent has a number: it is left as it is */
  WG_SUBDIVIDE_ALL_NONE,         /* its buildings are counted, and have none: it is left as it is */
  WG_SUBDIVIDE_GRIDS_BELOW,      /* it has grids below the target level, which would lose their place */
  WG_SUBDIVIDE_NO_LAND,          /* it has none that may be cut */
  WG_SUBDIVIDE_ALL_HELD,         /* its grids are all locked or special, and stay */
  WG_SUBDIVIDE_NEVER_CROSSED,    /* a line that is never crossed ends in the part, which reaches round its
                                    end: the amount is how many metres of it lie inside */
} WgSubdivideReason;

/** "unit-too-large" ...: a stable word. */
const char *wg_subdivide_reason_to_code (WgSubdivideReason reason);

typedef struct
{
  WgSubdivideReason reason;
  gint32 part;       /* place in the parent's parts; -1: all of it */
  guint32 building;  /* the largest of a unit that is too large; 0 */
  gint64 amount;
  gint64 people;     /* where there is a band of people beside the other */
  gint64 reachable;
  gboolean is_estimated; /* of the amount: some of its buildings have numbers that were worked out */
  gboolean is_reachable_estimated;
  WgPoint place;
} WgSubdivideTrouble;

/** One grid that would be made. */
typedef struct
{
  WgShape *shape;
  WgPoint place;      /* inside it */
  guint n_buildings;
  guint n_estimated;  /* buildings whose numbers were worked out */
  guint n_places;     /* key places: wg_workload_is_place() */
  guint n_centres;
  gint64 households;  /* of buildings whose number is known */
  gint64 people;
  double area_m2;     /* geodesic */
  gint64 amount;      /* of what the band measures */
  gboolean is_in_band;
  guint n_pieces;     /* 1: it hangs together */
} WgSubdividePart;

/** An estate that came to lie in more than one part. */
typedef struct
{
  char *name;         /* (nullable): the text that its buildings share */
  guint32 building;   /* the largest of it */
  gint64 amount;      /* households, or people where the band measures people */
  gboolean is_estimated;
  gboolean is_too_large; /* more than the most alone, where the band measures the same */
  WgPoint place;      /* of that building */
} WgSubdivideCutCompound;

typedef struct
{
  guint32 parent;
  GPtrArray *parts;   /* of WgSubdividePart, from north to south, in each row from west to east */
  GPtrArray *lines;   /* of GArray of WgPoint: where the land is cut */
  GArray *cuts;       /* of WgCellsCut: of each line, what it runs along */
  GArray *compounds;  /* of guint32: of each building at hand; 0: in none */
  GArray *troubles;   /* of WgSubdivideTrouble */
  GArray *cut_compounds; /* of WgSubdivideCutCompound */
  WgPartitionScore score; /* by cells, before borders are made plain; not of parts that stayed */
  WgUnitGraph *graph; /* (nullable): what was solved, for comparing */
  double barrier_m[WG_UNIT_EDGE_N_CLASSES]; /* lines of each class in the land */
  double crossed_empty_m; /* of lines never crossed that lie inside parts: what is beyond has nothing */
  gboolean reads_gaps; /* it has no lines: wide gaps between buildings stand for them */
  guint n_cut;        /* footprints that a line cuts */
  guint n_centres;    /* centres that a part grew from */
  guint n_compounds;  /* of buildings in the land */
  guint n_compounds_cut; /* of these: in more than one part */
  gboolean is_left;   /* nothing is done to it: see the troubles */
} WgSubdivideParent;

struct _WgSubdivideProposal
{
  /*< private >*/
  gint ref_count;
  /*< public >*/
  guint depth;
  WgPartBand band;
  GPtrArray *parents; /* of WgSubdivideParent, as in the terms */
  guint n_parts;
  guint n_in_band;
  guint n_cut;
  guint n_centres;      /* that a part grew from */
  guint n_compounds;
  guint n_compounds_cut;
  guint n_estimated;    /* buildings of the parts whose numbers were worked out */
  gboolean is_contiguous;
  double worst_deviation; /* from the target, as a share of it, over all parts */
  double cut_m[WG_UNIT_EDGE_N_CLASSES]; /* new borders along lines of each class, and through blocks */
  double gap_m;         /* new borders along wide gaps between buildings, where no lines are known */
  double crossed_m[WG_UNIT_EDGE_N_CLASSES]; /* of lines that lie inside parts, which cross them: not of
                                               what lies in buildings and yards that borders go round */
  double crossed_empty_m; /* of these, along land that has nothing, where the line is never crossed */
  double compactness;   /* as WgPartitionScore has it, of the parts as they are drawn */
  double seconds;
};

/** What is in the way of cutting, before anybody asks for it. */
typedef struct
{
  guint n_parents;
  guint n_left;     /* parents that stay as they are: %WG_SUBDIVIDE_GRIDS_BELOW */
  guint n_replaced; /* grids at the level that new ones would take the place of */
  guint n_held;     /* locked and special grids at the level: they stay as they are */
  WgTally held;     /* what these have */
} WgSubdivideBelow;

/** @parents: (element-type guint32). Main thread or the owner of a snapshot; a walk over the faces. */
void                 wg_subdivide_look_below    (WgPlan                 *plan,
                                                 const GArray           *parents,
                                                 guint                   depth,
                                                 WgSubdivideBelow       *below_out);
void                 wg_subdivide_terms_init    (WgSubdivideTerms       *terms,
                                                 gint64                  min,
                                                 gint64                  target,
                                                 gint64                  max);
/**
 * wg_subdivide_propose:
 * @plan: a snapshot that the calling thread owns
 *
 * Cuts the land of each parent into grids: cells (wg-cells.h), units, wg_partition_solve(), borders.
 * Land of special and of fixed grids (wg-lock.h) at the target level stays theirs. Same input and seed, same
 * proposal, on any number of processors.
 *
 * Errors: %WG_PLAN_ERROR_NO_GRID, _LEVEL (a parent is not above the target level), _NOTHING (no
 * parents), %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): %NULL on error
 */
WgSubdivideProposal *wg_subdivide_propose       (WgPlan                 *plan,
                                                 const WgSubdivideTerms *terms,
                                                 const WgProgress       *progress,
                                                 GCancellable           *cancellable,
                                                 GError                **error);
WgSubdivideProposal *wg_subdivide_proposal_ref  (WgSubdivideProposal    *proposal);
/** Gives one reference back; %NULL is passed over. */
void                 wg_subdivide_proposal_free (WgSubdivideProposal    *proposal);
/**
 * wg_command_subdivide:
 * @grids_out: (out) (optional) (element-type guint32): the new grids
 *
 * Makes the grids of a proposal for the plan as it is, as one undo step. Grids that were at the
 * target level before are retired with lineage to those that have their land; new codes and names go
 * on from the siblings'.
 *
 * Errors: %WG_PLAN_ERROR_NOTHING (no parent is to be cut), _NO_GRID, _LOCKED, _BUSY; what the journal
 * says
 */
gboolean             wg_command_subdivide       (WgHistory              *history,
                                                 const WgSubdivideProposal *proposal,
                                                 GArray                **grids_out,
                                                 GError                **error);
/** What wg_command_subdivide() does, for wg_history_make_async(): @plan is a snapshot, and has the change in
 *  its coverage afterwards; (transfer full). */
WgChange            *wg_plan_make_subdivide_change (WgPlan              *plan,
                                                 const WgSubdivideProposal *proposal,
                                                 GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgSubdivideProposal, wg_subdivide_proposal_free)

G_END_DECLS
