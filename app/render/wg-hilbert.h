/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/** Place along a Hilbert curve of order 16 (0 <= x, y < 65536): what is near on the plane is near
 *  along it. Source: Wikipedia, "Hilbert curve", xy2d. */
static inline guint32
wg_hilbert (guint32 x, guint32 y)
{
  guint32 d = 0;

  for (guint32 s = 1u << 15; s > 0; s >>= 1)
    {
      guint32 rx = (x & s) != 0, ry = (y & s) != 0;
      d += s * s * ((3 * rx) ^ ry);
      if (ry == 0)
        {
          guint32 t = x;
          if (rx == 1)
            {
              x = 0xffff - x;
              y = 0xffff - y;
              t = x;
            }
          x = y;
          y = t;
        }
    }
  return d;
}
