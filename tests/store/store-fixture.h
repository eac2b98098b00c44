/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/plan/wg-commands.h"
#include "app/store/wg-project.h"
#include "tests/support/wg-lattice-plan.h"
#include "tests/support/wg-test-plan.h"

G_BEGIN_DECLS

/** A folder of its own for one test. */
typedef struct
{
  char *folder;
  char *path; /* of a project that is not there yet */
} StoreFixture;

void       store_fixture_init   (StoreFixture  *fixture);
void       store_fixture_clear  (StoreFixture  *fixture);
/** 12 x 8 grids of 100 m with gaps and undivided land, EPSG:4549. */
WgPlan    *store_fixture_plan   (void);
WgProject *store_fixture_create (StoreFixture  *fixture);
WgProject *store_fixture_open   (StoreFixture  *fixture);
void       store_fixture_close  (WgProject     *project);
/** Splits a grid near its middle with a stroke that depends on @number. FALSE: it cut nothing. */
gboolean   store_fixture_split  (WgProject     *project,
                                 guint          number);
/** The digest of the truth rows; never NULL. */
char      *store_fixture_digest (WgProject     *project);
/** Undoes or does again one step, which must be possible. */
void       store_fixture_step   (WgProject     *project,
                                 gboolean       redo);

/** Something that a project has as a whole, replaced by each import. */
typedef struct
{
  void     (*put)         (WgProject *project, gpointer whole);
  gpointer (*get)         (WgPlan    *plan); /* nullable: none */
  void     (*assert_same) (gpointer   a, gpointer b);
} StoreWhole;

/** Puts @first, then @second, opens the project again, undoes to nothing and does both again: every state is as it
 *  was, row for row. */
void       store_fixture_check_whole (const StoreWhole *about,
                                      gpointer          first,
                                      gpointer          second);
/** What a program prints; its exit status must be 0. */
char      *store_fixture_run    (const char    *command,
                                 ...) G_GNUC_PRINTF (1, 2);
void       store_fixture_assert_equal_plans (WgPlan *a,
                                             WgPlan *b);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (StoreFixture, store_fixture_clear)

G_END_DECLS
