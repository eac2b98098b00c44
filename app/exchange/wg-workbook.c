/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-workbook"

#include "wg-workbook.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <string.h>

#define BOOK_BYTES (1 << 20)
#define PART_BYTES (1 << 29) /* of more no copy is made */

/* Where a tag <NAME ...> or </NAME> begins at @at, which has its '<': what follows the name; else NULL. A prefix of a
 * namespace may stand before the name. */
static const char *
skip_tag_name (const char *at, const char *end, gboolean is_closing, const char *name)
{
  const char *start = ++at;

  if (is_closing && (at == end || *at++ != '/'))
    return NULL;
  start = at;
  while (at < end && (g_ascii_isalnum (*at) || *at == '_' || *at == '-' || *at == '.'))
    at++;
  if (at < end && *at == ':')
    {
      start = ++at;
      while (at < end && g_ascii_isalnum (*at))
        at++;
    }
  return (gsize) (at - start) == strlen (name) && memcmp (start, name, strlen (name)) == 0 ? at : NULL;
}

/* The first tag of that kind; @end when there is none. */
static const char *
find_tag (const char *at, const char *end, gboolean is_closing)
{
  for (at = memchr (at, '<', (gsize) (end - at)); at != NULL; at = memchr (at + 1, '<', (gsize) (end - at - 1)))
    if (skip_tag_name (at, end, is_closing, "rPh") != NULL)
      return at;
  return end;
}

static const char *
find_after (const char *tag, const char *end)
{
  const char *close = tag < end ? memchr (tag, '>', (gsize) (end - tag)) : NULL;

  return close != NULL ? close + 1 : end;
}

gsize
wg_workbook_strip_part (char *text, gsize size)
{
  const char *at = text, *end = text + size;
  gsize kept = 0;

  while (at < end)
    {
      const char *open = find_tag (at, end, FALSE), *inside = find_after (open, end);

      memmove (text + kept, at, (gsize) (open - at));
      kept += (gsize) (open - at);
      at = open == end || inside[-2] == '/' ? inside : find_after (find_tag (inside, end, TRUE), end);
    }
  return kept;
}

static char *
part_path (const char *path, const char *part)
{
  return g_strdup_printf ("/vsizip/{%s}/%s", path, part);
}

/* (nullable) (transfer full), to be freed with VSIFree() */
static char *
read_part (const char *path, const char *part, vsi_l_offset *size_out)
{
  g_autofree char *whole = part_path (path, part);
  GByte *bytes = NULL;

  return VSIIngestFile (NULL, whole, &bytes, size_out, PART_BYTES) ? (char *) bytes : NULL;
}

static gboolean
has_phonetics (const char *path)
{
  vsi_l_offset size = 0;
  char *text = read_part (path, "xl/sharedStrings.xml", &size);
  gboolean is_so = text != NULL && find_tag (text, text + size, FALSE) != text + size;

  VSIFree (text);
  return is_so;
}

static gboolean
copy_part (const char *from, const char *to, const char *part)
{
  g_autofree char *whole = g_strdup_printf ("/vsizip/%s/%s", to, part);
  vsi_l_offset size = 0;
  char *bytes = read_part (from, part, &size);
  VSILFILE *file = bytes != NULL ? VSIFOpenL (whole, "wb") : NULL;
  gboolean is_ok = file != NULL;

  if (is_ok && g_str_has_prefix (part, "xl/") && g_str_has_suffix (part, ".xml"))
    size = wg_workbook_strip_part (bytes, size);
  is_ok = is_ok && (size == 0 || VSIFWriteL (bytes, 1, size, file) == size);
  if (file != NULL && VSIFCloseL (file) != 0)
    is_ok = FALSE;
  VSIFree (bytes);
  return is_ok;
}

static gboolean
copy_parts (const char *from, const char *to)
{
  g_autofree char *inside = g_strdup_printf ("/vsizip/{%s}", from);
  g_autofree char *zip = g_strdup_printf ("/vsizip/%s", to);
  char **parts = VSIReadDirRecursive (inside);
  VSILFILE *root = parts != NULL ? VSIFOpenL (zip, "wb") : NULL;
  gboolean is_ok = root != NULL;

  for (int i = 0; is_ok && parts[i] != NULL; i++)
    if (!g_str_has_suffix (parts[i], "/"))
      is_ok = copy_part (from, to, parts[i]);
  if (root != NULL)
    VSIFCloseL (root);
  CSLDestroy (parts);
  return is_ok;
}

static gboolean
has_own_ending (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, ".xlsx") || g_str_has_suffix (lower, ".xlsm");
}

gboolean
wg_workbook_is (const char *path)
{
  g_autofree char *part = part_path (path, "xl/workbook.xml");
  VSILFILE *file = NULL;

  CPLPushErrorHandler (CPLQuietErrorHandler);
  file = VSIFOpenL (part, "rb");
  CPLPopErrorHandler ();
  if (file != NULL)
    VSIFCloseL (file);
  return file != NULL;
}

gboolean
wg_workbook_counts_from_1904 (const char *path)
{
  g_autofree char *part = part_path (path, "xl/workbook.xml");
  g_autofree char *text = g_malloc0 (BOOK_BYTES + 1);
  VSILFILE *file = wg_workbook_is (path) ? VSIFOpenL (part, "rb") : NULL;

  if (file == NULL)
    return FALSE;
  VSIFReadL (text, 1, BOOK_BYTES, file);
  VSIFCloseL (file);
  return g_regex_match_simple ("\\bdate1904\\s*=\\s*[\"'](1|true)[\"']", text, 0, 0);
}

char *
wg_workbook_copy (const char *path)
{
  static gint n_copies;
  g_autofree char *copy = NULL;

  if (!wg_workbook_is (path) || (has_own_ending (path) && !has_phonetics (path)))
    return NULL;
  copy = g_strdup_printf ("/vsimem/wangge-workbook-%d.xlsx", g_atomic_int_add (&n_copies, 1));
  if (copy_parts (path, copy))
    return g_steal_pointer (&copy);
  VSIUnlink (copy);
  return NULL;
}
