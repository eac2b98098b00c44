/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-page.h"

#include "wg-colouring.h"

#include <string.h>

static int
compare_people (gconstpointer a, gconstpointer b)
{
  const WgChartPerson *x = a, *y = b;

  if (x->grid != y->grid)
    return x->grid < y->grid ? -1 : 1;
  if (x->rank != y->rank)
    return x->rank < y->rank ? -1 : 1;
  return g_strcmp0 (x->name, y->name);
}

static void
clear_person (gpointer data)
{
  g_clear_pointer (&((WgChartPerson *) data)->photo, g_bytes_unref);
}

static const char *
keep_text (WgChartStock *stock, const char *text)
{
  return text != NULL && text[0] != '\0' ? g_string_chunk_insert_const (stock->texts, text) : NULL;
}

static void
take_people (WgChartStock *stock, const WgChartSource *source)
{
  for (guint i = 0; i < source->n_people; i++)
    {
      WgChartPerson person = source->people[i];

      person.name = keep_text (stock, person.name);
      person.phone = keep_text (stock, person.phone);
      person.role = keep_text (stock, person.role);
      person.employer = keep_text (stock, person.employer);
      person.note = keep_text (stock, person.note);
      if (person.photo != NULL)
        g_bytes_ref (person.photo);
      g_array_append_val (stock->people, person);
    }
  g_array_sort (stock->people, compare_people);
}

/* Neighbours of every level at once: a grid's parents are never its neighbours. */
static void
collect_neighbours (WgPlan *plan, GArray *pairs)
{
  WgCoverage *coverage = wg_plan_get_coverage (plan);

  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);
      guint32 left = arc != NULL ? wg_coverage_owner (coverage, arc->left) : 0;
      guint32 right = arc != NULL ? wg_coverage_owner (coverage, arc->right) : 0;

      if (left == 0 || right == 0 || left == right)
        continue;
      for (guint depth = 1; depth <= wg_plan_get_n_levels (plan); depth++)
        {
          guint32 a = wg_plan_get_ancestor (plan, left, depth);
          guint32 b = wg_plan_get_ancestor (plan, right, depth);
          guint64 pair = wg_neighbours (a, b);

          if (a != 0 && b != 0 && a != b)
            g_array_append_val (pairs, pair);
        }
    }
}

static void
choose_colors (WgChartStock *stock)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint n_pairs = 0;

  stock->limit = wg_plan_get_grid_limit (stock->plan);
  stock->fills = g_malloc (MAX (stock->limit, 1u));
  memset (stock->fills, WG_NO_FILL, MAX (stock->limit, 1u));
  collect_neighbours (stock->plan, pairs);
  n_pairs = wg_colouring_sort ((guint64 *) pairs->data, pairs->len);
  wg_colouring_run ((const guint64 *) pairs->data, n_pairs, stock->limit, stock->fills);
  for (guint i = 0; i < stock->limit; i++)
    if (stock->fills[i] == WG_NO_FILL)
      stock->fills[i] = (guint8) (i % WG_N_FILLS);
}

WgChartStock *
wg_chart_stock_new (const WgChartSource *source)
{
  WgChartStock *stock = g_new0 (WgChartStock, 1);
  WgTally tally = { 0 };

  stock->ref_count = 1;
  stock->plan = g_object_ref (source->plan);
  stock->wording = source->wording;
  stock->texts = g_string_chunk_new (4096);
  stock->people = g_array_new (FALSE, FALSE, sizeof (WgChartPerson));
  g_array_set_clear_func (stock->people, clear_person);
  stock->linework = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_linework_unref);
  for (guint i = 0; i < source->n_linework; i++)
    g_ptr_array_add (stock->linework, wg_linework_ref (source->linework[i]));
  take_people (stock, source);
  stock->ground = wg_ground_new (stock->plan, stock->linework);
  choose_colors (stock);
  /* The lists of children are made when first asked for: here, so that threads only read them. */
  for (guint32 id = 0; id < stock->limit; id++)
    wg_plan_get_children (stock->plan, id);
  wg_plan_find_code (stock->plan, "");
  wg_plan_get_tally (stock->plan, 0, &tally);
  stock->has_counts = tally.is_counted;
  return stock;
}

WgChartStock *
wg_chart_stock_ref (WgChartStock *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
wg_chart_stock_unref (WgChartStock *self)
{
  if (self == NULL || !g_atomic_int_dec_and_test (&self->ref_count))
    return;
  wg_ground_unref (self->ground);
  g_object_unref (self->plan);
  g_array_unref (self->people);
  g_string_chunk_free (self->texts);
  g_ptr_array_unref (self->linework);
  g_free (self->fills);
  g_free (self);
}

/** Borrowed; only to be read. */
WgPlan *
wg_chart_stock_get_plan (const WgChartStock *self)
{
  return self->plan;
}

const WgChartPerson *
wg_chart_stock_find_people (const WgChartStock *stock, guint32 grid, guint *n_out)
{
  const WgChartPerson *people = (const WgChartPerson *) stock->people->data;
  guint low = 0, high = stock->people->len, end = 0;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (people[middle].grid < grid)
        low = middle + 1;
      else
        high = middle;
    }
  for (end = low; end < stock->people->len && people[end].grid == grid; end++)
    ;
  *n_out = end - low;
  return people + low;
}

const char *
wg_chart_word (const WgChartSheet *sheet, WgChartWord word)
{
  return sheet->stock->wording->word (word);
}

char *
wg_chart_words (const WgChartSheet *sheet, WgChartWord word, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (wg_chart_word (sheet, word), "%s", 2);

  return g_strjoinv (text, parts);
}

char *
wg_chart_phone (const WgChartSheet *sheet, const char *phone)
{
  gsize length = phone != NULL ? strlen (phone) : 0;
  char *masked = NULL;

  if (length == 0)
    return g_strdup ("");
  if (sheet->options->edition != WG_EDITION_PUBLIC_MASKED)
    return g_strdup (phone);
  /* 13812340000 -> 138****0000: the four digits before the last four. */
  masked = g_strdup (phone);
  for (gsize i = length, n_digits = 0; i-- > 0;)
    if (g_ascii_isdigit (masked[i]) && ++n_digits > 4 && n_digits <= 8)
      masked[i] = '*';
  return masked;
}

const WgChartPerson *
wg_chart_leader (const WgChartSheet *sheet, guint32 grid)
{
  guint n = 0;
  const WgChartPerson *people = wg_chart_stock_find_people (sheet->stock, grid, &n);

  for (guint i = 0; i < n; i++)
    if (people[i].is_leader)
      return &people[i];
  return NULL;
}

const char *
wg_chart_name (WgPlan *plan, guint32 id)
{
  const WgGrid *grid = wg_plan_get_grid (plan, id);

  if (grid == NULL)
    return "";
  return grid->name[0] != '\0' ? grid->name : grid->code;
}

char *
wg_chart_full_name (WgPlan *plan, guint32 id)
{
  const WgGrid *grid = wg_plan_get_grid (plan, id);
  const char *name = wg_chart_name (plan, id);
  const char *parent = grid != NULL ? wg_chart_name (plan, grid->parent) : "";

  if (parent[0] == '\0' || g_str_has_prefix (name, parent))
    return g_strdup (name);
  return g_strdup_printf ("%s%s", parent, name);
}
