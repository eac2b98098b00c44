/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-subdivide-words"

#include "wg-subdivide-words.h"

#include <glib/gi18n.h>

const char *
wg_words_barrier_class (WgBarrierClass barrier_class)
{
  switch (barrier_class)
    {
    case WG_BARRIER_LANE:
      return _("lanes");
    case WG_BARRIER_MINOR:
      return _("minor roads");
    case WG_BARRIER_ARTERIAL:
      return _("main roads");
    case WG_BARRIER_RAILWAY:
      return _("railways");
    case WG_BARRIER_RIVER:
      return _("rivers and other water");
    case WG_BARRIER_WALL:
      return _("walls and fences");
    case WG_BARRIER_DRAWN:
      return _("drawn lines");
    default:
      return _("inside street blocks");
    }
}
