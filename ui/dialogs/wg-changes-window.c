/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-changes-window"

#include "wg-changes-window.h"

#include "../../app/cli/wg-words.h"

#include <glib/gi18n.h>

#define MAX_MOMENTS 2000 /* in the lists to choose from: the newest; the beginning is there always */

struct _WgChangesWindow
{
  WgReportWindow parent_instance;

  GPtrArray *moments; /* of WgMoment, the newest first, the beginning last */
};

G_DEFINE_FINAL_TYPE (WgChangesWindow, wg_changes_window, WG_TYPE_REPORT_WINDOW)

/* One comparison. */
typedef struct
{
  WgReportSource source;
  WgProject *project;
  WgMoment *moments[2];
} Comparison;

static WgMoment *
copy_moment (const WgMoment *moment)
{
  WgMoment *copy = g_new0 (WgMoment, 1);

  copy->step = moment->step;
  copy->time = moment->time;
  copy->words = g_strdup (moment->words);
  return copy;
}

static const WgMoment *
get_moment (WgChangesWindow *self, guint place)
{
  return place < self->moments->len ? g_ptr_array_index (self->moments, place) : NULL;
}

static void
wg_changes_window_free_request (gpointer request)
{
  Comparison *comparison = request;

  wg_report_source_clear (&comparison->source);
  g_clear_object (&comparison->project);
  wg_moment_free (comparison->moments[0]);
  wg_moment_free (comparison->moments[1]);
  g_free (comparison);
}

static gpointer
wg_changes_window_prepare (WgReportWindow *window, guint first, guint second, char **sentence_out)
{
  WgChangesWindow *self = WG_CHANGES_WINDOW (window);
  const WgMoment *since = get_moment (self, first), *until = get_moment (self, second);
  WgProject *project = wg_window_get_project (wg_report_window_get_window (window));
  Comparison *comparison = NULL;
  g_autoptr (GError) error = NULL;

  if (since == NULL || until == NULL)
    return NULL;
  if (since->step > until->step)
    {
      *sentence_out = g_strdup (_("The first moment is after the second."));
      return NULL;
    }
  comparison = g_new0 (Comparison, 1);
  comparison->project = g_object_ref (project);
  comparison->moments[0] = copy_moment (since);
  comparison->moments[1] = copy_moment (until);
  if (wg_report_source_init (&comparison->source, project, &error))
    return comparison;
  *sentence_out = wg_words_error (error);
  wg_changes_window_free_request (comparison);
  return NULL;
}

static gpointer
wg_changes_window_compare (gpointer request, const WgProgress *progress, GCancellable *cancellable,
                           GError **error)
{
  Comparison *comparison = request;

  return wg_report_new (&comparison->source, comparison->moments, progress, cancellable, error);
}

static void
wg_changes_window_free_result (gpointer result)
{
  wg_report_free (result);
}

static const WgReport *
wg_changes_window_get_report (gpointer result)
{
  return result;
}

static gboolean
wg_changes_window_write (gpointer result, const char *path, GError **error)
{
  return wg_report_write (result, path, error);
}

static char *
wg_changes_window_file_name (WgReportWindow *window, gpointer result)
{
  const char *name = wg_plan_get_name (wg_changes_get_after (((WgReport *) result)->changes));

  return g_strdup_printf (_("%s changes.pdf"), name != NULL ? name : "");
}

static void
wg_changes_window_dispose (GObject *object)
{
  G_OBJECT_CLASS (wg_changes_window_parent_class)->dispose (object);
  g_clear_pointer (&WG_CHANGES_WINDOW (object)->moments, g_ptr_array_unref);
}

static void
wg_changes_window_class_init (WgChangesWindowClass *klass)
{
  WgReportWindowClass *window_class = WG_REPORT_WINDOW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_changes_window_dispose;
  window_class->prepare = wg_changes_window_prepare;
  window_class->free_request = wg_changes_window_free_request;
  window_class->compare = wg_changes_window_compare;
  window_class->free_result = wg_changes_window_free_result;
  window_class->get_report = wg_changes_window_get_report;
  window_class->write = wg_changes_window_write;
  window_class->file_name = wg_changes_window_file_name;
}

static void
wg_changes_window_init (WgChangesWindow *self)
{
  const char *const labels[] = { _("The earlier moment"), _("The later moment") };

  wg_report_window_set_words (WG_REPORT_WINDOW (self), _("Between"), _("and"), labels);
}

/* The newest first, so that what is asked for as a rule is at hand. */
static void
fill_moments (WgChangesWindow *self, WgProject *project)
{
  g_autoptr (GPtrArray) rows
    = wg_history_list (wg_project_get_history (project), MAX_MOMENTS, NULL);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (int i = rows != NULL ? (int) rows->len - 1 : -1; i >= -1; i--)
    if (i < 0 || !((WgJournalRow *) g_ptr_array_index (rows, i))->is_undone)
      g_ptr_array_add (self->moments, wg_moment_new (rows, i));
  for (guint i = 0; i < self->moments->len; i++)
    g_ptr_array_add (words, ((WgMoment *) g_ptr_array_index (self->moments, i))->words);
  g_ptr_array_add (words, NULL);
  wg_report_window_set_choices (WG_REPORT_WINDOW (self), (const char *const *) words->pdata,
                                self->moments->len - 1, 0);
}

WgChangesWindow *
wg_changes_window_new (WgWindow *window)
{
  WgChangesWindow *self = g_object_new (WG_TYPE_CHANGES_WINDOW, "transient-for", window, "modal",
                                        TRUE, "title", _("Changes"), NULL);

  self->moments = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_moment_free);
  wg_report_window_set_window (WG_REPORT_WINDOW (self), window);
  fill_moments (self, wg_window_get_project (window));
  return self;
}
