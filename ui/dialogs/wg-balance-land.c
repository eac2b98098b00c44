/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-balance-land"

#include "wg-balance-land.h"

#include <glib/gi18n.h>

struct _WgBalanceLand
{
  GtkBox parent_instance;

  /* Template widgets */
  GtkDropDown *mode;
  GtkDropDown *land;
  GtkWidget *into_box;
  GtkDropDown *into;
  GtkLabel *advice;
  GtkWidget *choices;
  GtkWidget *even_button;
  GtkWidget *lower_button;

  WgSubdivideBelow below;
  WgSession *session;
  GArray *selection; /* of guint32: the grids that were selected, all of one level; may be empty */
  gboolean is_filling;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WgBalanceLand, wg_balance_land, GTK_TYPE_BOX)

static WgPlan *
get_plan (WgBalanceLand *self)
{
  return wg_session_get_plan (self->session);
}

/* The level whose grids are cut, or joined. */
static guint
get_land_depth (WgBalanceLand *self)
{
  guint selected = gtk_drop_down_get_selected (self->land);

  if (self->selection->len == 0)
    return selected + 1;
  if (selected > 0)
    return selected;
  return wg_plan_get_grid (get_plan (self), g_array_index (self->selection, guint32, 0))->depth;
}

static gboolean
is_selection_meant (WgBalanceLand *self)
{
  return self->selection->len > 0 && gtk_drop_down_get_selected (self->land) == 0;
}

static const char *
get_level_name (WgBalanceLand *self, guint depth)
{
  const WgLevel *level = wg_plan_get_level (get_plan (self), depth);

  return level != NULL ? level->name : "";
}

/* What is locked stays, and is not counted in. */
static char *
describe_held (WgBalanceLand *self, guint depth)
{
  guint n = self->below.n_held;

  if (n == 0)
    return NULL;
  /* Translators: a number, a level */
  return g_strdup_printf (ngettext ("%u locked or special %s stays as it is.",
                                    "%u locked or special %s stay as they are.", n),
                          n, get_level_name (self, depth));
}

static char *
describe_below (WgBalanceLand *self, guint depth)
{
  const WgSubdivideBelow *below = &self->below;
  const char *name = get_level_name (self, depth);

  if (below->n_left > 0)
    /* Translators: how many of how many parents, their level, then the level that is made, twice */
    return g_strdup_printf (_("%u of %u %s have grids in the way that are not of level %s. Cutting would take "
                              "their place away, so they stay as they are; grids below a %s can move whole, or "
                              "each can be cut by itself."),
                            below->n_left, below->n_parents, get_level_name (self, get_land_depth (self)), name,
                            name);
  if (below->n_replaced > 0)
    {
      /* Translators: a number, a level, the level again */
      g_autofree char *replaced
        = g_strdup_printf (ngettext ("The %u %s that is there is replaced: its code is retired, and history tells "
                                     "which new %s have its land.",
                                     "The %u %s that are there are replaced: their codes are retired, and history "
                                     "tells which new %s have their land.",
                                     below->n_replaced),
                           below->n_replaced, name, name);
      g_autofree char *held = describe_held (self, depth);

      return held != NULL ? g_strdup_printf (C_("two sentences", "%s %s"), replaced, held)
                          : g_steal_pointer (&replaced);
    }
  return describe_held (self, depth);
}

/* What is in the way, and what can be done instead. */
static void
show_advice (WgBalanceLand *self)
{
  guint depth = wg_balance_land_get_depth (self);
  gboolean is_cut = wg_balance_land_get_mode (self) == WG_BALANCE_SUBDIVIDE;
  g_autoptr (GArray) parents = wg_balance_land_list (self);
  g_autofree char *text = NULL;

  wg_subdivide_look_below (get_plan (self), parents, depth, &self->below);
  text = is_cut ? describe_below (self, depth) : describe_held (self, depth);
  gtk_label_set_label (self->advice, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->advice), text != NULL);
  gtk_widget_set_visible (self->choices, is_cut && self->below.n_left > 0
                                           && wg_plan_count_grids (get_plan (self), depth) > 0);
  gtk_widget_set_visible (self->lower_button, depth < wg_plan_get_n_levels (get_plan (self)));
  if (is_cut && self->below.n_left > 0)
    {
      g_autofree char *even = g_strdup_printf (_("Even Out the %s"), get_level_name (self, depth));
      g_autofree char *lower = g_strdup_printf (_("Cut Each %s"), get_level_name (self, depth));

      gtk_button_set_label (GTK_BUTTON (self->even_button), even);
      gtk_button_set_label (GTK_BUTTON (self->lower_button), lower);
    }
}

static void
tell (WgBalanceLand *self)
{
  if (self->is_filling)
    return;
  show_advice (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Grids of the level that was to be made, evened out: what is below them moves whole. */
static void
even_cb (WgBalanceLand *self)
{
  gtk_drop_down_set_selected (self->mode, WG_BALANCE_REBALANCE);
}

static void
fill_levels (WgBalanceLand *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  WgPlan *plan = get_plan (self);
  gboolean was_filling = self->is_filling;

  self->is_filling = TRUE;
  for (guint depth = get_land_depth (self) + 1; depth <= wg_plan_get_n_levels (plan); depth++)
    gtk_string_list_append (names, wg_plan_get_level (plan, depth)->name);
  gtk_drop_down_set_model (self->into, G_LIST_MODEL (names));
  self->is_filling = was_filling;
}

/* Every grid of the level that was to be made, cut into those of the next. */
static void
lower_cb (WgBalanceLand *self)
{
  guint depth = wg_balance_land_get_depth (self);

  gtk_drop_down_set_selected (self->land, self->selection->len > 0 ? depth : depth - 1);
}

static void
into_cb (WgBalanceLand *self)
{
  tell (self);
}

static void
land_cb (WgBalanceLand *self)
{
  if (self->is_filling)
    return;
  fill_levels (self);
  tell (self);
}

static void
mode_cb (WgBalanceLand *self)
{
  gtk_widget_set_visible (self->into_box, wg_balance_land_get_mode (self) == WG_BALANCE_SUBDIVIDE);
  tell (self);
}

/* The lowest level that has grids; where none is below it, the one above. */
static guint
first_depth (WgPlan *plan)
{
  guint n_levels = wg_plan_get_n_levels (plan), depth = n_levels;

  while (depth > 1 && wg_plan_count_grids (plan, depth) == 0)
    depth--;
  return MAX (1, MIN (depth, n_levels - 1));
}

static char *
describe_selection (WgBalanceLand *self)
{
  guint n = self->selection->len;

  if (n == 1)
    return g_strdup_printf (
      _("In %s"), wg_plan_get_grid (get_plan (self), g_array_index (self->selection, guint32, 0))->name);
  return g_strdup_printf (ngettext ("In %u selected grid", "In %u selected grids", n), n);
}

static void
fill_lands (WgBalanceLand *self)
{
  g_autoptr (GtkStringList) lands = gtk_string_list_new (NULL);
  WgPlan *plan = get_plan (self);

  if (self->selection->len > 0)
    gtk_string_list_take (lands, describe_selection (self));
  for (guint depth = 1; depth < wg_plan_get_n_levels (plan); depth++)
    /* Translators: %s is the name of a level, such as 社区 */
    gtk_string_list_take (lands, g_strdup_printf (_("In every grid of level %s"),
                                                  wg_plan_get_level (plan, depth)->name));
  gtk_drop_down_set_model (self->land, G_LIST_MODEL (lands));
  if (self->selection->len == 0)
    gtk_drop_down_set_selected (self->land, first_depth (plan) - 1);
}

static gboolean
has_grid (const GArray *grids, guint32 id)
{
  for (guint i = 0; i < grids->len; i++)
    if (g_array_index (grids, guint32, i) == id)
      return TRUE;
  return FALSE;
}

/* Of the selection what is of its first grid's level; the lowest cannot be cut, so their parents. */
static GArray *
take_selection (WgSession *session)
{
  const GArray *selection = wg_session_get_selection (session);
  WgPlan *plan = wg_session_get_plan (session);
  guint n_levels = wg_plan_get_n_levels (plan), depth = 0;
  GArray *grids = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < selection->len; i++)
    {
      guint32 id = g_array_index (selection, guint32, i);
      const WgGrid *grid = wg_plan_get_grid (plan, id);

      if (grid->depth == n_levels)
        {
          id = wg_plan_get_ancestor (plan, id, n_levels - 1);
          grid = wg_plan_get_grid (plan, id);
        }
      if (grid == NULL || grid->depth == n_levels)
        continue;
      if (depth == 0)
        depth = grid->depth;
      if (grid->depth == depth && !has_grid (grids, id))
        g_array_append_val (grids, id);
    }
  return grids;
}

static void
wg_balance_land_dispose (GObject *object)
{
  WgBalanceLand *self = WG_BALANCE_LAND (object);

  self->is_filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_BALANCE_LAND);
  g_clear_object (&self->session);
  g_clear_pointer (&self->selection, g_array_unref);

  G_OBJECT_CLASS (wg_balance_land_parent_class)->dispose (object);
}

static void
wg_balance_land_class_init (WgBalanceLandClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_balance_land_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/wangge/Wangge/wg-balance-land.ui");
  gtk_widget_class_bind_template_child (widget_class, WgBalanceLand, mode);
  gtk_widget_class_bind_template_child (widget_class, WgBalanceLand, land);
  gtk_widget_class_bind_template_child (widget_class, WgBalanceLand, into_box);
  gtk_widget_class_bind_template_child (widget_class, WgBalanceLand, into);
  gtk_widget_class_bind_template_child (widget_class, WgBalanceLand, advice);
  gtk_widget_class_bind_template_child (widget_class, WgBalanceLand, choices);
  gtk_widget_class_bind_template_child (widget_class, WgBalanceLand, even_button);
  gtk_widget_class_bind_template_child (widget_class, WgBalanceLand, lower_button);
  gtk_widget_class_bind_template_callback (widget_class, even_cb);
  gtk_widget_class_bind_template_callback (widget_class, lower_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, land_cb);
  gtk_widget_class_bind_template_callback (widget_class, into_cb);
}

static void
wg_balance_land_init (WgBalanceLand *self)
{
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
wg_balance_land_set_session (WgBalanceLand *self, WgSession *session)
{
  const char *const modes[] = { _("Cut into smaller grids"), _("Join small grids to larger ones"),
                                _("Even out, moving few households"), NULL };
  g_autoptr (GtkStringList) mode_list = gtk_string_list_new (modes);

  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  self->selection = take_selection (session);
  gtk_drop_down_set_model (self->mode, G_LIST_MODEL (mode_list));
  fill_lands (self);
  fill_levels (self);
  self->is_filling = FALSE;
  show_advice (self);
}

WgBalanceMode
wg_balance_land_get_mode (WgBalanceLand *self)
{
  return (WgBalanceMode) gtk_drop_down_get_selected (self->mode);
}

guint
wg_balance_land_get_depth (WgBalanceLand *self)
{
  guint depth = get_land_depth (self);

  return wg_balance_land_get_mode (self) == WG_BALANCE_SUBDIVIDE
           ? depth + 1 + gtk_drop_down_get_selected (self->into)
           : depth + 1;
}

GArray *
wg_balance_land_list (WgBalanceLand *self)
{
  if (is_selection_meant (self))
    return g_array_ref (self->selection);
  return wg_plan_list_level (get_plan (self), get_land_depth (self), 0);
}

gboolean
wg_balance_land_is_all (WgBalanceLand *self)
{
  return !is_selection_meant (self);
}

void
wg_balance_land_sum (WgBalanceLand *self, WgTally *tally_out)
{
  g_autoptr (GArray) parents = wg_balance_land_list (self);

  *tally_out = (WgTally){ .is_counted = wg_plan_get_buildings (get_plan (self)) != NULL };
  for (guint i = 0; i < parents->len; i++)
    {
      WgTally tally = { 0 };

      wg_plan_get_tally (get_plan (self), g_array_index (parents, guint32, i), &tally);
      wg_tally_add (tally_out, &tally, 1);
    }
  wg_tally_add (tally_out, &self->below.held, -1);
}

WgSizeBand
wg_balance_land_guess_band (WgBalanceLand *self, const WgTally *tally)
{
  WgPlan *plan = get_plan (self);
  guint depth = wg_balance_land_get_depth (self);
  g_autoptr (GArray) parents = wg_balance_land_list (self);
  guint n = wg_balance_land_is_all (self) ? wg_plan_count_grids (plan, depth) : 0;
  guint32 mean = 0;

  for (guint i = 0; i < parents->len && !wg_balance_land_is_all (self); i++)
    {
      g_autoptr (GArray) grids = wg_plan_list_level (plan, depth, g_array_index (parents, guint32, i));

      n += grids->len;
    }
  mean = n > 0 ? (guint32) CLAMP (tally->households.sum / n, 0, 1000000) : 0;
  return mean >= 10 ? (WgSizeBand){ .min = mean * 4 / 5, .target = mean, .max = mean * 6 / 5 }
                    : (WgSizeBand){ .min = 250, .target = 300, .max = 350 };
}

gboolean
wg_balance_land_is_blocked (WgBalanceLand *self)
{
  return wg_balance_land_get_mode (self) == WG_BALANCE_SUBDIVIDE && self->below.n_parents > 0
         && self->below.n_left == self->below.n_parents;
}
