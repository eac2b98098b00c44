/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-han-forms"

#include "wg-han-forms.h"

#include "wg-pinyin-resource.h"

#include <gio/gio.h>
#include <string.h>

#define FIRST 0x3400
#define LIMIT 0xa000
#define PATH "/org/wangge/Wangge/base/wg-han-forms.txt"

/* By characters from FIRST on. */
typedef struct
{
  guint16 simplified[LIMIT - FIRST];  /* 0: itself */
  guint16 traditional[LIMIT - FIRST]; /* where its own begin in @forms, which 0 ends; 0: none */
  GArray *forms;                      /* of guint16 */
} Table;

static gboolean
is_inside (gunichar character)
{
  return character >= FIRST && character < LIMIT;
}

static void
read_line (Table *table, const char *line)
{
  gunichar simplified = g_utf8_get_char (line);

  table->traditional[simplified - FIRST] = (guint16) table->forms->len;
  for (const char *p = g_utf8_next_char (line) + 1; *p != '\0' && *p != '\n'; p = g_utf8_next_char (p))
    {
      guint16 form = (guint16) g_utf8_get_char (p);

      table->simplified[form - FIRST] = (guint16) simplified;
      g_array_append_val (table->forms, form);
    }
  g_array_set_size (table->forms, table->forms->len + 1);
}

static const Table *
get_table (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      g_autoptr (GBytes) bytes
        = g_resource_lookup_data (wg_pinyin_get_resource (), PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      Table *table = g_new0 (Table, 1);

      table->forms = g_array_new (FALSE, TRUE, sizeof (guint16));
      g_array_set_size (table->forms, 1);
      for (const char *line = text; *line != '\0'; line = strchr (line, '\n') + 1)
        if (*line != '#')
          read_line (table, line);
      g_once_init_leave (&once, (gsize) table);
    }
  return (const Table *) once;
}

gunichar
wg_han_simplify (gunichar character)
{
  gunichar simplified = is_inside (character) ? get_table ()->simplified[character - FIRST] : 0;

  return simplified != 0 ? simplified : character;
}

const guint16 *
wg_han_get_traditional (gunichar character, guint *n_out)
{
  const Table *table = get_table ();
  const guint16 *forms = NULL;

  *n_out = 0;
  if (!is_inside (character) || table->traditional[character - FIRST] == 0)
    return NULL;
  forms = &g_array_index (table->forms, guint16, table->traditional[character - FIRST]);
  while (forms[*n_out] != 0)
    ++*n_out;
  return forms;
}
