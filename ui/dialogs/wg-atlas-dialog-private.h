/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/render/wg-atlas.h"
#include "../wg-jobs.h"
#include "wg-atlas-dialog.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_ATLAS_N_PARTS 4

struct _WgAtlasDialog
{
  AdwWindow parent_instance;

  /* Borrowed references */
  WgWindow *window;
  AdwComboRow *level;
  AdwComboRow *unit;
  AdwComboRow *template;
  AdwComboRow *paper;
  AdwComboRow *format;
  AdwComboRow *split;
  AdwComboRow *since;
  GtkEditable *since_day;
  GtkWidget *issue_row;
  GtkSwitch *issue;
  GtkEditable *names;
  GtkEditable *title;
  GtkSwitch *parts[WG_ATLAS_N_PARTS]; /* as in wg_atlas_dialog_parts */
  GtkLabel *told;
  GtkProgressBar *bar;
  GtkWidget *make_button;

  /* Owned references */
  WgChartOptions *options;
  GPtrArray *editions;       /* of WgEditionRecord */
  WgJob *job;                /* while it runs */
  GtkNativeDialog *chooser;

  guint32 grid;
};

/* The place in the list of units that means what is selected on the map, and all. */
typedef enum
{
  WG_ATLAS_UNIT_ALL,
  WG_ATLAS_UNIT_THIS,
  WG_ATLAS_UNIT_SELECTION,
} WgAtlasUnit;

extern const WgAtlasParts wg_atlas_dialog_parts[WG_ATLAS_N_PARTS];

/* wg-atlas-dialog-page.c: the rows that are filled in. */
/** @changed: what is chosen counts other grids. */
GtkWidget      *wg_atlas_dialog_make_page    (WgAtlasDialog *self,
                                              GCallback      changed);
/** What the rows say of the sheets: the chart's options, of the template and on the paper chosen. (transfer full) */
WgChartOptions *wg_atlas_dialog_make_options (WgAtlasDialog *self);

G_END_DECLS
