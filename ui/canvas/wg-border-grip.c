/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-border-grip"

#include "wg-border-grip-private.h"

#include "wg-canvas-private.h"

#include "../../app/cli/wg-words.h"

#include <glib/gi18n.h>

#define CATCH_PIXELS 6.0
#define SPARSE_PIXELS 20.0
#define SPACING_PIXELS 10.0
#define REACH 2 /* mm: a middle is rounded */

static WgCanvas *
get_canvas (WgBorderGrip *self)
{
  return wg_tool_get_canvas (self->tool);
}

static gboolean
can_edit (WgCanvas *canvas)
{
  return canvas != NULL && canvas->session != NULL && canvas->edit_reason == NULL;
}

/** Is one side of the border, at some level, selected and the other not? */
static gboolean
is_of_selection (WgCanvas *canvas, WgArcId arc_id)
{
  const WgCoverage *coverage = wg_plan_get_coverage (canvas->plan);
  const WgArc *arc = wg_coverage_arc (coverage, arc_id);
  guint32 owners[2] = { wg_coverage_owner (coverage, arc->left),
                        wg_coverage_owner (coverage, arc->right) };

  for (guint depth = 1; depth <= wg_plan_get_n_levels (canvas->plan); depth++)
    {
      guint32 left = wg_plan_get_ancestor (canvas->plan, owners[0], depth);
      guint32 right = wg_plan_get_ancestor (canvas->plan, owners[1], depth);

      if (left != right
          && ((left != 0 && wg_session_is_selected (canvas->session, left))
              || (right != 0 && wg_session_is_selected (canvas->session, right))))
        return TRUE;
    }
  return FALSE;
}

static gboolean
may_take (WgBorderGrip *self, WgCanvas *canvas, const WgBorderPick *pick, WgPoint place)
{
  if (pick->kind == WG_PICK_NONE)
    return FALSE;
  if (!self->is_careful)
    return TRUE;
  if (!wg_border_is_sparse (canvas, place, SPARSE_PIXELS))
    return FALSE;
  if (pick->kind == WG_PICK_VERTEX)
    return pick->is_node || pick->spacing >= SPACING_PIXELS;
  return is_of_selection (canvas, pick->arc);
}

static WgBorderPick
find_pick (WgBorderGrip *self, const WgToolEvent *event)
{
  WgCanvas *canvas = get_canvas (self);
  WgBorderPick pick = { WG_PICK_NONE };

  if (!can_edit (canvas))
    return pick;
  pick = wg_border_pick (canvas, event->point, CATCH_PIXELS);
  return may_take (self, canvas, &pick, event->point) ? pick : (WgBorderPick){ WG_PICK_NONE };
}

static void
set_pick (WgBorderGrip *self, WgBorderPick pick)
{
  static const char *const cursors[] = { NULL, "move", "copy", "move" };

  if (wg_border_pick_equal (&self->pick, &pick))
    return;
  self->pick = pick;
  wg_tool_set_cursor (self->tool, cursors[pick.kind]);
  wg_tool_hint_changed (self->tool);
  wg_tool_redraw (self->tool);
}

void
wg_border_grip_clear (WgBorderGrip *self)
{
  WgCanvas *canvas = get_canvas (self);

  self->is_dragging = FALSE;
  if (canvas != NULL && canvas->session != NULL)
    wg_session_set_preview (canvas->session, NULL);
  g_clear_pointer (&self->legs, g_array_unref);
  g_clear_pointer (&self->reason, g_free);
  wg_tool_hint_changed (self->tool);
  wg_tool_redraw (self->tool);
}

/** What the command is told: from where to where, and what becomes of the moved points. */
void
wg_border_grip_aim (WgBorderGrip *self, WgPoint pointer)
{
  gint32 dx = pointer.x - self->press.x, dy = pointer.y - self->press.y;
  WgPoint start = self->from_to[0];
  WgPoint from_to[2] = { start, { start.x + dx, start.y + dy } };
  guint n = wg_plan_aim_move (get_canvas (self)->plan, self->kind, from_to, REACH, self->to);

  self->from_to[1] = from_to[1];
  for (guint i = n; i < self->n_moved; i++)
    self->to[i] = (WgPoint){ self->from[i].x + dx, self->from[i].y + dy };
}

static double
distance2_to_place (const WgSnap *snap, WgPoint place)
{
  return snap->kind == WG_SNAP_NONE ? G_MAXDOUBLE
                                    : (double) wg_point_distance2 (snap->point, place);
}

/** A vertex goes to where the pointer is, or to what lies near it: another border, a line of a
 *  reference layer, or its neighbour on the border, whose place it takes. Of a segment the end that
 *  lands nearest to something is put there. The point of the result is the pointer's. */
static WgSnap
snap (WgBorderGrip *self, const WgToolEvent *event)
{
  WgCanvas *canvas = get_canvas (self);
  WgSnapBut but = { self->from, self->n_moved, { self->pick.ends[0], self->pick.ends[0] } };
  WgSnap best = { .kind = WG_SNAP_NONE, .point = event->point };
  double best2 = G_MAXDOUBLE;

  self->snapped_at = self->to[0];
  if (event->state & GDK_ALT_MASK)
    return best;
  if (self->kind == WG_MOVE_INSERT)
    {
      but.n_moved = 0;
      but.ends[1] = self->pick.ends[1];
    }
  for (guint i = 0; i < self->n_moved; i++)
    {
      gint32 dx = self->from[i].x - self->press.x, dy = self->from[i].y - self->press.y;
      WgPoint end = { event->point.x + dx, event->point.y + dy };
      WgSnap found = wg_snap_find_but (canvas, end, &but);
      double distance2 = distance2_to_place (&found, end);

      if (distance2 >= best2)
        continue;
      best = found;
      best2 = distance2;
      self->snapped_at = found.point;
      best.point = (WgPoint){ found.point.x - dx, found.point.y - dy };
    }
  return best;
}

void
wg_border_grip_preview (WgBorderGrip *self)
{
  WgCanvas *canvas = get_canvas (self);
  WgLandPreview *made = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->reason, g_free);
  self->place = self->to[0];
  made = wg_plan_preview_move (canvas->plan, self->kind, self->from_to, REACH, &self->place,
                               &error);
  self->is_good = made != NULL;
  wg_session_set_preview (canvas->session, made);
  if (g_error_matches (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_CROSSING))
    self->reason = wg_words_error (error);
  else if (error != NULL && !g_error_matches (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING))
    {
      self->place = self->to[0];
      self->reason = wg_words_error (error);
    }
}

gboolean
wg_border_grip_commit (WgBorderGrip *self)
{
  WgCanvas *canvas = get_canvas (self);
  g_autoptr (GError) error = NULL;

  if (!wg_command_move (wg_session_get_history (canvas->session), self->kind, self->from_to, REACH,
                        NULL, &error))
    {
      g_autofree char *sentence = wg_words_error (error);
      wg_canvas_say (canvas, sentence);
    }
  return error == NULL;
}

gboolean
wg_border_grip_delete (WgBorderGrip *self, WgPoint vertex, gboolean is_node)
{
  WgCanvas *canvas = get_canvas (self);
  WgPoint from_to[2] = { vertex, vertex };
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (is_node)
    sentence = g_strdup (_("Borders meet here: this corner can be moved, not removed."));
  else if (!wg_command_move (wg_session_get_history (canvas->session), WG_MOVE_DELETE, from_to,
                             REACH, NULL, &error))
    sentence = wg_words_error (error);
  if (sentence != NULL)
    wg_canvas_say (canvas, sentence);
  return sentence == NULL;
}

WgBorderGrip *
wg_border_grip_new (WgTool *tool, gboolean is_careful)
{
  WgBorderGrip *self = g_new0 (WgBorderGrip, 1);

  self->tool = tool;
  self->is_careful = is_careful;
  return self;
}

void
wg_border_grip_free (WgBorderGrip *self)
{
  if (self == NULL)
    return;
  wg_border_grip_keys_drop (self);
  g_clear_pointer (&self->legs, g_array_unref);
  g_free (self->reason);
  g_free (self);
}

void
wg_border_grip_motion (WgBorderGrip *self, const WgToolEvent *event)
{
  set_pick (self, find_pick (self, event));
}

void
wg_border_grip_leave (WgBorderGrip *self)
{
  set_pick (self, (WgBorderPick){ WG_PICK_NONE });
}

void
wg_border_grip_forget (WgBorderGrip *self)
{
  WgCanvas *canvas = get_canvas (self);
  WgPoint vertex;

  if (self->is_keyed
      && (canvas == NULL || canvas->plan == NULL
          || !wg_coverage_find_vertex (wg_plan_get_coverage (canvas->plan), self->from[0], 0, &vertex)))
    wg_border_grip_keys_drop (self);
  if (!self->is_dragging)
    set_pick (self, (WgBorderPick){ WG_PICK_NONE });
}

gboolean
wg_border_grip_drag_begin (WgBorderGrip *self, const WgToolEvent *event)
{
  static const WgMoveKind kinds[] = { 0, WG_MOVE_VERTEX, WG_MOVE_INSERT, WG_MOVE_SEGMENT };
  WgBorderPick pick = find_pick (self, event);
  WgPoint middle = wg_border_middle (pick.ends[0], pick.ends[1]);

  if (pick.kind == WG_PICK_NONE)
    return FALSE;
  wg_border_grip_keys_drop (self);
  set_pick (self, pick);
  self->kind = kinds[pick.kind];
  self->n_moved = pick.kind == WG_PICK_SEGMENT ? 2 : 1;
  self->from[0] = pick.kind == WG_PICK_MIDDLE ? middle : pick.ends[0];
  self->from[1] = pick.ends[1];
  self->from_to[0] = pick.kind == WG_PICK_VERTEX ? pick.ends[0] : middle;
  /* A point goes where the pointer is; a segment keeps its distance. */
  self->press = self->n_moved == 1 ? self->from[0] : event->point;
  if (pick.kind == WG_PICK_MIDDLE)
    {
      const WgBorderLeg ends[2] = { { pick.ends[0], 0 }, { pick.ends[1], 0 } };
      self->legs = g_array_new (FALSE, FALSE, sizeof (WgBorderLeg));
      g_array_append_vals (self->legs, ends, 2);
    }
  else
    self->legs = wg_border_find_legs (wg_plan_get_coverage (get_canvas (self)->plan), self->from,
                                      self->n_moved);
  self->is_dragging = TRUE;
  self->is_good = FALSE;
  wg_border_grip_aim (self, self->press);
  wg_tool_hint_changed (self->tool);
  return TRUE;
}

void
wg_border_grip_drag_motion (WgBorderGrip *self, const WgToolEvent *event)
{
  if (!self->is_dragging)
    return;
  self->snap = snap (self, event);
  wg_border_grip_aim (self, self->snap.point);
  wg_border_grip_preview (self);
  wg_tool_hint_changed (self->tool);
  wg_tool_redraw (self->tool);
}

void
wg_border_grip_drag_end (WgBorderGrip *self, const WgToolEvent *event)
{
  if (!self->is_dragging)
    return;
  if (event != NULL)
    wg_border_grip_drag_motion (self, event);
  wg_border_grip_clear (self);
  if (event != NULL && self->is_good)
    wg_border_grip_commit (self);
  if (event != NULL)
    wg_border_grip_motion (self, event);
}

gboolean
wg_border_grip_key (WgBorderGrip *self, guint keyval, GdkModifierType state)
{
  gboolean is_delete = keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete
                       || keyval == GDK_KEY_BackSpace;

  if (!self->is_careful && wg_border_grip_keys (self, keyval, state))
    return TRUE;
  if (!is_delete || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
      || self->is_dragging || self->pick.kind != WG_PICK_VERTEX)
    return FALSE;
  wg_border_grip_delete (self, self->pick.ends[0], self->pick.is_node);
  return TRUE;
}

gboolean
wg_border_grip_is_dragging (WgBorderGrip *self)
{
  return self->is_dragging;
}

char *
wg_border_grip_hint (WgBorderGrip *self)
{
  if (self->is_dragging && self->reason != NULL)
    return g_strdup (self->reason);
  if (self->is_keyed)
    return wg_border_grip_keys_hint (self);
  if (self->is_dragging)
    return g_strdup (_("Let go to move the border here, Esc leaves it; Alt: do not snap"));
  switch (self->pick.kind)
    {
    case WG_PICK_VERTEX:
      return g_strdup (self->pick.is_node ? _("Drag the junction: all its borders follow")
                                          : _("Drag the corner; Delete removes it"));
    case WG_PICK_MIDDLE:
      return g_strdup (_("Drag to add a corner here"));
    case WG_PICK_SEGMENT:
      return g_strdup (_("Drag to move this part of the border parallel to itself"));
    default:
      return NULL;
    }
}
