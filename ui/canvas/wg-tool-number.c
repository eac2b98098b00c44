/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tool-number"

#include "wg-tool-number.h"

#include "wg-canvas-private.h"
#include "wg-canvas-work.h"
#include "wg-number-marks.h"
#include "wg-number-panel.h"
#include "wg-number-search.h"
#include "wg-stroke.h"

#include "../../app/cli/wg-words.h"
#include "../../app/plan/wg-number-pattern.h"

#include <glib/gi18n.h>
#include <string.h>

#define FEW_GRIDS 3000  /* up to here it is found at once, without a worker */
#define FEW_CHANGES 300 /* and stored at once */

struct _WgToolNumber
{
  WgSearchTool parent_instance;

  WgNumberSettings settings;
  WgStroke *stroke;      /* the line of WG_NUMBER_ALONG_LINE */
  gboolean has_from;
  WgPoint from;          /* of WG_NUMBER_OUTWARD */
  GPtrArray *rows;       /* (nullable) of WgNumberRow: what Enter gives */
  GPtrArray *applied;    /* (nullable) of WgNumberRow: what Enter gave last */
  char *problem;         /* (nullable) */
};

G_DEFINE_FINAL_TYPE (WgToolNumber, wg_tool_number, WG_TYPE_SEARCH_TOOL)

/* What the settings still want from the map; NULL: nothing. */
static const char *
missing (WgToolNumber *self)
{
  WgSession *session = wg_tool_get_session (WG_TOOL (self));
  g_autoptr (GPtrArray) lines = NULL;

  if (session == NULL)
    return "";
  if (self->settings.where != WG_NUMBER_EVERYWHERE && wg_session_get_selection (session)->len == 0)
    return _("Select the grids that are meant, or number everywhere.");
  if (self->settings.order == WG_NUMBER_OUTWARD && !self->has_from)
    return _("Click the point that the numbers go out from.");
  if (self->settings.order != WG_NUMBER_ALONG_LINE)
    return NULL;
  lines = wg_stroke_get_lines (self->stroke);
  return lines->len == 0 ? _("Draw the line that the numbers follow.") : NULL;
}

static gboolean
wg_tool_number_forget (WgSearchTool *tool)
{
  WgToolNumber *self = WG_TOOL_NUMBER (tool);
  const char *what = missing (self);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->problem, g_free);
  self->problem = g_strdup (what);
  return what == NULL;
}

static gpointer
wg_tool_number_ask (WgSearchTool *tool, WgPlan *plan, gboolean *is_long_out)
{
  WgToolNumber *self = WG_TOOL_NUMBER (tool);
  WgNumberSearch *search = wg_number_search_new (plan, wg_session_get_selection (wg_tool_get_session (WG_TOOL (self))),
                                                 &self->settings, wg_stroke_get_points (self->stroke), self->from);
  guint n_grids = search->grids != NULL ? search->grids->len
                                        : wg_plan_count_grids (plan, search->terms.depth);

  *is_long_out = n_grids > FEW_GRIDS;
  return search;
}

static gpointer
wg_tool_number_look (WgPlan *plan, gpointer data, GCancellable *cancellable, GError **error)
{
  const WgNumberSearch *search = data;

  return wg_plan_propose_numbers (plan, &search->terms, NULL, cancellable, error);
}

static void
wg_tool_number_take (WgSearchTool *tool, gpointer search, gpointer rows, const GError *error)
{
  WgToolNumber *self = WG_TOOL_NUMBER (tool);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->problem, g_free);
  self->rows = rows;
  if (rows == NULL && error != NULL)
    self->problem = g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING)
                      ? g_strdup (_("Every code fits already."))
                      : wg_words_error (error);
  wg_search_tool_tell (tool);
}

static gboolean
is_drawing (WgToolNumber *self)
{
  return self->settings.order == WG_NUMBER_ALONG_LINE;
}

/* A click selects, sets the point, or draws. */
static gboolean
wg_tool_number_click (WgTool *tool, const WgToolEvent *event)
{
  WgToolNumber *self = WG_TOOL_NUMBER (tool);
  WgCanvas *canvas = wg_tool_get_canvas (tool);

  if (canvas == NULL || canvas->session == NULL)
    return FALSE;
  if (is_drawing (self))
    return wg_stroke_click (self->stroke, event);
  if (event->button != GDK_BUTTON_PRIMARY)
    return FALSE;
  if (self->settings.order == WG_NUMBER_OUTWARD && !(event->state & GDK_SHIFT_MASK))
    {
      self->has_from = TRUE;
      self->from = event->point;
      wg_search_tool_renew (WG_SEARCH_TOOL (self));
      return TRUE;
    }
  wg_canvas_select_at (canvas, event->x, event->y, event->state);
  return TRUE;
}

static void
wg_tool_number_motion (WgTool *tool, const WgToolEvent *event)
{
  if (is_drawing (WG_TOOL_NUMBER (tool)))
    wg_stroke_motion (WG_TOOL_NUMBER (tool)->stroke, event);
}

static void
wg_tool_number_leave (WgTool *tool)
{
  wg_stroke_leave (WG_TOOL_NUMBER (tool)->stroke);
}

static gboolean
wg_tool_number_drag_begin (WgTool *tool, const WgToolEvent *event)
{
  WgToolNumber *self = WG_TOOL_NUMBER (tool);

  return is_drawing (self) && wg_stroke_drag_begin (self->stroke, event);
}

static void
wg_tool_number_drag_motion (WgTool *tool, const WgToolEvent *event)
{
  wg_stroke_drag_motion (WG_TOOL_NUMBER (tool)->stroke, event);
}

static void
wg_tool_number_drag_end (WgTool *tool, const WgToolEvent *event)
{
  wg_stroke_drag_end (WG_TOOL_NUMBER (tool)->stroke, event);
}

static gboolean
wg_tool_number_key (WgTool *tool, guint keyval, GdkModifierType state)
{
  WgToolNumber *self = WG_TOOL_NUMBER (tool);

  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter)
    return is_drawing (self) && wg_stroke_key (self->stroke, keyval, state);
  wg_tool_number_apply (self);
  return TRUE;
}

static gboolean
wg_tool_number_key_released (WgTool *tool, guint keyval, GdkModifierType state)
{
  WgToolNumber *self = WG_TOOL_NUMBER (tool);

  return is_drawing (self) && wg_stroke_key_released (self->stroke, keyval, state);
}

static gboolean
wg_tool_number_cancel (WgTool *tool)
{
  WgToolNumber *self = WG_TOOL_NUMBER (tool);

  if (is_drawing (self) && wg_stroke_cancel (self->stroke))
    return TRUE;
  if (self->settings.order != WG_NUMBER_OUTWARD || !self->has_from)
    return FALSE;
  self->has_from = FALSE;
  wg_search_tool_renew (WG_SEARCH_TOOL (self));
  return TRUE;
}

static void
wg_tool_number_selection_changed (WgTool *tool)
{
  if (WG_TOOL_NUMBER (tool)->settings.where != WG_NUMBER_EVERYWHERE)
    wg_search_tool_renew (WG_SEARCH_TOOL (tool));
}

static void
wg_tool_number_view_changed (WgTool *tool)
{
  wg_stroke_view_changed (WG_TOOL_NUMBER (tool)->stroke);
}

static char *
wg_tool_number_hint (WgTool *tool)
{
  WgToolNumber *self = WG_TOOL_NUMBER (tool);

  if (self->problem != NULL)
    return g_strdup (self->problem);
  if (self->rows == NULL)
    return g_strdup (_("Putting the grids in order…"));
  return g_strdup (_("Enter gives the numbers that stand on the map, Esc leaves them as they are"));
}

static GtkWidget *
wg_tool_number_make_panel (WgTool *tool)
{
  return wg_number_panel_new (WG_TOOL_NUMBER (tool));
}

static void
wg_tool_number_draw (WgTool *tool, GtkSnapshot *snapshot)
{
  WgToolNumber *self = WG_TOOL_NUMBER (tool);
  WgCanvas *canvas = wg_tool_get_canvas (tool);

  if (canvas != NULL && canvas->plan != NULL && self->rows != NULL)
    wg_number_marks_draw (self->rows, canvas, snapshot);
  if (is_drawing (self))
    wg_stroke_draw (self->stroke, snapshot);
}

/* The level that is worked at: of a selected grid with its siblings, or what is below a selected one. */
static void
choose_first_settings (WgToolNumber *self, WgSession *session)
{
  WgPlan *plan = wg_session_get_plan (session);
  const GArray *selection = wg_session_get_selection (session);
  const WgGrid *grid = NULL;

  if (selection->len > 0)
    grid = wg_plan_get_grid (plan, g_array_index (selection, guint32, 0));
  self->settings.depth = CLAMP (wg_session_get_depth (session), 1, wg_plan_get_n_levels (plan));
  while (self->settings.depth > 1 && wg_plan_count_grids (plan, self->settings.depth) == 0)
    self->settings.depth--;
  if (grid != NULL)
    {
      self->settings.depth = MAX (self->settings.depth, grid->depth);
      self->settings.where = self->settings.depth > grid->depth ? WG_NUMBER_SELECTED : WG_NUMBER_SIBLINGS;
    }
  self->settings.is_followed = TRUE;
  self->settings.pattern = wg_plan_profile_pattern (plan, self->settings.depth, NULL, NULL);
  self->settings.name_pattern = g_strdup ("");
}

static void
wg_tool_number_constructed (GObject *object)
{
  WgToolNumber *self = WG_TOOL_NUMBER (object);
  WgSession *session = wg_tool_get_session (WG_TOOL (self));

  self->stroke = wg_stroke_new (WG_TOOL (self), WG_STROKE_LINE, WG_STROKE_PLAIN);
  g_signal_connect_swapped (self->stroke, "changed", G_CALLBACK (wg_search_tool_renew), self);
  if (session != NULL)
    choose_first_settings (self, session);
  G_OBJECT_CLASS (wg_tool_number_parent_class)->constructed (object);
}

static void
wg_tool_number_dispose (GObject *object)
{
  WgToolNumber *self = WG_TOOL_NUMBER (object);

  if (self->stroke != NULL)
    g_signal_handlers_disconnect_by_data (self->stroke, self);
  g_clear_object (&self->stroke);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->applied, g_ptr_array_unref);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->settings.pattern, g_free);
  g_clear_pointer (&self->settings.name_pattern, g_free);
  G_OBJECT_CLASS (wg_tool_number_parent_class)->dispose (object);
}

static void
wg_tool_number_class_init (WgToolNumberClass *klass)
{
  WgToolClass *tool_class = WG_TOOL_CLASS (klass);
  WgSearchToolClass *search_class = WG_SEARCH_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = wg_tool_number_constructed;
  G_OBJECT_CLASS (klass)->dispose = wg_tool_number_dispose;
  search_class->free_search = wg_number_search_free;
  search_class->free_found = (GDestroyNotify) g_ptr_array_unref;
  search_class->forget = wg_tool_number_forget;
  search_class->ask = wg_tool_number_ask;
  search_class->look = wg_tool_number_look;
  search_class->take = wg_tool_number_take;
  tool_class->click = wg_tool_number_click;
  tool_class->motion = wg_tool_number_motion;
  tool_class->leave = wg_tool_number_leave;
  tool_class->drag_begin = wg_tool_number_drag_begin;
  tool_class->drag_motion = wg_tool_number_drag_motion;
  tool_class->drag_end = wg_tool_number_drag_end;
  tool_class->key = wg_tool_number_key;
  tool_class->key_released = wg_tool_number_key_released;
  tool_class->cancel = wg_tool_number_cancel;
  tool_class->selection_changed = wg_tool_number_selection_changed;
  tool_class->view_changed = wg_tool_number_view_changed;
  tool_class->draw = wg_tool_number_draw;
  tool_class->hint = wg_tool_number_hint;
  tool_class->make_panel = wg_tool_number_make_panel;
}

static void
wg_tool_number_init (WgToolNumber *self)
{
}

const WgNumberSettings *
wg_tool_number_get_settings (WgToolNumber *self)
{
  return &self->settings;
}

void
wg_tool_number_set_settings (WgToolNumber *self, const WgNumberSettings *settings)
{
  WgNumberSettings copy = *settings;

  copy.pattern = g_strdup (settings->pattern);
  copy.name_pattern = g_strdup (settings->name_pattern);
  g_free (self->settings.pattern);
  g_free (self->settings.name_pattern);
  self->settings = copy;
  wg_search_tool_renew (WG_SEARCH_TOOL (self));
}

GPtrArray *
wg_tool_number_get_rows (WgToolNumber *self, const char **problem_out, gboolean *is_looking_out)
{
  *problem_out = self->problem;
  *is_looking_out = wg_search_tool_is_looking (WG_SEARCH_TOOL (self));
  return self->rows;
}

static guint
count_changes (const GPtrArray *rows)
{
  guint n_changed = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const WgNumberRow *row = g_ptr_array_index (rows, i);

      n_changed += row->outcome == WG_NUMBER_GIVEN || strcmp (row->old_name, row->new_name) != 0;
    }
  return n_changed;
}

GPtrArray *
wg_tool_number_get_table (WgToolNumber *self)
{
  return self->rows != NULL && count_changes (self->rows) > 0 ? self->rows : self->applied;
}

static WgChange *
make_change (WgPlan *plan, gpointer rows, GCancellable *cancellable, GError **error)
{
  return wg_plan_make_number_change (plan, rows, error);
}

void
wg_tool_number_apply (WgToolNumber *self)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  guint n_changed = 0;

  if (self->rows == NULL || canvas == NULL || canvas->session == NULL)
    return;
  rows = g_ptr_array_ref (self->rows);
  n_changed = count_changes (rows);
  sentence = g_strdup_printf (ngettext ("%u grid has a new code or name",
                                        "%u grids have new codes or names", n_changed),
                              n_changed);
  g_clear_pointer (&self->applied, g_ptr_array_unref);
  self->applied = g_ptr_array_ref (rows);
  if (n_changed > FEW_CHANGES)
    {
      const WgCanvasWork work = { _("Giving the numbers"), sentence, make_change, g_ptr_array_ref (rows),
                                  (GDestroyNotify) g_ptr_array_unref };

      g_signal_emit_by_name (canvas, "work", &work);
      return;
    }
  if (wg_command_number (wg_session_get_history (canvas->session), rows, &error) > 0)
    wg_stroke_clear (self->stroke);
  else
    {
      g_free (sentence);
      sentence = wg_words_error (error);
    }
  wg_canvas_say (canvas, sentence);
}
