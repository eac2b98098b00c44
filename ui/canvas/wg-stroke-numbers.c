/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-stroke"

#include "wg-stroke-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Numbers typed while drawing, right angles and parallels. */

#define PARALLEL_POINTS 2 /* a parallel piece has two ends */

static const WgExactInput *
typed (WgStroke *self)
{
  static const WgExactInput nothing = { .kind = WG_EXACT_EMPTY };

  if (self->entry == NULL || wg_exact_entry_is_distance (WG_EXACT_ENTRY (self->entry)))
    return &nothing;
  return wg_exact_entry_get_input (WG_EXACT_ENTRY (self->entry));
}

gboolean
wg_stroke_has_numbers (WgStroke *self)
{
  return typed (self)->kind != WG_EXACT_EMPTY || self->parallel_points > 0;
}

/** The direction that right angles go by: the last segment, else the border that the first point
 *  lies on, else east. */
static void
find_base (WgStroke *self, WgPoint *a_out, WgPoint *b_out)
{
  const GArray *points = self->line->points;

  if (points->len >= 2)
    {
      *a_out = g_array_index (points, WgPoint, points->len - 2);
      *b_out = g_array_index (points, WgPoint, points->len - 1);
    }
  else
    {
      *a_out = self->base_from;
      *b_out = self->base_to;
    }
}

static gboolean
place_typed (WgStroke *self, WgPoint *point_out)
{
  const WgExactInput *input = typed (self);
  const WgPoint *last = wg_stroke_line_last (self->line);
  WgFrame *frame = wg_stroke_canvas (self)->shown_frame;

  if (input->kind == WG_EXACT_ABSOLUTE)
    return frame != NULL && wg_frame_from_metres (frame, input->x_m, input->y_m, point_out)
           && wg_point_is_valid (*point_out);
  if (input->kind == WG_EXACT_EMPTY || last == NULL)
    return FALSE;
  *point_out = wg_exact_input_place (input, *last, self->pointer.point);
  return TRUE;
}

gboolean
wg_stroke_apply_numbers (WgStroke *self, GdkModifierType state)
{
  const WgPoint *last = wg_stroke_line_last (self->line);
  WgPoint point = self->pointer.point, a, b;
  gboolean is_applied = FALSE;

  if (self->pointer.kind == WG_SNAP_FIRST && !wg_stroke_has_numbers (self))
    return FALSE;
  if ((state & GDK_CONTROL_MASK) && last != NULL)
    {
      find_base (self, &a, &b);
      point = wg_exact_right_angle (*last, a, b, self->place);
      is_applied = TRUE;
    }
  if (self->parallel_points > 0 && self->parallel_m > 0)
    {
      point = wg_exact_parallel (self->parallel_from, self->parallel_to, self->parallel_m,
                                 self->place);
      is_applied = TRUE;
    }
  if (is_applied)
    self->pointer = (WgSnap){ .kind = WG_SNAP_NONE, .point = point };
  if (place_typed (self, &point))
    {
      self->pointer = (WgSnap){ .kind = WG_SNAP_NONE, .point = point };
      is_applied = TRUE;
    }
  return is_applied;
}

void
wg_stroke_close_entry (WgStroke *self)
{
  WgCanvas *canvas = wg_stroke_canvas (self);

  if (self->entry == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->entry, self);
  self->entry = NULL;
  if (canvas != NULL)
    wg_canvas_set_entry (canvas, NULL);
}

void
wg_stroke_numbers_used (WgStroke *self)
{
  wg_stroke_close_entry (self);
  if (self->parallel_points > 0)
    self->parallel_points--;
}

gboolean
wg_stroke_forget_numbers (WgStroke *self)
{
  gboolean had_any = self->entry != NULL || self->parallel_points > 0;

  wg_stroke_close_entry (self);
  self->parallel_points = 0;
  return had_any;
}

static void
typed_cb (WgStroke *self)
{
  WgExactEntry *entry = WG_EXACT_ENTRY (self->entry);
  const WgExactInput *input = wg_exact_entry_get_input (entry);

  if (wg_exact_entry_is_distance (entry))
    {
      self->parallel_m = input->length_m;
      self->parallel_points = input->kind == WG_EXACT_LENGTH ? PARALLEL_POINTS : 0;
    }
  else if (wg_exact_input_is_whole (input))
    self->has_pointer = TRUE;
  wg_stroke_renew_pointer (self);
}

static void
accepted_cb (WgStroke *self)
{
  WgExactEntry *entry = WG_EXACT_ENTRY (self->entry);
  const WgExactInput *input = wg_exact_entry_get_input (entry);
  gboolean needs_last = input->kind != WG_EXACT_ABSOLUTE;
  WgPoint point;

  if (wg_exact_entry_is_distance (entry))
    wg_stroke_close_entry (self);
  else if (needs_last && self->line->points->len == 0)
    wg_exact_entry_refuse (entry, _("The first point is clicked, or given as easting,northing."));
  else if (!wg_exact_input_is_whole (input))
    gtk_widget_grab_focus (GTK_WIDGET (wg_stroke_canvas (self)));
  else if (!place_typed (self, &point))
    wg_exact_entry_refuse (entry, _("That place is too far from this project. Easting comes first."));
  else
    wg_stroke_add_exact (self, point);
}

static void
dropped_cb (WgStroke *self)
{
  wg_stroke_forget_numbers (self);
  wg_stroke_renew_pointer (self);
}

static void
open_entry (WgStroke *self, gboolean is_distance, const char *text)
{
  wg_stroke_close_entry (self);
  self->entry = wg_exact_entry_new (is_distance);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (self->entry, "accepted", G_CALLBACK (accepted_cb), self);
  g_signal_connect_swapped (self->entry, "dropped", G_CALLBACK (dropped_cb), self);
  wg_canvas_set_entry (wg_stroke_canvas (self), self->entry);
  wg_exact_entry_begin (WG_EXACT_ENTRY (self->entry), text);
}

/** P over a line: what follows runs parallel to it. */
static void
begin_parallel (WgStroke *self)
{
  WgCanvas *canvas = wg_stroke_canvas (self);
  WgSnap snap = { .kind = WG_SNAP_NONE };

  if (self->parallel_points > 0)
    {
      wg_stroke_forget_numbers (self);
      wg_stroke_renew_pointer (self);
      return;
    }
  if (self->has_pointer)
    snap = wg_snap_find_line (canvas, self->place);
  if (!wg_snap_is_line (snap.kind))
    {
      wg_canvas_say (canvas, _("Put the pointer on a border or a reference line, then press P."));
      return;
    }
  self->parallel_from = snap.from;
  self->parallel_to = snap.to;
  open_entry (self, TRUE, "");
}

gboolean
wg_stroke_numbers_key (WgStroke *self, guint keyval)
{
  gunichar c = gdk_keyval_to_unicode (keyval);
  gboolean has_points = self->line->points->len > 0;
  char text[2] = { (char) c, '\0' };

  if (self->flags & WG_STROKE_NO_NUMBERS)
    return FALSE;
  if (gdk_keyval_to_lower (keyval) == GDK_KEY_p && has_points)
    {
      begin_parallel (self);
      return TRUE;
    }
  if (keyval == GDK_KEY_Tab && has_points)
    {
      open_entry (self, FALSE, "");
      return TRUE;
    }
  /* Without a point "0", "+" and "-" still move the view. */
  if (c == 0 || c >= 128 || strchr (has_points ? "0123456789@<.+-" : "123456789", (int) c) == NULL)
    return FALSE;
  open_entry (self, FALSE, text);
  return TRUE;
}
