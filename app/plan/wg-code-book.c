/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-code-book"

#include "wg-code-book.h"

#include "wg-plan-private.h"

struct _WgCodeBook
{
  gatomicrefcount count;
  GStringChunk *texts;
  GHashTable *grids; /* code -> the grid that has it, 0 for nobody's */
};

WgCodeBook *
wg_code_book_new (void)
{
  WgCodeBook *self = g_new0 (WgCodeBook, 1);

  g_atomic_ref_count_init (&self->count);
  self->texts = g_string_chunk_new (4096);
  self->grids = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

WgCodeBook *
wg_code_book_ref (WgCodeBook *self)
{
  g_atomic_ref_count_inc (&self->count);
  return self;
}

void
wg_code_book_unref (WgCodeBook *self)
{
  if (!g_atomic_ref_count_dec (&self->count))
    return;
  g_hash_table_unref (self->grids);
  g_string_chunk_free (self->texts);
  g_free (self);
}

void
wg_code_book_add (WgCodeBook *self, const char *code, guint32 grid)
{
  gpointer key = NULL, present = NULL;

  if (code == NULL || code[0] == '\0')
    return;
  if (!g_hash_table_lookup_extended (self->grids, code, &key, &present))
    g_hash_table_insert (self->grids, g_string_chunk_insert (self->texts, code), GUINT_TO_POINTER (grid));
  else if (GPOINTER_TO_UINT (present) != grid)
    g_hash_table_insert (self->grids, key, NULL);
}

guint
wg_code_book_count (const WgCodeBook *self)
{
  return g_hash_table_size (self->grids);
}

void
wg_plan_set_code_book (WgPlan *self, WgCodeBook *book)
{
  if (book != NULL)
    wg_code_book_ref (book);
  g_clear_pointer (&self->code_book, wg_code_book_unref);
  self->code_book = book;
}

WgCodeBook *
wg_plan_get_code_book (WgPlan *self)
{
  return self->code_book;
}

gboolean
wg_plan_is_code_spent (WgPlan *self, const char *code, guint32 grid)
{
  const WgGrid *holder = wg_plan_find_code (self, code);
  gpointer other = NULL;

  if (holder != NULL)
    return holder->id != grid;
  return self->code_book != NULL && g_hash_table_lookup_extended (self->code_book->grids, code, NULL, &other)
         && (grid == 0 || GPOINTER_TO_UINT (other) != grid);
}
