/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"

/* order.code-pattern: a code of another form (digits, letters, length) than at least four fifths of
 * the codes of its level have. */
void
wg_check_code_pattern (WgCheckContext *context, const WgGrid *grid)
{
  const char *usual = wg_check_names_usual_form (context->names, grid->depth);
  g_autofree char *form = NULL;

  if (usual == NULL || grid->code[0] == '\0')
    return;
  form = wg_check_names_form (grid->code);
  if (!g_str_equal (form, usual))
    wg_check_add_grid (context, grid->id);
}

/* order.code-prefix: a code that does not begin with its parent's, in a plan where most do. */
void
wg_check_code_prefix (WgCheckContext *context, const WgGrid *grid)
{
  if (!wg_check_code_follows (context->plan, grid)
      && wg_check_names_has_prefixes (context->names, context->plan, grid->depth))
    wg_check_add_grid (context, grid->id)->other = grid->parent;
}
