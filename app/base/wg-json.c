/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-json"

#include "wg-json.h"

#include <math.h>

struct _WgJson
{
  GString *text;
  guint depth;
  gboolean needs_comma;
};

static void
append_quoted (GString *text, const char *value)
{
  g_string_append_c (text, '"');
  for (const char *c = value; *c != '\0'; c++)
    switch (*c)
      {
      case '"':
        g_string_append (text, "\\\"");
        break;
      case '\\':
        g_string_append (text, "\\\\");
        break;
      case '\n':
        g_string_append (text, "\\n");
        break;
      case '\r':
        g_string_append (text, "\\r");
        break;
      case '\t':
        g_string_append (text, "\\t");
        break;
      default:
        if ((guchar) *c < 0x20)
          g_string_append_printf (text, "\\u%04x", (guint) (guchar) *c);
        else
          g_string_append_c (text, *c);
      }
  g_string_append_c (text, '"');
}

static void
begin_value (WgJson *json, const char *key)
{
  if (json->needs_comma)
    g_string_append_c (json->text, ',');
  if (json->depth > 0)
    g_string_append_printf (json->text, "\n%*s", (int) json->depth * 2, "");
  if (key != NULL)
    {
      append_quoted (json->text, key);
      g_string_append (json->text, ": ");
    }
  json->needs_comma = TRUE;
}

static void
open_nested (WgJson *json, const char *key, char bracket)
{
  begin_value (json, key);
  g_string_append_c (json->text, bracket);
  json->depth++;
  json->needs_comma = FALSE;
}

static void
close_nested (WgJson *json, char bracket)
{
  g_return_if_fail (json->depth > 0);

  json->depth--;
  if (json->needs_comma)
    g_string_append_printf (json->text, "\n%*s", (int) json->depth * 2, "");
  g_string_append_c (json->text, bracket);
  json->needs_comma = TRUE;
}

/**
 * wg_json_new:
 *
 * Returns: (transfer full): an empty text; free with wg_json_free() or wg_json_finish()
 */
WgJson *
wg_json_new (void)
{
  WgJson *json = g_new0 (WgJson, 1);
  json->text = g_string_new (NULL);
  return json;
}

void
wg_json_free (WgJson *json)
{
  if (json == NULL)
    return;
  g_string_free (json->text, TRUE);
  g_free (json);
}

void
wg_json_begin_object (WgJson *json, const char *key)
{
  open_nested (json, key, '{');
}

void
wg_json_end_object (WgJson *json)
{
  close_nested (json, '}');
}

void
wg_json_begin_array (WgJson *json, const char *key)
{
  open_nested (json, key, '[');
}

void
wg_json_end_array (WgJson *json)
{
  close_nested (json, ']');
}

/** Writes @value, or null when it is %NULL. @value must be UTF-8. */
void
wg_json_string (WgJson *json, const char *key, const char *value)
{
  begin_value (json, key);
  if (value != NULL)
    append_quoted (json->text, value);
  else
    g_string_append (json->text, "null");
}

void
wg_json_int (WgJson *json, const char *key, gint64 value)
{
  begin_value (json, key);
  g_string_append_printf (json->text, "%" G_GINT64_FORMAT, value);
}

/** Writes @value rounded to @decimals places. */
void
wg_json_double (WgJson *json, const char *key, double value, int decimals)
{
  char format[16];
  char buffer[G_ASCII_DTOSTR_BUF_SIZE * 2];

  begin_value (json, key);
  if (!isfinite (value) || fabs (value) > 1e30)
    {
      g_string_append (json->text, "null");
      return;
    }
  g_snprintf (format, sizeof format, "%%.%df", CLAMP (decimals, 0, 17));
  g_string_append (json->text, g_ascii_formatd (buffer, sizeof buffer, format, value));
}

void
wg_json_boolean (WgJson *json, const char *key, gboolean value)
{
  begin_value (json, key);
  g_string_append (json->text, value ? "true" : "false");
}

/**
 * wg_json_finish:
 * @json: (transfer full): every object and array closed
 *
 * Returns: (transfer full): the text with a newline at its end
 */
char *
wg_json_finish (WgJson *json)
{
  char *text = NULL;

  g_return_val_if_fail (json->depth == 0, NULL);

  g_string_append_c (json->text, '\n');
  text = g_string_free (json->text, FALSE);
  g_free (json);
  return text;
}
