/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-content"

#include "wg-content.h"

#include "wg-people-rows.h"
#include "wg-project.h"

#include <string.h>

/* 1 had no rules of levels, and of grids no property type, class, lock and note; 2 not what was
 * counted of them; 3 no people. */
#define FORMAT_VERSION 4

typedef struct
{
  const guint8 *at;
  const guint8 *end;
  gboolean is_broken;
  guint version;
} Reader;

/* 7 bits a byte, the lowest first, the top bit on all but the last. */
static void
put_number (GByteArray *out, guint64 value)
{
  guint8 bytes[10];
  guint n = 0;

  while (value >= 0x80)
    {
      bytes[n++] = (guint8) (value | 0x80);
      value >>= 7;
    }
  bytes[n++] = (guint8) value;
  g_byte_array_append (out, bytes, n);
}

/* Small magnitudes of either sign give small numbers. */
static void
put_signed (GByteArray *out, gint64 value)
{
  put_number (out, ((guint64) value << 1) ^ (guint64) (value >> 63));
}

static void
put_text (GByteArray *out, const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  put_number (out, text != NULL ? length + 1 : 0);
  g_byte_array_append (out, (const guint8 *) text, (guint) length);
}

static guint64
get_number (Reader *reader)
{
  guint64 value = 0;

  for (guint shift = 0; shift < 64; shift += 7)
    {
      guint8 byte = 0;

      if (reader->at >= reader->end)
        break;
      byte = *reader->at++;
      value |= (guint64) (byte & 0x7f) << shift;
      if (byte < 0x80)
        return value;
    }
  reader->is_broken = TRUE;
  return 0;
}

static gint64
get_signed (Reader *reader)
{
  guint64 value = get_number (reader);

  return (gint64) (value >> 1) ^ -(gint64) (value & 1);
}

static char *
get_text (Reader *reader)
{
  guint64 length = get_number (reader);
  char *text = NULL;

  if (length == 0)
    return NULL;
  length--;
  if (length > (guint64) (reader->end - reader->at)
      || !g_utf8_validate_len ((const char *) reader->at, (gsize) length, NULL))
    {
      reader->is_broken = TRUE;
      return NULL;
    }
  text = g_strndup ((const char *) reader->at, (gsize) length);
  reader->at += length;
  return text;
}

/* How many rows follow: each takes at least one byte. */
static guint
get_count (Reader *reader)
{
  guint64 count = get_number (reader);

  if (count > (guint64) (reader->end - reader->at))
    reader->is_broken = TRUE;
  return reader->is_broken ? 0 : (guint) count;
}

/* The next id: greater than the one before. */
static guint32
get_id (Reader *reader, guint32 *last)
{
  guint64 id = *last + get_number (reader);

  if (id <= *last || id >= G_MAXINT32)
    {
      reader->is_broken = TRUE;
      return 0;
    }
  return *last = (guint32) id;
}

static void
put_rule (GByteArray *out, const WgLevelRule *rule)
{
  const WgSizeBand *const bands[] = { &rule->households, &rule->people, &rule->area };

  put_number (out, rule->is_pinned ? 1 : 0);
  for (guint i = 0; i < G_N_ELEMENTS (bands); i++)
    {
      put_number (out, bands[i]->min);
      put_number (out, bands[i]->target);
      put_number (out, bands[i]->max);
    }
}

static WgLevelRule
get_rule (Reader *reader)
{
  WgLevelRule rule = { 0 };
  WgSizeBand *const bands[] = { &rule.households, &rule.people, &rule.area };

  rule.is_pinned = get_number (reader) != 0;
  for (guint i = 0; i < G_N_ELEMENTS (bands); i++)
    {
      bands[i]->min = (guint32) get_number (reader);
      bands[i]->target = (guint32) get_number (reader);
      bands[i]->max = (guint32) get_number (reader);
    }
  return rule;
}

static void
put_head (GByteArray *out, WgPlan *plan)
{
  WgFrame *frame = wg_plan_get_frame (plan);
  char number[G_ASCII_DTOSTR_BUF_SIZE] = { 0 };

  put_number (out, FORMAT_VERSION);
  put_text (out, wg_plan_get_name (plan));
  put_text (out, frame != NULL ? wg_frame_get_crs (frame) : NULL);
  if (frame != NULL)
    {
      put_text (out, g_ascii_dtostr (number, sizeof number, wg_frame_get_easting (frame)));
      put_text (out, g_ascii_dtostr (number, sizeof number, wg_frame_get_northing (frame)));
    }
  put_number (out, wg_plan_get_n_levels (plan));
  for (guint depth = 1; depth <= wg_plan_get_n_levels (plan); depth++)
    {
      put_text (out, wg_plan_get_level (plan, depth)->name);
      put_text (out, wg_plan_get_level (plan, depth)->special_name);
      put_rule (out, &wg_plan_get_level (plan, depth)->rule);
    }
}

static WgPlan *
get_head (Reader *reader, GError **error)
{
  guint64 version = get_number (reader);
  g_autofree char *name = get_text (reader);
  g_autofree char *crs = get_text (reader);
  g_autoptr (WgPlan) plan = NULL;
  guint64 n_levels = 0;

  reader->is_broken |= version < 1 || version > FORMAT_VERSION;
  reader->version = (guint) version;
  plan = wg_plan_new (name, NULL);
  if (crs != NULL)
    {
      g_autofree char *easting = get_text (reader);
      g_autofree char *northing = get_text (reader);
      g_autoptr (WgFrame) frame = NULL;

      frame = wg_frame_new (crs, easting != NULL ? g_ascii_strtod (easting, NULL) : 0,
                            northing != NULL ? g_ascii_strtod (northing, NULL) : 0, error);
      if (frame == NULL)
        return NULL;
      wg_plan_set_frame (plan, frame);
    }
  n_levels = get_number (reader);
  reader->is_broken |= n_levels > WG_MAX_DEPTH;
  for (guint depth = 1; depth <= n_levels && !reader->is_broken; depth++)
    {
      g_autofree char *level = get_text (reader);
      g_autofree char *special = get_text (reader);

      wg_plan_add_level (plan, level != NULL ? level : "", special);
      if (reader->version >= 2)
        {
          WgLevelRule rule = get_rule (reader);

          wg_plan_set_level_rule (plan, depth, &rule);
        }
    }
  return g_steal_pointer (&plan);
}

static void
put_grids (GByteArray *out, WgPlan *plan)
{
  guint32 last = 0;
  guint count = 0;

  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    count += wg_plan_get_grid (plan, id) != NULL;
  put_number (out, count);
  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);

      if (grid == NULL)
        continue;
      put_number (out, id - last);
      put_number (out, grid->parent);
      put_number (out, ((guint64) grid->depth << 8) | (guint64) (grid->kind << 1)
                         | (grid->is_retired ? 1 : 0));
      put_text (out, grid->code);
      put_text (out, grid->name);
      put_number (out, ((guint64) grid->property_type << 8) | (guint64) (grid->mgmt_class << 1)
                         | (grid->is_locked ? 1 : 0));
      put_text (out, grid->note[0] != '\0' ? grid->note : NULL);
      put_number (out, grid->told.area_m2);
      if (grid->told.area_m2 > 0)
        {
          put_signed (out, grid->told.households);
          put_signed (out, grid->told.people);
        }
      last = id;
    }
}

/* Takes the grids one by one; @plan: (nullable): gets them; @func: (nullable): hears their codes. */
static void
get_grids (Reader *reader, WgPlan *plan, WgCodeFunc func, gpointer user_data)
{
  guint count = get_count (reader);
  guint32 last = 0;

  for (guint i = 0; i < count && !reader->is_broken; i++)
    {
      guint32 id = get_id (reader, &last);
      guint32 parent = (guint32) get_number (reader);
      guint64 rest = get_number (reader);
      g_autofree char *code = get_text (reader);
      g_autofree char *name = get_text (reader);
      guint64 more = reader->version >= 2 ? get_number (reader) : 0;
      g_autofree char *note = reader->version >= 2 ? get_text (reader) : NULL;
      WgGridRecord record = {
        .id = id,
        .parent = parent,
        .depth = (guint) (rest >> 8),
        .kind = (WgGridKind) ((rest >> 1) & 0x7f),
        .is_retired = (rest & 1) != 0,
        .code = code,
        .name = name,
        .property_type = (WgPropertyType) (more >> 8),
        .mgmt_class = (guint) ((more >> 1) & 0x7f),
        .is_locked = (more & 1) != 0,
        .note = note,
      };
      g_autoptr (WgGrid) grid = NULL;

      if (reader->version >= 3)
        record.told.area_m2 = (guint32) get_number (reader);
      record.told.households = record.told.area_m2 > 0 ? (gint32) get_signed (reader) : -1;
      record.told.people = record.told.area_m2 > 0 ? (gint32) get_signed (reader) : -1;
      if (reader->is_broken)
        break;
      if (func != NULL)
        func (id, code, user_data);
      if (plan == NULL)
        continue;
      grid = wg_grid_new_record (&record);
      wg_plan_load_grid (plan, grid);
    }
}

static void
put_nodes (GByteArray *out, const WgCoverage *coverage)
{
  WgPoint before = { 0, 0 };
  guint32 last = 0;

  put_number (out, wg_coverage_n_nodes (coverage));
  for (WgNodeId id = 1; id < wg_coverage_node_limit (coverage); id++)
    {
      WgPoint point = { 0, 0 };

      if (!wg_coverage_has_node (coverage, id))
        continue;
      point = wg_coverage_node_point (coverage, id);
      put_number (out, id - last);
      put_signed (out, (gint64) point.x - before.x);
      put_signed (out, (gint64) point.y - before.y);
      before = point;
      last = id;
    }
}

static WgPoint
get_point (Reader *reader, WgPoint before)
{
  gint64 x = before.x + get_signed (reader), y = before.y + get_signed (reader);

  if (ABS (x) > WG_COORDINATE_MAX || ABS (y) > WG_COORDINATE_MAX)
    {
      reader->is_broken = TRUE;
      return before;
    }
  return (WgPoint){ (gint32) x, (gint32) y };
}

static void
get_nodes (Reader *reader, WgCoverage *coverage)
{
  guint count = get_count (reader);
  WgPoint point = { 0, 0 };
  guint32 last = 0;

  for (guint i = 0; i < count && !reader->is_broken; i++)
    {
      WgNodeId id = get_id (reader, &last);

      point = get_point (reader, point);
      if (!reader->is_broken)
        wg_coverage_load_node (coverage, id, point);
    }
}

static void
put_arcs (GByteArray *out, const WgCoverage *coverage)
{
  guint32 last = 0;

  put_number (out, wg_coverage_n_arcs (coverage));
  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);
      WgPoint before = { 0, 0 };

      if (arc == NULL)
        continue;
      put_number (out, id - last);
      put_number (out, arc->start);
      put_number (out, arc->end);
      put_number (out, arc->left);
      put_number (out, arc->right);
      put_number (out, arc->line->n_points);
      for (guint i = 0; i < arc->line->n_points; i++)
        {
          put_signed (out, (gint64) arc->line->points[i].x - before.x);
          put_signed (out, (gint64) arc->line->points[i].y - before.y);
          before = arc->line->points[i];
        }
      last = id;
    }
}

static void
get_arcs (Reader *reader, WgCoverage *coverage)
{
  guint count = get_count (reader);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  guint32 last = 0;

  for (guint i = 0; i < count && !reader->is_broken; i++)
    {
      WgArcId id = get_id (reader, &last);
      WgArc arc = { 0 };
      WgPoint point = { 0, 0 };
      guint n_points = 0;

      arc.start = (WgNodeId) get_number (reader);
      arc.end = (WgNodeId) get_number (reader);
      arc.left = (WgFaceId) get_number (reader);
      arc.right = (WgFaceId) get_number (reader);
      n_points = get_count (reader);
      g_array_set_size (points, 0);
      for (guint j = 0; j < n_points && !reader->is_broken; j++)
        {
          point = get_point (reader, point);
          g_array_append_val (points, point);
        }
      if (points->len < 2 || reader->is_broken)
        {
          reader->is_broken = TRUE;
          break;
        }
      arc.line = wg_line_new ((const WgPoint *) points->data, points->len);
      wg_coverage_load_arc (coverage, id, &arc);
      wg_line_unref (arc.line);
    }
}

static void
put_faces (GByteArray *out, const WgCoverage *coverage)
{
  guint32 last = 0;

  put_number (out, wg_coverage_n_faces (coverage));
  for (WgFaceId id = 1; id < wg_coverage_face_limit (coverage); id++)
    {
      if (!wg_coverage_has_face (coverage, id))
        continue;
      put_number (out, id - last);
      put_number (out, wg_coverage_owner (coverage, id));
      last = id;
    }
}

static void
get_faces (Reader *reader, WgCoverage *coverage)
{
  guint count = get_count (reader);
  guint32 last = 0;

  for (guint i = 0; i < count && !reader->is_broken; i++)
    {
      WgFaceId id = get_id (reader, &last);
      guint64 owner = get_number (reader);

      reader->is_broken |= owner >= G_MAXINT32;
      if (!reader->is_broken)
        wg_coverage_load_face (coverage, id, (guint32) owner);
    }
}

static void
get_people (Reader *reader, WgPlan *plan)
{
  g_autoptr (WgPeople) people = wg_people_unpack (reader->at, (gsize) (reader->end - reader->at));

  reader->at = reader->end;
  reader->is_broken |= people == NULL;
  if (people != NULL)
    wg_plan_set_people (plan, people);
}

GByteArray *
wg_content_pack (WgPlan *plan)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  GByteArray *out = g_byte_array_new ();

  put_head (out, plan);
  put_grids (out, plan);
  put_nodes (out, coverage);
  put_arcs (out, coverage);
  put_faces (out, coverage);
  wg_people_pack (wg_plan_get_people (plan), out); /* to the end */
  return out;
}

WgPlan *
wg_content_unpack (const guint8 *bytes, gsize size, GError **error)
{
  Reader reader = { bytes, bytes + size, FALSE, 0 };
  g_autoptr (WgPlan) plan = get_head (&reader, error);
  WgCoverage *coverage = NULL;

  if (plan == NULL)
    return NULL;
  coverage = wg_plan_get_coverage (plan);
  get_grids (&reader, plan, NULL, NULL);
  get_nodes (&reader, coverage);
  get_arcs (&reader, coverage);
  get_faces (&reader, coverage);
  if (reader.version >= 4 && !reader.is_broken)
    get_people (&reader, plan);
  if (reader.is_broken || reader.at != reader.end)
    {
      g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_CORRUPT, "a journal row holds no content");
      return NULL;
    }
  if (!wg_coverage_finish (coverage, error) || !wg_plan_finish_loading (plan, error))
    return NULL;
  return g_steal_pointer (&plan);
}

gboolean
wg_content_read_codes (const guint8 *bytes, gsize size, WgCodeFunc func, gpointer user_data, GError **error)
{
  Reader reader = { bytes, bytes + size, FALSE, 0 };
  g_autoptr (WgPlan) head = get_head (&reader, error);

  if (head == NULL)
    return FALSE;
  get_grids (&reader, NULL, func, user_data);
  if (reader.is_broken)
    g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_CORRUPT, "a scheme holds no content");
  return !reader.is_broken;
}
