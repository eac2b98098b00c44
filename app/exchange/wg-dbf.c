/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-dbf"

#include "wg-dbf.h"

#include "wg-text.h"

#include <cpl_vsi.h>
#include <string.h>

#define SAMPLE_BYTES (4 * 1024 * 1024)
#define HEADER_BYTES 32
#define FIELD_BYTES 32

typedef struct
{
  guint offset;
  guint width;
} TextField;

/* The file beside @shape_path with another ending, in small or capital letters; NULL: none. */
static VSILFILE *
open_sibling (const char *shape_path, const char *small, const char *capital)
{
  const char *dot = strrchr (shape_path, '.');
  const char *endings[] = { small, capital };

  for (guint i = 0; dot != NULL && i < 2; i++)
    {
      g_autofree char *stem = g_strndup (shape_path, dot - shape_path);
      g_autofree char *path = g_strconcat (stem, endings[i], NULL);
      VSILFILE *file = VSIFOpenL (path, "rb");

      if (file != NULL)
        return file;
    }
  return NULL;
}

/* An iconv name for what a .cpg says: "UTF-8", "936", "ANSI 936", "OEM 932", "GBK", "88591". */
static char *
parse_code_page (const char *text)
{
  g_autofree char *word = g_strstrip (g_strdup (text));
  const char *digits = word;
  char *end = NULL;
  gint64 number = 0;

  if (g_ascii_strncasecmp (word, "ANSI ", 5) == 0)
    digits += 5;
  else if (g_ascii_strncasecmp (word, "OEM ", 4) == 0 || g_ascii_strncasecmp (word, "CP", 2) == 0)
    digits += *word == 'O' || *word == 'o' ? 4 : 2;
  number = g_ascii_strtoll (digits, &end, 10);
  if (end != digits && *end == '\0')
    {
      if (number == 936 || number == 54936)
        return g_strdup (WG_TEXT_CHINESE);
      if (number == 65001)
        return g_strdup ("UTF-8");
      if (number >= 88591 && number <= 88599)
        return g_strdup_printf ("ISO-8859-%d", (int) number - 88590);
      if (number >= 885910 && number <= 885915)
        return g_strdup_printf ("ISO-8859-%d", (int) number - 885900);
      return g_strdup_printf ("CP%d", (int) number);
    }
  if (g_ascii_strcasecmp (word, "GBK") == 0 || g_ascii_strcasecmp (word, "GB2312") == 0)
    return g_strdup (WG_TEXT_CHINESE);
  if (g_ascii_strcasecmp (word, "shiftjis") == 0 || g_ascii_strcasecmp (word, "shift_jis") == 0)
    return g_strdup ("CP932");
  if (g_ascii_strcasecmp (word, "Big-5") == 0)
    return g_strdup ("BIG5");
  return g_steal_pointer (&word);
}

static char *
read_code_page (const char *shape_path)
{
  VSILFILE *file = open_sibling (shape_path, ".cpg", ".CPG");
  char text[64] = "";
  char *encoding = NULL;

  if (file == NULL)
    return NULL;
  VSIFReadL (text, 1, sizeof text - 1, file);
  VSIFCloseL (file);
  encoding = parse_code_page (text);
  if (*encoding != '\0' && wg_text_is_encoding (encoding))
    return encoding;
  g_free (encoding);
  return NULL;
}

/* Source: the table of language drivers in the ESRI and dBASE documentation. */
static const char *
name_language_byte (guint8 byte)
{
  static const struct { guint8 byte; const char *encoding; } table[] = {
    { 0x01, "CP437" },   { 0x02, "CP850" },   { 0x03, "CP1252" },        { 0x13, "CP932" },
    { 0x26, "CP866" },   { 0x4d, WG_TEXT_CHINESE }, { 0x4e, "CP949" },   { 0x4f, "CP950" },
    { 0x50, "CP874" },   { 0x58, "CP1252" },  { 0x59, "CP1252" },        { 0x64, "CP852" },
    { 0x65, "CP866" },   { 0x78, "CP950" },   { 0x79, "CP949" },         { 0x7a, WG_TEXT_CHINESE },
    { 0x7b, "CP932" },   { 0x7c, "CP874" },   { 0xc8, "CP1250" },        { 0xc9, "CP1251" },
    { 0xca, "CP1254" },  { 0xcb, "CP1253" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i].byte == byte)
      return table[i].encoding;
  return NULL; /* none, or 0x57 "ANSI", which says nothing */
}

/* The text columns; their names go into @sample. */
static GArray *
read_fields (VSILFILE *file, guint header_length, WgTextSample *sample)
{
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (TextField));
  guint8 d[FIELD_BYTES];
  guint offset = 1; /* the deleted flag */

  for (guint at = HEADER_BYTES; at + FIELD_BYTES <= header_length; at += FIELD_BYTES)
    {
      TextField field = { 0 };

      if (VSIFReadL (d, 1, FIELD_BYTES, file) != FIELD_BYTES || d[0] == 0x0d)
        break;
      wg_text_sample_add (sample, (const char *) d, strnlen ((const char *) d, 11), TRUE);
      field = (TextField){ offset, d[16] };
      if (d[11] == 'C')
        {
          field.width += d[17] << 8;
          g_array_append_val (fields, field);
        }
      offset += field.width;
    }
  return fields;
}

static void
add_records (WgTextSample *sample, VSILFILE *file, const GArray *fields, guint record_length)
{
  g_autofree char *record = g_malloc (record_length);

  for (gsize n_read = 0; n_read < SAMPLE_BYTES; n_read += record_length)
    {
      if (VSIFReadL (record, 1, record_length, file) != record_length)
        break;
      for (guint i = 0; i < fields->len; i++)
        {
          const TextField *field = &g_array_index (fields, TextField, i);
          gsize length = 0;

          if (field->offset + field->width > record_length)
            break;
          length = strnlen (record + field->offset, field->width);
          while (length > 0 && record[field->offset + length - 1] == ' ')
            length--;
          wg_text_sample_add (sample, record + field->offset, length, length == field->width);
        }
    }
}

/* Returns the language byte. */
static guint8
read_sample (const char *shape_path, WgTextSample *sample)
{
  VSILFILE *file = open_sibling (shape_path, ".dbf", ".DBF");
  guint8 header[HEADER_BYTES] = { 0 };

  if (file == NULL)
    return 0;
  if (VSIFReadL (header, 1, HEADER_BYTES, file) == HEADER_BYTES)
    {
      guint header_length = header[8] | header[9] << 8;
      guint record_length = header[10] | header[11] << 8;
      g_autoptr (GArray) fields = read_fields (file, header_length, sample);

      if (record_length > 1 && VSIFSeekL (file, header_length, SEEK_SET) == 0)
        add_records (sample, file, fields, record_length);
    }
  VSIFCloseL (file);
  return header[29];
}

char *
wg_dbf_find_encoding (const char *shape_path)
{
  WgTextSample sample = { 0 };
  guint8 language = read_sample (shape_path, &sample);
  g_autofree char *declared = read_code_page (shape_path);

  if (declared == NULL)
    declared = g_strdup (name_language_byte (language));
  if (sample.n_texts == 0)
    return g_strdup ("UTF-8");
  if (declared != NULL && wg_text_sample_fits (&sample, declared))
    return g_steal_pointer (&declared);
  return g_strdup (wg_text_sample_guess (&sample));
}
