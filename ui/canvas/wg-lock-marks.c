/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-lock-marks"

#include "wg-lock-marks.h"

#include "wg-canvas-private.h"

#include "../../app/geometry/wg-coverage-shape.h"

#define MARK_SIZE 14.0f
#define MIN_GRID_PIXELS 40.0 /* a smaller grid has no room for a mark */
#define MARKS_KEY "wg-lock-marks"

/* One locked grid; its place is looked for when it is first seen. */
typedef struct
{
  guint32 grid;
  WgEnvelope extent;
  gboolean has_place;
  WgPoint place;
} Mark;

/* Kept with the canvas, made anew after the plan changed. */
typedef struct
{
  WgPlan *plan;  /* followed, weak */
  GArray *marks; /* of Mark; NULL: out of date */
} Marks;

static void
forget_marks (Marks *marks)
{
  g_clear_pointer (&marks->marks, g_array_unref);
}

static void
free_marks (gpointer data)
{
  Marks *marks = data;

  if (marks->plan != NULL)
    {
      g_signal_handlers_disconnect_by_data (marks->plan, marks);
      g_object_remove_weak_pointer (G_OBJECT (marks->plan), (gpointer *) &marks->plan);
    }
  forget_marks (marks);
  g_free (marks);
}

static Marks *
get_marks (WgCanvas *canvas)
{
  Marks *marks = g_object_get_data (G_OBJECT (canvas), MARKS_KEY);

  if (marks != NULL && marks->plan == canvas->plan)
    return marks;
  marks = g_new0 (Marks, 1);
  marks->plan = canvas->plan;
  g_object_add_weak_pointer (G_OBJECT (marks->plan), (gpointer *) &marks->plan);
  g_signal_connect_swapped (marks->plan, "changed", G_CALLBACK (forget_marks), marks);
  g_signal_connect_swapped (marks->plan, "replaced", G_CALLBACK (forget_marks), marks);
  g_object_set_data_full (G_OBJECT (canvas), MARKS_KEY, marks, free_marks);
  return marks;
}

static GArray *
collect_marks (WgPlan *plan)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (Mark));

  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);
      Mark mark = { id, WG_ENVELOPE_EMPTY, FALSE, { 0, 0 } };

      if (grid == NULL || !grid->is_locked || grid->is_retired)
        continue;
      mark.extent = wg_plan_get_extent (plan, id);
      if (!wg_envelope_is_empty (&mark.extent))
        g_array_append_val (marks, mark);
    }
  return marks;
}

/* Well inside the largest of the grid's faces. */
static void
find_place (WgPlan *plan, Mark *mark)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  WgFaceId best = 0;
  __int128 most = 0;

  wg_plan_collect_faces (plan, mark->grid, faces);
  for (guint i = 0; i < faces->len; i++)
    {
      WgFaceId face = g_array_index (faces, WgFaceId, i);
      __int128 area2 = wg_coverage_face_area2 (coverage, face);

      if (area2 <= most)
        continue;
      most = area2;
      best = face;
    }
  if (best != 0)
    mark->place = wg_coverage_label_point (coverage, best);
  mark->has_place = TRUE;
}

static void
draw_mark (WgCanvas *canvas, GtkSnapshot *snapshot, GtkIconPaintable *icon, WgPoint place)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GdkRGBA ink = dark ? (GdkRGBA){ 1, 1, 1, 1 } : (GdkRGBA){ 0.15f, 0.15f, 0.15f, 1 };
  GdkRGBA back = dark ? (GdkRGBA){ 0.1f, 0.1f, 0.1f, 0.85f } : (GdkRGBA){ 1, 1, 1, 0.85f };
  float x = (float) wg_viewport_to_pixel_x (&canvas->viewport, place.x);
  /* Above the label, which has the place itself. */
  float y = (float) wg_viewport_to_pixel_y (&canvas->viewport, place.y) - 22.0f;
  graphene_rect_t box = GRAPHENE_RECT_INIT (x - MARK_SIZE / 2 - 3, y - MARK_SIZE / 2 - 3,
                                            MARK_SIZE + 6, MARK_SIZE + 6);
  GskRoundedRect round;

  gsk_rounded_rect_init_from_rect (&round, &box, (MARK_SIZE + 6) / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &back, &box);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x - MARK_SIZE / 2, y - MARK_SIZE / 2));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, MARK_SIZE,
                                            MARK_SIZE, &ink, 1);
  gtk_snapshot_restore (snapshot);
}

static GtkIconPaintable *
find_icon (WgCanvas *canvas)
{
  GtkWidget *widget = GTK_WIDGET (canvas);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));

  return gtk_icon_theme_lookup_icon (theme, "changes-prevent-symbolic", NULL, (int) MARK_SIZE,
                                     gtk_widget_get_scale_factor (widget),
                                     gtk_widget_get_direction (widget), GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
}

void
wg_lock_marks_draw (WgCanvas *canvas, GtkSnapshot *snapshot)
{
  const WgViewport *v = &canvas->viewport;
  WgEnvelope view = wg_viewport_envelope (v);
  g_autoptr (GtkIconPaintable) icon = NULL;
  Marks *marks = NULL;

  if (canvas->plan == NULL)
    return;
  marks = get_marks (canvas);
  if (marks->marks == NULL)
    marks->marks = collect_marks (canvas->plan);
  for (guint i = 0; i < marks->marks->len; i++)
    {
      Mark *mark = &g_array_index (marks->marks, Mark, i);
      double width = ((double) mark->extent.max_x - mark->extent.min_x) * v->scale;

      if (!wg_envelope_intersects (&mark->extent, &view) || width < MIN_GRID_PIXELS)
        continue;
      if (!mark->has_place)
        find_place (canvas->plan, mark);
      if (icon == NULL)
        icon = find_icon (canvas);
      draw_mark (canvas, snapshot, icon, mark->place);
    }
}
