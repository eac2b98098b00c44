/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WG_LABEL_MAX_TEXTS 4

/**
 * wg_label_texts:
 * @name: what to say
 * @parent: (nullable): the same of the unit above, which a reader knows from where the label is
 * @texts_out: room for %WG_LABEL_MAX_TEXTS; owned by the caller
 *
 * The ways to write a label, the best first: whole, whole in two lines, without what the parent's
 * name says already ("东山弄社区第二网格" in 东山弄社区: "第二网格"), and that in two lines; or, where the name of
 * another unit is in it, what distinguishes it. Long codes are cut
 * to their own digits in the same way. Returns how many there are; none for an empty name.
 */
guint wg_label_texts (const char *name,
                      const char *parent,
                      char      **texts_out);

G_END_DECLS
