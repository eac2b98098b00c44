/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-text-term"

#include "wg-text-term.h"

#include "wg-han-forms.h"
#include "wg-pinyin.h"
#include "wg-text-marks.h"
#include "wg-text-pack.h"

#include <string.h>

#define MAX_SHIFT 6 /* letters of the longest syllable */
#define N_UNITS 65536

/* What a unit can do: where it moves the state on by itself, and by how it is read. */
typedef struct
{
  guint64 literal[3]; /* by 0, 1 and 2 characters */
  guint64 sound[MAX_SHIFT + 1];
} Class;

struct _WgTextTerm
{
  guint16 text[WG_TEXT_TERM_MAX]; /* folded */
  guint n;
  GArray *classes; /* of Class; the first does nothing */
  GHashTable *known; /* Class -> its number, while it is made */
  guint16 *class_of; /* of each unit */
  guint8 *starts;
  guint8 *follows; /* units that can come after the first; 1 for all when one may be enough */
  guint64 jumps[MAX_SHIFT + 1]; /* where some reading goes on by so many letters */
  gboolean has_sound;
};

static const char numerals[] = "零一二三四五六七八九";

/* 十二 is 12, 一百零五 is 105. Returns how many characters the number has; 0 when it is none. */
static guint
read_number (const gunichar *text, guint n, guint *value_out)
{
  guint i = 0, value = 0, digit = 0;
  gboolean has_digit = FALSE, has_unit = FALSE;

  for (; i < n; i++)
    {
      if (text[i] == 0x5341 || text[i] == 0x767e) /* 十, 百 */
        {
          guint unit = text[i] == 0x5341 ? 10 : 100;

          if (!has_digit && (unit == 100 || i > 0))
            return 0;
          value += (has_digit ? digit : 1) * unit;
          has_digit = FALSE;
          has_unit = TRUE;
        }
      else if (text[i] >= 128 && wg_text_digit (text[i]) >= 0)
        {
          if (has_digit && digit != 0)
            return 0;
          digit = (guint) wg_text_digit (text[i]);
          has_digit = TRUE;
        }
      else
        break;
    }
  *value_out = value + (has_digit ? digit : 0);
  return has_unit ? i : 0;
}

static void
fold_word (WgTextTerm *self, const char *word)
{
  glong n = 0;
  g_autofree gunichar *plain = g_utf8_to_ucs4_fast (word, -1, &n);

  for (glong i = 0; i < n; i++)
    plain[i] = wg_text_fold (plain[i]);
  for (guint i = 0; i < (guint) n && self->n < WG_TEXT_TERM_MAX;)
    {
      guint value = 0, length = read_number (plain + i, (guint) n - i, &value);
      char figures[16] = "";

      if (length > 0)
        {
          g_snprintf (figures, sizeof figures, "%u", value);
          for (const char *p = figures; *p != '\0' && self->n < WG_TEXT_TERM_MAX; p++)
            self->text[self->n++] = (guint16) *p;
          i += length;
          continue;
        }
      if (plain[i] > 0xffff)
        {
          if (self->n + 1 < WG_TEXT_TERM_MAX)
            self->text[self->n++] = (guint16) (0xd800 + ((plain[i] - 0x10000) >> 10));
          self->text[self->n++] = (guint16) (0xdc00 + ((plain[i] - 0x10000) & 0x3ff));
        }
      else
        self->text[self->n++]
          = (guint16) (wg_text_digit (plain[i]) >= 0 ? '0' + wg_text_digit (plain[i]) : (int) plain[i]);
      i++;
    }
}

static guint
hash_class (gconstpointer key)
{
  const guint64 *words = key;
  guint64 hash = 0;

  for (guint i = 0; i < sizeof (Class) / sizeof *words; i++)
    hash = (hash ^ words[i]) * 0x9e3779b97f4a7c15u + (hash >> 29);
  return (guint) (hash >> 32);
}

static gboolean
equal_class (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Class)) == 0;
}

static void
set_class (WgTextTerm *self, guint unit, const Class *wanted)
{
  gpointer number = NULL;
  guint64 first = wanted->literal[1] | wanted->literal[2];

  if (!g_hash_table_lookup_extended (self->known, wanted, NULL, &number))
    {
      number = GUINT_TO_POINTER (self->classes->len);
      g_array_append_val (self->classes, *wanted);
      g_hash_table_insert (self->known, g_memdup2 (wanted, sizeof *wanted), number);
    }
  self->class_of[unit] = (guint16) GPOINTER_TO_UINT (number);
  for (guint i = 1; i <= MAX_SHIFT; i++)
    first |= wanted->sound[i];
  self->starts[unit] = (first & 1) != 0;
  self->follows[unit] = ((first | wanted->literal[0]) & ~G_GUINT64_CONSTANT (1)) != 0;
}

static void
add_literal (WgTextTerm *self, guint unit, guint shift, guint64 mask)
{
  Class own = g_array_index (self->classes, Class, self->class_of[unit]);

  own.literal[shift] |= mask;
  set_class (self, unit, &own);
}

/* A character in every form that it is written in. */
static void
add_forms (WgTextTerm *self, guint at)
{
  guint c = self->text[at];
  guint n_traditional = 0;
  const guint16 *traditional = wg_han_get_traditional (c, &n_traditional);
  guint64 mask = G_GUINT64_CONSTANT (1) << at;

  add_literal (self, c, 1, mask);
  for (guint i = 0; i < n_traditional; i++)
    add_literal (self, traditional[i], 1, mask);
  if (c > ' ' && c < 127)
    {
      guint upper = (guint) g_ascii_toupper ((char) c);

      add_literal (self, c + 0xfee0, 1, mask);
      if (upper != c)
        {
          add_literal (self, upper, 1, mask);
          add_literal (self, upper + 0xfee0, 1, mask);
        }
    }
  if (c == '-')
    {
      add_literal (self, 0x2014, 1, mask);
      add_literal (self, 0x2013, 1, mask);
    }
  if (c >= '0' && c <= '9')
    add_literal (self, g_utf8_get_char (g_utf8_offset_to_pointer (numerals, (glong) c - '0')), 1, mask);
  if (c == '0')
    add_literal (self, 0x3007, 1, mask);
}

/* 十 is 10, the 1 of 12, the 0 of 20, and nothing in 23; likewise 百. */
static void
add_tens (WgTextTerm *self)
{
  static const struct { guint unit; char second, third; } tens[] = { { 0x5341, '0', 0 }, { 0x767e, '0', '0' } };

  for (guint i = 0; i < self->n; i++)
    {
      guint64 mask = G_GUINT64_CONSTANT (1) << i;
      guint c = self->text[i], next = i + 1 < self->n ? self->text[i + 1] : 0;

      for (guint k = 0; k < G_N_ELEMENTS (tens); k++)
        if (i > 0 && g_ascii_isdigit ((char) self->text[i - 1]) && self->text[i - 1] < 128)
          add_literal (self, tens[k].unit, 0, mask);
      if (c == '1')
        add_literal (self, 0x5341, 1, mask);
      if (c == '1' && next == '0')
        add_literal (self, 0x5341, 2, mask);
      if (c == '0' && i > 0)
        add_literal (self, 0x5341, 1, mask);
      if (c == '0' && next == '0' && i > 0)
        add_literal (self, 0x767e, 2, mask);
    }
}

/* Where the word has a syllable: whole, its initial, or its beginning at the very end of the word. */
static void
match_syllable (const WgTextTerm *self, const char *syllable, Class *sound)
{
  guint length = (guint) strlen (syllable);

  for (guint i = 0; i < self->n; i++)
    {
      guint64 mask = G_GUINT64_CONSTANT (1) << i;
      guint same = 0;

      while (same < length && i + same < self->n && self->text[i + same] == (guchar) syllable[same])
        same++;
      if (same == 0)
        continue;
      sound->sound[1] |= mask;
      if (same >= 2 && syllable[1] == 'h')
        sound->sound[2] |= mask;
      if (same == length || i + same == self->n)
        sound->sound[same] |= mask;
    }
}

/* ü is typed v, u or yu. */
static void
match_reading (const WgTextTerm *self, guint number, Class *sound)
{
  const char *syllable = wg_pinyin_get_syllable (number);
  char other[16];

  match_syllable (self, syllable, sound);
  if (syllable[0] == '\0' || syllable[1] != 'v')
    return;
  g_snprintf (other, sizeof other, "%cu%s", syllable[0], syllable + 2);
  match_syllable (self, other, sound);
  g_snprintf (other, sizeof other, "%cyu%s", syllable[0], syllable + 2);
  match_syllable (self, other, sound);
}

static gboolean
has_letters (const WgTextTerm *self)
{
  for (guint i = 0; i < self->n; i++)
    if (self->text[i] < 128 && g_ascii_isalpha ((char) self->text[i]))
      return TRUE;
  return FALSE;
}

static void
add_sounds (WgTextTerm *self)
{
  static const Class nothing = { { 0 }, { 0 } };
  g_autofree Class *sounds = g_new0 (Class, wg_pinyin_count ());

  for (guint i = 0; i < wg_pinyin_count (); i++)
    {
      match_reading (self, i, &sounds[i]);
      for (guint k = 1; k <= MAX_SHIFT; k++)
        self->jumps[k] |= sounds[i].sound[k];
    }
  for (gunichar c = wg_pinyin_first (); c < wg_pinyin_limit (); c++)
    {
      const guint16 *readings = NULL;
      guint n_readings = wg_pinyin_get_readings (c, &readings);
      Class own = g_array_index (self->classes, Class, self->class_of[c]);
      guint64 any = 0;

      for (guint i = 0; i < n_readings; i++)
        for (guint k = 1; k <= MAX_SHIFT; k++)
          {
            own.sound[k] |= sounds[readings[i]].sound[k];
            any |= sounds[readings[i]].sound[k];
          }
      if (any != 0 && !equal_class (&own, &nothing))
        set_class (self, c, &own);
    }
}

static void
add_blanks (WgTextTerm *self)
{
  guint64 within = ((G_GUINT64_CONSTANT (1) << self->n) - 1) & ~G_GUINT64_CONSTANT (1);

  add_literal (self, ' ', 0, within);
  add_literal (self, 0x3000, 0, within);
}

/* One character of a text may be the whole word. */
static gboolean
can_be_one (const WgTextTerm *self)
{
  return self->n <= 2 || (self->n <= MAX_SHIFT && (self->jumps[self->n] & 1) != 0);
}

WgTextTerm *
wg_text_term_new (const char *word)
{
  WgTextTerm *self = g_new0 (WgTextTerm, 1);
  Class nothing = { { 0 }, { 0 } };

  fold_word (self, word);
  self->classes = g_array_new (FALSE, FALSE, sizeof (Class));
  self->known = g_hash_table_new_full (hash_class, equal_class, g_free, NULL);
  self->class_of = g_new0 (guint16, N_UNITS);
  self->starts = g_new0 (guint8, N_UNITS);
  self->follows = g_new0 (guint8, N_UNITS);
  set_class (self, 0, &nothing);
  for (guint i = 0; i < self->n; i++)
    add_forms (self, i);
  add_tens (self);
  add_blanks (self);
  self->has_sound = has_letters (self);
  if (self->has_sound)
    add_sounds (self);
  if (can_be_one (self))
    memset (self->follows, 1, N_UNITS);
  self->starts[WG_TEXT_PACK_FIELD] = 1;
  self->starts[WG_TEXT_PACK_HIDDEN] = 1;
  g_clear_pointer (&self->known, g_hash_table_unref);
  return self;
}

void
wg_text_term_free (WgTextTerm *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->classes);
  g_free (self->class_of);
  g_free (self->starts);
  g_free (self->follows);
  g_free (self);
}

guint
wg_text_term_length (const WgTextTerm *self)
{
  return self->n;
}

const guint8 *
wg_text_term_starts (const WgTextTerm *self)
{
  return self->starts;
}

guint64
wg_text_term_get_needs (const WgTextTerm *self)
{
  guint64 needs[WG_TEXT_TERM_MAX + 1] = { 0 };

  for (guint i = self->n; i-- > 0;)
    {
      guint c = self->text[i];
      gboolean is_letter = c < 128 && g_ascii_isalpha ((char) c);
      guint64 rest = needs[i + 1];

      /* Whatever is read from here on begins with this letter; then only what all ways of reading need. */
      for (guint k = 2; is_letter && k <= MAX_SHIFT && i + k <= self->n; k++)
        if ((self->jumps[k] >> i & 1) != 0)
          rest &= needs[i + k];
      needs[i] = rest | (is_letter ? wg_text_mark_letter ((char) c) : wg_text_mark_folded (c));
    }
  return needs[0];
}

/* A number goes on beyond what was found of it. */
static gboolean
cuts_number (const guint16 *units, guint at, guint end)
{
  return at > 0 && at < end && units[at] < 128 && g_ascii_isdigit ((char) units[at])
         && units[at - 1] < 128 && g_ascii_isdigit ((char) units[at - 1]);
}

gboolean
wg_text_term_try (const WgTextTerm *self, const guint16 *units, guint start, guint end,
                  WgTextFound *found_out)
{
  const Class *classes = (const Class *) (gpointer) self->classes->data;
  guint64 wanted = G_GUINT64_CONSTANT (1) << self->n, literal = 1, sound = 1;
  guint sound_end = 0;

  if (start + 1 < end && !self->follows[units[start + 1]])
    return FALSE;
  for (guint at = start; at < end; at++)
    {
      const Class *own = &classes[self->class_of[units[at]]];
      guint64 next = 0;

      if (self->has_sound && sound != 0)
        for (guint k = 1; k <= MAX_SHIFT; k++)
          next |= (sound & own->sound[k]) << k;
      next |= (sound & own->literal[0]) | ((sound & own->literal[1]) << 1)
              | ((sound & own->literal[2]) << 2);
      sound = next;
      literal = (literal & own->literal[0]) | ((literal & own->literal[1]) << 1)
                | ((literal & own->literal[2]) << 2);
      if ((literal & wanted) != 0)
        {
          *found_out = (WgTextFound){ at + 1, FALSE,
                                      cuts_number (units, start, end) || cuts_number (units, at + 1, end) };
          return TRUE;
        }
      if ((sound & wanted) != 0 && sound_end == 0)
        sound_end = at + 1;
      if (literal == 0 && (sound == 0 || sound_end != 0))
        break;
    }
  *found_out = (WgTextFound){ sound_end, TRUE, FALSE };
  return sound_end != 0;
}
