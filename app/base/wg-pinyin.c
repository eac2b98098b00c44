/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-pinyin"

#include "wg-pinyin.h"

#include "wg-pinyin-resource.h"

#include <gio/gio.h>
#include <string.h>

#define FIRST 0x3400
#define LIMIT 0xa000
#define N_CHARACTERS (LIMIT - FIRST)
#define PATH "/org/wangge/Wangge/base/wg-pinyin.txt"

/* The table: the readings of character i are readings[starts[i]] to before readings[starts[i + 1]]. */
typedef struct
{
  GPtrArray *syllables;
  guint32 starts[N_CHARACTERS + 1];
  guint16 *readings;
} Table;

/* Calls for every character of every line; the second time to fill what the first has counted. */
static void
read_lines (const char *text, Table *table, guint32 *fill)
{
  guint number = 0;

  for (const char *line = text; *line != '\0';)
    {
      const char *end = strchr (line, '\n');
      const char *blank = strchr (line, ' ');

      if (*line != '#')
        {
          if (fill == NULL)
            g_ptr_array_add (table->syllables, g_strndup (line, (gsize) (blank - line)));
          for (const char *p = blank + 1; p < end; p = g_utf8_next_char (p))
            {
              guint place = g_utf8_get_char (p) - FIRST;

              if (fill == NULL)
                table->starts[place + 1]++;
              else
                table->readings[fill[place]++] = (guint16) number;
            }
          number++;
        }
      line = end + 1;
    }
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
      g_autofree guint32 *fill = NULL;

      table->syllables = g_ptr_array_new_with_free_func (g_free);
      read_lines (text, table, NULL);
      for (guint i = 0; i < N_CHARACTERS; i++)
        table->starts[i + 1] += table->starts[i];
      table->readings = g_new (guint16, table->starts[N_CHARACTERS]);
      fill = g_memdup2 (table->starts, sizeof table->starts);
      read_lines (text, table, fill);
      g_once_init_leave (&once, (gsize) table);
    }
  return (const Table *) once;
}

guint
wg_pinyin_get_readings (gunichar character, const guint16 **readings_out)
{
  const Table *table = get_table ();

  *readings_out = NULL;
  if (character < FIRST || character >= LIMIT)
    return 0;
  *readings_out = table->readings + table->starts[character - FIRST];
  return table->starts[character - FIRST + 1] - table->starts[character - FIRST];
}

const char *
wg_pinyin_get_syllable (guint number)
{
  return g_ptr_array_index (get_table ()->syllables, number);
}

guint
wg_pinyin_count (void)
{
  return get_table ()->syllables->len;
}

gunichar
wg_pinyin_first (void)
{
  return FIRST;
}

gunichar
wg_pinyin_limit (void)
{
  return LIMIT;
}
