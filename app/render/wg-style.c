/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-style"

#include "wg-scene.h"

static const WgStyle light = {
  .background = 0xf4f3ef,
  .fills = { 0xcfe0ee, 0xf7ecc6, 0xcbe0cb, 0xf3d5cf, 0xdcd3ea, 0xe9dcc6 },
  .light_fills = { 0xe6eef6, 0xfaf5e1, 0xe4efe4, 0xf8e9e6, 0xede8f4, 0xf3ece0 },
  .unowned_fill = 0xe2e1dd,
  .unowned_hatch = 0x8c8a84,
  .border = { 0, 0x5a3a55, 0x7d5a78, 0xa0819b, 0xb49db0, 0xc0afbd },
  .border_width = { 0, 3.0f, 1.9f, 1.1f, 0.8f, 0.6f },
  .label = 0x2b2530,
  .halo = 0xffffff,
  .fill_opacity = 0.45,
  .road = 0xffffff,
  .road_thin = 0xb3aaa2,
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
  .fills = { 0x33485c, 0x544c33, 0x35503f, 0x593f3f, 0x47405c, 0x4c4438 },
  .light_fills = { 0x293440, 0x39352a, 0x2a372f, 0x3c3030, 0x332f3f, 0x35312b },
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
  .fills = { 0xd6e6f4, 0xfbf0c9, 0xd3e8d3, 0xf8dcd6, 0xe2daf0, 0xefe3cf },
  .light_fills = { 0xebf3fa, 0xfdf8e6, 0xeaf4ea, 0xfceeeb, 0xf1edf8, 0xf7f1e8 },
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
