/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-progress.h"
#include "wg-unit-graph.h"

G_BEGIN_DECLS

/** What of the units is counted. */
typedef enum
{
  WG_MEASURE_HOUSEHOLDS,
  WG_MEASURE_PEOPLE,
  WG_MEASURE_WORKLOAD,
  WG_MEASURE_AREA, /* in m² */
} WgPartMeasure;

/** How much a part is to have; a @max of 0 is no rule. */
typedef struct
{
  WgPartMeasure measure;
  gint64 min;
  gint64 target;
  gint64 max;
} WgPartBand;

/** What a border costs that runs along a class of line, for each of its metres. */
typedef struct
{
  WgUnitEdgeRule rule; /* never, avoid or ignore */
  double factor;       /* of a border that is avoided; ignored ones cost what open land does */
} WgPartPrice;

/** What the planner cares for most. */
typedef enum
{
  WG_PRESET_STREETS, /* borders that follow streets and keep blocks whole */
  WG_PRESET_USUAL,   /* the same, with parts near the target */
  WG_PRESET_EQUAL,   /* parts as equal as can be */
  WG_PRESET_KEEP,    /* as little change as can be: for a warm start */
} WgPartPreset;

typedef enum
{
  WG_EFFORT_PREVIEW,
  WG_EFFORT_NORMAL,
  WG_EFFORT_BEST,
} WgPartEffort;

/** The question; wg_partition_terms_init() fills in what is usual. */
typedef struct
{
  WgPartBand band;
  WgPartBand second;  /* a second measure that has to fit as well */
  guint n_parts;      /* exactly so many; 0: as the target asks, others where the band needs it */
  double inner_share; /* of the band, around the target, beyond which parts are drawn back; 1: none */
  WgPartPrice prices[WG_UNIT_EDGE_N_CLASSES];
  double streets;     /* weight of those prices */
  double compactness; /* of the plain length of borders */
  double balance;     /* of the distance from the target inside the band */
  double stability;   /* of what leaves its present part */
  gboolean is_warm;   /* the parts that units are in at present are changed, not made anew */
  WgPartEffort effort;
  guint64 seed;       /* the same question and seed have the same answer, on any number of threads */
  guint n_threads;    /* 0: as many as there are processors */
} WgPartitionTerms;

/** Why a part is not in the band, or not in one piece. */
typedef enum
{
  WG_TROUBLE_UNIT_TOO_LARGE,  /* one unit alone has more than the most */
  WG_TROUBLE_ISLAND_TOO_SMALL, /* all that can be reached without crossing a barrier is too little */
  WG_TROUBLE_ISLAND_NO_COUNT, /* what can be reached is too much for n parts, too little for n + 1; or its
                                 units are so large that no number of parts has room for all of them */
  WG_TROUBLE_KIND_TOO_SMALL,  /* as an island, but there would be more of another kind next to it */
  WG_TROUBLE_LOCKED,          /* what is fixed in it is too much, or it is closed */
  WG_TROUBLE_SECOND,          /* in the band, but not in that of the second measure */
  WG_TROUBLE_PIECES,          /* what is fixed in it, or was before, does not hang together */
  WG_TROUBLE_NOT_FOUND,       /* not proved to be impossible: a higher effort or another seed may do */
} WgTroubleReason;

typedef struct
{
  WgTroubleReason reason;
  gint32 part;
  guint32 unit;      /* the one that is too large, or one of the part; of the graph */
  gint64 amount;     /* what the part has of the measure */
  gint64 reachable;  /* what all that it could reach has */
  gint64 second;     /* what it has of the second measure */
  gboolean is_proved; /* not found, although all ways to divide what can be reached were tried; of the second
                         measure: no number of parts fits both bands */
} WgPartitionTrouble;

/** What one part has. */
typedef struct
{
  guint n_units; /* 0: the number is not used (a part that was dissolved) */
  gint64 amount; /* of the measure */
  gint64 second; /* of the second measure */
  gint64 households;
  gint64 people;
  gint64 area_mm2;
  gint64 border_mm;
  guint n_pieces;
} WgPartSum;

/** How good an answer is; of any answer, not only of ours: wg_partition_judge(). Parts that are closed
 *  are not judged. */
typedef struct
{
  guint n_parts;
  guint n_in_band;          /* in both bands */
  guint n_pieces_extra;     /* 0: every part hangs together */
  guint n_mixed;            /* parts of more than one kind */
  double worst_deviation;   /* from the target, as a share of it */
  double mean_deviation;
  double cut_cost;          /* metres times price */
  double cut_m[WG_UNIT_EDGE_N_CLASSES];
  guint n_blocks_split;
  double compactness;       /* mean of 4 pi area / perimeter² (Polsby and Popper 1991) */
} WgPartitionScore;

/** The answer. */
typedef struct
{
  guint n_units;
  gint32 *parts;     /* of each unit, 0 to sums->len - 1 */
  GArray *sums;      /* of WgPartSum, by part; numbers of present and fixed parts stay theirs */
  GArray *troubles;  /* of WgPartitionTrouble, by part */
  WgPartitionScore score;
  gint64 moved;      /* of the measure, in another part than before; 0 for a cold start */
  gint64 moved_bound; /* no answer that brings what can be into the band moves less */
} WgPartition;

/** @min, @target, @max: households. Barriers as usual, free number of parts, seed 1. */
void         wg_partition_terms_init   (WgPartitionTerms       *terms,
                                        gint64                  min,
                                        gint64                  target,
                                        gint64                  max);
void         wg_partition_terms_preset (WgPartitionTerms       *terms,
                                        WgPartPreset            preset);
/**
 * wg_partition_solve:
 *
 * Divides the units into parts that hang together, lie in the band, mix no kinds, cross no hard
 * barrier, and have cheap borders. Bounds are not a promise of the search but a check after it:
 * what is not met is in @troubles with its reason. Any thread; uses more for the islands that hard
 * barriers make.
 *
 * Source: simulated annealing (Kirkpatrick 1983) with flips, swaps, moves of blocks and re-splits of
 * pairs along spanning trees (DeFord, Duchin and Solomon 2021), from a METIS or greedy start; figures
 * in findings/partition.md.
 *
 * Returns: (transfer full): %NULL with %G_IO_ERROR_CANCELLED only
 */
WgPartition *wg_partition_solve        (const WgUnitGraph      *graph,
                                        const WgPartitionTerms *terms,
                                        const WgProgress       *progress,
                                        GCancellable           *cancellable,
                                        GError                **error);
/** Sums and score of any answer; @parts: of each unit, 0 or more. */
WgPartition *wg_partition_judge        (const WgUnitGraph      *graph,
                                        const WgPartitionTerms *terms,
                                        const gint32           *parts);
/** What @unit has of a measure. */
gint64       wg_unit_amount            (const WgUnit           *unit,
                                        WgPartMeasure           measure);
void         wg_partition_free         (WgPartition            *partition);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgPartition, wg_partition_free)

G_END_DECLS
