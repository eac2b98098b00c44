/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-json"

#include "wg-json-read.h"

#include <string.h>

static void
skip_space (const char **at)
{
  *at += strspn (*at, " \t\r\n");
}

static gboolean
read_sign (const char **at, char sign)
{
  skip_space (at);
  if (**at != sign)
    return FALSE;
  (*at)++;
  return TRUE;
}

static gboolean
read_hex (const char **at, gunichar *code_out)
{
  *code_out = 0;
  for (guint i = 0; i < 4; i++, (*at)++)
    {
      if (!g_ascii_isxdigit (**at))
        return FALSE;
      *code_out = *code_out * 16 + (gunichar) g_ascii_xdigit_value (**at);
    }
  return TRUE;
}

/* What follows "\u"; two of them make one character beyond the first 65,536. */
static gboolean
read_unicode (const char **at, GString *text)
{
  gunichar code = 0, low = 0;

  if (!read_hex (at, &code))
    return FALSE;
  if (code >= 0xd800 && code < 0xdc00)
    {
      if ((*at)[0] != '\\' || (*at)[1] != 'u')
        return FALSE;
      *at += 2;
      if (!read_hex (at, &low) || low < 0xdc00 || low >= 0xe000)
        return FALSE;
      code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    }
  if (code == 0 || !g_unichar_validate (code))
    return FALSE;
  g_string_append_unichar (text, code);
  return TRUE;
}

static gboolean
read_escape (const char **at, GString *text)
{
  static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
  const char *found = **at != '\0' ? strchr (from, **at) : NULL;

  if (**at == 'u')
    {
      (*at)++;
      return read_unicode (at, text);
    }
  if (found == NULL)
    return FALSE;
  g_string_append_c (text, to[found - from]);
  (*at)++;
  return TRUE;
}

static char *
read_text (const char **at)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!read_sign (at, '"'))
    return NULL;
  while (**at != '"')
    {
      if ((guchar) **at < 0x20)
        return NULL;
      if (**at != '\\')
        {
          g_string_append_c (text, *(*at)++);
          continue;
        }
      (*at)++;
      if (!read_escape (at, text))
        return NULL;
    }
  (*at)++;
  return g_strdup (text->str);
}

static char *
read_value (const char **at)
{
  gsize length = 0;
  char *end = NULL;

  skip_space (at);
  if (**at == '"')
    return read_text (at);
  length = strcspn (*at, ",} \t\r\n");
  if ((length == 4 && (strncmp (*at, "true", 4) == 0 || strncmp (*at, "null", 4) == 0))
      || (length == 5 && strncmp (*at, "false", 5) == 0))
    end = (char *) *at + length;
  else
    g_ascii_strtod (*at, &end);
  if (end == *at || end != *at + length)
    return NULL;
  *at += length;
  return g_strndup (end - length, length);
}

GHashTable *
wg_json_read_members (const char *json)
{
  g_autoptr (GHashTable) members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const char *at = json;

  if (!g_utf8_validate (json, -1, NULL) || !read_sign (&at, '{'))
    return NULL;
  if (read_sign (&at, '}'))
    return *(at + strspn (at, " \t\r\n")) == '\0' ? g_steal_pointer (&members) : NULL;
  do
    {
      g_autofree char *key = read_text (&at);
      g_autofree char *value = NULL;

      if (key == NULL || !read_sign (&at, ':'))
        return NULL;
      value = read_value (&at);
      if (value == NULL)
        return NULL;
      if (strcmp (value, "null") != 0)
        g_hash_table_insert (members, g_steal_pointer (&key), g_steal_pointer (&value));
    }
  while (read_sign (&at, ','));
  if (!read_sign (&at, '}'))
    return NULL;
  skip_space (&at);
  return *at == '\0' ? g_steal_pointer (&members) : NULL;
}
