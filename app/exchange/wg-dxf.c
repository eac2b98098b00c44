/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-dxf"

#include "wg-dxf.h"

#include "wg-text.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <stdio.h>
#include <string.h>

#define CHUNK_BYTES (1 << 20)
#define MAX_COPY_BYTES (1024 * 1024 * 1024)
#define TAIL_BYTES 256
#define SAMPLE_BYTES (8 * 1024 * 1024)

/* The end for readers in step, then one line to fall in step, then the end again. */
#define ENDS "\n  0\nENDSEC\n  0\nEOF\n  0\nEOF\n"
/* GDAL decodes texts only of drawings with a header. */
#define HEADER "  0\nSECTION\n  2\nHEADER\n  0\nENDSEC\n"
#define HEAD_BYTES 4096
#define TABLES_BYTES (1 << 20) /* after a header that CAD programs make long */
#define CLOSING ENDS "0\n" ENDS

/* TRUE when the file is an even number of lines of which the last two are "0" and "EOF". */
static gboolean
is_whole (VSILFILE *file)
{
  g_autofree char *chunk = g_malloc (CHUNK_BYTES);
  char tail[TAIL_BYTES + 1] = "";
  gsize n = 0, tail_length = 0;
  guint64 n_lines = 0;
  g_auto (GStrv) lines = NULL;
  guint n_last = 0;

  while ((n = VSIFReadL (chunk, 1, CHUNK_BYTES, file)) > 0)
    {
      const char *p = chunk, *end = chunk + n;

      tail_length = MIN (n, TAIL_BYTES);
      memcpy (tail, end - tail_length, tail_length);
      for (; (p = memchr (p, '\n', end - p)) != NULL; p++)
        n_lines++;
    }
  tail[tail_length] = '\0';
  if (memchr (tail, '\0', tail_length) != NULL)
    return FALSE;
  n_lines += tail_length > 0 && tail[tail_length - 1] != '\n';
  g_strchomp (tail);
  lines = g_strsplit (tail, "\n", -1);
  n_last = g_strv_length (lines);
  return n_lines % 2 == 0 && n_last >= 2 && strcmp (g_strstrip (lines[n_last - 1]), "EOF") == 0
         && strcmp (g_strstrip (lines[n_last - 2]), "0") == 0;
}

static gboolean
is_binary (VSILFILE *file)
{
  static const char magic[] = "AutoCAD Binary DXF";
  char start[sizeof magic - 1] = "";
  gboolean is_it = VSIFReadL (start, 1, sizeof start, file) == sizeof start
                   && memcmp (start, magic, sizeof start) == 0;

  VSIFSeekL (file, 0, SEEK_SET);
  return is_it;
}

static gboolean
has_header (VSILFILE *file)
{
  char head[HEAD_BYTES + 1] = "";

  VSIFSeekL (file, 0, SEEK_SET);
  head[VSIFReadL (head, 1, HEAD_BYTES, file)] = '\0';
  VSIFSeekL (file, 0, SEEK_SET);
  return strstr (head, "HEADER") != NULL;
}

static char *
copy_closed (VSILFILE *file, const char *path)
{
  gboolean wants_header = !has_header (file);
  static gint counter = 0;
  g_autofree char *chunk = g_malloc (CHUNK_BYTES);
  g_autofree char *name = g_path_get_basename (path);
  char *copy = g_strdup_printf ("/vsimem/wangge-dxf-%d/%s", g_atomic_int_add (&counter, 1), name);
  VSILFILE *to = VSIFOpenL (copy, "wb");
  gsize n = 0, total = 0;

  if (wants_header)
    VSIFWriteL (HEADER, 1, strlen (HEADER), to);
  VSIFSeekL (file, 0, SEEK_SET);
  while ((n = VSIFReadL (chunk, 1, CHUNK_BYTES, file)) > 0 && total < MAX_COPY_BYTES)
    {
      VSIFWriteL (chunk, 1, n, to);
      total += n;
    }
  VSIFWriteL (CLOSING, 1, strlen (CLOSING), to);
  VSIFCloseL (to);
  return copy;
}

char *
wg_dxf_dup_crs (const char *path)
{
  VSILFILE *file = VSIFOpenL (path, "rb");
  char head[HEAD_BYTES + 1] = "";
  unsigned number = 0;
  const char *at = head;

  if (file == NULL)
    return NULL;
  head[VSIFReadL (head, 1, HEAD_BYTES, file)] = '\0';
  VSIFCloseL (file);
  while (g_ascii_isspace (*at))
    at++;
  if (!g_str_has_prefix (at, "999") || (at = strchr (at, '\n')) == NULL
      || sscanf (at + 1, "EPSG:%6u", &number) != 1)
    return NULL;
  return g_strdup_printf ("EPSG:%u", number);
}

gboolean
wg_dxf_has_mark (const char *path)
{
  VSILFILE *file = VSIFOpenL (path, "rb");
  g_autofree char *start = g_malloc (TABLES_BYTES + 1);

  if (file == NULL)
    return FALSE;
  start[VSIFReadL (start, 1, TABLES_BYTES, file)] = '\0';
  VSIFCloseL (file);
  return strstr (start, "APPID") != NULL && strstr (start, "\n" WG_DXF_MARK) != NULL;
}

char *
wg_dxf_close_copy (const char *path)
{
  VSILFILE *file = VSIFOpenL (path, "rb");
  char *copy = NULL;

  if (file == NULL)
    return NULL;
  if (!is_binary (file) && (!is_whole (file) || !has_header (file)))
    copy = copy_closed (file, path);
  VSIFCloseL (file);
  return copy;
}

const char *
wg_dxf_find_encoding (const char *path)
{
  VSILFILE *file = VSIFOpenL (path, "rb");
  WgTextSample sample = { 0 };
  gboolean is_text = file != NULL && !is_binary (file);
  const char *encoding = NULL;
  const char *line = NULL;
  gsize n_read = 0;

  while (is_text && n_read < SAMPLE_BYTES && (line = CPLReadLine2L (file, 4096, NULL)) != NULL)
    {
      gsize length = strlen (line);

      wg_text_sample_add (&sample, line, length, FALSE);
      n_read += length + 1;
    }
  CPLReadLineL (NULL);
  if (file != NULL)
    VSIFCloseL (file);
  if (sample.n_texts == 0)
    return NULL;
  encoding = wg_text_sample_guess (&sample);
  if (strcmp (encoding, WG_TEXT_CHINESE) == 0 || strcmp (encoding, "UTF-8") == 0
      || strcmp (encoding, "BIG5") == 0 || strcmp (encoding, "CP932") == 0)
    return encoding;
  return NULL;
}
