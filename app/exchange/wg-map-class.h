/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The class of a feature of a reference layer, as in #WgLineworkItem. */
enum
{
  WG_CLASS_OTHER = 0,
  WG_CLASS_MOTORWAY = 1,
  WG_CLASS_PRIMARY = 2,
  WG_CLASS_SECONDARY = 3,
  WG_CLASS_STREET = 4,
  WG_CLASS_PATH = 5,
  WG_CLASS_RAILWAY = 6,
  WG_CLASS_WATER = 7,
  WG_CLASS_BUILDING = 8,
  WG_CLASS_GREEN = 9,
  WG_CLASS_BOUNDARY = 10,
};

/** TRUE when a column of this name says something about the class (highway, fclass, 类型 ...). */
gboolean wg_map_class_is_field  (const char *field);
/** The class that a value of such a column means; WG_CLASS_OTHER when none. */
guint    wg_map_class_of_value  (const char *field,
                                 const char *value);
/** What a layer of this name holds when no column tells ("roads", "建筑物", ...). */
guint    wg_map_class_of_layer  (const char *layer);

G_END_DECLS
