/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-text"

#include "wg-text.h"

#include <string.h>

/* Of the texts with other than ASCII, this share must be readable: damaged rows exist. */
#define FIT_SHARE 0.98

struct _WgTextReader
{
  GIConv converter; /* (GIConv) -1 for UTF-8 */
  char *encoding;
  GIConv chinese;   /* opened when a text that should be UTF-8 is not */
};

#define NO_CONVERTER ((GIConv) -1)

#define IN(byte, low, high) ((byte) >= (low) && (byte) <= (high))

static gboolean
check_utf8 (const char *bytes, gsize length, gboolean is_cut)
{
  const char *end = NULL;

  if (g_utf8_validate_len (bytes, length, &end))
    return TRUE;
  return is_cut && bytes + length - end < 4
         && g_utf8_get_char_validated (end, bytes + length - end) == (gunichar) -2;
}

/* Walks the text as GB18030. Everyday characters: GB2312 level 1 and 2 without kana. */
static gboolean
check_gb (WgTextSample *sample, const guint8 *b, gsize length, gboolean is_cut)
{
  gsize i = 0;

  while (i < length)
    {
      if (b[i] < 0x80)
        i++;
      else if (i + 1 >= length)
        return is_cut;
      else if (IN (b[i], 0x81, 0xfe) && IN (b[i + 1], 0x30, 0x39))
        {
          if (i + 3 >= length)
            return is_cut;
          if (!IN (b[i + 2], 0x81, 0xfe) || !IN (b[i + 3], 0x30, 0x39))
            return FALSE;
          i += 4;
        }
      else if (IN (b[i], 0x81, 0xfe) && IN (b[i + 1], 0x40, 0xfe) && b[i + 1] != 0x7f)
        {
          sample->n_pairs++;
          if (b[i + 1] >= 0xa1 && (IN (b[i], 0xb0, 0xf7) || IN (b[i], 0xa1, 0xa3)))
            sample->n_common_gb++;
          if (b[i + 1] >= 0xa1 && IN (b[i], 0xa4, 0xa5))
            sample->n_kana_euc++;
          i += 2;
        }
      else
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_big5 (WgTextSample *sample, const guint8 *b, gsize length, gboolean is_cut)
{
  for (gsize i = 0; i < length;)
    {
      if (b[i] < 0x80)
        {
          i++;
          continue;
        }
      if (i + 1 >= length)
        return is_cut;
      if (!IN (b[i], 0x81, 0xfe) || !(IN (b[i + 1], 0x40, 0x7e) || IN (b[i + 1], 0xa1, 0xfe)))
        return FALSE;
      sample->n_pairs_big5++;
      if (IN (b[i], 0xa4, 0xc6)) /* the 5,401 frequent characters */
        sample->n_common_big5++;
      i += 2;
    }
  return TRUE;
}

static gboolean
check_japanese (WgTextSample *sample, const guint8 *b, gsize length, gboolean is_cut)
{
  for (gsize i = 0; i < length;)
    {
      if (b[i] < 0x80 || IN (b[i], 0xa1, 0xdf)) /* half-width kana are single bytes */
        {
          sample->n_pairs_japanese += b[i] >= 0x80;
          i++;
          continue;
        }
      if (i + 1 >= length)
        return is_cut;
      if (!(IN (b[i], 0x81, 0x9f) || IN (b[i], 0xe0, 0xfc))
          || !(IN (b[i + 1], 0x40, 0x7e) || IN (b[i + 1], 0x80, 0xfc)))
        return FALSE;
      sample->n_pairs_japanese++;
      if (IN (b[i], 0x81, 0x84) || IN (b[i], 0x88, 0x97)) /* kana, JIS level 1 */
        sample->n_common_japanese++;
      i += 2;
    }
  return TRUE;
}

void
wg_text_sample_add (WgTextSample *sample, const char *bytes, gsize length, gboolean is_cut)
{
  const guint8 *b = (const guint8 *) bytes;
  guint n_high = 0;

  for (gsize i = 0; i < length; i++)
    if (b[i] >= 0x80)
      {
        n_high++;
        if ((i == 0 || b[i - 1] < 0x80) && (i + 1 == length || b[i + 1] < 0x80))
          sample->n_lone++;
      }
  if (n_high == 0)
    return;
  sample->n_texts++;
  sample->n_high += n_high;
  sample->n_utf8 += check_utf8 (bytes, length, is_cut);
  sample->n_gb += check_gb (sample, b, length, is_cut);
  sample->n_big5 += check_big5 (sample, b, length, is_cut);
  sample->n_japanese += check_japanese (sample, b, length, is_cut);
}

static gboolean
is_most (guint n_good, guint n_all)
{
  return n_good >= n_all * FIT_SHARE;
}

gboolean
wg_text_sample_fits (const WgTextSample *sample, const char *encoding)
{
  static const struct { const char *name; gsize offset; } judged[] = {
    { "UTF-8", G_STRUCT_OFFSET (WgTextSample, n_utf8) },
    { "UTF8", G_STRUCT_OFFSET (WgTextSample, n_utf8) },
    { "GB18030", G_STRUCT_OFFSET (WgTextSample, n_gb) },
    { "GBK", G_STRUCT_OFFSET (WgTextSample, n_gb) },
    { "CP936", G_STRUCT_OFFSET (WgTextSample, n_gb) },
    { "BIG5", G_STRUCT_OFFSET (WgTextSample, n_big5) },
    { "CP950", G_STRUCT_OFFSET (WgTextSample, n_big5) },
    { "CP932", G_STRUCT_OFFSET (WgTextSample, n_japanese) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (judged); i++)
    if (g_ascii_strcasecmp (encoding, judged[i].name) == 0)
      return is_most (G_STRUCT_MEMBER (guint, sample, judged[i].offset), sample->n_texts);
  return TRUE;
}

const char *
wg_text_sample_guess (const WgTextSample *sample)
{
  double gb = sample->n_pairs > 0 ? sample->n_common_gb / (double) sample->n_pairs : 0.0;
  double kana = sample->n_pairs > 0 ? sample->n_kana_euc / (double) sample->n_pairs : 0.0;
  double big5 = sample->n_pairs_big5 > 0 ? sample->n_common_big5 / (double) sample->n_pairs_big5
                                         : 0.0;
  double japanese = sample->n_pairs_japanese > 0
                      ? sample->n_common_japanese / (double) sample->n_pairs_japanese
                      : 0.0;

  if (sample->n_texts == 0 || is_most (sample->n_utf8, sample->n_texts))
    return "UTF-8";
  if (sample->n_lone > sample->n_high * 0.8)
    return "ISO-8859-1";
  if (!is_most (sample->n_gb, sample->n_texts))
    gb = -1.0;
  if (!is_most (sample->n_big5, sample->n_texts))
    big5 = -1.0;
  if (!is_most (sample->n_japanese, sample->n_texts))
    japanese = -1.0;
  if (gb >= 0.0 && kana > 0.2)
    return "EUC-JP";
  if (gb < 0.9 && japanese > 0.8 && japanese > big5)
    return "CP932";
  if (gb < 0.9 && big5 > 0.8)
    return "BIG5";
  return gb >= 0.0 ? WG_TEXT_CHINESE : "ISO-8859-1";
}

WgTextReader *
wg_text_reader_new (const char *encoding)
{
  WgTextReader *reader = g_new0 (WgTextReader, 1);

  reader->converter = NO_CONVERTER;
  reader->chinese = NO_CONVERTER;
  reader->encoding = g_strdup (encoding != NULL ? encoding : "UTF-8");
  if (encoding != NULL && g_ascii_strcasecmp (encoding, "UTF-8") != 0
      && g_ascii_strcasecmp (encoding, "UTF8") != 0)
    reader->converter = g_iconv_open ("UTF-8", encoding);
  return reader;
}

void
wg_text_reader_free (WgTextReader *reader)
{
  if (reader == NULL)
    return;
  if (reader->converter != NO_CONVERTER)
    g_iconv_close (reader->converter);
  if (reader->chinese != NO_CONVERTER)
    g_iconv_close (reader->chinese);
  g_free (reader->encoding);
  g_free (reader);
}

/* Control characters become blanks, blanks of all kinds go from both ends. */
static char *
clean (char *text)
{
  GString *out = g_string_sized_new (strlen (text) + 1);
  gsize end = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_blank = g_unichar_isspace (c) || g_unichar_iscntrl (c);

      if (c == 0xfeff || (is_blank && out->len == 0))
        continue;
      if (g_unichar_iscntrl (c))
        c = ' ';
      g_string_append_unichar (out, c);
      if (!is_blank)
        end = out->len;
    }
  g_string_truncate (out, end);
  g_free (text);
  return g_string_free (out, FALSE);
}

static gboolean
is_plain (const char *bytes)
{
  gsize length = strlen (bytes);

  for (gsize i = 0; i < length; i++)
    if ((guchar) bytes[i] <= 0x20 || (guchar) bytes[i] >= 0x7f)
      return FALSE;
  return TRUE;
}

static char *
convert (GIConv converter, const char *bytes)
{
  char *text = g_convert_with_iconv (bytes, -1, converter, NULL, NULL, NULL);

  if (text == NULL)
    g_iconv (converter, NULL, NULL, NULL, NULL);
  return text;
}

/* The bytes without a character that was cut off at their end, or NULL when that is not it. */
static char *
convert_cut (WgTextReader *reader, const char *bytes)
{
  gsize length = strlen (bytes);

  for (gsize cut = 1; cut <= 3 && cut < length; cut++)
    {
      g_autofree char *shorter = g_strndup (bytes, length - cut);
      char *text = reader->converter != NO_CONVERTER       ? convert (reader->converter, shorter)
                   : g_utf8_validate (shorter, -1, NULL) ? g_strdup (shorter)
                                                           : NULL;

      if (text != NULL)
        return text;
    }
  return NULL;
}

static char *
decode (WgTextReader *reader, const char *bytes, gboolean *is_bad)
{
  char *text = NULL;

  if (reader->converter != NO_CONVERTER)
    text = convert (reader->converter, bytes);
  if (text == NULL && g_utf8_validate (bytes, -1, NULL))
    text = g_strdup (bytes);
  if (text == NULL && reader->converter == NO_CONVERTER)
    {
      if (reader->chinese == NO_CONVERTER)
        reader->chinese = g_iconv_open ("UTF-8", WG_TEXT_CHINESE);
      if (reader->chinese != NO_CONVERTER)
        text = convert (reader->chinese, bytes);
    }
  if (text != NULL)
    return text;
  *is_bad = TRUE;
  text = convert_cut (reader, bytes);
  return text != NULL ? text : g_utf8_make_valid (bytes, -1);
}

char *
wg_text_reader_read (WgTextReader *reader, const char *bytes, gboolean *is_bad_out)
{
  gboolean is_bad = FALSE;
  char *text = NULL;

  if (bytes == NULL || *bytes == '\0')
    return g_strdup ("");
  if (is_plain (bytes))
    return g_strdup (bytes);
  text = decode (reader, bytes, &is_bad);
  if (is_bad && is_bad_out != NULL)
    *is_bad_out = TRUE;
  return clean (text);
}

const char *
wg_text_reader_get_encoding (const WgTextReader *reader)
{
  return reader->encoding;
}

gboolean
wg_text_is_encoding (const char *encoding)
{
  GIConv converter = g_iconv_open ("UTF-8", encoding);

  if (converter == NO_CONVERTER)
    return FALSE;
  g_iconv_close (converter);
  return TRUE;
}
