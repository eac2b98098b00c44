/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wg-lattice-plan.h"

#include "app/base/wg-random.h"

#define COMMUNITY 6
#define STREET 30

static const char *const street_names[] = { "北山街道", "灵隐街道", "西溪街道", "翠苑街道", "文新街道",
                                            "古荡街道", "转塘街道", "留下街道", "蒋村街道" };
static const char *const community_names[] = { "东山弄", "曙光", "金祝", "沁雅", "上保", "宝石",
                                               "友谊", "求是", "玉泉", "青芝坞", "黄龙", "松木场" };
static const char *const numerals[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九" };

typedef struct
{
  const WgLattice *lattice;
  WgPlan *plan;
  WgPoint *nodes;
  WgRandom random;
} Builder;

static guint
blocks (guint n, guint size)
{
  return (n + size - 1) / size;
}

static WgNodeId
node_id (const Builder *b, guint i, guint j)
{
  return j * (b->lattice->columns + 1) + i + 1;
}

static WgFaceId
face_id (const Builder *b, int i, int j)
{
  if (i < 0 || j < 0 || i >= (int) b->lattice->columns || j >= (int) b->lattice->rows)
    return WG_FACE_OUTSIDE;
  return (WgFaceId) (j * (int) b->lattice->columns + i + 1);
}

/* 1 to 99. */
static char *
numeral (guint n)
{
  const char *ones = n % 10 ? numerals[n % 10 - 1] : "";

  if (n < 10)
    return g_strdup (ones);
  if (n < 20)
    return g_strdup_printf ("十%s", ones);
  return g_strdup_printf ("%s十%s", numerals[n / 10 - 1], ones);
}

static void
take_grid (WgPlan *plan, WgGrid *grid)
{
  wg_plan_load_grid (plan, grid);
  wg_grid_unref (grid);
}

static void
load_grids (Builder *b)
{
  const WgLattice *l = b->lattice;
  guint n_streets = blocks (l->columns, STREET) * blocks (l->rows, STREET);
  guint columns = blocks (l->columns, COMMUNITY), rows = blocks (l->rows, COMMUNITY);
  g_autofree guint *counts = g_new0 (guint, columns * rows);
  char code[24] = "";

  for (guint s = 0; s < n_streets; s++)
    {
      g_snprintf (code, sizeof code, "330106%03u", s + 1);
      take_grid (b->plan, wg_grid_new (s + 1, 0, 1, WG_GRID_ORDINARY, FALSE, code,
                                       street_names[s % G_N_ELEMENTS (street_names)]));
    }
  for (guint c = 0; c < columns * rows; c++)
    {
      guint x = c % columns * COMMUNITY / STREET, y = c / columns * COMMUNITY / STREET;
      g_autofree char *name
        = g_strdup_printf ("%s社区", community_names[c % G_N_ELEMENTS (community_names)]);
      guint street = y * blocks (l->columns, STREET) + x + 1;
      g_snprintf (code, sizeof code, "330106%03u%03u", street, c % 1000);
      take_grid (b->plan, wg_grid_new (n_streets + c + 1, street, 2, WG_GRID_ORDINARY, FALSE, code,
                                       name));
    }
  for (guint f = 0; f < l->columns * l->rows; f++)
    {
      guint c = f / l->columns / COMMUNITY * columns + f % l->columns / COMMUNITY;
      guint n = counts[c]++;
      g_autofree char *number = numeral (n + 1);
      g_autofree char *name = g_strdup_printf (
        "%s社区第%s网格", community_names[c % G_N_ELEMENTS (community_names)], number);
      g_snprintf (code, sizeof code, "330106%06u%03u", c, n + 1);
      take_grid (b->plan, wg_grid_new (n_streets + columns * rows + f + 1, n_streets + c + 1, 3,
                                       WG_GRID_ORDINARY, FALSE, code, name));
    }
  for (guint f = 0; f < l->columns * l->rows; f++)
    {
      guint c = f / l->columns / COMMUNITY * columns + f % l->columns / COMMUNITY;
      guint32 owner = n_streets + columns * rows + f + 1;
      if (l->undivided_every > 0 && f % l->undivided_every == l->undivided_every - 1)
        owner = n_streets + c + 1;
      if (l->unowned_every > 0 && f % l->unowned_every == l->unowned_every - 1)
        owner = 0;
      wg_coverage_load_face (wg_plan_get_coverage (b->plan), f + 1, owner);
    }
}

static void
load_arc (Builder *b, WgArcId id, WgNodeId from, WgNodeId to, WgFaceId left, WgFaceId right)
{
  guint n = b->lattice->points_per_arc;
  g_autofree WgPoint *points = g_new (WgPoint, n);
  WgPoint a = b->nodes[from - 1], z = b->nodes[to - 1];
  gint32 reach = b->lattice->cell_mm / 12;
  WgArc arc = { NULL, from, to, left, right };

  for (guint i = 0; i < n; i++)
    {
      points[i].x = (gint32) (a.x + ((gint64) z.x - a.x) * i / (n - 1));
      points[i].y = (gint32) (a.y + ((gint64) z.y - a.y) * i / (n - 1));
      if (i > 0 && i < n - 1)
        {
          points[i].x += (gint32) wg_random_int (&b->random, -reach, reach) / (gint32) (n / 2);
          points[i].y += (gint32) wg_random_int (&b->random, -reach, reach) / (gint32) (n / 2);
        }
    }
  arc.line = wg_line_new (points, n);
  wg_coverage_load_arc (wg_plan_get_coverage (b->plan), id, &arc);
  wg_line_unref (arc.line);
}

static void
load_arcs (Builder *b)
{
  const WgLattice *l = b->lattice;
  WgArcId id = 1;

  for (guint j = 0; j <= l->rows; j++)
    for (guint i = 0; i <= l->columns; i++)
      {
        if (i < l->columns)
          load_arc (b, id++, node_id (b, i, j), node_id (b, i + 1, j),
                    face_id (b, (int) i, (int) j), face_id (b, (int) i, (int) j - 1));
        if (j < l->rows)
          load_arc (b, id++, node_id (b, i, j), node_id (b, i, j + 1),
                    face_id (b, (int) i - 1, (int) j), face_id (b, (int) i, (int) j));
      }
}

WgPlan *
wg_lattice_plan_new (const WgLattice *lattice)
{
  Builder b = { lattice, wg_plan_new ("lattice", NULL), NULL, wg_random (lattice->seed) };
  g_autoptr (GError) error = NULL;
  gint32 reach = lattice->cell_mm / 4;

  wg_plan_add_level (b.plan, "街道", NULL);
  wg_plan_add_level (b.plan, "社区", NULL);
  wg_plan_add_level (b.plan, "网格", "专属网格");
  b.nodes = g_new (WgPoint, (lattice->columns + 1) * (lattice->rows + 1));
  for (guint j = 0; j <= lattice->rows; j++)
    for (guint i = 0; i <= lattice->columns; i++)
      {
        WgNodeId id = node_id (&b, i, j);
        WgPoint p = { ((gint32) i - (gint32) lattice->columns / 2) * lattice->cell_mm,
                      ((gint32) j - (gint32) lattice->rows / 2) * lattice->cell_mm };
        p.x += (gint32) wg_random_int (&b.random, -reach, reach);
        p.y += (gint32) wg_random_int (&b.random, -reach, reach);
        b.nodes[id - 1] = p;
        wg_coverage_load_node (wg_plan_get_coverage (b.plan), id, p);
      }
  load_grids (&b);
  load_arcs (&b);
  if (!wg_coverage_finish (wg_plan_get_coverage (b.plan), &error)
      || !wg_plan_finish_loading (b.plan, &error))
    g_error ("lattice: %s", error->message);
  g_free (b.nodes);
  return b.plan;
}
