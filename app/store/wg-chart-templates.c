/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart-templates"

#include "wg-chart-templates.h"

#include "wg-project-private.h"

void
wg_chart_template_record_free (WgChartTemplateRecord *record)
{
  if (record == NULL)
    return;
  g_free (record->name);
  g_free (record->options);
  g_free (record);
}

GPtrArray *
wg_project_list_chart_templates (WgProject *self, GError **error)
{
  g_autoptr (GPtrArray) records = NULL;
  sqlite3_stmt *row = NULL;
  int code = SQLITE_ROW;

  if (!wg_project_lock (self, error))
    return NULL;
  row = wg_connection_prepare (self->connection,
                               "SELECT name, options FROM chart_template ORDER BY name", error);
  if (row != NULL)
    {
      records = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_chart_template_record_free);
      while ((code = sqlite3_step (row)) == SQLITE_ROW)
        {
          WgChartTemplateRecord *record = g_new0 (WgChartTemplateRecord, 1);

          record->name = g_strdup ((const char *) sqlite3_column_text (row, 0));
          record->options = g_strdup ((const char *) sqlite3_column_text (row, 1));
          g_ptr_array_add (records, record);
        }
      sqlite3_reset (row);
      if (code != SQLITE_DONE)
        {
          wg_connection_fail (self->connection, code, "list chart templates", error);
          g_clear_pointer (&records, g_ptr_array_unref);
        }
    }
  wg_project_unlock (self);
  return g_steal_pointer (&records);
}

gboolean
wg_project_save_chart_template (WgProject *self, const char *name, const char *options,
                                GError **error)
{
  return wg_project_change_row (self, "INSERT OR REPLACE INTO chart_template (name, options) VALUES (?, ?)",
                                name, options, NULL, error);
}

gboolean
wg_project_remove_chart_template (WgProject *self, const char *name, gboolean *was_there_out,
                                  GError **error)
{
  return wg_project_change_row (self, "DELETE FROM chart_template WHERE name = ?", name, NULL, was_there_out,
                                error);
}
