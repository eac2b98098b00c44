/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "app/cli/wg-import-job.h"

#include <glib/gstdio.h>

#define SIDE 24 /* rows and columns of the file: several looks while it is read */
#define MOST_STEPS 400

/* Cancels an import when it has told its progress so often. */
typedef struct
{
  GCancellable *cancellable;
  guint n_told;
  guint last;
} Patience;

static void
told_cb (double fraction, gpointer data)
{
  Patience *patience = data;

  if (++patience->n_told == patience->last)
    g_cancellable_cancel (patience->cancellable);
}

static void
add_corner (GString *text, WgFrame *frame, guint column, guint row)
{
  double longitude = 0.0, latitude = 0.0;
  WgPoint corner = { (gint32) (column * 100000 + 5000000), (gint32) (row * 100000) };

  g_assert_true (wg_frame_to_degrees (frame, corner, &longitude, &latitude));
  g_string_append_printf (text, "[%.9f,%.9f]", longitude, latitude);
}

static char *
write_squares (StoreFixture *fixture)
{
  static const guint corners[][2] = { { 0, 0 }, { 1, 0 }, { 1, 1 }, { 0, 1 }, { 0, 0 } };
  g_autoptr (WgPlan) plan = store_fixture_plan ();
  g_autoptr (GString) text = g_string_new ("{\"type\":\"FeatureCollection\",\"features\":[");
  char *path = g_build_filename (fixture->folder, "squares.geojson", NULL);

  for (guint i = 0; i < SIDE * SIDE; i++)
    {
      g_string_append_printf (text, "%s{\"type\":\"Feature\",\"properties\":{\"code\":\"S%u\",\"name\":"
                              "\"%u\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[",
                              i > 0 ? "," : "", i, i);
      for (guint j = 0; j < G_N_ELEMENTS (corners); j++)
        {
          g_string_append (text, j > 0 ? "," : "");
          add_corner (text, wg_plan_get_frame (plan), i % SIDE + corners[j][0], i / SIDE + corners[j][1]);
        }
      g_string_append (text, "]]}}");
    }
  g_string_append (text, "]}");
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  return path;
}

/* The whole way of the window and the command line. FALSE when cancelled; then nothing else went wrong. */
static gboolean
import (WgProject *project, const char *path, Patience *patience)
{
  const WgProgress all = WG_PROGRESS_INIT (told_cb, patience);
  const WgBuildOptions build = WG_BUILD_OPTIONS_DEFAULT;
  const WgReadOptions read = { NULL };
  WgProgress making = wg_progress_part (&all, 0.0, 0.7);
  WgProgress writing = wg_progress_part (&all, 0.7, 1.0);
  g_autoptr (WgPlan) snapshot = wg_plan_snapshot (wg_project_get_plan (project));
  g_autoptr (GError) error = NULL;
  g_autoptr (WgImportReport) report = wg_import_run (snapshot, path, NULL, 3, &read, &build, &making,
                                                     patience->cancellable, &error);

  if (report != NULL
      && wg_history_replace (wg_project_get_history (project), report->plan, "import", "squares",
                             &writing, patience->cancellable, &error))
    return TRUE;
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  return FALSE;
}

static void
assert_no_log (StoreFixture *fixture, const char *ending)
{
  g_autofree char *path = g_strconcat (fixture->path, ending, NULL);

  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_cancelled_anywhere (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *before = NULL;
  WgProject *project = NULL;
  gboolean is_done = FALSE;
  guint n_cancelled = 0;

  store_fixture_init (&fixture);
  path = write_squares (&fixture);
  project = store_fixture_create (&fixture);
  before = store_fixture_digest (project);
  for (guint last = 1; !is_done && last < MOST_STEPS; last++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autofree char *after = NULL;
      Patience patience = { cancellable, 0, last };

      is_done = import (project, path, &patience);
      if (is_done && patience.n_told >= last)
        {
          /* Too late to be heard: what was written stays, as one step. */
          g_assert_true (wg_history_undo (wg_project_get_history (project), NULL));
          is_done = FALSE;
        }
      else
        n_cancelled += !is_done;
      after = is_done ? NULL : store_fixture_digest (project);
      g_assert_true (is_done || g_strcmp0 (after, before) == 0);
    }
  g_assert_true (is_done);
  g_assert_cmpuint (n_cancelled, >, 10);
  store_fixture_close (project);
  assert_no_log (&fixture, "-wal");
  assert_no_log (&fixture, "-journal");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/cancel/anywhere", test_cancelled_anywhere);
  return g_test_run ();
}
