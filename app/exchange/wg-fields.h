/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  WG_FIELD_CODE,
  WG_FIELD_NAME,
  WG_FIELD_PARENT, /* code of the parent */
  WG_FIELD_KIND,   /* ordinary or special */
  WG_FIELD_PARENT_NAME,
  WG_N_FIELD_ROLES,
} WgFieldRole;

/**
 * WgFieldStats:
 *
 * What the values of one column look like, from some of its rows. Keeps no value longer than the
 * count of different ones needs.
 */
typedef struct
{
  char *name;
  guint n_rows;
  guint n_filled;
  gsize n_bytes;
  char prefix[8];    /* that all values start with */
  guint n_code_like; /* ASCII letters, digits, dashes */
  guint n_word_like; /* has a letter that is not ASCII, or several words */
  guint n_identity;  /* numbers of identity cards */
  guint n_mobile;    /* numbers that may be of mobile phones */
  GHashTable *values;
} WgFieldStats;

WgFieldStats *wg_field_stats_new  (const char         *name);
void          wg_field_stats_free (WgFieldStats       *stats);
void          wg_field_stats_add  (WgFieldStats       *stats,
                                   const char         *value);

/** TRUE when a column of this name may hold data of persons (names, numbers, phones, health,
 *  belief): it is not read. Counts of persons are not personal. */
gboolean      wg_field_is_personal (const char        *name);
/** TRUE when the column's name is @known, without case, '_', '-', ':', '.' and blanks; a long one may be
 *  cut at ten bytes, as shapefiles do. */
gboolean      wg_field_has_name    (const char         *name,
                                    const char         *known);
/** As above, or its values look like identity or mobile numbers. */
gboolean      wg_field_stats_is_personal (const WgFieldStats *stats);

/**
 * wg_fields_propose:
 * @stats: (element-type WgFieldStats): of all fields, in order
 * @chosen: (array fixed-size=WG_N_FIELD_ROLES) (out): an index for each role, or -1
 *
 * Which column is the code, the name, ... by the names that offices use and by the values: a code
 * is filled and differs from row to row, a parent repeats. Pure function.
 */
void          wg_fields_propose    (const GPtrArray   *stats,
                                    int               *chosen);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgFieldStats, wg_field_stats_free)

G_END_DECLS
