/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-editions"

#include "wg-editions.h"

#include "wg-past.h"
#include "wg-project-private.h"

/* Rows of the project's keys: "edition.SCHEME.NUMBER" -> "STEP TIME DAY". */
#define KEY "edition.%" G_GINT64_FORMAT ".%u"
#define DAY_LENGTH 10

void
wg_edition_record_free (WgEditionRecord *record)
{
  if (record == NULL)
    return;
  g_free (record->day);
  g_free (record);
}

/* NULL when the row is none that this program wrote. */
static WgEditionRecord *
read_edition (const char *number, const char *value)
{
  g_auto (GStrv) words = g_strsplit (value, " ", 3);
  WgEditionRecord *record = NULL;

  if (g_strv_length (words) != 3 || g_ascii_strtoull (number, NULL, 10) == 0)
    return NULL;
  record = g_new0 (WgEditionRecord, 1);
  record->number = (guint) g_ascii_strtoull (number, NULL, 10);
  record->step = g_ascii_strtoll (words[0], NULL, 10);
  record->time = g_ascii_strtoll (words[1], NULL, 10);
  record->day = g_strdup (words[2]);
  return record;
}

/* The oldest first; one number after another where they were issued in the same second. */
static int
compare_editions (gconstpointer a, gconstpointer b)
{
  const WgEditionRecord *first = *(WgEditionRecord *const *) a, *second = *(WgEditionRecord *const *) b;

  if (first->time != second->time)
    return first->time < second->time ? -1 : 1;
  return first->number < second->number ? -1 : first->number > second->number;
}

GPtrArray *
wg_project_list_editions (WgProject *self, GError **error)
{
  g_autoptr (GPtrArray) records = NULL;
  sqlite3_stmt *row = NULL;
  int code = SQLITE_ROW;

  if (!wg_project_lock (self, error))
    return NULL;
  row = wg_connection_prepare (self->connection,
                               "SELECT substr (key, length ('edition.' || ?1 || '.') + 1), value FROM project"
                               " WHERE key LIKE 'edition.' || ?1 || '.%'",
                               error);
  if (row != NULL)
    {
      records = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_edition_record_free);
      sqlite3_bind_int64 (row, 1, wg_connection_get_scheme (self->connection));
      while ((code = sqlite3_step (row)) == SQLITE_ROW)
        {
          WgEditionRecord *record = read_edition ((const char *) sqlite3_column_text (row, 0),
                                                  (const char *) sqlite3_column_text (row, 1));

          if (record != NULL)
            g_ptr_array_add (records, record);
        }
      sqlite3_reset (row);
      if (code != SQLITE_DONE)
        {
          wg_connection_fail (self->connection, code, "list editions", error);
          g_clear_pointer (&records, g_ptr_array_unref);
        }
      else
        g_ptr_array_sort (records, compare_editions);
    }
  wg_project_unlock (self);
  return g_steal_pointer (&records);
}

/* Of an edition of the open scheme. %NULL when the project is closed. */
static char *
make_key (WgProject *self, guint number, GError **error)
{
  char *key = NULL;

  if (!wg_project_lock (self, error))
    return NULL;
  key = g_strdup_printf (KEY, wg_connection_get_scheme (self->connection), number);
  wg_project_unlock (self);
  return key;
}

gboolean
wg_project_issue_edition (WgProject *self, guint number, const char *day, GError **error)
{
  g_autofree char *key = NULL, *value = NULL;
  gint64 step = 0;
  gboolean is_new = FALSE;

  g_return_val_if_fail (number > 0, FALSE);
  if (!wg_project_get_present (self, &step, error))
    return FALSE;
  value = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %.*s", step,
                           g_get_real_time () / G_USEC_PER_SEC, DAY_LENGTH, day != NULL ? day : "");
  key = make_key (self, number, error);
  if (key == NULL
      || !wg_project_change_row (self, "INSERT OR IGNORE INTO project (key, value) VALUES (?, ?)", key, value,
                                 &is_new, error))
    return FALSE;
  if (!is_new)
    g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_EXISTS, "edition %u", number);
  return is_new;
}

gboolean
wg_project_withdraw_edition (WgProject *self, guint number, gboolean *was_there_out, GError **error)
{
  g_autofree char *key = make_key (self, number, error);

  return key != NULL
         && wg_project_change_row (self, "DELETE FROM project WHERE key = ?", key, NULL, was_there_out, error);
}
