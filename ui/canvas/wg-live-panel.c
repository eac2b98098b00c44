/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-live-panel"

#include "wg-live-panel.h"

#include "../../app/cli/wg-words-tally.h"
#include "../../app/cli/wg-words.h"
#include "wg-canvas-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define MAP_MARGIN 4.0
#define MAX_ROWS 6
#define N_COLUMNS 4
#define N_PARTS 2 /* of a cell: the numbers, and what they changed by */
#define PADDING 8.0f
#define CELL_GAP 14.0f
#define PART_GAP 5.0f
#define LINE_GAP 3.0f
#define POINTER_GAP 22.0 /* from the pointer's tip to the panel */
#define TOLD_MM2 G_GINT64_CONSTANT (500000) /* half a square metre */

/* What a text is written in. */
typedef enum
{
  TONE_PLAIN,
  TONE_DIM,
  TONE_SMALL, /* below the size rule */
  TONE_FITS,
  TONE_LARGE,
  N_TONES,
} Tone;

typedef struct
{
  char *parts[N_PARTS];
  Tone tones[N_PARTS];
} Cell;

/* The panel as a table; row 0 is its head. */
typedef struct
{
  Cell cells[MAX_ROWS + 1][N_COLUMNS];
  guint n_rows;
  guint n_columns;
  char *more; /* rows that have no room; nullable */
} Table;

static const GdkRGBA light_tones[N_TONES] = {
  [TONE_PLAIN] = { 0.08f, 0.08f, 0.08f, 1 },
  [TONE_DIM] = { 0.33f, 0.33f, 0.33f, 1 },
  [TONE_SMALL] = { 0.05f, 0.31f, 0.62f, 1 },
  [TONE_FITS] = { 0.06f, 0.38f, 0.17f, 1 },
  [TONE_LARGE] = { 0.68f, 0.10f, 0.08f, 1 },
};
static const GdkRGBA dark_tones[N_TONES] = {
  [TONE_PLAIN] = { 1, 1, 1, 1 },
  [TONE_DIM] = { 0.78f, 0.78f, 0.78f, 1 },
  [TONE_SMALL] = { 0.60f, 0.79f, 1.0f, 1 },
  [TONE_FITS] = { 0.55f, 0.93f, 0.62f, 1 },
  [TONE_LARGE] = { 1.0f, 0.64f, 0.58f, 1 },
};

static void
clear_table (Table *table)
{
  for (guint row = 0; row <= MAX_ROWS; row++)
    for (guint column = 0; column < N_COLUMNS; column++)
      for (guint part = 0; part < N_PARTS; part++)
        g_free (table->cells[row][column].parts[part]);
  g_free (table->more);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, clear_table)

/* A shape beside the colour: what cannot tell colours apart tells these. */
static const char *
mark_of (Tone tone)
{
  switch (tone)
    {
    case TONE_SMALL:
      return " ▼";
    case TONE_FITS:
      return " ✓";
    case TONE_LARGE:
      return " ▲";
    default:
      return "";
    }
}

static Tone
judge_count (const WgGridPreview *preview, const WgSizeBand *band, const WgCount *count)
{
  gboolean is_known = wg_tally_get_state (&preview->after, count) != WG_COUNT_UNKNOWN;

  if (preview->is_retired)
    return TONE_DIM;
  switch (wg_size_band_judge (band, is_known ? count->sum : -1))
    {
    case WG_SIZE_SMALL:
      return TONE_SMALL;
    case WG_SIZE_FITS:
      return TONE_FITS;
    case WG_SIZE_LARGE:
      return TONE_LARGE;
    default:
      return TONE_PLAIN;
    }
}

static void
set_cell (Cell *cell, char *numbers, Tone tone, char *sign)
{
  cell->parts[0] = g_strconcat (numbers, mark_of (tone), NULL);
  cell->tones[0] = tone;
  cell->parts[1] = sign;
  cell->tones[1] = tone == TONE_PLAIN ? TONE_DIM : tone;
  g_free (numbers);
}

static void
fill_head (Table *table)
{
  const char *const heads[N_COLUMNS] = { "", _("Area"), _("Households"), _("People") };

  for (guint column = 0; column < N_COLUMNS; column++)
    {
      table->cells[0][column].parts[0] = g_strdup (heads[column]);
      table->cells[0][column].parts[1] = g_strdup ("");
      table->cells[0][column].tones[0] = TONE_DIM;
    }
}

static void
fill_row (Cell *cells, WgPlan *plan, const WgGridPreview *preview)
{
  const WgGrid *grid = preview->grid;
  const WgLevelRule *rule = wg_plan_get_rule (plan, grid);
  const char *name = grid->name[0] != '\0' ? grid->name : grid->code;
  const WgSizeBand *area = &rule->area;
  gint64 m2 = (gint64) llround (wg_tally_area_m2 (&preview->after));
  Tone tone = TONE_PLAIN;

  cells[0].parts[0] = g_strdup (name);
  cells[0].parts[1] = g_strdup (preview->is_new ? _("new") : preview->is_retired ? _("retired") : "");
  cells[0].tones[1] = TONE_DIM;
  if (preview->is_retired)
    tone = TONE_DIM;
  else if (wg_size_band_judge (area, m2) == WG_SIZE_SMALL)
    tone = TONE_SMALL;
  else if (wg_size_band_judge (area, m2) == WG_SIZE_LARGE)
    tone = TONE_LARGE;
  set_cell (&cells[1], wg_words_area_change (preview), tone, wg_words_area_sign (preview));
  set_cell (&cells[2], wg_words_count_change (preview, FALSE),
            judge_count (preview, &rule->households, &preview->after.households),
            wg_words_count_sign (preview, FALSE));
  set_cell (&cells[3], wg_words_count_change (preview, TRUE),
            judge_count (preview, &rule->people, &preview->after.people),
            wg_words_count_sign (preview, TRUE));
}

static const WgLandPreview *
get_preview (WgCanvas *canvas)
{
  return canvas->session != NULL ? wg_session_get_preview (canvas->session) : NULL;
}

/* New and retired grids first, then by the households that they win or lose, then by the area. */
static int
compare_weights (gconstpointer a, gconstpointer b)
{
  const WgGridPreview *rows[2] = { *(const WgGridPreview *const *) a,
                                   *(const WgGridPreview *const *) b };
  gint64 weights[2][3];

  for (guint i = 0; i < 2; i++)
    {
      weights[i][0] = rows[i]->is_new || rows[i]->is_retired;
      weights[i][1] = ABS (rows[i]->after.households.sum - rows[i]->before.households.sum);
      weights[i][2] = ABS (rows[i]->after.area_mm2 - rows[i]->before.area_mm2);
    }
  for (guint i = 0; i < 3; i++)
    if (weights[0][i] != weights[1][i])
      return weights[0][i] > weights[1][i] ? -1 : 1;
  return 0;
}

/* What the rows of the deepest level win together: as much is lost elsewhere. */
static char *
describe_rest (const GPtrArray *rows, guint n_left_out)
{
  guint depth = 0;
  gint64 mm2 = 0, households = 0;
  gboolean is_estimated = FALSE;
  g_autofree char *area = NULL;
  g_autofree char *count = NULL;

  for (guint i = 0; i < rows->len; i++)
    depth = MAX (depth, ((const WgGridPreview *) g_ptr_array_index (rows, i))->grid->depth);
  for (guint i = 0; i < rows->len; i++)
    {
      const WgGridPreview *row = g_ptr_array_index (rows, i);

      if (row->grid->depth != depth)
        continue;
      mm2 += MAX (row->after.area_mm2 - row->before.area_mm2, 0);
      households += MAX (row->after.households.sum - row->before.households.sum, 0);
      is_estimated |= row->after.households.n_estimated + row->before.households.n_estimated > 0;
    }
  area = wg_words_area ((double) mm2 * 1e-6);
  count = wg_words_amount (households, is_estimated);
  /* Translators: %u grids, an area, a number of households */
  return g_strdup_printf (ngettext ("and %u grid more; in all %s and %s households pass",
                                    "and %u grids more; in all %s and %s households pass",
                                    n_left_out),
                          n_left_out, area, count);
}

/* FALSE when there is nothing to say. */
static gboolean
fill_table (WgCanvas *canvas, Table *table)
{
  const WgLandPreview *preview = get_preview (canvas);
  g_autoptr (GPtrArray) told = g_ptr_array_new ();

  if (preview == NULL)
    return FALSE;
  for (guint i = 0; i < preview->grids->len; i++)
    if (wg_live_panel_is_told (g_ptr_array_index (preview->grids, i)))
      g_ptr_array_add (told, g_ptr_array_index (preview->grids, i));
  if (told->len > MAX_ROWS)
    g_ptr_array_sort (told, compare_weights);
  table->n_columns = wg_plan_get_buildings (canvas->plan) != NULL ? N_COLUMNS : 2;
  fill_head (table);
  while (table->n_rows < MIN (told->len, MAX_ROWS))
    {
      const WgGridPreview *row = g_ptr_array_index (told, table->n_rows);

      fill_row (table->cells[++table->n_rows], canvas->plan, row);
    }
  if (told->len > MAX_ROWS)
    table->more = describe_rest (told, told->len - MAX_ROWS);
  return table->n_rows > 0;
}

/* The layouts of a table and the room they take. */
typedef struct
{
  PangoLayout *layouts[MAX_ROWS + 1][N_COLUMNS][N_PARTS];
  PangoLayout *more;
  float widths[N_COLUMNS][N_PARTS];
  float line;
  float baseline; /* of a row, from its top: scripts of different fonts stand on one line */
  graphene_size_t size;
} Setting;

static void
clear_setting (Setting *setting)
{
  for (guint row = 0; row <= MAX_ROWS; row++)
    for (guint column = 0; column < N_COLUMNS; column++)
      for (guint part = 0; part < N_PARTS; part++)
        g_clear_object (&setting->layouts[row][column][part]);
  g_clear_object (&setting->more);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Setting, clear_setting)

static float
width_of_cell (const Setting *setting, guint column)
{
  float second = setting->widths[column][1];

  return setting->widths[column][0] + (second > 0 ? PART_GAP + second : 0);
}

static PangoLayout *
make_layout (WgCanvas *canvas, const char *text, gboolean is_strong)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (canvas), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  if (is_strong)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

static float
baseline_of (PangoLayout *layout)
{
  return (float) pango_layout_get_baseline (layout) / PANGO_SCALE;
}

static void
set_table (WgCanvas *canvas, const Table *table, Setting *setting)
{
  float width = 0;
  int text_width = 0, text_height = 0;

  for (guint row = 0; row <= table->n_rows; row++)
    for (guint column = 0; column < table->n_columns; column++)
      for (guint part = 0; part < N_PARTS; part++)
        {
          const char *text = table->cells[row][column].parts[part];
          PangoLayout *layout = make_layout (canvas, text, row > 0 && column == 0 && part == 0);

          pango_layout_get_pixel_size (layout, &text_width, &text_height);
          setting->layouts[row][column][part] = layout;
          setting->baseline = MAX (setting->baseline, baseline_of (layout));
          setting->line = MAX (setting->line, (float) text_height + LINE_GAP);
          if (text[0] != '\0')
            setting->widths[column][part] = MAX (setting->widths[column][part], (float) text_width);
        }
  for (guint column = 0; column < table->n_columns; column++)
    width += width_of_cell (setting, column) + (column > 0 ? CELL_GAP : 0);
  if (table->more != NULL)
    {
      setting->more = make_layout (canvas, table->more, FALSE);
      pango_layout_get_pixel_size (setting->more, &text_width, NULL);
      width = MAX (width, (float) text_width);
    }
  setting->size = GRAPHENE_SIZE_INIT (
    width + 2 * PADDING,
    (float) (table->n_rows + 1 + (table->more != NULL)) * setting->line + 2 * PADDING - LINE_GAP);
}

/* Right below the pointer, or on its other sides: never on it, never outside. */
static graphene_point_t
find_place (WgCanvas *canvas, graphene_size_t size)
{
  const WgPointer *pointer = &canvas->pointer;
  double right = canvas->viewport.width - size.width - 4;
  double bottom = canvas->viewport.height - size.height - 4;
  double x = pointer->x + POINTER_GAP, y = pointer->y + POINTER_GAP;

  if (x > right)
    x = pointer->x - POINTER_GAP - size.width;
  if (y > bottom)
    y = pointer->y - POINTER_GAP - size.height;
  /* As wide as the map: above or below; as tall: beside it. */
  if (x < 4 && y >= 4)
    x = CLAMP (pointer->x - size.width / 2, 4, MAX (right, 4));
  else if (y < 4 && x >= 4)
    y = CLAMP (pointer->y - size.height / 2, 4, MAX (bottom, 4));
  return GRAPHENE_POINT_INIT ((float) CLAMP (x, 4, MAX (right, 4)),
                              (float) CLAMP (y, 4, MAX (bottom, 4)));
}

/* Beside or below the settings of the tool where they would cover it. */
static graphene_rect_t
clear_of_tool_panel (WgCanvas *canvas, graphene_rect_t box)
{
  graphene_rect_t cover = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  float right = 0, bottom = 0;

  if (canvas->tool_panel == NULL || !gtk_widget_get_mapped (canvas->tool_panel)
      || !gtk_widget_compute_bounds (canvas->tool_panel, GTK_WIDGET (canvas), &cover)
      || !graphene_rect_intersection (&cover, &box, NULL))
    return box;
  right = cover.origin.x + cover.size.width + POINTER_GAP;
  bottom = cover.origin.y + cover.size.height + POINTER_GAP;
  if (right + box.size.width <= canvas->viewport.width - 4)
    box.origin.x = right;
  else if (bottom + box.size.height <= canvas->viewport.height - 4)
    box.origin.y = bottom;
  return box;
}

static void
draw_back (GtkSnapshot *snapshot, const graphene_rect_t *box, gboolean is_dark)
{
  GdkRGBA back = is_dark ? (GdkRGBA){ 0.11f, 0.11f, 0.12f, 0.96f } : (GdkRGBA){ 1, 1, 1, 0.96f };
  GdkRGBA edge = is_dark ? (GdkRGBA){ 1, 1, 1, 0.45f } : (GdkRGBA){ 0, 0, 0, 0.45f };
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, box, 6);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &back, box);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ 1, 1, 1, 1 },
                              (GdkRGBA[4]){ edge, edge, edge, edge });
}

static void
draw_text (GtkSnapshot *snapshot, PangoLayout *layout, float x, float y, const GdkRGBA *ink)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, ink);
  gtk_snapshot_restore (snapshot);
}

/* The name from the left, numbers from the right. */
static void
draw_cell (GtkSnapshot *snapshot, const Setting *setting, const Cell *cell, guint row, guint column,
           graphene_point_t at, const GdkRGBA *tones)
{
  PangoLayout *const *layouts = setting->layouts[row][column];
  float left = at.x, end = at.x + setting->widths[column][0];
  int width = 0;

  pango_layout_get_pixel_size (layouts[0], &width, NULL);
  draw_text (snapshot, layouts[0], column == 0 ? left : end - (float) width,
             at.y + setting->baseline - baseline_of (layouts[0]), &tones[cell->tones[0]]);
  if (cell->parts[1][0] != '\0')
    draw_text (snapshot, layouts[1], end + PART_GAP,
               at.y + setting->baseline - baseline_of (layouts[1]), &tones[cell->tones[1]]);
}

/* On a narrow map: before -> after says it too. */
static void
drop_area_signs (Table *table)
{
  for (guint row = 0; row <= table->n_rows; row++)
    if (table->cells[row][1].parts[1] != NULL)
      table->cells[row][1].parts[1][0] = '\0';
}

void
wg_live_panel_draw (WgCanvas *canvas, GtkSnapshot *snapshot)
{
  g_auto (Table) table = { 0 };
  g_auto (Setting) setting = { 0 };
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const GdkRGBA *tones = is_dark ? dark_tones : light_tones;
  graphene_rect_t box;

  if (!fill_table (canvas, &table))
    return;
  set_table (canvas, &table, &setting);
  if (setting.size.width > canvas->viewport.width - 2 * MAP_MARGIN)
    {
      drop_area_signs (&table);
      clear_setting (&setting);
      setting = (Setting){ 0 };
      set_table (canvas, &table, &setting);
    }
  box = clear_of_tool_panel (
    canvas, (graphene_rect_t){ find_place (canvas, setting.size), setting.size });
  draw_back (snapshot, &box, is_dark);
  for (guint row = 0; row <= table.n_rows; row++)
    {
      graphene_point_t at = { box.origin.x + PADDING,
                              box.origin.y + PADDING + (float) row * setting.line };

      for (guint column = 0; column < table.n_columns; column++)
        {
          draw_cell (snapshot, &setting, &table.cells[row][column], row, column, at, tones);
          at.x += width_of_cell (&setting, column) + CELL_GAP;
        }
    }
  if (setting.more != NULL)
    draw_text (snapshot, setting.more, box.origin.x + PADDING,
               box.origin.y + PADDING + (float) (table.n_rows + 1) * setting.line,
               &tones[TONE_DIM]);
}

gboolean
wg_live_panel_is_told (const WgGridPreview *preview)
{
  const WgTally *before = &preview->before, *after = &preview->after;

  return preview->is_new || preview->is_retired || before->n_buildings != after->n_buildings
         || before->households.sum != after->households.sum
         || before->people.sum != after->people.sum
         || ABS (after->area_mm2 - before->area_mm2) >= TOLD_MM2;
}

char *
wg_live_panel_text (WgCanvas *canvas)
{
  g_auto (Table) table = { 0 };
  GString *text = NULL;

  if (!fill_table (canvas, &table))
    return NULL;
  text = g_string_new (NULL);
  for (guint row = 1; row <= table.n_rows; row++)
    {
      g_string_append (text, row > 1 ? "\n" : "");
      for (guint column = 0; column < table.n_columns; column++)
        {
          const Cell *cell = &table.cells[row][column];

          g_string_append_printf (text, "%s%s%s%s", column > 0 ? "\t" : "", cell->parts[0],
                                  cell->parts[1][0] != '\0' ? " " : "", cell->parts[1]);
        }
    }
  if (table.more != NULL)
    g_string_append_printf (text, "\n%s", table.more);
  return g_string_free (text, FALSE);
}
