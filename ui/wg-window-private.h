/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../app/check/wg-fix.h"
#include "../app/plan/wg-incoming.h"
#include "../app/plan/wg-session.h"
#include "canvas/wg-tool-bar.h"
#include "dialogs/wg-import-dialog.h"
#include "panels/wg-find-box.h"
#include "panels/wg-finding-bar.h"
#include "panels/wg-findings-panel.h"
#include "panels/wg-grid-card.h"
#include "panels/wg-hierarchy-panel.h"
#include "panels/wg-history-panel.h"
#include "panels/wg-layer-panel.h"
#include "panels/wg-people-panel.h"
#include "panels/wg-staff-legend.h"
#include "panels/wg-start-page.h"
#include "panels/wg-status-bar.h"
#include "wg-window.h"

struct _WgWindow
{
  AdwApplicationWindow parent_instance;

  /* Template widgets */
  AdwToastOverlay *toasts;
  AdwToast *toast; /* weak: what was said last; NULL: it is gone */
  AdwWindowTitle *title;
  GtkWidget *project_start;
  GtkWidget *project_end;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkInfoBar *read_only_bar;
  GtkLabel *read_only_label;
  GtkStack *pages;
  WgStartPage *start_page;
  GtkLabel *loading_label;
  GtkPaned *paned;
  GtkWidget *sidebar;
  GtkStack *sidebar_stack;
  WgHierarchyPanel *hierarchy;
  WgLayerPanel *layers;
  WgFindingsPanel *findings;
  WgFindingBar *finding_bar;
  GtkWidget *findings_button;
  AdwButtonContent *findings_badge;
  GMenu *main_menu;
  GMenu *tools_menu;
  WgFindBox *find_box;
  WgToolBar *tool_bar;
  AdwBin *tool_panel_bin;
  GtkStack *center;
  AdwBin *canvas_bin;
  GtkRevealer *card_revealer;
  WgGridCard *card;
  GtkPaned *map_paned;
  WgPeoplePanel *people;
  WgStaffLegend *staff_legend;
  WgStatusBar *status_bar;
  GtkWidget *drop_shade;

  /* Borrowed references */
  GtkWidget *canvas;
  GtkWindow *history_window;     /* NULL while it is closed */
  WgHistoryPanel *history_panel; /* in it */

  /* Owned references */
  GSettings *settings;
  WgJobs *jobs;
  WgProject *project;
  WgSession *session;
  WgCheckBoard *check_board;   /* of the project */
  guint along_id;              /* an idle source: layers with roads changed */
  char *path;           /* of the project, also while it is being opened */
  GPtrArray *waiting;   /* (nullable) of char *: files to import once the project is open */
  GQueue imports;       /* of char *: files that still wait for their dialog */
  GQueue choices;       /* of WgImportChoice: what follows the grids of the assistant */
  WgImportReport *report;      /* that waits for Accept or Discard */
  WgImportReport *last_report; /* of the import accepted last */
  GtkWindow *report_dialog;    /* that shows last_report */
  GtkWindow *progress;
  GTask *replace_task;         /* the job of storing an import */
  guint32 building;            /* that was shown or chosen last; 0: none */
  WgWhen when;                 /* people are asked for */
  gboolean is_importing;       /* one file at a time */
  gboolean is_chosen;
  gboolean is_closing;
  gboolean is_blank;           /* the map is shown though it has no land: its first grid is drawn */
};

/* wg-window-project.c: shows the map without land, with the tool that draws its first grid. */
void wg_window_draw_first (WgWindow *self);
/* A layer of a file shows the map too, though it has no land. */
void wg_window_layers_changed (WgWindow *self);

/* wg-window-actions.c */
void wg_window_init_actions   (WgWindow *self);
/* wg-window-locks.c */
void wg_window_locks_init     (WgWindow *self);
void wg_window_locks_update   (WgWindow *self, gboolean can_edit);
/** Enables, disables and names every action after the state of the window: the one place. */
void wg_window_actions_update (WgWindow *self);

/* wg-window-canvas.c */
void wg_window_init_canvas    (WgWindow *self);
void wg_window_connect_canvas (WgWindow *self);

/* wg-window-find.c: Ctrl+K, contact cards and lists */
void wg_window_init_find      (WgWindow *self);

/* wg-window-findings.c: what is wrong with the plan */
void wg_window_init_findings   (WgWindow *self);
/** The board shows the project that is open now. */
void wg_window_follow_findings (WgWindow *self);

/* wg-window-remedies.c: opens the tool or the dialog in which people answer what @fix asks. */
void wg_window_ask_people      (WgWindow        *self,
                                const WgFinding *finding,
                                const WgFix     *fix);

/* wg-window-people.c: who answers for the grids */
void wg_window_init_people     (WgWindow *self);
/** Table, card and map show the people of the project that is open now. */
void wg_window_follow_people   (WgWindow *self);
/** @is_phone: the cursor stands in the phone. */
void wg_window_open_person     (WgWindow *self,
                                guint32   person,
                                gboolean  is_phone);
/** Somebody is looked for who answers for a grid. */
void wg_window_fill_post       (WgWindow *self,
                                guint32   grid);
/** The leave on which somebody is. */
void wg_window_edit_leave      (WgWindow *self,
                                guint32   person);

/* wg-window-roster.c */
void wg_window_init_roster     (WgWindow   *self);
void wg_window_import_roster   (WgWindow   *self,
                                const char *path);

/* wg-window-history.c: what happened to the project */
/* Undoes (below 0) or redoes so many steps, as one job with progress that can be stopped on the way. */
void wg_window_go             (WgWindow *self,
                               int       n_steps);
void wg_window_show_history   (WgWindow *self);
/** The history window shows the project that is open now. */
void wg_window_follow_history (WgWindow *self);
void wg_window_show_changes   (WgWindow *self);

/* wg-window-schemes.c */
void wg_window_show_schemes   (WgWindow *self);

/* wg-window-clipboard.c */
/** Ctrl+C and Ctrl+V on the map. */
void wg_window_init_clipboard (WgWindow *self);
void wg_window_copy_geometry  (WgWindow *self);
void wg_window_paste_geometry (WgWindow *self);

/* wg-window-import.c */
void wg_window_import_action  (WgWindow *self);
void wg_window_show_report    (WgWindow *self);
void wg_window_drop_report    (WgWindow *self);
/** The dialog of a job of importing. */
void wg_window_open_progress  (WgWindow *self,
                               GTask    *task);
void wg_window_close_progress (WgWindow *self);
/** One file is done with, however it went: the next one's turn. */
void wg_window_end_import     (WgWindow *self);

/* wg-window-addresses.c: addresses and named places; calls wg_window_end_import() at the end */
void wg_window_import_addresses (WgWindow             *self,
                                 const WgImportChoice *choice);

/* wg-window-barriers.c */
/** Reads the lines that are chosen and stores them; calls wg_window_end_import() at the end. */
void wg_window_import_barriers  (WgWindow             *self,
                                 const WgImportChoice *choice);

/* wg-window-buildings.c */
void wg_window_import_buildings (WgWindow             *self,
                                 const WgImportChoice *choice);

/* wg-window-numbers.c: numbers of buildings from a table; calls wg_window_end_import() at the end */
void wg_window_import_numbers (WgWindow             *self,
                               const WgImportChoice *choice);

/* wg-window-estimate.c */
void wg_window_init_estimate  (WgWindow *self);

/* wg-window-divide.c: one building */
void wg_window_init_divide    (WgWindow *self);

/* wg-window-people.c */
/** A toast with a button that undoes the last edit. Another edit ends it: its button would undo that one. */
void wg_window_toast_undo     (WgWindow *self, const char *sentence);

/* wg-window-output.c: what leaves the project */
void wg_window_print_chart    (WgWindow *self);
void wg_window_export         (WgWindow *self);
void wg_window_save_copy      (WgWindow *self);

/* wg-window-project.c */
/** FALSE when a job must end first; the window is closed by itself when it has. */
gboolean wg_window_close_project (WgWindow *self);
