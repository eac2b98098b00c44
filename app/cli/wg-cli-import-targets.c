/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-import-targets.h"

#include "wg-cli-private.h"

#include <glib/gi18n.h>
#include <string.h>

static void
target_free (WgImportTarget *target)
{
  g_ptr_array_unref (target->layers);
  g_free (target->path);
  g_free (target);
}

static WgImportTarget *
add_target (GPtrArray *targets, const char *path, guint depth)
{
  WgImportTarget *target = g_new0 (WgImportTarget, 1);

  target->path = g_strdup (path);
  target->depth = depth;
  target->order = targets->len;
  target->layers = g_ptr_array_new_null_terminated (1, g_free, TRUE);
  g_ptr_array_add (targets, target);
  return target;
}

/* What stands after the last @mark; NULL: nothing does. */
static const char *
find_tail (const char *word, char mark)
{
  const char *at = strrchr (word, mark);

  return at != NULL && at > word && at[1] != '\0' ? at + 1 : NULL;
}

static const char *
find_level_of_file (const char *word)
{
  const char *tail = find_tail (word, ':');

  /* A file of that name is one, and a path goes on after a disk's letter. */
  return tail != NULL && strpbrk (tail, "/\\") == NULL && !g_file_test (word, G_FILE_TEST_EXISTS)
           ? tail
           : NULL;
}

/* The layers that go to one level are read together. */
static gboolean
add_layer (GPtrArray *targets, WgPlan *plan, const char *path, const char *word)
{
  const char *tail = find_tail (word, '=');
  WgImportTarget *target = NULL;
  guint depth = 0;

  if (!wg_cli_find_depth (plan, tail, &depth))
    return FALSE;
  for (guint i = 0; i < targets->len && target == NULL; i++)
    if (((WgImportTarget *) g_ptr_array_index (targets, i))->depth == depth)
      target = g_ptr_array_index (targets, i);
  if (target == NULL)
    target = add_target (targets, path, depth);
  g_ptr_array_add (target->layers, g_strndup (word, (gsize) (tail - 1 - word)));
  return TRUE;
}

static gboolean
add_layers (GPtrArray *targets, WgPlan *plan, const char *path, char *const *layers)
{
  for (guint i = 0; layers[i] != NULL; i++)
    {
      if (find_tail (layers[i], '=') == NULL)
        {
          wg_cli_wrong_usage (_ ("--layer takes NAME=LEVEL for all layers, or for none"));
          return FALSE;
        }
      if (!add_layer (targets, plan, path, layers[i]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_file (GPtrArray *targets, WgPlan *plan, const char *word, const char *level,
          char *const *layers)
{
  const char *own = find_level_of_file (word);
  g_autofree char *path = own != NULL ? g_strndup (word, (gsize) (own - 1 - word)) : g_strdup (word);
  WgImportTarget *target = NULL;
  guint depth = 0;

  if (own == NULL && level == NULL)
    {
      wg_cli_wrong_usage (_ ("--level is needed"));
      return FALSE;
    }
  if (!wg_cli_find_depth (plan, own != NULL ? own : level, &depth))
    return FALSE;
  target = add_target (targets, path, depth);
  for (guint i = 0; layers != NULL && layers[i] != NULL; i++)
    g_ptr_array_add (target->layers, g_strdup (layers[i]));
  return TRUE;
}

static gboolean
add_files (GPtrArray *targets, WgPlan *plan, char *const *files, const char *level,
           char *const *layers)
{
  for (guint i = 0; files[i] != NULL; i++)
    if (!add_file (targets, plan, files[i], level, layers))
      return FALSE;
  return TRUE;
}

/* As in the window: what lies higher comes first; files of one level in the order given. */
static int
compare_targets (gconstpointer a, gconstpointer b)
{
  const WgImportTarget *first = *(const WgImportTarget *const *) a;
  const WgImportTarget *second = *(const WgImportTarget *const *) b;

  if (first->depth != second->depth)
    return first->depth < second->depth ? -1 : 1;
  return (first->order > second->order) - (first->order < second->order);
}

GPtrArray *
wg_cli_import_targets (WgPlan *plan, char *const *files, const char *level, char *const *layers)
{
  g_autoptr (GPtrArray) targets
    = g_ptr_array_new_with_free_func ((GDestroyNotify) target_free);
  const char *tail = layers != NULL ? find_tail (layers[0], '=') : NULL;
  gboolean is_ok = FALSE;

  /* With --level, a sign in the name of a layer is no more than that. */
  if (level == NULL && tail != NULL && files[1] == NULL && find_level_of_file (files[0]) == NULL)
    is_ok = add_layers (targets, plan, files[0], layers);
  else
    is_ok = add_files (targets, plan, files, level, layers);
  if (!is_ok)
    return NULL;
  g_ptr_array_sort (targets, compare_targets);
  return g_steal_pointer (&targets);
}

gboolean
wg_cli_import_names_levels (char *const *files, char *const *layers)
{
  gboolean does = layers != NULL && files[1] == NULL && find_tail (layers[0], '=') != NULL;

  if (does)
    return TRUE;
  for (guint i = 0; files[i] != NULL; i++)
    if (find_level_of_file (files[i]) == NULL)
      return FALSE;
  return TRUE;
}
