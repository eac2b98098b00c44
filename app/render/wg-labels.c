/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-labels"

#include "wg-labels.h"

#include "wg-label-place.h"
#include "wg-label-sprite.h"
#include "wg-label-text.h"
#include "wg-painter.h"

#include <math.h>

#define CELL 2          /* pixels of the field where labels are placed */
#define N_LABELS_MAX 3000
#define SIZE_LABELLED 34.0 /* pixels: grids smaller than this leave the labels to their parents */
#define SIZE_BETWEEN 15.0 /* but the larger ones of this mean size still have their own, between */
#define NEAR 6.0        /* pixels: a label that is not farther from where it should be is right */
#define PADDING 2.0     /* pixels between letters and the border of their grid */

/* A place used before, so that labels stay where they are while the map moves. */
typedef struct
{
  double x; /* project millimetres */
  double y;
  double scale;
  guint text; /* which of the ways to write it */
} Anchor;

static void
clear_label (gpointer data)
{
  g_free (((WgLabel *) data)->text);
}

static guint
label_depth (const WgSceneSnapshot *snapshot, double scale)
{
  guint depth = wg_scene_snapshot_depth (snapshot, scale);

  while (depth > 1
         && (snapshot->counts[depth] == 0
             || wg_scene_snapshot_size (snapshot, depth, scale) < SIZE_LABELLED))
    depth--;
  return depth;
}

static void
init_field (WgLabelField *field, WgSceneSnapshot *snapshot, const WgViewport *viewport, guint depth)
{
  const WgSceneTable *table = snapshot->tables[depth];
  WgViewport coarse = *viewport;
  WgScreen screen;
  guint32 *ids = NULL;

  coarse.width = ceil (viewport->width / CELL);
  coarse.height = ceil (viewport->height / CELL);
  coarse.scale = viewport->scale / CELL;
  /* The coarse picture begins at the same corner. */
  coarse.center_x = wg_viewport_from_pixel_x (viewport, coarse.width * CELL / 2);
  coarse.center_y = wg_viewport_from_pixel_y (viewport, coarse.height * CELL / 2);
  wg_screen_init (&screen, snapshot, &coarse, 1, WG_SCREEN_SIMPLIFIED);
  ids = g_new (guint32, (gsize) screen.width * screen.height + 1);
  wg_painter_ids (&screen, table->shown, table->limit, ids);
  wg_label_field_init (field, ids, screen.width, screen.height, CELL);
  wg_screen_clear (&screen);
}

/* About how wide and high a text is, before it is shaped: letters of an em and of half of one. */
static void
estimate (const char *text, guint size, double *width_out, double *height_out)
{
  double width = 0, widest = 0;
  guint n_lines = 1;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (c == '\n')
        {
          n_lines++;
          width = 0;
          continue;
        }
      width += c >= 0x2e80 ? 1.0 : 0.55;
      widest = MAX (widest, width);
    }
  *width_out = widest * size * 0.93;
  *height_out = n_lines * size * 0.9 + (n_lines - 1) * size * 0.2;
}

static guint
font_size (const WgSceneSnapshot *snapshot, const WgLabelRegion *region, guint depth)
{
  double side = sqrt (region->n_cells) * CELL / snapshot->pixel_ratio;
  guint base = depth == snapshot->n_levels ? 12 : 13;

  return (guint) ((base + (guint) CLAMP ((side - 90) / 55, 0, 5)) * snapshot->pixel_ratio);
}

static gboolean
find_anchor (WgSceneAnchors *anchors, guint32 grid, const WgViewport *viewport, WgLabel *label,
             guint *text)
{
  const Anchor *anchor = NULL;
  gboolean has_any = FALSE;

  g_mutex_lock (&anchors->mutex);
  anchor = g_hash_table_lookup (anchors->anchors, GUINT_TO_POINTER (grid));
  if (anchor != NULL && fabs (anchor->scale - viewport->scale) < 1e-6 * viewport->scale)
    {
      label->x = wg_viewport_to_pixel_x (viewport, anchor->x);
      label->y = wg_viewport_to_pixel_y (viewport, anchor->y);
      *text = anchor->text;
      has_any = TRUE;
    }
  g_mutex_unlock (&anchors->mutex);
  return has_any;
}

static void
keep_anchor (WgSceneAnchors *anchors, const WgLabel *label, guint text, const WgViewport *viewport)
{
  Anchor *anchor = g_new (Anchor, 1);

  anchor->x = wg_viewport_from_pixel_x (viewport, label->x);
  anchor->y = wg_viewport_from_pixel_y (viewport, label->y);
  anchor->text = text;
  anchor->scale = viewport->scale;
  g_mutex_lock (&anchors->mutex);
  g_hash_table_replace (anchors->anchors, GUINT_TO_POINTER (label->grid), anchor);
  g_mutex_unlock (&anchors->mutex);
}

/* Finds the place for a box: with room around it when there is room. */
static gboolean
find_place (const WgLabelField *field, const WgLabelRegion *region, double width, double height,
            double *x, double *y)
{
  double roomy_x = *x, roomy_y = *y;

  if (!wg_label_field_find (field, region, width + 2 * PADDING, height + 2 * PADDING, x, y))
    return FALSE;
  if (wg_label_field_find (field, region, width * 1.25 + 8, height * 1.8 + 8, &roomy_x, &roomy_y))
    {
      *x = roomy_x;
      *y = roomy_y;
    }
  return TRUE;
}

/* How one way to write the label would do: TRUE when it fits. */
static gboolean
try_text (const WgLabelField *field, const WgLabelRegion *region, const char *text, WgLabel *label)
{
  WgLabelSprite *sprite = NULL;
  double x = label->x, y = label->y;

  estimate (text, label->size, &label->width, &label->height);
  if (!find_place (field, region, label->width, label->height, &x, &y))
    return FALSE;
  sprite = wg_label_sprite_get (text, label->size, label->is_bold);
  label->width = (double) sprite->width - 2 * WG_LABEL_HALO;
  label->height = (double) sprite->height - 2 * WG_LABEL_HALO;
  wg_label_sprite_unref (sprite);
  return find_place (field, region, label->width, label->height, &label->x, &label->y);
}

/* The first of the ways to write the label that fits near to where it should be, else the one
 * that fits nearest. */
static gboolean
place_label (const WgLabelField *field, const WgLabelRegion *region, char **texts, guint n_texts,
             WgLabel *label, guint *text_out)
{
  double least = G_MAXDOUBLE;
  WgLabel best = *label;

  for (guint i = 0; i < n_texts && least > NEAR; i++)
    {
      WgLabel tried = *label;
      double cost = 0;

      if (!try_text (field, region, texts[i], &tried))
        continue;
      cost = hypot (tried.x - label->x, tried.y - label->y) + (least < G_MAXDOUBLE ? NEAR : 0);
      if (cost >= least)
        continue;
      least = cost;
      best = tried;
      *text_out = i;
    }
  *label = best;
  return least < G_MAXDOUBLE;
}

/* Where and as it was before, when that is still right. */
static gboolean
place_again (const WgLabelField *field, const WgLabelRegion *region, const char *text,
             WgLabel *label)
{
  WgLabel tried = *label;

  if (!try_text (field, region, text, &tried) || hypot (tried.x - label->x, tried.y - label->y) > 1)
    return FALSE;
  tried.x = label->x;
  tried.y = label->y;
  *label = tried;
  return TRUE;
}

static gboolean
is_whole (const WgLabelField *field, const WgLabelRegion *region)
{
  return region->min_x > 0 && region->min_y > 0 && region->max_x < (int) field->width - 1
         && region->max_y < (int) field->height - 1;
}

static void
add_label (WgSceneSnapshot *snapshot, WgLabelField *field, const WgLabelRegion *region,
           const WgViewport *viewport, gboolean codes, GArray *labels)
{
  const WgSceneGrid *grid = wg_scene_snapshot_grid (snapshot, region->grid);
  const WgSceneGrid *parent = NULL;
  char *texts[WG_LABEL_MAX_TEXTS] = { NULL };
  WgLabel label = { .grid = region->grid };
  gboolean has_anchor = FALSE;
  guint n_texts = 0, text = 0;

  if (grid == NULL)
    return;
  parent = wg_scene_snapshot_grid (snapshot, grid->grid->parent);
  n_texts = codes ? wg_label_texts (grid->grid->code, parent ? parent->grid->code : NULL, texts)
                  : wg_label_texts (grid->grid->name, parent ? parent->grid->name : NULL, texts);
  label.is_bold = grid->grid->depth < snapshot->n_levels;
  label.size = font_size (snapshot, region, grid->grid->depth);
  has_anchor = find_anchor (snapshot->anchors, region->grid, viewport, &label, &text);
  if (!has_anchor)
    wg_label_field_want (field, region, &label.x, &label.y);
  if ((has_anchor && text < n_texts && place_again (field, region, texts[text], &label))
      || place_label (field, region, texts, n_texts, &label, &text))
    {
      label.text = g_strdup (texts[text]);
      g_array_append_val (labels, label);
      wg_label_field_take (field, label.x, label.y, label.width + 2 * WG_LABEL_HALO,
                           label.height + 2 * WG_LABEL_HALO);
      if (is_whole (field, region) || has_anchor)
        keep_anchor (snapshot->anchors, &label, text, viewport);
    }
  for (guint i = 0; i < n_texts; i++)
    g_free (texts[i]);
}

/* The labels of one level; @taken: (inout): by labels of the levels above, %NULL at first. */
static void
place_level (WgSceneSnapshot *snapshot, const WgViewport *viewport, guint depth, gboolean codes,
             guint8 **taken, GArray *labels, GCancellable *cancellable)
{
  gboolean is_first = *taken == NULL;
  WgLabelField field;

  init_field (&field, snapshot, viewport, depth);
  if (*taken != NULL)
    {
      g_free (field.taken);
      field.taken = g_steal_pointer (taken);
    }
  for (guint i = 0; i < field.regions->len && labels->len < N_LABELS_MAX; i++)
    {
      const WgLabelRegion *region = &g_array_index (field.regions, WgLabelRegion, i);
      const WgSceneGrid *grid = wg_scene_snapshot_grid (snapshot, region->grid);

      /* Nothing of two letters fits into less; the regions are sorted. */
      if (region->n_cells * CELL * CELL < 22 * 12 || g_cancellable_is_cancelled (cancellable))
        break;
      /* An owner above the level has its label already. */
      if (is_first || (grid != NULL && grid->grid->depth == depth))
        add_label (snapshot, &field, region, viewport, codes, labels);
    }
  *taken = g_steal_pointer (&field.taken);
  wg_label_field_clear (&field);
}

GArray *
wg_labels_place (WgSceneSnapshot *snapshot, const WgViewport *viewport, gboolean codes,
                 GCancellable *cancellable)
{
  GArray *labels = g_array_new (FALSE, FALSE, sizeof (WgLabel));
  g_autofree guint8 *taken = NULL;
  guint last = wg_scene_snapshot_depth (snapshot, viewport->scale);

  g_array_set_clear_func (labels, clear_label);
  for (guint depth = label_depth (snapshot, viewport->scale); depth <= last; depth++)
    if (labels->len == 0
        || wg_scene_snapshot_size (snapshot, depth, viewport->scale) >= SIZE_BETWEEN)
      place_level (snapshot, viewport, depth, codes, &taken, labels, cancellable);
  return labels;
}

static void
set_rgb (cairo_t *cr, guint32 rgb)
{
  cairo_set_source_rgb (cr, (rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0,
                        (rgb & 0xff) / 255.0);
}

/* On paper: letters stay letters. */
static void
show_label (cairo_t *cr, const WgLabel *label, const WgStyle *style)
{
  PangoLayout *layout = wg_label_layout (label->text, label->size, label->is_bold);
  PangoRectangle ink;

  pango_cairo_update_layout (cr, layout);
  pango_layout_get_pixel_extents (layout, &ink, NULL);
  cairo_move_to (cr, label->x - ink.width / 2.0 - ink.x, label->y - ink.height / 2.0 - ink.y);
  pango_cairo_layout_path (cr, layout);
  set_rgb (cr, style->halo);
  cairo_set_line_width (cr, 1.6 * WG_LABEL_HALO);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  cairo_move_to (cr, label->x - ink.width / 2.0 - ink.x, label->y - ink.height / 2.0 - ink.y);
  set_rgb (cr, style->label);
  pango_cairo_show_layout (cr, layout);
}

static gboolean
is_plain_image (cairo_t *cr)
{
  cairo_surface_t *surface = cairo_get_target (cr);
  cairo_matrix_t m;

  cairo_get_matrix (cr, &m);
  return surface == cairo_get_group_target (cr)
         && cairo_surface_get_type (surface) == CAIRO_SURFACE_TYPE_IMAGE
         && (cairo_image_surface_get_format (surface) == CAIRO_FORMAT_ARGB32
             || cairo_image_surface_get_format (surface) == CAIRO_FORMAT_RGB24)
         && m.xx == 1 && m.yy == 1 && m.xy == 0 && m.yx == 0 && m.x0 == 0 && m.y0 == 0;
}

static void
blit_labels (cairo_surface_t *surface, const GArray *labels, const WgStyle *style)
{
  WgTarget target = { cairo_image_surface_get_data (surface),
                      (gsize) cairo_image_surface_get_stride (surface),
                      (guint) cairo_image_surface_get_width (surface),
                      (guint) cairo_image_surface_get_height (surface) };

  cairo_surface_flush (surface);
  for (guint i = 0; i < labels->len; i++)
    {
      const WgLabel *label = &g_array_index (labels, WgLabel, i);
      WgLabelSprite *sprite = wg_label_sprite_get (label->text, label->size, label->is_bold);

      wg_label_sprite_blit (sprite, (int) lrint (label->x - sprite->width / 2.0),
                            (int) lrint (label->y - sprite->height / 2.0), style, &target);
      wg_label_sprite_unref (sprite);
    }
  cairo_surface_mark_dirty (surface);
}

/**
 * wg_scene_paint_labels:
 * @cr: in the viewport's pixels; on an image without a transformation the labels are copied from
 *   a cache, elsewhere (paper) they stay text
 */
void
wg_scene_paint_labels (WgSceneSnapshot *snapshot, const WgViewport *viewport, const WgStyle *style,
                       gboolean codes, cairo_t *cr, GCancellable *cancellable)
{
  g_autoptr (GArray) labels = wg_labels_place (snapshot, viewport, codes, cancellable);

  if (is_plain_image (cr))
    blit_labels (cairo_get_target (cr), labels, style);
  else
    for (guint i = 0; i < labels->len; i++)
      show_label (cr, &g_array_index (labels, WgLabel, i), style);
}
