/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-check-context.h"

G_BEGIN_DECLS

/*
 * The rules. Each looks at one face, grid in use, building or border and adds what it finds with
 * wg_check_add_*(); none looks at findings of another. Any thread that owns the plan.
 */

typedef struct
{
  const char *code;
  WgSeverity severity;
  gboolean is_unfinished; /* the plan is not done, rather than wrong */
  void (*face) (WgCheckContext *context, WgFaceId face); /* NULL: not about faces */
  void (*grid) (WgCheckContext *context, const WgGrid *grid);
  gboolean looks_outside; /* @face may be the outside too */
  void (*building) (WgCheckContext *context, guint index); /* its place in the set */
  void (*border) (WgCheckContext *context, WgArcId arc);
} WgCheckRule;

/** The table, in the order of wg_check_list_codes(). */
const WgCheckRule *wg_check_rules (guint *n_out);

void wg_check_land_unowned   (WgCheckContext *context, WgFaceId face);
void wg_check_land_hole      (WgCheckContext *context, WgFaceId face);
void wg_check_land_undivided (WgCheckContext *context, WgFaceId face);

void wg_check_building_unowned (WgCheckContext *context, WgFaceId face);

void wg_check_building_cut   (WgCheckContext *context, guint index);
void wg_check_building_shares (WgCheckContext *context, guint index);
void wg_check_building_parts (WgCheckContext *context, guint index);
void wg_check_border_off_line (WgCheckContext *context, WgArcId arc);

void wg_check_building_none  (WgCheckContext *context, const WgGrid *grid);
void wg_check_size_households (WgCheckContext *context, const WgGrid *grid);
void wg_check_size_people    (WgCheckContext *context, const WgGrid *grid);
void wg_check_size_area      (WgCheckContext *context, const WgGrid *grid);
void wg_check_land_none      (WgCheckContext *context, const WgGrid *grid);
void wg_check_land_parts     (WgCheckContext *context, const WgGrid *grid);
void wg_check_land_sliver    (WgCheckContext *context, const WgGrid *grid);
void wg_check_land_narrow    (WgCheckContext *context, const WgGrid *grid);
void wg_check_land_island    (WgCheckContext *context, const WgGrid *grid);
void wg_check_parent_missing (WgCheckContext *context, const WgGrid *grid);
void wg_check_code_missing   (WgCheckContext *context, const WgGrid *grid);
void wg_check_code_duplicate (WgCheckContext *context, const WgGrid *grid);
void wg_check_code_reused    (WgCheckContext *context, const WgGrid *grid);
void wg_check_code_pattern   (WgCheckContext *context, const WgGrid *grid);
void wg_check_code_prefix    (WgCheckContext *context, const WgGrid *grid);
void wg_check_name_missing   (WgCheckContext *context, const WgGrid *grid);
void wg_check_name_duplicate (WgCheckContext *context, const WgGrid *grid);
void wg_check_staff_vacant   (WgCheckContext *context, const WgGrid *grid);
void wg_check_staff_missing  (WgCheckContext *context, const WgGrid *grid);
void wg_check_staff_doubled  (WgCheckContext *context, const WgGrid *grid);
void wg_check_staff_grids    (WgCheckContext *context, const WgGrid *grid);
void wg_check_staff_households (WgCheckContext *context, const WgGrid *grid);
void wg_check_staff_phone_missing (WgCheckContext *context, const WgGrid *grid);
void wg_check_staff_phone_bad (WgCheckContext *context, const WgGrid *grid);
void wg_check_staff_leave    (WgCheckContext *context, const WgGrid *grid);
void wg_check_staff_ending   (WgCheckContext *context, const WgGrid *grid);

G_END_DECLS
