/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-sheet.h"
#include "../plan/wg-finder.h"

G_BEGIN_DECLS

/*
 * Who answers for a place, in words and tables that the window and the command line share. Work phones
 * only. Main thread.
 */

/** "北山街道 / 柳北塘社区 / 第3网格": the grid after those that it lies in. */
char    *wg_words_grid_path    (WgPlan          *plan,
                                guint32          grid);
/** "Grids", "People" ...: the heading of a kind of hits. Static. */
const char *wg_words_find_kind (WgFindKind       kind);
/** What a hit is called; of a coordinate its easting and northing. */
char    *wg_words_find_hit     (WgPlan          *plan,
                                const WgFindHit *hit);
/**
 * wg_words_find_detail:
 *
 * Returns: (transfer full) (nullable): what stands beside it: a code, a name, a phone; how an address was found that is
 *   not written so; on which map a coordinate was read
 */
char    *wg_words_find_detail  (const WgFindHit *hit);
/** (transfer full): where it is, as wg_words_grid_path(); of a person all grids. */
char    *wg_words_find_place   (WgPlan          *plan,
                                const WgFindHit *hit,
                                const WgWhen    *when);
/** (nullable): the leader who answers for @grid: its own, else of the nearest grid above it that has one.
 *  @of_out: (out) (optional): whose leader it is. Owned by the plan's people. */
const WgAssignment *wg_contact_find_leader (WgPlan       *plan,
                                            guint32       grid,
                                            const WgWhen *when,
                                            guint32      *of_out);
/** "张三 138 0000 0000": the leader, or who stands in for one on leave; without a leader somebody else of the grid;
 *  or words for nobody. */
char    *wg_words_leader       (WgPlan          *plan,
                                guint32          grid,
                                const WgWhen    *when);
/**
 * wg_contact_card:
 *
 * A text to paste into a message: the path of the grid, its code, its leader, the others by role, with
 * their phones, and who answers above.
 */
char    *wg_contact_card       (WgPlan          *plan,
                                guint32          grid,
                                const WgWhen    *when);
/**
 * wg_contact_sheet:
 * @grids: (element-type guint32)
 *
 * The people of the grids: phone, name, role, code, path, part, employer, absence; a row for each assignment that
 * holds. Phones are text.
 */
WgSheet *wg_contact_sheet      (WgPlan          *plan,
                                const GArray    *grids,
                                const WgWhen    *when);
/** For a calling system: each phone once, with the names, roles and grids that it stands for. */
WgSheet *wg_contact_calls      (WgPlan          *plan,
                                const GArray    *grids,
                                const WgWhen    *when);
/** Today, routine. */
WgWhen   wg_when_now           (void);

G_END_DECLS
