/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-scheme-origin"

#include "wg-scheme-origin.h"

#include "wg-project-private.h"
#include "wg-rows.h"

/* Rows of the project's keys: "origin.SCHEME" -> "FROM LIMIT". Those of removed schemes stay: copies of
 * them are still kin of what they were copied from. */
#define KEY "origin.%" G_GINT64_FORMAT

/* A scheme that another one comes from, with the least limit on the way to it. */
typedef struct
{
  gint64 id;
  guint32 limit;
} Forebear;

gboolean
wg_scheme_origin_write (WgConnection *connection, gint64 id, gint64 from, guint32 limit, GError **error)
{
  g_autofree char *key = g_strdup_printf (KEY, id);
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT " %u", from, limit);

  return wg_rows_set_key (connection, key, value, error);
}

/* The scheme itself first. %NULL on error. */
static GArray *
list_forebears (WgConnection *connection, gint64 id, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Forebear));
  Forebear at = { id, G_MAXUINT32 };

  while (TRUE)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT value FROM project WHERE key = '" KEY "'", at.id);
      g_autoptr (GError) problem = NULL;
      g_autofree char *value = wg_connection_get_text (connection, sql, &problem);
      g_auto (GStrv) words = NULL;
      gint64 from = 0;

      g_array_append_val (list, at);
      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
      words = g_strsplit (value != NULL ? value : "", " ", 2);
      from = g_strv_length (words) == 2 ? g_ascii_strtoll (words[0], NULL, 10) : 0;
      /* A copy has a greater number than what it was copied from. */
      if (from <= 0 || from >= at.id)
        return g_steal_pointer (&list);
      at.id = from;
      at.limit = MIN (at.limit, (guint32) g_ascii_strtoull (words[1], NULL, 10));
    }
}

gboolean
wg_project_find_shared_limit (WgProject *self, gint64 first, gint64 second, guint32 *limit_out, GError **error)
{
  g_autoptr (GArray) firsts = NULL, seconds = NULL;

  *limit_out = G_MAXUINT32;
  if (!wg_project_lock (self, error))
    return FALSE;
  firsts = list_forebears (self->connection, first, error);
  seconds = firsts != NULL ? list_forebears (self->connection, second, error) : NULL;
  wg_project_unlock (self);
  if (seconds == NULL)
    return FALSE;
  for (guint i = 0; i < firsts->len; i++)
    for (guint j = 0; j < seconds->len; j++)
      {
        const Forebear *a = &g_array_index (firsts, Forebear, i), *b = &g_array_index (seconds, Forebear, j);

        if (a->id != b->id)
          continue;
        *limit_out = MIN (a->limit, b->limit);
        return TRUE;
      }
  return TRUE;
}
