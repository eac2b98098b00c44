/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-snap"

#include "wg-snap-options.h"

#define SCHEMA "org.wangge.Wangge"

static WgSnapOptions options = { TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, FALSE, 10, 8, FALSE };
static GSettings *settings;

static void
read_options (void)
{
  options.enabled = g_settings_get_boolean (settings, "snap-enabled");
  options.node = g_settings_get_boolean (settings, "snap-node");
  options.vertex = g_settings_get_boolean (settings, "snap-vertex");
  options.border = g_settings_get_boolean (settings, "snap-border");
  options.road = g_settings_get_boolean (settings, "snap-road");
  options.building = g_settings_get_boolean (settings, "snap-building");
  options.other = g_settings_get_boolean (settings, "snap-other");
  options.lattice = g_settings_get_boolean (settings, "snap-lattice");
  options.lattice_m = g_settings_get_double (settings, "snap-lattice-step");
  options.tolerance = g_settings_get_int (settings, "snap-tolerance");
  options.trace = g_settings_get_boolean (settings, "trace");
}

GSettings *
wg_snap_options_settings (void)
{
  static gboolean is_looked_up = FALSE;

  if (!is_looked_up)
    {
      GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
      g_autoptr (GSettingsSchema) schema
        = source != NULL ? g_settings_schema_source_lookup (source, SCHEMA, TRUE) : NULL;

      is_looked_up = TRUE;
      if (schema != NULL)
        {
          settings = g_settings_new (SCHEMA);
          g_signal_connect (settings, "changed", G_CALLBACK (read_options), NULL);
          read_options ();
        }
    }
  return settings;
}

const WgSnapOptions *
wg_snap_options_get (void)
{
  wg_snap_options_settings ();
  return &options;
}
