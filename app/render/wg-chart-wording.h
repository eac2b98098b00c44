/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-plan.h"

G_BEGIN_DECLS

/** Words that sheets print. */
typedef enum
{
  WG_CHART_WORD_LEGEND,
  WG_CHART_WORD_SCALE,
  WG_CHART_WORD_NORTH,
  WG_CHART_WORD_NEIGHBOUR,
  WG_CHART_WORD_NO_OWNER,
  WG_CHART_WORD_BORDER_OF,     /* "Border of %s" */
  WG_CHART_WORD_GRIDS_COLORED, /* "One colour per %s" */
  WG_CHART_WORD_NUMBER_IN,     /* "Number of the %s in the table" */
  WG_CHART_WORD_ROAD,
  WG_CHART_WORD_RAILWAY,
  WG_CHART_WORD_WATER,
  WG_CHART_WORD_GREEN,
  WG_CHART_WORD_BUILDING,
  WG_CHART_WORD_POSITION,      /* heading of the inset */
  WG_CHART_WORD_INTERNAL,      /* 内部资料 */
  WG_CHART_WORD_PUBLIC,        /* 公示 */
  WG_CHART_WORD_DRAFT,         /* watermark */
  WG_CHART_WORD_EDITION,       /* "Edition %u" */
  WG_CHART_WORD_COMPILED_BY,   /* "Compiled by %s" */
  WG_CHART_WORD_PAGE,          /* "Page %u of %u" */
  WG_CHART_WORD_TITLE_MAP,     /* "Grid map of %s" */
  WG_CHART_WORD_TITLE_SHEET,
  WG_CHART_WORD_TITLE_NOTICE,
  WG_CHART_WORD_TITLE_STAFF,
  WG_CHART_WORD_TITLE_CHANGES,
  WG_CHART_WORD_TITLE_ATLAS,
  WG_CHART_WORD_TITLE_INDEX,
  WG_CHART_WORD_ROSTER,
  WG_CHART_WORD_NO,
  WG_CHART_WORD_NAME,
  WG_CHART_WORD_GRID,          /* column of names of grids */
  WG_CHART_WORD_CODE,
  WG_CHART_WORD_BELONGS_TO,
  WG_CHART_WORD_DIVIDED_INTO,  /* "Divided into" */
  WG_CHART_WORD_KIND,
  WG_CHART_WORD_AREA,
  WG_CHART_WORD_AREA_KM2,      /* column in square kilometres */
  WG_CHART_WORD_PERIMETER,
  WG_CHART_WORD_HOUSEHOLDS,
  WG_CHART_WORD_PEOPLE,
  WG_CHART_WORD_BUILDINGS,
  WG_CHART_WORD_LEADER,
  WG_CHART_WORD_PERSON,        /* column of names of people */
  WG_CHART_WORD_PHONE,
  WG_CHART_WORD_ROLE,
  WG_CHART_WORD_EMPLOYER,
  WG_CHART_WORD_STAFF,
  WG_CHART_WORD_VACANT,
  WG_CHART_WORD_EXTENTS,
  WG_CHART_WORD_EAST,
  WG_CHART_WORD_SOUTH,
  WG_CHART_WORD_WEST,
  WG_CHART_WORD_NORTH_SIDE,
  WG_CHART_WORD_ALONG,         /* "along %s" a street */
  WG_CHART_WORD_BESIDE,        /* "beside %s" a grid */
  WG_CHART_WORD_THEN,          /* between what it runs along and what it is beside */
  WG_CHART_WORD_OUTER_BORDER,  /* where nobody's land begins */
  WG_CHART_WORD_AND,           /* between two names */
  WG_CHART_WORD_STREETS,
  WG_CHART_WORD_DUTIES,
  WG_CHART_WORD_SUPERVISION,
  WG_CHART_WORD_PHOTO,
  WG_CHART_WORD_NOTE,
  WG_CHART_WORD_PAGE_HEAD,     /* column of an index */
  WG_CHART_WORD_SHEETS,        /* "%u sheets" */
  WG_CHART_WORD_FACTS,         /* heading of the figures of a grid */
  WG_CHART_WORD_CONTINUED,     /* "%s (continued)": a grid's rows on the next page */
  WG_CHART_WORD_DUTIES_PRESET, /* duties when none are given, one on each line */
  WG_CHART_N_WORDS,
} WgChartWord;

/** Words and figures in the language of the user, made by the rooms above. Any thread; strings that
 *  functions return are (transfer full). */
typedef struct
{
  const char *(*word) (WgChartWord word);
  char *(*area) (double area_m2);
  char *(*length) (double length_m);
  char *(*number) (guint64 n);
  char *(*count) (const WgTally *tally,
                  const WgCount *count);
  char *(*day) (const char *day); /* of "2026-11-23" */
  const char *(*property) (WgPropertyType type); /* nullable for unknown */
} WgChartWording;

G_END_DECLS
