/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-subdivide-again"

#include "wg-subdivide-private.h"

#include "../base/wg-hash.h"
#include "wg-number-order.h"

#include <math.h>
#include <string.h>

#define BESIDE 20 /* mm from a line: a place on one side of it */

/* The parts of before that stay, and those of the land that is divided anew. */
typedef struct
{
  WgSubdivideJob *job;
  const WgSubdivideParent *before;
  guint8 *is_open;       /* of each part before */
  WgShape *land;         /* of those that are */
  WgSubdivideParent *made; /* of that land */
  GArray *shapes;        /* of WgNumberPlace: the parts that there will be, in their order; grid: 0 to
                            before's parts - 1, then those made */
  guint32 *order;        /* the place of each of them; G_MAXUINT32: it goes */
} Again;

static const WgSubdividePart *
get_part (const WgSubdivideParent *parent, guint at)
{
  return g_ptr_array_index (parent->parts, at);
}

static gboolean
is_bad (const WgSubdividePart *part)
{
  return !part->is_in_band || part->n_pieces > 1;
}

static guint64
hash_segment (WgPoint a, WgPoint b)
{
  gboolean is_forward = a.x < b.x || (a.x == b.x && a.y < b.y);
  WgPoint from = is_forward ? a : b, to = is_forward ? b : a;
  guint64 first = ((guint64) (guint32) from.x << 32) | (guint32) from.y;
  guint64 second = ((guint64) (guint32) to.x << 32) | (guint32) to.y;

  return wg_hash_u64 (first) ^ wg_hash_u64 (second + 1);
}

static void
visit_segments (const WgSubdividePart *part, void (*visit) (GHashTable *, gint64 *, gpointer),
                GHashTable *segments, gpointer data)
{
  for (guint i = 0; i < part->shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (part->shape, i);

      for (guint k = 0; k < ring->n_points; k++)
        {
          gint64 key
            = (gint64) hash_segment (WG_SHAPE_POINT (part->shape, ring->first + k),
                                     WG_SHAPE_POINT (part->shape, ring->first + (k + 1) % ring->n_points));

          visit (segments, &key, data);
        }
    }
}

static void
add_segment_cb (GHashTable *segments, gint64 *key, gpointer data)
{
  g_hash_table_add (segments, g_memdup2 (key, sizeof *key));
}

static void
find_segment_cb (GHashTable *segments, gint64 *key, gpointer data)
{
  if (g_hash_table_contains (segments, key))
    *(guint8 *) data = TRUE;
}

/* What is out of the band, and what has a border with it; FALSE: all is well. */
static gboolean
choose_parts (Again *again)
{
  guint n = again->before->parts->len;
  g_autoptr (GHashTable) segments = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gboolean is_any = FALSE;

  again->is_open = g_new0 (guint8, n + 1);
  for (guint i = 0; i < n; i++)
    if (is_bad (get_part (again->before, i)))
      {
        again->is_open[i] = is_any = TRUE;
        visit_segments (get_part (again->before, i), add_segment_cb, segments, NULL);
      }
  for (guint i = 0; i < n; i++)
    if (!again->is_open[i])
      visit_segments (get_part (again->before, i), find_segment_cb, segments, &again->is_open[i]);
  return is_any;
}

static guint32
find_part (const WgSubdivideParent *parent, WgPoint inside)
{
  for (guint32 i = 0; i < parent->parts->len; i++)
    if (wg_shape_contains (get_part (parent, i)->shape, inside))
      return i;
  return G_MAXUINT32;
}

static guint32
find_open_cb (WgPoint inside, gpointer user_data)
{
  const Again *again = user_data;
  guint32 part = find_part (again->before, inside);

  return part != G_MAXUINT32 && again->is_open[part] ? 0 : G_MAXUINT32;
}

static gboolean
join_land (Again *again)
{
  WgCellsPlaces places = { .n_parts = 1 };
  g_autoptr (GArray) parts = wg_cells_cut_land (again->job->land, again->before->lines, find_open_cb,
                                                again, &places, &again->job->error);

  if (parts == NULL)
    return FALSE;
  again->land = g_steal_pointer (&g_array_index (parts, WgCellsPart, 0).shape);
  return TRUE;
}

/* The same question for that land alone. */
static gboolean
divide_land (Again *again)
{
  WgSubdivideJob part = *again->job;

  part.land = again->land;
  part.before = NULL;
  part.result = again->made = wg_subdivide_parent_new (again->before->parent);
  wg_subdivide_run_job (&part);
  again->job->error = part.error;
  return part.error == NULL;
}

/* Did the line part two parts that are divided anew? By both sides of the middle of its longest piece. */
static gboolean
is_inside (const Again *again, const GArray *line)
{
  double most = -1, dx = 0, dy = 0, length = 0;
  WgPoint middle = { 0, 0 };
  guint32 left = 0, right = 0;

  for (guint i = 0; i + 1 < line->len; i++)
    {
      WgPoint a = g_array_index (line, WgPoint, i), b = g_array_index (line, WgPoint, i + 1);

      length = hypot ((double) b.x - a.x, (double) b.y - a.y);
      if (length <= most)
        continue;
      most = length;
      dx = ((double) b.x - a.x) / length;
      dy = ((double) b.y - a.y) / length;
      middle = (WgPoint){ (gint32) (((gint64) a.x + b.x) / 2), (gint32) (((gint64) a.y + b.y) / 2) };
    }
  left = find_part (again->before, (WgPoint){ middle.x - (gint32) lround (dy * BESIDE),
                                              middle.y + (gint32) lround (dx * BESIDE) });
  right = find_part (again->before, (WgPoint){ middle.x + (gint32) lround (dy * BESIDE),
                                               middle.y - (gint32) lround (dx * BESIDE) });
  return left != G_MAXUINT32 && right != G_MAXUINT32 && again->is_open[left] && again->is_open[right];
}

static void
add_lines (WgSubdivideParent *result, const WgSubdivideParent *from, const Again *but)
{
  for (guint i = 0; i < from->lines->len; i++)
    {
      const GArray *line = g_ptr_array_index (from->lines, i);

      if (but != NULL && is_inside (but, line))
        continue;
      g_ptr_array_add (result->lines, g_array_copy ((GArray *) line));
      g_array_append_val (result->cuts, g_array_index (from->cuts, WgCellsCut, i));
    }
}

static void
add_place (Again *again, guint32 number, const WgSubdividePart *part)
{
  WgNumberPlace place = { .grid = number, .place = part->place, .extent = wg_shape_envelope (part->shape) };

  g_array_append_val (again->shapes, place);
}

/* Parts that stay, and those that were made, in the order that grids are to have. */
static void
order_parts (Again *again)
{
  guint n_before = again->before->parts->len, n_made = again->made->parts->len;

  again->shapes = g_array_new (FALSE, TRUE, sizeof (WgNumberPlace));
  again->order = g_new (guint32, n_before + n_made + 1);
  for (guint i = 0; i < n_before + n_made; i++)
    {
      again->order[i] = G_MAXUINT32;
      if (i >= n_before)
        add_place (again, i, get_part (again->made, i - n_before));
      else if (!again->is_open[i])
        add_place (again, i, get_part (again->before, i));
    }
  wg_number_sort (again->shapes, WG_NUMBER_BY_ROWS, (WgPoint){ 0, 0 });
  for (guint32 i = 0; i < again->shapes->len; i++)
    again->order[g_array_index (again->shapes, WgNumberPlace, i).grid] = i;
}

static guint32
find_new_cb (WgPoint inside, gpointer user_data)
{
  const Again *again = user_data;
  guint32 part = find_part (again->before, inside);

  if (part != G_MAXUINT32 && !again->is_open[part])
    return again->order[part];
  part = find_part (again->made, inside);
  return part != G_MAXUINT32 ? again->order[again->before->parts->len + part] : G_MAXUINT32;
}

static void
put_together (Again *again)
{
  WgSubdivideJob *job = again->job;
  WgSubdivideParent *result = job->result;
  g_autofree guint32 *part_of = g_new (guint32, job->buildings->len + 1);
  WgCellsInput input = { .buildings = (const WgCellsBuilding *) (gconstpointer) job->buildings->data,
                         .n_buildings = job->buildings->len };
  WgCellsPlaces places = { 0, input.buildings, input.n_buildings, part_of };
  g_autoptr (GArray) shapes = NULL;

  result->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  result->cuts = g_array_new (FALSE, FALSE, sizeof (WgCellsCut));
  add_lines (result, again->before, again);
  add_lines (result, again->made, NULL);
  order_parts (again);
  places.n_parts = again->shapes->len;
  shapes = wg_cells_cut_land (job->land, result->lines, find_new_cb, again, &places, &job->error);
  if (shapes == NULL)
    return;
  result->compounds = g_array_ref (again->before->compounds);
  result->n_centres = again->before->n_centres;
  memcpy (result->barrier_m, again->before->barrier_m, sizeof result->barrier_m);
  result->crossed_empty_m = again->before->crossed_empty_m;
  result->reads_gaps = again->before->reads_gaps;
  wg_subdivide_count_parts (job, shapes, part_of);
  result->n_cut = wg_cells_count_cut (&input, result->lines);
  for (guint i = 0; i < again->made->troubles->len; i++)
    {
      WgSubdivideTrouble trouble = g_array_index (again->made->troubles, WgSubdivideTrouble, i);

      if (trouble.part >= 0)
        trouble.part = (gint32) again->order[again->before->parts->len + (guint) trouble.part];
      g_array_append_val (result->troubles, trouble);
    }
}

/* Everything as it was. */
static void
copy_before (Again *again)
{
  if (again->before->is_left)
    {
      again->job->result->is_left = TRUE;
      g_array_append_vals (again->job->result->troubles, again->before->troubles->data,
                           again->before->troubles->len);
      return;
    }
  for (guint i = 0; i < again->before->parts->len; i++)
    again->is_open[i] = FALSE;
  g_clear_pointer (&again->made, wg_subdivide_parent_free);
  again->made = wg_subdivide_parent_new (again->before->parent);
  again->made->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  again->made->cuts = g_array_new (FALSE, FALSE, sizeof (WgCellsCut));
  put_together (again);
}

void
wg_subdivide_run_again (WgSubdivideJob *job)
{
  Again again = { .job = job, .before = job->before };

  if (job->result->is_left || g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
    return;
  if (!choose_parts (&again))
    copy_before (&again);
  else if (join_land (&again) && divide_land (&again))
    {
      if (again.made->is_left)
        copy_before (&again);
      else
        put_together (&again);
    }
  g_free (again.is_open);
  g_free (again.order);
  g_clear_pointer (&again.land, wg_shape_free);
  g_clear_pointer (&again.made, wg_subdivide_parent_free);
  g_clear_pointer (&again.shapes, g_array_unref);
}
