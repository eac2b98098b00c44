/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/check/wg-check.h"

G_BEGIN_DECLS

#define WG_FINDINGS_ANY_PARENT G_MAXUINT32

/** Which findings the board shows. */
typedef struct
{
  const char *kind; /* code of a rule, static; NULL: all */
  guint32 parent;   /* 0: in no grid; WG_FINDINGS_ANY_PARENT: all */
  char *text;       /* (nullable): casefolded, in a name or code of a grid it is about */
} WgFindingsFilter;

typedef enum
{
  WG_FINDINGS_BY_KIND = 1 << 0,
  WG_FINDINGS_BY_PARENT = 1 << 1,
  WG_FINDINGS_BY_TEXT = 1 << 2,
  WG_FINDINGS_BY_ALL = WG_FINDINGS_BY_KIND | WG_FINDINGS_BY_PARENT | WG_FINDINGS_BY_TEXT,
} WgFindingsCriteria;

/** @text: (nullable), as typed */
void    wg_findings_filter_set_text (WgFindingsFilter       *self,
                                     const char             *text);
/** (transfer full) (element-type WgFinding): those of @findings that it leaves by some criteria. */
GArray *wg_findings_filter_apply    (const WgFindingsFilter *self,
                                     WgPlan                 *plan,
                                     const GArray           *findings,
                                     WgFindingsCriteria      criteria);

G_END_DECLS
