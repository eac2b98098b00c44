/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/geometry/wg-build.h"

G_BEGIN_DECLS

typedef struct
{
  guint columns;
  guint rows;
  guint edge_points; /* between two corners */
  guint block;       /* cells along a town of depth 1; 0: grids only, at depth 1 */
  gboolean is_mixed; /* the errors of real files: see wg_test_claims_new() */
  double jitter_m;   /* each vertex of each polygon moves by up to this */
  guint64 seed;
} WgTestClaimsOptions;

/** Claims that own their shapes. */
typedef struct
{
  GArray *claims;    /* of WgClaim */
  GPtrArray *shapes; /* of WgShape */
  guint64 n_points;
  /* of the plane on which files are laid */
  gboolean has_origin;
  double origin_x;
  double origin_y;
} WgTestClaims;

/**
 * wg_test_claims_new:
 *
 * A coverage of four-sided cells of about 100 m with jagged borders, one in 200 with an enclave.
 * Mixed, 0.5 % are missing, 0.2 % there twice, 1 % shifted by up to 2 m, 3 % jittered by 5 to
 * 50 cm, 0.3 % have two vertices swapped and 10 % lose 3 % of their vertices. The same options
 * give the same bytes. Grids have the owners 1 ..., towns 1000001 ....
 */
WgTestClaims *wg_test_claims_new     (const WgTestClaimsOptions *options);
void          wg_test_claims_free    (WgTestClaims              *claims);
/** Changes the order in memory only. */
void          wg_test_claims_shuffle (WgTestClaims              *claims,
                                      guint64                    seed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgTestClaims, wg_test_claims_free)

G_END_DECLS
