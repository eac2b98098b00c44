/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-plan.h"
#include "../base/wg-progress.h"

G_BEGIN_DECLS

typedef enum
{
  WG_SEVERITY_WARNING,
  WG_SEVERITY_CRITICAL,
} WgSeverity;

/** One thing that is wrong with a plan: data, no words. */
typedef struct
{
  const char *code;     /* stable: "land.unowned", "order.code-missing", ... */
  WgSeverity severity;
  guint32 grid;         /* 0: none */
  WgFaceId face;        /* 0: none */
  WgEnvelope extent;
  double area_m2;       /* NaN: does not apply */
} WgFinding;

/**
 * wg_check_run:
 * @plan: a snapshot
 *
 * Runs every rule (one file each). Worker thread.
 *
 * Returns: (transfer full) (element-type WgFinding): by severity, then code; %NULL when cancelled
 */
GArray *wg_check_run (WgPlan           *plan,
                      const WgProgress *progress,
                      GCancellable     *cancellable,
                      GError          **error);

/** The codes of all rules: (transfer none), NULL-terminated. */
const char *const *wg_check_list_codes (void);

G_END_DECLS
