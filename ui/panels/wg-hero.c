/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-hero"

#include "wg-hero.h"

#include "../../app/base/wg-hash.h"

#include <adwaita.h>
#include <math.h>

/* The map is a lattice of cells with jittered corners and jagged sides; a community is 3 x 2
 * cells. Every side is made from its own place alone, so both cells draw the same line. */
#define CELL 46.0
#define N_BENDS 5
#define COMMUNITY_COLUMNS 3
#define COMMUNITY_ROWS 2

struct _WgHero
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (WgHero, wg_hero, GTK_TYPE_WIDGET)

typedef struct
{
  double x;
  double y;
} Spot;

typedef struct
{
  guint32 ground;
  guint32 fills[6];
  guint32 border;
  guint32 community_border;
  guint32 chosen;
} Palette;

static const Palette LIGHT = {
  0xeef3f6, { 0xd5e8d4, 0xfce9c7, 0xd3e4f3, 0xf6d9cf, 0xe3dcf0, 0xf4f1c9 }, 0x8aa0b0, 0x3d5a6c,
  0x3584e4,
};
static const Palette DARK = {
  0x20282e, { 0x2f4a3c, 0x51462c, 0x2b4257, 0x533a33, 0x403a56, 0x4a4a2c }, 0x7b909e, 0xb8cbd8,
  0x62a0ea,
};

/* A number in [-1, 1) that belongs to a place of the lattice. */
static double
noise (int i, int j, int k)
{
  guint64 h = wg_hash_u64 (((guint64) (guint32) (i + 4096) << 40) ^ ((guint64) (guint32) (j + 4096) << 16)
                           ^ (guint64) k);

  return (double) (h >> 11) * 0x1.0p-52 - 1.0;
}

static Spot
corner (int i, int j)
{
  return (Spot){ (i + 0.28 * noise (i, j, 1)) * CELL * 1.25, (j + 0.28 * noise (i, j, 2)) * CELL };
}

/* The side from (i, j) to the right (@down FALSE) or downwards, in path order or reversed. */
static void
add_side (cairo_t *cr, int i, int j, gboolean down, gboolean reversed)
{
  Spot a = corner (i, j);
  Spot b = down ? corner (i, j + 1) : corner (i + 1, j);
  double length = hypot (b.x - a.x, b.y - a.y);

  for (int k = 1; k <= N_BENDS + 1; k++)
    {
      int at = reversed ? N_BENDS + 1 - k : k;
      double t = (double) at / (N_BENDS + 1);
      double bend = at == 0 || at > N_BENDS
                      ? 0.0
                      : 0.075 * length * noise (i * 2 + down, j, 10 + at) * sin (G_PI * t);

      cairo_line_to (cr, a.x + (b.x - a.x) * t - (b.y - a.y) / length * bend,
                     a.y + (b.y - a.y) * t + (b.x - a.x) / length * bend);
    }
}

static void
set_rgb (cairo_t *cr, guint32 rgb, double alpha)
{
  cairo_set_source_rgba (cr, ((rgb >> 16) & 0xff) / 255.0, ((rgb >> 8) & 0xff) / 255.0,
                         (rgb & 0xff) / 255.0, alpha);
}

static void
add_cell (cairo_t *cr, int i, int j)
{
  Spot a = corner (i, j);

  cairo_move_to (cr, a.x, a.y);
  add_side (cr, i, j, FALSE, FALSE);
  add_side (cr, i + 1, j, TRUE, FALSE);
  add_side (cr, i, j + 1, FALSE, TRUE);
  add_side (cr, i, j, TRUE, TRUE);
  cairo_close_path (cr);
}

static void
paint_fills (cairo_t *cr, const Palette *palette, int columns, int rows)
{
  for (int j = -1; j < rows; j++)
    for (int i = -1; i < columns; i++)
      {
        /* 2 x 3 pattern: cells that share a side never share a colour. */
        int colour = ((i & 1) + 2 * (((j % 3) + 3 + (i >> 1)) % 3)) % 6;

        add_cell (cr, i, j);
        set_rgb (cr, palette->fills[colour], 1.0);
        cairo_fill_preserve (cr);
        cairo_set_line_width (cr, 0.7);
        cairo_stroke (cr);
      }
}

static void
paint_borders (cairo_t *cr, const Palette *palette, int columns, int rows)
{
  for (int strong = 0; strong < 2; strong++)
    {
      for (int j = -1; j < rows; j++)
        for (int i = -1; i < columns; i++)
          {
            Spot a = corner (i, j);
            /* Communities of neighbouring rows are shifted, as bricks are. */
            int shift = j >= 0 ? j / COMMUNITY_ROWS : -1;

            if ((j % COMMUNITY_ROWS == 0) == (strong == 1))
              {
                cairo_move_to (cr, a.x, a.y);
                add_side (cr, i, j, FALSE, FALSE);
              }
            if (((i + shift) % COMMUNITY_COLUMNS == 0) == (strong == 1))
              {
                cairo_move_to (cr, a.x, a.y);
                add_side (cr, i, j, TRUE, FALSE);
              }
          }
      set_rgb (cr, strong ? palette->community_border : palette->border, strong ? 0.9 : 0.8);
      cairo_set_line_width (cr, strong ? 2.2 : 0.9);
      cairo_stroke (cr);
    }
}

/* One grid that is just being divided: its border and the drawn line with its vertices. */
static void
paint_split (cairo_t *cr, const Palette *palette, int i, int j)
{
  Spot a = corner (i, j);
  Spot b = corner (i + 1, j + 1);
  Spot line[] = {
    { a.x + (b.x - a.x) * 0.34, a.y - 9 },
    { a.x + (b.x - a.x) * 0.42, a.y + (b.y - a.y) * 0.38 },
    { a.x + (b.x - a.x) * 0.62, a.y + (b.y - a.y) * 0.60 },
    { a.x + (b.x - a.x) * 0.60, b.y + 10 },
  };

  add_cell (cr, i, j);
  set_rgb (cr, palette->chosen, 0.22);
  cairo_fill_preserve (cr);
  set_rgb (cr, palette->chosen, 1.0);
  cairo_set_line_width (cr, 2.6);
  cairo_stroke (cr);

  for (guint k = 0; k < G_N_ELEMENTS (line); k++)
    cairo_line_to (cr, line[k].x, line[k].y);
  cairo_set_line_width (cr, 2.0);
  cairo_set_dash (cr, (const double[]){ 6, 3 }, 2, 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  for (guint k = 0; k < G_N_ELEMENTS (line); k++)
    {
      cairo_arc (cr, line[k].x, line[k].y, 3.6, 0, 2 * G_PI);
      set_rgb (cr, 0xffffff, 1.0);
      cairo_fill_preserve (cr);
      set_rgb (cr, palette->chosen, 1.0);
      cairo_set_line_width (cr, 1.8);
      cairo_stroke (cr);
    }
}

static void
paint_fade (cairo_t *cr, const Palette *palette, double width, double height)
{
  cairo_pattern_t *fade = cairo_pattern_create_linear (width * 0.18, 0, width * 0.72, 0);
  double r = ((palette->ground >> 16) & 0xff) / 255.0;
  double g = ((palette->ground >> 8) & 0xff) / 255.0;
  double b = (palette->ground & 0xff) / 255.0;

  cairo_pattern_add_color_stop_rgba (fade, 0.0, r, g, b, 1.0);
  cairo_pattern_add_color_stop_rgba (fade, 0.5, r, g, b, 0.82);
  cairo_pattern_add_color_stop_rgba (fade, 1.0, r, g, b, 0.0);
  cairo_set_source (cr, fade);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  cairo_pattern_destroy (fade);
}

static void
wg_hero_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const Palette *palette = is_dark ? &DARK : &LIGHT;
  int columns = (int) ceil (width / (CELL * 1.25)) + 1;
  int rows = (int) ceil (height / CELL) + 1;
  cairo_t *cr =
    gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  paint_fills (cr, palette, columns, rows);
  paint_borders (cr, palette, columns, rows);
  paint_split (cr, palette, (int) (width * 0.76 / (CELL * 1.25)), 1);
  paint_fade (cr, palette, width, height);
  cairo_destroy (cr);
}

static void
wg_hero_class_init (WgHeroClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = wg_hero_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
wg_hero_init (WgHero *self)
{
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}
