/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-code-pattern"

#include "wg-code-pattern.h"

#include "wg-code.h"
#include "wg-commands.h"

#include <string.h>

#define MAX_SERIAL_WIDTH 6
#define N_KINDS 2
#define DEFAULT_OBJECT_CODE "000000"

typedef enum
{
  PIECE_TEXT,
  PIECE_PARENT,
  PIECE_SERIAL,
  PIECE_KIND,
} PieceType;

typedef struct
{
  PieceType type;
  char *texts[N_KINDS]; /* PIECE_TEXT: the first; PIECE_KIND: by kind */
  guint length;         /* PIECE_PARENT: how much of it, 0 all; PIECE_SERIAL: digits */
} Piece;

struct _WgCodePattern
{
  GArray *pieces; /* of Piece */
  guint first[N_KINDS];
  guint last[N_KINDS];
  gboolean has_special;
  gboolean has_single;
  gboolean has_serial;
};

/*
 * DB11/T 2157-2023: 12 digits of the region and 3 of the grid; 2 more for micro-grids and the serials
 * of special grids are what places have made of it. CJ/T 349-2010: 6 digits of the object, 12 of the
 * region, 2 of the grid, 00 where a community is not divided.
 */
static const WgCodeProfile profiles[] = {
  { "db11", "DB11/T 2157", "{parent}{nnn:1-900,901-999}", "{parent}{nn}" },
  { "db11-letter", "DB11/T 2157 + Z", "{parent}{nnn:1-900,901-999}{kind:,Z}", "{parent}{nn}" },
  { "cjt349", "CJ/T 349", "{object}{parent:12}{nn!}", "{parent}{nn}" },
};

/* The region's part of every profile, by what the names of levels end with. */
static const struct
{
  const char *endings[6];
  const char *pattern;
} regions[] = {
  { { "街道", "镇", "乡", "镇街", "街镇" }, "{parent:6}{nnn}" },
  { { "社区", "村", "村社", "村居", "居委会" }, "{parent:9}{nnn}" },
};

static void
clear_piece (gpointer data)
{
  Piece *piece = data;

  for (guint i = 0; i < N_KINDS; i++)
    g_clear_pointer (&piece->texts[i], g_free);
}

static gboolean
refuse (GError **error, const char *what, const char *where)
{
  g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_BAD_PATTERN, "%s: %s", what, where);
  return FALSE;
}

static guint
power_of_ten (guint exponent)
{
  guint power = 1;

  while (exponent-- > 0)
    power *= 10;
  return power;
}

/* "1-900" */
static gboolean
parse_range (const char *text, guint limit, guint *first_out, guint *last_out)
{
  char *end = NULL;

  *first_out = (guint) g_ascii_strtoull (text, &end, 10);
  if (end == text || *end != '-')
    return FALSE;
  text = end + 1;
  *last_out = (guint) g_ascii_strtoull (text, &end, 10);
  return end != text && *end == '\0' && *first_out <= *last_out && *last_out < limit;
}

/* "nnn", "nn!", "nnn:1-900,901-999" */
static gboolean
parse_serial (WgCodePattern *self, const char *field, GError **error)
{
  gsize width = strspn (field, "n");
  const char *rest = field + width;
  Piece piece = { PIECE_SERIAL, { NULL }, (guint) width };
  guint limit = width <= MAX_SERIAL_WIDTH ? power_of_ten ((guint) width) : 0;
  g_auto (GStrv) ranges = NULL;

  if (self->has_serial || limit == 0)
    return refuse (error, self->has_serial ? "two serials" : "the serial is too wide", field);
  self->has_serial = TRUE;
  if (*rest == '!')
    {
      self->has_single = TRUE;
      rest++;
    }
  for (guint i = 0; i < N_KINDS; i++)
    {
      self->first[i] = 1;
      self->last[i] = limit - 1;
    }
  g_array_append_val (self->pieces, piece);
  if (*rest == '\0')
    return TRUE;
  ranges = g_strsplit (rest + 1, ",", -1);
  if (*rest != ':' || ranges[0] == NULL || g_strv_length (ranges) > N_KINDS
      || !parse_range (ranges[0], limit, &self->first[0], &self->last[0])
      || (ranges[1] != NULL && !parse_range (ranges[1], limit, &self->first[1], &self->last[1])))
    return refuse (error, "no range of serials", field);
  self->has_special = ranges[1] != NULL;
  if (!self->has_special)
    {
      self->first[1] = self->first[0];
      self->last[1] = self->last[0];
    }
  return TRUE;
}

static gboolean
parse_parent (WgCodePattern *self, const char *field, GError **error)
{
  Piece piece = { PIECE_PARENT, { NULL }, 0 };
  char *end = NULL;

  if (field[0] == ':')
    {
      piece.length = (guint) g_ascii_strtoull (field + 1, &end, 10);
      if (end == field + 1 || *end != '\0' || piece.length == 0
          || piece.length > WG_CODE_MAX_CHARS)
        return refuse (error, "no length", field);
    }
  else if (field[0] != '\0')
    return refuse (error, "unknown field", field);
  g_array_append_val (self->pieces, piece);
  return TRUE;
}

static gboolean
parse_kind (WgCodePattern *self, const char *field, GError **error)
{
  g_auto (GStrv) texts = g_strsplit (field, ",", -1);
  Piece piece = { PIECE_KIND, { NULL }, 0 };

  if (g_strv_length (texts) != N_KINDS)
    return refuse (error, "not two texts", field);
  for (guint i = 0; i < N_KINDS; i++)
    piece.texts[i] = g_strdup (texts[i]);
  g_array_append_val (self->pieces, piece);
  return TRUE;
}

static gboolean
parse_field (WgCodePattern *self, const char *field, GError **error)
{
  if (field[0] == 'n')
    return parse_serial (self, field, error);
  if (g_str_has_prefix (field, "parent"))
    return parse_parent (self, field + strlen ("parent"), error);
  if (g_str_has_prefix (field, "kind:"))
    return parse_kind (self, field + strlen ("kind:"), error);
  return refuse (error, "unknown field", field);
}

static gboolean
parse (WgCodePattern *self, const char *text, GError **error)
{
  for (const char *at = text; *at != '\0';)
    {
      const char *end = at[0] == '{' ? strchr (at, '}') : at + strcspn (at, "{}");
      g_autofree char *field = NULL;

      if (end == NULL || at[0] == '}')
        return refuse (error, "a brace without its other", at);
      if (at[0] == '{')
        {
          field = g_strndup (at + 1, (gsize) (end - at - 1));
          if (!parse_field (self, field, error))
            return FALSE;
          at = end + 1;
          continue;
        }
      Piece piece = { PIECE_TEXT, { g_strndup (at, (gsize) (end - at)) }, 0 };

      g_array_append_val (self->pieces, piece);
      at = end;
    }
  return self->has_serial || refuse (error, "no serial", text);
}

WgCodePattern *
wg_code_pattern_new (const char *text, GError **error)
{
  g_autoptr (WgCodePattern) self = g_new0 (WgCodePattern, 1);

  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_array_set_clear_func (self->pieces, clear_piece);
  return parse (self, text, error) ? g_steal_pointer (&self) : NULL;
}

void
wg_code_pattern_free (WgCodePattern *self)
{
  g_array_unref (self->pieces);
  g_free (self);
}

void
wg_code_pattern_get_range (const WgCodePattern *self, WgGridKind kind, guint *first_out,
                           guint *last_out)
{
  *first_out = self->first[kind];
  *last_out = self->last[kind];
}

gboolean
wg_code_pattern_has_special (const WgCodePattern *self)
{
  return self->has_special;
}

gboolean
wg_code_pattern_has_single (const WgCodePattern *self)
{
  return self->has_single;
}

static gboolean
append_piece (GString *code, const Piece *piece, const char *parent_code, WgGridKind kind,
              guint serial)
{
  switch (piece->type)
    {
    case PIECE_TEXT:
      g_string_append (code, piece->texts[0]);
      return TRUE;
    case PIECE_KIND:
      g_string_append (code, piece->texts[kind]);
      return TRUE;
    case PIECE_SERIAL:
      g_string_append_printf (code, "%0*u", (int) piece->length, serial);
      return serial < power_of_ten (piece->length);
    case PIECE_PARENT:
    default:
      if (parent_code == NULL || *parent_code == '\0' || strlen (parent_code) < piece->length)
        return FALSE;
      g_string_append_len (code, parent_code, piece->length > 0 ? (gssize) piece->length : -1);
      return TRUE;
    }
}

char *
wg_code_pattern_format (const WgCodePattern *self, const char *parent_code, WgGridKind kind,
                        guint serial)
{
  g_autoptr (GString) code = g_string_new (NULL);

  for (guint i = 0; i < self->pieces->len; i++)
    if (!append_piece (code, &g_array_index (self->pieces, Piece, i), parent_code, kind, serial))
      return NULL;
  return wg_code_is_well_formed (code->str) ? g_string_free (g_steal_pointer (&code), FALSE) : NULL;
}

/* A code has the one serial with which it is what the pattern gives. */
gboolean
wg_code_pattern_read (const WgCodePattern *self, const char *code, const char *parent_code,
                      WgGridKind kind, guint *serial_out)
{
  g_autoptr (GString) before = g_string_new (NULL);
  g_autofree char *digits = NULL;
  g_autofree char *formatted = NULL;

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);

      if (piece->type != PIECE_SERIAL)
        {
          if (!append_piece (before, piece, parent_code, kind, 0))
            return FALSE;
          continue;
        }
      if (strlen (code) < before->len + piece->length)
        return FALSE;
      digits = g_strndup (code + before->len, piece->length);
      break;
    }
  if (digits == NULL || strspn (digits, "0123456789") != strlen (digits))
    return FALSE;
  *serial_out = (guint) g_ascii_strtoull (digits, NULL, 10);
  formatted = wg_code_pattern_format (self, parent_code, kind, *serial_out);
  return g_strcmp0 (formatted, code) == 0;
}

guint
wg_code_profile_count (void)
{
  return G_N_ELEMENTS (profiles);
}

const WgCodeProfile *
wg_code_profile_get (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (profiles), NULL);
  return &profiles[index];
}

const WgCodeProfile *
wg_code_profile_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    if (g_strcmp0 (profiles[i].id, id) == 0)
      return &profiles[i];
  return NULL;
}

static const char *
find_region (const char *level_name)
{
  for (guint i = 0; i < G_N_ELEMENTS (regions); i++)
    for (guint j = 0; j < G_N_ELEMENTS (regions[i].endings) && regions[i].endings[j] != NULL; j++)
      if (g_str_has_suffix (level_name, regions[i].endings[j]))
        return regions[i].pattern;
  return NULL;
}

char *
wg_code_profile_pattern (const WgCodeProfile *profile, const char *level_name,
                         const char *object_code)
{
  const char *pattern = find_region (level_name);
  g_autoptr (GString) text = NULL;

  if (profile == NULL)
    profile = &profiles[0];
  if (pattern == NULL)
    pattern = strstr (level_name, "微") != NULL ? profile->micro : profile->grid;
  text = g_string_new (pattern);
  g_string_replace (text, "{object}", object_code != NULL ? object_code : DEFAULT_OBJECT_CODE, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
