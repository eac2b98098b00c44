/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-grid"

#include "wg-grid.h"

#include <string.h>

#define MAX_NAMES_IN_DETAIL 3

G_DEFINE_BOXED_TYPE (WgGrid, wg_grid, wg_grid_ref, wg_grid_unref)

static const char *const property_codes[] = {
  [WG_PROPERTY_UNKNOWN] = "unknown",
  [WG_PROPERTY_RESIDENTIAL] = "residential",
  [WG_PROPERTY_COMMERCIAL] = "commercial",
  [WG_PROPERTY_URBAN_VILLAGE] = "urban-village",
  [WG_PROPERTY_MIXED] = "mixed",
  [WG_PROPERTY_VILLAGE] = "village",
  [WG_PROPERTY_INSTITUTION] = "institution",
  [WG_PROPERTY_OTHER] = "other",
};

/* Puts @text at @at, and says where the next one goes. */
static char *
put_text (char **field, char *at, const char *text)
{
  gsize size = strlen (text != NULL ? text : "") + 1;

  *field = memcpy (at, text != NULL ? text : "", size);
  return at + size;
}

const char *
wg_property_type_to_code (WgPropertyType type)
{
  gboolean is_known = (guint) type < G_N_ELEMENTS (property_codes) && property_codes[type] != NULL;

  return property_codes[is_known ? type : WG_PROPERTY_UNKNOWN];
}

gboolean
wg_property_type_from_code (const char *code, WgPropertyType *type_out)
{
  for (guint i = 0; code != NULL && i < G_N_ELEMENTS (property_codes); i++)
    if (property_codes[i] != NULL && strcmp (property_codes[i], code) == 0)
      {
        *type_out = (WgPropertyType) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * wg_grid_new:
 * @id: greater than 0
 * @parent: a grid of a higher level, or 0
 * @depth: of its level, 1 is the top
 * @code: (nullable): UTF-8; %NULL is ""
 * @name: (nullable): UTF-8; %NULL is ""
 *
 * A grid with the least that one has; wg_grid_new_record() takes everything.
 *
 * Returns: (transfer full): the record
 */
WgGrid *
wg_grid_new (guint32 id, guint32 parent, guint depth, WgGridKind kind, gboolean is_retired,
             const char *code, const char *name)
{
  WgGridRecord record = {
    .id = id,
    .parent = parent,
    .depth = depth,
    .kind = kind,
    .is_retired = is_retired,
    .code = code,
    .name = name,
  };

  return wg_grid_new_record (&record);
}

/* The texts lie in the same block as the record: a county of 100,000 grids is 100,000 blocks. */
WgGrid *
wg_grid_new_record (const WgGridRecord *record)
{
  const char *const texts[] = { record->code, record->name, record->note };
  gsize size = sizeof (WgGrid);
  WgGrid *grid = NULL;
  char *at = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    size += strlen (texts[i] != NULL ? texts[i] : "") + 1;
  grid = g_malloc (size);
  grid->ref_count = 1;
  grid->id = record->id;
  grid->parent = record->parent;
  grid->depth = (guint8) record->depth;
  grid->kind = (guint8) record->kind;
  grid->property_type = (guint8) record->property_type;
  grid->mgmt_class = (guint8) record->mgmt_class;
  grid->is_retired = record->is_retired ? 1 : 0;
  grid->is_locked = record->is_locked ? 1 : 0;
  grid->told = record->told.area_m2 > 0 ? record->told : (WgGridTold){ 0, -1, -1 };
  at = put_text (&grid->code, (char *) (grid + 1), record->code);
  at = put_text (&grid->name, at, record->name);
  put_text (&grid->note, at, record->note);
  return grid;
}

WgGridRecord
wg_grid_get_record (const WgGrid *grid)
{
  return (WgGridRecord){
    .id = grid->id,
    .parent = grid->parent,
    .depth = grid->depth,
    .kind = (WgGridKind) grid->kind,
    .property_type = (WgPropertyType) grid->property_type,
    .mgmt_class = grid->mgmt_class,
    .is_retired = grid->is_retired,
    .is_locked = grid->is_locked,
    .code = grid->code,
    .name = grid->name,
    .note = grid->note,
    .told = grid->told,
  };
}

WgGrid *
wg_grid_ref (WgGrid *grid)
{
  g_atomic_int_inc (&grid->ref_count);
  return grid;
}

void
wg_grid_unref (WgGrid *grid)
{
  if (g_atomic_int_dec_and_test (&grid->ref_count))
    g_free (grid);
}

/** TRUE when every field is the same. Both may be %NULL. */
gboolean
wg_grid_equal (const WgGrid *a, const WgGrid *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL)
    return FALSE;
  return a->id == b->id && a->parent == b->parent && a->depth == b->depth && a->kind == b->kind
         && a->property_type == b->property_type && a->mgmt_class == b->mgmt_class
         && a->is_retired == b->is_retired && a->is_locked == b->is_locked
         && strcmp (a->code, b->code) == 0 && strcmp (a->name, b->name) == 0
         && strcmp (a->note, b->note) == 0 && a->told.area_m2 == b->told.area_m2
         && a->told.households == b->told.households && a->told.people == b->told.people;
}

void
wg_grid_append_name (GString *detail, const WgGrid *grid, guint n_before)
{
  if (n_before > MAX_NAMES_IN_DETAIL)
    return;
  if (n_before == MAX_NAMES_IN_DETAIL)
    {
      g_string_append (detail, "…");
      return;
    }
  if (n_before > 0)
    g_string_append (detail, "、");
  g_string_append (detail, grid->name[0] != '\0' ? grid->name : grid->code);
}
