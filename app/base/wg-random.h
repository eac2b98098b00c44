/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * WgRandom:
 *
 * A fixed generator: the same seed gives the same numbers on every machine and in every release
 * (samples, property tests and audited subdivisions depend on it).
 * Source: splitmix64 by Sebastiano Vigna, public domain, https://prng.di.unimi.it/splitmix64.c
 */
typedef struct
{
  guint64 state;
} WgRandom;

static inline WgRandom
wg_random (guint64 seed)
{
  return (WgRandom){ seed };
}

static inline guint64
wg_random_next (WgRandom *random)
{
  guint64 z = (random->state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

/** A whole number in [low, high). @high must be greater than @low. */
static inline gint64
wg_random_int (WgRandom *random, gint64 low, gint64 high)
{
  return low + (gint64) (wg_random_next (random) % (guint64) (high - low));
}

/** A number in [0, 1). */
static inline double
wg_random_unit (WgRandom *random)
{
  return (double) (wg_random_next (random) >> 11) * 0x1.0p-53;
}
