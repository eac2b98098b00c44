/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-scheme-origin"

#include "wg-scheme-origin.h"

#include "wg-project-private.h"
#include "wg-rows.h"
#include "wg-scheme-codes.h"

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

/* The two up to the scheme that both come from, which is the last in both lists; FALSE without error when there is
 * none. */
static gboolean
list_ways (WgConnection *connection, gint64 first, gint64 second, GArray *ways[2], GError **error)
{
  g_autoptr (GArray) firsts = list_forebears (connection, first, error);
  g_autoptr (GArray) seconds = firsts != NULL ? list_forebears (connection, second, error) : NULL;

  for (guint i = 0; seconds != NULL && i < firsts->len; i++)
    for (guint j = 0; j < seconds->len; j++)
      {
        if (g_array_index (firsts, Forebear, i).id != g_array_index (seconds, Forebear, j).id)
          continue;
        ways[0] = g_array_set_size (g_steal_pointer (&firsts), i + 1);
        ways[1] = g_array_set_size (g_steal_pointer (&seconds), j + 1);
        return TRUE;
      }
  return FALSE;
}

gboolean
wg_scheme_origin_find_limit (WgConnection *connection, gint64 first, gint64 second, guint32 *limit_out,
                             GError **error)
{
  GArray *ways[2] = { NULL, NULL };
  GError *local_error = NULL;

  *limit_out = G_MAXUINT32;
  if (list_ways (connection, first, second, ways, &local_error))
    for (guint i = 0; i < 2; i++)
      {
        *limit_out = MIN (*limit_out, g_array_index (ways[i], Forebear, ways[i]->len - 1).limit);
        g_array_unref (ways[i]);
      }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/* Takes out of @known what copy @id did not have; %NULL: nothing was asked yet. FALSE when it is not told. */
static gboolean
narrow (WgConnection *connection, gint64 id, GHashTable **known, GError **error)
{
  g_autoptr (GHashTable) codes = wg_scheme_codes_read_copy (connection, id, error);
  GHashTableIter iter;
  gpointer code = NULL;

  if (codes == NULL)
    return FALSE;
  if (*known == NULL)
    {
      *known = g_steal_pointer (&codes);
      return TRUE;
    }
  g_hash_table_iter_init (&iter, *known);
  while (g_hash_table_iter_next (&iter, &code, NULL))
    if (!g_hash_table_contains (codes, code))
      g_hash_table_iter_remove (&iter);
  return TRUE;
}

GHashTable *
wg_scheme_origin_find_codes (WgConnection *connection, gint64 first, gint64 second, GError **error)
{
  g_autoptr (GHashTable) known = NULL;
  GArray *ways[2] = { NULL, NULL };
  gboolean is_told = list_ways (connection, first, second, ways, error);

  for (guint i = 0; i < 2 && ways[i] != NULL; i++)
    {
      for (guint j = 0; is_told && j + 1 < ways[i]->len; j++)
        is_told = narrow (connection, g_array_index (ways[i], Forebear, j).id, &known, error);
      g_array_unref (ways[i]);
    }
  return is_told ? g_steal_pointer (&known) : NULL;
}

gboolean
wg_project_find_shared_limit (WgProject *self, gint64 first, gint64 second, guint32 *limit_out, GError **error)
{
  gboolean is_ok = FALSE;

  *limit_out = G_MAXUINT32;
  if (!wg_project_lock (self, error))
    return FALSE;
  is_ok = wg_scheme_origin_find_limit (self->connection, first, second, limit_out, error);
  wg_project_unlock (self);
  return is_ok;
}
