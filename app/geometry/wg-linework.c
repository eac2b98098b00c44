/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-linework"

#include "wg-linework.h"

static void
clear_item (gpointer data)
{
  WgLineworkItem *item = data;

  wg_line_unref (item->line);
  g_free (item->name);
}

/**
 * wg_linework_new:
 *
 * Returns: (transfer full): an empty linework; fill it before it is shared
 */
WgLinework *
wg_linework_new (void)
{
  WgLinework *linework = g_new0 (WgLinework, 1);

  linework->ref_count = 1;
  linework->items = g_array_new (FALSE, FALSE, sizeof (WgLineworkItem));
  g_array_set_clear_func (linework->items, clear_item);
  linework->envelope = WG_ENVELOPE_EMPTY;
  return linework;
}

WgLinework *
wg_linework_ref (WgLinework *linework)
{
  g_atomic_int_inc (&linework->ref_count);
  return linework;
}

void
wg_linework_unref (WgLinework *linework)
{
  if (!g_atomic_int_dec_and_test (&linework->ref_count))
    return;

  g_array_unref (linework->items);
  g_free (linework);
}

/**
 * wg_linework_add:
 * @line: (transfer full): project millimetres
 * @feature: rings of one feature share it
 * @is_area: @line is a closed ring
 * @item_class: as in #WgLineworkItem
 * @name: (nullable): copied
 *
 * Appends an item. Only before the linework is shared.
 */
void
wg_linework_add (WgLinework *linework,
                 WgLine     *line,
                 guint       feature,
                 gboolean    is_area,
                 guint       item_class,
                 const char *name)
{
  WgLineworkItem item = { line, feature, is_area, item_class, g_strdup (name) };

  wg_envelope_add (&linework->envelope, &line->envelope);
  g_array_append_val (linework->items, item);
}
