/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/** Mixes 64 bits well enough for open addressing. Source: the finaliser of splitmix64. */
static inline guint64
wg_hash_u64 (guint64 z)
{
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

static inline guint64
wg_hash_pair (guint32 a, guint32 b)
{
  return wg_hash_u64 (((guint64) a << 32) | b);
}
