/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import"

#include "wg-import-private.h"

#include "wg-code-book.h"
#include "wg-code.h"

#include <string.h>

#define LEAST_CODE_WIDTH 3

typedef struct
{
  WgImport *import;
  GHashTable *problems; /* guint64 of kind and row -> WgRowProblem, borrowed */
  GHashTable *codes;    /* all codes of the file, given by rule or not */
  GHashTable *siblings; /* parent -> GPtrArray of codes of the level */
  GHashTable *names;    /* "parent name" of the level */
  GHashTable *counters; /* parent -> how many names were tried */
  GPtrArray *texts;     /* owns codes and names that rules made */
  char **row_codes;     /* by place in the file, borrowed */
  char **row_names;
} Rows;

static void
rows_clear (Rows *rows)
{
  g_clear_pointer (&rows->problems, g_hash_table_unref);
  g_clear_pointer (&rows->codes, g_hash_table_unref);
  g_clear_pointer (&rows->siblings, g_hash_table_unref);
  g_clear_pointer (&rows->names, g_hash_table_unref);
  g_clear_pointer (&rows->counters, g_hash_table_unref);
  g_clear_pointer (&rows->texts, g_ptr_array_unref);
  g_clear_pointer (&rows->row_codes, g_free);
  g_clear_pointer (&rows->row_names, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rows, rows_clear)

static guint64 *
problem_key (WgRowProblemKind kind, guint row)
{
  guint64 *key = g_new (guint64, 1);

  *key = (guint64) kind << 32 | row;
  return key;
}

static gboolean
has_problem (Rows *rows, WgRowProblemKind kind, guint row)
{
  guint64 key = (guint64) kind << 32 | row;

  return g_hash_table_contains (rows->problems, &key);
}

/* The reader may have told of it already, without what became of it, or for the file as a whole. */
static void
add_problem (Rows *rows, WgRowProblemKind kind, guint row, const char *detail)
{
  g_autofree guint64 *key = problem_key (kind, row);
  WgRowProblem *problem = g_hash_table_lookup (rows->problems, key);

  if (problem != NULL)
    {
      if (problem->detail == NULL)
        problem->detail = g_strdup (detail);
      return;
    }
  if (has_problem (rows, kind, 0))
    return;
  problem = wg_row_problem_new (kind, row, NULL, detail);
  g_ptr_array_add (rows->import->report->problems, problem);
  g_hash_table_insert (rows->problems, g_steal_pointer (&key), problem);
}

static char *
keep_text (Rows *rows, char *text)
{
  g_ptr_array_add (rows->texts, text);
  return text;
}

static char *
join_name (guint32 parent, const char *name)
{
  return g_strdup_printf ("%u %s", parent, name);
}

static gboolean
is_code_taken (const char *code, Rows *rows)
{
  return g_hash_table_contains (rows->codes, code)
         || wg_plan_find_code (rows->import->plan, code) != NULL;
}

static gboolean
is_code_spent_cb (const char *code, gpointer user_data)
{
  Rows *rows = user_data;

  return g_hash_table_contains (rows->codes, code) || wg_plan_is_code_spent (rows->import->plan, code, 0);
}

static GPtrArray *
siblings_of (Rows *rows, guint32 parent)
{
  GPtrArray *codes = g_hash_table_lookup (rows->siblings, GUINT_TO_POINTER (parent));

  if (codes == NULL)
    {
      codes = g_ptr_array_new ();
      g_hash_table_insert (rows->siblings, GUINT_TO_POINTER (parent), codes);
    }
  return codes;
}

static const char *
parent_code_of (Rows *rows, guint32 parent)
{
  const WgImport *import = rows->import;

  if (parent == 0)
    return NULL;
  if (wg_import_is_new (import, parent))
    return rows->row_codes[parent - import->first_id];
  return wg_plan_get_grid (import->plan, parent)->code;
}

static guint
count_digits (guint number)
{
  guint n = 1;

  while (number >= 10)
    {
      number /= 10;
      n++;
    }
  return n;
}

/* After the first, each code follows from the last one given below the same parent. */
static char *
make_code (Rows *rows, guint32 parent)
{
  GPtrArray *siblings = siblings_of (rows, parent);
  const char *parent_code = parent_code_of (rows, parent);
  char *code = wg_code_next ("", parent_code, siblings, is_code_spent_cb, rows);

  if (code[0] == '\0')
    {
      guint width = MAX (count_digits (rows->import->incoming->grids->len), LEAST_CODE_WIDTH);
      g_autofree char *zeros = g_strnfill (width, '0');

      g_free (code);
      code = wg_code_next (zeros, NULL, siblings, is_code_spent_cb, rows);
    }
  g_ptr_array_set_size (siblings, 0);
  g_ptr_array_add (siblings, keep_text (rows, code));
  g_hash_table_add (rows->codes, code);
  return code;
}

static char *
make_name (Rows *rows, guint32 parent)
{
  const char *level = wg_plan_get_level (rows->import->plan, rows->import->depth)->name;
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (rows->counters, GUINT_TO_POINTER (parent)));

  for (;;)
    {
      g_autofree char *name = NULL;
      g_autofree char *key = NULL;

      n++;
      if (g_str_has_suffix (level, "网格") && n < 10000)
        {
          g_autofree char *numeral = wg_numeral_format (n);

          name = g_strdup_printf ("第%s%s", numeral, level);
        }
      else
        name = g_strdup_printf ("%s%u", level, n);
      key = join_name (parent, name);
      if (g_hash_table_contains (rows->names, key))
        continue;
      g_hash_table_add (rows->names, g_steal_pointer (&key));
      g_hash_table_insert (rows->counters, GUINT_TO_POINTER (parent), GUINT_TO_POINTER (n));
      return keep_text (rows, g_steal_pointer (&name));
    }
}

static void
read_problems (Rows *rows)
{
  GPtrArray *problems = rows->import->report->problems;

  for (guint i = 0; i < problems->len; i++)
    {
      WgRowProblem *problem = g_ptr_array_index (problems, i);

      g_hash_table_insert (rows->problems, problem_key (problem->kind, problem->row), problem);
    }
}

static void
read_present_grids (Rows *rows)
{
  WgPlan *plan = rows->import->plan;

  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);

      if (grid == NULL || grid->is_retired || grid->depth != rows->import->depth)
        continue;
      g_ptr_array_add (siblings_of (rows, grid->parent), grid->code);
      g_hash_table_add (rows->names, join_name (grid->parent, grid->name));
    }
}

/* Texts as they came; what is double is kept and told. */
static void
read_texts (Rows *rows)
{
  const WgImport *import = rows->import;

  for (guint i = 0; i < import->incoming->grids->len; i++)
    {
      const WgIncomingGrid *row = g_ptr_array_index (import->incoming->grids, i);
      guint32 parent = import->parents[import->first_id + i];
      char *code = keep_text (rows, g_strstrip (g_strdup (row->code)));
      char *name = keep_text (rows, g_strstrip (g_strdup (row->name)));

      rows->row_codes[i] = code;
      rows->row_names[i] = name;
      if (code[0] != '\0')
        {
          if (is_code_taken (code, rows))
            add_problem (rows, WG_ROW_DUPLICATE_CODE, row->row, code);
          g_hash_table_add (rows->codes, code);
          g_ptr_array_add (siblings_of (rows, parent), code);
        }
      if (name[0] != '\0')
        g_hash_table_add (rows->names, join_name (parent, name));
    }
}

static void
complete_row (Rows *rows, guint i)
{
  const WgImport *import = rows->import;
  const WgIncomingGrid *row = g_ptr_array_index (import->incoming->grids, i);
  guint32 parent = import->parents[import->first_id + i];

  if (rows->row_codes[i][0] == '\0')
    {
      rows->row_codes[i] = make_code (rows, parent);
      add_problem (rows, WG_ROW_MISSING_CODE, row->row, rows->row_codes[i]);
    }
  if (rows->row_names[i][0] == '\0')
    {
      rows->row_names[i] = make_name (rows, parent);
      add_problem (rows, WG_ROW_MISSING_NAME, row->row, rows->row_names[i]);
    }
}

static gboolean
has_higher_grids (const WgImport *import)
{
  for (guint depth = 1; depth < import->depth; depth++)
    if (wg_plan_count_grids (import->plan, depth) > 0)
      return TRUE;
  return FALSE;
}

static void
rows_init (Rows *rows, WgImport *import)
{
  rows->import = import;
  rows->problems = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  rows->codes = g_hash_table_new (g_str_hash, g_str_equal);
  rows->siblings
    = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  rows->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  rows->counters = g_hash_table_new (NULL, NULL);
  rows->texts = g_ptr_array_new_with_free_func (g_free);
  rows->row_codes = g_new0 (char *, import->incoming->grids->len);
  rows->row_names = g_new0 (char *, import->incoming->grids->len);
}

GPtrArray *
wg_import_make_grids (WgImport *import)
{
  GPtrArray *grids = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_grid_unref);
  gboolean wants_parent = has_higher_grids (import);
  g_auto (Rows) rows = { 0 };

  rows_init (&rows, import);
  read_problems (&rows);
  read_present_grids (&rows);
  read_texts (&rows);
  for (guint i = 0; i < import->incoming->grids->len; i++)
    {
      const WgIncomingGrid *row = g_ptr_array_index (import->incoming->grids, i);
      guint32 id = import->first_id + i;
      WgGrid *grid = NULL;

      if (import->has_land[id])
        complete_row (&rows, i);
      grid = wg_grid_new_record (&(WgGridRecord){
        .id = id,
        .parent = import->parents[id],
        .depth = import->depth,
        .kind = row->is_special ? WG_GRID_SPECIAL : WG_GRID_ORDINARY,
        .code = rows.row_codes[i],
        .name = rows.row_names[i],
        .told = wg_incoming_grid_get_told (row),
      });
      if (!import->has_land[id])
        {
          add_problem (&rows, WG_ROW_NO_LAND, row->row,
                       grid->name[0] != '\0' ? grid->name : grid->code);
          g_ptr_array_add (import->report->lost, grid);
          continue;
        }
      if (wants_parent && grid->parent == 0)
        add_problem (&rows, WG_ROW_NO_PARENT, row->row,
                     grid->name[0] != '\0' ? grid->name : grid->code);
      g_ptr_array_add (grids, grid);
    }
  return grids;
}
