/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-people-rows"

#include "wg-people-rows.h"

#include "../plan/wg-people-ids.h"
#include "../plan/wg-staff-fields.h"
#include "wg-project.h"
#include "wg-rows.h"

#include <string.h>

#define FIRST_FIELD 2 /* id and scheme come before */
#define MAX_FIELDS 16

/* What all schemes of a project share, and where its greatest id is kept. */
static const struct
{
  WgStaffKind kind;
  const char *key;
} lasting[] = { { WG_STAFF_PERSON, "last_person" }, { WG_STAFF_LEAVE, "last_leave" } };

static const WgStaffField *
field_at (const WgStaffTable *table, guint i)
{
  return &table->fields[i];
}

static gpointer
place_of (gpointer record, const WgStaffField *field)
{
  return G_STRUCT_MEMBER_P (record, field->offset);
}

/* The statement for an insert, update or delete of a table's row; ?1 is the id, ?2 the first field. */
static char *
make_sql (const WgStaffTable *table, gboolean had, gboolean has)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GString) values = g_string_new (NULL);

  if (had && !has)
    return g_strdup_printf ("DELETE FROM \"%s\" WHERE id = ?1", table->name);
  for (guint i = 0; i < table->n_fields; i++)
    {
      if (had)
        g_string_append_printf (sql, "%s%s = ?%u", i > 0 ? ", " : "", field_at (table, i)->column, i + 2);
      else
        {
          g_string_append_printf (sql, ", %s", field_at (table, i)->column);
          g_string_append_printf (values, ", ?%u", i + 2);
        }
    }
  if (had)
    return g_strdup_printf ("UPDATE \"%s\" SET %s WHERE id = ?1", table->name, sql->str);
  return g_strdup_printf ("INSERT INTO \"%s\" (id, scheme%s) VALUES (?1, 1%s)", table->name, sql->str,
                          values->str);
}

static void
bind_field (sqlite3_stmt *statement, int at, const WgStaffField *field, gconstpointer record)
{
  gconstpointer place = G_STRUCT_MEMBER_P ((gpointer) record, field->offset);
  GBytes *bytes = NULL;
  gsize size = 0;

  switch (field->type)
    {
    case WG_STAFF_NUMBER:
      sqlite3_bind_int64 (statement, at, *(const guint32 *) place);
      break;
    case WG_STAFF_DAY:
      if (*(const WgDay *) place == WG_DAY_NONE)
        sqlite3_bind_null (statement, at);
      else
        sqlite3_bind_text (statement, at, wg_day_to_text (*(const WgDay *) place), -1, g_free);
      break;
    case WG_STAFF_TEXT:
      sqlite3_bind_text (statement, at, *(const char *const *) place, -1, SQLITE_STATIC);
      break;
    case WG_STAFF_BYTES:
    default:
      bytes = *(GBytes *const *) place;
      if (bytes == NULL)
        sqlite3_bind_null (statement, at);
      else
        {
          gconstpointer data = g_bytes_get_data (bytes, &size);

          sqlite3_bind_blob64 (statement, at, data, size, SQLITE_STATIC);
        }
      break;
    }
}

static gboolean
write_row (WgConnection *connection, WgStaffKind kind, gconstpointer before, gconstpointer after,
           GError **error)
{
  const WgStaffTable *table = wg_staff_table (kind);
  g_autofree char *sql = make_sql (table, before != NULL, after != NULL);
  sqlite3_stmt *statement = wg_connection_prepare (connection, sql, error);
  int code = SQLITE_DONE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, *(const guint32 *) (after != NULL ? after : before));
  for (guint i = 0; after != NULL && i < table->n_fields; i++)
    bind_field (statement, (int) i + 2, field_at (table, i), after);
  code = sqlite3_step (statement);
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  if (code == SQLITE_DONE && sqlite3_changes (wg_connection_get_db (connection)) == 1)
    return TRUE;
  if (code != SQLITE_DONE && (code & 0xff) != SQLITE_CONSTRAINT)
    return wg_connection_fail (connection, code, sql, error);
  g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_CORRUPT, "%s: unexpected row: %s",
               wg_connection_get_path (connection), sql);
  return FALSE;
}

/* 0: none was kept. */
static guint32
read_last (WgConnection *connection, guint which)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT ifnull ((SELECT CAST (value AS INTEGER) FROM project WHERE key = '%s'), 0)", lasting[which].key);
  gint64 last = 0;

  wg_connection_get_int (connection, sql, &last, NULL);
  return (guint32) CLAMP (last, 0, G_MAXINT32 - 1);
}

/* A text is kept alive by @texts until the record is made. */
static gboolean
take_value (const WgStaffField *field, sqlite3_value *value, gpointer record, GPtrArray *texts)
{
  gpointer place = place_of (record, field);
  const char *text = NULL;

  if (field->type == WG_STAFF_NUMBER)
    {
      gint64 number = sqlite3_value_int64 (value);

      *(guint32 *) place = (guint32) number;
      return number >= 0 && number < G_MAXUINT32;
    }
  if (field->type == WG_STAFF_BYTES)
    {
      *(GBytes **) place = NULL;
      if (sqlite3_value_type (value) == SQLITE_NULL)
        return TRUE;
      *(GBytes **) place = g_bytes_new (sqlite3_value_blob (value), (gsize) sqlite3_value_bytes (value));
      g_ptr_array_add (texts, *(GBytes **) place);
      return TRUE;
    }
  text = (const char *) sqlite3_value_text (value);
  if (field->type == WG_STAFF_DAY)
    {
      *(WgDay *) place = wg_day_from_text (text);
      return text == NULL || *(WgDay *) place != WG_DAY_NONE;
    }
  *(const char **) place = text != NULL ? text : "";
  return g_utf8_validate (*(const char **) place, -1, NULL);
}

static gboolean
load_table (WgConnection *connection, WgStaffKind kind, WgPeople *people, GError **error)
{
  const WgStaffTable *table = wg_staff_table (kind);
  g_autoptr (GString) sql = g_string_new ("SELECT id, scheme");
  g_autofree guint8 *record = g_malloc0 (table->size);
  g_autoptr (GPtrArray) bytes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  sqlite3_stmt *row = NULL;
  gboolean is_good = TRUE;
  int code = SQLITE_DONE;

  for (guint i = 0; i < table->n_fields; i++)
    g_string_append_printf (sql, ", %s", field_at (table, i)->column);
  g_string_append_printf (sql, " FROM \"%s\" WHERE scheme = 1 ORDER BY id", table->name);
  row = wg_connection_prepare (connection, sql->str, error);
  if (row == NULL)
    return FALSE;
  while (is_good && (code = sqlite3_step (row)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (row, 0);

      is_good = id > 0 && id < G_MAXINT32;
      *(guint32 *) (gpointer) record = (guint32) id;
      for (guint i = 0; is_good && i < table->n_fields; i++)
        is_good = take_value (field_at (table, i), sqlite3_column_value (row, (int) i + FIRST_FIELD),
                              record, bytes);
      if (is_good)
        wg_people_put (people, kind, (guint32) id, wg_staff_new (kind, record));
      g_ptr_array_set_size (bytes, 0);
    }
  sqlite3_reset (row);
  if (!is_good)
    g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_CORRUPT, "%s: bad row in %s",
                 wg_connection_get_path (connection), table->name);
  else if (code != SQLITE_DONE)
    return wg_connection_fail (connection, code, sql->str, error);
  return is_good;
}

/* Do the records name one another, and grids that are there? */
static gboolean
fits (const WgPeople *people, WgPlan *plan)
{
  for (guint32 id = 1; id < wg_people_limit (people, WG_STAFF_ASSIGNMENT); id++)
    {
      const WgAssignment *assignment = wg_people_get_assignment (people, id);

      if (assignment != NULL
          && (wg_people_get_person (people, assignment->person) == NULL
              || wg_plan_get_grid (plan, assignment->grid) == NULL))
        return FALSE;
    }
  for (guint32 id = 1; id < wg_people_limit (people, WG_STAFF_LEAVE); id++)
    {
      const WgLeave *leave = wg_people_get (people, WG_STAFF_LEAVE, id);

      if (leave != NULL && wg_people_get_person (people, leave->person) == NULL)
        return FALSE;
    }
  return TRUE;
}

/* One side of a row of a changeset: what it leaves out is as @now has it. */
static gpointer
read_side (WgStaffKind kind, sqlite3_value **values, guint32 id, gconstpointer now)
{
  const WgStaffTable *table = wg_staff_table (kind);
  g_autofree guint8 *record = g_malloc0 (table->size);
  g_autoptr (GPtrArray) bytes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  if (now != NULL)
    memcpy (record, now, table->size);
  *(guint32 *) (gpointer) record = id;
  for (guint i = 0; i < table->n_fields; i++)
    if (values[i + FIRST_FIELD] != NULL)
      take_value (field_at (table, i), values[i + FIRST_FIELD], record, bytes);
  return wg_staff_new (kind, record);
}

/* Ids that were given are not given again, whatever scheme is opened and whatever is undone. */
static gboolean
keep_ids (WgConnection *connection, const WgChange *change, GError **error)
{
  for (guint k = 0; k < G_N_ELEMENTS (lasting); k++)
    {
      g_autofree char *text = NULL;
      guint32 last = 0;

      for (guint i = 0; i < change->staff->len; i++)
        {
          const WgStaffChange *row = &g_array_index (change->staff, WgStaffChange, i);

          if (row->kind == lasting[k].kind && row->before == NULL)
            last = MAX (last, row->id);
        }
      if (last == 0 || last < read_last (connection, k))
        continue;
      text = g_strdup_printf ("%u", last);
      if (!wg_rows_set_key (connection, lasting[k].key, text, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
wg_people_rows_write_change (WgConnection *connection, const WgChange *change, GError **error)
{
  for (guint i = 0; i < change->staff->len; i++)
    {
      const WgStaffChange *row = &g_array_index (change->staff, WgStaffChange, i);

      if (!write_row (connection, row->kind, row->before, row->after, error))
        return FALSE;
    }
  return keep_ids (connection, change, error);
}

gboolean
wg_people_rows_write_step (WgConnection *connection, const WgChange *change, gboolean backwards, GError **error)
{
  for (guint i = 0; i < change->staff->len; i++)
    {
      const WgStaffChange *row = &g_array_index (change->staff, WgStaffChange, i);

      if (!write_row (connection, row->kind, backwards ? row->after : row->before,
                      backwards ? row->before : row->after, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
wg_people_rows_write_all (WgConnection *connection, const WgPeople *people, GError **error)
{
  for (WgStaffKind kind = 0; kind < WG_STAFF_N_KINDS; kind++)
    for (guint32 id = 1; id < wg_people_limit (people, kind); id++)
      {
        gconstpointer record = wg_people_get (people, kind, id);

        if (record != NULL && !write_row (connection, kind, NULL, record, error))
          return FALSE;
      }
  return TRUE;
}

gboolean
wg_people_rows_clear (WgConnection *connection, GError **error)
{
  return wg_connection_run (connection,
                            "DELETE FROM person; DELETE FROM assignment; DELETE FROM leave;"
                            "DELETE FROM staff_rule",
                            error);
}

gboolean
wg_people_rows_load (WgConnection *connection, WgPlan *plan, GError **error)
{
  g_autoptr (WgPeople) people = wg_people_new ();

  for (WgStaffKind kind = 0; kind < WG_STAFF_N_KINDS; kind++)
    if (!load_table (connection, kind, people, error))
      return FALSE;
  if (!fits (people, plan))
    {
      g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_CORRUPT,
                   "%s: somebody has to do with a grid or person that is not there",
                   wg_connection_get_path (connection));
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (lasting); i++)
    wg_people_set_next_id (people, lasting[i].kind, read_last (connection, i) + 1);
  wg_plan_set_people (plan, people);
  return TRUE;
}

WgStaffKind
wg_people_rows_find_kind (const char *table)
{
  WgStaffKind kind = 0;

  while (kind < WG_STAFF_N_KINDS && strcmp (table, wg_staff_table (kind)->name) != 0)
    kind++;
  return kind;
}

static gboolean
field_is_same (const WgStaffField *field, gconstpointer a, gconstpointer b)
{
  gconstpointer x = G_STRUCT_MEMBER_P ((gpointer) a, field->offset);
  gconstpointer y = G_STRUCT_MEMBER_P ((gpointer) b, field->offset);
  GBytes *bytes[2] = { NULL, NULL };

  if (field->type == WG_STAFF_TEXT)
    return strcmp (*(const char *const *) x, *(const char *const *) y) == 0;
  if (field->type != WG_STAFF_BYTES)
    return *(const guint32 *) x == *(const guint32 *) y;
  bytes[0] = *(GBytes *const *) x;
  bytes[1] = *(GBytes *const *) y;
  return bytes[0] == bytes[1]
         || (bytes[0] != NULL && bytes[1] != NULL && g_bytes_equal (bytes[0], bytes[1]));
}

/* @now with those fields of @to that it still has as @from has them. (transfer full) */
static gpointer
merge (WgStaffKind kind, gconstpointer from, gconstpointer to, gconstpointer now)
{
  const WgStaffTable *table = wg_staff_table (kind);
  g_autofree guint8 *record = g_memdup2 (now, table->size);

  for (guint i = 0; i < table->n_fields; i++)
    {
      const WgStaffField *field = field_at (table, i);
      gsize size = field->type == WG_STAFF_TEXT || field->type == WG_STAFF_BYTES ? sizeof (gpointer)
                                                                                 : sizeof (guint32);

      if (field_is_same (field, from, now))
        memcpy (record + field->offset, (const guint8 *) to + field->offset, size);
    }
  return wg_staff_new (kind, record);
}

/* Who is in the people after @change. */
static gboolean
is_there (WgPlan *plan, GHashTable *come, GHashTable *go, guint32 person)
{
  if (g_hash_table_contains (go, GUINT_TO_POINTER (person)))
    return FALSE;
  return g_hash_table_contains (come, GUINT_TO_POINTER (person))
         || wg_people_get_person (wg_plan_get_people (plan), person) != NULL;
}

/* Is there a leave or assignment of @person that does not go with this change? */
static gboolean
is_needed (WgPlan *plan, GHashTable *gone, guint32 person)
{
  const WgPeople *people = wg_plan_get_people (plan);
  guint n_posts = 0, n_leaves = 0;
  const guint32 *posts = wg_people_list_person (people, person, &n_posts);
  const guint32 *leaves = wg_people_list_leaves (people, person, &n_leaves);

  for (guint i = 0; i < n_posts; i++)
    if (!g_hash_table_contains (gone, wg_people_get (people, WG_STAFF_ASSIGNMENT, posts[i])))
      return TRUE;
  for (guint i = 0; i < n_leaves; i++)
    if (!g_hash_table_contains (gone, wg_people_get (people, WG_STAFF_LEAVE, leaves[i])))
      return TRUE;
  return FALSE;
}

void
wg_people_rows_read_change (WgStaffKind kind, sqlite3_value **old, sqlite3_value **fresh, WgPlan *plan,
                            gboolean backwards, WgChange *change)
{
  guint32 id = (guint32) sqlite3_value_int64 (old != NULL ? old[0] : fresh[0]);
  gpointer now = (gpointer) wg_people_get (wg_plan_get_people (plan), kind, id);
  gpointer before = old != NULL ? read_side (kind, old, id, now) : NULL;
  gpointer after = fresh != NULL ? read_side (kind, fresh, id, now) : NULL;
  gpointer from = backwards ? after : before, to = backwards ? before : after;
  gpointer result = NULL;

  if (wg_staff_equal (kind, from, now))
    result = to != NULL ? wg_staff_ref (to) : NULL;
  else if (from == NULL || now == NULL)
    result = now != NULL ? wg_staff_ref (now) : NULL;
  else if (to != NULL)
    result = merge (kind, from, to, now);
  if (!wg_staff_equal (kind, result, now))
    wg_change_add_staff (change, kind, backwards ? result : now, backwards ? now : result);
  g_clear_pointer (&result, wg_staff_unref);
  g_clear_pointer (&before, wg_staff_unref);
  g_clear_pointer (&after, wg_staff_unref);
}

void
wg_people_rows_settle (WgPlan *plan, gboolean backwards, WgChange *change)
{
  g_autoptr (GHashTable) come = g_hash_table_new (NULL, NULL), go = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) gone = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < change->staff->len; i++)
    {
      const WgStaffChange *row = &g_array_index (change->staff, WgStaffChange, i);
      gpointer from = backwards ? row->after : row->before, to = backwards ? row->before : row->after;

      if (row->kind == WG_STAFF_PERSON && to != NULL)
        g_hash_table_add (come, GUINT_TO_POINTER (row->id));
      else if (row->kind != WG_STAFF_PERSON && to == NULL)
        g_hash_table_add (gone, from);
    }
  for (guint i = change->staff->len; i-- > 0;)
    {
      const WgStaffChange *row = &g_array_index (change->staff, WgStaffChange, i);

      if (row->kind != WG_STAFF_PERSON || (backwards ? row->before : row->after) != NULL)
        continue;
      if (is_needed (plan, gone, row->id))
        g_array_remove_index_fast (change->staff, i);
      else
        g_hash_table_add (go, GUINT_TO_POINTER (row->id));
    }
  for (guint i = change->staff->len; i-- > 0;)
    {
      const WgStaffChange *row = &g_array_index (change->staff, WgStaffChange, i);
      gpointer to = backwards ? row->before : row->after;

      if (to == NULL || (row->kind != WG_STAFF_ASSIGNMENT && row->kind != WG_STAFF_LEAVE))
        continue;
      if (!is_there (plan, come, go,
                     row->kind == WG_STAFF_LEAVE ? ((WgLeave *) to)->person : ((WgAssignment *) to)->person))
        g_array_remove_index_fast (change->staff, i);
    }
}
