/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-drawing"

#include "wg-drawing.h"

#include "../geometry/wg-lines.h"

#include <string.h>

typedef struct
{
  WgPoint place;
  char *text;
  guint row;
} Text;

struct _WgDrawing
{
  WgIncoming *incoming; /* borrowed */
  WgPolygonReader *reader; /* borrowed */
  GPtrArray *lines;     /* of WgLine */
  GArray *rows;         /* of guint: per line, where it came from */
  GArray *texts;        /* of Text */
  GHashTable *rings;    /* id of a grid in the drawing's project to its WgIncomingGrid */
};

static void
clear_text (gpointer data)
{
  g_free (((Text *) data)->text);
}

/* A character that the drawing's code page does not have, after its backslash: "U+4E00"; 0: it is none. */
static gunichar
read_escaped (const char *text)
{
  gunichar character = 0;

  if (text[0] != 'U' || text[1] != '+')
    return 0;
  for (guint i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return 0;
      character = character * 16 + (gunichar) g_ascii_xdigit_value (text[i]);
    }
  return g_unichar_validate (character) ? character : 0;
}

/* The words of a text of CAD without its marks: "{\fSimSun|b0;第一网格\P12户}". */
static char *
strip_marks (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '{' || *p == '}')
        continue;
      if (*p != '\\')
        {
          g_string_append_c (out, *p);
          continue;
        }
      p++;
      if (read_escaped (p) != 0)
        {
          g_string_append_unichar (out, read_escaped (p));
          p += strlen ("+4E00");
        }
      else if (*p == 'P' || *p == '~')
        g_string_append_c (out, ' ');
      else if (*p == '\\' || *p == '{' || *p == '}')
        g_string_append_c (out, *p);
      else if (*p != '\0' && strchr ("fFHWQTACcpS", *p) != NULL && strchr (p, ';') != NULL)
        p = strchr (p, ';');
      if (*p == '\0')
        break;
    }
  return g_strstrip (g_string_free (out, FALSE));
}

/* Letters and digits of ASCII with at least one digit, as codes are. */
static gboolean
is_code (const char *text)
{
  gboolean has_digit = FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_')
        return FALSE;
      has_digit = has_digit || g_ascii_isdigit (*p);
    }
  return has_digit;
}

static WgRowProblem *
add_note (WgDrawing *drawing, WgRowProblemKind kind, const WgLinesNote *note)
{
  g_autofree char *metres = g_strdup_printf ("%.2f", note->length_m);
  WgRowProblem *problem
    = wg_incoming_add_problem (drawing->incoming, kind,
                               g_array_index (drawing->rows, guint, note->line), NULL, metres);

  problem->has_place = TRUE;
  problem->place = note->place;
  return problem;
}

static void
add_notes (WgDrawing *drawing, WgRowProblemKind kind, const GArray *notes)
{
  for (guint i = 0; i < notes->len; i++)
    add_note (drawing, kind, &g_array_index (notes, WgLinesNote, i));
}

static gboolean
join_lines (WgDrawing *drawing, double gap_m, GCancellable *cancellable, GError **error)
{
  WgLinesOptions options = WG_LINES_OPTIONS_DEFAULT;
  g_autoptr (WgLinesResult) result = NULL;
  g_autofree char *n_lines = g_strdup_printf ("%u", drawing->lines->len);

  if (gap_m > 0.0)
    options.gap_m = gap_m;
  result = wg_lines_join (drawing->lines, &options, NULL, cancellable, error);
  if (result == NULL)
    return FALSE;
  wg_incoming_add_problem (drawing->incoming, WG_ROW_LINES_JOINED, 0, NULL, n_lines);
  add_notes (drawing, WG_ROW_GAP_BRIDGED, result->bridged);
  add_notes (drawing, WG_ROW_LINE_TRIMMED, result->trimmed);
  add_notes (drawing, WG_ROW_LINE_UNUSED, result->unused);
  for (guint i = 0; i < result->shapes->len; i++)
    wg_incoming_add_grid (drawing->incoming, i + 1, "", "",
                          wg_shape_copy (g_ptr_array_index (result->shapes, i)));
  return TRUE;
}

/* The smallest polygon around @place: a ring may lie in another. */
static WgIncomingGrid *
find_grid (const WgDrawing *drawing, guint first_grid, const WgEnvelope *envelopes, WgPoint place)
{
  const GPtrArray *grids = drawing->incoming->grids;
  WgIncomingGrid *found = NULL;
  double least = 0.0;

  for (guint i = first_grid; i < grids->len; i++)
    {
      WgIncomingGrid *grid = g_ptr_array_index (grids, i);
      const WgEnvelope *e = &envelopes[i - first_grid];
      double size = ((double) e->max_x - e->min_x) * ((double) e->max_y - e->min_y);

      if (!wg_envelope_contains (e, place) || (found != NULL && size >= least)
          || !wg_shape_contains (grid->shape, place))
        continue;
      found = grid;
      least = size;
    }
  return found;
}

static gboolean
give_text (WgIncomingGrid *grid, const char *text)
{
  char **field = is_code (text) ? &grid->code : &grid->name;

  if (**field != '\0')
    return FALSE;
  g_free (*field);
  *field = g_strdup (text);
  return TRUE;
}

static void
give_texts (WgDrawing *drawing, guint first_grid)
{
  const GPtrArray *grids = drawing->incoming->grids;
  guint n = grids->len - first_grid;
  g_autofree WgEnvelope *envelopes = g_new (WgEnvelope, n + 1);

  for (guint i = 0; i < n; i++)
    envelopes[i]
      = wg_shape_envelope (((WgIncomingGrid *) g_ptr_array_index (grids, first_grid + i))->shape);
  for (guint i = 0; i < drawing->texts->len; i++)
    {
      const Text *text = &g_array_index (drawing->texts, Text, i);
      WgIncomingGrid *grid = find_grid (drawing, first_grid, envelopes, text->place);
      WgRowProblem *problem = NULL;

      if (grid != NULL && give_text (grid, text->text))
        continue;
      problem = wg_incoming_add_problem (drawing->incoming, WG_ROW_TEXT_UNUSED, text->row, NULL,
                                         text->text);
      problem->has_place = TRUE;
      problem->place = text->place;
    }
}

static void
add_rings (WgShape *to, const WgShape *more)
{
  const WgRing *first = &WG_SHAPE_RING (to, 0);
  gboolean is_left = wg_ring_area2 (&WG_SHAPE_POINT (to, first->first), first->n_points) > 0;

  for (guint i = 0; i < more->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (more, i);
      const WgPoint *points = &WG_SHAPE_POINT (more, ring->first);
      gboolean is_hole = (wg_ring_area2 (points, ring->n_points) > 0) != is_left;

      wg_shape_add_ring (to, points, ring->n_points, wg_shape_n_parts (to) - (is_hole ? 1 : 0),
                         is_hole);
    }
}

WgDrawing *
wg_drawing_new (WgIncoming *incoming, WgPolygonReader *reader)
{
  WgDrawing *drawing = g_new0 (WgDrawing, 1);

  drawing->incoming = incoming;
  drawing->reader = reader;
  drawing->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_line_unref);
  drawing->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  drawing->rings = g_hash_table_new (NULL, NULL);
  drawing->texts = g_array_new (FALSE, FALSE, sizeof (Text));
  g_array_set_clear_func (drawing->texts, clear_text);
  return drawing;
}

void
wg_drawing_free (WgDrawing *drawing)
{
  if (drawing == NULL)
    return;
  g_ptr_array_unref (drawing->lines);
  g_array_unref (drawing->rows);
  g_array_unref (drawing->texts);
  g_hash_table_unref (drawing->rings);
  g_free (drawing);
}

gboolean
wg_drawing_take_lines (WgDrawing *drawing, OGRGeometryH geometry, guint row)
{
  gboolean is_whole = wg_polygon_reader_take_lines (drawing->reader, geometry, drawing->lines);
  gboolean has_lines = drawing->lines->len > drawing->rows->len;

  while (drawing->rows->len < drawing->lines->len)
    g_array_append_val (drawing->rows, row);
  return is_whole && has_lines;
}

gboolean
wg_drawing_take_text (WgDrawing *drawing, OGRGeometryH geometry, const char *words, guint row)
{
  Text text = { { 0, 0 }, strip_marks (words), row };

  if (*text.text == '\0' || !wg_polygon_reader_take_point (drawing->reader, geometry, &text.place))
    {
      g_free (text.text);
      return FALSE;
    }
  g_array_append_val (drawing->texts, text);
  return TRUE;
}

void
wg_drawing_begin_ring (WgDrawing *drawing, guint32 id, WgIncomingGrid *grid)
{
  g_hash_table_insert (drawing->rings, GUINT_TO_POINTER (id), grid);
}

gboolean
wg_drawing_take_ring (WgDrawing *drawing, guint32 id, WgShape *shape)
{
  WgIncomingGrid *grid = g_hash_table_lookup (drawing->rings, GUINT_TO_POINTER (id));

  if (grid == NULL)
    return FALSE;
  add_rings (grid->shape, shape);
  wg_shape_free (shape);
  return TRUE;
}

gboolean
wg_drawing_finish (WgDrawing *drawing, guint first_grid, double gap_m, GCancellable *cancellable,
                   GError **error)
{
  if (drawing->lines->len > 0 && !join_lines (drawing, gap_m, cancellable, error))
    return FALSE;
  give_texts (drawing, first_grid);
  return TRUE;
}
