/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-options.h"

#include "wg-render-error.h"

#include "../base/wg-json-read.h"
#include "../base/wg-json.h"

#include <string.h>

static const char *const template_codes[WG_CHART_N_TEMPLATES] = {
  "wall-map", "grid-sheet", "notice-board", "staff-list", "change-list", "cover", "index",
};

static const struct
{
  const char *code;
  double width;
  double height;
} papers[WG_N_PAPERS] = {
  { "a4", 210, 297 },  { "a3", 297, 420 }, { "a2", 420, 594 }, { "a1", 594, 841 },
  { "a0", 841, 1189 }, { "8k", 260, 370 }, { "4k", 370, 520 },
};

static const char *const orientation_codes[WG_N_ORIENTATIONS] = { "by-shape", "portrait",
                                                                  "landscape" };
static const char *const edition_codes[WG_N_EDITIONS] = { "public", "public-masked", "internal" };
static const char *const color_codes[WG_N_CHART_COLORS] = { "clear", "soft", "warm" };
static const char *const block_codes[] = { "roster",  "legend", "inset", "counts", "extents",
                                           "people", "qr",     "buildings", "streets" };

static gboolean
find_code (const char *const *codes, guint n_codes, const char *code, guint *index_out)
{
  for (guint i = 0; i < n_codes; i++)
    if (g_ascii_strcasecmp (codes[i], code) == 0)
      {
        *index_out = i;
        return TRUE;
      }
  return FALSE;
}

const char *
wg_chart_template_to_code (WgChartTemplate template)
{
  return template_codes[template];
}

gboolean
wg_chart_template_from_code (const char *code, WgChartTemplate *template_out)
{
  guint index = 0;

  if (!find_code (template_codes, WG_CHART_N_TEMPLATES, code, &index))
    return FALSE;
  *template_out = index;
  return TRUE;
}

const char *
wg_paper_to_code (WgPaper paper)
{
  return papers[paper].code;
}

gboolean
wg_paper_from_code (const char *code, WgPaper *paper_out)
{
  for (guint i = 0; i < WG_N_PAPERS; i++)
    if (g_ascii_strcasecmp (papers[i].code, code) == 0)
      {
        *paper_out = i;
        return TRUE;
      }
  return FALSE;
}

const char *
wg_edition_to_code (WgEdition edition)
{
  return edition_codes[edition];
}

gboolean
wg_edition_from_code (const char *code, WgEdition *edition_out)
{
  guint index = 0;

  if (!find_code (edition_codes, WG_N_EDITIONS, code, &index))
    return FALSE;
  *edition_out = index;
  return TRUE;
}

void
wg_paper_get_size (WgPaper paper, double *width_mm_out, double *height_mm_out)
{
  *width_mm_out = papers[paper].width;
  *height_mm_out = papers[paper].height;
}

WgChartOptions *
wg_chart_options_new (WgChartTemplate template)
{
  WgChartOptions *options = g_new0 (WgChartOptions, 1);

  options->template = template;
  options->paper = template == WG_CHART_WALL_MAP || template == WG_CHART_NOTICE_BOARD ? WG_PAPER_A3
                                                                                      : WG_PAPER_A4;
  if (template == WG_CHART_NOTICE_BOARD || template == WG_CHART_GRID_SHEET)
    options->orientation = WG_ORIENTATION_PORTRAIT;
  options->edition = template == WG_CHART_NOTICE_BOARD ? WG_EDITION_PUBLIC : WG_EDITION_INTERNAL;
  options->bleed_mm = template == WG_CHART_NOTICE_BOARD ? 3 : 0;
  options->blocks = WG_CHART_ALL_BLOCKS;
  options->font_factor = 1;
  options->has_mark = TRUE;
  return options;
}

WgChartOptions *
wg_chart_options_copy (const WgChartOptions *options)
{
  WgChartOptions *copy = g_memdup2 (options, sizeof *options);

  copy->title = g_strdup (options->title);
  copy->note = g_strdup (options->note);
  copy->compiling_body = g_strdup (options->compiling_body);
  copy->date = g_strdup (options->date);
  copy->supervision_phone = g_strdup (options->supervision_phone);
  copy->duties = g_strdup (options->duties);
  copy->logo = options->logo != NULL ? g_bytes_ref (options->logo) : NULL;
  copy->photo = options->photo != NULL ? g_bytes_ref (options->photo) : NULL;
  return copy;
}

void
wg_chart_options_free (WgChartOptions *options)
{
  if (options == NULL)
    return;
  g_free (options->title);
  g_free (options->note);
  g_free (options->compiling_body);
  g_free (options->date);
  g_free (options->supervision_phone);
  g_free (options->duties);
  g_clear_pointer (&options->logo, g_bytes_unref);
  g_clear_pointer (&options->photo, g_bytes_unref);
  g_free (options);
}

gboolean
wg_chart_options_equal (const WgChartOptions *a, const WgChartOptions *b)
{
  g_autofree char *first = wg_chart_options_to_json (a);
  g_autofree char *second = wg_chart_options_to_json (b);

  return strcmp (first, second) == 0;
}

static void
write_picture (WgJson *json, const char *key, GBytes *picture)
{
  g_autofree char *text = NULL;

  if (picture == NULL)
    return;
  text = g_base64_encode (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture));
  wg_json_string (json, key, text);
}

static void
write_text (WgJson *json, const char *key, const char *text)
{
  if (text != NULL)
    wg_json_string (json, key, text);
}

static char *
blocks_text (WgChartBlocks blocks)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (block_codes); i++)
    if ((blocks & 1u << i) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", block_codes[i]);
  return g_string_free (text, FALSE);
}

char *
wg_chart_options_to_json (const WgChartOptions *options)
{
  WgJson *json = wg_json_new ();
  g_autofree char *blocks = blocks_text (options->blocks);

  wg_json_begin_object (json, NULL);
  wg_json_string (json, "template", template_codes[options->template]);
  wg_json_string (json, "paper", papers[options->paper].code);
  wg_json_string (json, "orientation", orientation_codes[options->orientation]);
  wg_json_string (json, "edition", edition_codes[options->edition]);
  wg_json_string (json, "blocks", blocks);
  wg_json_string (json, "colors", color_codes[options->colors]);
  wg_json_double (json, "bleed_mm", options->bleed_mm, 2);
  wg_json_double (json, "scale", options->scale, 0);
  wg_json_double (json, "font_factor", options->font_factor, 3);
  wg_json_boolean (json, "black_and_white", options->is_black_and_white);
  wg_json_boolean (json, "draft", options->is_draft);
  wg_json_boolean (json, "mark", options->has_mark);
  wg_json_int (json, "edition_number", options->edition_number);
  write_text (json, "title", options->title);
  write_text (json, "note", options->note);
  write_text (json, "compiling_body", options->compiling_body);
  write_text (json, "date", options->date);
  write_text (json, "supervision_phone", options->supervision_phone);
  write_text (json, "duties", options->duties);
  write_picture (json, "logo", options->logo);
  write_picture (json, "photo", options->photo);
  wg_json_end_object (json);
  return wg_json_finish (json);
}

static gboolean
read_word (GHashTable *members, const char *key, const char *const *codes, guint n_codes,
           gpointer value_out)
{
  const char *text = g_hash_table_lookup (members, key);
  guint index = 0;

  if (text == NULL)
    return TRUE;
  if (!find_code (codes, n_codes, text, &index))
    return FALSE;
  *(guint *) value_out = index;
  return TRUE;
}

static gboolean
read_blocks (GHashTable *members, WgChartBlocks *blocks_out)
{
  const char *text = g_hash_table_lookup (members, "blocks");
  g_auto (GStrv) words = NULL;
  guint blocks = 0;

  if (text == NULL)
    return TRUE;
  words = g_strsplit (text, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      guint index = 0;

      if (words[i][0] == '\0')
        continue;
      if (!find_code (block_codes, G_N_ELEMENTS (block_codes), words[i], &index))
        return FALSE;
      blocks |= 1u << index;
    }
  *blocks_out = blocks;
  return TRUE;
}

static double
read_number (GHashTable *members, const char *key, double least, double most, double otherwise)
{
  const char *text = g_hash_table_lookup (members, key);

  return text != NULL ? CLAMP (g_ascii_strtod (text, NULL), least, most) : otherwise;
}

static gboolean
read_flag (GHashTable *members, const char *key, gboolean otherwise)
{
  const char *text = g_hash_table_lookup (members, key);

  return text != NULL ? strcmp (text, "true") == 0 : otherwise;
}

static GBytes *
read_picture (GHashTable *members, const char *key)
{
  const char *text = g_hash_table_lookup (members, key);
  gsize size = 0;
  guchar *bytes = text != NULL ? g_base64_decode (text, &size) : NULL;

  return bytes != NULL ? g_bytes_new_take (bytes, size) : NULL;
}

static gboolean
read_words (GHashTable *members, WgChartOptions *options)
{
  const char *paper = g_hash_table_lookup (members, "paper");

  return (paper == NULL || wg_paper_from_code (paper, &options->paper))
         && read_word (members, "orientation", orientation_codes, WG_N_ORIENTATIONS,
                       &options->orientation)
         && read_word (members, "edition", edition_codes, WG_N_EDITIONS, &options->edition)
         && read_word (members, "colors", color_codes, WG_N_CHART_COLORS, &options->colors)
         && read_blocks (members, &options->blocks);
}

static void
read_rest (GHashTable *members, WgChartOptions *options)
{
  options->bleed_mm = read_number (members, "bleed_mm", 0, 20, options->bleed_mm);
  options->scale = read_number (members, "scale", 0, 1e7, 0);
  options->font_factor = read_number (members, "font_factor", 0.7, 1.6, 1);
  options->is_black_and_white = read_flag (members, "black_and_white", FALSE);
  options->is_draft = read_flag (members, "draft", FALSE);
  options->has_mark = read_flag (members, "mark", TRUE);
  options->edition_number = (guint) read_number (members, "edition_number", 0, 9999, 0);
  options->title = g_strdup (g_hash_table_lookup (members, "title"));
  options->note = g_strdup (g_hash_table_lookup (members, "note"));
  options->compiling_body = g_strdup (g_hash_table_lookup (members, "compiling_body"));
  options->date = g_strdup (g_hash_table_lookup (members, "date"));
  options->supervision_phone = g_strdup (g_hash_table_lookup (members, "supervision_phone"));
  options->duties = g_strdup (g_hash_table_lookup (members, "duties"));
  options->logo = read_picture (members, "logo");
  options->photo = read_picture (members, "photo");
}

WgChartOptions *
wg_chart_options_from_json (const char *json, GError **error)
{
  g_autoptr (GHashTable) members = wg_json_read_members (json);
  g_autoptr (WgChartOptions) options = NULL;
  const char *code = members != NULL ? g_hash_table_lookup (members, "template") : NULL;
  WgChartTemplate template = WG_CHART_WALL_MAP;

  if (code != NULL && wg_chart_template_from_code (code, &template))
    options = wg_chart_options_new (template);
  if (options == NULL || !read_words (members, options))
    {
      g_set_error (error, WG_RENDER_ERROR, WG_RENDER_ERROR_OPTIONS, "no chart options: %.60s", json);
      return NULL;
    }
  read_rest (members, options);
  return g_steal_pointer (&options);
}
