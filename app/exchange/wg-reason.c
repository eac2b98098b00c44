/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-reason"

#include "wg-reason.h"

#include "wg-source.h"

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gio/gio.h>
#include <string.h>

#define HEAD_BYTES 4096
#define ZIP_ENCRYPTED 1 /* of the flags of an entry */

/* The start of a file that did not open. */
typedef struct
{
  const char *path;
  guint8 head[HEAD_BYTES + 1];
  gsize length;
} Head;

/* What the first bytes of a kind of file are. */
typedef struct
{
  const char *endings; /* ".a.b." */
  const char *magic;   /* NULL: told by other means */
  gsize length;
} Kind;

static const Kind kinds[] = {
  { ".shp.shx.", "\0\0\x27\x0a", 4 },
  { ".gpkg.sqlite.db.mbtiles.", "SQLite format 3", 15 },
  { ".fgb.", "fgb", 3 },
  { ".zip.kmz.xlsx.ods.shz.", "PK", 2 },
  { ".xls.", "\xd0\xcf\x11\xe0", 4 },
  { ".dwg.", "AC10", 4 },
};

/* Readable as text: these start with a certain sign, after blanks. */
static const Kind texts[] = {
  { ".geojson.json.topojson.", "{", 1 },
  { ".kml.gpx.gml.osm.xml.", "<", 1 },
};

static gboolean
has_ending (const char *path, const char *endings)
{
  const char *dot = strrchr (path, '.');
  g_autofree char *ending = dot != NULL ? g_strdup_printf ("%s.", dot) : NULL;
  g_autofree char *lower = ending != NULL ? g_ascii_strdown (ending, -1) : NULL;

  return lower != NULL && strchr (lower, '/') == NULL && strstr (endings, lower) != NULL;
}

static gboolean
starts_with (const Head *head, const char *magic, gsize length)
{
  return head->length >= length && memcmp (head->head, magic, length) == 0;
}

static gboolean
contains (const Head *head, const char *part)
{
  gsize length = strlen (part);

  for (gsize i = 0; i + length <= head->length; i++)
    if (memcmp (head->head + i, part, length) == 0)
      return TRUE;
  return FALSE;
}

/* Another file of the same name, in small or capital letters. */
static gboolean
has_sibling (const char *path, const char *ending)
{
  const char *dot = strrchr (path, '.');
  g_autofree char *stem = g_strndup (path, dot != NULL ? (gsize) (dot - path) : strlen (path));
  g_autofree char *capital = g_ascii_strup (ending, -1);
  g_autofree char *one = g_strconcat (stem, ending, NULL);
  g_autofree char *two = g_strconcat (stem, capital, NULL);

  return g_file_test (one, G_FILE_TEST_EXISTS) || g_file_test (two, G_FILE_TEST_EXISTS);
}

/* An archive asks for a password: the first entry says so, or the list of an encrypted ODS. */
static gboolean
is_locked_archive (const Head *head)
{
  g_autofree char *list = NULL;
  VSILFILE *file = NULL;
  char text[8192] = "";

  if (!starts_with (head, "PK\3\4", 4) || head->length < 8)
    return FALSE;
  if (head->head[6] & ZIP_ENCRYPTED)
    return TRUE;
  if (!has_ending (head->path, ".ods."))
    return FALSE;
  list = g_strconcat ("/vsizip/{", head->path, "}/META-INF/manifest.xml", NULL);
  file = VSIFOpenL (list, "rb");
  if (file == NULL)
    return FALSE;
  VSIFReadL (text, 1, sizeof text - 1, file);
  VSIFCloseL (file);
  return strstr (text, "encryption-data") != NULL;
}

/* Office writes an encrypted table as a container of another kind. */
static gboolean
is_locked_table (const Head *head)
{
  return starts_with (head, "\xd0\xcf\x11\xe0", 4) && has_ending (head->path, ".xlsx.ods.");
}

/* The old kind of Excel, and of WPS, where GDAL was built without a reader for it. */
static gboolean
is_unread_table (const Head *head)
{
  return starts_with (head, "\xd0\xcf\x11\xe0", 4)
         && (has_ending (head->path, ".et.")
             || (has_ending (head->path, ".xls.") && GDALGetDriverByName ("XLS") == NULL));
}

/* Kinds that GDAL of Debian cannot read, however whole they are. */
static gboolean
needs_other_program (const Head *head)
{
  return is_unread_table (head) || has_ending (head->path, ".mdb.accdb.rar.7z.gz.tar.tgz.pdf.lpk.mxd.mapx.ovobj.wl.wt.wp.")
         || starts_with (head, "Rar!", 4) || starts_with (head, "7z\xbc\xaf", 4)
         || contains (head, "Standard Jet DB") || contains (head, "Standard ACE DB")
         || starts_with (head, "AutoCAD Binary DXF", 18);
}

static gboolean
lacks_sibling (const Head *head)
{
  const char *path = head->path;

  if (has_ending (path, ".shx.dbf.prj.cpg.sbn.sbx.qpj."))
    return !has_sibling (path, ".shp");
  if (has_ending (path, ".tab."))
    return !has_sibling (path, ".dat") && !has_sibling (path, ".dbf");
  if (has_ending (path, ".map.id.dat.ind."))
    return !has_sibling (path, ".tab");
  return has_ending (path, ".mid.") && !has_sibling (path, ".mif");
}

static gboolean
is_text_without_sense (const Head *head)
{
  gboolean is_wide = starts_with (head, "\xff\xfe", 2) || starts_with (head, "\xfe\xff", 2);

  return has_ending (head->path, ".csv.tsv.txt.") && !is_wide
         && memchr (head->head, '\0', head->length) != NULL;
}

/* WG_EXCHANGE_ERROR_KIND when the bytes are not those of the ending, _DAMAGED when they are. */
static int
judge_kind (const Head *head)
{
  gsize start = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (has_ending (head->path, kinds[i].endings))
      return starts_with (head, kinds[i].magic, kinds[i].length) ? WG_EXCHANGE_ERROR_DAMAGED
                                                                 : WG_EXCHANGE_ERROR_KIND;
  if (starts_with (head, "\xef\xbb\xbf", 3))
    start = 3;
  while (start < head->length && g_ascii_isspace (head->head[start]))
    start++;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (has_ending (head->path, texts[i].endings))
      return start < head->length && head->head[start] == (guint8) *texts[i].magic
               ? WG_EXCHANGE_ERROR_DAMAGED
               : WG_EXCHANGE_ERROR_KIND;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (starts_with (head, kinds[i].magic, kinds[i].length))
      return WG_EXCHANGE_ERROR_DAMAGED;
  if (has_ending (head->path, ".dbf.dxf.tab.mif.pbf.gdb.csv.dgn."))
    return WG_EXCHANGE_ERROR_DAMAGED;
  return WG_EXCHANGE_ERROR_KIND;
}

static int
judge (const Head *head)
{
  if (head->length == 0)
    return WG_EXCHANGE_ERROR_EMPTY_FILE;
  if (is_locked_archive (head) || is_locked_table (head))
    return WG_EXCHANGE_ERROR_PASSWORD;
  if (starts_with (head, "AC10", 4) && !starts_with (head, "AC1015", 6))
    return WG_EXCHANGE_ERROR_DRAWING;
  if (needs_other_program (head))
    return WG_EXCHANGE_ERROR_DRIVER;
  if (lacks_sibling (head))
    return WG_EXCHANGE_ERROR_SIDECAR;
  if (is_text_without_sense (head))
    return WG_EXCHANGE_ERROR_TEXT;
  return judge_kind (head);
}

/* A folder or an archive without anything that could be read. */
static gboolean
is_empty_folder (const char *path)
{
  char **names = VSIReadDir (path);
  gboolean is_empty = TRUE;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    is_empty = is_empty && names[i][0] == '.';
  CSLDestroy (names);
  return is_empty;
}

static int
find_reason (const char *path)
{
  Head head = { .path = path };
  VSILFILE *file = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return WG_EXCHANGE_ERROR_MISSING;
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      if (is_empty_folder (path))
        return WG_EXCHANGE_ERROR_EMPTY_FILE;
      return has_ending (path, ".gdb.") ? WG_EXCHANGE_ERROR_DAMAGED : WG_EXCHANGE_ERROR_KIND;
    }
  file = VSIFOpenL (path, "rb");
  if (file == NULL)
    return WG_EXCHANGE_ERROR_ACCESS;
  head.length = VSIFReadL (head.head, 1, HEAD_BYTES, file);
  VSIFCloseL (file);
  return judge (&head);
}

void
wg_reason_set_error (GError **error, const char *path, WgGdalLog *log)
{
  wg_gdal_set_error (error, find_reason (path), log, path);
}
