/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-page"

#include "wg-page.h"

#include <string.h>

/* What parts the cells: tabs, else what there is more of in the first line that has any. What stands between quotation
 * marks parts nothing. */
static char
find_separator (const char *text)
{
  guint n_tabs = 0, n_commas = 0, n_semicolons = 0;
  gboolean is_quoted = FALSE;

  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '"' && (is_quoted || at == text || strchr ("\t,;\r\n", at[-1]) != NULL))
        is_quoted = !is_quoted;
      else if (*at == '\n' && !is_quoted && n_tabs + n_commas + n_semicolons > 0)
        break;
      else if (!is_quoted)
        {
          n_tabs += *at == '\t';
          n_commas += *at == ',';
          n_semicolons += *at == ';';
        }
    }
  if (n_tabs > 0 || (n_commas + n_semicolons == 0 && strchr (text, '\t') != NULL))
    return '\t';
  return n_semicolons > n_commas ? ';' : ',';
}

static gboolean
ends_cell (char c, char separator)
{
  return c == '\0' || c == separator || c == '\n' || c == '\r';
}

/* Where the quotation that begins at @at ends; NULL: it is only a mark in the text. */
static const char *
find_closing_mark (const char *at, char separator)
{
  for (at++; *at != '\0'; at++)
    {
      if (*at != '"')
        continue;
      if (at[1] != '"')
        return ends_cell (at[1], separator) ? at : NULL;
      at++;
    }
  return NULL;
}

/* A cell that begins with a quotation mark and ends with one: two of them inside are one. */
static const char *
parse_cell (const char *at, char separator, GString *cell)
{
  const char *closing = *at == '"' ? find_closing_mark (at, separator) : NULL;

  g_string_truncate (cell, 0);
  if (closing != NULL)
    {
      for (at++; at < closing; at++)
        {
          g_string_append_c (cell, *at);
          at += *at == '"';
        }
      return closing + 1;
    }
  for (; !ends_cell (*at, separator); at++)
    g_string_append_c (cell, *at);
  return at;
}

WgPage *
wg_page_parse_text (const char *text)
{
  WgPage *page = wg_page_new ("");
  g_autoptr (GString) cell = g_string_new (NULL);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  const char *at = g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text;
  const char separator = find_separator (at);

  while (*at != '\0')
    {
      at = parse_cell (at, separator, cell);
      g_ptr_array_add (cells, g_strdup (cell->str));
      if (*at == separator)
        {
          at++;
          if (*at == '\0')
            g_ptr_array_add (cells, g_strdup (""));
          else
            continue;
        }
      wg_page_add_row (page, (const char *const *) cells->pdata, cells->len);
      g_ptr_array_set_size (cells, 0);
      if (*at == '\r')
        at++;
      if (*at == '\n')
        at++;
    }
  return page;
}
