/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import"

#include "wg-import-private.h"

#include "wg-code-book.h"
#include "wg-code.h"

#include <string.h>

/* Grids that one parent is made for, at least, on average: single grids with codes that look alike
 * name no parent. */
#define LEAST_CHILDREN 2
#define LEAST_CODE_WIDTH 3

/* The rows that name one parent which is not there. */
typedef struct
{
  char *code; /* "" when only the name is known */
  char *name; /* "" when only the code is known */
  GArray *rows; /* of guint: places in incoming->grids */
} Family;

typedef struct
{
  WgImport *import;
  GPtrArray *families; /* of Family, in the order of their first rows */
  GHashTable *by_key;  /* text -> Family, borrowed */
  GHashTable *codes;   /* given on the way, borrowed */
  GHashTable *names;   /* of the parents' level; owns */
  gboolean has_codes;  /* some rows tell the code of their parent */
} Parents;

static void
family_free (gpointer data)
{
  Family *family = data;

  g_free (family->code);
  g_free (family->name);
  g_array_unref (family->rows);
  g_free (family);
}

static void
parents_clear (Parents *parents)
{
  g_clear_pointer (&parents->by_key, g_hash_table_unref);
  g_clear_pointer (&parents->codes, g_hash_table_unref);
  g_clear_pointer (&parents->names, g_hash_table_unref);
  g_clear_pointer (&parents->families, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parents, parents_clear)

/* A code: letters, digits and dashes, with a digit in it. */
static gboolean
is_code (const char *text)
{
  gboolean has_digit = FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && strchr ("-_.", *p) == NULL)
        return FALSE;
      has_digit |= g_ascii_isdigit (*p);
    }
  return has_digit;
}

/* The part of a code that is the parent's: what stands before the last dash; of digits, the next
 * shorter of the usual lengths (county 6, street 9, community 12, grid 15). Source: GB/T 2260,
 * GB/T 10114, DB11/T 2157-2023. Empty: it has no such part. */
static char *
dup_prefix (const char *code)
{
  static const gsize lengths[] = { 15, 12, 9, 6 };
  const char *dash = MAX (strrchr (code, '-'), strrchr (code, '_'));
  gsize length = strlen (code);

  if (dash != NULL)
    return g_strndup (code, (gsize) (dash - code));
  if (strspn (code, "0123456789") == length)
    for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
      if (length > lengths[i])
        return g_strndup (code, lengths[i]);
  return g_strdup ("");
}

static WgGrid *
find_code (const WgImport *import, const char *code)
{
  WgGrid *grid = *code != '\0' ? wg_plan_find_code (import->plan, code) : NULL;

  return grid != NULL && !grid->is_retired && grid->depth < import->depth ? grid : NULL;
}

/* The one grid of the nearest higher level with the name; NULL when there is none, or two. */
static WgGrid *
find_name (const WgImport *import, const char *name)
{
  WgGrid *found = NULL;
  gboolean is_double = FALSE;

  for (guint32 id = 1; *name != '\0' && id < wg_plan_get_grid_limit (import->plan); id++)
    {
      WgGrid *grid = wg_plan_get_grid (import->plan, id);

      if (grid == NULL || grid->is_retired || grid->depth >= import->depth
          || strcmp (grid->name, name) != 0)
        continue;
      if (found != NULL && found->depth > grid->depth)
        continue;
      is_double = found != NULL && found->depth == grid->depth;
      found = grid;
    }
  return is_double ? NULL : found;
}

static Family *
get_family (Parents *parents, const char *code, const char *name)
{
  const char *key = *code != '\0' ? code : name;
  Family *family = g_hash_table_lookup (parents->by_key, key);

  if (family != NULL)
    return family;
  family = g_new0 (Family, 1);
  family->code = g_strdup (code);
  family->name = g_strdup (name);
  family->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (parents->families, family);
  g_hash_table_insert (parents->by_key, *code != '\0' ? family->code : family->name, family);
  return family;
}

/* The parent that a row names in its own columns: one that is there, or a family. */
static void
read_row (Parents *parents, guint place, GHashTable *found_names)
{
  WgImport *import = parents->import;
  const WgIncomingGrid *row = g_ptr_array_index (import->incoming->grids, place);
  g_autofree char *text = g_strstrip (g_strdup (row->parent_code != NULL ? row->parent_code : ""));
  g_autofree char *name = g_strstrip (g_strdup (row->parent_name != NULL ? row->parent_name : ""));
  const char *code = is_code (text) ? text : "";
  const char *called = *name != '\0' || *code != '\0' ? name : text;
  WgGrid *present = find_code (import, text);
  gpointer known = NULL;

  if (present == NULL && *called != '\0' && *code == '\0')
    {
      if (!g_hash_table_lookup_extended (found_names, called, NULL, &known))
        {
          known = find_name (import, called);
          g_hash_table_insert (found_names, g_strdup (called), known);
        }
      present = known;
    }
  if (present != NULL)
    import->named[place] = present->id;
  else if ((*code != '\0' || *called != '\0')
           && (*code == '\0' || wg_plan_find_code (import->plan, code) == NULL))
    {
      Family *family = get_family (parents, code, called);

      parents->has_codes |= *code != '\0';
      if (*family->name == '\0' && *called != '\0')
        {
          g_free (family->name);
          family->name = g_strdup (called);
        }
      g_array_append_val (family->rows, place);
    }
}

/* No column names a parent and there is none: the codes may. */
static void
read_prefixes (Parents *parents)
{
  WgImport *import = parents->import;
  guint n_named = 0;

  for (guint i = 0; i < import->incoming->grids->len; i++)
    {
      const WgIncomingGrid *row = g_ptr_array_index (import->incoming->grids, i);
      g_autofree char *prefix = dup_prefix (row->code);

      if (*prefix == '\0' || wg_plan_find_code (import->plan, prefix) != NULL)
        continue;
      g_array_append_val (get_family (parents, prefix, "")->rows, i);
      n_named++;
    }
  if (n_named >= LEAST_CHILDREN * parents->families->len)
    return;
  g_hash_table_remove_all (parents->by_key);
  g_ptr_array_set_size (parents->families, 0);
}

/* A row of the file that has the code itself: a file of two levels makes no parents of its own. */
static void
drop_own_codes (Parents *parents)
{
  const GPtrArray *grids = parents->import->incoming->grids;

  for (guint i = 0; i < grids->len; i++)
    {
      const WgIncomingGrid *row = g_ptr_array_index (grids, i);
      Family *family = g_hash_table_lookup (parents->by_key, row->code);

      if (*row->code == '\0' || family == NULL || strcmp (family->code, row->code) != 0)
        continue;
      g_hash_table_remove (parents->by_key, row->code);
      g_ptr_array_remove (parents->families, family);
    }
}

static gboolean
is_code_taken (const char *code, Parents *parents)
{
  return g_hash_table_contains (parents->codes, code)
         || wg_plan_find_code (parents->import->plan, code) != NULL;
}

static gboolean
is_code_spent_cb (const char *code, gpointer user_data)
{
  Parents *parents = user_data;

  return g_hash_table_contains (parents->codes, code)
         || wg_plan_is_code_spent (parents->import->plan, code, 0);
}

/* What all codes of the children start with; else one by rule. */
static char *
make_code (Parents *parents, const Family *family, const GPtrArray *siblings)
{
  const WgImport *import = parents->import;
  g_autofree char *common = NULL;
  g_autofree char *zeros = g_strnfill (LEAST_CODE_WIDTH, '0');
  char *code = NULL;

  for (guint i = 0; i < family->rows->len; i++)
    {
      guint place = g_array_index (family->rows, guint, i);
      const WgIncomingGrid *row = g_ptr_array_index (import->incoming->grids, place);
      g_autofree char *prefix = dup_prefix (row->code);

      if (common != NULL && strcmp (common, prefix) != 0)
        *common = '\0';
      else if (common == NULL)
        common = g_steal_pointer (&prefix);
    }
  /* Where some parents have codes of the file's own these are no prefixes, or were cut already. */
  if (!parents->has_codes && common != NULL && *common != '\0'
      && !is_code_taken (common, parents))
    return g_steal_pointer (&common);
  code = wg_code_next ("", NULL, siblings, is_code_spent_cb, parents);
  if (*code != '\0')
    return code;
  g_free (code);
  return wg_code_next (zeros, NULL, siblings, is_code_spent_cb, parents);
}

static char *
make_name (Parents *parents, const char *level)
{
  for (guint n = 1;; n++)
    {
      g_autofree char *name = g_strdup_printf ("%s%u", level, n);

      if (!g_hash_table_contains (parents->names, name))
        return g_steal_pointer (&name);
    }
}

static void
add_grids (Parents *parents, guint depth)
{
  WgImport *import = parents->import;
  const char *level = wg_plan_get_level (import->plan, depth)->name;
  g_autoptr (GPtrArray) siblings = g_ptr_array_new_with_free_func (g_free);
  guint32 id = wg_plan_get_grid_limit (import->plan);

  for (guint32 other = 1; other < id; other++)
    {
      const WgGrid *grid = wg_plan_get_grid (import->plan, other);

      if (grid == NULL || grid->is_retired || grid->depth != depth)
        continue;
      g_ptr_array_add (siblings, g_strdup (grid->code));
      g_hash_table_add (parents->names, g_strdup (grid->name));
    }
  for (guint i = 0; i < parents->families->len; i++, id++)
    {
      Family *family = g_ptr_array_index (parents->families, i);
      g_autoptr (WgGrid) grid = NULL;

      if (*family->code == '\0')
        {
          g_free (family->code);
          family->code = make_code (parents, family, siblings);
        }
      if (*family->name == '\0')
        {
          g_free (family->name);
          family->name = make_name (parents, level);
        }
      g_hash_table_add (parents->codes, family->code);
      g_ptr_array_add (siblings, g_strdup (family->code));
      g_hash_table_add (parents->names, g_strdup (family->name));
      grid = wg_grid_new (id, 0, depth, WG_GRID_ORDINARY, FALSE, family->code, family->name);
      wg_plan_load_grid (import->plan, grid);
      for (guint j = 0; j < family->rows->len; j++)
        import->named[g_array_index (family->rows, guint, j)] = id;
    }
}

static gboolean
has_names (const WgIncoming *incoming)
{
  for (guint i = 0; i < incoming->grids->len; i++)
    {
      const WgIncomingGrid *row = g_ptr_array_index (incoming->grids, i);

      if ((row->parent_code != NULL && *row->parent_code != '\0')
          || (row->parent_name != NULL && *row->parent_name != '\0'))
        return TRUE;
    }
  return FALSE;
}

static void
read_families (Parents *parents)
{
  WgImport *import = parents->import;
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < import->incoming->grids->len; i++)
    read_row (parents, i, names);
  if (import->depth > 1 && !has_names (import->incoming)
      && wg_plan_count_grids (import->plan, import->depth - 1) == 0)
    read_prefixes (parents);
  drop_own_codes (parents);
}

static void
propose (const Parents *parents)
{
  const WgImport *import = parents->import;
  g_autofree char *count = g_strdup_printf ("%u", parents->families->len);
  const WgLevel *level = wg_plan_get_level (import->plan, import->depth - 1);

  g_ptr_array_add (import->report->problems,
                   wg_row_problem_new (WG_ROW_PARENTS_NAMED, 0, level->name, count));
}

void
wg_import_find_parents (WgImport *import)
{
  g_auto (Parents) parents = { .import = import };

  import->named = g_new0 (guint32, import->incoming->grids->len + 1);
  import->first_made = wg_plan_get_grid_limit (import->plan);
  if (import->depth < 2)
    return;
  parents.families = g_ptr_array_new_with_free_func (family_free);
  parents.by_key = g_hash_table_new (g_str_hash, g_str_equal);
  parents.codes = g_hash_table_new (g_str_hash, g_str_equal);
  parents.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  read_families (&parents);
  if (parents.families->len == 0)
    return;
  if (import->incoming->parent_rule != WG_PARENTS_MAKE || import->update != NULL)
    {
      propose (&parents);
      return;
    }
  import->own_plan = wg_plan_snapshot (import->plan);
  import->plan = import->own_plan;
  add_grids (&parents, import->depth - 1);
}

guint32
wg_import_find_parent_by_code (const WgImport *import, guint32 id)
{
  const WgGrid *grid = wg_plan_get_grid (import->plan, id);
  g_autofree char *prefix = dup_prefix (grid->code);
  const WgGrid *parent = find_code (import, prefix);

  return parent != NULL && parent->depth < grid->depth ? parent->id : 0;
}

void
wg_import_list_made (WgImport *import)
{
  for (guint32 id = import->first_made; id < import->first_id; id++)
    {
      const WgGrid *grid = wg_plan_get_grid (import->report->plan, id);

      if (grid != NULL)
        g_array_append_val (import->report->made, id);
    }
}
