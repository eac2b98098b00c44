/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tool-simplify"

#include "wg-tool-simplify.h"

#include "wg-canvas-private.h"
#include "wg-simplify-panel.h"

#include "../../app/cli/wg-words.h"
#include "../../app/plan/wg-simplify-commands.h"

#include <glib/gi18n.h>

#define MIN_TOLERANCE 0.01
#define MAX_TOLERANCE 1000.0
#define FIRST_TOLERANCE 1.0
#define FEW_ARCS 800       /* up to here it is found at once, without a worker */
#define MAX_LINES 20000    /* drawn at most */

struct _WgToolSimplify
{
  WgSearchTool parent_instance;

  double tolerance_m;
  gboolean is_smooth;
  guint scope;

  WgSimplifyState state;
  WgCoverageChange *rows; /* what Enter applies */
  WgSimplifyCount count;
};

G_DEFINE_FINAL_TYPE (WgToolSimplify, wg_tool_simplify, WG_TYPE_SEARCH_TOOL)

/* What is looked for. */
typedef struct
{
  GArray *grids;
  guint depth;
  WgSimplify how;
  WgSimplifyCount count;
  WgLandPreview *land; /* what becomes of the grids; NULL: no border changes */
} Search;

static void
free_search (gpointer data)
{
  Search *search = data;

  g_clear_pointer (&search->grids, g_array_unref);
  g_clear_pointer (&search->land, wg_land_preview_free);
  g_free (search);
}

/* (transfer full): the choice for the present setting. */
static Search *
make_search (WgToolSimplify *self)
{
  WgSession *session = wg_tool_get_session (WG_TOOL (self));
  guint n_levels = wg_plan_get_n_levels (wg_session_get_plan (session));
  Search *search = g_new0 (Search, 1);

  if (self->scope == 0)
    search->grids = g_array_copy ((GArray *) wg_session_get_selection (session));
  search->depth = self->scope <= n_levels ? self->scope : 0;
  search->how = (WgSimplify){ self->tolerance_m * 1e3, self->is_smooth };
  return search;
}

/* The numbers at the pointer and in the card. */
static void
show_land (WgToolSimplify *self, WgLandPreview *land)
{
  WgSession *session = wg_tool_get_session (WG_TOOL (self));

  if (session != NULL)
    wg_session_set_preview (session, land);
  else
    g_clear_pointer (&land, wg_land_preview_free);
}

static gboolean
wg_tool_simplify_forget (WgSearchTool *tool)
{
  WgToolSimplify *self = WG_TOOL_SIMPLIFY (tool);
  WgSession *session = wg_tool_get_session (WG_TOOL (tool));

  if (self->state == WG_SIMPLIFY_STORING)
    return FALSE;
  show_land (self, NULL);
  g_clear_pointer (&self->rows, wg_coverage_change_free);
  self->count = (WgSimplifyCount){ 0 };
  self->state = WG_SIMPLIFY_NO_GRID;
  if (session != NULL && (self->scope > 0 || wg_session_get_selection (session)->len > 0))
    self->state = WG_SIMPLIFY_LOOKING;
  return self->state == WG_SIMPLIFY_LOOKING;
}

static gpointer
wg_tool_simplify_ask (WgSearchTool *tool, WgPlan *plan, gboolean *is_long_out)
{
  Search *search = make_search (WG_TOOL_SIMPLIFY (tool));
  WgBorderChoice choice = { search->grids, search->depth };
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));

  if (choice.grids != NULL)
    wg_plan_collect_borders (plan, &choice, arcs, NULL);
  *is_long_out = choice.grids == NULL || arcs->len > FEW_ARCS;
  return search;
}

/* What a choice of borders becomes, and the grids with it. */
static gpointer
wg_tool_simplify_look (WgPlan *plan, gpointer data, GCancellable *cancellable, GError **error)
{
  Search *search = data;
  WgBorderChoice choice = { search->grids, search->depth };
  WgCoverageChange *rows = wg_plan_preview_simplify (plan, &choice, &search->how, &search->count,
                                                     NULL, cancellable, error);
  g_autoptr (WgCoverageChange) copy = NULL;

  if (rows == NULL)
    return NULL;
  copy = wg_coverage_change_new ();
  wg_coverage_change_extend (copy, rows);
  search->land = wg_land_preview_look (plan, g_steal_pointer (&copy), NULL);
  return rows;
}

/* The lines and, from the search, the numbers. */
static void
wg_tool_simplify_take (WgSearchTool *tool, gpointer data, gpointer rows, const GError *error)
{
  WgToolSimplify *self = WG_TOOL_SIMPLIFY (tool);
  Search *search = data;

  g_clear_pointer (&self->rows, wg_coverage_change_free);
  self->rows = rows;
  self->count = search->count;
  self->state = rows != NULL ? WG_SIMPLIFY_READY : WG_SIMPLIFY_NOTHING;
  show_land (self, g_steal_pointer (&search->land));
  wg_search_tool_tell (tool);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgToolSimplify) self = user_data;
  WgCanvas *canvas = wg_tool_get_canvas (WG_TOOL (self));
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  self->state = WG_SIMPLIFY_NO_GRID;
  if (wg_command_simplify_finish (WG_HISTORY (source), result, &error))
    sentence = g_strdup_printf (_("Borders changed: %u vertices became %u"),
                                (guint) self->count.n_points_before,
                                (guint) self->count.n_points_after);
  else
    sentence = wg_words_error (error);
  if (canvas != NULL)
    wg_canvas_say (canvas, sentence);
  wg_search_tool_renew (WG_SEARCH_TOOL (self));
}

static gboolean
wg_tool_simplify_key (WgTool *tool, guint keyval, GdkModifierType state)
{
  WgToolSimplify *self = WG_TOOL_SIMPLIFY (tool);

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      wg_tool_simplify_apply (self);
      return TRUE;
    case GDK_KEY_bracketleft:
      wg_tool_simplify_set_tolerance (self, self->tolerance_m / 2);
      return TRUE;
    case GDK_KEY_bracketright:
      wg_tool_simplify_set_tolerance (self, self->tolerance_m * 2);
      return TRUE;
    default:
      return FALSE;
    }
}

/* A click selects, so that the borders of another grid can be looked at. */
static gboolean
wg_tool_simplify_click (WgTool *tool, const WgToolEvent *event)
{
  WgCanvas *canvas = wg_tool_get_canvas (tool);

  if (canvas == NULL || canvas->session == NULL || event->button != GDK_BUTTON_PRIMARY)
    return FALSE;
  wg_canvas_select_at (canvas, event->x, event->y, event->state);
  return TRUE;
}

static void
wg_tool_simplify_selection_changed (WgTool *tool)
{
  if (WG_TOOL_SIMPLIFY (tool)->scope == 0)
    wg_search_tool_renew (WG_SEARCH_TOOL (tool));
}

static char *
wg_tool_simplify_hint (WgTool *tool)
{
  WgToolSimplify *self = WG_TOOL_SIMPLIFY (tool);

  switch (self->state)
    {
    case WG_SIMPLIFY_READY:
      return g_strdup_printf (_("Enter applies: %u vertices become %u; [ and ] change the tolerance"),
                              (guint) self->count.n_points_before,
                              (guint) self->count.n_points_after);
    case WG_SIMPLIFY_NOTHING:
      return g_strdup (_("No border becomes plainer with this tolerance; ] doubles it"));
    case WG_SIMPLIFY_NO_GRID:
      return g_strdup (_("Click the grids whose borders are meant, or choose a level"));
    case WG_SIMPLIFY_STORING:
      return g_strdup (_("Storing the new borders…"));
    default:
      return g_strdup (_("Looking at the borders…"));
    }
}

static GtkWidget *
wg_tool_simplify_make_panel (WgTool *tool)
{
  return wg_simplify_panel_new (WG_TOOL_SIMPLIFY (tool));
}

static void
trace_line (cairo_t *cr, const WgViewport *viewport, const WgLine *line)
{
  for (guint i = 0; i < line->n_points; i++)
    {
      double x = wg_viewport_to_pixel_x (viewport, line->points[i].x);
      double y = wg_viewport_to_pixel_y (viewport, line->points[i].y);

      if (i == 0)
        cairo_move_to (cr, x, y);
      else
        cairo_line_to (cr, x, y);
    }
}

/* The old borders faint, the new ones strong; those in view only. */
static void
draw_rows (WgToolSimplify *self, cairo_t *cr, WgCanvas *canvas)
{
  WgEnvelope view = wg_viewport_envelope (&canvas->viewport);
  double dashes[2] = { 3.0, 3.0 };

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint pass = 0; pass < 2; pass++)
    {
      guint n_drawn = 0;

      for (guint i = 0; i < self->rows->arcs->len && n_drawn < MAX_LINES; i++)
        {
          const WgArcChange *row = &g_array_index (self->rows->arcs, WgArcChange, i);

          if (!wg_envelope_intersects (&row->before.line->envelope, &view))
            continue;
          trace_line (cr, &canvas->viewport, pass == 0 ? row->before.line : row->after.line);
          n_drawn++;
        }
      if (pass == 0)
        {
          cairo_set_dash (cr, dashes, 2, 0);
          cairo_set_source_rgba (cr, 0.5, 0.5, 0.5, 0.9);
          cairo_set_line_width (cr, 1.0);
        }
      else
        {
          cairo_set_dash (cr, NULL, 0, 0);
          cairo_set_source_rgba (cr, 0.90, 0.38, 0.0, 1.0);
          cairo_set_line_width (cr, 2.2);
        }
      cairo_stroke (cr);
    }
}

static void
wg_tool_simplify_draw (WgTool *tool, GtkSnapshot *snapshot)
{
  WgToolSimplify *self = WG_TOOL_SIMPLIFY (tool);
  WgCanvas *canvas = wg_tool_get_canvas (tool);
  cairo_t *cr = NULL;

  if (self->rows == NULL)
    return;
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float) canvas->viewport.width,
                                                       (float) canvas->viewport.height));
  draw_rows (self, cr, canvas);
  cairo_destroy (cr);
}

static void
wg_tool_simplify_dispose (GObject *object)
{
  WgToolSimplify *self = WG_TOOL_SIMPLIFY (object);

  show_land (self, NULL);
  g_clear_pointer (&self->rows, wg_coverage_change_free);
  G_OBJECT_CLASS (wg_tool_simplify_parent_class)->dispose (object);
}

static void
wg_tool_simplify_class_init (WgToolSimplifyClass *klass)
{
  WgToolClass *tool_class = WG_TOOL_CLASS (klass);
  WgSearchToolClass *search_class = WG_SEARCH_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_tool_simplify_dispose;
  search_class->free_search = free_search;
  search_class->free_found = (GDestroyNotify) wg_coverage_change_free;
  search_class->forget = wg_tool_simplify_forget;
  search_class->ask = wg_tool_simplify_ask;
  search_class->look = wg_tool_simplify_look;
  search_class->take = wg_tool_simplify_take;
  tool_class->click = wg_tool_simplify_click;
  tool_class->key = wg_tool_simplify_key;
  tool_class->selection_changed = wg_tool_simplify_selection_changed;
  tool_class->draw = wg_tool_simplify_draw;
  tool_class->hint = wg_tool_simplify_hint;
  tool_class->make_panel = wg_tool_simplify_make_panel;
}

static void
wg_tool_simplify_init (WgToolSimplify *self)
{
  self->tolerance_m = FIRST_TOLERANCE;
}

void
wg_tool_simplify_set_tolerance (WgToolSimplify *self, double metres)
{
  metres = CLAMP (metres, MIN_TOLERANCE, MAX_TOLERANCE);
  if (self->tolerance_m == metres)
    return;
  self->tolerance_m = metres;
  wg_search_tool_renew (WG_SEARCH_TOOL (self));
}

double
wg_tool_simplify_get_tolerance (WgToolSimplify *self)
{
  return self->tolerance_m;
}

void
wg_tool_simplify_set_smooth (WgToolSimplify *self, gboolean is_smooth)
{
  if (self->is_smooth == is_smooth)
    return;
  self->is_smooth = is_smooth;
  wg_search_tool_renew (WG_SEARCH_TOOL (self));
}

gboolean
wg_tool_simplify_get_smooth (WgToolSimplify *self)
{
  return self->is_smooth;
}

void
wg_tool_simplify_set_scope (WgToolSimplify *self, guint depth)
{
  if (self->scope == depth)
    return;
  self->scope = depth;
  wg_search_tool_renew (WG_SEARCH_TOOL (self));
}

guint
wg_tool_simplify_get_scope (WgToolSimplify *self)
{
  return self->scope;
}

WgSimplifyState
wg_tool_simplify_get_state (WgToolSimplify *self, WgSimplifyCount *count_out)
{
  *count_out = self->count;
  return self->state;
}

void
wg_tool_simplify_apply (WgToolSimplify *self)
{
  WgSession *session = wg_tool_get_session (WG_TOOL (self));
  Search *search = NULL;
  WgBorderChoice choice;

  if (self->state != WG_SIMPLIFY_READY || session == NULL)
    return;
  search = make_search (self);
  choice = (WgBorderChoice){ search->grids, search->depth };
  self->state = WG_SIMPLIFY_STORING;
  wg_search_tool_tell (WG_SEARCH_TOOL (self));
  wg_command_simplify_async (wg_session_get_history (session), self->rows, &choice, self->is_smooth,
                             NULL, NULL, stored_cb, g_object_ref (self));
  free_search (search);
}
