/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-staff"

#include "wg-staff-fields.h"

#include <string.h>

const WgPostType wg_post_types[WG_N_POST_TYPES]
  = { WG_POST_UNKNOWN,   WG_POST_FULL_TIME, WG_POST_PART_TIME, WG_POST_VOLUNTEER,
      WG_POST_DELEGATED, WG_POST_PROPERTY,  WG_POST_OTHER };

#define FIELD(type, record, field, column) { type, G_STRUCT_OFFSET (record, field), column }

static const WgStaffField person_fields[] = {
  FIELD (WG_STAFF_NUMBER, WgPerson, post_type, "post_type"),
  FIELD (WG_STAFF_NUMBER, WgPerson, is_active, "is_active"),
  FIELD (WG_STAFF_TEXT, WgPerson, name, "name"),
  FIELD (WG_STAFF_TEXT, WgPerson, phone, "phone"),
  FIELD (WG_STAFF_TEXT, WgPerson, employer, "employer"),
  FIELD (WG_STAFF_TEXT, WgPerson, note, "note"),
  FIELD (WG_STAFF_BYTES, WgPerson, photo, "photo"),
};

static const WgStaffField assignment_fields[] = {
  FIELD (WG_STAFF_NUMBER, WgAssignment, person, "person"),
  FIELD (WG_STAFF_NUMBER, WgAssignment, grid, "grid"),
  FIELD (WG_STAFF_NUMBER, WgAssignment, role, "role"),
  FIELD (WG_STAFF_NUMBER, WgAssignment, mode, "mode"),
  FIELD (WG_STAFF_NUMBER, WgAssignment, deputy_of, "deputy_of"),
  FIELD (WG_STAFF_DAY, WgAssignment, from, "from_day"),
  FIELD (WG_STAFF_DAY, WgAssignment, to, "to_day"),
  FIELD (WG_STAFF_TEXT, WgAssignment, title, "title"),
  FIELD (WG_STAFF_TEXT, WgAssignment, part, "part"),
};

static const WgStaffField leave_fields[] = {
  FIELD (WG_STAFF_NUMBER, WgLeave, person, "person"),
  FIELD (WG_STAFF_NUMBER, WgLeave, deputy, "deputy"),
  FIELD (WG_STAFF_DAY, WgLeave, from, "from_day"),
  FIELD (WG_STAFF_DAY, WgLeave, to, "to_day"),
  FIELD (WG_STAFF_TEXT, WgLeave, reason, "reason"),
};

static const WgStaffField rule_fields[] = {
  FIELD (WG_STAFF_NUMBER, WgStaffRule, depth, "depth"),
  FIELD (WG_STAFF_NUMBER, WgStaffRule, property_type, "property_type"),
  FIELD (WG_STAFF_NUMBER, WgStaffRule, role, "role"),
  FIELD (WG_STAFF_NUMBER, WgStaffRule, post_type, "post_type"),
  FIELD (WG_STAFF_NUMBER, WgStaffRule, min, "min_count"),
  FIELD (WG_STAFF_NUMBER, WgStaffRule, max, "max_count"),
  FIELD (WG_STAFF_TEXT, WgStaffRule, title, "title"),
};

static const WgStaffTable tables[WG_STAFF_N_KINDS] = {
  { "person", sizeof (WgPerson), person_fields, G_N_ELEMENTS (person_fields) },
  { "assignment", sizeof (WgAssignment), assignment_fields, G_N_ELEMENTS (assignment_fields) },
  { "leave", sizeof (WgLeave), leave_fields, G_N_ELEMENTS (leave_fields) },
  { "staff_rule", sizeof (WgStaffRule), rule_fields, G_N_ELEMENTS (rule_fields) },
};

/* What stands before a record in memory. */
typedef struct
{
  gint ref_count;
  WgStaffKind kind;
} Head;

#define HEAD(record) ((Head *) (gpointer) ((guint8 *) (record) - sizeof (Head)))

typedef struct
{
  const char *word;
  guint value;
} Word;

static const Word role_codes[] = {
  { "other", WG_ROLE_OTHER },
  { "leader", WG_ROLE_LEADER },
  { "worker", WG_ROLE_WORKER },
  { "adviser", WG_ROLE_ADVISER },
  { "assistant", WG_ROLE_ASSISTANT },
  { "building-chief", WG_ROLE_BUILDING_CHIEF },
  { "area-head", WG_ROLE_AREA_HEAD },
  { "liaison", WG_ROLE_LIAISON },
  { "cadre", WG_ROLE_CADRE },
};

/* What rosters write; the first that the text contains decides. */
static const Word role_words[] = {
  { "楼栋长", WG_ROLE_BUILDING_CHIEF }, { "单元长", WG_ROLE_BUILDING_CHIEF },
  { "楼组长", WG_ROLE_BUILDING_CHIEF }, { "楼长", WG_ROLE_BUILDING_CHIEF },
  { "片区长", WG_ROLE_AREA_HEAD },      { "片长", WG_ROLE_AREA_HEAD },
  { "指导员", WG_ROLE_ADVISER },        { "协助员", WG_ROLE_ASSISTANT },
  { "协管员", WG_ROLE_ASSISTANT },      { "副网格长", WG_ROLE_ASSISTANT },
  { "网格助理", WG_ROLE_ASSISTANT },    { "联络", WG_ROLE_LIAISON },
  { "下沉", WG_ROLE_CADRE },            { "包联干部", WG_ROLE_CADRE },
  { "网格长", WG_ROLE_LEADER },         { "格长", WG_ROLE_LEADER },
  { "网格员", WG_ROLE_WORKER },         { "格员", WG_ROLE_WORKER },
  { "网格志愿者", WG_ROLE_WORKER },     { "专职", WG_ROLE_WORKER },
  { "兼职", WG_ROLE_WORKER },
};

static const Word post_codes[] = {
  { "", WG_POST_UNKNOWN },
  { "full-time", WG_POST_FULL_TIME },
  { "part-time", WG_POST_PART_TIME },
  { "volunteer", WG_POST_VOLUNTEER },
  { "delegated", WG_POST_DELEGATED },
  { "property", WG_POST_PROPERTY },
  { "other", WG_POST_OTHER },
};

static const Word post_words[] = {
  { "专职", WG_POST_FULL_TIME }, { "全职", WG_POST_FULL_TIME },   { "专干", WG_POST_FULL_TIME },
  { "兼职", WG_POST_PART_TIME }, { "兼任", WG_POST_PART_TIME },   { "志愿", WG_POST_VOLUNTEER },
  { "义工", WG_POST_VOLUNTEER }, { "下沉", WG_POST_DELEGATED },   { "派驻", WG_POST_DELEGATED },
  { "物业", WG_POST_PROPERTY },
};

static const char *
find_code (const Word *words, guint n_words, guint value)
{
  for (guint i = 0; i < n_words; i++)
    if (words[i].value == value)
      return words[i].word;
  return words[0].word;
}

static const Word *
find_word (const Word *words, guint n_words, const char *text)
{
  for (guint i = 0; i < n_words; i++)
    if (strstr (text, words[i].word) != NULL)
      return &words[i];
  return NULL;
}

static const Word *
find_exact (const Word *words, guint n_words, const char *text)
{
  for (guint i = 0; i < n_words; i++)
    if (g_ascii_strcasecmp (text, words[i].word) == 0)
      return &words[i];
  return NULL;
}

const WgStaffTable *
wg_staff_table (WgStaffKind kind)
{
  return &tables[kind];
}

gpointer
wg_staff_new (WgStaffKind kind, gconstpointer values)
{
  const WgStaffTable *table = &tables[kind];
  Head *head = g_malloc0 (sizeof (Head) + table->size);
  guint8 *record = (guint8 *) head + sizeof (Head);

  G_STATIC_ASSERT (sizeof (Head) % 8 == 0);
  head->ref_count = 1;
  head->kind = kind;
  memcpy (record, values, table->size);
  for (guint i = 0; i < table->n_fields; i++)
    {
      const WgStaffField *field = &table->fields[i];
      gpointer *at = (gpointer *) (gpointer) (record + field->offset);

      if (field->type == WG_STAFF_TEXT)
        *at = g_strdup (*at != NULL ? *at : "");
      else if (field->type == WG_STAFF_BYTES && *at != NULL)
        *at = g_bytes_ref (*at);
    }
  return record;
}

gpointer
wg_staff_ref (gpointer record)
{
  g_atomic_int_inc (&HEAD (record)->ref_count);
  return record;
}

void
wg_staff_unref (gpointer record)
{
  Head *head = HEAD (record);
  const WgStaffTable *table = &tables[head->kind];

  if (!g_atomic_int_dec_and_test (&head->ref_count))
    return;
  for (guint i = 0; i < table->n_fields; i++)
    {
      const WgStaffField *field = &table->fields[i];
      gpointer at = G_STRUCT_MEMBER_P (record, field->offset);

      if (field->type == WG_STAFF_TEXT)
        g_free (*(gpointer *) at);
      else if (field->type == WG_STAFF_BYTES)
        g_clear_pointer ((GBytes **) at, g_bytes_unref);
    }
  g_free (head);
}

static gboolean
is_equal_field (const WgStaffField *field, gconstpointer a, gconstpointer b)
{
  gconstpointer at_a = (const guint8 *) a + field->offset, at_b = (const guint8 *) b + field->offset;
  GBytes *bytes_a = NULL, *bytes_b = NULL;

  if (field->type == WG_STAFF_TEXT)
    {
      const char *text_a = *(const char *const *) at_a, *text_b = *(const char *const *) at_b;

      return strcmp (text_a != NULL ? text_a : "", text_b != NULL ? text_b : "") == 0;
    }
  if (field->type != WG_STAFF_BYTES)
    return *(const guint32 *) at_a == *(const guint32 *) at_b;
  bytes_a = *(GBytes *const *) at_a;
  bytes_b = *(GBytes *const *) at_b;
  return bytes_a == bytes_b
         || (bytes_a != NULL && bytes_b != NULL && g_bytes_equal (bytes_a, bytes_b));
}

gboolean
wg_staff_equal (WgStaffKind kind, gconstpointer a, gconstpointer b)
{
  const WgStaffTable *table = &tables[kind];

  if (a == NULL || b == NULL || a == b)
    return a == b;
  if (*(const guint32 *) a != *(const guint32 *) b)
    return FALSE;
  for (guint i = 0; i < table->n_fields; i++)
    if (!is_equal_field (&table->fields[i], a, b))
      return FALSE;
  return TRUE;
}

gboolean
wg_assignment_has_role (const WgAssignment *assignment, guint role, const char *title)
{
  return assignment->role == role
         && (role != WG_ROLE_OTHER || g_str_equal (assignment->title, title != NULL ? title : ""));
}

const char *
wg_role_to_code (WgRole role)
{
  return find_code (role_codes, G_N_ELEMENTS (role_codes), role);
}

const char *
wg_post_type_to_code (WgPostType post_type)
{
  return find_code (post_codes, G_N_ELEMENTS (post_codes), post_type);
}

WgRole
wg_role_from_text (const char *text, WgPostType *post_out)
{
  const Word *word = NULL;
  WgPostType post = WG_POST_UNKNOWN;

  if (text == NULL)
    return WG_ROLE_OTHER;
  word = find_word (post_words, G_N_ELEMENTS (post_words), text);
  post = word != NULL ? (WgPostType) word->value : WG_POST_UNKNOWN;
  if (post != WG_POST_UNKNOWN && post_out != NULL)
    *post_out = post;
  word = find_exact (role_codes, G_N_ELEMENTS (role_codes), text);
  if (word == NULL)
    word = find_word (role_words, G_N_ELEMENTS (role_words), text);
  return word != NULL ? (WgRole) word->value : WG_ROLE_OTHER;
}

WgPostType
wg_post_type_from_text (const char *text)
{
  const Word *word = NULL;

  if (text == NULL || text[0] == '\0')
    return WG_POST_UNKNOWN;
  word = find_exact (post_codes, G_N_ELEMENTS (post_codes), text);
  if (word == NULL)
    word = find_word (post_words, G_N_ELEMENTS (post_words), text);
  return word != NULL ? (WgPostType) word->value : WG_POST_OTHER;
}
