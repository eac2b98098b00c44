/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-text-pack"

#include "wg-text-pack.h"

#include "wg-text-marks.h"

struct _WgTextPack
{
  GArray *units;   /* of guint16 */
  GArray *offsets; /* of guint32: where each row begins, and the end of the last */
  gsize marks;     /* guint64 *, by row; 0 until asked for */
};

static void
append_text (GArray *units, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      guint16 pair[2] = { (guint16) c, 0 };

      if (c < 0x20)
        pair[0] = ' ';
      if (c > 0xffff)
        {
          pair[0] = (guint16) (0xd800 + ((c - 0x10000) >> 10));
          pair[1] = (guint16) (0xdc00 + ((c - 0x10000) & 0x3ff));
        }
      g_array_append_vals (units, pair, c > 0xffff ? 2 : 1);
    }
}

WgTextPack *
wg_text_pack_new (guint n_reserved)
{
  WgTextPack *self = g_new0 (WgTextPack, 1);
  guint32 start = 0;

  self->units = g_array_sized_new (FALSE, FALSE, sizeof (guint16), n_reserved * 16);
  self->offsets = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n_reserved + 1);
  g_array_append_val (self->offsets, start);
  return self;
}

void
wg_text_pack_free (WgTextPack *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->units);
  g_array_unref (self->offsets);
  g_free ((gpointer) self->marks);
  g_free (self);
}

void
wg_text_pack_add (WgTextPack *self, const char *const *fields, guint n_fields, guint n_searched)
{
  for (guint i = 0; i < n_fields; i++)
    {
      guint16 mark = i == n_searched ? WG_TEXT_PACK_HIDDEN : WG_TEXT_PACK_FIELD;

      if (i > 0)
        g_array_append_val (self->units, mark);
      if (fields[i] != NULL)
        append_text (self->units, fields[i]);
    }
  g_array_append_val (self->offsets, self->units->len);
}

void
wg_text_pack_add_block (WgTextPack *self, const guint16 *units, const guint32 *offsets, guint n_rows)
{
  guint32 base = self->units->len - offsets[0];

  g_array_append_vals (self->units, units + offsets[0], offsets[n_rows] - offsets[0]);
  for (guint i = 1; i <= n_rows; i++)
    {
      guint32 end = base + offsets[i];

      g_array_append_val (self->offsets, end);
    }
}

guint
wg_text_pack_count (const WgTextPack *self)
{
  return self->offsets->len - 1;
}

const guint16 *
wg_text_pack_get_row (const WgTextPack *self, guint row, guint *n_units_out)
{
  const guint32 *offset = &g_array_index (self->offsets, guint32, row);

  *n_units_out = offset[1] - offset[0];
  return &g_array_index (self->units, guint16, offset[0]);
}

const guint64 *
wg_text_pack_get_marks (const WgTextPack *self)
{
  WgTextPack *own = (WgTextPack *) self;

  if (g_once_init_enter (&own->marks))
    {
      const guint64 *table = wg_text_marks_table ();
      guint n_rows = wg_text_pack_count (self);
      guint64 *marks = g_new0 (guint64, n_rows + 1);

      for (guint row = 0; row < n_rows; row++)
        {
          guint n_units = 0;
          const guint16 *units = wg_text_pack_get_row (self, row, &n_units);

          for (guint i = 0; i < n_units; i++)
            marks[row] |= table[units[i]];
        }
      g_once_init_leave (&own->marks, (gsize) marks);
    }
  return (const guint64 *) self->marks;
}

char *
wg_text_pack_dup_field (const WgTextPack *self, guint row, guint field)
{
  guint n_units = 0, at = 0, start = 0, end = 0;
  const guint16 *units = wg_text_pack_get_row (self, row, &n_units);

  for (; at < n_units && field > 0; at++)
    if (units[at] == WG_TEXT_PACK_FIELD || units[at] == WG_TEXT_PACK_HIDDEN)
      field--;
  if (field > 0)
    return NULL;
  for (start = end = at; end < n_units; end++)
    if (units[end] == WG_TEXT_PACK_FIELD || units[end] == WG_TEXT_PACK_HIDDEN)
      break;
  return end > start ? g_utf16_to_utf8 (units + start, (glong) (end - start), NULL, NULL, NULL) : NULL;
}

gsize
wg_text_pack_measure (const WgTextPack *self)
{
  return self->units->len * sizeof (guint16) + self->offsets->len * sizeof (guint32)
         + (self->marks != 0 ? self->offsets->len * sizeof (guint64) : 0);
}
