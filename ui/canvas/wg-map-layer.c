/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-map-layer"

#include "wg-map-layer.h"

struct _WgMapLayer
{
  GObject parent_instance;

  WgMapLayerKind kind;
  char *name;
  char *source;
  char *layer;
  gboolean visible;
  double opacity;
  WgMapLayerState state;
  char *problem;
  double progress;
  WgEnvelope envelope;
  WgLineworkFinder *finder;
};

G_DEFINE_FINAL_TYPE (WgMapLayer, wg_map_layer, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  PROP_VISIBLE,
  PROP_OPACITY,
  PROP_STATE,
  PROP_PROBLEM,
  PROP_PROGRESS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
wg_map_layer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WgMapLayer *self = WG_MAP_LAYER (object);

  switch (id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_VISIBLE:
      g_value_set_boolean (value, self->visible);
      break;
    case PROP_OPACITY:
      g_value_set_double (value, self->opacity);
      break;
    case PROP_STATE:
      g_value_set_int (value, (int) self->state);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
wg_map_layer_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WgMapLayer *self = WG_MAP_LAYER (object);

  switch (id)
    {
    case PROP_NAME:
      wg_map_layer_set_name (self, g_value_get_string (value));
      break;
    case PROP_VISIBLE:
      wg_map_layer_set_visible (self, g_value_get_boolean (value));
      break;
    case PROP_OPACITY:
      wg_map_layer_set_opacity (self, g_value_get_double (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
wg_map_layer_finalize (GObject *object)
{
  WgMapLayer *self = WG_MAP_LAYER (object);

  g_free (self->name);
  g_free (self->source);
  g_free (self->layer);
  g_free (self->problem);
  g_clear_pointer (&self->finder, wg_linework_finder_free);
  G_OBJECT_CLASS (wg_map_layer_parent_class)->finalize (object);
}

static void
wg_map_layer_class_init (WgMapLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = wg_map_layer_get_property;
  object_class->set_property = wg_map_layer_set_property;
  object_class->finalize = wg_map_layer_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_VISIBLE] = g_param_spec_boolean ("visible", NULL, NULL, TRUE, flags);
  properties[PROP_OPACITY] = g_param_spec_double ("opacity", NULL, NULL, 0, 1, 1, flags);
  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, 0, WG_MAP_LAYER_MISSING, 0,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
wg_map_layer_init (WgMapLayer *self)
{
  self->visible = TRUE;
  self->opacity = 1.0;
  self->envelope = WG_ENVELOPE_EMPTY;
}

WgMapLayer *
wg_map_layer_new (WgMapLayerKind kind, const char *name, const char *source, const char *layer)
{
  WgMapLayer *self = g_object_new (WG_TYPE_MAP_LAYER, NULL);

  self->kind = kind;
  self->name = g_strdup (name);
  self->source = g_strdup (source);
  self->layer = g_strdup (layer);
  if (kind == WG_MAP_LAYER_GRIDS || kind == WG_MAP_LAYER_LABELS)
    self->state = WG_MAP_LAYER_READY;
  return self;
}

WgMapLayerKind
wg_map_layer_get_kind (WgMapLayer *self)
{
  return self->kind;
}

const char *
wg_map_layer_get_name (WgMapLayer *self)
{
  return self->name;
}

void
wg_map_layer_set_name (WgMapLayer *self, const char *name)
{
  if (g_strcmp0 (self->name, name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

const char *
wg_map_layer_get_source (WgMapLayer *self)
{
  return self->source;
}

const char *
wg_map_layer_get_layer (WgMapLayer *self)
{
  return self->layer;
}

gboolean
wg_map_layer_get_visible (WgMapLayer *self)
{
  return self->visible;
}

void
wg_map_layer_set_visible (WgMapLayer *self, gboolean visible)
{
  visible = !!visible;
  if (self->visible == visible)
    return;
  self->visible = visible;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VISIBLE]);
}

double
wg_map_layer_get_opacity (WgMapLayer *self)
{
  return self->opacity;
}

void
wg_map_layer_set_opacity (WgMapLayer *self, double opacity)
{
  opacity = CLAMP (opacity, 0, 1);
  if (self->opacity == opacity)
    return;
  self->opacity = opacity;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPACITY]);
}

WgMapLayerState
wg_map_layer_get_state (WgMapLayer *self)
{
  return self->state;
}

void
wg_map_layer_set_state (WgMapLayer *self, WgMapLayerState state, const char *problem)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (g_strcmp0 (self->problem, problem) != 0)
    {
      g_free (self->problem);
      self->problem = g_strdup (problem);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
    }
  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

const char *
wg_map_layer_get_problem (WgMapLayer *self)
{
  return self->problem;
}

double
wg_map_layer_get_progress (WgMapLayer *self)
{
  return self->progress;
}

void
wg_map_layer_set_progress (WgMapLayer *self, double progress)
{
  progress = CLAMP (progress, 0, 1);
  if (self->progress == progress)
    return;
  self->progress = progress;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

void
wg_map_layer_set_content (WgMapLayer *self, const WgEnvelope *envelope, WgLineworkFinder *finder)
{
  self->envelope = *envelope;
  g_clear_pointer (&self->finder, wg_linework_finder_free);
  self->finder = finder;
}

WgEnvelope
wg_map_layer_get_envelope (WgMapLayer *self)
{
  return self->envelope;
}

WgLinework *
wg_map_layer_get_linework (WgMapLayer *self)
{
  return self->finder != NULL ? wg_linework_finder_get (self->finder) : NULL;
}

WgLineworkFinder *
wg_map_layer_get_finder (WgMapLayer *self)
{
  return self->finder;
}
