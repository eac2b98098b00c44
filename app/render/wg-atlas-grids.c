/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-atlas"

#include "wg-atlas.h"

#include <string.h>

/* The greatest length of a name; file systems take 255 bytes with number and ending. */
#define NAME_BYTES 120

static void
collect_below (WgPlan *plan, guint32 parent, guint depth, GArray *grids_out)
{
  const GArray *children = wg_plan_get_children (plan, parent);

  for (guint i = 0; i < children->len; i++)
    {
      guint32 id = g_array_index (children, guint32, i);
      const WgGrid *grid = wg_plan_get_grid (plan, id);
      WgEnvelope extent = WG_ENVELOPE_EMPTY;

      if (grid->depth < depth)
        collect_below (plan, id, depth, grids_out);
      if (grid->depth != depth)
        continue;
      extent = wg_plan_get_extent (plan, id);
      if (!wg_envelope_is_empty (&extent))
        g_array_append_val (grids_out, id);
    }
}

void
wg_atlas_collect_level (WgPlan *plan, guint depth, guint32 parent, GArray *grids_out)
{
  collect_below (plan, parent, depth, grids_out);
}

/* Walks the tree and keeps what is wanted. */
static void
keep_below (WgPlan *plan, guint32 parent, GHashTable *wanted, GArray *out)
{
  const GArray *children = wg_plan_get_children (plan, parent);

  for (guint i = 0; i < children->len; i++)
    {
      guint32 id = g_array_index (children, guint32, i);

      if (g_hash_table_remove (wanted, GUINT_TO_POINTER (id)))
        g_array_append_val (out, id);
      if (g_hash_table_size (wanted) > 0)
        keep_below (plan, id, wanted, out);
    }
}

void
wg_atlas_sort (WgPlan *plan, GArray *grids)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < grids->len; i++)
    g_hash_table_add (wanted, GUINT_TO_POINTER (g_array_index (grids, guint32, i)));
  g_array_set_size (grids, 0);
  keep_below (plan, 0, wanted, grids);
}

static gboolean
is_refused (gunichar c)
{
  return c < 0x20 || c == 0x7f || c == 0xfffd || (c < 0x80 && strchr ("/\\:*?\"<>|", (int) c) != NULL);
}

/* Appends what of @text may be in a name; what may not becomes a low line. */
static void
append_safe (GString *out, const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (is_refused (c))
        g_string_append_c (out, '_');
      else
        g_string_append_unichar (out, c);
    }
}

static void
trim (GString *name)
{
  gsize n = name->len, skip = 0;

  if (n > NAME_BYTES)
    n = (gsize) (g_utf8_find_prev_char (name->str, name->str + NAME_BYTES + 1) - name->str);
  while (n > 0 && strchr (" .", name->str[n - 1]) != NULL)
    n--;
  g_string_truncate (name, n);
  while (skip < n && strchr (" .", name->str[skip]) != NULL)
    skip++;
  g_string_erase (name, 0, (gssize) skip);
}

char *
wg_atlas_file_name (const char *pattern, const WgGrid *grid)
{
  const char *at = pattern != NULL ? pattern : "{code}-{name}";
  GString *name = g_string_new (NULL);

  while (*at != '\0')
    {
      const char *open = strchr (at, '{');
      g_autofree char *plain = open != NULL ? g_strndup (at, (gsize) (open - at)) : g_strdup (at);

      append_safe (name, plain);
      at += strlen (plain);
      if (g_str_has_prefix (at, "{code}"))
        {
          append_safe (name, grid->code);
          at += strlen ("{code}");
        }
      else if (g_str_has_prefix (at, "{name}"))
        {
          append_safe (name, grid->name);
          at += strlen ("{name}");
        }
      else if (*at != '\0')
        {
          g_string_append_c (name, *at);
          at++;
        }
    }
  trim (name);
  if (name->len == 0)
    g_string_append_printf (name, "%u", grid->id);
  return g_string_free (name, FALSE);
}
