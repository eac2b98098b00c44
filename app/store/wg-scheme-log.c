/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-scheme-log"

#include "wg-scheme-log.h"

#include "wg-project-private.h"
#include "wg-rows.h"

#include <string.h>

/* Rows of the project's keys: a line for each event, "KIND\tTIME\tDAY\tUSER\tOTHER". */
#define KEY "scheme-log.%" G_GINT64_FORMAT
#define N_FIELDS 5

static const char *const kind_words[] = {
  [WG_SCHEME_ADOPTED] = "adopted",
  [WG_SCHEME_DAY_CHANGED] = "day-changed",
  [WG_SCHEME_REPLACED] = "replaced",
};

void
wg_scheme_event_free (WgSchemeEvent *event)
{
  g_free (event->day);
  g_free (event->user);
  g_free (event->other);
  g_free (event);
}

const char *
wg_scheme_event_kind_word (WgSchemeEventKind kind)
{
  return kind_words[kind];
}

/* %NULL: it is none. */
static WgSchemeEvent *
parse_event (const char *line)
{
  g_auto (GStrv) fields = g_strsplit (line, "\t", N_FIELDS);

  for (guint kind = 0; g_strv_length (fields) == N_FIELDS && kind < G_N_ELEMENTS (kind_words); kind++)
    {
      WgSchemeEvent *event = NULL;

      if (!g_str_equal (fields[0], kind_words[kind]))
        continue;
      event = g_new0 (WgSchemeEvent, 1);
      event->kind = (WgSchemeEventKind) kind;
      event->time = g_ascii_strtoll (fields[1], NULL, 10);
      event->day = g_strdup (fields[2]);
      event->user = g_strdup (fields[3]);
      event->other = g_strdup (fields[4]);
      return event;
    }
  return NULL;
}

/* (nullable) (transfer full): the lines of a scheme. */
static char *
read_lines (WgConnection *connection, gint64 id, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT value FROM project WHERE key = '" KEY "'", id);

  return wg_connection_get_text (connection, sql, error);
}

static gboolean
add_line (WgConnection *connection, gint64 id, WgSchemeEventKind kind, const char *day, const char *other,
          GError **error)
{
  g_autofree char *user = g_strdelimit (g_utf8_make_valid (g_get_user_name (), -1), "\t\r\n", ' ');
  g_autofree char *name = g_strdelimit (g_strdup (other), "\t\r\n", ' ');
  g_autofree char *key = g_strdup_printf (KEY, id);
  g_autofree char *lines = NULL, *value = NULL;
  g_autoptr (GError) local_error = NULL;

  lines = read_lines (connection, id, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  value = g_strdup_printf ("%s%s\t%" G_GINT64_FORMAT "\t%s\t%s\t%s\n", lines != NULL ? lines : "", kind_words[kind],
                           g_get_real_time () / G_USEC_PER_SEC, day, user, name);
  return wg_rows_set_key (connection, key, value, error);
}

/* (transfer full): "" when there is no such scheme. */
static char *
read_name (WgConnection *connection, gint64 id, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT name FROM scheme WHERE id = %" G_GINT64_FORMAT, id);
  char *name = wg_connection_get_text (connection, sql, error);

  return name != NULL ? name : g_strdup ("");
}

static GPtrArray *
list_events (WgConnection *connection, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_scheme_event_free);
  GError *local_error = NULL;
  g_autofree char *value = read_lines (connection, id, &local_error);
  g_auto (GStrv) lines = NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  lines = g_strsplit (value != NULL ? value : "", "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      WgSchemeEvent *event = parse_event (lines[i]);

      if (event != NULL)
        g_ptr_array_add (events, event);
    }
  return g_steal_pointer (&events);
}

GPtrArray *
wg_project_list_scheme_events (WgProject *self, gint64 id, GError **error)
{
  GPtrArray *events = NULL;

  if (!wg_project_lock (self, error))
    return NULL;
  events = list_events (self->connection, id, error);
  wg_project_unlock (self);
  return events;
}

/* The last thing that happened to a scheme was that another one took its place. (transfer full) (nullable) */
static WgSchemeEvent *
find_end (WgConnection *connection, gint64 id)
{
  g_autoptr (GPtrArray) events = list_events (connection, id, NULL);
  const WgSchemeEvent *last = events != NULL && events->len > 0 ? g_ptr_array_index (events, events->len - 1) : NULL;

  if (last == NULL || last->kind != WG_SCHEME_REPLACED)
    return NULL;
  return g_ptr_array_steal_index (events, events->len - 1);
}

/* The day of the one in force may have been changed since it took the place of another. */
void
wg_scheme_log_find_ends (WgConnection *connection, const GPtrArray *schemes)
{
  const WgScheme *present = NULL;

  for (guint i = 0; i < schemes->len; i++)
    if (((WgScheme *) g_ptr_array_index (schemes, i))->kind == WG_SCHEME_IN_FORCE)
      present = g_ptr_array_index (schemes, i);
  for (guint i = 0; i < schemes->len; i++)
    {
      WgScheme *scheme = g_ptr_array_index (schemes, i);
      g_autoptr (WgSchemeEvent) end = scheme->kind == WG_SCHEME_PAST ? find_end (connection, scheme->id) : NULL;
      gboolean is_by_present = end != NULL && present != NULL && present->adopted != NULL
                               && strcmp (end->other, present->name) == 0;

      if (end != NULL)
        scheme->until = g_strdup (is_by_present ? present->adopted : end->day);
    }
}

gboolean
wg_scheme_log_adoption (WgConnection *connection, gint64 id, const char *day, GError **error)
{
  GError *local_error = NULL;
  g_autofree char *own = read_name (connection, id, &local_error), *other = NULL;
  gint64 former = 0;

  if (local_error == NULL)
    wg_connection_get_int (connection, "SELECT max (id) FROM scheme WHERE kind = 'current'", &former, &local_error);
  if (local_error == NULL && former == id)
    return add_line (connection, id, WG_SCHEME_DAY_CHANGED, day, "", error);
  if (local_error == NULL)
    other = read_name (connection, former, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  return add_line (connection, id, WG_SCHEME_ADOPTED, day, other, error)
         && (former == 0 || add_line (connection, former, WG_SCHEME_REPLACED, day, own, error));
}

gboolean
wg_scheme_log_drop (WgConnection *connection, gint64 id, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM project WHERE key = '" KEY "'", id);

  return wg_connection_run (connection, sql, error);
}
