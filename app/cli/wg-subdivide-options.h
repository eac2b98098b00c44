/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-subdivide.h"

G_BEGIN_DECLS

/** What the words of the command line say of how grids are cut; as GOption fills it in. */
typedef struct
{
  char *households; /* MIN:TARGET:MAX */
  char *people;     /* MIN:MAX beside another band, MIN:TARGET:MAX alone */
  char *workload;   /* MIN:TARGET:MAX */
  char *weights;    /* household=1,place=10,hectare=5 */
  char **rules;     /* CLASS=never, CLASS=avoid:FACTOR, CLASS=ignore */
  char *barriers;   /* a layer of the project, or a file */
  char **centres;   /* E,N */
  char *centre_file;
  char *compounds;  /* a file */
  char *compounds_by; /* name, address, management */
  gint64 seed;
} WgSubdivideOptions;

/** What @terms borrow. */
typedef struct
{
  WgBarrierSet *barriers;
  GArray *centres;
  GPtrArray *compounds;
} WgSubdivideInput;

/** Fills bands, weights and rules of @terms in; FALSE when a word is none of what it can be, which was
 *  said. */
gboolean wg_subdivide_options_parse (const WgSubdivideOptions *options,
                                     WgSubdivideTerms         *terms);
/** Finds or reads what the terms need: barriers, centres, compounds. FALSE without @error: there are no
 *  such barriers, which was said. */
gboolean wg_subdivide_options_read  (const WgSubdivideOptions *options,
                                     WgPlan                   *plan,
                                     WgSubdivideTerms         *terms,
                                     WgSubdivideInput         *input,
                                     GError                  **error);
void     wg_subdivide_input_clear   (WgSubdivideInput         *input);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WgSubdivideInput, wg_subdivide_input_clear)

G_END_DECLS
