/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-roster"

#include "wg-roster-private.h"

#include <string.h>

#define MAX_RANGE 200 /* "1-200网格" */

/* What names of units end with and that people leave out. */
static const char *const unit_ends[]
  = { "社区居民委员会", "社区居委会", "村民委员会", "街道办事处", "居委会", "村委会", "办事处", "社区", "街道",
      "村", "镇", "乡" };

struct _WgRosterGrids
{
  WgPlan *plan;
  GHashTable *by_key;  /* key -> GArray of guint32 */
  GHashTable *by_code; /* code -> id */
};

static int
digit_of (gunichar c)
{
  static const gunichar digits[] = { 0x96f6, 0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d };

  for (int i = 0; i < 10; i++)
    if (digits[i] == c)
      return i;
  return c == 0x3007 ? 0 : c == 0x4e24 ? 2 : -1; /* 〇, 两 */
}

/* A number at the beginning, in figures or in Chinese up to 999; -1: none. */
static int
read_number (const char *text, const char **end_out)
{
  const char *at = text;
  int sum = 0, digit = -1;
  gboolean has_any = FALSE;

  *end_out = text;
  if (g_ascii_isdigit (*text))
    {
      while (g_ascii_isdigit (*at) && at - text < 6)
        sum = sum * 10 + (*at++ - '0');
      *end_out = at;
      return sum;
    }
  for (; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      int next = digit_of (c);

      if (next >= 0)
        digit = has_any && digit > 0 ? digit * 10 + next : next; /* 二一 */
      else if (c == 0x5341 || c == 0x767e) /* 十, 百 */
        {
          sum += (digit < 0 ? 1 : digit) * (c == 0x5341 ? 10 : 100);
          digit = -1;
        }
      else
        break;
      has_any = TRUE;
    }
  *end_out = at;
  return has_any ? sum + MAX (digit, 0) : -1;
}

static gboolean
begins_number (const char *text)
{
  const char *end = NULL;

  return read_number (text, &end) >= 0;
}

/* One key for all that people write of a name: "第一网格", "1号网格", "网格01" are "1网格". */
static char *
make_key (const char *name)
{
  g_autofree char *tidy = wg_roster_tidy (name);
  g_autoptr (GString) key = g_string_new (NULL);
  const char *at = tidy;

  while (*at != '\0')
    {
      const char *end = NULL;
      gboolean is_number = begins_number (at);

      if (g_str_has_prefix (at, "第") && begins_number (at + strlen ("第")))
        at += strlen ("第");
      else if (is_number)
        {
          g_string_append_printf (key, "%d", read_number (at, &end));
          at = end;
          if (g_str_has_prefix (at, "号") || g_str_has_prefix (at, "#"))
            at = g_utf8_next_char (at);
        }
      else if (strchr (" -_()", *at) != NULL)
        at++;
      else
        {
          g_string_append_unichar (key, g_unichar_tolower (g_utf8_get_char (at)));
          at = g_utf8_next_char (at);
        }
    }
  if (g_str_has_prefix (key->str, "网格") && g_ascii_isdigit (key->str[strlen ("网格")]))
    {
      g_string_erase (key, 0, (gssize) strlen ("网格"));
      g_string_append (key, "网格");
    }
  return g_string_free (g_steal_pointer (&key), FALSE);
}

/* (transfer full) (nullable): the key without what units end with. */
static char *
cut_end (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (unit_ends); i++)
    if (g_str_has_suffix (key, unit_ends[i]) && strlen (key) > strlen (unit_ends[i]) + 1)
      return g_strndup (key, strlen (key) - strlen (unit_ends[i]));
  return NULL;
}

static void
add_key (WgRosterGrids *self, const char *key, guint32 id)
{
  GArray *ids = g_hash_table_lookup (self->by_key, key);

  if (key[0] == '\0')
    return;
  if (ids == NULL)
    {
      ids = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_hash_table_insert (self->by_key, g_strdup (key), ids);
    }
  if (ids->len == 0 || g_array_index (ids, guint32, ids->len - 1) != id)
    g_array_append_val (ids, id);
}

WgRosterGrids *
wg_roster_grids_new (WgPlan *plan)
{
  WgRosterGrids *self = g_new0 (WgRosterGrids, 1);

  self->plan = plan;
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->by_code = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);
      g_autofree char *key = NULL;
      g_autofree char *cut = NULL;

      if (grid == NULL || grid->is_retired)
        continue;
      if (grid->code[0] != '\0')
        g_hash_table_insert (self->by_code, grid->code, GUINT_TO_POINTER (id));
      key = make_key (grid->name);
      add_key (self, key, id);
      cut = cut_end (key);
      if (cut != NULL)
        add_key (self, cut, id);
    }
  return self;
}

void
wg_roster_grids_free (WgRosterGrids *self)
{
  g_hash_table_unref (self->by_key);
  g_hash_table_unref (self->by_code);
  g_free (self);
}

static void
append_part (GPtrArray *parts, const char *prefix, int number, const char *suffix)
{
  g_ptr_array_add (parts, g_strdup_printf ("%s%d%s", prefix, number, suffix));
}

/* "三", "12", "1-3", "一至三": a bare number or range; FALSE when it is neither. */
static gboolean
read_range (const char *text, int range_out[2])
{
  const char *end = NULL;

  if (g_str_has_prefix (text, "第"))
    text += strlen ("第");
  range_out[0] = range_out[1] = read_number (text, &end);
  if (range_out[0] < 0)
    return FALSE;
  if (*end == '\0')
    return TRUE;
  if (*end == '-' || *end == '~')
    text = end + 1;
  else if (g_str_has_prefix (end, "至") || g_str_has_prefix (end, "到"))
    text = end + strlen ("至");
  else
    return FALSE;
  if (g_str_has_prefix (text, "第"))
    text += strlen ("第");
  range_out[1] = read_number (text, &end);
  return *end == '\0' && range_out[1] >= range_out[0] && range_out[1] - range_out[0] < MAX_RANGE;
}

/* Where the last piece's number or range ends; its rest ("网格") counts for all. */
static const char *
find_suffix (const char *piece)
{
  for (const char *at = piece; *at != '\0'; at = g_utf8_next_char (at))
    {
      g_autofree char *head = g_strndup (piece, (gsize) (at - piece));
      int range[2] = { 0, 0 };

      if (at != piece && read_range (head, range) && !begins_number (at) && *at != '-' && *at != '~'
          && !g_str_has_prefix (at, "至") && !g_str_has_prefix (at, "到"))
        return at;
    }
  return NULL;
}

/* The text before the first number of the first piece: "柳塘" of "柳塘一". */
static const char *
find_first_number (const char *piece)
{
  for (const char *at = piece; *at != '\0'; at = g_utf8_next_char (at))
    {
      int range[2] = { 0, 0 };

      if (read_range (at, range) || find_suffix (at) != NULL)
        return at;
    }
  return NULL;
}

char **
wg_roster_grids_expand (const char *cell)
{
  g_auto (GStrv) pieces = g_regex_split_simple ("[、,;，；\n]| (?=\\S)|(?<=[格0-9一二三四五六七八九十])(?:和|及|与)(?=[第0-9一二三四五六七八九十])", cell, 0, 0);
  guint n = g_strv_length (pieces);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  const char *suffix = n > 0 ? find_suffix (pieces[n - 1]) : NULL;
  g_autofree char *prefix = NULL;

  /* "一、二、三网格", "柳塘1-3网格": only when the pieces but the last are numbers, the first with a prefix. */
  if (n > 0)
    {
      const char *number = find_first_number (pieces[0]);

      prefix = g_strndup (pieces[0], number != NULL ? (gsize) (number - pieces[0]) : 0);
      if (suffix == NULL && n == 1 && number != NULL)
        suffix = find_suffix (number);
    }
  for (guint i = 0; i < n; i++)
    {
      const char *piece = i == 0 && prefix != NULL ? pieces[0] + strlen (prefix) : pieces[i];
      g_autofree char *bare = NULL;
      int range[2] = { 0, 0 };

      g_strstrip (pieces[i]);
      bare = suffix != NULL && g_str_has_suffix (piece, suffix)
               ? g_strndup (piece, strlen (piece) - strlen (suffix)) : g_strdup (piece);
      if (pieces[i][0] == '\0')
        continue;
      if (suffix == NULL || (n == 1 && strpbrk (bare, "-~") == NULL && strstr (bare, "至") == NULL)
          || !read_range (bare, range))
        {
          g_ptr_array_add (parts, g_strdup (pieces[i]));
          continue;
        }
      for (int number = range[0]; number <= range[1]; number++)
        append_part (parts, prefix, number, suffix);
    }
  g_ptr_array_add (parts, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&parts), FALSE);
}

static gboolean
has_name (const WgGrid *grid, const char *key)
{
  g_autofree char *own = make_key (grid->name);
  g_autofree char *cut = cut_end (own);
  g_autofree char *wanted = cut_end (key);

  return g_str_equal (own, key) || (cut != NULL && g_str_equal (cut, wanted != NULL ? wanted : key))
         || (wanted != NULL && g_str_equal (own, wanted));
}

/* Are all units that @above names among the ancestors of @id (or itself, when @itself)? */
static gboolean
lies_below (WgRosterGrids *self, guint32 id, char *const *keys, guint n_keys)
{
  for (guint i = 0; i < n_keys; i++)
    {
      gboolean is_found = keys[i][0] == '\0';

      for (const WgGrid *grid = wg_plan_get_grid (self->plan, id); grid != NULL && !is_found;
           grid = wg_plan_get_grid (self->plan, grid->parent))
        is_found = has_name (grid, keys[i]);
      if (!is_found)
        return FALSE;
    }
  return TRUE;
}

static void
add_matches (WgRosterGrids *self, const char *key, char *const *above, guint n_above, GArray *found)
{
  const GArray *ids = g_hash_table_lookup (self->by_key, key);
  g_autofree char *cut = ids == NULL ? cut_end (key) : NULL;

  if (cut != NULL)
    ids = g_hash_table_lookup (self->by_key, cut);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      guint32 id = g_array_index (ids, guint32, i);

      if (lies_below (self, id, above, n_above))
        g_array_append_val (found, id);
    }
}

/* "柳塘社区第一网格": what comes first is a unit above, the rest the grid. */
static void
find_joined (WgRosterGrids *self, const char *key, GPtrArray *above, GArray *found)
{
  for (const char *at = g_utf8_next_char (key); *at != '\0' && found->len == 0; at = g_utf8_next_char (at))
    {
      g_autofree char *head = g_strndup (key, (gsize) (at - key));
      g_autofree char *rest = make_key (at);
      g_autofree char *cut = cut_end (head);

      if (!g_hash_table_contains (self->by_key, head)
          && (cut == NULL || !g_hash_table_contains (self->by_key, cut)))
        continue;
      g_ptr_array_add (above, head);
      add_matches (self, rest, (char **) above->pdata, above->len, found);
      g_ptr_array_set_size (above, (int) above->len - 1);
    }
}

void
wg_roster_grids_find (WgRosterGrids *self, const char *name, const char *const *above, guint n_above,
                      GArray *found_out)
{
  g_auto (GStrv) path = g_regex_split_simple ("[/>\\\\]", name, 0, 0);
  guint n_path = g_strv_length (path);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) borrowed = g_ptr_array_new ();
  g_autofree char *key = NULL;
  guint32 id = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_code, name));

  g_array_set_size (found_out, 0);
  if (id != 0)
    {
      g_array_append_val (found_out, id);
      return;
    }
  for (guint i = 0; i < n_above; i++)
    g_ptr_array_add (keys, make_key (above[i]));
  for (guint i = 0; i + 1 < n_path; i++)
    g_ptr_array_add (keys, make_key (path[i]));
  key = make_key (n_path > 0 ? path[n_path - 1] : name);
  if (key[0] == '\0')
    return;
  add_matches (self, key, (char **) keys->pdata, keys->len, found_out);
  if (found_out->len > 0)
    return;
  for (guint i = 0; i < keys->len; i++)
    g_ptr_array_add (borrowed, keys->pdata[i]);
  find_joined (self, key, borrowed, found_out);
}
