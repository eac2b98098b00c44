/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-touched.h"

#include "../geometry/wg-coverage-shape.h"

typedef struct
{
  WgCheckTouched *touched;
  WgPlan *plan;
  const WgCoverage *coverage;
  GHashTable *owners_before; /* face -> owner, of faces whose owner is another now */
  GHashTable *owners_after;
} Walk;

static void
add_face (WgCheckTouched *touched, WgFaceId face)
{
  if (face != WG_FACE_OUTSIDE)
    g_hash_table_add (touched->faces, GUINT_TO_POINTER (face));
}

static void
add_grid (WgCheckTouched *touched, guint32 grid)
{
  if (grid != 0)
    g_hash_table_add (touched->grids, GUINT_TO_POINTER (grid));
}

/** The grids of every level that part @left from @right. */
static void
add_parted (Walk *walk, guint32 left, guint32 right)
{
  for (guint depth = 1; depth <= WG_MAX_DEPTH; depth++)
    {
      guint32 a = wg_plan_get_ancestor (walk->plan, left, depth);
      guint32 b = wg_plan_get_ancestor (walk->plan, right, depth);

      if (a == b)
        continue;
      add_grid (walk->touched, a);
      add_grid (walk->touched, b);
    }
  add_grid (walk->touched, left);
  add_grid (walk->touched, right);
}

static void
add_border (WgCheckTouched *touched, WgArcId id, const WgLine *line)
{
  g_hash_table_add (touched->borders, GUINT_TO_POINTER (id));
  g_array_append_val (touched->boxes, line->envelope);
}

static guint32
owner_of (Walk *walk, GHashTable *owners, WgFaceId face)
{
  gpointer owner = NULL;

  if (g_hash_table_lookup_extended (owners, GUINT_TO_POINTER (face), NULL, &owner))
    return GPOINTER_TO_UINT (owner);
  return wg_coverage_owner (walk->coverage, face);
}

static void
add_arc (Walk *walk, WgArcId id, const WgArc *arc, GHashTable *owners)
{
  if (arc->line == NULL)
    return;
  add_border (walk->touched, id, arc->line);
  add_face (walk->touched, arc->left);
  add_face (walk->touched, arc->right);
  add_parted (walk, owner_of (walk, owners, arc->left), owner_of (walk, owners, arc->right));
}

/** Those around see another neighbour. */
static void
add_around (Walk *walk, WgFaceId face)
{
  g_autoptr (GArray) half_edges = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));
  guint32 before = owner_of (walk, walk->owners_before, face);
  guint32 after = owner_of (walk, walk->owners_after, face);

  if (!wg_coverage_has_face (walk->coverage, face))
    return;
  wg_coverage_face_edges (walk->coverage, face, half_edges);
  for (guint i = 0; i < half_edges->len; i++)
    {
      WgHalfEdge twin = WG_HALF_EDGE_TWIN (g_array_index (half_edges, WgHalfEdge, i));
      WgFaceId beyond = wg_coverage_left_face (walk->coverage, twin);
      WgArcId arc = WG_HALF_EDGE_ARC (twin);

      if (before != after)
        add_border (walk->touched, arc, wg_coverage_arc (walk->coverage, arc)->line);
      add_face (walk->touched, beyond);
      add_parted (walk, before, owner_of (walk, walk->owners_before, beyond));
      add_parted (walk, after, owner_of (walk, walk->owners_after, beyond));
    }
}

static void
add_coverage (Walk *walk, const WgCoverageChange *change)
{
  for (guint i = 0; i < change->faces->len; i++)
    {
      const WgFaceChange *face = &g_array_index (change->faces, WgFaceChange, i);

      g_hash_table_insert (walk->owners_before, GUINT_TO_POINTER (face->id),
                           GUINT_TO_POINTER (face->had ? face->owner_before : 0));
      g_hash_table_insert (walk->owners_after, GUINT_TO_POINTER (face->id),
                           GUINT_TO_POINTER (face->has ? face->owner_after : 0));
    }
  /* Buildings may have come to lie outside. */
  g_hash_table_add (walk->touched->faces, GUINT_TO_POINTER (WG_FACE_OUTSIDE));
  for (guint i = 0; i < change->faces->len; i++)
    {
      const WgFaceChange *face = &g_array_index (change->faces, WgFaceChange, i);

      add_face (walk->touched, face->id);
      add_parted (walk, face->had ? face->owner_before : 0, face->has ? face->owner_after : 0);
      add_around (walk, face->id);
    }
  for (guint i = 0; i < change->arcs->len; i++)
    {
      const WgArcChange *arc = &g_array_index (change->arcs, WgArcChange, i);

      add_arc (walk, arc->id, &arc->before, walk->owners_before);
      add_arc (walk, arc->id, &arc->after, walk->owners_after);
    }
}

/** A parent that gets its first, or loses its last grid: is its own land undivided? */
static void
add_own_land (Walk *walk, const WgGrid *grid)
{
  const GArray *faces = NULL;

  if (grid == NULL || grid->parent == 0)
    return;
  faces = wg_plan_get_own_faces (walk->plan, grid->parent);
  for (guint i = 0; i < faces->len; i++)
    add_face (walk->touched, g_array_index (faces, WgFaceId, i));
}

/** The grid went to another parent with all its land. */
static void
add_moved (Walk *walk, const WgGrid *before, const WgGrid *after)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));

  wg_plan_collect_faces (walk->plan, after->id, faces);
  for (guint i = 0; i < faces->len; i++)
    {
      add_face (walk->touched, g_array_index (faces, WgFaceId, i));
      add_around (walk, g_array_index (faces, WgFaceId, i));
    }
  for (guint depth = 1; depth <= WG_MAX_DEPTH; depth++)
    {
      add_grid (walk->touched, wg_plan_get_ancestor (walk->plan, before->parent, depth));
      add_grid (walk->touched, wg_plan_get_ancestor (walk->plan, after->parent, depth));
    }
}

static void
add_record (Walk *walk, const WgGridChange *change)
{
  const WgGrid *before = change->before, *after = change->after;
  guint32 id = before != NULL ? before->id : after->id;
  const GArray *children = NULL;

  add_grid (walk->touched, id);
  if (before == NULL || after == NULL || before->parent != after->parent
      || before->is_retired != after->is_retired)
    {
      add_own_land (walk, before);
      add_own_land (walk, after);
    }
  if (before == NULL || after == NULL)
    return;
  if (before->parent != after->parent)
    add_moved (walk, before, after);
  if (g_str_equal (before->code, after->code))
    return;
  children = wg_plan_get_children (walk->plan, id);
  for (guint i = 0; i < children->len; i++)
    add_grid (walk->touched, g_array_index (children, guint32, i));
}

/* All grids that somebody has to do with. */
static void
add_person (Walk *walk, guint32 person)
{
  const WgPeople *people = wg_plan_get_people (walk->plan);
  guint n = 0;
  const guint32 *ids = wg_people_list_person (people, person, &n);

  for (guint i = 0; i < n; i++)
    add_grid (walk->touched, wg_people_get_assignment (people, ids[i])->grid);
}

/* Whom somebody covers for is covered otherwise now. */
static void
add_covered (Walk *walk, guint32 deputy)
{
  const WgPeople *people = wg_plan_get_people (walk->plan);

  for (guint32 id = 1; id < wg_people_limit (people, WG_STAFF_LEAVE); id++)
    {
      const WgLeave *leave = wg_people_get (people, WG_STAFF_LEAVE, id);

      if (leave != NULL && leave->deputy == deputy)
        add_person (walk, leave->person);
    }
}

static void
add_staff (Walk *walk, const WgStaffChange *change)
{
  const gpointer sides[] = { change->before, change->after };

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      const WgAssignment *post = sides[i];
      const WgLeave *leave = sides[i];

      if (sides[i] == NULL)
        continue;
      if (change->kind == WG_STAFF_ASSIGNMENT)
        {
          add_grid (walk->touched, post->grid);
          add_person (walk, post->person);
        }
      else if (change->kind == WG_STAFF_LEAVE || change->kind == WG_STAFF_PERSON)
        {
          guint32 person = change->kind == WG_STAFF_LEAVE ? leave->person : change->id;

          add_person (walk, person);
          add_covered (walk, person);
        }
    }
}

/* What one person has altogether is told at one of the grids: it counts on all of them. */
static void
add_colleagues (Walk *walk)
{
  const WgPeople *people = wg_plan_get_people (walk->plan);
  guint n_grids = 0;
  g_autofree gpointer *grids = g_hash_table_get_keys_as_array (walk->touched->grids, &n_grids);

  if (wg_people_count (people, WG_STAFF_ASSIGNMENT) == 0)
    return;
  for (guint i = 0; i < n_grids; i++)
    {
      guint n = 0;
      const guint32 *ids = wg_people_list_grid (people, GPOINTER_TO_UINT (grids[i]), &n);

      for (guint k = 0; k < n; k++)
        add_person (walk, wg_people_get_assignment (people, ids[k])->person);
    }
}

void
wg_check_touched_init (WgCheckTouched *touched)
{
  touched->faces = g_hash_table_new (NULL, NULL);
  touched->grids = g_hash_table_new (NULL, NULL);
  touched->borders = g_hash_table_new (NULL, NULL);
  touched->boxes = g_array_new (FALSE, FALSE, sizeof (WgEnvelope));
}

void
wg_check_touched_clear (WgCheckTouched *touched)
{
  g_clear_pointer (&touched->faces, g_hash_table_unref);
  g_clear_pointer (&touched->grids, g_hash_table_unref);
  g_clear_pointer (&touched->borders, g_hash_table_unref);
  g_clear_pointer (&touched->boxes, g_array_unref);
}

void
wg_check_touched_reset (WgCheckTouched *touched)
{
  g_hash_table_remove_all (touched->faces);
  g_hash_table_remove_all (touched->grids);
  g_hash_table_remove_all (touched->borders);
  g_array_set_size (touched->boxes, 0);
}

void
wg_check_touched_add (WgCheckTouched *touched, WgPlan *plan, const WgChange *change)
{
  g_autoptr (GHashTable) before = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) after = g_hash_table_new (NULL, NULL);
  Walk walk = { touched, plan, wg_plan_get_coverage (plan), before, after };

  if (change->coverage != NULL)
    add_coverage (&walk, change->coverage);
  for (guint i = 0; i < change->grids->len; i++)
    add_record (&walk, g_ptr_array_index (change->grids, i));
  for (guint i = 0; i < change->staff->len; i++)
    add_staff (&walk, &g_array_index (change->staff, WgStaffChange, i));
  add_colleagues (&walk);
}

void
wg_check_touched_add_namesakes (WgCheckTouched *touched, WgCheckNames *names, const WgGrid *grid)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  wg_check_names_same_code (names, grid, ids);
  wg_check_names_same_name (names, grid, ids);
  for (guint i = 0; i < ids->len; i++)
    add_grid (touched, g_array_index (ids, guint32, i));
}

void
wg_check_touched_rename (WgCheckTouched *touched, WgCheckNames *names, WgGrid *before, WgGrid *after)
{
  if (before != NULL)
    {
      wg_check_touched_add_namesakes (touched, names, before);
      wg_check_names_remove (names, before);
    }
  if (after != NULL)
    {
      wg_check_names_add (names, after);
      wg_check_touched_add_namesakes (touched, names, after);
    }
}
