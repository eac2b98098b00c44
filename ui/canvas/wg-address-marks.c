/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-address-marks"

#include "wg-address-marks.h"

#include "wg-canvas-private.h"

#include "../../app/plan/wg-point-cells.h"

#define MARKS_KEY "wg-address-marks"
#define MAX_DOTS 2500 /* more say nothing, and cost a frame */
#define MAX_TEXTS 80
#define DOT_SIZE 5.0f

/* Kept with the canvas while the addresses are shown. */
typedef struct
{
  WgAddressSet *addresses; /* nullable */
  WgPointCells *cells;     /* of them; NULL: still being made */
  WgEnvelope extent;
  GArray *places; /* scratch */
} Marks;

/* What a worker makes of an address set. */
typedef struct
{
  WgAddressSet *addresses;
  WgPointCells *cells;
} Sorted;

static void
free_marks (gpointer data)
{
  Marks *marks = data;

  g_clear_pointer (&marks->addresses, wg_address_set_unref);
  g_clear_pointer (&marks->cells, wg_point_cells_free);
  g_array_unref (marks->places);
  g_free (marks);
}

static void
free_sorted (gpointer data)
{
  Sorted *sorted = data;

  wg_address_set_unref (sorted->addresses);
  g_clear_pointer (&sorted->cells, wg_point_cells_free);
  g_free (sorted);
}

static void
sort_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Sorted *sorted = data;

  sorted->cells = wg_point_cells_new (wg_address_set_get_points (sorted->addresses),
                                      wg_address_set_count (sorted->addresses));
  g_task_return_boolean (task, TRUE);
}

static void
sort_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Marks *marks = g_object_get_data (source, MARKS_KEY);
  Sorted *sorted = g_task_get_task_data (G_TASK (result));

  if (marks == NULL || marks->addresses != sorted->addresses || marks->cells != NULL)
    return;
  marks->cells = g_steal_pointer (&sorted->cells);
  gtk_widget_queue_draw (GTK_WIDGET (source));
}

/* The addresses that the plan has now; another set is sorted in a worker. */
static void
follow_plan (WgCanvas *canvas, Marks *marks)
{
  WgAddressSet *addresses = wg_plan_get_addresses (canvas->plan);
  g_autoptr (GTask) task = NULL;
  Sorted *sorted = NULL;

  if (marks->addresses == addresses)
    return;
  g_clear_pointer (&marks->addresses, wg_address_set_unref);
  g_clear_pointer (&marks->cells, wg_point_cells_free);
  if (addresses == NULL)
    return;
  marks->addresses = wg_address_set_ref (addresses);
  marks->extent = wg_address_set_get_extent (addresses);
  sorted = g_new0 (Sorted, 1);
  sorted->addresses = wg_address_set_ref (addresses);
  task = g_task_new (canvas, NULL, sort_cb, NULL);
  g_task_set_task_data (task, sorted, free_sorted);
  g_task_run_in_thread (task, sort_thread);
}

static double
overlap (gint32 min_a, gint32 max_a, gint32 min_b, gint32 max_b)
{
  double both = (double) MIN (max_a, max_b) - MAX (min_a, min_b);
  double whole = (double) max_b - min_b;

  return whole > 0 ? CLAMP (both / whole, 0.0, 1.0) : 1.0;
}

/* Without asking for them: were they spread evenly. */
static gboolean
are_too_many (const Marks *marks, const WgEnvelope *view)
{
  double part = overlap (view->min_x, view->max_x, marks->extent.min_x, marks->extent.max_x)
                * overlap (view->min_y, view->max_y, marks->extent.min_y, marks->extent.max_y);

  return part * wg_address_set_count (marks->addresses) > 4.0 * MAX_DOTS;
}

static void
draw_text (WgCanvas *canvas, GtkSnapshot *snapshot, const Marks *marks, guint place, float x, float y,
           const GdkRGBA *ink)
{
  const WgTextPack *texts = wg_address_set_get_texts (marks->addresses);
  g_autofree char *text = wg_text_pack_dup_field (texts, place, 0);
  g_autofree char *name = text == NULL ? wg_text_pack_dup_field (texts, place, 1) : NULL;
  g_autoptr (PangoLayout) layout
    = gtk_widget_create_pango_layout (GTK_WIDGET (canvas), text != NULL ? text : name);
  g_autoptr (PangoFontDescription) font = pango_font_description_new ();

  pango_font_description_set_size (font, 8 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x + DOT_SIZE, y - 7));
  gtk_snapshot_append_layout (snapshot, layout, ink);
  gtk_snapshot_restore (snapshot);
}

void
wg_address_marks_set_shown (WgCanvas *canvas, gboolean is_shown)
{
  Marks *marks = NULL;

  if (is_shown == wg_address_marks_get_shown (canvas))
    return;
  if (is_shown)
    {
      marks = g_new0 (Marks, 1);
      marks->places = g_array_new (FALSE, FALSE, sizeof (guint));
    }
  g_object_set_data_full (G_OBJECT (canvas), MARKS_KEY, marks, free_marks);
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
}

gboolean
wg_address_marks_get_shown (WgCanvas *canvas)
{
  return g_object_get_data (G_OBJECT (canvas), MARKS_KEY) != NULL;
}

void
wg_address_marks_draw (WgCanvas *canvas, GtkSnapshot *snapshot)
{
  Marks *marks = g_object_get_data (G_OBJECT (canvas), MARKS_KEY);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GdkRGBA ink = dark ? (GdkRGBA){ 1, 0.85f, 0.55f, 1 } : (GdkRGBA){ 0.55f, 0.25f, 0.0f, 1 };
  WgEnvelope view = wg_viewport_envelope (&canvas->viewport);

  if (marks == NULL || canvas->plan == NULL)
    return;
  follow_plan (canvas, marks);
  if (marks->cells == NULL || are_too_many (marks, &view))
    return;
  g_array_set_size (marks->places, 0);
  wg_point_cells_query (marks->cells, &view, marks->places);
  for (guint i = 0; i < marks->places->len && marks->places->len <= MAX_DOTS; i++)
    {
      guint place = g_array_index (marks->places, guint, i);
      WgPoint p = wg_address_set_get_points (marks->addresses)[place];
      float x = (float) wg_viewport_to_pixel_x (&canvas->viewport, p.x);
      float y = (float) wg_viewport_to_pixel_y (&canvas->viewport, p.y);

      gtk_snapshot_append_color (snapshot, &ink,
                                 &GRAPHENE_RECT_INIT (x - DOT_SIZE / 2, y - DOT_SIZE / 2, DOT_SIZE, DOT_SIZE));
      if (marks->places->len <= MAX_TEXTS)
        draw_text (canvas, snapshot, marks, place, x, y, &ink);
    }
}
