/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tool-merge"

#include "wg-tool-merge.h"

#include "wg-canvas-private.h"

#include "../../app/cli/wg-words-tally.h"
#include "../../app/cli/wg-words.h"
#include "../../app/plan/wg-land-commands.h"

#include <glib/gi18n.h>

#define MAX_ROWS 9       /* as many as there are digits */
#define MAX_PREVIEW 2000 /* grids; more are merged without a picture of it */

struct _WgToolMerge
{
  WgTool parent_instance;

  guint32 into;          /* chosen to survive; 0: the largest */
  gboolean was_selected; /* there were grids to merge when the tool was taken */
  char *list;            /* the grids in words */
  char *problem;         /* why they cannot be merged */
};

G_DEFINE_FINAL_TYPE (WgToolMerge, wg_tool_merge, WG_TYPE_TOOL)

static double
area_of (WgPlan *plan, guint32 grid)
{
  WgTally tally;

  wg_plan_get_tally (plan, grid, &tally);
  return wg_tally_area_m2 (&tally);
}

/** The one that keeps its code: the chosen one, else the largest; 0 when nothing is selected. */
static guint32
find_survivor (WgToolMerge *self)
{
  WgSession *session = wg_tool_get_session (WG_TOOL (self));
  const GArray *selection = wg_session_get_selection (session);
  guint32 best = 0;
  double best_area = -1;

  if (self->into != 0 && wg_session_is_selected (session, self->into))
    return self->into;
  for (guint i = 0; i < selection->len; i++)
    {
      guint32 grid = g_array_index (selection, guint32, i);
      double area = area_of (wg_session_get_plan (session), grid);

      if (area <= best_area)
        continue;
      best = grid;
      best_area = area;
    }
  return best;
}

static char *
describe_households (const WgTally *tally)
{
  g_autofree char *number = wg_words_amount (tally->households.sum, tally->households.n_estimated > 0);

  switch (wg_tally_get_state (tally, &tally->households))
    {
    case WG_COUNT_KNOWN:
      return g_strdup_printf (_(", %s households"), number);
    case WG_COUNT_AT_LEAST:
      return g_strdup_printf (_(", at least %s households"), number);
    default:
      return g_strdup ("");
    }
}

static char *
describe_list (WgToolMerge *self, guint32 into)
{
  WgPlan *plan = wg_session_get_plan (wg_tool_get_session (WG_TOOL (self)));
  const GArray *selection = wg_session_get_selection (wg_tool_get_session (WG_TOOL (self)));
  GString *text = g_string_new (_("These become one grid; the marked one keeps its code:"));

  for (guint i = 0; i < MIN (selection->len, MAX_ROWS); i++)
    {
      guint32 grid = g_array_index (selection, guint32, i);
      g_autofree char *area = NULL, *households = NULL, *name = wg_words_grid (plan, grid);
      WgTally tally;

      wg_plan_get_tally (plan, grid, &tally);
      area = wg_words_area (wg_tally_area_m2 (&tally));
      households = describe_households (&tally);
      g_string_append_printf (text, "\n%s %u  %s %s  %s%s", grid == into ? "●" : "○", i + 1,
                              wg_plan_get_grid (plan, grid)->code, name, area, households);
    }
  if (selection->len > MAX_ROWS)
    {
      guint more = selection->len - MAX_ROWS;
      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("and %u grid more", "and %u grids more", more), more);
    }
  return g_string_free (text, FALSE);
}

static void
renew (WgToolMerge *self)
{
  WgSession *session = wg_tool_get_session (WG_TOOL (self));
  const GArray *selection = session != NULL ? wg_session_get_selection (session) : NULL;
  WgLandPreview *preview = NULL;
  g_autoptr (GError) error = NULL;
  guint32 into = 0;

  g_clear_pointer (&self->list, g_free);
  g_clear_pointer (&self->problem, g_free);
  if (session == NULL)
    return;
  if (selection->len > 1)
    {
      into = find_survivor (self);
      self->list = describe_list (self, into);
      if (selection->len <= MAX_PREVIEW)
        preview = wg_plan_preview_merge (wg_session_get_plan (session), selection, into,
                                         WG_LAND_RETIRE, &error);
      if (error != NULL)
        self->problem = wg_words_error (error);
    }
  wg_session_set_preview (session, preview);
  wg_tool_hint_changed (WG_TOOL (self));
  wg_tool_redraw (WG_TOOL (self));
}

/** The merged land at the survivor's level, when the preview has it. */
static const WgShape *
find_shape (WgToolMerge *self)
{
  WgSession *session = wg_tool_get_session (WG_TOOL (self));
  const WgLandPreview *preview = session != NULL ? wg_session_get_preview (session) : NULL;
  const WgGridPreview *row = NULL;

  if (preview != NULL)
    row = wg_land_preview_find (preview, find_survivor (self));
  return row != NULL ? row->shape : NULL;
}

/** The names of parents that would lose their last grid; NULL: none would. */
static char *
find_emptied_parents (WgPlan *plan, const WgLandPreview *preview, guint depth)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; preview != NULL && i < preview->grids->len; i++)
    {
      const WgGridPreview *row = g_ptr_array_index (preview->grids, i);
      g_autofree char *name = NULL;

      if (!row->is_retired || row->grid->depth >= depth)
        continue;
      name = wg_words_grid (plan, row->grid->id);
      g_string_append_printf (names, "%s%s", names->len > 0 ? C_ ("list", ", ") : "", name);
    }
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

static void
finish (WgToolMerge *self)
{
  g_autoptr (WgToolMerge) alive = g_object_ref (self); /* the canvas may drop the tool */
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));
  g_autoptr (GArray) grids = NULL;
  g_autoptr (WgLandResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  gboolean was_selected = self->was_selected;
  guint32 into = 0;

  if (canvas == NULL || canvas->session == NULL)
    return;
  into = find_survivor (self);
  grids = g_array_copy ((GArray *) wg_session_get_selection (canvas->session));
  result = wg_command_merge (wg_session_get_history (canvas->session), grids, into, WG_LAND_RETIRE,
                             &error);
  if (result == NULL)
    sentence = wg_words_error (error);
  else
    {
      g_autofree char *name = wg_words_grid (canvas->plan, into);
      sentence = g_strdup_printf (_("Merged into %s"), name);
      self->into = 0;
      wg_session_select (canvas->session, &into, was_selected ? 1 : 0);
      if (was_selected)
        wg_canvas_set_tool (canvas, "select");
    }
  wg_canvas_say (canvas, sentence);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, WgToolMerge *self)
{
  if (g_str_equal (response, "merge"))
    finish (self);
}

static void
ask (WgToolMerge *self, const char *parents, gboolean is_apart)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (canvas));
  g_autoptr (GString) body = g_string_new (NULL);
  GtkWidget *dialog = NULL;

  if (is_apart)
    g_string_append (body, _("The grids do not all touch. The merged grid will have separate "
                             "parts (exclaves)."));
  if (parents != NULL)
    {
      if (body->len > 0)
        g_string_append (body, "\n\n");
      g_string_append_printf (body, _("No grid will be left below %s: it is retired, its code is "
                                      "never given again."), parents);
    }
  dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   is_apart ? _("Make an Exclave?") : _("Retire the Parent?"),
                                   body->str);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "merge",
                                    _("_Merge"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "merge",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "merge");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/** Enter: merges, or asks first. */
static void
commit (WgToolMerge *self)
{
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));
  const GArray *selection = NULL;
  g_autoptr (WgLandPreview) preview = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *parents = NULL;
  guint32 into = 0;
  gboolean is_apart = FALSE;

  selection = wg_session_get_selection (canvas->session);
  if (selection->len < 2)
    {
      wg_canvas_say (canvas, _("Click the grids that become one, then press Enter."));
      return;
    }
  into = find_survivor (self);
  preview = wg_plan_preview_merge (canvas->plan, selection, into, WG_LAND_RETIRE, &error);
  if (preview == NULL)
    {
      g_autofree char *sentence = wg_words_error (error);
      wg_canvas_say (canvas, sentence);
      return;
    }
  parents = find_emptied_parents (canvas->plan, preview,
                                  wg_plan_get_grid (canvas->plan, into)->depth);
  is_apart = wg_plan_count_clusters (canvas->plan, selection) > 1;
  if (is_apart || parents != NULL)
    ask (self, parents, is_apart);
  else
    finish (self);
}

static gboolean
wg_tool_merge_click (WgTool *tool, const WgToolEvent *event)
{
  WgToolMerge *self = WG_TOOL_MERGE (tool);
  WgSession *session = wg_tool_get_session (WG_TOOL (self));
  guint32 grid = 0;

  if (session == NULL || event->button != GDK_BUTTON_PRIMARY)
    return FALSE;
  grid = wg_canvas_grid_at (wg_tool_get_canvas (tool), event->x, event->y);
  if (grid == 0)
    return TRUE;
  if (!wg_session_is_selected (session, grid) || (event->state & GDK_SHIFT_MASK))
    wg_session_toggle (session, grid);
  else
    {
      self->into = grid;
      renew (self);
    }
  return TRUE;
}

static gboolean
choose_by_digit (WgToolMerge *self, guint number)
{
  const GArray *selection = wg_session_get_selection (wg_tool_get_session (WG_TOOL (self)));

  if (number < 1 || number > MIN (selection->len, MAX_ROWS))
    return FALSE;
  self->into = g_array_index (selection, guint32, number - 1);
  renew (self);
  return TRUE;
}

static gboolean
wg_tool_merge_key (WgTool *tool, guint keyval, GdkModifierType state)
{
  WgToolMerge *self = WG_TOOL_MERGE (tool);

  if (wg_tool_get_session (WG_TOOL (self)) == NULL
      || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_SHIFT_MASK)))
    return FALSE;
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    {
      commit (self);
      return TRUE;
    }
  if (keyval >= GDK_KEY_1 && keyval <= GDK_KEY_9)
    return choose_by_digit (self, keyval - GDK_KEY_0);
  if (keyval >= GDK_KEY_KP_1 && keyval <= GDK_KEY_KP_9)
    return choose_by_digit (self, keyval - GDK_KEY_KP_0);
  return FALSE;
}

static void
wg_tool_merge_selection_changed (WgTool *tool)
{
  renew (WG_TOOL_MERGE (tool));
}

static gboolean
wg_tool_merge_cancel (WgTool *tool)
{
  WgToolMerge *self = WG_TOOL_MERGE (tool);
  gboolean had_choice = self->into != 0;
  WgSession *session = wg_tool_get_session (WG_TOOL (self));

  self->into = 0;
  if (session != NULL)
    wg_session_set_preview (session, NULL);
  if (had_choice)
    renew (self);
  return had_choice;
}

static char *
wg_tool_merge_hint (WgTool *tool)
{
  WgToolMerge *self = WG_TOOL_MERGE (tool);
  WgSession *session = wg_tool_get_session (WG_TOOL (self));
  g_autofree char *name = NULL;

  if (session == NULL)
    return g_strdup ("");
  if (self->problem != NULL)
    return g_strdup (self->problem);
  if (wg_session_get_selection (session)->len < 2)
    return g_strdup (_("Click the grids that become one"));
  name = wg_words_grid (wg_session_get_plan (session), find_survivor (self));
  return g_strdup_printf (_("Enter merges into %s; click another of them, or press its digit, to "
                            "keep that one; Shift+click takes one out"), name);
}

static void
wg_tool_merge_draw (WgTool *tool, GtkSnapshot *snapshot)
{
  WgToolMerge *self = WG_TOOL_MERGE (tool);
  WgCanvas *canvas = wg_tool_get_canvas (tool);
  const WgShape *shape = find_shape (self);
  const GdkRGBA *accent = wg_canvas_accent (canvas);

  if (shape != NULL)
    {
      cairo_t *cr = gtk_snapshot_append_cairo (
        snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) canvas->viewport.width,
                                       (float) canvas->viewport.height));

      wg_canvas_trace_shape (cr, &canvas->viewport, shape);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_set_source_rgba (cr, 1, 1, 1, 0.85);
      cairo_set_line_width (cr, 7);
      cairo_stroke_preserve (cr);
      gdk_cairo_set_source_rgba (cr, accent);
      cairo_set_line_width (cr, 4);
      cairo_stroke (cr);
      cairo_destroy (cr);
    }
  if (self->problem != NULL)
    wg_canvas_draw_note (canvas, snapshot, self->problem, 12, 12);
  else if (self->list != NULL)
    wg_canvas_draw_note (canvas, snapshot, self->list, 12, 12);
}

static void
wg_tool_merge_view_changed (WgTool *tool)
{
  WgToolMerge *self = WG_TOOL_MERGE (tool);
  WgSession *session = wg_tool_get_session (WG_TOOL (self));

  /* A change of the plan ends the preview. */
  if (session != NULL && self->list != NULL && wg_session_get_preview (session) == NULL)
    renew (self);
}

static void
wg_tool_merge_constructed (GObject *object)
{
  WgToolMerge *self = WG_TOOL_MERGE (object);
  WgSession *session = wg_tool_get_session (WG_TOOL (self));

  G_OBJECT_CLASS (wg_tool_merge_parent_class)->constructed (object);
  self->was_selected = session != NULL && wg_session_get_selection (session)->len > 1;
  renew (self);
}

static void
wg_tool_merge_finalize (GObject *object)
{
  WgToolMerge *self = WG_TOOL_MERGE (object);

  g_free (self->list);
  g_free (self->problem);
  G_OBJECT_CLASS (wg_tool_merge_parent_class)->finalize (object);
}

static void
wg_tool_merge_class_init (WgToolMergeClass *klass)
{
  WgToolClass *tool_class = WG_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = wg_tool_merge_constructed;
  G_OBJECT_CLASS (klass)->finalize = wg_tool_merge_finalize;
  tool_class->cursor = "pointer";
  tool_class->click = wg_tool_merge_click;
  tool_class->key = wg_tool_merge_key;
  tool_class->selection_changed = wg_tool_merge_selection_changed;
  tool_class->cancel = wg_tool_merge_cancel;
  tool_class->hint = wg_tool_merge_hint;
  tool_class->draw = wg_tool_merge_draw;
  tool_class->view_changed = wg_tool_merge_view_changed;
}

static void
wg_tool_merge_init (WgToolMerge *self)
{
}
