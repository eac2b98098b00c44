/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-roster-commit"

#include "wg-roster-private.h"

#include "wg-commands.h"
#include "wg-people-make.h"

#include <string.h>

#define ITEMS_PER_LOOK 1024

/* What a worker commits. */
typedef struct
{
  WgRoster *roster;
  WgProgress progress;
  gboolean has_progress;
} Work;

/* What the commit works with. */
typedef struct
{
  const WgRoster *self;
  WgPeopleEdit *edit;
  guint32 *new_ids;   /* by number of the new person */
  GHashTable *held;   /* assignments that stay or come: ids */
} Commit;

static guint32
put_person (Commit *commit, const WgRosterItem *item)
{
  guint32 id = item->person != 0 ? item->person : commit->new_ids[item->new_person];
  const WgPerson *known = wg_people_get_person (wg_people_edit_get_people (commit->edit), id);
  WgPerson values = { .is_active = TRUE };

  if (known != NULL)
    values = *known;
  values.is_active = TRUE;
  values.name = item->name;
  if (item->phone[0] != '\0')
    values.phone = item->phone;
  if (item->employer[0] != '\0')
    values.employer = item->employer;
  if (item->note[0] != '\0')
    values.note = item->note;
  if (item->post_type != 0)
    values.post_type = item->post_type;
  id = wg_people_edit_put (commit->edit, WG_STAFF_PERSON, &values);
  if (item->person == 0)
    commit->new_ids[item->new_person] = id;
  return id;
}

static void
put_assignment (Commit *commit, const WgRosterItem *item, guint32 person)
{
  const WgRoster *self = commit->self;
  const WgAssignment *known = wg_people_get_assignment (self->people, item->assignment);
  WgAssignment values = { .person = person, .grid = item->grid, .role = item->role, .mode = self->options.mode,
                          .from = self->options.day, .title = item->title };

  if (known != NULL)
    values = *known;
  if (item->from != WG_DAY_NONE)
    values.from = item->from;
  if (item->to != WG_DAY_NONE)
    values.to = item->to;
  if (values.from != WG_DAY_NONE && values.to != WG_DAY_NONE && values.to < values.from)
    values.from = WG_DAY_NONE;
  if (item->part[0] != '\0')
    values.part = item->part;
  g_hash_table_add (commit->held,
                    GUINT_TO_POINTER (wg_people_edit_put (commit->edit, WG_STAFF_ASSIGNMENT, &values)));
}

static gboolean
brings_person (const WgRosterItem *item)
{
  return item->state != WG_ROSTER_REJECTED && !(item->reasons & WG_ROSTER_PERSON_AMBIGUOUS);
}

static gboolean
brings_assignment (const WgRosterItem *item)
{
  return item->grid != 0
         && (item->state == WG_ROSTER_NEW || item->state == WG_ROSTER_CHANGED || item->state == WG_ROSTER_SAME);
}

/* Ends what others have in the roles and grids of the roster. Returns how many. */
static guint
end_others (Commit *commit)
{
  const WgRoster *self = commit->self;
  guint n_ended = 0;

  for (guint i = 0; self->options.replaces && self->options.day != WG_DAY_NONE && i < self->items->len; i++)
    {
      const WgRosterItem *item = wg_roster_get (self, i);
      guint n = 0;
      const guint32 *ids = wg_people_list_grid (self->people, item->grid, &n);

      for (guint k = 0; brings_assignment (item) && wg_roster_is_taken (self, i) && k < n; k++)
        {
          const WgAssignment *post = wg_people_get_assignment (self->people, ids[k]);
          WgAssignment values = *post;

          if (post->mode != self->options.mode || post->deputy_of != 0
              || !wg_assignment_has_role (post, item->role, item->title)
              || !wg_day_is_within (self->options.day, post->from, post->to)
              || !g_hash_table_add (commit->held, GUINT_TO_POINTER (post->id)))
            continue;
          n_ended++;
          values.to = self->options.day - 1;
          if (post->from != WG_DAY_NONE && post->from > values.to)
            wg_people_edit_remove (commit->edit, WG_STAFF_ASSIGNMENT, post->id);
          else
            wg_people_edit_put (commit->edit, WG_STAFF_ASSIGNMENT, &values);
        }
    }
  return n_ended;
}

void
wg_roster_get_sums (const WgRoster *self, guint sums_out[4])
{
  g_autoptr (GHashTable) fresh = g_hash_table_new (NULL, NULL), changed = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) held = g_hash_table_new (NULL, NULL), ended = g_hash_table_new (NULL, NULL);

  memset (sums_out, 0, 4 * sizeof (guint));
  for (guint i = 0; i < self->items->len; i++)
    {
      const WgRosterItem *item = wg_roster_get (self, i);
      const WgPerson *known = wg_people_get_person (self->people, item->person);

      if (!wg_roster_is_taken (self, i) || !brings_person (item))
        continue;
      if (known == NULL)
        g_hash_table_add (fresh, GUINT_TO_POINTER (item->new_person));
      else if (wg_roster_has_news (known, item))
        g_hash_table_add (changed, GUINT_TO_POINTER (item->person));
      sums_out[2] += brings_assignment (item) && item->assignment == 0;
      if (item->assignment != 0)
        g_hash_table_add (held, GUINT_TO_POINTER (item->assignment));
    }
  for (guint i = 0; self->options.replaces && i < self->items->len; i++)
    {
      const WgRosterItem *item = wg_roster_get (self, i);
      guint n = 0;
      const guint32 *ids = wg_people_list_grid (self->people, item->grid, &n);

      for (guint k = 0; brings_assignment (item) && wg_roster_is_taken (self, i) && k < n; k++)
        {
          const WgAssignment *post = wg_people_get_assignment (self->people, ids[k]);

          if (post->mode == self->options.mode && post->deputy_of == 0
              && wg_assignment_has_role (post, item->role, item->title)
              && wg_day_is_within (self->options.day, post->from, post->to)
              && !g_hash_table_contains (held, GUINT_TO_POINTER (post->id)))
            g_hash_table_add (ended, GUINT_TO_POINTER (post->id));
        }
    }
  sums_out[0] = g_hash_table_size (fresh);
  sums_out[1] = g_hash_table_size (changed);
  sums_out[3] = g_hash_table_size (ended);
}

/* What is put in an edit; its kind and detail are told by make_change(). */
static gboolean
fill_edit (WgRoster *self, WgPeopleEdit *edit, const WgProgress *progress, GCancellable *cancellable,
           GError **error)
{
  g_autofree guint32 *new_ids = g_new0 (guint32, self->n_new_people + 1);
  g_autoptr (GHashTable) held = g_hash_table_new (NULL, NULL);
  Commit commit = { self, edit, new_ids, held };

  for (guint i = 0; i < self->items->len; i++)
    {
      const WgRosterItem *item = wg_roster_get (self, i);
      guint32 person = 0;

      if (i % ITEMS_PER_LOOK == 0)
        wg_progress_report (progress, (double) i / self->items->len);
      if (i % ITEMS_PER_LOOK == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!wg_roster_is_taken (self, i) || !brings_person (item))
        continue;
      person = put_person (&commit, item);
      if (brings_assignment (item))
        put_assignment (&commit, item, person);
    }
  end_others (&commit);
  return TRUE;
}

static gboolean
refuse_when_changed (const WgRoster *self, WgHistory *history, GError **error)
{
  if (wg_plan_get_people (wg_history_get_plan (history)) == self->people)
    return FALSE;
  g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_BUSY, "the people have changed meanwhile");
  return TRUE;
}

static char *
get_detail (const WgRoster *self)
{
  return self->table->source != NULL ? g_path_get_basename (self->table->source) : g_strdup ("");
}

static void
free_work (gpointer data)
{
  Work *work = data;

  wg_roster_free (work->roster);
  g_free (work);
}

static WgChange *
make_change (WgPlan *plan, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;
  g_autoptr (WgPeopleEdit) edit = wg_people_edit_new_for (plan);
  g_autofree char *detail = get_detail (work->roster);

  return fill_edit (work->roster, edit, work->has_progress ? &work->progress : NULL, cancellable, error)
           ? wg_people_edit_make (edit, "people-import", detail, error)
           : NULL;
}

gboolean
wg_roster_commit (WgRoster *self, WgHistory *history, GError **error)
{
  g_autoptr (WgPeopleEdit) edit = wg_people_edit_new (history);
  g_autofree char *detail = get_detail (self);

  return !refuse_when_changed (self, history, error) && fill_edit (self, edit, NULL, NULL, error)
         && wg_people_edit_commit (edit, "people-import", detail, error);
}

void
wg_roster_commit_async (WgRoster *self, WgHistory *history, const WgProgress *progress,
                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Work *work = NULL;
  GError *error = NULL;

  if (refuse_when_changed (self, history, &error))
    {
      g_task_report_error (history, callback, user_data, wg_roster_commit_async, error);
      return;
    }
  work = g_new0 (Work, 1);
  work->roster = wg_roster_ref (self);
  work->has_progress = progress != NULL;
  if (progress != NULL)
    work->progress = *progress;
  wg_history_make_async (history, make_change, work, free_work, cancellable, callback, user_data);
}

gboolean
wg_roster_commit_finish (WgHistory *history, GAsyncResult *result, GError **error)
{
  if (g_async_result_is_tagged (result, wg_roster_commit_async))
    return g_task_propagate_boolean (G_TASK (result), error);
  return wg_history_make_finish (history, result, error);
}

WgSheet *
wg_roster_make_rejects (const WgRoster *self)
{
  WgSheet *sheet = wg_sheet_new (self->table->name != NULL ? self->table->name : "");
  g_autoptr (GHashTable) rows = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->table->columns->len; i++)
    {
      const WgRosterColumn *column = g_ptr_array_index (self->table->columns, i);

      if (column->meaning != WG_ROSTER_PERSONAL)
        wg_sheet_add_column (sheet, column->heading, -1);
    }
  for (guint i = 0; i < self->items->len; i++)
    if (wg_roster_get (self, i)->state >= WG_ROSTER_AMBIGUOUS)
      g_hash_table_add (rows, GUINT_TO_POINTER (wg_roster_get (self, i)->row));
  for (guint row = self->table->n_heading; row < self->table->rows->len; row++)
    {
      char **cells = g_ptr_array_index (self->table->rows, row);

      if (!g_hash_table_contains (rows, GUINT_TO_POINTER (g_array_index (self->table->row_numbers, guint, row))))
        continue;
      wg_sheet_begin_row (sheet);
      for (guint i = 0; i < self->table->columns->len; i++)
        if (((WgRosterColumn *) g_ptr_array_index (self->table->columns, i))->meaning != WG_ROSTER_PERSONAL)
          wg_sheet_add_text (sheet, cells[i]);
    }
  return sheet;
}
