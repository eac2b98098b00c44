/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wg-test-map.h"

#include "wg-test-coverage.h"

/* A journal that takes every change and remembers none. */
#define WG_TYPE_TEST_JOURNAL (wg_test_journal_get_type ())
G_DECLARE_FINAL_TYPE (WgTestJournal, wg_test_journal, WG, TEST_JOURNAL, GObject)

struct _WgTestJournal
{
  GObject parent_instance;
};

static gboolean
test_write (WgJournal *journal, WgPlan *plan, const WgChange *change, GError **error)
{
  return TRUE;
}

static WgChange *
test_step (WgJournal *journal, gboolean redo, gboolean *backwards_out, WgPlan **whole_out,
           GError **error)
{
  return NULL;
}

static GPtrArray *
test_list (WgJournal *journal, guint limit, GError **error)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) wg_journal_row_free);
}

static void
wg_test_journal_iface_init (WgJournalInterface *iface)
{
  iface->write = test_write;
  iface->step = test_step;
  iface->list = test_list;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (WgTestJournal, wg_test_journal, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (WG_TYPE_JOURNAL, wg_test_journal_iface_init))

static void
wg_test_journal_class_init (WgTestJournalClass *klass)
{
}

static void
wg_test_journal_init (WgTestJournal *self)
{
}

static void
copy_rows (const WgCoverage *from, WgCoverage *to)
{
  for (WgNodeId id = 1; id < wg_coverage_node_limit (from); id++)
    if (wg_coverage_has_node (from, id))
      wg_coverage_load_node (to, id, wg_coverage_node_point (from, id));
  for (WgArcId id = 1; id < wg_coverage_arc_limit (from); id++)
    if (wg_coverage_arc (from, id) != NULL)
      wg_coverage_load_arc (to, id, wg_coverage_arc (from, id));
  for (WgFaceId id = 1; id < wg_coverage_face_limit (from); id++)
    if (wg_coverage_has_face (from, id))
      wg_coverage_load_face (to, id, wg_coverage_owner (from, id));
}

/* Codes as offices give them: each level adds three digits to its parent's. */
static void
load_grid (WgPlan *plan, guint32 id, guint32 parent, guint depth, guint serial, const char *name)
{
  g_autofree char *code = NULL;
  WgGrid *above = parent != 0 ? wg_plan_get_grid (plan, parent) : NULL;
  g_autoptr (WgGrid) grid = NULL;

  code = g_strdup_printf ("%s%03u", above != NULL ? above->code : "330106", serial);
  grid = wg_grid_new (id, parent, depth, WG_GRID_ORDINARY, FALSE, code, name);
  wg_plan_load_grid (plan, grid);
}

static void
load_grids (WgPlan *plan, guint columns, guint rows)
{
  guint towns_across = (columns + 19) / 20, parts_across = (columns + 4) / 5;
  guint32 first_part = columns * rows + 1;
  guint32 first_town = first_part + parts_across * ((rows + 4) / 5);

  for (guint i = 0; i < towns_across * ((rows + 19) / 20); i++)
    {
      g_autofree char *name = g_strdup_printf ("北山%u街道", i + 1);
      load_grid (plan, first_town + i, 0, 1, i + 1, name);
    }
  for (guint i = 0; i < parts_across * ((rows + 4) / 5); i++)
    {
      guint row = i / parts_across, column = i % parts_across;
      g_autofree char *name = g_strdup_printf ("翠苑%u社区", i + 1);
      load_grid (plan, first_part + i, first_town + row / 4 * towns_across + column / 4, 2,
                 row % 4 * 4 + column % 4 + 1, name);
    }
  for (guint i = 0; i < columns * rows; i++)
    {
      guint row = i / columns, column = i % columns;
      g_autofree char *name = g_strdup_printf ("第%u网格", i + 1);
      load_grid (plan, i + 1, first_part + row / 5 * parts_across + column / 5, 3,
                 row % 5 * 5 + column % 5 + 1, name);
    }
}

WgSession *
wg_test_map_session (guint columns, guint rows)
{
  g_autoptr (WgFrame) frame = wg_frame_new_for_place (120.13, 30.26);
  g_autoptr (WgPlan) plan = wg_plan_new ("Test", frame);
  g_autoptr (WgCoverage) coverage = wg_test_coverage_grid (columns, rows, 7);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgJournal) journal = g_object_new (WG_TYPE_TEST_JOURNAL, NULL);
  g_autoptr (WgHistory) history = NULL;

  wg_plan_add_level (plan, "街道", NULL);
  wg_plan_add_level (plan, "社区", NULL);
  wg_plan_add_level (plan, "网格", "专属网格");
  copy_rows (coverage, wg_plan_get_coverage (plan));
  load_grids (plan, columns, rows);
  if (!wg_coverage_finish (wg_plan_get_coverage (plan), &error)
      || !wg_plan_finish_loading (plan, &error))
    g_error ("the test map is wrong: %s", error->message);
  history = wg_history_new (plan, journal);
  return wg_session_new (history);
}
