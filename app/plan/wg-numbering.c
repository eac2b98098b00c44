/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-numbering"

#include "wg-numbering.h"

#include "wg-code-book.h"
#include "wg-code.h"
#include "wg-grid-commands.h"

#include <string.h>

#define N_KINDS 2

/* The numbering at work. */
typedef struct
{
  WgPlan *plan;
  const WgNumberTerms *terms;
  WgCodePattern *pattern;
  GHashTable *wanted;   /* (nullable): ids; the others are left alone */
  GHashTable *numbered; /* ids of the grids that get a code: theirs are free */
  GHashTable *given;    /* codes that were given by this numbering */
  GPtrArray *rows;      /* of WgNumberRow */
} Numbering;

/* The grids of one kind below one parent. */
typedef struct
{
  const WgGrid *parent; /* nullable */
  WgGridKind kind;
  gboolean is_apart; /* special grids have serials of their own */
  guint next;
  guint last;
} Series;

static void
numbering_clear (Numbering *self)
{
  g_clear_pointer (&self->pattern, wg_code_pattern_free);
  g_clear_pointer (&self->wanted, g_hash_table_unref);
  g_clear_pointer (&self->numbered, g_hash_table_unref);
  g_clear_pointer (&self->given, g_hash_table_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Numbering, numbering_clear)

void
wg_number_row_free (WgNumberRow *row)
{
  g_free (row->old_code);
  g_free (row->new_code);
  g_free (row->old_name);
  g_free (row->new_name);
  g_free (row);
}

static const char *
code_of (const WgGrid *grid)
{
  return grid != NULL ? grid->code : "";
}

static gboolean
is_wanted (const Numbering *self, const WgGrid *grid)
{
  const WgNumberTerms *terms = self->terms;

  if (grid == NULL || grid->is_retired || grid->depth != terms->depth)
    return FALSE;
  if (terms->parent != 0)
    {
      const WgGrid *above = wg_plan_get_grid (self->plan, terms->parent);

      if (wg_plan_get_ancestor (self->plan, grid->id, above->depth) != terms->parent)
        return FALSE;
    }
  return self->wanted == NULL || g_hash_table_contains (self->wanted, GUINT_TO_POINTER (grid->id));
}

/* A code of the pattern, that of no other grid, stays with %WG_NUMBER_NEW and _GAPS. */
static gboolean
fits (const Numbering *self, const WgGrid *grid)
{
  const WgGrid *parent = wg_plan_get_grid (self->plan, grid->parent);
  const WgGrid *holder = wg_plan_find_code (self->plan, grid->code);
  guint serial = 0, first = 0, last = 0;

  if ((holder != NULL && holder->id != grid->id)
      || !wg_code_pattern_read (self->pattern, grid->code, code_of (parent), grid->kind, &serial))
    return FALSE;
  wg_code_pattern_get_range (self->pattern, grid->kind, &first, &last);
  return (serial >= first && serial <= last)
         || (serial == 0 && wg_code_pattern_has_single (self->pattern));
}

static gint
compare_parents (gconstpointer a, gconstpointer b, gpointer plan)
{
  const WgGrid *first = wg_plan_get_grid (plan, *(const guint32 *) a);
  const WgGrid *second = wg_plan_get_grid (plan, *(const guint32 *) b);
  int order = strcmp (code_of (first), code_of (second));

  return order != 0 ? order : (*(const guint32 *) a > *(const guint32 *) b) - 1;
}

/* The parents of the grids that get a code, by code (element-type guint32); 0 stands for none. */
static GArray *
collect_parents (Numbering *self)
{
  g_autoptr (GArray) parents = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint32 id = 1; id < wg_plan_get_grid_limit (self->plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (self->plan, id);

      if (!is_wanted (self, grid) || (self->terms->scope != WG_NUMBER_ALL && fits (self, grid)))
        continue;
      g_hash_table_add (self->numbered, GUINT_TO_POINTER (id));
      if (g_hash_table_add (seen, GUINT_TO_POINTER (grid->parent)))
        g_array_append_val (parents, grid->parent);
    }
  g_array_sort_with_data (parents, compare_parents, self->plan);
  return g_steal_pointer (&parents);
}

/* The centre of gravity where the land has it inside, else some point inside: a sliver that hangs on a
 * grid does not draw its place away. */
static WgPoint
find_place (const WgShape *shape)
{
  WgPoint place = { 0, 0 };
  double area = 0, x = 0, y = 0;

  if (!wg_shape_find_inside (shape, &place))
    return place;
  for (guint i = 0; i < shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, i);

      for (guint j = 0; j < ring->n_points; j++)
        {
          WgPoint a = WG_SHAPE_POINT (shape, ring->first + j);
          WgPoint b = WG_SHAPE_POINT (shape, ring->first + (j + 1) % ring->n_points);
          double ax = (double) a.x - place.x, ay = (double) a.y - place.y;
          double bx = (double) b.x - place.x, by = (double) b.y - place.y;
          double cross = ax * by - bx * ay;

          area += cross;
          x += (ax + bx) * cross;
          y += (ay + by) * cross;
        }
    }
  if (area != 0)
    {
      WgPoint middle = { (gint32) (place.x + x / (3 * area)), (gint32) (place.y + y / (3 * area)) };

      if (wg_shape_contains (shape, middle))
        return middle;
    }
  return place;
}

/* Those below @parent that get a code, of one kind or of both, in the order of the numbers. */
static GArray *
collect_places (const Numbering *self, guint32 parent, const Series *series)
{
  const GArray *children = wg_plan_get_children (self->plan, parent);
  g_autoptr (GArray) places = g_array_new (FALSE, TRUE, sizeof (WgNumberPlace));
  g_autoptr (WgShape) shape = wg_shape_new ();

  for (guint i = 0; i < children->len; i++)
    {
      const WgGrid *grid
        = wg_plan_get_grid (self->plan, g_array_index (children, guint32, i));
      WgNumberPlace place = { grid->id, { 0, 0 }, WG_ENVELOPE_EMPTY, 0 };

      if (!g_hash_table_contains (self->numbered, GUINT_TO_POINTER (grid->id))
          || (series->is_apart && grid->kind != series->kind))
        continue;
      wg_plan_get_shape (self->plan, grid->id, shape);
      place.place = find_place (shape);
      place.extent = wg_shape_envelope (shape);
      if (self->terms->order == WG_NUMBER_ALONG_LINE && shape->rings->len > 0)
        place.station = wg_number_station (shape, place.place, self->terms->line);
      g_array_append_val (places, place);
    }
  wg_number_sort (places, self->terms->order, self->terms->from);
  return g_steal_pointer (&places);
}

/* Behind the greatest serial that any grid below the parent has or had. */
static void
skip_given (const Numbering *self, Series *series)
{
  for (guint32 id = 1; id < wg_plan_get_grid_limit (self->plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (self->plan, id);
      guint serial = 0;

      if (grid == NULL || grid->depth != self->terms->depth
          || g_hash_table_contains (self->numbered, GUINT_TO_POINTER (id))
          || grid->parent != (series->parent != NULL ? series->parent->id : 0)
          || !wg_code_pattern_read (self->pattern, grid->code, code_of (series->parent),
                                    series->kind, &serial))
        continue;
      if (serial <= series->last)
        series->next = MAX (series->next, serial + 1);
    }
}

static gboolean
is_free (const Numbering *self, const char *code, const WgGrid *grid)
{
  const WgGrid *holder = wg_plan_find_code (self->plan, code);

  if (g_hash_table_contains (self->given, code))
    return FALSE;
  return holder != NULL ? !holder->is_retired
                            && g_hash_table_contains (self->numbered, GUINT_TO_POINTER (holder->id))
                        : !wg_plan_is_code_spent (self->plan, code, grid->id);
}

/* The next code of the series that is free; %NULL with why there is none. */
static char *
take_code (const Numbering *self, Series *series, const WgGrid *grid, WgNumberOutcome *outcome_out)
{
  for (; series->next <= series->last; series->next++)
    {
      g_autofree char *code
        = wg_code_pattern_format (self->pattern, code_of (series->parent), grid->kind, series->next);

      *outcome_out = WG_NUMBER_NO_PARENT;
      if (code == NULL)
        return NULL;
      if (!is_free (self, code, grid))
        continue;
      series->next++;
      return g_steal_pointer (&code);
    }
  *outcome_out = WG_NUMBER_FULL;
  return NULL;
}

static WgNumberRow *
add_row (Numbering *self, const WgGrid *grid, char *new_code, WgNumberOutcome outcome)
{
  WgNumberRow *row = g_new0 (WgNumberRow, 1);

  row->grid = grid->id;
  row->old_code = g_strdup (grid->code);
  row->new_code = new_code != NULL ? new_code : g_strdup (grid->code);
  row->old_name = g_strdup (grid->name);
  row->new_name = g_strdup (grid->name);
  row->outcome = new_code == NULL                   ? outcome
                 : strcmp (new_code, grid->code) == 0 ? WG_NUMBER_UNCHANGED
                                                      : WG_NUMBER_GIVEN;
  if (new_code != NULL)
    g_hash_table_add (self->given, g_strdup (new_code));
  g_ptr_array_add (self->rows, row);
  return row;
}

static void
number_series (Numbering *self, Series *series)
{
  guint32 parent = series->parent != NULL ? series->parent->id : 0;
  g_autoptr (GArray) places = collect_places (self, parent, series);
  gboolean is_single = wg_code_pattern_has_single (self->pattern)
                       && wg_plan_get_children (self->plan, parent)->len == 1;

  if (self->terms->scope == WG_NUMBER_NEW)
    skip_given (self, series);
  for (guint i = 0; i < places->len; i++)
    {
      const WgNumberPlace *place = &g_array_index (places, WgNumberPlace, i);
      const WgGrid *grid = wg_plan_get_grid (self->plan, place->grid);
      WgNumberOutcome outcome = WG_NUMBER_GIVEN;
      char *code = NULL;
      WgNumberRow *row = NULL;

      if (is_single)
        series->next = 0;
      code = take_code (self, series, grid, &outcome);
      row = add_row (self, grid, code, outcome);
      row->place = place->place;
      if (self->terms->name_pattern == NULL || grid->kind != WG_GRID_ORDINARY)
        continue;
      g_free (row->new_name);
      row->new_name = wg_name_from_pattern (self->terms->name_pattern, grid, i + 1);
    }
}

static void
number_parent (Numbering *self, guint32 parent)
{
  for (WgGridKind kind = WG_GRID_ORDINARY; kind < N_KINDS; kind++)
    {
      Series series = { wg_plan_get_grid (self->plan, parent), kind,
                        wg_code_pattern_has_special (self->pattern), 0, 0 };

      if (kind == WG_GRID_SPECIAL && !series.is_apart)
        break;
      wg_code_pattern_get_range (self->pattern, kind, &series.next, &series.last);
      if (kind == WG_GRID_ORDINARY && self->terms->start > 0)
        series.next = self->terms->start;
      number_series (self, &series);
    }
}

/* Codes below that begin with the old one begin with the new one. */
static void
follow (Numbering *self, const WgGrid *above, const char *old_code, const char *new_code)
{
  const GArray *children = wg_plan_get_children (self->plan, above->id);
  gsize length = strlen (old_code);

  for (guint i = 0; length > 0 && i < children->len; i++)
    {
      const WgGrid *grid
        = wg_plan_get_grid (self->plan, g_array_index (children, guint32, i));
      g_autofree char *code = NULL;

      if (strncmp (grid->code, old_code, length) != 0)
        continue;
      code = g_strconcat (new_code, grid->code + length, NULL);
      add_row (self, grid, g_steal_pointer (&code), WG_NUMBER_GIVEN)->is_follower = TRUE;
      g_hash_table_add (self->numbered, GUINT_TO_POINTER (grid->id));
      follow (self, grid, old_code, new_code);
    }
}

static void
follow_all (Numbering *self)
{
  guint n_rows = self->rows->len;

  for (guint i = 0; i < n_rows; i++)
    {
      const WgNumberRow *row = g_ptr_array_index (self->rows, i);

      if (row->outcome == WG_NUMBER_GIVEN)
        follow (self, wg_plan_get_grid (self->plan, row->grid), row->old_code, row->new_code);
    }
}

/* What is given must be no other grid's in the end: a grid that could get none keeps its old code. */
static void
settle (Numbering *self)
{
  g_autoptr (GHashTable) holders = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean is_settled = FALSE;

  while (!is_settled)
    {
      is_settled = TRUE;
      g_hash_table_remove_all (holders);
      for (guint i = 0; i < self->rows->len; i++)
        {
          WgNumberRow *row = g_ptr_array_index (self->rows, i);

          if (row->outcome != WG_NUMBER_GIVEN)
            g_hash_table_insert (holders, row->old_code, row);
        }
      for (guint i = 0; i < self->rows->len; i++)
        {
          WgNumberRow *row = g_ptr_array_index (self->rows, i);
          const WgGrid *other = wg_plan_find_code (self->plan, row->new_code);
          gboolean is_taken
            = other == NULL ? wg_plan_is_code_spent (self->plan, row->new_code, row->grid)
                            : other->id != row->grid
                                && (other->is_retired
                                    || !g_hash_table_contains (self->numbered,
                                                               GUINT_TO_POINTER (other->id)));

          if (row->outcome != WG_NUMBER_GIVEN)
            continue;
          if (!is_taken && wg_code_is_well_formed (row->new_code)
              && !g_hash_table_contains (holders, row->new_code))
            {
              g_hash_table_insert (holders, row->new_code, row);
              continue;
            }
          row->outcome = WG_NUMBER_TAKEN;
          g_free (row->new_code);
          row->new_code = g_strdup (row->old_code);
          is_settled = FALSE;
        }
    }
}

static gboolean
check_terms (WgPlan *plan, const WgNumberTerms *terms, GError **error)
{
  const WgGrid *parent = wg_plan_get_grid (plan, terms->parent);

  if (wg_plan_get_level (plan, terms->depth) == NULL)
    {
      g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_LEVEL, "no level %u", terms->depth);
      return FALSE;
    }
  if (terms->parent == 0 || (parent != NULL && !parent->is_retired && parent->depth < terms->depth))
    return TRUE;
  g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NO_GRID, "no grid %u above", terms->parent);
  return FALSE;
}

GPtrArray *
wg_plan_propose_numbers (WgPlan *plan, const WgNumberTerms *terms, const WgProgress *progress,
                         GCancellable *cancellable, GError **error)
{
  g_auto (Numbering) self = { plan, terms, wg_code_pattern_new (terms->pattern, error) };
  g_autoptr (GArray) parents = NULL;

  if (self.pattern == NULL || !check_terms (plan, terms, error)
      || (terms->name_pattern != NULL && !wg_name_pattern_check (terms->name_pattern, error)))
    return NULL;
  if (terms->grids != NULL)
    self.wanted = g_hash_table_new (NULL, NULL);
  for (guint i = 0; terms->grids != NULL && i < terms->grids->len; i++)
    g_hash_table_add (self.wanted, GUINT_TO_POINTER (g_array_index (terms->grids, guint32, i)));
  self.numbered = g_hash_table_new (NULL, NULL);
  self.given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.rows = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_number_row_free);
  parents = collect_parents (&self);
  for (guint i = 0; i < parents->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      number_parent (&self, g_array_index (parents, guint32, i));
      wg_progress_report (progress, (double) (i + 1) / parents->len);
    }
  if (self.rows->len == 0)
    {
      g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING, "nothing to number");
      return NULL;
    }
  if (terms->is_followed)
    follow_all (&self);
  settle (&self);
  return g_steal_pointer (&self.rows);
}
