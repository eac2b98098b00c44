/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-blob"

#include "wg-blob.h"

#include <string.h>

#define HEADER_SIZE 43 /* up to and with the type */
#define TYPE_POINT 1
#define TYPE_LINESTRING 2
#define TYPE_POLYGON 3
#define TYPE_MULTIPOLYGON 6

/* A place in a buffer that is large enough. */
typedef struct
{
  guint8 *at;
} Writer;

typedef struct
{
  const guint8 *at;
  const guint8 *end;
  gboolean is_broken;
} Reader;

static void
put_byte (Writer *writer, guint8 value)
{
  *writer->at++ = value;
}

static void
put_int (Writer *writer, guint32 value)
{
  guint32 bytes = GUINT32_TO_LE (value);

  memcpy (writer->at, &bytes, 4);
  writer->at += 4;
}

static void
put_double (Writer *writer, double value)
{
  guint64 bytes = 0;

  memcpy (&bytes, &value, 8);
  bytes = GUINT64_TO_LE (bytes);
  memcpy (writer->at, &bytes, 8);
  writer->at += 8;
}

static void
put_point (Writer *writer, const WgFrame *frame, WgPoint point)
{
  double easting = 0, northing = 0;

  wg_frame_to_metres (frame, point, &easting, &northing);
  put_double (writer, easting);
  put_double (writer, northing);
}

static Writer
start_blob (GByteArray *blob, gsize body_size, const WgFrame *frame, int srid,
            const WgEnvelope *envelope)
{
  Writer writer = { NULL };

  g_byte_array_set_size (blob, HEADER_SIZE + body_size + 1);
  writer.at = blob->data;
  put_byte (&writer, 0x00);
  put_byte (&writer, 0x01);
  put_int (&writer, (guint32) srid);
  put_point (&writer, frame, (WgPoint){ envelope->min_x, envelope->min_y });
  put_point (&writer, frame, (WgPoint){ envelope->max_x, envelope->max_y });
  put_byte (&writer, 0x7c);
  return writer;
}

/* The rings from @first on that belong to one part, each closed by its first point. Returns the
 * index after them. */
static guint
put_part (Writer *writer, const WgFrame *frame, const WgShape *shape, guint first)
{
  guint part = WG_SHAPE_RING (shape, first).part, last = first;

  while (last < shape->rings->len && WG_SHAPE_RING (shape, last).part == part)
    last++;
  put_int (writer, last - first);
  for (guint i = first; i < last; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, i);

      put_int (writer, ring->n_points + 1);
      for (guint j = 0; j < ring->n_points; j++)
        put_point (writer, frame, WG_SHAPE_POINT (shape, ring->first + j));
      put_point (writer, frame, WG_SHAPE_POINT (shape, ring->first));
    }
  return last;
}

static gsize
size_of_rings (const WgShape *shape)
{
  gsize size = 0;

  for (guint i = 0; i < shape->rings->len; i++)
    size += 4 + 16 * ((gsize) WG_SHAPE_RING (shape, i).n_points + 1);
  return size;
}

static guint8
get_byte (Reader *reader)
{
  if (reader->at >= reader->end)
    {
      reader->is_broken = TRUE;
      return 0;
    }
  return *reader->at++;
}

static guint32
get_int (Reader *reader)
{
  guint32 bytes = 0;

  if (reader->end - reader->at < 4)
    {
      reader->is_broken = TRUE;
      return 0;
    }
  memcpy (&bytes, reader->at, 4);
  reader->at += 4;
  return GUINT32_FROM_LE (bytes);
}

static double
get_double (Reader *reader)
{
  guint64 bytes = 0;
  double value = 0;

  if (reader->end - reader->at < 8)
    {
      reader->is_broken = TRUE;
      return 0;
    }
  memcpy (&bytes, reader->at, 8);
  reader->at += 8;
  bytes = GUINT64_FROM_LE (bytes);
  memcpy (&value, &bytes, 8);
  return value;
}

static void
get_polygon (Reader *reader, const WgFrame *frame, guint part, GArray *points, WgShape *shape)
{
  guint n_rings = get_int (reader);

  for (guint i = 0; i < n_rings && !reader->is_broken; i++)
    {
      guint n_points = get_int (reader);

      g_array_set_size (points, 0);
      for (guint j = 0; j < n_points && !reader->is_broken; j++)
        {
          double easting = get_double (reader), northing = get_double (reader);
          WgPoint point = { 0, 0 };

          if (!wg_frame_from_metres (frame, easting, northing, &point))
            reader->is_broken = TRUE;
          g_array_append_val (points, point);
        }
      if (points->len < 4)
        reader->is_broken = TRUE;
      else
        wg_shape_add_ring (shape, (const WgPoint *) points->data, points->len - 1, part, i > 0);
    }
}

void
wg_blob_write_shape (const WgShape *shape, const WgFrame *frame, int srid, GByteArray *blob_out)
{
  WgEnvelope envelope = wg_shape_envelope (shape);
  guint n_parts = wg_shape_n_parts (shape);
  Writer writer = { NULL };

  g_byte_array_set_size (blob_out, 0);
  if (shape->rings->len == 0)
    return;
  writer = start_blob (blob_out, 4 + (gsize) n_parts * 9 + size_of_rings (shape), frame, srid,
                       &envelope);
  put_int (&writer, TYPE_MULTIPOLYGON);
  put_int (&writer, n_parts);
  for (guint i = 0; i < shape->rings->len;)
    {
      put_byte (&writer, 0x69);
      put_int (&writer, TYPE_POLYGON);
      i = put_part (&writer, frame, shape, i);
    }
  put_byte (&writer, 0xfe);
  g_assert (writer.at == blob_out->data + blob_out->len);
}

void
wg_blob_write_polygon (const WgShape *shape, const WgFrame *frame, int srid, GByteArray *blob_out)
{
  WgEnvelope envelope = wg_shape_envelope (shape);
  Writer writer = { NULL };

  g_return_if_fail (wg_shape_n_parts (shape) == 1);

  writer = start_blob (blob_out, 4 + size_of_rings (shape), frame, srid, &envelope);
  put_int (&writer, TYPE_POLYGON);
  put_part (&writer, frame, shape, 0);
  put_byte (&writer, 0xfe);
  g_assert (writer.at == blob_out->data + blob_out->len);
}

void
wg_blob_write_line (const WgLine *line, const WgFrame *frame, int srid, GByteArray *blob_out)
{
  Writer writer
    = start_blob (blob_out, 4 + 16 * (gsize) line->n_points, frame, srid, &line->envelope);

  put_int (&writer, TYPE_LINESTRING);
  put_int (&writer, line->n_points);
  for (guint i = 0; i < line->n_points; i++)
    put_point (&writer, frame, line->points[i]);
  put_byte (&writer, 0xfe);
}

void
wg_blob_write_place (WgPoint place, const WgFrame *frame, int srid, GByteArray *blob_out)
{
  WgEnvelope envelope = { place.x, place.y, place.x, place.y };
  Writer writer = start_blob (blob_out, 16, frame, srid, &envelope);

  put_int (&writer, TYPE_POINT);
  put_point (&writer, frame, place);
  put_byte (&writer, 0xfe);
  g_assert (writer.at == blob_out->data + blob_out->len);
}

gboolean
wg_blob_read_shape (const guint8 *blob, gsize size, const WgFrame *frame, WgShape *shape_out,
                    int *srid_out)
{
  Reader reader = { blob, blob + size, FALSE };
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  guint32 type = 0;

  wg_shape_clear (shape_out);
  if (size < HEADER_SIZE + 5 || blob[0] != 0x00 || blob[1] != 0x01 || blob[38] != 0x7c
      || blob[size - 1] != 0xfe)
    return FALSE;
  reader.at = blob + 2;
  *srid_out = (int) get_int (&reader);
  reader.at = blob + 39;
  type = get_int (&reader);
  if (type == TYPE_POLYGON)
    get_polygon (&reader, frame, 0, points, shape_out);
  else if (type == TYPE_MULTIPOLYGON)
    {
      guint n_parts = get_int (&reader);

      for (guint part = 0; part < n_parts && !reader.is_broken; part++)
        {
          if (get_byte (&reader) != 0x69 || get_int (&reader) != TYPE_POLYGON)
            return FALSE;
          get_polygon (&reader, frame, part, points, shape_out);
        }
    }
  else
    return FALSE;
  return !reader.is_broken && reader.at == reader.end - 1;
}

double
wg_blob_read_side (const guint8 *blob, guint side)
{
  Reader reader = { blob + 6 + 8 * (gsize) side, blob + 38, FALSE };

  return get_double (&reader);
}

void
wg_blob_write_points (const WgLine *line, GByteArray *blob_out)
{
  Writer writer = { NULL };

  g_byte_array_set_size (blob_out, line->n_points * 8);
  writer.at = blob_out->data;
  for (guint i = 0; i < line->n_points; i++)
    {
      put_int (&writer, (guint32) line->points[i].x);
      put_int (&writer, (guint32) line->points[i].y);
    }
}

WgLine *
wg_blob_read_points (const guint8 *blob, gsize size)
{
  Reader reader = { blob, blob + size, FALSE };
  g_autofree WgPoint *points = NULL;

  if (size < 16 || size % 8 != 0)
    return NULL;
  points = g_new (WgPoint, size / 8);
  for (gsize i = 0; i < size / 8; i++)
    {
      points[i].x = (gint32) get_int (&reader);
      points[i].y = (gint32) get_int (&reader);
    }
  return wg_line_new (points, size / 8);
}
