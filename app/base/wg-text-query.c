/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-text-query"

#include "wg-text-query.h"

#include "wg-text-term.h"

#include <string.h>

#define MAX_TERMS 6
#define MAX_THREADS 4
#define ROWS_PER_THREAD 50000 /* fewer are not worth a thread */
#define ROWS_PER_LOOK 8192    /* between two looks at the cancellable */

/* A score: the kind of match, where it begins, how long the text is. */
#define KIND_SHIFT 24
#define PLACE_SHIFT 12
#define PART_MAX 4095u
#define CUT_MARK 2048u /* within the length: in the middle of a number */

struct _WgTextQuery
{
  gint ref_count;
  WgTextTerm *terms[MAX_TERMS]; /* the longest first: it is in the fewest texts */
  guint n_terms;
  guint64 needs; /* marks of a row, of all terms */
};

/* The best rows so far of one kind: a heap, the worst at its top. */
typedef struct
{
  GArray *hits; /* of WgTextHit */
  guint limit;
  guint n_found;
} Best;

/* The rows that one thread looks at. */
typedef struct
{
  const WgTextQuery *query;
  const WgTextPack *pack;
  const guint64 *marks; /* of its rows */
  guint from, to;
  gboolean is_parted; /* rows without a first field go to best[1] */
  GCancellable *cancellable;
  Best best[2];
} Scan;

static gboolean
is_worse (const WgTextHit *a, const WgTextHit *b)
{
  return a->score != b->score ? a->score > b->score : a->row > b->row;
}

static void
sink (WgTextHit *heap, guint n, guint at)
{
  for (guint child = 2 * at + 1; child < n; child = 2 * at + 1)
    {
      WgTextHit swap = heap[at];

      if (child + 1 < n && is_worse (&heap[child + 1], &heap[child]))
        child++;
      if (!is_worse (&heap[child], &heap[at]))
        return;
      heap[at] = heap[child];
      heap[child] = swap;
      at = child;
    }
}

static void
add_hit (Best *best, WgTextHit hit)
{
  WgTextHit *heap = NULL;

  best->n_found++;
  if (best->limit == 0)
    return;
  if (best->hits->len < best->limit)
    {
      guint at = best->hits->len;

      g_array_append_val (best->hits, hit);
      heap = (WgTextHit *) (gpointer) best->hits->data;
      for (; at > 0 && is_worse (&heap[at], &heap[(at - 1) / 2]); at = (at - 1) / 2)
        {
          WgTextHit swap = heap[at];

          heap[at] = heap[(at - 1) / 2];
          heap[(at - 1) / 2] = swap;
        }
      return;
    }
  heap = (WgTextHit *) (gpointer) best->hits->data;
  if (is_worse (&hit, &heap[0]))
    return;
  heap[0] = hit;
  sink (heap, best->hits->len, 0);
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  return is_worse (a, b) ? 1 : is_worse (b, a) ? -1 : 0;
}

static int
compare_terms (gconstpointer a, gconstpointer b)
{
  guint length_a = wg_text_term_length (*(WgTextTerm *const *) a);
  guint length_b = wg_text_term_length (*(WgTextTerm *const *) b);

  return (length_a < length_b) - (length_a > length_b);
}

static WgMatchKind
judge (const WgTextFound *found, gboolean is_first, gboolean is_last)
{
  if (found->is_sound)
    return is_first ? (is_last ? WG_MATCH_SOUND : WG_MATCH_SOUND_PREFIX) : WG_MATCH_SOUND_INSIDE;
  if (is_first)
    return is_last ? WG_MATCH_EXACT : WG_MATCH_PREFIX;
  return found->is_cut ? WG_MATCH_CUT : WG_MATCH_INSIDE;
}

static gboolean
is_mark (guint16 unit)
{
  return unit == WG_TEXT_PACK_FIELD || unit == WG_TEXT_PACK_HIDDEN;
}

/* The best place of @term in a row; G_MAXUINT32 when it has none. */
static guint32
find_term (const WgTextTerm *term, const guint16 *units, guint n_units)
{
  const guint8 *starts = wg_text_term_starts (term);
  guint32 best = G_MAXUINT32;
  guint field = 0;
  gboolean is_settled = FALSE; /* only the beginning of another field can be better */

  for (guint at = 0; at < n_units; at++)
    {
      WgTextFound found = { 0 };
      WgMatchKind kind = WG_MATCH_EXACT;
      guint32 score = 0;

      if (G_LIKELY (starts[units[at]] == 0))
        continue;
      if (units[at] == WG_TEXT_PACK_HIDDEN)
        break;
      if (units[at] == WG_TEXT_PACK_FIELD)
        {
          field = at + 1;
          continue;
        }
      if ((is_settled && at != field) || !wg_text_term_try (term, units, at, n_units, &found))
        continue;
      kind = judge (&found, at == field, found.end == n_units || is_mark (units[found.end]));
      score = (guint32) kind << KIND_SHIFT | MIN (at - field, PART_MAX) << PLACE_SHIFT
              | (found.is_cut ? CUT_MARK : 0) | MIN (n_units, CUT_MARK - 1);
      best = MIN (best, score);
      is_settled = kind != WG_MATCH_CUT;
      if (kind <= WG_MATCH_PREFIX)
        break;
    }
  return best;
}

/* Every word has to be there; the score is that of the worst, behind those in which no word cuts a number. */
static guint32
find_terms (const WgTextQuery *self, const guint16 *units, guint n_units)
{
  guint32 worst = find_term (self->terms[0], units, n_units), cut = worst & CUT_MARK;

  for (guint i = 1; i < self->n_terms && worst != G_MAXUINT32; i++)
    {
      guint32 score = find_term (self->terms[i], units, n_units);

      cut |= score & CUT_MARK;
      worst = MAX (worst, score);
    }
  return worst | cut;
}

static gpointer
scan_rows (gpointer data)
{
  Scan *scan = data;
  guint64 needs = scan->query->needs;

  for (guint row = scan->from; row < scan->to; row++)
    {
      guint n_units = 0;
      const guint16 *units = NULL;
      guint32 score = G_MAXUINT32;

      if ((scan->marks[row] & needs) == needs)
        {
          units = wg_text_pack_get_row (scan->pack, row, &n_units);
          score = find_terms (scan->query, units, n_units);
        }
      if (score != G_MAXUINT32)
        add_hit (&scan->best[scan->is_parted && is_mark (units[0])], (WgTextHit){ score, row });
      if (row % ROWS_PER_LOOK == 0 && g_cancellable_is_cancelled (scan->cancellable))
        break;
    }
  return NULL;
}

static void
join (Scan *scans, guint n_scans, guint which, GArray *out, guint *n_found_out)
{
  *n_found_out = 0;
  for (guint i = 0; i < n_scans; i++)
    {
      GArray *hits = scans[i].best[which].hits;

      *n_found_out += scans[i].best[which].n_found;
      if (out != NULL && hits->len > 0)
        g_array_append_vals (out, hits->data, hits->len);
    }
  if (out == NULL)
    return;
  g_array_sort (out, compare_hits);
  if (out->len > scans[0].best[which].limit)
    g_array_set_size (out, scans[0].best[which].limit);
}

WgTextQuery *
wg_text_query_new (const char *text)
{
  WgTextQuery *self = g_new0 (WgTextQuery, 1);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) word = g_string_new (NULL);

  self->ref_count = 1;
  for (const char *p = valid;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != 0 && !g_unichar_isspace (c))
        {
          g_string_append_unichar (word, c);
          continue;
        }
      if (word->len > 0 && self->n_terms < MAX_TERMS)
        self->terms[self->n_terms++] = wg_text_term_new (word->str);
      g_string_truncate (word, 0);
      if (c == 0)
        break;
    }
  for (guint i = 0; i < self->n_terms; i++)
    self->needs |= wg_text_term_get_needs (self->terms[i]);
  qsort (self->terms, self->n_terms, sizeof self->terms[0], compare_terms);
  return self;
}

WgTextQuery *
wg_text_query_ref (WgTextQuery *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
wg_text_query_unref (WgTextQuery *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  for (guint i = 0; i < self->n_terms; i++)
    wg_text_term_free (self->terms[i]);
  g_free (self);
}

gboolean
wg_text_query_is_empty (const WgTextQuery *self)
{
  return self->n_terms == 0;
}

WgMatchKind
wg_text_query_kind (guint32 score)
{
  return (WgMatchKind) (score >> KIND_SHIFT);
}

guint32
wg_text_query_score (WgMatchKind kind, guint place)
{
  return (guint32) kind << KIND_SHIFT | MIN (place, PART_MAX) << PLACE_SHIFT;
}

gboolean
wg_text_query_match (const WgTextQuery *self, const char *text, guint32 *score_out)
{
  glong n_units = 0;
  g_autofree guint16 *units = g_utf8_to_utf16 (text, -1, NULL, &n_units, NULL);
  guint32 score = G_MAXUINT32;

  if (units != NULL && self->n_terms > 0)
    score = find_terms (self, units, (guint) n_units);
  if (score_out != NULL)
    *score_out = score;
  return score != G_MAXUINT32;
}

gboolean
wg_text_query_scan (const WgTextQuery *self, const WgTextPack *pack, guint limit,
                    GArray *hits_out, GArray *nameless_out, guint *n_found_out,
                    GCancellable *cancellable)
{
  guint n_rows = wg_text_pack_count (pack);
  guint n_scans = CLAMP (MIN (n_rows / ROWS_PER_THREAD, g_get_num_processors ()), 1, MAX_THREADS);
  Scan scans[MAX_THREADS] = { { 0 } };
  GThread *threads[MAX_THREADS] = { NULL };

  g_array_set_size (hits_out, 0);
  if (nameless_out != NULL)
    g_array_set_size (nameless_out, 0);
  n_found_out[0] = n_found_out[1] = 0;
  if (self->n_terms == 0)
    return TRUE;
  for (guint i = 0; i < n_scans; i++)
    {
      scans[i] = (Scan){ self, pack, wg_text_pack_get_marks (pack), (guint) ((guint64) n_rows * i / n_scans),
                         (guint) ((guint64) n_rows * (i + 1) / n_scans), nameless_out != NULL,
                         cancellable, { { 0 } } };
      for (guint k = 0; k < 2; k++)
        scans[i].best[k] = (Best){ g_array_new (FALSE, FALSE, sizeof (WgTextHit)),
                                   limit, 0 };
      if (i > 0)
        threads[i] = g_thread_new ("find", scan_rows, &scans[i]);
    }
  scan_rows (&scans[0]);
  for (guint i = 1; i < n_scans; i++)
    g_thread_join (threads[i]);
  join (scans, n_scans, 0, hits_out, &n_found_out[0]);
  join (scans, n_scans, 1, nameless_out, &n_found_out[1]);
  for (guint i = 0; i < n_scans; i++)
    for (guint k = 0; k < 2; k++)
      g_array_unref (scans[i].best[k].hits);
  return !g_cancellable_is_cancelled (cancellable);
}
