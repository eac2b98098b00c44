/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-changeset"

#include "wg-changeset.h"

#include "wg-blob.h"
#include "wg-people-rows.h"
#include "wg-project.h"

#include <string.h>

struct _WgRecorder
{
  WgConnection *connection;
  sqlite3_session *session;
};

/* One row of a changeset. Values are NULL where the session left them out. */
typedef struct
{
  sqlite3_changeset_iter *iter;
  int operation;
} Row;

static const char *const truth_tables[] = { "node", "arc", "face", "grid", "level",
                                            "lineage", "building_split", "person", "assignment",
                                            "leave", "staff_rule", "acceptance" };

#define MAX_COLUMNS 32

/* Where the rows go, and what is there now. */
typedef struct
{
  WgPlan *plan;
  gboolean backwards;
  WgChange *change;
} Reading;

static sqlite3_value *
get_value (const Row *row, gboolean is_new, int column)
{
  sqlite3_value *value = NULL;

  if (is_new && row->operation != SQLITE_DELETE)
    sqlite3changeset_new (row->iter, column, &value);
  else if (!is_new && row->operation != SQLITE_INSERT)
    sqlite3changeset_old (row->iter, column, &value);
  return value;
}

static guint32
get_id (const Row *row)
{
  return (guint32) sqlite3_value_int64 (get_value (row, row->operation == SQLITE_INSERT, 0));
}

static guint32
get_uint (const Row *row, gboolean is_new, int column, guint32 otherwise)
{
  sqlite3_value *value = get_value (row, is_new, column);

  return value != NULL ? (guint32) sqlite3_value_int64 (value) : otherwise;
}

static gint32
get_int (const Row *row, gboolean is_new, int column, gint32 otherwise)
{
  sqlite3_value *value = get_value (row, is_new, column);

  return value != NULL ? sqlite3_value_int (value) : otherwise;
}

static const char *
get_text (const Row *row, gboolean is_new, int column, const char *otherwise)
{
  sqlite3_value *value = get_value (row, is_new, column);

  return value != NULL ? (const char *) sqlite3_value_text (value) : otherwise;
}

static gint32
get_count (const Row *row, gboolean is_new, int column)
{
  sqlite3_value *value = get_value (row, is_new, column);

  return value != NULL && sqlite3_value_type (value) != SQLITE_NULL ? sqlite3_value_int (value)
                                                                    : WG_COUNT_NOT_KNOWN;
}

static void
read_node (const Row *row, WgPlan *plan, WgChange *change)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  WgNodeChange node = { 0 };
  WgPoint now = { 0, 0 };

  node.id = get_id (row);
  node.had = row->operation != SQLITE_INSERT;
  node.has = row->operation != SQLITE_DELETE;
  if (wg_coverage_has_node (coverage, node.id))
    now = wg_coverage_node_point (coverage, node.id);
  if (node.had)
    node.before = (WgPoint){ get_int (row, FALSE, 2, now.x), get_int (row, FALSE, 3, now.y) };
  if (node.has)
    node.after = (WgPoint){ get_int (row, TRUE, 2, now.x), get_int (row, TRUE, 3, now.y) };
  g_array_append_val (change->coverage->nodes, node);
}

static WgArc
read_arc_side (const Row *row, gboolean is_new, const WgArc *now)
{
  static const WgArc nothing = { 0 };
  sqlite3_value *line = get_value (row, is_new, 6);
  WgArc arc = { 0 };

  if (now == NULL)
    now = &nothing;
  arc.start = get_uint (row, is_new, 2, now->start);
  arc.end = get_uint (row, is_new, 3, now->end);
  arc.left = get_uint (row, is_new, 4, now->left);
  arc.right = get_uint (row, is_new, 5, now->right);
  if (line != NULL)
    arc.line = wg_blob_read_points (sqlite3_value_blob (line), (gsize) sqlite3_value_bytes (line));
  else if (now->line != NULL)
    arc.line = wg_line_ref (now->line);
  return arc;
}

static void
read_arc (const Row *row, WgPlan *plan, WgChange *change)
{
  WgArcChange arc = { 0 };
  const WgArc *now = NULL;

  arc.id = get_id (row);
  now = wg_coverage_arc (wg_plan_get_coverage (plan), arc.id);
  if (row->operation != SQLITE_INSERT)
    arc.before = read_arc_side (row, FALSE, now);
  if (row->operation != SQLITE_DELETE)
    arc.after = read_arc_side (row, TRUE, now);
  g_array_append_val (change->coverage->arcs, arc);
}

static void
read_face (const Row *row, WgPlan *plan, WgChange *change)
{
  WgFaceChange face = { 0 };
  guint32 now = 0;

  face.id = get_id (row);
  face.had = row->operation != SQLITE_INSERT;
  face.has = row->operation != SQLITE_DELETE;
  now = wg_coverage_owner (wg_plan_get_coverage (plan), face.id);
  if (face.had)
    face.owner_before = get_uint (row, FALSE, 2, now);
  if (face.has)
    face.owner_after = get_uint (row, TRUE, 2, now);
  g_array_append_val (change->coverage->faces, face);
}

static WgGrid *
read_grid_side (const Row *row, gboolean is_new, guint32 id, const WgGrid *now)
{
  WgGridRecord record = { 0 };

  if (now != NULL)
    record = wg_grid_get_record (now);
  record.id = id;
  record.depth = get_uint (row, is_new, 2, record.depth);
  record.parent = get_uint (row, is_new, 3, record.parent);
  record.kind = (WgGridKind) get_uint (row, is_new, 4, record.kind);
  record.is_retired = get_uint (row, is_new, 5, record.is_retired) != 0;
  record.code = get_text (row, is_new, 6, record.code);
  record.name = get_text (row, is_new, 7, record.name);
  record.property_type = (WgPropertyType) get_uint (row, is_new, 8, record.property_type);
  record.mgmt_class = get_uint (row, is_new, 9, record.mgmt_class);
  record.is_locked = get_uint (row, is_new, 10, record.is_locked) != 0;
  record.note = get_text (row, is_new, 11, record.note);
  record.told.area_m2 = get_uint (row, is_new, 12, record.told.area_m2);
  record.told.households = (gint32) get_uint (row, is_new, 13, (guint32) record.told.households);
  record.told.people = (gint32) get_uint (row, is_new, 14, (guint32) record.told.people);
  return wg_grid_new_record (&record);
}

static void
read_grid (const Row *row, WgPlan *plan, WgChange *change)
{
  guint32 id = get_id (row);
  const WgGrid *now = wg_plan_get_grid (plan, id);
  g_autoptr (WgGrid) before = NULL;
  g_autoptr (WgGrid) after = NULL;

  if (row->operation != SQLITE_INSERT)
    before = read_grid_side (row, FALSE, id, now);
  if (row->operation != SQLITE_DELETE)
    after = read_grid_side (row, TRUE, id, now);
  wg_change_add_grid (change, before, after);
}

static WgLevelRule
read_level_side (const Row *row, gboolean is_new, const WgLevelRule *now)
{
  WgLevelRule rule = *now;
  WgSizeBand *const bands[] = { &rule.households, &rule.people, &rule.area };
  int column = 6;

  rule.is_pinned = get_uint (row, is_new, column++, rule.is_pinned) != 0;
  for (guint i = 0; i < G_N_ELEMENTS (bands); i++)
    {
      bands[i]->min = get_uint (row, is_new, column++, bands[i]->min);
      bands[i]->target = get_uint (row, is_new, column++, bands[i]->target);
      bands[i]->max = get_uint (row, is_new, column++, bands[i]->max);
    }
  return rule;
}

/* Levels come and go with the whole content only; an edit changes what is asked of them. */
static void
read_level (const Row *row, WgPlan *plan, WgChange *change)
{
  const WgLevel *level = wg_plan_get_level (plan, get_id (row));
  WgLevelRule before = { 0 }, after = { 0 };

  if (level == NULL || row->operation != SQLITE_UPDATE)
    return;
  before = read_level_side (row, FALSE, &level->rule);
  after = read_level_side (row, TRUE, &level->rule);
  wg_change_add_level (change, level->depth, &before, &after);
}

/* Shares only come and go, each as a row of its own. */
static void
read_share (const Row *row, WgChange *change)
{
  gboolean is_added = row->operation == SQLITE_INSERT;
  WgBuildingShare share = {
    .building = get_uint (row, is_added, 2, 0),
    .grid = get_uint (row, is_added, 3, 0),
    .units = get_text (row, is_added, 4, NULL),
    .floors = get_text (row, is_added, 5, NULL),
    .households = get_count (row, is_added, 6),
    .people = get_count (row, is_added, 7),
  };

  wg_change_add_share (change, &share, is_added);
}

static void
read_staff (const Row *row, const char *table, int n_columns, const Reading *reading)
{
  sqlite3_value *values[2][MAX_COLUMNS] = { { NULL } };

  for (int i = 0; i < MIN (n_columns, MAX_COLUMNS); i++)
    {
      values[0][i] = get_value (row, FALSE, i);
      values[1][i] = get_value (row, TRUE, i);
    }
  /* An update names its row on the old side only. */
  wg_people_rows_read_change (wg_people_rows_find_kind (table),
                              row->operation != SQLITE_INSERT ? values[0] : NULL,
                              row->operation != SQLITE_DELETE ? values[1] : NULL, reading->plan,
                              reading->backwards, reading->change);
}

static int
compare_staff (gconstpointer a, gconstpointer b)
{
  const WgStaffChange *one = a, *other = b;

  if (one->kind != other->kind)
    return one->kind < other->kind ? -1 : 1;
  return (one->id > other->id) - (one->id < other->id);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  guint32 id_a = *(const guint32 *) a, id_b = *(const guint32 *) b;

  return (id_a > id_b) - (id_a < id_b);
}

static int
compare_grids (gconstpointer a, gconstpointer b)
{
  const WgGridChange *grid_a = *(WgGridChange *const *) a, *grid_b = *(WgGridChange *const *) b;
  guint32 id_a = grid_a->before != NULL ? grid_a->before->id : grid_a->after->id;
  guint32 id_b = grid_b->before != NULL ? grid_b->before->id : grid_b->after->id;

  return (id_a > id_b) - (id_a < id_b);
}

/* A changeset lists rows as they lie in its hash table; a change has them by id. */
static void
sort_rows (WgChange *change)
{
  G_STATIC_ASSERT (G_STRUCT_OFFSET (WgNodeChange, id) == 0);
  G_STATIC_ASSERT (G_STRUCT_OFFSET (WgArcChange, id) == 0);
  G_STATIC_ASSERT (G_STRUCT_OFFSET (WgFaceChange, id) == 0);

  g_array_sort (change->coverage->nodes, compare_ids);
  g_array_sort (change->coverage->arcs, compare_ids);
  g_array_sort (change->coverage->faces, compare_ids);
  g_ptr_array_sort (change->grids, compare_grids);
  g_array_sort (change->staff, compare_staff);
}

/* Files of before acceptances were steps have had some come and go besides: what the step says holds. */
static int
refuse_conflict_cb (void *data, int kind, sqlite3_changeset_iter *iter)
{
  const char *table = NULL;
  int n_columns = 0, operation = 0;

  if (sqlite3changeset_op (iter, &table, &n_columns, &operation, NULL) != SQLITE_OK
      || strcmp (table, "acceptance") != 0 || kind == SQLITE_CHANGESET_CONSTRAINT)
    return SQLITE_CHANGESET_ABORT;
  return kind == SQLITE_CHANGESET_NOTFOUND ? SQLITE_CHANGESET_OMIT : SQLITE_CHANGESET_REPLACE;
}

/* Rows of shares have no lasting ids: they are written again by what they say. Those of people may have changed. */
static int
is_by_id_cb (void *data, const char *table)
{
  return strcmp (table, "building_split") != 0 && wg_people_rows_find_kind (table) == WG_STAFF_N_KINDS;
}

WgRecorder *
wg_recorder_new (WgConnection *connection, GError **error)
{
  g_autoptr (WgRecorder) self = g_new0 (WgRecorder, 1);
  int code = sqlite3session_create (wg_connection_get_db (connection), "main", &self->session);

  self->connection = connection;
  for (guint i = 0; code == SQLITE_OK && i < G_N_ELEMENTS (truth_tables); i++)
    code = sqlite3session_attach (self->session, truth_tables[i]);
  if (code == SQLITE_OK)
    return g_steal_pointer (&self);
  wg_connection_fail (connection, code, "record", error);
  return NULL;
}

void
wg_recorder_free (WgRecorder *self)
{
  if (self == NULL)
    return;
  if (self->session != NULL)
    sqlite3session_delete (self->session);
  g_free (self);
}

gboolean
wg_recorder_finish (WgRecorder *self, void **changeset_out, int *size_out, GError **error)
{
  int code = sqlite3session_changeset (self->session, size_out, changeset_out);

  return code == SQLITE_OK || wg_connection_fail (self->connection, code, "changeset", error);
}

gboolean
wg_changeset_apply (WgConnection *connection, const void *changeset, int size, gboolean backwards,
                    GError **error)
{
  void *inverse = NULL;
  int inverse_size = 0, code = SQLITE_OK;

  if (backwards)
    code = sqlite3changeset_invert (size, changeset, &inverse_size, &inverse);
  if (code == SQLITE_OK)
    code = sqlite3changeset_apply (wg_connection_get_db (connection),
                                   backwards ? inverse_size : size,
                                   backwards ? inverse : (void *) changeset, is_by_id_cb,
                                   refuse_conflict_cb, NULL);
  sqlite3_free (inverse);
  if (code == SQLITE_ABORT)
    {
      g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_CORRUPT,
                   "%s: the rows are not as the journal left them",
                   wg_connection_get_path (connection));
      return FALSE;
    }
  return code == SQLITE_OK || wg_connection_fail (connection, code, "apply changeset", error);
}

static gboolean
check_read (int code, GError **error)
{
  if (code != SQLITE_DONE)
    g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_CORRUPT, "a changeset cannot be read: %s",
                 sqlite3_errstr (code));
  return code == SQLITE_DONE;
}

gboolean
wg_changeset_read (const void *changeset, int size, WgPlan *plan, gboolean backwards, WgChange *change,
                   GError **error)
{
  const Reading reading = { plan, backwards, change };
  Row row = { 0 };
  int code = sqlite3changeset_start (&row.iter, size, (void *) changeset);

  if (change->coverage == NULL)
    change->coverage = wg_coverage_change_new ();
  while (code == SQLITE_OK && (code = sqlite3changeset_next (row.iter)) == SQLITE_ROW)
    {
      const char *table = NULL;
      int n_columns = 0;

      code = sqlite3changeset_op (row.iter, &table, &n_columns, &row.operation, NULL);
      if (code != SQLITE_OK)
        break;
      if (strcmp (table, "node") == 0)
        read_node (&row, plan, change);
      else if (strcmp (table, "arc") == 0)
        read_arc (&row, plan, change);
      else if (strcmp (table, "face") == 0)
        read_face (&row, plan, change);
      else if (strcmp (table, "grid") == 0)
        read_grid (&row, plan, change);
      else if (strcmp (table, "level") == 0)
        read_level (&row, plan, change);
      else if (strcmp (table, "acceptance") == 0)
        change->has_acceptances = TRUE;
      else if (strcmp (table, "building_split") == 0)
        read_share (&row, change);
      else if (wg_people_rows_find_kind (table) < WG_STAFF_N_KINDS)
        read_staff (&row, table, n_columns, &reading);
    }
  sqlite3changeset_finalize (row.iter);
  if (!check_read (code, error))
    return FALSE;
  wg_people_rows_settle (plan, backwards, change);
  sort_rows (change);
  if (wg_coverage_change_is_empty (change->coverage))
    g_clear_pointer (&change->coverage, wg_coverage_change_free);
  return TRUE;
}

gboolean
wg_changeset_read_codes (const void *changeset, int size, WgCodeFunc func, gpointer user_data, GError **error)
{
  Row row = { 0 };
  int code = sqlite3changeset_start (&row.iter, size, (void *) changeset);

  while (code == SQLITE_OK && (code = sqlite3changeset_next (row.iter)) == SQLITE_ROW)
    {
      const char *table = NULL;
      int n_columns = 0;

      code = sqlite3changeset_op (row.iter, &table, &n_columns, &row.operation, NULL);
      if (code == SQLITE_OK && strcmp (table, "grid") == 0)
        func (get_id (&row), get_text (&row, TRUE, 6, ""), user_data);
    }
  sqlite3changeset_finalize (row.iter);
  return check_read (code, error);
}
