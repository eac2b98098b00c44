/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-style"

#include "wg-scene.h"

#include <string.h>

static const WgStyle light = {
  .background = 0xf4f3ef,
  .fills = { 0xaed4ee, 0xc8d3b2, 0xd3f5e3, 0xe6c8d3, 0xe9eefb, 0xfdf0c9 },
  .light_fills = { 0xd5e5ef, 0xe0e5d4, 0xe5f4ea, 0xeee0e2, 0xeff1f4, 0xf8f2de },
  .unowned_fill = 0xe2e1dd,
  .unowned_hatch = 0x8c8a84,
  .border = { 0, 0x5a3a55, 0x7d5a78, 0xa0819b, 0xb49db0, 0xc0afbd },
  .border_width = { 0, 3.0f, 1.9f, 1.1f, 0.8f, 0.6f },
  .label = 0x2b2530,
  .halo = 0xffffff,
  .fill_opacity = 0.45,
  .road = 0xffffff,
  .road_thin = 0xa59b92,
  .road_casing = 0xbcb4ac,
  .railway = 0x8d8a92,
  .water = 0xa9c9e0,
  .building = 0xc3b8ae,
  .building_edge = 0x9d9288,
  .green = 0xbcd8b4,
  .boundary = 0x8f7f8b,
  .other = 0x8a8580,
};

static const WgStyle dark = {
  .background = 0x1d1e22,
  .fills = { 0x42617e, 0x4e3720, 0x254139, 0x6f5862, 0x413653, 0x556246 },
  .light_fills = { 0x2e3c4b, 0x332921, 0x212e2c, 0x42383f, 0x2d2938, 0x363d32 },
  .unowned_fill = 0x2a2b2f,
  .unowned_hatch = 0x74757c,
  .border = { 0, 0xd2b3c9, 0xa3869b, 0x7a6775, 0x665863, 0x5a4f58 },
  .border_width = { 0, 2.4f, 1.6f, 1.0f, 0.8f, 0.6f },
  .label = 0xf0edf2,
  .halo = 0x17181b,
  .fill_opacity = 0.5,
  .road = 0x6b6a72,
  .road_thin = 0x7c7a82,
  .road_casing = 0x2a2a2f,
  .railway = 0x85838c,
  .water = 0x2f5673,
  .building = 0x5d5650,
  .building_edge = 0x7d756d,
  .green = 0x36533a,
  .boundary = 0x8b7f88,
  .other = 0x86828a,
};

/* Grid lines in magenta, as DB11/T 2157 has them; units above heavy, units below thin. */
static const WgStyle print = {
  .background = 0xffffff,
  .fills = { 0xb8d9f0, 0xcfd8bb, 0xd8f6e6, 0xe9cfd8, 0xecf0fb, 0xfdf2cf },
  .light_fills = { 0xdfeef8, 0xe9ede0, 0xedfbf4, 0xf5e9ed, 0xf6f8fd, 0xfef9e9 },
  .unowned_fill = 0xebebeb,
  .unowned_hatch = 0x999999,
  .border = { 0, 0x3a2238, 0x6b2f63, 0xb0308f, 0xc46aae, 0xcf93bf },
  .border_width = { 0, 2.4f, 1.6f, 0.9f, 0.6f, 0.4f },
  .label = 0x1a1a1a,
  .halo = 0xffffff,
  .fill_opacity = 0.45,
  .road = 0xffffff,
  .road_thin = 0x9a928a,
  .road_casing = 0x9a928a,
  .railway = 0x77747c,
  .water = 0xa9c9e0,
  .building = 0xcfc6bd,
  .building_edge = 0x8f857b,
  .green = 0xc4dfbc,
  .boundary = 0x8f7f8b,
  .other = 0x7f7a75,
};

/** For a light window. Static. */
const WgStyle *
wg_style_light (void)
{
  return &light;
}

/** For a dark window. Static. */
const WgStyle *
wg_style_dark (void)
{
  return &dark;
}

/** For paper; widths are points. Static. */
const WgStyle *
wg_style_print (void)
{
  return &print;
}

static gpointer
make_contrast_styles (gpointer data)
{
  static WgStyle styles[2];
  static const float widths[WG_MAX_DEPTH + 1] = { 0, 4.0f, 2.8f, 1.8f, 1.3f, 1.0f };

  styles[0] = light;
  styles[1] = dark;
  for (guint is_dark = 0; is_dark < 2; is_dark++)
    {
      guint32 ink = is_dark ? 0xffffff : 0x000000;

      styles[is_dark].background = ink ^ 0xffffff;
      styles[is_dark].halo = ink ^ 0xffffff;
      styles[is_dark].label = ink;
      styles[is_dark].unowned_hatch = ink;
      styles[is_dark].road_thin = ink;
      styles[is_dark].road_casing = ink;
      styles[is_dark].building_edge = ink;
      for (guint rank = 1; rank <= WG_MAX_DEPTH; rank++)
        styles[is_dark].border[rank] = ink;
      memcpy (styles[is_dark].border_width, widths, sizeof widths);
    }
  return styles;
}

/** For a window of the high-contrast theme: borders and letters in black or white only. Static. */
const WgStyle *
wg_style_high_contrast (gboolean is_dark)
{
  static GOnce once = G_ONCE_INIT;

  return (const WgStyle *) g_once (&once, make_contrast_styles, NULL) + (is_dark ? 1 : 0);
}

/* From fully staffed to nobody: one scale from blue-green over yellow to red, told apart by lightness, too. The
 * first is of grids that need nobody. */
static const guint32 staff_fills[2][6] = {
  { 0xe3e3e0, 0x8cc7b5, 0xcfe3a0, 0xf7e08a, 0xf0ab62, 0xd9694f },
  { 0x3a3b40, 0x2f6b5d, 0x566b33, 0x7d6a25, 0x8a5526, 0x8f3a30 },
};

static guint32
mix (guint32 a, guint32 b)
{
  return ((a >> 1) & 0x7f7f7f) + ((b >> 1) & 0x7f7f7f);
}

static gpointer
make_staff_styles (gpointer data)
{
  static WgStyle styles[5];
  const WgStyle *bases[] = { &light, &dark, &print, wg_style_high_contrast (FALSE),
                             wg_style_high_contrast (TRUE) };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      const guint32 *fills = staff_fills[i == 1 || i == 4];

      styles[i] = *bases[i];
      for (guint k = 0; k < G_N_ELEMENTS (staff_fills[0]); k++)
        {
          styles[i].fills[k] = fills[k];
          styles[i].light_fills[k] = mix (fills[k], styles[i].background);
        }
    }
  return styles;
}

const WgStyle *
wg_style_staff (const WgStyle *style)
{
  static GOnce once = G_ONCE_INIT;
  const WgStyle *styles = g_once (&once, make_staff_styles, NULL);

  if (style == &dark)
    return &styles[1];
  if (style == &print)
    return &styles[2];
  if (style == wg_style_high_contrast (FALSE))
    return &styles[3];
  return style == wg_style_high_contrast (TRUE) ? &styles[4] : &styles[0];
}
