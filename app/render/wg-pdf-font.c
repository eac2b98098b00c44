/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-pdf"

#include "wg-pdf-private.h"

#include <gio/gio.h>
#include <string.h>

/* Operators of dictionaries in a Compact Font Format (Adobe Technical Note 5176, table 9, 10 and 23). */
#define OPERATOR_CHAR_STRINGS 17
#define OPERATOR_PRIVATE 18
#define OPERATOR_SUBRS 19
#define OPERATOR_ESCAPE 12
#define OPERATOR_FD_ARRAY (OPERATOR_ESCAPE << 8 | 36)
#define OPERATOR_FD_SELECT (OPERATOR_ESCAPE << 8 | 37)

typedef struct
{
  guint8 *data;
  gsize length;
} Font;

/* A list of byte strings (note 5176, chapter 5). */
typedef struct
{
  guint n;
  guint offset_size;
  gsize offsets; /* where the first offset is */
  gsize base;    /* offsets count from here */
  gsize end;
} Index;

static guint
read_number (const Font *font, gsize at, guint size)
{
  guint value = 0;

  for (guint i = 0; i < size; i++)
    value = value << 8 | font->data[at + i];
  return value;
}

static void
write_number (Font *font, gsize at, guint size, guint value)
{
  for (guint i = size; i > 0; i--, value >>= 8)
    font->data[at + i - 1] = (guint8) value;
}

static guint
get_offset (const Font *font, const Index *index, guint i)
{
  return read_number (font, index->offsets + (gsize) i * index->offset_size, index->offset_size);
}

/* FALSE when no whole list is at @at. */
static gboolean
read_index (const Font *font, gsize at, Index *index_out)
{
  Index index = { 0 };
  guint before = 1;

  if (at > font->length || font->length - at < 2)
    return FALSE;
  index.n = read_number (font, at, 2);
  index.end = at + 2;
  *index_out = index;
  if (index.n == 0)
    return TRUE;
  if (font->length - at < 3)
    return FALSE;
  index.offset_size = font->data[at + 2];
  index.offsets = at + 3;
  if (index.offset_size < 1 || index.offset_size > 4
      || (font->length - index.offsets) / index.offset_size < index.n + 1)
    return FALSE;
  index.base = index.offsets + (gsize) (index.n + 1) * index.offset_size - 1;
  for (guint i = 0; i <= index.n; i++)
    {
      guint offset = get_offset (font, &index, i);

      if (offset < before || offset > font->length - index.base)
        return FALSE;
      before = offset;
    }
  index.end = index.base + before;
  *index_out = index;
  return TRUE;
}

/* The length of an operand at @at, with its value; 0 for an operator (note 5176, table 3). */
static gsize
read_operand (const Font *font, gsize at, gsize end, gint *value_out)
{
  guint first = font->data[at];
  gsize length = first == 28 ? 3 : first == 29 ? 5 : first >= 247 && first <= 254 ? 2 : 1;

  *value_out = 0;
  if (first <= 21)
    return 0;
  if (first == 30) /* a real number, in halves of bytes until 0xf */
    {
      while (at + length < end && (font->data[at + length] & 0x0f) != 0x0f
             && font->data[at + length] >> 4 != 0x0f)
        length++;
      return length + 1;
    }
  if (at + length > end)
    return length;
  if (first == 28)
    *value_out = (gint16) read_number (font, at + 1, 2);
  else if (first == 29)
    *value_out = (gint) read_number (font, at + 1, 4);
  else if (first >= 251)
    *value_out = -((gint) first - 251) * 256 - font->data[at + 1] - 108;
  else if (first >= 247)
    *value_out = ((gint) first - 247) * 256 + font->data[at + 1] + 108;
  else
    *value_out = (gint) first - 139;
  return length;
}

/* The last two operands of @wanted in the dictionary of bytes @at to @end; FALSE: it has none. */
static gboolean
find_operator (const Font *font, gsize at, gsize end, guint wanted, gint values_out[2])
{
  values_out[0] = values_out[1] = 0;
  while (at < end)
    {
      gint value = 0;
      gsize length = read_operand (font, at, end, &value);
      guint name = font->data[at];

      if (length > 0)
        {
          values_out[0] = values_out[1];
          values_out[1] = value;
          at += length;
          continue;
        }
      at++;
      if (name == OPERATOR_ESCAPE && at < end)
        name = name << 8 | font->data[at++];
      if (name == wanted)
        return TRUE;
    }
  return FALSE;
}

/* A list of routines, and which of them letters call. */
typedef struct
{
  Index index;
  guint8 *is_used;
} Routines;

/* What a letter's program has done so far (Adobe Technical Note 5177). */
typedef struct
{
  const Font *font;
  Routines *shared;
  Routines *own;      /* of the letter's part of the font */
  gint stack[48];
  guint n_stack;
  guint n_hints;
  guint depth;
} Letter;

/* Number 0 of a list is called by the negative of this (note 5177, chapter 4.7). */
static gint
get_bias (const Routines *routines)
{
  return routines->index.n < 1240 ? 107 : routines->index.n < 33900 ? 1131 : 32768;
}

static gboolean follow_letter (Letter *letter, gsize at, gsize end);

static gboolean
follow_routine (Letter *letter, Routines *routines)
{
  gint number = 0;
  gboolean is_ok = FALSE;

  if (letter->n_stack == 0 || letter->depth >= 10)
    return FALSE;
  number = letter->stack[--letter->n_stack] + get_bias (routines);
  if (number < 0 || (guint) number >= routines->index.n)
    return FALSE;
  routines->is_used[number] = 1;
  letter->depth++;
  is_ok = follow_letter (letter,
                         routines->index.base + get_offset (letter->font, &routines->index, (guint) number),
                         routines->index.base + get_offset (letter->font, &routines->index, (guint) number + 1));
  letter->depth--;
  return is_ok;
}

/* The length of a number at @at, which goes on the stack; 0: an operator. */
static gsize
push_number (Letter *letter, gsize at, gsize end)
{
  const guint8 *data = letter->font->data + at;
  gsize length = data[0] == 28 ? 3 : data[0] == 255 ? 5 : data[0] >= 247 ? 2 : 1;
  gint value = 0;

  if ((data[0] < 32 && data[0] != 28) || at + length > end)
    return 0;
  if (data[0] == 28)
    value = (gint16) (data[1] << 8 | data[2]);
  else if (data[0] == 255)
    value = (gint16) (data[1] << 8 | data[2]); /* the fraction calls nothing */
  else if (data[0] >= 251)
    value = -(data[0] - 251) * 256 - data[1] - 108;
  else if (data[0] >= 247)
    value = (data[0] - 247) * 256 + data[1] + 108;
  else
    value = data[0] - 139;
  if (letter->n_stack < G_N_ELEMENTS (letter->stack))
    letter->stack[letter->n_stack++] = value;
  return length;
}

/* Marks what the program from @at to @end calls; FALSE when it does what no letter of a font has to. */
static gboolean
follow_letter (Letter *letter, gsize at, gsize end)
{
  while (at < end)
    {
      guint name = letter->font->data[at];
      gsize length = push_number (letter, at, end);

      at += MAX (length, 1);
      if (length > 0)
        continue;
      switch (name)
        {
        case 10: /* callsubr */
        case 29: /* callgsubr */
          if (!follow_routine (letter, name == 10 ? letter->own : letter->shared))
            return FALSE;
          break;
        case 11: /* return */
          return TRUE;
        case 1: /* hstem, vstem, hstemhm, vstemhm */
        case 3:
        case 18:
        case 23:
          letter->n_hints += letter->n_stack / 2;
          letter->n_stack = 0;
          break;
        case 19: /* hintmask, cntrmask: a bit for each hint behind them */
        case 20:
          letter->n_hints += letter->n_stack / 2;
          letter->n_stack = 0;
          at += (letter->n_hints + 7) / 8;
          break;
        case 12: /* flex, hflex, hflex1, flex1; arithmetic is not followed */
          if (at >= end || letter->font->data[at] < 34 || letter->font->data[at] > 37)
            return FALSE;
          at++;
          letter->n_stack = 0;
          break;
        default: /* moves, lines, curves, endchar */
          letter->n_stack = 0;
        }
    }
  return TRUE;
}

/* What no letter calls becomes nothing: its offset is the one before, and thousands of the same are next to
 * nothing when they are packed. Numbers of the others, and what lies behind, stay. */
static void
empty_unused (Font *font, const Routines *routines)
{
  const Index *index = &routines->index;
  guint begin = 1, at = 1;

  for (guint i = 0; i < index->n; i++)
    {
      guint end = get_offset (font, index, i + 1), length = end - begin;

      if (routines->is_used[i])
        {
          memmove (font->data + index->base + at, font->data + index->base + begin, length);
          at += length;
        }
      write_number (font, index->offsets + (gsize) (i + 1) * index->offset_size, index->offset_size, at);
      begin = end;
    }
  if (index->n > 0)
    memset (font->data + index->base + at, 0, begin - at);
}

/* The routines of the part of the font whose dictionary is there; none is a list of none. */
static gboolean
read_private (const Font *font, gsize dictionary, gsize end, Index *index_out)
{
  gint place[2], subrs[2];

  *index_out = (Index){ 0 };
  if (!find_operator (font, dictionary, end, OPERATOR_PRIVATE, place))
    return TRUE;
  if (place[0] < 0 || place[1] < 0 || (gsize) place[0] + (gsize) place[1] > font->length)
    return FALSE;
  if (!find_operator (font, (gsize) place[1], (gsize) place[1] + (gsize) place[0], OPERATOR_SUBRS, subrs))
    return TRUE;
  return subrs[1] >= 0 && read_index (font, (gsize) place[1] + (gsize) subrs[1], index_out);
}

/* The part of the font that letter @letter is of (note 5176, chapter 19); -1: none. */
static int
find_part (const Font *font, gsize at, guint letter)
{
  guint n = 0;

  if (at + 5 > font->length)
    return -1;
  if (font->data[at] == 0)
    return at + 1 + letter < font->length ? font->data[at + 1 + letter] : -1;
  n = read_number (font, at + 1, 2);
  if (font->data[at] != 3 || at + 5 + (gsize) n * 3 > font->length)
    return -1;
  for (guint i = 0; i < n; i++)
    if (letter >= read_number (font, at + 3 + (gsize) i * 3, 2)
        && letter < read_number (font, at + 6 + (gsize) i * 3, 2))
      return font->data[at + 5 + (gsize) i * 3];
  return -1;
}

/* Where a font's lists are. */
typedef struct
{
  Index letters;
  Index parts;   /* dictionaries */
  gsize select;  /* which letter is of which part */
  Routines shared;
  GArray *own;   /* of Routines, by part */
} Lists;

static void
clear_routines (gpointer data)
{
  g_free (((Routines *) data)->is_used);
}

static gboolean
read_lists (const Font *font, Lists *lists)
{
  Index names, tops, strings;
  gint letters[2], parts[2], choice[2];

  if (font->length < 4 || !read_index (font, font->data[2], &names) || !read_index (font, names.end, &tops)
      || !read_index (font, tops.end, &strings) || !read_index (font, strings.end, &lists->shared.index)
      || tops.n != 1)
    return FALSE;
  if (!find_operator (font, tops.base + 1, tops.end, OPERATOR_FD_ARRAY, parts)
      || !find_operator (font, tops.base + 1, tops.end, OPERATOR_FD_SELECT, choice)
      || !find_operator (font, tops.base + 1, tops.end, OPERATOR_CHAR_STRINGS, letters)
      || parts[1] <= 0 || choice[1] <= 0 || letters[1] <= 0)
    return FALSE;
  lists->select = (gsize) choice[1];
  if (!read_index (font, (gsize) parts[1], &lists->parts)
      || !read_index (font, (gsize) letters[1], &lists->letters))
    return FALSE;
  lists->shared.is_used = g_new0 (guint8, lists->shared.index.n + 1);
  for (guint i = 0; i < lists->parts.n; i++)
    {
      Routines own = { 0 };

      if (!read_private (font, lists->parts.base + get_offset (font, &lists->parts, i),
                         lists->parts.base + get_offset (font, &lists->parts, i + 1), &own.index))
        return FALSE;
      own.is_used = g_new0 (guint8, own.index.n + 1);
      g_array_append_val (lists->own, own);
    }
  return TRUE;
}

static gboolean
follow_letters (const Font *font, Lists *lists)
{
  for (guint i = 0; i < lists->letters.n; i++)
    {
      int part = find_part (font, lists->select, i);
      Letter letter = { .font = font, .shared = &lists->shared };

      if (part < 0 || (guint) part >= lists->own->len)
        return FALSE;
      letter.own = &g_array_index (lists->own, Routines, part);
      if (!follow_letter (&letter, lists->letters.base + get_offset (font, &lists->letters, i),
                          lists->letters.base + get_offset (font, &lists->letters, i + 1)))
        return FALSE;
    }
  return TRUE;
}

gboolean
wg_pdf_font_empty_unused (guint8 *data, gsize length)
{
  Font font = { data, length };
  Lists lists = { .own = g_array_new (FALSE, FALSE, sizeof (Routines)) };
  gboolean is_ok = FALSE;

  g_array_set_clear_func (lists.own, clear_routines);
  is_ok = read_lists (&font, &lists) && follow_letters (&font, &lists);
  if (is_ok)
    {
      empty_unused (&font, &lists.shared);
      for (guint i = 0; i < lists.own->len; i++)
        empty_unused (&font, &g_array_index (lists.own, Routines, i));
    }
  g_array_unref (lists.own);
  g_free (lists.shared.is_used);
  return is_ok;
}

/* All that @converter makes of @bytes, or NULL. */
static GByteArray *
convert (GConverter *converter, const void *bytes, gsize length)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  const guint8 *at = bytes;
  guint8 block[16384];

  for (;;)
    {
      gsize n_read = 0, n_written = 0;
      GConverterResult result
        = g_converter_convert (converter, at, length, block, sizeof block, G_CONVERTER_INPUT_AT_END,
                               &n_read, &n_written, NULL);

      if (result == G_CONVERTER_ERROR)
        return NULL;
      g_byte_array_append (out, block, (guint) n_written);
      at += n_read;
      length -= n_read;
      if (result == G_CONVERTER_FINISHED)
        return g_steal_pointer (&out);
    }
}

gboolean
wg_pdf_font_shrink (const GString *object, GString *out)
{
  const char *start = g_strstr_len (object->str, (gssize) object->len, "stream\n");
  const char *kind = NULL;
  gsize head = start != NULL ? (gsize) (start - object->str) + strlen ("stream\n") : 0;
  g_autoptr (GConverter) unpack = NULL, pack = NULL;
  g_autoptr (GByteArray) plain = NULL, packed = NULL;

  if (start == NULL)
    return FALSE;
  kind = g_strstr_len (object->str, start - object->str, "/Subtype /CIDFontType0C");
  if (kind == NULL || g_strstr_len (object->str, start - object->str, "/Filter /FlateDecode") == NULL)
    return FALSE;
  unpack = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  plain = convert (unpack, object->str + head, object->len - head);
  if (plain == NULL || !wg_pdf_font_empty_unused (plain->data, plain->len))
    return FALSE;
  pack = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
  packed = convert (pack, plain->data, plain->len);
  if (packed == NULL)
    return FALSE;
  g_string_append_printf (out,
                          "\n<< /Length %u\n   /Filter /FlateDecode\n   /Subtype /CIDFontType0C\n>>\nstream\n",
                          packed->len);
  g_string_append_len (out, (const char *) packed->data, packed->len);
  g_string_append (out, "\nendstream\nendobj\n");
  return TRUE;
}
