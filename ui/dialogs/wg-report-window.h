/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/cli/wg-report-job.h"
#include "../wg-window.h"

G_BEGIN_DECLS

#define WG_TYPE_REPORT_WINDOW (wg_report_window_get_type ())

/**
 * WgReportWindow:
 *
 * Two things of a project are chosen, a worker compares them, the pages of the report are shown as they
 * are printed and can be saved. A subclass says what the two are and how they are compared; its
 * results are opaque to this class.
 */
G_DECLARE_DERIVABLE_TYPE (WgReportWindow, wg_report_window, WG, REPORT_WINDOW, AdwWindow)

struct _WgReportWindowClass
{
  AdwWindowClass parent_class;

  /* What the worker needs for the two that are chosen, by their places in the list; %NULL with
   * @sentence_out: (out) (transfer full) (nullable), why they are not compared. */
  gpointer        (*prepare)      (WgReportWindow   *self,
                                   guint             first,
                                   guint             second,
                                   char            **sentence_out);
  void            (*free_request) (gpointer          request);
  /* In a worker. */
  gpointer        (*compare)      (gpointer          request,
                                   const WgProgress *progress,
                                   GCancellable     *cancellable,
                                   GError          **error);
  void            (*free_result)  (gpointer          result);
  const WgReport *(*get_report)   (gpointer          result);
  gboolean        (*write)        (gpointer          result,
                                   const char       *path,
                                   GError          **error);
  char           *(*file_name)    (WgReportWindow   *self,
                                   gpointer          result);
  /* (nullable): fills what can be unfolded above the pages; returns its heading, translated. */
  const char     *(*show)         (WgReportWindow   *self,
                                   gpointer          result,
                                   GtkGrid          *table);
};

/** @lead: (nullable), @middle: words before and between the two lists. */
void      wg_report_window_set_words   (WgReportWindow      *self,
                                        const char          *lead,
                                        const char          *middle,
                                        const char *const    labels[2]);
/** What can be chosen, for both lists, and what is chosen at first; begins to compare. */
void      wg_report_window_set_choices (WgReportWindow      *self,
                                        const char *const   *names,
                                        guint                first,
                                        guint                second);
void      wg_report_window_set_window  (WgReportWindow      *self,
                                        WgWindow            *window);
/** With a project; borrowed. */
WgWindow *wg_report_window_get_window  (WgReportWindow      *self);
/** The place of what is chosen in one of the lists (0 or 1). */
guint     wg_report_window_get_choice  (WgReportWindow      *self,
                                        guint                list);

G_END_DECLS
