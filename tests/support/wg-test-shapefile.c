/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wg-test-shapefile.h"

#include <string.h>

#define CODE_WIDTH 20
#define NAME_WIDTH 20
#define RECORD_BYTES (48 + 5 * 16) /* of one ring of five points, without its header */

static void
add_big (GByteArray *bytes, guint32 value)
{
  guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (bytes, (const guint8 *) &big, 4);
}

static void
add_little (GByteArray *bytes, guint32 value)
{
  guint32 little = GUINT32_TO_LE (value);

  g_byte_array_append (bytes, (const guint8 *) &little, 4);
}

static void
add_double (GByteArray *bytes, double value)
{
  guint64 raw = 0;

  memcpy (&raw, &value, 8);
  raw = GUINT64_TO_LE (raw);
  g_byte_array_append (bytes, (const guint8 *) &raw, 8);
}

static void
add_box (GByteArray *bytes, double west, double south, double east, double north)
{
  add_double (bytes, west);
  add_double (bytes, south);
  add_double (bytes, east);
  add_double (bytes, north);
}

static GByteArray *
start_file (guint n_words, const WgTestSquare *squares, guint n_squares)
{
  GByteArray *bytes = g_byte_array_new ();
  double west = squares[0].x, south = squares[0].y, east = west, north = south;

  for (guint i = 0; i < n_squares; i++)
    {
      west = MIN (west, squares[i].x);
      south = MIN (south, squares[i].y);
      east = MAX (east, squares[i].x + squares[i].side);
      north = MAX (north, squares[i].y + squares[i].side);
    }
  add_big (bytes, 9994);
  for (guint i = 0; i < 5; i++)
    add_big (bytes, 0);
  add_big (bytes, n_words);
  add_little (bytes, 1000);
  add_little (bytes, 5); /* polygons */
  add_box (bytes, west, south, east, north);
  add_box (bytes, 0.0, 0.0, 0.0, 0.0);
  return bytes;
}

static void
write_file (const char *stem, const char *ending, GByteArray *bytes)
{
  g_autofree char *path = g_strconcat (stem, ending, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, (const char *) bytes->data, bytes->len, &error);
  g_assert_no_error (error);
  g_byte_array_unref (bytes);
}

static void
add_square (GByteArray *bytes, guint number, const WgTestSquare *s)
{
  static const int corners[5][2] = { { 0, 0 }, { 0, 1 }, { 1, 1 }, { 1, 0 }, { 0, 0 } };

  add_big (bytes, number);
  add_big (bytes, RECORD_BYTES / 2);
  add_little (bytes, 5);
  add_box (bytes, s->x, s->y, s->x + s->side, s->y + s->side);
  add_little (bytes, 1);
  add_little (bytes, 5);
  add_little (bytes, 0);
  for (guint i = 0; i < 5; i++)
    {
      add_double (bytes, s->x + corners[i][0] * s->side);
      add_double (bytes, s->y + corners[i][1] * s->side);
    }
}

static void
add_column (GByteArray *bytes, const char *name, guint8 width)
{
  guint8 column[32] = { 0 };

  memcpy (column, name, MIN (strlen (name), 10));
  column[11] = 'C';
  column[16] = width;
  g_byte_array_append (bytes, column, sizeof column);
}

static void
add_value (GByteArray *bytes, const char *value, guint width)
{
  char padded[NAME_WIDTH + CODE_WIDTH];

  memset (padded, ' ', sizeof padded);
  memcpy (padded, value, MIN (strlen (value), width));
  g_byte_array_append (bytes, (const guint8 *) padded, width);
}

static void
write_table (const char *stem, const WgTestSquare *squares, guint n_squares, const char *code_column,
             const char *name_column, guint8 language)
{
  GByteArray *bytes = g_byte_array_new ();
  guint8 header[32] = { 3, 126, 11, 22 };
  guint header_length = 32 + 2 * 32 + 1, record_length = 1 + CODE_WIDTH + NAME_WIDTH;

  header[4] = (guint8) n_squares;
  header[8] = (guint8) header_length;
  header[10] = (guint8) record_length;
  header[29] = language;
  g_byte_array_append (bytes, header, sizeof header);
  add_column (bytes, code_column, CODE_WIDTH);
  add_column (bytes, name_column, NAME_WIDTH);
  g_byte_array_append (bytes, (const guint8 *) "\x0d", 1);
  for (guint i = 0; i < n_squares; i++)
    {
      g_byte_array_append (bytes, (const guint8 *) " ", 1);
      add_value (bytes, squares[i].code, CODE_WIDTH);
      add_value (bytes, squares[i].name, NAME_WIDTH);
    }
  g_byte_array_append (bytes, (const guint8 *) "\x1a", 1);
  write_file (stem, ".dbf", bytes);
}

void
wg_test_shapefile_write (const char *stem, const WgTestSquare *squares, guint n_squares,
                         const char *code_column, const char *name_column, guint8 language,
                         const char *code_page)
{
  guint record_words = (8 + RECORD_BYTES) / 2;
  GByteArray *shapes = start_file (50 + n_squares * record_words, squares, n_squares);
  GByteArray *index = start_file (50 + n_squares * 4, squares, n_squares);

  for (guint i = 0; i < n_squares; i++)
    {
      add_square (shapes, i + 1, &squares[i]);
      add_big (index, 50 + i * record_words);
      add_big (index, RECORD_BYTES / 2);
    }
  write_file (stem, ".shp", shapes);
  write_file (stem, ".shx", index);
  write_table (stem, squares, n_squares, code_column, name_column, language);
  if (code_page != NULL)
    {
      g_autofree char *path = g_strconcat (stem, ".cpg", NULL);

      g_assert_true (g_file_set_contents (path, code_page, -1, NULL));
    }
}
