/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-command-grids"

#include "wg-grid-commands.h"

#include "wg-code.h"
#include "wg-land-edit.h"

#include <string.h>

static int
compare_codes (gconstpointer a, gconstpointer b, gpointer plan)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;
  int order = strcmp (wg_plan_get_grid (plan, first)->code, wg_plan_get_grid (plan, second)->code);

  return order != 0 ? order : (first > second) - (first < second);
}

/* The grids by code, each once. */
static GArray *
sort_grids (WgLandEdit *edit, const GArray *grids, GError **error)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < grids->len; i++)
    {
      guint32 id = g_array_index (grids, guint32, i);

      if (wg_land_edit_find (edit, id, error) == NULL)
        return NULL;
      if (g_hash_table_add (seen, GUINT_TO_POINTER (id)))
        g_array_append_val (sorted, id);
    }
  g_array_sort_with_data (sorted, compare_codes, edit->plan);
  return g_steal_pointer (&sorted);
}

static gboolean
check_parent (WgLandEdit *edit, const GArray *grids, guint32 parent, GError **error)
{
  const WgGrid *above = parent != 0 ? wg_land_edit_find (edit, parent, error) : NULL;

  if (parent == 0)
    return TRUE;
  if (above == NULL)
    return FALSE;
  for (guint i = 0; i < grids->len; i++)
    {
      const WgGrid *grid = wg_plan_get_grid (edit->plan, g_array_index (grids, guint32, i));

      if (grid->depth > above->depth)
        continue;
      g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_LEVEL, "%s is not above %s", above->code,
                   grid->code);
      return FALSE;
    }
  return TRUE;
}

/* Parents lose the land of a grid that moves: the old one to the new one, and so on upwards. */
static void
note_move (WgLandEdit *edit, const WgGrid *grid, guint32 parent)
{
  g_autoptr (WgShape) shape = wg_shape_new ();
  double area = 0;

  wg_plan_get_shape (edit->plan, grid->id, shape);
  area = wg_plan_measure_area (edit->plan, shape);
  if (grid->parent != 0 && parent != 0)
    wg_land_edit_note (edit, grid->parent, parent, area);
  if (grid->parent != 0)
    g_hash_table_insert (edit->heirs, GUINT_TO_POINTER (grid->parent), GUINT_TO_POINTER (parent));
}

static void
edit_one (WgLandEdit *edit, const WgGrid *grid, const WgGridEdit *wish, guint number)
{
  g_autofree char *name = g_strdup (grid->name);
  g_autofree char *note = NULL;
  guint32 parent = wish->has_parent ? wish->parent : grid->parent;
  WgGridRecord record = wg_grid_get_record (grid);
  g_autoptr (WgGrid) after = NULL;

  if (wish->name_pattern != NULL)
    {
      g_free (name);
      name = wg_name_from_pattern (wish->name_pattern, grid, number);
    }
  record.parent = parent;
  record.kind = wish->has_kind ? wish->kind : grid->kind;
  record.name = name;
  if (wish->has_property_type)
    record.property_type = wish->property_type;
  if (wish->has_mgmt_class)
    record.mgmt_class = MIN (wish->mgmt_class, WG_MGMT_CLASS_MAX);
  if (wish->note != NULL)
    {
      note = g_utf8_substring (wish->note, 0, MIN (g_utf8_strlen (wish->note, -1), WG_NOTE_MAX_CHARS));
      record.note = g_strstrip (note);
    }
  after = wg_grid_new_record (&record);
  if (wg_grid_equal (grid, after))
    return;
  if (parent != grid->parent)
    note_move (edit, grid, parent);
  wg_land_edit_put (edit, after);
}

/* Of siblings of one level no two have the same name. */
static gboolean
check_names (WgLandEdit *edit, GError **error)
{
  for (guint i = 0; i < edit->grids->len; i++)
    {
      const WgGrid *grid = g_ptr_array_index (edit->grids, i);
      const WgGrid *before = wg_plan_get_grid (edit->plan, grid->id);
      g_autoptr (GArray) siblings = g_array_new (FALSE, FALSE, sizeof (guint32));
      const GArray *children = wg_plan_get_children (edit->plan, grid->parent);

      if (strcmp (grid->name, before->name) != 0 && !wg_name_is_well_formed (grid->name))
        {
          g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_BAD_NAME, "'%s' is no name", grid->name);
          return FALSE;
        }
      if (grid->name[0] == '\0'
          || (grid->parent == before->parent && strcmp (grid->name, before->name) == 0))
        continue;
      g_array_append_vals (siblings, children->data, children->len);
      for (guint j = 0; j < edit->grids->len; j++)
        g_array_append_val (siblings, ((WgGrid *) g_ptr_array_index (edit->grids, j))->id);
      for (guint j = 0; j < siblings->len; j++)
        {
          guint32 id = g_array_index (siblings, guint32, j);
          const WgGrid *other = g_hash_table_lookup (edit->grid_by_id, GUINT_TO_POINTER (id));

          if (other == NULL)
            other = wg_plan_get_grid (edit->plan, id);
          if (id == grid->id || other->parent != grid->parent || other->depth != grid->depth
              || strcmp (other->name, grid->name) != 0)
            continue;
          g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NAME_TAKEN, "grid %u has the name '%s'",
                       id, grid->name);
          return FALSE;
        }
    }
  return TRUE;
}

static void
append_numeral (GString *text, guint number)
{
  g_autofree char *numeral = number < 10000 ? wg_numeral_format (number)
                                            : g_strdup_printf ("%u", number);

  g_string_append (text, numeral);
}

char *
wg_name_from_pattern (const char *pattern, const WgGrid *grid, guint number)
{
  GString *name = g_string_new (NULL);

  for (const char *at = pattern; *at != '\0';)
    {
      if (g_str_has_prefix (at, "{n}"))
        g_string_append_printf (name, "%u", number);
      else if (g_str_has_prefix (at, "{nn}"))
        g_string_append_printf (name, "%02u", number);
      else if (g_str_has_prefix (at, "{zh}"))
        append_numeral (name, number);
      else if (g_str_has_prefix (at, "{name}"))
        g_string_append (name, grid->name);
      else if (g_str_has_prefix (at, "{code}"))
        g_string_append (name, grid->code);
      else
        {
          g_string_append_c (name, *at++);
          continue;
        }
      at = strchr (at, '}') + 1;
    }
  return g_strstrip (g_string_free (name, FALSE));
}

gboolean
wg_name_pattern_check (const char *pattern, GError **error)
{
  static const char *const known[] = { "{n}", "{nn}", "{zh}", "{name}", "{code}" };

  for (const char *at = strchr (pattern, '{'); at != NULL; at = strchr (at + 1, '{'))
    {
      gboolean is_known = strchr (at, '}') == NULL;

      for (guint i = 0; !is_known && i < G_N_ELEMENTS (known); i++)
        is_known = g_str_has_prefix (at, known[i]);
      if (is_known)
        continue;
      g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_BAD_NAME_PATTERN, "nothing is known as in '%s'", at);
      return FALSE;
    }
  return TRUE;
}

guint
wg_command_edit_grids (WgHistory *history, const GArray *grids, const WgGridEdit *wish,
                       WgLandFlags flags, GError **error)
{
  g_auto (WgLandEdit) edit = { 0 };
  g_autoptr (GArray) sorted = NULL;
  g_autoptr (WgLandResult) result = NULL;
  g_autoptr (GString) detail = g_string_new (NULL);
  guint n_changed = 0;

  if ((wish->name_pattern != NULL && !wg_name_pattern_check (wish->name_pattern, error))
      || !wg_land_edit_init (&edit, history, flags, error))
    return 0;
  sorted = sort_grids (&edit, grids, error);
  if (sorted == NULL || (wish->has_parent && !check_parent (&edit, sorted, wish->parent, error)))
    return 0;
  for (guint i = 0; i < sorted->len; i++)
    edit_one (&edit, wg_plan_get_grid (edit.plan, g_array_index (sorted, guint32, i)), wish, i + 1);
  n_changed = edit.grids->len;
  if (n_changed == 0)
    {
      g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING, "nothing would change");
      return 0;
    }
  if (!check_names (&edit, error))
    return 0;
  for (guint i = 0; i < n_changed; i++)
    wg_grid_append_name (detail, g_ptr_array_index (edit.grids, i), i);
  result = wg_land_edit_commit (&edit, wish->has_parent ? "reparent" : "grid-attributes", detail->str,
                                error);
  return result != NULL ? n_changed : 0;
}

gboolean
wg_plan_check_new_parent (WgPlan *plan, guint32 id, const char *code, const char *name,
                          GError **error)
{
  const WgGrid *grid = wg_plan_get_grid (plan, id);
  const GArray *tops = wg_plan_get_children (plan, 0);
  int problem = -1;

  if (grid == NULL || grid->is_retired)
    problem = WG_PLAN_ERROR_NO_GRID;
  else if (grid->depth < 2)
    problem = WG_PLAN_ERROR_LEVEL;
  else if (!wg_name_is_well_formed (name))
    problem = WG_PLAN_ERROR_BAD_NAME;
  else if (code[0] != '\0' && !wg_code_is_well_formed (code))
    problem = WG_PLAN_ERROR_BAD_CODE;
  else if (code[0] != '\0' && wg_plan_find_code (plan, code) != NULL)
    problem = WG_PLAN_ERROR_CODE_TAKEN;
  for (guint i = 0; problem < 0 && i < tops->len; i++)
    {
      const WgGrid *other = wg_plan_get_grid (plan, g_array_index (tops, guint32, i));

      if (other->depth == grid->depth - 1 && g_str_equal (other->name, name))
        problem = WG_PLAN_ERROR_NAME_TAKEN;
    }
  if (problem >= 0)
    g_set_error (error, WG_PLAN_ERROR, problem, "no parent '%s' '%s' for grid %u", code, name, id);
  return problem < 0;
}

guint32
wg_command_add_parent (WgHistory *history, guint32 id, const char *code, const char *name,
                       GError **error)
{
  g_auto (WgLandEdit) edit = { 0 };
  g_autoptr (WgLandResult) result = NULL;
  WgGridEdit wish = { .has_parent = TRUE };
  g_autoptr (WgGrid) above = NULL;
  const WgGrid *grid = NULL;

  if (!wg_land_edit_init (&edit, history, WG_LAND_NONE, error)
      || !wg_plan_check_new_parent (edit.plan, id, code, name, error))
    return 0;
  grid = wg_plan_get_grid (edit.plan, id);
  wish.parent = MAX (wg_plan_get_grid_limit (edit.plan), 1);
  above = wg_grid_new (wish.parent, 0, grid->depth - 1, WG_GRID_ORDINARY, FALSE, code, name);
  wg_land_edit_put (&edit, above);
  edit_one (&edit, grid, &wish, 1);
  result = wg_land_edit_commit (&edit, "reparent", name, error);
  return result != NULL ? wish.parent : 0;
}
