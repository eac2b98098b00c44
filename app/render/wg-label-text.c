/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-labels"

#include "wg-label-text.h"

#include <string.h>

#define CODE_TAIL 3

/* A name may be divided behind these words. */
static const char *const unit_words[] = { "社区", "街道", "小区", "新村", "居委会", "村委会", "村", "镇", "乡" };

/* The first so many of them may be left out. */
#define N_DROPPED_WORDS 2

/* And in front of these. */
static const char *const last_words[] = { "专属网格", "微网格", "网格" };

static gboolean
is_wide (gunichar c)
{
  return c >= 0x2e80;
}

/* Where @name goes on after the parent's name, which may lack its last word in it; 0: nowhere. */
static gsize
after_parent (const char *name, const char *parent)
{
  gsize length = parent != NULL ? strlen (parent) : 0;

  if (length == 0)
    return 0;
  if (g_str_has_prefix (name, parent))
    return length;
  for (guint i = 0; i < G_N_ELEMENTS (unit_words); i++)
    {
      gsize word = strlen (unit_words[i]);
      g_autofree char *stem = NULL;

      if (length <= word || !g_str_has_suffix (parent, unit_words[i]))
        continue;
      stem = g_strndup (parent, length - word);
      if (g_utf8_strlen (stem, -1) >= 2 && g_str_has_prefix (name, stem))
        return strlen (stem);
    }
  return 0;
}

/* Behind the last unit word that something else than a unit word follows; 0: nowhere. */
static gsize
after_unit_word (const char *name)
{
  gsize best = 0;

  for (guint i = 0; i < G_N_ELEMENTS (unit_words); i++)
    {
      const char *found = g_strrstr (name, unit_words[i]);
      gsize end = found != NULL ? (gsize) (found - name) + strlen (unit_words[i]) : 0;
      if (end > best && found != name && name[end] != '\0')
        best = end;
    }
  return best;
}

/* Breaks in two lines of about the same length, at @at (bytes) when that is given. */
static char *
break_text (const char *text, gsize at)
{
  glong length = g_utf8_strlen (text, -1);
  const char *middle = NULL;

  if (at > 0)
    return g_strdup_printf ("%.*s\n%s", (int) at, text, text + at);
  if (length < 4)
    return NULL;
  /* "第三十五 / 网格" */
  for (guint i = 0; i < G_N_ELEMENTS (last_words); i++)
    if (g_str_has_suffix (text, last_words[i])
        && g_utf8_strlen (text, (gssize) (strlen (text) - strlen (last_words[i]))) >= 2)
      return g_strdup_printf ("%.*s\n%s", (int) (strlen (text) - strlen (last_words[i])), text,
                              last_words[i]);
  middle = g_utf8_offset_to_pointer (text, (length + 1) / 2);
  /* Latin words and numbers stay whole. */
  if (!is_wide (g_utf8_get_char (middle)) && !is_wide (g_utf8_get_char (g_utf8_prev_char (middle))))
    {
      const char *space = strchr (text, ' ');
      return space == NULL ? NULL
                           : g_strdup_printf ("%.*s\n%s", (int) (space - text), text, space + 1);
    }
  return g_strdup_printf ("%.*s\n%s", (int) (middle - text), text, middle);
}

static gboolean
is_long_enough (const char *text)
{
  return g_utf8_strlen (text, -1) >= 2;
}

static gboolean
is_code (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-')
      return FALSE;
  return TRUE;
}

/* Of a long code, the digits that are not those of the unit above, at least three. */
static gsize
after_code (const char *code, const char *parent)
{
  gsize length = strlen (code), same = 0;

  if (length < 2 * CODE_TAIL || !is_code (code))
    return 0;
  while (parent != NULL && parent[same] != '\0' && code[same] == parent[same])
    same++;
  return parent == NULL || same == 0 ? length - CODE_TAIL : MIN (same, length - CODE_TAIL);
}

/* What distinguishes a grid where its name begins with a unit that is not the one above: "府苑社区
 * 第三网格" is "府苑 / 第三", "龙门坎村网格" is "龙门坎村". */
static char *
shorten (const char *name, gsize break_at)
{
  const char *rest = name + break_at;
  gsize head = break_at, tail = strlen (rest);

  for (guint i = 0; i < G_N_ELEMENTS (last_words); i++)
    if (g_str_has_suffix (rest, last_words[i]))
      {
        tail -= strlen (last_words[i]);
        break;
      }
  if (tail == strlen (rest))
    return NULL;
  for (guint i = 0; i < N_DROPPED_WORDS; i++)
    {
      gsize word = strlen (unit_words[i]);
      if (head > word + 3 && strncmp (name + head - word, unit_words[i], word) == 0)
        {
          head -= word;
          break;
        }
    }
  return tail == 0 ? g_strndup (name, head)
                   : g_strdup_printf ("%.*s\n%.*s", (int) head, name, (int) tail, rest);
}

static void
add_text (char **texts, guint *n, char *text)
{
  for (guint i = 0; text != NULL && i < *n; i++)
    if (strcmp (texts[i], text) == 0)
      g_clear_pointer (&text, g_free);
  if (text != NULL)
    texts[(*n)++] = text;
}

/* "网格" alone says nothing. */
static gboolean
says_something (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (last_words); i++)
    if (strcmp (text, last_words[i]) == 0)
      return FALSE;
  return g_utf8_strlen (text, -1) >= 2;
}

static gboolean
is_unit_word (const char *text, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (unit_words); i++)
    if (strlen (unit_words[i]) == length && strncmp (text, unit_words[i], length) == 0)
      return TRUE;
  return FALSE;
}

guint
wg_label_texts (const char *name, const char *parent, char **texts_out)
{
  guint n = 0;
  gsize cut = 0, break_at = 0;

  if (name == NULL || *name == '\0')
    return 0;
  cut = is_code (name) ? after_code (name, parent) : after_parent (name, parent);
  break_at = after_unit_word (name);
  if (break_at == 0 && cut > 0 && is_long_enough (name + cut))
    break_at = cut;
  add_text (texts_out, &n, g_strdup (name));
  add_text (texts_out, &n, break_text (name, break_at));
  /* Another unit between the two is what distinguishes: in 蒋村, "蒋村花园社区第三网格" is "花园社区第三网格". */
  if (cut > 0 && break_at > cut && !is_unit_word (name + cut, break_at - cut))
    {
      add_text (texts_out, &n, g_strdup (name + cut));
      add_text (texts_out, &n, shorten (name + cut, break_at - cut));
      return n;
    }
  /* "社区" that is left of the parent's name says nothing. */
  if (cut > 0)
    cut = MAX (cut, break_at);
  if (cut > 0 && says_something (name + cut))
    {
      add_text (texts_out, &n, g_strdup (name + cut));
      add_text (texts_out, &n, break_text (name + cut, 0));
    }
  else if (break_at > 0)
    add_text (texts_out, &n, shorten (name, break_at));
  return n;
}
