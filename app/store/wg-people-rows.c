/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-people-rows"

#include "wg-people-rows.h"

#include "../plan/wg-staff-fields.h"
#include "wg-project.h"

#include <string.h>

#define FIRST_FIELD 2 /* id and scheme come before */
#define MAX_FIELDS 16

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

gboolean
wg_people_rows_write_change (WgConnection *connection, const WgChange *change, GError **error)
{
  for (guint i = 0; i < change->staff->len; i++)
    {
      const WgStaffChange *row = &g_array_index (change->staff, WgStaffChange, i);

      if (!write_row (connection, row->kind, row->before, row->after, error))
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

void
wg_people_rows_read_change (WgStaffKind kind, sqlite3_value **old, sqlite3_value **fresh, WgPlan *plan,
                            WgChange *change)
{
  guint32 id = (guint32) sqlite3_value_int64 (old != NULL ? old[0] : fresh[0]);
  gconstpointer now = wg_people_get (wg_plan_get_people (plan), kind, id);
  gpointer before = old != NULL ? read_side (kind, old, id, now) : NULL;
  gpointer after = fresh != NULL ? read_side (kind, fresh, id, now) : NULL;

  wg_change_add_staff (change, kind, before, after);
  g_clear_pointer (&before, wg_staff_unref);
  g_clear_pointer (&after, wg_staff_unref);
}
