/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-page"

#include "wg-page-cells.h"

/* The columns from @column on are passed over in @n rows. */
static void
uncover (WgPageCells *self, guint column, guint n)
{
  for (guint i = column; i < self->spans->len; i++)
    {
      guint *span = &g_array_index (self->spans, guint, i);

      *span -= MIN (*span, n);
    }
}

void
wg_page_cells_init (WgPageCells *self)
{
  self->cells = g_ptr_array_new_with_free_func (g_free);
  self->spans = g_array_new (FALSE, TRUE, sizeof (guint));
}

void
wg_page_cells_clear (WgPageCells *self)
{
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_pointer (&self->spans, g_array_unref);
}

void
wg_page_cells_start (WgPageCells *self)
{
  g_ptr_array_set_size (self->cells, 0);
  g_array_set_size (self->spans, 0);
}

void
wg_page_cells_skip (WgPageCells *self, guint column)
{
  for (;;)
    {
      guint at = self->cells->len;
      guint *span = at < self->spans->len ? &g_array_index (self->spans, guint, at) : NULL;
      gboolean is_covered = span != NULL && *span > 0;

      if (!is_covered && at >= column)
        return;
      if (is_covered)
        (*span)--;
      g_ptr_array_add (self->cells, g_strdup (""));
    }
}

void
wg_page_cells_add (WgPageCells *self, const char *text, guint width, guint height)
{
  for (guint i = 0; i < width && self->cells->len < WG_PAGE_MAX_COLUMNS; i++)
    {
      if (self->spans->len <= self->cells->len)
        g_array_set_size (self->spans, self->cells->len + 1);
      g_array_index (self->spans, guint, self->cells->len) = height - 1;
      g_ptr_array_add (self->cells, g_strdup (i > 0 ? "" : text));
    }
}

void
wg_page_cells_end_row (WgPageCells *self, WgPage *page)
{
  wg_page_cells_skip (self, 0);
  uncover (self, self->cells->len, 1);
  wg_page_add_row (page, (const char *const *) self->cells->pdata, self->cells->len);
  g_ptr_array_set_size (self->cells, 0);
}

void
wg_page_cells_skip_rows (WgPageCells *self, WgPage *page, guint n)
{
  uncover (self, 0, n);
  for (guint i = 0; i < n; i++)
    wg_page_add_row (page, NULL, 0);
}
