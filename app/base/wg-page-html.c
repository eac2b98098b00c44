/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-page"

#include "wg-page-cells.h"

#include <string.h>

#define MAX_SPAN 1000

/* HTML on its way into rows of cells. */
typedef struct
{
  WgPage *page;
  WgPageCells cells;
  GString *text;     /* of the cell at hand */
  char *number;      /* (nullable): the cell's value, where what it shows is shorter */
  guint width;       /* of the cell at hand, in columns */
  guint height;
  gboolean is_in_row;
  gboolean is_in_cell;
} Html;

/* The value of an attribute of a tag, e.g. "colspan"; (nullable) (transfer full). */
static char *
find_attribute (const char *tag, const char *end, const char *name)
{
  g_autofree char *text = g_strndup (tag, (gsize) (end - tag));
  g_autofree char *pattern = g_strdup_printf ("\\s%s\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s>]+))", name);
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (regex, text, 0, &match))
    return NULL;
  for (int i = 1; i <= 3; i++)
    {
      g_autofree char *value = g_match_info_fetch (match, i);

      if (value != NULL && *value != '\0')
        return g_steal_pointer (&value);
    }
  return g_strdup ("");
}

static guint
find_span (const char *tag, const char *end, const char *name)
{
  g_autofree char *value = find_attribute (tag, end, name);

  return value != NULL ? (guint) CLAMP (g_ascii_strtoll (value, NULL, 10), 1, MAX_SPAN) : 1;
}

static void
end_cell (Html *html)
{
  if (!html->is_in_cell)
    return;
  wg_page_cells_skip (&html->cells, 0);
  wg_page_cells_add (&html->cells, html->number != NULL ? html->number : html->text->str, html->width, html->height);
  g_clear_pointer (&html->number, g_free);
  html->is_in_cell = FALSE;
}

static void
end_row (Html *html)
{
  end_cell (html);
  if (html->is_in_row)
    wg_page_cells_end_row (&html->cells, html->page);
  html->is_in_row = FALSE;
}

static void
begin_cell (Html *html, const char *tag, const char *end)
{
  end_cell (html);
  html->is_in_row = html->is_in_cell = TRUE;
  html->width = find_span (tag, end, "colspan");
  html->height = find_span (tag, end, "rowspan");
  html->number = find_attribute (tag, end, "x:num");
  if (html->number != NULL && *html->number == '\0')
    g_clear_pointer (&html->number, g_free);
  g_string_truncate (html->text, 0);
}

/* Past the end of an element whose content is no text of a cell. */
static const char *
skip_element (const char *at, const char *name)
{
  g_autofree char *closing = g_strdup_printf ("</%s", name);
  gsize length = strlen (closing);

  for (; *at != '\0'; at++)
    if (g_ascii_strncasecmp (at, closing, length) == 0)
      return at;
  return at;
}

static const char *
take_tag (Html *html, const char *at)
{
  static const char *const left_out[] = { "style", "script", "head", "rt", "rp" };
  const char *end = NULL;
  g_autofree char *name = NULL;

  if (g_str_has_prefix (at, "<!--"))
    {
      end = strstr (at, "-->");
      return end != NULL ? end + 3 : at + strlen (at);
    }
  end = at + strcspn (at, ">");
  name = g_ascii_strdown (at + 1, (gssize) strcspn (at + 1, " \t\r\n>"));
  if (g_str_equal (name, "td") || g_str_equal (name, "th"))
    begin_cell (html, at, end);
  else if (g_str_equal (name, "tr"))
    {
      end_row (html);
      html->is_in_row = TRUE;
    }
  else if (g_str_equal (name, "/tr") || g_str_equal (name, "/table"))
    end_row (html);
  else if (g_str_equal (name, "/td") || g_str_equal (name, "/th"))
    end_cell (html);
  else if (g_str_has_prefix (name, "br") || g_str_equal (name, "/p") || g_str_equal (name, "/div"))
    g_string_append_c (html->text, '\n');
  for (guint i = 0; i < G_N_ELEMENTS (left_out); i++)
    if (g_str_equal (name, left_out[i]))
      return skip_element (end, name);
  return *end != '\0' ? end + 1 : end;
}

/* One character of the text of a cell; line ends of the source are blanks. */
static const char *
take_character (Html *html, const char *at)
{
  static const struct { const char *name; const char *text; } entities[]
    = { { "&nbsp;", " " }, { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&apos;", "'" } };
  char *end = NULL;
  guint64 code = 0;

  for (guint i = 0; *at == '&' && i < G_N_ELEMENTS (entities); i++)
    if (g_str_has_prefix (at, entities[i].name))
      {
        g_string_append (html->text, entities[i].text);
        return at + strlen (entities[i].name);
      }
  if (g_str_has_prefix (at, "&#"))
    {
      gboolean is_hex = at[2] == 'x' || at[2] == 'X';

      code = g_ascii_strtoull (at + (is_hex ? 3 : 2), &end, is_hex ? 16 : 10);
      if (*end == ';' && code > 0 && code <= 0x10ffff && g_unichar_validate ((gunichar) code))
        {
          g_string_append_unichar (html->text, (gunichar) code);
          return end + 1;
        }
    }
  g_string_append_c (html->text, *at == '\n' || *at == '\r' || *at == '\t' ? ' ' : *at);
  return at + 1;
}

WgPage *
wg_page_parse_html (const char *text)
{
  Html html = { .page = wg_page_new (""), .text = g_string_new (NULL) };
  const char *at = text;

  wg_page_cells_init (&html.cells);
  while (*at != '\0')
    {
      if (*at == '<' && (g_ascii_isalpha (at[1]) || at[1] == '/' || at[1] == '!' || at[1] == '?'))
        at = take_tag (&html, at);
      else if (html.is_in_cell)
        at = take_character (&html, at);
      else
        at++;
    }
  end_row (&html);
  g_clear_pointer (&html.number, g_free);
  g_string_free (html.text, TRUE);
  wg_page_cells_clear (&html.cells);
  return html.page;
}
