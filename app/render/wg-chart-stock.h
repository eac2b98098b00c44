/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-chart-wording.h"
#include "wg-scene.h"

G_BEGIN_DECLS

/** Someone who answers for a grid, as the sheet prints it; texts are UTF-8, NULL is unknown. */
typedef struct
{
  guint32 grid;
  guint rank;         /* order in lists; leaders first */
  gboolean is_leader; /* the only ones of a public edition */
  const char *name;
  const char *phone;
  const char *role;   /* translated */
  const char *employer;
  const char *note;   /* e.g. who is on leave and who deputises */
  GBytes *photo;      /* PNG or JPEG; for the notice board and nothing else */
} WgChartPerson;

/** What sheets are made of. Everything is referenced or copied. */
typedef struct
{
  WgPlan *plan;                 /* a snapshot, read by many threads and changed by none */
  const WgChartPerson *people;
  guint n_people;
  WgLinework *const *linework;  /* reference layers, bottom first */
  guint n_linework;
  const WgChartWording *wording; /* static */
} WgChartSource;

/**
 * WgChartStock:
 *
 * What all sheets of a plan share: indices of arcs, buildings, streets and people, the neighbours of
 * each grid and one colour for each that differs from theirs. Made once, immutable, counted by
 * reference (atomic); any thread.
 */
typedef struct _WgChartStock WgChartStock;

WgChartStock *wg_chart_stock_new      (const WgChartSource *source);
WgChartStock *wg_chart_stock_ref      (WgChartStock        *self);
void          wg_chart_stock_unref    (WgChartStock        *self);
WgPlan       *wg_chart_stock_get_plan (const WgChartStock  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgChartStock, wg_chart_stock_unref)

G_END_DECLS
