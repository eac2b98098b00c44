/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check-names"

#include "wg-check-names.h"

#include <string.h>

#define LEAST_CODES 10

/** Grids of the same key as chains: the first of each by key, the next by id. */
typedef struct
{
  GHashTable *first; /* char * -> id */
  GArray *next;      /* of guint32, by id; 0 ends */
} Chains;

struct _WgCheckNames
{
  Chains codes;
  Chains names;
  GHashTable *forms[WG_MAX_DEPTH + 1]; /* form -> count */
  guint n_codes[WG_MAX_DEPTH + 1];
  const char *usual[WG_MAX_DEPTH + 1]; /* borrowed from forms, or NULL */
  gboolean knows_usual[WG_MAX_DEPTH + 1];
  gboolean has_prefixes_of[WG_MAX_DEPTH + 1];
  gboolean knows_prefixes;
};

static void
chains_init (Chains *chains)
{
  chains->first = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  chains->next = g_array_new (FALSE, TRUE, sizeof (guint32));
}

static void
chains_clear (Chains *chains)
{
  g_hash_table_unref (chains->first);
  g_array_unref (chains->next);
}

static guint32 *
chains_next (Chains *chains, guint32 id)
{
  if (id >= chains->next->len)
    g_array_set_size (chains->next, id + 1);
  return &g_array_index (chains->next, guint32, id);
}

static void
chains_add (Chains *chains, const char *key, guint32 id)
{
  *chains_next (chains, id) = GPOINTER_TO_UINT (g_hash_table_lookup (chains->first, key));
  g_hash_table_insert (chains->first, g_strdup (key), GUINT_TO_POINTER (id));
}

static void
chains_remove (Chains *chains, const char *key, guint32 id)
{
  guint32 first = GPOINTER_TO_UINT (g_hash_table_lookup (chains->first, key));
  guint32 after = *chains_next (chains, id);

  if (first == id && after == 0)
    g_hash_table_remove (chains->first, key);
  else if (first == id)
    g_hash_table_insert (chains->first, g_strdup (key), GUINT_TO_POINTER (after));
  else
    {
      while (first != 0 && *chains_next (chains, first) != id)
        first = *chains_next (chains, first);
      if (first != 0)
        *chains_next (chains, first) = after;
    }
  *chains_next (chains, id) = 0;
}

static void
chains_collect (Chains *chains, const char *key, GArray *ids)
{
  guint32 id = GPOINTER_TO_UINT (g_hash_table_lookup (chains->first, key));

  for (; id != 0; id = *chains_next (chains, id))
    g_array_append_val (ids, id);
}

static char *
name_key (const WgGrid *grid)
{
  return g_strdup_printf ("%u\x1f%u\x1f%s", grid->parent, grid->depth, grid->name);
}

static void
count_form (WgCheckNames *self, const WgGrid *grid, int step)
{
  char *form = wg_check_names_form (grid->code);
  GHashTable *forms = self->forms[grid->depth];
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (forms, form)) + (guint) step;

  g_hash_table_insert (forms, form, GUINT_TO_POINTER (count));
  self->n_codes[grid->depth] += (guint) step;
  self->knows_usual[grid->depth] = FALSE;
}

WgCheckNames *
wg_check_names_new (WgPlan *plan)
{
  WgCheckNames *self = g_new0 (WgCheckNames, 1);

  chains_init (&self->codes);
  chains_init (&self->names);
  for (guint depth = 0; depth <= WG_MAX_DEPTH; depth++)
    self->forms[depth] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint32 id = wg_plan_get_grid_limit (plan); id > 1; id--)
    {
      WgGrid *grid = wg_plan_get_grid (plan, id - 1);

      if (grid != NULL)
        wg_check_names_add (self, grid);
    }
  return self;
}

void
wg_check_names_free (WgCheckNames *self)
{
  chains_clear (&self->codes);
  chains_clear (&self->names);
  for (guint depth = 0; depth <= WG_MAX_DEPTH; depth++)
    g_hash_table_unref (self->forms[depth]);
  g_free (self);
}

void
wg_check_names_add (WgCheckNames *self, WgGrid *grid)
{
  g_autofree char *key = NULL;

  if (grid->code[0] != '\0')
    {
      chains_add (&self->codes, grid->code, grid->id);
      if (!grid->is_retired)
        count_form (self, grid, 1);
    }
  if (grid->name[0] == '\0' || grid->is_retired)
    return;
  key = name_key (grid);
  chains_add (&self->names, key, grid->id);
}

void
wg_check_names_remove (WgCheckNames *self, const WgGrid *grid)
{
  g_autofree char *key = NULL;

  if (grid->code[0] != '\0')
    {
      chains_remove (&self->codes, grid->code, grid->id);
      if (!grid->is_retired)
        count_form (self, grid, -1);
    }
  if (grid->name[0] == '\0' || grid->is_retired)
    return;
  key = name_key (grid);
  chains_remove (&self->names, key, grid->id);
}

void
wg_check_names_same_code (WgCheckNames *self, const WgGrid *grid, GArray *ids_out)
{
  if (grid->code[0] != '\0')
    chains_collect (&self->codes, grid->code, ids_out);
}

void
wg_check_names_same_name (WgCheckNames *self, const WgGrid *grid, GArray *ids_out)
{
  g_autofree char *key = NULL;

  if (grid->name[0] == '\0')
    return;
  key = name_key (grid);
  chains_collect (&self->names, key, ids_out);
}

char *
wg_check_names_form (const char *code)
{
  char *form = g_strdup (code);

  for (char *p = form; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        *p = '9';
      else if (g_ascii_isalpha (*p))
        *p = 'A';
    }
  return form;
}

const char *
wg_check_names_usual_form (WgCheckNames *self, guint depth)
{
  GHashTableIter iter;
  gpointer form = NULL, count = NULL;

  if (self->knows_usual[depth])
    return self->usual[depth];
  self->usual[depth] = NULL;
  self->knows_usual[depth] = TRUE;
  g_hash_table_iter_init (&iter, self->forms[depth]);
  while (self->n_codes[depth] >= LEAST_CODES && g_hash_table_iter_next (&iter, &form, &count))
    if (GPOINTER_TO_UINT (count) * 5 >= self->n_codes[depth] * 4)
      self->usual[depth] = form;
  return self->usual[depth];
}

char *
wg_check_names_list_forms (WgCheckNames *self)
{
  GString *forms = g_string_new (NULL);

  for (guint depth = 1; depth <= WG_MAX_DEPTH; depth++)
    {
      const char *form = wg_check_names_usual_form (self, depth);

      g_string_append_printf (forms, "%s\n", form != NULL ? form : "");
    }
  return g_string_free (forms, FALSE);
}

gboolean
wg_check_code_follows (WgPlan *plan, const WgGrid *grid)
{
  const WgGrid *parent = wg_plan_get_grid (plan, grid->parent);

  return parent == NULL || parent->code[0] == '\0' || grid->code[0] == '\0'
         || g_str_has_prefix (grid->code, parent->code);
}

gboolean
wg_check_names_has_prefixes (WgCheckNames *self, WgPlan *plan, guint depth)
{
  guint n_judged[WG_MAX_DEPTH + 1] = { 0 }, n_follow[WG_MAX_DEPTH + 1] = { 0 };

  if (self->knows_prefixes)
    return self->has_prefixes_of[depth];
  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);
      const WgGrid *parent = grid != NULL ? wg_plan_get_grid (plan, grid->parent) : NULL;

      if (grid == NULL || grid->is_retired || grid->code[0] == '\0' || parent == NULL
          || parent->code[0] == '\0')
        continue;
      n_judged[grid->depth]++;
      n_follow[grid->depth] += g_str_has_prefix (grid->code, parent->code);
    }
  for (guint d = 0; d <= WG_MAX_DEPTH; d++)
    self->has_prefixes_of[d] = n_judged[d] > 0 && n_follow[d] * 2 >= n_judged[d];
  self->knows_prefixes = TRUE;
  return self->has_prefixes_of[depth];
}
