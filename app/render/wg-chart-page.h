/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-chart-ink.h"
#include "wg-chart-sheet.h"
#include "wg-paper.h"

G_BEGIN_DECLS

#define WG_POINTS_PER_MM (72.0 / 25.4)

/* Fills of a map's look. */
enum
{
  WG_CHART_FILL_NOBODY,
  WG_CHART_FILL_NEIGHBOUR,
  WG_CHART_FILL_UNDIVIDED, /* of the subject, in no grid of the level below */
  WG_CHART_FILL_FIRST,     /* six that differ */
  WG_CHART_N_FILLS = WG_CHART_FILL_FIRST + 6,
};

/* Kinds of reference lines, by WgLineworkItem.class. */
#define WG_CHART_N_CLASSES 11

/** A number, a name or both, where it lies on the page. */
typedef struct
{
  guint32 grid;     /* 0: of a street or a building */
  guint number;     /* in a circle; 0: none */
  char *text;       /* nullable */
  WgChartBox box;   /* of all of it, the leader line not */
  double radius;    /* of the circle, which is at the top of the box */
  double anchor_x;  /* in its land */
  double anchor_y;
  gboolean has_leader;
  WgType type;      /* of the text */
} WgChartMark;

/** One map on a page. */
typedef struct
{
  WgChartSheet *sheet; /* borrowed */
  WgChartBox box;
  WgViewport viewport; /* of the box; a pixel is a point */
  double denominator;
  guint32 subject;     /* 0: everything */
  guint subject_depth;
  guint unit_depth;    /* whose grids are told apart */
  gboolean is_inset;
  WgPaperMap *map;
  GArray *marks;       /* of WgChartMark, the last on top */
  gboolean has_class[WG_CHART_N_CLASSES];
  gboolean has_buildings;
  double size;         /* of its small type */
  double mark_size;    /* what numbers and their names are made for: less where many stand close */
} WgChartPlate;

/** A row of a legend. */
typedef struct
{
  guint kind; /* WgChartLegendKind */
  guint value;
  char *text;
} WgChartLegendRow;

typedef enum
{
  WG_LEGEND_FILL,
  WG_LEGEND_SUBJECT,
  WG_LEGEND_BORDER,
  WG_LEGEND_NUMBER,
  WG_LEGEND_CLASS,
  WG_LEGEND_COLORS,
} WgChartLegendKind;

struct _WgChartStock
{
  gint ref_count;
  WgPlan *plan;
  WgGround *ground;
  const WgChartWording *wording;
  GArray *people;       /* of WgChartPerson, by grid and rank */
  GStringChunk *texts;
  GPtrArray *linework;  /* of WgLinework */
  guint8 *fills;        /* by grid id: 0 to 5 */
  guint limit;
  gboolean has_counts;
};

struct _WgChartSheet
{
  gint ref_count;
  WgChartStock *stock;
  WgChartOptions *options;
  guint32 grid;
  char *title;
  double width;  /* trimmed, points */
  double height;
  double unit;   /* what sizes of type are multiplied with */
  double margin;
  GPtrArray *pages;  /* of WgInkPage */
  GPtrArray *plates; /* of WgChartPlate */
  GArray *legend;    /* of WgChartLegendRow: what the first map's says */
  guint n_rows;      /* of tables, laid out */
  guint first_number;
  guint total;
  gboolean has_numbers; /* page numbers at the foot */
  const WgChartEntry *entries; /* while it is made */
  guint n_entries;
};

/** A table that flows over pages. */
typedef struct _WgChartTable WgChartTable;

/* wg-chart-stock.c */
const WgChartPerson *wg_chart_stock_find_people (const WgChartStock *stock,
                                                 guint32             grid,
                                                 guint              *n_out);
const char   *wg_chart_word          (const WgChartSheet *sheet,
                                      WgChartWord         word);
/** Words with the %s of @word replaced. */
char         *wg_chart_words         (const WgChartSheet *sheet,
                                      WgChartWord         word,
                                      const char         *text);
/** As the edition prints it. */
char         *wg_chart_phone         (const WgChartSheet *sheet,
                                      const char         *phone);
/** The leader, or %NULL: vacant. */
const WgChartPerson *wg_chart_leader (const WgChartSheet *sheet,
                                      guint32             grid);
/** "东山弄社区第二网格", with the parent's name before it where its own does not say it. */
char         *wg_chart_full_name     (WgPlan             *plan,
                                      guint32             grid);
const char   *wg_chart_name          (WgPlan             *plan,
                                      guint32             grid);

/* wg-chart-sheet.c */
WgInkPage    *wg_chart_add_page      (WgChartSheet       *sheet);
WgType        wg_chart_type          (const WgChartSheet *sheet,
                                      double              size,
                                      guint32             rgb);

/* wg-chart-look.c */
void          wg_chart_look          (const WgChartSheet *sheet,
                                      const WgChartPlate *plate,
                                      WgPaperLook        *look);
guint32       wg_chart_color         (const WgChartSheet *sheet,
                                      guint32             grid);
void          wg_chart_paint_fill    (cairo_t            *cr,
                                      const WgChartBox   *box,
                                      const WgPaperFill  *fill);
void          wg_chart_set_stroke    (cairo_t            *cr,
                                      const WgPaperStroke *stroke);

/* wg-chart-plate.c */
/** A map of @subject in @box with @share of it kept free around; added to @page. */
WgChartPlate *wg_chart_add_plate     (WgChartSheet       *sheet,
                                      WgInkPage          *page,
                                      const WgChartBox   *box,
                                      guint32             subject,
                                      double              share);
/** Where the subject is in the unit above: without words. */
WgChartPlate *wg_chart_add_inset     (WgChartSheet       *sheet,
                                      WgInkPage          *page,
                                      const WgChartBox   *box,
                                      guint32             around,
                                      guint32             subject);
void          wg_chart_plate_free    (WgChartPlate       *plate);
guint         wg_chart_child_depth   (WgPlan             *plan,
                                      guint32             grid);
/** The units told apart in the subject, in the order of their numbers (element-type guint32). */
GArray       *wg_chart_list_units    (WgPlan             *plan,
                                      guint32             subject);

/* wg-chart-room.c */
/** Whether @box lies on the map and no mark nor leader line is in it. */
gboolean      wg_chart_is_free       (const WgChartPlate *plate,
                                      const WgChartBox   *box);
/** Whether a leader line from the anchor of @mark to the circle at its top would cross a mark, or, with
 *  @strictly, another leader line. */
gboolean      wg_chart_has_way       (const WgChartPlate *plate,
                                      const WgChartMark  *mark,
                                      gboolean            strictly);
/* wg-chart-marks.c */
/** @units: (element-type guint32): numbered 1, 2, ... @keep: a box of the page without labels. */
void          wg_chart_place_marks   (WgChartPlate       *plate,
                                      const GArray       *units,
                                      const WgChartBox   *keep);
/* wg-chart-marks-paint.c */
/** The size of the digits of @number in a circle, as share of its radius. */
double        wg_chart_number_share  (guint               number);
void          wg_chart_paint_marks   (cairo_t            *cr,
                                      const WgChartPlate *plate);
/* wg-chart-streets.c */
void          wg_chart_place_streets (WgChartPlate       *plate);
void          wg_chart_place_buildings (WgChartPlate     *plate);
/** Names of streets on the plate's subject (element-type utf8), each once. */
GPtrArray    *wg_chart_list_streets  (const WgChartSheet *sheet,
                                      guint32             grid);

/* wg-chart-furniture.c */
double        wg_chart_add_heading   (WgChartSheet       *sheet,
                                      WgInkPage          *page,
                                      const WgChartBox   *box,
                                      const char         *text);
void          wg_chart_add_north     (WgChartSheet       *sheet,
                                      WgInkPage          *page,
                                      const WgChartBox   *box);
/** Bar and ratio. Returns its height. */
double        wg_chart_add_scale     (WgChartSheet       *sheet,
                                      WgInkPage          *page,
                                      const WgChartBox   *box,
                                      const WgChartPlate *plate);
/** What is on the plate in @n_columns. Returns its height. */
double        wg_chart_add_legend    (WgChartSheet       *sheet,
                                      WgInkPage          *page,
                                      const WgChartBox   *box,
                                      const WgChartPlate *plate,
                                      guint               n_columns);
double        wg_chart_legend_height (WgChartSheet       *sheet,
                                      const WgChartPlate *plate,
                                      guint               n_columns);
/** Compiling body, edition and date on one line at the foot, and the note. */
void          wg_chart_add_foot      (WgChartSheet       *sheet,
                                      WgInkPage          *page);
/** The title in @box with logo and mark. */
void          wg_chart_add_title     (WgChartSheet       *sheet,
                                      WgInkPage          *page,
                                      const WgChartBox   *box,
                                      double              size);
void          wg_chart_add_watermark (WgChartSheet       *sheet,
                                      WgInkPage          *page);
/** FALSE when @picture is none that can be read. */
gboolean      wg_chart_add_picture   (WgInkPage          *page,
                                      const WgChartBox   *box,
                                      GBytes             *picture);

/* wg-chart-table.c */
WgChartTable *wg_chart_table_new     (void);
void          wg_chart_table_free    (WgChartTable       *table);
void          wg_chart_table_add_column (WgChartTable    *table,
                                         const char      *heading,
                                         WgTypeAlign      align);
/** @color: of the first cell, or 0xffffff; then one text for each column with wg_chart_table_add_text(). */
void          wg_chart_table_begin_row (WgChartTable     *table,
                                        guint32           color);
void          wg_chart_table_add_text  (WgChartTable     *table,
                                        const char       *text);
/** What the first cell of the row that was begun last says instead when a page or column starts with it. */
void          wg_chart_table_set_continued (WgChartTable *table,
                                            const char   *text);
guint         wg_chart_table_n_rows    (const WgChartTable *table);
/** Chooses the widths of columns for @width and the type's size; FALSE when a column is squeezed so that
 *  words no longer fit on a line of their own. */
gboolean      wg_chart_table_fit     (WgChartTable       *table,
                                      double              width,
                                      double              size);
/** What wg_chart_table_fit() would return, without setting a word. */
gboolean      wg_chart_table_has_width (WgChartTable     *table,
                                        double            width,
                                        double            size);
/** Makes every line @factor as high, after wg_chart_table_fit(). */
void          wg_chart_table_stretch (WgChartTable       *table,
                                      double              factor);
/** The height of rows from @first to before @end with the head. */
double        wg_chart_table_height  (const WgChartTable *table,
                                      guint               first,
                                      guint               end);
/** Paints the head and as many rows from @first as fit in @box; returns the first that does not. */
guint         wg_chart_table_paint   (const WgChartTable *table,
                                      WgInkPage          *page,
                                      const WgChartBox   *box,
                                      guint               first);

/* wg-chart-extents.c */
/** East, south, west, north: what lies there, in words; "" where the land has no such side. */
void          wg_chart_describe_extents (const WgChartSheet *sheet,
                                         guint32          grid,
                                         char            *sides_out[4]);
/* wg-chart-facts.c */
WgChartTable *wg_chart_make_roster   (WgChartSheet       *sheet,
                                      const GArray       *units);
WgChartTable *wg_chart_make_staff    (WgChartSheet       *sheet,
                                      guint32             grid);
/** Pairs of a label and its value (element-type utf8). */
GPtrArray    *wg_chart_list_facts    (WgChartSheet       *sheet,
                                      guint32             grid);
/* wg-chart-qr.c */
gboolean      wg_chart_add_qr        (WgInkPage          *page,
                                      const WgChartBox   *box,
                                      const char         *text);

/* The templates: each fills the sheet with pages. */
void          wg_chart_make_wall     (WgChartSheet       *sheet);
void          wg_chart_make_grid_sheet (WgChartSheet     *sheet);
void          wg_chart_make_notice   (WgChartSheet       *sheet);
void          wg_chart_make_staff_list (WgChartSheet     *sheet);
void          wg_chart_make_cover    (WgChartSheet       *sheet);
void          wg_chart_make_index    (WgChartSheet       *sheet);
void          wg_chart_make_table    (WgChartSheet       *sheet,
                                      WgChartTable       *table);

#define WG_CHART_INK 0x222222
#define WG_CHART_SOFT_INK 0x5b646d
#define WG_CHART_RULE 0xaeb5bc
#define WG_CHART_ACCENT 0x9b1f5a

G_END_DECLS
