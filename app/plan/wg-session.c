/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-session"

#include "wg-session.h"

struct _WgSession
{
  GObject parent_instance;

  WgHistory *history;
  GArray *selection; /* of guint32, sorted */
  guint depth;
  guint32 hovered;
  WgLandPreview *preview; /* nullable */
};

G_DEFINE_FINAL_TYPE (WgSession, wg_session, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_DEPTH,
  PROP_HOVERED,
  N_PROPS,
};

enum
{
  SIGNAL_SELECTION_CHANGED,
  SIGNAL_FLY_TO,
  SIGNAL_PREVIEW_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  guint32 left = *(const guint32 *) a, right = *(const guint32 *) b;

  return (left > right) - (left < right);
}

static gboolean
is_alive (WgSession *self, guint32 id)
{
  const WgGrid *grid = wg_plan_get_grid (wg_session_get_plan (self), id);

  return grid != NULL && !grid->is_retired;
}

/* Takes @ids (sorted, each once) when they differ from the present ones. */
static void
take_selection (WgSession *self, GArray *ids)
{
  if (ids->len == self->selection->len
      && (ids->len == 0
          || memcmp (ids->data, self->selection->data, ids->len * sizeof (guint32)) == 0))
    {
      g_array_unref (ids);
      return;
    }
  g_array_unref (self->selection);
  self->selection = ids;
  g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

/* Grids that are gone cannot stay selected; a level that is gone cannot be looked at. */
static void
drop_what_is_gone (WgSession *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n_levels = wg_plan_get_n_levels (wg_session_get_plan (self));

  for (guint i = 0; i < self->selection->len; i++)
    {
      guint32 id = g_array_index (self->selection, guint32, i);

      if (is_alive (self, id))
        g_array_append_val (ids, id);
    }
  take_selection (self, ids);
  if (self->hovered != 0 && !is_alive (self, self->hovered))
    wg_session_set_hovered (self, 0);
  if (self->depth > n_levels)
    wg_session_set_depth (self, n_levels);
}

static void
plan_changed_cb (WgSession *self, WgChange *change, gboolean backwards)
{
  wg_session_set_preview (self, NULL);
  drop_what_is_gone (self);
}

static void
plan_replaced_cb (WgSession *self)
{
  wg_session_set_preview (self, NULL);
  drop_what_is_gone (self);
}

static void
wg_session_finalize (GObject *object)
{
  WgSession *self = WG_SESSION (object);

  g_clear_object (&self->history);
  g_clear_pointer (&self->selection, g_array_unref);
  g_clear_pointer (&self->preview, wg_land_preview_free);

  G_OBJECT_CLASS (wg_session_parent_class)->finalize (object);
}

static void
wg_session_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  WgSession *self = WG_SESSION (object);

  switch (property_id)
    {
    case PROP_DEPTH:
      g_value_set_uint (value, self->depth);
      break;
    case PROP_HOVERED:
      g_value_set_uint (value, self->hovered);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
wg_session_set_property (GObject *object, guint property_id, const GValue *value,
                         GParamSpec *pspec)
{
  WgSession *self = WG_SESSION (object);

  switch (property_id)
    {
    case PROP_DEPTH:
      wg_session_set_depth (self, g_value_get_uint (value));
      break;
    case PROP_HOVERED:
      wg_session_set_hovered (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
wg_session_class_init (WgSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = wg_session_finalize;
  object_class->get_property = wg_session_get_property;
  object_class->set_property = wg_session_set_property;

  properties[PROP_DEPTH] = g_param_spec_uint ("depth", NULL, NULL, 0, WG_MAX_DEPTH, 0, flags);
  properties[PROP_HOVERED] = g_param_spec_uint ("hovered", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_SELECTION_CHANGED]
    = g_signal_new ("selection-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PREVIEW_CHANGED]
    = g_signal_new ("preview-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FLY_TO]
    = g_signal_new ("fly-to", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
wg_session_init (WgSession *self)
{
  self->selection = g_array_new (FALSE, FALSE, sizeof (guint32));
}

/** Returns: (transfer full): a session that looks at the deepest level that has grids. */
WgSession *
wg_session_new (WgHistory *history)
{
  WgSession *self = g_object_new (WG_TYPE_SESSION, NULL);
  WgPlan *plan = wg_history_get_plan (history);

  self->history = g_object_ref (history);
  self->depth = wg_plan_get_n_levels (plan);
  while (self->depth > 1 && wg_plan_count_grids (plan, self->depth) == 0)
    self->depth--;
  g_signal_connect_object (plan, "changed", G_CALLBACK (plan_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (plan, "replaced", G_CALLBACK (plan_replaced_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

WgHistory *
wg_session_get_history (WgSession *self)
{
  return self->history;
}

WgPlan *
wg_session_get_plan (WgSession *self)
{
  return wg_history_get_plan (self->history);
}

const GArray *
wg_session_get_selection (WgSession *self)
{
  return self->selection;
}

gboolean
wg_session_is_selected (WgSession *self, guint32 grid)
{
  return g_array_binary_search (self->selection, &grid, compare_ids, NULL);
}

/** Selects just these; ids that are no grids are left out. */
void
wg_session_select (WgSession *self, const guint32 *grids, guint n_grids)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n_kept = 0;

  for (guint i = 0; i < n_grids; i++)
    if (is_alive (self, grids[i]))
      g_array_append_val (ids, grids[i]);
  g_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++)
    if (i == 0 || g_array_index (ids, guint32, i) != g_array_index (ids, guint32, n_kept - 1))
      g_array_index (ids, guint32, n_kept++) = g_array_index (ids, guint32, i);
  g_array_set_size (ids, n_kept);
  take_selection (self, ids);
}

void
wg_session_toggle (WgSession *self, guint32 grid)
{
  g_autoptr (GArray) ids = g_array_copy (self->selection);
  guint place = 0;

  if (g_array_binary_search (ids, &grid, compare_ids, &place))
    g_array_remove_index (ids, place);
  else
    g_array_append_val (ids, grid);
  wg_session_select (self, (const guint32 *) ids->data, ids->len);
}

guint
wg_session_get_depth (WgSession *self)
{
  return self->depth;
}

void
wg_session_set_depth (WgSession *self, guint depth)
{
  depth = CLAMP (depth, 1, MAX (wg_plan_get_n_levels (wg_session_get_plan (self)), 1));
  if (self->depth == depth)
    return;
  self->depth = depth;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEPTH]);
}

guint32
wg_session_get_hovered (WgSession *self)
{
  return self->hovered;
}

void
wg_session_set_hovered (WgSession *self, guint32 grid)
{
  if (self->hovered == grid)
    return;
  self->hovered = grid;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HOVERED]);
}

void
wg_session_fly_to (WgSession *self, const WgEnvelope *envelope)
{
  g_signal_emit (self, signals[SIGNAL_FLY_TO], 0, envelope);
}

void
wg_session_set_preview (WgSession *self, WgLandPreview *preview)
{
  if (self->preview == NULL && preview == NULL)
    return;
  g_clear_pointer (&self->preview, wg_land_preview_free);
  self->preview = preview;
  g_signal_emit (self, signals[SIGNAL_PREVIEW_CHANGED], 0);
}

const WgLandPreview *
wg_session_get_preview (WgSession *self)
{
  return self->preview;
}
