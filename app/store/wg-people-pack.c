/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-people-pack"

#include "wg-people-rows.h"

#include "../plan/wg-staff-fields.h"

#include <string.h>

/*
 * Per table: how many rows, how many fields each has; per row the id (as the difference to the one before) and the
 * fields: numbers and days as variable-length integers, texts and bytes as length + 1 (0: none) and bytes.
 */

typedef struct
{
  const guint8 *at;
  const guint8 *end;
  gboolean is_broken;
} Reader;

static void
put_number (GByteArray *out, guint64 value)
{
  guint8 byte = 0;

  for (; value >= 0x80; value >>= 7)
    {
      byte = (guint8) (value | 0x80);
      g_byte_array_append (out, &byte, 1);
    }
  byte = (guint8) value;
  g_byte_array_append (out, &byte, 1);
}

static guint64
get_number (Reader *reader)
{
  guint64 value = 0;

  for (guint shift = 0; shift < 64 && reader->at < reader->end; shift += 7)
    {
      guint8 byte = *reader->at++;

      value |= (guint64) (byte & 0x7f) << shift;
      if (byte < 0x80)
        return value;
    }
  reader->is_broken = TRUE;
  return 0;
}

static void
put_field (GByteArray *out, const WgStaffField *field, gconstpointer record)
{
  gconstpointer place = (const guint8 *) record + field->offset;

  if (field->type == WG_STAFF_TEXT)
    {
      const char *text = *(const char *const *) place;
      gsize length = strlen (text);

      put_number (out, length + 1);
      g_byte_array_append (out, (const guint8 *) text, (guint) length);
    }
  else if (field->type == WG_STAFF_BYTES)
    {
      GBytes *bytes = *(GBytes *const *) place;
      gsize size = 0;
      gconstpointer data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

      put_number (out, bytes != NULL ? size + 1 : 0);
      if (size > 0)
        g_byte_array_append (out, data, (guint) size);
    }
  else
    put_number (out, *(const guint32 *) place);
}

/* The bytes of a text or blob; @is_none_out: there is none. */
static const guint8 *
get_bytes (Reader *reader, gsize *size_out, gboolean *is_none_out)
{
  guint64 length = get_number (reader);
  const guint8 *bytes = reader->at;

  *is_none_out = length == 0;
  *size_out = 0;
  if (length == 0)
    return NULL;
  if (length - 1 > (guint64) (reader->end - reader->at))
    {
      reader->is_broken = TRUE;
      return NULL;
    }
  *size_out = (gsize) length - 1;
  reader->at += length - 1;
  return bytes;
}

static void
get_field (Reader *reader, const WgStaffField *field, guint8 *record, GPtrArray *texts, GPtrArray *blobs)
{
  gpointer place = record + field->offset;
  const guint8 *bytes = NULL;
  gsize size = 0;
  gboolean is_none = FALSE;

  if (field->type == WG_STAFF_NUMBER || field->type == WG_STAFF_DAY)
    {
      *(guint32 *) place = (guint32) get_number (reader);
      return;
    }
  bytes = get_bytes (reader, &size, &is_none);
  if (reader->is_broken)
    return;
  if (field->type == WG_STAFF_TEXT)
    {
      char *text = g_strndup ((const char *) bytes, size);

      g_ptr_array_add (texts, text);
      *(const char **) place = text;
      reader->is_broken |= !g_utf8_validate (text, -1, NULL);
    }
  else if (!is_none)
    {
      *(GBytes **) place = g_bytes_new (bytes, size);
      g_ptr_array_add (blobs, *(GBytes **) place);
    }
  else
    *(GBytes **) place = NULL;
}

static void
unpack_table (Reader *reader, WgStaffKind kind, WgPeople *people)
{
  const WgStaffTable *table = wg_staff_table (kind);
  g_autofree guint8 *record = g_malloc0 (table->size);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) blobs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  guint64 n_rows = get_number (reader), n_fields = get_number (reader);
  guint64 id = 0;

  reader->is_broken |= n_fields > table->n_fields;
  for (guint64 i = 0; i < n_rows && !reader->is_broken; i++)
    {
      guint64 step = get_number (reader);

      id += step;
      reader->is_broken |= step == 0 || id >= G_MAXINT32;
      memset (record, 0, table->size);
      for (guint k = 0; k < n_fields && !reader->is_broken; k++)
        get_field (reader, &table->fields[k], record, texts, blobs);
      if (reader->is_broken)
        break;
      *(guint32 *) (gpointer) record = (guint32) id;
      wg_people_put (people, kind, (guint32) id, wg_staff_new (kind, record));
      g_ptr_array_set_size (texts, 0);
      g_ptr_array_set_size (blobs, 0);
    }
}

void
wg_people_pack (const WgPeople *people, GByteArray *out)
{
  for (WgStaffKind kind = 0; kind < WG_STAFF_N_KINDS; kind++)
    {
      const WgStaffTable *table = wg_staff_table (kind);
      guint32 last = 0;

      put_number (out, wg_people_count (people, kind));
      put_number (out, table->n_fields);
      for (guint32 id = 1; id < wg_people_limit (people, kind); id++)
        {
          gconstpointer record = wg_people_get (people, kind, id);

          if (record == NULL)
            continue;
          put_number (out, id - last);
          for (guint i = 0; i < table->n_fields; i++)
            put_field (out, &table->fields[i], record);
          last = id;
        }
    }
}

WgPeople *
wg_people_unpack (const guint8 *bytes, gsize size)
{
  g_autoptr (WgPeople) people = wg_people_new ();
  Reader reader = { bytes, bytes + size, FALSE };

  for (WgStaffKind kind = 0; kind < WG_STAFF_N_KINDS && !reader.is_broken; kind++)
    unpack_table (&reader, kind, people);
  return reader.is_broken || reader.at != reader.end ? NULL : g_steal_pointer (&people);
}
