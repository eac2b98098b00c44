/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-findings-sheet"

#include "wg-findings-sheet.h"

#include "../check/wg-check-board.h"
#include "wg-words.h"

#include <glib/gi18n.h>
#include <math.h>

static const char *
describe_severity (WgSeverity severity)
{
  return severity == WG_SEVERITY_CRITICAL  ? C_ ("severity", "Error")
         : severity == WG_SEVERITY_WARNING ? C_ ("severity", "Warning")
                                           : C_ ("severity", "Note");
}

static void
add_grid (WgSheet *sheet, WgPlan *plan, guint32 id)
{
  const WgGrid *grid = id != 0 ? wg_plan_get_grid (plan, id) : NULL;

  wg_sheet_add_text (sheet, grid != NULL ? grid->code : "");
  wg_sheet_add_text (sheet, grid != NULL ? grid->name : "");
}

static void
add_columns (WgSheet *sheet, gboolean with_acceptances)
{
  wg_sheet_add_column (sheet, _("Severity"), -1);
  wg_sheet_add_column (sheet, _("Kind"), -1);
  wg_sheet_add_column (sheet, _("Finding"), -1);
  wg_sheet_add_column (sheet, _("Code"), -1);
  wg_sheet_add_column (sheet, _("Name"), -1);
  wg_sheet_add_column (sheet, _("Other code"), -1);
  wg_sheet_add_column (sheet, _("Other name"), -1);
  wg_sheet_add_column (sheet, _("Area, m²"), 1);
  wg_sheet_add_column (sheet, _("Width, m"), 2);
  wg_sheet_add_column (sheet, _("Longitude"), 7);
  wg_sheet_add_column (sheet, _("Latitude"), 7);
  wg_sheet_add_column (sheet, _("Rule"), -1);
  if (!with_acceptances)
    return;
  wg_sheet_add_column (sheet, _("Reason"), -1);
  wg_sheet_add_column (sheet, _("Accepted until"), -1);
  wg_sheet_add_column (sheet, _("Accepted by"), -1);
}

static void
add_finding (WgSheet *sheet, WgPlan *plan, const WgFinding *finding)
{
  g_autofree char *title = wg_words_finding_title (finding->code);
  g_autofree char *sentence = wg_words_finding (plan, finding);
  double longitude = NAN, latitude = NAN;

  if (wg_plan_get_frame (plan) != NULL && !wg_envelope_is_empty (&finding->extent))
    wg_frame_to_degrees (wg_plan_get_frame (plan), finding->place, &longitude, &latitude);
  wg_sheet_begin_row (sheet);
  wg_sheet_add_text (sheet, describe_severity (finding->severity));
  wg_sheet_add_text (sheet, title);
  wg_sheet_add_text (sheet, sentence);
  add_grid (sheet, plan, finding->grid);
  add_grid (sheet, plan, finding->other);
  wg_sheet_add_number (sheet, finding->area_m2);
  wg_sheet_add_number (sheet, finding->width_m);
  wg_sheet_add_number (sheet, longitude);
  wg_sheet_add_number (sheet, latitude);
  wg_sheet_add_text (sheet, finding->code);
}

static void
add_acceptance (WgSheet *sheet, const WgAcceptance *acceptance)
{
  wg_sheet_add_text (sheet, acceptance != NULL ? acceptance->reason : "");
  wg_sheet_add_text (sheet, acceptance != NULL && acceptance->until != NULL ? acceptance->until
                                                                            : "");
  wg_sheet_add_text (sheet, acceptance != NULL && acceptance->who != NULL ? acceptance->who : "");
}

WgSheet *
wg_findings_sheet (WgPlan *plan, const GArray *findings, const GPtrArray *acceptances)
{
  WgSheet *sheet = wg_sheet_new (_("Findings"));

  add_columns (sheet, acceptances != NULL);
  for (guint i = 0; i < findings->len; i++)
    {
      const WgFinding *finding = &g_array_index (findings, WgFinding, i);

      add_finding (sheet, plan, finding);
      if (acceptances != NULL)
        add_acceptance (sheet, wg_check_find_acceptance (acceptances, finding));
    }
  return sheet;
}
