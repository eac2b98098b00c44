/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-colouring.h"
#include "wg-scene.h"

G_BEGIN_DECLS

/* Stands for an owner on the side of an arc that is outside of everything. */
#define WG_OWNER_OUTSIDE G_MAXUINT32

/* What the sweep fills with: 0-5 the style's fills, 6-11 the same for an owner above the filled
 * level (lighter), then land of nobody and the outside. */
#define WG_FILL_LIGHT WG_N_FILLS
#define WG_FILL_UNOWNED (2 * WG_N_FILLS)
#define WG_FILL_OUTSIDE (2 * WG_N_FILLS + 1)
#define WG_N_FILL_KINDS (2 * WG_N_FILLS + 2)

/* Level of detail k is simplified by 0.35 * 2^k millimetres. */
#define WG_LOD_MIN 8
#define WG_LOD_MAX 24
#define WG_LOD_TOLERANCE 0.35

typedef struct
{
  WgArcId id;
  guint32 left; /* owner, 0 or WG_OWNER_OUTSIDE */
  guint32 right;
  guint32 rank; /* 1 is the top; 0: the same owner on both sides, not drawn */
  WgEnvelope envelope;
  gint32 start_y; /* all that matters of an arc west of the picture */
  gint32 end_y;
  WgLine *line;
} WgSceneArc;

/* The simplified lines of a block, one after the other. */
typedef struct
{
  guint32 *first; /* n_arcs + 1, into points */
  WgPoint *points;
} WgSceneLod;

/* About 256 arcs that lie near one another. Immutable but for the levels of detail, which the
 * first painter that needs one makes and publishes (compare and swap). */
typedef struct
{
  gint ref_count;
  guint n_arcs;
  guint lowest_rank;  /* of its arcs: 1 when a top border is in it */
  WgEnvelope envelope;
  WgSceneArc *arcs;
  WgSceneLod *lods[WG_LOD_MAX - WG_LOD_MIN + 1];
} WgSceneBlock;

typedef struct
{
  WgGrid *grid;                   /* NULL: no such grid */
  guint32 path[WG_MAX_DEPTH + 1]; /* itself and its ancestors by depth; 0: none */
  guint8 fill;                    /* 0 to 5, WG_NO_FILL until it has land */
} WgSceneGrid;

/* Grids by id in pages, copied when written to while a snapshot shares them. */
#define WG_PAGE_BITS 8
#define WG_PAGE_SIZE (1u << WG_PAGE_BITS)

typedef struct
{
  gint ref_count;
  WgSceneGrid grids[WG_PAGE_SIZE];
} WgScenePage;

/* Where labels were put last, so that they stay while the map moves. Shared by all snapshots. */
typedef struct
{
  gint ref_count;
  GMutex mutex;
  GHashTable *anchors; /* grid id -> a place and the scale that it was found at */
} WgSceneAnchors;

/* By owner, for one fill level: made once per state of the scene. */
typedef struct
{
  gint ref_count;
  guint limit;
  guint8 *fills;  /* WG_FILL_ */
  guint32 *shown; /* the grid that stands for the owner at the fill level */
} WgSceneTable;

struct _WgScene
{
  WgPlan *plan; /* NULL in tests that make a scene of raw arrays */
  GPtrArray *blocks; /* of WgSceneBlock; NULL entries are free */
  guint32 *block_of; /* by arc id: index in blocks + 1; 0: none */
  guint n_block_of;
  GPtrArray *pages; /* of WgScenePage */
  guint limit;      /* one past the greatest grid id */
  guint n_levels;
  guint counts[WG_MAX_DEPTH + 1]; /* grids by depth */
  WgEnvelope envelope;
  WgSceneTable *tables[WG_MAX_DEPTH + 1];
  GBytes *theme; /* nullable: fills by grid id in place of those that tell neighbours apart */
  WgSceneAnchors *anchors;
};

struct _WgSceneSnapshot
{
  gint ref_count;
  WgSceneBlock **blocks;
  guint n_blocks;
  WgScenePage **pages;
  guint n_pages;
  guint n_levels;
  guint fill_depth; /* 1..n_levels */
  gboolean is_literal; /* fill_depth at every scale */
  double pixel_ratio;  /* device pixels per pixel of the style */
  guint counts[WG_MAX_DEPTH + 1];
  WgEnvelope envelope;
  WgSceneTable *tables[WG_MAX_DEPTH + 1]; /* for the levels down to fill_depth */
  WgSceneAnchors *anchors;
};

/* wg-scene-block.c */
WgSceneBlock     *wg_scene_block_new     (const WgSceneArc *arcs, /* references are taken */
                                          guint             n_arcs);
void              wg_scene_block_unref   (WgSceneBlock     *block);
/** %NULL when @scale is so large that the lines themselves are to be drawn. */
const WgSceneLod *wg_scene_block_lod     (WgSceneBlock     *block,
                                          double            scale);
/** Sorts @arcs along a Hilbert curve and cuts them into blocks, appended to @blocks. */
void              wg_scene_block_pack    (WgSceneArc       *arcs,
                                          guint             n_arcs,
                                          GPtrArray        *blocks);

/* wg-scene.c */
WgScene          *wg_scene_new_empty     (guint             n_levels);
/** For writing: makes the page, or a copy that no snapshot shares. */
WgSceneGrid      *wg_scene_edit_grid     (WgScene          *scene,
                                          guint32           id);
const WgSceneGrid *wg_scene_get_grid     (WgScene          *scene,
                                          guint32           id);
void              wg_scene_set_grid      (WgScene          *scene,
                                          WgGrid           *grid); /* paths: parents first */
/** The rank an arc is drawn with: wg_plan_get_arc_rank(), but the deepest around nobody's land. */
guint             wg_scene_rank          (WgScene          *scene,
                                          guint32           left,
                                          guint32           right);
/** The grid that stands for @owner at @depth: its ancestor there, or itself when it is above. */
guint32           wg_scene_shown         (WgScene          *scene,
                                          guint32           owner,
                                          guint             depth);
void              wg_scene_colour_all    (WgScene          *scene,
                                          const WgSceneArc *arcs,
                                          guint             n_arcs);
void              wg_scene_set_arcs      (WgScene          *scene,
                                          WgSceneArc       *arcs,
                                          guint             n_arcs);
void              wg_scene_forget_tables (WgScene          *scene);

/** The level to fill and label at @scale: fill_depth, or one above it where its grids would be
 *  too small to be seen. */
guint              wg_scene_snapshot_depth (const WgSceneSnapshot *snapshot,
                                            double                 scale);
/** The mean side of the grids of a level in pixels. */
double             wg_scene_snapshot_size  (const WgSceneSnapshot *snapshot,
                                            guint                  depth,
                                            double                 scale);
const WgSceneGrid *wg_scene_snapshot_grid (const WgSceneSnapshot *snapshot,
                                           guint32                id);

G_END_DECLS
