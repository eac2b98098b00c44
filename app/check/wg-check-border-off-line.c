/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"

/* border.off-line: a border that follows a road or river, but is off it in a stretch. Nothing is
 * found without lines to follow. */
void
wg_check_border_off_line (WgCheckContext *context, WgArcId id)
{
  const WgArc *arc = wg_coverage_arc (context->coverage, id);
  guint32 left = wg_coverage_owner (context->coverage, arc->left);
  guint32 right = wg_coverage_owner (context->coverage, arc->right);
  WgAlongStretch stretch;
  WgFinding *finding = NULL;

  if (context->along == NULL || left == right
      || !wg_check_along_measure (context->along, arc->line, &context->settings.along, &stretch, NULL))
    return;
  finding = wg_check_add (context, WG_SUBJECT_BORDER);
  finding->border = id;
  finding->grid = left != 0 ? left : right;
  finding->other = left != 0 ? right : 0;
  finding->extent = arc->line->envelope;
  finding->place = stretch.place;
  finding->width_m = stretch.deviation_m;
  finding->value = stretch.length_m;
  finding->limit = context->settings.along.deviation_m;
  finding->line_name = stretch.name;
}
