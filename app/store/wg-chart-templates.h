/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-project.h"

G_BEGIN_DECLS

/** A way to print charts that is kept with the project. */
typedef struct
{
  char *name;    /* UTF-8; no two have the same */
  char *options; /* JSON of the room that prints; never looked into here */
} WgChartTemplateRecord;

void       wg_chart_template_record_free      (WgChartTemplateRecord *record);

/* None of this is an edit of the division: like layers it is not in the history. */
/** (transfer full) (element-type WgChartTemplateRecord): by name. */
GPtrArray *wg_project_list_chart_templates    (WgProject             *self,
                                               GError               **error);
/** Keeps @options under @name, in place of what had it. */
gboolean   wg_project_save_chart_template     (WgProject             *self,
                                               const char            *name,
                                               const char            *options,
                                               GError               **error);
/** @was_there_out: (nullable). */
gboolean   wg_project_remove_chart_template   (WgProject             *self,
                                               const char            *name,
                                               gboolean              *was_there_out,
                                               GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgChartTemplateRecord, wg_chart_template_record_free)

G_END_DECLS
