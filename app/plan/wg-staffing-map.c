/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-staffing-map"

#include "wg-staffing-map.h"

/* Of more touched grids than one in so many all are asked again. */
#define MANY 8

#define FLAWS                                                                                      \
  (WG_STAFFING_DOUBLED | WG_STAFFING_OVER | WG_STAFFING_NO_PHONE | WG_STAFFING_UNCOVERED)

typedef struct
{
  WgStaffing own;      /* of the grid itself */
  guint32 filled;      /* with all below */
  guint32 needed;
  guint32 n_people;
  guint32 n_flawed;    /* grids with a flaw, itself included */
  guint8 depth;        /* 0: no such grid, or retired */
} Entry;

struct _WgStaffingMap
{
  WgPlan *plan; /* borrowed: the map lives no longer than what shows the plan */
  WgWhen when;
  GArray *entries; /* of Entry, by id */
};

static Entry *
get_entry (const WgStaffingMap *map, guint32 grid)
{
  return grid < map->entries->len ? &g_array_index (map->entries, Entry, grid) : NULL;
}

static void
ask (WgStaffingMap *map, guint32 id)
{
  const WgGrid *grid = wg_plan_get_grid (map->plan, id);
  Entry *entry = &g_array_index (map->entries, Entry, id);

  *entry = (Entry){ 0 };
  if (grid == NULL || grid->is_retired)
    return;
  entry->depth = (guint8) grid->depth;
  wg_staffing_get (map->plan, id, &map->when, &entry->own, NULL);
}

/* Sums from the deepest level up: a child's total is whole before its parent takes it. */
static void
add_up (WgStaffingMap *map)
{
  for (guint32 id = 1; id < map->entries->len; id++)
    {
      Entry *entry = &g_array_index (map->entries, Entry, id);

      entry->filled = entry->own.filled;
      entry->needed = entry->own.needed;
      entry->n_people = entry->own.n_people;
      entry->n_flawed = (entry->own.flags & FLAWS) != 0;
    }
  for (guint depth = wg_plan_get_n_levels (map->plan); depth > 1; depth--)
    for (guint32 id = 1; id < map->entries->len; id++)
      {
        const Entry *entry = &g_array_index (map->entries, Entry, id);
        Entry *parent = NULL;

        if (entry->depth != depth)
          continue;
        parent = get_entry (map, wg_plan_get_grid (map->plan, id)->parent);
        if (parent == NULL || parent->depth == 0 || parent->depth >= depth)
          continue;
        parent->filled += entry->filled;
        parent->needed += entry->needed;
        parent->n_people += entry->n_people;
        parent->n_flawed += entry->n_flawed;
      }
}

static void
ask_all (WgStaffingMap *map)
{
  g_array_set_size (map->entries, MAX (wg_plan_get_grid_limit (map->plan), 1));
  for (guint32 id = 1; id < map->entries->len; id++)
    ask (map, id);
  add_up (map);
}

static void
touch (GHashTable *touched, guint32 grid)
{
  if (grid != 0)
    g_hash_table_add (touched, GUINT_TO_POINTER (grid));
}

static void
touch_person (const WgStaffingMap *map, guint32 person, GHashTable *touched)
{
  const WgPeople *people = wg_plan_get_people (map->plan);
  guint n = 0;
  const guint32 *ids = wg_people_list_person (people, person, &n);

  for (guint i = 0; i < n; i++)
    touch (touched, wg_people_get_assignment (people, ids[i])->grid);
}

/* The grids whose staffing a record says something about. */
static void
touch_record (const WgStaffingMap *map, WgStaffKind kind, gconstpointer record, GHashTable *touched)
{
  if (record == NULL)
    return;
  if (kind == WG_STAFF_ASSIGNMENT)
    touch (touched, ((const WgAssignment *) record)->grid);
  else if (kind == WG_STAFF_PERSON)
    touch_person (map, ((const WgPerson *) record)->id, touched);
  else if (kind == WG_STAFF_LEAVE)
    touch_person (map, ((const WgLeave *) record)->person, touched);
}

/* FALSE: it says something about all. */
static gboolean
collect_touched (const WgStaffingMap *map, const WgChange *change, GHashTable *touched)
{
  for (guint i = 0; i < change->grids->len; i++)
    {
      const WgGridChange *grid = change->grids->pdata[i];

      touch (touched, grid->before != NULL ? grid->before->id : 0);
      touch (touched, grid->after != NULL ? grid->after->id : 0);
    }
  for (guint i = 0; i < change->staff->len; i++)
    {
      const WgStaffChange *staff = &g_array_index (change->staff, WgStaffChange, i);

      if (staff->kind == WG_STAFF_RULE)
        return FALSE;
      touch_record (map, staff->kind, staff->before, touched);
      touch_record (map, staff->kind, staff->after, touched);
    }
  return TRUE;
}

WgStaffingMap *
wg_staffing_map_new (WgPlan *plan, const WgWhen *when)
{
  WgStaffingMap *map = g_new0 (WgStaffingMap, 1);

  map->plan = plan;
  map->when = *when;
  map->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  ask_all (map);
  return map;
}

void
wg_staffing_map_free (WgStaffingMap *map)
{
  g_array_unref (map->entries);
  g_free (map);
}

void
wg_staffing_map_update (WgStaffingMap *map, const WgChange *change)
{
  g_autoptr (GHashTable) touched = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key;

  if (!collect_touched (map, change, touched)
      || g_hash_table_size (touched) > map->entries->len / MANY + 1)
    {
      ask_all (map);
      return;
    }
  if (g_hash_table_size (touched) == 0)
    return;
  g_array_set_size (map->entries,
                    MAX (map->entries->len, wg_plan_get_grid_limit (map->plan)));
  g_hash_table_iter_init (&iter, touched);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (GPOINTER_TO_UINT (key) < map->entries->len)
      ask (map, GPOINTER_TO_UINT (key));
  add_up (map);
}

WgStaffingClass
wg_staffing_map_get_class (const WgStaffingMap *map, guint32 grid)
{
  const Entry *entry = get_entry (map, grid);

  if (entry == NULL || entry->depth == 0 || entry->needed == 0)
    return WG_STAFFING_CLASS_NONE;
  if (entry->filled == 0 && entry->n_people == 0)
    return WG_STAFFING_CLASS_VACANT;
  if (entry->filled * 2 < entry->needed || (entry->own.flags & WG_STAFFING_NO_LEADER))
    return WG_STAFFING_CLASS_THIN;
  if (entry->filled < entry->needed)
    return WG_STAFFING_CLASS_SHORT;
  return entry->n_flawed > 0 ? WG_STAFFING_CLASS_FLAWED : WG_STAFFING_CLASS_FULL;
}

void
wg_staffing_map_get_sum (const WgStaffingMap *map, guint32 grid, WgStaffingSum *sum_out)
{
  const Entry *entry = get_entry (map, grid);

  *sum_out = (WgStaffingSum){ 0 };
  if (entry == NULL || entry->depth == 0)
    return;
  sum_out->filled = entry->filled;
  sum_out->needed = entry->needed;
  sum_out->flags = entry->own.flags;
  sum_out->has_flaw = entry->n_flawed > 0;
  if (entry->n_people > 0)
    sum_out->flags &= ~(WgStaffingFlags) WG_STAFFING_VACANT;
}

void
wg_staffing_map_count (const WgStaffingMap *map, guint depth,
                       guint counts_out[WG_STAFFING_N_CLASSES])
{
  for (guint i = 0; i < WG_STAFFING_N_CLASSES; i++)
    counts_out[i] = 0;
  for (guint32 id = 1; id < map->entries->len; id++)
    if (g_array_index (map->entries, Entry, id).depth == depth)
      counts_out[wg_staffing_map_get_class (map, id)]++;
}

GBytes *
wg_staffing_map_get_classes (const WgStaffingMap *map)
{
  guint8 *classes = g_malloc (map->entries->len);

  for (guint32 id = 0; id < map->entries->len; id++)
    classes[id] = (guint8) wg_staffing_map_get_class (map, id);
  return g_bytes_new_take (classes, map->entries->len);
}
