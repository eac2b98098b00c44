/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-incoming"

#include "wg-incoming.h"

static void
free_incoming_grid (gpointer data)
{
  WgIncomingGrid *grid = data;

  g_free (grid->code);
  g_free (grid->name);
  g_free (grid->parent_code);
  g_free (grid->parent_name);
  g_clear_pointer (&grid->shape, wg_shape_free);
  g_free (grid);
}

static void
free_rejected (gpointer data)
{
  WgRejectedRow *row = data;

  g_ptr_array_unref (row->columns);
  g_strfreev (row->values);
  g_free (row);
}

static void
clear_layer (gpointer data)
{
  WgIncomingLayer *layer = data;

  g_free (layer->name);
}

void
wg_row_problem_free (WgRowProblem *problem)
{
  if (problem == NULL)
    return;
  g_free (problem->field);
  g_free (problem->detail);
  g_free (problem->layer);
  g_free (problem);
}

WgRowProblem *
wg_row_problem_new (WgRowProblemKind kind, guint row, const char *field, const char *detail)
{
  WgRowProblem *problem = g_new0 (WgRowProblem, 1);

  problem->kind = kind;
  problem->row = row;
  problem->field = g_strdup (field);
  problem->detail = g_strdup (detail);
  return problem;
}

gboolean
wg_row_problem_is_rejection (WgRowProblemKind kind)
{
  return kind == WG_ROW_NO_GEOMETRY || kind == WG_ROW_NOT_POLYGON || kind == WG_ROW_OUT_OF_RANGE
         || kind == WG_ROW_UNREADABLE || kind == WG_ROW_NO_LAND || kind == WG_ROW_REPEATED;
}

/**
 * wg_incoming_new:
 * @source: file name for people
 * @frame: of the shapes
 *
 * Returns: (transfer full): no rows yet
 */
WgIncoming *
wg_incoming_new (const char *source, WgFrame *frame)
{
  WgIncoming *incoming = g_new0 (WgIncoming, 1);

  incoming->source = g_strdup (source);
  incoming->frame = frame != NULL ? wg_frame_ref (frame) : NULL;
  incoming->grids = g_ptr_array_new_with_free_func (free_incoming_grid);
  incoming->problems
    = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_row_problem_free);
  incoming->rejected = g_ptr_array_new_with_free_func (free_rejected);
  incoming->layers = g_array_new (FALSE, FALSE, sizeof (WgIncomingLayer));
  g_array_set_clear_func (incoming->layers, clear_layer);
  return incoming;
}

void
wg_incoming_free (WgIncoming *incoming)
{
  if (incoming == NULL)
    return;
  g_free (incoming->source);
  g_clear_pointer (&incoming->frame, wg_frame_unref);
  g_ptr_array_unref (incoming->grids);
  g_ptr_array_unref (incoming->problems);
  g_ptr_array_unref (incoming->rejected);
  g_array_unref (incoming->layers);
  g_free (incoming);
}

WgIncomingGrid *
wg_incoming_add_grid (WgIncoming *incoming, guint row, const char *code, const char *name,
                      WgShape *shape)
{
  WgIncomingGrid *grid = g_new0 (WgIncomingGrid, 1);

  grid->row = row;
  grid->code = g_strdup (code != NULL ? code : "");
  grid->name = g_strdup (name != NULL ? name : "");
  grid->shape = shape;
  grid->households = grid->people = -1;
  g_ptr_array_add (incoming->grids, grid);
  return grid;
}

void
wg_incoming_add_rejected (WgIncoming *incoming, guint row, GPtrArray *columns, char **values)
{
  WgRejectedRow *rejected = g_new0 (WgRejectedRow, 1);

  rejected->row = row;
  rejected->columns = g_ptr_array_ref (columns);
  rejected->values = values;
  g_ptr_array_add (incoming->rejected, rejected);
}

void
wg_incoming_begin_layer (WgIncoming *incoming, const char *name, guint first_row)
{
  WgIncomingLayer layer = { g_strdup (name), first_row };

  g_array_append_val (incoming->layers, layer);
}

void
wg_incoming_locate_problem (const WgIncoming *incoming, WgRowProblem *problem)
{
  for (guint i = incoming->layers->len; i-- > 0 && problem->row > 0 && problem->layer == NULL;)
    {
      const WgIncomingLayer *layer = &g_array_index (incoming->layers, WgIncomingLayer, i);

      if (problem->row <= layer->first_row)
        continue;
      problem->layer = g_strdup (layer->name);
      problem->row -= layer->first_row;
    }
}

WgRowProblem *
wg_incoming_add_problem (WgIncoming *incoming, WgRowProblemKind kind, guint row,
                         const char *field, const char *detail)
{
  WgRowProblem *problem = wg_row_problem_new (kind, row, field, detail);

  g_ptr_array_add (incoming->problems, problem);
  return problem;
}

WgGridTold
wg_incoming_grid_get_told (const WgIncomingGrid *grid)
{
  __int128 area2 = 0;

  if (grid->households < 0 && grid->people < 0)
    return (WgGridTold){ 0, -1, -1 };
  /* Rings of files run as they came. */
  for (guint i = 0; i < grid->shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (grid->shape, i);
      __int128 own2 = wg_ring_area2 (&WG_SHAPE_POINT (grid->shape, ring->first), ring->n_points);

      own2 = own2 < 0 ? -own2 : own2;
      area2 += ring->is_hole ? -own2 : own2;
    }
  return (WgGridTold){ (guint32) CLAMP ((double) area2 * 0.5e-6 + 0.5, 1.0, 4e9), grid->households,
                       grid->people };
}
