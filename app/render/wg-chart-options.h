/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What is printed; the numbers are not stored, the codes are. */
typedef enum
{
  WG_CHART_WALL_MAP,     /* of a unit with its grids */
  WG_CHART_GRID_SHEET,   /* one grid */
  WG_CHART_NOTICE_BOARD, /* one grid: who answers for it */
  WG_CHART_STAFF_LIST,   /* of a unit */
  WG_CHART_CHANGE_LIST,
  WG_CHART_COVER,
  WG_CHART_INDEX,        /* which page a grid is on */
  WG_CHART_N_TEMPLATES,
} WgChartTemplate;

typedef enum
{
  WG_PAPER_A4,
  WG_PAPER_A3,
  WG_PAPER_A2,
  WG_PAPER_A1,
  WG_PAPER_A0,
  WG_PAPER_8K, /* 8开, 260 x 370 mm */
  WG_PAPER_4K, /* 4开, 370 x 520 mm */
  WG_N_PAPERS,
} WgPaper;

typedef enum
{
  WG_ORIENTATION_BY_SHAPE,
  WG_ORIENTATION_PORTRAIT,
  WG_ORIENTATION_LANDSCAPE,
  WG_N_ORIENTATIONS,
} WgOrientation;

typedef enum
{
  WG_EDITION_PUBLIC,        /* leaders and their work phones, nothing else of people */
  WG_EDITION_PUBLIC_MASKED, /* the same, phones as 138****0000 */
  WG_EDITION_INTERNAL,
  WG_N_EDITIONS,
} WgEdition;

/** The tables and blocks that can be left out. */
typedef enum
{
  WG_CHART_ROSTER = 1 << 0,
  WG_CHART_LEGEND = 1 << 1,
  WG_CHART_INSET = 1 << 2,
  WG_CHART_COUNTS = 1 << 3,
  WG_CHART_EXTENTS = 1 << 4, /* 四至 */
  WG_CHART_PEOPLE = 1 << 5,
  WG_CHART_QR = 1 << 6,
  WG_CHART_BUILDINGS = 1 << 7,
  WG_CHART_STREETS = 1 << 8,
  WG_CHART_ALL_BLOCKS = (1 << 9) - 1,
} WgChartBlocks;

/** Colours of one print; see wg_chart_palette(). */
typedef enum
{
  WG_CHART_COLORS_CLEAR, /* clear and light */
  WG_CHART_COLORS_SOFT,
  WG_CHART_COLORS_WARM,
  WG_N_CHART_COLORS,
} WgChartColors;

/**
 * WgChartOptions:
 *
 * What a template is set to: a plain value with one owner. Texts are UTF-8; %NULL is none (or
 * what the template says by itself: the title). A picture is the bytes of a PNG, JPEG or SVG file.
 */
typedef struct
{
  WgChartTemplate template;
  WgPaper paper;
  WgOrientation orientation;
  WgEdition edition;
  WgChartBlocks blocks;
  WgChartColors colors;
  double bleed_mm;           /* around the sheet, with crop marks; 0: none */
  double scale;              /* 1 : scale; 0: the largest round one that fits */
  double font_factor;        /* 0.7 to 1.6 */
  gboolean is_black_and_white; /* patterns for copiers */
  gboolean is_draft;         /* watermark */
  gboolean has_mark;         /* 内部资料 / 公示 by the edition */
  guint edition_number;      /* 0: none */
  char *title;
  char *note;
  char *compiling_body;
  char *date;                /* "2026-11-23" */
  char *supervision_phone;
  char *duties;              /* one on each line */
  GBytes *logo;
  GBytes *photo;             /* of the leader */
} WgChartOptions;

WgChartOptions *wg_chart_options_new       (WgChartTemplate       template);
WgChartOptions *wg_chart_options_copy      (const WgChartOptions *options);
void            wg_chart_options_free      (WgChartOptions       *options);
gboolean        wg_chart_options_equal     (const WgChartOptions *a,
                                            const WgChartOptions *b);
/** (transfer full): one JSON object; pictures as base64. */
char           *wg_chart_options_to_json   (const WgChartOptions *options);
/** What is missing is as in wg_chart_options_new(); %WG_RENDER_ERROR_OPTIONS when it is no such
 *  object or has an unknown word. */
WgChartOptions *wg_chart_options_from_json (const char           *json,
                                            GError              **error);

/** Stable words: "wall-map", "a4", "landscape", "public". from_code: FALSE for other words. */
const char     *wg_chart_template_to_code   (WgChartTemplate      template);
gboolean        wg_chart_template_from_code (const char          *code,
                                             WgChartTemplate     *template_out);
const char     *wg_paper_to_code            (WgPaper              paper);
gboolean        wg_paper_from_code          (const char          *code,
                                             WgPaper             *paper_out);
const char     *wg_edition_to_code          (WgEdition            edition);
gboolean        wg_edition_from_code        (const char          *code,
                                             WgEdition           *edition_out);
/** Upright, in millimetres, without bleed. */
void            wg_paper_get_size           (WgPaper              paper,
                                             double              *width_mm_out,
                                             double              *height_mm_out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgChartOptions, wg_chart_options_free)

G_END_DECLS
